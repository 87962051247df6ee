//! What is said of the GAN: a run, what to do with it, and what came of that.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{JobId, Verdict};

/// Which pair of nets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GanNet {
    Convolutional,
    Dense,
}

/// Steps of the long run at which its pair was kept, beside its untaught beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GanMoment {
    Step100,
    Step500,
    Step2000,
    End,
}

impl GanMoment {
    pub const ALL: [Self; 4] = [Self::Step100, Self::Step500, Self::Step2000, Self::End];

    /// Steps of the long run that had been made.
    pub const fn n_steps(self) -> u32 {
        match self {
            Self::Step100 => 100,
            Self::Step500 => 500,
            Self::Step2000 => 2_000,
            Self::End => LONG_RUN_STEPS,
        }
    }
}

/// Steps of the long run.
pub const LONG_RUN_STEPS: u32 = 20_000;

/// The seed of the long run.
pub const LONG_RUN_SEED: u64 = 1;

/// Where a run begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum GanStart {
    /// With weights drawn from the seed.
    Fresh,
    /// With a pair of the long run, which is convolutional.
    Moment(GanMoment),
    /// With a pair that the visitor saved before: a file's name and its bytes.
    Pair {
        name: String,
        // Shared: every request of the run has them.
        #[serde(with = "super::bytes")]
        bytes: Arc<Vec<u8>>,
    },
}

/// Whose turn it is in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Turn {
    Discriminator,
    Generator,
    /// First the discriminator's, then the generator's.
    Both,
}

/// What the generator goes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GeneratorLoss {
    /// `log(1 - D(G(z)))`.
    Minimax,
    /// `-log D(G(z))`.
    NonSaturating,
}

/// How a step is made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GanSettings {
    /// Real images, and as many generated ones: 1 to [`MOST_GAN_IMAGES`].
    pub batch_size: u16,
    /// Adam's.
    pub discriminator_rate: f32,
    pub generator_rate: f32,
    /// Steps of each net where both have their turn: 1 to [`MOST_TURNS`].
    pub discriminator_steps: u8,
    pub generator_steps: u8,
    pub loss: GeneratorLoss,
}

impl GanSettings {
    /// Both nets learn, neither runs away: digits can be read after some two thousand small steps.
    pub const USUAL: Self = Self {
        batch_size: 16,
        discriminator_rate: 2e-3,
        generator_rate: 4e-3,
        discriminator_steps: 1,
        generator_steps: 1,
        loss: GeneratorLoss::NonSaturating,
    };

    /// The generator leaps to whatever the discriminator thinks real at the moment, and that is
    /// too slow to tell it so: one image is left.
    pub const COLLAPSE: Self = Self {
        discriminator_rate: 1e-4,
        generator_rate: 0.1,
        ..Self::USUAL
    };
}

/// Images of a step of a GAN, at the most.
pub const MOST_GAN_IMAGES: u16 = 256;

/// Steps of one net in a step of both, at the most.
pub const MOST_TURNS: u8 = 16;

/// Steps in a row that were made alike.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    pub turn: Turn,
    pub n_steps: u32,
    pub settings: GanSettings,
}

/// A run so far: all that makes its weights what they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GanRun {
    pub net: GanNet,
    /// Names the first weights, the order of the real images, and the noise.
    pub seed: u64,
    pub start: GanStart,
    /// The page's number for this run. The worker may be some steps ahead of what the page has
    /// heard: within one number it goes on from where it is, under another it begins again.
    pub attempt: u32,
    pub past: Vec<Stretch>,
}

/// Do something with a run. A worker that is not as far makes its steps again first, and says how
/// far it is by `Progressed`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GanRequest {
    pub job: JobId,
    pub run: GanRun,
    pub act: GanAct,
}

/// What to do with a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum GanAct {
    /// Make steps, of which there may be none. Answered by `Sketched` at the beginning, after
    /// every `draw_every`th step and after the last, and by `Trained` after every step; by
    /// `Diverged` as the last word where it went wrong.
    Train { next: Stretch, draw_every: u32 },
    /// Show the next step of both nets from within, without making it. Answered by one `Staged`.
    Stage(GanSettings),
    /// Find what both losses would do to the generator as it is. Answered by one `Sloped`.
    Slopes(GanSettings),
    /// Train the discriminator until it is far ahead, then from that one state the generator alone
    /// under each loss, `n_steps` steps. Answered by `Led` and `Duelled`. The run stays as it is.
    Duel { settings: GanSettings, n_steps: u32 },
    /// Answered by one `Generated`.
    Generate {
        latents: GanLatents,
        /// Which picture of the page asks.
        picture: u8,
    },
    /// Let the classifier judge so many samples of `seed`. Answered by `Judged` frames.
    Judge { seed: u64, n: u16 },
    /// Answered by one `Saved`.
    Save,
}

/// Noise to make images of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum GanLatents {
    /// `N_GAN_LATENTS` numbers an image, one after the other.
    Given(Vec<f32>),
    /// So many, drawn from a standard normal.
    Normal { n: u16, seed: u64 },
}

