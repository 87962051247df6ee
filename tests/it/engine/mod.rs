//! The worker's engine: requests in, events out.

mod comparing;
mod explore;
mod files;
mod gan;
mod jobs;
mod latent;
mod latent_training;
mod looking;
mod pictures;
mod racing;
mod refusals;
mod sampling;
mod scoring;
mod training;

use density_lab::protocol::*;
use density_lab::worker::engine::{Effect, Engine};

use crate::support::asset;

const MODEL: PixelNet = PixelNet::Cnn;
const WEIGHTS: Asset = Asset::Weights(MODEL.id());
const TRAINING_DIGITS: Asset = Asset::Images(ImageSet::TrainingDigits);

/// One image of seed 7 at temperature 1.
fn sample(job: u64, pixels: &[u8], until: u16) -> SampleRequest {
    SampleRequest {
        job: JobId(job),
        model: MODEL,
        seed: 7,
        images: vec![0],
        temperatures: vec![TemperatureFrom {
            pixel: 0,
            temperature: 1.0,
        }],
        pixels: vec![pixels.to_vec()],
        until,
        watched: 0,
    }
}

fn look(job: u64, pixels: &[u8], pixel: u16) -> Request {
    Request::Look(LookRequest {
        job: JobId(job),
        model: MODEL,
        pixels: pixels.to_vec(),
        pixel,
        temperature: 1.0,
    })
}

fn score(job: u64, pixels: &[u8]) -> Request {
    Request::Score(ScoreRequest {
        job: JobId(job),
        model: MODEL,
        pixels: pixels.to_vec(),
    })
}

fn nearest(job: u64, pixels: &[u8], n_wanted: u16) -> Request {
    Request::Nearest(NearestRequest {
        job: JobId(job),
        pixels: pixels.to_vec(),
        n_wanted,
    })
}

fn train(job: u64, seed: u64, until: u32, draw_every: u32) -> Request {
    Request::Train(TrainRequest {
        job: JobId(job),
        seed,
        until,
        draw_every,
    })
}

/// An engine that has fetched `assets`.
fn ready(assets: &[Asset]) -> Engine {
    let mut engine = Engine::default();
    for &needed in assets {
        let job = JobId(0);
        let effects = engine.handle(Request::Load { job, asset: needed });
        assert_eq!(effects, [Effect::Fetch(needed)]);
        engine.fetched(needed, Ok(&asset(needed)));
        assert_eq!(run(&mut engine), [Event::Done { job }]);
    }
    engine
}

fn sent(effects: Vec<Effect>) -> Vec<Event> {
    effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Send(event) => Some(event),
            Effect::Fetch(_) => None,
        })
        .collect()
}

/// Steps until nothing can go on, without acknowledging anything.
fn run(engine: &mut Engine) -> Vec<Event> {
    let mut events = Vec::new();
    for _ in 0..5_000 {
        if engine.is_idle() {
            return events;
        }
        events.extend(sent(engine.step()));
    }
    panic!("the engine does not come to rest")
}

/// Steps to the end of everything, acknowledging every frame.
fn finish(engine: &mut Engine) -> Vec<Event> {
    let mut all = Vec::new();
    for _ in 0..200 {
        let events = run(engine);
        if events.is_empty() {
            return all;
        }
        for job in events.iter().filter_map(Event::job) {
            engine.handle(Request::Ack { job });
        }
        all.extend(events);
    }
    panic!("there is no end to the frames")
}

/// What was drawn of one image.
#[derive(Debug, Clone, Default, PartialEq)]
struct Drawing {
    pixels: Vec<u8>,
    /// As bits, so that equal means equal.
    bits: Vec<u32>,
}

/// The images that `request` draws, without the pixels that it gives, and the distributions that
/// came with them.
fn draw(engine: &mut Engine, request: SampleRequest) -> (Vec<Drawing>, Vec<Distribution>) {
    let (job, n_given) = (request.job, request.pixels[0].len());
    let mut drawings = vec![Drawing::default(); request.images.len()];
    let mut distributions = Vec::new();
    assert_eq!(engine.handle(Request::Sample(request)), []);
    let mut events = finish(engine);
    assert_eq!(events.pop(), Some(Event::Done { job }));
    for event in events {
        let Event::Sampled {
            first,
            strips,
            distribution,
            ..
        } = event
        else {
            panic!("{event:?}")
        };
        distributions.push(distribution);
        assert_eq!(strips.len(), drawings.len());
        for (drawing, strip) in drawings.iter_mut().zip(strips) {
            assert_eq!(usize::from(first), n_given + drawing.pixels.len());
            assert_eq!(strip.bits.len(), strip.pixels.len());
            drawing.pixels.extend(strip.pixels);
            drawing.bits.extend(strip.bits.iter().map(|b| b.to_bits()));
        }
    }
    (drawings, distributions)
}
