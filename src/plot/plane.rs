//! A plane of latents: where a point stands on it, and the shapes of what is on it.

use std::fmt::Write as _;

use super::{Picture, Rgb, Role, StageColors, fixed, nice_ticks, tile_grid};

/// The side of the plane in its own SVG coordinates, y downwards.
pub const PLANE_SIDE: f64 = 500.0;

/// A square of the plane of latents, the second axis upwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Square {
    pub middle: [f32; 2],
    pub half_width: f32,
}

impl Square {
    /// The smallest square around 0 that has all of `points` in it, with some room at its edge.
    pub fn around(points: impl IntoIterator<Item = [f32; 2]>) -> Self {
        let farthest = points
            .into_iter()
            .flatten()
            .filter(|z| z.is_finite())
            .fold(0.0, |farthest: f32, z| farthest.max(z.abs()));
        Self {
            middle: [0.0; 2],
            half_width: match farthest > 0.0 {
                true => farthest * 1.06,
                false => 1.0,
            },
        }
    }

    /// The smallest square that has all of `points` in it, with some room at its edge.
    pub fn over(points: impl IntoIterator<Item = [f32; 2]>) -> Self {
        let mut points = points
            .into_iter()
            .filter(|at| at.iter().all(|z| z.is_finite()));
        let Some(first) = points.next() else {
            return Self::around([]);
        };
        let (low, high) = points.fold((first, first), |(low, high), at| {
            let each = |f: fn(f32, f32) -> f32, a: [f32; 2]| [f(a[0], at[0]), f(a[1], at[1])];
            (each(f32::min, low), each(f32::max, high))
        });
        let widest = (high[0] - low[0]).max(high[1] - low[1]) / 2.0;
        Self {
            middle: [0, 1].map(|axis| f32::midpoint(low[axis], high[axis])),
            half_width: match widest > 0.0 {
                true => widest * 1.06,
                false => 1.0,
            },
        }
    }

    /// How far across and down a point is, each 0 to 1 inside the square.
    pub fn share_of(&self, at: [f32; 2]) -> [f64; 2] {
        let [x, y] = [0, 1].map(|axis| {
            f64::from(at[axis] - self.middle[axis]) / (2.0 * f64::from(self.half_width)) + 0.5
        });
        [x, 1.0 - y]
    }

    /// The point so far across and down; beyond an edge, the one on the edge.
    pub fn point_at(&self, share: [f64; 2]) -> [f32; 2] {
        let along = |share: f64, middle: f32| {
            middle + self.half_width * (2.0 * share.clamp(0.0, 1.0) - 1.0) as f32
        };
        [
            along(share[0], self.middle[0]),
            along(1.0 - share[1], self.middle[1]),
        ]
    }

    /// Where a point on it goes at a key (by its DOM name), in larger steps with `is_large`; None
    /// where the key is none of its own. The first key brings a point to the middle.
    pub fn point_after_key(
        &self,
        key: &str,
        is_large: bool,
        at: Option<[f32; 2]>,
    ) -> Option<[f32; 2]> {
        const STEP: f32 = 0.02;
        let step = self.half_width * if is_large { 5.0 * STEP } else { STEP };
        let [dx, dy] = match key {
            "ArrowLeft" => [-step, 0.0],
            "ArrowRight" => [step, 0.0],
            "ArrowUp" => [0.0, step],
            "ArrowDown" => [0.0, -step],
            "Home" => return Some(self.middle),
            _ => return None,
        };
        let Some([x, y]) = at else {
            return Some(self.middle);
        };
        Some(self.point_at(self.share_of([x + dx, y + dy])))
    }

    /// Round numbers along an axis, with how far along it each is, 0 to 1.
    pub fn ticks(&self, axis: usize) -> Vec<(f64, f64)> {
        let middle = f64::from(self.middle.get(axis).copied().unwrap_or_default());
        let half = f64::from(self.half_width);
        nice_ticks((middle - half, middle + half), 6)
            .into_iter()
            .map(|value| (value, (value - middle) / (2.0 * half) + 0.5))
            .collect()
    }

    /// Lines across it at the round numbers.
    pub fn grid_path(&self) -> String {
        let mut d = String::new();
        for (_, share) in self.ticks(0) {
            write!(d, "M{} 0V{}", unit(share), unit(1.0)).ok();
        }
        for (_, share) in self.ticks(1) {
            write!(d, "M0 {}H{}", unit(1.0 - share), unit(1.0)).ok();
        }
        d
    }

