//! The autoencoder's code: picked, drawn, dragged on the plane and number by number.

use anyhow::{Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

const PANEL: &str = "autoencoder-code";

/// Waits until the picture is that of the newest image and code, and returns its code.
async fn settled(page: &Page) -> Result<String> {
    page.wait_for_attribute(PANEL, "data-error", |error| !error.is_empty())
        .await?;
    page.wait_for_attribute(PANEL, "data-waiting", |waiting| waiting == "false")
        .await?;
    page.attribute(PANEL, "data-code").await
}

async fn error(page: &Page) -> Result<f64> {
    Ok(page.attribute(PANEL, "data-error").await?.parse()?)
}

fn mean_squared(a: &[u8], b: &[u8]) -> f64 {
    let squares = a
        .iter()
        .zip(b)
        .map(|(a, b)| (f64::from(a.abs_diff(*b)) / 255.0).powi(2));
    squares.sum::<f64>() / a.len() as f64
}

#[test]
fn a_digit_its_reconstruction_its_error_map_and_l2_belong_together() -> Result<()> {
    on_page("#/autoencoder?of=digit.3", async |page| {
        settled(page).await?;
        let (image, made) = (page.canvas("image").await?, page.canvas("made").await?);
        ensure!(image.len() == 784 && made.len() == 784 && image != made);
        let measured = mean_squared(&image, &made);
        let told = error(page).await?;
        // The worker's own figure, of a picture that is not rounded to greys.
        ensure!((measured - told).abs() < 2e-4, "{measured} and {told}");
        let shown: f64 = page.text("error").await?.parse()?;
        ensure!((shown - told).abs() < 6e-5);
        let map = page.canvas("error-map").await?;
        for ((image, made), shade) in image.iter().zip(&made).zip(&map) {
            let is_wrong = image.abs_diff(*made) > 4;
            ensure!(is_wrong == (*shade > 2) || image.abs_diff(*made) < 8);
        }
        // Another digit from the sheet.
        page.focus("sheet").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("of=digit.4").await?;
        settled(page).await?;
        ensure!(page.canvas("image").await? != image && page.canvas("made").await? != made);
        Ok(())
    })
}

#[test]
fn while_a_hand_draws_the_reconstruction_follows() -> Result<()> {
    on_page("#/autoencoder", async |page| {
        let of_digit = settled(page).await?;
        page.choose("source-1").await?;
        let of_paper = page
            .wait_for_attribute(PANEL, "data-code", |code| code != of_digit)
            .await?;
        // The pen stays down.
        let stroke = "const [board, from, to] = arguments;
            const { left, top, width, height } = board.getBoundingClientRect();
            const say = (type, [x, y]) => board.dispatchEvent(new PointerEvent(type, {
              bubbles: true, pointerType: 'mouse', button: 0, pointerId: 1,
              clientX: left + x * width, clientY: top + y * height,
            }));
            if (from) say('pointerdown', from);
            for (let i = 0; i <= 20; i++) say('pointermove', [to[0], 0.2 + 0.03 * i]);";
        let board = page.find("drawing-board").await?.to_json()?;
        let place = |x: f64| serde_json::json!([x, 0.2]);
        page.run(stroke, vec![board.clone(), place(0.5), place(0.5)])
            .await?;
        let of_stroke = page
            .wait_for_attribute(PANEL, "data-code", |code| code != of_paper)
            .await?;
        page.run(stroke, vec![board, serde_json::Value::Null, place(0.7)])
            .await?;
        page.wait_for_attribute(PANEL, "data-code", |code| code != of_stroke)
            .await?;
        settled(page).await?;
        ensure!(error(page).await? > 0.0);
        page.wait_for_address("of=ink.").await?;
        page.click("drawing-clear").await?;
        page.wait_for_attribute(PANEL, "data-code", |code| code == of_paper)
            .await?;
        Ok(())
    })
}

#[test]
fn the_size_of_the_code_is_switched_live() -> Result<()> {
    on_page("#/autoencoder?of=digit.8", async |page| {
        settled(page).await?;
        let with_two = error(page).await?;
        for (option, n) in [(1, 8), (2, 32), (0, 2)] {
            page.choose(&format!("size-{option}")).await?;
            page.wait_for_attribute(PANEL, "data-code", |code| code.split(',').count() == n)
                .await?;
            let code = settled(page).await?;
            ensure!(code.split(',').count() == n);
            let sum = page.text("compression").await?;
            ensure!(sum.contains(&format!("784 → {n} → 784")), "{sum}");
            let now = error(page).await?;
            ensure!(if n == 2 {
                now == with_two
            } else {
                now < with_two
            });
        }
        // Faster than weights come: the last one counts.
        for option in [2, 0, 1, 2, 1] {
            page.choose(&format!("size-{option}")).await?;
        }
        let code = page
            .wait_for_attribute(PANEL, "data-code", |code| code.split(',').count() == 8)
            .await?;
        ensure!(settled(page).await? == code);
        page.wait_for_address("size=8").await?;
        Ok(())
    })
}

#[test]
fn a_point_dragged_over_the_plane_is_decoded() -> Result<()> {
    on_page("#/autoencoder?of=digit.0", async |page| {
        let own = settled(page).await?;
        let made = page.canvas("made").await?;
        page.wait_for_attribute("plane", "data-points", |n| n == "200")
            .await?;
        page.drag("plane", &[(0.5, 0.5), (0.3, 0.4), (0.2, 0.3)])
            .await?;
        page.wait_for_attribute(PANEL, "data-dragged", |dragged| dragged == "true")
            .await?;
        let dragged = settled(page).await?;
        ensure!(dragged != own);
        let x: f64 = page.attribute("plane", "data-x").await?.parse()?;
        let y: f64 = page.attribute("plane", "data-y").await?.parse()?;
        ensure!(x < 0.0 && y > 0.0, "left and above the middle: {x}, {y}");
        let far = page.canvas("made").await?;
        ensure!(far != made);
        page.wait_for_address(&format!("code={dragged}")).await?;

        // A link brings the same picture.
        page.go(&format!("#/autoencoder?of=digit.0&code={dragged}"))
            .await?;
        ensure!(settled(page).await? == dragged && page.canvas("made").await? == far);

        // By keys, in small and large steps.
        page.focus("plane").await?;
        page.press(Key::Right.into()).await?;
        let moved = |to: String| to.parse().map(|to: f64| to - x);
        page.wait_for_attribute("plane", "data-x", |now| now.parse() != Ok(x))
            .await?;
        let small = moved(page.attribute("plane", "data-x").await?)?;
        let focused = page.window.active_element().await?;
        focused.send_keys(Key::Shift + Key::Right).await?;
        page.wait_for_attribute("plane", "data-x", |now| {
            now.parse().is_ok_and(|now: f64| now - x > 3.0 * small)
        })
        .await?;
        ensure!(small > 0.0);

        page.click("own-code").await?;
        page.wait_for_attribute(PANEL, "data-code", |code| code == own)
            .await?;
        ensure!(page.canvas("made").await? == made);
        Ok(())
    })
}

#[test]
fn each_number_of_a_larger_code_is_dragged() -> Result<()> {
    on_page("#/autoencoder?of=digit.5&size=32", async |page| {
        let own = settled(page).await?;
        let made = page.canvas("made").await?;
        page.find("axis-31").await?;
        for axis in [0, 17, 31] {
            let before = page.canvas("made").await?;
            page.focus(&format!("axis-{axis}")).await?;
            page.press(Key::End.into()).await?;
            page.wait_for_attribute(PANEL, "data-dragged", |dragged| dragged == "true")
                .await?;
            let code = settled(page).await?;
            let number = |code: &str| code.split(',').nth(axis).map(str::to_owned);
            ensure!(number(&code) != number(&own), "number {axis} moved");
            ensure!(page.canvas("made").await? != before);
        }
        let code = page.attribute(PANEL, "data-code").await?;
        let n_moved = (code.split(',').zip(own.split(',')))
            .filter(|(now, own)| now != own)
            .count();
        ensure!(n_moved == 3, "the others stay");
        ensure!(page.text("error-dragged").await? != page.text("error-own").await?);
        page.click("own-code").await?;
        page.wait_for_attribute(PANEL, "data-code", |code| code == own)
            .await?;
        ensure!(page.canvas("made").await? == made);
        Ok(())
    })
}
