//! Noise, and what the generator makes of it.

mod asking;
mod playing;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::{Drawn, Images, Link, Look, N_PAGES, Path, Slot, length};
use crate::protocol::{
    Event, GanEvent, GanRun, GanSettings, N_GAN_LATENTS, N_GAN_SAMPLES, N_PIXELS, Request,
};
use crate::ui::client::JobIds;
use crate::ui::panels::{Swing, Trouble};

/// Images on the way from one latent to the other, both ends among them.
pub const N_STEPS: usize = 11;

/// What goes on without a further touch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Play {
    /// Along the way, to and fro.
    Walk(Swing),
    /// One number of the latent, up and down.
    Sweep { axis: usize, swing: Swing },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Latents {
    pub look: Look,
    pub noise: u64,
    pub chosen: usize,
    pub ends: [Drawn; 2],
    /// Which of the ends is being chosen.
    pub picked: usize,
    pub path: Path,
    pub along: f32,
    pub base: Option<Drawn>,
    pub moved: Vec<(usize, f32)>,
    pub page: usize,
    /// All samples of one seed.
    pub sheet: Slot,
    /// Images on the way, and the one that is seen large.
    pub steps: Slot,
    pub step: Slot,
    /// What the sliders stand for.
    pub hand: Slot,
    /// Brings noise of other seeds than the sheet's.
    seeking: Slot,
    /// The noise of some seeds: it is the same whatever the weights are.
    known: Vec<(u64, Arc<Vec<f32>>)>,
    play: Option<Play>,
    /// The run as it was told last; none while it is not known.
    run: Option<GanRun>,
    trouble: Trouble,
    ids: JobIds,
}

impl Latents {
    pub fn new(ids: JobIds) -> Self {
        let link = Link::default();
        Self {
            look: link.look,
            noise: link.noise,
            chosen: link.chosen,
            ends: link.ends,
            picked: 0,
            path: link.path,
            along: link.along,
            base: link.base,
            moved: link.moved,
            page: link.page,
            sheet: Slot::new(40),
            steps: Slot::new(41),
            step: Slot::new(42),
            hand: Slot::new(43),
            seeking: Slot::new(44),
            known: vec![],
            play: None,
            run: None,
            trouble: Trouble::default(),
            ids,
        }
    }

    pub fn link(&self) -> Link {
        Link {
            look: self.look,
            noise: self.noise,
            chosen: self.chosen,
            ends: self.ends,
            path: self.path,
            along: self.along,
            base: self.base,
            moved: self.moved.clone(),
            page: self.page,
        }
    }

    /// Shows what an address says, at once if it is on the stage.
    pub fn open(&mut self, link: Link) -> Vec<Request> {
        if link == self.link() {
            return vec![];
        }
        self.play = None;
        self.look = link.look;
        self.noise = link.noise;
        self.chosen = link.chosen;
        self.ends = link.ends;
        self.path = link.path;
        self.along = link.along;
        self.base = link.base;
        self.moved = link.moved;
        self.page = link.page;
        self.settle()
    }

    /// The run as it is now, for the acts that follow.
    pub fn be_at(&mut self, run: GanRun) {
        self.run = Some(run);
    }

    /// It is on the stage, and the run is now this. Where it is the same run as before, its images
    /// follow in [`Self::apply`], whenever the run shows its own: so training has its time too.
    pub fn follow(&mut self, run: &GanRun, _: GanSettings) -> Vec<Request> {
        let is_same = |known: &GanRun| known.attempt == run.attempt;
        let is_going_on = self.run.as_ref().is_some_and(is_same) && self.is_shown();
        self.run = Some(run.clone());
        match is_going_on {
            true => vec![],
            false => self.settle(),
        }
    }

    /// The run begins anew, and there is nothing of it yet.
    pub fn wait(&mut self) {
        self.run = None;
    }

    /// It leaves the stage.
    pub fn close(&mut self) -> Vec<Request> {
        self.play = None;
        self.wait();
        self.stop()
    }

    pub fn set_look(&mut self, look: Look) -> Vec<Request> {
        self.play = None;
        self.look = look;
        self.settle()
    }

    /// Other noise on the sheet.
    pub fn set_noise(&mut self, seed: u64) -> Vec<Request> {
        self.noise = seed;
        self.ask_sheet()
    }

    pub fn noise_again(&mut self) -> Vec<Request> {
        self.set_noise(self.noise.wrapping_add(1))
    }

    pub fn noise_before(&mut self) -> Vec<Request> {
        self.set_noise(self.noise.wrapping_sub(1))
    }

    /// Which sample of the sheet is seen large.
    pub fn choose(&mut self, sample: usize) -> Vec<Request> {
        self.chosen = sample.min(N_GAN_SAMPLES - 1);
        vec![]
    }

    /// The chosen sample's noise.
    const fn drawn(&self) -> Drawn {
        Drawn::new(self.noise, self.chosen)
    }

