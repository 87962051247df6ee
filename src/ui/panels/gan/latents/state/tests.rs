use super::*;
use crate::protocol::{
    GanAct, GanLatents, GanNet, GanRequest, GanStart, GeneratorLoss, JobId, Verdict,
};

const SETTINGS: GanSettings = GanSettings {
    batch_size: 64,
    discriminator_rate: 1e-3,
    generator_rate: 2e-3,
    discriminator_steps: 1,
    generator_steps: 1,
    loss: GeneratorLoss::NonSaturating,
};

fn run(attempt: u32) -> GanRun {
    GanRun {
        net: GanNet::Convolutional,
        seed: 1,
        start: GanStart::Fresh,
        attempt,
        past: vec![],
    }
}

fn shown(link: Link) -> (Latents, Vec<Request>) {
    let mut latents = Latents::new(JobIds::block(1));
    assert_eq!(latents.open(link), [], "not on the stage");
    let requests = latents.follow(&run(1), SETTINGS);
    (latents, requests)
}

fn asks(requests: &[Request]) -> Vec<(&GanRequest, &GanLatents)> {
    let asks = requests.iter().filter_map(|request| match request {
        Request::Gan(request) => match &request.act {
            GanAct::Generate { latents, .. } => Some((request, latents)),
            other => panic!("{other:?}"),
        },
        Request::Cancel { .. } => None,
        other => panic!("{other:?}"),
    });
    asks.collect()
}

/// Noise of which each number says where it is from.
fn noise(n: u16, seed: u64) -> Vec<f32> {
    let numbers = 0..usize::from(n) * N_GAN_LATENTS;
    numbers
        .map(|at| seed as f32 + (at / N_GAN_LATENTS) as f32 / 100.0)
        .collect()
}

/// What the worker says to a request: the images, then that it is done.
fn answer(latents: &mut Latents, request: &Request) -> Vec<Request> {
    let asked = asks(std::slice::from_ref(request));
    let (GanRequest { job, .. }, wanted) = asked[0];
    let given = match wanted {
        GanLatents::Given(given) => given.clone(),
        GanLatents::Normal { n, seed } => noise(*n, *seed),
    };
    let n = given.len() / N_GAN_LATENTS;
    let event = GanEvent::Generated {
        picture: 0,
        latents: given,
        pixels: vec![n as u8; n * N_PIXELS],
        logits: vec![0.5; n],
    };
    let mut requests = latents.apply(&Event::Gan { job: *job, event });
    requests.extend(latents.apply(&Event::Done { job: *job }));
    requests
}

/// Answers all that is asked, and what that leads to; how many answers it took.
fn settle(latents: &mut Latents, mut requests: Vec<Request>) -> usize {
    let mut n = 0;
    while let Some(request) = requests.pop() {
        if !matches!(request, Request::Cancel { .. }) {
            requests.extend(answer(latents, &request));
            n += 1;
        }
        assert!(n < 20, "it never settles");
    }
    assert!(latents.is_settled());
    n
}

fn sketched() -> Event {
    Event::Gan {
        job: JobId(7),
        event: GanEvent::Sketched {
            n_steps: 10,
            pixels: vec![],
            logits: vec![],
            classes: vec![],
            verdict: Verdict {
                n: 64,
                score: 1.0,
                shares: vec![],
                confidence: 1.0,
            },
        },
    }
}

#[test]
fn noise_is_drawn_again_and_the_sample_before_comes_back() {
    let (mut latents, requests) = shown(Link::default());
    let asked = asks(&requests);
    assert_eq!(asked[0].1, &GanLatents::Normal { n: 64, seed: 1 });
    assert!(!latents.is_settled());
    settle(&mut latents, requests);
    latents.choose(3);
    assert_eq!(latents.large().logit, Some(0.5));
    let requests = latents.noise_again();
    assert_eq!(latents.link().noise, 2);
    settle(&mut latents, requests);
    assert_eq!(latents.sheet.images.seed, Some(2));
    let requests = latents.noise_before();
    settle(&mut latents, requests);
    assert_eq!(
        latents.link(),
        Link {
            chosen: 3,
            ..Link::default()
        }
    );
    latents.set_noise(0);
    latents.noise_before();
    assert_eq!(latents.noise, u64::MAX);
}

#[test]
fn a_fast_hand_asks_once_more_when_the_answer_has_come() {
    let link = Link {
        look: Look::Sliders,
        base: None,
        ..Link::default()
    };
    let (mut latents, requests) = shown(link);
    assert_eq!(requests.len(), 1);
    assert_eq!(latents.set_axis(5, 1.0), []);
    assert_eq!(latents.set_axis(5, 2.0), []);
    assert_eq!(latents.set_axis(2, -0.1234), []);
    let requests = answer(&mut latents, &requests[0]);
    assert!(!latents.is_settled());
    let GanLatents::Given(given) = asks(&requests)[0].1 else {
        panic!("{requests:?}");
    };
    assert_eq!((given[5], given[2], given[0]), (2.0, -0.123, 0.0));
    assert_eq!(answer(&mut latents, &requests[0]), []);
    assert!(latents.is_settled());
    assert_eq!(latents.link().moved, [(2, -0.123), (5, 2.0)]);
    let length = latents.large().length.unwrap_or_default();
    assert!((length - (4.0_f32 + 0.123 * 0.123).sqrt()).abs() < 1e-5);
}

