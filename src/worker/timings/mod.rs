//! What `cargo xtask bench` times inside the worker: the same code, in the same wasm, on the same
//! thread that serves the page. The clock is the caller's.

pub mod gan_step;
pub mod gemm;
pub mod sampling;
#[cfg(feature = "worker")]
mod web;

/// Milliseconds since some moment.
pub type Clock<'a> = &'a dyn Fn() -> f64;
