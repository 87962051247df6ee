//! Images being drawn, alone and side by side.

use density_lab::protocol::*;

use super::{Drawing, WEIGHTS, draw, look, ready, run, sample};
use crate::support::digits;

/// The four images `numbers` from one beginning.
fn side_by_side(job: u64, numbers: [u32; 4], beginning: &[u8], watched: u16) -> SampleRequest {
    SampleRequest {
        images: numbers.to_vec(),
        pixels: vec![beginning.to_vec(); 4],
        watched,
        ..sample(job, beginning, 784)
    }
}

#[test]
fn cut_anywhere_the_image_is_the_same() {
    let mut engine = ready(&[WEIGHTS]);
    let (drawn, _) = draw(&mut engine, sample(1, &[], 784));
    let whole = &drawn[0].pixels;
    assert_eq!(whole.len(), 784);
    // Pixel by pixel, from a look in between, and from an engine that knows nothing of it.
    let mut pixels = whole[..300].to_vec();
    let mut fresh = ready(&[WEIGHTS]);
    for (job, until) in [(2, 301), (3, 302), (4, 340), (5, 784)] {
        fresh.handle(look(100 + job, &pixels[..job as usize * 40], 17));
        run(&mut fresh);
        let (new, _) = draw(&mut fresh, sample(job, &pixels, until));
        pixels.extend(&new[0].pixels);
    }
    assert_eq!(pixels, *whole);
}

#[test]
fn a_temperature_changes_only_what_follows() {
    let mut engine = ready(&[WEIGHTS]);
    let (warm, _) = draw(&mut engine, sample(1, &[], 784));
    let mut request = sample(2, &[], 784);
    request.temperatures.push(TemperatureFrom {
        pixel: 300,
        temperature: 0.2,
    });
    let (cooled, distributions) = draw(&mut engine, request);
    assert_eq!(warm[0].pixels[..300], cooled[0].pixels[..300]);
    assert_ne!(warm, cooled);
    // The untempered distribution comes along where it is another one.
    for distribution in distributions {
        let is_cooled = distribution.pixel >= 300;
        assert_eq!(distribution.temperature, if is_cooled { 0.2 } else { 1.0 });
        assert_eq!(distribution.untempered.is_empty(), !is_cooled);
        let drawn = distribution.drawn.unwrap();
        let untempered = match is_cooled {
            true => &distribution.untempered,
            false => &distribution.probabilities,
        };
        let bits = -untempered[usize::from(drawn.value)].log2();
        assert!((drawn.bits - bits).abs() < 1e-3);
    }
}

#[test]
fn images_side_by_side_are_those_drawn_alone() {
    let numbers = [0, 9, 3, 4];
    let digit = digits().get(5).to_vec();
    // From nothing, and as completions of half a digit.
    for beginning in [&digit[..0], &digit[..392]] {
        let mut engine = ready(&[WEIGHTS]);
        let (together, _) = draw(&mut engine, side_by_side(1, numbers, beginning, 2));
        let alone: Vec<Drawing> = (numbers.into_iter())
            .map(|number| {
                let request = SampleRequest {
                    images: vec![number],
                    ..sample(2, beginning, 784)
                };
                draw(&mut engine, request).0.remove(0)
            })
            .collect();
        assert_eq!(together, alone, "from {} pixels", beginning.len());
        assert_eq!(together[0].pixels.len(), 784 - beginning.len());
        assert_ne!(together[0].pixels, together[1].pixels);
    }
}

#[test]
fn the_watched_images_distribution_comes_with_every_frame() {
    let numbers = [0, 1, 2, 3];
    let mut engine = ready(&[WEIGHTS]);
    let beginning = digits().get(5)[..200].to_vec();
    let mut seen = Vec::new();
    for watched in [0, 3] {
        let request = side_by_side(1, numbers, &beginning, watched);
        let (drawings, distributions) = draw(&mut engine, request);
        let drawing = &drawings[usize::from(watched)];
        // A row a frame, and what is left.
        assert_eq!(distributions.len(), (784usize - 200).div_ceil(28));
        for (i, distribution) in distributions.iter().enumerate() {
            let last = (200 + 28 * (i + 1)).min(784) - 1;
            assert_eq!(usize::from(distribution.pixel), last);
            let drawn = distribution.drawn.unwrap();
            assert_eq!(drawn.value, drawing.pixels[last - 200]);
            assert_eq!(drawn.bits.to_bits(), drawing.bits[last - 200]);
            assert!(!distribution.receptive_field.is_empty());
        }
        seen.push(distributions);
    }
    assert_ne!(seen[0], seen[1], "two images, one distribution");
}

#[test]
fn images_side_by_side_do_not_mind_what_goes_on_between() {
    let mut engine = ready(&[WEIGHTS]);
    let request = side_by_side(1, [0, 1, 2, 3], &[], 0);
    let (undisturbed, _) = draw(&mut engine, request.clone());
    let mut pixels = vec![Vec::new(); 4];
    let mut engine = ready(&[WEIGHTS]);
    for until in [100, 101, 500, 784] {
        let request = SampleRequest {
            pixels: pixels.clone(),
            until,
            ..request.clone()
        };
        let (new, _) = draw(&mut engine, request);
        for (pixels, new) in pixels.iter_mut().zip(new) {
            pixels.extend(new.pixels);
        }
        // Another image alone, then two side by side, then a look.
        draw(&mut engine, sample(2, &[9; 30], 60));
        let two = SampleRequest {
            images: vec![5, 6],
            pixels: vec![vec![0; 10]; 2],
            ..sample(3, &[], 40)
        };
        draw(&mut engine, two);
        engine.handle(look(4, &[200; 90], 90));
        run(&mut engine);
    }
    let undisturbed: Vec<Vec<u8>> = undisturbed.into_iter().map(|one| one.pixels).collect();
    assert_eq!(pixels, undisturbed);
}

#[test]
fn an_image_that_is_there_already_is_done_at_once() {
    let mut engine = ready(&[WEIGHTS]);
    let (drawings, distributions) = draw(&mut engine, sample(1, &[7; 784], 784));
    assert_eq!(drawings, [Drawing::default()]);
    assert!(distributions.is_empty());
}
