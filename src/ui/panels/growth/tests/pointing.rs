//! The softmax of a finished pixel under the pointer.

use super::super::*;
use super::scene::{ROW, Scene};
use crate::protocol::{Failure, Request};

/// Looks that the worker was asked for.
fn n_looks(scene: &Scene) -> usize {
    let heard = scene.worker.heard.iter();
    heard
        .filter(|request| matches!(request, Request::Look(_)))
        .count()
}

#[test]
fn a_finished_pixel_shows_its_softmax_and_then_the_last_one_again() {
    let mut scene = Scene::new();
    scene.draw_all();
    let last = scene.shown();
    scene.act(|state| state.point_at(Some(300)));
    assert_eq!(scene.shown(), (300, 1.0, true));
    let n = n_looks(&scene);
    scene.act(|state| state.point_at(Some(300)));
    assert_eq!(n_looks(&scene), n, "asked once");
    scene.act(|state| state.point_at(None));
    assert_eq!(scene.shown(), last);
}

#[test]
fn a_pixel_that_is_not_there_cannot_be_pointed_at() {
    let mut scene = Scene::new();
    for _ in 0..3 {
        scene.act(Growth::step);
    }
    let shown = scene.shown();
    for pixel in [3, 783, u16::MAX] {
        scene.act(|state| state.point_at(Some(pixel)));
        assert_eq!(scene.shown(), shown);
    }
}

#[test]
fn pixels_that_come_do_not_take_the_pointed_ones_place() {
    let mut scene = Scene::new();
    scene.act(|state| state.set_speed(f64::INFINITY));
    scene.act(Growth::play_or_pause);
    scene.act(|state| state.point_at(Some(5)));
    scene.frames(3);
    assert!(scene.state.pixels().len() > ROW);
    assert_eq!(scene.shown().0, 5);
    scene.act(|state| state.point_at(None));
    scene.frames(60);
    assert_eq!(scene.shown().0 as usize, N_PIXELS - 1);
}

#[test]
fn a_pixel_that_goes_is_no_longer_pointed_at() {
    let mut scene = Scene::new();
    for _ in 0..4 {
        scene.act(Growth::step);
    }
    scene.act(|state| state.point_at(Some(3)));
    scene.act(Growth::step_back);
    assert_eq!(scene.shown(), (2, 1.0, true));
    scene.act(|state| state.point_at(Some(1)));
    scene.act(|state| state.set_seed(99));
    assert_eq!(scene.shown(), (0, 1.0, false));
}

#[test]
fn nothing_is_asked_after_a_failure() {
    let mut scene = Scene::new();
    scene.act(Growth::step);
    scene.state.trouble.failure = Some(Failure::Internal {
        detail: String::new(),
    });
    let n = n_looks(&scene);
    scene.act(|state| state.point_at(Some(0)));
    assert_eq!(n_looks(&scene), n);
}
