//! The PixelRNN's panels: its states beside the image, its surprise, and what recurrence costs.

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

const PANEL: &str = "pixelrnn";

/// Waits for the states of a layer at a pixel, as `layer.pixel`.
async fn wait_for_states(page: &Page, at: &str) -> Result<()> {
    page.wait_for_attribute(PANEL, "data-states-at", |now| now == at)
        .await?;
    Ok(())
}

#[test]
fn the_image_fills_and_its_states_with_it() -> Result<()> {
    on_page("#/pixelrnn?seed=5", async |page| {
        wait_for_states(page, "0.0").await?;
        page.click("transport-step").await?;
        page.click("transport-step").await?;
        wait_for_states(page, "0.1").await?;
        page.click("transport-end").await?;
        page.wait_for_attribute(PANEL, "data-position", |position| position == "784")
            .await?;
        wait_for_states(page, "0.783").await?;
        let digest = page.attribute(PANEL, "data-digest").await?;
        // The same image from a link, and another from another seed.
        page.go("#/pixelrnn?seed=5&at=784").await?;
        page.wait_for_attribute(PANEL, "data-digest", |now| now == digest)
            .await?;
        page.click("seed-next").await?;
        page.wait_for_address("seed=6").await?;
        page.click("transport-end").await?;
        page.wait_for_attribute(PANEL, "data-position", |position| position == "784")
            .await?;
        ensure!(page.attribute(PANEL, "data-digest").await? != digest);
        Ok(())
    })
}

#[test]
fn layers_and_units_are_chosen_by_click_and_keys_and_kept_in_the_link() -> Result<()> {
    on_page("#/pixelrnn?seed=5&at=400", async |page| {
        wait_for_states(page, "0.399").await?;
        let norms = page.canvas("state-map").await?;
        page.choose("state-layer-2").await?;
        wait_for_states(page, "2.399").await?;
        page.wait_for_address("layer=2").await?;
        ensure!(
            page.canvas("state-map").await? != norms,
            "another layer's norms"
        );
        page.choose("state-map-of-1").await?;
        page.wait_for_address("map=unit").await?;
        page.focus("strips").await?;
        page.press(Key::Right.into()).await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("unit=2").await?;
        let second = page.canvas("state-map").await?;
        let values = page.text("state-values").await?;
        page.drag("strips", &[(0.99, 0.5)]).await?;
        page.wait_for_address("unit=47").await?;
        page.wait_for_text("state-values", |text| text != values)
            .await?;
        page.wait_for_text("unit-says", |text| {
            text.contains("48") && text.contains('=')
        })
        .await?;
        ensure!(page.canvas("state-map").await? != second, "another unit");
        page.focus("units").await?;
        page.press(Key::Left.into()).await?;
        page.wait_for_address("unit=46").await?;
        page.focus("unit").await?;
        page.press(Key::Home.into()).await?;
        page.wait_for_text("map-legend", |text| text.contains("-1"))
            .await?;
        page.choose("state-map-of-0").await?;
        page.choose("showing-1").await?;
        page.wait_for_address("show=surprise").await?;
        page.choose("bar-scale-1").await?;
        page.wait_for_address("scale=log").await?;
        Ok(())
    })
}

#[test]
fn a_pixel_pointed_at_has_its_state_taken_apart() -> Result<()> {
    on_page("#/pixelrnn?seed=5&at=500", async |page| {
        wait_for_states(page, "0.499").await?;
        page.focus("state-map").await?;
        page.press(Key::Up.into()).await?;
        page.press(Key::Up.into()).await?;
        wait_for_states(page, "0.471").await?;
        page.wait_for_text("parts-heading", |text| text.contains("row 17, column 24"))
            .await?;
        page.focus("stage").await?;
        page.press(Key::Home.into()).await?;
        page.press(Key::Home.into()).await?;
        wait_for_states(page, "0.0").await?;
        page.click("try-last-layer").await?;
        page.wait_for_address("layer=2").await?;
        // Several images: the one that is looked at.
        page.choose("n-images-1").await?;
        page.wait_for_address("n=4").await?;
        page.find("images").await?;
        page.focus("images").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("image=1").await?;
        Ok(())
    })
}

/// Waits for the score of what is shown; the bits of the net.
async fn bits(page: &Page) -> Result<f64> {
    page.wait_for_attribute("surprise-panel", "data-scored", |scored| scored == "true")
        .await?;
    let text = page.text("totals-0").await?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let unit = words.iter().position(|word| *word == "bits,");
    Ok(words[unit.context("no bits")? - 1].parse()?)
}

