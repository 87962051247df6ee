//! Images drawn from nothing, how they are looked at, the real digits nearest to one, and what a
//! classifier says of them.

use super::{Link, Looks};
use crate::protocol::{Event, PixelNet, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::classified::{self, Classified};
use crate::ui::panels::growth::{Bars, Growing, Growth};
use crate::ui::panels::nearest::Nearest;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub growth: Growth,
    pub looks: Looks,
    pub nearest: Nearest,
    pub classified: Classified,
}

impl State {
    /// Looks at the image in another way.
    pub fn look(&mut self, change: impl FnOnce(&mut Looks)) -> Vec<Request> {
        change(&mut self.looks);
        vec![]
    }

    pub fn want_nearest(&mut self, is_wanted: bool) -> Vec<Request> {
        self.nearest.is_wanted = is_wanted;
        self.seek()
    }

    pub fn want_classified(&mut self, is_wanted: bool) -> Vec<Request> {
        self.classified.is_wanted = is_wanted;
        self.seek()
    }

    /// Asks for the digits nearest to the whole image, and for the classifier's verdicts on all,
    /// unless they are known or not wanted.
    fn seek(&mut self) -> Vec<Request> {
        let is_complete = self.growth.is_complete();
        let image = if is_complete {
            self.growth.pixels()
        } else {
            &[]
        };
        let mut requests = self.nearest.seek(image);
        let is_judged = is_complete && self.classified.is_wanted;
        let images = self.growth.images.iter().filter(|_| is_judged);
        let pixels: Vec<u8> = images.flat_map(|image| &image.pixels).copied().collect();
        requests.extend(self.classified.seek(&pixels));
        requests
    }
}

impl Growing for State {
    fn growth(&self) -> &Growth {
        &self.growth
    }

    fn grow(&mut self, act: impl FnOnce(&mut Growth) -> Vec<Request>) -> Vec<Request> {
        let mut requests = act(&mut self.growth);
        requests.extend(self.seek());
        requests
    }

    fn bars(&mut self) -> &mut Bars {
        &mut self.looks.bars
    }

