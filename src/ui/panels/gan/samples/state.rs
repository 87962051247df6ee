use std::sync::Arc;

use crate::protocol::{Event, ImageSet, N_GAN_SAMPLES, N_PIXELS, Request};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;
use crate::ui::panels::gan::run::Sketch;
use crate::ui::panels::nearest::Nearest;
use crate::ui::panels::source::Sets;

/// The sample that is looked at, the real digits nearest to it, and real digits to compare all
/// samples with.
#[derive(Debug, Clone, PartialEq)]
pub struct Samples {
    /// `0..N_GAN_SAMPLES`.
    pub chosen: u8,
    pub nearest: Nearest,
    pub sets: Sets,
    trouble: Trouble,
    ids: JobIds,
}

impl Samples {
    pub fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            chosen: 0,
            nearest: Nearest::new(ids()),
            sets: Sets::default(),
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    /// The samples are on the stage, and are these.
    pub fn follow(&mut self, sketch: Option<&Arc<Sketch>>) -> Vec<Request> {
        let Some(sketch) = sketch else {
            return self.nearest.give_up();
        };
        let mut requests = vec![];
        if self.trouble.failure.is_none() {
            requests.extend(self.sets.ask(ImageSet::TestDigits, &mut self.ids));
        }
        requests.extend(self.nearest.seek(image(sketch, self.chosen)));
        requests
    }

    pub fn choose(&mut self, sample: usize) {
        self.chosen = sample.min(N_GAN_SAMPLES - 1) as u8;
    }

    /// They leave the stage.
    pub fn close(&mut self) -> Vec<Request> {
        self.nearest.give_up()
    }

    pub fn apply(&mut self, event: &Event) {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        self.nearest.apply(event);
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.or(self.nearest.trouble())
    }

    /// Forgets a failure: the next [`Self::follow`] asks again.
    pub fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.nearest.retry()
    }
}

/// One of the samples.
pub fn image(sketch: &Sketch, sample: u8) -> &[u8] {
    let start = usize::from(sample) * N_PIXELS;
    sketch.pixels.get(start..start + N_PIXELS).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Verdict;

    fn new() -> Samples {
        let mut number = 0;
        Samples::new(&mut || {
            number += 1;
            JobIds::block(number)
        })
    }

    fn sketch(grey: u8) -> Arc<Sketch> {
        Arc::new(Sketch {
            n_steps: 0,
            pixels: vec![grey; N_GAN_SAMPLES * N_PIXELS],
            logits: vec![],
            classes: vec![],
            verdict: Verdict {
                n: 0,
                score: 1.0,
                shares: vec![],
                confidence: 0.0,
            },
        })
    }

    #[test]
    fn real_digits_are_asked_for_once_there_is_something_to_compare_them_with() {
        let mut samples = new();
        assert_eq!(samples.follow(None), []);
        let requests = samples.follow(Some(&sketch(1)));
        assert!(matches!(requests[..], [Request::Images { .. }]));
        assert_eq!(samples.follow(Some(&sketch(2))), []);
    }

    #[test]
    fn the_nearest_follow_the_sample_that_is_looked_at() {
        let mut samples = new();
        samples.nearest.is_wanted = true;
        samples.choose(99);
        assert_eq!(samples.chosen, 63);
        let asked = |requests: &[Request]| {
            requests.iter().find_map(|request| match request {
                Request::Nearest(request) => Some(request.pixels[0]),
                _ => None,
            })
        };
        assert_eq!(asked(&samples.follow(Some(&sketch(1)))), Some(1));
        assert_eq!(asked(&samples.follow(Some(&sketch(1)))), None);
        assert_eq!(asked(&samples.follow(Some(&sketch(2)))), Some(2));
        samples.close();
        assert_eq!(asked(&samples.follow(Some(&sketch(2)))), Some(2));
    }
}
