//! What a pixel's logits may depend on, and what they do depend on.

use std::collections::BTreeSet;

use density_lab::ml::models::pixel_cnn::Config;
use density_lab::ml::models::{Autoregressive, PixelCnn, pixel_rnn};
use density_lab::ml::ops::masked_conv::Tap;
use density_lab::ml::{N_LEVELS, N_PIXELS, SIDE};

use crate::support::{digits, fresh, fresh_rnn};

/// The logits of every pixel of one image.
fn logits(net: &dyn Autoregressive, image: &[u8]) -> Vec<f32> {
    let logits = net.forward(image).unwrap();
    logits.flatten_all().unwrap().to_vec1().unwrap()
}

/// For each pixel, the pixels whose logits move when it is changed.
fn moved_by_each(net: &dyn Autoregressive) -> Vec<Vec<usize>> {
    let mut image = digits().get(0).to_vec();
    let before = logits(net, &image);
    let mut moved = Vec::new();
    for j in 0..N_PIXELS {
        let value = image[j];
        image[j] = if value < 128 { 255 } else { 0 };
        let after = logits(net, &image);
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
    let nets: [&dyn Autoregressive; 4] = [
        &fresh(&Config::tiny()),
        &fresh(&Config::small_28()),
        &fresh_rnn(&pixel_rnn::Config::tiny()),
        &fresh_rnn(&pixel_rnn::Config::small_28()),
    ];
    for net in nets {
        for (j, moved) in moved_by_each(net).into_iter().enumerate() {
            assert!(moved.iter().all(|&i| i > j), "pixel {j} moves {moved:?}");
        }
    }
}

#[test]
fn the_receptive_field_is_what_it_is_said_to_be() {
    let net = fresh(&Config::tiny());
    let moved = moved_by_each(&net);
    for i in 0..N_PIXELS {
        let seen: Vec<usize> = (0..N_PIXELS).filter(|&j| moved[j].contains(&i)).collect();
        assert_eq!(seen, net.receptive_field(i / SIDE, i % SIDE), "pixel {i}");
    }
}

/// What a state passes on fades: from far above no change of an untrained net's logits is left in
/// float32. So no pixel outside moves them, and nearly every one inside of the four rows above.
#[test]
fn a_recurrent_nets_field_is_what_it_is_said_to_be() {
    const N_ROWS: usize = 4;
    let net = fresh_rnn(&pixel_rnn::Config::tiny());
    let moved = moved_by_each(&net);
    for i in 0..N_PIXELS {
        let field = net.receptive_field(i / SIDE, i % SIDE);
        let seen: Vec<usize> = (0..N_PIXELS).filter(|&j| moved[j].contains(&i)).collect();
        assert!(seen.iter().all(|j| field.contains(j)), "pixel {i}");
        let near = field.iter().filter(|&&j| j / SIDE + N_ROWS >= i / SIDE);
        let is_seen = |j: &&usize| seen.contains(j);
        let n_near = near.clone().count();
        let part = near.filter(is_seen).count() as f64 / n_near.max(1) as f64;
        assert!(n_near == 0 || part > 0.95, "pixel {i}: {part}");
    }
    // A triangle up to the first row (van den Oord et al. 2016, figure 4, left), and no less.
    let field = net.receptive_field(20, 14);
    let is_in_triangle = |j: &usize| (j % SIDE).abs_diff(14) <= 20 - j / SIDE;
    assert!(
        (0..20 * SIDE)
            .filter(is_in_triangle)
            .all(|j| field.contains(&j))
    );
}

fn is_before((dy, dx): (i32, i32)) -> bool {
    dy < 0 || (dy == 0 && dx < 0)
}

fn places(taps: &[Tap]) -> Vec<(i32, i32)> {
    taps.iter().map(|tap| (tap.dy, tap.dx)).collect()
}

/// Mask A of a whole window, 7x7 in the net that ships, has every place before the pixel, as it is
/// defined; mask B of every later layer has the pixel as well, and neither has anything after it.
#[test]
fn the_first_window_is_mask_a_and_every_later_one_mask_b() {
    for (config, reach) in [(Config::small_28(), 3), (Config::live(), 2)] {
        let windows = fresh(&config).windows();
        assert_eq!(windows.len(), 1 + config.dilations.len());
        let mut first = places(&windows[0].above);
        first.extend(places(&windows[0].beside));
        first.sort_unstable();
        let all = (-reach..=reach).flat_map(|dy| (-reach..=reach).map(move |dx| (dy, dx)));
        assert_eq!(first, all.filter(|&p| is_before(p)).collect::<Vec<_>>());
        for window in &windows[1..] {
            assert!(places(&window.above).iter().all(|&(dy, _)| dy < 0));
            let beside = places(&window.beside);
            assert!(beside.contains(&(0, 0)));
            assert!(beside.iter().all(|&p| p == (0, 0) || is_before(p)));
        }
    }
}

/// Every window followed back from a pixel to the image, from the last layer to the first, the
/// two stacks apart: a place above is one of the vertical stack's, whose own places lie one row
/// lower than they are told, since its features of a row know the rows above alone.
fn followed(net: &PixelCnn, row: i32, col: i32) -> Vec<usize> {
    type Places = BTreeSet<(i32, i32)>;
    let is_inside = |&(row, col): &(i32, i32)| {
        (0..SIDE as i32).contains(&row) && (0..SIDE as i32).contains(&col)
    };
    let follow = |from: &Places, taps: &[Tap], lower: i32| -> Places {
        let places = from.iter().flat_map(|&(row, col)| {
            let place = move |tap: &Tap| (row + tap.dy + lower, col + tap.dx);
            taps.iter().map(place)
        });
        places.filter(is_inside).collect()
    };
    let windows = net.windows();
    let (first, later) = windows.split_first().unwrap();
    let mut horizontal = Places::from([(row, col)]);
    let mut vertical = Places::new();
    for window in later.iter().rev() {
        vertical.extend(&horizontal);
        vertical = follow(&vertical, &window.above, 1);
        horizontal = follow(&horizontal, &window.beside, 0);
    }
    vertical.extend(&horizontal);
    let mut seen = follow(&vertical, &first.above, 0);
    seen.extend(follow(&horizontal, &first.beside, 0));
    seen.into_iter()
        .map(|(row, col)| row as usize * SIDE + col as usize)
        .collect()
}

#[test]
fn the_windows_reach_the_receptive_field_and_nothing_else() {
    for config in [Config::tiny(), Config::live(), Config::small_28()] {
        let net = fresh(&config);
        for (row, col) in [(0, 0), (0, 9), (5, 0), (11, 27), (20, 14), (27, 27)] {
            let reached = followed(&net, row, col);
            let field = net.receptive_field(row as usize, col as usize);
            assert_eq!(reached, field, "({row}, {col})");
        }
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
