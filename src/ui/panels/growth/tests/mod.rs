mod pointing;
mod scene;

use self::scene::{ROW, Scene, Worker, distribution};
use super::*;
use crate::protocol::{Asset, Event, Failure, FileProblem, Request, Strip};

#[test]
fn the_start_shows_the_first_pixels_distribution() {
    let scene = Scene::new();
    assert_eq!(scene.shown(), (0, 1.0, false));
    assert!(!scene.state.needs_frames());
    assert_eq!(scene.until(), [0_u16; 0]);
}

#[test]
fn playing_asks_for_no_more_pixels_than_are_due() {
    let mut scene = Scene::new();
    scene.act(|state| state.set_speed(30.0));
    scene.act(Growth::play_or_pause);
    assert_eq!(scene.until(), [1], "the first pixel comes at once");
    scene.frames(60);
    let n_pixels = scene.state.pixels().len();
    assert!((29..=32).contains(&n_pixels), "{n_pixels} after a second");
    assert!(scene.until().iter().zip(1..).all(|(until, n)| *until == n));

    scene.act(Growth::play_or_pause);
    assert!(!scene.state.is_running());
    scene.frames(60);
    assert_eq!(scene.state.pixels().len(), n_pixels);
}

#[test]
fn the_speed_changes_while_it_plays() {
    let mut scene = Scene::new();
    scene.act(|state| state.set_speed(f64::INFINITY));
    scene.act(Growth::play_or_pause);
    assert_eq!(scene.until(), [784]);
    assert_eq!(scene.state.pixels().len(), ROW);
    scene.act(|state| state.set_speed(60.0));
    scene.frames(10);
    let n_pixels = scene.state.pixels().len();
    assert!((37..=39).contains(&n_pixels), "{n_pixels}");
    scene.act(|state| state.set_speed(f64::INFINITY));
    scene.frames(60);
    assert_eq!(scene.state.pixels().len(), N_PIXELS);
    assert!(!scene.state.is_running());
}

#[test]
fn to_the_end_takes_a_row_at_each_frame_and_acknowledges_each() {
    let mut scene = Scene::new();
    scene.act(Growth::to_end);
    for n_rows in 1..28 {
        assert_eq!(scene.state.pixels().len(), n_rows * ROW);
        scene.frames(1);
    }
    assert_eq!(scene.state.pixels().len(), N_PIXELS);
    assert!(scene.state.needs_frames(), "the last row is to be seen yet");
    scene.frames(1);
    assert!(!scene.state.needs_frames());
    let is_ack = |request: &&Request| matches!(request, Request::Ack { .. });
    assert_eq!(scene.worker.heard.iter().filter(is_ack).count(), 28);
}

#[test]
fn stepping_back_and_on_gives_the_same_pixel() {
    let mut scene = Scene::new();
    scene.act(Growth::step);
    scene.act(Growth::step);
    let (pixels, shown) = (scene.state.pixels().to_vec(), scene.shown());
    assert_eq!(shown, (1, 1.0, true));
    scene.act(Growth::step_back);
    assert_eq!(*scene.state.pixels(), pixels[..1]);
    assert_eq!(scene.shown(), (0, 1.0, true));
    scene.act(Growth::step);
    assert_eq!(scene.state.pixels(), pixels);
    assert_eq!(scene.shown(), shown);
    for _ in 0..3 {
        scene.act(Growth::step_back);
    }
    assert!(scene.state.pixels().is_empty());
    assert_eq!(scene.shown(), (0, 1.0, false));
}

#[test]
fn stepping_back_keeps_the_temperatures() {
    let mut scene = Scene::new();
    scene.act(Growth::step);
    scene.act(|state| state.set_temperature(0.5));
    scene.act(Growth::step);
    let pixels = scene.state.pixels().to_vec();
    scene.act(Growth::step_back);
    scene.act(Growth::step_back);
    assert_eq!(scene.state.temperature, 1.0);
    scene.act(Growth::step);
    scene.act(Growth::step);
    assert_eq!(scene.state.pixels(), pixels);
}

#[test]
fn steps_that_come_faster_than_pixels_add_up() {
    let mut state = Growth::new(PixelNet::Cnn, JobIds::block(1));
    state.open(Plan::default(), vec![]);
    state.step();
    state.step();
    let mut scene = Scene {
        state,
        worker: Worker::default(),
    };
    scene.act(Growth::step);
    assert_eq!(scene.state.pixels().len(), 3);
}

#[test]
fn a_change_of_temperature_moves_only_what_follows() {
    let mut straight = Scene::new();
    straight.draw_all();

    let mut bent = Scene::new();
    for _ in 0..300 {
        bent.act(Growth::step);
    }
    bent.act(|state| state.set_temperature(0.5));
    assert_eq!(bent.shown(), (300, 0.5, false), "the next pixel, anew");
    bent.draw_all();
    assert_eq!(bent.state.pixels()[..300], straight.state.pixels()[..300]);
    assert_ne!(bent.state.pixels()[300..], straight.state.pixels()[300..]);
}

