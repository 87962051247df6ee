//! A text, block by block.

use thiserror::Error;

use super::formula::formula;
use super::inline::spans;
use super::{Kind, Node, Outcome};

/// Why a text cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct MarkupError {
    /// Counted from 1: where the block begins.
    pub line: usize,
    pub problem: Problem,
}

/// What is wrong with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("something is begun and not closed, or closed and not begun")]
    Unclosed,
    #[error("a colour that there is not")]
    UnknownRole,
    #[error("a link without words, or to no address of the page")]
    NoAddress,
    #[error("_, ^ or a hat has nothing to stand at, or stands there twice")]
    BareScript,
    #[error("braces within too many braces")]
    TooDeep,
    #[error("a finding needs \"before:\" and what came out, each once")]
    Unfinished,
}

/// Reads a text.
///
/// # Errors
/// [`MarkupError`] with the first block that cannot be read.
pub fn parse(source: &str) -> Result<Vec<Node>, MarkupError> {
    let mut reader = Reader::default();
    for (line_idx, line) in source.lines().enumerate() {
        reader.take(line_idx + 1, line.trim())?;
    }
    reader.close()?;
    reader.end_finding()?;
    Ok(reader.blocks)
}

/// What lines begin with; a paragraph begins with none.
const MARKS: [(&str, Kind); 5] = [
    ("## ", Kind::Heading),
    ("> ", Kind::Claim),
    ("- ", Kind::Item),
    ("$ ", Kind::Formula),
    ("? ", Kind::Finding),
];

/// Marks that count within a finding alone.
const CASES: [(&str, Kind); 4] = [
    ("before:", Kind::Case(None)),
    ("holds:", Kind::Case(Some(Outcome::Holds))),
    ("fails:", Kind::Case(Some(Outcome::Fails))),
    ("unclear:", Kind::Case(Some(Outcome::Unclear))),
];

#[derive(Default)]
struct Reader {
    blocks: Vec<Node>,
    /// Lines that belong together, as far as they have been read: what they are, where they begin.
    open: Option<(Kind, usize, String)>,
    /// The finding whose sentences are being read, and where it begins.
    finding: Option<(usize, Node)>,
    /// Whether the next item belongs to the last list.
    is_in_list: bool,
}

impl Reader {
    fn take(&mut self, line: usize, text: &str) -> Result<(), MarkupError> {
        if text.is_empty() {
            self.close()?;
            self.is_in_list = false;
            return self.end_finding();
        }
        let cases: &[_] = if self.finding.is_some() { &CASES } else { &[] };
        let mut marks = MARKS.iter().chain(cases);
        let marked = marks.find_map(|(mark, kind)| Some((*kind, text.strip_prefix(mark)?)));
        // These end with their line.
        let is_line = matches!(self.open, Some((Kind::Heading | Kind::Formula, ..)));
        if marked.is_some() || is_line {
            self.close()?;
        }
        match (marked, &mut self.open) {
            // At once: the lines below are its sentences.
            (Some((Kind::Finding, name)), _) => {
                self.end_finding()?;
                self.finding = Some((line, Node::new(Kind::Finding, name.trim(), vec![])));
            }
            (Some((kind, rest)), _) => self.open = Some((kind, line, rest.trim().to_owned())),
            (None, Some((_, _, open))) => {
                open.push(' ');
                open.push_str(text);
            }
            (None, None) => self.open = Some((Kind::Paragraph, line, text.to_owned())),
        }
        Ok(())
    }

    /// Nothing more belongs to the lines read last.
    fn close(&mut self) -> Result<(), MarkupError> {
        let Some((kind, line, text)) = self.open.take() else {
            return Ok(());
        };
        let children = match kind {
            Kind::Formula => formula(&text).map(|formula| vec![formula]),
            _ => spans(&text),
        };
        let children = children.map_err(|problem| MarkupError { line, problem })?;
        let kind = match (kind, &children[..]) {
            (Kind::Item, [link]) if link.kind == Kind::Link => Kind::Try,
            (kind, _) => kind,
        };
        let is_item = matches!(kind, Kind::Item | Kind::Try);
        let block = Node::new(kind, "", children);
        let siblings = match (kind, &mut self.finding) {
            (Kind::Case(_), Some((_, finding))) => &mut finding.children,
            _ => &mut self.blocks,
        };
        if is_item && !self.is_in_list {
            siblings.push(Node::new(Kind::List, "", vec![]));
        }
        match siblings.last_mut() {
            Some(list) if is_item => list.children.push(block),
            _ => siblings.push(block),
        }
        self.is_in_list = is_item;
        Ok(())
    }

    fn end_finding(&mut self) -> Result<(), MarkupError> {
        let Some((line, finding)) = self.finding.take() else {
            return Ok(());
        };
        let n_of = |(_, kind): &(&str, Kind)| {
            let cases = finding.children.iter();
            cases.filter(|case| case.kind == *kind).count()
        };
        let [n_before, outcomes @ ..] = CASES.each_ref().map(n_of);
        let is_once = outcomes.iter().all(|n| *n <= 1) && outcomes.iter().any(|n| *n > 0);
        if n_before != 1 || !is_once {
            let problem = Problem::Unfinished;
            return Err(MarkupError { line, problem });
        }
        self.blocks.push(finding);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: Kind, text: &str) -> Node {
        Node::new(kind, "", vec![Node::new(Kind::Text, text, vec![])])
    }

    #[test]
    fn a_text_is_read_block_by_block() {
        let text = "## Head\nA line\nand its rest.\n\n> Said\n- one\n- two\n  goes on\n\n\
            - [three](#/vae)\n$ x\n? found\nbefore: press\nholds: yes\n indeed\nfails: no\n\n\
            holds: is a word";
        let list = |items| Node::new(Kind::List, "", items);
        let words = Node::new(Kind::Text, "three", vec![]);
        let link = Node::new(Kind::Link, "#/vae", vec![words]);
        let x = Node::new(Kind::Mi, "x", vec![]);
        let math = Node::new(Kind::Math, "", vec![x]);
        let cases = vec![
            block(Kind::Case(None), "press"),
            block(Kind::Case(Some(Outcome::Holds)), "yes indeed"),
            block(Kind::Case(Some(Outcome::Fails)), "no"),
        ];
        assert_eq!(
            parse(text).unwrap(),
            [
                block(Kind::Heading, "Head"),
                block(Kind::Paragraph, "A line and its rest."),
                block(Kind::Claim, "Said"),
                list(vec![
                    block(Kind::Item, "one"),
                    block(Kind::Item, "two goes on")
                ]),
                list(vec![Node::new(Kind::Try, "", vec![link])]),
                Node::new(Kind::Formula, "", vec![math]),
                Node::new(Kind::Finding, "found", cases),
                block(Kind::Paragraph, "holds: is a word"),
            ]
        );
        assert_eq!(parse("\n\n"), Ok(vec![]));
    }

    #[test]
    fn an_error_names_the_line_where_its_block_begins() {
        for (text, line, problem) in [
            ("one\n\ntwo\nand {data:", 3, Problem::Unclosed),
            ("$ {x", 1, Problem::Unclosed),
            ("x\n\n? found\nholds: b", 3, Problem::Unfinished),
            ("x\n\n? found\nbefore: b", 3, Problem::Unfinished),
            (
                "? f\nbefore: a\nholds: b\nholds: c\nfails: d",
                1,
                Problem::Unfinished,
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.line, error.problem), (line, problem), "{text}");
        }
    }
}
