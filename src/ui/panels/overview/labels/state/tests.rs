use super::*;
use crate::protocol::{
    Event, ExploreAct, ExploreEvent, ExploreRequest, HalfStep, MOST_REGION_STEPS, Regions,
};
use crate::ui::panels::PanelState;
use crate::ui::panels::overview::labels::Link;

fn new() -> State {
    State::new(&mut || JobIds::block(1))
}

/// A state that has opened `link`, and what it asked for.
fn opened(link: Link) -> (State, Vec<Request>) {
    let mut state = new();
    let requests = state.open(link);
    (state, requests)
}

fn acts(requests: &[Request]) -> Vec<(JobId, ExploreAct)> {
    let act = |request: &Request| match request {
        Request::Explore(ExploreRequest { job, act }) => Some((*job, *act)),
        _ => None,
    };
    requests.iter().filter_map(act).collect()
}

fn last_act(requests: &[Request]) -> (JobId, ExploreAct) {
    *acts(requests).last().expect("a request")
}

fn told(state: &mut State, job: JobId, event: ExploreEvent) -> Vec<Request> {
    state.apply(&Event::Explored { job, event });
    state.apply(&Event::Done { job })
}

fn scatter() -> Scatter {
    Scatter {
        codes: vec![0.0, 0.0, 4.0, 0.0, 0.0, 4.0],
        labels: vec![7, 1, 2],
        pixels: [[7; N_PIXELS], [1; N_PIXELS], [2; N_PIXELS]].concat(),
        middle: [2.0, 2.0],
        half_width: 3.0,
    }
}

fn regions(n_steps: u32) -> Regions {
    Regions {
        n_steps,
        loss: None,
        classes: vec![],
        accuracy: n_steps as f32 / 100.0,
        held_out_accuracy: 0.1,
    }
}

fn half_step(inertia: f32) -> HalfStep {
    HalfStep {
        centres: vec![[inertia, 0.0]],
        clusters: vec![0, 0, 0],
        inertia,
        purity: 0.5,
    }
}

#[test]
fn a_view_asks_for_the_digits_and_for_what_it_shows() {
    let (_, requests) = opened(Link::default());
    assert!(matches!(
        acts(&requests)[..],
        [
            (_, ExploreAct::Scatter),
            (
                _,
                ExploreAct::Classify {
                    from: 0,
                    until: 0,
                    ..
                }
            ),
        ]
    ));
    let show = |show| Link {
        show,
        ..Link::default()
    };
    let (_, requests) = opened(show(Show::Axes));
    assert_eq!(last_act(&requests).1, ExploreAct::Axes);
    let (mut state, requests) = opened(show(Show::Density));
    assert_eq!(last_act(&requests).1, ExploreAct::Density { notch: 12 });
    // What is there is not asked for again.
    let job = acts(&requests)[0].0;
    told(&mut state, job, ExploreEvent::Scattered(scatter()));
    let requests = state.set_show(Show::Clusters);
    let cluster = ExploreAct::Cluster {
        n_clusters: 10,
        seed: 1,
    };
    assert_eq!(acts(&requests), [(acts(&requests)[0].0, cluster)]);
}

#[test]
fn a_classifier_plays_pauses_and_steps() {
    let (mut state, requests) = opened(Link::default());
    let (job, _) = last_act(&requests);
    told(&mut state, job, ExploreEvent::Classified(regions(0)));
    let (job, act) = last_act(&state.act(TransportAction::PlayPause));
    let ExploreAct::Classify { from, until, .. } = act else {
        panic!("{act:?}");
    };
    assert_eq!((from, until), (1, MOST_REGION_STEPS));
    assert!(state.is_running());
    let event = ExploreEvent::Classified(regions(1));
    state.apply(&Event::Explored { job, event });
    assert_eq!(state.tick(0.0), [Request::Ack { job }]);
    assert_eq!(state.link().n_steps, 1);
    assert_eq!(
        state.act(TransportAction::PlayPause),
        [Request::Cancel { job }]
    );
    let (_, act) = last_act(&state.act(TransportAction::Step));
    assert!(matches!(
        act,
        ExploreAct::Classify {
            from: 2,
            until: 2,
            ..
        }
    ));
    let (_, act) = last_act(&state.act(TransportAction::Step));
    assert!(matches!(
        act,
        ExploreAct::Classify {
            from: 2,
            until: 3,
            ..
        }
    ));
    // Another net is another run.
    let (_, act) = last_act(&state.set_net(RegionNet::Linear));
    assert!(matches!(
        act,
        ExploreAct::Classify {
            from: 0,
            until: 0,
            ..
        }
    ));
    assert!(state.classifying.history.is_empty());
}

