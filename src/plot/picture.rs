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

/// Square images of `side` pixels, laid out in rows of `n_columns` with one pixel of well
/// between them. A missing image, or the missing end of one, is well too.
pub fn tile_grid(images: &[&[u8]], side: usize, n_columns: usize, colors: &StageColors) -> Picture {
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
        images
            .get(tile_row * n_columns + tile_column)
            .and_then(|image| image.get(y * side + x))
            .map_or(colors.well, |&value| Rgb::grey(value))
    })
}

fn empty_cell(column: usize, row: usize, colors: &StageColors) -> Rgb {
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
    fn a_finished_image_has_no_well() {
        let picture = image_in_progress(&[1; 9], 3, &COLORS);
        assert!(picture.rgba.chunks(4).all(|pixel| pixel == [1, 1, 1, 255]));
    }

    #[test]
    fn tiles_stand_in_rows_with_a_gap() {
        let (first, third) = ([1; 4], [3; 4]);
        let picture = tile_grid(&[&first, &[2; 4], &third], 2, 2, &COLORS);
        assert_eq!((picture.width, picture.height), (5, 5));
        assert_eq!(at(&picture, 1, 1), Rgb::grey(1));
        assert_eq!(at(&picture, 2, 0), COLORS.well);
        assert_eq!(at(&picture, 3, 0), Rgb::grey(2));
        assert_eq!(at(&picture, 0, 3), Rgb::grey(3));
        assert_eq!(at(&picture, 4, 4), COLORS.well, "there is no fourth");
    }

    #[test]
    fn no_images_make_an_empty_picture() {
        assert_eq!(tile_grid(&[], 28, 5, &COLORS).rgba.len(), 0);
    }
}
