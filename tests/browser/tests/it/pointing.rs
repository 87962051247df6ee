//! Finished pixels under pointer and keys, and what else the picture can show.

use anyhow::{Result, ensure};
use thirtyfour::Key;

use crate::on_page;

/// Presses a key on the picture, as one who came to it by Tab.
const FOCUS_STAGE: &str = "document.querySelector('[data-testid=stage]').focus();";

#[test]
fn a_finished_pixel_under_the_pointer_shows_its_softmax() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=500", async |page| {
        page.digest_at(500).await?;
        let last = page
            .wait_for_text("drawn-value", |value| !value.is_empty())
            .await?;
        let _ = last;
        page.run(
            "const stage = document.querySelector('[data-testid=stage]');
             const { left, top, width } = stage.getBoundingClientRect();
             const at = (column, row) => stage.dispatchEvent(new PointerEvent('pointermove', {
               bubbles: true, pointerType: 'mouse',
               clientX: left + (column + 0.5) * width / 28, clientY: top + (row + 0.5) * width / 28,
             }));
             at(13, 9);",
            vec![],
        )
        .await?;
        let stage = page.stage().await?;
        let value = stage[9 * 28 + 13].to_string();
        page.wait_for_text("drawn-value", |text| text == value)
            .await?;
        page.run(
            "document.querySelector('[data-testid=stage]').dispatchEvent(
               new PointerEvent('pointerleave', { pointerType: 'mouse' }));",
            vec![],
        )
        .await?;
        let value = stage[499].to_string();
        page.wait_for_text("drawn-value", |text| text == value)
            .await?;
        Ok(())
    })
}

#[test]
fn arrow_keys_on_the_picture_move_among_its_pixels_and_do_not_step() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=300", async |page| {
        page.digest_at(300).await?;
        let stage = page.stage().await?;
        page.run(FOCUS_STAGE, vec![]).await?;
        for key in [Key::Left, Key::Up, Key::Left] {
            page.press(key.into()).await?;
        }
        // The first key brings the cursor to the last pixel, 299.
        page.wait_for_attribute("stage", "aria-valuenow", |at| at == "271")
            .await?;
        let value = stage[270].to_string();
        page.wait_for_text("drawn-value", |text| text == value)
            .await?;
        ensure!(
            page.attribute("pixelcnn", "data-position").await? == "300",
            "it stepped"
        );
        Ok(())
    })
}

#[test]
fn the_picture_shows_surprise_and_receptive_field_and_the_address_keeps_it() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=500", async |page| {
        page.digest_at(500).await?;
        let image = page.stage().await?;
        page.run(
            "document.querySelector('[data-testid=showing-1]').click();",
            vec![],
        )
        .await?;
        page.wait_for_text("legend", |legend| legend.contains("log2"))
            .await?;
        let surprise = page.stage_when(|stage| stage != image).await?;
        page.run(
            "document.querySelector('[data-testid=showing-3]').click();",
            vec![],
        )
        .await?;
        page.wait_for_text("legend", |legend| {
            legend.chars().any(|c| c.is_ascii_digit())
        })
        .await?;
        page.stage_when(|stage| stage != image && stage != surprise)
            .await?;

        page.go("#/pixelcnn?seed=5&at=500&show=surprise").await?;
        page.digest_at(500).await?;
        page.stage_when(|stage| stage == surprise).await?;
        Ok(())
    })
}

#[test]
fn the_distribution_zooms_on_its_ends() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=300", async |page| {
        page.digest_at(300).await?;
        let ticks =
            "return document.querySelector('[data-testid=distribution] .chart-x').innerText;";
        for (choice, named) in [(1, "15"), (2, "250"), (0, "128")] {
            let click =
                format!("document.querySelector('[data-testid=grey-range-{choice}]').click();");
            page.run(&click, vec![]).await?;
            let started = std::time::Instant::now();
            loop {
                let text = page.run(ticks, vec![]).await?;
                if text
                    .as_str()
                    .is_some_and(|text| text.split_whitespace().any(|t| t == named))
                {
                    break;
                }
                ensure!(
                    started.elapsed() < browser_tests::PATIENCE,
                    "no {named} on the axis"
                );
            }
        }
        Ok(())
    })
}
