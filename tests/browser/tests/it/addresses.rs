//! Links: good ones reopen what was there, bad ones change nothing.

use anyhow::{Result, ensure};
use thirtyfour::Key;

use crate::on_page;

#[test]
fn a_link_reopens_what_was_on_the_screen() -> Result<()> {
    on_page(
        "#/pixelcnn?seed=18446744073709551615&at=200&t=1.2,0.5@100&speed=40",
        async |page| {
            let there = page.digest_at(200).await?;
            page.click("transport-step").await?;
            let one_on = page.digest_at(201).await?;
            page.wait_for_address("at=201").await?;
            let address = page.window.current_url().await?;
            page.go(&format!("#{}", address.fragment().unwrap_or_default()))
                .await?;
            ensure!(page.digest_at(201).await? == one_on);
            page.click("transport-back").await?;
            ensure!(page.digest_at(200).await? == there);
            Ok(())
        },
    )
}

#[test]
fn a_pasted_link_takes_over_and_a_bad_one_changes_nothing() -> Result<()> {
    on_page("#/pixelcnn?seed=4&at=150", async |page| {
        let there = page.digest_at(150).await?;
        for bad in [
            "#/pixelcnn?seed=-1",
            "#/pixelcnn?seed=18446744073709551616",
            "#/pixelcnn?seed=four",
            "#/pixelcnn?at=785",
            "#/pixelcnn?t=9",
            "#/pixelcnn?t=1,0.5@300,0.7@200",
            "#/pixelcnn?t=NaN",
            "#/pixelcnn?speed=0",
            "#/pixelcnn?color=red",
            "#/nowhere",
            "#%%%&&&===",
        ] {
            page.follow(bad).await?;
            let sentence = page
                .wait_for_text("address-error", |text| text.len() > 10)
                .await?;
            ensure!(
                page.digest_at(150).await? == there,
                "{bad} changed the image"
            );
            ensure!(!sentence.contains("panic"), "{sentence}");
            // The next bad address must bring a notice of its own.
            page.follow("#/pixelcnn?seed=4&at=150").await?;
            page.wait_until_gone("address-error").await?;
        }
        page.follow("#/pixelcnn?seed=5&at=151").await?;
        ensure!(page.digest_at(151).await? != there);
        Ok(())
    })
}

#[test]
fn a_seed_that_is_none_is_told_beside_the_field() -> Result<()> {
    on_page("#/pixelcnn?seed=4&at=20", async |page| {
        let there = page.digest_at(20).await?;
        for bad in ["-3", "1e9", "18446744073709551616", "seven", ""] {
            let field = page.find("seed-input").await?;
            field.clear().await?;
            field
                .send_keys(format!("{bad}{}", Key::Enter.value()))
                .await?;
            page.wait_for_text("seed-error", |text| text.len() > 5)
                .await?;
            ensure!(
                page.digest_at(20).await? == there,
                "\"{bad}\" changed the image"
            );
        }
        Ok(())
    })
}

#[test]
fn the_tabs_lead_from_panel_to_panel_and_back_to_what_was_shown() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=300", async |page| {
        let shown = page.digest_at(300).await?;
        for (tab, panel) in [
            ("tab-complete", "complete"),
            ("tab-surprise", "surprise-panel"),
            ("tab-training", "training"),
        ] {
            page.click(tab).await?;
            page.find(panel).await?;
            let current = page.attribute(tab, "aria-current").await?;
            ensure!(current == "page", "{tab}: {current}");
        }
        page.click("tab-pixelcnn").await?;
        ensure!(page.digest_at(300).await? == shown);
        page.click("tab-training").await?;
        page.find("training").await?;
        page.window.back().await?;
        ensure!(
            page.digest_at(300).await? == shown,
            "the browser's own way back"
        );
        Ok(())
    })
}
