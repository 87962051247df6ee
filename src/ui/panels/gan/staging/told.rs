//! What is said of a step, stage by stage.

use std::cmp::Ordering;

use super::{Figures, Layer, Stage, farthest, layers, steepest};
use crate::i18n::gan::staging::StagingText;
use crate::plot::{fixed, significant, verdict};
use crate::protocol::{GanSettings, Staged};

/// A step's numbers, from which its sentences follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub figures: Figures,
    pub discriminator: Vec<Layer>,
    pub generator: Vec<Layer>,
    pub settings: GanSettings,
}

/// The loss in nats of a discriminator that says one half to everything: twice log 2.
const OF_A_GUESS: f64 = 2.0 * std::f64::consts::LN_2;

impl Told {
    pub fn of(staged: &Staged, settings: GanSettings) -> Self {
        Self {
            figures: Figures::of(staged),
            discriminator: layers(&staged.discriminator_layers),
            generator: layers(&staged.generator_layers),
            settings,
        }
    }

    /// What happens in a stage.
    pub fn sentence(&self, stage: Stage, words: &StagingText) -> String {
        let figures = &self.figures;
        let (before, after) = (verdict(figures.generated), verdict(figures.moved));
        let gradient = |say: fn(&str, &str) -> String, layers: &[Layer]| match steepest(layers) {
            Some(layer) => say(&layer.tensor, &amount(layer.gradient)),
            None => words.nothing_moves.to_owned(),
        };
        let moves = |say: fn(&str, &str) -> String, layers: &[Layer]| match farthest(layers) {
            Some((layer, share)) => say(&layer.tensor, &amount(share * 100.0)),
            None => words.nothing_moves.to_owned(),
        };
        match stage {
            Stage::Noise => (words.noise)(self.settings.batch_size),
            Stage::Generated => words.generated.to_owned(),
            Stage::Real => words.real.to_owned(),
            Stage::Verdicts => {
                let (n_right, n) = (figures.n_right, figures.n_verdicts);
                (words.verdicts)(&verdict(figures.real), &before, n_right, n)
            }
            Stage::Loss => {
                let loss = nats(figures.discriminator_loss);
                let to_a_guess = match loss == nats(OF_A_GUESS) {
                    true => Ordering::Equal,
                    false => figures.discriminator_loss.total_cmp(&OF_A_GUESS),
                };
                (words.loss)(&loss, to_a_guess)
            }
            Stage::Gradient => gradient(words.gradient, &self.discriminator),
            Stage::Moves => moves(words.moves, &self.discriminator),
            Stage::NewVerdicts => (words.new_verdicts)(&before, &after, figures.moved_by()),
            Stage::GeneratorLoss => {
                (words.generator_loss)(self.settings.loss, &nats(figures.generator_loss))
            }
            Stage::PixelGradient => (words.pixel_gradient)(&amount(figures.pixel_gradient)),
            Stage::GeneratorGradient => gradient(words.generator_gradient, &self.generator),
            Stage::GeneratorMoves => moves(words.generator_moves, &self.generator),
            Stage::Regenerated => (words.regenerated)(&amount(figures.pixel_change)),
        }
    }

    /// A stage's number in short, where it has one.
    pub fn key(&self, stage: Stage) -> String {
        let figures = &self.figures;
        let gradient = |layers: &[Layer]| {
            let length = steepest(layers).map(|layer| amount(layer.gradient));
            length.unwrap_or_default()
        };
        let moves = |layers: &[Layer]| {
            let share = farthest(layers).map(|(_, share)| amount(share * 100.0));
            share.map_or(String::new(), |share| format!("{share} %"))
        };
        match stage {
            Stage::Noise | Stage::Generated | Stage::Real => String::new(),
            Stage::Verdicts => {
                let [real, generated] = [figures.real, figures.generated].map(verdict);
                format!("{real} / {generated}")
            }
            Stage::Loss => nats(figures.discriminator_loss),
            Stage::Gradient => gradient(&self.discriminator),
            Stage::Moves => moves(&self.discriminator),
            Stage::NewVerdicts => {
                let [before, after] = [figures.generated, figures.moved].map(verdict);
                format!("{before} → {after}")
            }
            Stage::GeneratorLoss => nats(figures.generator_loss),
            Stage::PixelGradient => amount(figures.pixel_gradient),
            Stage::GeneratorGradient => gradient(&self.generator),
            Stage::GeneratorMoves => moves(&self.generator),
            Stage::Regenerated => amount(figures.pixel_change),
        }
    }

