//! All models side by side, measured in this browser.

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Window};
use serde_json::Value;
use thirtyfour::Key;
use xtask::server::Fault;

use crate::gan_files::{downloaded, with_downloads};
use crate::{in_window, on_page, on_site};

const PANEL: &str = "compare";

/// Waits until all that are chosen are measured: as long as it goes on, it is waited for.
async fn done(page: &Page) -> Result<()> {
    loop {
        let part = page.attribute(PANEL, "data-part").await?;
        let next = page
            .wait_for_attribute(PANEL, "data-part", |now| now != part || now == "100")
            .await?;
        if next == "100" {
            break;
        }
    }
    page.wait_for_attribute(PANEL, "data-done", |done| done == "true")
        .await?;
    Ok(())
}

/// The number that a cell begins with.
async fn number(page: &Page, cell: &str) -> Result<f64> {
    let text = page.text(cell).await?;
    let number: String = (text.trim_start_matches("≤ ").chars())
        .take_while(|sign| sign.is_ascii_digit() || ['.', ','].contains(sign))
        .filter(|sign| *sign != ',')
        .collect();
    number.parse().with_context(|| format!("{cell}: {text}"))
}

/// A figure of a manifest that ships.
fn recorded(model: &str, figure: &str) -> Result<f64> {
    let file = xtask::paths::dist().join(format!("weights/{model}.json"));
    let manifest: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    manifest["figures"][figure]
        .as_f64()
        .context("no such figure")
}

#[test]
fn models_are_measured_and_the_table_says_what_came_of_it() -> Result<()> {
    let address = "#/compare?seed=3&n=16&models=pixelcnn_binary,vae_means,vae,gan,real";
    on_page(address, async |page| {
        done(page).await?;
        for (cell, expected) in [
            ("pixelcnn_binary-stages", "784"),
            ("vae-stages", "1"),
            ("gan-nats", "none"),
            ("vae_means-nats", "none"),
            ("real-time", "–"),
        ] {
            let text = page.text(cell).await?;
            ensure!(text == expected, "{cell}: {text}");
        }
        // Pixel after pixel takes longer than all at once; means are no samples.
        ensure!(number(page, "pixelcnn_binary-time").await? > number(page, "vae-time").await?);
        ensure!(page.text("vae_means-sharpness").await? != page.text("vae-sharpness").await?);
        for model in ["pixelcnn_binary", "vae", "gan", "real"] {
            let score = number(page, &format!("{model}-score")).await?;
            ensure!((1.0..=10.0).contains(&score), "{model}: {score}");
        }
        // The likelihoods are those of the manifests' 200 digits, and beside them stand all.
        for (cell, model, figure, sign) in [
            (
                "pixelcnn_binary-nats",
                "pixelcnn_binary",
                "pixelcnn_binary.nll",
                1.0,
            ),
            ("vae-elbo", "vae", "vae.elbo", -1.0),
        ] {
            let expected = sign * recorded(model, &format!("{figure}_200"))?;
            let measured = number(page, cell).await?;
            ensure!(
                (measured - expected).abs() < 0.2,
                "{cell}: {measured}, {expected}"
            );
            let all = format!("{:.2}", sign * recorded(model, figure)?);
            let text = page.text(cell).await?;
            ensure!(
                text.contains(&all) && text.contains("manifest"),
                "{text}: {all}"
            );
        }
        ensure!(page.text("vae-nats").await?.starts_with("≤ "));
        ensure!(number(page, "vae-nats").await? < number(page, "vae-elbo").await?);

        // Another seed: other images, the same likelihood, not taken again.
        let (nats, samples) = (
            page.text("vae-nats").await?,
            page.canvas("samples-vae").await?,
        );
        page.click("seed-next").await?;
        page.wait_for_address("seed=4").await?;
        done(page).await?;
        ensure!(page.text("vae-nats").await? == nats);
        ensure!(page.canvas("samples-vae").await? != samples);
        Ok(())
    })
}

#[test]
fn models_axes_and_samples_are_chosen_and_stay_in_the_address() -> Result<()> {
    on_page("#/compare?n=16&models=vae_means,gan", async |page| {
        done(page).await?;
        ensure!(!page.is_there("samples-autoencoder_32").await?);
        page.click("model-autoencoder_32").await?;
        page.wait_for_address("models=autoencoder_32,vae_means,gan")
            .await?;
        done(page).await?;
        ensure!(page.text("autoencoder_32-nats").await? == "none");
        page.click("model-vae_means").await?;
        page.wait_for_address("models=autoencoder_32,gan").await?;
        ensure!(!page.is_there("samples-vae_means").await?);

        // The chart by keyboard: from mark to mark.
        page.focus("chart-plot").await?;
        page.press(Key::Right.into()).await?;
        let first = page.text("chart-read-out").await?;
        page.press(Key::Right.into()).await?;
        let second = page
            .wait_for_text("chart-read-out", |text| text != first)
            .await?;
        for name in ["Autoencoder 32", "GAN"] {
            ensure!(
                first.contains(name) != second.contains(name),
                "{first} / {second}"
            );
        }
        for (select, value, field) in [
            ("axis-x", "bytes", "x=bytes"),
            ("axis-y", "sharpness", "y=sharpness"),
        ] {
            let script = "const [select, value] = arguments;
                select.value = value;
                select.dispatchEvent(new Event('change', { bubbles: true }));";
            let element = page.find(select).await?.to_json()?;
            page.run(script, vec![element, value.into()]).await?;
            page.wait_for_address(field).await?;
        }
        page.focus("chart-plot").await?;
        page.press(Key::Home.into()).await?;
        page.wait_for_text("chart-read-out", |text| text.contains("KB"))
            .await?;

        // A sample by keyboard, and what is nearest to it: the first key takes the last of them.
        page.focus("samples-gan").await?;
        page.press(Key::Home.into()).await?;
        page.wait_for_address("pick=gan.15").await?;
        page.press(Key::Home.into()).await?;
        page.wait_for_address("pick=gan.0").await?;
        page.press(Key::Down.into()).await?;
        page.wait_for_address("pick=gan.4").await?;
        page.wait_for_text("picked", |text| text.contains("GAN, sample 5"))
            .await?;
        page.click("nearest").await?;
        page.wait_for_text("nearest-says", |text| text.contains("differs by"))
            .await?;
        page.wait_for_address("near=on").await?;
        ensure!(page.canvas("near-gan").await?.contains(&255));

        page.click("try-sharpness").await?;
        page.wait_for_address("x=multiply_adds").await?;
        page.choose("count-1").await?;
        page.wait_for_address("models=").await?;
        done(page).await?;
        Ok(())
    })
}

