//! What is drawn by hand, and how it becomes grey values like MNIST's.
//!
//! MNIST's digits were black and white, larger, and scaled down into a box of 20 by 20 pixels;
//! so a grey value there says how much of the pixel is ink. Ink here is made the same way: a
//! round pen on a grid that is eight times finer, then the share of each pixel that it covers.

use std::fmt;

use crate::protocol::{N_PIXELS, SIDE};

/// Points along one side of a pixel.
const FINENESS: usize = 8;

/// Points along one side of the picture; a [`Point`] is within it.
pub const N_POINTS: usize = SIDE * FINENESS;

/// The pen's radius in pixels: half the stroke of a typical digit.
const RADIUS: f32 = 1.3;

/// The grey of a pixel that is all ink. MNIST's strokes end in 252 to 255; the net finds digits
/// redrawn in this one the least surprising.
const FULL: f32 = 254.0;

/// Points of one drawing at the most: beyond any digit, and short enough for an address.
const MOST_POINTS: usize = 1_000;

/// A pen that has moved less, in points along either axis, has not moved.
const LEAST_MOVE: u8 = 3;

/// Neighbouring points of a stroke are at most so far apart along either axis, so that a letter
/// of an address says how far.
const MOST_MOVE: u32 = 31;

/// A place on the picture, in eighths of a pixel from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub x: u8,
    pub y: u8,
}

/// The strokes of a drawing, in the order in which they were drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ink {
    strokes: Vec<Vec<Point>>,
}

impl Point {
    /// The place at shares of the picture's width and height; outside it, the nearest inside.
    pub fn at(x: f64, y: f64) -> Self {
        let point = |share: f64| (share * N_POINTS as f64).clamp(0.0, (N_POINTS - 1) as f64) as u8;
        Self {
            x: point(x),
            y: point(y),
        }
    }

    /// The larger of the distances along the two axes.
    fn distance(self, other: Self) -> u8 {
        self.x.abs_diff(other.x).max(self.y.abs_diff(other.y))
    }
}

/// From one place to another in steps that an address can say, without the first.
fn steps(from: Point, to: Point) -> impl Iterator<Item = Point> {
    let n_steps = u32::from(from.distance(to)).div_ceil(MOST_MOVE).max(1) as i32;
    let between = move |a: u8, b: u8, step: i32| {
        let (a, b) = (i32::from(a), i32::from(b));
        (a + (b - a) * step / n_steps) as u8
    };
    (1..=n_steps).map(move |step| Point {
        x: between(from.x, to.x, step),
        y: between(from.y, to.y, step),
    })
}

impl Ink {
    pub const fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    /// Puts the pen down.
    pub fn begin(&mut self, at: Point) {
        if self.n_points() < MOST_POINTS {
            self.strokes.push(vec![at]);
        }
    }

    /// Draws on to `to`; without a pen on the paper, puts it down there.
    pub fn draw_to(&mut self, to: Point) {
        if self.n_points() >= MOST_POINTS {
            return;
        }
        match self.strokes.last_mut() {
            None => self.begin(to),
            Some(stroke) => {
                let Some(&from) = stroke.last() else {
                    return;
                };
                if from.distance(to) >= LEAST_MOVE {
                    stroke.extend(steps(from, to));
                }
            }
        }
    }

    /// Takes back the last stroke.
    pub fn undo(&mut self) {
        self.strokes.pop();
    }

    fn n_points(&self) -> usize {
        self.strokes.iter().map(Vec::len).sum()
    }

    /// The drawing as grey values, (784), where it was drawn: never scaled, never centred.
    pub fn pixels(&self) -> Vec<u8> {
        let mut covered = vec![false; N_POINTS * N_POINTS];
        for stroke in &self.strokes {
            for (i, &point) in stroke.iter().enumerate() {
                let next = stroke.get(i + 1).copied();
                // A stroke's last point has its segment already, unless it is all there is.
                if next.is_some() || i == 0 {
                    cover(&mut covered, point, next.unwrap_or(point));
                }
            }
        }
        let pixel = |at: usize| {
            let (row, column) = (at / SIDE, at % SIDE);
            let n_covered = (0..FINENESS * FINENESS)
                .filter(|i| {
                    let y = row * FINENESS + i / FINENESS;
                    let x = column * FINENESS + i % FINENESS;
                    covered[y * N_POINTS + x]
                })
                .count();
            (n_covered as f32 / (FINENESS * FINENESS) as f32 * FULL).round() as u8
        };
        (0..N_PIXELS).map(pixel).collect()
    }
}

/// Covers what a round pen passes over between two places.
fn cover(covered: &mut [bool], from: Point, to: Point) {
    let radius = RADIUS * FINENESS as f32;
    let (ax, ay) = (f32::from(from.x) + 0.5, f32::from(from.y) + 0.5);
    let (bx, by) = (f32::from(to.x) + 0.5, f32::from(to.y) + 0.5);
    let (dx, dy) = (bx - ax, by - ay);
    let length2 = dx * dx + dy * dy;
    let range = |a: f32, b: f32| {
        let least = (a.min(b) - radius).floor().max(0.0) as usize;
        let most = (a.max(b) + radius).ceil().min(N_POINTS as f32) as usize;
        least..most
    };
    for y in range(ay, by) {
        for x in range(ax, bx) {
            let (px, py) = (x as f32 + 0.5 - ax, y as f32 + 0.5 - ay);
            let along = if length2 > 0.0 {
                ((px * dx + py * dy) / length2).clamp(0.0, 1.0)
            } else {
                0.0
            };
            let (ox, oy) = (px - along * dx, py - along * dy);
            if ox * ox + oy * oy <= radius * radius {
                covered[y * N_POINTS + x] = true;
            }
        }
    }
}

