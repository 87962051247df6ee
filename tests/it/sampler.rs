//! Sampling with kept activations against the full forward pass, and against itself.

use density_lab::ml::metrics::bits_per_dim;
use density_lab::ml::models::{pixel_cnn, pixel_rnn};
use density_lab::ml::rng::{Draws, Purpose};
use density_lab::ml::sampling::{Sampler, Stepwise, categorical};
use density_lab::ml::{N_LEVELS, N_PIXELS};

use crate::support::{digits, fresh, fresh_rnn, shipped, shipped_rnn};

/// Both nets that draw 256 greys.
fn both() -> [Box<dyn Stepwise>; 2] {
    [Box::new(shipped()), Box::new(shipped_rnn())]
}

/// Largest difference of a logit between the two ways: they sum in different orders.
const TOLERANCE: f32 = 2e-3;

#[test]
fn teacher_forced_logits_are_the_full_passs() {
    for net in both() {
        let digits = digits();
        for i in [0, 7] {
            let full: Vec<f32> = net
                .forward(digits.get(i))
                .and_then(|logits| logits.flatten_all()?.to_vec1())
                .unwrap();
            let mut sampler = Sampler::new(&*net).unwrap();
            sampler.set_images(&[digits.get(i)]);
            for (at, full) in full.chunks(N_LEVELS).enumerate() {
                for (a, b) in sampler.logits(at).iter().zip(full) {
                    assert!((a - b).abs() < TOLERANCE, "pixel {at}: {a} and {b}");
                }
            }
        }
    }
}

#[test]
fn an_image_does_not_depend_on_the_way_to_it() {
    for net in both() {
        let mut straight = Sampler::new(&*net).unwrap();
        while straight.draw(7, &[0], 1.0).is_some() {}
        let image = straight.pixels(0).to_vec();

        let mut wandering = Sampler::new(&*net).unwrap();
        wandering.set_images(&[&image[..300]]);
        wandering.logits(299);
        wandering.set_images(&[&[9; 50]]);
        wandering.logits(17);
        wandering.set_images(&[&image[..411]]);
        wandering.set_images(&[&image[..410]]);
        while wandering.draw(7, &[0], 1.0).is_some() {}
        assert_eq!(wandering.pixels(0), image);
    }
}

#[test]
fn seeds_and_images_differ() {
    for net in both() {
        let draw = |seed, image| {
            let mut sampler = Sampler::new(&*net).unwrap();
            while sampler.draw(seed, &[image], 1.0).is_some() {}
            sampler.pixels(0).to_vec()
        };
        assert_ne!(draw(1, 0), draw(2, 0));
        assert_ne!(draw(1, 0), draw(1, 1));
    }
}

#[test]
fn the_samplers_surprise_is_the_nets() {
    for net in both() {
        let digits = digits();
        let digit = digits.get(3);
        let mut sampler = Sampler::new(&*net).unwrap();
        sampler.set_images(&[digit]);
        let bits: f32 = (0..N_PIXELS)
            .map(|at| categorical::bits(&sampler.logits(at), usize::from(digit[at])))
            .sum();
        let full = bits_per_dim(&*net, digit, |_| ()).unwrap();
        assert!((f64::from(bits) / N_PIXELS as f64 - full).abs() < 1e-4);
    }
}

#[test]
fn nothing_is_drawn_past_the_end() {
    for net in both() {
        let mut sampler = Sampler::new(&*net).unwrap();
        sampler.set_images(&[&[0; N_PIXELS]]);
        assert!(sampler.draw(1, &[0], 1.0).is_none());
        sampler.push(&[3]);
        assert_eq!(sampler.pixels(0).len(), N_PIXELS);
        sampler.logits(10_000);
    }
}

