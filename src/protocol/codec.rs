use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

use super::PROTOCOL_VERSION;

/// Why bytes are not a message.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum DecodeError {
    #[error("the message is of protocol version {theirs}, this side speaks {PROTOCOL_VERSION}")]
    Version { theirs: u16 },
    #[error("the message cannot be read: {detail}")]
    Malformed { detail: String },
}

/// A message as bytes: the protocol's version (two bytes, little-endian), then postcard.
pub fn encode<M: Serialize>(message: &M) -> Vec<u8> {
    let header = PROTOCOL_VERSION.to_le_bytes().to_vec();
    // Serialising plain owned data into a growing buffer has no way to fail; an empty message,
    // which the other side refuses in words, is the answer if postcard should ever find one.
    postcard::to_extend(message, header).unwrap_or_default()
}

/// The message in `bytes`.
///
/// # Errors
/// [`DecodeError`] where the other side speaks another version, or the bytes are no message.
pub fn decode<M: DeserializeOwned>(bytes: &[u8]) -> Result<M, DecodeError> {
    let malformed = |detail: String| DecodeError::Malformed { detail };
    let Some((header, body)) = bytes.split_first_chunk::<2>() else {
        return Err(malformed(format!("{} bytes", bytes.len())));
    };
    let theirs = u16::from_le_bytes(*header);
    if theirs != PROTOCOL_VERSION {
        return Err(DecodeError::Version { theirs });
    }
    match postcard::take_from_bytes(body) {
        Ok((message, [])) => Ok(message),
        Ok((_, rest)) => Err(malformed(format!("{} bytes too many", rest.len()))),
        Err(error) => Err(malformed(error.to_string())),
    }
}
