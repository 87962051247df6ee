//! A sentence each: what it was given, and what it found.

use leptos::prelude::*;

use super::{Show, State};
use crate::{
    i18n::overview::labels::{LabelsText, ShowText},
    protocol::{N_HELD_OUT, bandwidth_at},
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{derived, say},
    },
};

impl LabelsText {
    /// The words of one way of looking.
    pub const fn of(&self, show: Show) -> &ShowText {
        match show {
            Show::Classes => &self.classes,
            Show::Clusters => &self.clusters,
            Show::Axes => &self.axes,
            Show::Features => &self.features,
            Show::Density => &self.density,
        }
    }
}

/// What has been found so far, in figures.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    Nothing,
    Classes {
        n_steps: u32,
        own: f32,
        held_out: f32,
    },
    Centres(usize),
    Clusters {
        n: usize,
        distance: f32,
        /// Rounds made, once the centres stand still.
        n_rounds: Option<usize>,
        /// Where labels are in sight.
        purity: Option<f32>,
    },
    Axes {
        share: f32,
        of_images: f32,
    },
    Features,
    Density {
        bandwidth: f32,
        held_out: f32,
        best: f32,
    },
}

fn found(state: &State) -> Found {
    let found = match state.show {
        Show::Classes => classes(state),
        Show::Clusters => clusters(state),
        Show::Axes => axes(state),
        Show::Features => (!state.tiles.is_empty()).then_some(Found::Features),
        Show::Density => density(state),
    };
    found.unwrap_or(Found::Nothing)
}

fn classes(state: &State) -> Option<Found> {
    let regions = state.classifying.regions.as_ref()?;
    Some(Found::Classes {
        n_steps: regions.n_steps,
        own: regions.accuracy,
        held_out: regions.held_out_accuracy,
    })
}

fn clusters(state: &State) -> Option<Found> {
    let clustering = &state.clustering;
    let n = clustering.centres().len();
    let Some(last) = clustering.last() else {
        return (n > 0).then_some(Found::Centres(n));
    };
    Some(Found::Clusters {
        n,
        distance: last.inertia.sqrt(),
        // The first round draws nothing anew; the last half step finds that nothing changes.
        n_rounds: clustering.is_still().then(|| clustering.length() / 2),
        purity: state.reveals.then_some(last.purity),
    })
}

fn axes(state: &State) -> Option<Found> {
    let axes = state.axes.as_ref()?;
    let [first, second] = axes.deviations.map(|deviation| deviation * deviation);
    Some(Found::Axes {
        share: first / (first + second).max(f32::MIN_POSITIVE),
        of_images: axes.shares.iter().sum(),
    })
}

fn density(state: &State) -> Option<Found> {
    let density = state.density.as_ref()?;
    Some(Found::Density {
        bandwidth: bandwidth_at(density.notch),
        held_out: *density.held_out.get(usize::from(density.notch))?,
        best: bandwidth_at(state.best_notch()?),
    })
}

fn in_words(found: &Found, words: &LabelsText) -> String {
    match found {
        Found::Nothing => words.not_yet.to_owned(),
        Found::Classes {
            n_steps,
            own,
            held_out,
        } => (words.found_classes)(*n_steps, (*own).into(), (*held_out).into(), N_HELD_OUT),
        Found::Centres(n) => (words.found_centres)(*n),
        Found::Clusters {
            n,
            distance,
            n_rounds,
            purity,
        } => {
            let found = (words.found_clusters)(*n, (*distance).into(), *n_rounds);
            match purity {
                Some(purity) => format!("{found} {}", (words.purity)((*purity).into())),
                None => found,
            }
        }
        Found::Axes { share, of_images } => {
            (words.found_axes)((*share).into(), (*of_images).into())
        }
        Found::Features => words.found_features.to_owned(),
        Found::Density {
            bandwidth,
            held_out,
            best,
        } => (words.found_density)((*bandwidth).into(), (*held_out).into(), (*best).into()),
    }
}

#[component]
pub fn Findings(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let show = panel.read(|state| state.show);
    let found = panel.read(found);
    view! {
        <dl class="given-found">
            <dt>{say(|words: &LabelsText| words.given)}</dt>
            <dd data-testid="given">
                {derived(move || text.of::<LabelsText>().of(show.get()).given.to_owned())}
            </dd>
            <dt>{say(|words: &LabelsText| words.found)}</dt>
            <dd data-testid="found">
                {derived(move || in_words(&found.read(), text.of::<LabelsText>()))}
            </dd>
        </dl>
    }
}
