//! What `public/offline.js` keeps in the browser: the files of the site, written into it as built.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

const SCRIPT: &str = "offline.js";
const PAGE: &str = "index.html";

/// What stands in the script and in the page until the site is sealed.
const NO_FILES: &str = "Object.entries({})";
const NO_BUILD: &str = r#"<meta name="build" content="">"#;

/// Names the build in its page, and all of its files in the script that keeps them. Both must be
/// as Trunk copied them.
///
/// # Errors
/// Where a file cannot be read or written, or one of the two is not as it should be.
pub fn seal(dist: &Path) -> Result<()> {
    let mut names = Vec::new();
    collect(dist, "", &mut names)?;
    names.retain(|name| name != SCRIPT && name != PAGE);
    names.sort();
    let mut files = names
        .into_iter()
        .map(|name| entry(dist, name))
        .collect::<Result<Vec<_>>>()?;
    // All bytes of the site are in this digest, so that another build is always another page.
    let build = hex(&Sha256::digest(files.concat()));
    replace(
        &dist.join(PAGE),
        NO_BUILD,
        &format!(r#"<meta name="build" content="{build}">"#),
    )?;
    files.push(entry(dist, PAGE.to_owned())?);
    let files = format!("Object.entries({{\n{}}})", files.concat());
    replace(&dist.join(SCRIPT), NO_FILES, &files)
}

/// The names of all files below `dist`, with slashes.
fn collect(dist: &Path, folder: &str, names: &mut Vec<String>) -> Result<()> {
    let path = dist.join(folder);
    let entries = fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = format!("{folder}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => collect(dist, &format!("{name}/"), names)?,
            false => names.push(name),
        }
    }
    Ok(())
}

fn entry(dist: &Path, name: String) -> Result<String> {
    let bytes = fs::read(dist.join(&name)).with_context(|| format!("cannot read {name}"))?;
    let (n_bytes, sha256) = (bytes.len(), hex(&Sha256::digest(&bytes)));
    Ok(format!("  \"{name}\": [{n_bytes}, \"{sha256}\"],\n"))
}

fn replace(file: &Path, old: &str, new: &str) -> Result<()> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let n_places = text.matches(old).count();
    ensure!(
        n_places == 1,
        "{old} stands {n_places} times in {}",
        file.display()
    );
    fs::write(file, text.replace(old, new))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_other_byte_is_another_page_and_another_script() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("density-lab-seal-{}", std::process::id()));
        let sealed =
            |weights: &str| -> Result<[String; 2]> {
                fs::create_dir_all(folder.join("weights"))?;
                fs::write(folder.join("weights/a.bin"), weights)?;
                fs::write(folder.join(PAGE), format!("<head>{NO_BUILD}</head>"))?;
                fs::write(
                    folder.join(SCRIPT),
                    format!("const FILES = new Map({NO_FILES});"),
                )?;
                seal(&folder)?;
                Ok([PAGE, SCRIPT]
                    .map(|name| fs::read_to_string(folder.join(name)).unwrap_or_default()))
            };
        let (one, same, other) = (sealed("one")?, sealed("one")?, sealed("two")?);
        assert_eq!(one, same);
        assert!(one[0] != other[0] && one[1] != other[1]);
        assert!(one[1].contains(r#""weights/a.bin": [3, ""#), "{}", one[1]);
        assert!(one[1].contains(r#""index.html": ["#) && !one[1].contains("offline.js"));
        // Sealed is sealed.
        assert!(seal(&folder).is_err());
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