#[test]
fn a_change_under_way_goes_on_from_what_is_shown() {
    let mut scene = Scene::new();
    scene.act(Growth::to_end);
    scene.frames(3);
    let before = scene.state.pixels().to_vec();
    let late = scene.worker.next_row();
    scene.act(|state| state.set_temperature(0.5));
    assert!(scene.state.is_running());
    let after_change = scene.state.clone();
    for event in &late {
        scene.state.apply(event);
    }
    assert_eq!(scene.state, after_change, "the old job's frame is late");
    scene.frames(60);
    assert_eq!(scene.state.pixels().len(), N_PIXELS);
    assert_eq!(scene.state.pixels()[..before.len()], before);
    assert_eq!(
        scene.state.plan().to_string(),
        "seed=7&at=784&t=1,0.5@112&speed=60"
    );
}

#[test]
fn a_link_brings_the_same_picture_back() {
    let mut scene = Scene::new();
    for _ in 0..50 {
        scene.act(Growth::step);
    }
    scene.act(|state| state.set_temperature(0.5));
    scene.act(|state| state.set_speed(f64::INFINITY));
    for _ in 0..50 {
        scene.act(Growth::step);
    }
    let link = scene.state.plan();

    let mut reopened = Scene::new();
    reopened.act(|state| state.open(link.clone(), vec![]));
    assert_eq!(reopened.state.plan(), link, "already on the way there");
    reopened.frames(10);
    assert_eq!(reopened.state.plan(), link);
    assert_eq!(reopened.state.pixels(), scene.state.pixels());
    assert_eq!(reopened.shown(), scene.shown());
    assert!(!reopened.state.is_running());
}

#[test]
fn another_seed_is_another_image_and_plays_on() {
    let mut scene = Scene::new();
    scene.draw_all();
    let first = digest(scene.state.pixels());
    scene.act(|state| state.set_seed(8));
    assert!(scene.state.pixels().is_empty());
    assert!(!scene.state.is_running());
    scene.act(Growth::play_or_pause);
    scene.frames(30);
    scene.act(|state| state.set_seed(9));
    assert!(scene.state.is_running());
    assert_eq!(scene.state.pixels().len(), 1);
    scene.draw_all();
    assert_ne!(digest(scene.state.pixels()), first);
    scene.act(|state| state.set_seed(7));
    scene.draw_all();
    assert_eq!(digest(scene.state.pixels()), first);
}

#[test]
fn restarting_keeps_the_seed_and_the_temperature_that_is_set() {
    let mut scene = Scene::new();
    scene.act(Growth::step);
    scene.act(|state| state.set_temperature(0.5));
    scene.act(Growth::step);
    scene.act(Growth::restart);
    assert_eq!(scene.state.plan().to_string(), "seed=7&at=0&t=0.5&speed=60");
    assert_eq!(scene.shown(), (0, 0.5, false));

    scene.draw_all();
    scene.act(|state| state.set_temperature(2.0));
    assert_eq!(
        scene.state.schedule.at(783),
        0.5,
        "the image there keeps its own"
    );
    scene.act(Growth::play_or_pause);
    assert_eq!(scene.state.plan().to_string(), "seed=7&at=1&t=2&speed=60");
}

#[test]
fn a_frame_that_repeats_changes_nothing_and_one_with_a_gap_neither() {
    let mut scene = Scene::new();
    scene.act(Growth::to_end);
    scene.frames(2);
    let pixels = scene.state.pixels().to_vec();
    let job = scene.state.drawing.expect("under way").job;
    let frame = |first: u16, pixels: Vec<u8>| Event::Sampled {
        job,
        first,
        distribution: distribution(0, 1.0, None),
        strips: vec![Strip {
            bits: vec![8.0; pixels.len()],
            pixels,
        }],
    };
    let shown = scene.shown();
    scene.state.apply(&frame(0, pixels[..ROW].to_vec()));
    assert_eq!((scene.state.pixels(), scene.shown()), (&pixels[..], shown));
    scene.state.apply(&frame(200, vec![1, 2, 3]));
    assert_eq!((scene.state.pixels(), scene.shown()), (&pixels[..], shown));
    scene.state.apply(&frame(56, vec![7; 56]));
    assert_eq!(scene.state.pixels().len(), 112);
    assert_eq!(scene.state.pixels()[..56], pixels[..56]);
}

