use super::super::Showing;
use super::*;
use crate::protocol::{
    Distribution, JobId, LayerStates, MOST_UNITS, N_PIXELS, StateParts, StatesRequest, Strip,
};

const N_UNITS: usize = 20;

fn opened(link: Link) -> (State, Vec<Request>) {
    let mut number = 0;
    let mut state = State::new(&mut || {
        number += 1;
        JobIds::block(number)
    });
    let requests = state.open(link);
    (state, requests)
}

fn asked(requests: &[Request]) -> Option<StatesRequest> {
    requests.iter().find_map(|request| match request {
        Request::States(request) => Some(request.clone()),
        _ => None,
    })
}

/// Stands in for the worker: a net of three layers and [`N_UNITS`] units.
fn answer(state: &mut State, request: &StatesRequest) -> Vec<Request> {
    let n = usize::from(request.pixel) + 1;
    let strip = vec![0.5; N_UNITS];
    let states = Box::new(LayerStates {
        layer: request.layer,
        n_layers: 3,
        norms: vec![0.5; n],
        units: vec![vec![0.5; n]; request.units.len()],
        taken_apart: StateParts {
            pixel: request.pixel,
            above: vec![strip.clone(); 3],
            from_input: vec![0.0; 4 * N_UNITS],
            from_state: vec![0.0; 4 * N_UNITS],
            gates: vec![0.5; 4 * N_UNITS],
            cells_before: strip.clone(),
            cells: strip.clone(),
            hidden: strip,
        },
    });
    let job = request.job;
    let mut requests = state.apply(&Event::States { job, states });
    requests.extend(state.apply(&Event::Done { job }));
    requests
}

/// Answers until nothing more is asked; what was asked last.
fn settle(state: &mut State, requests: Vec<Request>) -> Option<StatesRequest> {
    let (mut next, mut last) = (asked(&requests), None);
    while let Some(request) = next {
        next = asked(&answer(state, &request));
        last = Some(request);
    }
    last
}

fn drawn(state: &mut State, requests: &[Request]) -> Vec<Request> {
    let sample = requests.iter().find_map(|request| match request {
        Request::Sample(sample) => Some(sample.clone()),
        _ => None,
    });
    let sample = sample.expect("a sample");
    assert_eq!(sample.model, PixelNet::Rnn);
    let first = sample.pixels[0].len();
    let length = usize::from(sample.until) - first;
    state.apply(&Event::Sampled {
        job: sample.job,
        first: first as u16,
        strips: vec![Strip {
            pixels: vec![9; length],
            bits: vec![1.0; length],
        }],
        distribution: Distribution {
            pixel: sample.until - 1,
            temperature: 1.0,
            probabilities: vec![],
            untempered: vec![],
            drawn: None,
            receptive_field: vec![],
        },
    })
}

#[test]
fn how_large_the_net_is_comes_first_then_the_units_of_the_chosen_one() {
    let looks = Looks {
        layer: 9,
        unit: 200,
        ..Looks::default()
    };
    let (mut state, requests) = opened(Link {
        looks,
        ..Link::default()
    });
    let first = asked(&requests).expect("a first question");
    assert_eq!((first.layer, first.units.len()), (0, 0));
    assert_eq!((first.pixel, first.pixels.len()), (0, 0));
    let last = settle(&mut state, requests).expect("a second question");
    assert_eq!((last.layer, last.units), (2, vec![16, 17, 18, 19]));
    assert_eq!(state.chosen(), (2, 19), "the last ones that there are");
    assert_eq!(state.link().looks, looks, "the link stays as it was");
    let last = asked(&state.choose_unit(3)).expect("other units");
    assert_eq!(last.units.len(), MOST_UNITS);
    assert_eq!(state.looks.map, Map::Unit);
}

#[test]
fn states_follow_the_pixel_in_view_one_question_at_a_time() {
    let (mut state, requests) = opened(Link::default());
    settle(&mut state, requests);
    let requests = state.grow(Growth::to_end);
    let requests = drawn(&mut state, &requests);
    let whole = asked(&requests).expect("of the last pixel");
    assert_eq!(usize::from(whole.pixel), N_PIXELS - 1);
    assert_eq!(whole.pixels, [9; N_PIXELS - 1]);
    // Pointing while the answer is on its way asks once it has come, for the newest.
    assert_eq!(asked(&state.grow(|growth| growth.point_at(Some(5)))), None);
    assert_eq!(asked(&state.grow(|growth| growth.point_at(Some(40)))), None);
    let next = asked(&answer(&mut state, &whole)).expect("of the pixel pointed at");
    assert_eq!((next.pixel, next.pixels.len()), (40, 40));
    assert_eq!(asked(&answer(&mut state, &next)), None, "nothing new");
    let states = state.watching.states.as_ref().expect("states");
    assert_eq!(states.taken_apart.pixel, 40);
    assert_eq!(
        states.norms.len(),
        N_PIXELS,
        "those after it are still there"
    );
    let pong = Event::Pong { nonce: 1 };
    assert_eq!(asked(&state.apply(&pong)), None);
}

#[test]
fn a_panel_that_goes_takes_its_question_along_and_asks_again_later() {
    let (mut state, requests) = opened(Link::default());
    let first = asked(&requests).expect("a question");
    let cancelled = state.close();
    assert!(cancelled.contains(&Request::Cancel { job: first.job }));
    let requests = state.open(state.link());
    assert!(settle(&mut state, requests).is_some());
}

#[test]
fn a_failure_is_told_and_asked_again_by_the_visitor_alone() {
    let (mut state, requests) = opened(Link::default());
    let job = asked(&requests).expect("a question").job;
    let failure = crate::protocol::Failure::Internal {
        detail: String::new(),
    };
    assert_eq!(asked(&state.apply(&Event::Failed { job, failure })), None);
    assert!(state.trouble().failure.is_some());
    let requests = state.retry();
    assert!(state.trouble().failure.is_none());
    assert!(asked(&requests).is_some());
    // Before it is opened, a panel asks for nothing.
    let mut other = State::new(&mut || JobIds::block(7));
    assert_eq!(other.apply(&Event::Done { job: JobId(1) }), []);
}

#[test]
fn how_it_is_looked_at_is_in_the_link() {
    let (mut state, _) = opened(Link::default());
    state.look(|looks| looks.showing = Showing::Field);
    state.look(|looks| looks.layer = 2);
    state.choose_unit(17);
    let address = State::PAGE.address_with(&state.link());
    assert!(
        address.ends_with("&show=field&map=unit&layer=2&unit=17"),
        "{address}"
    );
    let (other, _) = opened(state.link());
    assert_eq!(other.looks, state.looks);
}