#[test]
fn sliders_begin_with_the_noise_that_was_drawn() {
    let link = Link {
        look: Look::Sliders,
        base: Some(Drawn::new(5, 2)),
        moved: vec![(1, 3.0)],
        ..Link::default()
    };
    let (mut latents, requests) = shown(link);
    assert_eq!(asks(&requests)[0].1, &GanLatents::Normal { n: 64, seed: 5 });
    assert_eq!((latents.axis(0), latents.axis(1)), (None, Some(3.0)));
    assert_eq!(latents.sweep(0), [], "where it is is not known yet");
    assert_eq!(latents.tick(20.0), []);
    assert_eq!(settle(&mut latents, requests), 2);
    assert_eq!((latents.axis(0), latents.axis(1)), (Some(5.02), Some(3.0)));

    let requests = latents.draw_hand();
    assert_eq!(latents.link().base, Some(Drawn::new(6, 2)));
    settle(&mut latents, requests);
    let requests = latents.reset();
    settle(&mut latents, requests);
    assert_eq!((latents.axis(1), latents.link().base), (Some(0.0), None));
    let requests = latents.draw_hand();
    settle(&mut latents, requests);
    assert_eq!(latents.link().base, Some(Drawn::new(2, 0)));
    assert_eq!(latents.set_axis(64, 1.0), []);
    latents.turn_to(9);
    assert_eq!(latents.page, N_PAGES - 1);
}

#[test]
fn a_way_waits_for_its_ends_and_goes_from_one_to_the_other() {
    let link = Link {
        look: Look::Between,
        ends: [Drawn::new(1, 0), Drawn::new(9, 1)],
        path: Path::Straight,
        along: 0.0,
        ..Link::default()
    };
    let (mut latents, requests) = shown(link);
    settle(&mut latents, requests);
    assert_eq!(latents.steps.images.logits.len(), N_STEPS);
    let first = |latents: &Latents| latents.step.images.latents[0];
    assert_eq!(first(&latents), 1.0);
    let requests = latents.swap_ends();
    settle(&mut latents, requests);
    assert_eq!(first(&latents), 9.01);
    let requests = latents.set_along(0.5);
    assert_eq!(requests.len(), 1, "the strip stays: {requests:?}");
    settle(&mut latents, requests);
    assert!((first(&latents) - 5.005).abs() < 1e-5);
    latents.pick(1);
    let requests = latents.set_end(7);
    assert_eq!(latents.link().ends, [Drawn::new(9, 1), Drawn::new(1, 7)]);
    settle(&mut latents, requests);
    let requests = latents.draw_end();
    assert_eq!(latents.link().ends[1], Drawn::new(2, 7));
    settle(&mut latents, requests);
    let requests = latents.set_path(Path::Spherical);
    settle(&mut latents, requests);
}

#[test]
fn a_walk_goes_to_and_fro_and_waits_for_its_images() {
    let link = Link {
        look: Look::Between,
        along: 0.9,
        ..Link::default()
    };
    let (mut latents, requests) = shown(link);
    settle(&mut latents, requests);
    latents.walk();
    assert!(latents.is_running() && latents.needs_frames());
    let (mut low, mut high) = (1.0_f32, 0.0_f32);
    for _ in 0..120 {
        let requests = latents.tick(50.0);
        assert_eq!(latents.tick(50.0), [], "the image is on its way");
        settle(&mut latents, requests);
        low = low.min(latents.along);
        high = high.max(latents.along);
    }
    assert_eq!((low, high), (0.0, 1.0));
    latents.set_along(0.25);
    assert!(!latents.is_running());
}

#[test]
fn images_follow_the_run_whenever_it_shows_its_own() {
    let (mut latents, requests) = shown(Link::default());
    settle(&mut latents, requests);
    let mut later = run(1);
    later.seed = 99;
    assert_eq!(latents.follow(&later, SETTINGS), [], "each step alone");
    let requests = latents.apply(&sketched());
    assert_eq!(asks(&requests)[0].0.run, later);
    settle(&mut latents, requests);
    // Begun anew: nothing is asked of a run that is no more.
    let waiting = latents.noise_again();
    latents.wait();
    assert_eq!(answer(&mut latents, &waiting[0]), []);
    assert_eq!(latents.apply(&sketched()), []);
    let requests = latents.follow(&run(2), SETTINGS);
    assert_eq!(asks(&requests)[0].0.run, run(2));
    settle(&mut latents, requests);
}

#[test]
fn the_chosen_sample_goes_to_the_sliders_and_to_the_way() {
    let (mut latents, requests) = shown(Link::default());
    settle(&mut latents, requests);
    latents.choose(12);
    let requests = latents.move_by_hand();
    assert!(
        matches!(asks(&requests)[0].1, GanLatents::Given(_)),
        "known"
    );
    settle(&mut latents, requests);
    assert_eq!(latents.axis(63), Some(1.12));
    let requests = latents.go_from();
    settle(&mut latents, requests);
    assert_eq!(latents.link().ends[0], Drawn::new(1, 12));
    assert_eq!((latents.look, latents.picked), (Look::Between, 1));
}

#[test]
fn off_the_stage_it_asks_for_nothing_and_a_failure_is_told_once() {
    let (mut latents, requests) = shown(Link::default());
    let job = asks(&requests)[0].0.job;
    assert_eq!(latents.close(), [Request::Cancel { job }]);
    assert_eq!(latents.noise_again(), []);
    assert_eq!(latents.apply(&sketched()), []);
    let requests = latents.follow(&run(1), SETTINGS);
    let job = asks(&requests)[0].0.job;
    let failure = crate::protocol::Failure::Internal {
        detail: String::new(),
    };
    latents.apply(&Event::Failed { job, failure });
    assert!(latents.trouble().failure.is_some());
    let requests = latents.retry(&run(1), SETTINGS);
    settle(&mut latents, requests);
    assert_eq!(latents.trouble(), Trouble::default());
}
