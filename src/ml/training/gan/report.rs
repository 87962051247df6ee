//! What is told of a round.

/// What a round did, each step's numbers taken before its weights moved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Of the round's last step of the discriminator, if it had any.
    pub discriminator: Option<DiscriminatorReport>,
    /// Of the round's last step of the generator.
    pub generator: Option<GeneratorReport>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DiscriminatorReport {
    /// In nats, with [`REAL_LABEL`](super::REAL_LABEL).
    pub loss: f32,
    /// One an image.
    pub real_logits: Vec<f32>,
    pub generated_logits: Vec<f32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GeneratorReport {
    /// In nats.
    pub loss: f32,
    /// Of the images that it learnt from, by the discriminator as it is in this step.
    pub logits: Vec<f32>,
    /// The length of the gradient that reaches the weights.
    pub gradient_norm: f64,
}
