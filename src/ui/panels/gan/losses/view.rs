use leptos::prelude::*;

use super::super::State;
use crate::ui::panels::Panel;

/// On the stage.
pub fn stage(_panel: Panel<State>) -> AnyView {
    ().into_any()
}

/// Beside it.
pub fn inspector(_panel: Panel<State>) -> AnyView {
    ().into_any()
}

pub fn notes(_panel: Panel<State>) -> AnyView {
    ().into_any()
}
