use super::picture::empty_cell;
use super::{Picture, Rgb, Signed, StageColors};

/// The least and the most of the norms, each the root of a state's mean square; none of none.
pub fn norm_range(norms: &[f32]) -> Option<(f32, f32)> {
    let norms = || norms.iter().copied().filter(|norm| norm.is_finite());
    Some((norms().reduce(f32::min)?, norms().reduce(f32::max)?))
}

/// How much there is in each of the first states of a square image, between the least of them in
/// black and the most in white: they differ by little, so a scale from 0 would show them all alike.
pub fn norm_map(norms: &[f32], side: usize, colors: &StageColors) -> Picture {
    let (least, most) = norm_range(norms).unwrap_or_default();
    Picture::paint(side, side, |column, row| {
        let Some(&norm) = norms.get(row * side + column) else {
            return empty_cell(column, row, colors);
        };
        let share = f64::from((norm - least) / (most - least).max(f32::MIN_POSITIVE));
        match share <= 0.5 {
            true => Rgb::grey(0).towards(colors.latent, share * 2.0),
            false => colors.latent.towards(Rgb::grey(u8::MAX), share * 2.0 - 1.0),
        }
    })
}

/// One number of each of the first states of a square image, -1..1.
pub fn unit_map(values: &[f32], side: usize, colors: &StageColors) -> Picture {
    let signed = signed(1.0, colors);
    Picture::paint(side, side, |column, row| {
        match values.get(row * side + column) {
            Some(&value) => signed.color(value),
            None => empty_cell(column, row, colors),
        }
    })
}

/// Several numbers, each over the image, in one row with a pixel of well between them.
pub fn unit_tiles(units: &[Vec<f32>], side: usize, colors: &StageColors) -> Picture {
    let (pitch, signed) = (side + 1, signed(1.0, colors));
    let width = (units.len() * pitch).saturating_sub(1);
    Picture::paint(width, side, |column, row| {
        let (x, unit) = (column % pitch, units.get(column / pitch));
        match unit.and_then(|values| values.get(row * side + x)) {
            _ if x >= side => colors.well,
            Some(&value) => signed.color(value),
            None => empty_cell(x, row, colors),
        }
    })
}

/// Vectors of `width` numbers under one another, each with the size at which its colour is full;
/// one without numbers is well.
pub fn unit_strips(strips: &[(&[f32], f32)], width: usize, colors: &StageColors) -> Picture {
    Picture::paint(width, strips.len(), |column, row| {
        let strip = strips.get(row);
        match strip.and_then(|(values, most)| Some((values.get(column)?, most))) {
            Some((&value, &most)) => signed(most, colors).color(value),
            None => colors.well,
        }
    })
}

const fn signed(most: f32, colors: &StageColors) -> Signed {
    Signed {
        most,
        above: colors.latent,
        below: colors.error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLORS: StageColors = StageColors::COLORLESS;

    fn at(picture: &Picture, column: usize, row: usize) -> Rgb {
        let start = (row * picture.width + column) * 4;
        let [r, g, b] = [0, 1, 2].map(|i| picture.rgba[start + i]);
        Rgb::new(r, g, b)
    }

    #[test]
    fn norms_go_from_black_by_the_latents_colour_to_white() {
        let norms = [0.25, 0.5, 0.75];
        assert_eq!(norm_range(&norms), Some((0.25, 0.75)));
        let picture = norm_map(&norms, 2, &COLORS);
        assert_eq!(at(&picture, 0, 0), Rgb::grey(0));
        assert_eq!(at(&picture, 1, 0), COLORS.latent);
        assert_eq!(at(&picture, 0, 1), Rgb::grey(255));
        assert_eq!(at(&picture, 1, 1), COLORS.well, "not there yet");
        assert_eq!(norm_range(&[]), None);
        assert_eq!(norm_range(&[f32::NAN, f32::INFINITY]), None);
        norm_map(&[f32::NAN, f32::INFINITY], 2, &COLORS);
        let alike = norm_map(&[0.5, 0.5], 2, &COLORS);
        assert_eq!(at(&alike, 1, 0), Rgb::grey(0));
    }

    #[test]
    fn a_unit_has_a_colour_on_either_side_of_nothing() {
        let picture = unit_map(&[1.0, -1.0, 0.0], 2, &COLORS);
        assert_eq!(at(&picture, 0, 0), COLORS.latent);
        assert_eq!(at(&picture, 1, 0), COLORS.error);
        assert_eq!(at(&picture, 0, 1), Rgb::grey(0));
        assert_eq!(at(&picture, 1, 1), COLORS.well);
    }

    #[test]
    fn units_stand_beside_one_another() {
        let picture = unit_tiles(&[vec![1.0; 4], vec![-1.0]], 2, &COLORS);
        assert_eq!((picture.width, picture.height), (5, 2));
        assert_eq!(at(&picture, 1, 1), COLORS.latent);
        assert_eq!(at(&picture, 2, 0), COLORS.well);
        assert_eq!(at(&picture, 3, 0), COLORS.error);
        assert_eq!(at(&picture, 4, 1), COLORS.well);
        assert_eq!(unit_tiles(&[], 2, &COLORS).width, 0);
    }

    #[test]
    fn a_strip_is_full_at_its_own_size() {
        let strips: [(&[f32], f32); 3] = [(&[1.0, -1.0], 1.0), (&[], 1.0), (&[1.0, 4.0], 4.0)];
        let picture = unit_strips(&strips, 2, &COLORS);
        assert_eq!((picture.width, picture.height), (2, 3));
        assert_eq!(at(&picture, 1, 0), COLORS.error);
        assert_eq!(at(&picture, 0, 1), COLORS.well);
        assert_ne!(at(&picture, 0, 2), COLORS.latent);
        assert_eq!(at(&picture, 1, 2), COLORS.latent);
    }
}
