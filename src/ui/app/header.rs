use leptos::prelude::*;

use super::status::WorkerStatus;
use crate::{
    i18n::app::AppText,
    plot::Theme,
    ui::{
        address::Page,
        hooks::{Clipboard, use_address},
        settings::{use_settings, use_text},
        signals::{Live, derived, say},
        widgets::{icon::icon, transport::listen_for_letters},
    },
};

const OVERVIEW: Page = Page::new("overview");
const PIXEL_CNN: Page = Page::new("pixelcnn");
const PIXEL_RNN: Page = Page::new("pixelrnn");
const AUTOENCODER: Page = Page::new("autoencoder");
const VAE: Page = Page::new("vae");
const GAN: Page = Page::new("gan");
const COMPARE: Page = Page::new("compare");

/// A disc, half of it dark.
const THEME_ICON: &str = "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM12 5v14a7 7 0 0 0 0-14z";

/// A screen on its stand.
const PROJECTOR_ICON: &str =
    "M3 4h18v2h-1v9h-7v2.3l3.6 2.7-1.2 1.6L12 19l-3.4 2.6-1.2-1.6 3.6-2.7V15H4V6H3zM6 6v7h12V6z";

/// The name of the page, the lecture's tree, the worker, and what holds for the whole page.
#[component]
pub fn Header(#[prop(into)] page: Live<Page>, clipboard: Clipboard) -> impl IntoView {
    view! {
        <header class="app-header">
            <p class="brand">"Density "<em>"Lab"</em></p>
            <Tree page=page />
            <div class="tools">
                <WorkerStatus />
                <LanguageButton />
                <ThemeButton />
                <ProjectorButton />
                <LinkButton clipboard=clipboard />
            </div>
        </header>
    }
}

/// The models as the lecture orders them.
#[component]
fn Tree(page: Live<Page>) -> impl IntoView {
    let text = use_text();
    let words = move || text.of::<AppText>();
    view! {
        <nav class="tree" aria-label=say(|words: &AppText| words.nav_label)>
            <Branch name=derived(move || words().all)>
                <Leaf home=OVERVIEW name=derived(move || words().overview) page=page />
            </Branch>
            <Branch name=derived(move || words().explicit_tractable)>
                <Leaf home=PIXEL_RNN name=derived(|| "PixelRNN") page=page />
                <Leaf home=PIXEL_CNN name=derived(|| "PixelCNN") page=page />
            </Branch>
            <Branch name=derived(move || words().explicit_approximate)>
                <Leaf home=AUTOENCODER name=derived(move || words().autoencoder) page=page />
                <Leaf home=VAE name=derived(|| "VAE") page=page />
            </Branch>
            <Branch name=derived(move || words().implicit)>
                <Leaf home=GAN name=derived(|| "GAN") page=page />
            </Branch>
            <Branch name=derived(move || words().together)>
                <Leaf home=COMPARE name=derived(move || words().compare) page=page />
            </Branch>
        </nav>
    }
}

#[component]
fn Branch(name: Signal<&'static str>, children: Children) -> impl IntoView {
    view! {
        <div class="branch">
            <small>{name}</small>
            <div class="leaves">{children()}</div>
        </div>
    }
}

/// A link to a model: to what was shown of it last, or, where it is the one in sight, to its
/// first panel.
#[component]
fn Leaf(home: Page, name: Signal<&'static str>, page: Live<Page>) -> impl IntoView {
    let address = use_address();
    let is_current = move || page.get().family() == home.family();
    let first = address.link_to(home);
    let link = derived(move || match is_current() {
        true => first.get(),
        false => address.last_of_family(home),
    });
    view! {
        <a
            href=link
            aria-current=derived(move || is_current().then(|| "page".to_owned()))
            data-testid=format!("leaf-{}", home.path())
        >
            {name}
        </a>
    }
}

#[component]
fn LanguageButton() -> impl IntoView {
    let settings = use_settings();
    let other = move || settings.locale.get().other();
    view! {
        <button
            type="button"
            data-testid="language"
            lang=derived(move || other().tag().to_owned())
            on:click=move |_| settings.locale.set(other())
        >
            {say(|words: &AppText| words.other_language)}
        </button>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let theme = use_settings().theme;
    let text = use_text();
    let name = move || {
        let words = text.of::<AppText>();
        (words.theme_now)(theme_name(theme.get(), words))
    };
    let next = move |_| {
        theme.update(|theme| {
            *theme = match theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            };
        });
    };
    view! {
        <button
            type="button"
            data-testid="theme"
            aria-label=name
            title=name
            on:click=next
        >
            {icon(THEME_ICON)}
        </button>
    }
}

/// Large type, and no notes, for whoever speaks to a room: by the key that is its letter, too.
#[component]
fn ProjectorButton() -> impl IntoView {
    let is_projected = use_settings().is_projected;
    let toggle = move || is_projected.update(|is_projected| *is_projected = !*is_projected);
    listen_for_letters(
        &["KeyP", "Escape"],
        Callback::new(move |place| match place {
            0 => toggle(),
            // A field or a sheet in the page may use this key for itself: they have had it.
            _ if is_projected.get_untracked() => is_projected.set(false),
            _ => (),
        }),
    );
    view! {
        <button
            type="button"
            data-testid="projector"
            aria-label=say(|words: &AppText| words.projector)
            aria-pressed=derived(move || is_projected.get().to_string())
            title=say(|words: &AppText| words.projector_with_key)
            on:click=move |_| toggle()
        >
            {icon(PROJECTOR_ICON)}
        </button>
    }
}

fn theme_name(theme: Theme, words: &AppText) -> &'static str {
    match theme {
        Theme::System => words.theme_system,
        Theme::Light => words.theme_light,
        Theme::Dark => words.theme_dark,
    }
}

#[component]
fn LinkButton(clipboard: Clipboard) -> impl IntoView {
    let text = use_text();
    let address = use_address();
    let words = move || {
        let words = text.of::<AppText>();
        match clipboard.copied.get() {
            Some(true) => words.link_copied,
            None | Some(false) => words.copy_link,
        }
    };
    view! {
        <button
            type="button"
            data-testid="copy-link"
            on:click=move |_| clipboard.copy(&address.to_copy())
        >
            {words}
        </button>
    }
}
