//! A step of the GAN in slow motion, and its generator's two losses.

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

async fn at_stage(page: &Page, stage: usize) -> Result<()> {
    let stage = stage.to_string();
    page.wait_for_attribute("lens", "data-stage", |now| now == stage)
        .await?;
    Ok(())
}

/// Waits until the next step after `n_steps` can be looked into.
async fn staged(page: &Page, n_steps: u32) -> Result<()> {
    let n_steps = n_steps.to_string();
    page.wait_for_attribute("lens", "data-step", |now| now == n_steps)
        .await?;
    Ok(())
}

/// The numbers under the images of the stage in sight.
async fn numbers(page: &Page) -> Result<Vec<f64>> {
    let script = "return Array.from(document.querySelectorAll(
        '[data-testid=\"lens\"] .judged-bars span'), (span) => Number(span.textContent));";
    Ok(serde_json::from_value(page.run(script, vec![]).await?)?)
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// The numbers of a sentence.
fn said(sentence: &str) -> Vec<f64> {
    let words = sentence.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words
        .filter_map(|word| word.trim_end_matches('.').parse().ok())
        .collect()
}

/// Gives a chart's plot the focus, for its keys.
async fn focus_plot(page: &Page, chart: &str) -> Result<()> {
    let script = "document.querySelector(arguments[0]).focus();";
    let plot = format!("[data-testid=\"{chart}\"] .chart-plot");
    page.run(script, vec![plot.into()]).await?;
    Ok(())
}

#[test]
fn a_step_is_told_stage_by_stage_and_then_made() -> Result<()> {
    on_page("#/gan?seed=3&show=step", async |page| {
        staged(page, 0).await?;
        at_stage(page, 0).await?;
        ensure!(
            page.text("stage-says")
                .await?
                .starts_with("16 noise vectors")
        );
        ensure!(page.text("staged-step").await? == "Step 1, to come");

        // By key, as everywhere; the run stays where it is.
        page.press(Key::Right.into()).await?;
        at_stage(page, 1).await?;
        page.press(Key::Right.into()).await?;
        page.press(Key::Right.into()).await?;
        at_stage(page, 3).await?;
        page.press(Key::Left.into()).await?;
        at_stage(page, 2).await?;
        page.click("staging-step").await?;
        at_stage(page, 3).await?;
        ensure!(page.attribute("gan", "data-steps").await? == "0");

        // What is said is what the bars say.
        let says = page
            .wait_for_text("stage-says", |says| says.starts_with("D says"))
            .await?;
        let (bars, told) = (numbers(page).await?, said(&says));
        ensure!(bars.len() == 16, "{bars:?}");
        let (real, generated) = (mean(&bars[..8]), mean(&bars[8..]));
        ensure!((told[0] - real).abs() < 0.011, "{says} {bars:?}");
        ensure!((told[1] - generated).abs() < 0.011, "{says} {bars:?}");
        ensure!(page.text("stage-3").await?.contains('/'));

        // A gradient comes back through D.
        page.click("stage-5").await?;
        at_stage(page, 5).await?;
        page.wait_for_attribute("place-discriminator", "data-flow", |flow| {
            flow == "backward"
        })
        .await?;
        ensure!(page.is_there("gradients-0").await?);
        page.click("stage-9").await?;
        let gradient = page.canvas("pixel-gradient").await?;
        ensure!(gradient.iter().any(|value| *value > 200), "no gradient");

        // Not before the end.
        page.click("make-step").await?;
        ensure!(page.attribute("make-step", "aria-disabled").await? == "true");
        page.click("staging-end").await?;
        at_stage(page, 12).await?;
        ensure!(page.canvas("regenerated").await?.len() > 1000);
        page.wait_for_attribute("make-step", "aria-disabled", str::is_empty)
            .await?;
        page.click("make-step").await?;
        page.wait_for_attribute("gan", "data-steps", |steps| steps == "1")
            .await?;
        staged(page, 1).await?;
        at_stage(page, 0).await?;
        ensure!(page.text("staged-step").await? == "Step 2, to come");

        page.click("try-gradient").await?;
        at_stage(page, 9).await?;
        page.click("try-make").await?;
        staged(page, 2).await?;
        page.click("staging-restart").await?;
        at_stage(page, 0).await?;
        Ok(())
    })
}

