use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::{
    KeyTarget, LAST_NOTCH, TransportAction, action_for_key, notch_from_speed, speed_from_notch,
};
use crate::{
    i18n::widgets::WidgetText,
    ui::{
        settings::use_text,
        signals::{Live, derived, live, say},
        widgets::{Slider, icon},
    },
};

/// The buttons, the speed and the position of something that plays, with its keys: Space plays
/// and pauses, the arrow keys step, Home and End go to the ends. One to a page at a time.
#[component]
pub fn Transport(
    /// Steps done so far.
    #[prop(into)]
    position: Live<usize>,
    /// Steps in all.
    length: usize,
    /// Whether it plays now.
    #[prop(into)]
    playing: Signal<bool>,
    /// Steps a second; infinite for as fast as it goes. Without it, there is no speed to choose.
    #[prop(optional, into)]
    speed: Option<Live<f64>>,
    /// Called with the new speed while the slider moves.
    #[prop(optional)]
    on_speed: Option<Callback<f64>>,
    /// What can be done, in order; all of it, if nothing is said.
    #[prop(default = TransportAction::ALL.to_vec())]
    actions: Vec<TransportAction>,
    /// Called for every button and key.
    on_action: Callback<TransportAction>,
    /// Whether there is nothing to play yet.
    #[prop(into)]
    disabled: Signal<bool>,
    /// The position at which nothing is done yet.
    #[prop(optional)]
    first: usize,
    /// Whether the keys are its own, where the page has two of its kind.
    #[prop(optional, into)]
    has_keys: Option<Live<bool>>,
    /// What the names begin with by which tests find its parts.
    #[prop(default = "transport")]
    name: &'static str,
) -> impl IntoView {
    let text = use_text();
    let words = move || text.of::<WidgetText>();
    let act = Callback::new(move |action: TransportAction| {
        let done = position.get_untracked().saturating_sub(first);
        if !disabled.get_untracked() && action.is_possible(done, length.saturating_sub(first)) {
            on_action.run(action);
        }
    });
    listen_for_keys_while(has_keys, act, actions.clone());

    let button = move |action: TransportAction| {
        let says = move || name_of(action, playing.get(), words());
        let title = move || match has_keys.is_none_or(|has_keys| has_keys.get()) {
            true => format!("{} ({})", says(), key_name_of(action)),
            false => says().to_owned(),
        };
        let is_possible = move || {
            let done = position.get().saturating_sub(first);
            action.is_possible(done, length.saturating_sub(first))
        };
        view! {
            <button
                type="button"
                class="round-button"
                class:is-primary=move || action == TransportAction::PlayPause
                data-testid=format!("{name}-{}", testid_of(action))
                aria-label=derived(move || says().to_owned())
                title=derived(title)
                disabled=disabled
                // Not `disabled`: a button that goes dead under the focus would lose it.
                aria-disabled=derived(move || (!is_possible()).then(|| "true".to_owned()))
                on:click=move |event| {
                    act.run(action);
                    release_if_clicked_by_pointer(&event);
                }
            >
                {move || icon::icon(icon_of(action, playing.get()))}
            </button>
        }
    };

    view! {
        <div class="transport" role="group" aria-label=say(|words: &WidgetText| words.playback)>
            <div class="transport-progress">
                <progress
                    max=length.to_string()
                    prop:value=derived(move || position.get().to_string())
                    aria-label=say(|words: &WidgetText| words.progress)
                ></progress>
                <span class="transport-position" data-testid=format!("{name}-position")>
                    {derived(move || (words().position)(position.get(), length))}
                </span>
            </div>
            <div class="transport-buttons">{actions.into_iter().map(button).collect_view()}</div>
            {speed.zip(on_speed).map(|(speed, on_speed)| speed_slider(speed, on_speed))}
        </div>
    }
}

fn speed_slider(speed: Live<f64>, on_speed: Callback<f64>) -> impl IntoView {
    let text = use_text();
    view! {
        <Slider
            label=say(|words: &WidgetText| words.speed)
            value=live(move || f64::from(notch_from_speed(speed.get())))
            min=0.0
            max=f64::from(LAST_NOTCH)
            step=1.0
            read_out=derived(move || speed_in_words(speed.get(), text.of::<WidgetText>()))
            on_input=Callback::new(move |notch: f64| {
                on_speed.run(speed_from_notch(notch as u32));
            })
            testid="transport-speed"
        />
    }
}

