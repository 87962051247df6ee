use super::super::{COLLAPSE, MOST_STRETCHES, USUAL};
use super::*;
use crate::protocol::{
    DiscriminatorStep, Event, Failure, FileProblem, GanEvent, GanMoment, GeneratorLoss,
};

/// A run that has been opened, and whose first pictures have come.
fn begun() -> Run {
    let mut run = Run::new(JobIds::block(1));
    let first = asked(&run.open(Plan::default()));
    assert_eq!((first.next.n_steps, first.run.attempt), (0, 1));
    run.apply(&sketched(first.job, 0));
    run.apply(&Event::Done { job: first.job });
    assert!(!run.is_blank() && !run.is_running());
    run
}

/// What was asked of the worker.
struct Train {
    job: JobId,
    run: GanRun,
    next: Stretch,
}

fn asked(requests: &[Request]) -> Train {
    let train = requests.iter().find_map(|request| match request {
        Request::Gan(GanRequest {
            job,
            run,
            act: GanAct::Train { next, .. },
        }) => Some(Train {
            job: *job,
            run: run.clone(),
            next: *next,
        }),
        _ => None,
    });
    train.expect("a run")
}

fn gan(job: JobId, event: GanEvent) -> Event {
    Event::Gan { job, event }
}

fn trained(job: JobId, n_steps: u32) -> Event {
    let discriminator = DiscriminatorStep {
        loss: n_steps as f32,
        value: -1.0,
        real_logits: vec![1.0],
        generated_logits: vec![-1.0],
    };
    gan(
        job,
        GanEvent::Trained {
            n_steps,
            discriminator: Some(discriminator),
            generator: None,
        },
    )
}

fn sketched(job: JobId, n_steps: u32) -> Event {
    gan(
        job,
        GanEvent::Sketched {
            n_steps,
            pixels: vec![1],
            logits: vec![0.5],
            classes: vec![7],
            verdict: Verdict {
                n: 64,
                score: 1.0,
                shares: vec![0.1; 10],
                confidence: 0.9,
            },
        },
    )
}

/// A step comes, and a frame of the screen passes.
fn make(run: &mut Run, job: JobId, n_steps: u32) -> Vec<Request> {
    assert_eq!(run.apply(&trained(job, n_steps)), []);
    assert_eq!(run.n_steps(), n_steps);
    run.tick()
}

fn lengths(past: &[Stretch]) -> Vec<(Turn, u32)> {
    past.iter()
        .map(|stretch| (stretch.turn, stretch.n_steps))
        .collect()
}

#[test]
fn a_step_is_one_step_and_clicks_wait_for_each_other() {
    let mut run = begun();
    let first = asked(&run.step(Turn::Discriminator));
    assert_eq!(
        (first.next.turn, first.next.n_steps),
        (Turn::Discriminator, 1)
    );
    assert_eq!(
        run.step(Turn::Generator),
        [],
        "the job under way is not disturbed"
    );
    assert_eq!(run.step(Turn::Generator), []);
    assert!(!run.is_running());
    assert_eq!(
        make(&mut run, first.job, 1),
        [Request::Ack { job: first.job }]
    );
    let second = asked(&run.apply(&Event::Done { job: first.job }));
    assert_eq!(
        (second.next.turn, second.next.n_steps),
        (Turn::Generator, 2)
    );
    assert_eq!(lengths(&second.run.past), [(Turn::Discriminator, 1)]);
    make(&mut run, second.job, 2);
    make(&mut run, second.job, 3);
    assert_eq!(run.apply(&Event::Done { job: second.job }), []);
    assert_eq!(
        lengths(run.link().past.stretches()),
        [(Turn::Discriminator, 1), (Turn::Generator, 2)]
    );
    // A key that repeats does not run away.
    let requests: Vec<Request> = (0..99).flat_map(|_| run.step(Turn::Both)).collect();
    assert_eq!((requests.len(), run.ahead.n_steps()), (1, MOST_AHEAD));
}

#[test]
fn pausing_keeps_what_is_there_and_pictures_it() {
    let mut run = begun();
    let playing = asked(&run.play_or_pause());
    assert_eq!(playing.next.n_steps, LAST_STEP);
    assert!(run.is_running());
    make(&mut run, playing.job, 1);
    assert_eq!(run.play_or_pause(), [Request::Cancel { job: playing.job }]);
    assert!(!run.is_running());
    // A step that was on its way counts as well.
    assert_eq!(run.apply(&trained(playing.job, 2)), []);
    assert_eq!((run.n_steps(), run.needs_frames()), (2, false));
    let pictures = asked(&run.apply(&Event::Cancelled { job: playing.job }));
    assert_eq!((pictures.next.n_steps, pictures.run.attempt), (0, 1));
    run.apply(&sketched(pictures.job, 2));
    run.apply(&Event::Done { job: pictures.job });
    assert_eq!(run.sketch.as_ref().map(|sketch| sketch.n_steps), Some(2));
}

