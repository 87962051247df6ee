//! What is said of autoencoders and VAEs.

use density_lab::protocol::*;

use super::JOB;

const MODEL: LatentModel = LatentModel::Vae(VaeId::Plane);

pub fn requests() -> Vec<Request> {
    let decode = |codes, pixels| {
        Request::Decode(DecodeRequest {
            job: JOB,
            model: LatentModel::Autoencoder(CodeSize::Eight),
            codes,
            pixels,
            picture: 2,
        })
    };
    vec![
        Request::Load {
            job: JOB,
            asset: Asset::Labels(ImageSet::MoreTestDigits),
        },
        Request::Encode(EncodeRequest {
            job: JOB,
            model: MODEL,
            pixels: vec![9; 784],
            seed: 4,
        }),
        decode(Codes::Given(vec![0.5; 8]), Pixels::Means),
        decode(Codes::Normal { n: 3, seed: 1 }, Pixels::Drawn { seed: 2 }),
        decode(Codes::Fitted { n: 3, seed: 1 }, Pixels::Means),
        Request::Codes(CodesRequest {
            job: JOB,
            model: MODEL,
            set: ImageSet::TestDigits,
        }),
        Request::Judge(JudgeRequest {
            job: JOB,
            candidate: Candidate::Fitted(MODEL),
            seed: 1,
            n: 500,
            pixels: vec![],
        }),
        Request::Judge(JudgeRequest {
            job: JOB,
            candidate: Candidate::Given,
            seed: 0,
            n: 2,
            pixels: vec![7; 1568],
        }),
        Request::Bound(BoundRequest {
            job: JOB,
            model: VaeId::Good,
            pixels: vec![1; 784],
            seed: 1,
            n_samples: 64,
            n_repeats: 5,
        }),
        Request::FewLabels(FewLabelsRequest {
            job: JOB,
            model: MODEL,
            n_labels: 100,
            seed: 3,
        }),
        Request::TrainLatent(TrainLatentRequest {
            job: JOB,
            net: LatentNet::Vae { beta: 4.0 },
            seed: 1,
            until: 100,
            learning_rate: 1e-3,
            draw_every: 5,
        }),
    ]
}

pub fn failures() -> Vec<Failure> {
    vec![
        Failure::Request(RequestProblem::Codes { given: 3 }),
        Failure::Request(RequestProblem::Count { given: 0, most: 9 }),
        Failure::Request(RequestProblem::Rate { given: -1.0 }),
    ]
}

/// Each of a job, none the last of it.
pub fn events() -> Vec<Event> {
    vec![
        Event::Encoded {
            job: JOB,
            code: Code {
                mean: vec![0.5; 2],
                deviation: vec![0.1; 2],
                kl: vec![3.0; 2],
            },
            seen: vec![1; 784],
            reconstruction: vec![200; 784],
            squared_error: 0.1,
        },
        Event::Decoded {
            job: JOB,
            codes: vec![0.5; 2],
            pixels: vec![9; 784],
        },
        Event::Codes {
            job: JOB,
            set: ImageSet::TestDigits,
            means: vec![0.5; 4],
            deviations: vec![],
            kl: vec![],
            labels: vec![7, 2],
        },
        Event::Judged {
            job: JOB,
            verdict: Verdict {
                n: 20,
                score: 8.5,
                shares: vec![0.1; 10],
                confidence: 0.9,
            },
            pixels: vec![9; 1568],
            classes: vec![7, 2],
            confidences: vec![0.9, 0.5],
        },
        Event::Bounded {
            job: JOB,
            log_likelihood: -70.0,
            n_samples: 256,
            kl: vec![3.0; 2],
        },
        Event::Estimated {
            job: JOB,
            proposal: Proposal::Prior,
            n_samples: 64,
            estimates: vec![-90.0; 5],
        },
        Event::Integrated {
            job: JOB,
            integral: Integral {
                log_likelihood: -120.0,
                posterior: vec![1.0; 4],
                side: 2,
                middle: [0.0, 1.0],
                half_width: 0.5,
            },
        },
        Event::Progressed {
            job: JOB,
            part: 0.5,
        },
        Event::Labelled {
            job: JOB,
            pixels: vec![9; 784],
            labels: vec![4],
        },
        Event::Tried {
            job: JOB,
            trial: Trial {
                code: 0.8,
                pixels: 0.7,
                scratch: 0.6,
                n_tested: 2_000,
            },
        },
        Event::LatentTrained {
            job: JOB,
            n_steps: 3,
            reconstruction: 150.0,
            kl: vec![1.0; 10],
        },
        Event::LatentSketched {
            job: JOB,
            n_steps: 20,
            digits: vec![9; 784],
            reconstructions: vec![8; 784],
            samples: vec![7; 784],
        },
        Event::Diverged {
            job: JOB,
            n_steps: 42,
            kept: 40,
        },
    ]
}
