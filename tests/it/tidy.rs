//! What must never be in the code, as ARCHITECTURE.md says.

use std::path::{Path, PathBuf};

use crate::support::root;

/// The project's own files under `folder` with one of `extensions`.
fn files(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path
                .extension()
                .and_then(|e| e.to_str())
                .unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.contains(&extension) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no file to check");
    found
}

/// The text without its comments and without its string literals' worth of prose.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn short(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Asserts that no code under `folder`, save the files of `except`, holds one of `words`.
fn never(folder: &str, words: &[&str], except: &[&str]) {
    for (path, text) in files(folder, &["rs"]) {
        let path = short(&path);
        if except.contains(&path.as_str()) {
            continue;
        }
        let code = code(&text);
        for word in words {
            assert!(!code.contains(word), "{path} names {word}");
        }
    }
}

#[test]
fn ml_knows_nothing_of_the_rest() {
    never(
        "src/ml",
        &[
            "crate::protocol",
            "crate::worker",
            "crate::ui",
            "crate::native",
            "crate::plot",
        ],
        &[],
    );
    never(
        "src/ml",
        &["std::time", "std::fs", "std::env", "web_sys", "js_sys"],
        &[],
    );
}

#[test]
fn the_page_knows_nothing_of_the_models() {
    never(
        "src/ui",
        &["crate::ml", "crate::worker", "crate::native", "candle"],
        &[],
    );
}

#[test]
fn what_is_shared_is_plain() {
    for folder in ["src/protocol", "src/plot", "src/i18n"] {
        never(
            folder,
            &[
                "candle",
                "leptos",
                "web_sys",
                "js_sys",
                "crate::ml",
                "crate::ui",
            ],
            &[],
        );
    }
}

#[test]
fn the_engine_has_no_web_type_in_it() {
    never(
        "src/worker",
        &["web_sys", "js_sys", "wasm_bindgen", "crate::ui"],
        &["src/worker/host.rs", "src/worker/timings/web.rs"],
    );
}

#[test]
fn two_files_know_the_worker() {
    never(
        "src",
        &["web_sys::Worker", "WorkerGlobalScope"],
        &["src/ui/client/spawn.rs", "src/worker/host.rs"],
    );
}

#[test]
fn no_weights_in_the_wasm() {
    never("src", &["include_bytes!", "include_str!"], &[]);
}

#[test]
fn colours_are_in_one_file() {
    let is_colour = |text: &str| {
        let hex = text.match_indices('#').any(|(at, _)| {
            let digits = text[at + 1..]
                .chars()
                .take_while(char::is_ascii_hexdigit)
                .count();
            [3, 4, 6, 8].contains(&digits)
        });
        hex || ["rgb(", "rgba(", "hsl(", "oklch("]
            .iter()
            .any(|word| text.contains(word))
    };
    for (path, text) in files("style", &["css"]) {
        if !path.ends_with("tokens.css") {
            assert!(
                !is_colour(&text),
                "{} has a colour of its own",
                short(&path)
            );
        }
    }
    for (path, text) in files("src/ui", &["rs"]) {
        // An address may begin with # and a letter: only what is quoted like a colour counts.
        let quoted = text.split('"').skip(1).step_by(2);
        let colours = quoted
            .filter(|q| !q.starts_with("#/") && is_colour(q))
            .count();
        assert_eq!(colours, 0, "{} has a colour of its own", short(&path));
    }
}

#[test]
fn files_stay_small() {
    for folder in ["src", "tests", "xtask/src", "style"] {
        for (path, text) in files(folder, &["rs", "css"]) {
            let n_lines = text.lines().count();
            assert!(n_lines <= 400, "{} has {n_lines} lines", short(&path));
        }
    }
    let architecture = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(architecture.lines().count() < 100);
}

#[test]
fn every_folder_that_architecture_names_is_there() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let folders: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    assert!(folders.len() > 10);
    for folder in folders {
        assert!(root().join(folder).is_dir(), "{folder} is not there");
    }
}

#[test]
fn every_part_of_the_page_is_built_and_known_to_the_start_script() {
    let read = |file: &str| std::fs::read_to_string(root().join(file)).unwrap();
    let (parts, boot, index, sizes) = (
        read("src/ui/parts.rs"),
        read("public/boot.js"),
        read("index.html"),
        read("xtask/src/commands/dist.rs"),
    );
    let names: Vec<&str> = parts
        .split("name: \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(names.len() > 1);
    for name in names {
        let program = format!("page_{name}");
        assert!(root().join(format!("src/bin/{program}.rs")).is_file());
        assert!(boot.contains(&format!("\"{name}\"]")), "boot.js: {name}");
        assert!(index.contains(&format!("data-bin=\"{program}\"")));
        assert!(sizes.contains(&format!("{program}_bg.wasm")));
    }
}
