//! The loaded PixelCNN.

use crate::ml::SIDE;
use crate::ml::models::pixel_cnn::Window;
use crate::ml::models::{Model, PixelCnn, pixel_cnn};
use crate::ml::ops::masked_conv::Tap;
use crate::ml::sampling::Sampler;
use crate::protocol::{Event, Failure, Mask, MaskKind, ModelId};
use crate::worker::task::internal;

/// A PixelCNN and the image that it is drawing.
#[derive(Debug)]
pub struct LoadedPixelCnn {
    /// The one image that is looked at, scored or drawn alone.
    single: Sampler,
    /// Images that are drawn side by side.
    several: Option<Sampler>,
    model: PixelCnn,
    n_parameters: u64,
    receptive_field: u32,
}

impl LoadedPixelCnn {
    /// # Errors
    /// Where `bytes` are not this model's weights.
    pub fn new(bytes: &[u8]) -> Result<Self, Failure> {
        let config = pixel_cnn::Config::small_28();
        let model: PixelCnn = super::model(ModelId::PixelCnn, &config, bytes)?;
        let spec = PixelCnn::spec(&config).map_err(internal)?;
        let n_parameters = (spec.values())
            .map(|shape| shape.iter().product::<usize>() as u64)
            .sum();
        // The middle of the last row sees as much as any pixel does.
        let receptive_field = model.receptive_field(SIDE - 1, SIDE / 2).len() as u32;
        Ok(Self {
            single: Sampler::new(&model).map_err(internal)?,
            several: None,
            model,
            n_parameters,
            receptive_field,
        })
    }

    /// The sampler of so many images, with whatever it has drawn last.
    pub fn sampler(&mut self, n_images: usize) -> &mut Sampler {
        if n_images <= 1 {
            return &mut self.single;
        }
        let several = (self.several.take()).filter(|several| several.n_images() == n_images);
        let single = &self.single;
        self.several
            .insert(several.unwrap_or_else(|| single.with_images(n_images)))
    }

    /// The pixels that can reach pixel `at`, by raster index.
    pub fn receptive_field(&self, at: usize) -> Vec<u16> {
        let field = self.model.receptive_field(at / SIDE, at % SIDE);
        field.into_iter().map(|at| at as u16).collect()
    }

    /// What the page is told of the model.
    pub fn event(&self) -> Event {
        let windows = self.model.windows();
        Event::Loaded {
            masks: windows.iter().enumerate().map(mask).collect(),
            model: ModelId::PixelCnn,
            n_parameters: self.n_parameters,
            receptive_field: self.receptive_field,
        }
    }
}

fn mask((layer_idx, window): (usize, &Window)) -> Mask {
    let places = |taps: &[Tap]| {
        let place = |tap: &Tap| (tap.dy as i8, tap.dx as i8);
        taps.iter().map(place).collect()
    };
    let nearest_beside = (window.beside.iter())
        .filter(|tap| tap.dx < 0)
        .map(|tap| tap.dx.unsigned_abs())
        .min();
    Mask {
        kind: match layer_idx {
            0 => MaskKind::A,
            _ => MaskKind::B,
        },
        dilation: nearest_beside.unwrap_or(1) as u8,
        above: places(&window.above),
        beside: places(&window.beside),
    }
}
