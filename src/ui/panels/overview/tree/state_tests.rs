use std::collections::BTreeSet;

use super::*;
use crate::protocol::{Distribution, FileProblem, N_PIXELS, Strip};

fn new() -> State {
    State::new(&mut || JobIds::block(1))
}

fn asked(requests: &[Request]) -> JobId {
    let job = requests.iter().find_map(Request::starts);
    job.expect("a request for a picture")
}

fn sampled(job: JobId, first: usize, n: usize) -> Event {
    Event::Sampled {
        job,
        first: first as u16,
        strips: vec![Strip {
            pixels: vec![9; n],
            bits: vec![1.0; n],
        }],
        distribution: Distribution {
            pixel: (first + n - 1) as u16,
            temperature: 1.0,
            probabilities: vec![],
            untempered: vec![],
            drawn: None,
            receptive_field: vec![],
        },
    }
}

fn failed(job: JobId) -> Event {
    let failure = Failure::File {
        file: "x".to_owned(),
        problem: FileProblem::Unreachable,
    };
    Event::Failed { job, failure }
}

#[test]
fn pictures_are_made_one_after_the_other_from_one_seed() {
    let mut state = new();
    let requests = state.open(Link { seed: 7 });
    assert!(state.is_running() && !state.is_blank());
    let Some(Request::Sample(sample)) = requests.first() else {
        panic!("{requests:?}");
    };
    assert_eq!((sample.seed, sample.until), (7, N_PIXELS as u16));
    let job = sample.job;
    state.apply(&sampled(job, 0, 28));
    assert_eq!(state.tick(0.0), [Request::Ack { job }]);
    assert!(!state.needs_frames());
    assert_eq!(state.picture(Leaf::PixelRnn).pixels.len(), 28);
    state.apply(&sampled(job, 28, N_PIXELS - 28));
    let requests = state.apply(&Event::Done { job });
    assert_eq!(state.stage(Leaf::PixelRnn), Stage::Made);
    assert_eq!(state.stage(Leaf::PixelCnn), Stage::Making);
    let mut job = asked(&requests);
    for n_made in 2..=5 {
        let requests = state.apply(&Event::Done { job });
        assert_eq!(state.n_made(), n_made);
        job = requests.first().and_then(Request::starts).unwrap_or(job);
    }
    assert!(!state.is_running());
}

#[test]
fn what_was_stopped_half_way_is_gone_on_with() {
    let mut state = new();
    let job = asked(&state.open(Link::default()));
    state.apply(&sampled(job, 0, 56));
    assert_eq!(state.play_or_stop(), [Request::Cancel { job }]);
    assert!(!state.is_running() && !state.needs_frames());
    state.apply(&sampled(job, 56, 28));
    assert_eq!(state.picture(Leaf::PixelRnn).pixels.len(), 56);
    let requests = state.play_or_stop();
    let Some(Request::Sample(sample)) = requests.first() else {
        panic!("{requests:?}");
    };
    assert_eq!(sample.pixels[0].len(), 56);
}

#[test]
fn a_step_makes_one_picture() {
    let mut state = new();
    let job = asked(&state.open(Link::default()));
    assert_eq!(state.play_or_stop(), [Request::Cancel { job }]);
    let job = asked(&state.step());
    assert!(!state.is_running());
    assert_eq!(state.step(), [], "it is on its way");
    assert_eq!(state.apply(&Event::Done { job }), []);
    assert_eq!(state.n_made(), 1);
    assert_ne!(asked(&state.step()), job);
}

#[test]
fn a_failure_keeps_no_other_picture_and_is_tried_again() {
    let mut state = new();
    let job = asked(&state.open(Link::default()));
    let mut next = asked(&state.apply(&failed(job)));
    assert_eq!(state.stage(Leaf::PixelRnn), Stage::Failed);
    assert!(state.trouble_of(Leaf::PixelRnn).failure.is_some());
    assert_eq!(state.trouble_of(Leaf::Vae).failure, None);
    for _ in 0..3 {
        next = asked(&state.apply(&Event::Done { job: next }));
    }
    let retry = state.retry_picture(Leaf::PixelRnn);
    assert_eq!(retry, [], "after the one that is being made");
    next = asked(&state.apply(&Event::Done { job: next }));
    assert_eq!(state.stage(Leaf::PixelRnn), Stage::Making);
    assert_eq!(state.apply(&Event::Done { job: next }), []);
    assert_eq!(state.n_made(), 5);
    assert_eq!(state.trouble(), Trouble::default());
}

#[test]
fn another_seed_begins_again_and_the_old_picture_no_longer_counts() {
    let mut state = new();
    let old = asked(&state.open(Link { seed: 1 }));
    let requests = state.set_seed(2);
    assert_eq!(requests[0], Request::Cancel { job: old });
    state.apply(&sampled(old, 0, 28));
    assert!(state.picture(Leaf::PixelRnn).pixels.is_empty());
    assert_eq!(state.link(), Link { seed: 2 });
    assert_eq!(state.close().len(), 1);
    assert!(!state.is_running());
}

#[test]
fn leaves_lead_to_where_the_picture_is_among_others() {
    let leaves = Leaf::ALL.into_iter();
    let addresses: BTreeSet<String> = leaves.map(|leaf| leaf.address(3)).collect();
    assert!(addresses.iter().all(|address| address.contains("=3")));
    assert_eq!(addresses.len(), Leaf::ALL.len());
}