/// The keys of `actions`, for a panel whose buttons are its own: they act wherever the focus is,
/// unless what has it needs them itself.
pub fn listen_for_keys(act: Callback<TransportAction>, actions: Vec<TransportAction>) {
    listen_for_keys_while(None, act, actions);
}

/// The same for one of several: where `is_on` says no, the keys are left to the others.
pub fn listen_for_keys_while(
    is_on: Option<Live<bool>>,
    act: Callback<TransportAction>,
    actions: Vec<TransportAction>,
) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_on = is_on.and_then(|is_on| untrack(|| is_on.try_read()));
        if is_on.is_some_and(|is_on| !*is_on) {
            return;
        }
        let has_modifier =
            event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        // A widget that answered the key itself has said so by preventing the default.
        if has_modifier || event.is_composing() || event.default_prevented() {
            return;
        }
        let Some(action) = action_for_key(&event.key(), target_of(&event)) else {
            return;
        };
        if !actions.contains(&action) {
            return;
        }
        event.prevent_default();
        let steps = matches!(action, TransportAction::Step | TransportAction::StepBack);
        if steps || !event.repeat() {
            act.try_run(action);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Keys of letters, by the places that they have on a keyboard of any language (`KeyD`): they act
/// wherever the focus is but where something is written.
pub fn listen_for_letters(codes: &'static [&'static str], act: Callback<usize>) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let has_modifier =
            event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        let is_taken = has_modifier || event.is_composing() || event.default_prevented();
        if is_taken || target_of(&event) == KeyTarget::Writable {
            return;
        }
        if let Some(place) = codes.iter().position(|code| *code == event.code()) {
            event.prevent_default();
            act.try_run(place);
        }
    });
    on_cleanup(move || handle.remove());
}

fn target_of(event: &web_sys::KeyboardEvent) -> KeyTarget {
    let element = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(element) = element else {
        return KeyTarget::Page;
    };
    let kind = element.get_attribute("type");
    match (element.tag_name().as_str(), kind.as_deref()) {
        ("INPUT", Some("range" | "radio")) => KeyTarget::Movable,
        ("INPUT" | "SELECT" | "TEXTAREA", _) => KeyTarget::Writable,
        _ if element.is_content_editable() => KeyTarget::Writable,
        ("BUTTON" | "SUMMARY", _) => KeyTarget::Pressable,
        _ => KeyTarget::Page,
    }
}

/// Takes the focus off a button that a mouse or finger clicked, so that the next Space plays
/// rather than presses the same button again. A click that a key made has no detail.
fn release_if_clicked_by_pointer(event: &web_sys::MouseEvent) {
    let button = event
        .current_target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(button) = button.filter(|_| event.detail() > 0) {
        button.blur().ok();
    }
}

fn speed_in_words(speed: f64, words: &WidgetText) -> String {
    if speed.is_finite() {
        (words.steps_a_second)(speed)
    } else {
        words.full_speed.to_owned()
    }
}

fn name_of(action: TransportAction, playing: bool, words: &WidgetText) -> &'static str {
    match action {
        TransportAction::PlayPause if playing => words.pause,
        TransportAction::PlayPause => words.play,
        TransportAction::Step => words.step,
        TransportAction::StepBack => words.step_back,
        TransportAction::Restart => words.restart,
        TransportAction::ToEnd => words.to_end,
    }
}

fn icon_of(action: TransportAction, playing: bool) -> &'static str {
    match action {
        TransportAction::PlayPause if playing => icon::PAUSE,
        TransportAction::PlayPause => icon::PLAY,
        TransportAction::Step => icon::STEP,
        TransportAction::StepBack => icon::STEP_BACK,
        TransportAction::Restart => icon::TO_START,
        TransportAction::ToEnd => icon::TO_END,
    }
}

/// As keyboards have it printed, whatever the language.
fn key_name_of(action: TransportAction) -> &'static str {
    match action {
        TransportAction::PlayPause => "Space",
        TransportAction::Step => "→",
        TransportAction::StepBack => "←",
        TransportAction::Restart => "Home",
        TransportAction::ToEnd => "End",
    }
}

fn testid_of(action: TransportAction) -> &'static str {
    match action {
        TransportAction::PlayPause => "play",
        TransportAction::Step => "step",
        TransportAction::StepBack => "back",
        TransportAction::Restart => "restart",
        TransportAction::ToEnd => "end",
    }
}
