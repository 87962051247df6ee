//! The GAN that learns in the page: its run, its settings, its samples and its curves.

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use density_lab::protocol::LONG_RUN_STEPS;
use thirtyfour::Key;

use crate::on_page;

const GAN: &str = "gan";

async fn steps(page: &Page) -> Result<u32> {
    Ok(page.attribute(GAN, "data-steps").await?.parse()?)
}

async fn wait_for_steps(page: &Page, n: u32) -> Result<()> {
    let enough = |steps: &str| steps.parse().is_ok_and(|steps: u32| steps >= n);
    page.wait_for_attribute(GAN, "data-steps", enough).await?;
    Ok(())
}

/// Waits until the run rests and its pictures are of where it rests; the steps made.
async fn at_rest(page: &Page) -> Result<u32> {
    page.wait_for_attribute(GAN, "data-running", |running| running == "false")
        .await?;
    page.until_idle().await?;
    loop {
        let steps = page.attribute(GAN, "data-steps").await?;
        let drawn = page
            .wait_for_attribute(GAN, "data-drawn-after", |after| !after.is_empty())
            .await?;
        if drawn == steps {
            return Ok(steps.parse()?);
        }
        page.wait_for_attribute(GAN, "data-drawn-after", |after| after != drawn)
            .await?;
    }
}

async fn rests_after(page: &Page, n_steps: u32) -> Result<()> {
    wait_for_steps(page, n_steps).await?;
    let at = at_rest(page).await?;
    ensure!(at == n_steps, "at {at}, not {n_steps}");
    Ok(())
}

/// Loads the address that is shown now.
async fn reopen(page: &Page) -> Result<()> {
    let address = page.window.current_url().await?;
    page.go(&format!("#{}", address.fragment().unwrap_or_default()))
        .await
}

async fn address(page: &Page) -> Result<String> {
    let address = page.window.current_url().await?;
    Ok(address.fragment().unwrap_or_default().to_owned())
}

/// Gives a chart's plot the focus, for its keys.
async fn focus_plot(page: &Page, chart: &str) -> Result<()> {
    let script = "document.querySelector(arguments[0]).focus();";
    let plot = format!("[data-testid=\"{chart}\"] .chart-plot");
    page.run(script, vec![plot.into()]).await?;
    Ok(())
}

/// How many of the picture's rows are of tiles with something on them.
fn n_bright(pixels: &[u8]) -> usize {
    pixels.iter().filter(|value| **value > 128).count()
}

#[test]
fn each_net_has_its_steps_and_the_same_seed_is_the_same_run() -> Result<()> {
    on_page("#/gan?seed=3", async |page| {
        rests_after(page, 0).await?;
        let first = page.canvas("samples").await?;
        page.click("step-discriminator").await?;
        rests_after(page, 1).await?;
        let says = page.text("spread-read-out").await?;
        ensure!(says.contains("D(x)") && says.contains("D(G(z))"), "{says}");
        ensure!(
            page.text("losses-chart-read-out")
                .await?
                .contains("step 1: D")
        );
        // By key as well, and faster than they are made.
        page.press('g').await?;
        rests_after(page, 2).await?;
        let says = page.text("spread-read-out").await?;
        ensure!(!says.contains("D(x)") && says.contains("D(G(z))"), "{says}");
        page.press('b').await?;
        page.press(Key::Right.into()).await?;
        rests_after(page, 4).await?;
        page.wait_for_address("seed=3&past=d1,g1,b2").await?;
        ensure!(page.text("at-step").await? == "Step 4");
        let (made, value) = (
            page.canvas("samples").await?,
            page.attribute(GAN, "data-value").await?,
        );
        ensure!(made != first);

        page.click("transport-restart").await?;
        page.wait_for_attribute(GAN, "data-steps", |steps| steps == "0")
            .await?;
        rests_after(page, 0).await?;
        ensure!(page.canvas("samples").await? == first);
        page.click("step-discriminator").await?;
        page.click("step-generator").await?;
        page.click("step-both").await?;
        page.click("step-both").await?;
        rests_after(page, 4).await?;
        ensure!(page.canvas("samples").await? == made);
        ensure!(page.attribute(GAN, "data-value").await? == value);

        page.click("seed-next").await?;
        page.wait_for_attribute(GAN, "data-steps", |steps| steps == "0")
            .await?;
        page.wait_for_address("seed=4").await?;
        rests_after(page, 0).await?;
        ensure!(page.canvas("samples").await? != first, "another seed");
        // The other pair, which begins untaught.
        page.choose("net-1").await?;
        page.wait_for_address("seed=4&net=dense").await?;
        rests_after(page, 0).await?;
        page.click("step-both").await?;
        rests_after(page, 1).await?;
        Ok(())
    })
}

