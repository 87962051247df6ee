//! The texts in words: each panel has one in each language, and what they name is there.

use std::collections::BTreeSet;
use std::path::Path;

use density_lab::i18n::Locale;
use density_lab::ui::address::{Reader, Route};
use density_lab::ui::panels::{
    PanelState, autoencoder, compare, gan, overview, pixel_cnn, pixel_rnn, surprise, vae,
};
use density_lab::ui::words::{Finding, Kind, Node, Outcome, file_of, formula, parse};

use crate::support::root;

const LOCALES: [Locale; 2] = [Locale::En, Locale::Ko];

/// A panel, as its text sees it.
struct Panel {
    reader: Reader,
    findings: &'static [Finding],
}

fn panel<S: PanelState>() -> Panel {
    Panel {
        reader: Reader::new::<S::Link>(S::PAGE),
        findings: S::FINDINGS,
    }
}

fn panels() -> Vec<Panel> {
    vec![
        panel::<overview::tree::State>(),
        panel::<overview::labels::State>(),
        panel::<pixel_cnn::sample::State>(),
        panel::<pixel_cnn::complete::State>(),
        panel::<surprise::State<surprise::Cnn>>(),
        panel::<pixel_cnn::training::State>(),
        panel::<pixel_rnn::sample::State>(),
        panel::<surprise::State<surprise::Rnn>>(),
        panel::<pixel_rnn::race::State>(),
        panel::<autoencoder::code::State>(),
        panel::<autoencoder::sampling::State>(),
        panel::<autoencoder::few_labels::State>(),
        panel::<autoencoder::training::State>(),
        panel::<vae::axes::State>(),
        panel::<vae::elbo::State>(),
        panel::<vae::sampling::State>(),
        panel::<vae::training::State>(),
        panel::<gan::State>(),
        panel::<compare::State>(),
    ]
}

/// A panel's text, as it is written and as it is read.
fn text(panel: &Panel, locale: Locale) -> (String, Vec<Node>) {
    let file = file_of(panel.reader.page, locale);
    let source = std::fs::read_to_string(root().join("public").join(&file));
    let source = source.unwrap_or_else(|error| panic!("{file}: {error}"));
    let blocks = parse(&source).unwrap_or_else(|error| panic!("{file}: {error}"));
    (source, blocks)
}

/// All pieces of a kind, with those within others.
fn all(nodes: &[Node], kind: Kind) -> Vec<&Node> {
    let of = |node| {
        let own = std::iter::once(node).filter(|node: &&Node| node.kind == kind);
        own.chain(all(&node.children, kind)).collect::<Vec<_>>()
    };
    nodes.iter().flat_map(of).collect()
}

/// What the pieces of a kind say, in order: addresses, names of findings, of figures.
fn said(nodes: &[Node], kind: Kind) -> Vec<&str> {
    let texts = all(nodes, kind).into_iter().map(|node| node.text.as_str());
    texts.collect()
}

/// Files under `folder`, by their paths from `public`.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => {
                let path = path.strip_prefix(root().join("public")).unwrap();
                found.insert(path.display().to_string());
            }
        }
    }
    found
}

/// The pages that the panels' sources declare.
fn declared(folder: &Path) -> BTreeSet<String> {
    let mut pages = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages.extend(declared(&path));
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let lines = source.lines().filter_map(|line| {
            line.trim_start()
                .strip_prefix("const PAGE: Page = Page::new(\"")
        });
        pages.extend(lines.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    pages
}

#[test]
fn every_panel_is_known_here() {
    let known: BTreeSet<String> = panels()
        .iter()
        .map(|panel| panel.reader.page.path().to_owned())
        .collect();
    assert_eq!(declared(&root().join("src/ui/panels")), known);
}

#[test]
fn every_panel_has_a_text_in_each_language_and_no_text_is_of_none() {
    let mut expected = BTreeSet::from(["words/README.md".to_owned()]);
    for panel in panels() {
        expected.extend(LOCALES.map(|locale| file_of(panel.reader.page, locale)));
    }
    assert_eq!(files(&root().join("public/words")), expected);
}

/// Of the two languages the one is the other's translation: the same formulas, experiments and
/// findings in the same order.
#[test]
fn the_languages_agree() {
    for panel in panels() {
        let page = panel.reader.page.path();
        let [en, ko] = LOCALES.map(|locale| text(&panel, locale).1);
        let kinds = |blocks: &[Node]| blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&en), kinds(&ko), "{page}");
        for kind in [Kind::Link, Kind::Finding] {
            assert_eq!(said(&en, kind), said(&ko, kind), "{page}");
        }
        assert_eq!(all(&en, Kind::Formula), all(&ko, Kind::Formula), "{page}");
    }
}

