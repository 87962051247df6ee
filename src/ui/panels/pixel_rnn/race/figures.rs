//! What the laps of one net at one side come to.

use super::chain::Chain;
use crate::protocol::{RaceLap, RaceStage, RaceStageKind};

/// What takes its time in a training step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Stage(RaceStageKind),
    Backward,
    Update,
}

impl Part {
    /// In the order in which a legend names them.
    pub const ALL: [Self; 10] = [
        Self::Stage(RaceStageKind::Window),
        Self::Stage(RaceStageKind::Input),
        Self::Stage(RaceStageKind::Row),
        Self::Stage(RaceStageKind::Out),
        Self::Stage(RaceStageKind::Vertical),
        Self::Stage(RaceStageKind::Horizontal),
        Self::Stage(RaceStageKind::Head),
        Self::Stage(RaceStageKind::Softmax),
        Self::Backward,
        Self::Update,
    ];
}

#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub n_laps: usize,
    /// The lap that took neither longer nor shorter than most.
    pub median: RaceLap,
}

impl Figures {
    /// None of no laps.
    pub fn of(laps: &[RaceLap]) -> Option<Self> {
        let mut by_time: Vec<&RaceLap> = laps.iter().collect();
        by_time.sort_by(|a, b| a.total_ms().total_cmp(&b.total_ms()));
        let median = by_time.get(by_time.len() / 2)?;
        Some(Self {
            n_laps: laps.len(),
            median: RaceLap::clone(median),
        })
    }

    /// Of the whole step.
    pub fn ms(&self) -> f64 {
        self.median.total_ms().into()
    }

    /// Milliseconds a million multiply-adds.
    pub fn rate(&self) -> f64 {
        self.ms() / (self.median.multiply_adds as f64 / 1e6)
    }

    /// Stages of the forward pass that must wait for one another, however many work on it.
    pub fn n_waiting(&self) -> usize {
        self.chain(|_| 1.0).links.len()
    }

    pub fn forward_ms(&self) -> f64 {
        self.median.stages.iter().map(|s| f64::from(s.ms)).sum()
    }

    /// What the step's parts took, in order.
    pub fn measured(&self) -> Vec<(Part, f64)> {
        let stages = self.median.stages.iter();
        let stages = stages.map(|stage| (Part::Stage(stage.kind), f64::from(stage.ms)));
        let rest = [
            (Part::Backward, self.median.backward_ms.into()),
            (Part::Update, self.median.update_ms.into()),
        ];
        stages.chain(rest).collect()
    }

    /// What the forward pass would take with a core like this one for each pixel of each image:
    /// the longest chain of stages that wait for one another, each at its time over the pixels that
    /// it computes side by side. Nothing is counted for getting the numbers from core to core.
    pub fn parallel(&self) -> Vec<(Part, f64)> {
        let n_images = f64::from(self.median.n_images.max(1));
        let alone =
            |stage: &RaceStage| f64::from(stage.ms) / (f64::from(stage.width.max(1)) * n_images);
        let links = self.chain(alone).links.into_iter();
        links.map(|(kind, ms)| (Part::Stage(kind), ms)).collect()
    }

    fn chain(&self, cost: impl Fn(&RaceStage) -> f64) -> Chain {
        Chain::longest(&self.median.stages, self.median.side.into(), cost)
    }

    pub fn parallel_ms(&self) -> f64 {
        self.parallel().iter().map(|(_, ms)| ms).sum()
    }
}

/// The shortest time above nothing that the clock told of any stage: it knows no finer, or no
/// stage is shorter.
pub fn shortest_told<'a>(laps: impl IntoIterator<Item = &'a RaceLap>) -> Option<f64> {
    let stages = laps.into_iter().flat_map(|lap| &lap.stages);
    let told = stages.map(|stage| f64::from(stage.ms));
    told.filter(|ms| *ms > 0.0).min_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::RaceNet;

    fn lap(n_rows: usize, row_ms: f32) -> RaceLap {
        let stage = |kind, width, ms| RaceStage { kind, width, ms };
        let mut stages = vec![stage(RaceStageKind::Window, 49, 9.8)];
        stages.extend(vec![stage(RaceStageKind::Row, 7, row_ms); n_rows]);
        RaceLap {
            net: RaceNet::Recurrent,
            side: 7,
            lap: 0,
            n_images: 2,
            n_parameters: 10,
            multiply_adds: 5_000_000,
            stages,
            backward_ms: 4.0,
            update_ms: 1.0,
        }
    }

    #[test]
    fn the_middle_lap_stands_for_all() {
        assert_eq!(Figures::of(&[]), None);
        let laps = [lap(2, 9.0), lap(2, 0.7), lap(2, 1.4)];
        let figures = Figures::of(&laps).expect("three laps");
        assert_eq!((figures.n_laps, figures.n_waiting()), (3, 3));
        assert_eq!(figures.median, laps[2]);
        assert!((figures.ms() - 17.6).abs() < 1e-5);
        assert!((figures.rate() - 3.52).abs() < 1e-5);
        assert!((figures.forward_ms() - 12.6).abs() < 1e-5);
        let all: f64 = figures.measured().iter().map(|(_, ms)| ms).sum();
        assert!((all - figures.ms()).abs() < 1e-5);
        assert_eq!(shortest_told(&laps), Some(f64::from(0.7_f32)));
    }

    /// A stage that computes many pixels side by side gains more than one that computes few.
    #[test]
    fn cores_help_as_far_as_a_stage_is_wide() {
        let figures = Figures::of(&[lap(2, 1.4)]).expect("a lap");
        let ms: Vec<f64> = figures.parallel().iter().map(|(_, ms)| *ms).collect();
        for (told, expected) in ms.iter().zip([9.8 / 98.0, 0.1, 0.1]) {
            assert!((told - expected).abs() < 1e-6, "{ms:?}");
        }
        assert!((figures.parallel_ms() - 0.3).abs() < 1e-6);
    }
}
