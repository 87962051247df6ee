//! What an address says of the panel: the run, all that made it, and what the stage shows.

use std::fmt;
use std::sync::Arc;

use super::latents;
use super::run::{LAST_STEP, MOST_RATE, MOST_STRETCHES, Past, Plan, USUAL};
use crate::plot::{decimal, short};
use crate::protocol::{
    GanMoment, GanNet, GanSettings, GanStart, GeneratorLoss, MOST_GAN_IMAGES, MOST_TURNS,
    N_GAN_SAMPLES, Stretch, Turn,
};
use crate::ui::address::{AddressError, Choice, Fault, Fields, PanelLink, is_on, whole_number};

/// What the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// What the generator makes of the same noise as ever.
    #[default]
    Samples,
    /// One step in slow motion.
    Step,
    /// The two losses of the generator.
    Losses,
    /// Noise by hand.
    Latents,
}

impl Choice for Show {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Samples, "samples"),
        (Self::Step, "step"),
        (Self::Losses, "losses"),
        (Self::Latents, "latents"),
    ];
}

/// An address of the panel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    pub plan: Plan,
    pub show: Show,
    /// The sample that is looked at.
    pub sample: u8,
    /// Whether the real digits nearest to it are looked for.
    pub wants_nearest: bool,
    pub latents: latents::Link,
}

/// Beginnings by their names; a pair from a file is in no address, only that there was one.
const MOMENTS: [(GanMoment, &str); 4] = [
    (GanMoment::Step100, "100"),
    (GanMoment::Step500, "500"),
    (GanMoment::Step2000, "2000"),
    (GanMoment::End, "end"),
];

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let usual = Plan::default();
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let net = fields.take("net", read_net)?;
        let start = fields.take("start", read_start)?;
        let settings = fields.take("with", |value| read_settings(value, USUAL))?;
        let past = fields.take("past", read_past)?;
        let show = fields.take("show", Show::read)?;
        let sample = fields.take("sample", |value| {
            whole_number(value, N_GAN_SAMPLES as u64 - 1)
        })?;
        let wants_nearest = fields.take("near", is_on)?;
        let latents = latents::Link::read(fields)?;
        let start = start.unwrap_or(usual.start);
        let net = match start {
            // The long run's pairs are of one kind.
            GanStart::Moment(_) => GanNet::Convolutional,
            GanStart::Fresh | GanStart::Pair { .. } => net.unwrap_or(usual.net),
        };
        Ok(Self {
            plan: Plan {
                net,
                seed: seed.unwrap_or(usual.seed),
                start,
                past: past.unwrap_or_default(),
                settings: settings.unwrap_or(usual.settings),
            },
            show: show.unwrap_or_default(),
            sample: sample.unwrap_or_default() as u8,
            wants_nearest: wants_nearest.unwrap_or_default(),
            latents,
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Plan {
            net,
            seed,
            start,
            past,
            settings,
        } = &self.plan;
        write!(f, "seed={seed}")?;
        if *net == GanNet::Dense {
            f.write_str("&net=dense")?;
        }
        match start {
            GanStart::Fresh => {}
            GanStart::Moment(moment) => {
                let named = MOMENTS.iter().find(|(known, _)| known == moment);
                write!(f, "&start={}", named.map_or("", |(_, name)| name))?;
            }
            GanStart::Pair { .. } => f.write_str("&start=file")?,
        }
        if *settings != USUAL {
            f.write_str("&with=")?;
            write_changes(f, *settings, USUAL, "")?;
        }
        if !past.stretches().is_empty() {
            f.write_str("&past=")?;
            write_past(f, past)?;
        }
        self.show.write("show", f)?;
        if self.sample > 0 {
            write!(f, "&sample={}", self.sample)?;
        }
        if self.wants_nearest {
            f.write_str("&near=on")?;
        }
        self.latents.fmt(f)
    }
}

fn read_net(value: &str) -> Result<GanNet, Fault> {
    match value {
        "conv" => Ok(GanNet::Convolutional),
        "dense" => Ok(GanNet::Dense),
        _ => Err(Fault::Malformed),
    }
}

fn read_start(value: &str) -> Result<GanStart, Fault> {
    let moment = MOMENTS.iter().find(|(_, name)| *name == value);
    match (moment, value) {
        (Some((moment, _)), _) => Ok(GanStart::Moment(*moment)),
        (None, "fresh") => Ok(GanStart::Fresh),
        (None, "file") => Ok(GanStart::Pair {
            name: String::new(),
            bytes: Arc::default(),
        }),
        _ => Err(Fault::Malformed),
    }
}

/// Steps of both nets, of the discriminator, of the generator: `b120`, `d3`, `g1`.
const TURNS: [(Turn, char); 3] = [
    (Turn::Both, 'b'),
    (Turn::Discriminator, 'd'),
    (Turn::Generator, 'g'),
];

