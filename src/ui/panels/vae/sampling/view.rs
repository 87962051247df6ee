use std::sync::Arc;

use leptos::prelude::*;

use super::between::{Ends, Way};
use super::blur::{Blur, Measures};
use super::notes::SamplingNotes;
use super::{Show, State, link::N_SAMPLES, manifold};
use crate::{
    i18n::vae::{axes::AxesText, sampling::SamplingText},
    plot::{Backdrop, Square, image_in_progress, tile_grid},
    protocol::{N_PIXELS, SIDE, VaeId},
    ui::{
        panels::{Panel, PanelFrame, PanelState, use_panel},
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{
            Painting, Plane, ReadOut, Row, SeedField, Segmented, TileSheet, use_stage_colors,
        },
    },
};

/// Shares of the prior below a point, along each axis: the whole plane of latents.
const SQUARE: Square = Square {
    middle: [0.5; 2],
    half_width: 0.5,
};

/// Samples stand in rows of eight.
const N_COLUMNS: usize = 8;

/// What the decoder makes of latents, in four views.
#[component]
pub fn SamplingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let is_settled = panel.read(State::is_settled);
    let show = panel.read(|state| state.show);
    let is_manifold = derived(move || show.get() == Show::Manifold);
    let data = vec![
        (
            "data-settled",
            derived(move || is_settled.get().to_string()),
        ),
        panel.playing(),
    ];
    let shows = [
        (Show::Prior, say(|words: &SamplingText| words.prior)),
        (Show::Between, say(|words: &SamplingText| words.between)),
        (Show::Manifold, say(|words: &SamplingText| words.manifold)),
        (Show::Blur, say(|words: &SamplingText| words.blur)),
    ];
    let models = [
        (VaeId::Good, say(|words: &AxesText| words.good)),
        (VaeId::Readable, say(|words: &AxesText| words.readable)),
        (VaeId::Plane, say(|words: &AxesText| words.plane)),
    ];
    let stage = move || match show.get() {
        Show::Prior => view! { <Samples panel=panel /> }.into_any(),
        Show::Between => view! { <Way panel=panel /> }.into_any(),
        Show::Manifold => view! { <Manifold panel=panel /> }.into_any(),
        Show::Blur => view! { <Blur panel=panel /> }.into_any(),
    };
    let inspector = move || match show.get() {
        Show::Prior => view! { <Sample panel=panel /> }.into_any(),
        Show::Between => view! { <Ends panel=panel /> }.into_any(),
        Show::Manifold => view! { <Pointed panel=panel /> }.into_any(),
        Show::Blur => view! { <Measures panel=panel /> }.into_any(),
    };
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &SamplingText| words.title)
            testid="vae-sampling"
            data=data
            has_long_formula=true
            inspector=move || view! { {panel.trouble()} {part(inspector)} }
            notes=move || view! { <SamplingNotes panel=panel /> }
        >
            <Segmented
                label=say(|words: &SamplingText| words.show)
                options=shows.into()
                value=show
                on_change=panel.on(State::set_show)
                testid="show"
            />
            {part(stage)}
            <div hidden=is_manifold>
                <Segmented
                    label=say(|words: &AxesText| words.model)
                    options=models.into()
                    value=panel.read(|state| state.model)
                    on_change=panel.on(State::set_model)
                    testid="model"
                />
            </div>
        </PanelFrame>
    }
}

/// One decoded image, large.
pub fn large(pixels: Live<Arc<Vec<u8>>>, label: Signal<String>, testid: &'static str) -> AnyView {
    let colors = use_stage_colors(use_settings().theme.into());
    let picture = memo(move || image_in_progress(&pixels.read(), SIDE, &colors.get()));
    view! {
        <div class="pixel-canvas" role="img" aria-label=label data-testid=testid>
            <Painting picture=picture />
        </div>
    }
    .into_any()
}