    /// Goes to the sliders, with the chosen sample's noise on them.
    pub fn move_by_hand(&mut self) -> Vec<Request> {
        self.base = Some(self.drawn());
        self.moved.clear();
        self.set_look(Look::Sliders)
    }

    /// Goes to the way, with the chosen sample at its beginning.
    pub fn go_from(&mut self) -> Vec<Request> {
        self.ends[0] = self.drawn();
        self.picked = 1;
        self.set_look(Look::Between)
    }

    /// Which of the ends is chosen from now on.
    pub fn pick(&mut self, end: usize) -> Vec<Request> {
        self.picked = end.min(1);
        vec![]
    }

    /// A sample of the sheet at the end that is being chosen.
    pub fn set_end(&mut self, sample: usize) -> Vec<Request> {
        self.ends[self.picked] = Drawn::new(self.noise, sample.min(N_GAN_SAMPLES - 1));
        self.ask_way()
    }

    /// Noise of the next seed at the end that is being chosen.
    pub fn draw_end(&mut self) -> Vec<Request> {
        let end = &mut self.ends[self.picked];
        end.seed = end.seed.wrapping_add(1);
        self.ask_way()
    }

    pub fn swap_ends(&mut self) -> Vec<Request> {
        self.ends.swap(0, 1);
        self.ask_way()
    }

    pub fn set_path(&mut self, path: Path) -> Vec<Request> {
        self.path = path;
        self.ask_way()
    }

    /// Another place on the way.
    pub fn set_along(&mut self, along: f32) -> Vec<Request> {
        self.play = None;
        self.go_along(along)
    }

    /// One number of the latent, by hand.
    pub fn set_axis(&mut self, axis: usize, z: f32) -> Vec<Request> {
        match self.play {
            Some(Play::Sweep { axis: swept, .. }) if swept != axis => {}
            _ => self.play = None,
        }
        self.move_axis(axis, z)
    }

    /// All numbers to 0.
    pub fn reset(&mut self) -> Vec<Request> {
        self.play = None;
        self.base = None;
        self.moved.clear();
        self.ask_hand()
    }

    /// All numbers as they were drawn, or drawn again where they are.
    pub fn draw_hand(&mut self) -> Vec<Request> {
        self.play = None;
        let base = self.base.unwrap_or(Drawn::new(self.noise, 0));
        self.base = Some(Drawn::new(base.seed.wrapping_add(1), base.idx));
        self.moved.clear();
        self.ask_hand()
    }

    /// Which sliders are in sight.
    pub fn turn_to(&mut self, page: usize) -> Vec<Request> {
        self.page = page.min(N_PAGES - 1);
        vec![]
    }

    /// What is seen large, and what is thought of it: pixels, logit and length of the latent.
    pub fn large(&self) -> Large {
        let (images, idx) = match self.look {
            Look::Again => (&self.sheet.images, self.chosen),
            Look::Between => (&self.step.images, 0),
            Look::Sliders => (&self.hand.images, 0),
        };
        images.one(idx)
    }

    /// Whether all in sight is that of the run and of what was chosen last.
    pub fn is_settled(&self) -> bool {
        let are_there = |slots: &[&Slot]| slots.iter().all(|slot| slot.is_settled());
        self.run.is_some()
            && !self.seeking.is_waiting()
            && match self.look {
                Look::Again => are_there(&[&self.sheet]),
                Look::Between => are_there(&[&self.sheet, &self.steps, &self.step]),
                Look::Sliders => are_there(&[&self.hand]),
            }
    }

    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        if let Event::Gan {
            event: GanEvent::Sketched { .. },
            ..
        } = event
        {
            return self.settle();
        }
        if !event.job().is_some_and(|job| self.ids.gave(job)) {
            return vec![];
        }
        let mut requests = self.hear(event);
        let slots = [
            &mut self.sheet,
            &mut self.steps,
            &mut self.step,
            &mut self.hand,
            &mut self.seeking,
        ];
        for slot in slots {
            if slot.has_ended(event)
                && let Some(run) = &self.run
            {
                requests.extend(slot.ask_wanted(run, &mut self.ids));
            }
        }
        requests
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure.
    pub fn retry(&mut self, run: &GanRun, _: GanSettings) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.run = Some(run.clone());
        self.settle()
    }
}

/// One image, what the discriminator says of it, and how long its latent is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Large {
    pub pixels: Vec<u8>,
    pub logit: Option<f32>,
    pub length: Option<f32>,
}

impl Images {
    /// The noise of one image.
    pub fn latent(&self, idx: usize) -> Option<&[f32]> {
        let start = idx * N_GAN_LATENTS;
        self.latents.get(start..start + N_GAN_LATENTS)
    }

    fn one(&self, idx: usize) -> Large {
        let start = idx * N_PIXELS;
        let pixels = self.pixels.get(start..start + N_PIXELS);
        Large {
            pixels: pixels.unwrap_or_default().to_vec(),
            logit: self.logits.get(idx).copied(),
            length: self.latent(idx).map(length),
        }
    }
}
