//! The way back along a tape, against candle's own over the same nets.

use std::collections::BTreeMap;

use candle_core::backprop::GradStore;
use candle_core::{D, Device, Result, Tensor, Var};
use density_lab::ml::dataset::unit_pixels;
use density_lab::ml::models::{
    Autoencoder, Autoregressive, Model, PixelCnn, PixelRnn, Vae, autoencoder, pixel_cnn, pixel_rnn,
    vae,
};
use density_lab::ml::ops::tape::{GradientOf, Gradients, Tape};
use density_lab::ml::weights::FreshVars;

use crate::support::{digits, normal, normal_var, relative_difference};

fn assert_alike(vars: &BTreeMap<String, Var>, ours: &Gradients, candles: &GradStore) {
    for (name, var) in vars {
        let (Some(ours), Some(candles)) = (ours.gradient_of(var), candles.gradient_of(var)) else {
            panic!("no gradient: {name}")
        };
        let difference = relative_difference(ours, candles);
        assert!(difference < 2e-5, "{name}: {difference}");
    }
}

fn scalar(value: f32) -> Result<Tensor> {
    Tensor::new(value, &Device::Cpu)
}

#[test]
fn a_pixel_cnns_gradients_are_candles() -> Result<()> {
    let fresh = FreshVars::new(5);
    let net = PixelCnn::new(&pixel_cnn::Config::tiny(), fresh.builder())?;
    let digits = digits();
    let (mut tape, mut ours) = (Tape::on(), Gradients::default());
    let loss = net.loss_on(&mut tape, digits.first(2), None)?;
    tape.backward_from_loss(&loss, &mut ours)?;
    let candles = net.loss(digits.first(2))?.backward()?;
    assert_alike(&fresh.vars(), &ours, &candles);
    // Another image's are added.
    let mut tape = Tape::on();
    let loss = net.loss_on(&mut tape, digits.get(2), None)?;
    tape.backward_from_loss(&loss, &mut ours)?;
    let second = net.loss(digits.get(2))?.backward()?;
    let embedding = &fresh.vars()["embedding"];
    let sum = (candles.get(embedding).unwrap() + second.get(embedding).unwrap())?;
    let ours = ours.gradient_of(embedding).unwrap();
    assert!(relative_difference(ours, &sum) < 2e-5);
    Ok(())
}

#[test]
fn a_pixel_rnns_gradients_are_candles() -> Result<()> {
    let fresh = FreshVars::new(8);
    let net = PixelRnn::new(&pixel_rnn::Config::tiny(), fresh.builder())?;
    let digits = digits();
    let (mut tape, mut ours) = (Tape::on(), Gradients::default());
    let loss = net.loss_on(&mut tape, digits.first(2), None)?;
    tape.backward_from_loss(&loss, &mut ours)?;
    let candles = net.loss(digits.first(2))?.backward()?;
    assert_alike(&fresh.vars(), &ours, &candles);
    Ok(())
}

#[test]
fn an_autoencoders_gradients_are_candles() -> Result<()> {
    let fresh = FreshVars::new(6);
    let net = Autoencoder::new(&autoencoder::Config::code_2(), fresh.builder())?;
    let pixels = unit_pixels(digits().first(5), 255)?;
    let (mut tape, mut ours) = (Tape::on(), Gradients::default());
    let loss = net.loss_on(&mut tape, &pixels, &pixels)?;
    tape.backward_from_loss(&loss, &mut ours)?;
    let candles = net.loss(&pixels, &pixels)?.backward()?;
    assert_alike(&fresh.vars(), &ours, &candles);
    Ok(())
}

#[test]
fn a_vaes_gradients_are_candles_at_any_weight_of_the_kl_term() -> Result<()> {
    let config = vae::Config {
        n_axes: 3,
        hidden: vec![20],
    };
    let fresh = FreshVars::new(7);
    let net = Vae::new(&config, fresh.builder())?;
    let ink: Vec<u8> = digits().first(4).iter().map(|grey| grey / 128).collect();
    let (pixels, noise) = (unit_pixels(&ink, 1)?, normal(1, &[4, 3]));
    for beta in [0.0, 1.0, 30.0] {
        let (mut tape, mut ours) = (Tape::on(), Gradients::default());
        let terms = net.terms_on(&mut tape, &pixels, &noise)?;
        let by_kl = Tensor::full(beta as f32 / 784.0, 3, &Device::Cpu)?;
        let outputs = [(&terms.reconstruction, scalar(1.0)?), (&terms.kl, by_kl)];
        tape.backward_from(outputs, &mut ours)?;
        let loss = (net.terms(&pixels, &noise)?.loss(beta)? / 784.0)?;
        assert_alike(&fresh.vars(), &ours, &loss.backward()?);
    }
    Ok(())
}

