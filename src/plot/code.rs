//! Pictures of what an autoencoder does: the numbers of a code, and what the decoder got wrong.

use std::fmt::Write as _;

use super::{Picture, Rgb, StageColors, fixed};

/// The width and height of a picture of a code in its own SVG coordinates.
pub const CODE_SIDE: f64 = 100.0;

/// The numbers of a code as bars below one another, from the middle to the left or to the right;
/// a number of size `longest` fills a half.
pub fn code_bars(code: &[f32], longest: f32) -> String {
    let mut d = String::with_capacity(code.len() * 40);
    let pitch = CODE_SIDE / code.len().max(1) as f64;
    // Few numbers make bars, not blocks.
    let thickness = (pitch * 0.8).min(CODE_SIDE / 8.0);
    let middle = CODE_SIDE / 2.0;
    for (row, z) in (0_u16..).zip(code) {
        let share = f64::from(z / longest.max(f32::MIN_POSITIVE)).clamp(-1.0, 1.0);
        let top = f64::from(row) * pitch + (pitch - thickness) / 2.0;
        // Never too short to be seen.
        let length = (share.abs() * middle).max(1.0).copysign(share);
        write!(
            d,
            "M{} {}h{}v{}h{}z",
            fixed(middle, 0),
            fixed(top, 2),
            fixed(length, 2),
            fixed(thickness, 2),
            fixed(-length, 2),
        )
        .ok();
    }
    d
}

/// How far each pixel of an image is from what was made of it: black for not at all, the error's
/// colour for black instead of white.
pub fn error_map(given: &[u8], made: &[u8], side: usize, colors: &StageColors) -> Picture {
    Picture::paint(side, side, |column, row| {
        let pixel_idx = row * side + column;
        match (given.get(pixel_idx), made.get(pixel_idx)) {
            (Some(given), Some(made)) => {
                let share = f64::from(given.abs_diff(*made)) / 255.0;
                Rgb::grey(0).towards(colors.error, share)
            }
            _ if (column + row).is_multiple_of(2) => colors.well,
            _ => colors.well_alternate,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_go_to_both_sides_and_no_farther_than_the_edge() {
        assert_eq!(
            code_bars(&[1.0, -9.0], 2.0),
            "M50 18.75h25.00v12.50h-25.00zM50 68.75h-50.00v12.50h50.00z"
        );
        assert_eq!(code_bars(&[], 0.0), "");
        assert!(code_bars(&[0.0; 32], 0.0).contains("h1.00v2.50"));
    }

    #[test]
    fn errors_are_as_bright_as_they_are_large() {
        let colors = StageColors::COLORLESS;
        let picture = error_map(&[0, 255, 7], &[255, 255, 7], 2, &colors);
        assert_eq!(&picture.rgba[..3], &[colors.error.r; 3]);
        assert_eq!(&picture.rgba[4..7], &[0; 3]);
        assert_eq!(&picture.rgba[8..11], &[0; 3]);
        assert_ne!(&picture.rgba[12..15], &[0; 3], "not there yet");
    }
}
