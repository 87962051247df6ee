//! Requests that cannot be fulfilled are refused in words, in either language.

use density_lab::i18n::{Words, failure::FailureText};
use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{nearest, sample, score, sent, train};

fn problem(engine: &mut Engine, request: Request) -> RequestProblem {
    let job = request.starts().unwrap();
    let events = sent(engine.handle(request));
    let [Event::Failed { job: of, failure }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(*of, job);
    for text in [FailureText::EN, FailureText::KO] {
        assert!(text.sentence(failure).ends_with('.'));
    }
    let Failure::Request(problem) = failure else {
        panic!("{failure:?}")
    };
    problem.clone()
}

/// So many images of so many pixels.
fn several(n_images: usize, n_pixels: usize) -> SampleRequest {
    SampleRequest {
        images: (0..n_images as u32).collect(),
        pixels: vec![vec![0; n_pixels]; n_images],
        ..sample(1, &[], 784)
    }
}

#[test]
fn images_out_of_range_are_refused() {
    let mut engine = Engine::default();
    let mut refused = |request| problem(&mut engine, Request::Sample(request));
    let images = |given, most| RequestProblem::Images { given, most };
    assert_eq!(refused(several(0, 0)), images(0, 16));
    assert_eq!(refused(several(17, 0)), images(17, 16));
    let mut request = several(4, 0);
    request.watched = 4;
    assert_eq!(refused(request.clone()), images(5, 4));
    request.watched = 0;
    request.pixels.pop();
    assert_eq!(refused(request), images(3, 4));

    let pixels = |given, until| RequestProblem::Pixels { given, until };
    let mut uneven = several(2, 10);
    uneven.pixels[1].push(0);
    assert_eq!(refused(uneven), pixels(10, 784));
    assert_eq!(refused(sample(2, &[0; 10], 5)), pixels(10, 5));
    assert_eq!(refused(sample(3, &[], 785)), pixels(0, 785));
    assert_eq!(refused(sample(4, &[0; 785], 785)), pixels(785, 785));
    assert!(engine.is_idle());
}

#[test]
fn temperatures_out_of_range_or_order_are_refused() {
    let mut engine = Engine::default();
    let mut refuse = |request: SampleRequest| {
        let problem = problem(&mut engine, Request::Sample(request));
        assert!(matches!(problem, RequestProblem::Temperature { .. }));
    };
    for temperature in [0.0, -1.0, 99.0, f32::NAN, f32::INFINITY] {
        let mut request = sample(1, &[], 10);
        request.temperatures[0].temperature = temperature;
        refuse(request);
    }
    let starts = [vec![], vec![3], vec![0, 5, 5], vec![0, 7, 2]];
    for starts in starts {
        let mut request = sample(1, &[], 10);
        let from = |pixel| TemperatureFrom {
            pixel,
            temperature: 1.0,
        };
        request.temperatures = starts.into_iter().map(from).collect();
        refuse(request);
    }
    assert!(engine.is_idle());
}

#[test]
fn looks_beside_the_image_are_refused() {
    let mut engine = Engine::default();
    for (n_pixels, pixel) in [(0, 1), (784, 784), (785, 3), (3, u16::MAX)] {
        let problem = problem(&mut engine, super::look(1, &vec![0; n_pixels], pixel));
        assert!(matches!(problem, RequestProblem::Pixels { .. }));
    }
    assert!(engine.is_idle());
}

#[test]
fn what_is_no_image_has_no_score_and_no_neighbours() {
    let mut engine = Engine::default();
    let pixels = |given| RequestProblem::Pixels { given, until: 784 };
    assert_eq!(problem(&mut engine, score(1, &[0; 785])), pixels(785));
    assert_eq!(problem(&mut engine, nearest(2, &[0; 392], 3)), pixels(392));
    assert_eq!(problem(&mut engine, nearest(3, &[], 3)), pixels(0));
    let too_many = problem(&mut engine, nearest(4, &[0; 784], 11));
    let most = MOST_NEIGHBOURS as u64;
    assert_eq!(too_many, RequestProblem::Images { given: 11, most });
    assert!(engine.is_idle());
}

#[test]
fn training_that_never_draws_is_refused() {
    let mut engine = Engine::default();
    let expected = RequestProblem::Steps {
        until: 5,
        draw_every: 0,
    };
    assert_eq!(problem(&mut engine, train(1, 1, 5, 0)), expected);
    assert!(engine.is_idle());
}

#[test]
fn codes_and_counts_that_cannot_be_are_refused() {
    let mut engine = Engine::default();
    let model = LatentModel::Autoencoder(CodeSize::Eight);
    let job = JobId(1);
    let decode = |codes| {
        Request::Decode(DecodeRequest {
            job,
            model,
            codes,
            pixels: Pixels::Means,
            picture: 0,
        })
    };
    let mut refused = |request| problem(&mut engine, request);
    for codes in [vec![0.0; 7], vec![f32::NAN; 8]] {
        let given = codes.len() as u64;
        let codes = decode(Codes::Given(codes));
        assert_eq!(refused(codes), RequestProblem::Codes { given });
    }
    let count = |given, most: usize| RequestProblem::Count {
        given,
        most: most as u64,
    };
    assert_eq!(refused(decode(Codes::Given(vec![]))), count(0, MOST_CODES));
    let many = decode(Codes::Normal { n: 2_000, seed: 1 });
    assert_eq!(refused(many), count(2_000, MOST_CODES));
    let judge = |n| {
        Request::Judge(JudgeRequest {
            job,
            candidate: Candidate::Real,
            seed: 1,
            n,
            pixels: vec![],
        })
    };
    assert_eq!(refused(judge(0)), count(0, MOST_JUDGED));
    let given = Request::Judge(JudgeRequest {
        job,
        candidate: Candidate::Given,
        seed: 1,
        n: 2,
        pixels: vec![0; 784],
    });
    let too_few = RequestProblem::Images { given: 1, most: 2 };
    assert_eq!(refused(given), too_few);
    let encode = Request::Encode(EncodeRequest {
        job,
        model,
        pixels: vec![0; 783],
        seed: 1,
    });
    assert!(matches!(
        refused(encode),
        RequestProblem::Pixels { given: 783, .. }
    ));
    let bound = |value, n_samples, n_repeats| {
        Request::Bound(BoundRequest {
            job,
            model: VaeId::Good,
            pixels: vec![value; 784],
            seed: 1,
            n_samples,
            n_repeats,
        })
    };
    assert_eq!(refused(bound(0, 0, 1)), count(0, MOST_LATENTS));
    assert_eq!(refused(bound(0, 1, 0)), count(0, MOST_REPEATS));
    assert_eq!(refused(bound(255, 1, 1)), count(255, 1));
    let labels = Request::FewLabels(FewLabelsRequest {
        job,
        model,
        n_labels: 50,
        seed: 1,
    });
    assert!(matches!(
        refused(labels),
        RequestProblem::Count { given: 50, .. }
    ));
    assert!(engine.is_idle());
}
