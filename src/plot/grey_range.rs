use std::ops::RangeInclusive;

/// Which grey values a chart of a pixel's distribution shows. Nearly all of it lies at the two
/// ends: paper is 0, and the ink of a stroke is one of the last few values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GreyRange {
    #[default]
    All,
    Dark,
    Bright,
}

impl GreyRange {
    pub const ALL: [Self; 3] = [Self::All, Self::Dark, Self::Bright];

    pub const fn levels(self) -> RangeInclusive<usize> {
        match self {
            Self::All => 0..=255,
            Self::Dark => 0..=15,
            Self::Bright => 240..=255,
        }
    }

    /// The values that are named on the axis.
    pub const fn named(self) -> &'static [usize] {
        match self {
            Self::All => &[0, 64, 128, 192, 255],
            Self::Dark => &[0, 5, 10, 15],
            Self::Bright => &[240, 245, 250, 255],
        }
    }

    /// The part of a distribution over all values that is shown; none of an empty one.
    pub fn of(self, probabilities: &[f32]) -> &[f32] {
        probabilities.get(self.levels()).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_range_is_its_part_and_names_its_ends() {
        let all: Vec<f32> = (0..=255).map(|level| level as f32).collect();
        for range in GreyRange::ALL {
            let levels = range.levels();
            let part = range.of(&all);
            assert_eq!(part.first(), Some(&(*levels.start() as f32)));
            assert_eq!(part.len(), levels.clone().count());
            assert_eq!(range.named().first(), Some(levels.start()));
            assert_eq!(range.named().last(), Some(levels.end()));
            assert!(range.of(&[]).is_empty() && range.of(&[1.0; 3]).is_empty());
        }
    }
}
