//! What stands in a line of text.

use super::formula::formula;
use super::{Kind, Node, Problem};
use crate::plot::Role;

/// The colour of this name.
///
/// # Errors
/// [`Problem::UnknownRole`] where there is none.
pub(super) fn role_named(name: &str) -> Result<Role, Problem> {
    match name {
        "data" => Ok(Role::Data),
        "generated" => Ok(Role::Generated),
        "latent" => Ok(Role::Latent),
        "error" => Ok(Role::Error),
        _ => Err(Problem::UnknownRole),
    }
}

/// Reads a sentence: `**word**`, `{data:word}`, `[word](#/address)`, `$formula$` and `{figure}`
/// within plain text.
///
/// # Errors
/// [`Problem`] where something is not closed, or names what there is not.
pub fn spans(text: &str) -> Result<Vec<Node>, Problem> {
    let mut spans = vec![];
    let (mut rest, mut n_plain) = (text, 0);
    while let Some(sign) = rest[n_plain..].chars().next() {
        let after_sign = &rest[n_plain + sign.len_utf8()..];
        let (span, after) = match sign {
            '*' if after_sign.starts_with('*') => {
                let (word, after) = until(&after_sign[1..], "**")?;
                (Node::new(Kind::Bold, "", vec![plain(word)]), after)
            }
            '{' => {
                let (inside, after) = until(after_sign, "}")?;
                (braced(inside)?, after)
            }
            '[' => {
                let (label, after) = until(after_sign, "](")?;
                let (address, after) = until(after, ")")?;
                (link(label, address)?, after)
            }
            '$' => {
                let (inside, after) = until(after_sign, "$")?;
                (formula(inside)?, after)
            }
            _ => {
                n_plain += sign.len_utf8();
                continue;
            }
        };
        if n_plain > 0 {
            spans.push(plain(&rest[..n_plain]));
        }
        spans.push(span);
        (rest, n_plain) = (after, 0);
    }
    if n_plain > 0 {
        spans.push(plain(rest));
    }
    Ok(spans)
}

fn plain(text: &str) -> Node {
    Node::new(Kind::Text, text, vec![])
}

/// What stands before `end`, and what after it.
fn until<'a>(text: &'a str, end: &str) -> Result<(&'a str, &'a str), Problem> {
    text.split_once(end).ok_or(Problem::Unclosed)
}

fn braced(inside: &str) -> Result<Node, Problem> {
    Ok(match inside.split_once(':') {
        Some((role, word)) => Node {
            role: Some(role_named(role)?),
            ..Node::new(Kind::Bold, "", vec![plain(word)])
        },
        None => Node::new(Kind::Figure, inside, vec![]),
    })
}

fn link(label: &str, address: &str) -> Result<Node, Problem> {
    match address.starts_with("#/") && !label.is_empty() {
        true => Ok(Node::new(Kind::Link, address, vec![plain(label)])),
        false => Err(Problem::NoAddress),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_read_piece_by_piece() {
        let text = "이 {data:이미지}의 **확률**은 {n}, [보기](#/vae?seed=2) $z$.";
        let bold = |role, word| Node {
            role,
            ..Node::new(Kind::Bold, "", vec![plain(word)])
        };
        let z = Node::new(Kind::Mi, "z", vec![]);
        assert_eq!(
            spans(text),
            Ok(vec![
                plain("이 "),
                bold(Some(Role::Data), "이미지"),
                plain("의 "),
                bold(None, "확률"),
                plain("은 "),
                Node::new(Kind::Figure, "n", vec![]),
                plain(", "),
                Node::new(Kind::Link, "#/vae?seed=2", vec![plain("보기")]),
                plain(" "),
                Node::new(Kind::Math, "", vec![z]),
                plain("."),
            ])
        );
        assert_eq!(spans("2 * 3"), Ok(vec![plain("2 * 3")]));
    }

    #[test]
    fn markup_of_html_is_plain_text() {
        let text = "<img src=x onerror=alert(1)> &amp;";
        assert_eq!(spans(text), Ok(vec![plain(text)]));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (text, problem) in [
            ("**bold", Problem::Unclosed),
            ("{data:x", Problem::Unclosed),
            ("[x]", Problem::Unclosed),
            ("[x](#/vae", Problem::Unclosed),
            ("$x", Problem::Unclosed),
            ("{blue:x}", Problem::UnknownRole),
            ("[x](javascript:alert(1))", Problem::NoAddress),
            ("[](#/vae)", Problem::NoAddress),
        ] {
            assert_eq!(spans(text), Err(problem), "{text}");
        }
    }
}