#[test]
fn both_nets_tell_their_surprise_at_the_same_digit() -> Result<()> {
    on_page("#/pixelrnn/surprise?of=digit.3", async |page| {
        let recurrent = bits(page).await?;
        ensure!((200.0..1500.0).contains(&recurrent), "{recurrent}");
        ensure!(page.text("totals-0").await?.contains("PixelRNN"));
        page.click("to-other").await?;
        page.wait_for_address("#/pixelcnn/surprise?of=digit.3")
            .await?;
        page.wait_for_text("totals-0", |text| text.contains("PixelCNN"))
            .await?;
        let convolutional = bits(page).await?;
        ensure!(convolutional != recurrent, "the same net twice");
        let part = recurrent / convolutional;
        ensure!(
            (0.7..1.4).contains(&part),
            "{recurrent} and {convolutional}"
        );
        page.click("to-other").await?;
        page.wait_for_text("totals-0", |text| text.contains("PixelRNN"))
            .await?;
        ensure!((bits(page).await? - recurrent).abs() < 1.0);
        page.click("try-noise").await?;
        page.wait_for_address("of=noise.1").await?;
        ensure!(bits(page).await? > 8.0 * 784.0, "noise is a surprise");
        Ok(())
    })
}

const RACE: &str = "pixelrnn-race";

async fn cell(page: &Page, cell: &str) -> Result<f64> {
    let text = page.text(&format!("race-{cell}")).await?;
    text.parse().with_context(|| format!("{cell}: {text}"))
}

async fn wait_for_rest(page: &Page) -> Result<()> {
    page.wait_for_attribute(RACE, "data-playing", |playing| playing == "false")
        .await?;
    Ok(())
}

#[test]
fn a_race_is_run_then_and_there_and_told_as_it_was() -> Result<()> {
    on_page("#/pixelrnn/race?laps=1&images=1", async |page| {
        ensure!(page.text("race-rnn-28-ms").await? == "–");
        page.click("run").await?;
        page.wait_for_attribute(RACE, "data-laps", |laps| laps == "6")
            .await?;
        wait_for_rest(page).await?;
        for (side, n_waiting) in [(7, 18.0), (14, 25.0), (28, 39.0)] {
            ensure!(cell(page, &format!("rnn-{side}-stages")).await? == n_waiting);
            ensure!(cell(page, &format!("cnn-{side}-stages")).await? == 18.0);
            for net in ["rnn", "cnn"] {
                let at = |column: &str| format!("{net}-{side}-{column}");
                let (ms, adds) = (cell(page, &at("ms")).await?, cell(page, &at("adds")).await?);
                ensure!(ms > 0.0 && adds > 0.0, "{net} {side}: {ms} ms, {adds}");
                let rate = cell(page, &at("rate")).await?;
                ensure!((rate * adds / ms - 1.0).abs() < 0.05, "{rate} {adds} {ms}");
                ensure!(cell(page, &at("parallel")).await? < ms);
            }
        }
        page.wait_for_text("says-stages", |text| {
            text.contains("39") && text.contains("18")
        })
        .await?;
        ensure!(page.text("says-time").await?.contains("28 × 28"));
        ensure!(page.text("says-clock").await?.contains("ms"));
        ensure!(page.text("measured-0-ms").await?.ends_with("ms"));
        page.choose("side-0").await?;
        page.wait_for_address("side=7").await?;
        page.wait_for_text("says-stages", |text| !text.contains("39"))
            .await?;
        page.click("reset").await?;
        page.wait_for_attribute(RACE, "data-laps", |laps| laps == "0")
            .await?;
        Ok(())
    })
}

#[test]
fn a_race_can_be_stopped_and_its_size_be_chosen() -> Result<()> {
    on_page("#/pixelrnn/race", async |page| {
        page.choose("laps-3").await?;
        page.wait_for_address("laps=50").await?;
        page.choose("images-0").await?;
        page.wait_for_address("images=1").await?;
        page.click("run").await?;
        page.wait_for_attribute(RACE, "data-laps", |laps| laps != "0")
            .await?;
        page.click("run").await?;
        wait_for_rest(page).await?;
        let n_laps = page.attribute(RACE, "data-laps").await?;
        ensure!(n_laps.parse::<usize>()? < 300, "{n_laps} laps");
        page.click("try-run").await?;
        page.wait_for_attribute(RACE, "data-laps", |laps| laps != n_laps)
            .await?;
        // Other images a step are another race.
        page.choose("images-1").await?;
        page.wait_for_attribute(RACE, "data-laps", |laps| laps == "0")
            .await?;
        wait_for_rest(page).await?;
        Ok(())
    })
}
