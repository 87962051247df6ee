//! The way from one latent to another.

use crate::ui::address::Choice;

/// How the way goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Path {
    /// On the straight line: in its middle the latent is shorter than almost any that is drawn.
    Straight,
    /// On the arc, turning evenly from one direction to the other (Shoemake 1985, "Animating
    /// rotation with quaternion curves"; for latents White 2016, arXiv 1609.04468).
    #[default]
    Spherical,
}

impl Choice for Path {
    const NAMED: &'static [(Self, &'static str)] =
        &[(Self::Straight, "line"), (Self::Spherical, "arc")];
}

/// The latent that is `along` of the way from `a` (0) to `b` (1).
pub fn between(a: &[f32], b: &[f32], along: f32, path: Path) -> Vec<f32> {
    let (from, to) = match path {
        Path::Straight => (1.0 - along, along),
        Path::Spherical => shares_on_arc(a, b, along),
    };
    a.iter().zip(b).map(|(a, b)| from * a + to * b).collect()
}

/// `sin((1-t)w) / sin w` and `sin(tw) / sin w` for the angle `w` between the two; where they point
/// alike, or away from each other, there is no one arc, and the line is taken.
fn shares_on_arc(a: &[f32], b: &[f32], along: f32) -> (f32, f32) {
    let cosine = f64::from(dot(a, b)) / (f64::from(length(a)) * f64::from(length(b)));
    let angle = cosine.clamp(-1.0, 1.0).acos();
    let sine = angle.sin();
    // No number where a latent has no length.
    if sine.is_nan() || sine < 1e-4 {
        return (1.0 - along, along);
    }
    let share = |part: f64| ((part * angle).sin() / sine) as f32;
    let along = f64::from(along);
    (share(1.0 - along), share(along))
}

/// The Euclidean one.
pub fn length(latent: &[f32]) -> f32 {
    dot(latent, latent).sqrt()
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_near(a: &[f32], b: &[f32]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-5)
    }

    #[test]
    fn both_ways_begin_and_end_at_the_ends() {
        let (a, b) = ([3.0, -1.0, 0.5], [0.25, 2.0, -4.0]);
        for path in [Path::Straight, Path::Spherical] {
            assert!(are_near(&between(&a, &b, 0.0, path), &a));
            assert!(are_near(&between(&a, &b, 1.0, path), &b));
        }
    }

    #[test]
    fn the_arc_keeps_the_length_that_the_line_loses() {
        let (a, b) = ([8.0, 0.0], [0.0, 8.0]);
        let half = std::f32::consts::FRAC_1_SQRT_2 * 8.0;
        let on_arc = between(&a, &b, 0.5, Path::Spherical);
        assert!(are_near(&on_arc, &[half, half]));
        assert!((length(&on_arc) - 8.0).abs() < 1e-5);
        assert!((length(&between(&a, &b, 0.5, Path::Straight)) - half).abs() < 1e-5);
        // A third of the way is a third of the right angle.
        let third = between(&a, &b, 1.0 / 3.0, Path::Spherical);
        assert!(are_near(&third, &[8.0 * 0.866_025_4, 4.0]));
    }

    #[test]
    fn where_there_is_no_one_arc_the_way_is_straight() {
        for (a, b) in [
            ([1.0, 0.0], [3.0, 0.0]),
            ([1.0, 0.0], [-1.0, 0.0]),
            ([0.0, 0.0], [1.0, 2.0]),
        ] {
            let line = between(&a, &b, 0.5, Path::Straight);
            assert!(are_near(&between(&a, &b, 0.5, Path::Spherical), &line));
        }
    }
}
