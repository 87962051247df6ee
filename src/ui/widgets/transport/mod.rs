//! Play, step and speed, the same for everything that takes time.

mod action;
mod keys;
mod speed;
#[cfg(feature = "ui")]
mod view;

pub use action::TransportAction;
pub use keys::{KeyTarget, action_for_key};
pub use speed::{FASTEST_PACED, LAST_NOTCH, notch_from_speed, speed_from_notch};
#[cfg(feature = "ui")]
pub use view::{Transport, listen_for_keys, listen_for_keys_while, listen_for_letters};
