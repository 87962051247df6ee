use super::*;
use crate::protocol::{Failure, GanNet, GanStart, Stretch, Turn};
use crate::ui::panels::gan::run::USUAL;

fn run(n_steps: u32) -> GanRun {
    let made = Stretch {
        turn: Turn::Both,
        n_steps,
        settings: USUAL,
    };
    GanRun {
        net: GanNet::Convolutional,
        seed: 1,
        start: GanStart::Fresh,
        attempt: 1,
        past: if n_steps > 0 { vec![made] } else { vec![] },
    }
}

fn staged(n_steps: u32) -> Staged {
    Staged {
        n_steps,
        noise: vec![0.5; 8 * 64],
        generated: vec![0; 8 * 784],
        real: vec![255; 8 * 784],
        real_logits: vec![1.0; 8],
        generated_logits: vec![-1.0; 8],
        discriminator_loss: 0.7,
        discriminator_layers: vec![],
        moved_logits: vec![-1.2; 8],
        generator_loss: 1.4,
        pixel_gradient: vec![-0.01; 8 * 784],
        generator_layers: vec![],
        regenerated: vec![2; 8 * 784],
        digest: 7,
    }
}

fn job_of(requests: &[Request]) -> JobId {
    let [Request::Gan(request)] = requests else {
        panic!("{requests:?}");
    };
    assert!(matches!(request.act, GanAct::Stage(_)));
    request.job
}

fn answer(staging: &mut Staging, job: JobId, n_steps: u32) {
    let event = GanEvent::Staged(Box::new(staged(n_steps)));
    assert_eq!(staging.apply(&Event::Gan { job, event }), []);
    assert_eq!(staging.apply(&Event::Done { job }), []);
}

/// A step is there.
fn ready() -> Staging {
    let mut staging = Staging::new(JobIds::block(3));
    let job = job_of(&staging.follow(&run(0), USUAL));
    answer(&mut staging, job, 0);
    staging
}

#[test]
fn it_asks_once_for_each_place_of_the_run() {
    let mut staging = Staging::new(JobIds::block(3));
    let job = job_of(&staging.follow(&run(0), USUAL));
    assert_eq!(staging.follow(&run(0), USUAL), []);
    assert!(staging.is_waiting());
    answer(&mut staging, job, 0);
    assert!(!staging.is_waiting());
    assert_eq!(staging.follow(&run(0), USUAL), []);

    staging.go_to(Stage::Moves);
    let other = GanSettings {
        generator_rate: 0.1,
        ..USUAL
    };
    let job = job_of(&staging.follow(&run(0), other));
    assert_eq!(staging.stage, Stage::Moves, "another rate is no other step");
    let newer = job_of(&staging.follow(&run(1), other));
    assert_eq!(staging.stage, Stage::Noise);
    answer(&mut staging, job, 0);
    assert!(staging.is_waiting(), "an older answer does not count");
    answer(&mut staging, newer, 1);
    assert_eq!(
        staging.staged.as_ref().map(|staged| staged.n_steps),
        Some(1)
    );
}

#[test]
fn it_plays_to_the_last_stage_and_from_there_again() {
    let mut staging = ready();
    assert!(!staging.needs_frames());
    staging.act(TransportAction::PlayPause);
    assert!(staging.needs_frames() && staging.is_running());
    staging.tick(2400.0);
    assert_eq!((staging.stage, staging.has_moved()), (Stage::Noise, false));
    staging.tick(101.0);
    assert_eq!(
        (staging.stage, staging.has_moved()),
        (Stage::Generated, true)
    );
    staging.tick(10.0);
    assert!(!staging.has_moved());
    staging.set_pace(0);
    for _ in 0..30 {
        staging.tick(500.0);
    }
    assert_eq!(staging.stage, Stage::Regenerated);
    assert!(!staging.is_running() && !staging.needs_frames());
    assert!(staging.can_make());
    staging.act(TransportAction::PlayPause);
    assert_eq!((staging.stage, staging.is_running()), (Stage::Noise, true));
}

#[test]
fn steps_by_hand_stop_it_and_end_at_the_ends() {
    let mut staging = ready();
    staging.act(TransportAction::StepBack);
    assert_eq!(staging.stage, Stage::Noise);
    staging.act(TransportAction::PlayPause);
    staging.act(TransportAction::Step);
    assert_eq!(
        (staging.stage, staging.is_running()),
        (Stage::Generated, false)
    );
    staging.act(TransportAction::ToEnd);
    staging.act(TransportAction::Step);
    assert_eq!(staging.stage, Stage::Regenerated);
    staging.act(TransportAction::Restart);
    assert_eq!(staging.stage, Stage::Noise);
    staging.set_pace(99);
    assert_eq!(staging.seconds(), 10.0);
}

#[test]
fn a_step_on_its_way_cannot_be_made() {
    let mut staging = ready();
    staging.go_to(Stage::Regenerated);
    assert!(staging.can_make());
    staging.follow(&run(1), USUAL);
    staging.go_to(Stage::Regenerated);
    assert!(!staging.can_make());
    staging.act(TransportAction::PlayPause);
    assert!(!staging.needs_frames(), "nothing to play yet");
}

#[test]
fn steps_that_are_made_again_are_acknowledged() {
    let mut staging = Staging::new(JobIds::block(3));
    let job = job_of(&staging.follow(&run(40), USUAL));
    let event = Event::Progressed { job, part: 0.5 };
    staging.apply(&event);
    assert_eq!(staging.again, Some(0.5));
    assert!(staging.needs_frames());
    assert_eq!(staging.tick(16.0), [Request::Ack { job }]);
    assert_eq!(staging.tick(16.0), []);
    answer(&mut staging, job, 40);
    assert_eq!(staging.again, None);
}

#[test]
fn after_a_failure_it_waits_to_be_told_and_after_leaving_it_asks_anew() {
    let mut staging = Staging::new(JobIds::block(3));
    let job = job_of(&staging.follow(&run(0), USUAL));
    let failure = Failure::Internal {
        detail: "no".to_owned(),
    };
    staging.apply(&Event::Failed { job, failure });
    assert!(staging.trouble().failure.is_some());
    assert_eq!(staging.follow(&run(0), USUAL), []);
    let job = job_of(&staging.retry(&run(0), USUAL));
    assert_eq!(staging.trouble().failure, None);
    assert_eq!(staging.close(), [Request::Cancel { job }]);
    assert_eq!(staging.retry(&run(0), USUAL), [], "nothing has failed");
    job_of(&staging.follow(&run(0), USUAL));
}

#[test]
fn a_step_that_diverges_is_not_shown() {
    let mut staging = ready();
    let job = job_of(&staging.follow(&run(1), USUAL));
    let event = GanEvent::Diverged {
        n_steps: 1,
        kept: 0,
    };
    staging.apply(&Event::Gan { job, event });
    staging.apply(&Event::Done { job });
    assert!(staging.is_diverging && staging.staged.is_none());
    staging.go_to(Stage::Regenerated);
    assert!(!staging.can_make());
}