#[test]
fn a_lone_image_equals_itself_in_a_batch() {
    for net in both() {
        let numbers = [4, 0, 9];
        let mut together = Sampler::batch(&*net, 3).unwrap();
        let mut bits = Vec::new();
        while let Some(drawn) = together.draw(7, &numbers, 0.9) {
            bits.push(drawn.iter().map(|pixel| pixel.bits).collect::<Vec<_>>());
        }
        for (i, number) in numbers.into_iter().enumerate() {
            let mut alone = Sampler::new(&*net).unwrap();
            for bits in &bits {
                let drawn = alone.draw(7, &[number], 0.9).unwrap();
                assert_eq!(drawn[0].bits, bits[i]);
            }
            assert_eq!(alone.pixels(0), together.pixels(i));
        }
    }
}

/// From one seed, sampling by whole forward passes gives the same image, save where the draw lies
/// so near the edge between two values that the tolerance decides.
#[test]
fn the_naive_way_draws_the_same_image() {
    draw_naively(&fresh(&pixel_cnn::Config::tiny()));
    draw_naively(&fresh_rnn(&pixel_rnn::Config::tiny()));
}

fn draw_naively(net: &dyn Stepwise) {
    let mut sampler = Sampler::new(net).unwrap();
    let draws = Draws::new(7, Purpose::Pixel);
    let mut naive = vec![0; N_PIXELS];
    // A hundred passes are enough of 784.
    for at in 0..100 {
        let logits = net.forward(&naive).unwrap().get(at).unwrap();
        let probabilities = categorical::softmax(&logits.to_vec1::<f32>().unwrap(), 1.0);
        let uniform = draws.uniform(at as u64);
        naive[at] = categorical::pick(&probabilities, uniform) as u8;
        let drawn = sampler.draw(7, &[0], 1.0).unwrap()[0].value;
        if drawn != naive[at] {
            let edge: f64 = probabilities[..usize::from(drawn.max(naive[at]))]
                .iter()
                .map(|&p| f64::from(p))
                .sum();
            assert!((edge - uniform).abs() < f64::from(TOLERANCE), "pixel {at}");
            // Past it the two images are different images.
            return;
        }
    }
}

/// Two hundred samples at temperature 1 are as surprising as the distributions that they were
/// drawn from say, within three standard errors; and, by the net itself, as test digits within
/// 0.15 bits a pixel. The second error is the net's: what it draws strays a little from what it
/// learned, where it is less sure. A sampler that drew from sharper or flatter distributions
/// would fail both.
#[test]
fn samples_have_the_bits_of_digits() {
    for net in both() {
        const N: usize = 200;
        const ERROR: f64 = 0.15;
        let numbers: Vec<u32> = (0..N as u32).collect();
        let mut sampler = Sampler::batch(&*net, N).unwrap();
        let (mut bits, mut excess) = (vec![0.0f64; N], vec![0.0f64; N]);
        while let Some(drawn) = sampler.draw(3, &numbers, 1.0) {
            for (i, pixel) in drawn.iter().enumerate() {
                let p = pixel.probabilities.iter().filter(|&&p| p > 0.0);
                let entropy: f64 = p.map(|&p| f64::from(-p * p.log2())).sum();
                bits[i] += f64::from(pixel.bits) / N_PIXELS as f64;
                excess[i] += (f64::from(pixel.bits) - entropy) / N_PIXELS as f64;
            }
        }
        // By a full pass over what was drawn: the sampler's own sum is not taken on trust.
        let by_net = bits_per_dim(&*net, sampler.pixels(5), |_| ()).unwrap();
        assert!((by_net - bits[5]).abs() < 1e-4);

        let mean = |values: &[f64]| values.iter().sum::<f64>() / N as f64;
        let squares: f64 = excess.iter().map(|e| e * e).sum();
        let standard_error = squares.sqrt() / N as f64;
        let excess = mean(&excess);
        assert!(
            excess.abs() < 3.0 * standard_error,
            "{excess}, standard error {standard_error}"
        );

        let of_digits = bits_per_dim(&*net, digits().pixels(), |_| ()).unwrap();
        let difference = mean(&bits) - of_digits;
        println!(
            "excess {excess:.4} of {standard_error:.4}, samples - digits {difference:.4} bits a pixel"
        );
        assert!(
            difference.abs() < ERROR,
            "samples differ from digits by {difference}"
        );
    }
}
