//! Convolution and transposed convolution against candle's own, forward and gradients, on random
//! shapes, windows, strides and paddings; and their adjointness in float64.

use candle_core::{DType, Result, Tensor};
use density_lab::ml::ops::conv::{conv_transpose2d, conv2d};
use density_lab::ml::ops::window::Window;
use density_lab::ml::rng::{Draws, Purpose};

use crate::support::{normal, normal_var, relative_difference};

/// candle's layouts: images (b, c, h, w), kernels (c_small, c_large, rows, cols).
fn to_nchw(x: &Tensor) -> Result<Tensor> {
    x.permute((0, 3, 1, 2))?.contiguous()
}

fn to_nhwc(x: &Tensor) -> Result<Tensor> {
    x.permute((0, 2, 3, 1))?.contiguous()
}

fn to_candles_kernel(kernel: &Tensor, window: Window, c_large: usize) -> Result<Tensor> {
    let (rows, cols) = window.size;
    let c_small = kernel.dim(1)?;
    let kernel = kernel.reshape((rows, cols, c_large, c_small))?;
    kernel.permute((3, 2, 0, 1))?.contiguous()
}

struct Case {
    window: Window,
    batch: usize,
    side: (usize, usize),
    c_large: usize,
    c_small: usize,
}

/// Random shapes; every fifth batch is larger than a tile of windows.
fn case(seed: u64) -> Case {
    let draws = Draws::new(seed, Purpose::Split);
    let pick = |i: u64, from: usize, to: usize| {
        from + (draws.uniform(i) * (to - from + 1) as f64) as usize
    };
    let size = (pick(0, 1, 5), pick(1, 1, 5));
    Case {
        window: Window {
            size,
            stride: pick(2, 1, 3),
            padding: pick(3, 0, (size.0.min(size.1) - 1).min(2)),
        },
        batch: if seed.is_multiple_of(5) {
            60
        } else {
            pick(4, 1, 3)
        },
        side: (pick(5, 5, 12), pick(6, 5, 12)),
        c_large: pick(7, 1, 8),
        c_small: pick(8, 1, 17),
    }
}

fn assert_close(what: &str, seed: u64, ours: Option<&Tensor>, theirs: Option<&Tensor>) {
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        panic!("case {seed}: no {what}")
    };
    let difference = relative_difference(ours, theirs);
    assert!(
        difference < 2e-5,
        "case {seed}: {what} is off by {difference:e}"
    );
}

#[test]
fn convolution_is_candles() -> Result<()> {
    let mut n_compared = 0;
    for seed in 0..30 {
        let case = case(seed);
        let Window {
            stride, padding, ..
        } = case.window;
        let x = normal_var(seed, &[case.batch, case.side.0, case.side.1, case.c_large]);
        let n_rows = case.window.n_taps() * case.c_large;
        let kernel = normal_var(seed + 100, &[n_rows, case.c_small]);
        let bias = normal_var(seed + 300, &[case.c_small]);
        let ours = conv2d(&x, &kernel, &bias, case.window)?;
        let candles = to_candles_kernel(&kernel, case.window, case.c_large)?;
        let theirs = to_nhwc(&to_nchw(&x)?.conv2d(&candles, padding, stride, 1, 1)?)?;
        let theirs = theirs.broadcast_add(&bias)?;
        assert_close("output", seed, Some(&ours), Some(&theirs));

        let towards = normal(seed + 200, ours.dims());
        let ours = (ours * &towards)?.sum_all()?.backward()?;
        // candle's backward pass fails where strides leave rows and columns over unevenly.
        let Ok(theirs) = (theirs * &towards)?.sum_all()?.backward() else {
            continue;
        };
        n_compared += 1;
        assert_close("gradient of x", seed, ours.get(&x), theirs.get(&x));
        let of_kernel = (ours.get(&kernel), theirs.get(&kernel));
        assert_close("gradient of the kernel", seed, of_kernel.0, of_kernel.1);
        let of_bias = (ours.get(&bias), theirs.get(&bias));
        assert_close("gradient of the bias", seed, of_bias.0, of_bias.1);
    }
    assert!(
        n_compared >= 10,
        "only {n_compared} cases had candle's gradients"
    );
    Ok(())
}

#[test]
fn transposed_convolution_is_candles() -> Result<()> {
    let mut n_compared = 0;
    for seed in 0..30 {
        let case = case(seed);
        let Window {
            stride,
            padding,
            size,
        } = case.window;
        let x = normal_var(seed, &[case.batch, case.side.0, case.side.1, case.c_small]);
        let n_rows = case.window.n_taps() * case.c_large;
        let kernel = normal_var(seed + 100, &[n_rows, case.c_small]);
        let bias = normal_var(seed + 300, &[case.c_large]);
        let ours = conv_transpose2d(&x, &kernel, &bias, case.window)?;
        let (_, height, width, _) = ours.dims4()?;
        assert_eq!(height, (case.side.0 - 1) * stride + size.0 - 2 * padding);
        assert_eq!(width, (case.side.1 - 1) * stride + size.1 - 2 * padding);
        let candles = to_candles_kernel(&kernel, case.window, case.c_large)?;
        let theirs = to_nchw(&x)?.conv_transpose2d(&candles, padding, 0, stride, 1)?;
        let theirs = to_nhwc(&theirs)?.broadcast_add(&bias)?;
        assert_close("output", seed, Some(&ours), Some(&theirs));

        let towards = normal(seed + 200, ours.dims());
        let ours = (ours * &towards)?.sum_all()?.backward()?;
        // candle's backward pass refuses windows that are not square.
        let Ok(theirs) = (theirs * &towards)?.sum_all()?.backward() else {
            continue;
        };
        n_compared += 1;
        assert_close("gradient of x", seed, ours.get(&x), theirs.get(&x));
        let of_kernel = (ours.get(&kernel), theirs.get(&kernel));
        assert_close("gradient of the kernel", seed, of_kernel.0, of_kernel.1);
        let of_bias = (ours.get(&bias), theirs.get(&bias));
        assert_close("gradient of the bias", seed, of_bias.0, of_bias.1);
    }
    assert!(
        n_compared >= 10,
        "only {n_compared} cases had candle's gradients"
    );
    Ok(())
}

