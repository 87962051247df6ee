use super::{Figure, N_QUICK, Options, progress, publish};
use crate::ml::metrics::vae::{elbo, nll};
use crate::native::fit::vae::{Kind, load_shipped};
use crate::native::{Result, mnist};

/// Latents an image, of the bound and of the likelihood.
const N_BOUND: usize = 64;
const N_LIKELIHOOD: usize = 1_000;

/// An axis is active where the posterior's mean varies by more than this over the data
/// (Burda et al. 2016, section 5).
const ACTIVE: f64 = 0.01;

/// Measures a VAE on binary test digits.
pub fn vae(kind: Kind, options: &Options) -> Result<()> {
    let test = mnist::images(&options.data, mnist::TEST)?.binarized();
    let model = load_shipped(kind, &options.weights)?;
    let quick = elbo(&model, test.first(N_QUICK), N_BOUND)?;
    let all = elbo(&model, test.pixels(), N_BOUND)?;
    let likelihood = nll(&model, test.pixels(), N_LIKELIHOOD, progress(test.len()))?;
    let mut kl = all.kl.clone();
    kl.sort_by(|a, b| b.total_cmp(a));
    let rounded: Vec<f64> = kl.iter().map(|kl| (kl * 1e3).round() / 1e3).collect();
    let n_active = (all.mean_variance.iter()).filter(|variance| **variance > ACTIVE);
    let n_active = n_active.count() as f64;
    let figure = |name: &str, value, unit, n_images| {
        Figure::new(format!("{}.{name}", kind.name()), value, unit, n_images)
    };
    let mut figures = vec![
        figure("elbo", all.bound, "nats", test.len()).with("latents", N_BOUND),
        figure("reconstruction", -all.reconstruction, "nats", test.len()),
        figure("elbo_200", quick.bound, "nats", N_QUICK).with("latents", N_BOUND),
        figure("nll", likelihood, "nats", test.len()).with("latents", N_LIKELIHOOD),
        figure("kl_axes", kl.iter().sum(), "nats", test.len()).with("by_axis", rounded),
        figure("active_axes", n_active, "axes", test.len()),
    ];
    // The page tells this one's.
    if kind == Kind::Good {
        let quick = nll(&model, test.first(N_QUICK), N_LIKELIHOOD, |_| ())?;
        let quick = figure("nll_200", quick, "nats", N_QUICK);
        figures.push(quick.with("latents", N_LIKELIHOOD));
    }
    publish(kind.name(), figures, options)
}
