use super::*;
use crate::protocol::{Failure, N_PIXELS};

fn opened(link: Link) -> (State, FewLabelsRequest) {
    let mut state = State::new(&mut || JobIds::block(1));
    let asked = asked(&state.open(link));
    (state, asked)
}

fn asked(requests: &[Request]) -> FewLabelsRequest {
    let found = requests.iter().find_map(|request| match request {
        Request::FewLabels(asked) => Some(asked.clone()),
        _ => None,
    });
    found.expect("a draw")
}

fn tried(job: JobId, code: f32) -> Event {
    Event::Tried {
        job,
        trial: Trial {
            code,
            pixels: 0.5,
            scratch: 0.25,
            n_tested: 2_200,
        },
    }
}

/// The draw's answer; what comes next.
fn finish(state: &mut State, job: JobId, code: f32) -> Vec<Request> {
    state.apply(&tried(job, code));
    state.apply(&Event::Done { job })
}

#[test]
fn the_panel_begins_with_one_draw() {
    let (mut state, first) = opened(Link::default());
    assert_eq!((first.n_labels, first.seed), (100, 1));
    assert_eq!(first.model, MODEL);
    let job = first.job;
    state.apply(&Event::Labelled {
        job,
        pixels: vec![3; 2 * N_PIXELS],
        labels: vec![4, 7],
    });
    assert_eq!(state.tick(0.0), [Request::Ack { job }]);
    state.apply(&Event::Progressed { job, part: 0.5 });
    assert_eq!(state.tick(0.0), [Request::Ack { job }]);
    assert_eq!(state.run().map(|run| run.part), Some(0.5));
    assert_eq!(finish(&mut state, job, 0.75), []);
    assert_eq!((state.n_draws(), state.run()), (1, None));
    let [code, ..] = METHODS;
    let found = state.accuracies(code)[2].expect("a summary");
    assert_eq!((found.mean, found.deviation), (75.0, None));
    assert_eq!(
        state.differences()[2],
        None,
        "one draw says nothing of the next"
    );
    let labelled = state.labelled.as_ref().expect("digits");
    assert_eq!((labelled.count, labelled.seed), (2, 1));
    assert_eq!(state.link(), Link::default());
}

#[test]
fn playing_makes_one_draw_after_the_other_and_pausing_keeps_them() {
    let (mut state, first) = opened(Link::default());
    finish(&mut state, first.job, 0.75);
    let second = asked(&state.play_or_pause());
    assert_eq!(second.seed, 2);
    assert!(state.is_running());
    let third = asked(&finish(&mut state, second.job, 0.85));
    assert_eq!(third.seed, 3);
    assert_eq!(state.link().n_draws[2], 2);
    assert_eq!(state.play_or_pause(), [Request::Cancel { job: third.job }]);
    assert_eq!(state.n_draws(), 2);
    let difference = state.differences()[2].expect("an interval");
    assert!((difference.mean - 30.0).abs() < 1e-4);
    assert!(difference.low < 0.0, "two draws say little");
    finish(&mut state, third.job, 0.5);
    assert_eq!(state.n_draws(), 2, "a stopped draw no longer counts");
}

#[test]
fn playing_ends_with_the_last_draw() {
    let (mut state, first) = opened(Link::default());
    finish(&mut state, first.job, 0.75);
    let mut requests = state.play_or_pause();
    for _ in 1..MOST_DRAWS {
        let job = asked(&requests).job;
        requests = finish(&mut state, job, 0.75);
    }
    assert_eq!(requests, []);
    assert!(!state.is_running());
    assert_eq!(state.n_draws(), MOST_DRAWS);
    assert_eq!(state.step(), []);
}

#[test]
fn clicks_on_one_more_add_up() {
    let (mut state, first) = opened(Link::default());
    assert_eq!(state.step(), []);
    assert_eq!(state.step(), []);
    assert!(!state.is_running());
    let second = asked(&finish(&mut state, first.job, 0.75));
    let third = asked(&finish(&mut state, second.job, 0.75));
    assert_eq!(third.seed, 3);
    assert_eq!(finish(&mut state, third.job, 0.75), []);
}

