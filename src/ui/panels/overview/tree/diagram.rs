//! The tree itself: nested lists, between whose items the style sheet draws the branches.

use leptos::prelude::*;

use super::{Leaf, State};
use crate::{
    i18n::overview::tree::{LeafText, TreeText},
    plot::image_in_progress,
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::{Panel, TroubleNotices},
        settings::{use_settings, use_text},
        signals::{derived, memo, say},
        widgets::{Painting, use_stage_colors},
    },
};

/// From all generative models down to each of them.
#[component]
pub fn Diagram(panel: Panel<State>) -> impl IntoView {
    let leaf = move |leaf: Leaf| view! { <Picture panel=panel leaf=leaf /> };
    view! {
        <div class="lecture-tree" role="group" aria-label=say(|words: &TreeText| words.tree)>
            <Node name=|words| words.models says=|_| "">
                <Branch name=|words| words.explicit says=|words| words.explicit_says>
                    <Branch name=|words| words.tractable says=|words| words.tractable_says>
                        {leaf(Leaf::PixelRnn)}
                        {leaf(Leaf::PixelCnn)}
                    </Branch>
                    <Branch name=|words| words.approximate says=|words| words.approximate_says>
                        {leaf(Leaf::Autoencoder)}
                        {leaf(Leaf::Vae)}
                    </Branch>
                </Branch>
                <Branch name=|words| words.implicit says=|words| words.implicit_says>
                    <Branch name=|words| words.direct says=|words| words.direct_says>
                        {leaf(Leaf::Gan)}
                    </Branch>
                </Branch>
            </Node>
        </div>
    }
}

type Word = fn(&'static TreeText) -> &'static str;

/// A place where the tree parts, and what hangs on it.
#[component]
fn Node(name: Word, says: Word, children: Children) -> impl IntoView {
    view! {
        <div class="lecture-node">
            <b>{say(name)}</b>
            <small>{say(says)}</small>
        </div>
        <ul>{children()}</ul>
    }
}

#[component]
fn Branch(name: Word, says: Word, children: Children) -> impl IntoView {
    view! {
        <li>
            <Node name=name says=says>
                {children()}
            </Node>
        </li>
    }
}

impl Leaf {
    fn words(self, words: &'static TreeText) -> &'static LeafText {
        match self {
            Self::PixelRnn => &words.pixel_rnn,
            Self::PixelCnn => &words.pixel_cnn,
            Self::Autoencoder => &words.autoencoder,
            Self::Vae => &words.vae,
            Self::Gan => &words.gan,
        }
    }
}

/// A model with its picture, both a way to its panel.
#[component]
fn Picture(panel: Panel<State>, leaf: Leaf) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(move |state| state.picture(leaf).pixels.clone());
    let stage = panel.read(move |state| state.stage(leaf).name());
    let seed = panel.read(|state| state.seed);
    let picture = memo(move || image_in_progress(&pixels.get(), SIDE, &colors.get()));
    let label = derived(move || {
        let words = text.of::<TreeText>();
        (words.picture)(leaf.words(words).name, pixels.get().len(), N_PIXELS)
    });
    let is_aside = leaf == Leaf::Autoencoder;
    let aside: Option<Word> = match leaf {
        Leaf::Autoencoder => Some(|words| words.no_generator),
        Leaf::PixelRnn | Leaf::PixelCnn | Leaf::Vae | Leaf::Gan => None,
    };
    let aside = aside.map(|aside| view! { <small>{say(aside)}</small> });
    view! {
        <li class="lecture-leaf" class:is-aside=is_aside>
            <a
                href=derived(move || leaf.address(seed.get()))
                data-testid=leaf.testid()
                data-stage=derived(move || stage.get().to_owned())
            >
                <span class="pixel-canvas" role="img" aria-label=label>
                    <Painting picture=picture />
                </span>
                <b>{say(move |words: &TreeText| leaf.words(words).name)}</b>
            </a>
            <div class="lecture-says">
                {aside}
                <p>{say(move |words: &TreeText| leaf.words(words).says)}</p>
                <TroubleNotices
                    trouble=panel.read(move |state| state.trouble_of(leaf))
                    on_retry=panel.on(move |state, ()| state.retry_picture(leaf))
                />
            </div>
        </li>
    }
}
