use super::*;
use std::env;
use std::path::Path;

/// A small site in a folder of its own, removed with the value.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("density-lab-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("weights")).unwrap();
        fs::write(folder.join("index.html"), "<p>page</p>").unwrap();
        fs::write(folder.join("app_bg.wasm"), "wasm").unwrap();
        fs::write(folder.join("a b.css"), "p{}").unwrap();
        fs::write(folder.join("weights/net.safetensors"), "0123456789").unwrap();
        Self(folder)
    }

    fn mount(&self, prefix: &str) -> Mount {
        Mount::new(prefix, &self.0)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn get(mounts: &[Mount], path: &str) -> Answer {
    answer(mounts, "GET", path)
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let mut found = answer.headers.iter().filter(|(key, _)| *key == name);
    found.next().map(|(_, value)| value.as_str())
}

#[test]
fn files_and_folders_are_found_under_their_prefix() {
    let site = Site::new("files");
    let mounts = [site.mount("/"), site.mount("/sub/path")];
    for path in ["/", "/index.html", "/sub/path/", "/sub/path/index.html"] {
        assert_eq!(get(&mounts, path).body, b"<p>page</p>", "{path}");
    }
    assert_eq!(get(&mounts, "/a%20b.css").body, b"p{}");

    let moved = get(&mounts, "/sub/path");
    assert_eq!(moved.status, 301);
    assert_eq!(header(&moved, "Location"), Some("/sub/path/"));
    for path in ["/none", "/weights/", "/sub/none", "/index.html/none"] {
        assert_eq!(get(&mounts, path).status, 404, "{path}");
    }
}

#[test]
fn types_and_policy_go_with_the_files() {
    let site = Site::new("types");
    let mounts = [site.mount("/")];
    let page = get(&mounts, "/");
    assert_eq!(
        header(&page, "Content-Type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(
        header(&page, "Content-Security-Policy"),
        Some(CONTENT_SECURITY_POLICY)
    );
    let wasm = get(&mounts, "/app_bg.wasm");
    assert_eq!(header(&wasm, "Content-Type"), Some("application/wasm"));
    assert_eq!(header(&wasm, "Content-Security-Policy"), None);
    assert_eq!(header(&wasm, "X-Content-Type-Options"), Some("nosniff"));
    assert_eq!(header(&wasm, "Cache-Control"), Some("no-cache"));
    let weights = get(&mounts, "/weights/net.safetensors");
    assert_eq!(
        header(&weights, "Content-Type"),
        Some("application/octet-stream")
    );
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let site = Site::new("outside");
    let mounts = [Mount::new("/", site.0.join("weights"))];
    for path in [
        "/../index.html",
        "/%2e%2e/index.html",
        "/..%2findex.html",
        "/%2e%2e%5cindex.html",
        "/./net.safetensors",
        "/net.safetensors%00",
        "/%",
        "/%+1",
        "/%ff",
        "index.html",
        "",
    ] {
        assert_eq!(get(&mounts, path).status, 404, "{path}");
    }
    let absolute = format!("/{}", site.0.join("index.html").display());
    assert!(Path::new(&absolute[1..]).is_absolute());
    assert_eq!(get(&mounts, &absolute).status, 404);
}

#[test]
fn only_get_and_head_are_answered() {
    let site = Site::new("methods");
    let mounts = [site.mount("/")];
    assert_eq!(answer(&mounts, "HEAD", "/").status, 200);
    let refused = answer(&mounts, "PUT", "/");
    assert_eq!(refused.status, 405);
    assert_eq!(header(&refused, "Allow"), Some("GET, HEAD"));
}

#[test]
fn a_fault_breaks_its_file_in_its_mount_alone() {
    let site = Site::new("faults");
    let path = || "weights/net.safetensors".to_owned();
    let faults = [
        Fault::Status {
            path: path(),
            status: 503,
        },
        Fault::Replace {
            path: path(),
            bytes: b"other".to_vec(),
        },
        Fault::Truncate {
            path: path(),
            keep: 4,
        },
        Fault::Append {
            path: path(),
            bytes: b"!".to_vec(),
        },
    ];
    let expected: [(u16, &[u8]); 4] = [
        (503, b""),
        (200, b"other"),
        (200, b"0123"),
        (200, b"0123456789!"),
    ];
    for (fault, (status, body)) in faults.into_iter().zip(expected) {
        let mounts = [site.mount("/"), site.mount("/broken/").with_fault(fault)];
        let broken = get(&mounts, "/broken/weights/net.safetensors");
        assert_eq!((broken.status, broken.body.as_slice()), (status, body));
        let whole = get(&mounts, "/weights/net.safetensors");
        assert_eq!(whole.body, b"0123456789");
        assert_eq!(get(&mounts, "/broken/").status, 200);
    }
}

#[test]
fn a_missing_file_can_be_replaced() {
    let site = Site::new("replaced");
    let mount = site.mount("/").with_fault(Fault::Replace {
        path: "new.json".to_owned(),
        bytes: b"{}".to_vec(),
    });
    let replaced = get(&[mount], "/new.json");
    assert_eq!(replaced.body, b"{}");
    assert_eq!(header(&replaced, "Content-Type"), Some("application/json"));
}
