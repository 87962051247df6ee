//! The samples and the chart as one picture.

use leptos::{
    prelude::*,
    wasm_bindgen::{Clamped, JsCast, JsValue},
    web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData},
};

use super::{State, shown::marks};
use crate::{
    i18n::compare::CompareText,
    plot::{
        Level, Mark, MarkFrame, PLOT_HEIGHT, PLOT_WIDTH, Picture, Rgb, StageColors, fixed,
        log_ticks, nice_ticks, short, tile_grid,
    },
    protocol::{N_PIXELS, SIDE},
    ui::{files::download_drawing, panels::Panel, widgets::stage_colors},
};

/// Samples of each model, in rows of so many, and pixels of the picture for each of theirs.
const N_SHOWN: usize = 64;
const N_COLUMNS: usize = 8;
const ENLARGED: usize = 2;

/// Models side by side.
const BLOCKS_A_ROW: usize = 4;

/// In the picture's pixels.
const GAP: f64 = 28.0;
const LINE: f64 = 34.0;
const CHART_HEIGHT: f64 = 560.0;
const AXIS: f64 = 96.0;

/// All that is drawn.
struct Sheet {
    title: String,
    /// Names over samples.
    blocks: Vec<(String, Rgb, Picture)>,
    marks: Vec<Mark>,
    levels: Vec<Level>,
    axes: String,
    colors: StageColors,
    look: Look,
}

/// What the page looks like.
struct Look {
    ink: String,
    paper: String,
    family: String,
}

/// Saves the samples, with the chart below them.
pub fn save_png(panel: Panel<State>, words: &'static CompareText) {
    let name = panel.peek(|state| state.file_name("png"));
    let sheet = panel.peek(|state| sheet(state, words));
    let failed = name.clone();
    download_drawing(
        &name,
        |canvas| sheet.draw(canvas),
        Box::new(move || panel.act(|state| state.fail_to_save(failed))),
    );
}

fn sheet(state: &State, words: &CompareText) -> Sheet {
    let colors = stage_colors();
    let block = |contender| {
        let pixels = &state.measured(contender).pixels;
        let mut tiles: Vec<&[u8]> = pixels.chunks_exact(N_PIXELS).take(N_SHOWN).collect();
        tiles.resize(N_SHOWN.min(usize::from(state.n)), &[]);
        let picture = tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors).enlarged(ENLARGED);
        let color = colors.of(super::shown::role_of(contender));
        ((words.name)(contender), color, picture)
    };
    let (marks, levels) = marks(state, words);
    let name = |figure: super::Figure| figure.name_in(&words.figure);
    Sheet {
        title: (words.picture)(state.seed, state.n),
        blocks: state.chosen.iter().map(block).collect(),
        marks,
        levels,
        axes: format!("{} · {}", name(state.axes.x), name(state.axes.y)),
        colors,
        look: Look::of_page(),
    }
}

impl Look {
    fn of_page() -> Self {
        let style = document()
            .body()
            .and_then(|body| window().get_computed_style(&body).ok().flatten());
        let read = |property: &str| {
            let value = style
                .as_ref()
                .map(|style| style.get_property_value(property));
            value.and_then(Result::ok).unwrap_or_default()
        };
        Self {
            ink: read("color"),
            paper: read("background-color"),
            family: read("font-family"),
        }
    }
}

impl Sheet {
    fn draw(&self, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        let size = |picture: &Picture| (picture.width as f64, picture.height as f64);
        let (block_width, block_height) =
            (self.blocks.first()).map_or((0.0, 0.0), |(_, _, picture)| size(picture));
        let n_rows = self.blocks.len().div_ceil(BLOCKS_A_ROW) as f64;
        let width = GAP + BLOCKS_A_ROW as f64 * (block_width + GAP);
        let (pitch_x, pitch_y) = (block_width + GAP, LINE + block_height + GAP);
        let top = GAP + 1.5 * LINE;
        let chart_top = top + n_rows * pitch_y;
        canvas.set_width(width as u32);
        canvas.set_height((chart_top + CHART_HEIGHT + 3.0 * LINE + GAP) as u32);
        let Some(context) = canvas.get_context("2d")? else {
            return Ok(());
        };
        let pen = Pen {
            context: context.unchecked_into(),
            family: &self.look.family,
        };
        pen.context.set_fill_style_str(&self.look.paper);
        let height = f64::from(canvas.height());
        pen.context.fill_rect(0.0, 0.0, width, height);
        pen.write(
            &self.title,
            (GAP, GAP + LINE / 2.0),
            "left",
            26.0,
            &self.look.ink,
        )?;
        for (place, (name, color, picture)) in self.blocks.iter().enumerate() {
            let (row, column) = (place / BLOCKS_A_ROW, place % BLOCKS_A_ROW);
            let (x, y) = (GAP + column as f64 * pitch_x, top + row as f64 * pitch_y);
            pen.write(name, (x, y + LINE / 2.0), "left", 22.0, &color.css())?;
            pen.paint(picture, (x, y + LINE))?;
        }
        self.draw_chart(
            &pen,
            (GAP + AXIS, chart_top + LINE),
            (width - 2.0 * GAP - AXIS, CHART_HEIGHT),
        )
    }

