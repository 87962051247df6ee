//! The image fills, goes back, and is always the same one.

use anyhow::{Result, ensure};
use thirtyfour::Key;

use crate::on_page;

#[test]
fn play_draws_to_the_end_and_a_second_visit_draws_the_same() -> Result<()> {
    on_page("#/pixelcnn?seed=3&speed=1000", async |page| {
        page.click("transport-play").await?;
        let played = page.digest_at(784).await?;
        page.wait_for_attribute("pixelcnn", "data-playing", |playing| playing == "false")
            .await?;
        let stage = page.stage().await?;
        ensure!(stage.len() == 784 && stage.iter().any(|&grey| grey > 200));
        page.go("#/pixelcnn?seed=3").await?;
        page.click("transport-end").await?;
        ensure!(page.digest_at(784).await? == played);
        page.click("seed-next").await?;
        page.click("transport-end").await?;
        ensure!(
            page.digest_at(784).await? != played,
            "seed 4 drew seed 3's image"
        );
        Ok(())
    })
}

#[test]
fn nothing_is_ahead_of_what_is_shown_while_it_plays_slowly() -> Result<()> {
    on_page("#/pixelcnn?seed=3&at=120&speed=1", async |page| {
        let before = page.digest_at(120).await?;
        let drawn = ("pixelcnn", "data-position");
        page.click_until("transport-play", drawn, "value > 120", "transport-play")
            .await?;
        page.wait_for_attribute("pixelcnn", "data-playing", |playing| playing == "false")
            .await?;
        page.digest_at(121).await?;
        page.click("transport-back").await?;
        ensure!(page.digest_at(120).await? == before);
        Ok(())
    })
}

#[test]
fn a_step_back_and_on_gives_the_same_pixel() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=300", async |page| {
        let there = page.digest_at(300).await?;
        page.click("transport-step").await?;
        let one_on = page.digest_at(301).await?;
        page.click("transport-step").await?;
        page.digest_at(302).await?;
        page.click("transport-back").await?;
        ensure!(page.digest_at(301).await? == one_on);
        page.click("transport-back").await?;
        ensure!(page.digest_at(300).await? == there);
        page.click("transport-step").await?;
        ensure!(page.digest_at(301).await? == one_on);
        Ok(())
    })
}

#[test]
fn a_temperature_midway_changes_only_what_follows() -> Result<()> {
    on_page("#/pixelcnn?seed=5", async |page| {
        page.click("transport-end").await?;
        page.digest_at(784).await?;
        let warm = page.stage().await?;

        page.go("#/pixelcnn?seed=5&at=300").await?;
        let there = page.digest_at(300).await?;
        let slider = page.find("temperature").await?;
        slider.send_keys(Key::Home + "").await?;
        page.click("transport-step").await?;
        page.digest_at(301).await?;
        page.click("transport-back").await?;
        ensure!(
            page.digest_at(300).await? == there,
            "what was there has changed"
        );
        page.click("transport-end").await?;
        let cold_digest = page.digest_at(784).await?;
        let cold = page.stage().await?;
        ensure!(
            cold[..300] == warm[..300],
            "a pixel before the change has changed"
        );
        ensure!(cold != warm, "the temperature changed nothing");

        // The address holds the change: the link draws the same image from nothing.
        page.wait_for_address("at=784").await?;
        let address = page.window.current_url().await?;
        ensure!(address.as_str().contains("@300"), "{address}");
        let fragment = format!("#{}", address.fragment().unwrap_or_default());
        page.go(&fragment).await?;
        ensure!(page.digest_at(784).await? == cold_digest);
        Ok(())
    })
}

#[test]
fn keys_do_what_the_buttons_do() -> Result<()> {
    on_page("#/pixelcnn?seed=9&at=10&speed=20", async |page| {
        page.digest_at(10).await?;
        page.press(Key::Right.value()).await?;
        page.digest_at(11).await?;
        page.press(Key::Left.value()).await?;
        page.digest_at(10).await?;
        page.press(' ').await?;
        page.wait_for_attribute("pixelcnn", "data-playing", |playing| playing == "true")
            .await?;
        page.press(' ').await?;
        page.wait_for_attribute("pixelcnn", "data-playing", |playing| playing == "false")
            .await?;
        page.press(Key::End.value()).await?;
        page.digest_at(784).await?;
        page.press(Key::Home.value()).await?;
        page.digest_at(0).await?;
        // In a field the keys write.
        let field = page.find("seed-input").await?;
        field.click().await?;
        for typed in [
            Key::End.value(),
            Key::Backspace.value(),
            '1',
            '2',
            Key::Enter.value(),
        ] {
            page.press(typed).await?;
        }
        page.wait_for_address("seed=12").await?;
        page.digest_at(0).await?;
        Ok(())
    })
}

#[test]
fn the_distribution_is_of_the_pixel_just_drawn() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=400", async |page| {
        page.digest_at(400).await?;
        page.click("transport-step").await?;
        page.digest_at(401).await?;
        // Pixel 400 by raster index: row 15, column 9, counted from 1.
        page.wait_for_text("pixelcnn", |text| text.contains("row 15, column 9"))
            .await?;
        let drawn = page.text("drawn-value").await?;
        let value: u8 = drawn
            .rsplit_once('\n')
            .map_or(drawn.as_str(), |(_, v)| v)
            .trim()
            .parse()?;
        ensure!(page.stage().await?[400] == value, "{drawn}");
        ensure!(page.text("so-far").await?.contains("401 of 784"));
        Ok(())
    })
}
