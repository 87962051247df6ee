//! Addresses: the fragment that says which panel is open and what is on it, such as
//! `#/pixelcnn?seed=7&at=412`.
//!
//! Here is what all of them share: the page's name and the fields behind it. Each panel reads
//! and writes its own fields.

use std::fmt;

use thiserror::Error;

use super::panels::pixel_cnn::{complete, sample, surprise, training};
use crate::i18n::Text;
use crate::plot::{BarScale, GreyRange};

/// A page, with what is on it.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    Sample(sample::Link),
    Complete(complete::Link),
    Surprise(surprise::Link),
    Training(training::Link),
    Check,
}

/// A page, whatever is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Sample,
    Complete,
    Surprise,
    Training,
    Check,
}

impl Page {
    /// Its part of an address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Sample => "pixelcnn",
            Self::Complete => "pixelcnn/complete",
            Self::Surprise => "pixelcnn/surprise",
            Self::Training => "pixelcnn/training",
            Self::Check => "check",
        }
    }
}

/// Why a fragment is no address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddressError {
    #[error("there is no page {page:?}")]
    UnknownPage { page: String },
    #[error("there is no field {field:?}")]
    UnknownField { field: String },
    #[error("the field {field} is there twice")]
    Repeated { field: String },
    #[error("{field} = {value:?} cannot be read")]
    Malformed { field: String, value: String },
    #[error("{field} = {value} is not within {least} to {most}")]
    OutOfRange {
        field: String,
        value: String,
        least: String,
        most: String,
    },
}

impl Route {
    /// The page that `fragment` names; an empty one names the first page.
    ///
    /// # Errors
    /// [`AddressError`] where it names none, or says something of it that cannot be.
    pub fn parse(fragment: &str) -> Result<Self, AddressError> {
        let address = fragment.trim_start_matches('#').trim_start_matches('/');
        let (page, query) = address.split_once('?').unwrap_or((address, ""));
        let mut fields = Fields::parse(query)?;
        let route = match page.trim_end_matches('/') {
            "" | "pixelcnn" => Self::Sample(sample::Link::read(&mut fields)?),
            "pixelcnn/complete" => Self::Complete(complete::Link::read(&mut fields)?),
            "pixelcnn/surprise" => Self::Surprise(surprise::Link::read(&mut fields)?),
            "pixelcnn/training" => Self::Training(training::Link::read(&mut fields)?),
            "check" => Self::Check,
            other => {
                return Err(AddressError::UnknownPage {
                    page: excerpt(other),
                });
            }
        };
        fields.finish()?;
        Ok(route)
    }

    pub const fn page(&self) -> Page {
        match self {
            Self::Sample(_) => Page::Sample,
            Self::Complete(_) => Page::Complete,
            Self::Surprise(_) => Page::Surprise,
            Self::Training(_) => Page::Training,
            Self::Check => Page::Check,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/{}", self.page().path())?;
        match self {
            Self::Sample(link) => write!(f, "?{link}"),
            Self::Complete(link) => write!(f, "?{link}"),
            Self::Surprise(link) => write!(f, "?{link}"),
            Self::Training(link) => write!(f, "?{link}"),
            Self::Check => Ok(()),
        }
    }
}

impl AddressError {
    /// The error in the visitor's language.
    pub fn sentence(&self, text: &Text) -> String {
        let words = &text.app.address;
        match self {
            Self::UnknownPage { page } => (words.unknown_page)(page),
            Self::UnknownField { field } => (words.unknown_field)(field),
            Self::Repeated { field } => (words.repeated)(field),
            Self::Malformed { field, value } => (words.malformed)(field, value),
            Self::OutOfRange {
                field,
                value,
                least,
                most,
            } => (words.out_of_range)(field, value, least, most),
        }
    }
}

/// The `name=value` pairs of an address, taken out one by one.
#[derive(Debug)]
pub struct Fields(Vec<(String, String)>);

/// What is wrong with a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Malformed,
    OutOfRange { least: String, most: String },
}