#[test]
fn a_link_reopens_a_run_where_it_was() {
    let link = Link {
        seed: 9,
        net: RegionNet::Linear,
        n_steps: 40,
        ..Link::default()
    };
    let (state, requests) = opened(link.clone());
    assert_eq!(state.link(), link);
    assert_eq!(
        last_act(&requests).1,
        ExploreAct::Classify {
            net: RegionNet::Linear,
            seed: 9,
            from: 40,
            until: 40,
        }
    );
    let link = Link {
        show: Show::Clusters,
        n_half_steps: 3,
        reveals: true,
        at: Some([0.25, -1.0]),
        ..Link::default()
    };
    let (mut state, requests) = opened(link.clone());
    assert_eq!(state.link(), link);
    let run = [4.0, 3.0, 2.0, 2.0].map(half_step).to_vec();
    told(
        &mut state,
        last_act(&requests).0,
        ExploreEvent::Clustered(run),
    );
    assert_eq!(state.clustering.last().map(|last| last.inertia), Some(2.0));
    assert_eq!(state.link(), link);
}

#[test]
fn clusters_are_looked_through_half_step_by_half_step() {
    let (mut state, requests) = opened(Link {
        show: Show::Clusters,
        ..Link::default()
    });
    let run = [4.0, 3.0, 3.0].map(half_step).to_vec();
    told(
        &mut state,
        last_act(&requests).0,
        ExploreEvent::Clustered(run),
    );
    assert_eq!(state.clustering.last(), None);
    assert_eq!(state.clustering.centres(), [[4.0, 0.0]]);
    state.act(TransportAction::Step);
    state.act(TransportAction::Step);
    assert_eq!(state.clustering.inertias(), [(1.0, 4.0), (2.0, 3.0)]);
    assert!(!state.clustering.is_still());
    state.act(TransportAction::StepBack);
    assert_eq!(state.clustering.n_half_steps(), 1);
    state.act(TransportAction::ToEnd);
    assert!(state.clustering.is_still());
    // Playing at the end begins again, and ends by itself.
    state.act(TransportAction::PlayPause);
    assert!(state.is_running() && state.needs_frames());
    for _ in 0..3 {
        assert_eq!(state.tick(1e6), []);
        assert!(state.has_moved());
    }
    assert!(state.clustering.is_still() && !state.is_running());
    // Another k is another run, asked for once while a hand drags.
    let (job, _) = last_act(&state.set_n_clusters(3));
    assert_eq!(state.set_n_clusters(4), []);
    let requests = state.apply(&Event::Done { job });
    let (_, act) = last_act(&requests);
    assert!(matches!(act, ExploreAct::Cluster { n_clusters: 4, .. }));
}

#[test]
fn the_digit_nearest_to_the_place_is_looked_at() {
    let (mut state, requests) = opened(Link::default());
    assert_eq!(state.looked_at(), None);
    let job = acts(&requests)[0].0;
    told(&mut state, job, ExploreEvent::Scattered(scatter()));
    state.look_at([3.0, 0.5]);
    assert_eq!(state.looked_at(), Some(1));
    assert_eq!(state.digit(1), Some((&[1; N_PIXELS][..], 1)));
    assert_eq!(state.digit(3), None);
    state.look_at([f32::NAN, 3.0]);
    assert_eq!(state.looked_at(), Some(2));
}

#[test]
fn features_are_decoded_once_the_digits_are_there() {
    let (mut state, requests) = opened(Link {
        show: Show::Features,
        ..Link::default()
    });
    let job = acts(&requests)[0].0;
    let requests = state.apply(&Event::Explored {
        job,
        event: ExploreEvent::Scattered(scatter()),
    });
    let [Request::Decode(tiles), Request::Decode(ways)] = &requests[..] else {
        panic!("{requests:?}");
    };
    let n_numbers = |request: &crate::protocol::DecodeRequest| match &request.codes {
        crate::protocol::Codes::Given(codes) => codes.len(),
        _ => 0,
    };
    assert_eq!(n_numbers(tiles), 2 * N_TILES * N_TILES);
    assert_eq!(n_numbers(ways), 2 * 2 * N_ALONG);
    assert_eq!(state.at, Some([2.0, 2.0]));
    // Along the way while a hand moves: one question at a time.
    let (tiling, going) = (tiles.job, ways.job);
    assert_eq!(state.look_at([1.0, 1.0]), []);
    state.apply(&Event::Decoded {
        job: going,
        codes: vec![],
        pixels: vec![3],
    });
    assert_eq!(state.apply(&Event::Done { job: going }).len(), 1);
    state.apply(&Event::Decoded {
        job: tiling,
        codes: vec![],
        pixels: vec![5],
    });
    assert_eq!((&state.tiles[..], &state.ways[..]), (&[5][..], &[3][..]));
}

