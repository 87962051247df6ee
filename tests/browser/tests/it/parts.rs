//! The parts of the page: each is loaded when it is opened, and kept while another is in sight.

use anyhow::{Result, ensure};
use browser_tests::{Page, Window, sites};
use thirtyfour::Key;
use xtask::server::Fault;

use crate::{in_window, on_page, on_site};

fn missing(file: &str) -> Fault {
    Fault::Status {
        path: file.to_owned(),
        status: 503,
    }
}

/// Opens a page of the part that is there as one who clicks on it in the notice.
async fn click_in_notice(page: &Page, address: &str) -> Result<()> {
    let script = "document.querySelector(`#boot a[data-family=${arguments[0]}]`).click();";
    page.run(script, vec![address.into()]).await?;
    Ok(())
}

#[test]
fn a_part_is_as_it_was_when_the_visitor_comes_back() -> Result<()> {
    on_page("#/pixelcnn?seed=5&at=300", async |page| {
        let shown = page.digest_at(300).await?;
        page.click("transport-step").await?;
        let shown_next = page.digest_at(301).await?;
        page.wait_for_address("at=301").await?;
        page.click("leaf-vae").await?;
        page.find("vae-axes").await?;
        page.wait_for_address("#/vae?seed=1").await?;
        ensure!(!page.is_there("pixelcnn").await?, "both parts are in sight");
        let twice = "const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
            return ids.filter((id, i) => ids.indexOf(id) !== i);";
        let twice = page.run(twice, vec![]).await?;
        ensure!(twice == serde_json::json!([]), "{twice} are there twice");

        // Keys that would play and step the part that is out of sight.
        for key in [Key::Right, Key::End, Key::Space] {
            page.press(key.into()).await?;
        }
        page.click("leaf-autoencoder").await?;
        page.find("autoencoder-code").await?;
        page.wait_for_address("#/autoencoder?of=digit.0").await?;

        page.click("leaf-pixelcnn").await?;
        ensure!(page.digest_at(301).await? == shown_next, "by a link");
        page.wait_for_address("at=301").await?;
        ensure!(page.attribute("pixelcnn", "data-playing").await? == "false");
        page.click("transport-back").await?;
        ensure!(page.digest_at(300).await? == shown);
        page.wait_for_address("at=300").await?;

        page.window.back().await?;
        page.find("autoencoder-code").await?;
        page.window.forward().await?;
        ensure!(page.digest_at(300).await? == shown, "by the way back");
        Ok(())
    })
}

#[test]
fn what_plays_pauses_out_of_sight() -> Result<()> {
    for (fragment, panel, step, leaf, away) in [
        (
            "#/pixelcnn/training",
            "training",
            "transport-step",
            "pixelcnn",
            "vae",
        ),
        (
            "#/vae/training",
            "vae-training",
            "transport-step",
            "vae",
            "gan",
        ),
        ("#/gan?net=dense", "gan", "step-both", "gan", "vae"),
    ] {
        on_page(fragment, async |page| {
            let (leaf, away) = (format!("leaf-{leaf}"), format!("leaf-{away}"));
            let steps = |least: u32| move |n: &str| n.parse().is_ok_and(|n: u32| n >= least);
            page.click("transport-play").await?;
            page.wait_for_attribute(panel, "data-steps", steps(2))
                .await?;
            page.click(&away).await?;
            page.wait_until_gone(panel).await?;
            // Once it shows where this one leads, the part is there.
            page.find(&leaf).await?;
            page.click(&leaf).await?;
            page.wait_for_attribute(panel, "data-playing", |playing| playing == "false")
                .await?;
            page.until_idle().await?;
            // The steps are still there, with the one that was being made when the visitor left.
            let n = (page.wait_for_attribute(panel, "data-steps", steps(2))).await?;
            let n: u32 = n.parse()?;
            // One step on, and not the first again.
            page.click(step).await?;
            let next = page
                .wait_for_attribute(panel, "data-steps", |now| now != n.to_string())
                .await?;
            ensure!(next == (n + 1).to_string(), "{next} after {n}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn a_link_opens_a_part_at_its_page_and_what_is_wrong_is_told_there() -> Result<()> {
    on_page("#/vae/elbo?seed=3", async |page| {
        page.find("vae-elbo").await?;
        ensure!(page.attribute("leaf-vae", "aria-current").await? == "page");
        ensure!(page.attribute("tab-elbo", "aria-current").await? == "page");
        page.wait_for_address("seed=3").await?;
        for bad in ["#/nowhere", "#/vae/elbo?seed=-1"] {
            page.follow(bad).await?;
            page.wait_for_text("address-error", |text| text.len() > 10)
                .await?;
            page.find("vae-elbo").await?;
            page.follow("#/vae/elbo?seed=3").await?;
            page.wait_until_gone("address-error").await?;
        }
        page.click("tab-training").await?;
        page.find("vae-training").await?;
        // What is chosen for the page holds for all its parts.
        page.click("language").await?;
        page.click("check-link").await?;
        page.wait_for_text("check", |text| text.contains("수치 점검"))
            .await?;
        page.click("language").await?;
        page.wait_for_text("check", |text| text.contains("Numbers check"))
            .await?;
        page.click("leaf-vae").await?;
        page.wait_for_text("vae-training", |text| text.contains("VAE: train"))
            .await?;
        Ok(())
    })
}

#[test]
fn a_part_that_cannot_be_loaded_is_told_and_the_others_go_on() -> Result<()> {
    let short = Fault::Truncate {
        path: "page_autoencoder_bg.wasm.bin".to_owned(),
        keep: 100_000,
    };
    for fault in [
        missing("page_autoencoder_bg.wasm.bin"),
        missing("page_autoencoder.js"),
        short,
    ] {
        let faults = vec![fault.clone()];
        on_site(faults, "#/pixelcnn?seed=3&at=100", async |page, server| {
            let shown = page.digest_at(100).await?;
            page.click("leaf-autoencoder").await?;
            page.wait_for_text("boot-error", |text| text.len() > 10)
                .await?;
            click_in_notice(page, "pixelcnn").await?;
            ensure!(page.digest_at(100).await? == shown, "{fault:?}");
            ensure!(page.text("boot-error").await?.is_empty(), "{fault:?}");
            server.set_mounts(vec![sites::mount(Vec::new())]);
            page.click("leaf-vae").await?;
            page.find("vae-axes").await?;
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn a_first_part_that_cannot_be_loaded_leaves_the_others() -> Result<()> {
    let faults = vec![missing("page_overview_bg.wasm.bin")];
    in_window(Window::LAPTOP, faults, async |page, server| {
        page.window.goto(&page.site).await?;
        page.wait_for_text("boot-error", |text| text.len() > 10)
            .await?;
        click_in_notice(page, "vae").await?;
        page.find("vae-axes").await?;
        server.set_mounts(vec![sites::mount(Vec::new())]);
        page.click("leaf-overview").await?;
        page.find("overview").await?;
        Ok(())
    })
}

#[test]
fn without_the_script_that_unpacks_them_all_parts_fail_until_it_is_there() -> Result<()> {
    let faults = vec![missing("program.js")];
    in_window(Window::LAPTOP, faults, async |page, server| {
        page.window.goto(&page.site).await?;
        page.wait_for_text("boot-error", |text| text.len() > 10)
            .await?;
        server.set_mounts(vec![sites::mount(Vec::new())]);
        click_in_notice(page, "vae").await?;
        page.find("vae-axes").await?;
        Ok(())
    })
}
