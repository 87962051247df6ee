//! The page itself: words, themes, widths, names for every control.

use anyhow::{Result, ensure};
use browser_tests::Window;
use serde_json::Value;
use thirtyfour::Key;

use crate::{in_window, on_page};

#[test]
fn the_language_changes_every_word_and_is_remembered() -> Result<()> {
    on_page("#/pixelcnn?seed=3&at=40", async |page| {
        let english = page.text("pixelcnn").await?;
        page.click("language").await?;
        let korean = page
            .wait_for_text("pixelcnn", |text| text != english)
            .await?;
        let lang = "return document.documentElement.lang;";
        ensure!(page.run(lang, vec![]).await? == "ko");
        let is_korean = |c: char| ('가'..='힣').contains(&c);
        ensure!(korean.chars().filter(|&c| is_korean(c)).count() > 100);
        ensure!(!english.chars().any(is_korean));
        page.go("#/pixelcnn?seed=3&at=40").await?;
        ensure!(page.run(lang, vec![]).await? == "ko");
        ensure!(page.text("pixelcnn").await?.chars().any(is_korean));
        Ok(())
    })
}

#[test]
fn the_theme_changes_the_colours() -> Result<()> {
    on_page("#/pixelcnn", async |page| {
        let paper = "return getComputedStyle(document.body).backgroundColor;";
        let first = page.run(paper, vec![]).await?;
        let mut seen = vec![first];
        for _ in 0..3 {
            page.click("theme").await?;
            seen.push(page.run(paper, vec![]).await?);
        }
        ensure!(seen.iter().any(|colour| *colour != seen[0]), "{seen:?}");
        Ok(())
    })
}

/// Each panel, in one language and then in the other.
const PANELS: [&str; 28] = [
    "#/overview",
    "#/overview",
    "#/overview/labels?steps=20&at=0,0",
    "#/overview/labels?steps=20&at=0,0",
    "#/overview/labels?show=axes&labels=on",
    "#/overview/labels?show=axes&labels=on",
    "#/pixelcnn?seed=3&at=400",
    "#/pixelcnn?seed=3&at=400",
    "#/pixelcnn?seed=3&at=784&n=16&show=mask&layer=4&near=on",
    "#/pixelcnn?seed=3&at=784&n=16&show=mask&layer=4&near=on",
    "#/pixelcnn/complete?at=784",
    "#/pixelcnn/complete?at=784",
    "#/pixelcnn/complete?of=ink.",
    "#/pixelcnn/complete?of=ink.",
    "#/pixelcnn/surprise?of=shoe.0",
    "#/pixelcnn/surprise?of=shoe.0",
    "#/pixelcnn/training?steps=1",
    "#/pixelcnn/training?steps=1",
    "#/pixelrnn?seed=3&at=400&map=unit",
    "#/pixelrnn?seed=3&at=400&map=unit",
    "#/pixelrnn/race",
    "#/pixelrnn/race",
    "#/autoencoder",
    "#/autoencoder",
    "#/vae",
    "#/vae",
    "#/compare?n=16&models=gan,real",
    "#/compare?n=16&models=gan,real",
];

#[test]
fn nothing_is_wider_than_the_screen_and_every_control_has_a_name() -> Result<()> {
    for size in [(500, 844), (1280, 800), (2560, 1440)] {
        in_window(
            Window::sized(size.0, size.1),
            Vec::new(),
            async |page, _| {
                for panel in PANELS {
                    page.go(panel).await?;
                    let wide = "const root = document.documentElement;
                    return root.scrollWidth - root.clientWidth;";
                    let excess = page.run(wide, vec![]).await?;
                    ensure!(excess == 0, "{size:?}: {excess} px too wide");
                    let nameless = "return [...document.querySelectorAll(
                      'button, a, input, select, canvas:not([aria-hidden]), [role=slider], [role=radio], [role=img]')]
                    .filter((e) => e.getClientRects().length
                      && !e.ariaLabel && !e.innerText?.trim() && !e.labels?.length
                      && !e.getAttribute('aria-labelledby') && !e.closest('label'))
                    .map((e) => e.outerHTML);";
                    let nameless = page.run(nameless, vec![]).await?;
                    ensure!(nameless == Value::Array(vec![]), "{size:?}: {nameless}");
                    page.click("language").await?;
                }
                Ok(())
            },
        )?;
    }
    Ok(())
}