#[test]
fn one_click_draws_with_every_number_of_labels() {
    let (mut state, first) = opened(Link::default());
    finish(&mut state, first.job, 0.75);
    let mut requests = state.draw_all();
    let mut n_labels = vec![];
    while let [Request::FewLabels(asked)] = &requests[..] {
        n_labels.push((asked.n_labels, asked.seed));
        assert!(state.is_running());
        let job = asked.job;
        state.set_count(state.run().expect("a run").count);
        requests = finish(&mut state, job, 0.75);
    }
    let expected = [(10, 1), (30, 1), (100, 2), (300, 1), (1_000, 1), (3_000, 1)];
    assert_eq!(n_labels, expected);
    assert!(!state.is_running());
    assert_eq!(state.link().n_draws, [1, 1, 2, 1, 1, 1]);
}

#[test]
fn whoever_clicks_from_number_to_number_has_only_the_last_one_drawn() {
    let (mut state, first) = opened(Link::default());
    let requests = state.set_count(5);
    assert_eq!(requests[0], Request::Cancel { job: first.job });
    let large = asked(&requests);
    let requests = state.set_count(0);
    assert_eq!(requests[0], Request::Cancel { job: large.job });
    let small = asked(&requests);
    assert_eq!(small.n_labels, 10);
    assert_eq!(finish(&mut state, small.job, 0.5), []);
    assert_eq!(state.link(), Link::one_draw(1, 0));
    // Looking at what is there asks for nothing.
    let other = asked(&state.set_count(1));
    finish(&mut state, other.job, 0.5);
    assert_eq!(state.set_count(0), []);
    assert_eq!(state.link().n_draws, [1, 1, 0, 0, 0, 0]);
}

#[test]
fn play_goes_on_with_the_number_that_is_chosen() {
    let (mut state, first) = opened(Link::default());
    finish(&mut state, first.job, 0.75);
    state.play_or_pause();
    assert_eq!(asked(&state.set_count(1)).n_labels, 30);
    assert!(state.is_running());
}

#[test]
fn another_seed_forgets_the_draws_of_the_one_before() {
    let (mut state, first) = opened(Link::default());
    finish(&mut state, first.job, 0.75);
    assert_eq!(asked(&state.set_seed(u64::MAX)).seed, u64::MAX);
    assert_eq!(state.n_draws(), 0);
    state.restart();
    assert!(state.is_blank());
    assert_eq!(state.link().n_draws, [0; N_COUNTS]);
}

#[test]
fn a_draw_told_twice_counts_once_and_a_failed_one_is_tried_again() {
    let (mut state, first) = opened(Link::default());
    state.apply(&tried(first.job, 0.75));
    state.apply(&tried(first.job, 0.75));
    assert_eq!(state.n_draws(), 1);
    state.apply(&Event::Done { job: first.job });
    let second = asked(&state.step());
    let failure = Failure::Internal {
        detail: String::new(),
    };
    let job = second.job;
    assert_eq!(state.apply(&Event::Failed { job, failure }), []);
    assert!(state.trouble().failure.is_some() && !state.is_running());
    assert_eq!(asked(&state.retry()).seed, 2);
    assert!(state.trouble().failure.is_none());
}

#[test]
fn a_link_is_written_and_read_alike_and_leads_to_all_its_draws() {
    let link = Link {
        seed: 7,
        count: 0,
        n_draws: [2, 1, 0, 0, 0, 0],
    };
    assert_eq!(link.to_string(), "labels=10&seed=7&draws=2.1.0.0.0.0");
    assert_eq!(Link::default().to_string(), "labels=100&seed=1");
    let (mut state, first) = opened(link.clone());
    assert_eq!((first.n_labels, first.seed), (10, 7));
    assert_eq!(state.link(), link);
    let second = asked(&finish(&mut state, first.job, 0.5));
    assert_eq!((second.n_labels, second.seed), (10, 8));
    let third = asked(&finish(&mut state, second.job, 0.5));
    assert_eq!((third.n_labels, third.seed), (30, 7));
    // Reopened while it is under way, it keeps what is there.
    let requests = state.open(link);
    assert_eq!(requests[0], Request::Cancel { job: third.job });
    assert_eq!(asked(&requests).n_labels, 30);
    assert_eq!(state.n_draws(), 2);
}
