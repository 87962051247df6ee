//! A PixelRNN's states over an image.

use super::{Progress, Task};
use crate::ml::sampling::{Causes, States};
use crate::protocol::{
    Event, LayerStates, MOST_UNITS, N_PIXELS, PixelNet, RequestProblem, SIDE, StateParts,
    StatesRequest,
};
use crate::worker::store::Store;

/// The states of a layer that may be there, over an image or its beginning.
///
/// # Errors
/// Where there is no such pixel, or more units are asked for than are shown.
pub fn states(request: StatesRequest) -> Result<Task, RequestProblem> {
    let at = usize::from(request.pixel);
    if request.pixels.len() > N_PIXELS || at > request.pixels.len() || at >= N_PIXELS {
        return Err(RequestProblem::Pixels {
            given: request.pixels.len() as u64,
            until: at as u64,
        });
    }
    if request.units.len() > MOST_UNITS {
        return Err(no_such_state(&request));
    }
    Ok(Task::States(request))
}

fn no_such_state(request: &StatesRequest) -> RequestProblem {
    RequestProblem::State {
        layer: request.layer,
        n_units: request.units.len() as u64,
    }
}

/// One pixel's worth of catching up, or the answer.
///
/// # Errors
/// Where the net has no such layer or unit.
pub fn step(request: &StatesRequest, store: &mut Store) -> Result<Progress, RequestProblem> {
    let Some(model) = store.pixel_net(PixelNet::Rnn) else {
        return Ok(Progress::Working);
    };
    let at = usize::from(request.pixel);
    let sampler = model.sampler(1);
    if !sampler.pixels(0).starts_with(&request.pixels[..at]) {
        sampler.set_images(&[&request.pixels[..at]]);
    }
    if sampler.n_missing(at) > 0 {
        sampler.compute_next();
        return Ok(Progress::Working);
    }
    let layer = usize::from(request.layer);
    let layers = sampler.states();
    let n_layers = layers.len() as u8;
    let told = (layers.get(layer))
        .zip(sampler.causes(layer, at))
        .and_then(|(states, causes)| layer_states(request, n_layers, states, causes));
    match told {
        Some(states) => Ok(Progress::Finished(Some(Event::States {
            job: request.job,
            states: Box::new(states),
        }))),
        None => Err(no_such_state(request)),
    }
}

/// What is told of a layer; nothing where it has no such unit.
fn layer_states(
    request: &StatesRequest,
    n_layers: u8,
    states: &States,
    causes: Causes,
) -> Option<LayerStates> {
    let (at, c) = (usize::from(request.pixel), states.n_channels);
    let of = |values: &[f32], at: usize, n: usize| values[at * n..(at + 1) * n].to_vec();
    let seen = states.hidden[..(at + 1) * c].chunks_exact(c);
    let norm = |state: &[f32]| {
        let squares: f32 = state.iter().map(|h| h * h).sum();
        libm::sqrtf(squares / c as f32)
    };
    let unit = |&unit: &u8| {
        let unit = usize::from(unit);
        (unit < c).then(|| seen.clone().map(|state| state[unit]).collect())
    };
    // Above left, above, above right.
    let above = [-1, 0, 1].map(|dx: i32| {
        let (row, col) = ((at / SIDE) as i32 - 1, (at % SIDE) as i32 + dx);
        let is_inside = row >= 0 && (0..SIDE as i32).contains(&col);
        match is_inside {
            true => of(&states.hidden, row as usize * SIDE + col as usize, c),
            false => vec![0.0; c],
        }
    });
    Some(LayerStates {
        layer: request.layer,
        n_layers,
        norms: seen.clone().map(norm).collect(),
        units: request.units.iter().map(unit).collect::<Option<_>>()?,
        taken_apart: StateParts {
            pixel: request.pixel,
            above: above.to_vec(),
            from_input: causes.input,
            from_state: causes.state,
            gates: of(&states.gates, at, 4 * c),
            cells_before: match at.checked_sub(SIDE) {
                Some(above) => of(&states.cells, above, c),
                None => vec![0.0; c],
            },
            cells: of(&states.cells, at, c),
            hidden: of(&states.hidden, at, c),
        },
    })
}
