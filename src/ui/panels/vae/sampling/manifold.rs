//! The plane of latents, stretched so that each part of it is as likely under the prior as any
//! other of its size: what Kingma and Welling (2014, figure 4) draw.

use crate::plot::{Ellipse, normal_quantile, normal_share};

/// Images along a side of the manifold's picture.
pub const SIDE: usize = 20;

/// The latent at a place, its shares given.
pub fn latent_at(shares: [f32; 2]) -> [f32; 2] {
    // The edges themselves are infinitely far.
    const EDGE: f64 = 1e-4;
    shares.map(|share| normal_quantile(f64::from(share).clamp(EDGE, 1.0 - EDGE)) as f32)
}

/// The latents of all images, rows downwards from the largest second axis.
pub fn latents() -> Vec<f32> {
    let middle = |place: usize| (place as f32 + 0.5) / SIDE as f32;
    let places = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (column, row)));
    places
        .flat_map(|(column, row)| latent_at([middle(column), 1.0 - middle(row)]))
        .collect()
}

/// Posteriors as they are seen on the stretched plane: from one standard deviation below the mean
/// to one above, along each axis.
pub fn ellipses(means: &[f32], deviations: &[f32], labels: &[u8]) -> Vec<Ellipse> {
    let pairs = means.as_chunks::<2>().0.iter();
    let pairs = pairs.zip(deviations.as_chunks::<2>().0).zip(labels);
    pairs
        .map(|((mean, deviation), &digit)| {
            let ends = [0, 1].map(|axis| {
                let share =
                    |sign: f32| normal_share(f64::from(mean[axis] + sign * deviation[axis])) as f32;
                (share(-1.0), share(1.0))
            });
            Ellipse {
                mean: ends.map(|(low, high)| (low + high) / 2.0),
                radii: ends.map(|(low, high)| (high - low) / 2.0),
                digit: Some(digit),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_stand_at_equal_shares_of_the_prior() {
        let latents = latents();
        assert_eq!(latents.len(), 2 * SIDE * SIDE);
        // scipy.stats.norm.ppf(0.025)
        assert!((latents[0] + 1.959_964).abs() < 1e-4);
        assert!((latents[1] - 1.959_964).abs() < 1e-4, "the top is large");
        assert_eq!(latent_at([0.5, 0.5]), [0.0, 0.0]);
        assert!(latent_at([0.0, 1.0]).iter().all(|z| z.is_finite()));
    }

    #[test]
    fn a_posterior_as_wide_as_the_prior_covers_as_much_of_it() {
        let all = ellipses(&[0.0, 3.0], &[1.0, 0.1], &[7, 9]);
        assert_eq!(all.len(), 1);
        // scipy.stats.norm.cdf(1) - 0.5
        assert!((all[0].radii[0] - 0.341_345).abs() < 1e-5);
        assert!(all[0].mean[1] > 0.99 && all[0].radii[1] < 1e-3);
        assert_eq!(all[0].digit, Some(7));
    }
}
