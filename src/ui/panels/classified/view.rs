use std::sync::Arc;

use leptos::prelude::*;

use super::{SURE, Verdicts};
use crate::{
    i18n::classified::ClassifiedText,
    plot::{Judged, judged_grid},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::OnDemand,
        settings::{use_settings, use_text},
        signals::{Live, derived, memo, part, say},
        widgets::{Painting, use_stage_colors},
    },
};

/// Images, each with the classifier's verdict below it.
#[component]
pub fn ClassifiedImages(
    is_wanted: Live<bool>,
    found: Live<Option<Arc<Verdicts>>>,
    /// What is said until there are verdicts.
    #[prop(into)]
    until_found: Signal<String>,
    /// Called with whether they are wanted now.
    on_want: Callback<bool>,
) -> impl IntoView {
    const N_COLUMNS: usize = 8;
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let sentence = derived(move || {
        let words = text.of::<ClassifiedText>();
        let found = found.read();
        let Some(found) = found.as_ref() else {
            return until_found.get();
        };
        match (&found.classes[..], &found.confidences[..]) {
            ([class], [confidence]) => (words.one)(*class, (*confidence).into()),
            _ => {
                let (images, real) = (found.sureness(), found.real);
                (words.several)(SURE, images.sure, images.n, real.sure, real.n)
            }
        }
    });
    let picture = memo(move || {
        let found = found.read();
        let Some(found) = found.as_ref() else {
            return judged_grid(&[], &[], SIDE, N_COLUMNS, &colors.get());
        };
        let images: Vec<&[u8]> = found.pixels.chunks_exact(N_PIXELS).collect();
        let said = found.classes.iter().zip(&found.confidences);
        let judged: Vec<Judged> = said
            .map(|(class, confidence)| Judged {
                share: (*confidence).into(),
                digit: *class,
            })
            .collect();
        let n_columns = images.len().min(N_COLUMNS);
        judged_grid(&images, &judged, SIDE, n_columns, &colors.get())
    });
    let is_several = memo(move || {
        let n = |found: &Arc<Verdicts>| found.classes.len();
        found.with(|found| found.as_ref().map_or(0, n)) > 1
    });
    let body = move || {
        let pictures = move || {
            match is_several.get() {
            true => view! {
                <div class="tile-row" role="img" aria-label=sentence data-testid="classified-images">
                    <Painting picture=picture />
                </div>
                <p class="legend">{say(|words: &ClassifiedText| words.legend)}</p>
            }
            .into_any(),
            false => ().into_any(),
        }
        };
        view! {
            {part(pictures)}
            <p class="legend" data-testid="classified-says">{sentence}</p>
        }
        .into_any()
    };
    view! {
        <OnDemand
            heading=say(|words: &ClassifiedText| words.heading)
            show=say(|words: &ClassifiedText| words.show)
            hide=say(|words: &ClassifiedText| words.hide)
            is_wanted=is_wanted
            on_want=on_want
            testid="classify"
            body=body
        />
    }
}
