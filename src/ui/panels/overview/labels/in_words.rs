//! What the text in words says of what is found.

use super::{Show, State};
use crate::plot::fixed;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[LEARNS, CLUSTERS];

/// With labels, unseen digits are told right more often than by guessing.
const LEARNS: Finding = Finding {
    name: "learns",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["own", "unseen", "steps"],
};

/// Clusters are classes: nine in ten digits are of their cluster's commonest one.
const CLUSTERS: Finding = Finding {
    name: "clusters",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["purity", "k"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let found = match state.show {
        Show::Classes => learns(state),
        Show::Clusters => clusters(state),
        Show::Axes | Show::Features | Show::Density => None,
    };
    found.into_iter().collect()
}

fn learns(state: &State) -> Option<Measured> {
    /// One in ten is right by guessing.
    const GUESSED: f32 = 0.1;
    let regions = state.classifying.regions.as_ref()?;
    let (own, unseen) = (regions.accuracy, regions.held_out_accuracy);
    let figures = [whole(own), whole(unseen), regions.n_steps.to_string()];
    let outcome = Outcome::of(unseen > 2.0 * GUESSED);
    (regions.n_steps > 0).then(|| LEARNS.measured(outcome, figures))
}

fn clusters(state: &State) -> Option<Measured> {
    const PURE: f32 = 0.9;
    let clustering = &state.clustering;
    let last = clustering.last().filter(|_| clustering.is_still())?;
    let figures = [whole(last.purity), clustering.n_clusters.to_string()];
    Some(CLUSTERS.measured(Outcome::of(last.purity >= PURE), figures))
}

/// A part in whole percent.
fn whole(part: f32) -> String {
    format!("{} %", fixed(f64::from(part) * 100.0, 0))
}
