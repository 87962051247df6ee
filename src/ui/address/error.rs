use thiserror::Error;

use crate::i18n::app::AddressText;

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

impl AddressError {
    /// The error in the visitor's language.
    pub fn sentence(&self, words: &AddressText) -> String {
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
