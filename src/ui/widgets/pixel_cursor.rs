/// Where a cursor on a square picture of `side` pixels a side goes from `cursor` at a key (by its
/// DOM name), among the first `n_pixels`; None where the key is none of its own or there is
/// nowhere to go. Without a cursor, the first key brings it to the last of them.
pub fn pixel_after_key(
    key: &str,
    cursor: Option<usize>,
    side: usize,
    n_pixels: usize,
) -> Option<usize> {
    let last = n_pixels.checked_sub(1)?;
    let at = cursor.unwrap_or(last).min(last);
    let target = match key {
        "ArrowLeft" => at.saturating_sub(1),
        "ArrowRight" => at + 1,
        "ArrowUp" => at.checked_sub(side).unwrap_or(at),
        "ArrowDown" if at + side <= last => at + side,
        "ArrowDown" => at,
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(if cursor.is_some() {
        target.min(last)
    } else {
        at
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_among_the_pixels_that_are_there() {
        let after = |key, at| pixel_after_key(key, Some(at), 28, 100);
        assert_eq!(after("ArrowRight", 5), Some(6));
        assert_eq!(after("ArrowLeft", 28), Some(27));
        assert_eq!(after("ArrowUp", 30), Some(2));
        assert_eq!(after("ArrowUp", 3), Some(3));
        assert_eq!(after("ArrowDown", 71), Some(99));
        assert_eq!(after("ArrowDown", 72), Some(72));
        assert_eq!(after("ArrowRight", 99), Some(99));
        assert_eq!(after("Home", 50), Some(0));
        assert_eq!(after("End", 50), Some(99));
        assert_eq!(after("x", 5), None);
    }

    #[test]
    fn the_first_key_brings_the_cursor_and_an_empty_picture_has_none() {
        assert_eq!(pixel_after_key("ArrowLeft", None, 28, 100), Some(99));
        assert_eq!(pixel_after_key("ArrowLeft", None, 28, 0), None);
        assert_eq!(pixel_after_key("ArrowUp", Some(500), 28, 100), Some(71));
    }
}
