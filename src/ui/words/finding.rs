//! What a panel measured, and what that means for a statement.

/// Something that a panel measures and its text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub name: &'static str,
    /// What may come out: of each the text has a sentence.
    pub outcomes: &'static [Outcome],
    /// Numbers that these sentences may name.
    pub figures: &'static [&'static str],
}

/// Whether a statement holds, by what was measured here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Holds,
    Fails,
    /// Chance may have made the difference, or there is too little to tell.
    Unclear,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Holds, Self::Fails, Self::Unclear];

    /// Of a statement that is so or is not.
    pub const fn of(holds: bool) -> Self {
        match holds {
            true => Self::Holds,
            false => Self::Fails,
        }
    }
}

/// A [`Finding`] that has been measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub of: Finding,
    pub outcome: Outcome,
    /// The numbers as they are written, in the finding's order.
    pub figures: Vec<String>,
}

impl Finding {
    /// What came out, with its figures in order.
    pub fn measured<const N: usize>(self, outcome: Outcome, figures: [String; N]) -> Measured {
        Measured {
            of: self,
            outcome,
            figures: figures.into(),
        }
    }
}

impl Measured {
    /// A figure as it is written; none of another name.
    pub fn figure(&self, name: &str) -> Option<&str> {
        let mut named = self.of.figures.iter().zip(&self.figures);
        let figure = named.find(|(known, _)| **known == name);
        figure.map(|(_, value)| value.as_str())
    }
}
