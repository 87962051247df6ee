use leptos::prelude::*;

use super::Math;

use crate::{
    i18n::{Span, Words, widgets::WidgetText},
    ui::{
        settings::use_text,
        signals::{Live, part, say},
        words::Formula,
    },
};

/// The paragraphs of an area, what they speak of in its colour.
pub fn paragraphs<W: Words>(
    of: fn(&'static W) -> &'static [&'static [Span]],
) -> Box<dyn FnMut() -> AnyView + Send> {
    let text = use_text();
    paragraphs_boxed(Box::new(move || of(text.of())))
}

// Apart from the above, so that it is compiled once for all areas.
fn paragraphs_boxed(
    of: Box<dyn Fn() -> &'static [&'static [Span]] + Send>,
) -> Box<dyn FnMut() -> AnyView + Send> {
    part(move || {
        let spans = of().iter();
        spans
            .map(|spans| paragraph(spans))
            .collect_view()
            .into_any()
    })
}

fn paragraph(spans: &'static [Span]) -> impl IntoView {
    let span = |span: &Span| match span.role {
        None => span.text.into_any(),
        Some(role) => view! { <b class=role.class()>{span.text}</b> }.into_any(),
    };
    view! { <p>{spans.iter().map(span).collect_view()}</p> }
}

/// Something worth trying, which the page does when it is clicked.
#[derive(Clone)]
pub struct Try {
    label: Signal<String>,
    action: Callback<()>,
    testid: &'static str,
}

impl Try {
    /// `testid` is the name by which tests find the button.
    pub fn new(
        label: impl Into<Signal<String>>,
        action: Callback<()>,
        testid: &'static str,
    ) -> Self {
        Self {
            label: label.into(),
            action,
            testid,
        }
    }
}

/// What stands beside the picture: the formula, a few sentences, and what to try.
#[component]
pub fn Notes(
    /// What the notes are about, for those who jump from landmark to landmark.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] formula: Live<Formula>,
    /// In the order in which they are read; none, and their heading is left out.
    #[prop(optional)]
    tries: Vec<Try>,
    /// Paragraphs.
    children: Children,
) -> impl IntoView {
    let has_tries = !tries.is_empty();
    let button = |Try {
                      label,
                      action,
                      testid,
                  }| {
        view! {
            <li>
                <button type="button" data-testid=testid on:click=move |_| action.run(())>
                    {label}
                </button>
            </li>
        }
    };
    view! {
        <aside class="notes" aria-label=label>
            <Math formula=formula />
            <div class="notes-text">{children()}</div>
            {has_tries
                .then(|| {
                    view! {
                        <h2>{say(|words: &WidgetText| words.try_it)}</h2>
                        <ul class="tries">{tries.into_iter().map(button).collect_view()}</ul>
                    }
                })}
        </aside>
    }
}
