//! Density Lab: deep generative models, small and real, in the browser.
//!
//! In reading order: [`ml`] computes, [`protocol`] is what page and worker say to each other,
//! [`worker`] owns the models and answers, [`plot`] turns numbers into shapes, [`i18n`] holds
//! the words, [`ui`] is the page, and `native` trains and measures from the command line.
//! ARCHITECTURE.md says what none of them may do.

pub mod i18n;
pub mod ml;
#[cfg(feature = "train")]
pub mod native;
pub mod plot;
pub mod protocol;
pub mod ui;
pub mod worker;
