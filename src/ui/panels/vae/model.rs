//! The choice of a VAE, in an address.

use crate::protocol::VaeId;
use crate::ui::address::Fault;

/// Each VAE with its name, in the order in which they are offered.
pub const MODELS: [(VaeId, &str); 3] = [
    (VaeId::Good, "good"),
    (VaeId::Readable, "readable"),
    (VaeId::Plane, "plane"),
];

/// A VAE's name in an address.
pub fn name_of(model: VaeId) -> &'static str {
    let named = MODELS.iter().find(|(known, _)| *known == model);
    named.map_or("", |(_, name)| name)
}

/// The VAE of this name.
///
/// # Errors
/// [`Fault::Malformed`] where there is none.
pub fn model_named(name: &str) -> Result<VaeId, Fault> {
    let named = MODELS.iter().find(|(_, known)| *known == name);
    named.map(|(model, _)| *model).ok_or(Fault::Malformed)
}
