use super::{Rgb, StageColors};

/// Opaque pixels in raster order, four bytes each, as a canvas takes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

impl Picture {
    /// Paints each pixel by its column and row.
    pub fn paint(width: usize, height: usize, color_at: impl Fn(usize, usize) -> Rgb) -> Self {
        let mut rgba = Vec::with_capacity(width * height * 4);
        for row in 0..height {
            for column in 0..width {
                let Rgb { r, g, b } = color_at(column, row);
                rgba.extend_from_slice(&[r, g, b, u8::MAX]);
            }
        }
        Self {
            width,
            height,
            rgba,
        }
    }
}

impl Picture {
    /// The same with `by` times `by` pixels for each.
    pub fn enlarged(&self, by: usize) -> Self {
        let (width, height) = (self.width * by, self.height * by);
        let mut rgba = Vec::with_capacity(width * height * 4);
        for row in self.rgba.chunks_exact((self.width * 4).max(1)) {
            let wide: Vec<u8> = row
                .chunks_exact(4)
                .flat_map(|pixel| pixel.repeat(by))
                .collect();
            rgba.extend(wide.repeat(by));
        }
        Self {
            width,
            height,
            rgba,
        }
    }
}

/// A square image of which only the first `pixels` are drawn: the rest is the well.
pub fn image_in_progress(pixels: &[u8], side: usize, colors: &StageColors) -> Picture {
    Picture::paint(side, side, |column, row| {
        let pixel_idx = row * side + column;
        match pixels.get(pixel_idx) {
            Some(&value) => Rgb::grey(value),
            None => empty_cell(column, row, colors),
        }
    })
}

/// The bits at which the surprise map reaches its colour: a uniform guess among 256 values.
pub const SURPRISE_OF_A_GUESS: f32 = 8.0;

/// How surprising each of the first pixels of a square image is, in bits: black for none, the
/// error's colour for [`SURPRISE_OF_A_GUESS`], white for twice that and more.
pub fn surprise_map(bits: &[f32], side: usize, colors: &StageColors) -> Picture {
    Picture::paint(side, side, |column, row| {
        match bits.get(row * side + column) {
            Some(&bits) => surprise_color(bits, colors),
            None => empty_cell(column, row, colors),
        }
    })
}

fn surprise_color(bits: f32, colors: &StageColors) -> Rgb {
    let guesses = f64::from(bits / SURPRISE_OF_A_GUESS);
    if guesses <= 1.0 {
        Rgb::grey(0).towards(colors.error, guesses)
    } else {
        colors.error.towards(Rgb::grey(u8::MAX), guesses - 1.0)
    }
}

/// An image in progress with the pixels of `field` (raster indices, rising) in the data's colour
/// and all others faint.
pub fn field_map(pixels: &[u8], field: &[u16], side: usize, colors: &StageColors) -> Picture {
    Picture::paint(side, side, |column, row| {
        let pixel_idx = row * side + column;
        let Some(&value) = pixels.get(pixel_idx) else {
            return empty_cell(column, row, colors);
        };
        let is_in_field = u16::try_from(pixel_idx).is_ok_and(|at| field.binary_search(&at).is_ok());
        if is_in_field {
            // Ink stays lighter than paper under the colour.
            colors
                .data
                .towards(Rgb::grey(u8::MAX), f64::from(value) / 255.0 * 0.8)
        } else {
            colors.well.towards(Rgb::grey(value), 0.25)
        }
    })
}

/// An image in progress with the window of a mask around the pixel `at`: the places where the mask
/// is 1 (rows down and columns right of the pixel) in the data's colour, the others in the
/// error's, all outside faint. The window is as wide as its farthest place.
pub fn mask_map(
    pixels: &[u8],
    at: usize,
    ones: &[(i8, i8)],
    side: usize,
    colors: &StageColors,
) -> Picture {
    let reach = mask_reach(ones);
    Picture::paint(side, side, |column, row| {
        let pixel_idx = row * side + column;
        let value = pixels.get(pixel_idx).copied();
        let (dy, dx) = (
            row as i32 - (at / side) as i32,
            column as i32 - (at % side) as i32,
        );
        let base = value.map_or_else(|| empty_cell(column, row, colors), Rgb::grey);
        let is_one = |(y, x): &(i8, i8)| (i32::from(*y), i32::from(*x)) == (dy, dx);
        if dy.abs() > reach || dx.abs() > reach {
            colors
                .well
                .towards(base, if value.is_some() { 0.25 } else { 1.0 })
        } else if ones.iter().any(is_one) {
            let ink = f64::from(value.unwrap_or_default()) / 255.0;
            colors.data.towards(Rgb::grey(u8::MAX), ink * 0.8)
        } else {
            colors.well.towards(colors.error, 0.55)
        }
    })
}

