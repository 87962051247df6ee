//! Images beside the plane: the digit that is looked at, the images' axes, and ways through the
//! code.

use leptos::prelude::*;

use super::{State, scene, state::N_ALONG};
use crate::{
    i18n::overview::labels::LabelsText,
    plot::{Role, Square, image_in_progress, tile_grid},
    protocol::{Axes, N_EXPLORED, N_PIXELS, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, live, memo, say},
        widgets::{Painting, Plane, use_stage_colors},
    },
};

/// The digit nearest to the place that is looked at.
#[component]
pub fn LookedAt(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(|state| {
        let (pixels, _) = state.digit(state.looked_at()?)?;
        Some(pixels.to_vec())
    });
    let label = panel.read(|state| {
        let (_, label) = state.digit(state.looked_at()?)?;
        Some(state.has_labels().then_some(label))
    });
    let picture = memo(move || {
        let pixels = pixels.get().unwrap_or_default();
        image_in_progress(&pixels, SIDE, &colors.get())
    });
    let says = derived(move || {
        let words = text.of::<LabelsText>();
        match label.get() {
            None => words.no_digit.to_owned(),
            Some(None) => String::new(),
            Some(Some(label)) => (words.digit_label)(label),
        }
    });
    let title = say(|words: &LabelsText| words.digit);
    view! {
        <div class="looked-at">
            <div class="pixel-canvas" role="img" aria-label=title data-testid="looked-at">
                <Painting picture=picture />
            </div>
            <div>
                <h2 class=Role::Data.class()>{title}</h2>
                <p data-testid="looked-at-says" aria-live="polite">
                    {says}
                </p>
            </div>
        </div>
    }
}

/// Standard deviations along an axis at which its image is shown.
const DEVIATIONS: [f32; 5] = [-2.0, -1.0, 0.0, 1.0, 2.0];

/// What each axis of the images changes: the mean image moved along it.
#[component]
pub fn EigenImages(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let axes = panel.read(|state| state.axes.clone());
    let picture = memo(move || {
        let axes = axes.get();
        let images = axes.map_or_else(Vec::new, |axes| moved_along(&axes));
        let mut tiles: Vec<&[u8]> = images.chunks(N_PIXELS).collect();
        tiles.resize(2 * DEVIATIONS.len(), &[]);
        tile_grid(&tiles, SIDE, DEVIATIONS.len(), 0, &colors.get())
    });
    view! {
        <div class="block">
            <h2 class=Role::Generated.class()>{say(|words: &LabelsText| words.images)}</h2>
            <div
                class="tile-row"
                role="img"
                aria-label=say(|words: &LabelsText| words.images_label)
                data-testid="eigen-images"
            >
                <Painting picture=picture />
            </div>
            <p class="legend">{say(|words: &LabelsText| words.images_label)}</p>
        </div>
    }
}

fn moved_along(axes: &Axes) -> Vec<u8> {
    let image = |(axis, by): (usize, f32)| {
        let length = by * axes.image_deviations[axis];
        let pixels = axes.mean_image.iter().zip(&axes.images[axis]);
        pixels.map(move |(mean, along)| ((mean + length * along) * 255.0).round() as u8)
    };
    let places = (0..2).flat_map(|axis| DEVIATIONS.map(|by| (axis, by)));
    places.flat_map(image).collect()
}

/// The digits on the first two axes of their images.
#[component]
pub fn LinearPlane(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let points = panel.read(scene::linear_points);
    let square = memo(move || points.with(|points| Square::over(points.iter().map(|p| p.at))));
    view! {
        <div class="block">
            <h2>{say(|words: &LabelsText| words.linear)}</h2>
            <div class="small-plane">
                <Plane
                    square=square
                    points=points
                    own=panel.read(scene::ringed_linear)
                    cursor=panel.read(scene::ringed_linear)
                    on_move=panel.on(State::look_at_linear)
                    hovers=true
                    colors=live(move || colors.get())
                    label=derived(move || (text.of::<LabelsText>().linear_label)(N_EXPLORED))
                    testid="linear-plane"
                />
            </div>
        </div>
    }
}

/// Decoded images along each number of the code, through the place that is looked at.
#[component]
pub fn Ways(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let ways = panel.read(|state| state.ways.clone());
    let way = move |axis: usize| {
        let picture = memo(move || {
            let ways = ways.get();
            let mut all = ways.chunks(N_ALONG * N_PIXELS);
            let images = all.nth(axis).unwrap_or_default();
            let mut tiles: Vec<&[u8]> = images.chunks(N_PIXELS).collect();
            tiles.resize(N_ALONG, &[]);
            tile_grid(&tiles, SIDE, N_ALONG, 0, &colors.get())
        });
        let label = derived(move || (text.of::<LabelsText>().ways_label)(axis + 1));
        view! {
            <div class="tile-row" role="img" aria-label=label data-testid=format!("way-{axis}")>
                <Painting picture=picture />
            </div>
            <p class="legend">{label}</p>
        }
    };
    view! {
        <div class="block">
            <h2 class=Role::Generated.class()>{say(|words: &LabelsText| words.ways)}</h2>
            {(0..2).map(way).collect_view()}
        </div>
    }
}
