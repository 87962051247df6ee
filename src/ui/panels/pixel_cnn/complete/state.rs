//! A beginning, and the images that grow from it.

use super::in_words;
use super::{Link, N_COMPLETIONS};
use crate::protocol::{Event, ImageSet, PixelNet, Request, SIDE};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::growth::{Growth, Plan, Schedule};
use crate::ui::panels::source::{Sets, Source};
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::widgets::drawing_board::Ink;
use crate::ui::words::{Finding, Measured};

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub growth: Growth,
    pub source: Source,
    /// Rows of the source that are kept.
    pub n_rows: usize,
    pub sets: Sets,
    /// What is to be shown once the source is there.
    due: Option<Due>,
    trouble: Trouble,
    ids: JobIds,
}

#[derive(Debug, Clone, PartialEq)]
struct Due {
    plan: Plan,
    is_playing: bool,
}

impl State {
    /// The whole source, once it is there.
    pub fn picture(&self) -> Option<Vec<u8>> {
        match &self.source {
            Source::Digit(place) => {
                let digit = self.sets.image(ImageSet::TestDigits, *place);
                digit.map(<[u8]>::to_vec)
            }
            Source::Drawing(ink) => Some(ink.pixels()),
            Source::Fashion(_) | Source::Noise(_) | Source::Sample(_) => None,
        }
    }

    /// Another beginning: its completions grow at once.
    pub fn set_source(&mut self, source: Source) -> Vec<Request> {
        self.source = source;
        self.grow_anew()
    }

    /// The hand is still drawing: what grew from the older strokes stands still.
    pub fn sketch(&mut self, ink: Ink) -> Vec<Request> {
        self.source = Source::Drawing(ink);
        let plan = Plan {
            at: 0,
            ..self.fresh_plan()
        };
        self.show(Due {
            plan,
            is_playing: false,
        })
    }

    /// More rows are kept, or fewer.
    pub fn set_n_rows(&mut self, n_rows: usize) -> Vec<Request> {
        let n_rows = n_rows.min(SIDE);
        if n_rows == self.n_rows {
            return vec![];
        }
        self.n_rows = n_rows;
        self.grow_anew()
    }

