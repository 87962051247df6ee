use leptos::prelude::*;

use super::source::{Sets, Source};
use crate::{
    i18n::source::SourceText,
    plot::tile_grid,
    protocol::{ImageSet, N_PIXELS, SIDE},
    ui::{
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{SeedField, Segmented, TileSheet, drawing_board::Ink, use_stage_colors},
    },
};

/// A kind of image to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Digit,
    Drawing,
    Fashion,
    Noise,
    Sample,
}

impl Kind {
    pub const fn of(source: &Source) -> Self {
        match source {
            Source::Digit(_) => Self::Digit,
            Source::Drawing(_) => Self::Drawing,
            Source::Fashion(_) => Self::Fashion,
            Source::Noise(_) => Self::Noise,
            Source::Sample(_) => Self::Sample,
        }
    }

    /// The first image of the kind.
    fn first(self) -> Source {
        match self {
            Self::Digit => Source::Digit(0),
            Self::Drawing => Source::Drawing(Ink::default()),
            Self::Fashion => Source::Fashion(0),
            Self::Noise => Source::Noise(1),
            Self::Sample => Source::Sample(7),
        }
    }

    const fn name(self, words: &SourceText) -> &'static str {
        match self {
            Self::Digit => words.digit,
            Self::Drawing => words.drawing,
            Self::Fashion => words.fashion,
            Self::Noise => words.noise,
            Self::Sample => words.sample,
        }
    }
}

/// The choice of an image to start from: of which kind, and which one. A drawing is made on the
/// panel's own board.
#[component]
pub fn SourcePicker(
    kinds: Vec<Kind>,
    #[prop(into)] source: Live<Source>,
    #[prop(into)] sets: Live<Sets>,
    on_choose: Callback<Source>,
) -> impl IntoView {
    let kind = memo(move || Kind::of(&source.read()));
    // What was chosen of each kind comes back with it.
    let last = StoredValue::new(Vec::<Source>::new());
    let choose_kind = Callback::new(move |kind: Kind| {
        let now = source.get_untracked();
        last.update_value(|last| {
            last.retain(|known| Kind::of(known) != Kind::of(&now));
            last.push(now);
        });
        let known =
            last.with_value(|last| last.iter().find(|known| Kind::of(known) == kind).cloned());
        on_choose.run(known.unwrap_or_else(|| kind.first()));
    });
    let options = kinds.into_iter().map(|kind| {
        let name = say(move |words: &SourceText| kind.name(words));
        (kind, name)
    });
    let seed = live(move || match *source.read() {
        Source::Noise(seed) | Source::Sample(seed) => seed,
        _ => 0,
    });
    let choice = move || match kind.get() {
        Kind::Drawing => ().into_any(),
        Kind::Digit => sheet(ImageSet::TestDigits, source, sets, on_choose),
        Kind::Fashion => sheet(ImageSet::Fashion, source, sets, on_choose),
        kind => {
            let on_seed = Callback::new(move |seed| {
                on_choose.run(match kind {
                    Kind::Noise => Source::Noise(seed),
                    _ => Source::Sample(seed),
                });
            });
            view! { <SeedField value=seed on_change=on_seed /> }.into_any()
        }
    };
    view! {
        <div class="block">
            <Segmented
                label=say(|words: &SourceText| words.kind)
                options=options.collect()
                value=kind
                on_change=choose_kind
                testid="source"
            />
            {part(choice)}
        </div>
    }
}

/// All images of a set, to choose one.
fn sheet(
    set: ImageSet,
    source: Live<Source>,
    sets: Live<Sets>,
    on_choose: Callback<Source>,
) -> AnyView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let n_tiles = memo(move || sets.read().of(set).len() / N_PIXELS);
    let picture = memo(move || {
        let sets = sets.read();
        let tiles: Vec<&[u8]> = sets.of(set).chunks_exact(N_PIXELS).collect();
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
    });
    let chosen = memo(move || match *source.read() {
        Source::Digit(place) | Source::Fashion(place) => Some(usize::from(place)),
        _ => None,
    });
    let label = derived(move || {
        let words = text.of::<SourceText>();
        let name = match set {
            ImageSet::Fashion => words.fashion_sheet,
            ImageSet::TestDigits | ImageSet::MoreTestDigits | ImageSet::TrainingDigits => {
                words.digits
            }
        };
        name(chosen.get().unwrap_or_default() + 1)
    });
    let on_tile = Callback::new(move |tile: usize| {
        let place = tile as u16;
        on_choose.run(match set {
            ImageSet::Fashion => Source::Fashion(place),
            ImageSet::TestDigits | ImageSet::MoreTestDigits | ImageSet::TrainingDigits => {
                Source::Digit(place)
            }
        });
    });
    let is_there = memo(move || n_tiles.get() > 0);
    let body = move || match is_there.get() {
        true => view! {
            <TileSheet
                picture=picture
                n_columns=N_COLUMNS
                n_tiles=n_tiles
                chosen=chosen
                on_choose=on_tile
                label=label
                testid="sheet"
            />
            <p class="legend">{label}</p>
        }
        .into_any(),
        false => {
            view! { <p class="legend">{say(|words: &SourceText| words.sets_coming)}</p> }.into_any()
        }
    };
    part(body).into_any()
}

/// Images in a row of a sheet.
const N_COLUMNS: usize = 20;
