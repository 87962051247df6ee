//! Several images at once, their masks, and the real digits nearest to one.

use anyhow::{Result, ensure};
use thirtyfour::Key;

use crate::on_page;

#[test]
fn four_images_grow_at_once_and_the_first_is_the_lone_one() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=784", async |page| {
        let alone = page.digest_at(784).await?;
        page.choose("n-images-1").await?;
        page.wait_for_address("&n=4").await?;
        ensure!(page.digest_at(784).await? == alone);
        let sheet = page.canvas("images").await?;
        // Four images of 28 pixels with a gap between them.
        ensure!(sheet.len() == 28 * (4 * 29 - 1), "{}", sheet.len());

        page.focus("images").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("image=1").await?;
        page.wait_for_attribute("pixelcnn", "data-digest", |digest| digest != alone)
            .await?;
        let second = page.stage().await?;
        let row = |image: usize, row: usize| {
            let start = row * (4 * 29 - 1) + image * 29;
            sheet[start..start + 28].to_vec()
        };
        ensure!((0..28).all(|r| row(1, r) == second[r * 28..(r + 1) * 28]));
        page.choose("n-images-0").await?;
        ensure!(page.digest_at(784).await? == alone);
        Ok(())
    })
}

#[test]
fn the_mask_of_the_first_layer_hides_the_pixel_and_later_ones_do_not() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=400&show=mask", async |page| {
        let ones = |grid: &str| grid.lines().filter(|cell| *cell == "1").count();
        page.digest_at(400).await?;
        page.wait_for_attribute("mask-grid", "aria-label", |label| label.contains("Mask A"))
            .await?;
        // Three rows of seven, and three pixels to the left.
        let grid = page
            .wait_for_text("mask-grid", |grid| ones(grid) == 24)
            .await?;
        ensure!(grid.lines().count() == 49, "{grid}");
        let first = page.stage().await?;

        let layer = page.find("layer").await?;
        layer.send_keys(Key::Right + "").await?;
        page.wait_for_address("layer=1").await?;
        page.wait_for_attribute("mask-grid", "aria-label", |label| label.contains("Mask B"))
            .await?;
        page.wait_for_text("mask-grid", |grid| ones(grid) == 8)
            .await?;
        page.stage_when(|stage| stage != first).await?;
        Ok(())
    })
}

#[test]
fn a_finished_image_has_its_nearest_training_digits_beside_it() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=784", async |page| {
        page.digest_at(784).await?;
        page.click("nearest").await?;
        page.wait_for_text("nearest-says", |says| says.contains("10,000"))
            .await?;
        page.wait_for_address("near=on").await?;
        let row = page.canvas("nearest-digits").await?;
        let stage = page.stage().await?;
        // The image, a gap, five digits.
        let width = 7 * 29 - 1;
        ensure!(row.len() == 28 * width);
        ensure!((0..28).all(|r| row[r * width..r * width + 28] == stage[r * 28..(r + 1) * 28]));
        let nearest = |r: usize| row[r * width + 2 * 29..r * width + 2 * 29 + 28].to_vec();
        ensure!(
            (0..28).any(|r| nearest(r).iter().any(|value| *value > 200)),
            "no digit"
        );

        page.click("transport-back").await?;
        page.wait_for_text("nearest-says", |says| says.contains("whole"))
            .await?;
        Ok(())
    })
}

#[test]
fn the_temperature_changes_the_softmax_of_a_finished_image_and_no_score() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=784", async |page| {
        page.digest_at(784).await?;
        page.focus("stage").await?;
        // The first key brings the cursor to the last pixel; up to the digit.
        for _ in 0..14 {
            page.press(Key::Up.into()).await?;
        }
        page.wait_for_attribute("stage", "aria-valuenow", |at| at == "420")
            .await?;
        let surprise = page.text("surprise").await?;
        let bars = "return document.querySelector('.bar-chart-bars').getAttribute('d');";
        let before = page.run(bars, vec![]).await?;
        let set = "const slider = document.querySelector('[data-testid=temperature]');
            slider.value = '0.3';
            slider.dispatchEvent(new Event('input', { bubbles: true }));";
        page.run(set, vec![]).await?;
        page.wait_for_text("pixelcnn", |text| text.contains("at temperature 0.30"))
            .await?;
        ensure!(
            page.run(bars, vec![]).await? != before,
            "the softmax is the same"
        );
        ensure!(page.text("surprise").await? == surprise);
        ensure!(
            page.text("pixelcnn")
                .await?
                .contains("surprise, at temperature 1")
        );
        Ok(())
    })
}
