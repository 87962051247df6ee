//! Batch normalisation with its rectifier, and tanh: forward against their formulas in float64,
//! gradients against finite differences of these.

use candle_core::{DType, Device, Result, Tensor, Var};
use density_lab::ml::layers::{BatchNorm, Use};
use density_lab::ml::ops::batch_norm::{Source, Statistics, batch_norm};
use density_lab::ml::ops::pointwise::tanh;
use density_lab::ml::ops::tape::Tape;
use density_lab::ml::weights::FreshVars;

use crate::support::{normal, normal_var, relative_difference};

const SLOPE: f32 = 0.2;

/// Widths that are no multiples of a vector's, one channel, and images.
const SHAPES: [&[usize]; 4] = [&[7, 5], &[3, 1], &[4, 3, 3, 6], &[33, 17]];

/// Mean and variance of each channel.
type Moments = (Vec<f64>, Vec<f64>);

/// Arguments and running statistics, in float64.
#[derive(Clone)]
struct Case {
    x: Vec<f64>,
    gamma: Vec<f64>,
    beta: Vec<f64>,
    running: Moments,
}

fn wide(tensor: &Tensor) -> Result<Vec<f64>> {
    tensor.to_dtype(DType::F64)?.flatten_all()?.to_vec1::<f64>()
}

fn tensor(values: &[f64], shape: &[usize]) -> Result<Tensor> {
    Tensor::from_slice(values, shape, &Device::Cpu)?.to_dtype(DType::F32)
}

/// x, gamma, beta, and mean and variance.
fn arguments(shape: &[usize]) -> Result<([Var; 3], [Tensor; 2])> {
    let n_channels = [shape[shape.len() - 1]];
    let x = Var::from_tensor(&((normal(1, shape) * 1.7)? + 0.6)?)?;
    let variance = (normal(5, &n_channels).sqr()? + 0.3)?;
    Ok((
        [x, normal_var(2, &n_channels), normal_var(3, &n_channels)],
        [normal(4, &n_channels), variance],
    ))
}

impl Case {
    fn new([x, gamma, beta]: &[Var; 3], [mean, variance]: &[Tensor; 2]) -> Result<Self> {
        Ok(Self {
            x: wide(x)?,
            gamma: wide(gamma)?,
            beta: wide(beta)?,
            running: (wide(mean)?, wide(variance)?),
        })
    }

    fn moments(&self) -> Moments {
        let n_channels = self.gamma.len();
        let n = (self.x.len() / n_channels) as f64;
        let column = |c: usize| self.x.iter().skip(c).step_by(n_channels);
        (0..n_channels)
            .map(|c| {
                let mean = column(c).sum::<f64>() / n;
                (mean, column(c).map(|x| (x - mean).powi(2)).sum::<f64>() / n)
            })
            .unzip()
    }

    /// The formula, number by number.
    fn forward(&self, source: Source) -> Vec<f64> {
        let (mean, variance) = match source {
            Source::Batch => self.moments(),
            Source::Running => self.running.clone(),
        };
        let n_channels = self.gamma.len();
        let one = |(i, x): (usize, &f64)| {
            let c = i % n_channels;
            let normal = (x - mean[c]) / (variance[c] + 1e-5).sqrt();
            let y = self.gamma[c] * normal + self.beta[c];
            if y > 0.0 { y } else { f64::from(SLOPE) * y }
        };
        self.x.iter().enumerate().map(one).collect()
    }

    /// Finite differences of the sum of `towards` times the outputs, by the numbers of one of
    /// x, gamma and beta.
    fn slopes(&self, argument: usize, source: Source, towards: &[f64]) -> Vec<f64> {
        const STEP: f64 = 1e-6;
        let moved = |i: usize, by: f64| -> f64 {
            let mut case = self.clone();
            [&mut case.x, &mut case.gamma, &mut case.beta][argument][i] += by;
            let out = case.forward(source);
            out.iter().zip(towards).map(|(y, w)| y * w).sum()
        };
        let n = [&self.x, &self.gamma, &self.beta][argument].len();
        (0..n)
            .map(|i| (moved(i, STEP) - moved(i, -STEP)) / (2.0 * STEP))
            .collect()
    }
}

