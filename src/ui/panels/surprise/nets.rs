use std::fmt::Debug;

use crate::protocol::PixelNet;
use crate::ui::address::Page;

/// A net whose surprise is shown, and where. The panel is the same for each.
pub trait Net: Debug + Clone + PartialEq + Send + Sync + 'static {
    const ID: PixelNet;
    const NAME: &'static str;
    const PAGE: Page;
    /// The net that an image is worth comparing with.
    type Other: Net;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cnn;

impl Net for Cnn {
    const ID: PixelNet = PixelNet::Cnn;
    const NAME: &'static str = "PixelCNN";
    const PAGE: Page = Page::new("pixelcnn/surprise");
    type Other = Rnn;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rnn;

impl Net for Rnn {
    const ID: PixelNet = PixelNet::Rnn;
    const NAME: &'static str = "PixelRNN";
    const PAGE: Page = Page::new("pixelrnn/surprise");
    type Other = Cnn;
}
