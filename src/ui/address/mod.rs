//! Addresses: the fragment that says which panel is open and what is on it, such as
//! `#/pixelcnn?seed=7&at=412`.
//!
//! Here is what all of them share: the page's name and the fields behind it. Each panel reads
//! and writes its own fields; a [`Route`] holds them without their type, so that a part of the
//! page knows its own panels alone.

mod axes;
mod error;
mod fields;

use std::any::Any;
use std::fmt;
use std::sync::Arc;

pub use axes::{read_axes, write_axes};
pub use error::AddressError;
pub use fields::{Choice, Fault, Fields, is_on, share, whole_number};

/// A page, whatever is on it, by its path in an address: `pixelcnn/training`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page(&'static str);

impl Page {
    pub const fn new(path: &'static str) -> Self {
        Self(path)
    }

    /// Its part of an address.
    pub const fn path(self) -> &'static str {
        self.0
    }

    /// The first word of it, which all pages of a model share.
    pub fn family(self) -> &'static str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The address of the page as it is at the start.
    pub fn address(self) -> String {
        format!("#/{}", self.0)
    }

    /// The address of the page with `link` on it.
    pub fn address_with(self, link: &dyn fmt::Display) -> String {
        format!("#/{}?{link}", self.0)
    }
}

/// What an address says of a panel. What it leaves out is as in the default.
pub trait PanelLink: fmt::Display + Clone + Default + PartialEq + Send + Sync + 'static {
    /// Takes out the panel's own fields.
    ///
    /// # Errors
    /// [`AddressError`] with the first field that cannot be.
    fn read(fields: &mut Fields) -> Result<Self, AddressError>;
}

type AnyLink = Arc<dyn Any + Send + Sync>;

/// A page that an address may name, and how what the address says of it is read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    pub page: Page,
    read: fn(&mut Fields) -> Result<AnyLink, AddressError>,
}

impl Reader {
    pub const fn new<L: PanelLink>(page: Page) -> Self {
        Self {
            page,
            read: |fields| Ok(Arc::new(L::read(fields)?)),
        }
    }

    /// Of a page on which there is nothing to say.
    pub const fn bare(page: Page) -> Self {
        Self {
            page,
            read: |_| Ok(Arc::new(())),
        }
    }

    /// The page as it is at the start.
    pub fn start(&self) -> Route {
        let link = (self.read)(&mut Fields::default());
        Route {
            page: self.page,
            link: link.unwrap_or_else(|_| Arc::new(())),
        }
    }
}

/// A page, with what is on it.
#[derive(Debug, Clone)]
pub struct Route {
    page: Page,
    link: AnyLink,
}

impl Route {
    /// The page that `fragment` names, of those that `reader_of` knows by their paths.
    ///
    /// # Errors
    /// [`AddressError`] where it names none, or says something of it that cannot be.
    pub fn parse(
        fragment: &str,
        reader_of: impl Fn(&str) -> Option<Reader>,
    ) -> Result<Self, AddressError> {
        let (path, query) = halves(fragment);
        let mut fields = Fields::parse(query)?;
        let reader = reader_of(path).ok_or_else(|| AddressError::UnknownPage {
            page: fields::excerpt(path),
        })?;
        let link = (reader.read)(&mut fields)?;
        fields.finish()?;
        Ok(Self {
            page: reader.page,
            link,
        })
    }

    pub const fn page(&self) -> Page {
        self.page
    }

    /// What is on the page, where it is this one.
    pub fn link_on<L: Clone + 'static>(&self, page: Page) -> Option<L> {
        let link = self.link.downcast_ref().filter(|_| self.page == page);
        link.cloned()
    }
}

/// The path that a fragment names.
pub fn path_of(fragment: &str) -> &str {
    halves(fragment).0
}

/// The path and what follows it.
fn halves(fragment: &str) -> (&str, &str) {
    let address = fragment.trim_start_matches('#').trim_start_matches('/');
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    (path.trim_end_matches('/'), query)
}

#[cfg(test)]
mod tests;
