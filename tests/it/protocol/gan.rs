//! What is said of the GAN.

use density_lab::protocol::*;

use super::JOB;

fn settings(loss: GeneratorLoss) -> GanSettings {
    GanSettings {
        batch_size: 64,
        discriminator_rate: 1e-3,
        generator_rate: 2e-3,
        discriminator_steps: 1,
        generator_steps: 16,
        loss,
    }
}

pub fn requests() -> Vec<Request> {
    let minimax = settings(GeneratorLoss::Minimax);
    let stretch = |turn| Stretch {
        turn,
        n_steps: 40,
        settings: settings(GeneratorLoss::NonSaturating),
    };
    let pair = GanStart::Pair {
        name: "mine.safetensors".into(),
        bytes: vec![7; 300].into(),
    };
    let starts = [GanStart::Fresh, pair].into_iter();
    let starts = starts.chain(GanMoment::ALL.map(GanStart::Moment));
    let acts = [
        GanAct::Train {
            next: stretch(Turn::Both),
            draw_every: 20,
        },
        GanAct::Stage(minimax),
        GanAct::Slopes(minimax),
        GanAct::Duel {
            settings: minimax,
            n_steps: 100,
        },
        GanAct::Generate {
            latents: GanLatents::Given(vec![0.5; N_GAN_LATENTS]),
            picture: 2,
        },
        GanAct::Generate {
            latents: GanLatents::Normal { n: 9, seed: 1 },
            picture: 0,
        },
        GanAct::Judge { seed: 1, n: 500 },
        GanAct::Save,
    ];
    let run = |net, start| GanRun {
        net,
        seed: u64::MAX,
        start,
        attempt: 4,
        past: [Turn::Discriminator, Turn::Generator, Turn::Both]
            .map(stretch)
            .to_vec(),
    };
    let request = |run, act| Request::Gan(GanRequest { job: JOB, run, act });
    let of_starts = starts.map(|start| request(run(GanNet::Convolutional, start), GanAct::Save));
    let of_acts = (acts.into_iter()).map(|act| request(run(GanNet::Dense, GanStart::Fresh), act));
    let loads = GanMoment::ALL.map(|moment| Request::Load {
        job: JOB,
        asset: Asset::Weights(ModelId::Gan(moment)),
    });
    of_starts.chain(of_acts).chain(loads).collect()
}

fn staged() -> Staged {
    let layers = |tensor: &str| {
        vec![LayerMove {
            tensor: tensor.into(),
            n_weights: 100_352,
            weights: 3.0,
            gradient: 0.1,
            change: 0.02,
        }]
    };
    Staged {
        n_steps: 3,
        noise: vec![0.5; N_STAGED * N_GAN_LATENTS],
        generated: vec![9; N_STAGED * N_PIXELS],
        real: vec![8; N_STAGED * N_PIXELS],
        real_logits: vec![2.0; N_STAGED],
        generated_logits: vec![-2.0; N_STAGED],
        discriminator_loss: 1.3,
        discriminator_layers: layers("reduce.0.kernel"),
        moved_logits: vec![-2.1; N_STAGED],
        generator_loss: 0.7,
        pixel_gradient: vec![-0.1; N_STAGED * N_PIXELS],
        generator_layers: layers("linear"),
        regenerated: vec![7; N_STAGED * N_PIXELS],
        digest: u64::MAX - 1,
    }
}

/// Each of a job, none the last of it.
pub fn events() -> Vec<Event> {
    let verdict = Verdict {
        n: 64,
        score: 8.5,
        shares: vec![0.1; 10],
        confidence: 0.9,
    };
    let side = |pixels| DuelSide {
        mean: 0.01,
        logits: vec![-5.0; 8],
        gradient: 0.2,
        pixels,
    };
    let discriminator = DiscriminatorStep {
        loss: 1.3,
        value: -1.2,
        real_logits: vec![2.0; 8],
        generated_logits: vec![-2.0; 8],
    };
    let generator = GeneratorStep {
        loss: 0.7,
        logits: vec![-2.0; 8],
    };
    let trained = |discriminator, generator| GanEvent::Trained {
        n_steps: 3,
        discriminator,
        generator,
    };
    let events = [
        trained(Some(discriminator.clone()), None),
        trained(None, Some(generator.clone())),
        trained(Some(discriminator), Some(generator)),
        GanEvent::Sketched {
            n_steps: 20,
            pixels: vec![9; N_GAN_SAMPLES * N_PIXELS],
            logits: vec![-1.0; N_GAN_SAMPLES],
            classes: vec![4; N_GAN_SAMPLES],
            verdict: verdict.clone(),
        },
        GanEvent::Diverged {
            n_steps: 42,
            kept: 20,
        },
        GanEvent::Staged(Box::new(staged())),
        GanEvent::Sloped {
            n_steps: 3,
            logits: vec![-5.0; 8],
            norms: [0.01, 1.0],
        },
        GanEvent::Led {
            n_steps: 3,
            mean: 0.2,
        },
        GanEvent::Duelled {
            n_steps: 3,
            sides: [side(vec![]), side(vec![9; N_DUEL_SAMPLES * N_PIXELS])],
        },
        GanEvent::Generated {
            picture: 2,
            latents: vec![0.5; N_GAN_LATENTS],
            pixels: vec![9; N_PIXELS],
            logits: vec![-1.0],
        },
        GanEvent::Judged(verdict),
        GanEvent::Saved {
            bytes: vec![7; 300],
        },
    ];
    events
        .map(|event| Event::Gan { job: JOB, event })
        .into_iter()
        .collect()
}