    /// The axes, as far as they are on it.
    pub fn axes_path(&self) -> String {
        let [x, y] = self.share_of([0.0; 2]).map(unit);
        let end = unit(1.0);
        format!("M{x} 0V{end}M0 {y}H{end}")
    }

    /// The points of a digit, each drawn as that digit; or, for none, those without, as dots.
    pub fn points_path(&self, points: &[PlanePoint], digit: Option<u8>) -> String {
        let mut d = String::new();
        for point in points.iter().filter(|point| point.digit == digit) {
            let [x, y] = self.share_of(point.at).map(unit);
            let sign = digit.and_then(|digit| DIGITS.get(usize::from(digit)));
            write!(d, "M{x} {y}{}", sign.copied().unwrap_or(DOT)).ok();
        }
        d
    }

    /// Ellipses of one class, or those of none.
    pub fn ellipses_path(&self, ellipses: &[Ellipse], digit: Option<u8>) -> String {
        let mut d = String::new();
        for ellipse in ellipses.iter().filter(|ellipse| ellipse.digit == digit) {
            let [x, y] = self.share_of(ellipse.mean);
            let [a, b] = (ellipse.radii).map(|r| f64::from(r) / (2.0 * f64::from(self.half_width)));
            write!(
                d,
                "M{left} {y}a{a} {b} 0 1 0 {across} 0a{a} {b} 0 1 0 -{across} 0",
                left = unit(x - a),
                y = unit(y),
                a = unit(a),
                b = unit(b),
                across = unit(2.0 * a),
            )
            .ok();
        }
        d
    }
}

fn unit(share: f64) -> String {
    // Far outside is as good as anywhere outside.
    fixed(share.clamp(-9.0, 10.0) * PLANE_SIDE, 1)
}

/// A latent, and which digit it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanePoint {
    pub at: [f32; 2],
    /// 0 to 9.
    pub digit: Option<u8>,
}

/// An ellipse along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ellipse {
    pub mean: [f32; 2],
    /// Along each axis: so many standard deviations as it is to show.
    pub radii: [f32; 2],
    /// The digit whose colour it wears, 0 to 9; else that of latents.
    pub digit: Option<u8>,
}

/// What is behind the points.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Backdrop {
    #[default]
    Nothing,
    /// Values from 0 to 1 on `side` by `side` points of a square, rows downwards.
    Map {
        values: Vec<f32>,
        side: usize,
        of: Square,
        /// Whose colour 1 has; without one, from black to white.
        role: Option<Role>,
    },
    /// Images that cover the plane, `n_columns` a row.
    Tiles {
        pixels: Vec<u8>,
        /// Pixels along a side of each.
        side: usize,
        n_columns: usize,
    },
}

impl Backdrop {
    pub fn picture(&self, colors: &StageColors) -> Picture {
        match self {
            Self::Nothing => Picture::paint(0, 0, |_, _| colors.well),
            Self::Map {
                values, side, role, ..
            } => Picture::paint(*side, *side, |column, row| {
                let value = values.get(row * side + column).copied().unwrap_or_default();
                let value = f64::from(value).clamp(0.0, 1.0);
                match role {
                    Some(role) => colors.well.towards(colors.of(*role), value),
                    None => Rgb::grey((value * 255.0).round() as u8),
                }
            }),
            Self::Tiles {
                pixels,
                side,
                n_columns,
            } => {
                let tiles: Vec<&[u8]> = pixels.chunks_exact((side * side).max(1)).collect();
                tile_grid(&tiles, *side, *n_columns, 0, colors)
            }
        }
    }

    /// How far across and down the plane it begins, and how wide it is, in parts of the plane.
    pub fn place(&self, on: &Square) -> ([f64; 2], f64) {
        let Self::Map { of, .. } = self else {
            return ([0.0; 2], 1.0);
        };
        let [x, y] = of.middle;
        let corner = on.share_of([x - of.half_width, y + of.half_width]);
        (corner, f64::from(of.half_width / on.half_width))
    }
}

/// Strokes of the ten digits, 12 units high, from their middle. One path holds as many as there
/// are points, and so the digit tells a point's class where the colour does not.
const DIGITS: [&str; 10] = [
    "m-4 0a4 6 0 1 0 8 0a4 6 0 1 0 -8 0",
    "m-2-4l3-2v12",
    "m-4-3a4 3 0 0 1 8 0c0 3-8 6-8 9h8",
    "m-4-6h7l-4 5c7-1 7 7 1 7c-2 0-4-1-5-2",
    "m2 6v-12l-6 8h9",
    "m3-6h-6l-1 5c2-1 8-2 8 3c0 5-6 5-8 2",
    "m3-6c-5 1-7 6-7 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "m-4-6h8l-5 12",
    "m0-6a3 2.7 0 1 0 0 5.4a3 2.7 0 1 0 0 -5.4m0 5.4a4 3.3 0 1 0 0 6.6a4 3.3 0 1 0 0 -6.6",
    "m-3 6c5-1 7-6 7-8a4 4 0 1 0 -8 0a4 4 0 1 0 8 0",
];

