use crate::ui::signals::{Live, effect};
use leptos::{leptos_dom::helpers::AnimationFrameRequestHandle, prelude::*};

/// Calls `on_frame` at each frame of the screen while `is_active`, with the milliseconds since
/// the one before (0 for the first).
pub fn use_frames(is_active: Live<bool>, on_frame: Callback<f64>) {
    let frames = Frames {
        requested: StoredValue::new(None),
        last_ms: StoredValue::new(None),
        is_active,
        on_frame,
    };
    effect(move || {
        if is_active.get() {
            frames.request();
        } else {
            frames.stop();
        }
    });
    on_cleanup(move || frames.stop());
}

#[derive(Clone, Copy)]
struct Frames {
    requested: StoredValue<Option<AnimationFrameRequestHandle>>,
    last_ms: StoredValue<Option<f64>>,
    is_active: Live<bool>,
    on_frame: Callback<f64>,
}

impl Frames {
    fn request(self) {
        if self.requested.try_get_value().is_none_or(|r| r.is_some()) {
            return;
        }
        let handle = request_animation_frame_with_handle(move || self.frame());
        self.requested.try_set_value(handle.ok());
    }

    fn frame(self) {
        // Where the component is gone all of these are, and nothing happens.
        if self.requested.try_set_value(None).is_some() {
            return;
        }
        let now_ms = now_ms();
        let last_ms = self.last_ms.try_update_value(|last| last.replace(now_ms));
        let elapsed_ms = last_ms.flatten().map_or(0.0, |last_ms| now_ms - last_ms);
        self.on_frame.try_run(elapsed_ms);
        if untrack(|| self.is_active.try_read()).is_some_and(|is_active| *is_active) {
            self.request();
        }
    }

    fn stop(self) {
        let requested = self.requested.try_update_value(Option::take);
        if let Some(Some(handle)) = requested {
            handle.cancel();
        }
        self.last_ms.try_set_value(None);
    }
}

fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
