//! All contenders, measured one after the other.

use super::{Axes, Chosen, Figure, Link, Measured, in_words};
use crate::protocol::{
    CodeSize, CompareRequest, Contender, Event, Failure, FileProblem, JobId, MOST_COMPARED,
    N_PIXELS, Request,
};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::nearest::Nearest;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{self, Finding};

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    /// Images of each contender.
    pub n: u16,
    pub chosen: Chosen,
    pub axes: Axes,
    /// The image that is looked at: whose, and its number.
    pub picked: (Contender, u16),
    pub nearest: Nearest,
    /// By their places in [`Contender::ALL`].
    measured: Vec<Measured>,
    /// Who is being measured.
    current: Option<(Contender, JobId)>,
    /// Whether the visitor has stopped it.
    is_stopped: bool,
    is_open: bool,
    /// The job whose newest frame is yet to be seen.
    unseen: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

fn place_of(contender: Contender) -> usize {
    let known = Contender::ALL.iter().position(|known| *known == contender);
    known.unwrap_or_default()
}

impl State {
    pub fn measured(&self, contender: Contender) -> &Measured {
        &self.measured[place_of(contender)]
    }

    fn measured_mut(&mut self, contender: Contender) -> &mut Measured {
        &mut self.measured[place_of(contender)]
    }

    pub fn figure(&self, figure: Figure, contender: Contender) -> Option<f64> {
        figure.of(self.measured(contender))
    }

    /// Who is being measured now.
    pub fn current(&self) -> Option<Contender> {
        self.current.map(|(contender, _)| contender)
    }

    /// How much of the work on a contender is done, 0 to 1.
    pub fn part(&self, contender: Contender) -> f64 {
        let n_digits = MOST_COMPARED as u16;
        self.measured(contender).part(contender, self.n, n_digits)
    }

    /// The same of all that are chosen.
    pub fn part_of_all(&self) -> f64 {
        let parts: Vec<f64> = self
            .chosen
            .iter()
            .map(|contender| self.part(contender))
            .collect();
        parts.iter().sum::<f64>() / parts.len().max(1) as f64
    }

    /// Contenders that are measured, of those chosen.
    pub fn n_done(&self) -> usize {
        let done = |contender: &Contender| self.measured(*contender).is_done;
        self.chosen.iter().filter(done).count()
    }

    /// Whether all that are chosen are measured.
    pub fn is_done(&self) -> bool {
        self.n_done() == self.chosen.iter().count()
    }

