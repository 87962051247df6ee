use super::*;
use crate::protocol::{Code, Codes, DecodeRequest, Event, N_PIXELS, Pixels};
use crate::ui::panels::PanelState;
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

fn decodes(requests: &[Request]) -> Vec<DecodeRequest> {
    let decodes = requests.iter().filter_map(|request| match request {
        Request::Decode(request) => Some(request.clone()),
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

fn answer(request: &DecodeRequest) -> Event {
    let n_code = request.model.n_code();
    let codes = match &request.codes {
        Codes::Given(codes) => codes.clone(),
        Codes::Normal { n, .. } | Codes::Fitted { n, .. } => vec![0.5; usize::from(*n) * n_code],
    };
    Event::Decoded {
        job: request.job,
        pixels: vec![1; codes.len() / n_code * N_PIXELS],
        codes,
    }
}

fn posterior(job: JobId, mean: f32) -> Event {
    Event::Encoded {
        job,
        code: Code {
            mean: vec![mean; 2],
            deviation: vec![0.1; 2],
            kl: vec![1.0; 2],
        },
        seen: vec![1; N_PIXELS],
        reconstruction: vec![0; N_PIXELS],
        squared_error: 0.0,
    }
}

fn digits() -> Event {
    Event::Images {
        job: JobId(0),
        set: ImageSet::TestDigits,
        pixels: vec![7; 3 * N_PIXELS],
    }
}

#[test]
fn samples_come_by_their_seed() {
    let (mut state, requests) = opened(Link::default());
    assert!(!state.is_blank() && !state.is_settled());
    let asked = &decodes(&requests)[0];
    assert_eq!(asked.codes, Codes::Normal { n: 64, seed: 1 });
    let again = state.redraw();
    state.apply(&answer(asked));
    assert!(state.samples.pixels.is_empty(), "of an older seed");
    state.apply(&answer(&decodes(&again)[0]));
    assert!(state.is_settled());
    state.choose(99);
    assert_eq!((state.link().seed, state.link().chosen), (2, 63));
}

#[test]
fn the_way_waits_for_both_ends_one_after_the_other() {
    let (mut state, requests) = opened(Link {
        show: Show::Between,
        model: VaeId::Plane,
        ..Link::default()
    });
    assert_eq!(encoded(&requests), None, "the digits are not there");
    let requests = state.apply(&digits());
    let first = encoded(&requests).expect("the first end");
    let requests = state.apply(&posterior(first, 0.0));
    assert!(decodes(&requests).is_empty());
    let second = encoded(&requests).expect("the second end");
    let requests = state.apply(&posterior(second, 2.0));
    let asked = decodes(&requests);
    assert_eq!(asked[0].codes, Codes::Given(vec![1.0; 2]));
    assert!(matches!(&asked[1].codes, Codes::Given(codes)
        if codes.len() == 2 * N_STEPS && codes[0] == 0.0 && codes[2 * N_STEPS - 1] == 2.0));
    for request in &asked {
        state.apply(&answer(request));
    }
    assert!(state.is_settled());

    let requests = state.set_along(0.25);
    assert_eq!(decodes(&requests)[0].codes, Codes::Given(vec![0.5; 2]));
    let requests = state.swap_ends();
    assert_eq!(decodes(&requests)[0].codes, Codes::Given(vec![1.5; 2]));

    // A drawing at the second end: that one is encoded anew.
    state.pick(1);
    let requests = state.set_end(Source::Drawing(Ink::default()));
    let job = encoded(&requests).expect("the drawing");
    let requests = state.apply(&posterior(job, 6.0));
    assert_eq!(decodes(&requests)[0].codes, Codes::Given(vec![3.0; 2]));
    let link = state.link();
    assert_eq!(link.ends[1], Source::Drawing(Ink::default()));
    assert_eq!(link.along, 0.25);
}

#[test]
fn a_walk_turns_at_both_ends_and_waits_for_its_images() {
    let (mut state, _) = opened(Link {
        show: Show::Between,
        model: VaeId::Plane,
        ..Link::default()
    });
    let mut requests = state.apply(&digits());
    for mean in [0.0, 1.0] {
        let job = encoded(&requests).expect("an end");
        requests = state.apply(&posterior(job, mean));
    }
    for request in decodes(&requests) {
        state.apply(&answer(&request));
    }
    state.play_or_pause();
    let (mut least, mut most) = (1.0_f32, 0.0_f32);
    for _ in 0..120 {
        let requests = state.tick(90.0);
        assert!(state.tick(90.0).is_empty());
        state.apply(&answer(&decodes(&requests)[0]));
        least = least.min(state.along);
        most = most.max(state.along);
    }
    assert_eq!((least, most), (0.0, 1.0));
    state.set_along(0.5);
    assert!(!state.is_running());
}

#[test]
fn the_manifold_is_always_that_of_two_axes() {
    let (mut state, requests) = opened(Link {
        show: Show::Manifold,
        ..Link::default()
    });
    let asked = decodes(&requests);
    assert!((asked.iter()).all(|request| request.model.n_code() == 2));
    assert!(matches!(&asked[1].codes, Codes::Given(codes) if codes.len() == 800));
    for request in &asked {
        state.apply(&answer(request));
    }
    let job = requests.iter().find_map(|request| match request {
        Request::Codes(request) => Some(request.job),
        _ => None,
    });
    let job = job.expect("the posteriors");
    state.apply(&Event::Codes {
        job,
        set: ImageSet::TestDigits,
        means: vec![0.0, 0.0],
        deviations: vec![0.1, 0.1],
        kl: vec![1.0, 1.0],
        labels: vec![3],
    });
    state.apply(&Event::Done { job });
    assert!(state.is_settled() && state.ellipses.len() == 1);
    assert!(state.point_at([0.5, 0.5]).is_empty(), "it is there already");
    let requests = state.point_at([1.5, 0.25]);
    assert_eq!(state.at, [1.0, 0.25]);
    assert_eq!(decodes(&requests).len(), 1);
    // Another model elsewhere leaves the manifold as it is.
    state.set_model(VaeId::Readable);
    assert!(!state.tiles.pixels.is_empty());
}

#[test]
fn draws_are_of_the_mean_that_came() {
    let (mut state, requests) = opened(Link {
        show: Show::Blur,
        model: VaeId::Plane,
        ..Link::default()
    });
    let requests = state.apply(&answer(&decodes(&requests)[0]));
    let draws = &decodes(&requests)[0];
    assert_eq!(draws.pixels, Pixels::Drawn { seed: 1 });
    assert_eq!(draws.codes, Codes::Given(vec![0.5; 2 * N_DRAWS]));
    state.apply(&answer(draws));
    assert!(state.is_settled());
    let requests = state.close();
    assert_eq!(requests, []);
    assert!(state.is_blank());
}

#[test]
fn leaving_a_view_cancels_what_it_waits_for() {
    let (mut state, requests) = opened(Link::default());
    let job = decodes(&requests)[0].job;
    let requests = state.go_to(Show::Blur, VaeId::Plane);
    assert_eq!(requests[0], Request::Cancel { job });
    assert!(state.samples.is_blank());
    assert_eq!(decodes(&requests)[0].model.n_code(), 2);
}
