//! A run of the GAN as the worker has it, and how it comes to where the page has it.

use crate::ml::models::gan::Config;
use crate::ml::training::gan::{self as training, GanTraining, Outcome, pair_spec};
use crate::ml::weights::{self, fnv1a};
use crate::protocol::{
    Failure, GanMoment, GanNet, GanRun, GanSettings, GanStart, GeneratorLoss, ImageSet, Stretch,
    Turn,
};
use crate::worker::models::problem;
use crate::worker::store::Store;
use crate::worker::task::internal;

/// A run, and all that was done with it.
#[derive(Debug)]
pub struct Replay {
    origin: Origin,
    attempt: u32,
    pub training: GanTraining,
    past: Vec<Stretch>,
}

/// What a run begins with. Of a file the digest stands for it, which is taken once a job.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    net: GanNet,
    seed: u64,
    start: Start,
}

#[derive(Debug, Clone, PartialEq)]
enum Start {
    Fresh,
    Moment(GanMoment),
    /// The bytes' digest.
    Pair(u64),
}

impl Origin {
    pub fn of(run: &GanRun) -> Self {
        Self {
            net: run.net,
            seed: run.seed,
            start: match &run.start {
                GanStart::Fresh => Start::Fresh,
                GanStart::Moment(moment) => Start::Moment(*moment),
                GanStart::Pair { bytes, .. } => Start::Pair(fnv1a(bytes)),
            },
        }
    }
}

/// Where a run stands beside the page's.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// At least as far.
    There,
    /// On its way: the part of the page's steps that are made.
    Behind(f32),
    /// It went wrong on the way.
    Diverged { n_steps: u64, kept: u64 },
    /// Files are still to come.
    Waiting,
}

/// The shape of each pair.
pub const fn config(net: GanNet) -> Config {
    match net {
        GanNet::Convolutional => Config::convolutional(),
        GanNet::Dense => Config::dense(),
    }
}

/// Whether `bytes` are such a pair's weights.
///
/// # Errors
/// Where they are not.
pub fn gan_pair(net: GanNet, bytes: &[u8], file: impl FnOnce() -> String) -> Result<(), Failure> {
    let spec = pair_spec(&config(net)).map_err(internal)?;
    match weights::read(bytes, &spec) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::File {
            file: file(),
            problem: problem(error),
        }),
    }
}

/// Half a step towards where the page has the run. What the worker has is given up where it is
/// another run, or went another way; `origin` is that of `run`.
///
/// # Errors
/// Where the run begins with a file that is no pair, or candle fails.
pub fn catch_up(run: &GanRun, origin: &Origin, store: &mut Store) -> Result<Standing, Failure> {
    let mut replay = match store.gan.take() {
        Some(known) if known.leads_to(run, origin) => known,
        other => match Replay::begin(run, origin, store) {
            Ok(Some(replay)) => replay,
            outcome => {
                // What cannot begin, or not yet, takes no other run's place.
                store.gan = other;
                return outcome.map(|_| Standing::Waiting);
            }
        },
    };
    replay.attempt = run.attempt;
    let standing = replay.towards(run, store);
    store.gan = Some(replay);
    standing
}

impl Replay {
    fn begin(run: &GanRun, origin: &Origin, store: &Store) -> Result<Option<Self>, Failure> {
        let Some(images) = store.images(ImageSet::TrainingDigits) else {
            return Ok(None);
        };
        let (config, n_images) = (config(run.net), images.len());
        let from_bytes = |bytes: &[u8], file: &str| {
            GanTraining::from_bytes(&config, bytes, run.seed, n_images)
                .map_err(internal)?
                .map_err(|error| Failure::File {
                    file: file.to_owned(),
                    problem: problem(error),
                })
        };
        let training = match &run.start {
            GanStart::Fresh => GanTraining::new(&config, run.seed, n_images).map_err(internal)?,
            GanStart::Moment(moment) => match store.moment(*moment) {
                Some(bytes) => from_bytes(bytes, "")?,
                None => return Ok(None),
            },
            GanStart::Pair { name, bytes } => from_bytes(bytes, name)?,
        };
        Ok(Some(Self {
            origin: origin.clone(),
            attempt: run.attempt,
            training,
            past: Vec::new(),
        }))
    }

    /// Whether going on from here leads to where the page has the run, or has led there already.
    fn leads_to(&self, run: &GanRun, origin: &Origin) -> bool {
        if self.origin != *origin {
            return false;
        }
        let is_ahead = self.attempt == run.attempt && is_prefix(&run.past, &self.past);
        is_ahead || is_prefix(&self.past, &run.past)
    }

    fn towards(&mut self, run: &GanRun, store: &Store) -> Result<Standing, Failure> {
        let (made, wanted) = (self.training.n_rounds(), total(&run.past));
        let Some(next) = at(&run.past, made).filter(|_| made < wanted) else {
            return Ok(Standing::There);
        };
        match self.go_on(next.turn, next.settings, store)? {
            Some(Outcome::Diverged { n_rounds, kept }) => Ok(Standing::Diverged {
                n_steps: n_rounds,
                kept,
            }),
            Some(Outcome::Working | Outcome::Made(_)) => Ok(Standing::Behind(
                self.training.n_rounds() as f32 / wanted as f32,
            )),
            None => Ok(Standing::Waiting),
        }
    }

