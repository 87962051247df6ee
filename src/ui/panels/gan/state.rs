use super::files::Files;
use super::in_words;
use super::latents::Latents;
use super::link::{Link, Show};
use super::losses::Losses;
use super::run::Run;
use super::samples::Samples;
use super::staging::Staging;
use crate::protocol::{Event, GanRun, GanSettings, GanStart, Request, Turn};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// The panel: a run, and what the stage shows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub run: Run,
    pub show: Show,
    pub samples: Samples,
    pub staging: Staging,
    pub losses: Losses,
    pub latents: Latents,
    pub files: Files,
    /// Whether the link that is shown is of a run that began with a file's pair, which no link
    /// holds.
    pub is_pair_missing: bool,
    /// Whether the page is out of sight, in another tab or minimised.
    pub is_hidden: bool,
    /// Whether the run goes on while it is.
    pub goes_on_hidden: bool,
    /// What the picture on the stage has been told of.
    followed: Option<Followed>,
}

/// A run as it is at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Followed {
    show: Show,
    attempt: u32,
    n_steps: u32,
    settings: GanSettings,
    is_running: bool,
}

impl State {
    /// What a picture needs to ask something of the run.
    pub fn asked(&self) -> (GanRun, GanSettings) {
        (self.run.as_asked(), self.run.settings())
    }

    /// Shows something else of the run.
    pub fn show(&mut self, show: Show) -> Vec<Request> {
        if show == self.show {
            return vec![];
        }
        let mut requests = self.leave();
        self.show = show;
        requests.extend(self.follow());
        requests
    }

    /// Does something to the run.
    pub fn act(&mut self, act: impl FnOnce(&mut Run) -> Vec<Request>) -> Vec<Request> {
        let attempt = self.run.attempt();
        let mut requests = act(&mut self.run);
        self.is_pair_missing &= attempt == self.run.attempt();
        requests.extend(self.follow());
        requests
    }

    /// Looks at another sample.
    pub fn choose_sample(&mut self, sample: usize) -> Vec<Request> {
        self.samples.choose(sample);
        self.follow()
    }

    pub fn want_nearest(&mut self, is_wanted: bool) -> Vec<Request> {
        self.samples.nearest.is_wanted = is_wanted;
        self.follow()
    }

    /// Makes the step that is shown from within.
    pub fn make_staged(&mut self) -> Vec<Request> {
        match self.staging.can_make() {
            true => self.act(|run| run.step(Turn::Both)),
            false => vec![],
        }
    }

    /// Lets both losses try from a discriminator that is far ahead. The run rests meanwhile.
    pub fn duel(&mut self) -> Vec<Request> {
        let mut requests = match self.run.is_running() {
            true => self.act(Run::play_or_pause),
            false => vec![],
        };
        let (run, settings) = self.asked();
        requests.extend(self.losses.set_off(&run, settings));
        requests
    }

    /// The page goes out of sight, or comes back.
    pub fn hide(&mut self, is_hidden: bool) -> Vec<Request> {
        self.is_hidden = is_hidden;
        self.go_on_unseen()
    }

    /// Chooses whether the run goes on while the page is out of sight.
    pub fn go_on_hidden(&mut self, goes_on: bool) -> Vec<Request> {
        self.goes_on_hidden = goes_on;
        self.go_on_unseen()
    }

    /// No frame comes while the page is out of sight: the run goes on without, where it may.
    fn go_on_unseen(&mut self) -> Vec<Request> {
        match self.is_hidden && self.goes_on_hidden {
            true => self.run.tick(),
            false => vec![],
        }
    }

    /// The picture on the stage leaves it.
    fn leave(&mut self) -> Vec<Request> {
        self.followed = None;
        match self.show {
            Show::Samples => self.samples.close(),
            Show::Step => self.staging.close(),
            Show::Losses => self.losses.close(),
            Show::Latents => self.latents.close(),
        }
    }

