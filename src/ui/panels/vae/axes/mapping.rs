//! What each axis of a model carries, as measured on real digits.

use crate::protocol::{CodesRequest, Event, ImageSet, JobId, LatentModel, Request, VaeId};
use crate::ui::client::JobIds;

/// An axis below this carries nothing: its posterior is the prior, whatever the digit.
pub const DEAD_NATS: f32 = 0.01;

/// The digits that axes are measured on: those that every model is asked of.
const SET: ImageSet = ImageSet::TestDigits;

/// An axis of the latent variable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// Its place in a code.
    pub idx: usize,
    /// Divergence of the posterior from the prior, mean over the digits, in nats.
    pub kl: f32,
}

impl Axis {
    pub fn is_dead(&self) -> bool {
        self.kl < DEAD_NATS
    }
}

/// The axes of each model that was asked for, those that carry most first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mapping {
    known: Vec<(VaeId, Vec<Axis>)>,
    asked: Vec<(VaeId, JobId)>,
}

impl Mapping {
    /// None until they are measured.
    pub fn of(&self, model: VaeId) -> Option<&[Axis]> {
        let known = self.known.iter().find(|(known, _)| *known == model);
        known.map(|(_, axes)| axes.as_slice())
    }

    /// Asks for a model's axes unless they are known or on their way.
    pub fn ask(&mut self, model: VaeId, ids: &mut JobIds) -> Option<Request> {
        let is_asked = self.asked.iter().any(|(asked, _)| *asked == model);
        if is_asked || self.of(model).is_some() {
            return None;
        }
        let job = ids.next_id();
        self.asked.push((model, job));
        Some(Request::Codes(CodesRequest {
            job,
            model: LatentModel::Vae(model),
            set: SET,
        }))
    }

    /// What is on its way no longer counts.
    pub fn stop(&mut self) -> Vec<Request> {
        let jobs = std::mem::take(&mut self.asked).into_iter();
        jobs.map(|(_, job)| Request::Cancel { job }).collect()
    }

    pub fn apply(&mut self, event: &Event) {
        if let Event::Codes { job, kl, .. } = event
            && let Some((model, _)) = self.asked.iter().find(|(_, asked)| asked == job)
            && kl.len() == model.n_axes()
        {
            let axes = kl.iter().enumerate().map(|(idx, &kl)| Axis { idx, kl });
            let mut axes: Vec<Axis> = axes.collect();
            axes.sort_by(|a, b| b.kl.total_cmp(&a.kl));
            self.known.push((*model, axes));
        }
        if event.ends_job() {
            self.asked.retain(|(_, job)| event.job() != Some(*job));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_stand_in_the_order_of_what_they_carry() {
        let (mut mapping, mut ids) = (Mapping::default(), JobIds::block(1));
        let model = VaeId::Plane;
        let job = mapping
            .ask(model, &mut ids)
            .and_then(|asked| asked.starts());
        let job = job.expect("a job");
        assert_eq!(mapping.ask(model, &mut ids), None, "on its way");
        let codes = |job, kl| Event::Codes {
            job,
            set: SET,
            means: vec![],
            deviations: vec![],
            kl,
            labels: vec![],
        };
        mapping.apply(&codes(JobId(0), vec![1.0, 2.0]));
        mapping.apply(&codes(job, vec![1.0]));
        assert_eq!(mapping.of(model), None);
        mapping.apply(&codes(job, vec![0.001, 2.0]));
        let axes = mapping.of(model).expect("measured");
        assert_eq!([axes[0].idx, axes[1].idx], [1, 0]);
        assert!(axes[1].is_dead() && !axes[0].is_dead());
        assert_eq!(mapping.ask(model, &mut ids), None, "known");
    }
}
