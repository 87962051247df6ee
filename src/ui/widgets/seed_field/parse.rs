use thiserror::Error;

/// Why what was written is no seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SeedError {
    #[error("a seed is a whole number")]
    NotWhole,
    #[error("a seed is at most {}", u64::MAX)]
    TooLarge,
}

/// Reads a seed as a visitor writes it: digits, with room around them.
///
/// # Errors
/// [`SeedError`] where that is no whole number from 0 to [`u64::MAX`].
pub fn parse_seed(written: &str) -> Result<u64, SeedError> {
    let digits = written.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(SeedError::NotWhole);
    }
    // Nothing but digits is left, so the size is all that can be wrong with it.
    digits.parse().map_err(|_| SeedError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_seeds() {
        for seed in [0, 7, u64::MAX] {
            assert_eq!(parse_seed(&seed.to_string()), Ok(seed));
        }
        assert_eq!(parse_seed("  042 "), Ok(42));
    }

    #[test]
    fn anything_else_is_not() {
        for written in ["", " ", "-1", "+1", "1.5", "1e3", "seven", "٧", "1 2"] {
            assert_eq!(parse_seed(written), Err(SeedError::NotWhole), "{written}");
        }
        assert_eq!(parse_seed("18446744073709551616"), Err(SeedError::TooLarge));
    }
}
