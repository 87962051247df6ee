//! A text as elements of the document, made one by one.

use std::cell::RefCell;

use leptos::{prelude::document, web_sys::Element};

use super::formula::{Formula, formula};
use super::{Kind, Measured, Node, Outcome};
use crate::i18n::words::WordsText;
use crate::plot::Role;

/// A place in a text that follows what the panel measures.
pub struct Place {
    element: Element,
    finding: Node,
    /// What stands there.
    shown: RefCell<Option<Option<Measured>>>,
}

/// Puts a text into `into`; returns where it follows the panel.
pub fn draw(blocks: Vec<Node>, into: &Element) -> Vec<Place> {
    let mut places = vec![];
    for block in blocks {
        let Some(element) = put(&block, into, None, false) else {
            continue;
        };
        if block.kind == Kind::Finding {
            set(&element, "aria-live", "polite");
            set(&element, "data-testid", &format!("finding-{}", block.text));
            places.push(Place {
                element,
                finding: block,
                shown: RefCell::default(),
            });
        }
    }
    places
}

impl Place {
    /// Says what is known by now.
    pub fn show(&self, measured: &[Measured], words: &WordsText) {
        let mut named = measured.iter();
        let now = named.find(|measured| measured.of.name == self.finding.text);
        if self.shown.borrow().as_ref().map(Option::as_ref) == Some(now) {
            return;
        }
        *self.shown.borrow_mut() = Some(now.cloned());
        self.element.set_text_content(None);
        let outcome = now.map(|measured| measured.outcome);
        let (name, mark) = match outcome {
            None => ("before", ""),
            Some(Outcome::Holds) => ("holds", words.holds),
            Some(Outcome::Fails) => ("fails", words.fails),
            Some(Outcome::Unclear) => ("unclear", words.unclear),
        };
        set(&self.element, "data-outcome", name);
        if outcome.is_some()
            && let Some(element) = append_element(&self.element, Kind::Bold)
        {
            append(&element, mark);
            append(&self.element, " ");
        }
        for node in self.finding.case(outcome) {
            put(node, &self.element, now, false);
        }
    }
}

/// Puts a panel's formulas into an element, in the place of those that are there.
pub fn draw_formulas(formulas: Formula, into: &Element) {
    into.set_text_content(None);
    for line in formulas.0.lines() {
        // Each is read by a test; one that could not be would be shown as it is written.
        match formula(line) {
            Ok(math) => put_on_a_line(&math, into),
            Err(_) => append(into, line),
        }
    }
}

fn put_on_a_line(math: &Node, into: &Element) {
    if let Some(math) = put(math, into, None, false) {
        set(&math, "display", "block");
    }
}

/// Puts a piece into an element, with what was measured in its places; what has become of it.
fn put(
    node: &Node,
    into: &Element,
    measured: Option<&Measured>,
    is_script: bool,
) -> Option<Element> {
    let element = match node.kind {
        Kind::Text => {
            append(into, &node.text);
            return None;
        }
        Kind::Figure => {
            let figure = measured.and_then(|measured| measured.figure(&node.text));
            append(into, figure.unwrap_or("–"));
            return None;
        }
        kind => append_element(into, kind)?,
    };
    let class = match node.kind {
        Kind::Try => "words-try",
        Kind::Formula => "formula",
        Kind::Finding => "words-finding",
        _ => node.role.map_or("", Role::class),
    };
    if !class.is_empty() {
        set(&element, "class", class);
    }
    match node.kind {
        Kind::Link => set(&element, "href", &node.text),
        Kind::Mspace => set(&element, "width", &node.text),
        // In a line of text, brackets are no taller than the line.
        Kind::Mo => {
            set(&element, "stretchy", "false");
            // And in scripts, signs stand close.
            if is_script {
                set(&element, "lspace", "0");
                set(&element, "rspace", "0");
            }
            append(&element, &node.text);
        }
        Kind::Formula => {
            for math in &node.children {
                put_on_a_line(math, &element);
            }
            return Some(element);
        }
        // What it says hangs on what is measured.
        Kind::Finding => return Some(element),
        _ => append(&element, &node.text),
    }
    for (place, child) in node.children.iter().enumerate() {
        let is_script = is_script || (node.kind.has_scripts() && place > 0);
        put(child, &element, measured, is_script);
    }
    Some(element)
}

fn append_element(to: &Element, kind: Kind) -> Option<Element> {
    const MATH: &str = "http://www.w3.org/1998/Math/MathML";
    let namespace = match kind.is_math() {
        true => MATH,
        false => "http://www.w3.org/1999/xhtml",
    };
    // It cannot fail: the names are fixed and valid.
    let element = document()
        .create_element_ns(Some(namespace), kind.tag())
        .ok()?;
    to.append_child(&element).ok()?;
    Some(element)
}

fn append(to: &Element, text: &str) {
    if !text.is_empty() {
        to.append_with_str_1(text).ok();
    }
}

fn set(element: &Element, attribute: &str, value: &str) {
    element.set_attribute(attribute, value).ok();
}
