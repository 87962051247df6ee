//! Formulas as panels and texts write them: `p({data:x}) = ∏_{i=1}^n p({generated:x_i} | {data:x_{<i}})`.

use std::iter::Peekable;
use std::str::Chars;

use super::inline::role_named;
use super::{Kind, Node, Problem};
use crate::plot::Role;

/// Braces within braces, at the most.
const DEEPEST: u32 = 8;

/// A sign that puts a hat on the letter before it.
const HAT: char = '\u{302}';

/// Between two formulas on a line.
const WIDE: &str = "0.7em";
/// Between a function and what it is of.
const THIN: &str = "0.2em";

/// What stands beside a picture: a formula, or some, on a line each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formula(pub &'static str);

/// Reads a formula.
///
/// # Errors
/// [`Problem`] where braces do not match, a script has nothing to stand at, or a colour is none.
pub fn formula(text: &str) -> Result<Node, Problem> {
    let mut signs = text.chars().peekable();
    let parts = row(&mut signs, 0)?;
    match signs.next() {
        None => Ok(Node::new(Kind::Math, "", parts)),
        Some(_) => Err(Problem::Unclosed),
    }
}

/// All up to the end, or to a brace that closes.
fn row(signs: &mut Peekable<Chars>, depth: u32) -> Result<Vec<Node>, Problem> {
    let mut parts: Vec<Node> = vec![];
    while let Some(sign) = signs.peek().copied() {
        match sign {
            '}' => break,
            ' ' => {
                let mut n_spaces = 0;
                while signs.next_if_eq(&' ').is_some() {
                    n_spaces += 1;
                }
                if n_spaces > 1 {
                    parts.push(Node::new(Kind::Mspace, WIDE, vec![]));
                }
            }
            '/' if parts.last().is_some_and(is_group) && is_before_group(signs) => {
                signs.next();
                let above = parts.pop().ok_or(Problem::BareScript)?;
                let below = part(signs, depth)?;
                parts.push(Node::new(Kind::Mfrac, "", vec![above, below]));
            }
            '_' | '^' | HAT => {
                signs.next();
                let base = parts.pop().ok_or(Problem::BareScript)?;
                parts.push(match sign {
                    HAT => Node::new(
                        Kind::Mover,
                        "",
                        vec![base, Node::new(Kind::Mo, "^", vec![])],
                    ),
                    _ => with_script(base, sign == '_', part(signs, depth)?)?,
                });
            }
            _ => {
                let next = part(signs, depth)?;
                if next.kind != Kind::Mo && parts.last().is_some_and(is_function) {
                    parts.push(Node::new(Kind::Mspace, THIN, vec![]));
                }
                parts.push(next);
            }
        }
    }
    Ok(parts)
}

fn is_group(part: &Node) -> bool {
    part.kind == Kind::Mrow
}

/// Whether the sign after the next opens a group.
fn is_before_group(signs: &Peekable<Chars>) -> bool {
    signs.clone().nth(1) == Some('{')
}

/// Whether it is a name such as log, with scripts or without: a space sets off what it is of.
fn is_function(part: &Node) -> bool {
    match part.kind {
        Kind::Mi => part.text.len() > 1 && part.text.is_ascii(),
        Kind::Msub | Kind::Msup | Kind::Munder => part.children.first().is_some_and(is_function),
        _ => false,
    }
}

/// Sets a script at `base`, which may have the other one already.
fn with_script(base: Node, is_lower: bool, script: Node) -> Result<Node, Problem> {
    const BELOW: [&str; 7] = ["∏", "∑", "∫", "min", "max", "argmin", "argmax"];
    let has_limits = BELOW.contains(&base.text.as_str());
    let (kind, place) = match (base.kind, is_lower) {
        (Kind::Msup, true) => (Kind::Msubsup, 1),
        (Kind::Msub, false) => (Kind::Msubsup, 2),
        (Kind::Munder, false) => (Kind::Munderover, 2),
        (Kind::Msub | Kind::Msup | Kind::Msubsup | Kind::Munder | Kind::Munderover, _) => {
            return Err(Problem::BareScript);
        }
        (_, true) => (if has_limits { Kind::Munder } else { Kind::Msub }, 0),
        (_, false) => (Kind::Msup, 0),
    };
    if place == 0 {
        return Ok(Node::new(kind, "", vec![base, script]));
    }
    let mut children = base.children;
    children.insert(place.min(children.len()), script);
    Ok(Node::new(kind, "", children))
}

