//! What the steps of a run said.

use std::sync::Arc;

use crate::plot::{mean_sigmoid, thinned};
use crate::protocol::{DiscriminatorStep, GeneratorStep};

/// A number that each step says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    DiscriminatorLoss,
    GeneratorLoss,
    /// The value of the game.
    Value,
    /// Mean D(x).
    Real,
    /// Mean D(G(z)).
    Generated,
}

impl Column {
    pub const ALL: [Self; 5] = [
        Self::DiscriminatorLoss,
        Self::GeneratorLoss,
        Self::Value,
        Self::Real,
        Self::Generated,
    ];
}

/// By step; what is not known is no number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    // As `Column` has them.
    columns: [Vec<f32>; 5],
    verdicts: Arc<Verdicts>,
}

/// The logits of a step: of its real images and of its generated ones; none where the step had none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdicts {
    pub real: Vec<f32>,
    pub generated: Vec<f32>,
}

impl History {
    /// Steps that it tells of.
    pub fn n_steps(&self) -> usize {
        self.columns[0].len()
    }

    /// A number of each step.
    pub fn column(&self, column: Column) -> &[f32] {
        &self.columns[column as usize]
    }

    /// The last step's.
    pub fn last(&self, column: Column) -> Option<f32> {
        let last = self.column(column).last().copied();
        last.filter(|value| !value.is_nan())
    }

    /// What the last step said of its images.
    pub fn verdicts(&self) -> Arc<Verdicts> {
        Arc::clone(&self.verdicts)
    }

    /// Forgets all but the first steps.
    pub fn cut(&mut self, n_steps: usize) {
        if n_steps < self.n_steps() {
            self.verdicts = Arc::default();
        }
        for column in &mut self.columns {
            column.truncate(n_steps);
        }
    }

    /// Takes in step `n_steps`, counted from 1. Steps in between that nobody told of are gaps.
    pub fn learn(
        &mut self,
        n_steps: usize,
        discriminator: Option<&DiscriminatorStep>,
        generator: Option<&GeneratorStep>,
    ) {
        let before = n_steps.saturating_sub(1);
        self.cut(before);
        let real = discriminator.map(|step| &step.real_logits);
        let generated = discriminator
            .map(|step| &step.generated_logits)
            .or(generator.map(|step| &step.logits));
        let said = [
            discriminator.map(|step| step.loss),
            generator.map(|step| step.loss),
            discriminator.map(|step| step.value),
            real.map(|logits| mean_sigmoid(logits) as f32),
            generated.map(|logits| mean_sigmoid(logits) as f32),
        ];
        for (column, value) in self.columns.iter_mut().zip(said) {
            column.resize(before, f32::NAN);
            column.push(value.unwrap_or(f32::NAN));
        }
        self.verdicts = Arc::new(Verdicts {
            real: real.cloned().unwrap_or_default(),
            generated: generated.cloned().unwrap_or_default(),
        });
    }

    /// A column over the steps, thinned.
    pub fn curve(&self, column: Column) -> Vec<(f64, f64)> {
        thinned(self.column(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(loss: f32) -> (DiscriminatorStep, GeneratorStep) {
        let discriminator = DiscriminatorStep {
            loss,
            value: -loss,
            real_logits: vec![0.0, 0.0],
            generated_logits: vec![-20.0, 20.0],
        };
        let generator = GeneratorStep {
            loss: 2.0 * loss,
            logits: vec![1.0],
        };
        (discriminator, generator)
    }

    #[test]
    fn a_step_tells_of_whose_turn_it_was() {
        let mut history = History::default();
        let (discriminator, generator) = both(1.0);
        history.learn(1, Some(&discriminator), Some(&generator));
        let last = |history: &History| Column::ALL.map(|column| history.last(column));
        assert_eq!(
            last(&history),
            [Some(1.0), Some(2.0), Some(-1.0), Some(0.5), Some(0.5)]
        );
        history.learn(2, None, Some(&generator));
        let [d, g, value, real, generated] = last(&history);
        assert_eq!((d, g, value, real), (None, Some(2.0), None, None));
        assert!((generated.unwrap() - 0.731_058_6).abs() < 1e-6);
        assert_eq!(history.verdicts().generated, [1.0]);
        assert!(history.verdicts().real.is_empty());
        history.learn(3, Some(&discriminator), None);
        assert_eq!(history.last(Column::GeneratorLoss), None);
        assert_eq!(history.n_steps(), 3);
    }

    #[test]
    fn it_is_cut_back_and_gaps_stay_gaps() {
        let mut history = History::default();
        let (discriminator, generator) = both(3.0);
        history.learn(3, Some(&discriminator), Some(&generator));
        let curve = history.curve(Column::DiscriminatorLoss);
        assert!(curve[0].1.is_nan() && curve[1].1.is_nan());
        assert_eq!(curve[2], (3.0, 3.0));
        history.cut(2);
        assert_eq!(history.n_steps(), 2);
        assert!(history.verdicts().real.is_empty());
        history.cut(0);
        assert!(history.curve(Column::Value).is_empty());
    }
}
