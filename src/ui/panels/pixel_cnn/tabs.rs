use leptos::prelude::*;

use crate::{
    i18n::pixel_cnn::PixelCnnText,
    ui::{address::Page, hooks::use_address, signals::say},
};

type Name = fn(&PixelCnnText) -> &'static str;

/// The PixelCNN's panels, in the order in which a lecture may take them.
const TABS: [(Page, Name); 4] = [
    (Page::Sample, |words| words.tab_sample),
    (Page::Complete, |words| words.tab_complete),
    (Page::Surprise, |words| words.tab_surprise),
    (Page::Training, |words| words.tab_training),
];

/// Links between the PixelCNN's panels; each leads to what the panel showed last.
#[component]
pub fn Tabs(page: Page) -> impl IntoView {
    let address = use_address();
    let tab = |(of, name): (Page, Name)| {
        let testid = format!("tab-{}", of.path().rsplit('/').next().unwrap_or_default());
        view! {
            <a
                href=address.link_to(of)
                aria-current=(of == page).then_some("page")
                data-testid=testid
            >
                {say(move |text| name(&text.pixel_cnn))}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=say(|text| text.pixel_cnn.tabs)>
            {TABS.map(tab).collect_view()}
        </nav>
    }
}