impl Fields {
    fn parse(query: &str) -> Result<Self, AddressError> {
        let mut fields: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if fields.iter().any(|(known, _)| known == name) {
                return Err(AddressError::Repeated {
                    field: excerpt(name),
                });
            }
            fields.push((name.to_owned(), unescape(value)));
        }
        Ok(Self(fields))
    }

    /// Takes out the field `name`, as `read` understands it; None where it is not there.
    ///
    /// # Errors
    /// [`AddressError`] with the field and the value that `read` refuses.
    pub fn take<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, AddressError> {
        let Some(field_idx) = self.0.iter().position(|(known, _)| known == name) else {
            return Ok(None);
        };
        let (field, value) = self.0.remove(field_idx);
        read(&value).map(Some).map_err(|fault| match fault {
            Fault::Malformed => AddressError::Malformed {
                field,
                value: excerpt(&value),
            },
            Fault::OutOfRange { least, most } => AddressError::OutOfRange {
                field,
                value: excerpt(&value),
                least,
                most,
            },
        })
    }

    fn finish(self) -> Result<(), AddressError> {
        match self.0.into_iter().next() {
            None => Ok(()),
            Some((name, _)) => Err(AddressError::UnknownField {
                field: excerpt(&name),
            }),
        }
    }
}

/// A whole number up to `most`.
///
/// # Errors
/// [`Fault`] for anything else.
pub fn whole_number(value: &str, most: u64) -> Result<u64, Fault> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Malformed);
    }
    match value.parse() {
        Ok(number) if number <= most => Ok(number),
        _ => Err(Fault::OutOfRange {
            least: "0".to_owned(),
            most: most.to_string(),
        }),
    }
}

/// A choice that an address names.
pub trait Choice: Copy + PartialEq + Default + 'static {
    /// Each with its name, in the order in which they are offered.
    const NAMED: &'static [(Self, &'static str)];

    fn name(self) -> &'static str {
        let named = Self::NAMED.iter().find(|(choice, _)| *choice == self);
        named.map_or("", |(_, name)| name)
    }

    /// The choice of this name.
    ///
    /// # Errors
    /// [`Fault::Malformed`] where there is none.
    fn read(name: &str) -> Result<Self, Fault> {
        let named = Self::NAMED.iter().find(|(_, known)| *known == name);
        named.map(|(choice, _)| *choice).ok_or(Fault::Malformed)
    }

    /// Writes `&field=name`; the usual choice is left out, so links stay as short as they were.
    ///
    /// # Errors
    /// Where `f` takes no more.
    fn write(self, field: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self == Self::default() {
            return Ok(());
        }
        write!(f, "&{field}={}", self.name())
    }
}

impl Choice for GreyRange {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::All, "all"),
        (Self::Dark, "dark"),
        (Self::Bright, "bright"),
    ];
}

impl Choice for BarScale {
    const NAMED: &'static [(Self, &'static str)] = &[(Self::Linear, "linear"), (Self::Log, "log")];
}

