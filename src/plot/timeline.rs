use std::fmt::Write as _;

use super::{Scale, short};

/// The size in which [`lane_path`] draws; the page stretches it.
pub const LANE_WIDTH: f64 = 1000.0;
pub const LANE_HEIGHT: f64 = 10.0;

/// The part of a block that is left free at its end, and the most of it, in the drawing's size.
const GAP: f64 = 0.2;
const MOST_GAP: f64 = 2.0;

/// Something that takes its time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block<K> {
    pub kind: K,
    pub from_ms: f64,
    pub until_ms: f64,
}

/// Blocks of which each begins when the one before it has ended. A time that is no number, or
/// less than none, is none.
pub fn in_sequence<K>(times: impl IntoIterator<Item = (K, f64)>) -> Vec<Block<K>> {
    let mut now_ms = 0.0;
    let block = |(kind, ms): (K, f64)| {
        let from_ms = now_ms;
        now_ms += if ms.is_finite() { ms.max(0.0) } else { 0.0 };
        Block {
            kind,
            from_ms,
            until_ms: now_ms,
        }
    };
    times.into_iter().map(block).collect()
}

/// The blocks of one kind on a lane whose end is at `most_ms`: an SVG path of rectangles, each a
/// little shorter than its time, so that it is told from the next of its kind.
pub fn lane_path<K: PartialEq>(blocks: &[Block<K>], kind: &K, most_ms: f64) -> String {
    let x = Scale::linear((0.0, most_ms.max(f64::MIN_POSITIVE)), (0.0, LANE_WIDTH));
    let mut path = String::new();
    for block in blocks.iter().filter(|block| block.kind == *kind) {
        let [from, until] = [block.from_ms, block.until_ms].map(|ms| x.screen_from_value(ms));
        if until > from {
            let until = until - ((until - from) * GAP).min(MOST_GAP);
            let (from, until, low) = (short(from), short(until), short(LANE_HEIGHT));
            // A string takes all that is written to it.
            write!(path, "M{from} 0H{until}V{low}H{from}Z").ok();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_begins_where_the_one_before_ends() {
        let blocks = in_sequence([('a', 1.0), ('b', f64::NAN), ('a', 2.0), ('c', -1.0)]);
        let ends: Vec<_> = blocks.iter().map(|b| (b.from_ms, b.until_ms)).collect();
        assert_eq!(ends, [(0.0, 1.0), (1.0, 1.0), (1.0, 3.0), (3.0, 3.0)]);
        assert_eq!(in_sequence::<char>([]), []);
    }

    #[test]
    fn a_lane_has_a_rectangle_for_each_block_of_its_kind() {
        let blocks = in_sequence([('a', 1.0), ('b', 1.0), ('a', 2.0)]);
        let path = lane_path(&blocks, &'a', 4.0);
        assert_eq!(path, "M0 0H248V10H0ZM500 0H998V10H500Z");
        assert_eq!(lane_path(&blocks, &'x', 4.0), "");
        let tiny = in_sequence([('a', 0.02)]);
        assert_eq!(lane_path(&tiny, &'a', 4.0), "M0 0H4V10H0Z");
        assert_eq!(lane_path(&in_sequence([('a', 0.0)]), &'a', 0.0), "");
    }
}
