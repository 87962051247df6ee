//! The small net that learns in the page.

use anyhow::{Result, ensure};
use browser_tests::Page;

use crate::on_page;

async fn wait_for_steps(page: &Page, n: u32) -> Result<()> {
    page.wait_for_attribute("training", "data-steps", |steps| {
        steps.parse().is_ok_and(|steps: u32| steps >= n)
    })
    .await?;
    Ok(())
}

#[test]
fn one_step_is_one_pass_and_its_samples_take_784() -> Result<()> {
    on_page("#/pixelcnn/training?seed=3", async |page| {
        page.wait_for_attribute("training", "data-drawn", |drawn| drawn == "784")
            .await?;
        let before = page.canvas("samples").await?;
        page.click("transport-step").await?;
        page.wait_for_attribute("training", "data-steps", |steps| steps == "1")
            .await?;
        let loss = page.text("last-loss").await?;
        ensure!(loss.contains("bits a pixel"), "{loss}");
        let (lesson, map) = (page.canvas("lesson").await?, page.canvas("loss-map").await?);
        ensure!(lesson.iter().any(|value| *value > 200), "no digit");
        ensure!(map.len() == 784 && map != lesson, "the map is the digit");
        page.wait_for_attribute("training", "data-drawn-after", |after| after == "1")
            .await?;
        page.wait_for_attribute("training", "data-drawn", |drawn| drawn == "784")
            .await?;
        ensure!(
            page.canvas("samples").await? != before,
            "the step changed nothing"
        );
        ensure!(page.text("passes-0").await?.contains("784 predictions"));
        ensure!(page.text("passes-1").await?.contains("784 of 784"));

        // The same run again: the same loss.
        page.click("transport-restart").await?;
        page.wait_for_attribute("training", "data-steps", |steps| steps == "0")
            .await?;
        page.wait_for_attribute("training", "data-drawn", |drawn| drawn == "784")
            .await?;
        ensure!(page.canvas("samples").await? == before);
        page.click("try-step").await?;
        page.wait_for_attribute("training", "data-steps", |steps| steps == "1")
            .await?;
        ensure!(page.text("last-loss").await? == loss);
        page.wait_for_address("seed=3&steps=1").await?;
        Ok(())
    })
}

#[test]
fn it_plays_pauses_and_a_link_leads_back() -> Result<()> {
    on_page("#/pixelcnn/training?seed=4", async |page| {
        page.click("transport-play").await?;
        wait_for_steps(page, 6).await?;
        page.press(' ').await?;
        page.wait_for_attribute("training", "data-playing", |playing| playing == "false")
            .await?;
        let steps = page.attribute("training", "data-steps").await?;
        let loss = page.text("last-loss").await?;
        page.wait_for_address(&format!("steps={steps}")).await?;
        let address = page.window.current_url().await?;
        page.go(&format!("#{}", address.fragment().unwrap_or_default()))
            .await?;
        page.wait_for_attribute("training", "data-steps", |now| now == steps)
            .await?;
        ensure!(page.text("last-loss").await? == loss, "another run");
        page.click("try-another").await?;
        page.wait_for_address("seed=5&steps=0").await?;
        page.click("try-play").await?;
        wait_for_steps(page, 1).await?;
        Ok(())
    })
}
