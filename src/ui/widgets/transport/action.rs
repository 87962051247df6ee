/// What the visitor asks of a thing that plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportAction {
    PlayPause,
    Step,
    StepBack,
    Restart,
    ToEnd,
}

impl TransportAction {
    /// All of them, in the order of their buttons.
    pub const ALL: [Self; 5] = [
        Self::Restart,
        Self::StepBack,
        Self::PlayPause,
        Self::Step,
        Self::ToEnd,
    ];

    /// Whether there is anything left to do it to. Playing is always possible: at the end it
    /// may mean to begin again.
    pub fn is_possible(self, position: usize, length: usize) -> bool {
        match self {
            Self::PlayPause => true,
            Self::Step | Self::ToEnd => position < length,
            Self::StepBack | Self::Restart => position > 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TransportAction::*;

    #[test]
    fn the_ends_bound_what_is_possible() {
        let possible_at = |position| {
            [PlayPause, Step, StepBack, Restart, ToEnd]
                .map(|action| action.is_possible(position, 784))
        };
        assert_eq!(possible_at(0), [true, true, false, false, true]);
        assert_eq!(possible_at(412), [true; 5]);
        assert_eq!(possible_at(784), [true, false, true, true, false]);
    }
}
