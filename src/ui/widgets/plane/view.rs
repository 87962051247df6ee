use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys::Element};

use crate::{
    plot::{
        Backdrop, Ellipse, PLANE_SIDE, PlanePoint, PlaneShape, Square, StageColors, fixed, short,
    },
    ui::{
        signals::{Live, derived, live, memo, part},
        widgets::painting::{Painting, free_place_of},
    },
};

/// A square of the plane of latents with its axes. Points are drawn as the digits that they
/// belong to, in the digit's colour. A point on it is dragged by mouse or finger, or moved by the
/// arrow keys, in larger steps with Shift.
#[component]
pub fn Plane(
    /// Which square.
    #[prop(into)]
    square: Live<Square>,
    #[prop(into)] points: Live<Vec<PlanePoint>>,
    #[prop(optional, into)] ellipses: Option<Live<Vec<Ellipse>>>,
    #[prop(optional, into)] backdrop: Option<Live<Backdrop>>,
    /// What is drawn around the points.
    #[prop(optional, into)]
    shapes: Option<Live<Vec<PlaneShape>>>,
    /// The place of the image that all is about, ringed in the data's colour.
    #[prop(optional, into)]
    own: Option<Live<Option<[f32; 2]>>>,
    /// The point that is dragged.
    #[prop(into)]
    cursor: Live<Option<[f32; 2]>>,
    on_move: Callback<[f32; 2]>,
    /// Whether the point follows a mouse without a button held.
    #[prop(optional)]
    hovers: bool,
    #[prop(into)] colors: Live<StageColors>,
    /// What is on it, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The name by which tests find it.
    testid: &'static str,
) -> impl IntoView {
    let ellipses = ellipses.unwrap_or_else(|| live(Vec::new));
    let backdrop = backdrop.unwrap_or_else(|| live(Backdrop::default));
    let own = own.unwrap_or_else(|| live(|| None));
    let is_held = StoredValue::new(false);

    let drag = move |event: ev::PointerEvent| {
        if event.type_() == "pointerdown" {
            if event.button() != 0 {
                return;
            }
            // The drag goes on where the pointer leaves the plane.
            let plane = event
                .current_target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(plane) = plane {
                plane.set_pointer_capture(event.pointer_id()).ok();
            }
            is_held.set_value(true);
        }
        let follows = hovers && event.pointer_type() == "mouse";
        if (is_held.get_value() || follows)
            && let Some((x, y)) = free_place_of(&event)
        {
            on_move.run(square.get_untracked().point_at([x, y]));
        }
    };
    let release = move |_: ev::PointerEvent| is_held.set_value(false);
    let press = move |event: ev::KeyboardEvent| {
        let at = cursor.get_untracked();
        let after = square
            .get_untracked()
            .point_after_key(&event.key(), event.shift_key(), at);
        if let Some(after) = after {
            // Else the page would scroll.
            event.prevent_default();
            on_move.run(after);
        }
    };

    let coordinate =
        move |axis: usize| derived(move || cursor.get().map(|at| fixed(at[axis].into(), 3)));
    let said = derived(move || {
        cursor
            .get()
            .map(|[x, y]| format!("{}, {}", fixed(x.into(), 2), fixed(y.into(), 2)))
    });
    let edge = move |sign: f32| {
        derived(move || square.with(|s| fixed((s.middle[0] + sign * s.half_width).into(), 2)))
    };
    let has_backdrop = derived(move || *backdrop.read() != Backdrop::Nothing);
    let halo = derived(move || match has_backdrop.get() {
        true => all_points(&square.get(), &points.read()),
        false => String::new(),
    });
    let of_digit = move |digit: Option<u8>| {
        let class = digit.map_or_else(|| "t-latent".to_owned(), |digit| format!("t-digit-{digit}"));
        view! {
            <path
                class=format!("plane-ellipse {class}")
                d=derived(move || square.get().ellipses_path(&ellipses.read(), digit))
            ></path>
            <path
                class=format!("plane-point {class}")
                d=derived(move || square.get().points_path(&points.read(), digit))
            ></path>
        }
        .into_any()
    };
    let digits = (0..10).map(|digit| of_digit(Some(digit))).collect_view();

    view! {
        <div class="plane">
            <div class="plane-y" aria-hidden="true">{ticks(square, 1)}</div>
            <div
                class="plane-square"
                role="slider"
                tabindex="0"
                aria-label=label
                aria-valuemin=edge(-1.0)
                aria-valuemax=edge(1.0)
                aria-valuenow=coordinate(0)
                aria-valuetext=said
                data-testid=testid
                data-x=coordinate(0)
                data-y=coordinate(1)
                data-points=derived(move || points.read().len().to_string())
                on:pointerdown=drag
                on:pointermove=drag
                on:pointerup=release
                on:pointercancel=release
                on:keydown=press
            >
                <div
                    class="plane-backdrop"
                    hidden=derived(move || !has_backdrop.get())
                    style:left=backdrop_edge(square, backdrop, |([x, _], _)| x)
                    style:top=backdrop_edge(square, backdrop, |([_, y], _)| y)
                    style:width=backdrop_edge(square, backdrop, |(_, width)| width)
                >
                    <Painting picture=memo(move || backdrop.read().picture(&colors.get())) />
                </div>
                <svg
                    viewBox=format!("0 0 {side} {side}", side = short(PLANE_SIDE))
                    aria-hidden="true"
                >
                    <path
                        class="plane-grid"
                        hidden=has_backdrop
                        d=derived(move || square.get().grid_path())
                    ></path>
                    <path class="plane-axes" d=derived(move || square.get().axes_path())></path>
                    <path class="plane-halo" d=halo></path>
                    {shapes.map(|shapes| shapes_view(shapes, false))}
                    {of_digit(None)}
                    {digits}
                    {shapes.map(|shapes| shapes_view(shapes, true))}
                </svg>
                {mark("plane-own t-data", square, own)}
                {mark("plane-cursor", square, cursor)}
            </div>
            <div class="plane-x" aria-hidden="true">{ticks(square, 0)}</div>
        </div>
    }
}

