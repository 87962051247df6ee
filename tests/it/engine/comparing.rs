//! Models side by side, by a clock that counts.

use std::cell::Cell;

use density_lab::ml::metrics::bits_per_dim;
use density_lab::protocol::*;
use density_lab::worker::clock::Clock;
use density_lab::worker::engine::{Effect, Engine};
use serde_json::Value;

use super::{finish, run};
use crate::support::{asset, digits, file, shipped, shipped_rnn};

/// Milliseconds that pass from one look at the clock to the next.
const TICK_MS: f64 = 3.0;

/// An engine with the files that `contender` needs, and a clock that goes on at each look.
fn ready(contender: Contender) -> Engine {
    let now_ms = Cell::new(0.0);
    let mut engine = Engine::new(Clock::new(move || {
        now_ms.set(now_ms.get() + TICK_MS);
        now_ms.get()
    }));
    for needed in contender.needs() {
        engine.handle(Request::Load {
            job: JobId(0),
            asset: needed,
        });
        engine.fetched(needed, Ok(&asset(needed)));
        run(&mut engine);
    }
    engine
}

fn compare(contender: Contender, seed: u64, n_images: u16) -> Request {
    Request::Compare(CompareRequest {
        job: JobId(1),
        contender,
        seed,
        n_images,
        wants_likelihood: true,
    })
}

/// All that is told of a contender.
#[derive(Debug, Default)]
struct Told {
    facts: Option<ModelFacts>,
    pixels: Vec<u8>,
    timed: Option<(f32, u32)>,
    judgement: Option<Judgement>,
    near: (Vec<u8>, Vec<f32>),
    scored: Option<(u16, Likelihood)>,
}

impl Told {
    fn hear(&mut self, event: Event) {
        let Event::Compare { event, .. } = event else {
            panic!("{event:?}")
        };
        match event {
            CompareEvent::Facts(facts) => self.facts = Some(facts),
            CompareEvent::Drawn { first, pixels } => {
                assert_eq!(usize::from(first) * 784, self.pixels.len());
                self.pixels.extend(pixels);
            }
            CompareEvent::Timed {
                ms_per_image,
                n_timed,
            } => self.timed = Some((ms_per_image, n_timed)),
            CompareEvent::Judged(judgement) => self.judgement = Some(judgement),
            CompareEvent::Near { pixels, distances } => self.near = (pixels, distances),
            CompareEvent::Scored {
                n_digits,
                likelihood,
            } => self.scored = Some((n_digits, likelihood)),
        }
    }
}

fn measured(contender: Contender, seed: u64, n_images: u16) -> Told {
    let mut engine = ready(contender);
    engine.handle(compare(contender, seed, n_images));
    let mut events = finish(&mut engine);
    assert_eq!(events.pop(), Some(Event::Done { job: JobId(1) }));
    let mut told = Told::default();
    events.into_iter().for_each(|event| told.hear(event));
    told
}

fn figure(model: &str, name: &str) -> f64 {
    let manifest: Value =
        serde_json::from_slice(&file(&format!("public/weights/{model}.json"))).unwrap();
    manifest["figures"][name].as_f64().unwrap()
}

#[test]
fn the_binary_net_is_measured_and_its_likelihood_is_its_manifests() {
    let told = measured(Contender::Pixels(PixelNet::CnnBinary), 7, 18);
    let facts = told.facts.unwrap();
    let weights = Asset::Weights(PixelNet::CnnBinary.id());
    assert_eq!(facts.n_bytes, asset(weights).len() as u64);
    assert_eq!((facts.n_parameters, facts.n_stages), (84_508, 784));
    assert_eq!(
        facts.recorded,
        [figure("pixelcnn_binary", "pixelcnn_binary.nll")]
    );
    // Two chunks, a tick for every four pixels of each.
    let (ms, n_timed) = told.timed.unwrap();
    assert_eq!(n_timed, 18);
    let expected = 2.0 * 784.0 / 4.0 * TICK_MS / 18.0;
    assert!(
        (f64::from(ms) - expected).abs() < 1e-3,
        "{ms}, expected {expected}"
    );
    assert_eq!(told.pixels.len(), 18 * 784);
    assert!(told.pixels.iter().all(|value| [0, 255].contains(value)));
    let judgement = told.judgement.unwrap();
    assert!((1.0..=10.0).contains(&judgement.score) && judgement.n_covered >= 4);
    assert_eq!((told.near.0.len(), told.near.1.len()), (18 * 784, 18));
    assert!(
        told.near
            .1
            .iter()
            .all(|distance| (0.01..0.5).contains(distance))
    );
    let Some((200, Likelihood::Binary { nats })) = told.scored else {
        panic!("{:?}", told.scored)
    };
    let written = figure("pixelcnn_binary", "pixelcnn_binary.nll_200");
    assert!(
        (f64::from(nats) - written).abs() < 0.02,
        "{nats}, written {written}"
    );
}

