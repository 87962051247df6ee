//! A run is a function of its seed and the settings of its rounds, however it is cut up; and it
//! comes back from where there are no numbers.

use candle_core::Result;
use density_lab::ml::layers::Use;
use density_lab::ml::models::gan::greys;
use density_lab::ml::training::gan::{GanTraining, GeneratorLoss, Outcome, Settings, Turn};

use super::{LARGE, PAIRS, SEED, SMALL, new, numbers, round, rounds, settings, taught};
use crate::support::{digits, normal, relative_difference};

#[test]
fn a_lone_sample_equals_itself_in_a_batch() -> Result<()> {
    let digits = digits();
    for config in PAIRS.iter().chain(&SMALL) {
        let mut run = new(config, &digits)?;
        rounds(&mut run, &digits, 3, &settings(8))?;
        let noise = normal(1, &[9, config.n_latent]);
        let sample = |first, n| {
            let noise = noise.narrow(0, first, n)?;
            run.generator.model.forward(&noise, Use::Sampling)
        };
        let together = sample(0, 9)?;
        assert!(numbers(&together)?.iter().all(|x| (-1.0..=1.0).contains(x)));
        let before = run.digest()?;
        for i in [0, 4, 8] {
            let (alone, among) = (sample(i, 1)?, together.narrow(0, i, 1)?);
            assert!(relative_difference(&alone, &among) < 1e-5, "{config:?}");
            // A number that is rounded may lie at the edge of a grey.
            let (alone, among) = (greys(&alone)?, greys(&among)?);
            let differ = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 1;
            assert!(!alone.iter().zip(&among).any(differ), "{config:?}");
        }
        assert_eq!(run.digest()?, before, "showing samples changes nothing");
    }
    Ok(())
}

#[test]
fn the_same_seed_is_the_same_run_to_the_bit_and_another_another() -> Result<()> {
    let digits = digits();
    for config in PAIRS.iter().chain(&SMALL) {
        let run = |seed| {
            let mut run = GanTraining::new(config, seed, digits.len())?;
            let reports = rounds(&mut run, &digits, 4, &settings(4))?;
            Ok::<_, candle_core::Error>((reports, run.digest()?))
        };
        let (one, same, other) = (run(SEED)?, run(SEED)?, run(SEED + 1)?);
        assert!(one == same, "{config:?}");
        assert_ne!(one.1, other.1);
        assert_ne!(one.0[0], other.0[0]);
    }
    Ok(())
}

#[test]
fn changed_settings_change_only_what_follows() -> Result<()> {
    let digits = digits();
    let plain = settings(8);
    let others = [
        Settings {
            generator_rate: 1e-4,
            ..plain
        },
        Settings {
            discriminator_rate: 1e-4,
            ..plain
        },
        Settings {
            loss: GeneratorLoss::Minimax,
            ..plain
        },
        Settings {
            discriminator_steps: 2,
            ..plain
        },
        Settings {
            generator_steps: 2,
            ..plain
        },
        settings(4),
    ];
    for config in &SMALL {
        let mut run = new(config, &digits)?;
        let all = rounds(&mut run, &digits, 5, &plain)?;
        for other in others {
            let mut changed = new(config, &digits)?;
            let before = rounds(&mut changed, &digits, 3, &plain)?;
            assert_eq!(before, all[..3]);
            let after = rounds(&mut changed, &digits, 2, &other)?;
            assert_ne!(after[1], all[4], "{other:?}");
            assert_ne!(changed.digest()?, run.digest()?);
        }
    }
    Ok(())
}

#[test]
fn a_rate_does_not_change_what_a_step_begins_with() -> Result<()> {
    let digits = digits();
    for run in taught(2)? {
        let slow = Settings {
            discriminator_rate: 1e-6,
            generator_rate: 1e-6,
            ..settings(8)
        };
        let first = |settings| round(&mut run.fork()?, &digits, Turn::Both, settings);
        let (fast, slow) = (first(&settings(8))?, first(&slow)?);
        assert_eq!(fast.discriminator, slow.discriminator);
        assert_ne!(fast.generator, slow.generator, "its judge has moved");
    }
    Ok(())
}

