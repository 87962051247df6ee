//! Both losses over the logit, with the images of the next step on them.

use leptos::prelude::*;

use super::{
    super::{State, staging::amount},
    Slopes,
};
use crate::{
    i18n::gan::losses::LossesText,
    plot::{
        Curve, LogitLoss, Role, fixed, logit_range, mean_sigmoid, probability_marks, sampled,
        sigmoid, significant, verdict,
    },
    ui::{
        panels::{Panel, latent_run::spans},
        settings::use_text,
        signals::{Live, derived, live, memo, say},
        widgets::{CURVE_POSITIONS, CurveChart, Meter, Meters},
    },
};

/// The colour of each loss.
pub const fn role_of(loss: LogitLoss) -> Role {
    match loss {
        LogitLoss::Minimax => Role::Error,
        LogitLoss::NonSaturating => Role::Generated,
    }
}

pub fn name_of(loss: LogitLoss, words: &LossesText) -> &'static str {
    match loss {
        LogitLoss::Minimax => words.minimax,
        LogitLoss::NonSaturating => words.non_saturating,
    }
}

/// The logit under a chart's cursor.
fn logit_at(cursor: RwSignal<Option<i64>>) -> Option<f64> {
    cursor.get().map(|at| at as f64 / CURVE_POSITIONS)
}

/// The curves, how steep they are, and what reaches the generator.
#[component]
pub fn LossCharts(panel: Panel<State>) -> impl IntoView {
    let slopes = panel.read(|state| state.losses.slopes.clone());
    let range = memo(move || logit_range(&slopes.read().logits));
    view! {
        <Losses slopes=slopes range=range />
        <Steepness slopes=slopes range=range />
        <Norms slopes=slopes />
    }
}

#[component]
fn Losses(slopes: Live<Slopes>, range: Live<(f64, f64)>) -> impl IntoView {
    let text = use_text();
    let cursor = RwSignal::new(None);
    let curves = live(move || {
        let (words, slopes) = (text.of::<LossesText>(), slopes.read());
        let curve = |loss: LogitLoss| Curve {
            name: name_of(loss, words).to_owned(),
            role: role_of(loss),
            points: sampled(range.get(), |logit| loss.at(logit)),
            dots: slopes.on_curve(loss),
            slopes: slopes.middle_slope(loss).into_iter().collect(),
        };
        LogitLoss::ALL.map(curve).to_vec()
    });
    let read_out = derived(move || {
        let words = text.of::<LossesText>();
        let slopes = slopes.read();
        match logit_at(cursor) {
            Some(logit) => {
                let [minimax, non_saturating] =
                    LogitLoss::ALL.map(|loss| [loss.at(logit), loss.slope(logit)].map(number));
                (words.at_logit)(
                    &fixed(logit, 1),
                    &verdict(sigmoid(logit)),
                    [&minimax[0], &minimax[1]],
                    [&non_saturating[0], &non_saturating[1]],
                )
            }
            None if slopes.is_blank() => words.no_batch.to_owned(),
            None => {
                let mean = verdict(mean_sigmoid(&slopes.logits));
                (words.batch)(slopes.logits.len(), slopes.n_steps, &mean)
            }
        }
    });
    view! {
        <div class="block is-losses">
            <h2>{say(|words: &LossesText| words.curves)}</h2>
            <CurveChart
                curves=curves
                x_range=range
                y_range=range
                label=say(|words: &LossesText| words.curves)
                x_name=say(|words: &LossesText| words.logit)
                second=live(move || probability_marks(range.get()))
                second_name=say(|words: &LossesText| words.d)
                signs=["a", "D"]
                cursor=cursor
                read_out=read_out
                testid="loss-curves"
            />
        </div>
    }
}

#[component]
fn Steepness(slopes: Live<Slopes>, range: Live<(f64, f64)>) -> impl IntoView {
    let text = use_text();
    let cursor = RwSignal::new(None);
    let curves = live(move || {
        let (words, slopes) = (text.of::<LossesText>(), slopes.read());
        let curve = |loss: LogitLoss| Curve {
            name: name_of(loss, words).to_owned(),
            role: role_of(loss),
            points: sampled(range.get(), |logit| loss.slope(logit).abs()),
            dots: slopes.steepness(loss),
            slopes: vec![],
        };
        LogitLoss::ALL.map(curve).to_vec()
    });
    let read_out = derived(move || {
        let words = text.of::<LossesText>();
        if let Some(logit) = logit_at(cursor) {
            let [minimax, non_saturating] =
                LogitLoss::ALL.map(|loss| verdict(loss.slope(logit).abs()));
            return (words.steepness_at)(&fixed(logit, 1), &minimax, &non_saturating);
        }
        let slopes = slopes.read();
        if slopes.is_blank() {
            return words.no_batch.to_owned();
        }
        let mean = |loss: LogitLoss| {
            let all = slopes.steepness(loss);
            let sum: f64 = all.iter().map(|(_, steepness)| steepness).sum();
            verdict(sum / all.len() as f64)
        };
        let [minimax, non_saturating] = LogitLoss::ALL.map(mean);
        (words.steepness_of_batch)(&minimax, &non_saturating)
    });
    view! {
        <div class="block is-steepness">
            <h2>{spans(|words: &LossesText| words.steepness_colored)}</h2>
            <CurveChart
                curves=curves
                x_range=range
                y_range=live(|| (0.0, 1.0))
                label=say(|words: &LossesText| words.steepness)
                x_name=say(|words: &LossesText| words.logit)
                second=live(move || probability_marks(range.get()))
                second_name=say(|words: &LossesText| words.d)
                signs=["a", "D"]
                cursor=cursor
                read_out=read_out
                testid="steepness"
            />
        </div>
    }
}

/// The gradient that reaches the generator under either loss.
#[component]
fn Norms(slopes: Live<Slopes>) -> impl IntoView {
    let text = use_text();
    let meters = live(move || {
        let (words, slopes) = (text.of::<LossesText>(), slopes.read());
        let norms = slopes.norms.map(f64::from);
        let longest = norms.into_iter().fold(f64::MIN_POSITIVE, f64::max);
        let meter = |(loss, norm): (LogitLoss, f64)| Meter {
            label: name_of(loss, words).to_owned(),
            value: match slopes.is_blank() {
                true => "–".to_owned(),
                false => amount(norm),
            },
            share: norm / longest,
            role: Some(role_of(loss)),
        };
        LogitLoss::ALL
            .into_iter()
            .zip(norms)
            .map(meter)
            .collect::<Vec<_>>()
    });
    let ratio = derived(move || {
        let ratio = slopes.read().ratio();
        ratio.map_or_else(String::new, text.of::<LossesText>().ratio)
    });
    view! {
        <div class="block" data-testid="gradient-norms">
            <h2>{say(|words: &LossesText| words.norms)}</h2>
            <Meters meters=meters testid="norm" />
            <p class="says" data-testid="norm-ratio">
                {ratio}
            </p>
        </div>
    }
}

/// A value of a loss or a slope.
fn number(value: f64) -> String {
    match value.abs() < 0.1 && value != 0.0 {
        true => significant(value, 1),
        false => fixed(value, 2),
    }
}
