use super::*;
use crate::protocol::{Failure, N_PIXELS, Proposal};
use crate::ui::widgets::drawing_board::Ink;

fn opened(link: Link) -> (State, Vec<Request>) {
    let mut state = State::new(&mut || JobIds::block(1));
    let requests = state.open(link);
    (state, requests)
}

/// The state with the digits and the first one's code, and the job of its bound.
fn encoded() -> (State, BoundRequest) {
    let (mut state, _) = opened(Link::default());
    let requests = state.apply(&digits());
    let requests = state.apply(&code(encode(&requests).job));
    let bound = bound(&requests).clone();
    (state, bound)
}

fn digits() -> Event {
    Event::Images {
        job: JobId(0),
        set: ImageSet::TestDigits,
        pixels: (0..3).flat_map(|value| [value; N_PIXELS]).collect(),
    }
}

fn code(job: JobId) -> Event {
    Event::Encoded {
        job,
        code: Code {
            mean: vec![1.0, -1.0],
            deviation: vec![0.1, 0.2],
            kl: vec![2.0, 3.0],
        },
        seen: vec![1; N_PIXELS],
        reconstruction: vec![9; N_PIXELS],
        squared_error: 0.0,
    }
}

fn bounded(job: JobId) -> Event {
    Event::Bounded {
        job,
        log_likelihood: -80.0,
        n_samples: 256,
        kl: vec![2.0, 3.0],
    }
}

fn estimated(job: JobId, proposal: Proposal, n_samples: u16) -> Event {
    Event::Estimated {
        job,
        proposal,
        n_samples,
        estimates: vec![-84.0, -82.0],
    }
}

fn encode(requests: &[Request]) -> &EncodeRequest {
    let found = requests.iter().find_map(|request| match request {
        Request::Encode(encode) => Some(encode),
        _ => None,
    });
    found.expect("an image to encode")
}

fn bound(requests: &[Request]) -> &BoundRequest {
    let found = requests.iter().find_map(|request| match request {
        Request::Bound(bound) => Some(bound),
        _ => None,
    });
    found.expect("a bound")
}

fn stroke() -> Ink {
    Ink::parse("0C0gmv").expect("a stroke")
}

#[test]
fn a_digit_is_encoded_and_then_bounded_as_the_model_sees_it() {
    let link = Link {
        model: VaeId::Plane,
        source: Source::Digit(2),
        seed: 9,
        samples: Samples::Few,
    };
    let (mut state, requests) = opened(link.clone());
    assert!(matches!(requests[..], [Request::Images { .. }]));
    assert!(!state.is_blank(), "it waits for the digits");
    let requests = state.apply(&digits());
    let asked = encode(&requests);
    assert_eq!(asked.pixels, [2; N_PIXELS]);
    assert_eq!(asked.model, LatentModel::Vae(VaeId::Plane));
    let requests = state.apply(&code(asked.job));
    let asked = bound(&requests);
    assert_eq!(asked.pixels, [1; N_PIXELS]);
    assert_eq!((asked.seed, asked.n_samples), (9, 64));
    assert_eq!(state.link(), link);
}

#[test]
fn frames_add_up_and_each_waits_to_be_seen() {
    let (mut state, asked) = encoded();
    let job = asked.job;
    state.apply(&bounded(job));
    assert!(state.needs_frames());
    assert_eq!(state.tick(0.0), [Request::Ack { job }]);
    assert!(!state.needs_frames());
    state.apply(&estimated(job, Proposal::Posterior, asked.n_samples));
    state.apply(&estimated(job, Proposal::Prior, 1));
    let known = state.bound.as_ref().expect("a bound");
    assert_eq!(known.elbo(), -85.0);
    assert_eq!(known.gap(), Some(2.0));
    assert!(!state.is_complete());
    state.apply(&estimated(job, Proposal::Prior, asked.n_samples));
    state.apply(&Event::Done { job });
    assert!(state.is_complete() && !state.is_waiting());
}

