//! One file for each chore, and what two of them share.

pub mod bench;
pub mod dist;
pub mod serve;
pub mod test;
pub mod train;

mod mnist;
