//! Which folder answers at which address, and what is broken there on purpose.

use std::path::PathBuf;

/// A folder served under a prefix of the address.
#[derive(Clone, Debug)]
pub struct Mount {
    /// Begins and ends with a slash.
    pub(super) prefix: String,
    pub(super) folder: PathBuf,
    pub(super) faults: Vec<Fault>,
}

/// A file that answers otherwise than the folder says. `path` is relative to the mount, as in
/// `weights/pixelcnn.safetensors`.
#[derive(Clone, Debug)]
pub enum Fault {
    /// This status and no body.
    Status { path: String, status: u16 },
    /// These bytes instead of the file's, which need not exist.
    Replace { path: String, bytes: Vec<u8> },
    /// Only the file's first bytes, as if it ended there.
    Truncate { path: String, keep: usize },
    /// The file with these bytes after its end.
    Append { path: String, bytes: Vec<u8> },
}

impl Mount {
    /// Slashes around the prefix are added where they are missing.
    pub fn new(prefix: &str, folder: impl Into<PathBuf>) -> Self {
        let inner = prefix.trim_matches('/');
        let prefix = if inner.is_empty() {
            "/".to_owned()
        } else {
            format!("/{inner}/")
        };
        Self {
            prefix,
            folder: folder.into(),
            faults: Vec::new(),
        }
    }

    pub fn with_fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    pub(super) fn fault_at(&self, path: &str) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.path() == path)
    }
}

impl Fault {
    fn path(&self) -> &str {
        match self {
            Self::Status { path, .. }
            | Self::Replace { path, .. }
            | Self::Truncate { path, .. }
            | Self::Append { path, .. } => path,
        }
    }
}
