use crate::ui::signals::say;
use leptos::prelude::*;

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
    /// A `<math>` element, its terms wearing their colours ([`super::Term`]).
    #[prop(into)]
    formula: ViewFn,
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
            <div class="formula">{formula.run()}</div>
            <div class="notes-text">{children()}</div>
            {has_tries
                .then(|| {
                    view! {
                        <h2>{say(|text| text.widgets.try_it)}</h2>
                        <ul class="tries">{tries.into_iter().map(button).collect_view()}</ul>
                    }
                })}
        </aside>
    }
}
