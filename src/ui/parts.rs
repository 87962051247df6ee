//! The parts of the page, each a program of its own that the browser loads when one of its pages
//! is opened first: `src/bin` has a file for each, `public/boot.js` knows their names.

use super::panels::{Part, autoencoder, check, compare, gan, overview, pixel_cnn, pixel_rnn, vae};

/// The one that opens first.
pub static OVERVIEW: Part = Part {
    name: "overview",
    families: &[&overview::FAMILY],
    others: &[],
};

pub static PIXEL_CNN: Part = Part {
    name: "pixelcnn",
    families: &[&pixel_cnn::FAMILY],
    others: &[check::ENTRY],
};

pub static PIXEL_RNN: Part = Part {
    name: "pixelrnn",
    families: &[&pixel_rnn::FAMILY],
    others: &[],
};

pub static AUTOENCODER: Part = Part {
    name: "autoencoder",
    families: &[&autoencoder::FAMILY],
    others: &[],
};

pub static VAE: Part = Part {
    name: "vae",
    families: &[&vae::FAMILY],
    others: &[],
};

pub static GAN: Part = Part {
    name: "gan",
    families: &[&gan::FAMILY],
    others: &[],
};

pub static COMPARE: Part = Part {
    name: "compare",
    families: &[&compare::FAMILY],
    others: &[],
};