/// Numbers of a GAN's noise.
pub const N_GAN_LATENTS: usize = 64;

/// Samples that a GAN in training shows, from noise that stays the same.
pub const N_GAN_SAMPLES: usize = 64;

/// Images of a step that are shown from within.
pub const N_STAGED: usize = 8;

/// Samples of each side of a duel.
pub const N_DUEL_SAMPLES: usize = 16;

/// Mean D(G(z)) below which the discriminator counts as far ahead.
pub const FAR_AHEAD: f32 = 0.01;

/// Steps of the discriminator after which a duel begins although it is not far ahead.
pub const MOST_LEAD: u32 = 500;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum GanEvent {
    /// A step is made. The job rests until it is acknowledged, but not after every small step.
    Trained {
        /// Steps of the run, this one included.
        n_steps: u32,
        /// The discriminator's last one, where it had a turn.
        discriminator: Option<DiscriminatorStep>,
        generator: Option<GeneratorStep>,
    },
    /// What the pair makes and thinks as it is. The job rests until it is acknowledged.
    Sketched {
        n_steps: u32,
        /// `N_GAN_SAMPLES` images, grey 0-255.
        pixels: Vec<u8>,
        /// What the discriminator says of each.
        logits: Vec<f32>,
        /// What each is likeliest to show, 0 to 9.
        classes: Vec<u8>,
        /// The classifier's, on these samples.
        verdict: Verdict,
    },
    /// The run is again where it was after `kept` steps.
    Diverged {
        n_steps: u32,
        kept: u32,
    },
    Staged(Box<Staged>),
    Sloped {
        n_steps: u32,
        /// Of the images that the generator would learn from next.
        logits: Vec<f32>,
        /// The length of the gradient that reaches the generator's weights, the minimax loss
        /// first.
        norms: [f32; 2],
    },
    /// The discriminator has made another step. The job rests until it is acknowledged.
    Led {
        n_steps: u32,
        /// Mean D(G(z)).
        mean: f32,
    },
    /// Both sides have made another step, or stand at their beginning. The job rests until it is
    /// acknowledged.
    Duelled {
        n_steps: u32,
        /// The minimax loss's first.
        sides: [DuelSide; 2],
    },
    Generated {
        picture: u8,
        latents: Vec<f32>,
        pixels: Vec<u8>,
        /// What the discriminator says of each.
        logits: Vec<f32>,
    },
    /// Some more samples have been judged. The job rests until it is acknowledged.
    Judged(Verdict),
    /// Both nets as a safetensors file.
    Saved {
        #[serde(with = "super::bytes")]
        bytes: Vec<u8>,
    },
}

/// A step of the discriminator, its numbers taken before its weights moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiscriminatorStep {
    /// In nats, real images labelled 0.9.
    pub loss: f32,
    /// The value of the game, `E log D(x) + E log(1 - D(G(z)))`, in nats: labels are 1 and 0.
    pub value: f32,
    /// Of each real image.
    pub real_logits: Vec<f32>,
    pub generated_logits: Vec<f32>,
}

/// A step of the generator, its numbers taken before its weights moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GeneratorStep {
    /// In nats.
    pub loss: f32,
    /// Of the images that it learnt from.
    pub logits: Vec<f32>,
}

/// A step of both nets from within. Of the batch the first `N_STAGED` images are shown; losses
/// and gradients are those of all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Staged {
    /// Steps made before it.
    pub n_steps: u32,
    /// `N_GAN_LATENTS` numbers an image.
    pub noise: Vec<f32>,
    pub generated: Vec<u8>,
    pub real: Vec<u8>,
    pub real_logits: Vec<f32>,
    pub generated_logits: Vec<f32>,
    pub discriminator_loss: f32,
    /// From the image to the verdict.
    pub discriminator_layers: Vec<LayerMove>,
    /// The moved discriminator's, of the same generated images.
    pub moved_logits: Vec<f32>,
    pub generator_loss: f32,
    /// The generator's loss by each pixel of the generated images, of -1..1: down it goes where
    /// the number is below 0.
    pub pixel_gradient: Vec<f32>,
    /// From the noise to the image.
    pub generator_layers: Vec<LayerMove>,
    /// What the moved generator makes of the same noise.
    pub regenerated: Vec<u8>,
    /// Names all weights after the step: a step that is made leads to the same.
    pub digest: u64,
}

/// What a step does to one tensor of weights; lengths of vectors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LayerMove {
    pub tensor: String,
    pub n_weights: u32,
    pub weights: f32,
    pub gradient: f32,
    /// Of the weights' change.
    pub change: f32,
}

/// One loss's side of a duel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DuelSide {
    /// Mean D(G(z)).
    pub mean: f32,
    /// Of the images that it learns from.
    pub logits: Vec<f32>,
    /// The length of the gradient that reaches the generator's weights.
    pub gradient: f32,
    /// `N_DUEL_SAMPLES` images; empty in most frames.
    pub pixels: Vec<u8>,
}
