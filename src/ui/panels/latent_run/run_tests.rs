use super::*;
use crate::protocol::{CodeSize, Event, Failure, FileProblem, LatentNet};

/// A run that has been opened, and whose first pictures have come.
fn begun() -> Run {
    let mut run = Run::new(Learner::Vae, JobIds::block(1));
    let first = asked(&run.open(Plan::new(Learner::Vae)));
    assert_eq!((first.until, first.seed), (0, 1));
    run.apply(&sketched(first.job, 0));
    run.apply(&Event::Done { job: first.job });
    run
}

fn asked(requests: &[Request]) -> TrainLatentRequest {
    let train = requests.iter().find_map(|request| match request {
        Request::TrainLatent(train) => Some(train.clone()),
        _ => None,
    });
    train.expect("a run")
}

fn trained(job: JobId, n_steps: u32) -> Event {
    Event::LatentTrained {
        job,
        n_steps,
        reconstruction: 500.0 / n_steps as f32,
        kl: vec![0.5, 0.001],
    }
}

fn sketched(job: JobId, n_steps: u32) -> Event {
    Event::LatentSketched {
        job,
        n_steps,
        digits: vec![1],
        reconstructions: vec![2],
        samples: vec![3],
    }
}

/// A step comes, and a frame of the screen passes.
fn make(run: &mut Run, job: JobId, n_steps: u32) -> Vec<Request> {
    assert_eq!(run.apply(&trained(job, n_steps)), []);
    assert!(run.needs_frames());
    run.tick()
}

#[test]
fn a_step_is_one_step_and_clicks_add_up() {
    let mut run = begun();
    let first = asked(&run.step());
    assert_eq!((first.until, run.link().n_steps), (1, 1));
    assert_eq!(run.step(), [], "the job under way is not disturbed");
    assert_eq!(
        make(&mut run, first.job, 1),
        [Request::Ack { job: first.job }]
    );
    let second = asked(&run.apply(&Event::Done { job: first.job }));
    assert_eq!(second.until, 2);
    make(&mut run, second.job, 2);
    assert_eq!(run.apply(&Event::Done { job: second.job }), []);
    assert!(run.is_blank() || run.link().n_steps == 2);
    assert_eq!(run.history.n_steps(), 2);
}

#[test]
fn pausing_keeps_what_is_there_and_pictures_it() {
    let mut run = begun();
    let playing = asked(&run.play_or_pause());
    assert_eq!(playing.until, LAST_STEP);
    assert!(run.is_running());
    make(&mut run, playing.job, 1);
    assert_eq!(run.play_or_pause(), [Request::Cancel { job: playing.job }]);
    assert!(!run.is_running());
    // A step that was on its way counts as well.
    assert_eq!(run.apply(&trained(playing.job, 2)), []);
    assert_eq!((run.plan.n_steps, run.needs_frames()), (2, false));
    let pictures = asked(&run.apply(&Event::Cancelled { job: playing.job }));
    assert_eq!(pictures.until, 2);
    run.apply(&sketched(pictures.job, 2));
    run.apply(&Event::Done { job: pictures.job });
    assert_eq!(run.sketches.n_steps, 2);
    assert_eq!(asked(&run.play_or_pause()).until, LAST_STEP);
}

#[test]
fn a_slider_is_taken_over_between_two_steps_without_losing_the_run() {
    let mut run = begun();
    let first = asked(&run.play());
    make(&mut run, first.job, 1);
    // However far it is dragged, nothing is asked before the next step is there.
    for stop in [8, 9, 10, 16] {
        run.set_beta(stop);
    }
    assert_eq!(run.beta(), 16);
    let requests = make(&mut run, first.job, 2);
    assert_eq!(requests[0], Request::Cancel { job: first.job });
    let second = asked(&requests);
    assert_eq!(second.net, LatentNet::Vae { beta: 100.0 });
    assert_eq!(run.plan.n_steps, 2);
    assert_eq!(
        (run.plan.betas.at(1), run.plan.betas.at(2)),
        (BETAS.usual, 16)
    );
    // Pictures first; a slider that moves on does not keep the run from its next step.
    run.apply(&sketched(second.job, 2));
    run.set_rate(3);
    assert_eq!(run.tick(), [Request::Ack { job: second.job }]);
    let third = asked(&make(&mut run, second.job, 3));
    assert_eq!(third.learning_rate, RATES.value(3));
    assert_eq!(third.net, second.net);
}

#[test]
fn a_link_makes_each_step_with_what_it_was_made_with() {
    let mut plan = Plan::new(Learner::Vae);
    plan.seed = 9;
    plan.n_steps = 5;
    plan.betas.change_from(2, 16);
    plan.rates.change_from(4, 3);
    let mut run = Run::new(Learner::Vae, JobIds::block(1));
    let begin = asked(&run.open(plan.clone()));
    assert_eq!((begin.until, begin.seed), (0, 9));
    assert_eq!(run.link(), plan);
    run.apply(&sketched(begin.job, 0));
    let mut job = asked(&run.apply(&Event::Done { job: begin.job }));
    let mut step = 0;
    for (until, beta, rate) in [
        (2, BETAS.usual, RATES.usual),
        (4, 16, RATES.usual),
        (5, 16, 3),
    ] {
        assert_eq!(job.until, until);
        assert_eq!(job.learning_rate, RATES.value(rate));
        assert_eq!(
            job.net,
            LatentNet::Vae {
                beta: BETAS.value(beta)
            }
        );
        let mut requests = vec![];
        while step < until {
            step += 1;
            requests = make(&mut run, job.job, step);
        }
        // Between two steps that are not made alike.
        if step < 5 {
            job = asked(&requests);
        }
    }
    run.apply(&Event::Done { job: job.job });
    assert!(!run.is_running());
    assert_eq!(run.link(), plan);
}

