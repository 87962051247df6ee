//! What happens besides the visitor's touch: frames, the worker's events,
//! the address, the clipboard. Each hook
//! cleans up after itself.

mod use_address;
mod use_clipboard;
mod use_events;
mod use_frames;
mod use_next_task;
mod use_visibility;

pub use use_address::{Address, provide_address, use_address};
pub use use_clipboard::{Clipboard, use_clipboard};
pub use use_events::use_events;
pub use use_frames::use_frames;
pub use use_next_task::use_next_task;
pub use use_visibility::use_visibility;
