//! What is on the plane: plain functions of the state.

use super::{Show, State};
use crate::plot::{Backdrop, PlanePoint, PlaneShape, Role, Square};
use crate::protocol::{EXPLORED_SIDE, SIDE};
use crate::ui::panels::overview::labels::state::N_TILES;

/// Standard deviations to either side that an axis is drawn.
const AXIS_DEVIATIONS: f32 = 2.0;

const REGIONS: [&str; 10] = [
    "plane-region t-digit-0",
    "plane-region t-digit-1",
    "plane-region t-digit-2",
    "plane-region t-digit-3",
    "plane-region t-digit-4",
    "plane-region t-digit-5",
    "plane-region t-digit-6",
    "plane-region t-digit-7",
    "plane-region t-digit-8",
    "plane-region t-digit-9",
];

/// The square of the plane on which the digits are.
pub fn square(state: &State) -> Square {
    let scatter = state.scatter.as_ref();
    scatter.map_or(Square::around([]), |scatter| Square {
        middle: scatter.middle,
        half_width: scatter.half_width,
    })
}

/// Digits that lie beyond its edges.
pub fn n_beyond(state: &State) -> usize {
    let square = square(state);
    let codes = state
        .scatter
        .as_ref()
        .map_or(&[][..], |scatter| &scatter.codes);
    let is_beyond = |code: &&[f32; 2]| {
        let share = square.share_of(**code);
        share.iter().any(|share| !(0.0..=1.0).contains(share))
    };
    codes.as_chunks::<2>().0.iter().filter(is_beyond).count()
}

/// The digits, with what they show where labels are in sight.
pub fn points(state: &State) -> Vec<PlanePoint> {
    let codes = state
        .scatter
        .as_ref()
        .map_or(&[][..], |scatter| &scatter.codes);
    labelled(state, codes)
}

/// The same images where the best linear code has them.
pub fn linear_points(state: &State) -> Vec<PlanePoint> {
    let codes = state
        .axes
        .as_ref()
        .map_or(&[][..], |axes| &axes.linear_codes);
    labelled(state, codes)
}

fn labelled(state: &State, codes: &[f32]) -> Vec<PlanePoint> {
    let labels = state
        .scatter
        .as_ref()
        .map_or(&[][..], |scatter| &scatter.labels);
    let has_labels = state.has_labels();
    let codes = codes.as_chunks::<2>().0.iter().zip(labels);
    codes
        .map(|(at, label)| PlanePoint {
            at: *at,
            digit: has_labels.then_some(*label),
        })
        .collect()
}

/// What was found, as shapes.
pub fn shapes(state: &State) -> Vec<PlaneShape> {
    let square = square(state);
    match state.show {
        Show::Classes => regions(state),
        Show::Clusters => {
            let codes = state
                .scatter
                .as_ref()
                .map_or(&[][..], |scatter| &scatter.codes);
            let of = state
                .clustering
                .last()
                .map_or(&[][..], |last| &last.clusters);
            let centres = state.clustering.centres();
            vec![
                PlaneShape {
                    d: square.spokes_path(codes.as_chunks::<2>().0, centres, of),
                    class: "plane-spoke t-latent",
                    is_above: false,
                },
                PlaneShape {
                    d: square.centres_path(centres),
                    class: "plane-centre t-generated",
                    is_above: true,
                },
            ]
        }
        Show::Axes => {
            let Some(axes) = &state.axes else {
                return vec![];
            };
            let axis = |axis: usize, class: &'static str| {
                let length = AXIS_DEVIATIONS * axes.deviations[axis];
                PlaneShape {
                    d: square.axis_path(axes.mean, axes.directions[axis].map(|z| z * length)),
                    class,
                    is_above: true,
                }
            };
            vec![
                axis(0, "plane-axis t-generated"),
                axis(1, "plane-axis is-second t-generated"),
            ]
        }
        Show::Features | Show::Density => vec![],
    }
}

fn regions(state: &State) -> Vec<PlaneShape> {
    let Some(regions) = &state.classifying.regions else {
        return vec![];
    };
    let region = |(class, name): (u8, &&'static str)| PlaneShape {
        d: Square::regions_path(&regions.classes, EXPLORED_SIDE, class),
        class: name,
        is_above: false,
    };
    (0u8..).zip(&REGIONS).map(region).collect()
}

/// What is behind the digits.
pub fn backdrop(state: &State) -> Backdrop {
    match (state.show, &state.density) {
        (Show::Features, _) if !state.tiles.is_empty() => Backdrop::Tiles {
            pixels: state.tiles.to_vec(),
            side: SIDE,
            n_columns: N_TILES,
        },
        (Show::Density, Some(density)) => Backdrop::Map {
            // By its square root, or all but the peak would be pale.
            values: density.map.iter().map(|part| part.sqrt()).collect(),
            side: EXPLORED_SIDE,
            of: square(state),
            role: Some(Role::Generated),
        },
        _ => Backdrop::Nothing,
    }
}

/// Where the digit is that is looked at.
pub fn ringed(state: &State) -> Option<[f32; 2]> {
    let (digit, scatter) = (state.looked_at()?, state.scatter.as_ref()?);
    scatter.codes.as_chunks::<2>().0.get(digit).copied()
}

/// And where the best linear code has it.
pub fn ringed_linear(state: &State) -> Option<[f32; 2]> {
    let (digit, axes) = (state.looked_at()?, state.axes.as_ref()?);
    axes.linear_codes.as_chunks::<2>().0.get(digit).copied()
}
