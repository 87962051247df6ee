//! What is said of digits on the plane of a code.

use density_lab::protocol::*;

use super::JOB;

pub fn requests() -> Vec<Request> {
    let acts = [
        ExploreAct::Scatter,
        ExploreAct::Classify {
            net: RegionNet::Hidden,
            seed: u64::MAX,
            from: 3,
            until: 9,
        },
        ExploreAct::Cluster {
            n_clusters: 4,
            seed: 1,
        },
        ExploreAct::Axes,
        ExploreAct::Density { notch: 24 },
    ];
    let request = |act| Request::Explore(ExploreRequest { job: JOB, act });
    acts.into_iter().map(request).collect()
}

pub fn events() -> Vec<Event> {
    let events = [
        ExploreEvent::Scattered(Scatter {
            codes: vec![0.5, -2.0],
            labels: vec![7],
            pixels: vec![9; 784],
            middle: [1.0, -1.0],
            half_width: 3.0,
        }),
        ExploreEvent::Classified(Regions {
            n_steps: 3,
            loss: Some(2.5),
            classes: vec![0, 9],
            accuracy: 0.5,
            held_out_accuracy: 0.25,
        }),
        ExploreEvent::Clustered(vec![HalfStep {
            centres: vec![[1.0, 2.0]],
            clusters: vec![0, 0],
            inertia: 4.0,
            purity: 0.5,
        }]),
        ExploreEvent::Axes(Box::new(Axes {
            mean: [0.0, 1.0],
            directions: [[1.0, 0.0], [0.0, 1.0]],
            deviations: [2.0, 1.0],
            mean_image: vec![0.5; 784],
            images: [vec![0.1; 784], vec![-0.1; 784]],
            image_deviations: [2.0, 1.5],
            shares: [0.1, 0.07],
            linear_codes: vec![1.0, -1.0],
        })),
        ExploreEvent::Density(Density {
            notch: 2,
            map: vec![0.0, 1.0],
            own: vec![-3.0],
            held_out: vec![f32::NEG_INFINITY],
        }),
    ];
    let event = |event| Event::Explored { job: JOB, event };
    events.into_iter().map(event).collect()
}
