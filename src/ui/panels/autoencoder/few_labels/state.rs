//! Draws of labels, one after the other, and what each brought.

use super::in_words;
use super::{Interval, Link, MOST_DRAWS, N_COUNTS, Summary};
use crate::protocol::{
    CodeSize, Event, FewLabelsRequest, JobId, LABEL_COUNTS, LatentModel, Request, Trial,
};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

const MODEL: LatentModel = LatentModel::Autoencoder(CodeSize::ThirtyTwo);

/// How a method did in a trial, in percent.
pub type Accuracy = fn(&Trial) -> f64;

/// The three methods: on the codes, on the pixels, and from scratch.
pub const METHODS: [Accuracy; 3] = [
    |trial| f64::from(trial.code) * 100.0,
    |trial| f64::from(trial.pixels) * 100.0,
    |trial| f64::from(trial.scratch) * 100.0,
];

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    /// The place in [`LABEL_COUNTS`] of the number that is looked at.
    pub count: usize,
    /// Of each number of labels, in the order of their seeds.
    pub trials: [Vec<Trial>; N_COUNTS],
    /// The labelled digits of the newest draw.
    pub labelled: Option<Labelled>,
    /// Draws to be made of each number, those that are there included.
    goals: [usize; N_COUNTS],
    mode: Mode,
    run: Option<Run>,
    unseen: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

/// Digits that came with a label: the first of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// The place of their number.
    pub count: usize,
    pub seed: u64,
    pub pixels: Vec<u8>,
    pub labels: Vec<u8>,
}

/// Why draws are being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// So many as were asked for.
    Steps,
    /// On and on, with the number of labels that is looked at.
    Play,
    /// With every number of labels.
    All,
}

/// A draw that is being tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    job: JobId,
    pub count: usize,
    pub seed: u64,
    /// 0..1.
    pub part: f32,
    is_told: bool,
}

impl State {
    /// Looks at another number of labels; where there is no draw of it yet, one is made.
    pub fn set_count(&mut self, count: usize) -> Vec<Request> {
        if count == self.count || count >= N_COUNTS {
            return vec![];
        }
        self.count = count;
        match self.mode {
            Mode::All if self.run.is_some() => vec![],
            Mode::Play if self.run.is_some() => {
                let requests = self.stop();
                self.go(Mode::Play, requests, MOST_DRAWS)
            }
            _ => {
                // Whoever clicks from one to the next has only the last one drawn.
                let requests = self.stop();
                self.go(Mode::Steps, requests, self.n_draws().max(1))
            }
        }
    }

