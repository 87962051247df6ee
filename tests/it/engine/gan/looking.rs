//! A look into a run, a trial of it, samples of it: it stays as it is.

use density_lab::protocol::*;

use super::super::finish;
use super::{
    Said, after, ask, engine, gan, hear, more, request, run, said, save, sent, settings, sketch,
    stretch,
};

fn stage(engine: &mut density_lab::worker::engine::Engine, of: GanRun, s: GanSettings) -> Staged {
    match ask(engine, of, GanAct::Stage(s)) {
        GanEvent::Staged(staged) => *staged,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_staged_step_is_the_step_that_is_made_then() {
    for (net, batch_size) in [(GanNet::Convolutional, 12), (GanNet::Dense, 4)] {
        let settings = GanSettings {
            batch_size,
            ..settings()
        };
        let mut engine = engine();
        let before = gan(net, &[stretch(2, settings)]);
        let bytes = save(&mut engine, before.clone());
        let staged = stage(&mut engine, before.clone(), settings);
        assert_eq!(save(&mut engine, before.clone()), bytes);
        assert_eq!(stage(&mut engine, before.clone(), settings), staged);

        let n = N_STAGED.min(batch_size.into());
        assert_eq!((staged.n_steps, staged.noise.len()), (2, n * N_GAN_LATENTS));
        for pixels in [&staged.generated, &staged.real, &staged.regenerated] {
            assert_eq!(pixels.len(), n * N_PIXELS);
        }
        assert_eq!(staged.pixel_gradient.len(), n * N_PIXELS);

        let act = GanAct::Train {
            next: stretch(1, settings),
            draw_every: 1,
        };
        let said = hear(&mut engine, before, act);
        let step = said.into_iter().find_map(|said| match said {
            Said::Gan(GanEvent::Trained {
                discriminator: Some(d),
                generator: Some(g),
                ..
            }) => Some((d, g)),
            _ => None,
        });
        let (d, g) = step.unwrap();
        assert_eq!(staged.discriminator_loss, d.loss);
        assert_eq!(staged.real_logits, d.real_logits[..n]);
        assert_eq!(staged.generated_logits, d.generated_logits[..n]);
        assert_eq!(staged.generator_loss, g.loss);
        assert_eq!(staged.moved_logits, g.logits[..n]);
        // The digest names the weights: a step made leads to the one that was shown.
        let made = gan(net, &[stretch(3, settings)]);
        let lost = save(&mut super::engine(), made.clone());
        assert_eq!(save(&mut engine, made), lost);
        assert_eq!(digest(net, &lost), staged.digest);
    }
}

/// The digest of a saved pair's weights.
fn digest(net: GanNet, bytes: &[u8]) -> u64 {
    use density_lab::ml::models::gan::Config;
    use density_lab::ml::training::gan::GanTraining;

    let config = match net {
        GanNet::Convolutional => Config::convolutional(),
        GanNet::Dense => Config::dense(),
    };
    let run = GanTraining::from_bytes(&config, bytes, 0, 1).unwrap();
    run.unwrap().digest().unwrap()
}

#[test]
fn slopes_are_of_the_images_that_the_generator_learns_from_next() {
    let mut engine = engine();
    let bytes = save(&mut engine, after(2));
    let slopes = ask(&mut engine, after(2), GanAct::Slopes(settings()));
    let GanEvent::Sloped {
        n_steps,
        logits,
        norms,
    } = slopes
    else {
        panic!("{slopes:?}")
    };
    assert_eq!(n_steps, 2);
    assert!(norms.iter().all(|&norm| norm > 0.0));
    assert_eq!(save(&mut engine, after(2)), bytes);
    let act = GanAct::Train {
        next: Stretch {
            turn: Turn::Generator,
            ..stretch(1, settings())
        },
        draw_every: 1,
    };
    let said = hear(&mut engine, after(2), act);
    let of_step = said.into_iter().find_map(|said| match said {
        Said::Gan(GanEvent::Trained { generator, .. }) => generator,
        _ => None,
    });
    assert_eq!(of_step.unwrap().logits, logits);
}

/// A duel in short, each step with its number.
#[derive(Debug, Default)]
struct Course {
    /// Mean D(G(z)).
    led: Vec<(u32, f32)>,
    duelled: Vec<(u32, [DuelSide; 2])>,
}

fn duel(settings: GanSettings, n_steps: u32) -> Course {
    let mut engine = engine();
    let bytes = save(&mut engine, after(1));
    let mut said = hear(&mut engine, after(1), GanAct::Duel { settings, n_steps });
    assert_eq!(said.pop(), Some(Said::Done));
    assert_eq!(save(&mut engine, after(1)), bytes, "the run stays as it is");
    let mut course = Course::default();
    for said in said {
        match said {
            Said::Gan(GanEvent::Led { n_steps, mean }) => {
                assert!(course.duelled.is_empty());
                course.led.push((n_steps, mean));
            }
            Said::Gan(GanEvent::Duelled { n_steps, sides }) => {
                course.duelled.push((n_steps, sides))
            }
            other => panic!("{other:?}"),
        }
    }
    course
}

#[test]
fn a_duel_leads_far_ahead_and_both_sides_begin_there() {
    let fast = GanSettings {
        discriminator_rate: 1e-2,
        ..settings()
    };
    let Course { led, duelled } = duel(fast, 11);
    let n_led: Vec<u32> = led.iter().map(|(n_steps, _)| *n_steps).collect();
    assert!(n_led.iter().copied().eq(1..=n_led.len() as u32));
    let (&(n_steps, last), earlier) = led.split_last().unwrap();
    assert!(last < FAR_AHEAD && n_steps < MOST_LEAD, "{led:?}");
    assert!(earlier.iter().all(|&(_, mean)| mean >= FAR_AHEAD));

    let n_duelled = duelled.iter().map(|(n_steps, _)| *n_steps);
    assert!(n_duelled.eq(0..=11));
    let (_, [minimax, non_saturating]) = &duelled[0];
    assert_eq!(minimax.mean, non_saturating.mean);
    assert_eq!(minimax.logits, non_saturating.logits);
    assert_eq!(minimax.pixels, non_saturating.pixels);
    // Where the discriminator is sure, one loss is flat and the other steep.
    assert!(minimax.gradient < 0.2 * non_saturating.gradient);
    for (n_steps, sides) in &duelled {
        for side in sides {
            let n_drawn = match n_steps {
                0 | 10 | 11 => N_DUEL_SAMPLES,
                _ => 0,
            };
            assert_eq!(side.pixels.len(), n_drawn * N_PIXELS, "step {n_steps}");
            assert_eq!(side.logits.len(), 8);
            assert!(side.mean.is_finite() && side.gradient.is_finite());
        }
    }
    let (_, [minimax, non_saturating]) = &duelled[11];
    assert_ne!(minimax.logits, non_saturating.logits);
}

#[test]
fn a_duel_begins_without_a_lead_that_does_not_come() {
    let slow = GanSettings {
        batch_size: 1,
        discriminator_rate: 1e-9,
        ..settings()
    };
    let Course { led, duelled } = duel(slow, 0);
    assert_eq!(led.last().map(|(n_steps, _)| *n_steps), Some(MOST_LEAD));
    assert_eq!(duelled.len(), 1);
    let (n_steps, [minimax, non_saturating]) = &duelled[0];
    assert_eq!((*n_steps, minimax.mean), (0, non_saturating.mean));
    assert_eq!(minimax.pixels.len(), N_DUEL_SAMPLES * N_PIXELS);
}

fn generate(latents: GanLatents, picture: u8) -> GanAct {
    GanAct::Generate { latents, picture }
}

fn generated(event: GanEvent) -> (u8, Vec<f32>, Vec<u8>, Vec<f32>) {
    match event {
        GanEvent::Generated {
            picture,
            latents,
            pixels,
            logits,
        } => (picture, latents, pixels, logits),
        other => panic!("{other:?}"),
    }
}

#[test]
fn normal_latents_of_the_runs_seed_give_the_sketchs_images() {
    for net in [GanNet::Convolutional, GanNet::Dense] {
        let run = gan(net, &[stretch(2, settings())]);
        let mut engine = engine();
        let sketch = sketch(&hear(&mut engine, run.clone(), more(0)));
        let normal = |n| GanLatents::Normal {
            n,
            seed: super::SEED,
        };
        let act = generate(normal(N_GAN_SAMPLES as u16), 3);
        let (picture, latents, pixels, logits) = generated(ask(&mut engine, run.clone(), act));
        assert_eq!(picture, 3);
        assert_eq!(latents.len(), N_GAN_SAMPLES * N_GAN_LATENTS);
        assert_eq!((pixels, logits), (sketch.pixels.clone(), sketch.logits));
        // More than are made in one go.
        let act = generate(normal(100), 0);
        let (_, many, pixels, logits) = generated(ask(&mut engine, run.clone(), act));
        assert_eq!(many[..latents.len()], latents);
        assert_eq!((pixels.len(), logits.len()), (100 * N_PIXELS, 100));
        assert_eq!(pixels[..sketch.pixels.len()], sketch.pixels);
        // Given ones, one of them alone.
        let given = latents[5 * N_GAN_LATENTS..6 * N_GAN_LATENTS].to_vec();
        let act = generate(GanLatents::Given(given.clone()), 1);
        let (picture, latents, pixels, logits) = generated(ask(&mut engine, run, act));
        assert_eq!((picture, latents, logits.len()), (1, given, 1));
        assert_eq!(pixels, sketch.pixels[5 * N_PIXELS..6 * N_PIXELS]);
    }
}

#[test]
fn while_training_goes_on_a_newer_picture_takes_the_olders_place() {
    let expected = super::undisturbed(3);
    let mut engine = engine();
    engine.handle(request(1, after(0), more(3)));
    let mut heard = run(&mut engine);
    engine.handle(Request::Ack { job: JobId(1) });
    heard.extend(sent(engine.step()));
    let picture = |job, picture| {
        let normal = GanLatents::Normal { n: 70, seed: 1 };
        request(job, after(0), generate(normal, picture))
    };
    assert_eq!(engine.handle(picture(2, 0)), []);
    assert_eq!(engine.handle(picture(3, 1)), []);
    let events = sent(engine.handle(picture(4, 0)));
    assert_eq!(events, [Event::Cancelled { job: JobId(2) }]);
    let events = finish(&mut engine);
    let ended: Vec<&Event> = events.iter().filter(|event| event.ends_job()).collect();
    let done = [3, 4, 1].map(|job| Event::Done { job: JobId(job) });
    assert_eq!(
        ended,
        [&done[0], &done[1], &done[2]],
        "a hand waits for pictures"
    );
    heard.extend(events);
    let of_training = heard
        .into_iter()
        .filter(|event| event.job() == Some(JobId(1)));
    let of_training: Vec<Said> = of_training.map(said).collect();
    assert_eq!(super::steps(&of_training), expected);
}

#[test]
fn a_verdict_comes_in_frames_and_is_a_function_of_its_seed() {
    let mut engine = engine();
    let mut judged = |seed| {
        let said = hear(&mut engine, after(1), GanAct::Judge { seed, n: 50 });
        let verdict = |said: Said| match said {
            Said::Gan(GanEvent::Judged(verdict)) => Some(verdict),
            _ => None,
        };
        said.into_iter().filter_map(verdict).collect::<Vec<_>>()
    };
    let verdicts = judged(1);
    let n: Vec<u16> = verdicts.iter().map(|verdict| verdict.n).collect();
    assert!(
        n.is_sorted() && n.len() > 1 && n.last() == Some(&50),
        "{n:?}"
    );
    for verdict in &verdicts {
        assert!((1.0..=10.0).contains(&verdict.score));
        assert!((verdict.shares.iter().sum::<f32>() - 1.0).abs() < 1e-4);
    }
    assert_eq!(judged(1), verdicts);
    assert_ne!(judged(2), verdicts);
}