#[test]
fn every_address_is_one_that_its_panel_reads() {
    let panels = panels();
    let reader = |path: &str| {
        let mut readers = panels.iter().map(|panel| panel.reader);
        readers.find(|reader| reader.page.path() == path)
    };
    for panel in &panels {
        for locale in LOCALES {
            let (_, blocks) = text(panel, locale);
            for address in said(&blocks, Kind::Link) {
                let route = Route::parse(address, reader);
                assert!(route.is_ok(), "{address}: {:?}", route.err());
            }
        }
    }
}

/// Each finding of the panel and no other, each outcome of it and no other, and no figure that it
/// does not give.
#[test]
fn texts_name_what_their_panels_measure_and_all_of_it() {
    for panel in panels() {
        for locale in LOCALES {
            let file = file_of(panel.reader.page, locale);
            let (_, blocks) = text(&panel, locale);
            let told: BTreeSet<&str> = said(&blocks, Kind::Finding).into_iter().collect();
            let given: BTreeSet<&str> = panel.findings.iter().map(|known| known.name).collect();
            assert_eq!(told, given, "{file}");
            let mut n_figures = 0;
            for finding in panel.findings {
                for told in all(&blocks, Kind::Finding) {
                    if told.text == finding.name {
                        n_figures += check_finding(&file, finding, told);
                    }
                }
            }
            assert_eq!(
                said(&blocks, Kind::Figure).len(),
                n_figures,
                "{file}: figures elsewhere"
            );
        }
    }
}

/// The number of figures that the finding's sentences name.
fn check_finding(file: &str, finding: &Finding, told: &Node) -> usize {
    let name = finding.name;
    let mut n_figures = 0;
    for outcome in Outcome::ALL {
        let sentence = told.case(Some(outcome));
        let may_come = finding.outcomes.contains(&outcome);
        assert_eq!(!sentence.is_empty(), may_come, "{file}: {name} {outcome:?}");
        for figure in said(sentence, Kind::Figure) {
            assert!(finding.figures.contains(&figure), "{file}: {{{figure}}}");
            n_figures += 1;
        }
    }
    n_figures
}

/// Readable at one go, and whole: a formula, something to try, something said of the model.
#[test]
fn a_text_is_a_page_at_most() {
    for panel in panels() {
        for locale in LOCALES {
            let file = file_of(panel.reader.page, locale);
            let (source, blocks) = text(&panel, locale);
            let n_words = source.split_whitespace().count();
            assert!((80..=700).contains(&n_words), "{file}: {n_words} words");
            for kind in [Kind::Formula, Kind::Claim, Kind::Try] {
                assert!(!all(&blocks, kind).is_empty(), "{file}: no {kind:?}");
            }
        }
    }
}

/// What stands in `Formula("…")` anywhere in the page's code, line by line as it is shown.
fn formulas_in_code() -> Vec<String> {
    let sources = source_files(&root().join("src/ui"));
    let mut found = vec![];
    for source in sources {
        for after in source.split("Formula(").skip(1) {
            let Some(literal) = after.trim_start().strip_prefix('"') else {
                continue;
            };
            let Some((literal, _)) = literal.split_once('"') else {
                panic!("{literal}");
            };
            // The two escapes that they use: a new line, and one of the source that is none.
            let pieces = literal.split("\\\n").map(str::trim_start);
            let text = pieces.collect::<String>().replace("\\n", "\n");
            assert!(
                !text.contains('\\'),
                "an escape that is not read here: {text}"
            );
            found.extend(text.lines().map(str::to_owned));
        }
    }
    found
}

/// What the files of Rust under `folder` say.
fn source_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files = paths.flat_map(|path| match path.is_dir() {
        true => source_files(&path),
        false => vec![std::fs::read_to_string(path).unwrap()],
    });
    files.collect()
}

#[test]
fn the_panels_formulas_can_be_read() {
    let formulas = formulas_in_code();
    assert!(formulas.len() > 40, "{} formulas", formulas.len());
    for text in formulas {
        assert!(formula(&text).is_ok(), "{text}: {:?}", formula(&text));
    }
}
