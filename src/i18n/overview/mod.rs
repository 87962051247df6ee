//! The way in.

use crate::i18n::Words;

pub mod labels;
pub mod tree;

/// The names of the panels, for the links between them.
pub struct OverviewText {
    pub tabs: &'static str,
    pub tab_tree: &'static str,
    pub tab_labels: &'static str,
}

impl Words for OverviewText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: OverviewText = OverviewText {
    tabs: "The overview's panels",
    tab_tree: "The tree",
    tab_labels: "Labels",
};

const KO: OverviewText = OverviewText {
    tabs: "한눈에 보기 화면",
    tab_tree: "모델 분류",
    tab_labels: "레이블",
};
