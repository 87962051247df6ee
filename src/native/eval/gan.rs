use super::{Figure, Options, publish};
use crate::ml::metrics::frechet::Features;
use crate::ml::metrics::quality::Quality;
use crate::ml::training::gan::sample;
use crate::native::fit::classifier;
use crate::native::fit::gan::{NAME, SAMPLE_SEED, load_shipped};
use crate::native::{Result, mnist};

/// Samples, and real digits beside them.
const N_SAMPLES: usize = 10_000;

/// Samples whose figure every test run recomputes.
const N_QUICK: usize = 1_000;

/// Measures the end of the GAN's long run against test digits. What training digits are from test
/// digits is the floor of the distance.
pub fn gan(options: &Options) -> Result<()> {
    let test = mnist::images(&options.data, mnist::TEST)?;
    let (training, _) = mnist::images(&options.data, mnist::TRAINING)?.split();
    let judge = classifier::load_shipped(&options.weights)?;
    let pair = load_shipped(&options.weights)?;
    let samples = sample(&pair, SAMPLE_SEED, 0, N_SAMPLES)?;
    let (real, made) = (
        Quality::of(&judge, test.first(N_SAMPLES))?,
        Quality::of(&judge, &samples)?,
    );
    let quick = Quality::of(&judge, &sample(&pair, SAMPLE_SEED, 0, N_QUICK)?)?;
    let to = Features::of(&judge, test.first(N_SAMPLES))?;
    let distance = Features::of(&judge, &samples)?.distance(&to);
    let floor = Features::of(&judge, training.first(N_SAMPLES))?.distance(&to);
    let least = made.shares.iter().copied().fold(1.0, f64::min);
    let figure =
        |name: &str, value, unit| Figure::new(format!("gan.{name}"), value, unit, N_SAMPLES);
    let figures = vec![
        figure("score", made.score, "of 1 to 10"),
        figure("score_real", real.score, "of 1 to 10"),
        figure("score_part", made.score / real.score, "of the real digits'"),
        Figure::new("gan.score_1000", quick.score, "of 1 to 10", N_QUICK),
        figure("covered", made.n_covered() as f64, "of 10 digits"),
        figure("least_share", least, "of the samples"),
        figure(
            "spread_part",
            made.spread / real.spread,
            "of the real digits'",
        ),
        figure("frechet", distance, "of features"),
        figure("frechet_floor", floor, "of features"),
    ];
    publish(NAME, figures, options)
}
