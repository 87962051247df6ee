use super::*;
use crate::protocol::{Code, Failure, FileProblem, ModelId};
use crate::ui::address::PanelLink as _;
use crate::ui::widgets::drawing_board::{Ink, Point};

fn opened(link: Link) -> (State, Vec<Request>) {
    let mut state = State::new(&mut || JobIds::block(1));
    let requests = state.open(link);
    (state, requests)
}

/// A panel with two digits, their codes, and the first one encoded.
fn shown() -> State {
    let (mut state, requests) = opened(Link::default());
    let [
        Request::Images { job: images, .. },
        Request::Codes(CodesRequest { job: codes, .. }),
    ] = requests[..]
    else {
        panic!("{requests:?}");
    };
    let requests = state.apply(&Event::Images {
        job: images,
        set: SET,
        pixels: [vec![10; N_PIXELS], vec![20; N_PIXELS]].concat(),
    });
    let job = encode(&requests).map(|request| request.job);
    state.apply(&Event::Codes {
        job: codes,
        set: SET,
        means: vec![-3.0, 1.0, 4.0, 2.0],
        deviations: vec![],
        kl: vec![],
        labels: vec![7, 2],
    });
    answer(&mut state, job.expect("an image to encode"), &[0.5, -1.0]);
    state
}

fn encode(requests: &[Request]) -> Option<&EncodeRequest> {
    requests.iter().find_map(|request| match request {
        Request::Encode(request) => Some(request),
        _ => None,
    })
}

fn decode(requests: &[Request]) -> Option<(JobId, &[f32])> {
    requests.iter().find_map(|request| match request {
        Request::Decode(DecodeRequest {
            job,
            codes: Codes::Given(codes),
            ..
        }) => Some((*job, &codes[..])),
        _ => None,
    })
}

fn answer(state: &mut State, job: JobId, code: &[f32]) -> Vec<Request> {
    state.apply(&Event::Encoded {
        job,
        code: Code {
            mean: code.to_vec(),
            deviation: vec![],
            kl: vec![],
        },
        seen: vec![10; N_PIXELS],
        reconstruction: vec![30; N_PIXELS],
        squared_error: 0.0123,
    });
    state.apply(&Event::Done { job })
}

fn decoded(state: &mut State, job: JobId, value: u8) -> Vec<Request> {
    state.apply(&Event::Decoded {
        job,
        codes: vec![],
        pixels: vec![value; N_PIXELS],
    });
    state.apply(&Event::Done { job })
}

fn ink(x: f64) -> Source {
    let mut ink = Ink::default();
    ink.begin(Point::at(x, 0.5));
    Source::Drawing(ink)
}

#[test]
fn a_digit_has_its_code_reconstruction_and_the_workers_own_error() {
    let state = shown();
    assert_eq!(state.code(), Some(&[0.5, -1.0][..]));
    assert_eq!(state.output().map(|output| output[0]), Some(30));
    assert!(
        state
            .squared_error()
            .is_some_and(|error| (error - 0.0123).abs() < 1e-7)
    );
    assert_eq!(state.cloud().map(|cloud| cloud.range(0)), Some((-3.0, 4.0)));
    assert!(!state.is_waiting());
}

#[test]
fn while_a_hand_draws_one_image_is_on_its_way_and_the_newest_comes_last() {
    let mut state = shown();
    let first = state.set_source(ink(0.1));
    let first = encode(&first).expect("the first stroke").job;
    assert_eq!(state.set_source(ink(0.3)), []);
    assert_eq!(state.set_source(ink(0.7)), []);
    let then = answer(&mut state, first, &[1.0, 1.0]);
    let request = encode(&then).expect("the newest stroke");
    assert_eq!(Some(&request.pixels), Some(&state.pixels));
    let job = request.job;
    assert_eq!(answer(&mut state, job, &[2.0, 2.0]), []);
    assert_eq!(state.code(), Some(&[2.0, 2.0][..]));
    assert!(!state.is_waiting());
}

