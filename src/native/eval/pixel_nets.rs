use super::{Figure, N_QUICK, Options, progress, publish};
use crate::ml::dataset::Images;
use crate::ml::metrics::{GreyHistogram, bits_per_dim, nll};
use crate::ml::models::{PixelCnn, PixelRnn};
use crate::native::fit::pixel_nets::{Kind, load_pixel_cnn, load_pixel_rnn};
use crate::native::{Result, mnist};

/// Measures a net that predicts pixel by pixel.
pub fn pixel_net(kind: Kind, options: &Options) -> Result<()> {
    let test = mnist::images(&options.data, mnist::TEST)?;
    let folder = &options.weights;
    let figures = match kind {
        Kind::Grey => {
            let training = mnist::images(&options.data, mnist::TRAINING)?;
            grey(&load_pixel_cnn(kind, folder)?, &training, &test)?
        }
        Kind::Binary => binary(&load_pixel_cnn(kind, folder)?, &test.binarized())?,
        Kind::Recurrent => recurrent(&load_pixel_rnn(folder)?, &test)?,
    };
    publish(kind.name(), figures, options)
}

fn grey(model: &PixelCnn, training: &Images, test: &Images) -> Result<Vec<Figure>> {
    let histogram = GreyHistogram::new(&GreyHistogram::count(training.pixels()));
    let baseline = histogram.total_bits(test.pixels()) / test.pixels().len() as f64;
    let quick = bits_per_dim(model, test.first(N_QUICK), |_| ())?;
    let all = bits_per_dim(model, test.pixels(), progress(test.len()))?;
    let figure = |name: &str, bits, n_images| Figure::new(name, bits, "bits", n_images);
    Ok(vec![
        figure("baseline.histogram_bits_per_dim", baseline, test.len()),
        figure("pixelcnn.bits_per_dim", all, test.len()),
        figure("pixelcnn.bits_per_dim_200", quick, N_QUICK),
    ])
}

fn binary(model: &PixelCnn, test: &Images) -> Result<Vec<Figure>> {
    let quick = nll(model, test.first(N_QUICK), |_| ())?;
    let all = nll(model, test.pixels(), progress(test.len()))?;
    let figure = |name: &str, nats, n_images| Figure::new(name, nats, "nats", n_images);
    Ok(vec![
        figure("pixelcnn_binary.nll", all, test.len()),
        figure("pixelcnn_binary.nll_200", quick, N_QUICK),
    ])
}

fn recurrent(model: &PixelRnn, test: &Images) -> Result<Vec<Figure>> {
    let quick = test.first(N_QUICK);
    let without = bits_per_dim(&model.without_state()?, quick, |_| ())?;
    let with = bits_per_dim(model, quick, |_| ())?;
    let all = bits_per_dim(model, test.pixels(), progress(test.len()))?;
    let figure = |name: &str, bits, n_images| Figure::new(name, bits, "bits", n_images);
    Ok(vec![
        figure("pixelrnn.bits_per_dim", all, test.len()),
        figure("pixelrnn.bits_per_dim_200", with, N_QUICK),
        figure("pixelrnn.bits_per_dim_200_without_state", without, N_QUICK),
    ])
}
