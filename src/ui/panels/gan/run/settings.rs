//! How a step is made, as the visitor chooses it.

use crate::protocol::{GanSettings, GeneratorLoss};
use crate::ui::panels::latent_run::Stops;

/// Both nets learn, neither runs away.
pub const USUAL: GanSettings = GanSettings {
    batch_size: 64,
    discriminator_rate: 1e-3,
    generator_rate: 2e-3,
    discriminator_steps: 1,
    generator_steps: 1,
    loss: GeneratorLoss::NonSaturating,
};

/// The generator is so far ahead that it ends up with a few digits.
pub const COLLAPSE: GanSettings = GanSettings {
    batch_size: 64,
    discriminator_rate: 1e-3,
    generator_rate: 5e-3,
    discriminator_steps: 1,
    generator_steps: 5,
    loss: GeneratorLoss::Minimax,
};

/// Images of a step.
pub const BATCHES: Stops = Stops::new(&[8.0, 16.0, 32.0, 64.0, 128.0], 3);

/// The largest learning rate that an address may have.
pub const MOST_RATE: f32 = 10.0;

/// Steps of the discriminator for so many of the generator.
pub const RATIOS: [(u8, u8); 6] = [(5, 1), (2, 1), (1, 1), (1, 2), (1, 5), (1, 10)];

/// A ratio as the page writes it.
pub fn ratio_text((discriminator, generator): (u8, u8)) -> String {
    format!("{discriminator}:{generator}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{MOST_GAN_IMAGES, MOST_TURNS};

    #[test]
    fn what_is_offered_is_what_a_step_may_be() {
        assert_eq!(BATCHES.value(BATCHES.usual), f32::from(USUAL.batch_size));
        assert!(BATCHES.value(BATCHES.last()) <= f32::from(MOST_GAN_IMAGES));
        for (discriminator, generator) in RATIOS {
            assert!((1..=MOST_TURNS).contains(&discriminator));
            assert!((1..=MOST_TURNS).contains(&generator));
        }
        for settings in [USUAL, COLLAPSE] {
            let ratio = (settings.discriminator_steps, settings.generator_steps);
            assert!(RATIOS.contains(&ratio));
            assert!(settings.discriminator_rate <= MOST_RATE);
        }
    }
}