#[test]
fn settings_change_while_it_plays_and_a_link_leads_back() -> Result<()> {
    on_page("#/gan?seed=3", async |page| {
        rests_after(page, 0).await?;
        page.press(' ').await?;
        wait_for_steps(page, 3).await?;
        page.choose("ratio-3").await?;
        let now = steps(page).await?;
        wait_for_steps(page, now + 3).await?;
        page.choose("loss-0").await?;
        for (slider, key) in [
            ("rate-discriminator", Key::Left),
            ("rate-generator", Key::Right),
            ("batch", Key::End),
        ] {
            page.focus(slider).await?;
            page.press(key.into()).await?;
        }
        let now = steps(page).await?;
        wait_for_steps(page, now + 3).await?;
        page.click("transport-play").await?;
        let made = at_rest(page).await?;
        ensure!(made >= now + 3, "the run is lost");
        page.wait_for_address("with=n128_d0.001_g0.01_r1x2_lm")
            .await?;
        page.wait_for_address("&past=b").await?;
        let (samples, value) = (
            page.canvas("samples").await?,
            page.attribute(GAN, "data-value").await?,
        );
        let link = address(page).await?;

        reopen(page).await?;
        rests_after(page, made).await?;
        ensure!(page.canvas("samples").await? == samples);
        ensure!(page.attribute(GAN, "data-value").await? == value);
        ensure!(address(page).await? == link);

        // All settings at once: the run stays.
        page.choose("preset-1").await?;
        page.wait_for_address("with=d0.0001_g0.1&past").await?;
        page.choose("preset-0").await?;
        page.wait_for_address("#/gan?seed=3&past=b").await?;
        ensure!(steps(page).await? == made);
        Ok(())
    })
}

#[test]
fn a_link_on_its_way_is_told_and_may_be_stopped() -> Result<()> {
    on_page("#/gan?seed=3", async |page| {
        rests_after(page, 0).await?;
        page.follow("#/gan?seed=3&past=b4000").await?;
        let says = page
            .wait_for_text("again", |says| says.contains("of 4,000"))
            .await?;
        ensure!(says.contains("again"), "{says}");
        wait_for_steps(page, 3).await?;
        page.wait_for_address("past=b4000").await?;
        page.click("again-stop").await?;
        let made = at_rest(page).await?;
        ensure!(made < 4_000);
        page.wait_until_gone("again").await?;
        page.wait_for_address(&format!("past=b{made}")).await?;
        Ok(())
    })
}

