//! The stages of a forward pass, in the order in which they are made here.

/// A stage that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    pub kind: StageKind,
    /// Pixels of an image that it computes side by side.
    pub width: usize,
}

/// What a stage computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageKind {
    /// The first layer's window over the image.
    Window,
    /// What pixels tell a recurrent layer's gates.
    Input,
    /// One row of a recurrent layer's states.
    Row,
    /// From states or gates to what is added to the features.
    Out,
    /// A vertical stack's window.
    Vertical,
    /// A horizontal stack's window, and the vertical one taken in.
    Horizontal,
    /// From features to the layer before the softmax.
    Head,
    /// The softmax over the values of a pixel, and the loss.
    Softmax,
}

/// Hears of each stage that is done.
pub type Watch<'a> = dyn FnMut(Stage) + 'a;
