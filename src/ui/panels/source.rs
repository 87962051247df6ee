//! The image that a panel starts from: a real one, one drawn by hand, noise, or a sample.

use std::fmt;
use std::sync::Arc;

use crate::protocol::{Event, ImageSet, JobId, N_PIXELS, Request};
use crate::ui::address::{Fault, whole_number};
use crate::ui::client::JobIds;
use crate::ui::widgets::drawing_board::Ink;

/// Test digits that ship, and images of Fashion-MNIST.
pub const N_DIGITS: usize = 200;
pub const N_FASHION: usize = 20;

#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A test digit, by its place in the set.
    Digit(u16),
    Drawing(Ink),
    /// An image of Fashion-MNIST, by its place in the set.
    Fashion(u16),
    /// Of a seed.
    Noise(u64),
    /// The PixelCNN's own first image of a seed.
    Sample(u64),
}

impl Source {
    /// The source that an address names.
    ///
    /// # Errors
    /// [`Fault`] where there is none such.
    pub fn read(value: &str) -> Result<Self, Fault> {
        let (kind, rest) = value.split_once('.').ok_or(Fault::Malformed)?;
        let place = |n: usize| whole_number(rest, n as u64 - 1).map(|place| place as u16);
        match kind {
            "digit" => place(N_DIGITS).map(Self::Digit),
            "shoe" => place(N_FASHION).map(Self::Fashion),
            "noise" => whole_number(rest, u64::MAX).map(Self::Noise),
            "sample" => whole_number(rest, u64::MAX).map(Self::Sample),
            "ink" => Ink::parse(rest).map(Self::Drawing).ok_or(Fault::Malformed),
            _ => Err(Fault::Malformed),
        }
    }

    /// The real images that it is one of.
    pub const fn set(&self) -> Option<ImageSet> {
        match self {
            Self::Digit(_) => Some(ImageSet::TestDigits),
            Self::Fashion(_) => Some(ImageSet::Fashion),
            Self::Drawing(_) | Self::Noise(_) | Self::Sample(_) => None,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digit(place) => write!(f, "digit.{place}"),
            Self::Drawing(ink) => write!(f, "ink.{ink}"),
            Self::Fashion(place) => write!(f, "shoe.{place}"),
            Self::Noise(seed) => write!(f, "noise.{seed}"),
            Self::Sample(seed) => write!(f, "sample.{seed}"),
        }
    }
}

/// The real images that have come so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sets {
    // Shared, since views take a copy at every change of the panel's state.
    digits: Arc<Vec<u8>>,
    fashion: Arc<Vec<u8>>,
    asked: Vec<(ImageSet, JobId)>,
}

impl Sets {
    /// All images of a set, one after the other; none until they have come.
    pub fn of(&self, set: ImageSet) -> &[u8] {
        match set {
            ImageSet::TestDigits => &self.digits,
            ImageSet::Fashion => &self.fashion,
            ImageSet::TrainingDigits | ImageSet::MoreTestDigits => &[],
        }
    }

    /// The image at `place`, once its set is there.
    pub fn image(&self, set: ImageSet, place: u16) -> Option<&[u8]> {
        let start = usize::from(place) * N_PIXELS;
        self.of(set).get(start..start + N_PIXELS)
    }

    /// Asks for a set unless it is there or on its way.
    pub fn ask(&mut self, set: ImageSet, ids: &mut JobIds) -> Option<Request> {
        let is_asked = self.asked.iter().any(|(asked, _)| *asked == set);
        if is_asked || !self.of(set).is_empty() {
            return None;
        }
        let job = ids.next_id();
        self.asked.push((set, job));
        Some(Request::Images { job, set })
    }

    pub fn apply(&mut self, event: &Event) {
        if let Event::Images { set, pixels, .. } = event {
            match set {
                ImageSet::TestDigits => self.digits = Arc::new(pixels.clone()),
                ImageSet::Fashion => self.fashion = Arc::new(pixels.clone()),
                ImageSet::TrainingDigits | ImageSet::MoreTestDigits => {}
            }
        }
        if event.ends_job() {
            self.asked.retain(|(_, job)| event.job() != Some(*job));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_asked_for_once_and_again_after_a_failure() {
        let (mut sets, mut ids) = (Sets::default(), JobIds::block(1));
        let set = ImageSet::TestDigits;
        let Some(Request::Images { job, .. }) = sets.ask(set, &mut ids) else {
            panic!("a request");
        };
        assert_eq!(sets.ask(set, &mut ids), None);
        sets.apply(&Event::Cancelled { job });
        assert!(sets.ask(set, &mut ids).is_some());
        let pixels = [vec![1; N_PIXELS], vec![2; N_PIXELS]].concat();
        sets.apply(&Event::Images { job, set, pixels });
        assert_eq!(sets.ask(set, &mut ids), None);
        assert_eq!(sets.image(set, 1), Some(&[2; N_PIXELS][..]));
        assert_eq!(sets.image(set, 2), None);
        assert_eq!(sets.image(ImageSet::Fashion, 0), None);
    }
}