#[test]
fn a_sample_is_looked_at_with_its_history_and_its_nearest_digits() -> Result<()> {
    on_page("#/gan?seed=3", async |page| {
        rests_after(page, 0).await?;
        ensure!(page.text("sample-title").await? == "Sample 1");
        let says = page.text("sample-says").await?;
        ensure!(says.starts_with("D says 0."), "{says}");
        let untaught = page.canvas("sample-history").await?;
        page.focus("samples").await?;
        page.press(Key::Right.into()).await?;
        page.press(Key::Down.into()).await?;
        page.wait_for_text("sample-title", |title| title == "Sample 10")
            .await?;
        page.wait_for_address("sample=9").await?;
        ensure!(page.canvas("sample-history").await? != untaught);
        page.drag("samples", &[(0.99, 0.99)]).await?;
        page.wait_for_text("sample-title", |title| title == "Sample 64")
            .await?;
        ensure!(steps(page).await? == 0, "its keys do not step");

        // Real digits beside, and those of the training set that are nearest.
        let real = page.canvas("real-digits").await?;
        ensure!(n_bright(&real) > 2_000, "no digits");
        page.click("nearest").await?;
        page.wait_for_text("nearest-says", |says| says.starts_with("Nearest first"))
            .await?;
        page.wait_for_address("sample=63&near=on").await?;
        let nearest = page.canvas("nearest-digits").await?;
        page.click("step-both").await?;
        rests_after(page, 1).await?;
        page.wait_for_text("sample-history-says", |says| {
            says == "The same z from step 0 to step 1"
        })
        .await?;
        ensure!(n_bright(&nearest) > 100);
        page.wait_for_address("past=b1&sample=63&near=on").await?;
        reopen(page).await?;
        rests_after(page, 1).await?;
        ensure!(page.text("sample-title").await? == "Sample 64");
        page.find("nearest-digits").await?;
        page.click("nearest").await?;
        page.wait_until_gone("nearest-digits").await?;
        Ok(())
    })
}

#[test]
fn curves_are_read_out_by_key_and_digits_are_counted() -> Result<()> {
    on_page("#/gan?seed=3", async |page| {
        rests_after(page, 0).await?;
        let covered = page.text("classes-read-out").await?;
        ensure!(covered.ends_with("of 10 digits covered"), "{covered}");
        page.click("transport-play").await?;
        wait_for_steps(page, 12).await?;
        page.click("transport-play").await?;
        at_rest(page).await?;
        focus_plot(page, "losses-chart").await?;
        page.press(Key::Home.into()).await?;
        page.press(Key::Right.into()).await?;
        page.press(Key::Right.into()).await?;
        let says = page
            .wait_for_text("losses-chart-read-out", |says| says.starts_with("step 2:"))
            .await?;
        ensure!(says.contains("D ") && says.contains("G "), "{says}");
        focus_plot(page, "means").await?;
        page.press(Key::End.into()).await?;
        let says = page.text("means-read-out").await?;
        ensure!(says.contains("D(x)") && says.contains("D(G(z))"), "{says}");
        focus_plot(page, "value").await?;
        page.press(Key::End.into()).await?;
        let value: f64 = page.attribute(GAN, "data-value").await?.parse()?;
        let says = page.text("value-read-out").await?;
        let said = says.rsplit(' ').next().context("nothing is said")?;
        let said: f64 = said.replace('−', "-").parse()?;
        ensure!((said - value).abs() < 0.01, "{says}, not {value}");
        ensure!(page.text("gan").await?.contains("−log 4 dashed"));
        focus_plot(page, "spread").await?;
        page.press(Key::Home.into()).await?;
        ensure!(
            page.text("spread-read-out")
                .await?
                .starts_with("D in percent 0:")
        );
        focus_plot(page, "classes").await?;
        page.press(Key::End.into()).await?;
        ensure!(page.text("classes-read-out").await?.contains("digit 9:"));
        Ok(())
    })
}

#[test]
fn divergence_stops_says_the_step_goes_back_and_can_go_on() -> Result<()> {
    on_page("#/gan?seed=3", async |page| {
        rests_after(page, 0).await?;
        page.click("transport-play").await?;
        wait_for_steps(page, 5).await?;
        page.click("try-fast").await?;
        let fall = page
            .wait_for_attribute(GAN, "data-diverged", |fall| !fall.is_empty())
            .await?;
        let (n_steps, kept) = fall.split_once(' ').context("two numbers")?;
        let kept: u32 = kept.parse()?;
        let says = page.text("diverged").await?;
        let n_steps: u32 = n_steps.parse()?;
        ensure!(says.contains(&format!("step {} ", n_steps + 1)), "{says}");
        ensure!(says.contains(&format!("step {kept} ")), "{says}");
        rests_after(page, kept).await?;
        page.click("slower").await?;
        page.wait_until_gone("diverged").await?;
        wait_for_steps(page, kept + 5).await?;
        let value: f64 = page.attribute(GAN, "data-value").await?.parse()?;
        ensure!(value.is_finite());
        Ok(())
    })
}

