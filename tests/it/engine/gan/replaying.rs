//! A worker that is not where the page has the run: behind it, or ahead.

use density_lab::protocol::*;

use super::{
    Said, after, changed, engine, gan, hear, more, outline, save, settings, steps, stretch,
    undisturbed,
};

#[test]
fn a_worker_that_lost_the_run_makes_its_past_again_and_says_how_far_it_is() {
    let expected = undisturbed(13);
    let said = hear(&mut engine(), after(11), more(2));
    let outline = outline(&said);
    let progress: Vec<u32> = (outline.iter())
        .filter(|(what, _)| *what == "progressed")
        .map(|(_, percent)| *percent)
        .collect();
    assert!(progress.len() >= 2, "{outline:?}");
    assert!(progress.is_sorted() && progress.iter().all(|&percent| percent <= 100));
    let expected_rest = [
        ("sketched", 11),
        ("trained", 12),
        ("trained", 13),
        ("sketched", 13),
        ("done", 0),
    ];
    assert_eq!(outline[progress.len()..], expected_rest);
    assert_eq!(steps(&said), expected[11..]);
}

#[test]
fn a_past_of_many_kinds_is_made_again_to_the_bit() {
    let turn = |turn, n_steps| Stretch {
        turn,
        ..stretch(n_steps, settings())
    };
    let several = GanSettings {
        discriminator_steps: 2,
        generator_steps: 3,
        loss: GeneratorLoss::Minimax,
        ..changed()
    };
    let stretches = [
        turn(Turn::Discriminator, 2),
        turn(Turn::Both, 2),
        turn(Turn::Generator, 1),
        stretch(2, several),
        stretch(1, changed()),
    ];
    for net in [GanNet::Convolutional, GanNet::Dense] {
        let mut watched = engine();
        for i in 0..stretches.len() {
            let act = GanAct::Train {
                next: stretches[i],
                draw_every: 1_000,
            };
            let said = hear(&mut watched, gan(net, &stretches[..i]), act);
            assert!(!said.iter().any(|said| matches!(said, Said::Progressed(_))));
        }
        let whole = gan(net, &stretches);
        let bytes = save(&mut watched, whole.clone());
        assert_eq!(save(&mut engine(), whole), bytes);
    }
}

#[test]
fn a_worker_one_step_ahead_goes_on_within_the_same_attempt() {
    let expected = undisturbed(6);
    let mut engine = engine();
    hear(&mut engine, after(0), more(5));
    // The page has heard of four steps, and wants two more.
    let said = hear(&mut engine, after(4), more(2));
    let rest = [
        ("sketched", 5),
        ("trained", 6),
        ("sketched", 6),
        ("done", 0),
    ];
    assert_eq!(outline(&said), rest);
    assert_eq!(steps(&said), expected[5..]);
    // Where it is further than the page wants, it says where it is.
    let said = hear(&mut engine, after(2), more(1));
    assert_eq!(outline(&said), [("sketched", 6), ("done", 0)]);
}

#[test]
fn a_worker_ahead_goes_back_under_another_attempt() {
    let expected = undisturbed(5);
    let mut engine = engine();
    hear(&mut engine, after(0), more(5));
    let run = GanRun {
        attempt: 2,
        ..after(3)
    };
    let said = hear(&mut engine, run, more(1));
    let from_three = [
        ("sketched", 3),
        ("trained", 4),
        ("sketched", 4),
        ("done", 0),
    ];
    assert_eq!(outline(&said), from_three);
    assert_eq!(steps(&said), expected[3..4]);
    // Another attempt that is not behind it goes on all the same.
    let run = GanRun {
        attempt: 3,
        ..after(4)
    };
    assert_eq!(steps(&hear(&mut engine, run, more(1))), expected[4..]);
}

#[test]
fn another_way_another_seed_and_another_net_begin_again() {
    let mut engine = engine();
    hear(&mut engine, after(0), more(3));
    let other_way = gan(
        GanNet::Convolutional,
        &[stretch(2, settings()), stretch(1, changed())],
    );
    let other_seed = GanRun {
        seed: 6,
        ..after(2)
    };
    let other_net = gan(GanNet::Dense, &[stretch(1, settings())]);
    for run in [other_way, other_seed, other_net, after(3)] {
        let bytes = save(&mut engine, run.clone());
        assert_eq!(save(&mut super::engine(), run), bytes);
    }
}

#[test]
fn a_past_that_diverges_says_so() {
    let wild = GanSettings {
        discriminator_rate: 1e30,
        generator_rate: 1e30,
        ..settings()
    };
    let past = [stretch(2, settings()), stretch(30, wild)];
    let said = hear(
        &mut engine(),
        gan(GanNet::Convolutional, &past),
        GanAct::Save,
    );
    let [.., Said::Gan(GanEvent::Diverged { kept, .. }), Said::Done] = &said[..] else {
        panic!("{:?}", outline(&said))
    };
    assert_eq!(*kept, 0);
}
