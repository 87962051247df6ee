use leptos::prelude::*;

use super::{
    Bound, State,
    chart::{ByPrior, Tightening, none_yet},
    map::PosteriorMap,
};
use crate::{
    i18n::vae::elbo::ElboText,
    plot::{Role, fixed},
    protocol::VaeId,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{derived, live, part, say},
        widgets::{ColumnChart, ReadOut, Row, Stack, StackPart},
    },
};

/// The bound's terms, the truth where there is one, and the estimates.
#[component]
pub fn Inspector(panel: Panel<State>) -> impl IntoView {
    let is_plane = panel.read(|state| state.model == VaeId::Plane);
    let map = move || match is_plane.get() {
        true => view! {
            <div class="elbo-plane">
                <PosteriorMap panel=panel />
                <div class="block">
                    <Axes panel=panel />
                    <Numbers panel=panel is_exact=true />
                </div>
            </div>
        }
        .into_any(),
        false => view! {
            <div class="elbo-plane">
                <Axes panel=panel />
                <Numbers panel=panel is_exact=false />
            </div>
        }
        .into_any(),
    };
    view! {
        <Terms panel=panel />
        {part(map)}
        <Tightening panel=panel />
        <ByPrior panel=panel />
    }
}

/// Two sums of the same length: the bound's terms, and the density with what the bound misses.
#[component]
fn Terms(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let bound = panel.read(|state| state.bound.clone());
    let parts = live(move || {
        let words = text.of::<ElboText>();
        let bound = bound.read();
        let Some(bound) = &*bound else { return vec![] };
        let whole = whole(bound);
        vec![
            stack_part(
                words.term_reconstruction.to_owned(),
                &[-bound.log_likelihood],
                whole,
                Role::Generated,
            ),
            stack_part(
                (words.term_kl)(bound.kl.len()),
                &bound.kl,
                whole,
                Role::Latent,
            ),
        ]
    });
    let minus_elbo = derived(move || {
        let words = text.of::<ElboText>();
        let bound = bound.read();
        let bound = bound.as_ref().as_ref();
        bound.map_or_else(
            || words.coming.to_owned(),
            |bound| (words.minus_elbo)(-bound.elbo()),
        )
    });
    let same = live(move || {
        let words = text.of::<ElboText>();
        let bound = bound.read();
        let known = (*bound)
            .as_ref()
            .and_then(|bound| Some((bound, bound.gap()?)));
        let Some((bound, gap)) = known else {
            return vec![];
        };
        let whole = whole(bound);
        let log_p = bound.elbo() + gap;
        vec![
            stack_part(words.minus_log_p.to_owned(), &[-log_p], whole, Role::Data),
            stack_part(words.gap.to_owned(), &[gap], whole, Role::Error),
        ]
    });
    let same_label = derived(move || {
        let words = text.of::<ElboText>();
        let bound = bound.read();
        match bound.as_ref().as_ref().map(|bound| &bound.integral) {
            Some(Some(_)) => words.same_exactly.to_owned(),
            _ => words.same_by_estimate.to_owned(),
        }
    });
    view! {
        <div class="block">
            <h2>{say(|words: &ElboText| words.terms)}</h2>
            <Stack parts=parts label=minus_elbo testid="terms" />
            <Stack parts=same label=same_label testid="same" />
        </div>
    }
}

/// The longer of the two sums, so that both are drawn to one scale.
fn whole(bound: &Bound) -> f64 {
    let missing = bound.gap().unwrap_or(0.0).min(0.0);
    (-bound.elbo() - missing).max(1e-9)
}

fn stack_part(label: String, amounts: &[f64], whole: f64, role: Role) -> StackPart {
    StackPart {
        label,
        value: fixed(amounts.iter().sum(), 2),
        role,
        slices: amounts.iter().map(|nats| nats / whole).collect(),
    }
}

#[component]
fn Axes(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let kl = panel.read(|state| {
        let bound = state.bound.as_ref();
        bound.map_or_else(Vec::new, |bound| bound.kl.clone())
    });
    let in_short = derived(move || {
        let kl = kl.read();
        let words = text.of::<ElboText>();
        match kl.is_empty() {
            true => words.coming.to_owned(),
            false => (words.kl_sum)(kl.iter().sum(), kl.len()),
        }
    });
    view! {
        <div class="block">
            <h2 class=Role::Latent.class()>{say(|words: &ElboText| words.kl_chart)}</h2>
            <ColumnChart
                values=kl
                role=Role::Latent
                label=say(|words: &ElboText| words.kl)
                x_name=say(|words: &ElboText| words.axis_by_size)
                in_short=in_short
                unit=say(|words: &ElboText| words.nats)
                testid="kl-axes"
            />
        </div>
    }
}

/// The bound, the estimate and what lies between, in figures.
#[component]
fn Numbers(panel: Panel<State>, is_exact: bool) -> impl IntoView {
    let text = use_text();
    let number = move |of: fn(&Bound) -> Option<f64>| {
        let value = panel.read(move |state| of(state.bound.as_ref()?));
        derived(move || value.get().map_or_else(none_yet, |nats| fixed(nats, 2)))
    };
    let n_samples = panel.read(|state| {
        let last = state.bound.as_ref().and_then(Bound::estimate);
        last.map_or(state.samples.n(), |last| last.n_samples)
    });
    let estimate = derived(move || (text.of::<ElboText>().estimate)(n_samples.get().into()));
    let mut rows = vec![
        Row::new(
            say(|words: &ElboText| words.elbo),
            number(|bound| Some(bound.elbo())),
            "elbo",
        ),
        Row::new(
            estimate,
            number(|bound| Some(bound.estimate()?.mean)),
            "estimate",
        ),
    ];
    if is_exact {
        rows.extend([
            Row::new(
                say(|words: &ElboText| words.exact),
                number(Bound::exact),
                "exact",
            ),
            Row::new(
                say(|words: &ElboText| words.gap_exact),
                number(Bound::gap),
                "gap",
            ),
            Row::new(
                say(|words: &ElboText| words.difference),
                number(Bound::difference),
                "difference",
            ),
        ]);
    } else {
        rows.push(Row::new(
            say(|words: &ElboText| words.gap_shown),
            number(Bound::gap),
            "gap",
        ));
    }
    view! { <ReadOut rows=rows /> }
}
