//! Every visible string, in both languages side by side.
//!
//! Each area of the page has a struct whose fields are all required: a string that is missing
//! in a language does not compile. A sentence with something in it is a function. Each is a
//! [`Words`], so that a part of the page carries no other part's words.

pub mod app;
pub mod autoencoder;
pub mod classified;
pub mod compare;
pub mod failure;
pub mod gan;
pub mod growth;
pub mod latent_run;
pub mod nearest;
pub mod overview;
pub mod pixel_cnn;
pub mod pixel_rnn;
pub mod source;
pub mod surprise;
pub mod vae;
pub mod widgets;
pub mod words;

use crate::plot::Role;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    En,
    Ko,
}

/// The words of an area, in each language. An area is asked for by its type, so that a program
/// carries the words of those areas alone that it shows.
pub trait Words: Sized + 'static {
    const EN: &'static Self;
    const KO: &'static Self;

    fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::En => Self::EN,
            Locale::Ko => Self::KO,
        }
    }
}

/// A piece of a sentence; one that speaks of a thing in the picture wears that thing's colour.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub role: Option<Role>,
    pub text: &'static str,
}

impl Locale {
    /// The language's tag, as the document and the browser write it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// The language that fits a browser's tag, such as `ko-KR`.
    pub fn from_tag(tag: &str) -> Self {
        match tag.split('-').next() {
            Some(language) if language.eq_ignore_ascii_case("ko") => Self::Ko,
            _ => Self::En,
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ko,
            Self::Ko => Self::En,
        }
    }
}

const fn plain(text: &'static str) -> Span {
    Span { role: None, text }
}

const fn colored(role: Role, text: &'static str) -> Span {
    Span {
        role: Some(role),
        text,
    }
}

/// `received` of `total` bytes in words of kilobytes; a total of 0 is not known.
fn kilobytes(received: u64, total: u64) -> String {
    let kilo = |bytes: u64| bytes.div_ceil(1000);
    match total {
        0 => format!("{} KB", kilo(received)),
        total => format!("{} / {} KB", kilo(received), kilo(total)),
    }
}

/// A whole number with a comma at every thousand.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (digit_idx, digit) in digits.chars().enumerate() {
        if digit_idx > 0 && (digits.len() - digit_idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browser_tags_choose_the_language() {
        for (tag, locale) in [
            ("ko", Locale::Ko),
            ("ko-KR", Locale::Ko),
            ("KO", Locale::Ko),
            ("kok-IN", Locale::En),
            ("en-GB", Locale::En),
            ("", Locale::En),
        ] {
            assert_eq!(Locale::from_tag(tag), locale, "{tag}");
        }
    }

    #[test]
    fn large_numbers_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (151_808, "151,808"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }

    #[test]
    fn bytes_are_told_with_their_total_where_it_is_known() {
        assert_eq!(kilobytes(1, 0), "1 KB");
        assert_eq!(kilobytes(250_000, 1_000_000), "250 / 1000 KB");
    }
}
