//! Pictures with what two judges say below each.

use super::{Picture, Rgb, StageColors};

/// What is said of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// 0 to 1: how long its bar is.
    pub share: f64,
    /// Which digit it shows.
    pub digit: u8,
}

/// Rows below a picture.
const STRIP: usize = 7;

/// Rows and columns of a written digit.
const HEIGHT: usize = 5;
const WIDTH: usize = 3;

/// Each digit's rows from the top, its left column the highest bit.
const DIGITS: [[u8; HEIGHT]; 10] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 3, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 2, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
];

/// Square images of `side` pixels in rows of `n_columns`, below each a bar and a digit. An image of
/// which nothing is said has neither; a missing one is well.
pub fn judged_grid(
    images: &[&[u8]],
    judged: &[Judged],
    side: usize,
    n_columns: usize,
    colors: &StageColors,
) -> Picture {
    const GAP: usize = 1;
    let n_columns = n_columns.max(1);
    let (pitch_x, pitch_y) = (side + GAP, side + STRIP + GAP);
    let (width, height) = (
        n_columns * pitch_x,
        images.len().div_ceil(n_columns) * pitch_y,
    );
    let ink = match colors.well.r > 127 {
        true => Rgb::grey(40),
        false => Rgb::grey(235),
    };
    Picture::paint(width, height, |column, row| {
        let place = row / pitch_y * n_columns + column / pitch_x;
        let (x, y) = (column % pitch_x, row % pitch_y);
        if x >= side {
            return colors.well;
        }
        let Some(below) = y.checked_sub(side) else {
            let value = images.get(place).and_then(|image| image.get(y * side + x));
            return value.map_or(colors.well, |value| Rgb::grey(*value));
        };
        let Some(judged) = judged.get(place) else {
            return colors.well;
        };
        let n_bar = side - WIDTH - 2;
        let is_bar_row = (2..5).contains(&below);
        if x < n_bar && is_bar_row {
            return match (x as f64 + 0.5) / (n_bar as f64) < judged.share {
                true => colors.error,
                false => colors.well.towards(ink, 0.18),
            };
        }
        match is_inked(judged.digit, x + WIDTH, side, below) {
            true => ink,
            false => colors.well,
        }
    })
}

/// Whether the digit, written at the right end, has ink `below` the image at `x - WIDTH`.
fn is_inked(digit: u8, x: usize, side: usize, below: usize) -> bool {
    let rows = DIGITS.get(usize::from(digit));
    let row = below.checked_sub(1).and_then(|row| rows?.get(row));
    match (row, x.checked_sub(side)) {
        (Some(row), Some(column)) if column < WIDTH => (row >> (WIDTH - 1 - column)) & 1 == 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 8;
    const COLORS: StageColors = StageColors {
        error: Rgb::new(200, 0, 0),
        ..StageColors::COLORLESS
    };

    fn at(picture: &Picture, x: usize, y: usize) -> [u8; 3] {
        let start = (y * picture.width + x) * 4;
        [0, 1, 2].map(|i| picture.rgba[start + i])
    }

    #[test]
    fn each_image_has_its_bar_and_its_digit_below() {
        let image = [9; SIDE * SIDE];
        let judged = [1.0, 0.0].map(|share| Judged { share, digit: 1 });
        let picture = judged_grid(&[&image, &image, &image], &judged, SIDE, 2, &COLORS);
        assert_eq!((picture.width, picture.height), (18, 32));
        assert_eq!(at(&picture, 0, 0), [9; 3]);
        let error = [200, 0, 0];
        assert_eq!(at(&picture, 0, SIDE + 3), error);
        assert_eq!(at(&picture, 2, SIDE + 3), error);
        assert_ne!(at(&picture, 9, SIDE + 3), error);
        // A one: its foot is three wide, its top one.
        let inked = |y: usize| {
            let ink = at(&picture, 5, SIDE + 5);
            [5, 6, 7].map(|x| at(&picture, x, y) == ink)
        };
        assert_eq!(inked(SIDE + 5), [true; 3]);
        assert_eq!(inked(SIDE + 1), [false, true, false]);
        // Nothing is said of the third.
        let well = COLORS.well;
        assert_eq!(at(&picture, 0, 16 + SIDE + 3), [well.r, well.g, well.b]);
    }
}
