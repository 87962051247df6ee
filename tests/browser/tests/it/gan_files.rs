//! The GAN's noise by hand, and its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use browser_tests::{Driver, PATIENCE, Page, Window};
use thirtyfour::Key;

use crate::{in_window, on_page};

const GAN: &str = "gan";

/// Waits until `n` steps are made, the run rests, and its pictures are of them.
async fn rests_at(page: &Page, n: u32) -> Result<()> {
    let n = n.to_string();
    for name in ["data-steps", "data-drawn-after"] {
        page.wait_for_attribute(GAN, name, |steps| steps == n)
            .await?;
    }
    page.wait_for_attribute(GAN, "data-running", |running| running == "false")
        .await?;
    Ok(())
}

/// Makes `n` steps from the beginning on.
async fn steps(page: &Page, n: u32) -> Result<()> {
    rests_at(page, 0).await?;
    for _ in 0..n {
        page.press(Key::Right.into()).await?;
    }
    rests_at(page, n).await
}

/// Waits until the images in sight are those of what was chosen last.
async fn settled(page: &Page) -> Result<()> {
    page.wait_for_attribute("latents", "data-settled", |settled| settled == "true")
        .await?;
    Ok(())
}

async fn read_number(page: &Page, testid: &str) -> Result<f64> {
    let text = page.text(testid).await?;
    text.parse().with_context(|| format!("{testid}: {text}"))
}

/// Loads the address that is shown now.
async fn reopen(page: &Page) -> Result<()> {
    let address = page.window.current_url().await?;
    page.go(&format!("#{}", address.fragment().unwrap_or_default()))
        .await
}