/// The next part, without its scripts.
fn part(signs: &mut Peekable<Chars>, depth: u32) -> Result<Node, Problem> {
    let sign = signs.next().ok_or(Problem::BareScript)?;
    if sign == '{' {
        if depth >= DEEPEST {
            return Err(Problem::TooDeep);
        }
        let role = role_before_colon(signs)?;
        let parts = row(signs, depth + 1)?;
        signs.next().ok_or(Problem::Unclosed)?;
        return Ok(Node {
            role,
            ..Node::new(Kind::Mrow, "", parts)
        });
    }
    let mut text = String::from(sign);
    let kind = match sign {
        sign if sign.is_ascii_alphanumeric() => {
            // Letters together are a name, digits a number.
            let is_letter = sign.is_ascii_alphabetic();
            while let Some(next) = signs.next_if(|next| match is_letter {
                true => next.is_ascii_alphabetic(),
                false => next.is_ascii_digit() || *next == '.',
            }) {
                text.push(next);
            }
            if is_letter { Kind::Mi } else { Kind::Mn }
        }
        sign if sign.is_alphabetic() => Kind::Mi,
        _ => Kind::Mo,
    };
    Ok(Node::new(kind, &text, vec![]))
}

/// The colour that a group begins with, if it does.
fn role_before_colon(signs: &mut Peekable<Chars>) -> Result<Option<Role>, Problem> {
    let mut ahead = signs.clone();
    let mut name = String::new();
    while let Some(letter) = ahead.next_if(char::is_ascii_lowercase) {
        name.push(letter);
    }
    if name.is_empty() || ahead.next() != Some(':') {
        return Ok(None);
    }
    *signs = ahead;
    role_named(&name).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A formula as nested kinds and texts.
    fn shape(text: &str) -> Result<String, Problem> {
        fn of(node: &Node) -> String {
            let parts: Vec<String> = node.children.iter().map(of).collect();
            let inside = match parts.is_empty() {
                true => node.text.clone(),
                false => parts.join(" "),
            };
            let role = node.role.map_or("", Role::class);
            format!("{}{role}({inside})", node.kind.tag())
        }
        formula(text).map(|node| of(&node))
    }

    #[test]
    fn letters_names_numbers_and_signs_are_told_apart() {
        let expected = "math(mi(log) mspace(0.2em) mi(p) mo(() mi(x) mo()) mo(≥) mn(0.5) mi(ε))";
        assert_eq!(shape("log p(x) ≥ 0.5ε").as_deref(), Ok(expected));
    }

    #[test]
    fn scripts_stand_at_what_is_before_them() {
        for (text, expected) in [
            ("x_i", "math(msub(mi(x) mi(i)))"),
            ("x^2_i", "math(msubsup(mi(x) mi(i) mn(2)))"),
            (
                "∏_{i=1}^n x",
                "math(munderover(mo(∏) mrow(mi(i) mo(=) mn(1)) mi(n)) mi(x))",
            ),
            ("min_G x", "math(munder(mi(min) mi(G)) mspace(0.2em) mi(x))"),
            ("log_2 p", "math(msub(mi(log) mn(2)) mspace(0.2em) mi(p))"),
            ("x\u{302}_i", "math(msub(mover(mi(x) mo(^)) mi(i)))"),
        ] {
            assert_eq!(shape(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn groups_on_both_sides_of_a_slash_are_a_fraction() {
        let expected = "math(mfrac(mrow(mn(1)) mrow(mi(n))) mi(x))";
        assert_eq!(shape("{1}/{n} x").as_deref(), Ok(expected));
        assert_eq!(shape("1/n").as_deref(), Ok("math(mn(1) mo(/) mi(n))"));
        assert_eq!(
            shape("{1}/n").as_deref(),
            Ok("math(mrow(mn(1)) mo(/) mi(n))")
        );
    }

    #[test]
    fn spaces_part_one_formula_from_the_next() {
        let expected = "math(mi(x) mo(,) mspace(0.7em) mi(y))";
        assert_eq!(shape("x ,  y").as_deref(), Ok(expected));
    }

    #[test]
    fn a_group_wears_the_colour_that_it_names() {
        let expected = "math(mrowt-latent(mi(z)) mrow(mi(ab)))";
        assert_eq!(shape("{latent:z}{ab}").as_deref(), Ok(expected));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let deep = "{".repeat(100_000);
        for (text, problem) in [
            ("{x", Problem::Unclosed),
            ("x}", Problem::Unclosed),
            ("_x", Problem::BareScript),
            ("x_", Problem::BareScript),
            ("x_a_b", Problem::BareScript),
            ("\u{302}", Problem::BareScript),
            ("{1}/{n", Problem::Unclosed),
            ("{blue:x}", Problem::UnknownRole),
            (&deep, Problem::TooDeep),
        ] {
            assert_eq!(formula(text), Err(problem));
        }
    }
}
