use leptos::prelude::*;

use crate::plot::Role;

/// A part of a formula in the colour of what it stands for.
#[component]
pub fn Term(
    role: Role,
    /// MathML elements.
    children: Children,
) -> impl IntoView {
    view! { <mrow class=role.class()>{children()}</mrow> }
}
