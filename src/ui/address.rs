//! Addresses: the fragment that says which panel is open and what is on it, such as
//! `#/pixelcnn?seed=7&at=412`.
//!
//! Here is what all of them share: the page's name and the fields behind it. Each panel reads
//! and writes its own fields.

use std::fmt;

use thiserror::Error;

use super::panels::pixel_cnn::Link;
use crate::i18n::Text;

/// A page, with what is on it.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    PixelCnn(Link),
    Check,
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
            "" | "pixelcnn" => Self::PixelCnn(Link::read(&mut fields)?),
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
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PixelCnn(link) => write!(f, "#/pixelcnn?{link}"),
            Self::Check => f.write_str("#/check"),
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
            "#/check",
        ] {
            let route = Route::parse(address).expect(address);
            assert_eq!(route.to_string(), address);
        }
    }

    #[test]
    fn what_is_left_out_is_as_at_the_start() {
        let start = Route::PixelCnn(Link::default());
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