#[test]
fn a_dragged_code_is_decoded_and_given_back() {
    let mut state = shown();
    let requests = state.set_code(&[2.0, -0.123_456]);
    let (job, codes) = decode(&requests).expect("a code to decode");
    assert_eq!(codes, [2.0, -0.123]);
    assert_eq!(state.set_code(&[2.5, 0.0]), []);
    assert!(state.is_waiting());
    let then = decoded(&mut state, job, 50);
    let (job, codes) = decode(&then).expect("the newest code");
    assert_eq!(codes, [2.5, 0.0]);
    decoded(&mut state, job, 10);
    assert_eq!(state.output().map(|output| output[0]), Some(10));
    assert_eq!(state.squared_error(), Some(0.0), "the image itself");
    state.own_code();
    assert_eq!(state.code(), Some(&[0.5, -1.0][..]));
    assert_eq!(state.output().map(|output| output[0]), Some(30));
}

#[test]
fn one_number_changes_and_the_others_stay() {
    let mut state = shown();
    state.set_axis(1, 3.0);
    assert_eq!(state.code(), Some(&[0.5, 3.0][..]));
    state.set_axis(7, 3.0);
    assert_eq!(state.code(), Some(&[0.5, 3.0][..]));
    assert_eq!(state.set_code(&[1.0]), [], "of another size");
}

#[test]
fn another_image_takes_the_dragged_code_away() {
    let mut state = shown();
    let requests = state.set_code(&[2.0, 0.0]);
    let (job, _) = decode(&requests).expect("a code");
    let requests = state.set_source(Source::Digit(1));
    assert!(requests.contains(&Request::Cancel { job }));
    assert_eq!(state.link().code, None);
    assert_eq!(decoded(&mut state, job, 99), [], "no longer asked for");
    assert_eq!(state.output().map(|output| output[0]), Some(30));
}

#[test]
fn another_autoencoder_takes_no_answer_of_the_one_before() {
    let mut state = shown();
    let requests = state.set_source(Source::Digit(1));
    let old = encode(&requests).expect("an image").job;
    let requests = state.set_size(CodeSize::Eight);
    assert!(requests.contains(&Request::Cancel { job: old }));
    assert!(
        requests
            .iter()
            .any(|request| matches!(request, Request::Codes(_)))
    );
    let new = encode(&requests).expect("the same image").job;
    assert_eq!(answer(&mut state, old, &[9.0, 9.0]), []);
    assert_eq!(state.code(), None);
    assert!(state.output().is_some(), "the last picture stays meanwhile");
    assert!(state.is_waiting());
    answer(&mut state, new, &[1.0; 8]);
    assert_eq!(state.code().map(<[f32]>::len), Some(8));
    // The codes of the digits are asked for once an autoencoder.
    let back = state.set_size(CodeSize::Two);
    assert!(
        !back
            .iter()
            .any(|request| matches!(request, Request::Codes(_)))
    );
}

#[test]
fn a_link_loses_nothing() {
    let mut state = shown();
    state.set_source(ink(0.4));
    state.set_size(CodeSize::Eight);
    state.set_code(&[1.5, 0.0, -2.25, 1.0 / 3.0, 0.0, 0.0, 7.0, -0.0004]);
    let link = state.link();
    let (other, requests) = opened(link.clone());
    assert_eq!(other.link(), link);
    assert!(decode(&requests).is_some() && encode(&requests).is_some());
    assert_eq!(Link::default().to_string(), "of=digit.0");
    let mut none = crate::ui::address::Fields::default();
    assert_eq!(Link::read(&mut none), Ok(Link::default()));
}

#[test]
fn whoever_is_gone_asks_for_nothing() {
    let mut state = shown();
    state.set_source(ink(0.2));
    let closing = state.close();
    assert!(
        closing
            .iter()
            .all(|request| matches!(request, Request::Cancel { .. }))
    );
    let images = Event::Images {
        job: JobId(0),
        set: SET,
        pixels: vec![1; N_PIXELS],
    };
    assert_eq!(state.apply(&images), []);
    assert!(state.is_blank());
    let link = state.link();
    assert!(
        encode(&state.open(link)).is_some(),
        "the drawing comes back"
    );
}

#[test]
fn after_a_failure_the_same_is_asked_again() {
    let (mut state, requests) = opened(Link {
        source: ink(0.2),
        ..Link::default()
    });
    let job = encode(&requests).expect("a drawing").job;
    state.apply(&Event::Failed {
        job,
        failure: Failure::File {
            file: crate::protocol::Asset::Weights(ModelId::Autoencoder(CodeSize::Two)).file(),
            problem: FileProblem::Unreachable,
        },
    });
    assert!(state.trouble().failure.is_some());
    assert!(encode(&state.retry()).is_some());
    assert_eq!(state.trouble(), Trouble::default());
}
