//! Autoencoders and VAEs: codes, images of them, verdicts, bounds, and what labels are worth.

use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{finish, ready, sent};
use crate::support::digits;

const CODE_8: LatentModel = LatentModel::Autoencoder(CodeSize::Eight);
const GOOD: LatentModel = LatentModel::Vae(VaeId::Good);
const PLANE: LatentModel = LatentModel::Vae(VaeId::Plane);

/// An engine with the weights of `model` and `assets`.
fn engine(model: LatentModel, assets: &[Asset]) -> Engine {
    let weights = Asset::Weights(model.id());
    ready(&[&[weights], assets].concat())
}

/// All that `request` brings; its job is done in the end.
fn answers(engine: &mut Engine, request: Request) -> Vec<Event> {
    let job = request.starts().unwrap();
    assert_eq!(sent(engine.handle(request)), []);
    let mut events = finish(engine);
    assert_eq!(events.pop(), Some(Event::Done { job }));
    events
}

fn encode(model: LatentModel, pixels: &[u8]) -> Request {
    Request::Encode(EncodeRequest {
        job: JobId(1),
        model,
        pixels: pixels.to_vec(),
        seed: 1,
    })
}

fn decode(model: LatentModel, codes: Codes, pixels: Pixels) -> Request {
    Request::Decode(DecodeRequest {
        job: JobId(2),
        model,
        codes,
        pixels,
        picture: 0,
    })
}