#[test]
fn stages_play_by_the_clock_and_the_run_plays_past_them() -> Result<()> {
    on_page("#/gan?seed=3&show=step", async |page| {
        staged(page, 0).await?;
        let pace = page.find("pace").await?;
        pace.send_keys(Key::Home + "").await?;
        page.wait_for_attribute("pace", "aria-valuetext", |text| text == "0.5 s")
            .await?;
        page.click("staging-play").await?;
        page.wait_for_attribute("lens", "data-stage", |now| {
            now.parse().is_ok_and(|now: u32| now >= 2)
        })
        .await?;
        page.press(' ').await?;
        page.wait_for_attribute("gan", "data-playing", |playing| playing == "false")
            .await?;
        page.click("try-play-stages").await?;
        at_stage(page, 12).await?;
        page.wait_for_attribute("gan", "data-playing", |playing| playing == "false")
            .await?;
        ensure!(page.attribute("gan", "data-steps").await? == "0");

        page.click("transport-play").await?;
        let enough = |steps: &str| steps.parse().is_ok_and(|steps: u32| steps >= 5);
        page.wait_for_attribute("gan", "data-steps", enough).await?;
        page.wait_for_text("stage-says", |says| says.contains("moved on"))
            .await?;
        page.click("transport-play").await?;
        page.wait_for_attribute("gan", "data-running", |running| running == "false")
            .await?;
        page.wait_for_text("stage-says", |says| says.starts_with("16 noise"))
            .await?;
        let steps = page.attribute("gan", "data-steps").await?;
        page.wait_for_attribute("lens", "data-step", |step| step == steps)
            .await?;
        Ok(())
    })
}

#[test]
fn both_losses_are_read_over_the_logit_with_the_batch_on_them() -> Result<()> {
    on_page("#/gan?seed=3&show=losses", async |page| {
        let batch = page
            .wait_for_text("loss-curves-read-out", |text| text.contains("16 images"))
            .await?;
        let [minimax, non_saturating] = [page.text("norm-0").await?, page.text("norm-1").await?];
        let length = |text: &str| said(text).last().copied().context("no length");
        let ratio = length(&non_saturating)? / length(&minimax)?;
        let says = page.text("norm-ratio").await?;
        ensure!(ratio < 1.1 || says.starts_with("−log D"), "{ratio} {says}");

        focus_plot(page, "loss-curves").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_text("loss-curves-read-out", |text| {
            text.starts_with("a = -") && text.contains("slope")
        })
        .await?;
        ensure!(page.text("steepness-read-out").await?.contains("mean"));

        page.press('b').await?;
        page.wait_for_attribute("gan", "data-steps", |steps| steps == "1")
            .await?;
        page.focus("duel-button").await?;
        page.wait_for_text("loss-curves-read-out", |text| {
            text.contains("16 images") && *text != batch
        })
        .await?;
        Ok(())
    })
}

#[test]
fn both_losses_try_from_a_discriminator_that_is_far_ahead() -> Result<()> {
    on_page("#/gan?seed=3&show=losses", async |page| {
        let phase = async |wanted: &'static str| {
            page.wait_for_attribute("duel", "data-phase", |phase| phase == wanted)
                .await
        };
        phase("nothing").await?;
        page.click("duel-button").await?;
        phase("leading").await?;
        let some = |n: &str| n.parse().is_ok_and(|n: u32| n >= 2);
        page.wait_for_attribute("duel", "data-lead", some).await?;
        page.click("duel-button").await?;
        phase("stopped").await?;

        page.click("try-duel").await?;
        phase("leading").await?;
        phase("duelling").await?;
        ensure!(page.text("duel-says").await?.contains("steps of D alone"));
        let many = |n: &str| n.parse().is_ok_and(|n: u32| n >= 50);
        page.wait_for_attribute("duel", "data-steps", many).await?;
        phase("over").await?;
        ensure!(page.attribute("duel", "data-steps").await? == "100");
        let says = page
            .wait_for_text("duel-says", |says| says.contains("After 100 steps of G"))
            .await?;
        ensure!(
            says.contains(" times as long.") && says.contains("above 0.5"),
            "{says}"
        );
        // At the beginning, which is the same for both, one gradient is nearly nothing.
        focus_plot(page, "duel-gradients").await?;
        page.press(Key::Home.into()).await?;
        let read = page
            .wait_for_text("duel-gradients-read-out", |text| {
                text.contains("step of G 0")
            })
            .await?;
        // The loss log(1 − D) has a number in its name.
        let [.., minimax, non_saturating] = said(&read)[..] else {
            anyhow::bail!("{read}");
        };
        ensure!(non_saturating > 10.0 * minimax, "{read}");
        let [one, other] = [
            page.canvas("duel-minimax").await?,
            page.canvas("duel-non-saturating").await?,
        ];
        ensure!(one != other, "both sides made the same");
        ensure!(
            page.text("duel-means-read-out")
                .await?
                .contains("step of G 100")
        );
        ensure!(page.attribute("gan", "data-steps").await? == "0");

        // The run and a duel would wait for each other.
        page.click("duel-button").await?;
        phase("leading").await?;
        page.click("try-minimax").await?;
        phase("stopped").await?;
        page.wait_for_attribute("gan", "data-running", |running| running == "true")
            .await?;
        page.wait_for_address("lm").await?;
        page.click("try-usual").await?;
        page.wait_for_attribute("gan", "data-steps", some).await?;
        Ok(())
    })
}
