//! What a VAE's decoder draws: samples, the way between two images, the manifold, and blur.

use anyhow::{Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

async fn settled(page: &Page) -> Result<()> {
    page.wait_for_attribute("vae-sampling", "data-settled", |settled| settled == "true")
        .await?;
    Ok(())
}

/// Image `tile` of a sheet whose rows have `n_columns`.
fn tile(sheet: &[u8], tile: usize, n_columns: usize) -> Vec<u8> {
    let width = n_columns * 29 - 1;
    let (left, top) = (tile % n_columns * 29, tile / n_columns * 29);
    (0..28)
        .flat_map(|row| sheet[(top + row) * width + left..][..28].to_vec())
        .collect()
}

/// How far the grey values of two pictures are apart, on average.
fn difference(a: &[u8], b: &[u8]) -> f64 {
    let sum: f64 = (a.iter().zip(b))
        .map(|(a, b)| f64::from(a.abs_diff(*b)))
        .sum();
    sum / a.len() as f64
}

#[test]
fn samples_from_the_prior_are_drawn_by_their_seed() -> Result<()> {
    on_page("#/vae/sampling?seed=4", async |page| {
        settled(page).await?;
        let sheet = page.canvas("samples").await?;
        ensure!(page.canvas("sample").await? == tile(&sheet, 0, 8));
        page.focus("samples").await?;
        page.press(Key::Down.into()).await?;
        page.wait_for_address("sample=8").await?;
        ensure!(page.canvas("sample").await? == tile(&sheet, 8, 8));
        page.click("redraw").await?;
        page.wait_for_address("seed=5").await?;
        settled(page).await?;
        ensure!(page.canvas("samples").await? != sheet);
        page.follow("#/vae/sampling?seed=4").await?;
        page.wait_for_address("seed=4").await?;
        settled(page).await?;
        ensure!(page.canvas("samples").await? == sheet, "the same seed");
        page.choose("model-2").await?;
        page.wait_for_address("model=plane").await?;
        settled(page).await?;
        ensure!(page.canvas("samples").await? != sheet);
        Ok(())
    })
}

#[test]
fn the_way_between_two_digits_begins_and_ends_at_them() -> Result<()> {
    on_page(
        "#/vae/sampling?show=between&a=digit.3&b=digit.7&along=0",
        async |page| {
            settled(page).await?;
            let steps = page.canvas("steps").await?;
            ensure!(page.canvas("step").await? == tile(&steps, 0, 11));
            page.focus("along").await?;
            page.press(Key::End.into()).await?;
            page.wait_for_address("along=1").await?;
            settled(page).await?;
            ensure!(page.canvas("step").await? == tile(&steps, 10, 11));
            ensure!(page.canvas("end-0").await? != page.canvas("end-1").await?);

            page.click("swap").await?;
            page.wait_for_address("a=digit.7&b=digit.3").await?;
            settled(page).await?;
            ensure!(page.canvas("step").await? == tile(&steps, 0, 11));

            // Another digit at the second end, from the sheet.
            page.choose("picked-1").await?;
            page.focus("sheet").await?;
            page.press(Key::Down.into()).await?;
            page.wait_for_address("b=digit.23").await?;
            settled(page).await?;
            ensure!(page.canvas("steps").await? != steps);
            page.click("walk").await?;
            page.wait_for_attribute("vae-sampling", "data-playing", |playing| playing == "true")
                .await?;
            page.wait_for_attribute("along", "aria-valuetext", |share| share == "50 %")
                .await?;
            page.click("walk").await?;
            settled(page).await?;
            Ok(())
        },
    )
}

#[test]
fn the_manifold_is_decoded_under_the_pointer_and_by_keys() -> Result<()> {
    on_page("#/vae/sampling?show=manifold", async |page| {
        settled(page).await?;
        let tiles = page.canvas("manifold").await?;
        ensure!(tiles.len() == (20 * 29 - 1) * (20 * 29 - 1));
        // The middle of a tile shows that tile.
        page.drag("manifold", &[(0.125, 0.225)]).await?;
        page.wait_for_address("at=0.12").await?;
        settled(page).await?;
        let pointed = page.canvas("pointed").await?;
        let under = tile(&tiles, 4 * 20 + 2, 20);
        // The pointer is at a whole pixel of the screen: within a thousandth or two of the middle.
        let apart = difference(&pointed, &under);
        let next = difference(&pointed, &tile(&tiles, 4 * 20 + 3, 20));
        ensure!(apart < 4.0 && apart < 0.5 * next, "{apart} {next}");
        page.focus("manifold").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("at=0.13").await?;
        settled(page).await?;
        ensure!(page.canvas("pointed").await? != pointed);

        let paths = "return [...document.querySelectorAll('.plane-ellipse')]
            .filter((path) => path.getAttribute('d')).length;";
        ensure!(page.run(paths, vec![]).await? == 10, "ten classes");
        page.click("posteriors").await?;
        page.wait_for_address("posteriors=off").await?;
        ensure!(page.run(paths, vec![]).await? == 0);
        Ok(())
    })
}

#[test]
fn drawn_pixels_are_ink_or_none_and_the_mean_is_neither() -> Result<()> {
    on_page("#/vae/sampling?show=blur&seed=2", async |page| {
        settled(page).await?;
        let (mean, drawn) = (page.canvas("mean").await?, page.canvas("drawn").await?);
        ensure!(drawn.iter().all(|ink| [0, 255].contains(ink)));
        let n_between = mean
            .iter()
            .filter(|grey| (26..=229).contains(*grey))
            .count();
        ensure!(n_between > 0);
        let said = page.text("undecided").await?;
        ensure!(
            said.starts_with(&n_between.to_string()),
            "{said}, {n_between}"
        );
        ensure!(page.text("entropy").await?.contains("bits"));
        let draws = page.canvas("draws").await?;
        ensure!(drawn == tile(&draws, 0, 8));
        page.focus("draws").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("draw=1").await?;
        ensure!(page.canvas("drawn").await? == tile(&draws, 1, 8));
        ensure!(tile(&draws, 1, 8) != drawn, "two draws are alike");
        page.click("redraw").await?;
        page.wait_for_address("seed=3").await?;
        settled(page).await?;
        ensure!(page.canvas("mean").await? != mean);
        Ok(())
    })
}
