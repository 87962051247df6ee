//! How a step is made, as the visitor chooses it.

use crate::protocol::GanSettings;
use crate::ui::panels::latent_run::Stops;

pub const USUAL: GanSettings = GanSettings::USUAL;
pub const COLLAPSE: GanSettings = GanSettings::COLLAPSE;

/// Learning rates: near 1, 2 and 4 of every power of ten. The largest ones make any net diverge.
pub const RATES: Stops = Stops::new(
    &[
        1e-5, 2e-5, 4e-5, 1e-4, 2e-4, 4e-4, 1e-3, 2e-3, 4e-3, 0.01, 0.02, 0.04, 0.1, 0.2, 0.4, 1.0,
        2.0, 4.0, 10.0,
    ],
    7,
);

/// Images of a step.
pub const BATCHES: Stops = Stops::new(&[8.0, 16.0, 32.0, 64.0, 128.0], 1);

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
            for rate in [settings.discriminator_rate, settings.generator_rate] {
                assert_eq!(RATES.value(RATES.nearest(rate)), rate);
            }
            assert!(RATES.value(RATES.last()) <= MOST_RATE);
        }
    }
}
