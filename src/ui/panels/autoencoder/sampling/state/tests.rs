use super::*;
use crate::ui::address::{Fields, PanelLink as _};

fn opened() -> (State, Vec<JudgeRequest>) {
    let mut state = State::new(&mut || JobIds::block(1));
    let requests = state.open(Link::default());
    let judged = judged(&requests);
    (state, judged)
}

fn judged(requests: &[Request]) -> Vec<JudgeRequest> {
    let judge = |request: &Request| match request {
        Request::Judge(request) => Some(request.clone()),
        _ => None,
    };
    requests.iter().filter_map(judge).collect()
}

/// Judges so many more, in one frame.
fn judge(state: &mut State, request: &JudgeRequest, so_far: u16, score: f32) {
    let job = request.job;
    state.apply(&Event::Judged {
        job,
        verdict: Verdict {
            n: so_far,
            score,
            shares: vec![0.1; 10],
            confidence: 0.9,
        },
        pixels: vec![1; 30 * N_PIXELS],
        classes: vec![1; 30],
        confidences: vec![0.9; 30],
    });
    if so_far == request.n {
        state.apply(&Event::Done { job });
    }
}

#[test]
fn four_kinds_are_judged_alike_and_said_together() {
    let (mut state, requests) = opened();
    assert_eq!(requests.len(), 4);
    assert!(
        requests
            .iter()
            .all(|request| (request.n, request.seed) == (500, 1))
    );
    assert!(state.is_running());
    for (request, score) in requests.iter().zip([2.0, 5.0, 7.0, 9.0]) {
        judge(&mut state, request, 250, 1.0);
        assert_eq!(state.findings(), None, "not all of them yet");
        assert_eq!(state.tick(16.0), [Request::Ack { job: request.job }]);
        judge(&mut state, request, 500, score);
        assert!(!state.needs_frames(), "the last frame is the last");
    }
    assert!(state.is_done() && !state.is_running());
    assert_eq!(state.n_judged(), 2_000);
    let tiles = state.judged(Kind::Real).pixels.len();
    assert_eq!(tiles, N_TILES * N_PIXELS);
    assert_eq!(state.findings().map(|findings| findings.vae), Some(7.0));
}

#[test]
fn another_size_asks_again_for_the_autoencoders_kinds_alone() {
    let (mut state, requests) = opened();
    for request in &requests {
        judge(&mut state, request, 500, 3.0);
    }
    let again = judged(&state.set_size(CodeSize::Two));
    assert_eq!(again.len(), 2);
    assert_eq!(state.score(Kind::Normal), None, "the other size's is gone");
    assert_eq!(state.score(Kind::Vae), Some(3.0));
    let more = state.set_seed(9);
    assert_eq!(judged(&more).len(), 4);
    let cancelled = |request: &&Request| matches!(request, Request::Cancel { .. });
    assert_eq!(more.iter().filter(cancelled).count(), 2);
    judge(&mut state, &again[0], 500, 8.0);
    assert_eq!(state.score(Kind::Normal), None, "a stale answer");
}

#[test]
fn what_is_stopped_rests_until_it_is_asked_to_go_on() {
    let (mut state, requests) = opened();
    judge(&mut state, &requests[0], 500, 3.0);
    judge(&mut state, &requests[1], 100, 3.0);
    assert_eq!(state.play_or_stop().len(), 3);
    assert!(!state.is_running() && !state.needs_frames());
    state.close();
    assert_eq!(state.open(Link::default()), [], "still stopped");
    let again = judged(&state.play_or_stop());
    assert_eq!(again.len(), 3, "what is done stays");
}

#[test]
fn whoever_comes_back_finds_what_was_done() {
    let (mut state, requests) = opened();
    judge(&mut state, &requests[0], 500, 3.0);
    assert_eq!(state.close().len(), 3);
    assert!(state.is_blank());
    let link = state.link();
    assert_eq!(judged(&state.open(link)).len(), 3);
}

#[test]
fn a_link_says_all() {
    let (mut state, _) = opened();
    assert_eq!(state.link().to_string(), "seed=1");
    state.set_size(CodeSize::ThirtyTwo);
    state.set_n(2_000);
    state.set_seed(7);
    assert_eq!(state.link().to_string(), "seed=7&size=32&n=2000");
    let mut none = Fields::default();
    assert_eq!(Link::read(&mut none), Ok(Link::default()));
}
