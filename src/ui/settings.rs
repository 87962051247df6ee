//! Language and theme: chosen by the visitor, kept by the browser, worn by the document.

use leptos::prelude::*;

use crate::ui::signals::effect;

use crate::{
    i18n::{Locale, Text},
    plot::Theme,
};

const LOCALE_KEY: &str = "density-lab.locale";
const THEME_KEY: &str = "density-lab.theme";

/// What the visitor has chosen for the whole page.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub locale: RwSignal<Locale>,
    pub theme: RwSignal<Theme>,
}

/// Reads the settings, puts them on the document whenever they change, and gives them to every
/// component below.
pub fn provide_settings() -> Settings {
    let settings = Settings {
        locale: RwSignal::new(first_locale()),
        theme: RwSignal::new(stored(THEME_KEY).map_or(Theme::System, |name| theme_named(&name))),
    };
    effect(move || {
        let locale = settings.locale.get();
        store(LOCALE_KEY, locale.tag());
        set_on_document("lang", Some(locale.tag()));
    });
    effect(move || {
        let name = theme_name(settings.theme.get());
        store(THEME_KEY, name.unwrap_or_default());
        set_on_document("data-theme", name);
    });
    provide_context(settings);
    settings
}

/// The page's settings.
pub fn use_settings() -> Settings {
    use_context().unwrap_or_else(provide_settings)
}

/// The words of the language in force.
pub fn use_text() -> Signal<&'static Text> {
    let settings = use_settings();
    Signal::derive(move || settings.locale.get().text())
}

fn first_locale() -> Locale {
    stored(LOCALE_KEY)
        .or_else(|| window().navigator().language())
        .map_or(Locale::En, |tag| Locale::from_tag(&tag))
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

/// Some browsers refuse storage to some pages. The choice is then for this visit alone.
fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        storage.set_item(key, value).ok();
    }
}
