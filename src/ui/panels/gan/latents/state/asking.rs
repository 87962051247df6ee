//! What brings the latents in sight to the screen.

use std::sync::Arc;

use super::{Drawn, Latents, N_STEPS};
use crate::protocol::{Event, GanLatents, N_GAN_LATENTS, N_GAN_SAMPLES, Request};
use crate::ui::panels::gan::latents::{Look, between};

impl Latents {
    /// Asks for all that is in sight, of the run as it is.
    pub(super) fn settle(&mut self) -> Vec<Request> {
        match self.look {
            Look::Again => self.ask_sheet(),
            Look::Between => {
                // What a visitor looks at first.
                let mut requests = self.ask_way();
                requests.extend(self.ask_sheet());
                requests
            }
            Look::Sliders => self.ask_hand(),
        }
    }

    pub(super) fn ask_sheet(&mut self) -> Vec<Request> {
        let latents = all_of(self.noise);
        self.ask(|latents| &mut latents.sheet, latents)
    }

    /// All images on the way and the one that is seen large, or else the noise that they wait for.
    pub(super) fn ask_way(&mut self) -> Vec<Request> {
        let steps: Option<Vec<Vec<f32>>> = (0..N_STEPS)
            .map(|step| self.latent_at(step as f32 / (N_STEPS - 1) as f32))
            .collect();
        let Some(steps) = steps else {
            return self.seek();
        };
        let mut requests = self.go_along(self.along);
        let steps = GanLatents::Given(steps.concat());
        requests.extend(self.ask(|latents| &mut latents.steps, steps));
        requests
    }

    pub(super) fn go_along(&mut self, along: f32) -> Vec<Request> {
        self.along = rounded(along.clamp(0.0, 1.0));
        let Some(latent) = self.latent_at(self.along) else {
            return vec![];
        };
        self.ask(|latents| &mut latents.step, GanLatents::Given(latent))
    }

    /// On the way between the ends, once both are known.
    pub(super) fn latent_at(&self, along: f32) -> Option<Vec<f32>> {
        let [a, b] = self.ends.map(|end| self.noise_of(end));
        Some(between(a?, b?, along, self.path))
    }

    pub(super) fn move_axis(&mut self, axis: usize, z: f32) -> Vec<Request> {
        if axis >= N_GAN_LATENTS {
            return vec![];
        }
        let z = rounded(z);
        match self.moved.binary_search_by_key(&axis, |(moved, _)| *moved) {
            Ok(at) => self.moved[at].1 = z,
            Err(at) => self.moved.insert(at, (axis, z)),
        }
        self.ask_hand()
    }

    /// The image of the sliders, or else the noise that it waits for.
    pub(super) fn ask_hand(&mut self) -> Vec<Request> {
        match self.by_hand() {
            Some(latent) => self.ask(|latents| &mut latents.hand, GanLatents::Given(latent)),
            None => self.seek(),
        }
    }

    /// The latent that the sliders stand for, once it is known.
    pub fn by_hand(&self) -> Option<Vec<f32>> {
        let mut latent = match self.base {
            Some(base) => self.noise_of(base)?.to_vec(),
            None => vec![0.0; N_GAN_LATENTS],
        };
        for (axis, z) in &self.moved {
            latent[*axis] = *z;
        }
        Some(latent)
    }

    /// One number of it.
    pub fn axis(&self, axis: usize) -> Option<f32> {
        let moved = self.moved.iter().find(|(moved, _)| *moved == axis);
        match (moved, self.base) {
            (Some((_, z)), _) => Some(*z),
            (None, Some(base)) => self.noise_of(base)?.get(axis).copied(),
            (None, None) => Some(0.0),
        }
    }

    /// Once it is known.
    fn noise_of(&self, drawn: Drawn) -> Option<&[f32]> {
        let (_, noise) = self.known.iter().find(|(seed, _)| *seed == drawn.seed)?;
        let start = drawn.idx * N_GAN_LATENTS;
        noise.get(start..start + N_GAN_LATENTS)
    }

    /// Whose noise what is in sight is made of, besides the sheet's.
    fn needed(&self) -> Vec<Drawn> {
        match self.look {
            Look::Again => vec![],
            Look::Between => self.ends.to_vec(),
            Look::Sliders => self.base.into_iter().collect(),
        }
    }

    /// Asks for noise that is not known, one seed at a time.
    fn seek(&mut self) -> Vec<Request> {
        let mut needed = self.needed().into_iter();
        let missing = needed.find(|drawn| self.noise_of(*drawn).is_none());
        match missing {
            Some(missing) => self.ask(|latents| &mut latents.seeking, all_of(missing.seed)),
            None => vec![],
        }
    }

    pub(super) fn hear(&mut self, event: &Event) -> Vec<Request> {
        let mut is_news = false;
        for slot in [&mut self.sheet, &mut self.seeking] {
            if slot.take(event)
                && let Some(seed) = slot.images.seed
                && slot.images.latents.len() == N_GAN_SAMPLES * N_GAN_LATENTS
            {
                let is_known = self.known.iter().any(|(known, _)| *known == seed);
                if !is_known {
                    let noise = Arc::new(slot.images.latents.clone());
                    self.known.push((seed, noise));
                    is_news = true;
                }
            }
        }
        for slot in [&mut self.steps, &mut self.step, &mut self.hand] {
            slot.take(event);
        }
        if !is_news {
            return vec![];
        }
        self.forget_noise();
        match self.look {
            Look::Again => vec![],
            Look::Between => self.ask_way(),
            Look::Sliders => self.ask_hand(),
        }
    }

    /// Keeps the noise that a link has, and the newest.
    fn forget_noise(&mut self) {
        const N_KEPT: usize = 8;
        let kept = [Some(self.ends[0]), Some(self.ends[1]), self.base];
        let is_kept = |seed: u64| kept.iter().flatten().any(|drawn| drawn.seed == seed);
        if self.known.len() > N_KEPT
            && let Some(at) = self.known.iter().position(|(seed, _)| !is_kept(*seed))
        {
            self.known.remove(at);
        }
    }

    fn ask(&mut self, slot: fn(&mut Self) -> &mut super::Slot, wanted: GanLatents) -> Vec<Request> {
        let Some(run) = self.run.clone() else {
            return vec![];
        };
        let mut ids = self.ids.clone();
        let request = slot(self).ask(wanted, &run, &mut ids);
        self.ids = ids;
        request.into_iter().collect()
    }

    /// Whether something in sight is on its way.
    pub(super) fn is_waiting(&self) -> bool {
        let slots = [&self.sheet, &self.steps, &self.step, &self.hand];
        slots.iter().any(|slot| slot.is_waiting()) || self.seeking.is_waiting()
    }

    /// Whether something in sight is there or on its way.
    pub(super) fn is_shown(&self) -> bool {
        let slot = match self.look {
            Look::Again => &self.sheet,
            Look::Between => &self.step,
            Look::Sliders => &self.hand,
        };
        slot.is_settled() || self.is_waiting()
    }

    /// What is on its way no longer counts.
    pub(super) fn stop(&mut self) -> Vec<Request> {
        let slots = [
            &mut self.sheet,
            &mut self.steps,
            &mut self.step,
            &mut self.hand,
            &mut self.seeking,
        ];
        slots.into_iter().filter_map(super::Slot::stop).collect()
    }
}

/// All samples of a seed.
const fn all_of(seed: u64) -> GanLatents {
    GanLatents::Normal {
        n: N_GAN_SAMPLES as u16,
        seed,
    }
}

/// Three decimals, which a link keeps.
fn rounded(z: f32) -> f32 {
    (z * 1e3).round() / 1e3
}
