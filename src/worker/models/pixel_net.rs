//! The loaded nets that draw pixel by pixel.

use crate::ml::SIDE;
use crate::ml::models::pixel_cnn::Window;
use crate::ml::models::{
    Autoregressive, DrawingCost, Model, PixelCnn, PixelRnn, pixel_cnn, pixel_rnn,
};
use crate::ml::ops::masked_conv::Tap;
use crate::ml::sampling::{Sampler, Stepwise};
use crate::protocol::{Event, Failure, Mask, MaskKind, PixelNet};
use crate::worker::task::internal;

/// A net and the images that it is drawing.
#[derive(Debug)]
pub struct LoadedPixelNet {
    id: PixelNet,
    /// The one image that is looked at, scored or drawn alone.
    single: Sampler,
    /// Images that are drawn side by side.
    several: Option<Sampler>,
    net: Net,
    n_parameters: u64,
    receptive_field: u32,
}

#[derive(Debug)]
enum Net {
    Rnn(PixelRnn),
    Cnn(PixelCnn),
}

impl Net {
    fn load(id: PixelNet, bytes: &[u8]) -> Result<Self, Failure> {
        let cnn = |config| super::model(id.id(), &config, bytes).map(Self::Cnn);
        match id {
            PixelNet::Rnn => {
                super::model(id.id(), &pixel_rnn::Config::small_28(), bytes).map(Self::Rnn)
            }
            PixelNet::Cnn => cnn(pixel_cnn::Config::small_28()),
            PixelNet::CnnBinary => cnn(pixel_cnn::Config::binary_28()),
        }
    }

    fn n_parameters(id: PixelNet) -> candle_core::Result<u64> {
        let spec = match id {
            PixelNet::Rnn => PixelRnn::spec(&pixel_rnn::Config::small_28()),
            PixelNet::Cnn => PixelCnn::spec(&pixel_cnn::Config::small_28()),
            PixelNet::CnnBinary => PixelCnn::spec(&pixel_cnn::Config::binary_28()),
        };
        let sizes = spec?.into_values();
        Ok(sizes
            .map(|shape| shape.iter().product::<usize>() as u64)
            .sum())
    }

    fn stepwise(&self) -> &dyn Stepwise {
        match self {
            Self::Rnn(net) => net,
            Self::Cnn(net) => net,
        }
    }

    fn autoregressive(&self) -> &dyn Autoregressive {
        match self {
            Self::Rnn(net) => net,
            Self::Cnn(net) => net,
        }
    }

    fn receptive_field(&self, row: usize, col: usize) -> Vec<usize> {
        match self {
            Self::Rnn(net) => net.receptive_field(row, col),
            Self::Cnn(net) => net.receptive_field(row, col),
        }
    }

    fn windows(&self) -> Vec<Window> {
        match self {
            Self::Rnn(net) => net.windows(),
            Self::Cnn(net) => net.windows(),
        }
    }
}

impl LoadedPixelNet {
    /// # Errors
    /// Where `bytes` are not this net's weights.
    pub fn new(id: PixelNet, bytes: &[u8]) -> Result<Self, Failure> {
        let net = Net::load(id, bytes)?;
        Ok(Self {
            id,
            single: Sampler::new(net.stepwise()).map_err(internal)?,
            several: None,
            n_parameters: Net::n_parameters(id).map_err(internal)?,
            // The middle of the last row sees as much as any pixel does.
            receptive_field: net.receptive_field(SIDE - 1, SIDE / 2).len() as u32,
            net,
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
        let field = self.net.receptive_field(at / SIDE, at % SIDE);
        field.into_iter().map(|at| at as u16).collect()
    }

    /// What it takes to draw an image.
    pub fn drawing_cost(&self) -> DrawingCost {
        DrawingCost::of_pixel_net(self.net.autoregressive(), self.n_parameters)
    }

    /// What the page is told of the net.
    pub fn event(&self) -> Event {
        let windows = self.net.windows();
        Event::Loaded {
            masks: windows.iter().enumerate().map(mask).collect(),
            model: self.id.id(),
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
