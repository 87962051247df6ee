//! A run: how far it is, what its last step saw, and what the net draws.

use super::in_words;
use super::{LAST_STEP, Link};
use crate::protocol::{Event, JobId, Request, TrainRequest};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// While it plays, samples are drawn after every so many steps.
const DRAW_EVERY: u32 = 5;

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    /// Steps made.
    pub n_steps: u32,
    /// Before each step made, in bits a pixel.
    pub losses: Vec<f32>,
    pub lesson: Option<Lesson>,
    pub sketches: Sketches,
    /// The step that the run is on its way to.
    goal: Option<Goal>,
    unseen: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

/// What the last step saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    pub digit: Vec<u8>,
    /// The loss of each prediction, in bits.
    pub bits: Vec<f32>,
}

/// What the net has drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketches {
    pub pixels: Vec<Vec<u8>>,
    /// After how many steps.
    pub n_steps: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Goal {
    job: JobId,
    until: u32,
    /// Whether the visitor sees it play; a single step is none.
    is_playing: bool,
}

impl State {
    pub fn play_or_pause(&mut self) -> Vec<Request> {
        if self.is_running() {
            return self.stop();
        }
        if self.n_steps >= LAST_STEP {
            return vec![];
        }
        self.run(LAST_STEP, true)
    }

    /// One step on. Steps that come faster than they are made add up.
    pub fn step(&mut self) -> Vec<Request> {
        let asked_for = match self.goal {
            Some(goal) if !goal.is_playing => goal.until.max(self.n_steps),
            _ => self.n_steps,
        };
        if self.n_steps >= LAST_STEP {
            return vec![];
        }
        self.run((asked_for + 1).min(LAST_STEP), false)
    }

    /// The same run from its first weights on.
    pub fn restart(&mut self) -> Vec<Request> {
        self.set_seed(self.seed)
    }