/// Writes `b120,d3_n32_l0,b7`: whose turn it was, how many steps, and what changed before them.
fn write_past(f: &mut fmt::Formatter<'_>, past: &Past) -> fmt::Result {
    let mut before = USUAL;
    for (i, stretch) in past.stretches().iter().enumerate() {
        let named = TURNS.iter().find(|(known, _)| *known == stretch.turn);
        let comma = if i > 0 { "," } else { "" };
        let letter = named.map_or('b', |(_, letter)| *letter);
        write!(f, "{comma}{letter}{}", stretch.n_steps)?;
        write_changes(f, stretch.settings, before, "_")?;
        before = stretch.settings;
    }
    Ok(())
}

fn read_past(value: &str) -> Result<Past, Fault> {
    let mut before = USUAL;
    let (mut past, mut n_left) = (Past::default(), LAST_STEP);
    for (i, text) in value.split(',').enumerate() {
        if i >= MOST_STRETCHES {
            return Err(Fault::Malformed);
        }
        let (steps, changes) = match text.split_once('_') {
            Some((steps, changes)) => (steps, Some(changes)),
            None => (text, None),
        };
        let mut signs = steps.chars();
        let first = signs.next();
        let named = TURNS.iter().find(|(_, letter)| Some(*letter) == first);
        let (turn, _) = named.ok_or(Fault::Malformed)?;
        let n_steps = whole_number(signs.as_str(), n_left.into())? as u32;
        if n_steps == 0 {
            return Err(Fault::Malformed);
        }
        if let Some(changes) = changes {
            before = read_settings(changes, before)?;
        }
        n_left -= n_steps;
        past.push(Stretch {
            turn: *turn,
            n_steps,
            settings: before,
        });
    }
    Ok(past)
}

/// Writes what is other than `before`: `n32` images, `d0.001` and `g0.002` the rates, `r1x5` the
/// ratio of steps, `lm` or `ln` the loss.
fn write_changes(
    f: &mut fmt::Formatter<'_>,
    settings: GanSettings,
    before: GanSettings,
    first: &str,
) -> fmt::Result {
    let mut changes = vec![];
    if settings.batch_size != before.batch_size {
        changes.push(format!("n{}", settings.batch_size));
    }
    if settings.discriminator_rate != before.discriminator_rate {
        changes.push(format!("d{}", short(settings.discriminator_rate.into())));
    }
    if settings.generator_rate != before.generator_rate {
        changes.push(format!("g{}", short(settings.generator_rate.into())));
    }
    let ratio = |of: GanSettings| (of.discriminator_steps, of.generator_steps);
    if ratio(settings) != ratio(before) {
        let (discriminator, generator) = ratio(settings);
        changes.push(format!("r{discriminator}x{generator}"));
    }
    if settings.loss != before.loss {
        let letter = match settings.loss {
            GeneratorLoss::Minimax => 'm',
            GeneratorLoss::NonSaturating => 'n',
        };
        changes.push(format!("l{letter}"));
    }
    match changes.is_empty() {
        true => Ok(()),
        false => write!(f, "{first}{}", changes.join("_")),
    }
}

fn read_settings(value: &str, before: GanSettings) -> Result<GanSettings, Fault> {
    let mut settings = before;
    for change in value.split('_') {
        let mut signs = change.chars();
        let letter = signs.next().ok_or(Fault::Malformed)?;
        let rest = signs.as_str();
        match letter {
            'n' => settings.batch_size = positive(rest, MOST_GAN_IMAGES.into())? as u16,
            'd' => settings.discriminator_rate = read_rate(rest)?,
            'g' => settings.generator_rate = read_rate(rest)?,
            'r' => {
                let (discriminator, generator) = rest.split_once('x').ok_or(Fault::Malformed)?;
                let turns = |text| positive(text, MOST_TURNS.into()).map(|n| n as u8);
                settings.discriminator_steps = turns(discriminator)?;
                settings.generator_steps = turns(generator)?;
            }
            'l' => {
                settings.loss = match rest {
                    "m" => GeneratorLoss::Minimax,
                    "n" => GeneratorLoss::NonSaturating,
                    _ => return Err(Fault::Malformed),
                };
            }
            _ => return Err(Fault::Malformed),
        }
    }
    Ok(settings)
}

fn positive(value: &str, most: u64) -> Result<u64, Fault> {
    match whole_number(value, most)? {
        0 => Err(Fault::OutOfRange {
            least: "1".to_owned(),
            most: most.to_string(),
        }),
        number => Ok(number),
    }
}

fn read_rate(value: &str) -> Result<f32, Fault> {
    let rate = decimal(value).ok_or(Fault::Malformed)? as f32;
    match rate > 0.0 && rate <= MOST_RATE {
        true => Ok(rate),
        false => Err(Fault::OutOfRange {
            least: "0".to_owned(),
            most: short(MOST_RATE.into()),
        }),
    }
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
