//! A PixelCNN's: the vertical stack of a row depends only on the rows above and is computed when
//! the row begins.

use std::sync::Arc;

use candle_core::Result;

use super::{Kept, Stepwise, pick, plain, put};
use crate::ml::layers::MaskedConv2d;
use crate::ml::models::PixelCnn;
use crate::ml::models::pixel_cnn::GatedLayer;
use crate::ml::ops::activation::Activation;
use crate::ml::ops::plain_conv::PlainConv;
use crate::ml::{N_PIXELS, SIDE};

impl Stepwise for PixelCnn {
    fn kept(&self) -> Result<Box<dyn Kept>> {
        Ok(Box::new(KeptCnn::of(Arc::new(Net::new(self)?), 1)))
    }

    fn head(&self) -> &MaskedConv2d {
        &self.head
    }
}

#[derive(Debug)]
struct KeptCnn {
    net: Arc<Net>,
    /// Of each level, the first layer's output included.
    levels: Vec<Level>,
    scratch: Scratch,
    /// Rows whose vertical stack is computed.
    n_rows: usize,
}

/// The weights.
#[derive(Debug, Clone)]
struct Net {
    first_vertical: PlainConv,
    first_horizontal: PlainConv,
    first_vertical_to_horizontal: PlainConv,
    layers: Vec<PlainLayer>,
}

#[derive(Debug, Clone)]
struct PlainLayer {
    vertical: PlainConv,
    horizontal: PlainConv,
    vertical_to_horizontal: PlainConv,
    out: PlainConv,
}

impl PlainLayer {
    fn new(layer: &GatedLayer) -> Result<Self> {
        Ok(Self {
            vertical: plain(&layer.vertical)?,
            horizontal: plain(&layer.horizontal)?,
            vertical_to_horizontal: plain(&layer.vertical_to_horizontal)?,
            out: plain(&layer.out)?,
        })
    }
}

impl Net {
    fn new(model: &PixelCnn) -> Result<Self> {
        Ok(Self {
            first_vertical: plain(&model.first_vertical)?,
            first_horizontal: plain(&model.first_horizontal)?,
            first_vertical_to_horizontal: plain(&model.first_vertical_to_horizontal)?,
            layers: (model.layers.iter())
                .map(PlainLayer::new)
                .collect::<Result<_>>()?,
        })
    }

    /// Channels of the stacks.
    const fn n_channels(&self) -> usize {
        self.first_horizontal.c_out()
    }
}

/// What is kept of one level, for all pixels of all images, which lie side by side in memory.
#[derive(Debug, Clone)]
struct Level {
    /// The vertical stack before its gate (784, images, 2c).
    vertical: Vec<f32>,
    /// And after it (784, images, c).
    gated: Vec<f32>,
    /// The horizontal stack (784, images, c).
    horizontal: Vec<f32>,
}

/// One pixel of each image at some stage.
#[derive(Debug, Clone)]
struct Scratch {
    /// (images, 2c).
    wide: Vec<f32>,
    /// (images, c).
    narrow: Vec<f32>,
    /// (images, c).
    gated: Vec<f32>,
}

impl Kept for KeptCnn {
    fn with_images(&self, n_images: usize) -> Box<dyn Kept> {
        Box::new(Self::of(Arc::clone(&self.net), n_images))
    }

    fn keep(&mut self, n_pixels: usize) {
        self.n_rows = self.n_rows.min(n_pixels / SIDE + 1);
    }

    fn compute(&mut self, at: usize, planes: &[f32]) {
        if self.n_rows * SIDE <= at {
            self.compute_row(planes);
        }
        self.compute_column(at, planes);
    }

    fn features(&self) -> &[f32] {
        // There is the first layer's level at least.
        self.levels.last().map_or(&[], |level| &level.horizontal)
    }
}

impl KeptCnn {
    fn of(net: Arc<Net>, n: usize) -> Self {
        let c = net.n_channels();
        let level = Level {
            vertical: vec![0.0; n * N_PIXELS * 2 * c],
            gated: vec![0.0; n * N_PIXELS * c],
            horizontal: vec![0.0; n * N_PIXELS * c],
        };
        Self {
            levels: vec![level; net.layers.len() + 1],
            scratch: Scratch {
                wide: vec![0.0; n * 2 * c],
                narrow: vec![0.0; n * c],
                gated: vec![0.0; n * c],
            },
            net,
            n_rows: 0,
        }
    }

    /// The vertical stack of row `n_rows`.
    fn compute_row(&mut self, planes: &[f32]) {
        let Self { net, scratch, .. } = self;
        let c = net.n_channels();
        for i in 0..self.levels.len() {
            let (below, here) = self.levels.split_at_mut(i);
            let Some(level) = here.first_mut() else {
                continue;
            };
            for at in self.n_rows * SIDE..(self.n_rows + 1) * SIDE {
                match below.last() {
                    None => {
                        scratch.wide.fill(0.0);
                        net.first_vertical.add_at(planes, at, &mut scratch.wide);
                    }
                    Some(below) => {
                        pick(&below.vertical, at, &mut scratch.wide);
                        let layer = &net.layers[i - 1];
                        layer.vertical.add_at(&below.gated, at, &mut scratch.wide);
                    }
                }
                gate(&scratch.wide, &mut scratch.gated, c);
                put(&scratch.wide, at, &mut level.vertical);
                put(&scratch.gated, at, &mut level.gated);
            }
        }
        self.n_rows += 1;
    }

    /// The horizontal stack of pixel `at`, whose row's vertical stack is there.
    fn compute_column(&mut self, at: usize, planes: &[f32]) {
        let Self { net, scratch, .. } = self;
        let c = net.n_channels();
        scratch.narrow.fill(0.0);
        net.first_horizontal.add_at(planes, at, &mut scratch.narrow);
        pick(&self.levels[0].gated, at, &mut scratch.gated);
        net.first_vertical_to_horizontal
            .add_pointwise(&scratch.gated, &mut scratch.narrow);
        put(&scratch.narrow, at, &mut self.levels[0].horizontal);
        for (i, layer) in net.layers.iter().enumerate() {
            scratch.wide.fill(0.0);
            layer
                .horizontal
                .add_at(&self.levels[i].horizontal, at, &mut scratch.wide);
            let level = &mut self.levels[i + 1];
            pick(&level.gated, at, &mut scratch.gated);
            layer
                .vertical_to_horizontal
                .add_pointwise(&scratch.gated, &mut scratch.wide);
            gate(&scratch.wide, &mut scratch.gated, c);
            // Onto the level below, which is still here.
            layer.out.add_pointwise(&scratch.gated, &mut scratch.narrow);
            put(&scratch.narrow, at, &mut level.horizontal);
        }
    }
}

/// The gates of one pixel of each image, (images, 2c) to (images, c).
fn gate(x: &[f32], out: &mut [f32], c: usize) {
    Activation::Gate.forward_rows(x, out, c);
}
