use std::ops::RangeInclusive;

/// Where a chart's cursor goes from `cursor` at a key (by its DOM name); None where the key is
/// none of its own. Without a cursor, the first key brings it to the end that it comes from.
pub fn cursor_after_key(
    key: &str,
    cursor: Option<i64>,
    positions: &RangeInclusive<i64>,
) -> Option<i64> {
    let (first, last) = (*positions.start(), *positions.end());
    // Some 16 presses cross the chart, whatever it counts.
    let page = ((last - first) / 16).max(1);
    let moved_by = |distance: i64| {
        cursor.map_or(if distance > 0 { first } else { last }, |at| {
            at.saturating_add(distance)
        })
    };
    let target = match key {
        "ArrowRight" | "ArrowUp" => moved_by(1),
        "ArrowLeft" | "ArrowDown" => moved_by(-1),
        "PageUp" => moved_by(page),
        "PageDown" => moved_by(-page),
        "Home" => first,
        "End" => last,
        _ => return None,
    };
    Some(target.min(last).max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GREYS: RangeInclusive<i64> = 0..=255;

    #[test]
    fn keys_move_the_cursor_and_stop_at_the_ends() {
        let after = |key, cursor| cursor_after_key(key, Some(cursor), &GREYS);
        assert_eq!(after("ArrowRight", 7), Some(8));
        assert_eq!(after("ArrowLeft", 7), Some(6));
        assert_eq!(after("ArrowRight", 255), Some(255));
        assert_eq!(after("PageDown", 7), Some(0));
        assert_eq!(after("PageUp", 7), Some(22));
        assert_eq!(after("Home", 7), Some(0));
        assert_eq!(after("End", 7), Some(255));
        assert_eq!(after("x", 7), None);
    }

    #[test]
    fn the_first_key_brings_the_cursor() {
        assert_eq!(cursor_after_key("ArrowRight", None, &GREYS), Some(0));
        assert_eq!(cursor_after_key("ArrowLeft", None, &GREYS), Some(255));
    }
}
