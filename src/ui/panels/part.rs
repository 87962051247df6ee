use leptos::prelude::*;

use super::{PanelState, panel_kept, provide_panel};
use crate::{
    i18n::Locale,
    ui::{
        address::{Page, Reader, Route},
        signals::{Live, live},
        words::Measured,
    },
};

/// A word of either language.
pub type Word = fn(Locale) -> &'static str;

/// A part of the page: the panels of one program, which the browser loads when one of them is
/// opened first. `boot.js` knows the parts by the same names.
pub struct Part {
    /// Names the element in which it is.
    pub name: &'static str,
    /// The first panel of the first family is where it starts.
    pub families: &'static [&'static Family],
    /// Pages of no family.
    pub others: &'static [Entry],
}

/// The panels of one model.
pub struct Family {
    /// What the links between the panels are called.
    pub name: Word,
    /// In the order in which a lecture may take them.
    pub panels: &'static [Entry],
}

/// A page of a part: where it is, and how it is made.
pub struct Entry {
    pub reader: Reader,
    /// Its name among the panels of its family.
    pub tab: Word,
    /// Makes what stays while another page is in sight.
    provide: fn(),
    pub view: fn() -> AnyView,
    /// What it has measured of what its text in words says.
    pub findings: fn() -> Live<Vec<Measured>>,
}

impl Entry {
    pub const fn panel<S: PanelState>(tab: Word, view: fn() -> AnyView) -> Self {
        Self {
            reader: Reader::new::<S::Link>(S::PAGE),
            tab,
            provide: || {
                provide_panel::<S>();
            },
            view,
            findings: || panel_kept::<S>().read(S::findings),
        }
    }

    /// A page that keeps nothing and of which an address says nothing.
    pub const fn bare(page: Page, view: fn() -> AnyView) -> Self {
        Self {
            reader: Reader::bare(page),
            tab: |_| "",
            provide: || (),
            view,
            findings: || live(Vec::new),
        }
    }
}

impl Part {
    /// The element in which it is.
    pub fn element(&self) -> Option<web_sys::Element> {
        document().get_element_by_id(&format!("part-{}", self.name))
    }

    /// Whether another part is in sight.
    pub fn is_hidden(&self) -> bool {
        let element = self.element();
        element.is_some_and(|element| element.has_attribute("hidden"))
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let families = self.families.iter().flat_map(|family| family.panels);
        families.chain(self.others)
    }

    /// Gives the states of all panels to every component below.
    pub fn provide_panels(&self) {
        for entry in self.entries() {
            (entry.provide)();
        }
    }

    /// How the page at `path` is read; no path names the first page.
    pub fn reader(&self, path: &str) -> Option<Reader> {
        let mut readers = self.entries().map(|entry| entry.reader);
        readers.find(|reader| path.is_empty() || reader.page.path() == path)
    }

    /// Where the page starts whose path is `path`, or the part where it has no such page.
    pub fn start(&self, path: &str) -> Route {
        let reader = self.reader(path).or_else(|| self.reader(""));
        reader.unwrap_or(Reader::bare(Page::new(""))).start()
    }

    fn entry(&self, page: Page) -> Option<&Entry> {
        self.entries().find(|entry| entry.reader.page == page)
    }

    pub fn view(&self, page: Page) -> AnyView {
        let entry = self.entry(page);
        entry.map_or_else(|| ().into_any(), |entry| (entry.view)())
    }

    /// What the panel at `page` has measured of what its text in words says.
    pub fn findings(&self, page: Page) -> Live<Vec<Measured>> {
        let entry = self.entry(page);
        entry.map_or_else(|| live(Vec::new), |entry| (entry.findings)())
    }

    /// The family that `page` is of.
    pub fn family_of(&self, page: Page) -> Option<&'static Family> {
        let mut families = self.families.iter().copied();
        families.find(|family| {
            let mut pages = family.panels.iter().map(|entry| entry.reader.page);
            pages.any(|known| known == page)
        })
    }
}
