use leptos::prelude::*;

// Shapes in a square of 24 by 24, filled with the colour of the text around them.
pub const PLAY: &str = "M8 5v14l11-7z";
pub const PAUSE: &str = "M6.5 5h4v14h-4zM13.5 5h4v14h-4z";
pub const STEP: &str = "M7 6v12l7-6zM15 6h2.5v12H15z";
pub const STEP_BACK: &str = "M17 6v12l-7-6zM6.5 6H9v12H6.5z";
pub const TO_START: &str = "M12 6v12l-7-6zM20 6v12l-7-6zM3 6h2v12H3z";
pub const TO_END: &str = "M12 6v12l7-6zM4 6v12l7-6zM19 6h2v12h-2z";
pub const DICE: &str = "M6 3h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3zm0 2a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1zm2.5 1.9a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zm7 7a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zM12 10.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z";

/// A shape beside or in place of words; whoever shows it names it.
pub fn icon(d: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=d fill-rule="evenodd"></path>
        </svg>
    }
}
