use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys::Element};

use super::{Ink, N_POINTS, Pen, PenAct, Point};
use crate::{
    i18n::source::SourceText,
    plot::{StageColors, drawing, fixed},
    ui::{
        signals::{Live, derived, memo, say},
        widgets::painting::{Painting, free_place_of},
    },
};

/// A board to draw a digit on, by mouse, finger, pen or keys. A frame shows the box that MNIST's
/// digits fill.
#[component]
pub fn DrawingBoard(
    #[prop(into)] ink: Live<Ink>,
    /// The first so many rows are kept; the rest is faint.
    #[prop(into)]
    n_rows: Live<usize>,
    #[prop(into)] colors: Live<StageColors>,
    /// Called with the drawing as it is while the hand draws.
    on_draw: Callback<Ink>,
    /// Called when a stroke is finished or taken back.
    on_finish: Callback<Ink>,
) -> impl IntoView {
    let picture = memo(move || drawing(&ink.read().pixels(), n_rows.get(), &colors.get()));
    let pen = RwSignal::new(Pen::default());
    let is_drawing = StoredValue::new(false);

    let draw = move |event: ev::PointerEvent| {
        let Some((x, y)) = free_place_of(&event) else {
            return;
        };
        let at = Point::at(x, y);
        let mut drawn = ink.get_untracked();
        if event.type_() == "pointerdown" {
            if event.button() != 0 {
                return;
            }
            // The stroke goes on where the pointer leaves the board.
            let board = event
                .current_target()
                .and_then(|t| t.dyn_into::<Element>().ok());
            if let Some(board) = board {
                board.set_pointer_capture(event.pointer_id()).ok();
            }
            is_drawing.set_value(true);
            drawn.begin(at);
        } else if is_drawing.get_value() {
            drawn.draw_to(at);
        } else {
            return;
        }
        pen.set(Pen { at, is_down: false });
        on_draw.run(drawn);
    };
    let finish = move |_: ev::PointerEvent| {
        if is_drawing.get_value() {
            is_drawing.set_value(false);
            on_finish.run(ink.get_untracked());
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        let mut drawn = ink.get_untracked();
        let done = pen.try_update(|pen| pen.press(&event.key(), &mut drawn));
        let Some(Some(act)) = done else {
            return;
        };
        // Else Space would play and the arrow keys would step.
        event.prevent_default();
        match act {
            PenAct::Moved if drawn == ink.get_untracked() => {}
            PenAct::Moved => on_draw.run(drawn),
            PenAct::Finished => on_finish.run(drawn),
        }
    };
    let lift = move |_: ev::FocusEvent| pen.update(|pen| pen.is_down = false);
    let undo = move |_| {
        let mut drawn = ink.get_untracked();
        drawn.undo();
        on_finish.run(drawn);
    };
    let percent = move |of: fn(Point) -> u8| {
        derived(move || {
            let share = f64::from(of(pen.get().at)) / N_POINTS as f64;
            format!("{}%", fixed(share * 100.0, 2))
        })
    };
    let is_empty = derived(move || ink.read().is_empty().then_some("true"));
    view! {
        <div class="drawing">
            <div
                class="drawing-board"
                role="application"
                tabindex="0"
                aria-label=say(|words: &SourceText| words.board)
                aria-describedby="drawing-help"
                data-testid="drawing-board"
                on:pointerdown=draw
                on:pointermove=draw
                on:pointerup=finish
                on:pointercancel=finish
                on:keydown=press
                on:blur=lift
            >
                <Painting picture=picture />
                <span class="drawing-box"></span>
                <span
                    class="drawing-pen"
                    class:is-down=derived(move || pen.get().is_down)
                    style:left=percent(|at| at.x)
                    style:top=percent(|at| at.y)
                ></span>
            </div>
            <div class="drawing-tools">
                <button
                    type="button"
                    data-testid="drawing-undo"
                    aria-disabled=is_empty
                    on:click=undo
                >
                    {say(|words: &SourceText| words.undo)}
                </button>
                <button
                    type="button"
                    data-testid="drawing-clear"
                    aria-disabled=is_empty
                    on:click=move |_| on_finish.run(Ink::default())
                >
                    {say(|words: &SourceText| words.clear)}
                </button>
            </div>
            <p class="legend" id="drawing-help">{say(|words: &SourceText| words.board_help)}</p>
        </div>
    }
}
