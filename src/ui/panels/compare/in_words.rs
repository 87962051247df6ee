//! What the text in words says of the comparison.

use super::{Figure, State};
use crate::plot::{fixed, significant};
use crate::protocol::{Contender, PixelNet};
use crate::ui::panels::classified::least_difference;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[SLOW, TRACTABLE, BEST, BLURRY];

const CNN: Contender = Contender::Pixels(PixelNet::Cnn);
const BINARY: Contender = Contender::Pixels(PixelNet::CnnBinary);

/// An image drawn pixel by pixel takes longer than its multiply-adds say. Where it does not, it is
/// slow by its work alone.
const SLOW: Finding = Finding {
    name: "slow",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["pixelcnn", "stages", "vae", "ratio", "work"],
};

/// The exact likelihood is the better one, even of a much smaller net.
const TRACTABLE: Finding = Finding {
    name: "tractable",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["exact", "bound", "elbo"],
};

/// The GAN's samples have the best score.
const BEST: Finding = Finding {
    name: "best",
    outcomes: &Outcome::ALL,
    figures: &["gan", "other", "real", "chance", "n"],
};

/// The VAE's means are farther from real digits' sharpness than the GAN's samples, and that because
/// their steps are smaller.
const BLURRY: Finding = Finding {
    name: "blurry",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["means", "gan", "real", "means_step", "drawn_step"],
};

/// How much longer for each multiply-add counts as slow.
const MUCH: f64 = 1.25;

pub fn findings(state: &State) -> Vec<Measured> {
    let all = [slow(state), tractable(state), best(state), blurry(state)];
    all.into_iter().flatten().collect()
}

fn slow(state: &State) -> Option<Measured> {
    let of = |figure, contender| state.figure(figure, contender);
    let ratio = |figure| Some(of(figure, CNN)? / of(figure, Contender::VaeMeans)?);
    let by_time = ratio(Figure::Time).filter(|ratio| ratio.is_finite())?;
    let by_work = ratio(Figure::MultiplyAdds)?;
    let figures = [
        significant(of(Figure::Time, CNN)?, 3),
        fixed(of(Figure::Stages, CNN)?, 0),
        significant(of(Figure::Time, Contender::VaeMeans)?, 3),
        significant(by_time, 2),
        significant(by_work, 2),
    ];
    Some(SLOW.measured(Outcome::of(by_time > MUCH * by_work), figures))
}

fn tractable(state: &State) -> Option<Measured> {
    let of = |figure, contender| {
        let value = state.figure(figure, contender);
        value.filter(|_| state.measured(contender).is_scored)
    };
    let (exact, bound) = (
        of(Figure::Nats, BINARY)?,
        of(Figure::Nats, Contender::VaeDrawn)?,
    );
    let elbo = of(Figure::Elbo, Contender::VaeDrawn)?;
    let figures = [fixed(exact, 2), fixed(bound, 2), fixed(elbo, 2)];
    Some(TRACTABLE.measured(Outcome::of(exact < bound), figures))
}

fn best(state: &State) -> Option<Measured> {
    let score = |contender| {
        let score = state.figure(Figure::Score, contender);
        score.filter(|_| state.chosen.has(contender))
    };
    let gan = score(Contender::Gan)?;
    let real = score(Contender::Real)?;
    let others = (state.chosen.iter())
        .filter(|contender| contender.model().is_some() && *contender != Contender::Gan);
    // All that are chosen are measured first.
    let others: Option<Vec<f64>> = others.map(score).collect();
    let other = others?.into_iter().max_by(f64::total_cmp)?;
    let chance = least_difference(state.n);
    let outcome = match gan - other {
        gap if gap > chance => Outcome::Holds,
        gap if gap < -chance => Outcome::Fails,
        _ => Outcome::Unclear,
    };
    let figures = [
        fixed(gan, 2),
        fixed(other, 2),
        fixed(real, 2),
        fixed(chance, 2),
        state.n.to_string(),
    ];
    Some(BEST.measured(outcome, figures))
}

fn blurry(state: &State) -> Option<Measured> {
    let of = |contender| state.figure(Figure::Sharpness, contender);
    let (means, gan) = (of(Contender::VaeMeans)?, of(Contender::Gan)?);
    let real = of(Contender::Real)?;
    let excess = |contender| {
        let judgement = state.measured(contender).judgement.as_ref();
        judgement.map(|judgement| f64::from(judgement.excess))
    };
    let (means_step, drawn_step) = (excess(Contender::VaeMeans)?, excess(Contender::VaeDrawn)?);
    let figures = [
        fixed(means, 4),
        fixed(gan, 4),
        fixed(real, 4),
        fixed(means_step, 4),
        fixed(drawn_step, 4),
    ];
    let is_blurred = means > gan && means_step < 0.0;
    Some(BLURRY.measured(Outcome::of(is_blurred), figures))
}
