//! What is drawn on the page must look like MNIST's digits to the net, or completions are junk.

use density_lab::ml::SIDE;
use density_lab::ml::metrics::bits_per_dim;
use density_lab::ml::models::PixelCnn;
use density_lab::ui::widgets::drawing_board::{Ink, N_POINTS, Point};

use crate::support::{digits, shipped};

/// Test digits that are redrawn.
const N_DIGITS: usize = 100;

/// Points along a side of the picture on which a stroke's middle is looked for.
const FINE: usize = N_POINTS / 2;

/// The grey value between pixels, straight from one to the next.
fn grey(digit: &[u8], x: f64, y: f64) -> f64 {
    let at = |column: f64, row: f64| {
        let inside = |v: f64| v.clamp(0.0, (SIDE - 1) as f64) as usize;
        f64::from(digit[inside(row) * SIDE + inside(column)])
    };
    let (x, y) = (x - 0.5, y - 0.5);
    let (x0, y0) = (x.floor(), y.floor());
    let (u, v) = (x - x0, y - y0);
    (at(x0, y0) * (1.0 - u) + at(x0 + 1.0, y0) * u) * (1.0 - v)
        + (at(x0, y0 + 1.0) * (1.0 - u) + at(x0 + 1.0, y0 + 1.0) * u) * v
}

/// The middle lines of a digit's strokes: its ink thinned to one point's width (Zhang & Suen
/// 1984, "A fast parallel algorithm for thinning digital patterns").
fn skeleton(digit: &[u8]) -> Vec<bool> {
    let scale = SIDE as f64 / FINE as f64;
    let mut ink: Vec<bool> = (0..FINE * FINE)
        .map(|i| {
            let (x, y) = ((i % FINE) as f64 + 0.5, (i / FINE) as f64 + 0.5);
            grey(digit, x * scale, y * scale) > 127.0
        })
        .collect();
    loop {
        let mut has_changed = false;
        for first in [true, false] {
            let thinned: Vec<usize> = (0..FINE * FINE)
                .filter(|&i| ink[i] && is_edge(&ink, i, first))
                .collect();
            has_changed |= !thinned.is_empty();
            for i in thinned {
                ink[i] = false;
            }
        }
        if !has_changed {
            return ink;
        }
    }
}

/// The eight neighbours of a point, clockwise from the one above.
const AROUND: [(i32, i32); 8] = [
    (0, -1),
    (1, -1),
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
    (-1, -1),
];

fn neighbour(i: usize, (dx, dy): (i32, i32)) -> Option<usize> {
    let (x, y) = ((i % FINE) as i32 + dx, (i / FINE) as i32 + dy);
    let inside = |v: i32| (0..FINE as i32).contains(&v);
    (inside(x) && inside(y)).then(|| y as usize * FINE + x as usize)
}

fn is_edge(ink: &[bool], i: usize, first: bool) -> bool {
    let p = AROUND.map(|offset| neighbour(i, offset).is_some_and(|at| ink[at]));
    let n_ink = p.iter().filter(|&&ink| ink).count();
    let n_rises = (0..8).filter(|&k| !p[k] && p[(k + 1) % 8]).count();
    let [up, right, down, left] = [p[0], p[2], p[4], p[6]];
    let keeps = if first {
        right && down && (up || left)
    } else {
        up && left && (right || down)
    };
    (2..=6).contains(&n_ink) && n_rises == 1 && !keeps
}

/// The digit drawn again along its middle lines, as a hand on the board would.
fn redrawn(digit: &[u8]) -> Vec<u8> {
    let middle = skeleton(digit);
    let point = |i: usize| {
        let share = |v: usize| (v as f64 + 0.5) / FINE as f64;
        Point::at(share(i % FINE), share(i / FINE))
    };
    let mut ink = Ink::default();
    for i in (0..middle.len()).filter(|&i| middle[i]) {
        ink.begin(point(i));
        // Half of the neighbours: each pair is met once.
        for offset in &AROUND[2..6] {
            if let Some(next) = neighbour(i, *offset).filter(|&next| middle[next]) {
                ink.begin(point(i));
                ink.draw_to(point(next));
            }
        }
    }
    ink.pixels()
}

fn bits(net: &PixelCnn, digit: &[u8]) -> f64 {
    bits_per_dim(net, digit, |_| ()).unwrap()
}

#[test]
fn redrawn_digits_cost_at_most_half_more_than_their_own_bits() {
    let net = shipped();
    let digits = digits();
    let (mut own, mut again) = (0.0, 0.0);
    let mut ratios = Vec::new();
    for i in 0..N_DIGITS {
        let redrawn = redrawn(digits.get(i));
        let (a, b) = (bits(&net, digits.get(i)), bits(&net, &redrawn));
        own += a;
        again += b;
        ratios.push(b / a);
    }
    ratios.sort_by(f64::total_cmp);
    let (mean, median) = (again / own, ratios[N_DIGITS / 2]);
    println!("redrawn digits cost {mean:.3} times their own bits; the median one {median:.3}");
    assert!(mean <= 1.5 && median <= 1.5, "{mean}, {median}");
}
