//! The texts in words: they open on every panel, set panels up, and follow what is measured.

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use thirtyfour::By;
use xtask::server::Fault;

use crate::{on_page, on_site};

const TEXT: &str = "words-text";

async fn is_there(page: &Page) -> Result<()> {
    page.wait_for_attribute(TEXT, "data-state", |state| state == "there")
        .await?;
    Ok(())
}

/// The first link of the text that leads to an address with `part`.
async fn follow_link(page: &Page, part: &str) -> Result<()> {
    let css = format!("[data-testid=\"{TEXT}\"] a[href*=\"{part}\"]");
    let link = page.window.find(By::Css(css)).await;
    let link = link.with_context(|| format!("no link to {part}"))?;
    // As Enter on it would: by mouse it may have to be scrolled to.
    page.run("arguments[0].click();", vec![link.to_json()?])
        .await?;
    Ok(())
}

#[test]
fn each_part_has_its_texts_in_both_languages_and_they_stay_open() -> Result<()> {
    on_page("#/pixelcnn", async |page| {
        ensure!(page.attribute("in-words", "aria-expanded").await? == "false");
        page.wait_for_attribute(TEXT, "data-state", |state| state == "closed")
            .await?;
        page.click("in-words").await?;
        is_there(page).await?;
        for (fragment, panel) in [
            ("#/pixelcnn/surprise", "surprise-panel"),
            ("#/autoencoder", "autoencoder-code"),
            ("#/vae/elbo", "vae-elbo"),
            ("#/gan", "gan"),
        ] {
            page.follow(fragment).await?;
            page.find(panel).await?;
            is_there(page).await?;
        }
        // Each has formulas, as elements and not as text.
        let math = page.window.find_all(By::Css(".words-text math")).await?;
        ensure!(math.len() > 3, "{} formulas", math.len());
        let english = page.text(TEXT).await?;
        ensure!(english.contains("generator"), "{english}");
        page.click("language").await?;
        page.wait_for_text(TEXT, |text| text.contains("생성자"))
            .await?;
        page.click("language").await?;
        page.wait_for_text(TEXT, |text| text.contains("generator"))
            .await?;
        // What was open stays open when the page is loaded anew.
        page.go("#/vae/training").await?;
        is_there(page).await?;
        page.click("in-words").await?;
        page.wait_for_attribute(TEXT, "data-state", |state| state == "closed")
            .await?;
        ensure!(page.text(TEXT).await?.is_empty());
        Ok(())
    })
}

#[test]
fn a_claims_link_sets_the_panel_and_its_sentence_follows_the_verdict() -> Result<()> {
    on_page("#/pixelcnn?seed=3&at=10", async |page| {
        page.click("in-words").await?;
        is_there(page).await?;
        let finding = "finding-certainty";
        page.wait_for_attribute(finding, "data-outcome", |outcome| outcome == "before")
            .await?;
        follow_link(page, "t=1&speed=max&n=16&judge=on").await?;
        page.wait_for_pixels(784).await?;
        page.wait_for_attribute(finding, "data-outcome", |outcome| outcome != "before")
            .await?;
        page.wait_for_address("judge=on").await?;
        // The same figures as on the panel itself.
        let said = page.text(finding).await?;
        let panel = page.text("classified-says").await?;
        let sure = panel
            .split(" of ")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().last())
            .context("how many are sure")?
            .to_owned();
        ensure!(
            said.contains(&sure) && said.contains("16"),
            "{said} / {panel}"
        );
        ensure!(page.is_there("classified-images").await?);
        // Without the verdict the sentence goes.
        page.click("classify").await?;
        page.wait_for_attribute(finding, "data-outcome", |outcome| outcome == "before")
            .await?;
        Ok(())
    })
}

#[test]
fn one_image_is_classified_once_it_is_whole() -> Result<()> {
    on_page("#/pixelcnn?seed=7&at=700&speed=max", async |page| {
        page.click("classify").await?;
        page.wait_for_text("classified-says", |text| text.contains("whole"))
            .await?;
        page.wait_for_address("judge=on").await?;
        page.click("transport-end").await?;
        page.wait_for_text("classified-says", |text| text.contains("Most likely"))
            .await?;
        Ok(())
    })
}

#[test]
fn a_text_that_is_not_there_is_told_once_and_comes_when_it_is() -> Result<()> {
    let fault = Fault::Status {
        path: "words/vae/elbo.en.md".to_owned(),
        status: 404,
    };
    on_site(vec![fault], "#/vae/elbo", async |page, _| {
        page.click("in-words").await?;
        page.wait_for_attribute(TEXT, "data-state", |state| state == "failed")
            .await?;
        let said = page.text(TEXT).await?;
        ensure!(
            said.contains("words/vae/elbo.en.md") && said.contains("404"),
            "{said}"
        );
        let notices = page.window.find_all(By::Css(".notice-error")).await?;
        let mut n_shown = 0;
        for notice in notices {
            n_shown += usize::from(notice.is_displayed().await?);
        }
        ensure!(n_shown == 0, "told in one place");
        // The other language's text is there.
        page.click("language").await?;
        is_there(page).await
    })
}
