//! The panel's part of an address.

use std::fmt;

use crate::plot::{decimal, fixed};
use crate::protocol::CodeSize;
use crate::ui::address::{AddressError, Fault, Fields, PanelLink};
use crate::ui::panels::source::Source;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub size: CodeSize,
    pub source: Source,
    /// A code that was put in the place of the encoder's own, as [`settled`] as its numbers are.
    pub code: Option<Vec<f32>>,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            size: CodeSize::Two,
            source: Source::Digit(0),
            code: None,
        }
    }
}

/// Decimals of a code's numbers in an address.
const N_DECIMALS: usize = 3;

/// A code's number is at most this far from 0.
pub const FARTHEST: f32 = 1_000.0;

/// A number as an address can say it, so that a link loses nothing of it.
pub fn settled(z: f32) -> f32 {
    let z = if z.is_finite() { z } else { 0.0 };
    let text = fixed(z.clamp(-FARTHEST, FARTHEST).into(), N_DECIMALS);
    decimal(&text).unwrap_or_default() as f32
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let size = fields.take("size", read_size)?.unwrap_or(start.size);
        let source = fields.take("of", Source::read)?;
        Ok(Self {
            size,
            source: source.unwrap_or(start.source),
            code: fields.take("code", |value| read_code(value, size))?,
        })
    }
}

/// How many numbers a code has.
///
/// # Errors
/// [`Fault::Malformed`] where there is no such autoencoder.
pub fn read_size(value: &str) -> Result<CodeSize, Fault> {
    let sizes = CodeSize::ALL.into_iter();
    let mut named = sizes.filter(|size| size.n().to_string() == value);
    named.next().ok_or(Fault::Malformed)
}

fn read_code(value: &str, size: CodeSize) -> Result<Vec<f32>, Fault> {
    let numbers: Option<Vec<f64>> = value.split(',').map(decimal).collect();
    let numbers = numbers.filter(|numbers| numbers.len() == size.n());
    let numbers = numbers.ok_or(Fault::Malformed)?;
    if numbers.iter().any(|z| z.abs() > FARTHEST.into()) {
        return Err(Fault::OutOfRange {
            least: fixed((-FARTHEST).into(), 0),
            most: fixed(FARTHEST.into(), 0),
        });
    }
    Ok(numbers.into_iter().map(|z| settled(z as f32)).collect())
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "of={}", self.source)?;
        if self.size != Self::default().size {
            write!(f, "&size={}", self.size.n())?;
        }
        if let Some(code) = &self.code {
            let numbers = code.iter().map(|z| fixed(f64::from(*z), N_DECIMALS));
            write!(f, "&code={}", numbers.collect::<Vec<_>>().join(","))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_that_there_are() {
        assert_eq!(read_size("32"), Ok(CodeSize::ThirtyTwo));
        for value in ["", "3", "02", "2.0", "-2"] {
            assert_eq!(read_size(value), Err(Fault::Malformed), "{value}");
        }
    }

    #[test]
    fn a_code_has_as_many_numbers_as_its_size_says() {
        let read = |value| read_code(value, CodeSize::Two);
        assert_eq!(read("-1.5,0.25"), Ok(vec![-1.5, 0.25]));
        for value in ["", "1", "1,2,3", "1,", "1,x", "1,NaN", "1e2,1"] {
            assert_eq!(read(value), Err(Fault::Malformed), "{value}");
        }
        assert!(matches!(read("0,1000.1"), Err(Fault::OutOfRange { .. })));
    }

    #[test]
    fn a_settled_number_stays_itself_in_a_link() {
        for z in [0.0, -0.0004, 1.0 / 3.0, -12.345_678, 2e9, f32::NAN] {
            let once = settled(z);
            assert_eq!(settled(once), once);
            let code = format!("{},0", fixed(once.into(), N_DECIMALS));
            assert_eq!(read_code(&code, CodeSize::Two), Ok(vec![once, 0.0]));
        }
    }
}
