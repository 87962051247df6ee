//! Digits on the plane of a code, with labels and without.

use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{finish, ready, sent};

fn engine() -> Engine {
    ready(&[
        Asset::Weights(EXPLORED_MODEL.id()),
        Asset::Images(EXPLORED_SET),
        Asset::Labels(EXPLORED_SET),
    ])
}

/// All that `act` brings; its job is done in the end.
fn explored(engine: &mut Engine, act: ExploreAct) -> Vec<ExploreEvent> {
    let job = JobId(5);
    let request = Request::Explore(ExploreRequest { job, act });
    assert_eq!(sent(engine.handle(request)), []);
    let mut events = finish(engine);
    assert_eq!(events.pop(), Some(Event::Done { job }));
    let of_act = |event| match event {
        Event::Explored {
            job: JobId(5),
            event,
        } => event,
        other => panic!("{other:?}"),
    };
    events.into_iter().map(of_act).collect()
}

fn scatter(engine: &mut Engine) -> Scatter {
    match &explored(engine, ExploreAct::Scatter)[..] {
        [ExploreEvent::Scattered(scatter)] => scatter.clone(),
        other => panic!("{other:?}"),
    }
}

fn regions(engine: &mut Engine, net: RegionNet, from: u32, until: u32) -> Vec<Regions> {
    let act = ExploreAct::Classify {
        net,
        seed: 1,
        from,
        until,
    };
    let of = |event| match event {
        ExploreEvent::Classified(regions) => regions,
        other => panic!("{other:?}"),
    };
    explored(engine, act).into_iter().map(of).collect()
}

#[test]
fn digits_lie_where_the_encoder_puts_them_whoever_asks_first() {
    let mut engine = engine();
    let scatter = scatter(&mut engine);
    assert_eq!(
        (
            scatter.codes.len(),
            scatter.labels.len(),
            scatter.pixels.len()
        ),
        (2 * N_EXPLORED, N_EXPLORED, N_PIXELS * N_EXPLORED)
    );
    let is_inside = |code: &&[f32]| {
        let mut far = code
            .iter()
            .zip(scatter.middle)
            .map(|(z, middle)| (z - middle).abs());
        far.all(|far| far <= scatter.half_width)
    };
    let n_inside = scatter.codes.chunks(2).filter(is_inside).count();
    assert!(n_inside > N_EXPLORED * 85 / 100, "{n_inside}");
    // As the encoder says it of one of them.
    engine.handle(Request::Encode(EncodeRequest {
        job: JobId(1),
        model: EXPLORED_MODEL,
        pixels: scatter.pixels[7 * N_PIXELS..8 * N_PIXELS].to_vec(),
        seed: 0,
    }));
    let events = finish(&mut engine);
    let [Event::Encoded { code, .. }, _] = &events[..] else {
        panic!("{events:?}")
    };
    for (one, all) in code.mean.iter().zip(&scatter.codes[14..16]) {
        assert!((one - all).abs() < 1e-3, "{one} {all}");
    }
}

#[test]
fn labels_make_regions_that_hold_for_digits_not_seen() {
    let mut engine = engine();
    let mut all = regions(&mut engine, RegionNet::Hidden, 0, 150);
    assert_eq!(all.len(), 151);
    all.extend(regions(
        &mut engine,
        RegionNet::Hidden,
        MOST_REGION_STEPS,
        MOST_REGION_STEPS,
    ));
    let (first, last) = (&all[0], &all[all.len() - 1]);
    assert_eq!((first.n_steps, first.loss), (0, None));
    assert_eq!(last.classes.len(), EXPLORED_SIDE * EXPLORED_SIDE);
    assert!(first.held_out_accuracy < 0.5 && last.held_out_accuracy > 0.6);
    assert!(last.accuracy > first.accuracy);
    // The same run in pieces, and by another engine.
    let again = regions(&mut engine, RegionNet::Hidden, 40, 42);
    assert_eq!(again[..], all[40..=42]);
    let linear = regions(&mut engine, RegionNet::Linear, 300, 300);
    assert!(linear[0].accuracy < last.accuracy);
}

