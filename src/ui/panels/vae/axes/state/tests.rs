use super::*;
use crate::protocol::{Codes, DecodeRequest, Event, N_PIXELS};
use crate::ui::panels::PanelState;
use crate::ui::panels::vae::axes::Link;
use crate::ui::widgets::drawing_board::Ink;

fn opened(link: Link) -> (State, Vec<Request>) {
    let mut number = 0;
    let mut state = State::new(&mut || {
        number += 1;
        JobIds::block(number)
    });
    let requests = state.open(link);
    (state, requests)
}

fn plane() -> Link {
    Link {
        model: VaeId::Plane,
        ..Link::default()
    }
}

fn decodes(requests: &[Request]) -> Vec<&DecodeRequest> {
    let decodes = requests.iter().filter_map(|request| match request {
        Request::Decode(request) => Some(request),
        _ => None,
    });
    decodes.collect()
}

fn encoded(requests: &[Request]) -> Option<JobId> {
    requests.iter().find_map(|request| match request {
        Request::Encode(request) => Some(request.job),
        _ => None,
    })
}

/// What the worker says to a decoding.
fn answer(request: &DecodeRequest, normal: [f32; 2]) -> Event {
    let codes = match &request.codes {
        Codes::Given(codes) => codes.clone(),
        _ => normal.to_vec(),
    };
    Event::Decoded {
        job: request.job,
        pixels: vec![1; codes.len() / 2 * N_PIXELS],
        codes,
    }
}

fn posterior(job: JobId) -> Event {
    Event::Encoded {
        job,
        code: Code {
            mean: vec![0.50004, -1.0],
            deviation: vec![0.1, 0.2],
            kl: vec![2.0, 1.0],
        },
        seen: vec![1; N_PIXELS],
        reconstruction: vec![0; N_PIXELS],
        squared_error: 0.0,
    }
}

fn measured(state: &mut State, requests: &[Request]) -> Vec<Request> {
    let job = requests.iter().find_map(|request| match request {
        Request::Codes(request) => Some(request.job),
        _ => None,
    });
    state.apply(&Event::Codes {
        job: job.expect("the axes"),
        set: ImageSet::TestDigits,
        means: vec![],
        deviations: vec![],
        kl: vec![0.5, 2.0],
        labels: vec![],
    })
}

#[test]
fn at_first_a_code_from_the_prior_is_shown_and_a_hand_moves_it() {
    let (mut state, requests) = opened(plane());
    let asked = decodes(&requests);
    assert_eq!(asked[0].codes, Codes::Normal { n: 1, seed: 1 });
    assert!(state.apply(&answer(asked[0], [0.123456, 2.0])).is_empty());
    assert_eq!(state.code, [0.123456, 2.0]);
    assert_eq!(state.link(), plane());

    let requests = state.set_axis(1, -1.25);
    let asked = decodes(&requests);
    assert_eq!(asked[0].codes, Codes::Given(vec![0.123, -1.25]));
    assert_eq!(state.link().code, [0.123, -1.25]);
    assert!(state.is_waiting());
}

#[test]
fn the_newest_move_counts_and_older_answers_do_not() {
    let (mut state, _) = opened(plane());
    let older = state.set_axis(0, 1.0);
    let newer = state.set_axis(0, 2.0);
    state.apply(&answer(decodes(&older)[0], [0.0; 2]));
    assert!(state.image.is_empty() && state.is_waiting());
    state.apply(&answer(decodes(&newer)[0], [0.0; 2]));
    assert!(!state.image.is_empty() && !state.is_waiting());
}

#[test]
fn strips_follow_one_by_one_and_only_after_the_image() {
    let (mut state, requests) = opened(plane());
    assert!(measured(&mut state, &requests).is_empty(), "no image yet");
    let first = state.apply(&answer(decodes(&requests)[0], [0.0; 2]));
    let strip = decodes(&first)[0].clone();
    assert!(matches!(&strip.codes, Codes::Given(codes) if codes.len() == 14));
    // The axis that carries more comes first.
    assert!(matches!(&strip.codes, Codes::Given(codes) if codes[1] == -3.0));
    let move_on = state.set_axis(1, 0.5);
    assert!(
        state.apply(&answer(&strip, [0.0; 2])).is_empty(),
        "the image first"
    );
    let next = state.apply(&answer(decodes(&move_on)[0], [0.0; 2]));
    let next = decodes(&next)[0].clone();
    assert!(matches!(&next.codes, Codes::Given(codes) if codes[..2] == [-3.0, 0.5]));
    assert!(!state.is_settled());
    // While the hand moves, an image brings one strip along; once it rests, the others follow.
    assert!(state.apply(&answer(&next, [0.0; 2])).is_empty());
    assert!(state.needs_frames() && state.tick(30.0).is_empty());
    // The first move by hand rounded the code, so the moved axis' strip comes once more.
    let last = state.tick(30.0);
    assert!(state.apply(&answer(decodes(&last)[0], [0.0; 2])).is_empty());
    assert!(state.is_settled());
}

