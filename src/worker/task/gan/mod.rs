//! Jobs of the GAN: all of them do something with a run, which is brought first to where the page
//! has it.

mod duel;
mod replay;
mod samples;
mod stage;
mod train;

pub use replay::{Replay, gan_pair};

use self::duel::Duel;
use self::replay::{Origin, Standing, catch_up, settings_of, total};
use self::samples::{CHUNK, Opinions, images, latents};
use self::train::{Shown, Training};
use super::{Progress, Task, internal};
use crate::ml::metrics::classes;
use crate::ml::weights::Precision;
use crate::protocol::{
    Asset, Event, Failure, GanAct, GanEvent, GanLatents, GanRequest, GanSettings, GanStart,
    ImageSet, MOST_CODES, MOST_GAN_IMAGES, MOST_JUDGED, MOST_TURNS, ModelId, N_GAN_LATENTS,
    RequestProblem,
};
use crate::worker::store::Store;

/// Steps that are made again between two words on how far that is.
const STEPS_A_WORD: u64 = 5;

/// Something that is done with a run.
#[derive(Debug)]
pub struct GanTask {
    request: GanRequest,
    origin: Origin,
    work: Work,
    /// Steps made again when that was last said.
    said: u64,
}

/// What of it is under way.
#[derive(Debug)]
enum Work {
    Train(Training),
    Duel(Duel),
    Generate {
        latents: Vec<f32>,
        pixels: Vec<u8>,
        logits: Vec<f32>,
    },
    Judge(Opinions),
    /// One answer in one go.
    Answer,
}

/// A job of the GAN.
///
/// # Errors
/// Where a setting is not what it may be.
pub fn gan(request: GanRequest) -> Result<Task, RequestProblem> {
    for stretch in &request.run.past {
        check_settings(&stretch.settings)?;
    }
    let work = match &request.act {
        GanAct::Train { next, draw_every } => {
            check_settings(&next.settings)?;
            if *draw_every == 0 {
                return Err(RequestProblem::Steps {
                    until: next.n_steps,
                    draw_every: 0,
                });
            }
            Work::Train(Training::new(&request.run, *next, *draw_every))
        }
        GanAct::Stage(settings) | GanAct::Slopes(settings) => {
            check_settings(settings)?;
            Work::Answer
        }
        GanAct::Duel { settings, n_steps } => {
            check_settings(settings)?;
            Work::Duel(Duel::new(settings_of(settings), *n_steps))
        }
        GanAct::Generate { latents, .. } => Work::Generate {
            latents: drawn(latents)?,
            pixels: vec![],
            logits: vec![],
        },
        GanAct::Judge { n, .. } => {
            check_count((*n).into(), MOST_JUDGED as u64)?;
            Work::Judge(Opinions::default())
        }
        GanAct::Save => Work::Answer,
    };
    Ok(Task::Gan(Box::new(GanTask {
        origin: Origin::of(&request.run),
        request,
        work,
        said: 0,
    })))
}

fn check_count(given: u64, most: u64) -> Result<(), RequestProblem> {
    match (1..=most).contains(&given) {
        true => Ok(()),
        false => Err(RequestProblem::Count { given, most }),
    }
}

fn check_settings(settings: &GanSettings) -> Result<(), RequestProblem> {
    check_count(settings.batch_size.into(), MOST_GAN_IMAGES.into())?;
    check_count(settings.discriminator_steps.into(), MOST_TURNS.into())?;
    check_count(settings.generator_steps.into(), MOST_TURNS.into())?;
    for given in [settings.discriminator_rate, settings.generator_rate] {
        if !given.is_finite() || given <= 0.0 {
            return Err(RequestProblem::Rate { given });
        }
    }
    Ok(())
}

fn drawn(wanted: &GanLatents) -> Result<Vec<f32>, RequestProblem> {
    match wanted {
        GanLatents::Given(given) => {
            let is_whole = given.len().is_multiple_of(N_GAN_LATENTS);
            if !is_whole || given.iter().any(|z| !z.is_finite()) {
                return Err(RequestProblem::Codes {
                    given: given.len() as u64,
                });
            }
            check_count((given.len() / N_GAN_LATENTS) as u64, MOST_CODES as u64)?;
            Ok(given.clone())
        }
        GanLatents::Normal { n, seed } => {
            check_count((*n).into(), MOST_CODES as u64)?;
            Ok(latents(*seed, 0, (*n).into()))
        }
    }
}

impl GanTask {
    /// The files that must be there first.
    pub fn needs(&self) -> Vec<Asset> {
        let mut needs = vec![Asset::Images(ImageSet::TrainingDigits)];
        if let GanStart::Moment(moment) = self.request.run.start {
            needs.push(Asset::Weights(ModelId::Gan(moment)));
        }
        if matches!(self.work, Work::Train(_) | Work::Judge(_)) {
            needs.push(Asset::Weights(ModelId::Classifier));
        }
        needs
    }

    /// Its place in the queue.
    pub const fn urgency(&self) -> u8 {
        match self.request.act {
            GanAct::Generate { .. } => 0,
            GanAct::Stage(_) | GanAct::Slopes(_) | GanAct::Save => 1,
            GanAct::Judge { .. } => 2,
            GanAct::Train { .. } | GanAct::Duel { .. } => 3,
        }
    }

