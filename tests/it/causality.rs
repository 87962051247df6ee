//! What a pixel's logits may depend on, and what they do depend on.

use density_lab::ml::models::pixel_cnn::Config;
use density_lab::ml::{N_LEVELS, N_PIXELS, SIDE};

use crate::support::{digits, fresh};

/// The logits of every pixel of one image.
fn logits(net: &density_lab::ml::models::PixelCnn, image: &[u8]) -> Vec<f32> {
    let logits = net.forward(image).unwrap();
    logits.flatten_all().unwrap().to_vec1().unwrap()
}

/// For each pixel, the pixels whose logits move when it is changed.
fn moved_by_each(config: &Config) -> Vec<Vec<usize>> {
    let net = fresh(config);
    let mut image = digits().get(0).to_vec();
    let before = logits(&net, &image);
    let mut moved = Vec::new();
    for j in 0..N_PIXELS {
        let value = image[j];
        image[j] = if value < 128 { 255 } else { 0 };
        let after = logits(&net, &image);
        image[j] = value;
        let rows = before.chunks(N_LEVELS).zip(after.chunks(N_LEVELS));
        moved.push(
            (rows.enumerate())
                .filter(|(_, (before, after))| before != after)
                .map(|(i, _)| i)
                .collect(),
        );
    }
    moved
}

#[test]
fn no_pixel_moves_logits_at_or_before_itself() {
    for config in [Config::tiny(), Config::small_28()] {
        for (j, moved) in moved_by_each(&config).into_iter().enumerate() {
            assert!(moved.iter().all(|&i| i > j), "pixel {j} moves {moved:?}");
        }
    }
}

#[test]
fn the_receptive_field_is_what_it_is_said_to_be() {
    let config = Config::tiny();
    let moved = moved_by_each(&config);
    let net = fresh(&config);
    for i in 0..N_PIXELS {
        let seen: Vec<usize> = (0..N_PIXELS).filter(|&j| moved[j].contains(&i)).collect();
        assert_eq!(seen, net.receptive_field(i / SIDE, i % SIDE), "pixel {i}");
    }
}

#[test]
fn the_shipped_shape_has_no_blind_spot() {
    let net = fresh(&Config::small_28());
    let seen = net.receptive_field(20, 14);
    // Every pixel of the eight rows above, to both sides and up to the right corner.
    for row in 12..20 {
        for col in 3..25 {
            assert!(
                seen.contains(&(row * SIDE + col)),
                "({row}, {col}) is not seen"
            );
        }
    }
    assert!(seen.iter().all(|&j| j < 20 * SIDE + 14));
}
