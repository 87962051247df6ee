//! The three ways from pixels to a class, and the digits whose labels they are given.

use leptos::prelude::*;

use super::{
    State,
    state::{Accuracy, METHODS},
};
use crate::{
    i18n::autoencoder::few_labels::FewLabelsText,
    plot::{Role, tile_grid},
    protocol::{LABEL_COUNTS, N_PIXELS, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, memo, part, say},
        widgets::{Painting, use_stage_colors},
    },
};

const N_CLASSES: usize = 10;

type Name = fn(&FewLabelsText) -> &'static str;

/// The methods one under another, with what each gets right. The first has a decoder no more.
#[component]
pub fn Lanes(panel: Panel<State>) -> impl IntoView {
    let [code, pixels, scratch] = METHODS;
    view! {
        <ol class="lanes">
            <li class="lane">
                {head(panel, Role::Latent, |words| words.by_code, code, "accuracy-code")}
                <div class="lane-flow">
                    {boxes(&[
                        ("t-data", |words| words.pixels),
                        ("", |words| words.encoder),
                        ("t-latent", |words| words.code),
                        ("", |words| words.classifier),
                    ])}
                    <p class="lane-gone" data-testid="decoder-gone">
                        <s>{say(|words: &FewLabelsText| words.decoder)}</s>
                        <span>{say(|words: &FewLabelsText| words.decoder_gone)}</span>
                    </p>
                </div>
            </li>
            <li class="lane">
                {head(panel, Role::Data, |words| words.by_pixels, pixels, "accuracy-pixels")}
                <div class="lane-flow">
                    {boxes(&[("t-data", |words| words.pixels), ("", |words| words.classifier)])}
                </div>
            </li>
            <li class="lane">
                {head(panel, Role::Generated, |words| words.by_scratch, scratch, "accuracy-scratch")}
                <div class="lane-flow">
                    {boxes(&[("t-data", |words| words.pixels), ("", |words| words.network)])}
                </div>
            </li>
        </ol>
    }
}

/// A method's name, and its accuracy with the number of labels that is looked at.
fn head(
    panel: Panel<State>,
    role: Role,
    name: Name,
    method: Accuracy,
    testid: &'static str,
) -> AnyView {
    let text = use_text();
    let accuracy = panel.read(move |state| {
        let all = state.accuracies(method);
        all.get(state.count).copied().flatten()
    });
    let says = derived(move || {
        let words = text.of::<FewLabelsText>();
        accuracy.get().map_or_else(
            || words.no_draw.to_owned(),
            |found| (words.accuracy)(found.mean, found.deviation),
        )
    });
    view! {
        <div class=format!("lane-head {}", role.class())>
            <h2>{say(move |words: &FewLabelsText| name(words))}</h2>
            <b data-testid=testid>{says}</b>
        </div>
    }
    .into_any()
}

fn boxes(names: &[(&'static str, Name)]) -> AnyView {
    let step = |&(class, name): &(&'static str, Name)| {
        view! { <span class=format!("lane-box {class}")>{say(move |words: &FewLabelsText| name(words))}</span> }
    };
    names.iter().map(step).collect_view().into_any()
}

/// The digits of the newest draw with the number of labels that is looked at: a column a class.
#[component]
pub fn LabelledDigits(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let labelled = panel.read(|state| {
        let labelled = state.labelled.clone();
        labelled.filter(|labelled| labelled.count == state.count)
    });
    let picture = memo(move || {
        let labelled = labelled.read();
        let Some(labelled) = &*labelled else {
            return tile_grid(&[], SIDE, N_CLASSES, 0, &colors.get());
        };
        let mut columns: Vec<Vec<&[u8]>> = vec![vec![]; N_CLASSES];
        let digits = labelled.pixels.chunks_exact(N_PIXELS);
        for (digit, label) in digits.zip(&labelled.labels) {
            if let Some(column) = columns.get_mut(usize::from(*label)) {
                column.push(digit);
            }
        }
        let n_rows = columns.iter().map(Vec::len).max().unwrap_or_default();
        let tile = |i: usize| {
            let column = columns.get(i % N_CLASSES);
            column
                .and_then(|column| column.get(i / N_CLASSES))
                .copied()
                .unwrap_or_default()
        };
        let tiles: Vec<&[u8]> = (0..n_rows * N_CLASSES).map(tile).collect();
        tile_grid(&tiles, SIDE, N_CLASSES, 0, &colors.get())
    });
    let label = derived(move || {
        let words = text.of::<FewLabelsText>();
        let labelled = labelled.read();
        let Some(labelled) = &*labelled else {
            return words.labelled_coming.to_owned();
        };
        let n_labels = LABEL_COUNTS
            .get(labelled.count)
            .copied()
            .unwrap_or_default();
        let (n_labels, n_shown) = (usize::from(n_labels), labelled.labels.len());
        match n_shown >= n_labels {
            true => (words.labelled)(n_labels, labelled.seed),
            false => (words.labelled_some)(n_shown, n_labels, labelled.seed),
        }
    });
    let is_there = memo(move || labelled.read().is_some());
    let sheet = move || {
        match is_there.get() {
        true => view! {
            <div class="class-names" aria-hidden="true">
                {(0..N_CLASSES).map(|class| view! { <span>{class.to_string()}</span> }).collect_view()}
            </div>
            <div class="tile-row" role="img" aria-label=label data-testid="labelled">
                <Painting picture=picture />
            </div>
        }
        .into_any(),
        false => ().into_any(),
    }
    };
    view! {
        <div class="block labelled-digits">
            <h2>{label}</h2>
            {part(sheet)}
        </div>
    }
}