#[test]
fn the_vaes_bounds_are_its_manifests_and_its_means_have_none() {
    let told = measured(Contender::VaeDrawn, 7, 16);
    let Some((
        200,
        Likelihood::Bound {
            elbo,
            weighted,
            n_latents: 256,
        },
    )) = told.scored
    else {
        panic!("{:?}", told.scored)
    };
    let written = -figure("vae", "vae.elbo_200");
    assert!(
        (f64::from(elbo) - written).abs() < 0.2,
        "{elbo}, written {written}"
    );
    assert!(weighted < elbo - 2.0, "{weighted}, {elbo}");
    // The decoder is a half of the file's numbers.
    let facts = told.facts.unwrap();
    assert_eq!(
        (facts.n_parameters, facts.n_stages),
        (33 * 352 + 353 * 352 + 353 * 784, 1)
    );
    assert_eq!(facts.multiply_adds, 32 * 352 + 352 * 352 + 352 * 784);
    let recorded = ["vae.elbo", "vae.nll"].map(|name| figure("vae", name));
    assert_eq!(facts.recorded, recorded);
    // Timed again and again until the clock has gone far enough.
    let (ms, n_timed) = told.timed.unwrap();
    assert!(f64::from(ms) * f64::from(n_timed) >= 100.0);
    assert_eq!(f64::from(n_timed), 16.0 * (100.0 / TICK_MS).ceil());

    let means = measured(Contender::VaeMeans, 7, 16);
    assert_eq!(means.scored, None);
    let is_grey = |value: &u8| ![0, 255].contains(value);
    assert!(means.pixels.iter().any(is_grey) && !told.pixels.iter().any(is_grey));
}

/// The mean so far, over the first digits: all 200 take long, and the nets' own figures on them are
/// held against the manifests elsewhere.
#[test]
fn the_grey_nets_bits_are_those_of_the_whole_net_at_once() {
    const N_DIGITS: u16 = 32;
    for net in [PixelNet::Rnn, PixelNet::Cnn] {
        let contender = Contender::Pixels(net);
        let mut engine = ready(contender);
        engine.handle(compare(contender, 7, 1));
        let mut told = Told::default();
        while told.scored.is_none_or(|(n, _)| n < N_DIGITS) {
            run(&mut engine)
                .into_iter()
                .for_each(|event| told.hear(event));
            engine.handle(Request::Ack { job: JobId(1) });
        }
        let Some((n, Likelihood::Grey { bits_per_pixel })) = told.scored else {
            panic!("{net:?}: {:?}", told.scored)
        };
        let digits = digits();
        let digits = digits.first(n.into());
        let expected = match net {
            PixelNet::Rnn => bits_per_dim(&shipped_rnn(), digits, |_| ()),
            _ => bits_per_dim(&shipped(), digits, |_| ()),
        };
        let expected = expected.unwrap();
        assert!(
            (f64::from(bits_per_pixel) - expected).abs() < 1e-4,
            "{net:?}: {bits_per_pixel}, expected {expected}"
        );
        let name = net.id().name();
        let recorded = figure(name, &format!("{name}.bits_per_dim"));
        assert_eq!(told.facts.unwrap().recorded, [recorded]);
    }
}

#[test]
fn an_autoencoder_is_measured_on_what_it_draws_elsewhere_and_has_no_likelihood() {
    let size = CodeSize::Eight;
    let (seed, n) = (7, 20);
    let told = measured(Contender::Autoencoder(size), seed, n);
    assert_eq!(told.scored, None);
    let facts = told.facts.unwrap();
    let weights = Asset::Weights(ModelId::Autoencoder(size));
    assert_eq!(facts.n_bytes, asset(weights).len() as u64);
    // The decoder's layers: 8 numbers, 64, 128, and the pixels.
    assert_eq!(
        (facts.n_parameters, facts.multiply_adds),
        (9 * 64 + 65 * 128 + 129 * 784, 8 * 64 + 64 * 128 + 128 * 784)
    );
    assert_eq!((facts.n_stages, facts.recorded), (1, vec![]));
    let (ms, n_timed) = told.timed.unwrap();
    assert!(f64::from(ms) * f64::from(n_timed) >= 100.0);
    let judgement = told.judgement.unwrap();
    assert!(
        (1.0..=10.0).contains(&judgement.score) && judgement.n_covered >= 4,
        "{judgement:?}"
    );
    assert_eq!((told.near.0.len(), told.near.1.len()), (20 * 784, 20));
    assert!(told.near.1.iter().all(|far| (0.01..0.5).contains(far)));

    let mut engine = ready(Contender::Autoencoder(size));
    engine.handle(Request::Decode(DecodeRequest {
        job: JobId(2),
        model: LatentModel::Autoencoder(size),
        codes: Codes::Fitted { n, seed },
        pixels: Pixels::Means,
        picture: 0,
    }));
    let events = finish(&mut engine);
    let [Event::Decoded { pixels, .. }, _] = &events[..] else {
        panic!("{events:?}")
    };
    // In chunks of other sizes sums are rounded otherwise.
    let is_near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= 1;
    assert_eq!(pixels.len(), told.pixels.len());
    assert!(pixels.iter().zip(&told.pixels).all(is_near));
}

