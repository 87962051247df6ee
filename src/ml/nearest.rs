//! The images of a set that are most like one: whether a model copies what it was trained on.

use super::dataset::Images;
use super::{N_LEVELS, N_PIXELS};

/// An image of a set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    pub index: usize,
    /// Root of the mean squared difference of grey values, in 0..1.
    pub distance: f32,
}

/// A search under way: the set is gone through a part at a time.
#[derive(Debug, Clone)]
pub struct Search {
    pixels: Vec<u8>,
    n_wanted: usize,
    n_compared: usize,
    /// The nearest so far and their sums of squared differences, nearest first.
    found: Vec<(u32, usize)>,
}

impl Search {
    /// For the `n_wanted` images nearest to `pixels` (784).
    pub const fn new(pixels: Vec<u8>, n_wanted: usize) -> Self {
        Self {
            pixels,
            n_wanted,
            n_compared: 0,
            found: Vec::new(),
        }
    }

    pub const fn n_compared(&self) -> usize {
        self.n_compared
    }

    /// Compares the next `n` images; whether there are more.
    pub fn go_on(&mut self, images: &Images, n: usize) -> bool {
        let end = (self.n_compared + n).min(images.len());
        for index in self.n_compared..end {
            let squares = squared_distance(&self.pixels, images.get(index));
            // Among equals the first of the set stays first.
            let place = self.found.partition_point(|(known, _)| *known <= squares);
            if place < self.n_wanted {
                self.found.insert(place, (squares, index));
                self.found.truncate(self.n_wanted);
            }
        }
        self.n_compared = end;
        end < images.len()
    }

    /// The nearest so far, nearest first.
    pub fn neighbours(&self) -> Vec<Neighbour> {
        let scale = 1.0 / (N_LEVELS - 1) as f32;
        let neighbour = |&(squares, index): &(u32, usize)| Neighbour {
            index,
            distance: (squares as f32 / N_PIXELS as f32).sqrt() * scale,
        };
        self.found.iter().map(neighbour).collect()
    }
}

fn squared_distance(a: &[u8], b: &[u8]) -> u32 {
    // 784 times 255 squared fits 32 bits.
    let square = |(a, b): (&u8, &u8)| u32::from(a.abs_diff(*b)).pow(2);
    a.iter().zip(b).map(square).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn greys(values: &[u8]) -> Images {
        Images::new(values.iter().flat_map(|&value| [value; N_PIXELS]).collect())
    }

    #[test]
    fn the_nearest_come_first_wherever_they_are() {
        let images = greys(&[90, 10, 200, 12, 10, 255]);
        let mut search = Search::new(vec![11; N_PIXELS], 3);
        while search.go_on(&images, 2) {}
        assert_eq!(search.n_compared(), 6);
        let found = search.neighbours();
        let order: Vec<usize> = found.iter().map(|neighbour| neighbour.index).collect();
        assert_eq!(order, [1, 3, 4]);
        assert!((found[0].distance - 1.0 / 255.0).abs() < 1e-6);
    }

    #[test]
    fn the_largest_distance_is_one_and_a_small_set_is_all_there_is() {
        let mut search = Search::new(vec![0; N_PIXELS], 5);
        while search.go_on(&greys(&[255]), 100) {}
        assert_eq!(search.neighbours().len(), 1);
        assert!((search.neighbours()[0].distance - 1.0).abs() < 1e-6);
        assert!(Search::new(vec![], 0).neighbours().is_empty());
    }
}