    /// The next half step; none where the real images are not there.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn go_on(
        &mut self,
        turn: Turn,
        settings: GanSettings,
        store: &Store,
    ) -> Result<Option<Outcome>, Failure> {
        let Some(images) = store.images(ImageSet::TrainingDigits) else {
            return Ok(None);
        };
        let outcome = (self.training)
            .go_on(images, turn_of(turn), &settings_of(&settings))
            .map_err(internal)?;
        match outcome {
            Outcome::Made(_) => push(&mut self.past, turn, settings),
            Outcome::Diverged { kept, .. } => cut(&mut self.past, kept),
            Outcome::Working => (),
        }
        Ok(Some(outcome))
    }
}

/// Steps of all stretches.
pub fn total(past: &[Stretch]) -> u64 {
    past.iter().map(|stretch| u64::from(stretch.n_steps)).sum()
}

/// The stretch of step `step`, counted from 0.
fn at(past: &[Stretch], step: u64) -> Option<Stretch> {
    let mut end = 0;
    past.iter().copied().find(|stretch| {
        end += u64::from(stretch.n_steps);
        step < end
    })
}

/// Whether `longer` goes all the way of `shorter` first.
fn is_prefix(shorter: &[Stretch], longer: &[Stretch]) -> bool {
    let (mut shorter, mut longer) = (steps(shorter), steps(longer));
    loop {
        match (shorter.next(), longer.next()) {
            (None, _) => return true,
            (Some(_), None) => return false,
            (Some(a), Some(b)) if a != b => return false,
            (Some(_), Some(_)) => (),
        }
    }
}

fn steps(past: &[Stretch]) -> impl Iterator<Item = (Turn, GanSettings)> {
    past.iter().flat_map(|stretch| {
        let step = (stretch.turn, stretch.settings);
        std::iter::repeat_n(step, stretch.n_steps as usize)
    })
}

fn push(past: &mut Vec<Stretch>, turn: Turn, settings: GanSettings) {
    match past.last_mut() {
        Some(last) if (last.turn, last.settings) == (turn, settings) => last.n_steps += 1,
        _ => past.push(Stretch {
            turn,
            n_steps: 1,
            settings,
        }),
    }
}

/// Leaves the first `kept` steps.
fn cut(past: &mut Vec<Stretch>, mut kept: u64) {
    past.retain_mut(|stretch| {
        stretch.n_steps = stretch.n_steps.min(kept as u32);
        kept -= u64::from(stretch.n_steps);
        stretch.n_steps > 0
    });
}

const fn turn_of(turn: Turn) -> training::Turn {
    match turn {
        Turn::Discriminator => training::Turn::Discriminator,
        Turn::Generator => training::Turn::Generator,
        Turn::Both => training::Turn::Both,
    }
}

/// The settings as the training has them.
pub fn settings_of(settings: &GanSettings) -> training::Settings {
    training::Settings {
        batch_size: settings.batch_size.into(),
        discriminator_rate: settings.discriminator_rate.into(),
        generator_rate: settings.generator_rate.into(),
        discriminator_steps: settings.discriminator_steps,
        generator_steps: settings.generator_steps,
        loss: match settings.loss {
            GeneratorLoss::Minimax => training::GeneratorLoss::Minimax,
            GeneratorLoss::NonSaturating => training::GeneratorLoss::NonSaturating,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(generator_rate: f32) -> GanSettings {
        GanSettings {
            batch_size: 8,
            discriminator_rate: 1e-3,
            generator_rate,
            discriminator_steps: 1,
            generator_steps: 1,
            loss: GeneratorLoss::NonSaturating,
        }
    }

    fn stretch(n_steps: u32, generator_rate: f32) -> Stretch {
        Stretch {
            turn: Turn::Both,
            n_steps,
            settings: settings(generator_rate),
        }
    }

    #[test]
    fn a_past_leads_to_a_longer_one_however_it_is_cut_up() {
        let past = [stretch(3, 1.0), stretch(2, 2.0)];
        assert!(is_prefix(&[], &past) && is_prefix(&past, &past));
        assert!(is_prefix(&[stretch(1, 1.0), stretch(2, 1.0)], &past));
        assert!(is_prefix(&[stretch(3, 1.0), stretch(1, 2.0)], &past));
        assert!(!is_prefix(&[stretch(4, 1.0)], &past));
        assert!(!is_prefix(&[stretch(3, 1.0), stretch(3, 2.0)], &past));
    }

    #[test]
    fn the_pages_settings_are_those_that_are_measured() {
        for (page, measured) in [
            (GanSettings::USUAL, training::Settings::default()),
            (GanSettings::COLLAPSE, training::Settings::collapse()),
        ] {
            let page = settings_of(&page);
            let rates = |s: &training::Settings| [s.discriminator_rate, s.generator_rate];
            for (a, b) in rates(&page).into_iter().zip(rates(&measured)) {
                assert!((a / b - 1.0).abs() < 1e-6, "{a} {b}");
            }
            let [discriminator_rate, generator_rate] = rates(&measured);
            let page = training::Settings {
                discriminator_rate,
                generator_rate,
                ..page
            };
            assert_eq!(page, measured);
        }
    }

    #[test]
    fn steps_are_found_added_and_cut() {
        let mut past = vec![stretch(3, 1.0), stretch(2, 2.0)];
        assert_eq!(at(&past, 2), Some(past[0]));
        assert_eq!(at(&past, 3), Some(past[1]));
        assert_eq!(at(&past, 5), None);
        push(&mut past, Turn::Both, settings(2.0));
        push(&mut past, Turn::Generator, settings(2.0));
        assert_eq!((past.len(), total(&past)), (3, 7));
        cut(&mut past, 4);
        assert_eq!(past, [stretch(3, 1.0), stretch(1, 2.0)]);
        cut(&mut past, 0);
        assert_eq!(past, []);
    }
}