    /// Other completions of the same beginning.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.growth.seed = seed;
        self.grow_anew()
    }

    /// From the kept rows on, at the chosen speed.
    pub fn grow_anew(&mut self) -> Vec<Request> {
        let plan = self.fresh_plan();
        self.show(Due {
            plan,
            is_playing: true,
        })
    }

    fn fresh_plan(&self) -> Plan {
        Plan {
            at: 0,
            schedule: Schedule::constant(self.growth.temperature),
            n_images: N_COMPLETIONS,
            ..self.growth.plan()
        }
    }

    /// Shows what is due now, or asks for what it starts from.
    fn show(&mut self, due: Due) -> Vec<Request> {
        let Some(mut start) = self.picture() else {
            self.due = Some(due);
            let asked = self.sets.ask(ImageSet::TestDigits, &mut self.ids);
            return asked.into_iter().collect();
        };
        self.due = None;
        start.truncate(self.n_rows * SIDE);
        let mut requests = self.growth.open(due.plan, start);
        if due.is_playing && !self.growth.is_complete() {
            requests.extend(self.growth.play_or_pause());
        }
        requests
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("pixelcnn/complete");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            growth: Growth::new(PixelNet::Cnn, ids()),
            source: link.source,
            n_rows: link.n_rows,
            sets: Sets::default(),
            due: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        let due = self.due.as_ref();
        let mut plan = due.map_or_else(|| self.growth.plan(), |due| due.plan.clone());
        // The kept rows are there whatever `at` says.
        if usize::from(plan.at) <= self.n_rows * SIDE {
            plan.at = 0;
        }
        Link {
            plan,
            source: self.source.clone(),
            n_rows: self.n_rows,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.source = link.source;
        self.n_rows = link.n_rows;
        let mut requests: Vec<_> = (self.sets)
            .ask(ImageSet::TestDigits, &mut self.ids)
            .into_iter()
            .collect();
        requests.extend(self.show(Due {
            plan: link.plan,
            is_playing: false,
        }));
        requests
    }

    fn is_blank(&self) -> bool {
        self.due.is_none() && self.growth.is_blank()
    }

    fn close(&mut self) -> Vec<Request> {
        self.growth.close()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        let mut requests = self.growth.apply(event);
        if matches!(event, Event::Images { .. })
            && let Some(due) = self.due.take()
        {
            requests.extend(self.show(due));
        }
        requests
    }

    fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        self.growth.tick(elapsed_ms)
    }

    fn needs_frames(&self) -> bool {
        self.growth.needs_frames()
    }

    fn is_running(&self) -> bool {
        self.growth.is_running()
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.or(&self.growth.trouble)
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        match self.due.take() {
            Some(due) => {
                self.growth.trouble.failure = None;
                self.show(due)
            }
            None => self.growth.retry(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{N_PIXELS, SampleRequest};

    fn opened(link: Link) -> (State, Vec<Request>) {
        let mut number = 0;
        let mut state = State::new(&mut || {
            number += 1;
            JobIds::block(number)
        });
        let requests = state.open(link);
        (state, requests)
    }

    fn digits() -> Event {
        Event::Images {
            job: crate::protocol::JobId(0),
            set: ImageSet::TestDigits,
            pixels: (0..3).flat_map(|value| [value; N_PIXELS]).collect(),
        }
    }

    fn sample(requests: &[Request]) -> Option<&SampleRequest> {
        requests.iter().rev().find_map(|request| match request {
            Request::Sample(sample) => Some(sample),
            _ => None,
        })
    }

    #[test]
    fn a_link_waits_for_the_digits_and_then_grows_to_where_it_was() {
        let link = Link {
            plan: Plan {
                at: 500,
                ..Link::default().plan
            },
            source: Source::Digit(2),
            n_rows: 10,
        };
        let (mut state, requests) = opened(link.clone());
        assert!(matches!(requests[..], [Request::Images { .. }]));
        assert_eq!(state.link(), link);
        assert!(!state.is_blank());
        let requests = state.apply(&digits());
        let asked = sample(&requests).expect("a sample");
        assert_eq!(asked.images, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert!(asked.pixels.iter().all(|image| *image == [2; 10 * SIDE]));
        assert_eq!(asked.until, 500);
        assert_eq!(state.link(), link);
    }

    #[test]
    fn another_beginning_plays_from_its_kept_rows() {
        let (mut state, _) = opened(Link::default());
        state.apply(&digits());
        assert!(!state.is_running());
        let requests = state.set_source(Source::Digit(1));
        assert!(state.is_running());
        assert_eq!(
            sample(&requests).expect("a sample").pixels[8],
            [1; 14 * SIDE]
        );
        let requests = state.set_n_rows(3);
        assert_eq!(
            sample(&requests).expect("a sample").pixels[0],
            [1; 3 * SIDE]
        );
        assert_eq!(state.set_n_rows(3), []);
        let requests = state.set_n_rows(99);
        assert!(sample(&requests).is_none(), "nothing is left to complete");
        assert!(!state.is_running());
        assert_eq!(state.growth.n_pixels(), N_PIXELS);
    }

    #[test]
    fn a_drawing_needs_no_digits_and_grows_when_the_pen_is_lifted() {
        let (mut state, _) = opened(Link::default());
        let ink = Ink::parse("0C0gmv").expect("a stroke");
        let requests = state.sketch(ink.clone());
        assert!(sample(&requests).is_none() && !state.is_running());
        let requests = state.set_source(Source::Drawing(ink.clone()));
        let asked = sample(&requests).expect("a sample");
        assert_eq!(asked.pixels[0], ink.pixels()[..14 * SIDE]);
        assert!(state.is_running());
    }

    #[test]
    fn a_failed_set_is_asked_for_again() {
        let (mut state, requests) = opened(Link::default());
        let job = requests[0].starts().expect("a job");
        let failure = crate::protocol::Failure::Internal {
            detail: String::new(),
        };
        state.apply(&Event::Failed { job, failure });
        assert!(state.trouble().failure.is_some());
        let requests = state.retry();
        assert!(matches!(requests[..], [Request::Images { .. }]));
        assert!(state.trouble().failure.is_none());
    }
}
