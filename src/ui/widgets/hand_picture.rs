use leptos::{html, prelude::*};

use super::Painting;
use crate::{
    plot::{Picture, short},
    ui::signals::Live,
};

/// When the hand last moved something, on the clock of events; kept until that is drawn.
pub type Moved = StoredValue<Option<f64>>;

/// A large image that a hand moves. It is drawn in the task in which it comes, and says how long
/// after the hand's move that was, where `moved` is kept.
#[component]
pub fn HandPicture(
    picture: Live<Picture>,
    /// Whether the picture is an older one than that of the newest move.
    is_waiting: Live<bool>,
    #[prop(optional, into)] moved: Option<Moved>,
    /// Whether it stays where it is while the sliders beside it are scrolled.
    #[prop(optional)]
    stays: bool,
    #[prop(into)] label: Signal<String>,
    /// The name by which tests find it.
    testid: &'static str,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let n_drawn = StoredValue::new(0_u32);
    let on_drawn = Callback::new(move |()| {
        if is_waiting.get_untracked() {
            return;
        }
        let (Some(moved_ms), Some(frame)) = (
            moved.and_then(|moved| moved.try_update_value(Option::take).flatten()),
            frame.get_untracked(),
        ) else {
            return;
        };
        let now_ms = window().performance().map_or(moved_ms, |clock| clock.now());
        n_drawn.update_value(|n| *n += 1);
        // For `bench`; they cannot fail, since the names are valid.
        frame
            .set_attribute("data-drawn-after-ms", &short(now_ms - moved_ms))
            .ok();
        frame
            .set_attribute("data-drawn", &n_drawn.get_value().to_string())
            .ok();
    });
    view! {
        <div
            class="pixel-canvas"
            class:axes-picture=stays
            role="img"
            aria-label=label
            data-testid=testid
            node_ref=frame
        >
            <Painting picture=picture on_drawn=on_drawn />
        </div>
    }
}
