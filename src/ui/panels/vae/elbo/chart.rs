//! The estimates of log p(x) over the number of latents.

use leptos::prelude::*;

use super::{Bound, Estimate, State, state::N_REPEATS};
use crate::{
    i18n::vae::elbo::ElboText,
    plot::{Level, Role, Spread, SpreadSeries, fixed},
    protocol::VaeId,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{Live, derived, live, memo, say},
        widgets::{SpreadChart, SpreadShape},
    },
};

/// By the encoder's latents, and the bound that they tighten.
#[component]
pub fn Tightening(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let bound = panel.read(|state| state.bound.clone());
    let places = places(panel);
    let series = live(move || {
        let words = text.of::<ElboText>();
        vec![series(
            &bound.read(),
            places.read().len(),
            Role::Data,
            words.by_posterior,
            |b| &b.by_posterior,
        )]
    });
    let levels = live(move || {
        let words = text.of::<ElboText>();
        let level = |name: &str, role, y| Level {
            name: name.to_owned(),
            role,
            y,
        };
        let bound = bound.read();
        let Some(bound) = &*bound else { return vec![] };
        let elbo = level(words.elbo, Role::Generated, bound.elbo());
        let exact = bound.exact().map(|y| level(words.exact, Role::Error, y));
        [elbo].into_iter().chain(exact).collect()
    });
    let says = derived(move || {
        let words = text.of::<ElboText>();
        let bound = bound.read();
        let Some(bound) = &*bound else {
            return words.coming.to_owned();
        };
        let number = |value: Option<f64>| value.map_or_else(none_yet, |nats| fixed(nats, 2));
        let gap = number(bound.gap());
        match bound.integral {
            Some(_) => (words.is_exact)(&gap, &number(bound.difference().map(f64::abs))),
            None => (words.is_bound)(&gap),
        }
    });
    view! {
        <div class="block">
            <h2>{say(|words: &ElboText| words.tightening)}</h2>
            <SpreadChart
                places=places
                series=series
                levels=levels
                shape=SpreadShape::Band
                n_decimals=2
                label=say(|words: &ElboText| words.tightening)
                x_name=say(|words: &ElboText| words.latents)
                testid="tightening"
            />
            <p class="legend">
                {derived(move || (text.of::<ElboText>().band)(N_REPEATS.into()))}
            </p>
            <p class="says" data-testid="bound-says">{says}</p>
        </div>
    }
}

/// The same integral by latents of the prior, beside those of the encoder.
#[component]
pub fn ByPrior(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let bound = panel.read(|state| state.bound.clone());
    let is_plane = panel.read(|state| state.model == VaeId::Plane);
    let places = places(panel);
    let series = live(move || {
        let words = text.of::<ElboText>();
        let (bound, n_places) = (bound.read(), places.read().len());
        vec![
            series(&bound, n_places, Role::Data, words.by_posterior, |b| {
                &b.by_posterior
            }),
            series(&bound, n_places, Role::Latent, words.by_prior, |b| {
                &b.by_prior
            }),
        ]
    });
    let says = derived(move || {
        let words = text.of::<ElboText>();
        let below = bound.read().as_ref().as_ref().and_then(|bound| {
            let prior = bound.by_prior.last()?;
            let of = |known: &&Estimate| known.n_samples == prior.n_samples;
            let posterior = bound.by_posterior.iter().find(of)?;
            let below = posterior.mean - prior.mean;
            Some((words.prior_below)(prior.n_samples.into(), below))
        });
        let why = match is_plane.get() {
            true => words.prior_plane,
            false => words.prior_many_axes,
        };
        match below {
            Some(below) => [&below, " ", why].concat(),
            None => why.to_owned(),
        }
    });
    view! {
        <div class="block">
            <h2>{say(|words: &ElboText| words.prior)}</h2>
            <SpreadChart
                places=places
                series=series
                shape=SpreadShape::Band
                n_decimals=1
                label=say(|words: &ElboText| words.prior)
                x_name=say(|words: &ElboText| words.latents)
                testid="by-prior"
            />
            <p class="says" data-testid="prior-says">{says}</p>
        </div>
    }
}

/// Stands for a number that there is not yet.
pub fn none_yet() -> String {
    "–".to_owned()
}

/// 1, 2, 4, ... latents.
fn places(panel: Panel<State>) -> Live<Vec<String>> {
    let samples = panel.read(|state| state.samples);
    memo(move || {
        let powers = (0..).map(|power| 1u32 << power);
        let most = samples.get().n().into();
        powers
            .take_while(|n| *n <= most)
            .map(|n| n.to_string())
            .collect()
    })
}

fn series(
    bound: &Option<Bound>,
    n_places: usize,
    role: Role,
    name: &str,
    of: fn(&Bound) -> &[Estimate],
) -> SpreadSeries {
    let mut points: Vec<Option<Spread>> = vec![None; n_places];
    for estimate in bound.iter().flat_map(of) {
        let place = estimate.n_samples.checked_ilog2().unwrap_or(0) as usize;
        if let Some(point) = points.get_mut(place) {
            *point = Some(estimate.spread());
        }
    }
    SpreadSeries {
        name: name.to_owned(),
        role,
        points,
    }
}
