//! What a text is made of.

use super::Outcome;
use crate::plot::Role;

/// A piece of a text, and the pieces in it. One type for blocks, sentences and formulas alike: all
/// that is done with them, they are made, drawn and forgotten, is compiled once.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub kind: Kind,
    /// In the colour of what it stands for.
    pub role: Option<Role>,
    /// What it says; of a link the address, of a finding or a figure the name, of a space its width.
    pub text: String,
    pub children: Vec<Node>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Heading,
    Paragraph,
    /// What is said of the model.
    Claim,
    List,
    Item,
    /// An item that is a link alone.
    Try,
    /// A formula on a line of its own.
    Formula,
    /// Something that a panel measures: what is said until it has, and of each outcome.
    Finding,
    /// Of a finding: what is said until it is measured, or of an outcome.
    Case(Option<Outcome>),

    Text,
    Bold,
    Link,
    /// A number that the panel measured.
    Figure,

    // Of MathML, by its own names.
    Math,
    Mi,
    Mn,
    Mo,
    Mrow,
    Mspace,
    Mfrac,
    Msub,
    Msup,
    Msubsup,
    Munder,
    Mover,
    Munderover,
}

impl Kind {
    /// The element that it becomes; text and figures become none.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Heading => "h3",
            Self::Paragraph | Self::Finding => "p",
            Self::Claim => "blockquote",
            Self::List => "ul",
            Self::Item | Self::Try => "li",
            Self::Formula => "div",
            Self::Bold => "b",
            Self::Link => "a",
            Self::Case(_) | Self::Text | Self::Figure => "",
            Self::Math => "math",
            Self::Mi => "mi",
            Self::Mn => "mn",
            Self::Mo => "mo",
            Self::Mrow => "mrow",
            Self::Mspace => "mspace",
            Self::Mfrac => "mfrac",
            Self::Msub => "msub",
            Self::Msup => "msup",
            Self::Msubsup => "msubsup",
            Self::Munder => "munder",
            Self::Mover => "mover",
            Self::Munderover => "munderover",
        }
    }

    /// Whether what follows the first piece stands lower or higher.
    pub const fn has_scripts(self) -> bool {
        matches!(
            self,
            Self::Msub | Self::Msup | Self::Msubsup | Self::Munder | Self::Mover | Self::Munderover
        )
    }

    /// Whether it is an element of MathML.
    pub fn is_math(self) -> bool {
        self.tag().starts_with('m')
    }
}

impl Node {
    pub fn new(kind: Kind, text: &str, children: Vec<Self>) -> Self {
        Self {
            kind,
            role: None,
            text: text.to_owned(),
            children,
        }
    }

    /// The sentence of a case of a finding; none where it has none.
    pub fn case(&self, case: Option<Outcome>) -> &[Self] {
        let mut cases = self.children.iter();
        let case = cases.find(|child| child.kind == Kind::Case(case));
        case.map_or(&[], |case| &case.children)
    }
}
