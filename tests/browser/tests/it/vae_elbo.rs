//! The ELBO taken apart, tightened, and on the plane held against the exact value.

use anyhow::{Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

const PANEL: &str = "vae-elbo";

/// Waits until all estimates are there.
async fn complete(page: &Page) -> Result<()> {
    page.wait_for_attribute(PANEL, "data-phase", |phase| phase == "complete")
        .await?;
    Ok(())
}

async fn number(page: &Page, testid: &str) -> Result<f64> {
    let text = page.text(testid).await?;
    Ok(text.replace('−', "-").trim().parse()?)
}

#[test]
fn on_the_plane_the_estimate_meets_the_exact_value_and_the_gap_is_exact() -> Result<()> {
    on_page("#/vae/elbo?model=plane", async |page| {
        complete(page).await?;
        let (elbo, estimate) = (number(page, "elbo").await?, number(page, "estimate").await?);
        let (exact, gap) = (number(page, "exact").await?, number(page, "gap").await?);
        // Each is told with two decimals.
        ensure!((estimate - exact).abs() <= 0.11, "{estimate} {exact}");
        ensure!((exact - elbo - gap).abs() <= 0.02, "{exact} {elbo} {gap}");
        ensure!(gap > 0.0);
        // The true posterior under q's ellipse, with a probe that keys move.
        let before = page.text("probe").await?;
        page.focus("posterior-map").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_text("probe", |probe| probe != before).await?;
        ensure!(
            page.is_there("tightening").await? && page.text("bound-says").await?.contains("known")
        );
        Ok(())
    })
}

#[test]
fn terms_add_up_and_latents_from_the_prior_fall_far_short() -> Result<()> {
    on_page("#/vae/elbo", async |page| {
        complete(page).await?;
        ensure!(page.attribute(PANEL, "data-axes").await? == "32");
        let (elbo, estimate) = (number(page, "elbo").await?, number(page, "estimate").await?);
        let gap = number(page, "gap").await?;
        ensure!(estimate > elbo && (estimate - elbo - gap).abs() <= 0.02);
        let last = |text: String| -> Result<f64> {
            let word = text
                .split_whitespace()
                .last()
                .unwrap_or_default()
                .to_owned();
            Ok(word.parse()?)
        };
        let reconstruction = last(page.text("terms-0").await?)?;
        let kl = last(page.text("terms-1").await?)?;
        ensure!((reconstruction + kl + elbo).abs() <= 0.02);
        ensure!(page.text("kl-axes-read-out").await?.contains("32"));
        ensure!(page.text("by-prior-read-out").await?.contains("512"));
        ensure!(page.text("prior-says").await?.len() > 40);

        // Another digit, another image of zeros and ones, another bound; a link says all.
        let seen = page.canvas("seen").await?;
        page.focus("sheet").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("of=digit.1").await?;
        complete(page).await?;
        ensure!(page.canvas("seen").await? != seen);
        let other = number(page, "elbo").await?;
        ensure!((other - elbo).abs() > 0.01);
        page.go("#/vae/elbo?of=digit.1").await?;
        complete(page).await?;
        ensure!((number(page, "elbo").await? - other).abs() < 1e-9);
        Ok(())
    })
}

#[test]
fn the_work_stops_and_goes_on() -> Result<()> {
    on_page("#/vae/elbo", async |page| {
        let phase = (PANEL, "data-phase");
        page.click_until("seed-next", phase, "value === 'working'", "work-button")
            .await?;
        page.wait_for_attribute(PANEL, "data-phase", |phase| phase == "stopped")
            .await?;
        page.choose("work-button").await?;
        complete(page).await?;
        Ok(())
    })
}

#[test]
fn a_drawing_has_a_bound_too() -> Result<()> {
    on_page("#/vae/elbo?model=plane", async |page| {
        complete(page).await?;
        let before = page.text("elbo").await?;
        page.choose("source-1").await?;
        page.drag("drawing-board", &[(0.5, 0.2), (0.5, 0.5), (0.5, 0.8)])
            .await?;
        page.wait_for_address("of=ink.").await?;
        complete(page).await?;
        ensure!(page.text("elbo").await? != before);
        Ok(())
    })
}
