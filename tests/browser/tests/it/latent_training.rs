//! The autoencoder and the VAE that learn in the page.

use anyhow::{Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

const AUTOENCODER: &str = "autoencoder-training";
const VAE: &str = "vae-training";

async fn number(page: &Page, panel: &str, name: &str) -> Result<f64> {
    Ok(page.attribute(panel, name).await?.parse()?)
}

async fn wait_for_steps(page: &Page, panel: &str, n: u32) -> Result<()> {
    let enough = |steps: &str| steps.parse().is_ok_and(|steps: u32| steps >= n);
    page.wait_for_attribute(panel, "data-steps", enough).await?;
    Ok(())
}

/// Waits until the run rests and its pictures are of where it rests; the steps made.
async fn at_rest(page: &Page, panel: &str) -> Result<u32> {
    page.wait_for_attribute(panel, "data-playing", |playing| playing == "false")
        .await?;
    page.until_idle().await?;
    let drawn = async |page: &Page| page.attribute(panel, "data-drawn-after").await;
    loop {
        let steps = page.attribute(panel, "data-steps").await?;
        page.wait_for_attribute(panel, "data-drawn-after", |after| !after.is_empty())
            .await?;
        if drawn(page).await? == steps {
            return Ok(steps.parse()?);
        }
        page.wait_for_attribute(panel, "data-drawn-after", |after| after == steps)
            .await?;
    }
}

/// Loads the address that is shown now.
async fn reopen(page: &Page) -> Result<()> {
    let address = page.window.current_url().await?;
    page.go(&format!("#{}", address.fragment().unwrap_or_default()))
        .await
}

/// How far the grey values of two pictures are apart, on average.
fn difference(a: &[u8], b: &[u8]) -> f64 {
    let pairs = a.iter().zip(b);
    let sum: f64 = pairs.map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
    sum / a.len() as f64
}

/// Image `i` of eight in a row.
fn tile(row: &[u8], i: usize) -> Vec<u8> {
    let width = 8 * 29 - 1;
    (0..28)
        .flat_map(|y| row[y * width + i * 29..][..28].to_vec())
        .collect()
}

#[test]
fn a_step_is_the_same_step_each_time_and_changes_the_pictures() -> Result<()> {
    on_page("#/autoencoder/training?seed=3", async |page| {
        ensure!(at_rest(page, AUTOENCODER).await? == 0);
        let (pairs, samples) = (page.canvas("pairs").await?, page.canvas("samples").await?);
        ensure!(pairs.iter().any(|value| *value > 200), "no digits");
        page.click("transport-step").await?;
        wait_for_steps(page, AUTOENCODER, 1).await?;
        ensure!(at_rest(page, AUTOENCODER).await? == 1);
        let loss = page.text("last-loss").await?;
        ensure!(loss.starts_with("0.2"), "{loss}");
        ensure!(page.text("passes").await?.starts_with("64 "));
        ensure!(page.canvas("samples").await? != samples);

        page.click("transport-restart").await?;
        page.wait_for_attribute(AUTOENCODER, "data-steps", |steps| steps == "0")
            .await?;
        ensure!(at_rest(page, AUTOENCODER).await? == 0);
        ensure!(page.canvas("pairs").await? == pairs);
        // By key, and more than one: they add up.
        page.press(Key::Right.into()).await?;
        page.press(Key::Right.into()).await?;
        page.press(Key::Right.into()).await?;
        wait_for_steps(page, AUTOENCODER, 3).await?;
        ensure!(at_rest(page, AUTOENCODER).await? == 3);
        page.wait_for_address("seed=3&steps=3").await?;
        ensure!(page.text("losses-read-out").await?.contains("step 3"));

        page.click("seed-next").await?;
        page.wait_for_address("seed=4&steps=0").await?;
        page.click("transport-step").await?;
        wait_for_steps(page, AUTOENCODER, 1).await?;
        ensure!(page.text("last-loss").await? != loss, "another seed");
        Ok(())
    })
}

#[test]
fn reconstructions_improve_while_it_plays_and_a_link_leads_back() -> Result<()> {
    on_page("#/autoencoder/training?seed=3", async |page| {
        at_rest(page, AUTOENCODER).await?;
        let first = page.canvas("pairs").await?;
        page.press(' ').await?;
        page.wait_for_attribute(AUTOENCODER, "data-playing", |playing| playing == "true")
            .await?;
        wait_for_steps(page, AUTOENCODER, 60).await?;
        // Slower from here on; the run is not lost.
        let rate = page.find("rate").await?;
        rate.send_keys(Key::Left + Key::Left).await?;
        wait_for_steps(page, AUTOENCODER, 75).await?;
        page.press(' ').await?;
        let steps = at_rest(page, AUTOENCODER).await?;
        ensure!(steps >= 75);
        page.wait_for_address("rate=0.002,").await?;
        page.wait_for_address(&format!("steps={steps}")).await?;
        let loss = page.attribute(AUTOENCODER, "data-loss").await?;
        ensure!(loss.parse::<f64>()? < 0.08, "{loss}");
        let pairs = page.canvas("pairs").await?;
        ensure!(difference(&pairs, &first) > 10.0);

        reopen(page).await?;
        wait_for_steps(page, AUTOENCODER, steps).await?;
        ensure!(at_rest(page, AUTOENCODER).await? == steps);
        ensure!(page.attribute(AUTOENCODER, "data-loss").await? == loss);
        ensure!(page.canvas("pairs").await? == pairs);

        page.choose("scale-1").await?;
        page.wait_for_address("scale=log").await?;
        ensure!(page.attribute(AUTOENCODER, "data-steps").await? == steps.to_string());
        // Another code is another net, from its first weights on.
        page.choose("code-0").await?;
        page.wait_for_address("steps=0&code=2").await?;
        page.wait_for_attribute(AUTOENCODER, "data-code", |code| code == "2")
            .await?;
        page.click("try-many").await?;
        page.wait_for_attribute(AUTOENCODER, "data-code", |code| code == "32")
            .await?;
        wait_for_steps(page, AUTOENCODER, 2).await?;
        Ok(())
    })
}

#[test]
fn divergence_stops_says_the_step_goes_back_and_can_go_on() -> Result<()> {
    for (fragment, panel) in [
        ("#/autoencoder/training?seed=3", AUTOENCODER),
        ("#/vae/training?seed=3", VAE),
    ] {
        on_page(fragment, async |page| {
            at_rest(page, panel).await?;
            page.click("transport-play").await?;
            wait_for_steps(page, panel, 45).await?;
            let rate = page.find("rate").await?;
            rate.send_keys(Key::End + "").await?;
            let fall = page
                .wait_for_attribute(panel, "data-diverged", |fall| !fall.is_empty())
                .await?;
            let Some((n_steps, kept)) = fall.split_once(' ') else {
                anyhow::bail!("{fall}")
            };
            let (n_steps, kept): (u32, u32) = (n_steps.parse()?, kept.parse()?);
            ensure!(kept < n_steps && kept >= 20, "{fall}");
            ensure!(at_rest(page, panel).await? == kept);
            let sentence = page.text("diverged").await?;
            ensure!(
                sentence.contains(&format!("after {n_steps} steps"))
                    && sentence.contains(&format!("step {kept}")),
                "{sentence}"
            );
            ensure!(number(page, panel, "data-loss").await?.is_finite());
            page.click("slower").await?;
            page.wait_until_gone("diverged").await?;
            wait_for_steps(page, panel, kept + 30).await?;
            ensure!(number(page, panel, "data-loss").await?.is_finite());
            ensure!(page.attribute(panel, "data-diverged").await?.is_empty());
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn the_posterior_collapses_and_revives_as_beta_moves() -> Result<()> {
    on_page("#/vae/training?seed=3", async |page| {
        at_rest(page, VAE).await?;
        ensure!(page.attribute(VAE, "data-beta").await? == "1");
        page.click("transport-play").await?;
        wait_for_steps(page, VAE, 120).await?;
        ensure!(number(page, VAE, "data-alive").await? > 5.0);
        ensure!(page.text("terms-read-out").await?.contains("KL"));
        ensure!(page.text("betas-read-out").await?.contains('β'));

        let beta = page.find("beta").await?;
        beta.send_keys(Key::End + "").await?;
        page.wait_for_attribute(VAE, "data-beta", |beta| beta == "100")
            .await?;
        page.wait_for_attribute(VAE, "data-alive", |alive| alive == "0")
            .await?;
        ensure!(
            page.attribute("axis-3", "aria-label")
                .await?
                .contains("dead")
        );
        ensure!(page.text("axes-title").await?.contains("0 of 10"));
        let collapsed = number(page, VAE, "data-steps").await? as u32;
        // The picture follows within ten steps, and grows more alike from there.
        wait_for_steps(page, VAE, collapsed + 40).await?;
        page.click("transport-play").await?;
        at_rest(page, VAE).await?;
        let samples = page.canvas("samples").await?;
        for i in 1..8 {
            let apart = difference(&tile(&samples, 0), &tile(&samples, i));
            ensure!(apart < 12.0, "sample {i} differs by {apart}");
        }

        page.click("try-back").await?;
        page.wait_for_attribute(VAE, "data-beta", |beta| beta == "1")
            .await?;
        page.wait_for_attribute(VAE, "data-alive", |alive| {
            alive.parse().is_ok_and(|alive: u32| alive > 4)
        })
        .await?;
        page.click("transport-play").await?;
        let steps = at_rest(page, VAE).await?;
        page.wait_for_address(&format!("steps={steps}")).await?;
        page.wait_for_address("beta=1,100@").await?;
        let (loss, kl) = (
            page.attribute(VAE, "data-loss").await?,
            page.attribute(VAE, "data-kl").await?,
        );
        let samples = page.canvas("samples").await?;

        // The link takes the same way: up, into collapse, and out of it again.
        reopen(page).await?;
        wait_for_steps(page, VAE, steps).await?;
        ensure!(at_rest(page, VAE).await? == steps);
        ensure!(page.attribute(VAE, "data-loss").await? == loss);
        ensure!(page.attribute(VAE, "data-kl").await? == kl);
        ensure!(page.canvas("samples").await? == samples);
        Ok(())
    })
}

#[test]
fn without_a_kl_term_the_codes_tell_more() -> Result<()> {
    on_page("#/vae/training?seed=3", async |page| {
        at_rest(page, VAE).await?;
        page.click("transport-play").await?;
        wait_for_steps(page, VAE, 60).await?;
        let kl = number(page, VAE, "data-kl").await?;
        page.click("try-none").await?;
        page.wait_for_attribute(VAE, "data-beta", |beta| beta == "0")
            .await?;
        page.wait_for_attribute(VAE, "data-kl", |now| {
            now.parse().is_ok_and(|now: f64| now > 2.0 * kl)
        })
        .await?;
        page.wait_for_address("beta=1,0@").await?;
        page.click("try-collapse").await?;
        page.wait_for_attribute(VAE, "data-alive", |alive| alive == "0")
            .await?;
        page.choose("scale-0").await?;
        page.wait_for_address("scale=linear").await?;
        Ok(())
    })
}

#[test]
fn a_slider_that_never_rests_does_not_keep_the_run_from_its_steps() -> Result<()> {
    on_page("#/vae/training?seed=3", async |page| {
        at_rest(page, VAE).await?;
        page.click("transport-play").await?;
        wait_for_steps(page, VAE, 5).await?;
        // At every frame of the screen, as a hand does, until five more are made.
        let script = "const [slider, panel, done] = arguments;
            const steps = () => Number(panel.dataset.steps);
            const before = steps();
            const move = (now) => {
              slider.value = String(Math.round(8 + 7 * Math.sin(now / 60)));
              slider.dispatchEvent(new Event('input', { bubbles: true }));
              if (steps() < before + 5) requestAnimationFrame(move); else done(0);
            };
            requestAnimationFrame(move);";
        let slider = page.find("beta").await?.to_json()?;
        let panel = page.find(VAE).await?.to_json()?;
        page.run_async(script, vec![slider, panel]).await?;
        // What the slider says in the end is what the run goes on with.
        page.focus("beta").await?;
        page.press(Key::Home.into()).await?;
        page.wait_for_attribute(VAE, "data-beta", |beta| beta == "0")
            .await?;
        let now = number(page, VAE, "data-steps").await? as u32;
        wait_for_steps(page, VAE, now + 5).await?;
        ensure!(page.text("betas-read-out").await?.contains("β 0"));
        Ok(())
    })
}
