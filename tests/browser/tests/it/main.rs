//! What only a browser shows: each test has a browser and a site of its own.

mod addresses;
mod autoencoder_code;
mod autoencoder_sampling;
mod comparing;
mod completing;
mod drawing;
mod few_labels;
mod gan_files;
mod gan_training;
mod gan_views;
mod in_words;
mod labels;
mod latent_training;
mod look;
mod network;
mod numbers;
mod offline;
mod overview;
mod parts;
mod pixel_rnn;
mod pointing;
mod several;
mod surprising;
mod training;
mod trouble;
mod vae_axes;
mod vae_elbo;
mod vae_sampling;

use anyhow::Result;
use browser_tests::{Driver, Page, Window, block_on, sites};
use xtask::server::{Fault, Server};

/// Opens a window on the site with `faults`, at no page yet, and runs `test` on it.
fn in_window(
    window: Window,
    faults: Vec<Fault>,
    test: impl AsyncFnOnce(&Page, &Server) -> Result<()>,
) -> Result<()> {
    let server = sites::serve(faults)?;
    let site = format!("{}{}", server.address(), sites::PREFIX);
    let driver = Driver::start()?;
    block_on(async {
        let page = Page::new(&driver, &window, &site).await?;
        let outcome = test(&page, &server).await;
        page.window.quit().await?;
        outcome
    })
}

/// Opens `fragment` of the site with `faults`.
fn on_site(
    faults: Vec<Fault>,
    fragment: &str,
    test: impl AsyncFnOnce(&Page, &Server) -> Result<()>,
) -> Result<()> {
    in_window(Window::LAPTOP, faults, async |page, server| {
        page.go(fragment).await?;
        test(page, server).await
    })
}

/// Opens `fragment` of the site as it is.
fn on_page(fragment: &str, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    on_site(Vec::new(), fragment, async |page, _| test(page).await)
}
