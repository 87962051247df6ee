//! What an address says of a run.

use std::fmt;
use std::marker::PhantomData;

use super::{BETAS, LAST_STEP, Learner, RATES, Schedule, Subject};
use crate::plot::BarScale;
use crate::protocol::CodeSize;
use crate::ui::address::{AddressError, Choice, Fault, Fields, PanelLink, whole_number};

/// All that a run follows from, and how far it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub learner: Learner,
    /// Names the first weights and the order of the digits.
    pub seed: u64,
    /// Steps made, `0..=LAST_STEP`.
    pub n_steps: u32,
    /// Stops of [`RATES`].
    pub rates: Schedule,
    /// Stops of [`BETAS`]; an autoencoder has no use for them.
    pub betas: Schedule,
}

impl Plan {
    pub fn new(learner: Learner) -> Self {
        Self {
            learner,
            seed: 1,
            n_steps: 0,
            rates: Schedule::constant(RATES.usual),
            betas: Schedule::constant(BETAS.usual),
        }
    }

    fn read(fields: &mut Fields, start: Self) -> Result<Self, AddressError> {
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let n_steps = fields.take("steps", |value| whole_number(value, LAST_STEP.into()))?;
        let rates = fields.take("rate", |value| Schedule::read(value, RATES, LAST_STEP))?;
        let mut plan = Self {
            seed: seed.unwrap_or(start.seed),
            n_steps: n_steps.map_or(start.n_steps, |n_steps| n_steps as u32),
            rates: rates.unwrap_or(start.rates),
            ..start
        };
        match &mut plan.learner {
            Learner::Autoencoder(size) => {
                if let Some(given) = fields.take("code", code_size)? {
                    *size = given;
                }
            }
            Learner::Vae => {
                let betas = fields.take("beta", |value| Schedule::read(value, BETAS, LAST_STEP))?;
                plan.betas = betas.unwrap_or(plan.betas);
            }
        }
        Ok(plan)
    }
}

fn code_size(value: &str) -> Result<CodeSize, Fault> {
    let known = |size: &CodeSize| size.n().to_string() == value;
    CodeSize::ALL
        .into_iter()
        .find(known)
        .ok_or(Fault::Malformed)
}

/// An address of a panel on which something is trained.
#[derive(Debug, Clone, PartialEq)]
pub struct Link<S> {
    pub plan: Plan,
    /// Of the loss's axis.
    pub scale: BarScale,
    of: PhantomData<S>,
}

impl<S> Link<S> {
    pub const fn new(plan: Plan, scale: BarScale) -> Self {
        Self {
            plan,
            scale,
            of: PhantomData,
        }
    }
}

impl<S: Subject> Default for Link<S> {
    fn default() -> Self {
        Self::new(Plan::new(S::LEARNER), S::SCALE)
    }
}

impl<S: Subject> PanelLink for Link<S> {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let plan = Plan::read(fields, Plan::new(S::LEARNER))?;
        let scale = fields.take("scale", BarScale::read)?;
        Ok(Self::new(plan, scale.unwrap_or(S::SCALE)))
    }
}

impl<S: Subject> fmt::Display for Link<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = &self.plan;
        write!(f, "seed={}&steps={}", plan.seed, plan.n_steps)?;
        if plan.learner != S::LEARNER
            && let Learner::Autoencoder(size) = plan.learner
        {
            write!(f, "&code={}", size.n())?;
        }
        plan.rates.write("rate", RATES, f)?;
        if plan.learner == Learner::Vae {
            plan.betas.write("beta", BETAS, f)?;
        }
        if self.scale != S::SCALE {
            write!(f, "&scale={}", self.scale.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::address::{Reader, Route};
    use crate::ui::panels::{PanelState, autoencoder, vae};

    type OfAutoencoder = autoencoder::training::State;
    type OfVae = vae::training::State;

    /// The link of an address, written again.
    fn rewritten<S: PanelState>(fields: &str) -> Result<String, AddressError> {
        let address = format!("#/{}?{fields}", S::PAGE.path());
        let route = Route::parse(&address, |_| Some(Reader::new::<S::Link>(S::PAGE)))?;
        Ok(route
            .link_on::<S::Link>(S::PAGE)
            .map(|link| link.to_string())
            .unwrap_or_default())
    }

    #[test]
    fn addresses_survive_being_read_and_written() {
        for fields in [
            "seed=1&steps=0",
            "seed=18446744073709551615&steps=10000&code=32&rate=0.00001,10@9999&scale=log",
            "seed=3&steps=40&code=2",
        ] {
            assert_eq!(rewritten::<OfAutoencoder>(fields).as_deref(), Ok(fields));
        }
        for fields in [
            "seed=1&steps=0",
            "seed=7&steps=500&rate=0.005&beta=0,100@200,1@300&scale=linear",
        ] {
            assert_eq!(rewritten::<OfVae>(fields).as_deref(), Ok(fields));
        }
        // The usual is left out.
        let usual = "seed=1&steps=0&code=8&rate=0.002&scale=linear";
        let short = rewritten::<OfAutoencoder>(usual);
        assert_eq!(short.as_deref(), Ok("seed=1&steps=0"));
    }

    #[test]
    fn what_cannot_be_is_told_by_its_field() {
        let fault = |outcome: Result<String, AddressError>| match outcome {
            Err(AddressError::Malformed { field, .. }) => format!("malformed {field}"),
            Err(AddressError::OutOfRange { field, .. }) => format!("range {field}"),
            Err(AddressError::UnknownField { field }) => format!("unknown {field}"),
            other => format!("{other:?}"),
        };
        for (fields, expected) in [
            ("steps=10001", "range steps"),
            ("code=3", "malformed code"),
            ("rate=0.003", "malformed rate"),
            ("rate=0.002,1@10001", "range rate"),
            ("beta=1", "unknown beta"),
            ("scale=deep", "malformed scale"),
        ] {
            assert_eq!(fault(rewritten::<OfAutoencoder>(fields)), expected);
        }
        for (fields, expected) in [
            ("code=8", "unknown code"),
            ("beta=-1", "malformed beta"),
            ("beta=1,0@5,1@5", "malformed beta"),
        ] {
            assert_eq!(fault(rewritten::<OfVae>(fields)), expected);
        }
    }
}
