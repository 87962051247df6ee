//! The numbers that are held side by side.

use super::Measured;
use crate::protocol::{Contender, Likelihood, PixelNet};
use crate::ui::address::Choice;

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Figure {
    /// Of one image, in ms.
    #[default]
    Time,
    Stages,
    MultiplyAdds,
    Parameters,
    /// Of the file of weights.
    Bytes,
    /// The classifier's, 1 to 10.
    Score,
    /// Classes, of ten.
    Covered,
    /// The distance from real digits' sharpness.
    Sharpness,
    /// The mean distance to the nearest training digit.
    Nearness,
    /// Of grey digits, in bits a pixel.
    GreyBits,
    /// Of binary digits, in nats an image: exact, or the tighter of two bounds.
    Nats,
    /// The other bound on the same.
    Elbo,
}

impl Figure {
    pub const COSTS: [Self; 5] = [
        Self::Time,
        Self::Stages,
        Self::MultiplyAdds,
        Self::Parameters,
        Self::Bytes,
    ];
    pub const QUALITIES: [Self; 4] = [Self::Score, Self::Covered, Self::Sharpness, Self::Nearness];
    pub const LIKELIHOODS: [Self; 3] = [Self::GreyBits, Self::Nats, Self::Elbo];

    /// All of them, in the table's order.
    pub fn all() -> impl Iterator<Item = Self> {
        let costs = Self::COSTS.into_iter();
        costs.chain(Self::QUALITIES).chain(Self::LIKELIHOODS)
    }

    /// Its value, once it is measured; None for a contender that has none.
    pub fn of(self, measured: &Measured) -> Option<f64> {
        let facts = measured.facts.as_ref();
        let judgement = measured.judgement.as_ref();
        let likelihood = measured.scored.map(|(_, likelihood)| likelihood);
        Some(match (self, likelihood) {
            (Self::Time, _) => measured.ms_per_image?.into(),
            (Self::Stages, _) => facts?.n_stages as f64,
            (Self::MultiplyAdds, _) => facts?.multiply_adds as f64,
            (Self::Parameters, _) => facts?.n_parameters as f64,
            (Self::Bytes, _) => facts?.n_bytes as f64,
            (Self::Score, _) => judgement?.score.into(),
            (Self::Covered, _) => judgement?.n_covered.into(),
            (Self::Sharpness, _) => judgement?.sharpness.into(),
            (Self::Nearness, _) => measured.near.mean_distance()?,
            (Self::GreyBits, Some(Likelihood::Grey { bits_per_pixel })) => bits_per_pixel.into(),
            (Self::Nats, Some(Likelihood::Binary { nats })) => nats.into(),
            (Self::Nats, Some(Likelihood::Bound { weighted, .. })) => weighted.into(),
            (Self::Elbo, Some(Likelihood::Bound { elbo, .. })) => elbo.into(),
            (Self::GreyBits | Self::Nats | Self::Elbo, _) => return None,
        })
    }

    /// What the manifest says of the same, on all test digits.
    pub fn recorded(self, contender: Contender, measured: &Measured) -> Option<f64> {
        let of = |place: usize| measured.facts.as_ref()?.recorded.get(place).copied();
        match (self, contender) {
            (Self::GreyBits, Contender::Pixels(PixelNet::Rnn | PixelNet::Cnn))
            | (Self::Nats, Contender::Pixels(PixelNet::CnnBinary)) => of(0),
            // The bound itself is below log p(x).
            (Self::Elbo, Contender::VaeDrawn) => of(0).map(|elbo| -elbo),
            (Self::Nats, Contender::VaeDrawn) => of(1),
            _ => None,
        }
    }

    /// Whether the contender's value only bounds the true one from above.
    pub const fn is_bound(self, contender: Contender) -> bool {
        matches!(
            (self, contender),
            (Self::Nats | Self::Elbo, Contender::VaeDrawn)
        )
    }

    /// Whether `contender` has such a figure at all.
    pub const fn is_of(self, contender: Contender) -> bool {
        match self {
            Self::Time | Self::Stages | Self::MultiplyAdds | Self::Parameters | Self::Bytes => {
                contender.model().is_some()
            }
            Self::Score | Self::Covered | Self::Sharpness | Self::Nearness => true,
            Self::GreyBits => contender.is_scored() && !contender.is_binary(),
            Self::Nats => contender.is_scored() && contender.is_binary(),
            Self::Elbo => contender.is_scored() && contender.latent().is_some(),
        }
    }
}

impl Choice for Figure {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Time, "time"),
        (Self::Stages, "stages"),
        (Self::MultiplyAdds, "multiply_adds"),
        (Self::Parameters, "parameters"),
        (Self::Bytes, "bytes"),
        (Self::Score, "score"),
        (Self::Covered, "covered"),
        (Self::Sharpness, "sharpness"),
        (Self::Nearness, "nearness"),
        (Self::GreyBits, "bits_per_pixel"),
        (Self::Nats, "nats"),
        (Self::Elbo, "elbo"),
    ];
}
