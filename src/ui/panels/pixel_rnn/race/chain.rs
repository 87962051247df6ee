//! Which stages of a forward pass must wait for one another.
//!
//! On one thread each stage waits for the one made before it, but few have to: a recurrent layer's
//! row needs the row above and what its own pixels bring, so the next layer can follow a row
//! behind; and a vertical stack never waits for the horizontal one.

use crate::protocol::{RaceStage, RaceStageKind};

/// Stages each of which needs the one before it, with what each costs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chain {
    pub links: Vec<(RaceStageKind, f64)>,
    cost: f64,
}

impl Chain {
    /// The longest one in a forward pass over images of `side` rows, by the cost of each stage.
    pub fn longest(stages: &[RaceStage], side: usize, cost: impl Fn(&RaceStage) -> f64) -> Self {
        // What a row's features come from, and what a row of the vertical stack does.
        let mut features = vec![Self::default(); side];
        let mut stack = Self::default();
        let mut n_rows = 0_usize;
        for stage in stages {
            let (kind, cost) = (stage.kind, cost(stage));
            if kind == RaceStageKind::Row {
                let above = n_rows.checked_sub(1).and_then(|row| features.get(row));
                let above = above.cloned().unwrap_or_default();
                if let Some(row) = features.get_mut(n_rows) {
                    row.wait_for(&above);
                    row.add(kind, cost);
                }
                n_rows += 1;
                continue;
            }
            n_rows = 0;
            if kind == RaceStageKind::Vertical {
                // Its rows are all alike.
                stack.add(kind, cost);
                continue;
            }
            for row in &mut features {
                if kind == RaceStageKind::Horizontal {
                    row.wait_for(&stack);
                }
                row.add(kind, cost);
            }
        }
        let by_cost = |a: &Self, b: &Self| a.cost.total_cmp(&b.cost);
        features.into_iter().max_by(by_cost).unwrap_or_default()
    }

    fn wait_for(&mut self, other: &Self) {
        if other.cost > self.cost {
            self.clone_from(other);
        }
    }

    fn add(&mut self, kind: RaceStageKind, cost: f64) {
        self.links.push((kind, cost));
        self.cost += cost;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RaceStageKind::{Head, Horizontal, Input, Out, Row, Softmax, Vertical, Window};

    fn n_waiting(kinds: &[RaceStageKind], side: usize) -> usize {
        let stage = |&kind| RaceStage {
            kind,
            width: 1,
            ms: 1.0,
        };
        let stages: Vec<RaceStage> = kinds.iter().map(stage).collect();
        Chain::longest(&stages, side, |_| 1.0).links.len()
    }

    /// Down the rows once, and a step aside for each layer.
    #[test]
    fn layers_follow_a_row_behind() {
        for (side, n_layers, expected) in [(28, 3, 39), (14, 3, 25), (7, 3, 18), (28, 1, 33)] {
            let mut kinds = vec![Window];
            for _ in 0..n_layers {
                kinds.push(Input);
                kinds.extend(vec![Row; side]);
                kinds.push(Out);
            }
            kinds.extend([Head, Softmax]);
            assert_eq!(n_waiting(&kinds, side), expected, "{side} {n_layers}");
        }
    }

    #[test]
    fn a_vertical_stack_waits_for_nobody() {
        let layer = [Vertical, Horizontal, Out];
        let mut kinds: Vec<_> = (0..8).flat_map(|_| layer).collect();
        // The last layer's way out is the head.
        kinds.pop();
        kinds.extend([Head, Softmax]);
        assert_eq!(n_waiting(&kinds, 28), 18);
        assert_eq!(n_waiting(&kinds, 7), 18);
    }

    /// What costs nothing makes no way longer.
    #[test]
    fn the_longest_is_by_cost() {
        let stage = |kind, ms| RaceStage { kind, width: 1, ms };
        let stages = [
            stage(Vertical, 1.0),
            stage(Horizontal, 5.0),
            stage(Vertical, 9.0),
            stage(Horizontal, 1.0),
        ];
        let chain = Chain::longest(&stages, 2, |stage| stage.ms.into());
        assert_eq!(
            chain.links,
            [(Vertical, 1.0), (Vertical, 9.0), (Horizontal, 1.0)]
        );
        assert_eq!(Chain::longest(&[], 7, |_| 1.0), Chain::default());
        assert_eq!(Chain::longest(&stages, 0, |_| 1.0), Chain::default());
    }
}