const DOT: &str = "m-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0";

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Square = Square {
        middle: [1.0, -1.0],
        half_width: 2.0,
    };

    #[test]
    fn the_second_axis_goes_up() {
        assert_eq!(SQUARE.share_of([-1.0, 1.0]), [0.0, 0.0]);
        assert_eq!(SQUARE.share_of([1.0, -1.0]), [0.5, 0.5]);
        assert_eq!(SQUARE.point_at([1.0, 1.0]), [3.0, -3.0]);
        for at in [[0.0, 0.0], [2.5, -2.5]] {
            assert_eq!(SQUARE.point_at(SQUARE.share_of(at)), at);
        }
    }

    #[test]
    fn beyond_an_edge_is_on_the_edge() {
        assert_eq!(SQUARE.point_at([-3.0, 0.5]), [-1.0, -1.0]);
        let after = SQUARE.point_after_key("ArrowRight", true, Some([2.99, 0.0]));
        assert_eq!(after.map(|at| at[0]), Some(3.0));
    }

    #[test]
    fn keys_move_a_point_by_small_and_large_steps() {
        let after = |key, is_large| SQUARE.point_after_key(key, is_large, Some([1.0, -1.0]));
        let close = |a: Option<[f32; 2]>, b: [f32; 2]| {
            a.is_some_and(|a| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-5))
        };
        assert!(close(after("ArrowUp", false), [1.0, -0.96]));
        assert!(close(after("ArrowLeft", true), [0.8, -1.0]));
        assert_eq!(after("x", false), None);
        let first = SQUARE.point_after_key("ArrowUp", false, None);
        assert_eq!(first, Some(SQUARE.middle));
    }

    #[test]
    fn a_square_around_points_holds_them_and_never_is_empty() {
        let square = Square::around([[1.0, -4.0], [f32::NAN, 2.0]]);
        assert_eq!(square.middle, [0.0, 0.0]);
        assert!(square.half_width > 4.0 && square.half_width < 5.0);
        assert_eq!(Square::around([]).half_width, 1.0);
        let over = Square::over([[1.0, -4.0], [f32::NAN, 2.0], [-3.0, -2.0]]);
        assert_eq!(over.middle, [-1.0, -3.0]);
        assert!(over.half_width > 2.0 && over.half_width < 2.5);
        assert_eq!(Square::over([[2.0, 2.0]]).half_width, 1.0);
        assert_eq!(Square::over([]), Square::around([]));
    }

    #[test]
    fn points_of_a_digit_are_drawn_as_it() {
        let point = |digit| PlanePoint {
            at: [1.0, -1.0],
            digit,
        };
        let points = [point(Some(7)), point(None), point(Some(7))];
        let sevens = SQUARE.points_path(&points, Some(7));
        assert_eq!(sevens, "M250.0 250.0m-4-6h8l-5 12".repeat(2));
        assert_eq!(SQUARE.points_path(&points, Some(3)), "");
        assert!(SQUARE.points_path(&points, None).contains('a'));
    }

    #[test]
    fn an_ellipse_has_its_radii() {
        let ellipse = Ellipse {
            mean: [1.0, -1.0],
            radii: [1.0, 0.5],
            digit: None,
        };
        assert!(
            (SQUARE.ellipses_path(&[ellipse], None)).starts_with("M125.0 250.0a125.0 62.5 0 1 0")
        );
        assert_eq!(SQUARE.ellipses_path(&[ellipse], Some(1)), "");
    }

    #[test]
    fn a_map_lies_on_its_own_square() {
        let of = Square {
            middle: [0.0, 0.0],
            half_width: 1.0,
        };
        let map = Backdrop::Map {
            values: vec![0.0, 1.0, 2.0, f32::NAN],
            side: 2,
            of,
            role: Some(Role::Latent),
        };
        assert_eq!(map.place(&SQUARE), ([0.0, 0.0], 0.5));
        let colors = StageColors::COLORLESS;
        let picture = map.picture(&colors);
        assert_eq!(&picture.rgba[..3], &[colors.well.r; 3]);
        assert_eq!(&picture.rgba[4..7], &[colors.latent.r; 3]);
        assert_eq!(Backdrop::Nothing.picture(&colors).rgba.len(), 0);
    }
}