#[test]
fn real_digits_are_measured_like_the_others_and_made_by_none() {
    let told = measured(Contender::Real, 3, 20);
    assert!(told.facts.is_none() && told.timed.is_none() && told.scored.is_none());
    let digits = digits();
    let all: Vec<&[u8]> = (0..digits.len()).map(|i| digits.get(i)).collect();
    assert!(told.pixels.chunks(784).all(|digit| all.contains(&digit)));
    let other = measured(Contender::Real, 4, 20);
    assert_ne!(told.pixels, other.pixels);
    let judgement = told.judgement.unwrap();
    assert!(
        judgement.score > 5.0 && judgement.sharpness < 0.02,
        "{judgement:?}"
    );
}

#[test]
fn a_comparison_stops_within_a_step_and_the_newest_of_a_kind_counts() {
    let mut engine = ready(Contender::Gan);
    engine.handle(compare(Contender::Gan, 1, 64));
    for _ in 0..3 {
        engine.step();
        engine.handle(Request::Ack { job: JobId(1) });
    }
    let effects = engine.handle(Request::Cancel { job: JobId(1) });
    let cancelled = Effect::Send(Event::Cancelled { job: JobId(1) });
    assert_eq!(effects, std::slice::from_ref(&cancelled));
    assert!(engine.is_idle());
    engine.handle(compare(Contender::Gan, 1, 64));
    let newer = Request::Compare(CompareRequest {
        job: JobId(2),
        contender: Contender::Gan,
        seed: 2,
        n_images: 1,
        wants_likelihood: false,
    });
    assert_eq!(engine.handle(newer), [cancelled]);
    assert_eq!(
        finish(&mut engine).pop(),
        Some(Event::Done { job: JobId(2) })
    );
}

#[test]
fn no_images_and_too_many_are_refused() {
    for given in [0, 201] {
        let effects = Engine::default().handle(compare(Contender::Gan, 1, given));
        let failure = Failure::Request(RequestProblem::Count {
            given: given.into(),
            most: 200,
        });
        let job = JobId(1);
        assert_eq!(effects, [Effect::Send(Event::Failed { job, failure })]);
    }
}

#[test]
fn a_manifest_without_its_figure_is_told() {
    let manifest = Asset::Manifest(ModelId::Vae(VaeId::Good));
    let mut engine = Engine::default();
    engine.handle(compare(Contender::VaeDrawn, 1, 16));
    let effects = engine.fetched(manifest, Ok(b"{}"));
    let failure = Failure::File {
        file: "weights/vae.json".to_owned(),
        problem: FileProblem::FigureMissing {
            figure: "vae.elbo".to_owned(),
        },
    };
    let job = JobId(1);
    assert_eq!(effects, [Effect::Send(Event::Failed { job, failure })]);
}

#[test]
fn nets_of_greys_draw_what_they_draw_elsewhere() {
    let net = PixelNet::Rnn;
    let mut engine = ready(Contender::Pixels(net));
    engine.handle(Request::Compare(CompareRequest {
        job: JobId(1),
        contender: Contender::Pixels(net),
        seed: 7,
        n_images: 1,
        wants_likelihood: false,
    }));
    let events = finish(&mut engine);
    let pixels = events.iter().find_map(|event| match event {
        Event::Compare {
            event: CompareEvent::Drawn { pixels, .. },
            ..
        } => Some(pixels.clone()),
        _ => None,
    });
    let mut request = super::sample(2, &[], 784);
    request.model = net;
    let (drawn, _) = super::draw(&mut engine, request);
    assert_eq!(pixels, Some(drawn[0].pixels.clone()));
}