#[test]
fn a_failure_stops_everything_until_asked_again() {
    let mut scene = Scene::new();
    let at = 100;
    let plan = Plan {
        at,
        ..Plan::default()
    };
    let requests = scene.state.open(plan, vec![]);
    let failure = Failure::File {
        file: Asset::Weights(PixelNet::Cnn.id()).file(),
        problem: FileProblem::Unreachable,
    };
    for job in requests.iter().filter_map(Request::starts) {
        let failure = failure.clone();
        scene.state.apply(&Event::Failed { job, failure });
    }
    assert_eq!(scene.state.trouble.failure, Some(failure));
    assert!(!scene.state.needs_frames());
    assert_eq!(scene.state.plan().at, at, "the address stays");

    scene.act(Growth::retry);
    scene.frames(10);
    assert_eq!(scene.state.trouble.failure, None);
    assert_eq!(scene.state.pixels().len(), usize::from(at));
}

#[test]
fn other_panels_failures_are_not_ours() {
    let mut scene = Scene::new();
    let job = JobIds::block(2).next_id();
    let detail = String::new();
    let failure = Failure::Internal { detail };
    scene.state.apply(&Event::Failed { job, failure });
    assert_eq!(scene.state.trouble.failure, None);
}

#[test]
fn a_panel_that_was_left_is_as_it_was() {
    let mut scene = Scene::new();
    scene.act(Growth::to_end);
    let pixels = scene.state.pixels().to_vec();
    scene.act(Growth::close);
    assert!(!scene.state.is_running());
    assert!(!scene.state.is_blank());
    assert_eq!(scene.state.pixels(), pixels);

    let mut hasty = Growth::new(PixelNet::Cnn, JobIds::block(1));
    hasty.open(Plan::default(), vec![]);
    assert!(!hasty.is_blank(), "its distribution is on its way");
    hasty.close();
    assert!(hasty.is_blank());
}

#[test]
fn several_images_grow_side_by_side_and_the_first_is_the_lone_one() {
    let mut alone = Scene::new();
    alone.act(|state| state.set_seed(3));
    alone.draw_all();
    let mut scene = Scene::new();
    scene.act(|state| state.set_seed(3));
    for _ in 0..5 {
        scene.act(Growth::step);
    }
    scene.act(|state| state.set_n_images(4));
    assert_eq!(scene.state.images.len(), 4);
    assert_eq!(scene.state.n_pixels(), 5, "as far as the first one was");
    scene.draw_all();
    assert_eq!(scene.state.images[0], alone.state.images[0]);
    assert_ne!(scene.state.images[1], scene.state.images[0]);
    scene.act(Growth::step_back);
    assert!(
        scene
            .state
            .images
            .iter()
            .all(|image| image.pixels.len() == 783)
    );
}

#[test]
fn another_image_is_looked_at_and_the_link_says_which() {
    let mut scene = Scene::new();
    scene.act(|state| state.set_n_images(4));
    scene.draw_all();
    scene.act(|state| state.watch(2));
    assert_eq!(scene.state.pixels(), scene.state.images[2].pixels);
    let Some(Request::Look(look)) = scene.worker.heard.last() else {
        panic!("a look");
    };
    assert_eq!(look.pixels, scene.state.images[2].pixels);
    assert_eq!(scene.state.plan().watched, 2);
    assert_eq!(scene.state.watch(4), [], "there is none");
    let mut other = Scene::new();
    other.act(|state| state.open(scene.state.plan(), vec![]));
    other.frames(60);
    assert_eq!(other.state.plan(), scene.state.plan());
}

#[test]
fn watching_another_while_they_grow_stops_nothing() {
    let mut scene = Scene::new();
    scene.act(|state| state.set_n_images(4));
    scene.act(Growth::to_end);
    scene.act(|state| state.watch(1));
    assert!(scene.state.is_running());
    scene.frames(60);
    assert!(scene.state.is_complete());
}

#[test]
fn given_pixels_stay_and_have_no_bits() {
    let mut scene = Scene::new();
    let given = vec![9; 100];
    let plan = Plan {
        n_images: 9,
        ..Plan::default()
    };
    scene.act(|state| state.open(plan, given.clone()));
    assert_eq!(scene.state.n_pixels(), 100);
    scene.act(Growth::step_back);
    assert_eq!(
        scene.state.n_pixels(),
        100,
        "what is given is not taken back"
    );
    scene.draw_all();
    for image in &scene.state.images {
        assert_eq!(image.pixels[..100], given);
        assert_eq!(image.bits.len(), N_PIXELS - 100);
    }
    scene.act(Growth::restart);
    assert_eq!(scene.state.pixels(), given);
}

#[test]
fn the_temperature_tempers_what_is_shown_of_a_finished_image() {
    let mut scene = Scene::new();
    scene.draw_all();
    scene.act(|state| state.set_temperature(0.5));
    assert_eq!(scene.shown(), (783, 0.5, true));
    scene.act(|state| state.point_at(Some(40)));
    scene.act(|state| state.set_temperature(1.5));
    assert_eq!(scene.shown(), (40, 1.5, true));
}