fn ours(
    [x, gamma, beta]: &[Var; 3],
    [mean, variance]: &[Tensor; 2],
    source: Source,
) -> Result<Tensor> {
    let statistics = match source {
        Source::Batch => Statistics::of(x)?,
        Source::Running => Statistics::from_tensors(mean, variance)?,
    };
    batch_norm(x, (gamma, beta), statistics, source, SLOPE)
}

#[test]
fn forward_is_the_formula() -> Result<()> {
    for shape in SHAPES {
        let (arguments, running) = arguments(shape)?;
        let case = Case::new(&arguments, &running)?;
        for source in [Source::Batch, Source::Running] {
            let ours = ours(&arguments, &running, source)?;
            let exact = tensor(&case.forward(source), shape)?;
            let difference = relative_difference(&ours, &exact);
            assert!(difference < 1e-5, "{source:?} {shape:?}: {difference:e}");
        }
    }
    Ok(())
}

#[test]
fn gradients_are_finite_differences_of_the_formula() -> Result<()> {
    for shape in SHAPES {
        let (arguments, running) = arguments(shape)?;
        let case = Case::new(&arguments, &running)?;
        let towards = normal(6, shape);
        for source in [Source::Batch, Source::Running] {
            let out = ours(&arguments, &running, source)?;
            let gradients = (out * &towards)?.sum_all()?.backward()?;
            for (i, var) in arguments.iter().enumerate() {
                let exact = case.slopes(i, source, &wide(&towards)?);
                let exact = tensor(&exact, var.dims())?;
                let gradient = gradients.get(var).expect("a gradient");
                let difference = relative_difference(gradient, &exact);
                assert!(
                    difference < 3e-5,
                    "argument {i}, {source:?} {shape:?}: {difference:e}"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn data_and_frozen_parameters_get_no_gradient() -> Result<()> {
    let ([x, gamma, beta], _) = arguments(&[5, 3])?;
    for frozen in 0..3 {
        let vars = [&x, &gamma, &beta];
        let mut seen = vars.map(|var| var.as_tensor().clone());
        seen[frozen] = seen[frozen].detach();
        let [x, gamma, beta] = &seen;
        let out = batch_norm(x, (gamma, beta), Statistics::of(x)?, Source::Batch, SLOPE)?;
        let gradients = out.sum_all()?.backward()?;
        for (i, seen) in seen.iter().enumerate() {
            assert_eq!(gradients.get(seen).is_none(), i == frozen, "{i}, {frozen}");
        }
    }
    Ok(())
}

#[test]
fn running_statistics_move_towards_the_batchs_and_stand_still_in_use() -> Result<()> {
    let fresh = FreshVars::new(1);
    let norm = BatchNorm::new(SLOPE, 6, &fresh.builder())?;
    let (arguments, running) = arguments(&[4, 3, 3, 6])?;
    let (mean, variance) = Case::new(&arguments, &running)?.moments();
    let x = arguments[0].as_tensor();
    let running = |name: &str| wide(&fresh.vars()[name]);
    // From 0 and 1, a tenth of what is left with each batch.
    let mut left = 1.0;
    for _ in 0..5 {
        norm.forward(&mut Tape::off(), x, Use::Training)?;
        left *= 0.9;
        for c in 0..6 {
            let (at, to) = (running("running_mean")?[c], mean[c]);
            assert!((at - (1.0 - left) * to).abs() < 1e-5, "{at} to {to}");
            let (at, to) = (running("running_variance")?[c], variance[c]);
            assert!((at - (to + left * (1.0 - to))).abs() < 1e-5, "{at} to {to}");
        }
    }
    let before = (running("running_mean")?, running("running_variance")?);
    let in_use = norm.forward(&mut Tape::off(), x, Use::Sampling)?;
    let after = (running("running_mean")?, running("running_variance")?);
    assert_eq!(before, after);
    // In use a sample stands alone.
    let alone = norm.forward(&mut Tape::off(), &x.narrow(0, 2, 1)?, Use::Sampling)?;
    assert_eq!(relative_difference(&alone, &in_use.narrow(0, 2, 1)?), 0.0);
    Ok(())
}

#[test]
fn names_tell_statistics_from_parameters() -> Result<()> {
    let fresh = FreshVars::new(1);
    BatchNorm::new(SLOPE, 2, &fresh.builder().pp("norms").pp(1))?;
    let (statistics, parameters): (Vec<_>, Vec<_>) =
        (fresh.vars().into_keys()).partition(|name| BatchNorm::is_statistic(name));
    let expected = ["norms.1.running_mean", "norms.1.running_variance"];
    assert_eq!(statistics, expected);
    assert_eq!(parameters, ["norms.1.beta", "norms.1.gamma"]);
    Ok(())
}

#[test]
fn what_does_not_fit_is_an_error() -> Result<()> {
    let x = normal(1, &[4, 3]);
    let of = |x: &Tensor, gamma: usize, beta: usize, n_channels: usize| {
        let statistics = Statistics {
            mean: vec![0.0; n_channels],
            variance: vec![1.0; n_channels],
        };
        let affine = (&normal(2, &[gamma]), &normal(3, &[beta]));
        batch_norm(x, affine, statistics, Source::Running, SLOPE)
    };
    assert!(of(&x, 3, 3, 3).is_ok());
    assert!(of(&x, 2, 3, 3).is_err());
    assert!(of(&x, 3, 4, 3).is_err());
    assert!(of(&x, 3, 3, 4).is_err());
    assert!(of(&normal(1, &[3, 4]), 3, 3, 3).is_err());
    assert!(of(&x.t()?.contiguous()?.t()?, 3, 3, 3).is_err());
    assert!(of(&x.to_dtype(DType::F64)?, 3, 3, 3).is_err());
    let uneven = Statistics {
        mean: vec![0.0; 3],
        variance: vec![1.0; 2],
    };
    let affine = (&normal(2, &[3]), &normal(3, &[3]));
    assert!(batch_norm(&x, affine, uneven, Source::Running, SLOPE).is_err());

    assert!(Statistics::of(&normal(1, &[0, 3])).is_err());
    assert!(Statistics::of(&x.to_dtype(DType::F64)?).is_err());
    assert!(Statistics::of(&x.t()?).is_err());
    let statistics = Statistics::of(&x)?;
    let (three, four) = (normal_var(1, &[3]), normal_var(1, &[4]));
    assert!(statistics.pull(&three, &four, 0.1).is_err());
    Ok(())
}

#[test]
fn tanh_and_its_gradient_are_those_of_float64() -> Result<()> {
    let values: Vec<f32> = (-400..=400)
        .map(|i| i as f32 / 40.0)
        .chain([-1e4, -90.0, -1e-4, 1e-6, 30.0, 3e38])
        .collect();
    let n = values.len();
    let x = Var::from_vec(values.clone(), n, &Device::Cpu)?;
    let towards = normal(1, &[n]);
    let out = tanh(&x)?;
    let gradients = (&out * &towards)?.sum_all()?.backward()?;
    let slopes: Vec<f32> = gradients.get(&x).expect("a gradient").to_vec1()?;
    let weights: Vec<f32> = towards.to_vec1()?;
    for (i, y) in out.to_vec1::<f32>()?.into_iter().enumerate() {
        let exact = f64::from(values[i]).tanh();
        assert!((f64::from(y) - exact).abs() < 2e-7, "{}: {y}", values[i]);
        let weight = f64::from(weights[i]);
        let error = f64::from(slopes[i]) - weight * (1.0 - exact * exact);
        assert!(error.abs() < 1e-6 * weight.abs().max(1.0), "{}", values[i]);
    }
    let data = x.as_tensor().detach();
    let gradients = (tanh(&data)? * &towards)?.sum_all()?.backward()?;
    assert!(gradients.get(&data).is_none());
    assert!(tanh(&normal(1, &[3, 2]).t()?).is_err());
    assert!(tanh(&normal(1, &[3]).to_dtype(DType::F64)?).is_err());
    Ok(())
}
