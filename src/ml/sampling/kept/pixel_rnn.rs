//! A PixelRNN's: a pixel's state needs those of the row above, which are there.

use std::sync::Arc;

use candle_core::{Result, Tensor};

use super::{Causes, Kept, States, Stepwise, pick, plain, put};
use crate::ml::layers::{MaskedConv2d, RowLstm, STATE_TAPS};
use crate::ml::models::PixelRnn;
use crate::ml::ops::lstm_cell::step;
use crate::ml::ops::plain_conv::PlainConv;
use crate::ml::{N_PIXELS, SIDE};

impl Stepwise for PixelRnn {
    fn kept(&self) -> Result<Box<dyn Kept>> {
        Ok(Box::new(KeptRnn::of(Arc::new(Net::new(self)?), 1)))
    }

    fn head(&self) -> &MaskedConv2d {
        &self.head
    }
}

/// The weights.
#[derive(Debug)]
struct Net {
    first: PlainConv,
    layers: Vec<PlainLayer>,
}

#[derive(Debug)]
struct PlainLayer {
    input: PlainConv,
    /// Over the three nearest pixels of the row above.
    state: PlainConv,
    out: PlainConv,
}

impl PlainLayer {
    fn new(layer: &RowLstm) -> Result<Self> {
        let (_, n_gates) = layer.state.dims2()?;
        // The gates' bias is the input's.
        let no_bias = Tensor::zeros((1, n_gates), layer.state.dtype(), layer.state.device())?;
        let kernel = Tensor::cat(&[&layer.state, &no_bias], 0)?;
        Ok(Self {
            input: plain(&layer.input)?,
            state: PlainConv::new(&STATE_TAPS, &kernel, SIDE)?,
            out: plain(&layer.out)?,
        })
    }
}

impl Net {
    fn new(model: &PixelRnn) -> Result<Self> {
        Ok(Self {
            first: plain(&model.first)?,
            layers: (model.layers.iter())
                .map(PlainLayer::new)
                .collect::<Result<_>>()?,
        })
    }
}

#[derive(Debug)]
struct KeptRnn {
    net: Arc<Net>,
    /// Features below each layer and above the last, (784, images, c) each.
    features: Vec<Vec<f32>>,
    states: Vec<States>,
    /// One pixel of each image: features, a state and its cells (images, c), gates (images, 4c).
    narrow: [Vec<f32>; 3],
    gates: Vec<f32>,
}

impl KeptRnn {
    fn of(net: Arc<Net>, n: usize) -> Self {
        let c = net.first.c_out();
        let states = States {
            n_channels: c,
            hidden: vec![0.0; n * N_PIXELS * c],
            cells: vec![0.0; n * N_PIXELS * c],
            gates: vec![0.0; n * N_PIXELS * 4 * c],
        };
        Self {
            features: vec![vec![0.0; n * N_PIXELS * c]; net.layers.len() + 1],
            states: vec![states; net.layers.len()],
            narrow: std::array::from_fn(|_| vec![0.0; n * c]),
            gates: vec![0.0; n * 4 * c],
            net,
        }
    }
}

impl Kept for KeptRnn {
    fn with_images(&self, n_images: usize) -> Box<dyn Kept> {
        Box::new(Self::of(Arc::clone(&self.net), n_images))
    }

    // A pixel's activations are written anew before they are read again.
    fn keep(&mut self, _: usize) {}

    fn compute(&mut self, at: usize, planes: &[f32]) {
        let Self {
            net, gates, narrow, ..
        } = self;
        let [features, cells, hidden] = narrow;
        let c = net.first.c_out();
        features.fill(0.0);
        net.first.add_at(planes, at, features);
        put(features, at, &mut self.features[0]);
        for (i, layer) in net.layers.iter().enumerate() {
            let states = &mut self.states[i];
            gates.fill(0.0);
            layer.input.add_at(&self.features[i], at, gates);
            layer.state.add_at(&states.hidden, at, gates);
            match at.checked_sub(SIDE) {
                Some(above) => pick(&states.cells, above, cells),
                None => cells.fill(0.0),
            }
            let images = gates.chunks_exact_mut(4 * c);
            let images = images.zip(cells.chunks_exact_mut(c));
            for ((gates, cells), hidden) in images.zip(hidden.chunks_exact_mut(c)) {
                step(gates, cells, hidden);
            }
            put(gates, at, &mut states.gates);
            put(cells, at, &mut states.cells);
            put(hidden, at, &mut states.hidden);
            // Onto the features below, which are still here.
            layer.out.add_pointwise(hidden, features);
            put(features, at, &mut self.features[i + 1]);
        }
    }

    fn features(&self) -> &[f32] {
        self.features.last().map_or(&[], |features| features)
    }

    fn states(&self) -> &[States] {
        &self.states
    }

    fn causes(&self, layer: usize, at: usize) -> Option<Causes> {
        let (weights, states) = (self.net.layers.get(layer)?, self.states.get(layer)?);
        let n = self.gates.len();
        let mut causes = Causes {
            input: vec![0.0; n],
            state: vec![0.0; n],
        };
        (weights.input).add_at(&self.features[layer], at, &mut causes.input);
        (weights.state).add_at(&states.hidden, at, &mut causes.state);
        Some(causes)
    }
}