/// Enough of a text that anyone may have typed to be recognised in a sentence.
fn excerpt(text: &str) -> String {
    const N_CHARS: usize = 40;
    match text.char_indices().nth(N_CHARS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Undoes the escapes of the two signs that chat programs and mailers like to escape in links.
fn unescape(value: &str) -> String {
    value
        .replace("%2C", ",")
        .replace("%2c", ",")
        .replace("%40", "@")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(error: Result<Route, AddressError>) -> String {
        match error {
            Err(AddressError::OutOfRange { field, .. }) => format!("range {field}"),
            Err(AddressError::Malformed { field, .. }) => format!("malformed {field}"),
            Err(AddressError::UnknownField { field }) => format!("unknown {field}"),
            Err(AddressError::Repeated { field }) => format!("repeated {field}"),
            Err(AddressError::UnknownPage { page }) => format!("page {page}"),
            Ok(route) => route.to_string(),
        }
    }

    #[test]
    fn addresses_survive_being_written_and_read() {
        for address in [
            "#/pixelcnn?seed=7&at=412&t=1,0.5@300&speed=60",
            "#/pixelcnn?seed=18446744073709551615&at=784&t=0.1,2@1,0.3@783&speed=max",
            "#/pixelcnn?seed=0&at=0&t=0.85&speed=1",
            "#/pixelcnn?seed=7&at=412&t=1&speed=60&show=surprise",
            "#/pixelcnn?seed=7&at=412&t=1&speed=max&show=field",
            "#/pixelcnn?seed=7&at=412&t=1&speed=60&image=3&n=4&show=mask&layer=2&zoom=dark&scale=log&near=on",
            "#/pixelcnn/complete?seed=7&at=412&t=1&speed=60&image=8&of=digit.17&rows=14",
            "#/pixelcnn/complete?seed=7&at=0&t=0.5&speed=max&of=ink.0C0gmv.1C1gkk&rows=28",
            "#/pixelcnn/surprise?of=shoe.3",
            "#/pixelcnn/surprise?of=noise.18446744073709551615&zoom=bright&scale=log",
            "#/pixelcnn/surprise?of=ink.",
            "#/pixelcnn/training?seed=3&steps=120",
            "#/check",
        ] {
            let route = Route::parse(address).expect(address);
            assert_eq!(route.to_string(), address);
        }
    }

    #[test]
    fn what_is_left_out_is_as_at_the_start() {
        let start = Route::Sample(sample::Link::default());
        for address in ["", "#", "#/", "#/pixelcnn", "#/pixelcnn/?", "/pixelcnn"] {
            assert_eq!(Route::parse(address), Ok(start.clone()), "{address}");
        }
    }

    #[test]
    fn escaped_signs_are_understood() {
        assert_eq!(
            Route::parse("#/pixelcnn?t=1%2C0.5%40300"),
            Route::parse("#/pixelcnn?t=1,0.5@300"),
        );
    }

    #[test]
    fn what_cannot_be_is_told_by_its_field() {
        let huge = "9".repeat(60);
        for (address, expected) in [
            ("#/gan", "page gan"),
            ("#/pixelcnn?sed=7", "unknown sed"),
            ("#/check?seed=7", "unknown seed"),
            ("#/pixelcnn?seed=7&seed=8", "repeated seed"),
            ("#/pixelcnn?seed=seven", "malformed seed"),
            ("#/pixelcnn?seed=", "malformed seed"),
            ("#/pixelcnn?seed", "malformed seed"),
            ("#/pixelcnn?seed=-1", "range seed"),
            (&format!("#/pixelcnn?seed={huge}"), "range seed"),
            ("#/pixelcnn?at=785", "range at"),
            ("#/pixelcnn?at=1.5", "malformed at"),
            ("#/pixelcnn?t=", "malformed t"),
            ("#/pixelcnn?t=0.05", "range t"),
            ("#/pixelcnn?t=NaN", "malformed t"),
            ("#/pixelcnn?t=inf", "malformed t"),
            ("#/pixelcnn?t=0.5@300", "malformed t"),
            ("#/pixelcnn?t=1,0.5@784", "range t"),
            ("#/pixelcnn?t=1,0.5@300,0.7@300", "malformed t"),
            ("#/pixelcnn?speed=0", "range speed"),
            ("#/pixelcnn?speed=1001", "range speed"),
            ("#/pixelcnn?speed=fast", "malformed speed"),
            ("#/pixelcnn?show=", "malformed show"),
            ("#/pixelcnn?show=Image", "malformed show"),
            ("#/pixelcnn?n=5", "malformed n"),
            ("#/pixelcnn?n=4&image=4", "range image"),
            ("#/pixelcnn?layer=99", "range layer"),
            ("#/pixelcnn/complete?of=shoe.1", "malformed of"),
            ("#/pixelcnn/complete?of=digit.200", "range of"),
            ("#/pixelcnn/complete?rows=29", "range rows"),
            ("#/pixelcnn/surprise?of=cat.1", "malformed of"),
            ("#/pixelcnn/surprise?of=ink.!!", "malformed of"),
            ("#/pixelcnn/training?steps=1000000", "range steps"),
        ] {
            assert_eq!(field(Route::parse(address)), expected, "{address}");
        }
    }

    #[test]
    fn a_long_value_is_cut_short_between_characters() {
        assert_eq!(excerpt(&"가".repeat(41)), format!("{}…", "가".repeat(40)));
        assert_eq!(excerpt("short"), "short");
    }
}
