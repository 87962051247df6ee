//! The way in: the tree, and a picture of each model.

use anyhow::{Result, bail, ensure};
use browser_tests::{Page, Window, sites};
use thirtyfour::Key;
use xtask::server::Fault;

use crate::{in_window, on_page, on_site};

const PANEL: &str = "overview";
const LEAVES: [&str; 5] = [
    "picture-pixelrnn",
    "picture-pixelcnn",
    "picture-autoencoder",
    "picture-vae",
    "picture-gan",
];

async fn all_made(page: &Page) -> Result<()> {
    for leaf in LEAVES {
        page.wait_for_attribute(leaf, "data-stage", |stage| stage == "made")
            .await?;
    }
    page.wait_for_attribute(PANEL, "data-playing", |playing| playing == "false")
        .await?;
    Ok(())
}

async fn pictures(page: &Page) -> Result<Vec<Vec<u8>>> {
    let mut pictures = vec![];
    for leaf in LEAVES {
        pictures.push(page.canvas(leaf).await?);
    }
    Ok(pictures)
}

#[test]
fn an_empty_address_opens_the_tree_and_each_model_makes_its_picture() -> Result<()> {
    on_page("", async |page| {
        page.wait_for_address("#/overview?seed=1").await?;
        all_made(page).await?;
        let first = pictures(page).await?;
        for (leaf, picture) in LEAVES.iter().zip(&first) {
            ensure!(picture.len() == 784, "{leaf}");
            ensure!(picture.iter().any(|grey| *grey > 128), "{leaf} is dark");
        }
        // Another seed, other pictures; the same seed, the same ones.
        page.click("seed-next").await?;
        page.wait_for_address("seed=2").await?;
        all_made(page).await?;
        let second = pictures(page).await?;
        for (a, b) in first.iter().zip(&second) {
            ensure!(a != b, "seed 2 made a picture of seed 1");
        }
        page.follow("#/overview?seed=1").await?;
        page.wait_for_attribute(LEAVES[4], "data-stage", |stage| stage == "due")
            .await?;
        all_made(page).await?;
        ensure!(pictures(page).await? == first, "seed 1 made others");
        page.click("try-again").await?;
        page.wait_for_address("seed=2").await?;
        all_made(page).await?;
        ensure!(pictures(page).await? == second);
        Ok(())
    })
}

#[test]
fn it_is_stopped_stepped_and_made_again() -> Result<()> {
    on_page("#/overview?seed=4", async |page| {
        all_made(page).await?;
        let made = pictures(page).await?;
        page.click("transport-restart").await?;
        // As the visitor who presses Space; it may come at any picture.
        page.press(Key::Space.into()).await?;
        page.wait_for_attribute(PANEL, "data-playing", |playing| playing == "false")
            .await?;
        let n_made = async |page: &Page| -> Result<usize> {
            Ok(page.attribute(PANEL, "data-made").await?.parse()?)
        };
        let before = n_made(page).await?;
        ensure!(before < LEAVES.len(), "it was too fast to be stopped");
        for n in before + 1..=LEAVES.len() {
            page.click("transport-step").await?;
            page.wait_for_attribute(PANEL, "data-made", |made| made == n.to_string())
                .await?;
        }
        ensure!(pictures(page).await? == made, "in steps they are others");
        page.click("transport-play").await?;
        all_made(page).await?;
        ensure!(pictures(page).await? == made);
        Ok(())
    })
}

/// The picture of `leaf` as the panel shows it that the leaf leads to, once it is there.
async fn shown_by_panel(page: &Page, leaf: &str) -> Result<Vec<u8>> {
    match leaf {
        "picture-pixelrnn" => {
            page.wait_for_attribute("pixelrnn", "data-position", |n| n == "784")
                .await?;
            page.stage().await
        }
        "picture-pixelcnn" => {
            page.digest_at(784).await?;
            page.stage().await
        }
        "picture-autoencoder" => {
            let some = |n: &str| n.parse().is_ok_and(|n: usize| n > 0);
            page.wait_for_attribute("card-normal", "data-shown", some)
                .await?;
            // The first tile of a sheet of ten in a row, with a pixel between them.
            let sheet = page.canvas("card-normal").await?;
            let rows = sheet.chunks(10 * 29 - 1).take(28);
            Ok(rows.flat_map(|row| &row[..28]).copied().collect())
        }
        "picture-vae" => {
            page.wait_for_attribute("vae-sampling", "data-settled", |is| is == "true")
                .await?;
            page.canvas("sample").await
        }
        "picture-gan" => {
            page.wait_for_attribute("latents", "data-settled", |is| is == "true")
                .await?;
            page.canvas("noise-sample").await
        }
        _ => bail!("{leaf} is no leaf"),
    }
}

#[test]
fn a_leaf_leads_to_the_panel_that_shows_its_picture() -> Result<()> {
    on_page("#/overview?seed=6", async |page| {
        all_made(page).await?;
        let made = pictures(page).await?;
        let panels = [
            "pixelrnn",
            "pixelcnn",
            "autoencoder-sampling",
            "vae-sampling",
            "gan",
        ];
        for ((leaf, picture), panel) in LEAVES.into_iter().zip(&made).zip(panels) {
            page.focus(leaf).await?;
            page.press(Key::Enter.into()).await?;
            page.find(panel).await?;
            ensure!(!page.is_there("address-error").await?, "{leaf}");
            let shown = shown_by_panel(page, leaf).await?;
            // Decoded among others, whose sums are rounded otherwise, a grey may differ by one.
            let is_near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= 1;
            ensure!(
                shown.len() == picture.len() && shown.iter().zip(picture).all(is_near),
                "{leaf}: the panel shows another"
            );
            page.click("leaf-overview").await?;
            page.find(leaf).await?;
            ensure!(pictures(page).await? == made, "{leaf}: made again");
        }
        page.click("leaf-of-all").await?;
        page.find("compare").await?;
        ensure!(!page.is_there("address-error").await?);
        Ok(())
    })
}

#[test]
fn a_picture_that_fails_is_told_at_its_leaf_and_tried_again() -> Result<()> {
    let fault = Fault::Status {
        path: "weights/vae.safetensors".to_owned(),
        status: 503,
    };
    on_site(vec![fault], "#/overview?seed=3", async |page, server| {
        page.wait_for_attribute(LEAVES[3], "data-stage", |stage| stage == "failed")
            .await?;
        // The others are made all the same.
        page.wait_for_attribute(PANEL, "data-made", |made| made == "4")
            .await?;
        let told = page.text("weights-error").await?;
        ensure!(told.contains("503"), "{told}");
        server.set_mounts(vec![sites::mount(Vec::new())]);
        page.click("weights-retry").await?;
        all_made(page).await?;
        ensure!(!page.is_there("weights-error").await?);
        Ok(())
    })
}

#[test]
fn the_tree_fits_a_phone_and_a_projector() -> Result<()> {
    for (width, height) in [(500, 844), (820, 1100), (1280, 800), (2560, 1440)] {
        in_window(Window::sized(width, height), Vec::new(), async |page, _| {
            page.go("#/overview").await?;
            for _ in 0..2 {
                page.find(LEAVES[4]).await?;
                let wide = "const root = document.documentElement;
                        return root.scrollWidth - root.clientWidth;";
                let excess = page.run(wide, vec![]).await?;
                ensure!(excess == 0, "{width}: {excess} px too wide");
                page.click("language").await?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
