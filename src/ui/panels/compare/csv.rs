//! The table as a file.

use std::fmt::Write;

use super::{Figure, State, name_of};
use crate::plot::significant;
use crate::ui::address::Choice;

/// A line a contender; what is not measured, or not there to be measured, is left out. Behind each
/// likelihood stands whether it is exact or a bound, and what the manifest says of all test digits.
pub fn csv(state: &State) -> String {
    let mut table = "model,seed,images,test_digits".to_owned();
    let is_likelihood = |figure: Figure| Figure::LIKELIHOODS.contains(&figure);
    for figure in Figure::all() {
        let name = figure.name();
        // It cannot fail: a text grows as long as there is memory.
        write!(table, ",{name}{}", unit_of(figure)).ok();
        if is_likelihood(figure) {
            write!(table, ",{name}_kind,{name}_manifest").ok();
        }
    }
    table.push('\n');
    for contender in state.chosen.iter() {
        let measured = state.measured(contender);
        write!(table, "{},{},{},", name_of(contender), state.seed, state.n).ok();
        if let Some((n_digits, _)) = measured.scored {
            write!(table, "{n_digits}").ok();
        }
        for figure in Figure::all() {
            let value = figure.of(measured);
            write!(table, ",{}", number(value)).ok();
            if is_likelihood(figure) {
                let kind = match (value, figure.is_bound(contender)) {
                    (None, _) => "",
                    (Some(_), true) => "bound",
                    (Some(_), false) => "exact",
                };
                write!(
                    table,
                    ",{kind},{}",
                    number(figure.recorded(contender, measured))
                )
                .ok();
            }
        }
        table.push('\n');
    }
    table
}

fn number(value: Option<f64>) -> String {
    let value = value.filter(|value| value.is_finite());
    value.map_or_else(String::new, |value| significant(value, 7))
}

const fn unit_of(figure: Figure) -> &'static str {
    match figure {
        Figure::Time => "_ms",
        Figure::Elbo => "_nats",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{CompareEvent, Contender, Judgement, Likelihood, ModelFacts};
    use crate::ui::panels::compare::state::tests::{measured_all, opened};

    #[test]
    fn a_line_a_model_with_gaps_where_there_is_nothing() {
        let mut state = opened("models=pixelcnn_binary,vae,real&n=16&seed=4");
        let empty = csv(&state);
        assert!(
            empty.contains("\nreal,4,16,,,,,,,,,,,,,,,,,,,\n"),
            "{empty}"
        );
        measured_all(&mut state, |contender| {
            let facts = CompareEvent::Facts(ModelFacts {
                n_parameters: 10,
                n_bytes: 24,
                multiply_adds: 30,
                n_stages: 1,
                recorded: vec![-90.5, 86.25],
            });
            let judged = CompareEvent::Judged(Judgement {
                score: 7.5,
                n_covered: 9,
                sharpness: 0.0625,
                excess: -0.01,
            });
            match contender {
                Contender::VaeDrawn => vec![
                    facts,
                    judged,
                    CompareEvent::Scored {
                        n_digits: 200,
                        likelihood: Likelihood::Bound {
                            elbo: 91.5,
                            weighted: 88.0,
                            n_latents: 256,
                        },
                    },
                ],
                _ => vec![judged],
            }
        });
        let table = csv(&state);
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].starts_with("model,seed,images,test_digits,time_ms,stages,"));
        let vae = "vae,4,16,200,,1.000000,30.00000,10.00000,24.00000,7.500000,9.000000,0.06250000,,\
                   ,,,88.00000,bound,86.25000,91.50000,bound,90.50000";
        assert_eq!(lines[2], vae);
        assert_eq!(lines.len(), 4);
        let n_columns = |line: &str| line.matches(',').count();
        assert!(
            lines
                .iter()
                .all(|line| n_columns(line) == n_columns(lines[0]))
        );
    }
}
