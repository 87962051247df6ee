use super::super::{DUEL_STEPS, Phase};
use super::*;
use crate::plot::LogitLoss;
use crate::protocol::{
    DuelSide, Failure, GanAct, GanEvent, GanNet, GanStart, MOST_LEAD, Stretch, Turn,
};
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

fn losses() -> Losses {
    Losses::new(JobIds::block(4))
}

fn only_job(requests: &[Request]) -> JobId {
    let [Request::Gan(request)] = requests else {
        panic!("{requests:?}");
    };
    request.job
}

fn sloped(losses: &mut Losses, job: JobId, n_steps: u32) {
    let event = GanEvent::Sloped {
        n_steps,
        logits: vec![-2.0, 0.0],
        norms: [0.25, 1.0],
    };
    losses.apply(&Event::Gan { job, event });
    losses.apply(&Event::Done { job });
}

fn led(losses: &mut Losses, job: JobId, n_steps: u32, mean: f32) {
    let event = GanEvent::Led { n_steps, mean };
    losses.apply(&Event::Gan { job, event });
}

fn duelled(losses: &mut Losses, job: JobId, n_steps: u32, means: [f32; 2]) {
    let side = |mean: f32| DuelSide {
        mean,
        logits: vec![],
        gradient: mean / 2.0,
        pixels: match n_steps.is_multiple_of(10) {
            true => vec![n_steps as u8; 16 * 784],
            false => vec![],
        },
    };
    let sides = means.map(side);
    let event = GanEvent::Duelled { n_steps, sides };
    losses.apply(&Event::Gan { job, event });
}

#[test]
fn slopes_are_asked_at_rest_at_each_place_and_while_it_plays_now_and_then() {
    let mut losses = losses();
    let job = only_job(&losses.follow(&run(0), USUAL, false));
    assert_eq!(losses.follow(&run(0), USUAL, false), []);
    sloped(&mut losses, job, 0);
    assert_eq!(losses.slopes.ratio(), Some(4.0));

    for n_steps in 1..20 {
        assert_eq!(losses.follow(&run(n_steps), USUAL, true), []);
    }
    let job = only_job(&losses.follow(&run(20), USUAL, true));
    assert_eq!(losses.follow(&run(60), USUAL, true), [], "one at a time");
    sloped(&mut losses, job, 20);
    only_job(&losses.follow(&run(61), USUAL, true));
    // It comes to rest: where it is counts, whatever is on its way.
    let newest = only_job(&losses.follow(&run(62), USUAL, false));
    sloped(&mut losses, newest, 62);
    assert_eq!(losses.slopes.n_steps, 62);
    // Another run.
    let other = GanRun {
        attempt: 2,
        ..run(0)
    };
    only_job(&losses.follow(&other, USUAL, true));
}

#[test]
fn images_lie_on_the_curves() {
    let mut losses = losses();
    assert_eq!(losses.slopes.ratio(), None);
    assert_eq!(losses.slopes.middle_slope(LogitLoss::Minimax), None);
    let job = only_job(&losses.follow(&run(0), USUAL, false));
    sloped(&mut losses, job, 0);
    let dots = losses.slopes.on_curve(LogitLoss::NonSaturating);
    assert_eq!(dots[1], (0.0, 2.0_f64.ln()));
    let slope = losses.slopes.middle_slope(LogitLoss::NonSaturating);
    assert_eq!(slope, Some((dots[1], -0.5)));
    let steepness = losses.slopes.steepness(LogitLoss::Minimax);
    assert_eq!(steepness[1], (0.0, 0.5));
    assert!(steepness[0].1 < 0.12);
}