#[test]
fn a_single_step_stops_what_plays() {
    let mut run = begun();
    let playing = asked(&run.play());
    make(&mut run, playing.job, 1);
    let requests = run.step(Turn::Generator);
    assert_eq!(requests[0], Request::Cancel { job: playing.job });
    let step = asked(&requests);
    // The worker was a step ahead; the single step comes after it.
    run.apply(&trained(playing.job, 2));
    assert_eq!(run.apply(&Event::Cancelled { job: playing.job }), []);
    run.apply(&sketched(step.job, 2));
    run.tick();
    make(&mut run, step.job, 3);
    run.apply(&Event::Done { job: step.job });
    assert!(!run.is_running());
    assert_eq!(
        lengths(run.plan.past.stretches()),
        [(Turn::Both, 2), (Turn::Generator, 1)]
    );
}

#[test]
fn settings_are_taken_over_between_two_steps_without_losing_the_run() {
    let mut run = begun();
    let first = asked(&run.play());
    make(&mut run, first.job, 1);
    let slower = GanSettings {
        generator_rate: 1e-4,
        ..USUAL
    };
    // However far a slider is dragged, nothing is asked before the next step is there.
    run.set(slower);
    run.set(COLLAPSE);
    let requests = make(&mut run, first.job, 2);
    assert_eq!(requests[0], Request::Cancel { job: first.job });
    let second = asked(&requests);
    assert_eq!((second.next.settings, second.run.attempt), (COLLAPSE, 1));
    // A step of the old job that still comes was made as it was asked for.
    run.apply(&trained(first.job, 3));
    run.apply(&sketched(second.job, 3));
    // A slider that moves on does not keep the run from its next step.
    run.set(slower);
    assert_eq!(run.tick(), [Request::Ack { job: second.job }]);
    let third = asked(&make(&mut run, second.job, 4));
    assert_eq!(third.next.settings, slower);
    let made: Vec<_> = third
        .run
        .past
        .iter()
        .map(|s| (s.n_steps, s.settings))
        .collect();
    assert_eq!(made, [(3, USUAL), (1, COLLAPSE)]);
}

#[test]
fn another_beginning_is_another_attempt() {
    let mut run = begun();
    let playing = asked(&run.play());
    make(&mut run, playing.job, 1);
    run.set(COLLAPSE);
    let again = asked(&run.set_seed(5));
    assert_eq!((again.run.seed, again.run.attempt), (5, 2));
    assert_eq!((again.run.past.len(), again.next.n_steps), (0, 0));
    assert_eq!(again.next.settings, COLLAPSE, "settings stay");
    assert!(!run.is_running() && run.sketch.is_none());
    // What the old run still says is of no interest.
    run.apply(&trained(playing.job, 2));
    run.apply(&sketched(playing.job, 2));
    assert_eq!((run.n_steps(), run.sketch.is_none()), (0, true));
    let moment = GanStart::Moment(GanMoment::Step500);
    let jump = asked(&run.set_start(GanNet::Convolutional, 5, moment.clone()));
    assert_eq!((jump.run.attempt, jump.run.start), (3, moment));
    assert_eq!(run.n_steps_in_all(), 500);
    // The long run is of the other net.
    let dense = asked(&run.set_net(GanNet::Dense));
    assert_eq!((dense.run.start, dense.run.attempt), (GanStart::Fresh, 4));
    assert_eq!(run.set_net(GanNet::Dense), []);
    let restart = asked(&run.restart());
    assert_eq!((restart.run.seed, restart.run.attempt), (5, 5));
}

fn plan_of(past: &[(Turn, u32, GanSettings)]) -> Plan {
    let stretch = |&(turn, n_steps, settings)| Stretch {
        turn,
        n_steps,
        settings,
    };
    Plan {
        seed: 9,
        past: past.iter().map(stretch).collect(),
        settings: COLLAPSE,
        ..Plan::default()
    }
}

#[test]
fn a_link_makes_each_step_as_it_was_made() {
    let plan = plan_of(&[(Turn::Both, 2, USUAL), (Turn::Generator, 1, COLLAPSE)]);
    let mut run = Run::new(JobIds::block(1));
    let first = asked(&run.open(plan.clone()));
    assert_eq!((first.next.n_steps, first.next.settings), (2, USUAL));
    assert_eq!((run.is_running(), run.reopening()), (true, Some((0, 3))));
    assert_eq!(run.link(), plan, "while it is on its way");
    make(&mut run, first.job, 1);
    assert_eq!(run.link(), plan);
    make(&mut run, first.job, 2);
    let second = asked(&run.apply(&Event::Done { job: first.job }));
    assert_eq!(
        (second.next.turn, second.next.settings),
        (Turn::Generator, COLLAPSE)
    );
    make(&mut run, second.job, 3);
    assert_eq!(run.apply(&Event::Done { job: second.job }), []);
    assert_eq!((run.is_running(), run.reopening()), (false, None));
    assert_eq!((run.link(), run.settings()), (plan, COLLAPSE));
}