#[test]
fn a_stop_keeps_what_is_there() -> Result<()> {
    on_page("#/compare?n=16&models=gan", async |page| {
        done(page).await?;
        // After the images and their score comes the likelihood, which takes seconds.
        page.click("model-pixelcnn").await?;
        let is_number = |text: &str| text.starts_with(|sign: char| sign.is_ascii_digit());
        let score = page.wait_for_text("pixelcnn-score", is_number).await?;
        let samples = page.canvas("samples-pixelcnn").await?;
        ensure!(samples.contains(&255), "nothing is drawn");
        page.choose("play").await?;
        page.wait_for_attribute(PANEL, "data-playing", |playing| playing == "false")
            .await?;
        ensure!(page.attribute(PANEL, "data-done").await? == "false");
        let kept = async |page: &Page| -> Result<()> {
            ensure!(page.text("pixelcnn-score").await? == score, "another score");
            let now = page.canvas("samples-pixelcnn").await?;
            ensure!(now == samples, "other samples");
            Ok(())
        };
        kept(page).await?;
        // One more beside them changes neither, and is not measured before it goes on.
        page.click("model-real").await?;
        page.wait_for_address("models=pixelcnn,gan,real").await?;
        ensure!(page.attribute(PANEL, "data-playing").await? == "false");
        ensure!(page.text("real-score").await?.is_empty());
        kept(page).await?;
        page.choose("play").await?;
        done(page).await?;
        ensure!(page.text("progress").await?.contains("3 of 3"));
        kept(page).await
    })
}

#[test]
fn picture_and_table_are_saved() -> Result<()> {
    let address = "#/compare?seed=5&n=16&models=gan,real";
    with_downloads("comparison", address, async |page, folder| {
        done(page).await?;
        page.click("save-png").await?;
        let png = downloaded(&folder.join("compare-5-16.png")).await?;
        ensure!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.len() > 10_000);
        page.click("save-csv").await?;
        let csv = String::from_utf8(downloaded(&folder.join("compare-5-16.csv")).await?)?;
        let lines: Vec<&str> = csv.lines().collect();
        ensure!(
            lines.len() == 3 && lines[0].starts_with("model,seed,images,"),
            "{csv}"
        );
        ensure!(lines[1].starts_with("gan,5,16,,") && lines[2].starts_with("real,5,16,,"));
        Ok(())
    })
}

#[test]
fn a_manifest_that_is_none_is_told_and_the_others_are_measured() -> Result<()> {
    let faults = vec![Fault::Status {
        path: "weights/pixelcnn_binary.json".to_owned(),
        status: 404,
    }];
    let address = "#/compare?n=16&models=pixelcnn_binary,real";
    on_site(faults, address, async |page, server| {
        let sentence = page
            .wait_for_text("weights-error", |text| !text.is_empty())
            .await?;
        ensure!(sentence.contains("pixelcnn_binary.json"), "{sentence}");
        page.wait_for_attribute(PANEL, "data-measured", |n| n == "1")
            .await?;
        server.set_mounts(vec![browser_tests::sites::mount(Vec::new())]);
        page.click("weights-retry").await?;
        done(page).await
    })
}

/// The chart stays beside the table on a laptop; on a phone all is below one another.
#[test]
fn the_chart_stays_in_sight() -> Result<()> {
    in_window(Window::LAPTOP, Vec::new(), async |page, _| {
        page.go("#/compare?n=16&models=gan,real").await?;
        done(page).await?;
        let script = "const [chart, table] = arguments;
            table.scrollIntoView({ block: 'end' });
            const { top, bottom } = chart.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;";
        let chart = page.find("chart").await?.to_json()?;
        let table = page.find("table").await?.to_json()?;
        ensure!(page.run(script, vec![chart, table]).await? == true);
        // It goes with the table, and lies on nothing below.
        let script = "const chart = document.querySelector('.compare-chart > .block');
            const notes = document.querySelector('.notes');
            notes.scrollIntoView();
            return chart.getBoundingClientRect().bottom <= notes.getBoundingClientRect().top;";
        ensure!(page.run(script, vec![]).await? == true);
        Ok(())
    })
}
