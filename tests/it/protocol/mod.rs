//! The wire: what goes in comes out, and what is no message is refused in words.

mod compare;
mod explore;
mod gan;
mod latent;

use density_lab::ml::rng::{Draws, Purpose};
use density_lab::protocol::*;

const JOB: JobId = JobId(3);

fn requests() -> Vec<Request> {
    let mut requests = vec![
        Request::Ping { nonce: u64::MAX },
        Request::Load {
            job: JOB,
            asset: Asset::Weights(PixelNet::Cnn.id()),
        },
        Request::Load {
            job: JOB,
            asset: Asset::GreyCounts,
        },
        Request::Sample(SampleRequest {
            job: JOB,
            model: PixelNet::Cnn,
            seed: 7,
            images: vec![2, 9],
            temperatures: vec![TemperatureFrom {
                pixel: 0,
                temperature: 0.5,
            }],
            pixels: vec![vec![0, 255], vec![3, 4]],
            until: 784,
            watched: 1,
        }),
        Request::Look(LookRequest {
            job: JOB,
            model: PixelNet::Cnn,
            pixels: vec![1; 784],
            pixel: 783,
            temperature: 2.0,
        }),
        Request::Score(ScoreRequest {
            job: JOB,
            model: PixelNet::Cnn,
            pixels: vec![1; 784],
        }),
        Request::Images {
            job: JOB,
            set: ImageSet::Fashion,
        },
        Request::Noise { job: JOB, seed: 9 },
        Request::Nearest(NearestRequest {
            job: JOB,
            pixels: vec![1; 784],
            n_wanted: 5,
        }),
        Request::Train(TrainRequest {
            job: JOB,
            seed: 9,
            until: 200,
            draw_every: 20,
        }),
        Request::Check { job: JOB },
        Request::Ack { job: JOB },
        Request::Cancel { job: JOB },
    ];
    requests.extend(latent::requests());
    requests.extend(gan::requests());
    requests.extend(compare::requests());
    requests.extend(explore::requests());
    requests
}

fn distribution() -> Distribution {
    Distribution {
        pixel: 5,
        temperature: 1.0,
        probabilities: vec![1.0 / 256.0; 256],
        untempered: vec![0.5; 256],
        drawn: Some(Drawn {
            value: 9,
            bits: 8.0,
        }),
        receptive_field: vec![3, 4],
    }
}