    /// Tells the picture on the stage where the run is, once it is somewhere else.
    fn follow(&mut self) -> Vec<Request> {
        if self.show == Show::Samples {
            return self.samples.follow(self.run.sketch.as_ref());
        }
        if self.run.sketch.is_none() {
            self.latents.wait();
            return vec![];
        }
        let now = Followed {
            show: self.show,
            attempt: self.run.attempt(),
            n_steps: self.run.n_steps(),
            settings: self.run.settings(),
            is_running: self.run.is_running(),
        };
        if self.followed.replace(now) == Some(now) {
            return vec![];
        }
        match self.show {
            Show::Samples => vec![],
            // A step that plays past is not looked into.
            Show::Step if now.is_running => vec![],
            Show::Step => self.staging.follow(&self.run.as_asked(), now.settings),
            Show::Losses => {
                let run = self.run.as_asked();
                self.losses.follow(&run, now.settings, now.is_running)
            }
            Show::Latents => self.latents.follow(&self.run.as_asked(), now.settings),
        }
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("gan");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            run: Run::new(ids()),
            show: Show::default(),
            samples: Samples::new(ids),
            staging: Staging::new(ids()),
            losses: Losses::new(ids()),
            latents: Latents::new(ids()),
            files: Files::new(ids()),
            is_pair_missing: false,
            is_hidden: false,
            goes_on_hidden: false,
            followed: None,
        }
    }

    fn link(&self) -> Link {
        Link {
            plan: self.run.link(),
            show: self.show,
            sample: self.samples.chosen,
            wants_nearest: self.samples.nearest.is_wanted,
            latents: self.latents.link(),
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.samples.choose(link.sample.into());
        self.samples.nearest.is_wanted = link.wants_nearest;
        let mut requests = self.show(link.show);
        requests.extend(self.latents.open(link.latents));
        // Another picture is no other run.
        if link.plan != self.run.link() || self.run.is_blank() {
            let mut plan = link.plan;
            self.is_pair_missing = matches!(plan.start, GanStart::Pair { .. });
            if self.is_pair_missing {
                plan.start = GanStart::Fresh;
            }
            requests.extend(self.run.open(plan));
        }
        requests.extend(self.follow());
        requests
    }

    fn is_blank(&self) -> bool {
        self.run.is_blank()
    }

    fn close(&mut self) -> Vec<Request> {
        let mut requests = self.run.stop();
        requests.extend(self.leave());
        requests.extend(self.files.close());
        requests
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        let mut requests = self.run.apply(event);
        self.samples.apply(event);
        requests.extend(self.staging.apply(event));
        requests.extend(self.losses.apply(event));
        requests.extend(self.latents.apply(event));
        requests.extend(self.files.apply(event));
        requests.extend(self.begin_with_loaded());
        requests.extend(self.follow());
        requests.extend(self.go_on_unseen());
        requests
    }

    fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        let mut requests = self.run.tick();
        requests.extend(match self.show {
            Show::Samples => vec![],
            Show::Step => self.staging.tick(elapsed_ms),
            Show::Losses => self.losses.tick(),
            Show::Latents => self.latents.tick(elapsed_ms),
        });
        requests
    }

    fn has_moved(&self) -> bool {
        self.staging.has_moved()
    }

    fn needs_frames(&self) -> bool {
        self.run.needs_frames()
            || match self.show {
                Show::Samples => false,
                Show::Step => self.staging.needs_frames(),
                Show::Losses => self.losses.needs_frames(),
                Show::Latents => self.latents.needs_frames(),
            }
    }

    fn is_running(&self) -> bool {
        self.run.is_running()
            || match self.show {
                Show::Samples => false,
                Show::Step => self.staging.is_running(),
                Show::Losses => self.losses.is_running(),
                Show::Latents => self.latents.is_running(),
            }
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        let of_picture = match self.show {
            Show::Samples => self.samples.trouble(),
            Show::Step => self.staging.trouble(),
            Show::Losses => self.losses.trouble(),
            Show::Latents => self.latents.trouble(),
        };
        self.run.trouble().or(&of_picture).or(&self.files.trouble())
    }

    fn retry(&mut self) -> Vec<Request> {
        let mut requests = vec![];
        if self.run.trouble().failure.is_some() {
            requests.extend(self.run.retry());
        }
        let (run, settings) = self.asked();
        if self.files.trouble().failure.is_some() {
            requests.extend(self.files.retry());
        }
        requests.extend(match self.show {
            Show::Samples => self.samples.retry(),
            Show::Step => self.staging.retry(&run, settings),
            Show::Losses => self.losses.retry(&run, settings),
            Show::Latents => self.latents.retry(&run, settings),
        });
        requests.extend(self.follow());
        requests
    }
}
