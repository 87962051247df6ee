//! The numbers that every machine must agree on, against those written down.

use density_lab::ml::check::line;

use crate::support::file;

/// Lines of `name digest`, as the page shows them.
const GOLDEN: &str = "tests/golden/check.txt";

#[test]
fn the_numbers_are_those_written_down() {
    let lines: Vec<String> = (0..)
        .map_while(|i| line(i).unwrap())
        .map(|(name, digest)| format!("{name} {digest:016x}"))
        .collect();
    let golden = String::from_utf8(file(GOLDEN)).unwrap();
    assert_eq!(lines, golden.lines().collect::<Vec<_>>());
}
