use leptos::prelude::*;

use super::{N_COMPLETIONS, State};
use crate::{
    i18n::pixel_cnn::complete::CompleteText,
    plot::{drawing, image_in_progress, tile_grid},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::{
            Datum, Panel, PanelFrame, PanelState,
            growth::{Act, SamplingTransport, Temperature, digest},
            picker::{Kind, SourcePicker},
            source::Source,
            use_panel,
        },
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{
            DrawingBoard, Marked, Notes, PixelCanvas, SeedField, Slider, TileSheet, Try,
            paragraphs, use_stage_colors,
        },
        words::Formula,
    },
};

/// What is left of an image, given how it begins.
const REST: Formula = Formula(
    "p({generated:x_{>k}} | {data:x_{≤k}}) = ∏_{i=k+1}^n p({generated:x_i} | {data:x_{<i}})",
);

/// Completions stand in rows of three.
const N_COLUMNS: usize = 3;

/// The beginning of a digit, and nine ways in which the net goes on.
#[component]
pub fn CompletePanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let position = panel.read(|state| state.growth.n_pixels());
    let digest = panel.read(|state| {
        let images = state.growth.images.iter();
        digest(
            &images
                .flat_map(|image| image.pixels.clone())
                .collect::<Vec<u8>>(),
        )
    });
    let data: Vec<Datum> = vec![
        ("data-position", derived(move || position.get().to_string())),
        ("data-digest", derived(move || digest.get())),
        panel.playing(),
    ];
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &CompleteText| words.title)
            testid="complete"
            data=data
            has_long_formula=true
            inspector=move || view! { {panel.trouble()} <Beginning panel=panel /> }
            notes=move || view! { <CompleteNotes panel=panel /> }
        >
            <Completions panel=panel />
            <SamplingTransport
                position=position
                running=panel.is_running()
                speed=panel.read(|state| state.growth.speed)
                on_act=panel.on(|state, act: Act| act(&mut state.growth))
            />
            <div class="controls">
                <SeedField
                    value=panel.read(|state| state.growth.seed)
                    on_change=panel.on(State::set_seed)
                />
                <Temperature
                    temperature=panel.read(|state| state.growth.temperature)
                    on_change=panel.on(|state, temperature| {
                        state.growth.set_temperature(temperature)
                    })
                />
            </div>
        </PanelFrame>
    }
}

/// Nine images that begin alike.
#[component]
fn Completions(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let images = panel.read(|state| {
        let images = state.growth.images.iter();
        images.map(|image| image.pixels.clone()).collect::<Vec<_>>()
    });
    let n_given = panel.read(|state| state.growth.n_given());
    let watched = panel.read(|state| state.growth.watched);
    let picture = memo(move || {
        let images = images.read();
        let mut tiles: Vec<&[u8]> = images.iter().map(Vec::as_slice).collect();
        tiles.resize(N_COMPLETIONS, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, n_given.get(), &colors.get())
    });
    let label = derived(move || {
        let n_pixels = images.with(|images| images.first().map_or(0, Vec::len));
        (text.of::<CompleteText>().sheet)(n_given.get(), n_pixels)
    });
    view! {
        <TileSheet
            picture=picture
            n_columns=N_COLUMNS
            n_tiles=live(|| N_COMPLETIONS)
            chosen=live(move || Some(watched.get()))
            on_choose=panel.on(|state, image| state.growth.watch(image))
            label=label
            testid="completions"
        />
    }
}

/// Where the beginning comes from, how much of it is kept, and the chosen completion.
#[component]
fn Beginning(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let source = panel.read(|state| state.source.clone());
    let n_rows = panel.read(|state| state.n_rows);
    let is_drawing = memo(move || matches!(*source.read(), Source::Drawing(_)));
    let ink = live(move || match &*source.read() {
        Source::Drawing(ink) => ink.clone(),
        _ => crate::ui::widgets::drawing_board::Ink::default(),
    });
    let whole = panel.read(|state| state.picture().unwrap_or_default());
    let begun = move || match is_drawing.get() {
        true => view! {
            <DrawingBoard
                ink=ink
                n_rows=n_rows
                colors=colors
                on_draw=panel.on(State::sketch)
                on_finish=panel.on(|state, ink| state.set_source(Source::Drawing(ink)))
            />
        }
        .into_any(),
        false => {
            let picture = memo(move || {
                let whole = whole.read();
                match whole.len() {
                    N_PIXELS => drawing(&whole, n_rows.get(), &colors.get()),
                    _ => image_in_progress(&[], SIDE, &colors.get()),
                }
            });
            view! {
                <PixelCanvas
                    picture=picture
                    label=say(|words: &CompleteText| words.whole)
                    marked=live(|| None::<Marked>)
                    n_pointable=live(|| 0)
                    on_point=Callback::new(|_| ())
                    attr:data-testid="whole"
                />
            }
            .into_any()
        }
    };
    let text = use_text();
    view! {
        <SourcePicker
            kinds=vec![Kind::Digit, Kind::Drawing]
            source=source
            sets=panel.read(|state| state.sets.clone())
            on_choose=panel.on(State::set_source)
        />
        <div class="pair">
            <div class="block">{part(begun)}</div>
            <div class="block">
                <Slider
                    label=say(|words: &CompleteText| words.rows_kept)
                    value=live(move || n_rows.get() as f64)
                    min=0.0
                    max=SIDE as f64
                    step=1.0
                    read_out=derived(move || {
                        (text.of::<CompleteText>().rows_value)(n_rows.get())
                    })
                    on_input=panel.on(|state, n_rows: f64| state.set_n_rows(n_rows as usize))
                    testid="rows"
                />
                <Costs panel=panel />
            </div>
        </div>
    }
}

/// What was drawn of each completion, in bits.
#[component]
fn Costs(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let bits = panel.read(|state| {
        let total = |bits: &[f32]| bits.iter().map(|bits| f64::from(*bits)).sum::<f64>();
        let images = state.growth.images.iter();
        images.map(|image| total(&image.bits)).collect::<Vec<f64>>()
    });
    let all = move || {
        let words = text.of::<CompleteText>();
        let value = |(i, bits): (usize, &f64)| {
            let testid = format!("completion-bits-{i}");
            view! { <li data-testid=testid>{(words.bits_value)(i + 1, bits.abs())}</li> }
        };
        bits.read()
            .iter()
            .enumerate()
            .map(value)
            .collect_view()
            .into_any()
    };
    view! {
        <h2>{say(|words: &CompleteText| words.bits_of)}</h2>
        <ul class="costs">{part(all)}</ul>
    }
}

#[component]
fn CompleteNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &CompleteText| words.try_few),
            panel.on(|state, ()| state.set_n_rows(6)),
            "try-few",
        ),
        Try::new(
            say(|words: &CompleteText| words.try_all_but_two),
            panel.on(|state, ()| state.set_n_rows(20)),
            "try-many",
        ),
        Try::new(
            say(|words: &CompleteText| words.try_another),
            panel.on(|state, ()| state.set_seed(state.growth.seed.wrapping_add(1))),
            "try-another",
        ),
    ];
    view! {
        <Notes label=say(|words: &CompleteText| words.notes) formula=REST tries=tries>
            {paragraphs(|words: &CompleteText| &words.paragraphs)}
        </Notes>
    }
}