#[test]
fn the_first_view_is_there_without_errors() -> Result<()> {
    on_page("", async |page| {
        ensure!(page.window.title().await?.contains("Density Lab"));
        page.wait_for_address("#/overview").await?;
        ensure!(page.text("overview").await?.contains("PixelCNN"));
        for notice in ["address-error", "weights-error", "worker-notice"] {
            ensure!(!page.is_there(notice).await?, "{notice} is there");
        }
        Ok(())
    })
}

/// Height of the document's own letters, and the side of the stage's picture, in pixels.
const LARGE: &str = "
    const picture = document.querySelector('.panel-stage :is(.pixel-canvas, .tile-sheet)');
    return [parseFloat(getComputedStyle(document.documentElement).fontSize),
      picture.getBoundingClientRect().width];";

#[test]
fn a_room_sees_all_of_it_large_and_no_notes() -> Result<()> {
    for size in [(1280, 720), (1920, 1080)] {
        in_window(
            Window::sized(size.0, size.1),
            Vec::new(),
            async |page, _| {
                page.go("#/pixelcnn?seed=3&at=400").await?;
                let usual: [f64; 2] = serde_json::from_value(page.run(LARGE, vec![]).await?)?;
                let notes =
                    "return document.querySelector('.notes')?.getClientRects().length ?? 0;";
                page.press('p').await?;
                page.wait_for_attribute("projector", "aria-pressed", |is_on| is_on == "true")
                    .await?;
                let large: [f64; 2] = serde_json::from_value(page.run(LARGE, vec![]).await?)?;
                ensure!(
                    large[0] > usual[0] && large[1] > usual[1],
                    "{usual:?} {large:?}"
                );
                ensure!(page.run(notes, vec![]).await? == 0, "notes are in sight");
                // What moves a picture is in sight with it; the tree, which is long, may scroll.
                let excess = "const root = document.documentElement;
                    const last = document.querySelector('.panel-stage .transport');
                    const isLong = document.querySelector('.lecture-tree');
                    const below = last && !isLong ? last.getBoundingClientRect().bottom : 0;
                    return [root.scrollWidth - root.clientWidth, below - innerHeight];";
                let mut out_of_sight = Vec::new();
                for panel in PANELS.into_iter().step_by(2) {
                    page.go(panel).await?;
                    ensure!(page.attribute("projector", "aria-pressed").await? == "true");
                    let excess: [f64; 2] = serde_json::from_value(page.run(excess, vec![]).await?)?;
                    if excess[0] > 0.0 || excess[1] > 0.0 {
                        out_of_sight.push((panel, excess));
                    }
                }
                ensure!(out_of_sight.is_empty(), "{size:?}: {out_of_sight:?}");
                // In a field it is a letter; another part has it on as well.
                page.go("#/pixelcnn?seed=3").await?;
                page.find("seed-input").await?.click().await?;
                page.press('p').await?;
                ensure!(page.attribute("projector", "aria-pressed").await? == "true");
                page.click("leaf-vae").await?;
                page.find("vae-axes").await?;
                page.press(Key::Escape.into()).await?;
                page.wait_for_attribute("projector", "aria-pressed", |is_on| is_on == "false")
                    .await?;
                page.click("projector").await?;
                page.click("leaf-pixelcnn").await?;
                page.wait_for_attribute("projector", "aria-pressed", |is_on| is_on == "true")
                    .await?;
                Ok(())
            },
        )?;
    }
    Ok(())
}
