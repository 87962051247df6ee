//! One figure a line.

use serde_json::json;

/// The median of `values`, which must not be empty.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The least of `values` that so many percent of them do not exceed.
pub fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// The median of some times, and the largest.
pub fn print_ms(name: &str, values: Vec<f64>) {
    let max = values.iter().copied().fold(f64::NAN, f64::max);
    let line = json!({
        "name": name,
        "value": round(median(&values)),
        "unit": "ms",
        "runs": values.len(),
        "max": round(max),
    });
    println!("{line}");
}

/// A figure made of several.
pub fn print(name: &str, value: f64, unit: &str) {
    println!(
        "{}",
        json!({ "name": name, "value": round(value), "unit": unit })
    );
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
