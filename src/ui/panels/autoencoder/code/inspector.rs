use leptos::prelude::*;

use super::{State, axes::AxisSliders};
use crate::{
    i18n::autoencoder::code::CodeText,
    plot::{PlanePoint, Square, image_in_progress},
    protocol::{CodeSize, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{Painting, Plane, ReadOut, Row, use_stage_colors},
    },
};

/// The code: a point on a plane, or one slider a number.
#[component]
pub fn Inspector(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let size = panel.read(|state| state.size);
    let is_there = panel.read(|state| state.cloud().is_some());
    let heading = derived(move || {
        let words = text.of::<CodeText>();
        match size.get() {
            CodeSize::Two => words.plane.to_owned(),
            size => (words.numbers)(size.n()),
        }
    });
    let code = move || match (is_there.get(), size.get()) {
        (false, _) => {
            view! { <p class="legend">{say(|words: &CodeText| words.codes_coming)}</p> }.into_any()
        }
        (true, CodeSize::Two) => view! { <CodePlane panel=panel /> }.into_any(),
        (true, size) => view! { <AxisSliders panel=panel n=size.n() /> }.into_any(),
    };
    let colors = use_stage_colors(use_settings().theme.into());
    let output = panel.read(|state| state.output().cloned());
    let made = memo(move || {
        let output = output.get().unwrap_or_default();
        image_in_progress(&output, SIDE, &colors.get())
    });
    let is_own = panel.read(|state| state.dragged.is_none());
    let is_own = derived(move || is_own.get().then_some("true"));
    let go_back = panel.on(|state, ()| state.own_code());
    view! {
        <div class="block">
            <div class="code-head">
                <div class="code-preview" aria-hidden="true">
                    <div class="pixel-canvas">
                        <Painting picture=made />
                    </div>
                </div>
                <h2 class="t-latent" data-testid="code-title">
                    {heading}
                </h2>
                <button
                    type="button"
                    data-testid="own-code"
                    aria-disabled=is_own
                    on:click=move |_| go_back.run(())
                >
                    {say(|words: &CodeText| words.own_code)}
                </button>
            </div>
            {part(code)}
        </div>
        <Errors panel=panel />
    }
}

/// The plane of codes with real digits on it.
#[component]
fn CodePlane(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let cloud = panel.read(|state| state.cloud().cloned());
    let points = memo(move || {
        let cloud = cloud.read();
        let Some(cloud) = cloud.as_ref() else {
            return vec![];
        };
        let pairs = cloud.codes.chunks_exact(2).zip(&cloud.labels);
        pairs
            .map(|(code, label)| PlanePoint {
                at: [code[0], code[1]],
                digit: Some(*label),
            })
            .collect()
    });
    // Only as large as the digits need; an image beyond it is at its edge.
    let square = memo(move || points.with(|points| Square::over(points.iter().map(|p| p.at))));
    let own = panel.read(|state| pair(&state.own()?.code));
    let cursor = panel.read(|state| pair(state.code()?));
    view! {
        <Plane
            square=square
            points=points
            own=own
            cursor=cursor
            on_move=panel.on(|state, at: [f32; 2]| state.set_code(&at))
            colors=live(move || colors.get())
            label=say(|words: &CodeText| words.plane_label)
            testid="plane"
        />
        <p class="legend">{say(|words: &CodeText| words.plane_help)}</p>
    }
}

fn pair(code: &[f32]) -> Option<[f32; 2]> {
    code.try_into().ok()
}

/// The error of the encoder's code, and that of the one in its place.
#[component]
fn Errors(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let own = panel.read(|state| Some(f64::from(state.own()?.squared_error)));
    let dragged = panel.read(|state| state.dragged.as_ref().and(state.squared_error()));
    let said = move |error: Option<f64>| {
        let error = error.map(text.of::<CodeText>().error);
        error.unwrap_or_else(|| "–".to_owned())
    };
    let rows = vec![
        Row::new(
            say(|words: &CodeText| words.error_of_own),
            derived(move || said(own.get())),
            "error-own",
        ),
        Row::new(
            say(|words: &CodeText| words.error_of_dragged),
            derived(move || said(dragged.get())),
            "error-dragged",
        ),
    ];
    view! { <ReadOut rows=rows /> }
}
