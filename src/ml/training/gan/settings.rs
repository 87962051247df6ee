//! What may change from round to round.

/// What the generator goes down. Both have the same fixed point; they differ in their slope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratorLoss {
    /// `log(1 - D(G(z)))`, what the game says: flat where the discriminator is sure.
    Minimax,
    /// `-log D(G(z))` (Goodfellow et al. 2014, section 3): steep there.
    NonSaturating,
}

/// Whose turn it is in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Discriminator,
    Generator,
    /// First the discriminator's, then the generator's.
    Both,
}

/// How a round is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Real images of a step, and generated ones: at most [`MOST_IMAGES`].
    pub batch_size: usize,
    /// Adam's.
    pub discriminator_rate: f64,
    pub generator_rate: f64,
    /// Steps of each net in a round where both have their turn: 1 to [`MOST_STEPS`].
    pub discriminator_steps: u8,
    pub generator_steps: u8,
    pub loss: GeneratorLoss,
}

/// Images of a step at the most.
pub const MOST_IMAGES: usize = 256;

/// Steps of one net in a round at the most.
pub const MOST_STEPS: u8 = 16;

impl Default for Settings {
    /// Readable digits in about the fewest seconds: many steps on few images bring more than few
    /// steps on many.
    fn default() -> Self {
        Self {
            batch_size: 16,
            discriminator_rate: 2e-3,
            generator_rate: 4e-3,
            discriminator_steps: 1,
            generator_steps: 1,
            loss: GeneratorLoss::NonSaturating,
        }
    }
}

impl Settings {
    /// Under which the generator soon makes one digit again and again: it leaps to whatever the
    /// discriminator thinks real at the moment, and the discriminator is too slow to tell it so.
    pub fn collapse() -> Self {
        Self {
            discriminator_rate: 1e-4,
            generator_rate: 0.1,
            ..Self::default()
        }
    }

    /// Real images of a step, and generated ones.
    pub fn n_images(&self) -> usize {
        self.batch_size.clamp(1, MOST_IMAGES)
    }

    /// Generated images of a whole round.
    pub fn n_images_of(&self, turn: Turn) -> usize {
        let (discriminator, generator) = self.steps(turn);
        self.n_images() * usize::from(discriminator + generator)
    }

    /// Steps of the discriminator and of the generator in a round.
    pub const fn steps(&self, turn: Turn) -> (u8, u8) {
        match turn {
            Turn::Discriminator => (1, 0),
            Turn::Generator => (0, 1),
            Turn::Both => (self.discriminator_steps, self.generator_steps),
        }
    }
}
