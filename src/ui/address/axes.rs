use std::fmt;

use super::{Fault, whole_number};
use crate::plot::{decimal, short};

/// Writes `&field=0:1.25,7:-2`: some axes of a code, rising, and where each of them is.
///
/// # Errors
/// Where `f` takes no more.
pub fn write_axes(
    field: &str,
    axes: &mut dyn Iterator<Item = (usize, f32)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "&{field}=")?;
    for (place, (axis, z)) in axes.enumerate() {
        let comma = if place == 0 { "" } else { "," };
        write!(f, "{comma}{axis}:{}", short(f64::from(z)))?;
    }
    Ok(())
}

/// What [`write_axes`] writes, of a code with `n_axes`.
///
/// # Errors
/// [`Fault`] for anything else.
pub fn read_axes(value: &str, n_axes: usize) -> Result<Vec<(usize, f32)>, Fault> {
    /// Beyond anything that an encoder says.
    const MOST: f64 = 20.0;
    let mut axes: Vec<(usize, f32)> = Vec::new();
    for pair in value.split(',').filter(|_| !value.is_empty()) {
        let (axis, z) = pair.split_once(':').ok_or(Fault::Malformed)?;
        let axis = whole_number(axis, (n_axes as u64).saturating_sub(1))? as usize;
        let z = decimal(z).ok_or(Fault::Malformed)?;
        if z.abs() > MOST {
            return Err(Fault::OutOfRange {
                least: short(-MOST),
                most: short(MOST),
            });
        }
        if axes.last().is_some_and(|(last, _)| axis <= *last) {
            return Err(Fault::Malformed);
        }
        axes.push((axis, z as f32));
    }
    Ok(axes)
}