#[test]
fn the_first_images_of_a_larger_batch_are_those_of_a_smaller_one() -> Result<()> {
    let digits = digits();
    for run in taught(1)? {
        let (few, many) = (
            run.staged(&digits, &settings(3))?,
            run.staged(&digits, &settings(8))?,
        );
        let first = many.noise.narrow(0, 0, 3)?;
        assert_eq!(numbers(&few.noise)?, numbers(&first)?);
        let first = many.real.narrow(0, 0, 3)?;
        assert_eq!(numbers(&few.real)?, numbers(&first)?);
    }
    Ok(())
}

#[test]
fn every_step_has_noise_and_digits_of_its_own() -> Result<()> {
    let digits = digits();
    for mut run in taught(0)? {
        let (mut noise, mut real) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            // The last of a round's steps is shown.
            for discriminator_steps in 1..=2 {
                let settings = Settings {
                    discriminator_steps,
                    ..settings(2)
                };
                let step = run.staged(&digits, &settings)?;
                noise.push(numbers(&step.noise)?);
                real.push(numbers(&step.real)?);
            }
            let settings = Settings {
                discriminator_steps: 2,
                ..settings(2)
            };
            round(&mut run, &digits, Turn::Both, &settings)?;
        }
        for seen in [noise, real] {
            let n = seen.len();
            let pairs = (0..n).flat_map(|i| (0..i).map(move |j| (i, j)));
            assert!(pairs.into_iter().all(|(i, j)| seen[i] != seen[j]));
        }
    }
    Ok(())
}

#[test]
fn a_round_with_a_half_given_up_equals_one_that_was_not_cut() -> Result<()> {
    let digits = digits();
    let settings = Settings {
        discriminator_steps: 2,
        generator_steps: 2,
        ..settings(LARGE)
    };
    let other = self::settings(LARGE);
    for mut run in taught(2)? {
        let mut whole = run.fork()?;
        let report = round(&mut whole, &digits, Turn::Both, &settings)?;
        let before = run.digest()?;
        for n_steps in 1..4 {
            for _ in 0..n_steps {
                let outcome = run.go_on(&digits, Turn::Both, &settings)?;
                assert_eq!(outcome, Outcome::Working);
            }
            assert_ne!(run.digest()?, before);
            run.abandon()?;
            assert_eq!(run.digest()?, before);
            run.abandon()?;
            assert_eq!(run.n_rounds(), 2);
        }
        // A round begun otherwise is given up too.
        run.go_on(&digits, Turn::Both, &other)?;
        let first = run.go_on(&digits, Turn::Both, &settings)?;
        assert_eq!(first, Outcome::Working);
        let again = round(&mut run, &digits, Turn::Both, &settings)?;
        assert_eq!(again, report);
        assert_eq!(run.digest()?, whole.digest()?);
    }
    Ok(())
}

#[test]
fn turns_make_steps_of_their_net_alone() -> Result<()> {
    let digits = digits();
    let settings = Settings {
        discriminator_steps: 3,
        generator_steps: 2,
        ..settings(4)
    };
    for mut run in taught(0)? {
        let steps = |run: &GanTraining| (run.discriminator.n_steps(), run.generator.n_steps());
        let report = round(&mut run, &digits, Turn::Discriminator, &settings)?;
        assert!(report.discriminator.is_some() && report.generator.is_none());
        assert_eq!(steps(&run), (1, 0));
        let report = round(&mut run, &digits, Turn::Generator, &settings)?;
        assert!(report.discriminator.is_none() && report.generator.is_some());
        assert_eq!(steps(&run), (1, 1));
        let report = round(&mut run, &digits, Turn::Both, &settings)?;
        assert!(report.discriminator.is_some() && report.generator.is_some());
        assert_eq!(steps(&run), (4, 3));
        assert_eq!(run.n_rounds(), 3);
    }
    Ok(())
}

