//! What a few labels are worth, draw after draw.

use anyhow::{Result, ensure};
use browser_tests::Page;

use crate::on_page;

const PANEL: &str = "autoencoder-few-labels";

/// Waits for so many draws with the number of labels that is looked at.
async fn wait_for_draws(page: &Page, n: u32) -> Result<()> {
    let enough = |draws: &str| draws.parse().is_ok_and(|draws: u32| draws >= n);
    page.wait_for_attribute(PANEL, "data-draws", enough).await?;
    Ok(())
}

#[test]
fn draws_are_tried_one_after_the_other_and_told_together() -> Result<()> {
    on_page("#/autoencoder/few-labels?labels=10", async |page| {
        wait_for_draws(page, 1).await?;
        ensure!(page.text("decoder-gone").await?.contains("decoder"));
        let labelled = page.attribute("labelled", "aria-label").await?;
        ensure!(labelled.contains("10"), "{labelled}");
        ensure!(page.text("accuracies-read-out").await?.contains("10"));
        page.click("transport-step").await?;
        wait_for_draws(page, 2).await?;
        // Two draws have a spread, and their paired difference an interval.
        page.wait_for_text("difference-says", |text| {
            text.contains("95") || text.contains("interval")
        })
        .await?;
        ensure!(page.text("differences-read-out").await?.contains("10"));
        Ok(())
    })
}

#[test]
fn a_draw_is_stopped_and_another_number_of_labels_is_tried() -> Result<()> {
    on_page("#/autoencoder/few-labels?labels=10", async |page| {
        wait_for_draws(page, 1).await?;
        page.choose("labels-2").await?;
        page.click("transport-play").await?;
        page.wait_for_attribute(PANEL, "data-trying", |trying| trying == "true")
            .await?;
        page.choose("stop").await?;
        page.wait_for_attribute(PANEL, "data-trying", |trying| trying == "false")
            .await?;
        page.choose("labels-0").await?;
        wait_for_draws(page, 1).await?;
        Ok(())
    })
}
