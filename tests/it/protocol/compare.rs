//! What is said of models side by side.

use density_lab::protocol::*;

use super::JOB;

pub fn requests() -> Vec<Request> {
    let request = |contender: Contender| {
        Request::Compare(CompareRequest {
            job: JOB,
            contender,
            seed: u64::MAX,
            n_images: 64,
            wants_likelihood: contender.is_scored(),
        })
    };
    let mut requests: Vec<Request> = Contender::ALL.into_iter().map(request).collect();
    requests.push(Request::Load {
        job: JOB,
        asset: Asset::Manifest(PixelNet::CnnBinary.id()),
    });
    requests
}

pub fn events() -> Vec<Event> {
    let likelihoods = [
        Likelihood::Grey {
            bits_per_pixel: 0.86,
        },
        Likelihood::Binary { nats: 82.5 },
        Likelihood::Bound {
            elbo: 90.0,
            weighted: 87.0,
            n_latents: 256,
        },
    ];
    let scored = likelihoods.map(|likelihood| CompareEvent::Scored {
        n_digits: 200,
        likelihood,
    });
    let others = [
        CompareEvent::Facts(ModelFacts {
            n_parameters: 1,
            n_bytes: u64::MAX,
            multiply_adds: 3,
            n_stages: 784,
            recorded: vec![-89.9, 86.4],
        }),
        CompareEvent::Drawn {
            first: 16,
            pixels: vec![7; 784],
        },
        CompareEvent::Timed {
            ms_per_image: 20.5,
            n_timed: 64,
        },
        CompareEvent::Judged(Judgement {
            score: 9.5,
            n_covered: 10,
            sharpness: 0.01,
            excess: -0.01,
        }),
        CompareEvent::Near {
            pixels: vec![1; 784],
            distances: vec![0.125],
        },
    ];
    let all = scored.into_iter().chain(others);
    all.map(|event| Event::Compare { job: JOB, event })
        .collect()
}

/// Each of them has files, and a density that is told has a manifest.
#[test]
fn what_is_scored_is_what_has_figures() {
    for contender in Contender::ALL {
        let recorded = contender.model().map_or(&[][..], ModelId::recorded);
        assert!(!contender.is_scored() || !recorded.is_empty());
        let has_manifest = contender
            .needs()
            .iter()
            .any(|a| matches!(a, Asset::Manifest(_)));
        assert_eq!(has_manifest, contender.is_scored(), "{contender:?}");
    }
}
