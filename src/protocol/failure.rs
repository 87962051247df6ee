use serde::{Deserialize, Serialize};

/// Why a job failed. The page has a sentence for each, in each language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Failure {
    /// A file could not be used. Asking again tries again.
    File {
        /// Relative to the page.
        file: String,
        problem: FileProblem,
    },
    /// The request asked for something that there is not.
    Request(RequestProblem),
    /// The arithmetic failed, which no input should bring about.
    Internal { detail: String },
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FileProblem {
    /// The server answered with this status in place of the file.
    Status {
        status: u16,
    },
    /// The server did not answer, or broke off.
    Unreachable,
    /// Not the IDX file of images or counts that it should be, or cut short.
    NotIdx,
    /// Not a manifest, or one that lacks a figure.
    FigureMissing {
        figure: String,
    },
    /// Not in the safetensors format at all.
    NotSafetensors,
    /// The header promises more bytes than came.
    Truncated {
        received: u64,
        expected: u64,
    },
    TensorMissing {
        tensor: String,
    },
    TensorUnknown {
        tensor: String,
    },
    WrongShape {
        tensor: String,
        expected: Vec<u64>,
        found: Vec<u64>,
    },
    /// Neither f16 nor f32.
    WrongType {
        tensor: String,
    },
    /// A weight that is no number.
    NotFinite {
        tensor: String,
    },
    /// The visitor's own file: the browser does not hand it over.
    Unreadable,
    /// The visitor's own file: larger than any that is meant.
    TooLarge {
        bytes: u64,
        most: u64,
    },
    /// A file for the visitor: the browser does not take it.
    Unsaved,
}

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum RequestProblem {
    /// More pixels than an image has, or an end before the beginning.
    Pixels { given: u64, until: u64 },
    /// A temperature outside `TEMPERATURES`, or none for pixel 0, or out of order.
    Temperature { temperature: f32 },
    /// No image, or more side by side than there may be.
    Images { given: u64, most: u64 },
    /// Codes that are not whole, not numbers, or too many; or none.
    Codes { given: u64 },
    /// None, or more samples, repeats or labels than there may be.
    Count { given: u64, most: u64 },
    /// A learning rate or weight of a term that is no number above 0.
    Rate { given: f32 },
    /// A layer or unit of a state that there is not, or more units than are shown at once.
    State { layer: u8, n_units: u64 },
    /// Training without a step, or samples after every zeroth one.
    Steps { until: u32, draw_every: u32 },
}