    /// Another run, from its first weights on.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.seed = seed;
        self.begin_again();
        self.run(0, false)
    }

    /// Pixels that the samples have so far.
    pub fn n_drawn(&self) -> usize {
        self.sketches.pixels.first().map_or(0, Vec::len)
    }

    fn begin_again(&mut self) {
        self.n_steps = 0;
        self.losses.clear();
        self.lesson = None;
        self.sketches = Sketches::default();
    }

    fn run(&mut self, until: u32, is_playing: bool) -> Vec<Request> {
        let mut requests = self.stop();
        self.trouble.failure = None;
        let job = self.ids.next_id();
        self.goal = Some(Goal {
            job,
            until,
            is_playing,
        });
        requests.push(Request::Train(TrainRequest {
            job,
            seed: self.seed,
            until,
            draw_every: DRAW_EVERY,
        }));
        requests
    }

    fn stop(&mut self) -> Vec<Request> {
        self.unseen = None;
        let goal = self.goal.take();
        let cancel = |goal: Goal| Request::Cancel { job: goal.job };
        goal.map(cancel).into_iter().collect()
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("pixelcnn/training");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            seed: link.seed,
            n_steps: link.n_steps,
            losses: vec![],
            lesson: None,
            sketches: Sketches::default(),
            goal: None,
            unseen: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    /// While a link is being reopened, the step that it leads to.
    fn link(&self) -> Link {
        let goal = self.goal.filter(|goal| goal.until < LAST_STEP);
        Link {
            seed: self.seed,
            n_steps: goal.map_or(self.n_steps, |goal| goal.until),
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.seed = link.seed;
        self.begin_again();
        self.run(link.n_steps, link.n_steps > 0)
    }

    fn is_blank(&self) -> bool {
        self.goal.is_none() && self.sketches.pixels.is_empty()
    }

    fn close(&mut self) -> Vec<Request> {
        self.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let Some(goal) = self.goal.filter(|goal| event.job() == Some(goal.job)) else {
            return vec![];
        };
        match event {
            Event::Trained {
                job,
                n_steps,
                bits_per_pixel,
                digit,
                bits,
            } => {
                self.unseen = Some(*job);
                self.n_steps = *n_steps;
                // A new worker makes the steps of the old one again.
                self.losses.truncate((*n_steps as usize).saturating_sub(1));
                self.losses.push(*bits_per_pixel);
                self.lesson = Some(Lesson {
                    digit: digit.clone(),
                    bits: bits.clone(),
                });
            }
            Event::Sketched {
                job,
                n_steps,
                pixels,
            } => {
                self.unseen = Some(*job);
                self.sketches = Sketches {
                    pixels: pixels.clone(),
                    n_steps: *n_steps,
                };
            }
            _ if event.ends_job() => {
                self.goal.take_if(|now| *now == goal);
            }
            _ => {}
        }
        vec![]
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        let seen = self.unseen.take();
        seen.map(|job| Request::Ack { job }).into_iter().collect()
    }

    fn needs_frames(&self) -> bool {
        self.unseen.is_some()
    }

    fn is_running(&self) -> bool {
        self.goal.is_some_and(|goal| goal.is_playing) && self.trouble.failure.is_none()
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.run(self.n_steps, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::N_PIXELS;

    fn new() -> State {
        State::new(&mut || JobIds::block(1))
    }

    fn asked(requests: &[Request]) -> (JobId, u32) {
        let train = requests.iter().find_map(|request| match request {
            Request::Train(train) => Some((train.job, train.until)),
            _ => None,
        });
        train.expect("a run")
    }

    fn trained(job: JobId, n_steps: u32) -> Event {
        Event::Trained {
            job,
            n_steps,
            bits_per_pixel: 8.0 / n_steps as f32,
            digit: vec![0; N_PIXELS],
            bits: vec![1.0; N_PIXELS],
        }
    }

    #[test]
    fn a_step_is_one_step_and_clicks_add_up() {
        let mut state = new();
        state.open(Link::default());
        let (job, until) = asked(&state.step());
        assert_eq!(until, 1);
        assert_eq!(asked(&state.step()).1, 2);
        assert!(!state.is_running());
        state.apply(&trained(job, 1));
        assert_eq!(state.n_steps, 0, "the older job no longer counts");
        let (job, until) = asked(&state.step());
        assert_eq!(until, 3);
        for step in 1..=3 {
            state.apply(&trained(job, step));
            assert!(state.needs_frames());
            assert_eq!(state.tick(0.0), [Request::Ack { job }]);
        }
        state.apply(&Event::Done { job });
        assert_eq!((state.n_steps, state.losses.len()), (3, 3));
        assert_eq!(asked(&state.step()).1, 4);
    }

    #[test]
    fn pausing_keeps_what_is_there_and_playing_goes_on() {
        let mut state = new();
        state.open(Link::default());
        let (job, until) = asked(&state.play_or_pause());
        assert_eq!(until, LAST_STEP);
        state.apply(&trained(job, 1));
        assert!(state.is_running());
        assert_eq!(state.link().n_steps, 1);
        assert_eq!(state.play_or_pause(), [Request::Cancel { job }]);
        assert!(!state.is_running());
        assert_eq!(state.n_steps, 1);
        assert_eq!(asked(&state.play_or_pause()).1, LAST_STEP);
    }

    #[test]
    fn a_new_workers_steps_take_the_place_of_the_old_ones() {
        let mut state = new();
        let (job, _) = asked(&state.open(Link {
            seed: 5,
            n_steps: 4,
        }));
        for step in [1, 2, 3, 1, 2, 3, 4] {
            state.apply(&trained(job, step));
        }
        assert_eq!(state.losses, [8.0, 4.0, 8.0 / 3.0, 2.0]);
    }

    #[test]
    fn a_link_leads_to_its_step_and_a_restart_to_the_first() {
        let mut state = new();
        let link = Link {
            seed: 9,
            n_steps: 40,
        };
        assert_eq!(asked(&state.open(link.clone())).1, 40);
        assert_eq!(state.link(), link);
        assert!(!state.is_blank());
        assert_eq!(asked(&state.restart()).1, 0);
        assert_eq!((state.seed, state.n_steps), (9, 0));
    }
}
