//! A GAN that is trained, looked into, tried and saved, as the page sees it.

mod looking;
mod pairs;
mod refusals;
mod replaying;
mod training;

use density_lab::protocol::*;
use density_lab::worker::engine::{Effect, Engine};

use super::{TRAINING_DIGITS, ready, run, sent};

const CLASSIFIER: Asset = Asset::Weights(ModelId::Classifier);
const SEED: u64 = 5;

fn engine() -> Engine {
    ready(&[TRAINING_DIGITS, CLASSIFIER])
}

fn settings() -> GanSettings {
    GanSettings {
        batch_size: 8,
        discriminator_rate: 1e-3,
        generator_rate: 2e-3,
        discriminator_steps: 1,
        generator_steps: 1,
        loss: GeneratorLoss::NonSaturating,
    }
}

/// Settings in which a step is made in halves, and each waits for the screen.
fn large() -> GanSettings {
    GanSettings {
        batch_size: 64,
        ..settings()
    }
}

/// Settings in which all numbers of a step are others.
fn changed() -> GanSettings {
    GanSettings {
        batch_size: 4,
        discriminator_rate: 2e-3,
        ..settings()
    }
}

fn stretch(n_steps: u32, settings: GanSettings) -> Stretch {
    Stretch {
        turn: Turn::Both,
        n_steps,
        settings,
    }
}

/// A fresh run with this past.
fn gan(net: GanNet, past: &[Stretch]) -> GanRun {
    GanRun {
        net,
        seed: SEED,
        start: GanStart::Fresh,
        attempt: 1,
        past: past.to_vec(),
    }
}

/// A fresh convolutional run after so many steps of both nets.
fn after(n_steps: u32) -> GanRun {
    after_with(n_steps, settings())
}

fn after_with(n_steps: u32, settings: GanSettings) -> GanRun {
    gan(GanNet::Convolutional, &[stretch(n_steps, settings)])
}

/// A run that has just begun with `start`.
fn begun(start: GanStart) -> GanRun {
    GanRun { start, ..after(0) }
}

/// An engine that has been handed `bytes` as the pair of a moment.
fn with_moment(moment: GanMoment, bytes: &[u8]) -> Engine {
    let mut engine = engine();
    let asset = Asset::Weights(ModelId::Gan(moment));
    let job = JobId(0);
    let effects = engine.handle(Request::Load { job, asset });
    assert_eq!(effects, [Effect::Fetch(asset)]);
    let events = sent(engine.fetched(asset, Ok(bytes)));
    assert_eq!(events, [Event::Fetched { asset }]);
    assert_eq!(run(&mut engine), [Event::Done { job }]);
    engine
}

fn request(job: u64, run: GanRun, act: GanAct) -> Request {
    Request::Gan(GanRequest {
        job: JobId(job),
        run,
        act,
    })
}

/// So many more steps of both nets, with a sketch at the beginning and the end.
fn more(n_steps: u32) -> GanAct {
    more_with(n_steps, settings())
}

fn more_with(n_steps: u32, settings: GanSettings) -> GanAct {
    GanAct::Train {
        next: stretch(n_steps, settings),
        draw_every: 1_000,
    }
}

/// What is said of a job, without its number.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Gan(GanEvent),
    Progressed(f32),
    Done,
    Failed(Failure),
}

fn said(event: Event) -> Said {
    match event {
        Event::Gan { event, .. } => Said::Gan(event),
        Event::Progressed { part, .. } => Said::Progressed(part),
        Event::Done { .. } => Said::Done,
        Event::Failed { failure, .. } => Said::Failed(failure),
        other => panic!("{other:?}"),
    }
}

/// Asks, and hears all of it, acknowledging every frame.
fn hear(engine: &mut Engine, run_so_far: GanRun, act: GanAct) -> Vec<Said> {
    let job = JobId(77);
    let mut events = sent(engine.handle(request(job.0, run_so_far, act)));
    while !events.last().is_some_and(Event::ends_job) {
        let more = run(engine);
        assert!(!more.is_empty(), "it stops in the middle");
        assert!(more.iter().all(|event| event.job() == Some(job)));
        // Small steps wait for nobody until they are a frame's worth.
        let is_step = |event: &&Event| {
            let step = |event: &GanEvent| matches!(event, GanEvent::Trained { .. });
            matches!(event, Event::Gan { event, .. } if step(event))
        };
        let n_steps = more.iter().filter(is_step).count();
        let n_others = more.iter().filter(|event| !event.ends_job()).count() - n_steps;
        assert!(
            n_steps <= 64 && n_others <= 1,
            "a frame waits to be acknowledged"
        );
        events.extend(more);
        engine.handle(Request::Ack { job });
    }
    events.into_iter().map(said).collect()
}

/// Asks for one answer.
fn ask(engine: &mut Engine, run: GanRun, act: GanAct) -> GanEvent {
    let mut said = hear(engine, run, act);
    assert_eq!(said.pop(), Some(Said::Done));
    match said.pop() {
        Some(Said::Gan(event)) => event,
        other => panic!("{other:?}"),
    }
}

/// Both nets as a file.
fn save(engine: &mut Engine, run: GanRun) -> Vec<u8> {
    match ask(engine, run, GanAct::Save) {
        GanEvent::Saved { bytes } => bytes,
        other => panic!("{other:?}"),
    }
}

/// What is told of each step, as bytes: equal means equal to the bit.
fn steps(said: &[Said]) -> Vec<Vec<u8>> {
    let step = |said: &Said| match said {
        Said::Gan(event @ GanEvent::Trained { .. }) => Some(encode(event)),
        _ => None,
    };
    said.iter().filter_map(step).collect()
}

/// What a run to `until` says of its steps, undisturbed from the first one on.
fn undisturbed(until: u32) -> Vec<Vec<u8>> {
    undisturbed_with(until, settings())
}

fn undisturbed_with(until: u32, settings: GanSettings) -> Vec<Vec<u8>> {
    steps(&hear(&mut engine(), after(0), more_with(until, settings)))
}

#[derive(Debug, Clone, PartialEq)]
struct Sketch {
    pixels: Vec<u8>,
    logits: Vec<f32>,
    classes: Vec<u8>,
    verdict: Verdict,
}

/// The last sketch.
fn sketch(said: &[Said]) -> Sketch {
    let sketch = |said: &Said| match said {
        Said::Gan(GanEvent::Sketched {
            pixels,
            logits,
            classes,
            verdict,
            ..
        }) => Some(Sketch {
            pixels: pixels.clone(),
            logits: logits.clone(),
            classes: classes.clone(),
            verdict: verdict.clone(),
        }),
        _ => None,
    };
    said.iter().rev().find_map(sketch).unwrap()
}

/// The events in short: a step or pictures, and after how many steps.
fn outline(said: &[Said]) -> Vec<(&'static str, u32)> {
    let short = |said: &Said| match said {
        Said::Gan(GanEvent::Trained { n_steps, .. }) => ("trained", *n_steps),
        Said::Gan(GanEvent::Sketched { n_steps, .. }) => ("sketched", *n_steps),
        Said::Gan(GanEvent::Diverged { kept, .. }) => ("diverged", *kept),
        Said::Progressed(part) => ("progressed", (part * 100.0) as u32),
        Said::Done => ("done", 0),
        other => panic!("{other:?}"),
    };
    said.iter().map(short).collect()
}
