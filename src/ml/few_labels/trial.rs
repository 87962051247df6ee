//! One draw of labels: the three methods, one after the other.

use std::sync::Arc;

use super::{
    Choice, Features, FewLabelsError, KernelRidge, KernelSettings, STEP_COST, Scratch,
    ScratchSettings,
};
use crate::ml::Result;

/// The images that come with a label: as many of each class.
#[derive(Debug, Clone)]
pub struct Labelled {
    pub codes: Features,
    pub pixels: Features,
    pub labels: Vec<u8>,
}

/// The images that are told.
#[derive(Debug, Clone)]
pub struct Test {
    pub codes: Arc<Features>,
    pub pixels: Arc<Features>,
    pub labels: Arc<[u8]>,
}

/// What a trial has done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Progress {
    /// The share that is done, in 0..1, by arithmetic.
    Working(f64),
    Finished,
}

/// What a method chose and how it did.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodOutcome<S> {
    pub choice: Choice<S>,
    /// Share of the test images that are told right.
    pub accuracy: f64,
    /// The class that each test image is told to show.
    pub predictions: Vec<u8>,
}

/// What came of a draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub codes: MethodOutcome<KernelSettings>,
    pub pixels: MethodOutcome<KernelSettings>,
    pub scratch: MethodOutcome<ScratchSettings>,
}

/// A trial under way.
#[derive(Debug)]
pub struct Trial {
    codes: KernelRidge,
    pixels: KernelRidge,
    scratch: Scratch,
    test_labels: Arc<[u8]>,
    cost: f64,
}

impl Trial {
    /// Of `labelled` images, told on those of `test`; random choices are functions of `seed`.
    ///
    /// # Errors
    /// Where labels are not as many of each class, or numbers and labels do not fit.
    pub fn new(
        labelled: Labelled,
        test: &Test,
        seed: u64,
    ) -> std::result::Result<Self, FewLabelsError> {
        test.codes.check(test.labels.len())?;
        test.pixels.check(test.labels.len())?;
        let labels: Arc<[u8]> = labelled.labels.into();
        let pixels = Arc::new(labelled.pixels);
        let grid = KernelSettings::grid;
        let codes = KernelRidge::new(
            Arc::new(labelled.codes),
            labels.clone(),
            test.codes.clone(),
            grid(),
            seed,
        )?;
        let on_pixels = KernelRidge::new(
            pixels.clone(),
            labels.clone(),
            test.pixels.clone(),
            grid(),
            seed,
        )?;
        let grid = ScratchSettings::grid();
        let scratch = Scratch::new(pixels, labels, test.pixels.clone(), grid, seed)?;
        Ok(Self {
            cost: codes.cost() + on_pixels.cost() + scratch.cost(),
            codes,
            pixels: on_pixels,
            scratch,
            test_labels: test.labels.clone(),
        })
    }

    /// A few milliseconds of work.
    ///
    /// # Errors
    /// Where the arithmetic fails, or a training diverges.
    pub fn step(&mut self) -> Result<Progress> {
        let mut spent = 0.0;
        while spent < STEP_COST {
            match self.go_on()? {
                Some(cost) => spent += cost,
                None => return Ok(Progress::Finished),
            }
        }
        Ok(Progress::Working(self.fraction()))
    }

    /// The share that is done, in 0..1, by arithmetic.
    pub fn fraction(&self) -> f64 {
        let done = self.codes.done() + self.pixels.done() + self.scratch.done();
        (done / self.cost.max(1.0)).min(1.0)
    }

    fn go_on(&mut self) -> Result<Option<f64>> {
        let of_codes = self.codes.go_on();
        if of_codes.is_some() {
            return Ok(of_codes);
        }
        let of_pixels = self.pixels.go_on();
        if of_pixels.is_some() {
            return Ok(of_pixels);
        }
        self.scratch.go_on()
    }

    /// What came of it, once all is done.
    pub fn outcome(&self) -> Option<Outcome> {
        let kernel = |method: &KernelRidge| self.told(method.choice()?, method.predictions()?);
        Some(Outcome {
            codes: kernel(&self.codes)?,
            pixels: kernel(&self.pixels)?,
            scratch: self.told(self.scratch.choice()?, self.scratch.predictions()?)?,
        })
    }

    fn told<S>(&self, choice: Choice<S>, predictions: Vec<u8>) -> Option<MethodOutcome<S>> {
        let right = predictions.iter().zip(&*self.test_labels);
        let n_right = right.filter(|(told, label)| told == label).count();
        Some(MethodOutcome {
            choice,
            accuracy: n_right as f64 / self.test_labels.len().max(1) as f64,
            predictions,
        })
    }
}