fn events() -> Vec<Event> {
    let problems = [
        FileProblem::Status { status: 404 },
        FileProblem::Unreachable,
        FileProblem::NotIdx,
        FileProblem::NotSafetensors,
        FileProblem::Truncated {
            received: 1,
            expected: 2,
        },
        FileProblem::TensorMissing { tensor: "a".into() },
        FileProblem::TensorUnknown { tensor: "b".into() },
        FileProblem::WrongShape {
            tensor: "c".into(),
            expected: vec![1],
            found: vec![],
        },
        FileProblem::WrongType { tensor: "d".into() },
        FileProblem::NotFinite { tensor: "e".into() },
    ];
    let failures = problems
        .map(|problem| Failure::File {
            file: "weights/a".into(),
            problem,
        })
        .into_iter()
        .chain([
            Failure::Request(RequestProblem::Pixels { given: 9, until: 1 }),
            Failure::Request(RequestProblem::Temperature { temperature: 9.0 }),
            Failure::Request(RequestProblem::Images { given: 9, most: 1 }),
            Failure::Request(RequestProblem::Steps {
                until: 9,
                draw_every: 0,
            }),
            Failure::Internal {
                detail: "why".into(),
            },
        ])
        .chain(latent::failures());
    let mut events: Vec<Event> = failures
        .map(|failure| Event::Failed { job: JOB, failure })
        .collect();
    events.extend([
        Event::Hello,
        Event::Pong { nonce: 1 },
        Event::Loading {
            asset: Asset::Images(ImageSet::TrainingDigits),
            received: 1,
            total: None,
        },
        Event::Fetched {
            asset: Asset::GreyCounts,
        },
        Event::Loaded {
            model: PixelNet::Cnn.id(),
            n_parameters: 1,
            receptive_field: 2,
            masks: vec![Mask {
                kind: MaskKind::B,
                dilation: 2,
                above: vec![(-2, 2)],
                beside: vec![(0, 0)],
            }],
        },
        Event::Sampled {
            job: JOB,
            first: 5,
            strips: vec![Strip {
                pixels: vec![9],
                bits: vec![8.0],
            }],
            distribution: distribution(),
        },
        Event::Looked {
            job: JOB,
            distribution: distribution(),
        },
        Event::Scored {
            job: JOB,
            bits: vec![8.0; 784],
            histogram_bits: 1500.0,
        },
        Event::Images {
            job: JOB,
            set: ImageSet::TestDigits,
            pixels: vec![7; 1568],
        },
        Event::Noise {
            job: JOB,
            pixels: vec![7; 784],
        },
        Event::Nearest {
            job: JOB,
            neighbours: vec![Neighbour {
                pixels: vec![7; 784],
                distance: 0.1,
            }],
            n_compared: 10_000,
        },
        Event::Trained {
            job: JOB,
            n_steps: 3,
            bits_per_pixel: 2.5,
            digit: vec![7; 784],
            bits: vec![2.5; 784],
        },
        Event::Sketched {
            job: JOB,
            n_steps: 20,
            pixels: vec![vec![7; 112]; 4],
        },
        Event::Checked {
            job: JOB,
            lines: vec![CheckLine {
                name: "rng".into(),
                digest: 1,
            }],
        },
        Event::Done { job: JOB },
        Event::Cancelled { job: JOB },
        Event::Crashed {
            message: "why".into(),
        },
    ]);
    events.extend(latent::events());
    events.extend(gan::events());
    events.extend(compare::events());
    events.extend(explore::events());
    events
}

#[test]
fn every_message_comes_back_as_it_was() {
    for request in requests() {
        assert_eq!(decode(&encode(&request)), Ok(request));
    }
    for event in events() {
        assert_eq!(decode(&encode(&event)), Ok(event));
    }
}

#[test]
fn another_version_is_refused_before_anything_is_read() {
    let mut bytes = encode(&Event::Hello);
    bytes[0] ^= 0xff;
    let theirs = u16::from_le_bytes([bytes[0], bytes[1]]);
    assert_eq!(
        decode::<Event>(&bytes),
        Err(DecodeError::Version { theirs })
    );
}

#[test]
fn other_bytes_are_refused_and_never_panic() {
    let draws = Draws::new(1, Purpose::Shuffle);
    for n in 0..2000u64 {
        let mut bytes = encode(&requests()[n as usize % requests().len()]);
        let at = draws.bits(n) as usize % bytes.len();
        match n % 3 {
            0 => bytes[at] ^= 1 << (n % 8),
            1 => bytes.truncate(at),
            _ => bytes.push(n as u8),
        }
        // Some changes are other messages; what matters is that all get an answer.
        let decoded = decode::<Request>(&bytes);
        if n % 3 == 2 {
            assert!(decoded.is_err());
        }
    }
    assert!(decode::<Request>(&[]).is_err());
}

#[test]
fn every_event_of_a_job_names_it_and_three_kinds_end_it() {
    let (ending, other): (Vec<_>, Vec<_>) = events().into_iter().partition(Event::ends_job);
    assert_eq!(ending.len(), 15 + latent::failures().len() + 2);
    assert!(ending.iter().all(|event| event.job() == Some(JOB)));
    assert_eq!(
        other.iter().filter(|event| event.job().is_some()).count(),
        9 + latent::events().len()
            + gan::events().len()
            + explore::events().len()
            + compare::events().len()
    );
}