    fn bars_now(&self) -> Bars {
        self.looks.bars
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("pixelcnn");
    type Link = Link;
    const FINDINGS: &'static [Finding] = &[classified::FINDING];

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            growth: Growth::new(PixelNet::Cnn, ids()),
            looks: Looks::default(),
            nearest: Nearest::new(ids()),
            classified: Classified::new(ids()),
        }
    }

    fn link(&self) -> Link {
        Link {
            plan: self.growth.plan(),
            looks: self.looks,
            wants_nearest: self.nearest.is_wanted,
            wants_classified: self.classified.is_wanted,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.looks = link.looks;
        self.nearest.is_wanted = link.wants_nearest;
        self.classified.is_wanted = link.wants_classified;
        self.grow(|growth| growth.open(link.plan, vec![]))
    }

    fn is_blank(&self) -> bool {
        self.growth.is_blank()
    }

    fn close(&mut self) -> Vec<Request> {
        let mut requests = self.growth.close();
        requests.extend(self.nearest.give_up());
        requests.extend(self.classified.give_up());
        requests
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.nearest.apply(event);
        self.classified.apply(event);
        self.grow(|growth| growth.apply(event))
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
        self.classified.finding().into_iter().collect()
    }

    fn trouble(&self) -> Trouble {
        let of_verdicts = self.classified.trouble();
        (self.growth.trouble.or(self.nearest.trouble())).or(of_verdicts)
    }

    fn retry(&mut self) -> Vec<Request> {
        let mut requests = self.nearest.retry();
        requests.extend(self.classified.retry());
        requests.extend(self.grow(Growth::retry));
        requests
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::GreyRange;
    use crate::protocol::{Distribution, N_PIXELS, NearestRequest, Neighbour, Strip};
    use crate::ui::panels::growth::Plan;
    use crate::ui::panels::pixel_cnn::sample::Showing;

    fn new() -> State {
        let mut number = 0;
        State::new(&mut || {
            number += 1;
            JobIds::block(number)
        })
    }

    /// The worker draws all that is asked for, in white.
    fn draw(state: &mut State, requests: &[Request]) -> Vec<Request> {
        let sample = requests.iter().find_map(|request| match request {
            Request::Sample(sample) => Some(sample.clone()),
            _ => None,
        });
        let sample = sample.unwrap();
        let first = sample.pixels[0].len();
        let length = usize::from(sample.until) - first;
        let strip = Strip {
            pixels: vec![255; length],
            bits: vec![1.0; length],
        };
        state.apply(&Event::Sampled {
            job: sample.job,
            first: first as u16,
            strips: vec![strip; sample.images.len()],
            distribution: Distribution {
                pixel: sample.until - 1,
                temperature: 1.0,
                probabilities: vec![],
                untempered: vec![],
                drawn: None,
                receptive_field: vec![],
            },
        })
    }

    fn search(requests: &[Request]) -> Option<&NearestRequest> {
        requests.iter().find_map(|request| match request {
            Request::Nearest(request) => Some(request),
            _ => None,
        })
    }

    #[test]
    fn how_it_is_looked_at_is_in_the_link() {
        let mut state = new();
        state.look(|looks| looks.showing = Showing::Mask);
        state.look(|looks| looks.layer = 3);
        state.look(|looks| looks.bars.range = GreyRange::Bright);
        state.want_nearest(true);
        state.want_classified(true);
        let mut other = new();
        other.open(state.link());
        assert_eq!(other.link(), state.link());
        assert!(other.classified.is_wanted);
        assert_eq!((other.looks, other.nearest.is_wanted), (state.looks, true));
    }

    #[test]
    fn the_nearest_are_asked_for_once_the_image_is_whole_and_go_with_it() {
        let mut state = new();
        let requests = state.want_nearest(true);
        assert_eq!(requests, []);
        let requests = state.grow(Growth::to_end);
        let requests = draw(&mut state, &requests);
        let asked = search(&requests).expect("a search");
        assert_eq!(asked.pixels, [255; N_PIXELS]);
        let found = Neighbour {
            pixels: vec![0; N_PIXELS],
            distance: 1.0,
        };
        state.apply(&Event::Nearest {
            job: asked.job,
            neighbours: vec![found.clone()],
            n_compared: 10,
        });
        let known = state.nearest.found.as_ref().unwrap();
        assert_eq!(known.neighbours, [found]);
        state.apply(&Event::Done { job: asked.job });
        assert_eq!(
            search(&state.apply(&Event::Pong { nonce: 0 })),
            None,
            "known"
        );
        state.grow(Growth::step_back);
        assert!(state.nearest.found.is_none());
    }

    #[test]
    fn all_whole_images_are_classified_at_once() {
        let mut state = new();
        state.open(Link {
            plan: Plan {
                n_images: 4,
                ..Plan::default()
            },
            wants_classified: true,
            ..Link::default()
        });
        let digits = Event::Images {
            job: crate::protocol::JobId(0),
            set: crate::protocol::ImageSet::TestDigits,
            pixels: vec![0; 2 * N_PIXELS],
        };
        let judged = |requests: &[Request]| {
            requests.iter().find_map(|request| match request {
                Request::Judge(request) => Some(request.n),
                _ => None,
            })
        };
        assert_eq!(judged(&state.apply(&digits)), None, "not whole");
        let requests = state.grow(Growth::to_end);
        // The two real digits, then the images.
        assert_eq!(judged(&draw(&mut state, &requests)), Some(6));
    }

    #[test]
    fn another_image_of_several_has_its_own_nearest() {
        let mut state = new();
        state.open(Link {
            plan: Plan {
                n_images: 4,
                ..Plan::default()
            },
            ..Link::default()
        });
        let requests = state.grow(Growth::to_end);
        draw(&mut state, &requests);
        assert!(search(&state.want_nearest(true)).is_some());
        state.growth.images[2].pixels[0] = 7;
        let requests = state.grow(|growth| growth.watch(2));
        assert_eq!(search(&requests).expect("a search").pixels[0], 7);
    }
}