#[test]
fn a_link_may_be_stopped_on_its_way() {
    let mut run = Run::new(JobIds::block(1));
    let first = asked(&run.open(plan_of(&[(Turn::Both, 90, USUAL)])));
    make(&mut run, first.job, 1);
    assert_eq!(run.play_or_pause(), [Request::Cancel { job: first.job }]);
    assert_eq!((run.is_running(), run.reopening()), (false, None));
    assert_eq!(run.link().past.n_steps(), 1);
    let pictures = asked(&run.apply(&Event::Cancelled { job: first.job }));
    assert_eq!(pictures.next.n_steps, 0);
    // From there on it plays with the link's settings.
    assert_eq!(asked(&run.play()).next.settings, COLLAPSE);
}

#[test]
fn a_new_worker_is_told_of_all_that_was_made() {
    let mut run = begun();
    let playing = asked(&run.play());
    for n_steps in 1..=3 {
        make(&mut run, playing.job, n_steps);
    }
    // The worker died: another gets the request as it was sent, and is three steps behind.
    let requests = run.apply(&sketched(playing.job, 0));
    assert_eq!(requests[0], Request::Cancel { job: playing.job });
    let again = asked(&requests);
    assert_eq!(lengths(&again.run.past), [(Turn::Both, 3)]);
    assert_eq!(again.run.attempt, 1);
    // It makes them again, and says how far it is.
    let part = |part| Event::Progressed {
        job: again.job,
        part,
    };
    run.apply(&part(0.5));
    assert_eq!(run.again, Some(0.5));
    assert_eq!(run.tick(), [Request::Ack { job: again.job }]);
    run.apply(&sketched(again.job, 3));
    assert_eq!((run.again, run.history.n_steps()), (None, 3));
    run.tick();
    make(&mut run, again.job, 4);
    assert!(run.is_running());
}

#[test]
fn making_steps_again_may_be_stopped() {
    let mut run = begun();
    let playing = asked(&run.play());
    run.apply(&Event::Progressed {
        job: playing.job,
        part: 0.1,
    });
    assert_eq!(run.play_or_pause(), [Request::Cancel { job: playing.job }]);
    assert_eq!((run.again, run.needs_frames()), (None, false));
    // Pictures of where the run was would take all of these steps.
    assert_eq!(run.apply(&Event::Cancelled { job: playing.job }), []);
}

#[test]
fn a_worker_that_knows_more_than_the_page_begins_again() {
    let mut run = begun();
    let playing = asked(&run.play());
    let anew = asked(&run.apply(&sketched(playing.job, 7)));
    assert_eq!((anew.run.attempt, anew.next.n_steps), (2, LAST_STEP));
}

#[test]
fn divergence_stops_the_run_where_it_was_last_good() {
    let mut run = begun();
    let playing = asked(&run.play());
    for n_steps in 1..=5 {
        make(&mut run, playing.job, n_steps);
    }
    let diverged = GanEvent::Diverged {
        n_steps: 6,
        kept: 2,
    };
    let pictures = asked(&run.apply(&gan(playing.job, diverged)));
    assert_eq!((pictures.next.n_steps, pictures.run.attempt), (0, 1));
    assert_eq!(lengths(&pictures.run.past), [(Turn::Both, 2)]);
    let fall = Diverged {
        n_steps: 6,
        kept: 2,
    };
    assert_eq!((run.diverged, run.history.n_steps()), (Some(fall), 2));
    assert!(!run.is_running());
    assert_eq!(run.apply(&Event::Done { job: playing.job }), []);
    run.apply(&sketched(pictures.job, 2));
    run.apply(&Event::Done { job: pictures.job });
    assert_eq!(run.diverged, Some(fall), "until the next touch");
    run.step(Turn::Both);
    assert_eq!(run.diverged, None);
}

#[test]
fn a_failure_is_told_and_the_run_goes_on_as_before_it() {
    let mut run = begun();
    let playing = asked(&run.play());
    make(&mut run, playing.job, 1);
    let failure = Failure::File {
        file: "x".into(),
        problem: FileProblem::Unreachable,
    };
    let failed = Event::Failed {
        job: playing.job,
        failure: failure.clone(),
    };
    assert_eq!(run.apply(&failed), []);
    assert_eq!(
        (run.is_running(), run.trouble().failure),
        (false, Some(failure))
    );
    let again = asked(&run.retry());
    assert_eq!(lengths(&again.run.past), [(Turn::Both, 1)]);
    assert!(run.is_running());
}

#[test]
fn a_run_that_was_changed_very_often_has_a_link_of_its_first_part() {
    let mut run = begun();
    for i in 0..MOST_STRETCHES as u32 + 5 {
        let loss = match i % 2 {
            0 => GeneratorLoss::Minimax,
            _ => GeneratorLoss::NonSaturating,
        };
        run.set(GanSettings { loss, ..USUAL });
        let step = asked(&run.step(Turn::Both));
        make(&mut run, step.job, i + 1);
        run.apply(&Event::Done { job: step.job });
    }
    assert_eq!(run.as_asked().past.len(), MOST_STRETCHES + 5);
    assert_eq!(run.link().past.n_steps() as usize, MOST_STRETCHES);
    assert_eq!(run.link_end(), Some(MOST_STRETCHES as u32));
    run.restart();
    assert_eq!(run.link_end(), None);
}
