//! Language, theme and view: chosen by the visitor, kept by the browser, worn by the document.

use leptos::prelude::*;

use crate::{
    i18n::{Locale, Words},
    plot::Theme,
    ui::{
        signals::effect,
        storage::{of_browser, read, write},
    },
};

const LOCALE_KEY: &str = "density-lab.locale";
const THEME_KEY: &str = "density-lab.theme";
const IN_WORDS_KEY: &str = "density-lab.in-words";

/// Kept where the texts are open.
const OPEN: &str = "open";
const VIEW_KEY: &str = "density-lab.view";
/// As the browser keeps it and the style sheets have it.
const PROJECTOR: &str = "projector";

/// What the visitor has chosen for the whole page.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub locale: RwSignal<Locale>,
    pub theme: RwSignal<Theme>,
    /// Whether the panels' texts in words are open.
    pub in_words: RwSignal<bool>,
    /// Whether all is large and the notes are hidden, for a room.
    pub is_projected: RwSignal<bool>,
}

/// Reads the settings, puts them on the document whenever they change, and gives them to every
/// component below.
pub fn provide_settings() -> Settings {
    let settings = Settings {
        locale: RwSignal::new(first_locale()),
        theme: RwSignal::new(Theme::System),
        in_words: RwSignal::new(false),
        is_projected: RwSignal::new(false),
    };
    settings.read();
    effect(move || {
        let locale = settings.locale.get();
        write(of_browser(), LOCALE_KEY, locale.tag());
        set_on_document("lang", Some(locale.tag()));
    });
    effect(move || {
        let name = theme_name(settings.theme.get());
        write(of_browser(), THEME_KEY, name.unwrap_or_default());
        set_on_document("data-theme", name);
    });
    effect(move || {
        let state = if settings.in_words.get() { OPEN } else { "" };
        write(of_browser(), IN_WORDS_KEY, state);
    });
    effect(move || {
        let view = settings.is_projected.get().then_some(PROJECTOR);
        write(of_browser(), VIEW_KEY, view.unwrap_or_default());
        set_on_document("data-view", view);
    });
    provide_context(settings);
    settings
}

impl Settings {
    /// Takes over what is kept: another part of the page may have changed it.
    pub fn read(&self) {
        let locale = read(of_browser(), LOCALE_KEY).map(|tag| Locale::from_tag(&tag));
        let theme = read(of_browser(), THEME_KEY).map(|name| theme_named(&name));
        // Every word is written again when the language is set, be it to what it was.
        if let Some(locale) = locale.filter(|locale| *locale != self.locale.get_untracked()) {
            self.locale.set(locale);
        }
        if let Some(theme) = theme.filter(|theme| *theme != self.theme.get_untracked()) {
            self.theme.set(theme);
        }
        let in_words = read(of_browser(), IN_WORDS_KEY).is_some_and(|state| state == OPEN);
        if in_words != self.in_words.get_untracked() {
            self.in_words.set(in_words);
        }
        let is_projected = read(of_browser(), VIEW_KEY).as_deref() == Some(PROJECTOR);
        if is_projected != self.is_projected.get_untracked() {
            self.is_projected.set(is_projected);
        }
    }
}

/// The page's settings.
#[inline(never)]
pub fn use_settings() -> Settings {
    use_context().unwrap_or_else(provide_settings)
}

/// The words of the language in force.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    locale: RwSignal<Locale>,
}

impl Text {
    /// Those of an area; whoever reads them in an effect or a view hears of another language.
    // Called, like the next, from hundreds of closures: not a copy in each.
    #[inline(never)]
    pub fn of<W: Words>(&self) -> &'static W {
        W::of(self.locale())
    }

    #[inline(never)]
    pub fn locale(&self) -> Locale {
        self.locale.get()
    }
}

/// The words of the language in force.
pub fn use_text() -> Text {
    let locale = use_settings().locale;
    Text { locale }
}

/// Until the visitor chooses.
fn first_locale() -> Locale {
    let language = window().navigator().language();
    language.map_or(Locale::En, |tag| Locale::from_tag(&tag))
}

/// As the style sheets have it; None leaves the choice to the system.
fn theme_name(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

fn theme_named(name: &str) -> Theme {
    match name {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::System,
    }
}

fn set_on_document(attribute: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    // Neither can fail: the names are fixed and valid.
    match value {
        Some(value) => root.set_attribute(attribute, value).ok(),
        None => root.remove_attribute(attribute).ok(),
    };
}