#[test]
fn an_image_is_encoded_and_epsilon_drawn_again_and_again() {
    let (mut state, _) = opened(plane());
    let requests = state.set_source(Source::Drawing(Ink::default()));
    assert_eq!(state.side, Side::Encode);
    let job = encoded(&requests).expect("an image to encode");
    let requests = state.apply(&posterior(job));
    assert_eq!(
        decodes(&requests)[0].codes,
        Codes::Given(vec![0.50004, -1.0])
    );
    assert_eq!(state.posterior_on(1), Some((-1.0, 0.2, 1.0)));

    let requests = state.draw_again();
    let epsilon = decodes(&requests)[0].clone();
    assert_eq!(epsilon.codes, Codes::Normal { n: 1, seed: 1 });
    let requests = state.apply(&answer(&epsilon, [1.0, -2.0]));
    assert!(matches!(&decodes(&requests)[0].codes, Codes::Given(codes)
        if (codes[0] - 0.60004).abs() < 1e-6 && (codes[1] + 1.4).abs() < 1e-6));
    let requests = state.draw_again();
    assert_eq!(decodes(&requests)[0].codes, Codes::Normal { n: 1, seed: 2 });
    assert_eq!(state.link().origin, Origin::Drawn(1));
    // A slider touched before the draw has come: the draw comes too late.
    let late = answer(decodes(&requests)[0], [9.0, 9.0]);
    state.set_axis(0, 0.0);
    state.apply(&late);
    assert_eq!(state.code[0], 0.0);

    state.set_side(Side::Generate);
    assert_eq!(state.posterior, None, "the encoder is gone");
}

#[test]
fn a_link_to_a_code_by_hand_keeps_the_posterior_beside_it() {
    let link = Link {
        side: Side::Encode,
        source: Source::Drawing(Ink::default()),
        origin: Origin::Hand,
        code: vec![1.0, 2.0],
        ..plane()
    };
    let (mut state, requests) = opened(link.clone());
    assert_eq!(state.link(), link);
    state.apply(&posterior(encoded(&requests).expect("an encoding")));
    assert_eq!(state.link(), link);
    assert!(state.posterior.is_some());
}

#[test]
fn a_sweep_goes_to_three_and_back_and_waits_for_its_images() {
    let (mut state, requests) = opened(plane());
    state.apply(&answer(decodes(&requests)[0], [0.0; 2]));
    state.sweep(1);
    assert!(state.needs_frames());
    let (mut highest, mut lowest) = (0.0_f32, 0.0_f32);
    for _ in 0..100 {
        let requests = state.tick(60.0);
        assert!(state.tick(60.0).is_empty(), "the image is on its way");
        state.apply(&answer(decodes(&requests)[0], [0.0; 2]));
        highest = highest.max(state.code[1]);
        lowest = lowest.min(state.code[1]);
    }
    assert_eq!((highest, lowest), (3.0, -3.0));
    state.set_axis(0, 1.0);
    assert_eq!(state.swept(), Some(1), "another axis is moved by hand");
    state.set_axis(1, 1.0);
    assert_eq!(state.swept(), None);
}

#[test]
fn the_key_that_plays_sweeps_the_axis_of_before_or_draws() {
    let (mut state, requests) = opened(plane());
    assert!(state.play_or_pause().is_empty() && !state.is_running());
    measured(&mut state, &requests);
    state.play_or_pause();
    assert_eq!(state.swept(), Some(1), "it carries most");
    state.play_or_pause();
    assert!(!state.is_running());
    state.sweep(0);
    state.sweep(0);
    state.play_or_pause();
    assert_eq!(state.swept(), Some(0));
    state.set_side(Side::Encode);
    state.play_or_pause();
    assert!(matches!(state.play, Some(Play::Draws { .. })));
}

#[test]
fn closing_cancels_and_the_link_brings_it_back() {
    let (mut state, _) = opened(plane());
    let requests = state.close();
    assert_eq!(requests.len(), 2, "image and axes: {requests:?}");
    assert!(state.is_blank());
}

#[test]
fn another_model_begins_at_its_own_prior() {
    let (mut state, requests) = opened(plane());
    state.apply(&answer(decodes(&requests)[0], [1.0, 1.0]));
    let requests = state.set_model(VaeId::Good);
    assert_eq!(state.code.len(), 32);
    assert!(state.image.is_empty());
    let asked = decodes(&requests)[0].clone();
    assert_eq!(asked.codes, Codes::Normal { n: 1, seed: 1 });
    // An answer that does not fit changes nothing.
    state.apply(&answer(&asked, [1.0, 1.0]));
    assert!(state.code.iter().all(|z| *z == 0.0));
    let failure = crate::protocol::Failure::Internal {
        detail: String::new(),
    };
    let job = asked.job;
    state.apply(&Event::Failed { job, failure });
    assert!(state.trouble().failure.is_some());
    assert!(!state.retry().is_empty() && state.trouble().failure.is_none());
}
