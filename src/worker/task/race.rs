//! Training steps of the nets that predict pixel by pixel, timed.

use std::fmt;

use candle_core::Result;

use super::{Progress, Task};
use crate::ml::N_PIXELS;
use crate::ml::layers::StageKind;
use crate::ml::training::race::{Lap, Race, Racer};
use crate::protocol::{
    Event, ImageSet, JobId, MOST_LAPS, MOST_RACE_IMAGES, RACE_SIDES, RaceLap, RaceNet, RaceRequest,
    RaceStage, RaceStageKind, RequestProblem,
};
use crate::worker::store::Store;

/// Laps under way. A lap is one training step, made in one go: cut in two, it would not be timed
/// as a whole.
pub struct Racing {
    request: RaceRequest,
    /// Of [`RACE_SIDES`], the one that is raced at.
    side_idx: usize,
    /// The nets at that side, once they are there.
    races: Vec<(RaceNet, Race)>,
    /// Laps at that side, warming up and both nets counted.
    n_done: usize,
}

impl fmt::Debug for Racing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Racing")
    }
}

/// As many laps and images as there may be.
///
/// # Errors
/// Where there are none or too many.
pub fn race(request: RaceRequest) -> std::result::Result<Task, RequestProblem> {
    for (given, most) in [
        (request.n_laps, MOST_LAPS),
        (request.n_images.into(), MOST_RACE_IMAGES.into()),
    ] {
        if given == 0 || given > most {
            return Err(RequestProblem::Count {
                given: given.into(),
                most: most.into(),
            });
        }
    }
    Ok(Task::Race(Racing {
        request,
        side_idx: 0,
        races: Vec::new(),
        n_done: 0,
    }))
}

impl Racing {
    /// One lap.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, job: JobId, store: &Store) -> Result<Progress> {
        let Some(&side) = RACE_SIDES.get(self.side_idx) else {
            return Ok(Progress::Finished(None));
        };
        let Some(images) = store.images(ImageSet::TrainingDigits) else {
            return Ok(Progress::Working);
        };
        if let Some(&net) = RaceNet::ALL.get(self.races.len()) {
            let n = usize::from(self.request.n_images).min(images.len());
            let race = Race::new(racer(net), side.into(), &images.pixels()[..n * N_PIXELS])?;
            self.races.push((net, race));
            return Ok(Progress::Working);
        }
        let (n_nets, turn) = (self.races.len(), self.n_done);
        let (net, race) = &mut self.races[turn % n_nets];
        let lap = race.lap(&|| store.clock.now_ms())?;
        let told = (turn / n_nets)
            .checked_sub(1)
            .map(|lap_idx| told((*net, side, lap_idx as u16), race, &lap));
        self.n_done += 1;
        if self.n_done == n_nets * (usize::from(self.request.n_laps) + 1) {
            self.side_idx += 1;
            self.races.clear();
            self.n_done = 0;
        }
        Ok(match told {
            Some(lap) => Progress::Frame(Event::Raced { job, lap }),
            None => Progress::Working,
        })
    }
}

const fn racer(net: RaceNet) -> Racer {
    match net {
        RaceNet::Recurrent => Racer::Recurrent,
        RaceNet::Convolutional => Racer::Convolutional,
    }
}

fn told((net, side, lap_idx): (RaceNet, u8, u16), race: &Race, lap: &Lap) -> RaceLap {
    RaceLap {
        net,
        side,
        lap: lap_idx,
        n_images: race.n_images() as u8,
        n_parameters: race.n_parameters() as u64,
        multiply_adds: race.multiply_adds(),
        stages: (lap.stages.iter())
            .map(|&(stage, ms)| RaceStage {
                kind: kind(stage.kind),
                width: stage.width as u32,
                ms: ms as f32,
            })
            .collect(),
        backward_ms: lap.backward_ms as f32,
        update_ms: lap.update_ms as f32,
    }
}

const fn kind(kind: StageKind) -> RaceStageKind {
    match kind {
        StageKind::Window => RaceStageKind::Window,
        StageKind::Input => RaceStageKind::Input,
        StageKind::Row => RaceStageKind::Row,
        StageKind::Out => RaceStageKind::Out,
        StageKind::Vertical => RaceStageKind::Vertical,
        StageKind::Horizontal => RaceStageKind::Horizontal,
        StageKind::Head => RaceStageKind::Head,
        StageKind::Softmax => RaceStageKind::Softmax,
    }
}