/// The codes and pixels of a decoding.
fn decoded(engine: &mut Engine, request: Request) -> (Vec<f32>, Vec<u8>) {
    let events = answers(engine, request);
    let [Event::Decoded { codes, pixels, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    (codes.clone(), pixels.clone())
}

#[test]
fn an_image_is_its_codes_image() {
    let mut engine = engine(CODE_8, &[]);
    let events = answers(&mut engine, encode(CODE_8, digits().get(0)));
    let [
        Event::Encoded {
            code,
            seen,
            reconstruction,
            squared_error,
            ..
        },
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(seen, digits().get(0));
    assert_eq!(
        (code.mean.len(), code.deviation.len(), code.kl.len()),
        (8, 0, 0)
    );
    let difference = |(a, b): (&u8, &u8)| ((f32::from(*a) - f32::from(*b)) / 255.0).powi(2);
    let sum: f32 = seen.iter().zip(reconstruction).map(difference).sum();
    assert!((sum / 784.0 - squared_error).abs() < 1e-4);
    assert!(*squared_error < 0.03, "{squared_error}");
    let given = Codes::Given(code.mean.clone());
    let (_, pixels) = decoded(&mut engine, decode(CODE_8, given, Pixels::Means));
    assert_eq!(&pixels, reconstruction);
}

#[test]
fn a_vae_sees_ink_and_none_and_says_how_sure_it_is() {
    let mut engine = engine(GOOD, &[]);
    let events = answers(&mut engine, encode(GOOD, digits().get(0)));
    let [Event::Encoded { code, seen, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert!(seen.iter().all(|&value| value <= 1));
    assert_eq!(
        (code.mean.len(), code.deviation.len(), code.kl.len()),
        (32, 32, 32)
    );
    for ((mean, deviation), kl) in code.mean.iter().zip(&code.deviation).zip(&code.kl) {
        let variance = deviation * deviation;
        let expected = 0.5 * (mean * mean + variance - 1.0 - variance.ln());
        assert!((kl - expected).abs() < 1e-3, "{kl} {expected}");
    }
}

#[test]
fn codes_are_drawn_by_their_seed_and_pixels_by_theirs() {
    let digits = Asset::Images(ImageSet::TrainingDigits);
    let mut engine = engine(GOOD, &[digits]);
    let mut draw = |codes: Codes, pixels| decoded(&mut engine, decode(GOOD, codes, pixels));
    let normal = |seed| Codes::Normal { n: 3, seed };
    let fitted = |seed| Codes::Fitted { n: 3, seed };
    let (codes, pixels) = draw(normal(1), Pixels::Means);
    assert_eq!((codes.len(), pixels.len()), (3 * 32, 3 * 784));
    assert_eq!(draw(normal(1), Pixels::Means), (codes.clone(), pixels));
    assert_ne!(draw(normal(2), Pixels::Means).0, codes);
    let (_, ink) = draw(normal(1), Pixels::Drawn { seed: 5 });
    assert!(ink.iter().all(|&value| value == 0 || value == 255));
    assert_eq!(draw(normal(1), Pixels::Drawn { seed: 5 }).1, ink);
    assert_ne!(draw(normal(1), Pixels::Drawn { seed: 6 }).1, ink);
    let (codes, _) = draw(fitted(1), Pixels::Means);
    assert_eq!(draw(fitted(1), Pixels::Means).0, codes);
    assert_ne!(draw(fitted(2), Pixels::Means).0, codes);
}

#[test]
fn only_requests_of_one_picture_take_each_others_place() {
    let mut engine = engine(CODE_8, &[]);
    let request = |job, picture| {
        Request::Decode(DecodeRequest {
            job: JobId(job),
            model: CODE_8,
            codes: Codes::Normal { n: 1, seed: job },
            pixels: Pixels::Means,
            picture,
        })
    };
    assert_eq!(sent(engine.handle(request(1, 0))), []);
    assert_eq!(sent(engine.handle(request(2, 1))), []);
    let cancelled = Event::Cancelled { job: JobId(1) };
    assert_eq!(sent(engine.handle(request(3, 0))), [cancelled]);
    assert_eq!(finish(&mut engine).len(), 4);
}

#[test]
fn the_codes_of_a_set_come_with_labels_and_what_each_axis_carries() {
    let set = ImageSet::TestDigits;
    let mut engine = engine(PLANE, &[Asset::Images(set), Asset::Labels(set)]);
    let request = CodesRequest {
        job: JobId(1),
        model: PLANE,
        set,
    };
    let events = answers(&mut engine, Request::Codes(request));
    let [
        Event::Codes {
            means,
            deviations,
            kl,
            labels,
            ..
        },
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!((means.len(), deviations.len()), (400, 400));
    assert_eq!((labels.len(), kl.len()), (200, 2));
    assert_eq!(labels[..3], [7, 2, 1], "MNIST's first test digits");
    assert!(kl.iter().all(|&kl| kl > 1.0), "{kl:?}");
}

#[test]
fn real_digits_please_the_classifier_more_than_codes_from_nowhere() {
    let classifier = Asset::Weights(ModelId::Classifier);
    let digits = Asset::Images(ImageSet::TrainingDigits);
    let mut engine = engine(CODE_8, &[classifier, digits]);
    let mut score = |candidate| {
        let request = JudgeRequest {
            job: JobId(1),
            candidate,
            seed: 1,
            n: 300,
            pixels: vec![],
        };
        let events = answers(&mut engine, Request::Judge(request));
        let mut n_pixels = 0;
        let mut last = None;
        for event in events {
            let Event::Judged {
                verdict, pixels, ..
            } = event
            else {
                panic!("{event:?}")
            };
            n_pixels += pixels.len();
            last = Some(verdict);
        }
        let verdict = last.unwrap();
        assert_eq!((verdict.n, n_pixels), (300, 300 * 784));
        let sum: f32 = verdict.shares.iter().sum();
        assert!((sum - 1.0).abs() < 1e-3);
        verdict.score
    };
    let real = score(Candidate::Real);
    let normal = score(Candidate::Normal(CODE_8));
    println!("real {real}, from a standard normal {normal}");
    assert!(real > 9.0 && normal < real - 1.0);
}

#[test]
fn given_images_are_judged_one_by_one() {
    let classifier = Asset::Weights(ModelId::Classifier);
    let mut engine = engine(CODE_8, &[classifier]);
    // Enough for frames on the way, had the judge drawn them itself.
    let pixels = digits().pixels()[..150 * 784].to_vec();
    let request = JudgeRequest {
        job: JobId(1),
        candidate: Candidate::Given,
        seed: 0,
        n: 150,
        pixels: pixels.clone(),
    };
    let events = answers(&mut engine, Request::Judge(request));
    let [
        Event::Judged {
            verdict,
            pixels: judged,
            classes,
            confidences,
            ..
        },
    ] = &events[..]
    else {
        panic!("{events:?}");
    };
    assert_eq!((verdict.n, judged), (150, &pixels));
    assert_eq!(classes[..3], [7, 2, 1], "MNIST's first test digits");
    assert_eq!((classes.len(), confidences.len()), (150, 150));
    assert!(confidences.iter().all(|p| (0.1..=1.0).contains(p)));
}

/// The estimates agree with the integral by a grid within 0.1 nat, and rise towards it.
#[test]
fn on_the_plane_the_estimate_tightens_to_the_exact_value() {
    let mut engine = engine(PLANE, &[]);
    for digit in [0, 1, 4] {
        let pixels = digits().binarized().get(digit).to_vec();
        let request = BoundRequest {
            job: JobId(1),
            model: VaeId::Plane,
            pixels,
            seed: 1,
            n_samples: 1_024,
            n_repeats: 4,
        };
        let (mut bound, mut exact, mut estimates) = (None, None, Vec::new());
        for event in answers(&mut engine, Request::Bound(request)) {
            match event {
                Event::Bounded {
                    log_likelihood, kl, ..
                } => bound = Some(log_likelihood - kl.iter().sum::<f32>()),
                Event::Integrated { integral, .. } => {
                    assert_eq!(integral.posterior.len(), usize::from(integral.side).pow(2));
                    exact = Some(integral.log_likelihood);
                }
                Event::Estimated {
                    proposal,
                    n_samples,
                    estimates: of_repeats,
                    ..
                } => estimates.push((proposal, n_samples, of_repeats)),
                event => panic!("{event:?}"),
            }
        }
        let (bound, exact) = (bound.unwrap(), exact.unwrap());
        assert_eq!(
            estimates.len(),
            2 * 11,
            "1, 2, 4 .. 1024, by either proposal"
        );
        let mean = |of: &[f32]| of.iter().sum::<f32>() / of.len() as f32;
        let (proposal, n_samples, last) = &estimates[10];
        assert_eq!((*proposal, *n_samples), (Proposal::Posterior, 1_024));
        println!("bound {bound}, estimate {}, exact {exact}", mean(last));
        assert!((mean(last) - exact).abs() < 0.1);
        // By 256 latents the bound itself is known to a few tenths of a nat.
        assert!(bound < exact + 0.3);
        assert!(mean(&estimates[0].2) < exact + 1.0);
    }
}

#[test]
fn a_few_labels_are_tried_alike_each_time() {
    let model = LatentModel::Autoencoder(CodeSize::ThirtyTwo);
    let sets = [ImageSet::TrainingDigits, ImageSet::MoreTestDigits];
    let assets: Vec<Asset> = (sets.map(Asset::Images).into_iter())
        .chain(sets.map(Asset::Labels))
        .collect();
    let mut engine = engine(model, &assets);
    let mut last = |seed| {
        let request = FewLabelsRequest {
            job: JobId(1),
            model,
            n_labels: 30,
            seed,
        };
        let events = answers(&mut engine, Request::FewLabels(request));
        assert!(matches!(&events[0], Event::Labelled { labels, .. } if labels.len() == 30));
        let Some(Event::Tried { trial, .. }) = events.last() else {
            panic!("{:?}", events.last())
        };
        *trial
    };
    let trial = last(1);
    println!("{trial:?}");
    assert_eq!(trial, last(1));
    assert_ne!(trial, last(2));
    assert_eq!(trial.n_tested, 2_000);
    // Guessing is right once in ten times.
    assert!(trial.code > 0.4 && trial.pixels > 0.4 && trial.scratch > 0.4);
}
