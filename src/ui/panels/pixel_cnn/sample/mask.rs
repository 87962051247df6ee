use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_cnn::sample::SampleText,
    plot::mask_reach,
    protocol::{Mask, MaskKind},
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{derived, live, memo, part},
        widgets::Slider,
    },
};

/// The mask of a layer as the lecture draws it, ones and zeros, and the choice of the layer.
#[component]
pub fn LayerMask(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let n_layers = panel.read(|state| state.growth.loaded.as_ref().map_or(1, |l| l.masks.len()));
    let layer = panel.read(|state| state.looks.layer.min(n_layers_of(state).saturating_sub(1)));
    let mask = panel.read(mask_of);
    let read_out = derived(move || {
        let words = text.of::<SampleText>();
        mask.get().map_or_else(String::new, |mask| {
            (words.layer_value)(
                layer.get() + 1,
                n_layers.get(),
                letter(&mask),
                mask.dilation,
            )
        })
    });
    let label = derived(move || {
        let words = text.of::<SampleText>();
        mask.get()
            .map_or_else(String::new, |mask| (words.mask_grid)(letter(&mask)))
    });
    let grid = move || {
        let Some(mask) = mask.get() else {
            return ().into_any();
        };
        let ones = ones(&mask);
        let reach = mask_reach(&ones);
        let cell = |(dy, dx): (i32, i32)| {
            let is_one = ones
                .iter()
                .any(|(y, x)| (i32::from(*y), i32::from(*x)) == (dy, dx));
            let class = match (is_one, (dy, dx) == (0, 0)) {
                (true, false) => "is-one",
                (true, true) => "is-one is-here",
                (false, true) => "is-here",
                (false, false) => "",
            };
            view! { <i class=class>{if is_one { "1" } else { "0" }}</i> }
        };
        let row = |dy: i32| {
            view! { <div>{(-reach..=reach).map(|dx| cell((dy, dx))).collect_view()}</div> }
        };
        (-reach..=reach).map(row).collect_view().into_any()
    };
    let max = memo(move || n_layers.get().saturating_sub(1) as f64);
    let slider = move || {
        view! {
            <Slider
                label=derived(move || text.of::<SampleText>().layer.to_owned())
                value=live(move || layer.get() as f64)
                min=0.0
                max=max.get()
                step=1.0
                read_out=read_out
                on_input=panel.on(|state, layer: f64| {
                    state.look(|looks| looks.layer = layer as usize)
                })
                testid="layer"
            />
        }
        .into_any()
    };
    view! {
        <div class="mask">
            <div class="mask-grid" role="img" aria-label=label data-testid="mask-grid">
                {part(grid)}
            </div>
            <div class="mask-says">
                <p class="legend">{label}</p>
                {part(slider)}
            </div>
        </div>
    }
}

fn n_layers_of(state: &State) -> usize {
    let loaded = state.growth.loaded.as_ref();
    loaded.map_or(0, |loaded| loaded.masks.len())
}

/// The mask of the chosen layer, or of the last where there are fewer.
pub fn mask_of(state: &State) -> Option<Mask> {
    let masks = &state.growth.loaded.as_ref()?.masks;
    masks.get(state.looks.layer).or(masks.last()).cloned()
}

/// All places where it is 1.
pub fn ones(mask: &Mask) -> Vec<(i8, i8)> {
    [&mask.above[..], &mask.beside[..]].concat()
}

const fn letter(mask: &Mask) -> char {
    match mask.kind {
        MaskKind::A => 'A',
        MaskKind::B => 'B',
    }
}
