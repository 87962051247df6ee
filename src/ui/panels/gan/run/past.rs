//! The steps that a run is made of.

use crate::protocol::{GanSettings, Stretch, Turn};

/// Steps in the order in which they were made; those in a row that were made alike are one
/// stretch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Past(Vec<Stretch>);

impl Past {
    pub fn stretches(&self) -> &[Stretch] {
        &self.0
    }

    pub fn n_steps(&self) -> u32 {
        self.0.iter().map(|stretch| stretch.n_steps).sum()
    }

    /// Adds steps at the end.
    pub fn push(&mut self, next: Stretch) {
        if next.n_steps == 0 {
            return;
        }
        match self.0.last_mut() {
            Some(last) if is_alike(last, &next) => last.n_steps += next.n_steps,
            _ => self.0.push(next),
        }
    }

    /// Adds one step at the end.
    pub fn push_step(&mut self, turn: Turn, settings: GanSettings) {
        self.push(Stretch {
            turn,
            n_steps: 1,
            settings,
        });
    }

    /// Forgets all but the first steps.
    pub fn cut(&mut self, n_steps: u32) {
        let mut left = n_steps;
        for stretch in &mut self.0 {
            stretch.n_steps = stretch.n_steps.min(left);
            left -= stretch.n_steps;
        }
        self.0.retain(|stretch| stretch.n_steps > 0);
    }

    /// The first steps of the first stretch have been made.
    pub fn shorten_first(&mut self, n_steps: u32) {
        if let Some(first) = self.0.first_mut() {
            first.n_steps = first.n_steps.saturating_sub(n_steps);
        }
        self.0.retain(|stretch| stretch.n_steps > 0);
    }

    /// The first stretches alone.
    pub fn first_stretches(&self, n: usize) -> Self {
        Self(self.0.iter().take(n).copied().collect())
    }
}

impl FromIterator<Stretch> for Past {
    fn from_iter<I: IntoIterator<Item = Stretch>>(stretches: I) -> Self {
        let mut past = Self::default();
        for stretch in stretches {
            past.push(stretch);
        }
        past
    }
}

fn is_alike(a: &Stretch, b: &Stretch) -> bool {
    (a.turn, a.settings) == (b.turn, b.settings)
}

#[cfg(test)]
mod tests {
    use super::super::{COLLAPSE, USUAL};
    use super::*;

    #[test]
    fn steps_that_were_made_alike_are_one_stretch() {
        let mut past = Past::default();
        past.push_step(Turn::Both, USUAL);
        past.push_step(Turn::Both, USUAL);
        past.push_step(Turn::Discriminator, USUAL);
        past.push_step(Turn::Both, COLLAPSE);
        past.push_step(Turn::Both, COLLAPSE);
        let lengths: Vec<u32> = past.stretches().iter().map(|s| s.n_steps).collect();
        assert_eq!((past.n_steps(), lengths), (5, vec![2, 1, 2]));
        past.cut(3);
        assert_eq!((past.n_steps(), past.stretches().len()), (3, 2));
        past.cut(9);
        assert_eq!(past.n_steps(), 3);
        past.cut(1);
        assert_eq!(
            past.stretches(),
            [Stretch {
                turn: Turn::Both,
                n_steps: 1,
                settings: USUAL
            }]
        );
        past.cut(0);
        assert_eq!(past, Past::default());
    }

    #[test]
    fn steps_ahead_are_taken_from_the_front() {
        let mut ahead: Past = [(Turn::Both, 3), (Turn::Generator, 1)]
            .into_iter()
            .map(|(turn, n_steps)| Stretch {
                turn,
                n_steps,
                settings: USUAL,
            })
            .collect();
        ahead.shorten_first(1);
        assert_eq!(ahead.n_steps(), 3);
        ahead.shorten_first(2);
        assert_eq!(ahead.stretches()[0].turn, Turn::Generator);
        ahead.shorten_first(1);
        ahead.shorten_first(1);
        assert_eq!(ahead, Past::default());
    }
}
