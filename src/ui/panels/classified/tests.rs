use super::*;
use crate::protocol::Verdict;

fn judge(requests: &[Request]) -> Option<JudgeRequest> {
    requests.iter().find_map(|request| match request {
        Request::Judge(request) => Some(request.clone()),
        _ => None,
    })
}

/// The classifier says so of each image.
fn say(classified: &mut Classified, job: JobId, confidences: &[f32]) {
    let n = confidences.len();
    classified.apply(&Event::Judged {
        job,
        verdict: Verdict {
            n: n as u16,
            score: 1.0,
            shares: vec![],
            confidence: 0.5,
        },
        pixels: vec![],
        classes: (0..n as u8).collect(),
        confidences: confidences.to_vec(),
    });
    classified.apply(&Event::Done { job });
}

#[test]
fn real_digits_are_judged_once_and_images_when_they_change() {
    let mut classified = Classified::new(JobIds::block(1));
    let images = vec![1; 2 * N_PIXELS];
    assert_eq!(classified.seek(&images), [], "not wanted");
    classified.is_wanted = true;
    let Some(Request::Images { job, set }) = classified.seek(&images).pop() else {
        panic!("the real digits");
    };
    let pixels = vec![9; 3 * N_PIXELS];
    classified.apply(&Event::Images { job, set, pixels });
    classified.apply(&Event::Done { job });

    let asked = judge(&classified.seek(&images)).unwrap();
    assert_eq!((asked.n, asked.pixels.len()), (5, 5 * N_PIXELS));
    assert_eq!((asked.pixels[0], asked.pixels[4 * N_PIXELS]), (9, 1));
    assert_eq!(classified.seek(&images), []);
    say(&mut classified, asked.job, &[1.0, 0.95, 0.2, 0.5, 0.9]);
    let found = classified.found.clone().unwrap();
    assert_eq!(
        (found.classes.as_slice(), found.confidences.as_slice()),
        (&[3, 4][..], &[0.5, 0.9][..])
    );
    assert_eq!(found.real, Sureness { sure: 2, n: 3 });
    assert_eq!(found.sureness(), Sureness { sure: 1, n: 2 });

    let others = vec![2; N_PIXELS];
    let asked = judge(&classified.seek(&others)).unwrap();
    assert_eq!((asked.n, asked.pixels), (1, others));
    say(&mut classified, asked.job, &[1.0]);
    assert_eq!(classified.found.as_ref().unwrap().real.n, 3);
    classified.is_wanted = false;
    classified.seek(&images);
    assert_eq!(classified.found, None);
}

/// In Python: `sum(comb(n, i) * p**i * (1 - p)**(n - i) for i in range(k + 1))`, p = 196 / 202.
#[test]
fn the_chance_is_that_of_a_binomial_distribution() {
    let others = Sureness { sure: 195, n: 200 };
    for (sure, n, chance) in [(16, 16, 1.0), (11, 16, 7.673_5e-5), (0, 1, 0.029_703)] {
        let found = Sureness { sure, n }.chance_among(others);
        assert!(
            (found / chance - 1.0).abs() < 1e-3,
            "{sure} of {n}: {found}"
        );
    }
}

#[test]
fn fewer_sure_ones_than_chance_makes_are_a_finding() {
    let outcome = |sure: usize, n: usize| {
        let mut confidences = vec![0.5; n];
        confidences[..sure].fill(1.0);
        let mut classified = Classified::new(JobIds::block(1));
        classified.found = Some(Arc::new(Verdicts {
            pixels: vec![],
            classes: vec![0; n],
            confidences,
            real: Sureness { sure: 195, n: 200 },
        }));
        classified.finding().map(|measured| measured.outcome)
    };
    assert_eq!(outcome(10, 16), Some(Outcome::Holds));
    assert_eq!(outcome(15, 16), Some(Outcome::Unclear));
    assert_eq!(outcome(16, 16), Some(Outcome::Fails));
    assert_eq!(Classified::new(JobIds::block(1)).finding(), None);
}
