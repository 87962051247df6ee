//! The stages of a step, in the order in which they happen.

/// A stage of one step of both nets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    #[default]
    Noise,
    Generated,
    Real,
    Verdicts,
    /// The discriminator's.
    Loss,
    Gradient,
    Moves,
    NewVerdicts,
    GeneratorLoss,
    PixelGradient,
    GeneratorGradient,
    GeneratorMoves,
    Regenerated,
}

/// A place of the diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Noise,
    Generator,
    Generated,
    Real,
    Discriminator,
    Verdicts,
    Loss,
}

/// Which way things go between two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Forward,
    /// A gradient.
    Backward,
}

impl Stage {
    pub const ALL: [Self; 13] = [
        Self::Noise,
        Self::Generated,
        Self::Real,
        Self::Verdicts,
        Self::Loss,
        Self::Gradient,
        Self::Moves,
        Self::NewVerdicts,
        Self::GeneratorLoss,
        Self::PixelGradient,
        Self::GeneratorGradient,
        Self::GeneratorMoves,
        Self::Regenerated,
    ];
    pub const N: usize = Self::ALL.len();

    /// Its place in the order, from 0.
    pub const fn idx(self) -> usize {
        self as usize
    }

    /// The stage at a place in the order; beyond the last the last.
    pub fn at(idx: usize) -> Self {
        Self::ALL.get(idx).copied().unwrap_or(Self::Regenerated)
    }

    pub const fn is_last(self) -> bool {
        self.idx() + 1 == Self::N
    }

    /// Whether the generator learns in it, rather than the discriminator.
    pub const fn is_generators(self) -> bool {
        self.idx() >= Self::GeneratorLoss.idx()
    }

    /// The places that it lights up.
    pub const fn lit(self) -> &'static [Place] {
        match self {
            Self::Noise => &[Place::Noise],
            Self::Generated | Self::Regenerated => {
                &[Place::Noise, Place::Generator, Place::Generated]
            }
            Self::Real => &[Place::Real],
            Self::Verdicts => &[
                Place::Generated,
                Place::Real,
                Place::Discriminator,
                Place::Verdicts,
            ],
            Self::Loss | Self::GeneratorLoss => &[Place::Verdicts, Place::Loss],
            Self::Gradient => &[Place::Loss, Place::Verdicts, Place::Discriminator],
            Self::Moves => &[Place::Discriminator],
            Self::NewVerdicts => &[Place::Generated, Place::Discriminator, Place::Verdicts],
            Self::PixelGradient => &[
                Place::Loss,
                Place::Verdicts,
                Place::Discriminator,
                Place::Generated,
            ],
            Self::GeneratorGradient => &[Place::Generated, Place::Generator],
            Self::GeneratorMoves => &[Place::Generator],
        }
    }

    /// The first stage after which there is something at a place.
    pub const fn first_at(place: Place) -> Self {
        match place {
            Place::Noise => Self::Noise,
            Place::Generator | Place::Generated => Self::Generated,
            Place::Real => Self::Real,
            Place::Discriminator | Place::Verdicts => Self::Verdicts,
            Place::Loss => Self::Loss,
        }
    }

    /// What flows in it into or out of a place along its arrow, if anything does. The arrow of a
    /// place is the one that leaves it on its way from noise to loss.
    pub fn flow_from(self, place: Place) -> Option<Flow> {
        use Place::{Discriminator, Generated, Generator, Noise, Real, Verdicts};
        let is_backward = matches!(
            self,
            Self::Gradient | Self::PixelGradient | Self::GeneratorGradient
        );
        let arrows: &[Place] = match self {
            Self::Noise | Self::Real | Self::Moves | Self::GeneratorMoves => &[],
            Self::Generated | Self::Regenerated => &[Noise, Generator],
            Self::Verdicts => &[Generated, Real, Discriminator],
            Self::Loss | Self::GeneratorLoss => &[Verdicts],
            Self::NewVerdicts => &[Generated, Discriminator],
            Self::Gradient => &[Verdicts, Discriminator],
            Self::PixelGradient => &[Verdicts, Discriminator, Generated],
            Self::GeneratorGradient => &[Generator],
        };
        let flow = match is_backward {
            true => Flow::Backward,
            false => Flow::Forward,
        };
        arrows.contains(&place).then_some(flow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_have_an_order_that_leads_to_the_last() {
        for (idx, stage) in Stage::ALL.into_iter().enumerate() {
            assert_eq!((stage.idx(), Stage::at(idx)), (idx, stage));
            assert_eq!(stage.is_last(), idx == 12);
        }
        assert_eq!(Stage::at(99), Stage::Regenerated);
        assert!(!Stage::NewVerdicts.is_generators());
        assert!(Stage::GeneratorLoss.is_generators());
    }

    #[test]
    fn nothing_is_lit_before_there_is_something() {
        for stage in Stage::ALL {
            assert!(!stage.lit().is_empty());
            for place in stage.lit() {
                assert!(Stage::first_at(*place) <= stage, "{stage:?} {place:?}");
            }
        }
    }

    #[test]
    fn gradients_flow_back_and_all_else_forward() {
        let at = |stage: Stage| stage.flow_from(Place::Discriminator);
        assert_eq!(at(Stage::Verdicts), Some(Flow::Forward));
        assert_eq!(at(Stage::Gradient), Some(Flow::Backward));
        assert_eq!(at(Stage::PixelGradient), Some(Flow::Backward));
        assert_eq!(at(Stage::Moves), None);
        assert_eq!(Stage::Gradient.flow_from(Place::Generated), None);
    }
}
