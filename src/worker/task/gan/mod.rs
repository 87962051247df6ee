//! Jobs of the GAN: all of them do something with a run, which is brought first to where the page
//! has it.

mod replay;

pub use replay::{Replay, gan_pair};

use candle_core::Result;

use super::{Progress, Task};
use crate::protocol::{Asset, GanAct, GanRequest, GanStart, ImageSet, ModelId, RequestProblem};
use crate::worker::store::Store;

/// Something that is done with a run.
#[derive(Debug)]
pub struct GanTask {
    request: GanRequest,
}

/// A job of the GAN.
///
/// # Errors
/// Where a setting is not what it may be.
pub fn gan(request: GanRequest) -> std::result::Result<Task, RequestProblem> {
    Ok(Task::Gan(Box::new(GanTask { request })))
}

impl GanTask {
    /// The files that must be there first.
    pub fn needs(&self) -> Vec<Asset> {
        let mut needs = vec![Asset::Images(ImageSet::TrainingDigits)];
        if let GanStart::Moment(moment) = self.request.run.start {
            needs.push(Asset::Weights(ModelId::Gan(moment)));
        }
        if matches!(
            self.request.act,
            GanAct::Train { .. } | GanAct::Judge { .. }
        ) {
            needs.push(Asset::Weights(ModelId::Classifier));
        }
        needs
    }

    /// Its place in the queue.
    pub const fn urgency(&self) -> u8 {
        match self.request.act {
            GanAct::Generate { .. } => 0,
            GanAct::Stage(_) | GanAct::Slopes(_) | GanAct::Save => 1,
            GanAct::Judge { .. } => 2,
            GanAct::Train { .. } | GanAct::Duel { .. } => 3,
        }
    }

    /// Whether `newer` makes this one pointless.
    pub fn is_replaced_by(&self, newer: &Self) -> bool {
        match (&self.request.act, &newer.request.act) {
            (
                GanAct::Generate { picture, .. },
                GanAct::Generate {
                    picture: newer_picture,
                    ..
                },
            ) => picture == newer_picture,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }

    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, _store: &mut Store) -> Result<Progress> {
        Ok(Progress::Finished(None))
    }
}
