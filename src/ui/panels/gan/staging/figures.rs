//! The numbers of a step that its sentences and pictures tell.

use std::cmp::Ordering;

use crate::plot::{mean_sigmoid, softplus, verdict};
use crate::protocol::{GeneratorLoss, LayerMove, Staged};

/// What the discriminator is to say of a real image in training.
const REAL_LABEL: f64 = 0.9;

/// Numbers of a step, means over the images that are shown unless it says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Mean D.
    pub real: f64,
    pub generated: f64,
    /// The moved discriminator's.
    pub moved: f64,
    /// Of the images shown, those on the right side of one half.
    pub n_right: usize,
    pub n_verdicts: usize,
    /// In nats, of the whole batch.
    pub discriminator_loss: f64,
    pub generator_loss: f64,
    /// The largest derivative by a pixel, in size.
    pub pixel_gradient: f64,
    /// How far the pixels are from what they were, in grey levels.
    pub pixel_change: f64,
}

impl Figures {
    pub fn of(staged: &Staged) -> Self {
        let right = |logits: &[f32], side: fn(&&f32) -> bool| logits.iter().filter(side).count();
        let gradient = staged.pixel_gradient.iter().map(|by| f64::from(by.abs()));
        Self {
            real: mean_sigmoid(&staged.real_logits),
            generated: mean_sigmoid(&staged.generated_logits),
            moved: mean_sigmoid(&staged.moved_logits),
            n_right: right(&staged.real_logits, |logit| **logit > 0.0)
                + right(&staged.generated_logits, |logit| **logit < 0.0),
            n_verdicts: staged.real_logits.len() + staged.generated_logits.len(),
            discriminator_loss: staged.discriminator_loss.into(),
            generator_loss: staged.generator_loss.into(),
            pixel_gradient: gradient.fold(0.0, f64::max),
            pixel_change: mean_change(&staged.generated, &staged.regenerated),
        }
    }

    /// How the moved discriminator's verdict on the generated images compares with the one before,
    /// as far as what is written of them tells.
    pub fn moved_by(&self) -> Ordering {
        match verdict(self.moved) == verdict(self.generated) {
            true => Ordering::Equal,
            false => self.moved.total_cmp(&self.generated),
        }
    }
}

fn mean_change(before: &[u8], after: &[u8]) -> f64 {
    let changes = before.iter().zip(after);
    let sum: f64 = changes.map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
    sum / before.len().max(1) as f64
}

/// What each image adds to the discriminator's loss, in nats.
pub fn discriminator_costs(logits: &[f32], is_real: bool) -> Vec<f64> {
    let label = if is_real { REAL_LABEL } else { 0.0 };
    let cost = |&logit: &f32| {
        let logit = f64::from(logit);
        label * softplus(-logit) + (1.0 - label) * softplus(logit)
    };
    logits.iter().map(cost).collect()
}

/// What each image adds to the generator's loss, in nats.
pub fn generator_costs(logits: &[f32], loss: GeneratorLoss) -> Vec<f64> {
    let cost = |&logit: &f32| match loss {
        GeneratorLoss::Minimax => -softplus(logit.into()),
        GeneratorLoss::NonSaturating => softplus(-f64::from(logit)),
    };
    logits.iter().map(cost).collect()
}

/// How much whiter each pixel has become.
pub fn changes(before: &[u8], after: &[u8]) -> Vec<f32> {
    let pairs = before.iter().zip(after);
    pairs.map(|(a, b)| f32::from(*b) - f32::from(*a)).collect()
}

/// A tensor of weights in a step, with its shares of the largest among its net's.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    pub tensor: String,
    pub n_weights: u32,
    pub gradient: f64,
    pub gradient_share: f64,
    /// Of the weights' change, over that of the weights; none where these were all 0.
    pub change: Option<f64>,
    pub change_share: f64,
}

/// The tensors of a net, as they come.
pub fn layers(moves: &[LayerMove]) -> Vec<Layer> {
    let gradient = |of: &LayerMove| finite(of.gradient.into());
    let change = |of: &LayerMove| {
        let share = f64::from(of.change) / f64::from(of.weights);
        (of.weights > 0.0).then(|| finite(share))
    };
    let largest =
        |amounts: &mut dyn Iterator<Item = f64>| amounts.fold(f64::MIN_POSITIVE, f64::max);
    let longest = largest(&mut moves.iter().map(gradient));
    let farthest = largest(&mut moves.iter().filter_map(change));
    let layer = |of: &LayerMove| Layer {
        tensor: of.tensor.clone(),
        n_weights: of.n_weights,
        gradient: gradient(of),
        gradient_share: gradient(of) / longest,
        change: change(of),
        change_share: change(of).unwrap_or_default() / farthest,
    };
    moves.iter().map(layer).collect()
}

fn finite(amount: f64) -> f64 {
    if amount.is_finite() { amount } else { 0.0 }
}

/// The layer of the longest gradient.
pub fn steepest(layers: &[Layer]) -> Option<&Layer> {
    let by_gradient = |a: &&Layer, b: &&Layer| a.gradient.total_cmp(&b.gradient);
    layers.iter().max_by(by_gradient)
}

/// The layer that moves most for its size, and by how much.
pub fn farthest(layers: &[Layer]) -> Option<(&Layer, f64)> {
    let moved = layers
        .iter()
        .filter_map(|layer| Some((layer, layer.change?)));
    moved.max_by(|a, b| a.1.total_cmp(&b.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_those_of_the_labels() {
        let ln = |p: f64| p.ln();
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} is not {b}");
        // D of 0.5 costs log 2 whatever the label, and D of 0.8 as the logarithms say.
        let logits = [0.0, 4.0_f64.ln() as f32];
        let real = discriminator_costs(&logits, true);
        close(real[0], ln(2.0));
        close(real[1], -0.9 * ln(0.8) - 0.1 * ln(0.2));
        close(discriminator_costs(&logits, false)[1], -ln(0.2));
        close(generator_costs(&logits, GeneratorLoss::Minimax)[1], ln(0.2));
        close(
            generator_costs(&logits, GeneratorLoss::NonSaturating)[1],
            -ln(0.8),
        );
    }

    #[test]
    fn layers_are_measured_against_the_largest() {
        let layer = |tensor: &str, weights, gradient, change| LayerMove {
            tensor: tensor.to_owned(),
            n_weights: 4,
            weights,
            gradient,
            change,
        };
        let found = layers(&[
            layer("a", 2.0, 3.0, 0.02),
            layer("b", 0.0, 1.5, 0.5),
            layer("c", 1.0, f32::NAN, 0.04),
        ]);
        assert_eq!(found[0].gradient_share, 1.0);
        assert_eq!((found[1].gradient_share, found[1].change), (0.5, None));
        assert!((found[0].change_share - 0.25).abs() < 1e-6);
        assert_eq!(found[2].gradient, 0.0);
        assert_eq!(
            steepest(&found).map(|layer| layer.tensor.as_str()),
            Some("a")
        );
        assert_eq!(
            farthest(&found).map(|(layer, _)| layer.tensor.as_str()),
            Some("c")
        );
        assert_eq!((steepest(&[]), farthest(&[])), (None, None));
    }

    #[test]
    fn changes_have_a_sign() {
        assert_eq!(changes(&[10, 200], &[14, 190]), [4.0, -10.0]);
        assert_eq!(mean_change(&[10, 200], &[14, 190]), 7.0);
        assert_eq!(mean_change(&[], &[]), 0.0);
    }
}