#[test]
fn held_out_digits_choose_the_width() {
    let (mut state, requests) = opened(Link {
        show: Show::Density,
        ..Link::default()
    });
    assert_eq!(state.choose_best(), []);
    let density = Density {
        notch: 12,
        map: vec![],
        own: vec![3.0, 2.0, 1.0],
        held_out: vec![-9.0, -2.0, -4.0],
    };
    told(
        &mut state,
        last_act(&requests).0,
        ExploreEvent::Density(density),
    );
    let requests = state.choose_best();
    assert_eq!(last_act(&requests).1, ExploreAct::Density { notch: 1 });
    assert_eq!(state.link().notch, 1);
    state.set_notch(200);
    assert_eq!(state.notch, N_BANDWIDTHS - 1);
}

#[test]
fn out_of_sight_nothing_is_on_its_way_and_it_is_opened_again() {
    let (mut state, requests) = opened(Link::default());
    assert!(!state.is_blank());
    let n_cancelled = state.close().len();
    assert_eq!(n_cancelled, acts(&requests).len());
    assert!(state.is_blank());
    let link = state.link();
    assert_eq!(acts(&state.open(link)).len(), 2);
}

/// What is out of sight is of the seed, too, when it is seen again.
#[test]
fn a_seed_is_that_of_the_view_out_of_sight_too() {
    let (mut state, requests) = opened(Link {
        show: Show::Clusters,
        ..Link::default()
    });
    let (job, _) = last_act(&requests);
    told(
        &mut state,
        job,
        ExploreEvent::Clustered(vec![half_step(1.0)]),
    );
    state.set_show(Show::Classes);
    state.set_seed(9);
    let seed_asked = |requests: &[Request]| match last_act(requests).1 {
        ExploreAct::Cluster { seed, .. } | ExploreAct::Classify { seed, .. } => seed,
        act => panic!("{act:?}"),
    };
    let (job, _) = last_act(&state.set_net(RegionNet::Linear));
    told(&mut state, job, ExploreEvent::Classified(regions(0)));
    assert_eq!(seed_asked(&state.set_show(Show::Clusters)), 9);
    state.set_seed(10);
    assert_eq!(seed_asked(&state.set_show(Show::Classes)), 10);
    assert!(state.classifying.history.is_empty());
}

/// An answer that was given up on the way is asked for again.
#[test]
fn what_was_left_before_it_came_is_asked_for_again() {
    let (mut state, requests) = opened(Link {
        show: Show::Clusters,
        ..Link::default()
    });
    let (digits, (job, _)) = (acts(&requests)[0].0, last_act(&requests));
    told(&mut state, digits, ExploreEvent::Scattered(scatter()));
    told(
        &mut state,
        job,
        ExploreEvent::Clustered(vec![half_step(1.0)]),
    );
    state.set_n_clusters(3);
    state.set_show(Show::Axes);
    let (_, act) = last_act(&state.set_show(Show::Clusters));
    assert!(matches!(act, ExploreAct::Cluster { n_clusters: 3, .. }));

    let (job, _) = last_act(&state.set_show(Show::Density));
    let density = |notch| {
        ExploreEvent::Density(Density {
            notch,
            map: vec![],
            own: vec![],
            held_out: vec![],
        })
    };
    let notch = state.notch;
    told(&mut state, job, density(notch));
    state.set_notch(1);
    state.set_show(Show::Axes);
    let (job, act) = last_act(&state.set_show(Show::Density));
    assert!(matches!(act, ExploreAct::Density { notch: 1 }));
    told(&mut state, job, density(1));
    state.set_show(Show::Axes);
    assert_eq!(acts(&state.set_show(Show::Density)), []);
}
