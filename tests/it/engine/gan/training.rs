//! Steps and sketches of a run, in the order in which they come.

use density_lab::protocol::*;

use super::{
    Said, after, after_with, changed, engine, gan, hear, large, more, more_with, outline, request,
    run, sent, settings, sketch, steps, stretch, undisturbed, undisturbed_with,
};

/// Steps of `turn`.
fn turns(turn: Turn, n_steps: u32) -> GanAct {
    let next = Stretch {
        turn,
        ..stretch(n_steps, settings())
    };
    GanAct::Train {
        next,
        draw_every: 1_000,
    }
}

#[test]
fn a_run_to_step_0_sketches() {
    for net in [GanNet::Convolutional, GanNet::Dense] {
        let run = gan(net, &[]);
        let said = hear(&mut engine(), run.clone(), more(0));
        assert_eq!(outline(&said), [("sketched", 0), ("done", 0)]);
        let first = sketch(&said);
        assert_eq!(first.pixels.len(), N_GAN_SAMPLES * N_PIXELS);
        assert_eq!(first.logits.len(), N_GAN_SAMPLES);
        assert_eq!(first.classes.len(), N_GAN_SAMPLES);
        assert!(first.classes.iter().all(|&class| class < 10));
        let verdict = &first.verdict;
        assert_eq!(usize::from(verdict.n), N_GAN_SAMPLES);
        assert!((verdict.shares.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        assert!(verdict.score >= 1.0 && (0.1..=1.0).contains(&verdict.confidence));
        assert_eq!(sketch(&hear(&mut engine(), run.clone(), more(0))), first);
        let other = GanRun { seed: 6, ..run };
        assert_ne!(sketch(&hear(&mut engine(), other, more(0))), first);
    }
}

#[test]
fn steps_one_by_one_are_those_in_a_row_to_the_bit() {
    let whole = hear(&mut engine(), after(0), more(5));
    let mut engine = engine();
    let mut one_by_one = Vec::new();
    let mut last = None;
    for (from, n_steps) in [(0, 1), (1, 1), (2, 0), (2, 2), (4, 1)] {
        let said = hear(&mut engine, after(from), more(n_steps));
        one_by_one.extend(steps(&said));
        last = Some(sketch(&said));
    }
    assert_eq!(one_by_one.len(), 5);
    assert_eq!(one_by_one, steps(&whole));
    assert_eq!(last, Some(sketch(&whole)));
}

#[test]
fn sketches_come_at_the_beginning_at_every_nth_step_and_at_the_end() {
    let every_second = |n_steps| GanAct::Train {
        next: stretch(n_steps, settings()),
        draw_every: 2,
    };
    let mut engine = engine();
    let expected = [
        ("sketched", 0),
        ("trained", 1),
        ("trained", 2),
        ("sketched", 2),
        ("trained", 3),
        ("sketched", 3),
        ("done", 0),
    ];
    let said = hear(&mut engine, after(0), every_second(3));
    assert_eq!(outline(&said), expected);
    let expected = [
        ("sketched", 3),
        ("trained", 4),
        ("sketched", 4),
        ("done", 0),
    ];
    let said = hear(&mut engine, after(3), every_second(1));
    assert_eq!(outline(&said), expected);
}

/// The steps of a run of three in which `turn` has its turn.
fn reports(turn: Turn) -> Vec<(Option<DiscriminatorStep>, Option<GeneratorStep>)> {
    let said = hear(&mut engine(), after(0), turns(turn, 3));
    let report = |said: Said| match said {
        Said::Gan(GanEvent::Trained {
            discriminator,
            generator,
            ..
        }) => Some((discriminator, generator)),
        _ => None,
    };
    let reports: Vec<_> = said.into_iter().filter_map(report).collect();
    assert_eq!(reports.len(), 3);
    reports
}

#[test]
fn a_step_reports_the_nets_that_had_their_turn() {
    for turn in [Turn::Discriminator, Turn::Generator, Turn::Both] {
        for (discriminator, generator) in reports(turn) {
            assert_eq!(discriminator.is_some(), turn != Turn::Generator);
            assert_eq!(generator.is_some(), turn != Turn::Discriminator);
            if let Some(step) = generator {
                assert_eq!(step.logits.len(), 8);
                assert!(step.loss.is_finite());
            }
        }
    }
}

/// Number by number in float64.
#[test]
fn loss_and_value_are_those_of_the_logits() {
    let log_d = |logit: f32| -(-f64::from(logit)).exp().ln_1p();
    let log_not_d = |logit: f32| -f64::from(logit).exp().ln_1p();
    let mean = |logits: &[f32], of: &dyn Fn(f32) -> f64| {
        logits.iter().map(|&logit| of(logit)).sum::<f64>() / logits.len() as f64
    };
    for (discriminator, generator) in reports(Turn::Both) {
        let (Some(d), Some(g)) = (discriminator, generator) else {
            panic!("both had their turn")
        };
        assert_eq!((d.real_logits.len(), d.generated_logits.len()), (8, 8));
        let of_generated = mean(&d.generated_logits, &log_not_d);
        let value = mean(&d.real_logits, &log_d) + of_generated;
        assert!((f64::from(d.value) - value).abs() < 1e-5);
        let smooth = |logit| 0.9 * log_d(logit) + 0.1 * log_not_d(logit);
        let loss = -mean(&d.real_logits, &smooth) - of_generated;
        assert!((f64::from(d.loss) - loss).abs() < 1e-5);
        assert!((f64::from(g.loss) + mean(&g.logits, &log_d)).abs() < 1e-5);
    }
}

#[test]
fn within_one_attempt_changed_settings_go_on() {
    let plain = undisturbed(4);
    let with_changed = |n_steps| GanAct::Train {
        next: stretch(n_steps, changed()),
        draw_every: 1_000,
    };
    let mut engine = engine();
    assert_eq!(steps(&hear(&mut engine, after(0), more(4))), plain);
    // The page has heard of three steps only.
    let said = hear(&mut engine, after(3), with_changed(2));
    let expected = [
        ("sketched", 4),
        ("trained", 5),
        ("sketched", 5),
        ("done", 0),
    ];
    assert_eq!(outline(&said), expected);
    // What was made is told as it was made.
    let past = [stretch(4, settings()), stretch(1, changed())];
    let again = hear(
        &mut super::engine(),
        gan(GanNet::Convolutional, &past[..1]),
        with_changed(1),
    );
    assert_eq!(steps(&again), steps(&said));
}

#[test]
fn under_another_attempt_changed_settings_begin_again() {
    let next = GanAct::Train {
        next: stretch(2, changed()),
        draw_every: 1_000,
    };
    let mut engine = engine();
    hear(&mut engine, after(0), more(4));
    let run = GanRun {
        attempt: 2,
        ..after(3)
    };
    let said = hear(&mut engine, run, next.clone());
    let expected = [
        ("sketched", 3),
        ("trained", 4),
        ("trained", 5),
        ("sketched", 5),
        ("done", 0),
    ];
    assert_eq!(outline(&said), expected);
    let anew = hear(&mut super::engine(), after(3), next);
    assert_eq!(said, anew);
}

#[test]
fn a_cancelled_run_goes_on_where_it_was() {
    let expected = undisturbed_with(6, large());
    let after = |n_steps| after_with(n_steps, large());
    let more = |n_steps| more_with(n_steps, large());
    let mut engine = engine();
    let (mut heard, mut n_heard) = (Vec::new(), 0);
    // Before its first word, after its pictures, after a step whose frame is not acknowledged.
    for (job, n_frames) in [(1, 0), (2, 1), (3, 3)] {
        engine.handle(request(job, after(n_heard), more(6 - n_heard)));
        for _ in 0..n_frames {
            let events = run(&mut engine);
            assert_eq!(events.len(), 1, "a frame waits to be acknowledged");
            heard.extend(events.into_iter().map(super::said));
            engine.handle(Request::Ack { job: JobId(job) });
        }
        // Half a step of the next one is made too.
        engine.step();
        let cancelled = sent(engine.handle(Request::Cancel { job: JobId(job) }));
        assert_eq!(cancelled, [Event::Cancelled { job: JobId(job) }]);
        assert!(engine.is_idle());
        n_heard = steps(&heard).len() as u32;
    }
    heard.extend(hear(&mut engine, after(n_heard), more(6 - n_heard)));
    assert_eq!(steps(&heard), expected);
}

#[test]
fn pictures_after_half_a_step_are_of_what_was_before_it() {
    let expected = sketch(&hear(&mut engine(), after_with(2, large()), more(0)));
    let mut engine = engine();
    hear(&mut engine, after_with(0, large()), more_with(2, large()));
    engine.handle(request(1, after_with(2, large()), more_with(1, large())));
    run(&mut engine);
    engine.handle(Request::Ack { job: JobId(1) });
    assert_eq!(engine.step(), [], "half a step");
    engine.handle(Request::Cancel { job: JobId(1) });
    let said = hear(&mut engine, after_with(2, large()), more(0));
    assert_eq!(outline(&said), [("sketched", 2), ("done", 0)]);
    assert_eq!(sketch(&said), expected);
}

#[test]
fn newer_training_takes_the_olders_place() {
    let mut engine = engine();
    engine.handle(request(1, after(0), more(9)));
    let events = sent(engine.handle(request(2, after(0), more(1))));
    assert_eq!(events, [Event::Cancelled { job: JobId(1) }]);
    let events = super::super::finish(&mut engine);
    assert_eq!(events.last(), Some(&Event::Done { job: JobId(2) }));
    assert!(events.iter().all(|event| event.job() == Some(JobId(2))));
}

#[test]
fn divergence_is_the_last_word_and_a_fit_rate_goes_on_from_what_was_kept() {
    let expected = undisturbed(24);
    let mut engine = engine();
    hear(&mut engine, after(0), more(41));
    let wild = GanSettings {
        discriminator_rate: 1e30,
        generator_rate: 1e30,
        ..settings()
    };
    let next = GanAct::Train {
        next: stretch(30, wild),
        draw_every: 1_000,
    };
    let said = hear(&mut engine, after(41), next);
    let [.., Said::Gan(diverged), Said::Done] = &said[..] else {
        panic!("{:?}", outline(&said))
    };
    let GanEvent::Diverged { n_steps, kept } = *diverged else {
        panic!("{diverged:?}")
    };
    assert!((41..=60).contains(&n_steps), "after {n_steps}");
    // Of the states of every 20 steps not the last but the one before it.
    assert_eq!(kept, 20);
    let on = hear(&mut engine, after(20), more(4));
    assert_eq!(outline(&on)[..2], [("sketched", 20), ("trained", 21)]);
    assert_eq!(steps(&on), expected[20..]);
}
