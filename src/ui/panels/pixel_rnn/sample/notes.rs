use leptos::prelude::*;

use super::{State, parts::indexed};
use crate::{
    i18n::pixel_rnn::sample::StatesText,
    plot::Role,
    ui::{
        panels::{
            Panel,
            growth::{about_model, tries},
        },
        signals::say,
        widgets::{Notes, Try, paragraphs},
    },
};

/// The formula, what it says, and what to try.
#[component]
pub fn SampleNotes(panel: Panel<State>) -> impl IntoView {
    let mut tries = tries(panel);
    tries.push(Try::new(
        say(|words: &StatesText| words.try_last_layer),
        panel.on(|state: &mut State, ()| {
            let (n_layers, _) = state.watching.size();
            state.look(|looks| looks.layer = n_layers.saturating_sub(1))
        }),
        "try-last-layer",
    ));
    view! {
        <Notes label=say(|words: &StatesText| words.notes) formula=row_lstm tries=tries>
            {paragraphs(|words: &StatesText| &words.paragraphs)}
            <p data-testid="model">{about_model(panel)}</p>
        </Notes>
    }
}

/// The gates from x_t and h_(t−1), c_t from c_(t−1), h_t from c_t: a line each.
fn row_lstm() -> AnyView {
    let line = |content: AnyView| view! { <mtr><mtd>{content}</mtd></mtr> };
    let before = || {
        view! {
            <msup>
                <mi>"W"</mi>
                <mi>"s"</mi>
            </msup>
            {indexed(Role::Latent, "h", "t−1")}
            <mo>"+"</mo>
            <msup>
                <mi>"W"</mi>
                <mi>"i"</mi>
            </msup>
            {indexed(Role::Data, "x", "t")}
        }
    };
    let gates = view! {
        <mi>"o"</mi> <mo>","</mo> <mi>"f"</mi> <mo>","</mo> <mi>"i"</mi> <mo>"="</mo>
        <mi>"σ"</mi> <mo>"("</mo> {before()} <mo>")"</mo>
    };
    let candidate = view! {
        <mi>"g"</mi> <mo>"="</mo> <mi>"tanh"</mi> <mo>"("</mo> {before()} <mo>")"</mo>
    };
    let cells = view! {
        {indexed(Role::Generated, "c", "t")} <mo>"="</mo> <mi>"f"</mi> <mo>"⊙"</mo>
        {indexed(Role::Generated, "c", "t−1")} <mo>"+"</mo> <mi>"i"</mi> <mo>"⊙"</mo> <mi>"g"</mi>
    };
    let hidden = view! {
        {indexed(Role::Latent, "h", "t")} <mo>"="</mo> <mi>"o"</mi> <mo>"⊙"</mo> <mi>"tanh"</mi>
        <mo>"("</mo> {indexed(Role::Generated, "c", "t")} <mo>")"</mo>
    };
    view! {
        <math display="block">
            <mtable class="formula-lines">
                {line(gates.into_any())} {line(candidate.into_any())} {line(cells.into_any())}
                {line(hidden.into_any())}
            </mtable>
        </math>
    }
    .into_any()
}
