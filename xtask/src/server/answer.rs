//! What the server answers: a function of the mounts and the request.

use std::fs;
use std::path::PathBuf;

use super::content::content_type;
use super::mount::{Fault, Mount};

/// The policy of the page; a worker gets it from the page that starts it, or with its own script.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; \
    base-uri 'self'; form-action 'none'";

const INDEX: &str = "index.html";

pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// Answers a request for a path, percent-encoded and without its query.
pub fn answer(mounts: &[Mount], method: &str, raw_path: &str) -> Answer {
    if !matches!(method, "GET" | "HEAD") {
        return Answer::failure(405).with("Allow", "GET, HEAD");
    }
    match decoded(raw_path).filter(|path| is_harmless(path)) {
        Some(path) => find(mounts, &path),
        None => Answer::failure(404),
    }
}

fn find(mounts: &[Mount], path: &str) -> Answer {
    let fitting = mounts
        .iter()
        .filter_map(|mount| Some((mount, path.strip_prefix(&mount.prefix)?)))
        .max_by_key(|(mount, _)| mount.prefix.len());
    if let Some((mount, inner)) = fitting
        && let Some(answer) = from_mount(mount, inner)
    {
        return answer;
    }
    // Relative addresses in a folder's page start at the slash.
    let with_slash = format!("{path}/");
    if !path.ends_with('/') && mounts.iter().any(|mount| is_folder(mount, &with_slash)) {
        return Answer::failure(301).with("Location", with_slash);
    }
    Answer::failure(404)
}

fn from_mount(mount: &Mount, inner: &str) -> Option<Answer> {
    let inner = if inner.is_empty() || inner.ends_with('/') {
        format!("{inner}{INDEX}")
    } else {
        inner.to_owned()
    };
    let from_folder = || fs::read(inside(mount, &inner)).ok();
    let body = match mount.fault_at(&inner) {
        None => from_folder()?,
        Some(Fault::Status { status, .. }) => return Some(Answer::failure(*status)),
        Some(Fault::Replace { bytes, .. }) => bytes.clone(),
        Some(Fault::Truncate { keep, .. }) => {
            let mut body = from_folder()?;
            body.truncate(*keep);
            body
        }
        Some(Fault::Append { bytes, .. }) => {
            let mut body = from_folder()?;
            body.extend_from_slice(bytes);
            body
        }
    };
    Some(Answer::file(&inner, body))
}

fn is_folder(mount: &Mount, path: &str) -> bool {
    path.strip_prefix(&mount.prefix)
        .is_some_and(|inner| inside(mount, inner).is_dir())
}

/// Joined part by part, so that no part can be absolute.
fn inside(mount: &Mount, inner: &str) -> PathBuf {
    let parts = inner.split('/').filter(|part| !part.is_empty());
    parts.fold(mount.folder.clone(), |path, part| path.join(part))
}

/// Whether no part of the path leads out of its folder, on any system.
fn is_harmless(path: &str) -> bool {
    path.starts_with('/')
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !matches!(part, "." | ".."))
}

fn decoded(raw_path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw_path.len());
    let mut rest = raw_path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (hex_digit(rest.next()?)?, hex_digit(rest.next()?)?);
            bytes.push(high << 4 | low);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

impl Answer {
    fn file(name: &str, body: Vec<u8>) -> Self {
        let content_type = content_type(name);
        let answer = Self::bare(200, body).with("Content-Type", content_type);
        // A worker that is started from a file takes the policy that came with that file.
        if content_type.starts_with("text/html") || content_type.starts_with("text/javascript") {
            answer.with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        } else {
            answer
        }
    }

    fn failure(status: u16) -> Self {
        Self::bare(status, Vec::new())
    }

    fn bare(status: u16, body: Vec<u8>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body,
        }
        .with("Cache-Control", "no-cache")
        .with("X-Content-Type-Options", "nosniff")
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