/// Those below the points, or those above.
fn shapes_view(shapes: Live<Vec<PlaneShape>>, are_above: bool) -> AnyView {
    let shape = |shape: &PlaneShape| view! { <path class=shape.class d=shape.d.clone()></path> };
    let shapes = move || {
        let all = shapes.read();
        let those = all.iter().filter(|shape| shape.is_above == are_above);
        those.map(shape).collect_view().into_any()
    };
    part(shapes).into_any()
}

fn all_points(square: &Square, points: &[PlanePoint]) -> String {
    let of_digit = |digit| square.points_path(points, digit);
    (0..10).map(Some).chain([None]).map(of_digit).collect()
}

fn backdrop_edge(
    square: Live<Square>,
    backdrop: Live<Backdrop>,
    of: fn(([f64; 2], f64)) -> f64,
) -> Signal<String> {
    derived(move || percent(of(backdrop.read().place(&square.get()))))
}

/// The numbers along an axis: the first goes across, the second up.
fn ticks(square: Live<Square>, axis: usize) -> AnyView {
    let tick = move |(value, share): (f64, f64)| {
        let (left, top) = match axis {
            0 => (percent(share), String::new()),
            _ => (String::new(), percent(1.0 - share)),
        };
        view! { <span style:left=left style:top=top>{short(value)}</span> }
    };
    let ticks = live(move || square.get().ticks(axis));
    part(move || ticks.get().into_iter().map(tick).collect_view().into_any()).into_any()
}

fn mark(class: &'static str, square: Live<Square>, at: Live<Option<[f32; 2]>>) -> AnyView {
    let share = move |axis: usize| {
        derived(move || {
            let at = at.get().unwrap_or_default();
            percent(square.get().share_of(at)[axis])
        })
    };
    view! {
        <span
            class=format!("plane-mark {class}")
            hidden=derived(move || at.get().is_none())
            style:left=share(0)
            style:top=share(1)
        ></span>
    }
    .into_any()
}

fn percent(share: f64) -> String {
    format!("{}%", fixed(share * 100.0, 3))
}
