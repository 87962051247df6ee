//! One way to come by images, measured: what it makes and how long that takes, how like real digits
//! they are, and how likely it finds real ones.

mod judging;
mod making;
mod scoring;

use self::judging::{Judging, Nearness};
use self::making::Making;
use self::scoring::Scoring;
use super::{Progress, Task, internal};
use crate::ml::N_PIXELS;
use crate::protocol::{
    Asset, CompareEvent, CompareRequest, Contender, Event, Failure, MOST_COMPARED, ModelFacts,
    RequestProblem,
};
use crate::worker::store::Store;

/// A comparison under way.
#[derive(Debug)]
pub struct Comparing {
    request: CompareRequest,
    stage: Stage,
    /// Whole images, grey.
    pixels: Vec<u8>,
}

#[derive(Debug)]
enum Stage {
    Facts,
    Making(Making),
    Judging(Judging),
    Nearness(Nearness),
    Scoring(Scoring),
    Done,
}

/// What a step of a stage brought.
#[derive(Debug)]
enum Outcome {
    Working,
    /// Something to show; there is more to come.
    Frame(CompareEvent),
    /// The stage is over.
    End(CompareEvent),
    /// The stage had nothing to do.
    Nothing,
}

/// Some images in one way.
///
/// # Errors
/// Where there are none, or too many.
pub fn compare(request: CompareRequest) -> Result<Task, RequestProblem> {
    let n_images = usize::from(request.n_images);
    if !(1..=MOST_COMPARED).contains(&n_images) {
        return Err(RequestProblem::Count {
            given: n_images as u64,
            most: MOST_COMPARED as u64,
        });
    }
    Ok(Task::Compare(Box::new(Comparing {
        request,
        stage: Stage::Facts,
        pixels: Vec::new(),
    })))
}

impl Comparing {
    /// The files that must be there first.
    pub fn needs(&self) -> Vec<Asset> {
        self.request.contender.needs()
    }

    /// Whether both measure the same.
    pub fn is_of_contender_of(&self, other: &Self) -> bool {
        self.request.contender == other.request.contender
    }

    /// A few milliseconds of the stage that is under way.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress, Failure> {
        let request = &self.request;
        let outcome = match &mut self.stage {
            Stage::Facts => match facts(request.contender, store).map_err(internal)? {
                Some(facts) => Outcome::End(CompareEvent::Facts(facts)),
                None => Outcome::Nothing,
            },
            Stage::Making(making) => making.step(request, store).map_err(internal)?,
            Stage::Judging(judging) => judging
                .step(request, &self.pixels, store)
                .map_err(internal)?,
            Stage::Nearness(nearness) => nearness.step(&self.pixels, store),
            Stage::Scoring(scoring) => scoring.step(request, store).map_err(internal)?,
            Stage::Done => return Ok(Progress::Finished(None)),
        };
        if let Outcome::Frame(CompareEvent::Drawn { pixels, .. })
        | Outcome::End(CompareEvent::Drawn { pixels, .. }) = &outcome
        {
            self.pixels.extend(pixels);
        }
        if matches!(outcome, Outcome::End(_) | Outcome::Nothing) {
            self.stage = self.next_stage();
        }
        let job = self.request.job;
        Ok(match outcome {
            Outcome::Working | Outcome::Nothing => Progress::Working,
            Outcome::Frame(event) | Outcome::End(event) => {
                Progress::Frame(Event::Compare { job, event })
            }
        })
    }

    fn next_stage(&self) -> Stage {
        match &self.stage {
            Stage::Facts => Stage::Making(Making::default()),
            Stage::Making(_) => Stage::Judging(Judging::default()),
            Stage::Judging(_) => Stage::Nearness(Nearness::default()),
            Stage::Nearness(_)
                if self.request.wants_likelihood && self.request.contender.is_scored() =>
            {
                Stage::Scoring(Scoring::default())
            }
            Stage::Nearness(_) | Stage::Scoring(_) | Stage::Done => Stage::Done,
        }
    }
}

/// What is known of a model from its files; real digits come from none.
fn facts(contender: Contender, store: &mut Store) -> candle_core::Result<Option<ModelFacts>> {
    let Some(model) = contender.model() else {
        return Ok(None);
    };
    let recorded = match contender.is_scored() {
        true => store.recorded(model).unwrap_or_default().to_vec(),
        false => Vec::new(),
    };
    let n_bytes = store.n_bytes(Asset::Weights(model)).unwrap_or_default();
    let cost = making::cost(contender, store)?;
    Ok(cost.map(|cost| ModelFacts {
        n_parameters: cost.n_parameters,
        n_bytes,
        multiply_adds: cost.multiply_adds,
        n_stages: cost.n_stages,
        recorded,
    }))
}

/// Ink or none as black and white.
fn white(binary: &[u8]) -> Vec<u8> {
    binary
        .iter()
        .map(|ink| ink.saturating_mul(u8::MAX))
        .collect()
}

/// Images in `pixels`.
const fn n_images(pixels: &[u8]) -> usize {
    pixels.len() / N_PIXELS
}