/// The digits of an address: 64 letters that need no escape.
const LETTERS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

fn letter(value: usize) -> char {
    char::from(LETTERS[value % LETTERS.len()])
}

fn value(letter: u8) -> Option<i32> {
    let found = LETTERS.iter().position(|known| *known == letter)?;
    Some(found as i32)
}

/// Strokes with a dot between them: four letters for where one begins, then two for each move.
impl fmt::Display for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for (i, stroke) in self.strokes.iter().enumerate() {
            if i > 0 {
                f.write_char('.')?;
            }
            let mut last = None::<Point>;
            for &point in stroke {
                for (to, from) in [
                    (point.x, last.map(|last| last.x)),
                    (point.y, last.map(|last| last.y)),
                ] {
                    let to = usize::from(to);
                    match from {
                        None => {
                            f.write_char(letter(to / LETTERS.len()))?;
                            f.write_char(letter(to))?;
                        }
                        Some(from) => {
                            let moved = to + LETTERS.len() / 2 - usize::from(from);
                            f.write_char(letter(moved))?;
                        }
                    }
                }
                last = Some(point);
            }
        }
        Ok(())
    }
}

impl Ink {
    /// The drawing that an address says; None where it says none.
    pub fn parse(text: &str) -> Option<Self> {
        let strokes: Option<Vec<_>> = text
            .split('.')
            .filter(|stroke| !stroke.is_empty())
            .map(parse_stroke)
            .collect();
        let ink = Self { strokes: strokes? };
        (ink.n_points() <= 2 * MOST_POINTS).then_some(ink)
    }
}

fn parse_stroke(text: &str) -> Option<Vec<Point>> {
    let (start, moves) = text.as_bytes().split_first_chunk::<4>()?;
    let inside = |at: i32| (0..N_POINTS as i32).contains(&at).then_some(at as u8);
    let absolute = |high: u8, low: u8| inside(value(high)? * LETTERS.len() as i32 + value(low)?);
    let mut point = Point {
        x: absolute(start[0], start[1])?,
        y: absolute(start[2], start[3])?,
    };
    let mut stroke = vec![point];
    let (moves, []) = moves.as_chunks::<2>() else {
        return None;
    };
    for &[dx, dy] in moves {
        let moved =
            |from: u8, by: u8| inside(i32::from(from) + value(by)? - LETTERS.len() as i32 / 2);
        point = Point {
            x: moved(point.x, dx)?,
            y: moved(point.y, dy)?,
        };
        stroke.push(point);
    }
    Some(stroke)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: u8, y: u8) -> Point {
        Point { x, y }
    }

    fn seven() -> Ink {
        let mut ink = Ink::default();
        ink.begin(at(60, 50));
        ink.draw_to(at(160, 50));
        ink.draw_to(at(100, 180));
        ink.begin(at(90, 110));
        ink.draw_to(at(150, 112));
        ink
    }

    #[test]
    fn a_drawing_survives_its_address() {
        for ink in [Ink::default(), seven()] {
            let text = ink.to_string();
            assert_eq!(Ink::parse(&text), Some(ink), "{text}");
            assert!(text.bytes().all(|b| b == b'.' || LETTERS.contains(&b)));
        }
        for text in ["x", "000", "0000a", "____", "0000!!", "3v3v__", "가"] {
            assert_eq!(Ink::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_stroke_is_grey_at_its_edge_and_full_inside() {
        let mut ink = Ink::default();
        ink.begin(at(80, 84));
        ink.draw_to(at(150, 84));
        let pixels = ink.pixels();
        let column: Vec<u8> = (7..14).map(|row| pixels[row * SIDE + 14]).collect();
        assert_eq!(column[3], 254, "{column:?}");
        assert!((1..254).contains(&column[2]), "{column:?}");
        assert_eq!(column[0], 0, "{column:?}");
        assert_eq!(pixels.len(), N_PIXELS);
    }

    #[test]
    fn nothing_is_moved_to_the_middle() {
        let mut ink = Ink::default();
        ink.begin(at(20, 30));
        let pixels = ink.pixels();
        let inked: Vec<usize> = (0..N_PIXELS).filter(|&i| pixels[i] > 0).collect();
        assert!(
            inked.iter().all(|i| i / SIDE < 7 && i % SIDE < 5),
            "{inked:?}"
        );
        assert!(!inked.is_empty(), "a lone dot is ink too");
    }

    #[test]
    fn the_last_stroke_can_be_taken_back() {
        let mut ink = seven();
        ink.undo();
        ink.undo();
        assert!(ink.is_empty());
        ink.undo();
        ink.draw_to(at(1, 1));
        assert!(!ink.is_empty(), "a pen that is not down goes down");
    }

    #[test]
    fn a_trembling_pen_adds_no_points_and_no_drawing_grows_without_end() {
        let mut ink = Ink::default();
        ink.begin(at(50, 50));
        ink.draw_to(at(51, 52));
        assert_eq!(ink.n_points(), 1);
        for i in 0..5_000_u32 {
            ink.draw_to(at((i * 97 % 224) as u8, (i * 31 % 224) as u8));
        }
        assert!(ink.n_points() < MOST_POINTS + 10);
        assert_eq!(Ink::parse(&ink.to_string()), Some(ink));
    }
}