/// How far a mask's window goes from the pixel, in every direction.
pub fn mask_reach(ones: &[(i8, i8)]) -> i32 {
    let farthest = |&(dy, dx): &(i8, i8)| dy.unsigned_abs().max(dx.unsigned_abs());
    ones.iter().map(farthest).max().unwrap_or(0).into()
}

/// A drawing of which the first `n_rows` rows are kept: the others are faint.
pub fn drawing(pixels: &[u8], n_rows: usize, colors: &StageColors) -> Picture {
    let side = pixels.len().isqrt();
    Picture::paint(side, side, |column, row| {
        let value = Rgb::grey(pixels[row * side + column]);
        match row < n_rows {
            true => value,
            false => colors.well.towards(value, 0.35),
        }
    })
}

/// Square images of `side` pixels, laid out in rows of `n_columns` with one pixel of well
/// between them; the first `n_given` pixels of each have a shade of the data's colour. A missing
/// image, or the missing end of one, is well too.
pub fn tile_grid(
    images: &[&[u8]],
    side: usize,
    n_columns: usize,
    n_given: usize,
    colors: &StageColors,
) -> Picture {
    const GAP: usize = 1;
    let n_columns = n_columns.max(1);
    let n_rows = images.len().div_ceil(n_columns);
    let pitch = side + GAP;
    let width = (n_columns * pitch).saturating_sub(GAP);
    let height = (n_rows * pitch).saturating_sub(GAP);
    Picture::paint(width, height, |column, row| {
        let (tile_column, tile_row) = (column / pitch, row / pitch);
        let (x, y) = (column % pitch, row % pitch);
        if x >= side || y >= side {
            return colors.well;
        }
        let pixel_idx = y * side + x;
        let value = images
            .get(tile_row * n_columns + tile_column)
            .and_then(|image| image.get(pixel_idx));
        match value {
            None => empty_cell(x, y, colors),
            Some(&value) if pixel_idx < n_given => {
                Rgb::grey(value).towards(colors.data, GIVEN_TINT)
            }
            Some(&value) => Rgb::grey(value),
        }
    })
}

/// Square images of `side` pixels in rows of `n_columns`, below each its partner: what is `given`
/// in a shade of the data's colour, and what was `made` of it.
pub fn paired_grid(
    given: &[u8],
    made: &[u8],
    n_pairs: usize,
    side: usize,
    n_columns: usize,
    colors: &StageColors,
) -> Picture {
    const GAP: usize = 1;
    /// Between one pair and the next.
    const WIDE_GAP: usize = 4;
    let n_columns = n_columns.max(1);
    let n_rows = n_pairs.div_ceil(n_columns);
    let (pitch, tall_pitch) = (side + GAP, 2 * side + GAP + WIDE_GAP);
    let width = n_columns * pitch - GAP;
    let height = (n_rows * tall_pitch).saturating_sub(WIDE_GAP);
    Picture::paint(width, height, |column, row| {
        let (x, in_pair) = (column % pitch, row % tall_pitch);
        let (images, y) = match in_pair.checked_sub(pitch) {
            None => (given, in_pair),
            Some(y) => (made, y),
        };
        let pair_idx = row / tall_pitch * n_columns + column / pitch;
        if x >= side || y >= side || pair_idx >= n_pairs {
            return colors.well;
        }
        match images.get((pair_idx * side + y) * side + x) {
            None => empty_cell(x, y, colors),
            Some(&value) if in_pair < pitch => Rgb::grey(value).towards(colors.data, GIVEN_TINT),
            Some(&value) => Rgb::grey(value),
        }
    })
}

/// How much of the data's colour a given pixel has.
const GIVEN_TINT: f64 = 0.35;

