//! The axes of a VAE's latent variable.

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use thirtyfour::{By, Key};

use crate::on_page;

async fn settled(page: &Page) -> Result<()> {
    page.wait_for_attribute("vae-axes", "data-settled", |settled| settled == "true")
        .await?;
    Ok(())
}

/// The places of the axes in a code, in the order in which they stand on the page, with what each
/// carries.
async fn axes(page: &Page) -> Result<Vec<(usize, f64)>> {
    let script = "return [...document.querySelectorAll('.axis')]
        .map((axis) => [Number(axis.dataset.testid.slice(5)), Number(axis.dataset.kl)]);";
    Ok(serde_json::from_value(page.run(script, vec![]).await?)?)
}

async fn value(page: &Page, axis: usize) -> Result<f64> {
    let words = page
        .attribute(&format!("slider-{axis}"), "aria-valuetext")
        .await?;
    words.parse().context("a slider's value")
}

#[test]
fn axes_stand_by_what_they_carry_and_those_that_carry_nothing_are_folded_away() -> Result<()> {
    on_page("#/vae", async |page| {
        settled(page).await?;
        let few = axes(page).await?;
        ensure!(few.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{few:?}");
        ensure!(few.len() <= 10 && few.iter().all(|(_, kl)| *kl >= 0.01));
        page.click("show-all").await?;
        page.wait_for_address("axes=all").await?;
        settled(page).await?;
        let all = axes(page).await?;
        ensure!(all.len() == 32, "{}", all.len());
        ensure!(all.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        ensure!(page.text("axes-in-sight").await?.starts_with("32 of 32"));
        for (model, n) in [("model-1", 10), ("model-2", 2)] {
            page.choose(model).await?;
            settled(page).await?;
            ensure!(axes(page).await?.len() == n);
        }
        Ok(())
    })
}

#[test]
fn a_slider_moves_the_image_and_its_own_strip_stays() -> Result<()> {
    on_page("#/vae?seed=3", async |page| {
        settled(page).await?;
        let axes = axes(page).await?;
        let (first, second) = (axes[0].0, axes[1].0);
        let (own, other) = (format!("strip-{first}"), format!("strip-{second}"));
        // One key rounds the code that was drawn; then all strips are those of a code by hand.
        page.focus(&format!("slider-{first}")).await?;
        page.press(Key::Right.into()).await?;
        settled(page).await?;
        let (image, strip, others) = (
            page.canvas("decoded").await?,
            page.canvas(&own).await?,
            page.canvas(&other).await?,
        );
        page.press(Key::End.into()).await?;
        settled(page).await?;
        ensure!((value(page, first).await? - 3.5).abs() < 1e-6);
        ensure!(page.canvas("decoded").await? != image);
        ensure!(page.canvas(&own).await? == strip, "its own strip");
        ensure!(page.canvas(&other).await? != others, "the others follow");
        page.wait_for_address(&format!("{first}:3.5")).await?;

        // The strip's fourth image is that of 0.
        page.press('0').await?;
        settled(page).await?;
        ensure!(value(page, first).await? == 0.0);
        let at_zero = page.canvas("decoded").await?;
        let row = 7 * 29 - 1;
        let fourth: Vec<u8> = (0..28)
            .flat_map(|y| strip[y * row + 3 * 29..][..28].to_vec())
            .collect();
        ensure!(fourth == at_zero, "the strip's middle is another image");

        // The link brings the same code back.
        let address = page.window.current_url().await?;
        page.wait_for_address("z=").await?;
        let second_value = value(page, second).await?;
        page.go(&format!("#{}", address.fragment().unwrap_or_default()))
            .await?;
        settled(page).await?;
        ensure!((value(page, second).await? - second_value).abs() < 1e-6);
        Ok(())
    })
}

#[test]
fn a_double_click_resets_an_axis_and_a_button_all_of_them() -> Result<()> {
    on_page("#/vae?model=plane&z=0:2,1:-2", async |page| {
        settled(page).await?;
        let slider = page.find("slider-0").await?;
        page.window
            .action_chain()
            .double_click_element(&slider)
            .perform()
            .await?;
        page.wait_for_address("z=1:-2").await?;
        ensure!(value(page, 0).await? == 0.0);
        page.click("reset-1").await?;
        page.wait_for_attribute("slider-1", "aria-valuetext", |value| value == "0.00")
            .await?;
        page.focus("slider-0").await?;
        page.press(Key::Home.into()).await?;
        page.click("reset-all").await?;
        page.wait_for_attribute("slider-0", "aria-valuetext", |value| value == "0.00")
            .await?;
        settled(page).await?;
        let middle = page.canvas("decoded").await?;
        page.click("draw-prior").await?;
        page.wait_for_address("seed=2").await?;
        settled(page).await?;
        ensure!(page.canvas("decoded").await? != middle);
        Ok(())
    })
}

#[test]
fn an_axis_sweeps_by_itself_until_it_is_held() -> Result<()> {
    on_page("#/vae?model=plane&z=", async |page| {
        settled(page).await?;
        page.click("sweep-0").await?;
        let far = |least: f64| {
            move |value: &str| {
                value
                    .parse()
                    .is_ok_and(|z: f64| z * least.signum() > least.abs())
            }
        };
        page.wait_for_attribute("slider-0", "aria-valuetext", far(2.5))
            .await?;
        page.wait_for_attribute("slider-0", "aria-valuetext", far(-2.5))
            .await?;
        ensure!(page.attribute("vae-axes", "data-playing").await? == "true");
        page.click("sweep-0").await?;
        page.wait_for_attribute("vae-axes", "data-playing", |playing| playing == "false")
            .await?;
        settled(page).await?;
        ensure!(value(page, 1).await? == 0.0);
        page.click("try-sweep").await?;
        page.wait_for_attribute("vae-axes", "data-playing", |playing| playing == "true")
            .await?;
        Ok(())
    })
}

#[test]
fn an_image_is_encoded_and_epsilon_drawn_again() -> Result<()> {
    on_page("#/vae?from=image&of=digit.3", async |page| {
        settled(page).await?;
        let axes = axes(page).await?;
        let first = axes[0].0;
        let density = format!("posterior-{first}");
        page.wait_for_attribute(&density, "d", |d| d.starts_with('M'))
            .await?;
        ensure!(page.attribute("way", "data-encoder").await? == "true");
        let seen = page.canvas("seen").await?;
        ensure!(
            seen.iter().all(|ink| [0, 255].contains(ink)),
            "binary: {seen:?}"
        );
        ensure!(seen.contains(&255));
        let (mean, image) = (value(page, first).await?, page.canvas("decoded").await?);
        page.click("draw-again").await?;
        page.wait_for_address("draw=0").await?;
        settled(page).await?;
        let drawn = page.canvas("decoded").await?;
        ensure!(drawn != image);
        page.click("draw-again").await?;
        page.wait_for_address("draw=1").await?;
        settled(page).await?;
        ensure!(page.canvas("decoded").await? != drawn);
        page.click("play-draws").await?;
        // The address follows a few times a second, and may leave one out.
        let draw = |address: &str| {
            let (_, draw) = address.split_once("draw=")?;
            draw.split('&').next()?.parse().ok()
        };
        page.address_when(|address| draw(address).is_some_and(|draw: u32| draw >= 3))
            .await?;
        page.click("play-draws").await?;
        page.click("to-mean").await?;
        page.wait_for_attribute("drawn", "data-testid", |_| true)
            .await?;
        settled(page).await?;
        ensure!((value(page, first).await? - mean).abs() < 1e-6);
        ensure!(page.canvas("decoded").await? == image);

        // To generate, the encoder is gone, and the posteriors with it.
        page.choose("side-0").await?;
        page.wait_for_attribute("way", "data-encoder", |encoder| encoder == "false")
            .await?;
        ensure!(page.attribute(&density, "d").await?.is_empty());
        ensure!(
            !(page.window.find_all(By::Css(".way-net.is-gone")).await?).is_empty(),
            "the encoder is not struck"
        );
        Ok(())
    })
}

#[test]
fn a_drawing_is_encoded_while_it_is_drawn() -> Result<()> {
    on_page("#/vae?from=image&of=ink.", async |page| {
        settled(page).await?;
        let empty = page.canvas("decoded").await?;
        page.find("drawing-board").await?;
        page.drag(
            "drawing-board",
            &[(0.5, 0.2), (0.5, 0.4), (0.5, 0.6), (0.5, 0.8)],
        )
        .await?;
        page.wait_for_address("of=ink.1").await?;
        settled(page).await?;
        ensure!(page.canvas("decoded").await? != empty);
        ensure!(page.canvas("seen").await?[14 * 28 + 14] == 255);
        Ok(())
    })
}