#[test]
fn a_new_worker_makes_the_steps_of_the_old_one_again_as_they_were() {
    let mut run = begun();
    let first = asked(&run.play());
    make(&mut run, first.job, 1);
    run.set_beta(16);
    let second = asked(&make(&mut run, first.job, 2));
    make(&mut run, second.job, 3);
    // The desk sends the request again to a worker that knows nothing of the run.
    let again = asked(&run.apply(&sketched(second.job, 0)));
    assert_eq!((again.until, again.net), (2, LatentNet::Vae { beta: 1.0 }));
    assert_eq!((run.plan.n_steps, run.history.n_steps()), (0, 0));
    make(&mut run, again.job, 1);
    let further = asked(&make(&mut run, again.job, 2));
    assert_eq!(further.net, LatentNet::Vae { beta: 100.0 });
    assert_eq!(further.until, LAST_STEP);
    assert!(run.is_running());
}

#[test]
fn divergence_stops_goes_back_and_can_go_on() {
    let mut run = begun();
    let job = asked(&run.play()).job;
    run.set_rate(RATES.last());
    for step in 1..=23 {
        if step != 1 {
            run.apply(&trained(job, step));
        }
    }
    let tick = run.tick();
    let job = asked(&tick).job;
    let diverged = Event::Diverged {
        job,
        n_steps: 23,
        kept: 20,
    };
    let pictures = asked(&run.apply(&diverged));
    assert_eq!(pictures.until, 20);
    assert!(!run.is_running());
    assert_eq!(
        run.diverged,
        Some(Diverged {
            n_steps: 23,
            kept: 20
        })
    );
    assert_eq!((run.plan.n_steps, run.history.n_steps()), (20, 20));
    assert_eq!(
        run.rate(),
        RATES.last(),
        "the slider stays where it was put"
    );
    run.apply(&Event::Done { job });
    run.apply(&sketched(pictures.job, 20));
    run.apply(&Event::Done { job: pictures.job });
    run.set_rate(RATES.usual);
    let on = asked(&run.play());
    assert_eq!(on.learning_rate, RATES.value(RATES.usual));
    assert_eq!(run.diverged, None);
}

#[test]
fn another_run_begins_before_it_goes_on_and_hears_nothing_of_the_old_one() {
    let mut run = begun();
    let old = asked(&run.play());
    make(&mut run, old.job, 1);
    run.set_beta(0);
    let begin = asked(&run.restart());
    assert_eq!((begin.until, begin.seed), (0, 1));
    assert_eq!(begin.net, LatentNet::Vae { beta: 0.0 });
    run.apply(&trained(old.job, 2));
    assert_eq!((run.plan.n_steps, run.history.n_steps()), (0, 0));
    // Played before the worker has begun: the old run of this seed must not go on.
    let play = asked(&run.play());
    assert_eq!(play.until, 0);
    run.apply(&sketched(play.job, 0));
    let on = asked(&run.apply(&Event::Done { job: play.job }));
    assert_eq!(on.until, LAST_STEP);
    assert_eq!(asked(&run.set_seed(7)).seed, 7);
    assert!(!run.is_running());
}

#[test]
fn another_code_size_plays_on_from_its_first_weights() {
    let eight = Learner::Autoencoder(CodeSize::Eight);
    let mut run = Run::new(eight, JobIds::block(1));
    let begin = asked(&run.open(Plan::new(eight)));
    run.apply(&Event::Done { job: begin.job });
    run.play();
    assert_eq!(run.set_learner(eight), []);
    let two = Learner::Autoencoder(CodeSize::Two);
    let other = asked(&run.set_learner(two));
    assert_eq!(other.net, LatentNet::Autoencoder(CodeSize::Two));
    assert_eq!(other.until, 0);
    assert!(run.is_running());
}

#[test]
fn after_a_failure_it_goes_on_as_before() {
    let mut run = begun();
    let job = asked(&run.play()).job;
    let failure = Failure::File {
        file: "data/digits-training.idx.gz".to_owned(),
        problem: FileProblem::Unreachable,
    };
    run.apply(&Event::Failed { job, failure });
    assert!(!run.is_running() && run.trouble().failure.is_some());
    assert_eq!(asked(&run.retry()).until, LAST_STEP);
    assert!(run.is_running());
}

#[test]
fn the_last_step_is_the_last() {
    let mut run = begun();
    run.plan.n_steps = LAST_STEP;
    assert_eq!((run.step(), run.play()), (vec![], vec![]));
}
