//! An autoencoder or a VAE that is trained while somebody watches, as the page sees it.

use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{TRAINING_DIGITS, ready, run, sent};

const TEST_DIGITS: Asset = Asset::Images(ImageSet::TestDigits);
const SMALL: LatentNet = LatentNet::Autoencoder(CodeSize::Two);
const VAE: LatentNet = LatentNet::Vae { beta: 1.0 };
/// A rate at which everything goes well.
const FIT: f32 = 2e-3;

fn request(job: u64, net: LatentNet, until: u32) -> TrainLatentRequest {
    TrainLatentRequest {
        job: JobId(job),
        net,
        seed: 5,
        until,
        learning_rate: FIT,
        draw_every: 1_000,
    }
}

fn engine() -> Engine {
    ready(&[TRAINING_DIGITS, TEST_DIGITS])
}

/// Asks, and hears all of it, acknowledging every frame.
fn hear(engine: &mut Engine, request: TrainLatentRequest) -> Vec<Event> {
    let ack = Request::Ack { job: request.job };
    let mut events = sent(engine.handle(Request::TrainLatent(request)));
    while !events.last().is_some_and(Event::ends_job) {
        let more = run(engine);
        assert!(!more.is_empty(), "it stops in the middle");
        events.extend(more);
        engine.handle(ack.clone());
    }
    events
}

/// What is told of a step.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    n_steps: u32,
    /// As bits, so that equal means equal.
    reconstruction: u32,
    kl: Vec<u32>,
}

fn steps(events: &[Event]) -> Vec<Step> {
    let step = |event: &Event| match event {
        Event::LatentTrained {
            n_steps,
            reconstruction,
            kl,
            ..
        } => Some(Step {
            n_steps: *n_steps,
            reconstruction: reconstruction.to_bits(),
            kl: kl.iter().map(|kl| kl.to_bits()).collect(),
        }),
        _ => None,
    };
    events.iter().filter_map(step).collect()
}

/// Reconstruction and the sum of the KL terms, by step.
fn terms(events: &[Event]) -> Vec<(f32, f32)> {
    let terms = |event: &Event| match event {
        Event::LatentTrained {
            reconstruction, kl, ..
        } => Some((*reconstruction, kl.iter().sum())),
        _ => None,
    };
    events.iter().filter_map(terms).collect()
}

#[test]
#[ignore = "to look"]
fn explore_rates() {
    let kinds = [
        LatentNet::Autoencoder(CodeSize::Two),
        LatentNet::Autoencoder(CodeSize::Eight),
        LatentNet::Autoencoder(CodeSize::ThirtyTwo),
        VAE,
    ];
    for net in kinds {
        for learning_rate in [5e-3, 2e-2, 0.1, 1.0, 10.0] {
            let mut engine = engine();
            let events = hear(
                &mut engine,
                TrainLatentRequest {
                    learning_rate,
                    ..request(1, net, 150)
                },
            );
            let terms = terms(&events);
            let at: Vec<_> = [0usize, 1, 2, 5, 10, 20, 50, 100, 200, 300, 399]
                .iter()
                .filter_map(|i| terms.get(*i))
                .collect();
            let diverged = events
                .iter()
                .find(|event| matches!(event, Event::Diverged { .. }));
            println!("{net:?} {learning_rate}: {at:?} {diverged:?}");
        }
    }
}

#[test]
#[ignore = "to look"]
fn explore_collapse() {
    for betas in [[1.0, 50.0, 1.0], [1.0, 100.0, 1.0], [0.0, 0.0, 1.0]] {
        let mut engine = engine();
        for (i, beta) in betas.into_iter().enumerate() {
            let events = hear(
                &mut engine,
                request(1 + i as u64, LatentNet::Vae { beta }, 600 * (i as u32 + 1)),
            );
            for event in &events {
                if let Event::LatentTrained {
                    n_steps,
                    reconstruction,
                    kl,
                    ..
                } = event
                    && (n_steps % 100 == 0
                        || [605, 610, 620, 650, 1205, 1220, 1250].contains(n_steps))
                {
                    println!("{betas:?} {n_steps} beta {beta}: {reconstruction} {kl:.3?}");
                }
            }
        }
    }
}