#[test]
fn a_duel_goes_through_its_phases() {
    let mut losses = losses();
    assert_eq!(losses.duel.phase, Phase::Nothing);
    let requests = losses.set_off(&run(7), USUAL);
    let job = only_job(&requests);
    let [Request::Gan(request)] = &requests[..] else {
        panic!("a duel");
    };
    let n_steps = DUEL_STEPS;
    let settings = USUAL;
    assert_eq!(request.act, GanAct::Duel { settings, n_steps });
    assert_eq!(
        (losses.duel.phase, losses.duel.began_at),
        (Phase::Leading, 7)
    );

    led(&mut losses, job, 1, 0.1);
    assert!(losses.needs_frames());
    assert_eq!(losses.tick(), [Request::Ack { job }]);
    assert_eq!(losses.tick(), []);
    assert_eq!(losses.duel.is_far_ahead(), None);
    assert!((losses.duel.part() - 0.25).abs() < 1e-6);
    led(&mut losses, job, 2, 0.009);
    assert_eq!(losses.duel.is_far_ahead(), Some(true));
    assert_eq!(losses.duel.part(), 0.5);

    for step in 0..=DUEL_STEPS {
        duelled(&mut losses, job, step, [0.004, 0.62]);
        assert_eq!(losses.duel.phase, Phase::Duelling);
    }
    let standing = losses.duel.standing().unwrap();
    assert_eq!(standing.n_steps, DUEL_STEPS);
    assert_eq!(standing.means, [0.004_f32, 0.62].map(f64::from));
    assert_eq!(losses.duel.sides[1].pixels[0], DUEL_STEPS as u8);
    losses.apply(&Event::Done { job });
    assert_eq!((losses.duel.phase, losses.duel.part()), (Phase::Over, 1.0));
    assert!(!losses.is_running() && !losses.needs_frames());
}

#[test]
fn a_duel_is_stopped_by_hand_by_the_run_and_by_leaving() {
    let mut losses = losses();
    let job = only_job(&losses.set_off(&run(0), USUAL));
    led(&mut losses, job, 1, 0.3);
    assert_eq!(losses.stop(), [Request::Cancel { job }]);
    assert_eq!(
        (losses.duel.phase, losses.is_running()),
        (Phase::Stopped, false)
    );
    led(&mut losses, job, 2, 0.2);
    assert_eq!(losses.duel.lead, [0.3], "late words do not count");
    assert_eq!(losses.stop(), []);

    let job = only_job(&losses.set_off(&run(0), USUAL));
    assert!(losses.duel.lead.is_empty());
    let requests = losses.follow(&run(0), USUAL, true);
    assert_eq!(requests[0], Request::Cancel { job });
    let slopes = only_job(&requests[1..]);

    let job = only_job(&losses.set_off(&run(0), USUAL));
    let cancels = [slopes, job].map(|job| Request::Cancel { job });
    assert_eq!(losses.close(), cancels);
    // Back again.
    only_job(&losses.follow(&run(0), USUAL, false));
}

#[test]
fn a_lead_that_stays_small_ends_by_the_steps() {
    let mut losses = losses();
    let job = only_job(&losses.set_off(&run(0), USUAL));
    for n_steps in 1..=MOST_LEAD {
        led(&mut losses, job, n_steps, 0.6);
    }
    assert_eq!(losses.duel.is_far_ahead(), Some(false));
    assert_eq!(losses.duel.part(), 0.5);
}

#[test]
fn what_failed_is_asked_again() {
    let failed = |job| Event::Failed {
        job,
        failure: Failure::Internal {
            detail: "no".to_owned(),
        },
    };
    let mut losses = losses();
    assert_eq!(losses.retry(&run(0), USUAL), []);
    let job = only_job(&losses.set_off(&run(0), USUAL));
    losses.apply(&failed(job));
    assert_eq!(losses.duel.phase, Phase::Stopped);
    let job = only_job(&losses.retry(&run(0), USUAL));
    assert_eq!(losses.duel.phase, Phase::Leading);
    led(&mut losses, job, 1, 0.1);

    let job = only_job(&losses.follow(&run(0), USUAL, false));
    losses.apply(&failed(job));
    assert_eq!(losses.follow(&run(0), USUAL, false), []);
    let requests = losses.retry(&run(0), USUAL);
    let [Request::Gan(request)] = &requests[..] else {
        panic!("{requests:?}");
    };
    assert_eq!(request.act, GanAct::Slopes(USUAL));
    assert!(losses.is_running(), "the duel goes on");
}

#[test]
fn steps_that_are_made_again_are_acknowledged() {
    let mut losses = losses();
    let slopes = only_job(&losses.follow(&run(40), USUAL, false));
    let duel = only_job(&losses.set_off(&run(40), USUAL));
    losses.apply(&Event::Progressed {
        job: slopes,
        part: 0.1,
    });
    losses.apply(&Event::Progressed {
        job: duel,
        part: 0.2,
    });
    assert_eq!(losses.duel.again, Some(0.2));
    let acks = [slopes, duel].map(|job| Request::Ack { job });
    assert_eq!(losses.tick(), acks);
    led(&mut losses, duel, 1, 0.1);
    assert_eq!(losses.duel.again, None);
}