#[test]
fn a_fork_goes_the_originals_way_and_leaves_it_alone() -> Result<()> {
    let digits = digits();
    let settings = settings(LARGE);
    for mut run in taught(3)? {
        let mut fork = run.fork()?;
        assert_eq!(fork.digest()?, run.digest()?);
        assert_eq!((fork.n_rounds(), fork.seed()), (3, SEED));
        let ahead = rounds(&mut fork, &digits, 3, &settings)?;
        assert_eq!(run.n_rounds(), 3);
        // In the middle of a round it begins with the round.
        run.go_on(&digits, Turn::Both, &settings)?;
        let mut second = run.fork()?;
        assert_eq!(rounds(&mut second, &digits, 3, &settings)?, ahead);
        assert_eq!(rounds(&mut run, &digits, 3, &settings)?, ahead);
        assert_eq!(run.digest()?, fork.digest()?);
        assert_eq!(run.digest()?, second.digest()?);
    }
    Ok(())
}

/// Goes on until it diverges: after how many rounds, and how many were kept.
fn until_diverged(run: &mut GanTraining, turn: Turn, settings: &Settings) -> Result<(u64, u64)> {
    let digits = digits();
    for _ in 0..200 {
        if let Outcome::Diverged { n_rounds, kept } = run.go_on(&digits, turn, settings)? {
            return Ok((n_rounds, kept));
        }
    }
    panic!("it does not diverge")
}

const WILD: f64 = 1e30;

#[test]
fn divergence_goes_back_to_the_last_good_state_and_a_fit_rate_goes_on_well() -> Result<()> {
    let digits = digits();
    let fit = settings(4);
    let wild = Settings {
        discriminator_rate: WILD,
        generator_rate: WILD,
        ..fit
    };
    for config in &SMALL {
        let mut undisturbed = new(config, &digits)?;
        rounds(&mut undisturbed, &digits, 20, &fit)?;
        let good = undisturbed.digest()?;
        let rest = rounds(&mut undisturbed, &digits, 30, &fit)?;

        let mut run = new(config, &digits)?;
        rounds(&mut run, &digits, 45, &fit)?;
        for turn in [Turn::Both, Turn::Discriminator, Turn::Generator] {
            let (n_rounds, kept) = until_diverged(&mut run, turn, &wild)?;
            assert!((20..=60).contains(&n_rounds), "{turn:?}: {n_rounds}");
            // Of the states of every 20 rounds not the last but the one before it.
            assert_eq!((kept, run.n_rounds()), (20, 20), "{turn:?}");
            assert_eq!(run.digest()?, good, "{turn:?}");
        }
        assert_eq!(rounds(&mut run, &digits, 30, &fit)?, rest);
        assert_eq!(run.digest()?, undisturbed.digest()?);
    }
    Ok(())
}

#[test]
fn divergence_in_the_first_rounds_goes_back_to_the_beginning() -> Result<()> {
    let digits = digits();
    let wild = Settings {
        discriminator_rate: WILD,
        generator_rate: WILD,
        ..settings(4)
    };
    for config in &SMALL {
        let mut run = new(config, &digits)?;
        let first = run.digest()?;
        for _ in 0..2 {
            let (_, kept) = until_diverged(&mut run, Turn::Both, &wild)?;
            assert_eq!((kept, run.digest()?), (0, first));
        }
        let reports = rounds(&mut run, &digits, 3, &settings(4))?;
        let mut undisturbed = new(config, &digits)?;
        assert_eq!(rounds(&mut undisturbed, &digits, 3, &settings(4))?, reports);
    }
    Ok(())
}

#[test]
fn a_round_begun_twice_leaves_the_older_state_to_go_back_to() -> Result<()> {
    let digits = digits();
    let fit = settings(4);
    let wild = Settings {
        discriminator_rate: WILD,
        ..fit
    };
    for config in &SMALL {
        let mut run = new(config, &digits)?;
        rounds(&mut run, &digits, 40, &fit)?;
        for _ in 0..3 {
            run.go_on(&digits, Turn::Both, &settings(LARGE))?;
            run.abandon()?;
        }
        let (_, kept) = until_diverged(&mut run, Turn::Both, &wild)?;
        assert_eq!(kept, 20);
    }
    Ok(())
}

#[test]
fn a_run_without_digits_is_an_error() -> Result<()> {
    let none = density_lab::ml::dataset::Images::new(vec![]);
    let mut run = new(&SMALL[0], &none)?;
    assert!(run.go_on(&none, Turn::Both, &settings(4)).is_err());
    Ok(())
}