    /// The pixels of the image that is looked at; none as long as it is not there.
    pub fn picked_image(&self) -> &[u8] {
        let (contender, image) = self.picked;
        let start = usize::from(image) * N_PIXELS;
        let pixels = self.measured(contender).pixels.get(start..start + N_PIXELS);
        pixels.unwrap_or_default()
    }

    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.seed = seed;
        self.measure_anew()
    }

    pub fn set_n(&mut self, n: u16) -> Vec<Request> {
        self.n = n;
        if self.picked.1 >= n {
            self.picked.1 = 0;
        }
        self.measure_anew()
    }

    pub fn toggle(&mut self, contender: Contender) -> Vec<Request> {
        self.chosen.toggle(contender);
        let current = self.current();
        let is_gone = current.is_some_and(|current| !self.chosen.has(current));
        let mut requests = if is_gone { self.cancel() } else { vec![] };
        if !self.is_stopped {
            requests.extend(self.ask());
        }
        requests
    }

    pub fn set_x(&mut self, x: Figure) -> Vec<Request> {
        self.axes.x = x;
        vec![]
    }

    pub fn set_y(&mut self, y: Figure) -> Vec<Request> {
        self.axes.y = y;
        vec![]
    }

    pub fn pick(&mut self, contender: Contender, image: usize) -> Vec<Request> {
        self.picked = (contender, image as u16);
        self.seek()
    }

    pub fn want_nearest(&mut self, is_wanted: bool) -> Vec<Request> {
        self.nearest.is_wanted = is_wanted;
        self.seek()
    }

    /// Stops, or goes on with what is not measured yet.
    pub fn play_or_stop(&mut self) -> Vec<Request> {
        if self.current.is_some() {
            self.is_stopped = true;
            return self.cancel();
        }
        self.go_on()
    }

    /// All autoencoders, whatever else there is.
    pub fn show_autoencoders(&mut self) -> Vec<Request> {
        let mut requests = vec![];
        for size in CodeSize::ALL {
            if !self.chosen.has(Contender::Autoencoder(size)) {
                requests.extend(self.toggle(Contender::Autoencoder(size)));
            }
        }
        requests
    }

    /// Which costs buy how sharp images.
    pub fn show_sharpness(&mut self) -> Vec<Request> {
        self.axes = Axes {
            x: Figure::MultiplyAdds,
            y: Figure::Sharpness,
        };
        vec![]
    }

    /// Whether there is an image to be saved.
    pub fn has_images(&self) -> bool {
        self.chosen
            .iter()
            .any(|contender| !self.measured(contender).pixels.is_empty())
    }

    /// What a file of the comparison is called.
    pub fn file_name(&self, ending: &str) -> String {
        format!("compare-{}-{}.{ending}", self.seed, self.n)
    }

    /// The browser does not take a file.
    pub fn fail_to_save(&mut self, file: String) -> Vec<Request> {
        let problem = FileProblem::Unsaved;
        self.trouble.failure = Some(Failure::File { file, problem });
        vec![]
    }

    fn seek(&mut self) -> Vec<Request> {
        let image = self.picked_image().to_vec();
        self.nearest.seek(&image)
    }

    fn measure_anew(&mut self) -> Vec<Request> {
        let mut requests = self.cancel();
        self.measured.iter_mut().for_each(Measured::forget_images);
        requests.extend(self.seek());
        requests.extend(self.go_on());
        requests
    }

    fn go_on(&mut self) -> Vec<Request> {
        self.is_stopped = false;
        self.ask()
    }

    /// What has been measured stays in sight.
    fn cancel(&mut self) -> Vec<Request> {
        self.unseen = None;
        let current = self.current.take();
        let jobs = current.map(|(_, job)| Request::Cancel { job });
        jobs.into_iter().collect()
    }

    /// Asks for the next one that is not measured, unless one is.
    fn ask(&mut self) -> Vec<Request> {
        if self.current.is_some() {
            return vec![];
        }
        let is_due = |contender: &Contender| {
            let measured = self.measured(*contender);
            !measured.is_done && !measured.has_failed
        };
        let Some(contender) = self.chosen.iter().find(is_due) else {
            return vec![];
        };
        let job = self.ids.next_id();
        self.current = Some((contender, job));
        let measured = self.measured_mut(contender);
        measured.forget_images();
        let wants_likelihood = contender.is_scored() && !measured.is_scored;
        vec![Request::Compare(CompareRequest {
            job,
            contender,
            seed: self.seed,
            n_images: self.n,
            wants_likelihood,
        })]
    }

    /// The job of the one being measured has ended.
    fn end(&mut self, contender: Contender, event: &Event) -> Vec<Request> {
        self.current = None;
        self.unseen = None;
        let measured = self.measured_mut(contender);
        match event {
            Event::Done { .. } => {
                measured.is_done = true;
                measured.is_scored = contender.is_scored();
            }
            Event::Failed { .. } => measured.has_failed = true,
            _ => return vec![],
        }
        self.ask()
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("compare");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let Link {
            seed,
            n,
            chosen,
            axes,
            picked,
            wants_nearest: _,
        } = Link::default();
        Self {
            seed,
            n,
            chosen,
            axes,
            picked,
            nearest: Nearest::new(ids()),
            measured: vec![Measured::default(); Contender::ALL.len()],
            current: None,
            is_stopped: false,
            is_open: false,
            unseen: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        Link {
            seed: self.seed,
            n: self.n,
            chosen: self.chosen,
            axes: self.axes,
            picked: self.picked,
            wants_nearest: self.nearest.is_wanted,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        let is_new = link != self.link();
        let are_others = (link.seed, link.n) != (self.seed, self.n);
        Link {
            seed: self.seed,
            n: self.n,
            chosen: self.chosen,
            axes: self.axes,
            picked: self.picked,
            wants_nearest: self.nearest.is_wanted,
        } = link;
        self.is_open = true;
        if are_others {
            return self.measure_anew();
        }
        let mut requests = self.seek();
        if self.current().is_some_and(|now| !self.chosen.has(now)) {
            requests.extend(self.cancel());
        }
        if !self.is_stopped || is_new {
            requests.extend(self.go_on());
        }
        requests
    }

    fn is_blank(&self) -> bool {
        !self.is_open
    }

    fn close(&mut self) -> Vec<Request> {
        self.is_open = false;
        let mut requests = self.cancel();
        requests.extend(self.nearest.give_up());
        requests
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        self.nearest.apply(event);
        let Some((contender, job)) = self.current else {
            return vec![];
        };
        if event.job() != Some(job) {
            return vec![];
        }
        if let Event::Compare { event, .. } = event {
            self.measured_mut(contender).take(event);
            self.unseen = Some(job);
            return self.seek();
        }
        match event.ends_job() {
            true => self.end(contender, event),
            false => vec![],
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
        self.current.is_some()
    }

    fn findings(&self) -> Vec<words::Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.or(self.nearest.trouble())
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        for measured in &mut self.measured {
            measured.has_failed = false;
        }
        let mut requests = self.nearest.retry();
        requests.extend(self.seek());
        requests.extend(self.go_on());
        requests
    }
}

#[cfg(test)]
pub(in crate::ui::panels::compare) mod tests;
