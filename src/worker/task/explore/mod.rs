//! Digits on the plane of an autoencoder's codes: what there is to find in them with their labels
//! and without.

mod axes;
mod density;

use candle_core::Result;

use self::axes::ImageAxes;
use self::density::DensityMap;
use super::few_labels::go_on_encoding;
use super::{Progress, Task};
use crate::ml::explore::{self, Point, k_means, regions};
use crate::protocol::{
    Asset, EXPLORED_MODEL, EXPLORED_SET, EXPLORED_SIDE, Event, ExploreAct, ExploreEvent,
    ExploreRequest, HalfStep, MOST_CLUSTERS, MOST_REGION_STEPS, N_BANDWIDTHS, N_EXPLORED,
    N_HELD_OUT, Regions, RequestProblem, Scatter,
};
use crate::worker::store::Store;

/// What was found of the digits once and for all.
#[derive(Debug, Default)]
pub struct Scattered {
    /// Codes so far, two numbers each.
    codes: Vec<f32>,
    /// Mean log density of the digits, and of those held out, at the bandwidths so far.
    curves: [Vec<f32>; 2],
}

/// Something that is done with the digits.
#[derive(Debug)]
pub struct Exploration {
    request: ExploreRequest,
    work: Work,
}

#[derive(Debug)]
enum Work {
    /// One answer in one go.
    Answer,
    /// The classifier, once it has begun, and its last loss.
    Classify(Option<regions::Regions>, Option<f32>),
    Axes(Option<Box<ImageAxes>>),
    Density(DensityMap),
}

/// The digits, and those held out.
struct Digits<'a> {
    points: Vec<Point>,
    held_out: Vec<Point>,
    labels: &'a [u8],
    held_out_labels: &'a [u8],
}

/// A job on the digits.
///
/// # Errors
/// Where a number is not what it may be.
pub fn explore(request: ExploreRequest) -> std::result::Result<Task, RequestProblem> {
    let work = match request.act {
        ExploreAct::Scatter => Work::Answer,
        ExploreAct::Cluster { n_clusters, .. } => {
            check_within(n_clusters.into(), 1, MOST_CLUSTERS.into())?;
            Work::Answer
        }
        ExploreAct::Classify { from, until, .. } => {
            check_within(from.into(), 0, until.into())?;
            check_within(until.into(), 0, MOST_REGION_STEPS.into())?;
            Work::Classify(None, None)
        }
        ExploreAct::Axes => Work::Axes(None),
        ExploreAct::Density { notch } => {
            check_within(notch.into(), 0, u64::from(N_BANDWIDTHS) - 1)?;
            Work::Density(DensityMap::default())
        }
    };
    Ok(Task::Explore(Box::new(Exploration { request, work })))
}

fn check_within(given: u64, least: u64, most: u64) -> std::result::Result<(), RequestProblem> {
    match (least..=most).contains(&given) {
        true => Ok(()),
        false => Err(RequestProblem::Count { given, most }),
    }
}

/// The files that must be there first.
pub fn needs() -> Vec<Asset> {
    vec![
        Asset::Weights(EXPLORED_MODEL.id()),
        Asset::Images(EXPLORED_SET),
        Asset::Labels(EXPLORED_SET),
    ]
}

impl Exploration {
    /// Its place in the queue.
    pub const fn urgency(&self) -> u8 {
        match self.request.act {
            ExploreAct::Classify { .. } => 3,
            _ => 1,
        }
    }

    /// Whether `newer` makes this one pointless.
    pub fn is_replaced_by(&self, newer: &Self) -> bool {
        std::mem::discriminant(&self.request.act) == std::mem::discriminant(&newer.request.act)
    }

