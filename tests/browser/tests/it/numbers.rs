//! The browser's numbers are the native build's.

use anyhow::{Context, Result, ensure};
use density_lab::ml::models::{Model, PixelCnn, pixel_cnn};
use density_lab::ml::sampling::Sampler;
use density_lab::ml::weights::fnv1a;
use thirtyfour::By;
use xtask::paths;

use crate::on_page;

#[test]
fn the_check_page_shows_the_numbers_written_down() -> Result<()> {
    let golden = std::fs::read_to_string(paths::root().join("tests/golden/check.txt"))?;
    on_page("#/check", async |page| {
        page.wait_for_attribute("check-status", "data-done", |done| done == "true")
            .await?;
        let mut shown = Vec::new();
        for line in page
            .window
            .find_all(By::Css("[data-testid=check-line]"))
            .await?
        {
            let name = line
                .attr("data-name")
                .await?
                .context("a line without a name")?;
            let digest = line
                .attr("data-digest")
                .await?
                .context("a line without a digest")?;
            shown.push(format!("{name} {digest}"));
        }
        ensure!(shown == golden.lines().collect::<Vec<_>>(), "{shown:?}");
        Ok(())
    })
}

#[test]
fn the_image_is_the_one_that_the_native_build_draws() -> Result<()> {
    let bytes = std::fs::read(paths::root().join("public/weights/pixelcnn.safetensors"))?;
    let net = PixelCnn::from_weights(&pixel_cnn::Config::small_28(), &bytes)??;
    let mut sampler = Sampler::new(&net)?;
    while sampler.draw(2026, &[0], 1.0).is_some() {}
    let native = format!("{:016x}", fnv1a(sampler.pixels(0)));
    on_page("#/pixelcnn?seed=2026", async |page| {
        page.click("transport-end").await?;
        let shown = page.digest_at(784).await?;
        ensure!(
            shown == native,
            "the browser drew {shown}, the native build {native}"
        );
        ensure!(
            page.stage().await? == sampler.pixels(0),
            "the canvas shows something else"
        );
        Ok(())
    })
}