/// What a file holds, once the browser has saved it whole.
pub async fn downloaded(file: &Path) -> Result<Vec<u8>> {
    let started = Instant::now();
    // The browser writes under another name until all is there, and holds this one with an empty
    // file.
    while !fs::metadata(file).is_ok_and(|found| found.len() > 0) {
        ensure!(
            started.elapsed() < PATIENCE,
            "{} never comes",
            file.display()
        );
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Ok(fs::read(file)?)
}

/// Opens `fragment` in a window that saves what the page hands out in a folder of its own.
pub fn with_downloads(
    name: &str,
    fragment: &str,
    test: impl AsyncFnOnce(&Page, PathBuf) -> Result<()>,
) -> Result<()> {
    let folder = Driver::downloads_folder(name)?;
    let window = Window {
        downloads: Some(folder.clone()),
        ..Window::LAPTOP
    };
    let outcome = in_window(window, Vec::new(), async |page, _| {
        page.go(fragment).await?;
        test(page, folder.clone()).await
    });
    fs::remove_dir_all(&folder).ok();
    outcome
}

/// Waits until one of a group of radio buttons is chosen.
async fn until_chosen(page: &Page, testid: &str) -> Result<()> {
    let started = Instant::now();
    while page.find(testid).await?.prop("checked").await?.as_deref() != Some("true") {
        ensure!(started.elapsed() < PATIENCE, "{testid} is not chosen");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Ok(())
}

async fn choose_file(page: &Page, file: &Path) -> Result<()> {
    let input = page.find("pair-file").await?;
    input.send_keys(file.to_string_lossy()).await?;
    Ok(())
}

#[test]
fn a_pair_is_saved_and_loaded_again() -> Result<()> {
    with_downloads("pair", "#/gan?net=dense&seed=3", async |page, folder| {
        steps(page, 3).await?;
        let samples = page.canvas("samples").await?;
        page.click("save-pair").await?;
        let file = folder.join("gan-dense-3.safetensors");
        let bytes = downloaded(&file).await?;
        ensure!(bytes.len() > 100_000, "{} bytes", bytes.len());
        page.wait_for_text("files-status", |text| text.contains("gan-dense-3"))
            .await?;
        page.press(Key::Right.into()).await?;
        rests_at(page, 4).await?;
        ensure!(page.canvas("samples").await? != samples);

        choose_file(page, &file).await?;
        rests_at(page, 0).await?;
        ensure!(page.canvas("samples").await? == samples, "another pair");
        ensure!(page.text("files-status").await?.contains("gan-dense-3"));
        page.wait_for_address("start=file").await?;
        page.press(Key::Right.into()).await?;
        rests_at(page, 1).await?;

        // It fits the other kind of nets alone: the run becomes one of these.
        page.choose("net-0").await?;
        page.wait_for_address("gan?seed=3").await?;
        rests_at(page, 0).await?;
        choose_file(page, &file).await?;
        until_chosen(page, "net-1").await?;
        page.wait_for_address("net=dense&start=file").await?;
        rests_at(page, 0).await?;
        ensure!(page.canvas("samples").await? == samples);
        Ok(())
    })
}

#[test]
fn a_file_that_is_no_pair_is_refused_and_the_run_stays() -> Result<()> {
    with_downloads("refused", "#/gan?net=dense&seed=3", async |page, folder| {
        steps(page, 2).await?;
        let samples = page.canvas("samples").await?;
        let file = folder.join("notes.safetensors");
        fs::write(&file, "these are no weights")?;
        choose_file(page, &file).await?;
        let sentence = page
            .wait_for_text("weights-error", |text| !text.is_empty())
            .await?;
        ensure!(sentence.contains("notes.safetensors"), "{sentence}");
        ensure!(
            sentence.contains("not in the safetensors format"),
            "{sentence}"
        );
        ensure!(page.canvas("samples").await? == samples);
        // The worker still has the run: the next step is its third.
        page.focus("gan").await?;
        page.press(Key::Right.into()).await?;
        rests_at(page, 3).await?;
        // Another try is another file.
        page.click("weights-retry").await?;
        page.wait_until_gone("weights-error").await?;

        // The weights of another model: its tensors are not a pair's.
        let other = xtask::paths::dist().join(browser_tests::sites::WEIGHTS);
        choose_file(page, &other).await?;
        let sentence = page
            .wait_for_text("weights-error", |text| !text.is_empty())
            .await?;
        ensure!(sentence.contains("tensor"), "{sentence}");
        ensure!(page.attribute(GAN, "data-steps").await? == "3");
        Ok(())
    })
}

#[test]
fn samples_and_curves_are_saved() -> Result<()> {
    with_downloads("tables", "#/gan?net=dense&seed=3", async |page, folder| {
        rests_at(page, 0).await?;
        ensure!(page.find("save-csv").await?.is_enabled().await? == false);
        steps(page, 3).await?;
        page.click("save-png").await?;
        let png = downloaded(&folder.join("gan-dense-3.png")).await?;
        ensure!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        // Width and height, of eight images in a row with a pixel between them, four times.
        let side = (8 * 29 - 1) * 4_u32;
        ensure!(png[16..20] == side.to_be_bytes() && png[20..24] == side.to_be_bytes());

        page.click("save-csv").await?;
        let csv = String::from_utf8(downloaded(&folder.join("gan-dense-3.csv")).await?)?;
        let lines: Vec<&str> = csv.lines().collect();
        ensure!(
            lines[0]
                == "step,turn,discriminator_loss,generator_loss,value,mean_d_real,mean_d_generated",
            "{}",
            lines[0]
        );
        ensure!(lines.len() == 4 && lines[3].starts_with("3,both,"), "{csv}");
        let value = lines[3].split(',').nth(4).context("the value")?;
        let shown: f64 = page.attribute(GAN, "data-value").await?.parse()?;
        ensure!((value.parse::<f64>()? - shown).abs() < 1e-5, "{value}");
        Ok(())
    })
}

#[test]
fn noise_is_drawn_again_and_follows_the_run() -> Result<()> {
    on_page("#/gan?net=dense&show=latents", async |page| {
        settled(page).await?;
        let first = page.canvas("noise-sheet").await?;
        page.click("noise-again").await?;
        page.wait_for_address("noise=2").await?;
        settled(page).await?;
        ensure!(page.canvas("noise-sheet").await? != first);
        page.click("noise-before").await?;
        settled(page).await?;
        ensure!(page.canvas("noise-sheet").await? == first);

        let sample = page.canvas("noise-sample").await?;
        page.focus("noise-sheet").await?;
        page.press(Key::Down.into()).await?;
        page.wait_for_address("chosen=8").await?;
        ensure!(page.canvas("noise-sample").await? != sample);
        let verdict = page.text("latent-verdict-0").await?;
        let d: f64 = verdict.lines().last().unwrap_or_default().parse()?;
        let logit = read_number(page, "latent-logit").await?;
        ensure!((d - 1.0 / (1.0 + (-logit).exp())).abs() < 0.01, "{verdict}");
        let length = read_number(page, "latent-length").await?;
        ensure!((5.0..11.0).contains(&length), "{length}");

        page.click("step-both").await?;
        rests_at(page, 1).await?;
        settled(page).await?;
        ensure!(page.canvas("noise-sheet").await? != first, "it follows");
        Ok(())
    })
}

#[test]
fn a_way_leads_from_one_sample_to_another() -> Result<()> {
    on_page("#/gan?net=dense&show=latents&look=between", async |page| {
        settled(page).await?;
        page.focus("along").await?;
        for (key, end) in [(Key::Home, "end-0"), (Key::End, "end-1")] {
            page.press(key.into()).await?;
            settled(page).await?;
            ensure!(page.canvas("latent-image").await? == page.canvas(end).await?);
        }
        page.wait_for_address("along=1").await?;
        // Away from the slider, an arrow goes from one image of the strip to the next.
        page.focus("gan").await?;
        for percent in [90, 80, 70, 60, 50] {
            page.press(Key::Left.into()).await?;
            let arrived = format!("{percent} %");
            page.wait_for_attribute("along", "aria-valuetext", |along| along == arrived)
                .await?;
        }
        settled(page).await?;
        let on_arc = read_number(page, "latent-length").await?;
        page.choose("path-0").await?;
        page.wait_for_address("path=line").await?;
        settled(page).await?;
        let on_line = read_number(page, "latent-length").await?;
        ensure!(on_line < on_arc - 1.0, "{on_line} and {on_arc}");

        let (first, last) = (page.canvas("end-0").await?, page.canvas("end-1").await?);
        page.click("swap").await?;
        settled(page).await?;
        ensure!(page.canvas("end-0").await? == last && page.canvas("end-1").await? == first);
        // Another sample at the end that is chosen, and noise of another seed.
        page.choose("picked-1").await?;
        page.focus("noise-sheet").await?;
        page.press(Key::End.into()).await?;
        page.wait_for_address("b=1.63").await?;
        settled(page).await?;
        ensure!(page.canvas("end-1").await? != first);
        page.click("draw-end").await?;
        page.wait_for_address("b=2.63").await?;
        settled(page).await?;
        let (end, steps) = (page.canvas("end-1").await?, page.canvas("steps").await?);

        page.click("walk").await?;
        page.wait_for_attribute("walk", "aria-pressed", |pressed| pressed == "true")
            .await?;
        page.wait_for_attribute("along", "aria-valuetext", |along| along == "100 %")
            .await?;
        page.click("walk").await?;
        page.wait_for_attribute(GAN, "data-playing", |playing| playing == "false")
            .await?;
        page.wait_for_address("path=line&along=").await?;
        reopen(page).await?;
        settled(page).await?;
        ensure!(page.canvas("end-1").await? == end && page.canvas("steps").await? == steps);
        Ok(())
    })
}

#[test]
fn each_number_of_the_latent_is_moved_by_hand() -> Result<()> {
    on_page("#/gan?net=dense&show=latents&look=sliders", async |page| {
        settled(page).await?;
        let drawn = page.canvas("latent-image").await?;
        page.focus("slider-0").await?;
        page.press(Key::End.into()).await?;
        page.wait_for_address("moved=0:3.5").await?;
        settled(page).await?;
        let moved = page.canvas("latent-image").await?;
        ensure!(moved != drawn);
        // The last page has the last number.
        page.choose("numbers-3").await?;
        page.focus("slider-63").await?;
        page.press('0').await?;
        page.wait_for_address("moved=0:3.5,63:0").await?;
        settled(page).await?;
        let both = page.canvas("latent-image").await?;
        reopen(page).await?;
        settled(page).await?;
        ensure!(page.canvas("latent-image").await? == both);

        page.choose("reset-all").await?;
        page.wait_for_address("z=0").await?;
        settled(page).await?;
        ensure!(read_number(page, "latent-length").await? == 0.0);
        page.click("sweep-63").await?;
        let far = |value: &str| value.parse().is_ok_and(|z: f64| z > 2.5);
        page.wait_for_attribute("slider-63", "aria-valuetext", far)
            .await?;
        page.click("sweep-63").await?;
        // The picture, which stays in sight, may lie over it.
        page.choose("draw-hand").await?;
        page.wait_for_address("z=2.0").await?;
        settled(page).await?;
        page.click("try-zero").await?;
        page.wait_for_address("z=0").await?;
        Ok(())
    })
}
