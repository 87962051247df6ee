use super::{Picture, Rgb, StageColors};

/// Colours of numbers around nothing: black for 0, from there to one colour above and to another
/// below, which `most` reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signed {
    pub most: f32,
    pub above: Rgb,
    pub below: Rgb,
}

impl Signed {
    /// Reaches the full colour at the largest of `values`, in size, or where that is far from the
    /// others at thrice their root mean square: else a single one would leave all others dark.
    pub fn over(values: &[f32], above: Rgb, below: Rgb) -> Self {
        let known = || values.iter().copied().filter(|value| value.is_finite());
        let squares: f32 = known().map(|value| value * value).sum();
        let mean = (squares / known().count().max(1) as f32).sqrt();
        let largest = known().map(f32::abs).fold(0.0, f32::max);
        Self {
            most: largest.min(3.0 * mean),
            above,
            below,
        }
    }

    pub fn color(&self, value: f32) -> Rgb {
        let share = f64::from(value / self.most.max(f32::MIN_POSITIVE));
        let color = if share < 0.0 { self.below } else { self.above };
        match share.is_finite() {
            true => Rgb::grey(0).towards(color, share.abs()),
            false => Rgb::grey(0),
        }
    }

    /// Rows of `width` numbers, one under the other.
    pub fn rows(&self, values: &[f32], width: usize) -> Picture {
        let width = width.max(1);
        Picture::paint(width, values.len().div_ceil(width), |column, row| {
            let value = values.get(row * width + column);
            self.color(value.copied().unwrap_or_default())
        })
    }

    /// Squares of `side` numbers a side, laid out as [`tile_grid`](super::tile_grid) lays out
    /// images.
    pub fn tiles(
        &self,
        values: &[f32],
        side: usize,
        n_columns: usize,
        colors: &StageColors,
    ) -> Picture {
        let (pitch, n_columns) = (side + 1, n_columns.max(1));
        let n_rows = values
            .len()
            .div_ceil((side * side).max(1))
            .div_ceil(n_columns);
        let length = |n: usize| (n * pitch).saturating_sub(1);
        Picture::paint(length(n_columns), length(n_rows), |column, row| {
            let (x, y) = (column % pitch, row % pitch);
            let tile = row / pitch * n_columns + column / pitch;
            match values.get((tile * side + y) * side + x) {
                Some(&value) if x < side && y < side => self.color(value),
                _ => colors.well,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Rgb = Rgb::grey(255);
    const RED: Rgb = Rgb::new(200, 0, 0);

    fn at(picture: &Picture, column: usize, row: usize) -> Rgb {
        let start = (row * picture.width + column) * 4;
        let pixel = &picture.rgba[start..start + 3];
        Rgb::new(pixel[0], pixel[1], pixel[2])
    }

    #[test]
    fn nothing_is_black_and_the_largest_has_its_colour() {
        let signed = Signed::over(&[0.5, -2.0, f32::NAN], WHITE, RED);
        assert_eq!(signed.most, 2.0);
        assert_eq!(signed.color(0.0), Rgb::grey(0));
        assert_eq!(signed.color(-2.0), RED);
        assert_eq!(signed.color(1.0), Rgb::grey(128));
        assert_eq!(signed.color(9.0), WHITE);
        assert_eq!(signed.color(f32::NAN), Rgb::grey(0));
        assert_eq!(Signed::over(&[0.0], WHITE, RED).color(0.0), Rgb::grey(0));
        let mut values = [1.0; 100];
        values[7] = -100.0;
        let most = Signed::over(&values, WHITE, RED).most;
        assert!((30.0..31.0).contains(&most), "{most}");
    }

    #[test]
    fn numbers_lie_in_rows_and_in_tiles() {
        let values = [1.0, -1.0, 0.0, 1.0, -1.0, -1.0, -1.0, -1.0];
        let signed = Signed::over(&values, WHITE, RED);
        let rows = signed.rows(&values, 4);
        assert_eq!((rows.width, rows.height), (4, 2));
        assert_eq!((at(&rows, 1, 0), at(&rows, 3, 1)), (RED, RED));
        let colors = StageColors::COLORLESS;
        let tiles = signed.tiles(&values, 2, 2, &colors);
        assert_eq!((tiles.width, tiles.height), (5, 2));
        assert_eq!((at(&tiles, 0, 0), at(&tiles, 1, 1)), (WHITE, WHITE));
        assert_eq!((at(&tiles, 2, 0), at(&tiles, 3, 1)), (colors.well, RED));
        assert_eq!(signed.tiles(&[], 2, 2, &colors).height, 0);
    }
}
