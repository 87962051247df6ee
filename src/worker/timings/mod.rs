//! What `cargo xtask bench` times inside a worker: the release build of the same code, with the
//! functions of `web` in it, which the shipped one leaves out. The clock is the caller's.

pub mod gan;
pub mod gan_step;
pub mod gemm;
pub mod sampling;
#[cfg(feature = "timings")]
mod web;

/// Milliseconds since some moment.
pub type Clock<'a> = &'a dyn Fn() -> f64;
