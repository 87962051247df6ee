use leptos::{ev, prelude::*};

use super::{
    painting::{Painting, place_of},
    pixel_after_key,
};
use crate::{
    plot::{Picture, fixed},
    ui::signals::{Live, derived, memo},
};

/// Small pictures in rows, one of which is chosen by a click or with the arrow keys.
#[component]
pub fn TileSheet(
    /// All of them as one picture ([`crate::plot::tile_grid`]).
    #[prop(into)]
    picture: Live<Picture>,
    n_columns: usize,
    #[prop(into)] n_tiles: Live<usize>,
    /// The chosen one.
    #[prop(into)]
    chosen: Live<Option<usize>>,
    on_choose: Callback<usize>,
    /// What is on it, and which one is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The name by which tests find the sheet.
    testid: &'static str,
) -> impl IntoView {
    let picture = memo(move || picture.get());
    let choose = move |tile: usize| {
        if tile < n_tiles.get_untracked() && chosen.get_untracked() != Some(tile) {
            on_choose.run(tile);
        }
    };
    let n_rows = move || n_tiles.get().div_ceil(n_columns).max(1);
    let choose_by_pointer = move |event: ev::PointerEvent| {
        if let Some((x, y)) = place_of(&event) {
            let (column, row) = (x * n_columns as f64, y * n_rows() as f64);
            choose(row as usize * n_columns + column as usize);
        }
    };
    let choose_by_key = move |event: ev::KeyboardEvent| {
        let n_tiles = n_tiles.get_untracked();
        let target = pixel_after_key(&event.key(), chosen.get_untracked(), n_columns, n_tiles);
        if let Some(target) = target {
            // Else the arrow keys would step as well.
            event.prevent_default();
            choose(target);
        }
    };
    let percent = move |of: fn(usize, usize) -> usize, by_rows: bool| {
        derived(move || {
            let length = if by_rows { n_rows() } else { n_columns };
            let chosen = chosen.get().unwrap_or_default();
            format!(
                "{}%",
                fixed(of(chosen, n_columns) as f64 * 100.0 / length as f64, 4)
            )
        })
    };
    view! {
        <div
            class="tile-sheet"
            role="slider"
            tabindex="0"
            aria-label=label
            aria-valuemin="1"
            aria-valuemax=derived(move || n_tiles.get().max(1).to_string())
            aria-valuenow=derived(move || (chosen.get().unwrap_or_default() + 1).to_string())
            data-testid=testid
            on:pointerdown=choose_by_pointer
            on:keydown=choose_by_key
            // A click would take the arrow keys away from stepping.
            on:mousedown=|event| event.prevent_default()
        >
            <Painting picture=picture />
            <span
                class="tile-mark"
                hidden=derived(move || chosen.get().is_none_or(|tile| tile >= n_tiles.get()))
                style:left=percent(|tile, n_columns| tile % n_columns, false)
                style:top=percent(|tile, n_columns| tile / n_columns, true)
                style:width=percent(|_, _| 1, false)
                style:height=percent(|_, _| 1, true)
            ></span>
        </div>
    }
}
