use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Figure, State, name_of,
    shown::{Known, role_of},
};
use crate::{
    i18n::compare::CompareText,
    plot::{StageColors, tile_grid},
    protocol::{Contender, N_PIXELS, SIDE},
    ui::{
        address::Choice,
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{Painting, TileSheet, use_stage_colors},
    },
};

/// Images of a contender that are shown, in rows of so many.
pub const N_SHOWN: usize = 16;
const N_COLUMNS: usize = 4;

/// A column a model: its samples, the real digits nearest to them, and a line a figure.
#[component]
pub fn Table(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let chosen = panel.read(|state| state.chosen);
    let columns = move || -> Vec<Contender> { chosen.read().iter().collect() };
    let body = move || {
        let columns = columns();
        view! {
            <thead>{head(&columns)}</thead>
            <tbody>
                {pictures(panel, &columns, colors, true)}
                {pictures(panel, &columns, colors, false)}
            </tbody>
            {group(panel, &columns, &Figure::COSTS, |words| words.costs)}
            {group(panel, &columns, &Figure::QUALITIES, |words| words.qualities)}
            {group(panel, &columns, &Figure::LIKELIHOODS, |words| words.likelihoods)}
        }
        .into_any()
    };
    let label = say(|words: &CompareText| words.table);
    view! {
        // A region that scrolls has to be reached by keyboard.
        <div class="compare-scroll" role="region" tabindex="0" aria-label=label>
            <table class="compare-table" data-testid="table">
                {part(body)}
            </table>
        </div>
    }
}

fn head(columns: &[Contender]) -> AnyView {
    let name = |contender: Contender| {
        view! {
            <th scope="col">
                <span class=role_of(contender).class()>
                    {say(move |words: &CompareText| (words.name)(contender))}
                </span>
                <small>{say(move |words: &CompareText| (words.what)(contender))}</small>
            </th>
        }
    };
    view! {
        <tr>
            <td></td>
            {columns.iter().copied().map(name).collect_view()}
        </tr>
    }
    .into_any()
}

/// A line of pictures: samples, one of which is chosen, or the real digits nearest to them.
fn pictures(
    panel: Panel<State>,
    columns: &[Contender],
    colors: Live<StageColors>,
    are_samples: bool,
) -> AnyView {
    let cell = |contender: Contender| {
        let picture = move |pixels: &[u8]| {
            let mut tiles: Vec<&[u8]> = pixels.chunks_exact(N_PIXELS).take(N_SHOWN).collect();
            tiles.resize(N_SHOWN, &[]);
            tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
        };
        let sheet = match are_samples {
            true => samples(panel, contender, picture),
            false => {
                let near = panel.read(move |state| Arc::clone(&state.measured(contender).near));
                let picture = memo(move || picture(&near.read().pixels));
                let label =
                    say(move |words: &CompareText| (words.nearest_sheet)(&(words.name)(contender)));
                let testid = format!("near-{}", name_of(contender));
                view! {
                    <div class="tile-row" role="img" aria-label=label data-testid=testid>
                        <Painting picture=picture />
                    </div>
                }
                .into_any()
            }
        };
        view! { <td>{sheet}</td> }
    };
    let name = say(move |words: &CompareText| match are_samples {
        true => words.samples,
        false => words.nearest,
    });
    view! {
        <tr class="compare-pictures">
            <th scope="row">{name}</th>
            {columns.iter().copied().map(cell).collect_view()}
        </tr>
    }
    .into_any()
}

fn samples(
    panel: Panel<State>,
    contender: Contender,
    picture: impl Fn(&[u8]) -> crate::plot::Picture + Copy + Send + Sync + 'static,
) -> AnyView {
    let text = use_text();
    let pixels = panel.read(move |state| Arc::clone(&state.measured(contender).pixels));
    let n_tiles = live(move || (pixels.read().len() / N_PIXELS).min(N_SHOWN));
    let picked = panel.read(move |state| {
        let (of, image) = state.picked;
        (of == contender).then_some(usize::from(image))
    });
    let label = derived(move || {
        let words = text.of::<CompareText>();
        let chosen = picked.get().map_or(0, |image| image + 1);
        (words.sheet)(&(words.name)(contender), chosen)
    });
    view! {
        <TileSheet
            picture=live(move || picture(&pixels.read()))
            n_columns=N_COLUMNS
            n_tiles=n_tiles
            chosen=picked
            on_choose=panel.on(move |state, image| state.pick(contender, image))
            label=label
            testid=sheet_id(contender)
        />
    }
    .into_any()
}

/// By which tests find the samples of a contender.
const fn sheet_id(contender: Contender) -> &'static str {
    use crate::protocol::{CodeSize, PixelNet};
    match contender {
        Contender::Pixels(PixelNet::Rnn) => "samples-pixelrnn",
        Contender::Pixels(PixelNet::Cnn) => "samples-pixelcnn",
        Contender::Pixels(PixelNet::CnnBinary) => "samples-pixelcnn_binary",
        Contender::Autoencoder(CodeSize::Two) => "samples-autoencoder_2",
        Contender::Autoencoder(CodeSize::Eight) => "samples-autoencoder_8",
        Contender::Autoencoder(CodeSize::ThirtyTwo) => "samples-autoencoder_32",
        Contender::VaeMeans => "samples-vae_means",
        Contender::VaeDrawn => "samples-vae",
        Contender::Gan => "samples-gan",
        Contender::Real => "samples-real",
        Contender::RealBinary => "samples-real_binary",
    }
}

/// Some lines of figures under a heading.
fn group(
    panel: Panel<State>,
    columns: &[Contender],
    figures: &'static [Figure],
    heading: fn(&CompareText) -> &'static str,
) -> AnyView {
    let line = |figure: Figure| {
        let cell = |contender: Contender| cell(panel, figure, contender);
        view! {
            <tr>
                <th scope="row">{say(move |words: &CompareText| figure.name_in(&words.figure))}</th>
                {columns.iter().copied().map(cell).collect_view()}
            </tr>
        }
    };
    view! {
        <tbody>
            <tr class="compare-heading">
                <th scope="rowgroup" colspan=(columns.len() + 1).to_string()>
                    {say(move |words: &CompareText| heading(words))}
                </th>
            </tr>
            {figures.iter().copied().map(line).collect_view()}
        </tbody>
    }
    .into_any()
}

fn cell(panel: Panel<State>, figure: Figure, contender: Contender) -> AnyView {
    let text = use_text();
    let known = panel.read(move |state| Known::of(state, figure, contender));
    let says = memo(move || {
        known
            .get()
            .cell(figure, contender, text.of::<CompareText>())
    });
    let below = move || {
        let line = |line: &String| view! { <small>{line.clone()}</small> };
        says.with(|cell| cell.below.iter().map(line).collect_view().into_any())
    };
    view! {
        <td data-testid=format!("{}-{}", name_of(contender), figure.name())>
            {derived(move || says.with(|cell| cell.main.clone()))} {part(below)}
        </td>
    }
    .into_any()
}
