//! What the chores and the browser tests share: where things are, the pinned tools, the browser,
//! and the server of static files.

pub mod browser;
pub mod offline;
pub mod paths;
pub mod process;
pub mod server;
pub mod tools;
