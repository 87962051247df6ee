//! The native tests, in one program: each module holds one part to its promise.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of tests may fail as tests do"
)]

mod allocations;
mod support;

mod batch_norm;
mod causality;
mod check;
mod comparing;
mod conv;
mod cross_entropy;
mod data;
mod dense;
mod drawing;
mod engine;
mod few_labels;
mod figures;
mod gan;
mod learning;
mod live;
mod logistic;
mod masked_conv;
mod optimizer;
mod protocol;
mod row_lstm;
mod sampler;
mod tape;
mod tidy;
mod timings;
mod vae;
mod weights;
mod words;