#[test]
fn clusters_come_without_labels_and_the_inertia_falls() {
    let mut engine = engine();
    let run = |engine: &mut Engine, n_clusters, seed| match &explored(
        engine,
        ExploreAct::Cluster { n_clusters, seed },
    )[..]
    {
        [ExploreEvent::Clustered(run)] => run.clone(),
        other => panic!("{other:?}"),
    };
    let ten = run(&mut engine, 10, 1);
    assert!(
        ten.windows(2)
            .all(|pair| pair[1].inertia <= pair[0].inertia)
    );
    let last = &ten[ten.len() - 1];
    assert_eq!((last.centres.len(), last.clusters.len()), (10, N_EXPLORED));
    assert!(last.purity > 0.3 && last.purity < 0.9);
    assert_eq!(run(&mut engine, 10, 1), ten);
    assert_ne!(run(&mut engine, 10, 2)[0], ten[0]);
    let one = run(&mut engine, 1, 1);
    assert!(one[one.len() - 1].inertia > last.inertia);
}

#[test]
fn axes_are_told_of_codes_and_of_images() {
    let mut engine = engine();
    let scatter = scatter(&mut engine);
    let events = explored(&mut engine, ExploreAct::Axes);
    let [ExploreEvent::Axes(axes)] = &events[..] else {
        panic!("{events:?}")
    };
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let [u, v] = &axes.directions;
    assert!((dot(u, u) - 1.0).abs() < 1e-4 && dot(u, v).abs() < 1e-4);
    assert!(axes.deviations[0] >= axes.deviations[1]);
    let [a, b] = &axes.images;
    assert!((dot(a, a) - 1.0).abs() < 1e-3 && dot(a, b).abs() < 1e-3);
    assert!(axes.shares[0] > axes.shares[1] && axes.shares[1] > 0.02);
    assert!(axes.shares[0] + axes.shares[1] < 0.5);
    // A digit's linear code is how far it is along the directions.
    let pixels = scatter.pixels[..N_PIXELS]
        .iter()
        .map(|&grey| f32::from(grey) / 255.0);
    let centred: Vec<f32> = pixels
        .zip(&axes.mean_image)
        .map(|(x, mean)| x - mean)
        .collect();
    assert!((dot(&centred, a) - axes.linear_codes[0]).abs() < 1e-3);
}

#[test]
fn held_out_digits_find_a_width_that_the_digits_themselves_do_not() {
    let mut engine = engine();
    let density =
        |engine: &mut Engine, notch| match &explored(engine, ExploreAct::Density { notch })[..] {
            [ExploreEvent::Density(density)] => density.clone(),
            other => panic!("{other:?}"),
        };
    let narrow = density(&mut engine, 0);
    assert_eq!(narrow.map.len(), EXPLORED_SIDE * EXPLORED_SIDE);
    let best = narrow.held_out.iter().copied().fold(f32::MIN, f32::max);
    let place = narrow.held_out.iter().position(|&value| value == best);
    assert!(narrow.own.windows(2).all(|pair| pair[0] > pair[1]));
    assert!(place.is_some_and(|at| at > 0 && at < usize::from(N_BANDWIDTHS) - 1));
    let wide = density(&mut engine, N_BANDWIDTHS - 1);
    assert_eq!((&wide.own, &wide.held_out), (&narrow.own, &narrow.held_out));
    let sum = |map: &[f32]| map.iter().sum::<f32>();
    assert!(sum(&wide.map) > sum(&narrow.map), "it is spread out more");
}

#[test]
fn what_cannot_be_is_refused_and_the_newer_takes_the_olders_place() {
    let mut engine = engine();
    for act in [
        ExploreAct::Cluster {
            n_clusters: 0,
            seed: 1,
        },
        ExploreAct::Cluster {
            n_clusters: MOST_CLUSTERS + 1,
            seed: 1,
        },
        ExploreAct::Classify {
            net: RegionNet::Linear,
            seed: 1,
            from: 3,
            until: 2,
        },
        ExploreAct::Classify {
            net: RegionNet::Linear,
            seed: 1,
            from: 0,
            until: MOST_REGION_STEPS + 1,
        },
        ExploreAct::Density {
            notch: N_BANDWIDTHS,
        },
    ] {
        let job = JobId(1);
        let refused = sent(engine.handle(Request::Explore(ExploreRequest { job, act })));
        assert!(
            matches!(
                refused[..],
                [Event::Failed {
                    failure: Failure::Request(_),
                    ..
                }]
            ),
            "{act:?}"
        );
    }
    let ask = |engine: &mut Engine, job, act| {
        sent(engine.handle(Request::Explore(ExploreRequest {
            job: JobId(job),
            act,
        })))
    };
    assert_eq!(ask(&mut engine, 1, ExploreAct::Density { notch: 1 }), []);
    assert_eq!(ask(&mut engine, 2, ExploreAct::Axes), [], "of another kind");
    assert_eq!(
        ask(&mut engine, 3, ExploreAct::Density { notch: 2 }),
        [Event::Cancelled { job: JobId(1) }]
    );
}
