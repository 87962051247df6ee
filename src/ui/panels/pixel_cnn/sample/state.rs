//! Images drawn from nothing, how they are looked at, and the real digits nearest to one.

use super::{Link, Looks};
use crate::protocol::{Event, JobId, NearestRequest, Neighbour, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::pixel_cnn::growth::Growth;
use crate::ui::panels::{PanelState, Trouble};

/// Digits that are shown as the nearest ones.
const N_NEIGHBOURS: u16 = 5;

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub growth: Growth,
    pub looks: Looks,
    pub nearest: Nearest,
}

/// The training digits most like the image that is looked at, once it is whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    pub is_wanted: bool,
    /// The nearest first.
    pub found: Vec<Neighbour>,
    pub n_compared: u32,
    /// The image that they are near to, or will be.
    pixels: Vec<u8>,
    job: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

impl State {
    /// Something that the visitor does to the images.
    pub fn grow(&mut self, act: impl FnOnce(&mut Growth) -> Vec<Request>) -> Vec<Request> {
        let mut requests = act(&mut self.growth);
        requests.extend(self.seek());
        requests
    }

    /// Looks at the image in another way.
    pub fn look(&mut self, change: impl FnOnce(&mut Looks)) -> Vec<Request> {
        change(&mut self.looks);
        vec![]
    }

    pub fn want_nearest(&mut self, is_wanted: bool) -> Vec<Request> {
        self.nearest.is_wanted = is_wanted;
        self.seek()
    }

    /// Asks for the digits nearest to the whole image, unless they are known or not wanted.
    fn seek(&mut self) -> Vec<Request> {
        let is_due = self.nearest.is_wanted && self.growth.is_complete();
        let pixels: &[u8] = if is_due { self.growth.pixels() } else { &[] };
        if pixels == self.nearest.pixels {
            return vec![];
        }
        let pixels = pixels.to_vec();
        let mut requests = self.nearest.give_up();
        if !pixels.is_empty() {
            requests.push(self.nearest.ask(pixels));
        }
        requests
    }
}

impl Nearest {
    fn ask(&mut self, pixels: Vec<u8>) -> Request {
        let job = self.ids.next_id();
        self.job = Some(job);
        self.pixels.clone_from(&pixels);
        Request::Nearest(NearestRequest {
            job,
            pixels,
            n_wanted: N_NEIGHBOURS,
        })
    }

    fn give_up(&mut self) -> Vec<Request> {
        self.pixels.clear();
        self.found.clear();
        let job = self.job.take();
        job.map(|job| Request::Cancel { job }).into_iter().collect()
    }

    fn apply(&mut self, event: &Event) {
        self.trouble.hear(event, &self.ids);
        if let Event::Nearest {
            job,
            neighbours,
            n_compared,
        } = event
            && self.job == Some(*job)
        {
            self.found.clone_from(neighbours);
            self.n_compared = *n_compared;
        }
        if event.ends_job() {
            self.job.take_if(|job| event.job() == Some(*job));
        }
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("pixelcnn");
    type Link = Link;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            growth: Growth::new(ids()),
            looks: Looks::default(),
            nearest: Nearest {
                is_wanted: false,
                found: vec![],
                n_compared: 0,
                pixels: vec![],
                job: None,
                trouble: Trouble::default(),
                ids: ids(),
            },
        }
    }

    fn link(&self) -> Link {
        Link {
            plan: self.growth.plan(),
            looks: self.looks,
            wants_nearest: self.nearest.is_wanted,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.looks = link.looks;
        self.nearest.is_wanted = link.wants_nearest;
        self.grow(|growth| growth.open(link.plan, vec![]))
    }

    fn is_blank(&self) -> bool {
        self.growth.is_blank()
    }

    fn close(&mut self) -> Vec<Request> {
        let mut requests = self.growth.close();
        requests.extend(self.nearest.give_up());
        requests
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.nearest.apply(event);
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

    fn trouble(&self) -> Trouble {
        self.growth.trouble.or(&self.nearest.trouble)
    }

    fn retry(&mut self) -> Vec<Request> {
        self.nearest.trouble = Trouble::default();
        let mut requests = self.nearest.give_up();
        requests.extend(self.grow(Growth::retry));
        requests
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::GreyRange;
    use crate::protocol::{Distribution, N_PIXELS, Strip};
    use crate::ui::panels::pixel_cnn::growth::Plan;
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
        state.look(|looks| looks.range = GreyRange::Bright);
        state.want_nearest(true);
        let mut other = new();
        other.open(state.link());
        assert_eq!(other.link(), state.link());
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
        assert_eq!(state.nearest.found, [found]);
        state.apply(&Event::Done { job: asked.job });
        assert_eq!(
            search(&state.apply(&Event::Pong { nonce: 0 })),
            None,
            "known"
        );
        state.grow(Growth::step_back);
        assert!(state.nearest.found.is_empty());
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