    /// Whether `newer` makes this one pointless.
    pub fn is_replaced_by(&self, newer: &Self) -> bool {
        match (&self.request.act, &newer.request.act) {
            (
                GanAct::Generate { picture, .. },
                GanAct::Generate {
                    picture: newer_picture,
                    ..
                },
            ) => picture == newer_picture,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }

    /// Half a step of the run, or about as much of what is done with it.
    ///
    /// # Errors
    /// Where a run begins with a file that is no pair, or candle fails.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress, Failure> {
        match catch_up(&self.request.run, &self.origin, store)? {
            Standing::There => (),
            Standing::Waiting => return Ok(Progress::Working),
            Standing::Behind(part) => return Ok(self.on_its_way(part)),
            Standing::Diverged { n_steps, kept } => {
                return Ok(self.last(GanEvent::Diverged {
                    n_steps: n_steps as u32,
                    kept: kept as u32,
                }));
            }
        }
        let Some(mut run) = store.gan.take() else {
            return Ok(Progress::Working);
        };
        let progress = self.go_on(&mut run, store);
        store.gan = Some(run);
        progress
    }

    fn on_its_way(&mut self, part: f32) -> Progress {
        let made = (part * total(&self.request.run.past) as f32) as u64;
        if made < self.said + STEPS_A_WORD {
            return Progress::Working;
        }
        self.said = made;
        Progress::Frame(Event::Progressed {
            job: self.request.job,
            part,
        })
    }

    fn event(&self, event: GanEvent) -> Event {
        let job = self.request.job;
        Event::Gan { job, event }
    }

    fn last(&self, event: GanEvent) -> Progress {
        Progress::Finished(Some(self.event(event)))
    }

    fn go_on(&mut self, run: &mut Replay, store: &Store) -> Result<Progress, Failure> {
        let Some(digits) = store.images(ImageSet::TrainingDigits) else {
            return Ok(Progress::Working);
        };
        let seed = self.request.run.seed;
        let event = match (&mut self.work, &self.request.act) {
            (Work::Train(training), _) => {
                return Ok(match training.step(seed, run, store)? {
                    Shown::Nothing => Progress::Working,
                    Shown::Told(event) => Progress::Told(self.event(event)),
                    Shown::Frame(event) => Progress::Frame(self.event(event)),
                    Shown::End(event) => Progress::Finished(event.map(|event| self.event(event))),
                });
            }
            (Work::Duel(duel), _) => {
                let (event, is_last) = duel.step(seed, &run.training, digits).map_err(internal)?;
                let event = event.map(|event| self.event(event));
                return Ok(match (event, is_last) {
                    (event, true) => Progress::Finished(event),
                    (Some(event), false) => Progress::Frame(event),
                    (None, false) => Progress::Working,
                });
            }
            (
                Work::Generate {
                    latents,
                    pixels,
                    logits,
                },
                GanAct::Generate { picture, .. },
            ) => {
                let first = logits.len() * N_GAN_LATENTS;
                let end = (first + CHUNK * N_GAN_LATENTS).min(latents.len());
                let chunk = latents.get(first..end).unwrap_or_default();
                let (made, verdicts) = images(&run.training, chunk).map_err(internal)?;
                pixels.extend(made);
                logits.extend(verdicts);
                if end < latents.len() {
                    return Ok(Progress::Working);
                }
                GanEvent::Generated {
                    picture: *picture,
                    latents: std::mem::take(latents),
                    pixels: std::mem::take(pixels),
                    logits: std::mem::take(logits),
                }
            }
            (Work::Judge(opinions), GanAct::Judge { seed, n }) => {
                let Some(classifier) = store.classifier.get() else {
                    return Ok(Progress::Working);
                };
                let n_more = (usize::from(*n) - opinions.len()).min(classes::CHUNK);
                let noise = latents(*seed, opinions.len(), n_more);
                let (pixels, _) = images(&run.training, &noise).map_err(internal)?;
                opinions.add(classifier, &pixels).map_err(internal)?;
                let event = GanEvent::Judged(opinions.verdict());
                if opinions.len() < usize::from(*n) {
                    return Ok(Progress::Frame(self.event(event)));
                }
                event
            }
            (Work::Answer, GanAct::Stage(settings)) => {
                stage::staged(&run.training, digits, &settings_of(settings)).map_err(internal)?
            }
            (Work::Answer, GanAct::Slopes(settings)) => {
                let slopes = run
                    .training
                    .slopes(&settings_of(settings))
                    .map_err(internal)?;
                GanEvent::Sloped {
                    n_steps: run.training.n_rounds() as u32,
                    logits: slopes.logits,
                    norms: slopes.norms.map(|norm| norm as f32),
                }
            }
            (Work::Answer, GanAct::Save) => {
                run.training.abandon().map_err(internal)?;
                let bytes = run.training.to_bytes(Precision::Single);
                GanEvent::Saved {
                    bytes: bytes.map_err(internal)?,
                }
            }
            _ => return Ok(Progress::Finished(None)),
        };
        Ok(self.last(event))
    }
}
