use std::fmt;

use super::AddressError;
use crate::plot::{BarScale, GreyRange, decimal};

/// The `name=value` pairs of an address, taken out one by one.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, String)>);

/// What is wrong with a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Malformed,
    OutOfRange { least: String, most: String },
}

impl Fields {
    pub(super) fn parse(query: &str) -> Result<Self, AddressError> {
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

    pub(super) fn finish(self) -> Result<(), AddressError> {
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

/// Whether something is on.
///
/// # Errors
/// [`Fault`] for anything but `on` and `off`.
pub fn is_on(value: &str) -> Result<bool, Fault> {
    match value {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Fault::Malformed),
    }
}

/// A share, from 0 to 1.
///
/// # Errors
/// [`Fault`] for anything else.
pub fn share(value: &str) -> Result<f32, Fault> {
    let share = decimal(value).ok_or(Fault::Malformed)?;
    if !(0.0..=1.0).contains(&share) {
        return Err(Fault::OutOfRange {
            least: "0".to_owned(),
            most: "1".to_owned(),
        });
    }
    Ok(share as f32)
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
pub(super) fn excerpt(text: &str) -> String {
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

    #[test]
    fn a_long_value_is_cut_short_between_characters() {
        assert_eq!(excerpt(&"가".repeat(41)), format!("{}…", "가".repeat(40)));
        assert_eq!(excerpt("short"), "short");
    }
}
