//! The true posterior over two axes, under the encoder's ellipse.

use leptos::prelude::*;

use super::State;
use crate::{
    i18n::vae::elbo::ElboText,
    plot::{Backdrop, Ellipse, Role, Square, percent},
    protocol::Integral,
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, live, memo, say},
        widgets::{Plane, use_stage_colors},
    },
};

/// The map, and what both densities are at a point of it.
#[component]
pub fn PosteriorMap(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let q = panel.read(State::posterior);
    let integral = panel.read(|state| state.bound.as_ref()?.integral.clone());
    let square = memo(move || {
        let integral = integral.read();
        let of = (*integral).as_deref().map(square_of);
        match (of, q.get()) {
            (Some(of), Some((mean, deviation))) => wide_enough(of, mean, deviation),
            (Some(of), None) => of,
            (None, _) => Square {
                middle: [0.0; 2],
                half_width: 4.0,
            },
        }
    });
    let backdrop = memo(move || {
        let integral = integral.read();
        (*integral)
            .as_deref()
            .map_or(Backdrop::Nothing, |integral| Backdrop::Map {
                values: integral.posterior.clone(),
                side: integral.side.into(),
                of: square_of(integral),
                role: Some(Role::Data),
            })
    });
    let ellipses = live(move || {
        let q = q.get();
        let ellipse = |n_deviations: f32| {
            let (mean, deviation) = q?;
            Some(Ellipse {
                mean,
                radii: deviation.map(|deviation| deviation * n_deviations),
                digit: None,
            })
        };
        [1.0, 2.0]
            .into_iter()
            .filter_map(ellipse)
            .collect::<Vec<_>>()
    });
    let probed = panel.read(|state| Some((state.probe?, state.densities_at(state.probe?)?)));
    let says = derived(move || {
        let words = text.of::<ElboText>();
        match probed.get() {
            Some((at, [posterior, q])) => {
                (words.probe)(at, &percent(posterior.into()), &percent(q.into()))
            }
            None => words.map_help.to_owned(),
        }
    });
    view! {
        <div class="block">
            <h2>{say(|words: &ElboText| words.map)}</h2>
            <Plane
                square=square
                points=live(Vec::new)
                ellipses=ellipses
                backdrop=backdrop
                cursor=panel.read(|state| state.probe)
                on_move=panel.on(State::point_at)
                colors=colors
                label=say(|words: &ElboText| words.map_label)
                testid="posterior-map"
            />
            <p class="legend" data-testid="probe">{says}</p>
        </div>
    }
}

fn square_of(integral: &Integral) -> Square {
    Square {
        middle: integral.middle,
        half_width: integral.half_width,
    }
}

/// The square, or a wider one around its middle that holds q's larger ellipse too.
fn wide_enough(square: Square, mean: [f32; 2], deviation: [f32; 2]) -> Square {
    let reach = |axis: usize| (mean[axis] - square.middle[axis]).abs() + 2.2 * deviation[axis];
    Square {
        half_width: square.half_width.max(reach(0)).max(reach(1)),
        ..square
    }
}
