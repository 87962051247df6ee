use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
};

use crate::plot::{Rgb, StageColors, Theme};
use crate::ui::signals::{Live, effect, memo};

/// The colours of pictures as the style sheet has them now.
pub fn stage_colors() -> StageColors {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let read = |token: &str, otherwise: Rgb| {
        let css = style
            .as_ref()
            .and_then(|style| style.get_property_value(token).ok());
        css.and_then(|css| Rgb::parse(&css)).unwrap_or(otherwise)
    };
    let otherwise = StageColors::COLORLESS;
    StageColors {
        well: read("--stage-well", otherwise.well),
        well_alternate: read("--stage-well-alternate", otherwise.well_alternate),
        data: read("--data", otherwise.data),
        generated: read("--generated", otherwise.generated),
        latent: read("--latent", otherwise.latent),
        error: read("--error", otherwise.error),
    }
}

/// The colours of pictures, kept up with the page's theme and with the system's.
pub fn use_stage_colors(theme: Signal<Theme>) -> Live<StageColors> {
    let colors = RwSignal::new(stage_colors());
    // A frame later the document wears the new theme, whoever hears of the change first.
    let read_again = move || {
        request_animation_frame(move || {
            colors.try_set(stage_colors());
        });
    };
    effect(move || {
        theme.track();
        read_again();
    });
    listen_to_system_theme(read_again);
    memo(move || colors.get())
}

fn listen_to_system_theme(on_change: impl Fn() + 'static) {
    let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") else {
        return;
    };
    let listener = Closure::<dyn Fn()>::new(on_change);
    query.set_onchange(Some(listener.as_ref().unchecked_ref()));
    // Kept here until the owner goes, for the browser does not keep it.
    let kept = StoredValue::new_local((query, listener));
    on_cleanup(move || {
        kept.try_with_value(|(query, _)| query.set_onchange(None));
    });
}