    /// Whether a net makes several steps in it.
    pub fn is_several(&self) -> bool {
        self.settings.discriminator_steps > 1 || self.settings.generator_steps > 1
    }
}

/// Nats to two decimals.
pub fn nats(nats: f64) -> String {
    fixed(nats, 2)
}

/// A length, or some other amount of no fixed size.
pub fn amount(amount: f64) -> String {
    match amount == 0.0 {
        true => "0".to_owned(),
        false => significant(amount, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Words;
    use crate::protocol::LayerMove;
    use crate::ui::panels::gan::run::USUAL;

    fn told() -> Told {
        let layer = |tensor: &str, gradient| LayerMove {
            tensor: tensor.to_owned(),
            n_weights: 16,
            weights: 4.0,
            gradient,
            change: 0.02,
        };
        let staged = Staged {
            n_steps: 0,
            noise: vec![],
            generated: vec![10, 20],
            real: vec![],
            real_logits: vec![1.6, 1.6],
            generated_logits: vec![-2.0, 0.5],
            discriminator_loss: 1.02,
            discriminator_layers: vec![layer("reduce.0.weight", 0.42), layer("linear.bias", 0.1)],
            moved_logits: vec![-2.5, -0.5],
            generator_loss: 1.9,
            pixel_gradient: vec![0.0, -0.0123],
            generator_layers: vec![],
            regenerated: vec![13, 20],
            digest: 0,
        };
        Told::of(&staged, USUAL)
    }

    #[test]
    fn sentences_follow_the_numbers() {
        let told = told();
        let says = |stage| told.sentence(stage, StagingText::EN);
        let said = says(Stage::Verdicts);
        assert!(said.contains("0.83") && said.contains("0.37") && said.contains("3 of 4"));
        let said = says(Stage::Loss);
        assert!(said.contains("1.02") && said.contains("less than"));
        assert!(says(Stage::Gradient).contains("reduce.0.weight: 0.42"));
        assert!(says(Stage::Moves).contains("0.50 %"));
        let said = says(Stage::NewVerdicts);
        assert!(said.contains("0.23") && said.contains("0.37") && said.contains("less"));
        assert!(says(Stage::GeneratorLoss).contains("−log D(G(z)) is 1.90"));
        assert!(says(Stage::PixelGradient).contains("0.012"));
        assert_eq!(says(Stage::GeneratorMoves), StagingText::EN.nothing_moves);
        assert!(says(Stage::Regenerated).contains("1.5"));
    }

    #[test]
    fn every_stage_is_told_in_both_languages() {
        let told = told();
        for stage in Stage::ALL {
            let [en, ko] =
                [StagingText::EN, StagingText::KO].map(|words| told.sentence(stage, words));
            assert!(!en.is_empty() && !ko.is_empty() && en != ko);
        }
        assert_eq!(told.key(Stage::NewVerdicts), "0.37 → 0.23");
        assert_eq!(told.key(Stage::Noise), "");
    }

    #[test]
    fn a_verdict_that_stays_is_said_to_stay() {
        let mut told = told();
        let said = |told: &Told| told.sentence(Stage::NewVerdicts, StagingText::EN);
        told.figures.moved = told.figures.generated + 1e-4;
        assert!(said(&told).contains("still"));
        told.figures.moved = 0.6;
        assert!(said(&told).contains("more"));
    }
}
