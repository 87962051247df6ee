//! What stands around the texts in words; the texts themselves are in `public/words`.

use crate::i18n::Words;

pub struct WordsText {
    /// Opens and closes the text.
    pub in_words: &'static str,
    pub coming: &'static str,
    /// Of a measured statement, before the sentence on it.
    pub holds: &'static str,
    pub fails: &'static str,
    pub unclear: &'static str,
    /// The name of the file, and the line that cannot be read.
    pub unreadable: fn(file: &str, line: usize) -> String,
}

impl Words for WordsText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: WordsText = WordsText {
    in_words: "In words",
    coming: "The text is coming.",
    holds: "Holds here",
    fails: "Does not hold here",
    unclear: "Undecided here",
    unreadable: |file, line| format!("The text {file} cannot be read: line {line} is no markup."),
};

const KO: WordsText = WordsText {
    in_words: "말로 풀어 보기",
    coming: "글을 불러오는 중입니다.",
    holds: "여기서는 성립",
    fails: "여기서는 성립하지 않음",
    unclear: "여기서는 판단 보류",
    unreadable: |file, line| {
        format!("{file} 글을 읽을 수 없습니다: {line}번째 줄의 표기가 잘못되었습니다.")
    },
};
