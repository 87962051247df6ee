//! The native tests, in one program: each module holds one part to its promise.

mod support;

mod causality;
mod check;
mod conv;
mod cross_entropy;
mod engine;
mod learning;
mod optimizer;
mod protocol;
mod sampler;
mod tidy;
mod weights;