/// A pixel that is yet to come.
pub(super) fn empty_cell(column: usize, row: usize, colors: &StageColors) -> Rgb {
    if (column + row).is_multiple_of(2) {
        colors.well
    } else {
        colors.well_alternate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLORS: StageColors = StageColors::COLORLESS;

    fn at(picture: &Picture, column: usize, row: usize) -> Rgb {
        let start = (row * picture.width + column) * 4;
        assert_eq!(picture.rgba[start + 3], 255, "opaque");
        Rgb::new(
            picture.rgba[start],
            picture.rgba[start + 1],
            picture.rgba[start + 2],
        )
    }

    #[test]
    fn an_image_has_drawn_pixels_then_the_well() {
        let picture = image_in_progress(&[7, 9, 11, 13], 3, &COLORS);
        assert_eq!((picture.width, picture.height), (3, 3));
        assert_eq!(at(&picture, 0, 1), Rgb::grey(13));
        assert_eq!(at(&picture, 1, 1), COLORS.well);
        assert_eq!(at(&picture, 2, 1), COLORS.well_alternate);
        assert_eq!(at(&picture, 2, 2), COLORS.well);
    }

    #[test]
    fn an_enlarged_picture_has_squares_for_pixels() {
        let picture = image_in_progress(&[7, 9, 11, 13], 2, &COLORS).enlarged(3);
        assert_eq!((picture.width, picture.height), (6, 6));
        for (column, row, value) in [(0, 0, 7), (2, 2, 7), (3, 0, 9), (2, 3, 11), (5, 5, 13)] {
            assert_eq!(at(&picture, column, row), Rgb::grey(value));
        }
    }

    #[test]
    fn a_finished_image_has_no_well() {
        let picture = image_in_progress(&[1; 9], 3, &COLORS);
        assert!(picture.rgba.chunks(4).all(|pixel| pixel == [1, 1, 1, 255]));
    }

    #[test]
    fn tiles_stand_in_rows_with_a_gap() {
        let (first, third) = ([1; 4], [3; 4]);
        let picture = tile_grid(&[&first, &[2; 4], &third], 2, 2, 0, &COLORS);
        assert_eq!((picture.width, picture.height), (5, 5));
        assert_eq!(at(&picture, 1, 1), Rgb::grey(1));
        assert_eq!(at(&picture, 2, 0), COLORS.well);
        assert_eq!(at(&picture, 3, 0), Rgb::grey(2));
        assert_eq!(at(&picture, 0, 3), Rgb::grey(3));
        assert_eq!(at(&picture, 4, 4), COLORS.well, "there is no fourth");
    }

    #[test]
    fn pairs_stand_over_one_another() {
        let given = [[1; 4], [2; 4], [3; 4]].concat();
        let picture = paired_grid(&given, &[[4; 4], [5; 4]].concat(), 3, 2, 2, &COLORS);
        assert_eq!((picture.width, picture.height), (5, 14));
        let tinted = |value| Rgb::grey(value).towards(COLORS.data, GIVEN_TINT);
        assert_eq!(at(&picture, 0, 0), tinted(1));
        assert_eq!(at(&picture, 4, 1), tinted(2));
        assert_eq!(at(&picture, 0, 2), COLORS.well);
        assert_eq!(at(&picture, 0, 3), Rgb::grey(4));
        assert_eq!(at(&picture, 3, 4), Rgb::grey(5));
        assert_eq!(at(&picture, 0, 9), tinted(3));
        assert_eq!(at(&picture, 1, 12), COLORS.well_alternate, "not made yet");
        assert_eq!(at(&picture, 3, 9), COLORS.well, "there is no fourth");
    }

    #[test]
    fn surprise_goes_from_black_by_the_errors_colour_to_white() {
        let picture = surprise_map(&[0.0, 8.0, 1e9], 2, &COLORS);
        assert_eq!(at(&picture, 0, 0), Rgb::grey(0));
        assert_eq!(at(&picture, 1, 0), COLORS.error);
        assert_eq!(at(&picture, 0, 1), Rgb::grey(255));
        assert_ne!(at(&picture, 1, 1), Rgb::grey(255), "not there yet");
        surprise_map(&[f32::NAN, f32::INFINITY, -1.0], 2, &COLORS);
    }

    #[test]
    fn the_field_is_told_from_the_rest() {
        let picture = field_map(&[0, 0, 255], &[1, 2], 2, &COLORS);
        assert_eq!(at(&picture, 1, 0), COLORS.data);
        assert_ne!(at(&picture, 0, 0), at(&picture, 1, 0));
        assert_ne!(
            at(&picture, 0, 1),
            at(&picture, 1, 0),
            "ink is seen under the colour"
        );
    }

    #[test]
    fn no_images_make_an_empty_picture() {
        assert_eq!(tile_grid(&[], 28, 5, 0, &COLORS).rgba.len(), 0);
    }

    #[test]
    fn given_pixels_wear_a_shade_of_the_datas_colour() {
        let picture = tile_grid(&[&[0; 4]], 2, 1, 2, &COLORS);
        assert_eq!(
            at(&picture, 1, 0),
            Rgb::grey(0).towards(COLORS.data, GIVEN_TINT)
        );
        assert_eq!(at(&picture, 0, 1), Rgb::grey(0));
    }

    #[test]
    fn a_mask_is_laid_around_its_pixel() {
        let ones = [(-1, 0), (0, -1)];
        let picture = mask_map(&[0; 25], 12, &ones, 5, &COLORS);
        assert_eq!(at(&picture, 2, 1), COLORS.data);
        assert_eq!(at(&picture, 1, 2), COLORS.data);
        let hidden = at(&picture, 2, 2);
        assert_ne!(hidden, COLORS.data);
        assert_eq!(at(&picture, 3, 3), hidden);
        assert_ne!(at(&picture, 0, 2), hidden, "outside the window");
        assert_eq!(mask_reach(&[]), 0);
        // At a corner the window hangs over the edge.
        mask_map(&[], 0, &ones, 5, &COLORS);
    }

    #[test]
    fn rows_that_are_not_kept_are_faint() {
        let picture = drawing(&[255; 9], 2, &COLORS);
        assert_eq!(at(&picture, 0, 1), Rgb::grey(255));
        assert_ne!(at(&picture, 0, 2), Rgb::grey(255));
    }
}
