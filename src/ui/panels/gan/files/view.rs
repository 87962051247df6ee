use leptos::{ev, html, prelude::*, web_sys::HtmlInputElement};
use wasm_bindgen_futures::spawn_local;

use super::super::State;
use super::MOST_BYTES;
use crate::{
    i18n::gan::files::FilesText,
    plot::{Picture, tile_grid},
    protocol::{FileProblem, GanStart, N_GAN_SAMPLES, N_PIXELS, SIDE},
    ui::{
        files::{download, download_png, read_file},
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, effect, say},
        widgets::use_stage_colors,
    },
};

/// Below the settings.
pub fn controls(panel: Panel<State>) -> AnyView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let input = NodeRef::<html::Input>::new();
    let ask_for_file = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    follow_downloads(panel);
    // After a refusal the visitor asks for another try: with another file.
    let n_wanted = panel.read(|state| state.files.n_wanted);
    let n_asked = StoredValue::new(panel.peek(|state| state.files.n_wanted));
    effect(move || {
        let n_wanted = n_wanted.get();
        if n_asked.get_value() != n_wanted {
            n_asked.set_value(n_wanted);
            ask_for_file();
        }
    });
    let take = move |event: ev::Targeted<ev::Event, HtmlInputElement>| {
        let input = event.target();
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            let name = file.name();
            spawn_local(async move {
                let read = read_file(&file, MOST_BYTES).await;
                panel.act(|state| match read {
                    Ok(bytes) => state.load_pair(name, bytes),
                    Err(problem) => state.files.fail(name, problem),
                });
            });
        }
        // Else the same file could not be chosen once more.
        input.set_value("");
    };
    let has_samples = panel.read(|state| state.run.sketch.is_some());
    let has_curves = panel.read(|state| state.run.history.n_steps() > 0);
    let save_png = move |_| {
        let name = panel.peek(|state| state.file_name("png"));
        let picture = panel.peek(|state| {
            let sketch = state.run.sketch.as_ref()?;
            Some(grid(&sketch.pixels, &colors.get_untracked()))
        });
        if let Some(picture) = picture {
            let failed = name.clone();
            download_png(&name, &picture, move || {
                panel.act(|state| state.files.fail(failed, FileProblem::Unsaved));
            });
        }
    };
    let save_csv = move |_| {
        let name = panel.peek(|state| state.file_name("csv"));
        let table = panel.peek(State::table);
        if download(&name, table.as_bytes(), "text/csv").is_err() {
            panel.act(|state| state.files.fail(name, FileProblem::Unsaved));
        }
    };
    let trying = panel.read(|state| state.files.trying().map(str::to_owned));
    let saved = panel.read(|state| {
        let download = state.files.download.as_ref();
        download.map(|download| download.name.clone())
    });
    let began = panel.read(|state| match &state.run.plan.start {
        GanStart::Pair { name, .. } => Some(name.clone()),
        GanStart::Fresh | GanStart::Moment(_) => None,
    });
    let status = derived(move || {
        let words = text.of::<FilesText>();
        match (trying.get(), saved.get(), began.get()) {
            (Some(name), ..) => (words.trying)(&name),
            (None, Some(name), _) => (words.saved)(&name),
            (None, None, Some(name)) => (words.began)(&name),
            (None, None, None) => String::new(),
        }
    });
    view! {
        <div class="block files">
            <h2>{say(|words: &FilesText| words.files)}</h2>
            <div class="controls acts">
                <button
                    type="button"
                    data-testid="save-pair"
                    on:click=move |_| panel.act(State::save_pair)
                >
                    {say(|words: &FilesText| words.save)}
                </button>
                <button type="button" data-testid="load-pair" on:click=move |_| ask_for_file()>
                    {say(|words: &FilesText| words.load)}
                </button>
                <input
                    type="file"
                    hidden
                    accept=".safetensors"
                    aria-label=say(|words: &FilesText| words.load)
                    data-testid="pair-file"
                    node_ref=input
                    on:change:target=take
                />
                <button
                    type="button"
                    data-testid="save-png"
                    disabled=derived(move || !has_samples.get())
                    on:click=save_png
                >
                    {say(|words: &FilesText| words.png)}
                </button>
                <button
                    type="button"
                    data-testid="save-csv"
                    disabled=derived(move || !has_curves.get())
                    on:click=save_csv
                >
                    {say(|words: &FilesText| words.csv)}
                </button>
            </div>
            <p class="legend" role="status" data-testid="files-status">
                {status}
            </p>
            <p class="legend">{say(|words: &FilesText| words.help)}</p>
        </div>
    }
    .into_any()
}

/// Hands each file to the browser once it is there.
fn follow_downloads(panel: Panel<State>) {
    let ready = panel.read(|state| state.files.download.clone());
    let number = move || ready.get_untracked().map_or(0, |download| download.number);
    let last = StoredValue::new(number());
    effect(move || {
        let Some(file) = ready.get() else {
            return;
        };
        if last.get_value() == file.number {
            return;
        }
        last.set_value(file.number);
        if download(&file.name, &file.bytes, "application/octet-stream").is_err() {
            let name = file.name.clone();
            panel.act(|state| state.files.fail(name, FileProblem::Unsaved));
        }
    });
}

/// All samples, four pixels for each.
fn grid(pixels: &[u8], colors: &crate::plot::StageColors) -> Picture {
    const N_COLUMNS: usize = 8;
    const ENLARGED: usize = 4;
    let mut tiles: Vec<&[u8]> = pixels.chunks_exact(N_PIXELS).collect();
    tiles.resize(N_GAN_SAMPLES, &[]);
    tile_grid(&tiles, SIDE, N_COLUMNS, 0, colors).enlarged(ENLARGED)
}