#[test]
fn all_stops_where_another_digit_is_chosen() {
    let (mut state, asked) = encoded();
    let job = asked.job;
    state.apply(&bounded(job));
    let requests = state.set_source(Source::Digit(1));
    assert_eq!(requests[0], Request::Cancel { job });
    let encoding = encode(&requests).job;
    assert_eq!((&state.image, &state.bound), (&None, &None));
    state.apply(&estimated(job, Proposal::Posterior, 1));
    state.apply(&bounded(job));
    assert_eq!(state.bound, None, "an older job no longer counts");
    let requests = state.set_source(Source::Digit(2));
    assert_eq!(requests[0], Request::Cancel { job: encoding });
    assert_eq!(state.apply(&code(encoding)), []);
    assert_eq!(state.image, None);
}

#[test]
fn another_seed_draws_other_latents_of_the_same_image() {
    let (mut state, asked) = encoded();
    state.apply(&bounded(asked.job));
    let requests = state.set_seed(2);
    assert_eq!(requests[0], Request::Cancel { job: asked.job });
    assert_eq!(bound(&requests).seed, 2);
    assert!(state.image.is_some() && state.bound.is_none());
    let requests = state.set_samples(Samples::Many);
    assert_eq!(bound(&requests).n_samples, 4_096);
    // Where the image is on its way, the bound comes after it.
    state.set_source(Source::Digit(1));
    assert_eq!(state.set_seed(3), []);
}

#[test]
fn strokes_never_queue_up_and_the_newest_is_encoded_last() {
    let (mut state, _) = opened(Link {
        source: Source::Drawing(Ink::default()),
        ..Link::default()
    });
    let first = state.encoding.expect("an empty drawing");
    assert_eq!(state.set_source(Source::Drawing(stroke())), []);
    assert_eq!(state.set_source(Source::Drawing(stroke())), []);
    let requests = state.apply(&code(first));
    let second = encode(&requests);
    assert_eq!(second.pixels, stroke().pixels());
    assert!(state.image.is_some(), "what has come is shown");
    let requests = state.apply(&code(second.job));
    let job = bound(&requests).job;
    state.apply(&bounded(job));
    let requests = state.set_source(Source::Drawing(Ink::default()));
    assert_eq!(requests[0], Request::Cancel { job });
    assert!(state.bound.is_some(), "the bound before stays");
}

#[test]
fn a_bound_can_be_stopped_and_taken_again() {
    let (mut state, asked) = encoded();
    state.apply(&bounded(asked.job));
    assert_eq!(state.stop(), [Request::Cancel { job: asked.job }]);
    assert!(!state.is_waiting() && !state.is_complete());
    assert!(state.bound.is_some());
    assert_eq!(bound(&state.estimate()).seed, asked.seed);
}

#[test]
fn a_panel_out_of_sight_asks_for_nothing_and_begins_again_when_it_is_back() {
    let (mut state, _) = opened(Link::default());
    state.close();
    assert_eq!(state.apply(&digits()), []);
    assert!(state.is_blank());
    let (mut state, asked) = encoded();
    assert_eq!(state.close(), [Request::Cancel { job: asked.job }]);
    assert!(state.is_blank());
}

#[test]
fn a_failure_is_told_and_all_is_asked_for_again() {
    let (mut state, asked) = encoded();
    let failure = Failure::Internal {
        detail: String::new(),
    };
    let job = asked.job;
    state.apply(&Event::Failed { job, failure });
    assert!(state.trouble().failure.is_some() && !state.is_waiting());
    let requests = state.retry();
    encode(&requests);
    assert!(state.trouble().failure.is_none());
}

#[test]
fn both_densities_are_told_at_a_latent_of_the_plane() {
    let (mut state, asked) = encoded();
    state.apply(&bounded(asked.job));
    assert_eq!(state.densities_at([1.0, -1.0]), None);
    state.apply(&Event::Integrated {
        job: asked.job,
        integral: Integral {
            log_likelihood: -80.0,
            // Rows downwards from the largest second axis.
            posterior: vec![0.1, 0.2, 0.3, 1.0],
            side: 2,
            middle: [1.0, -1.0],
            half_width: 1.0,
        },
    });
    assert_eq!(state.densities_at([0.5, -0.5]).map(|d| d[0]), Some(0.1));
    assert_eq!(state.densities_at([1.5, -1.5]).map(|d| d[0]), Some(1.0));
    assert_eq!(state.densities_at([9.0, -1.0]).map(|d| d[0]), Some(0.0));
    let q = state.densities_at([1.1, -1.0]).expect("two densities")[1];
    assert!((q - (-0.5f32).exp()).abs() < 1e-4, "{q}");
}