/// `<conv(x), y> = <x, conv_transpose(y)>`, summed in float64: holds for every window, also where
/// candle has no gradient to compare with.
#[test]
fn the_two_are_adjoint() -> Result<()> {
    let dot = |a: &Tensor, b: &Tensor| -> Result<f64> {
        (a.to_dtype(DType::F64)? * b.to_dtype(DType::F64)?)?
            .sum_all()?
            .to_scalar()
    };
    for seed in 0..30 {
        let case = case(seed);
        let n_rows = case.window.n_taps() * case.c_large;
        let kernel = normal(seed + 100, &[n_rows, case.c_small]);
        let y = normal(seed, &[2, case.side.0, case.side.1, case.c_small]);
        let no_bias = |n: usize| Tensor::zeros(n, DType::F32, y.device());
        let spread = conv_transpose2d(&y, &kernel, &no_bias(case.c_large)?, case.window)?;
        let x = normal(seed + 200, spread.dims());
        let gathered = conv2d(&x, &kernel, &no_bias(case.c_small)?, case.window)?;
        let (left, right) = (dot(&gathered, &y)?, dot(&x, &spread)?);
        let scale = (dot(&spread, &spread)? * dot(&x, &x)?).sqrt();
        assert!(
            (left - right).abs() < 1e-6 * scale,
            "case {seed}: {left} and {right}"
        );
    }
    Ok(())
}

#[test]
fn data_and_a_frozen_kernel_get_no_gradient() -> Result<()> {
    let window = Window::square(4, 2, 1);
    let (data, frozen, bias) = (
        normal(1, &[2, 8, 8, 3]),
        normal(2, &[48, 5]),
        normal(3, &[5]),
    );
    let (x, kernel) = (normal_var(1, &[2, 8, 8, 3]), normal_var(2, &[48, 5]));
    let gradients = conv2d(&data, &kernel, &bias, window)?
        .sum_all()?
        .backward()?;
    assert!(gradients.get(&data).is_none() && gradients.get(&kernel).is_some());
    let gradients = conv2d(&x, &frozen, &bias, window)?.sum_all()?.backward()?;
    assert!(gradients.get(&x).is_some() && gradients.get(&frozen).is_none());
    let (small, bias) = (normal_var(3, &[2, 4, 4, 5]), normal(4, &[3]));
    let out = conv_transpose2d(&small, &frozen, &bias, window)?;
    let gradients = out.sum_all()?.backward()?;
    assert!(gradients.get(&small).is_some() && gradients.get(&frozen).is_none());
    Ok(())
}

#[test]
fn a_lone_image_equals_itself_in_a_batch() -> Result<()> {
    let window = Window::square(4, 2, 1);
    let (kernel, bias) = (normal(1, &[16 * 6, 20]), normal(3, &[20]));
    let batch = normal(2, &[70, 14, 14, 6]);
    let alone = conv2d(&batch.narrow(0, 66, 1)?, &kernel, &bias, window)?;
    let together = conv2d(&batch, &kernel, &bias, window)?;
    assert_eq!(
        relative_difference(&alone, &together.narrow(0, 66, 1)?),
        0.0
    );
    Ok(())
}

#[test]
fn windows_that_do_not_fit_are_errors() -> Result<()> {
    let x = normal(1, &[1, 4, 4, 3]);
    let bias = |n: usize| normal(3, &[n]);
    let down = |n_rows: usize, c_bias: usize, window| {
        conv2d(&x, &normal(2, &[n_rows, 2]), &bias(c_bias), window)
    };
    assert!(down(27, 2, Window::square(3, 1, 1)).is_ok());
    assert!(down(27, 3, Window::square(3, 1, 1)).is_err());
    assert!(down(75, 2, Window::square(5, 1, 0)).is_err());
    assert!(down(75, 2, Window::square(5, 0, 1)).is_err());
    assert!(down(75, 2, Window::square(3, 1, 1)).is_err());
    assert!(down(75, 2, Window::square(0, 1, 1)).is_err());
    let up = |n_rows: usize, c_in: usize, window| {
        conv_transpose2d(&x, &normal(2, &[n_rows, c_in]), &bias(3), window)
    };
    assert!(up(27, 3, Window::square(3, 1, 1)).is_ok());
    assert!(up(27, 2, Window::square(3, 1, 1)).is_err());
    assert!(up(27, 3, Window::square(3, 1, 6)).is_err());
    assert!(up(27, 3, Window::square(3, 0, 1)).is_err());
    let (kernel, window) = (normal(2, &[27, 3]), Window::square(3, 1, 1));
    assert!(conv2d(&x.t()?, &kernel, &bias(3), window).is_err());
    Ok(())
}
