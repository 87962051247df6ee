//! Figures on standard output, one JSON object a line.

use serde_json::{Value, json};

/// Prints one figure; `details` is a JSON object whose entries are added.
pub fn print(name: &str, value: f64, unit: &str, details: Value) {
    let mut line = json!({ "name": name, "value": round(value), "unit": unit });
    if let (Some(line), Value::Object(details)) = (line.as_object_mut(), details) {
        line.extend(details);
    }
    println!("{line}");
}

/// Five digits after the point: finer than any of our figures is sure.
pub fn round(value: f64) -> f64 {
    (value * 1e5).round() / 1e5
}
