//! `dist`: the static site, and the bounds of its size.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};
use xtask::process::run;
use xtask::{offline, paths, tools};

const BYTES_PER_KB: f64 = 1e3;
const BYTES_PER_MB: f64 = 1e6;

/// Of the part that opens first: what a visitor waits for before anything is on the screen.
const FIRST_PART_BOUND_KB: f64 = 250.0;

/// Of a part that is loaded when one of its panels is opened.
const PART_BOUND_KB: f64 = 320.0;

/// Builds the site, prints its sizes, and fails when one of them is out of bounds.
pub fn dist() -> Result<()> {
    build()?;
    let sizes = measure(&paths::dist())?;
    for size in &sizes {
        println!("{}", size.as_json());
    }
    let broken: Vec<&str> = sizes
        .iter()
        .filter(|size| size.value > size.bound)
        .map(|size| size.name)
        .collect();
    if !broken.is_empty() {
        bail!("over the bound: {}", broken.join(", "));
    }
    Ok(())
}

/// Builds the site into `dist/`, setting up what that takes.
pub fn build() -> Result<()> {
    tools::ensure_wasm_target()?;
    run(tools::trunk()?.args(["build", "--release"]))?;
    let dist = paths::dist();
    pack_programs(&dist).with_context(|| format!("cannot pack what is in {}", dist.display()))?;
    offline::seal(&dist)
}

/// Leaves of each `*.wasm` only `*.wasm.bin`, the same gzipped: `public/program.js` unpacks it.
fn pack_programs(dist: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dist)? {
        let program = entry?.path();
        if program.extension().is_some_and(|name| name == "wasm") {
            let packed = gzipped(&fs::read(&program)?)?;
            fs::write(program.with_extension("wasm.bin"), packed)?;
            fs::remove_file(&program)?;
        }
    }
    Ok(())
}

/// As gzip would, and some four percent smaller: it searches longer for the same format.
fn gzipped(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    // Twice as many blocks as by default take twice as long and save another percent.
    let options = zopfli::Options {
        maximum_block_splits: 30,
        ..zopfli::Options::default()
    };
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}

struct Size {
    name: &'static str,
    value: f64,
    unit: &'static str,
    bound: f64,
}

impl Size {
    fn as_json(&self) -> String {
        let Self {
            name,
            value,
            unit,
            bound,
        } = self;
        format!(r#"{{"name":"{name}","value":{value:.3},"unit":"{unit}","bound":{bound}}}"#)
    }
}

fn measure(dist: &Path) -> Result<[Size; 9]> {
    let wasm_kb = |name: &str| -> Result<f64> {
        let file = dist.join(name);
        let metadata =
            fs::metadata(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(metadata.len() as f64 / BYTES_PER_KB)
    };
    let site_bytes = folder_len(dist).with_context(|| format!("cannot read {}", dist.display()))?;
    Ok([
        Size {
            name: "dist.page_wasm_gzip_kb",
            value: wasm_kb("page_overview_bg.wasm.bin")?,
            unit: "KB",
            bound: FIRST_PART_BOUND_KB,
        },
        Size {
            name: "dist.page_pixelcnn_wasm_gzip_kb",
            value: wasm_kb("page_pixelcnn_bg.wasm.bin")?,
            unit: "KB",
            bound: PART_BOUND_KB,
        },
        Size {
            name: "dist.page_pixelrnn_wasm_gzip_kb",
            value: wasm_kb("page_pixelrnn_bg.wasm.bin")?,
            unit: "KB",
            bound: PART_BOUND_KB,
        },
        Size {
            name: "dist.page_autoencoder_wasm_gzip_kb",
            value: wasm_kb("page_autoencoder_bg.wasm.bin")?,
            unit: "KB",
            bound: PART_BOUND_KB,
        },
        Size {
            name: "dist.page_vae_wasm_gzip_kb",
            value: wasm_kb("page_vae_bg.wasm.bin")?,
            unit: "KB",
            bound: PART_BOUND_KB,
        },
        Size {
            name: "dist.page_gan_wasm_gzip_kb",
            value: wasm_kb("page_gan_bg.wasm.bin")?,
            unit: "KB",
            bound: PART_BOUND_KB,
        },
        Size {
            name: "dist.page_compare_wasm_gzip_kb",
            value: wasm_kb("page_compare_bg.wasm.bin")?,
            unit: "KB",
            bound: PART_BOUND_KB,
        },
        Size {
            name: "dist.worker_wasm_gzip_kb",
            value: wasm_kb("worker_bg.wasm.bin")?,
            unit: "KB",
            bound: 500.0,
        },
        Size {
            name: "dist.site_mb",
            value: site_bytes as f64 / BYTES_PER_MB,
            unit: "MB",
            bound: 12.0,
        },
    ])
}

fn folder_len(folder: &Path) -> io::Result<u64> {
    let mut n_bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        n_bytes += if entry.file_type()?.is_dir() {
            folder_len(&entry.path())?
        } else {
            entry.metadata()?.len()
        };
    }
    Ok(n_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::env;

    #[test]
    fn programs_are_packed_and_nothing_else_is() {
        let folder = env::temp_dir().join(format!("density-lab-dist-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = "wasm ".repeat(1000);
        fs::write(folder.join("a_bg.wasm"), &program).unwrap();
        fs::write(folder.join("a.js"), "script").unwrap();
        pack_programs(&folder).unwrap();

        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["a.js", "a_bg.wasm.bin"]);
        assert_eq!(fs::read(folder.join("a.js")).unwrap(), b"script");
        let packed = fs::read(folder.join("a_bg.wasm.bin")).unwrap();
        assert!(packed.len() < 100);
        let unpacked = io::read_to_string(GzDecoder::new(packed.as_slice())).unwrap();
        assert_eq!(unpacked, program);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_size_is_one_json_object() {
        let size = Size {
            name: "dist.site_mb",
            value: 1.25,
            unit: "MB",
            bound: 12.0,
        };
        let expected = r#"{"name":"dist.site_mb","value":1.250,"unit":"MB","bound":12}"#;
        assert_eq!(size.as_json(), expected);
    }
}