    /// Some codes, or a few milliseconds of the act.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress> {
        let mut scattered = std::mem::take(&mut store.scattered);
        let progress = self.go_on(&mut scattered, store);
        store.scattered = scattered;
        progress
    }

    fn go_on(&mut self, scattered: &mut Scattered, store: &Store) -> Result<Progress> {
        let (Some(model), Some(images), Some(labels)) = (
            store.latent(EXPLORED_MODEL),
            store.images(EXPLORED_SET),
            store.labels(EXPLORED_SET),
        ) else {
            return Ok(Progress::Working);
        };
        let all = images.first(N_EXPLORED + N_HELD_OUT);
        if go_on_encoding(model, EXPLORED_MODEL.n_code(), all, &mut scattered.codes)? {
            return Ok(Progress::Working);
        }
        let digits = Digits::new(&scattered.codes, labels);
        let pixels = images.first(N_EXPLORED);
        let event = match (&mut self.work, self.request.act) {
            (Work::Classify(classifier, loss), ExploreAct::Classify { .. }) => {
                return classify(self.request, (classifier, loss), &digits);
            }
            (Work::Axes(axes), _) => {
                let axes = axes.get_or_insert_with(|| Box::new(ImageAxes::new(pixels)));
                match axes.step() {
                    true => ExploreEvent::Axes(Box::new(axes.answer(&digits.points))),
                    false => return Ok(Progress::Working),
                }
            }
            (Work::Density(map), ExploreAct::Density { notch }) => {
                match map.step(
                    notch,
                    &digits.points,
                    &digits.held_out,
                    &mut scattered.curves,
                ) {
                    Some(density) => ExploreEvent::Density(density),
                    None => return Ok(Progress::Working),
                }
            }
            (_, ExploreAct::Cluster { n_clusters, seed }) => {
                ExploreEvent::Clustered(clustered(&digits, n_clusters, seed))
            }
            _ => {
                let (middle, half_width) = explore::square(&digits.points);
                ExploreEvent::Scattered(Scatter {
                    codes: digits.points.concat(),
                    labels: digits.labels.to_vec(),
                    pixels: pixels.to_vec(),
                    middle,
                    half_width,
                })
            }
        };
        Ok(Progress::Finished(Some(self.request.event(event))))
    }
}

impl ExploreRequest {
    const fn event(&self, event: ExploreEvent) -> Event {
        Event::Explored {
            job: self.job,
            event,
        }
    }
}

impl<'a> Digits<'a> {
    fn new(codes: &[f32], labels: &'a [u8]) -> Self {
        let mut points: Vec<Point> = (codes.chunks_exact(2))
            .map(|code| [code[0], code[1]])
            .collect();
        let n = N_EXPLORED.min(points.len()).min(labels.len());
        let held_out = points.split_off(n);
        let (labels, held_out_labels) = labels.split_at(n);
        Self {
            points,
            held_out_labels: &held_out_labels[..held_out.len().min(held_out_labels.len())],
            held_out,
            labels,
        }
    }
}

/// A step of the classifier; a frame, from the wanted step on.
fn classify(
    request: ExploreRequest,
    (classifier, loss): (&mut Option<regions::Regions>, &mut Option<f32>),
    digits: &Digits<'_>,
) -> Result<Progress> {
    let ExploreAct::Classify {
        net,
        seed,
        from,
        until,
    } = request.act
    else {
        return Ok(Progress::Finished(None));
    };
    let (classifier, has_begun) = match classifier {
        Some(classifier) => (classifier, true),
        None => {
            let new = regions::Regions::new(&digits.points, digits.labels, net.n_hidden(), seed)?;
            (classifier.insert(new), false)
        }
    };
    if has_begun {
        *loss = Some(classifier.step()?);
    }
    let n_steps = classifier.n_steps() as u32;
    if n_steps < from {
        return Ok(Progress::Working);
    }
    let (middle, half_width) = explore::square(&digits.points);
    let grid: Vec<Point> = explore::grid(middle, half_width, EXPLORED_SIDE).collect();
    let accuracy = |points: &[Point], labels: &[u8]| -> Result<f32> {
        Ok(regions::accuracy(&classifier.classes(points)?, labels) as f32)
    };
    let event = request.event(ExploreEvent::Classified(Regions {
        n_steps,
        loss: *loss,
        classes: classifier.classes(&grid)?,
        accuracy: accuracy(&digits.points, digits.labels)?,
        held_out_accuracy: accuracy(&digits.held_out, digits.held_out_labels)?,
    }));
    Ok(match n_steps < until {
        true => Progress::Frame(event),
        false => Progress::Finished(Some(event)),
    })
}

fn clustered(digits: &Digits<'_>, n_clusters: u8, seed: u64) -> Vec<HalfStep> {
    let run = k_means::run(&digits.points, n_clusters.into(), seed);
    let told = |step: k_means::HalfStep| HalfStep {
        purity: k_means::purity(&step.clusters, digits.labels) as f32,
        centres: step.centres,
        clusters: step.clusters,
        inertia: step.inertia as f32,
    };
    run.into_iter().map(told).collect()
}