    /// Other draws.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        let requests = self.stop();
        self.seed = seed;
        self.forget();
        self.go(Mode::Steps, requests, 1)
    }

    pub fn play_or_pause(&mut self) -> Vec<Request> {
        if self.is_running() {
            return self.stop();
        }
        let requests = self.stop();
        self.go(Mode::Play, requests, MOST_DRAWS)
    }

    /// One more draw. Clicks that come faster than draws are made add up.
    pub fn step(&mut self) -> Vec<Request> {
        let goal = self.goal();
        match (self.mode, self.run) {
            (Mode::Play, Some(_)) => {
                let n_draws = self.n_draws();
                let requests = self.stop();
                self.go(Mode::Steps, requests, n_draws + 1)
            }
            (mode, _) => self.go(mode, vec![], goal + 1),
        }
    }

    /// One draw more of every number of labels.
    pub fn draw_all(&mut self) -> Vec<Request> {
        if self.mode == Mode::Play {
            let requests = self.stop();
            self.mode = Mode::All;
            return [requests, self.draw_all()].concat();
        }
        for goal in &mut self.goals {
            *goal = (*goal + 1).min(MOST_DRAWS);
        }
        self.mode = Mode::All;
        self.begin_next()
    }

    /// What is known stays.
    pub fn stop(&mut self) -> Vec<Request> {
        self.unseen = None;
        self.mode = Mode::Steps;
        self.goals = self.n_drawn();
        let run = self.run.take();
        let cancel = |run: Run| Request::Cancel { job: run.job };
        run.map(cancel).into_iter().collect()
    }

    /// Without draws of any number of labels.
    pub fn restart(&mut self) -> Vec<Request> {
        let requests = self.stop();
        self.forget();
        requests
    }

    /// The draw that is being tried.
    pub const fn run(&self) -> Option<Run> {
        self.run
    }

    /// Whether draws are made one after the other with the number that is looked at.
    pub fn is_playing(&self) -> bool {
        self.mode == Mode::Play && self.run.is_some()
    }

    /// Draws made with the number of labels that is looked at.
    pub fn n_draws(&self) -> usize {
        self.trials.get(self.count).map_or(0, Vec::len)
    }

    /// Mean and spread of a method with each number of labels, in percent.
    pub fn accuracies(&self, method: Accuracy) -> [Option<Summary>; N_COUNTS] {
        self.trials.each_ref().map(|trials| {
            let figures: Vec<f64> = trials.iter().map(method).collect();
            Summary::of(&figures)
        })
    }

    /// Codes less pixels with each number of labels, draw by draw, in percentage points.
    pub fn differences(&self) -> [Option<Interval>; N_COUNTS] {
        let [code, pixels, _] = METHODS;
        self.trials.each_ref().map(|trials| {
            let differences = trials.iter().map(|trial| code(trial) - pixels(trial));
            Interval::of(&differences.collect::<Vec<_>>())
        })
    }

    fn n_drawn(&self) -> [usize; N_COUNTS] {
        self.trials.each_ref().map(Vec::len)
    }

    fn goal(&self) -> usize {
        self.goals.get(self.count).copied().unwrap_or_default()
    }

    fn forget(&mut self) {
        self.trials = Default::default();
        self.goals = Default::default();
        self.labelled = None;
    }

    /// Draws until there are `goal` of the number that is looked at.
    fn go(&mut self, mode: Mode, mut requests: Vec<Request>, goal: usize) -> Vec<Request> {
        self.mode = mode;
        if let Some(known) = self.goals.get_mut(self.count) {
            *known = goal.min(MOST_DRAWS);
        }
        requests.extend(self.begin_next());
        requests
    }

    /// The next draw, unless one is under way or none is left to be made.
    fn begin_next(&mut self) -> Vec<Request> {
        if self.run.is_some() {
            return vec![];
        }
        self.trouble.failure = None;
        let n_drawn = self.n_drawn();
        let mut open = (0..N_COUNTS).filter(|&count| n_drawn[count] < self.goals[count]);
        let Some(count) = open.next() else {
            self.mode = Mode::Steps;
            return vec![];
        };
        let job = self.ids.next_id();
        let seed = self.seed.wrapping_add(n_drawn[count] as u64);
        self.run = Some(Run {
            job,
            count,
            seed,
            part: 0.0,
            is_told: false,
        });
        vec![Request::FewLabels(FewLabelsRequest {
            job,
            model: MODEL,
            n_labels: LABEL_COUNTS[count],
            seed,
        })]
    }

    fn take(&mut self, mut run: Run, event: &Event) {
        match event {
            Event::Labelled { pixels, labels, .. } => {
                self.labelled = Some(Labelled {
                    count: run.count,
                    seed: run.seed,
                    pixels: pixels.clone(),
                    labels: labels.clone(),
                });
                self.unseen = Some(run.job);
            }
            Event::Progressed { part, .. } => {
                run.part = *part;
                self.unseen = Some(run.job);
            }
            // A new worker may tell again what the old one told.
            Event::Tried { trial, .. } if !run.is_told => {
                run.part = 1.0;
                run.is_told = true;
                if let Some(trials) = self.trials.get_mut(run.count) {
                    trials.push(*trial);
                }
            }
            _ => {}
        }
        self.run = Some(run);
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("autoencoder/few-labels");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            seed: link.seed,
            count: link.count,
            trials: Default::default(),
            labelled: None,
            goals: [0; N_COUNTS],
            mode: Mode::Steps,
            run: None,
            unseen: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    /// While a link is being reopened, where it leads.
    fn link(&self) -> Link {
        Link {
            seed: self.seed,
            count: self.count,
            n_draws: match self.mode {
                Mode::Play => self.n_drawn(),
                Mode::Steps | Mode::All => self.goals,
            },
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        let mut requests = self.stop();
        // What is there of the same draws stays.
        let is_same = self.seed == link.seed;
        self.seed = link.seed;
        self.count = link.count;
        let fits = self
            .n_drawn()
            .iter()
            .zip(link.n_draws)
            .all(|(n, most)| *n <= most);
        if !is_same || !fits {
            self.forget();
        }
        self.goals = link.n_draws;
        requests.extend(self.begin_next());
        requests
    }

    fn is_blank(&self) -> bool {
        self.run.is_none() && self.trials.iter().all(Vec::is_empty)
    }

    fn close(&mut self) -> Vec<Request> {
        self.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let Some(run) = self.run.filter(|run| event.job() == Some(run.job)) else {
            return vec![];
        };
        self.take(run, event);
        match event {
            Event::Done { .. } => {
                self.run = None;
                self.begin_next()
            }
            Event::Failed { .. } | Event::Cancelled { .. } => {
                self.run = None;
                vec![]
            }
            _ => vec![],
        }
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        let seen = self.unseen.take();
        seen.map(|job| Request::Ack { job }).into_iter().collect()
    }

    fn needs_frames(&self) -> bool {
        self.unseen.is_some()
    }

    fn is_running(&self) -> bool {
        self.mode != Mode::Steps && self.run.is_some()
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.begin_next()
    }
}

#[cfg(test)]
mod tests;