#[test]
fn the_long_run_is_jumped_into_and_trained_on() -> Result<()> {
    on_page("#/gan?seed=1", async |page| {
        rests_after(page, 0).await?;
        let untaught = page.canvas("samples").await?;
        for (place, name, n_steps) in [
            (1, "100", "100"),
            (2, "500", "500"),
            (3, "2000", "2000"),
            (4, "end", LONG_RUN_STEPS.to_string().as_str()),
        ] {
            page.choose(&format!("start-{place}")).await?;
            page.wait_for_attribute(GAN, "data-steps-in-all", |steps| steps == n_steps)
                .await?;
            rests_after(page, 0).await?;
            page.wait_for_address(&format!("seed=1&start={name}"))
                .await?;
            ensure!(page.canvas("samples").await? != untaught);
        }
        page.click("step-both").await?;
        rests_after(page, 1).await?;
        let (thousands, rest) = (LONG_RUN_STEPS / 1_000, LONG_RUN_STEPS % 1_000);
        let expected = format!("Step {thousands},{rest:03} + 1");
        ensure!(page.text("at-step").await? == expected);
        page.wait_for_address("seed=1&start=end&past=b1").await?;
        // 0 is the beginning of the same run.
        page.choose("start-0").await?;
        page.wait_for_attribute(GAN, "data-steps-in-all", |steps| steps == "0")
            .await?;
        rests_after(page, 0).await?;
        ensure!(page.canvas("samples").await? == untaught);
        page.click("try-end").await?;
        page.wait_for_address("start=end").await?;
        Ok(())
    })
}

/// No browser hides a tab for a test: this one is told that it is hidden, and gets its frames only
/// when it is shown again.
const HIDE: &str = "
    const [isHidden] = arguments;
    window.shownFrames ??= window.requestAnimationFrame.bind(window);
    window.waiting ??= [];
    window.requestAnimationFrame = isHidden ? (frame) => window.waiting.push(frame)
        : window.shownFrames;
    if (!isHidden) window.waiting.splice(0).forEach((frame) => window.shownFrames(frame));
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";

#[test]
fn a_hidden_tab_pauses_or_goes_on_as_chosen() -> Result<()> {
    on_page("#/gan?seed=3", async |page| {
        rests_after(page, 0).await?;
        page.click("transport-play").await?;
        wait_for_steps(page, 2).await?;
        page.choose("hidden-1").await?;
        page.run(HIDE, vec![true.into()]).await?;
        let now = steps(page).await?;
        wait_for_steps(page, now + 5).await?;
        page.choose("hidden-0").await?;
        // The worker answers what is asked of it, and makes no further step meanwhile: at most the
        // one that it was at.
        page.click("nearest").await?;
        let mut says = page
            .wait_for_text("nearest-says", |says| says.starts_with("Nearest first"))
            .await?;
        page.focus("samples").await?;
        let resting = steps(page).await?;
        for _ in 0..4 {
            page.press(Key::Right.into()).await?;
            says = page
                .wait_for_text("nearest-says", |now| now != says)
                .await?;
            ensure!(steps(page).await? <= resting + 1, "it goes on");
        }
        page.run(HIDE, vec![false.into()]).await?;
        wait_for_steps(page, resting + 3).await?;
        // The choice is the visitor's: it outlives the page.
        page.choose("hidden-1").await?;
        page.go("#/gan?seed=4").await?;
        rests_after(page, 0).await?;
        let checked = page.find("hidden-1").await?.prop("checked").await?;
        ensure!(checked.as_deref() == Some("true"), "{checked:?}");
        Ok(())
    })
}
