use leptos::prelude::*;

use super::super::State;
use crate::ui::panels::Panel;

/// Below the settings.
pub fn controls(_panel: Panel<State>) -> AnyView {
    ().into_any()
}
