//! What of a manifest is told: some of the figures that were measured when the weights were made.

use crate::plot::decimal;
use crate::protocol::FileProblem;

/// The numbers that stand behind `names` in the JSON of a manifest.
///
/// # Errors
/// With the first that is not there, or is none.
pub fn figures(json: &[u8], names: &[&str]) -> Result<Vec<f64>, FileProblem> {
    let text = String::from_utf8_lossy(json);
    let figure = |name: &&str| {
        number_behind(&text, name).ok_or_else(|| FileProblem::FigureMissing {
            figure: (*name).to_owned(),
        })
    };
    names.iter().map(figure).collect()
}

fn number_behind(text: &str, name: &str) -> Option<f64> {
    let (_, rest) = text.split_once(&format!("\"{name}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let end = rest.find(|sign: char| matches!(sign, ',' | '}') || sign.is_whitespace());
    decimal(&rest[..end?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &[u8] = br#"{ "model": "vae", "figures": {
        "vae.elbo": -89.90678, "vae.elbo_200":-86.2, "vae.nll" : 86.41888 } }"#;

    #[test]
    fn figures_are_found_by_their_whole_names() {
        let found = figures(MANIFEST, &["vae.nll", "vae.elbo"]);
        assert_eq!(found, Ok(vec![86.41888, -89.90678]));
        assert_eq!(figures(MANIFEST, &[]), Ok(vec![]));
    }

    #[test]
    fn what_is_no_manifest_is_told_by_the_figure_that_it_lacks() {
        let missing = |figure: &str| FileProblem::FigureMissing {
            figure: figure.to_owned(),
        };
        for other in [
            &b""[..],
            b"<!doctype html>",
            b"\"vae.nll\"",
            b"\"vae.nll\": x,",
            b"\xff",
        ] {
            assert_eq!(figures(other, &["vae.nll"]), Err(missing("vae.nll")));
        }
        let whole = figures(MANIFEST, &["vae.elbo", "vae.bits"]);
        assert_eq!(whole, Err(missing("vae.bits")));
    }
}
