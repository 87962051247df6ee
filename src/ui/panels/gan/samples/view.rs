use std::sync::Arc;

use leptos::prelude::*;

use super::state::image;
use crate::{
    i18n::{gan::samples::SamplesText, nearest::NearestText},
    plot::{Judged, Role, judged_grid, sigmoid, tile_grid},
    protocol::{ImageSet, N_GAN_SAMPLES, N_PIXELS, SIDE},
    ui::{
        panels::{
            Panel,
            gan::{State, run::Sketch},
            latent_run::spans,
            nearest::NearestDigits,
        },
        settings::{use_settings, use_text},
        signals::{derived, live, memo, say},
        widgets::{Painting, TileSheet, use_stage_colors},
    },
};

/// All samples, with what D and the classifier say of each.
#[component]
pub fn SampleStage(panel: Panel<State>) -> impl IntoView {
    const N_COLUMNS: usize = 8;
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let sketch = panel.read(|state| state.run.sketch.clone());
    let picture = live(move || {
        let sketch = sketch.read();
        let Some(sketch) = &*sketch else {
            let tiles: [&[u8]; N_GAN_SAMPLES] = [&[]; N_GAN_SAMPLES];
            return judged_grid(&tiles, &[], SIDE, N_COLUMNS, &colors.get());
        };
        let tiles: Vec<&[u8]> = sketch.pixels.chunks(N_PIXELS).collect();
        let said = sketch.logits.iter().zip(&sketch.classes);
        let judged: Vec<Judged> = said
            .map(|(logit, class)| Judged {
                share: sigmoid((*logit).into()),
                digit: *class,
            })
            .collect();
        judged_grid(&tiles, &judged, SIDE, N_COLUMNS, &colors.get())
    });
    let chosen = panel.read(|state| usize::from(state.samples.chosen));
    let n_steps = panel.read(|state| state.run.n_steps_in_all());
    let label = derived(move || {
        let words = text.of::<SamplesText>();
        (words.sheet)(n_steps.get(), chosen.get() + 1)
    });
    view! {
        <TileSheet
            picture=picture
            n_columns=N_COLUMNS
            n_tiles=live(|| N_GAN_SAMPLES)
            chosen=live(move || Some(chosen.get()))
            on_choose=panel.on(State::choose_sample)
            label=label
            testid="samples"
        />
        <p class="legend">{spans(|words: &SamplesText| words.legend)}</p>
    }
}

/// The sample that is looked at, on its way; the real digits nearest to it, and others.
#[component]
pub fn SampleInspector(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let chosen = panel.read(|state| state.samples.chosen);
    let said = panel.read(|state| {
        let sketch = state.run.sketch.as_ref()?;
        let place = usize::from(state.samples.chosen);
        let logit = f64::from(*sketch.logits.get(place)?);
        Some((sigmoid(logit), *sketch.classes.get(place)?))
    });
    let verdict = derived(move || match said.get() {
        Some((d, class)) => (text.of::<SamplesText>().verdict)(d, class),
        None => String::new(),
    });
    let title = derived(move || (text.of::<SamplesText>().chosen)(usize::from(chosen.get()) + 1));
    view! {
        <div class="block">
            <div class="block-head">
                <h2 class=Role::Generated.class() data-testid="sample-title">{title}</h2>
                <p class="legend" data-testid="sample-says">{verdict}</p>
            </div>
            <History panel=panel />
        </div>
        <NearestDigits
            is_wanted=panel.read(|state| state.samples.nearest.is_wanted)
            found=panel.read(|state| state.samples.nearest.found.clone())
            until_found=say(|words: &NearestText| words.searching)
            on_want=panel.on(State::want_nearest)
        />
        <RealDigits panel=panel />
    }
}

/// What became of one z over the run.
#[component]
fn History(panel: Panel<State>) -> impl IntoView {
    const N_COLUMNS: usize = 12;
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let gallery = panel.read(|state| state.run.gallery.clone());
    let chosen = panel.read(|state| state.samples.chosen);
    let before = panel.read(|state| state.run.n_steps_in_all() - state.run.n_steps());
    let picture = memo(move || {
        let gallery = gallery.read();
        let sketches = gallery.sketches().iter();
        let mut tiles: Vec<&[u8]> = sketches.map(|sketch| image(sketch, chosen.get())).collect();
        let n_rows = tiles.len().div_ceil(N_COLUMNS).max(1);
        tiles.resize(n_rows * N_COLUMNS, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
    });
    let label = derived(move || {
        let gallery = gallery.read();
        let steps = |sketch: Option<&Arc<Sketch>>| sketch.map_or(0, |sketch| sketch.n_steps);
        let kept = gallery.sketches();
        let (first, last) = (steps(kept.first()), steps(kept.last()));
        let before = before.get();
        (text.of::<SamplesText>().history)(before + first, before + last)
    });
    view! {
        <div class="tile-row" role="img" aria-label=label data-testid="sample-history">
            <Painting picture=picture />
        </div>
        <p class="legend" data-testid="sample-history-says">{label}</p>
    }
}

#[component]
fn RealDigits(panel: Panel<State>) -> impl IntoView {
    const N_COLUMNS: usize = 16;
    const N_SHOWN: usize = 64;
    let colors = use_stage_colors(use_settings().theme.into());
    let sets = panel.read(|state| state.samples.sets.clone());
    let picture = memo(move || {
        let sets = sets.read();
        let digits = sets.of(ImageSet::TestDigits).chunks(N_PIXELS);
        let mut tiles: Vec<&[u8]> = digits.take(N_SHOWN).collect();
        tiles.resize(N_SHOWN, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
    });
    let title = say(|words: &SamplesText| words.real);
    view! {
        <div class="block">
            <h2 class=Role::Data.class()>{title}</h2>
            <div class="tile-row" role="img" aria-label=title data-testid="real-digits">
                <Painting picture=picture />
            </div>
        </div>
    }
}
