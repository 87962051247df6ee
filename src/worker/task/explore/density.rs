//! A density estimate of the whole plane, and how likely it finds digits at each bandwidth.

use crate::ml::explore::{self, Point, kernel_density};
use crate::protocol::{Density, EXPLORED_SIDE, N_BANDWIDTHS, bandwidth_at};

/// Rows of the map that are made in one step.
const ROWS: usize = 8;

/// Log densities of the map so far, in nats.
#[derive(Debug, Default)]
pub struct DensityMap(Vec<f64>);

impl DensityMap {
    /// Some rows of the map, or another point of the curves; the answer once all is there.
    pub fn step(
        &mut self,
        notch: u8,
        points: &[Point],
        held_out: &[Point],
        curves: &mut [Vec<f32>; 2],
    ) -> Option<Density> {
        let bandwidth = bandwidth_at(notch);
        let (middle, half_width) = explore::square(points);
        let rest = explore::grid(middle, half_width, EXPLORED_SIDE).skip(self.0.len());
        let rows: Vec<Point> = rest.take(ROWS * EXPLORED_SIDE).collect();
        if !rows.is_empty() {
            let densities = rows
                .iter()
                .map(|at| kernel_density::log_density(points, bandwidth, *at));
            self.0.extend(densities);
            return None;
        }
        if curves[0].len() < usize::from(N_BANDWIDTHS) {
            let bandwidth = bandwidth_at(curves[0].len() as u8);
            for (curve, of) in curves.iter_mut().zip([points, held_out]) {
                let mean = kernel_density::mean_log_density(points, bandwidth, of);
                curve.push(mean as f32);
            }
            return None;
        }
        let largest = self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let part = |density: &f64| libm::exp(density - largest) as f32;
        Some(Density {
            notch,
            map: self.0.iter().map(part).collect(),
            own: curves[0].clone(),
            held_out: curves[1].clone(),
        })
    }
}