/// Samples from the prior.
#[component]
fn Samples(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let samples = panel.read(|state| state.samples.pixels.clone());
    let chosen = panel.read(|state| state.chosen);
    let picture = memo(move || {
        let samples = samples.read();
        let mut tiles: Vec<&[u8]> = samples.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_SAMPLES, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
    });
    view! {
        <TileSheet
            picture=picture
            n_columns=N_COLUMNS
            n_tiles=live(|| N_SAMPLES)
            chosen=live(move || Some(chosen.get()))
            on_choose=panel.on(State::choose)
            label=derived(move || (text.of::<SamplingText>().sheet)(chosen.get()))
            testid="samples"
        />
        <div class="controls">
            <button type="button" data-testid="redraw" on:click=move |_| panel.act(State::redraw)>
                {say(|words: &SamplingText| words.redraw)}
            </button>
            <SeedField
                value=panel.read(|state| state.seed)
                on_change=panel.on(State::set_seed)
            />
        </div>
    }
}

/// The chosen sample.
#[component]
fn Sample(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let chosen = panel.read(|state| state.chosen);
    let pixels = panel.read(|state| {
        let pixels = &state.samples.pixels;
        let start = state.chosen * N_PIXELS;
        let sample = pixels.get(start..start + N_PIXELS);
        Arc::new(sample.map_or_else(Vec::new, <[u8]>::to_vec))
    });
    let label = derived(move || (text.of::<SamplingText>().chosen)(chosen.get()));
    view! {
        <div class="block sampled">
            <h2>{label}</h2>
            {large(pixels, label, "sample")}
            <p class="legend">{say(|words: &SamplingText| words.prior_help)}</p>
        </div>
    }
}

/// The whole plane of latents.
#[component]
fn Manifold(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let tiles = panel.read(|state| state.tiles.pixels.clone());
    let ellipses = panel.read(|state| state.ellipses.clone());
    let has_posteriors = panel.read(|state| state.has_posteriors);
    let backdrop = memo(move || match tiles.read().is_empty() {
        true => Backdrop::Nothing,
        false => Backdrop::Tiles {
            pixels: tiles.read().to_vec(),
            side: SIDE,
            n_columns: manifold::SIDE,
        },
    });
    let at = panel.read(|state| state.at);
    view! {
        <div class="manifold">
            <Plane
                square=live(|| SQUARE)
                points=live(Vec::new)
                ellipses=memo(move || match has_posteriors.get() {
                    true => ellipses.read().to_vec(),
                    false => vec![],
                })
                backdrop=backdrop
                cursor=live(move || Some(at.get()))
                on_move=panel.on(State::point_at)
                hovers=true
                colors=colors
                label=say(|words: &SamplingText| words.plane)
                testid="manifold"
            />
        </div>
        <label class="check">
            <input
                type="checkbox"
                data-testid="posteriors"
                prop:checked=derived(move || has_posteriors.get())
                on:change=move |_| {
                    panel.act(|state| state.show_posteriors(!state.has_posteriors));
                }
            />
            <span>{say(|words: &SamplingText| words.posteriors)}</span>
        </label>
        <p class="legend classes" hidden=derived(move || !has_posteriors.get())>
            {(0..10)
                .map(|digit| view! { <b class=format!("t-digit-{digit}")>{digit.to_string()}</b> })
                .collect_view()}
        </p>
    }
}

/// What is decoded at the pointer, and where that is.
#[component]
fn Pointed(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let pixels = panel.read(|state| state.pointed.pixels.clone());
    let at = panel.read(|state| state.at);
    let pair = |at: [f32; 2]| at.map(f64::from);
    let shares = derived(move || {
        let [x, y] = pair(at.get());
        (text.of::<SamplingText>().shares)(x, y)
    });
    let latent = derived(move || {
        let [x, y] = pair(manifold::latent_at(at.get()));
        (text.of::<SamplingText>().latent)(x, y)
    });
    let rows = vec![
        Row::new(say(|words: &SamplingText| words.below), shares, "shares"),
        Row::new(say(|words: &SamplingText| words.place), latent, "latent"),
    ];
    let label = say(|words: &SamplingText| words.pointed);
    view! {
        <div class="block sampled">
            <h2>{label}</h2>
            {large(pixels, label, "pointed")}
            <ReadOut rows=rows />
            <p class="legend">{say(|words: &SamplingText| words.manifold_help)}</p>
        </div>
    }
}