#[test]
fn a_draw_and_its_kl_are_what_candle_makes_of_their_formulas() -> Result<()> {
    let both = normal_var(1, &[5, 6]);
    let noise = normal(2, &[5, 3]);
    let (mean, log_variance) = (both.narrow(D::Minus1, 0, 3)?, both.narrow(D::Minus1, 3, 3)?);
    let drawn = (&mean + ((&log_variance * 0.5)?.exp()? * &noise)?)?;
    let kl = (((mean.sqr()? + log_variance.exp()?)? - &log_variance)? - 1.0)?;
    let kl = (kl * 0.5)?.mean(0)?;
    let mut tape = Tape::on();
    let (ours, our_kl) = (tape.draw(&both, &noise)?, tape.mean_kl(&both)?);
    assert!(relative_difference(&ours, &drawn) < 1e-6);
    assert!(relative_difference(&our_kl, &kl) < 1e-6);

    let (by_draw, by_kl) = (normal(3, &[5, 3]), normal(4, &[3]));
    let sum = ((&drawn * &by_draw)?.sum_all()? + (&kl * &by_kl)?.sum_all()?)?;
    let candles = sum.backward()?;
    let mut gradients = Gradients::default();
    tape.backward_from([(&ours, by_draw), (&our_kl, by_kl)], &mut gradients)?;
    let [ours, candles] = [
        gradients.gradient_of(&both).unwrap(),
        candles.get(&both).unwrap(),
    ];
    assert!(relative_difference(ours, candles) < 1e-5);
    assert!(tape.draw(&both, &normal(2, &[5, 4])).is_err());
    assert!(tape.mean_kl(&normal(1, &[5, 3])).is_err());
    Ok(())
}

#[test]
fn rows_of_a_table_are_those_that_candle_selects() -> Result<()> {
    let table = normal_var(1, &[9, 4]);
    let rows = [8, 0, 3, 8, 8];
    let before = normal(2, &[5, 2]);
    let selected = table.index_select(&Tensor::new(&rows.map(u32::from), &Device::Cpu)?, 0)?;
    let candles = Tensor::cat(&[&before, &selected], 1)?;
    let mut tape = Tape::on();
    let ours = tape.rows_behind(&table, before.flatten_all()?.to_vec1()?, &rows)?;
    assert_eq!(ours.to_vec2::<f32>()?, candles.to_vec2::<f32>()?);
    let d_out = normal(3, &[5, 6]);
    let expected = (&candles * &d_out)?.sum_all()?.backward()?;
    let mut gradients = Gradients::default();
    tape.backward_from([(&ours, d_out)], &mut gradients)?;
    let [ours, expected] = [
        gradients.gradient_of(&table).unwrap(),
        expected.get(&table).unwrap(),
    ];
    assert!(relative_difference(ours, expected) < 1e-6);
    assert!(tape.rows_behind(&table, vec![], &[9]).is_err());
    assert!(tape.rows_behind(&table, vec![0.0; 3], &[1, 2]).is_err());
    Ok(())
}

#[test]
fn the_cross_entropy_of_labels_is_candles() -> Result<()> {
    let logits = normal_var(1, &[6, 10]);
    let labels = [0, 9, 3, 3, 7, 1];
    let mut tape = Tape::on();
    let loss = tape.softmax_cross_entropy(&logits, &labels)?;
    let targets = Tensor::new(&labels.map(u32::from), &Device::Cpu)?;
    let candles = candle_nn::loss::cross_entropy(&logits, &targets)?;
    assert!(relative_difference(&loss, &candles) < 1e-6);
    let mut gradients = Gradients::default();
    tape.backward_from_loss(&loss, &mut gradients)?;
    let [ours, candles] = [
        gradients.gradient_of(&logits).unwrap(),
        &candles.backward()?.remove(&logits).unwrap(),
    ];
    assert!(relative_difference(ours, candles) < 1e-5);
    assert!(tape.softmax_cross_entropy(&logits, &labels[..5]).is_err());
    assert!(tape.softmax_cross_entropy(&logits, &[10; 6]).is_err());
    Ok(())
}
