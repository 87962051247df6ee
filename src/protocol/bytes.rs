//! Many bytes in one go: serde would write and read a `Vec<u8>` one by one. What is written is the
//! same.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    deserializer.deserialize_bytes(Bytes)
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use crate::protocol::{Event, GanEvent, JobId, decode, encode};

    #[test]
    fn many_bytes_are_read_as_they_were_written() {
        let job = JobId(7);
        for n in [0, 1, 300] {
            let bytes: Vec<u8> = (0..n).map(|i| i as u8).collect();
            let event = GanEvent::Saved { bytes };
            let written = encode(&Event::Gan {
                job,
                event: event.clone(),
            });
            assert_eq!(decode(&written), Ok(Event::Gan { job, event }));
        }
    }
}
