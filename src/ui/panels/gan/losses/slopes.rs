//! What both losses would do to the generator as it is.

use super::super::subject::Subject;
use crate::plot::LogitLoss;
use crate::protocol::{GanAct, GanEvent, GanRequest, GanRun, GanSettings, JobId, Request};
use crate::ui::client::JobIds;

/// While the run plays, it is asked again after so many steps.
const EVERY: u32 = 20;

/// The newest answer, and what brings the next one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slopes {
    /// Steps of the run at the answer.
    pub n_steps: u32,
    /// Of the images that the generator would learn from next; empty before the first answer.
    pub logits: Vec<f32>,
    /// The length of the gradient that reaches the generator's weights, the minimax loss first.
    pub norms: [f32; 2],
    asked: Option<Subject>,
    pub(super) job: Option<JobId>,
}

impl Slopes {
    /// Sees to it that the answer is that of the run where it rests, and while it plays not much
    /// older.
    pub fn follow(
        &mut self,
        run: &GanRun,
        settings: GanSettings,
        is_running: bool,
        ids: &mut JobIds,
    ) -> Option<Request> {
        let subject = Subject::of(run, settings);
        if self.asked.as_ref() == Some(&subject) {
            return None;
        }
        let since = self.asked.as_ref().map(|asked| asked.steps_since(run));
        let is_recent = since.flatten().is_some_and(|since| since < EVERY);
        if is_running && (self.job.is_some() || is_recent) {
            return None;
        }
        let job = ids.next_id();
        self.asked = Some(subject);
        self.job = Some(job);
        Some(Request::Gan(GanRequest {
            job,
            run: run.clone(),
            act: GanAct::Slopes(settings),
        }))
    }

    pub fn hear(&mut self, event: &GanEvent) {
        if let GanEvent::Sloped {
            n_steps,
            logits,
            norms,
        } = event
        {
            self.n_steps = *n_steps;
            self.logits.clone_from(logits);
            self.norms = *norms;
        }
    }

    /// Its job has ended; what did not come may be asked for again.
    pub fn end(&mut self, is_cancelled: bool) {
        self.job = None;
        if is_cancelled {
            self.forget();
        }
    }

    /// Nothing has been asked yet.
    pub fn forget(&mut self) {
        self.asked = None;
    }

    pub fn close(&mut self) -> Option<Request> {
        let job = self.job.take()?;
        self.forget();
        Some(Request::Cancel { job })
    }

    pub const fn is_blank(&self) -> bool {
        self.logits.is_empty()
    }

    /// How many times longer the gradient of the loss that does not saturate is.
    pub fn ratio(&self) -> Option<f64> {
        let [minimax, non_saturating] = self.norms.map(f64::from);
        (!self.is_blank() && minimax > 0.0).then(|| non_saturating / minimax)
    }

    /// Each image on a loss's curve.
    pub fn on_curve(&self, loss: LogitLoss) -> Vec<(f64, f64)> {
        let logits = self.logits.iter().map(|&logit| f64::from(logit));
        logits.map(|logit| (logit, loss.at(logit))).collect()
    }

    /// The image in the middle on a loss's curve, and how steep it is there.
    pub fn middle_slope(&self, loss: LogitLoss) -> Option<((f64, f64), f64)> {
        let mut logits = self.logits.clone();
        logits.sort_by(f32::total_cmp);
        let middle = f64::from(*logits.get(logits.len() / 2)?);
        Some(((middle, loss.at(middle)), loss.slope(middle)))
    }

    /// Each image by how steep a loss is there.
    pub fn steepness(&self, loss: LogitLoss) -> Vec<(f64, f64)> {
        let logits = self.logits.iter().map(|&logit| f64::from(logit));
        logits
            .map(|logit| (logit, loss.slope(logit).abs()))
            .collect()
    }
}
