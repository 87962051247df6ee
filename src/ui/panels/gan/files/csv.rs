//! The curves as a table.

use std::fmt::Write;

use crate::plot::significant;
use crate::protocol::Turn;
use crate::ui::panels::gan::run::{Column, History, Past};

/// A line a step: whose turn it was, and what it said. What a step did not say is left out.
pub fn csv(history: &History, past: &Past) -> String {
    let mut table = "step,turn".to_owned();
    for column in Column::ALL {
        table.push(',');
        table.push_str(name_of(column));
    }
    table.push('\n');
    let turns = past.stretches().iter().flat_map(|stretch| {
        let turn = turn_of(stretch.turn);
        std::iter::repeat_n(turn, stretch.n_steps as usize)
    });
    for (step, turn) in turns.take(history.n_steps()).enumerate() {
        // It cannot fail: a text grows as long as there is memory.
        write!(table, "{},{turn}", step + 1).ok();
        for column in Column::ALL {
            table.push(',');
            let value = history.column(column).get(step).copied();
            if let Some(value) = value.filter(|value| value.is_finite()) {
                table.push_str(&significant(value.into(), 7));
            }
        }
        table.push('\n');
    }
    table
}

const fn name_of(column: Column) -> &'static str {
    match column {
        Column::DiscriminatorLoss => "discriminator_loss",
        Column::GeneratorLoss => "generator_loss",
        Column::Value => "value",
        Column::Real => "mean_d_real",
        Column::Generated => "mean_d_generated",
    }
}

const fn turn_of(turn: Turn) -> &'static str {
    match turn {
        Turn::Both => "both",
        Turn::Discriminator => "discriminator",
        Turn::Generator => "generator",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{DiscriminatorStep, GeneratorStep};
    use crate::ui::panels::gan::run::USUAL;

    #[test]
    fn a_line_a_step_with_gaps_where_nothing_was_said() {
        let (mut history, mut past) = (History::default(), Past::default());
        let discriminator = DiscriminatorStep {
            loss: 1.5,
            value: -1.25,
            real_logits: vec![0.0],
            generated_logits: vec![0.0, 0.0],
        };
        let generator = GeneratorStep {
            loss: 1e-7,
            logits: vec![0.0],
        };
        past.push_step(Turn::Both, USUAL);
        history.learn(1, Some(&discriminator), Some(&generator));
        past.push_step(Turn::Generator, USUAL);
        history.learn(2, None, Some(&generator));
        past.push_step(Turn::Discriminator, USUAL);
        let expected =
            "step,turn,discriminator_loss,generator_loss,value,mean_d_real,mean_d_generated
1,both,1.500000,0.000000100000,-1.250000,0.5000000,0.5000000
2,generator,,0.000000100000,,,0.5000000
";
        assert_eq!(csv(&history, &past), expected, "the third is not known yet");
    }
}