    fn draw_chart(&self, pen: &Pen<'_>, at: (f64, f64), size: (f64, f64)) -> Result<(), JsValue> {
        let frame = MarkFrame::new(&self.marks, &self.levels);
        let x = |plot: f64| at.0 + plot / PLOT_WIDTH * size.0;
        let y = |plot: f64| at.1 + plot / PLOT_HEIGHT * size.1;
        let (left, right, bottom) = (x(0.0), x(PLOT_WIDTH), y(PLOT_HEIGHT));
        let ink = &self.look.ink;
        for value in log_ticks(frame.x_range) {
            let across = x(frame.x.screen_from_value(value));
            pen.line((across, at.1), (across, bottom), 0.25, ink);
            pen.write(
                &short(value),
                (across, bottom + LINE / 2.0),
                "center",
                18.0,
                ink,
            )?;
        }
        for value in nice_ticks(frame.y_range, 5) {
            let down = y(frame.y.screen_from_value(value));
            pen.line((left, down), (right, down), 0.25, ink);
            pen.write(&short(value), (left - 10.0, down), "right", 18.0, ink)?;
        }
        for level in &self.levels {
            let (color, down) = (
                self.colors.of(level.role).css(),
                y(frame.y.screen_from_value(level.y)),
            );
            pen.line((left, down), (right, down), 3.0, &color);
            pen.write(
                &level.name,
                (right, down - LINE / 2.0),
                "right",
                20.0,
                &color,
            )?;
        }
        for (mark, place) in self
            .marks
            .iter()
            .zip(frame.places(&self.marks, &self.levels))
        {
            let color = self.colors.of(mark.role).css();
            let name_at = (x(place.name_x()), y(place.name_y));
            pen.line((x(place.x), y(place.y)), name_at, 1.0, &color);
            pen.dot((x(place.x), y(place.y)), &color)?;
            let align = if place.is_left { "right" } else { "left" };
            pen.write(&mark.name, name_at, align, 20.0, &color)?;
        }
        let middle = f64::midpoint(left, right);
        pen.write(
            &self.axes,
            (middle, bottom + 1.5 * LINE),
            "center",
            20.0,
            ink,
        )
    }
}

/// Draws on a canvas.
struct Pen<'a> {
    context: CanvasRenderingContext2d,
    family: &'a str,
}

impl Pen<'_> {
    fn write(
        &self,
        text: &str,
        (x, y): (f64, f64),
        align: &str,
        size: f64,
        color: &str,
    ) -> Result<(), JsValue> {
        self.context
            .set_font(&format!("600 {}px {}", fixed(size, 0), self.family));
        self.context.set_text_align(align);
        self.context.set_text_baseline("middle");
        self.context.set_fill_style_str(color);
        self.context.fill_text(text, x, y)
    }

    fn paint(&self, picture: &Picture, (x, y): (f64, f64)) -> Result<(), JsValue> {
        let (width, height) = (picture.width as u32, picture.height as u32);
        let pixels =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&picture.rgba), width, height)?;
        self.context.put_image_data(&pixels, x, y)
    }

    fn line(&self, from: (f64, f64), to: (f64, f64), width: f64, color: &str) {
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.line_to(to.0, to.1);
        self.context.set_line_width(width);
        self.context.set_stroke_style_str(color);
        self.context.stroke();
    }

    fn dot(&self, (x, y): (f64, f64), color: &str) -> Result<(), JsValue> {
        self.context.begin_path();
        self.context.arc(x, y, 8.0, 0.0, std::f64::consts::TAU)?;
        self.context.set_fill_style_str(color);
        self.context.fill();
        Ok(())
    }
}
