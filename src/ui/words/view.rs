use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::{prelude::*, web_sys::Element};
use wasm_bindgen_futures::spawn_local;

use super::draw::{Place, draw};
use super::fetch::{Trouble, fetch};
use super::{Measured, file_of};
use crate::{
    i18n::{Locale, Words, failure::FailureText, words::WordsText},
    ui::{
        address::Page,
        hooks::use_address,
        settings::{use_settings, use_text},
        signals::{Live, derived, effect, say},
    },
};

/// What the button opens.
const TEXT_ID: &str = "in-words";

/// A panel's text in words: closed at first, and where it is opened once, open on all panels.
#[component]
pub fn InWords(page: Page) -> impl IntoView {
    let is_open = use_settings().in_words;
    let text = use_text();
    let sheet = Rc::new(Sheet {
        page,
        findings: use_address().part.findings(page),
        places: RefCell::default(),
        wanted: Cell::new(None),
    });
    let of_findings = Rc::clone(&sheet);
    // An effect runs after the panel is in the document.
    effect(move || sheet.want(is_open.get().then(|| text.locale())));
    effect(move || {
        if is_open.get() {
            of_findings.follow(text.locale());
        }
    });
    view! {
        <section class="words">
            <button
                type="button"
                data-testid="in-words"
                aria-expanded=derived(move || is_open.get().to_string())
                aria-controls=TEXT_ID
                on:click=move |_| is_open.set(!is_open.get_untracked())
            >
                {say(|words: &WordsText| words.in_words)}
            </button>
            <div class="words-text" id=TEXT_ID data-testid="words-text"></div>
        </section>
    }
}

/// Where a panel's text is written.
struct Sheet {
    page: Page,
    findings: Live<Vec<Measured>>,
    /// Where the text follows the panel.
    places: RefCell<Vec<Place>>,
    /// In which language the text is wanted, if it is: an answer in another one is late.
    wanted: Cell<Option<Locale>>,
}

impl Sheet {
    /// Fetches the text and writes it, or wipes it off.
    fn want(self: &Rc<Self>, wanted: Option<Locale>) {
        let Some(element) = document().get_element_by_id(TEXT_ID) else {
            return;
        };
        self.wanted.set(wanted);
        self.places.borrow_mut().clear();
        let Some(locale) = wanted else {
            write(&element, "", "closed");
            return;
        };
        write(&element, WordsText::of(locale).coming, "coming");
        let sheet = Rc::clone(self);
        spawn_local(async move {
            let file = file_of(sheet.page, locale);
            let fetched = fetch(&file).await;
            if sheet.wanted.get() != Some(locale) {
                return;
            }
            match fetched {
                Ok(blocks) => {
                    write(&element, "", "there");
                    *sheet.places.borrow_mut() = draw(blocks, &element);
                    untrack(|| sheet.follow(locale));
                }
                Err(trouble) => write(&element, &sentence(&trouble, &file, locale), "failed"),
            }
        });
    }

    /// Says what the panel has measured by now; whoever does so in an effect hears of changes.
    fn follow(&self, locale: Locale) {
        // The panel may have gone.
        let Some(findings) = self.findings.try_read() else {
            return;
        };
        for place in self.places.borrow().iter() {
            place.show(&findings, WordsText::of(locale));
        }
    }
}

/// Puts a sentence in the place of all that is there; the state is what tests wait for.
fn write(element: &Element, sentence: &str, state: &str) {
    element.set_text_content(Some(sentence));
    // It cannot fail: the name is valid.
    element.set_attribute("data-state", state).ok();
}

fn sentence(trouble: &Trouble, file: &str, locale: Locale) -> String {
    match trouble {
        Trouble::Fetch(failure) => FailureText::of(locale).sentence(failure),
        Trouble::Markup(error) => (WordsText::of(locale).unreadable)(file, error.line),
    }
}
