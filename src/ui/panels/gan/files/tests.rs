use super::*;
use crate::protocol::Verdict;
use crate::ui::panels::gan::run::USUAL;

fn run() -> GanRun {
    GanRun {
        net: GanNet::Convolutional,
        seed: 4,
        start: GanStart::Fresh,
        attempt: 6,
        past: vec![Stretch {
            turn: Turn::Both,
            n_steps: 20,
            settings: USUAL,
        }],
    }
}

fn request(requests: &[Request]) -> &GanRequest {
    match requests {
        [Request::Gan(request)] => request,
        other => panic!("{other:?}"),
    }
}

fn sketched(job: JobId) -> Event {
    Event::Gan {
        job,
        event: GanEvent::Sketched {
            n_steps: 0,
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

fn failed(job: JobId, file: &str, problem: &FileProblem) -> Event {
    Event::Failed {
        job,
        failure: Failure::File {
            file: file.to_owned(),
            problem: problem.clone(),
        },
    }
}

fn missing(tensor: &str) -> FileProblem {
    FileProblem::TensorMissing {
        tensor: tensor.to_owned(),
    }
}

fn load(files: &mut Files) -> GanRequest {
    let requests = files.load("mine.safetensors".to_owned(), vec![1, 2], &run(), USUAL);
    request(&requests).clone()
}

#[test]
fn a_pair_becomes_a_file_that_says_whose_it_is() {
    let mut files = Files::new(JobIds::block(1));
    let requests = files.save(run(), 120);
    let GanRequest { job, run: of, act } = request(&requests).clone();
    assert_eq!((of, act), (run(), GanAct::Save));
    assert!(files.is_saving());
    let event = GanEvent::Saved { bytes: vec![7, 8] };
    files.apply(&Event::Gan { job, event });
    files.apply(&Event::Done { job });
    let download = files.download.clone().unwrap();
    assert_eq!(
        (download.number, download.name.as_str(), &download.bytes[..]),
        (1, "gan-conv-120.safetensors", &[7, 8][..])
    );
    assert!(!files.is_saving() && files.close().is_empty());
    assert_eq!(file_name(GanNet::Dense, 0, "csv"), "gan-dense-0.csv");
}

#[test]
fn a_pair_that_fits_is_what_the_run_begins_with() {
    let mut files = Files::new(JobIds::block(1));
    let GanRequest {
        job,
        run: tried,
        act,
    } = load(&mut files);
    assert_eq!((tried.attempt, tried.seed, tried.past.len()), (7, 4, 0));
    assert!(matches!(act, GanAct::Train { next, .. } if next.n_steps == 0));
    assert_eq!(files.trying(), Some("mine.safetensors"));
    assert_eq!(files.take_loaded(), None, "it is not known to fit");
    files.apply(&sketched(job));
    assert_eq!(files.take_loaded(), Some(tried));
    assert_eq!((files.take_loaded(), files.trying()), (None, None));
}

#[test]
fn a_file_that_does_not_fit_is_tried_with_the_other_nets() {
    let mut files = Files::new(JobIds::block(1));
    let first = load(&mut files);
    let requests = files.apply(&failed(first.job, "mine.safetensors", &missing("a")));
    let second = request(&requests).clone();
    assert_eq!(second.run.net, GanNet::Dense);
    assert_eq!(files.trouble(), Trouble::default(), "not refused yet");
    files.apply(&sketched(second.job));
    assert_eq!(files.take_loaded().map(|run| run.net), Some(GanNet::Dense));
}

#[test]
fn what_is_no_pair_is_refused_once_and_another_is_asked_for() {
    let told = |problems: &[FileProblem]| {
        let mut files = Files::new(JobIds::block(1));
        let mut job = load(&mut files).job;
        for (i, problem) in problems.iter().enumerate() {
            let requests = files.apply(&failed(job, "mine.safetensors", problem));
            match i + 1 == problems.len() {
                true => assert_eq!(requests, []),
                false => job = request(&requests).job,
            }
        }
        assert_eq!((files.take_loaded(), files.trying()), (None, None));
        let Some(Failure::File { problem, .. }) = files.trouble().failure else {
            panic!("no trouble");
        };
        assert_eq!(files.retry(), []);
        assert_eq!((files.n_wanted, files.trouble()), (1, Trouble::default()));
        problem
    };
    // No other nets would help.
    let not_finite = FileProblem::NotFinite {
        tensor: "b".to_owned(),
    };
    for problem in [FileProblem::NotSafetensors, not_finite.clone()] {
        assert_eq!(told(std::slice::from_ref(&problem)), problem);
    }
    assert_eq!(told(&[missing("a"), missing("b")]), missing("a"));
    assert_eq!(told(&[missing("a"), not_finite.clone()]), not_finite);
}

#[test]
fn what_is_not_the_files_fault_is_tried_again_with_the_same_file() {
    let mut files = Files::new(JobIds::block(1));
    let job = load(&mut files).job;
    let other = failed(job, "data/digits", &FileProblem::Unreachable);
    assert_eq!(files.apply(&other), []);
    assert!(files.trouble().failure.is_some());
    let again = files.retry();
    assert_eq!(own_name(&request(&again).run), "mine.safetensors");
    let job = request(&again).job;
    files.apply(&Event::Cancelled { job });
    assert_eq!(files.trying(), None);
    assert_eq!(files.retry(), []);

    let requests = files.save(run(), 3);
    let job = request(&requests).job;
    files.apply(&failed(job, "data/digits", &FileProblem::Unreachable));
    assert!(!files.is_saving());
    let again = files.retry();
    assert_eq!(request(&again).act, GanAct::Save);
    assert_eq!(files.close().len(), 1);
}

#[test]
fn a_file_that_the_browser_does_not_hand_over_is_told() {
    let mut files = Files::new(JobIds::block(1));
    files.fail("mine".to_owned(), FileProblem::Unreadable);
    assert!(files.trouble().failure.is_some());
    load(&mut files);
    assert_eq!(files.trouble(), Trouble::default());
}
