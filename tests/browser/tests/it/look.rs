//! The page itself: words, themes, widths, names for every control.

use anyhow::{Result, ensure};
use browser_tests::{Page, Window};
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

/// Each panel, and what it shows otherwise where that is laid out anew.
const PANELS: [&str; 30] = [
    "#/overview",
    "#/overview/labels?steps=20&at=0,0",
    "#/overview/labels?show=axes&labels=on",
    "#/pixelcnn?seed=3&at=400",
    "#/pixelcnn?seed=3&at=784&n=16&show=mask&layer=4&near=on",
    "#/pixelcnn/complete?at=784",
    "#/pixelcnn/complete?of=ink.",
    "#/pixelcnn/surprise?of=shoe.0",
    "#/pixelcnn/training?steps=1",
    "#/pixelrnn?seed=3&at=400&map=unit",
    "#/pixelrnn/surprise?of=digit.3",
    "#/pixelrnn/race",
    "#/autoencoder",
    SAMPLING,
    "#/autoencoder/few-labels",
    "#/autoencoder/training?steps=1",
    "#/vae",
    "#/vae?from=image&axes=all",
    "#/vae/elbo",
    "#/vae/sampling",
    "#/vae/sampling?show=between",
    "#/vae/sampling?show=manifold",
    "#/vae/sampling?show=blur",
    "#/vae/training?steps=1",
    "#/gan?seed=3",
    "#/gan?seed=3&show=step",
    "#/gan?seed=3&show=losses",
    "#/gan?seed=3&show=latents&look=between",
    "#/gan?seed=3&show=latents&look=sliders",
    "#/compare?n=16&models=gan,real",
];

const SAMPLING: &str = "#/autoencoder/sampling?seed=3&size=2";

/// Waits until the page is written in a language.
const IN_LANGUAGE: &str = "const [language, done] = arguments;
    const look = () => document.documentElement.lang === language
      ? done(true)
      : requestAnimationFrame(look);
    look();";

/// What there is of the document beyond the window's sides, in pixels.
const TOO_WIDE: &str = "const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;";

/// The controls that nobody could call by a name.
const NAMELESS: &str = "return [...document.querySelectorAll(
      'button, a, input, select, canvas:not([aria-hidden]), [role=slider], [role=radio], [role=img]')]
    .filter((e) => e.getClientRects().length
      && !e.ariaLabel && !e.innerText?.trim() && !e.labels?.length
      && !e.getAttribute('aria-labelledby') && !e.closest('label'))
    .map((e) => e.outerHTML);";

#[test]
fn nothing_is_wider_than_the_screen_and_every_control_has_a_name() -> Result<()> {
    for size in [(500, 844), (1280, 800), (2560, 1440)] {
        in_window(
            Window::sized(size.0, size.1),
            Vec::new(),
            async |page, _| {
                let mut found = Vec::new();
                for panel in PANELS {
                    page.go(panel).await?;
                    // In one language and then in the other, and back.
                    for language in ["en", "ko"] {
                        page.run_async(IN_LANGUAGE, vec![language.into()]).await?;
                        let excess = page.run(TOO_WIDE, vec![]).await?;
                        if excess != 0 {
                            found.push(format!("{panel} {language}: {excess} px too wide"));
                        }
                        let nameless = page.run(NAMELESS, vec![]).await?;
                        if nameless != Value::Array(vec![]) {
                            found.push(format!("{panel} {language}: {nameless}"));
                        }
                        page.click("language").await?;
                    }
                }
                ensure!(found.is_empty(), "{size:?}: {found:#?}");
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

/// Height of the document's own letters, and the width of the stage's picture, in pixels.
const LARGE: &str = "
    const picture = document.querySelector('.panel-stage :is(.pixel-canvas, .tile-sheet, .tile-row)');
    return [parseFloat(getComputedStyle(document.documentElement).fontSize),
      picture.getBoundingClientRect().width];";

/// Waits until the view for a room is on, or off.
async fn projected(page: &Page, is_on: bool) -> Result<()> {
    page.wait_for_attribute("projector", "aria-pressed", |on| on == is_on.to_string())
        .await?;
    Ok(())
}

#[test]
fn a_room_sees_all_of_it_large_and_no_notes() -> Result<()> {
    for size in [(1280, 720), (1920, 1080)] {
        in_window(
            Window::sized(size.0, size.1),
            Vec::new(),
            async |page, _| {
                for panel in [SAMPLING, "#/pixelcnn?seed=3&at=400"] {
                    page.go(panel).await?;
                    projected(page, false).await?;
                    let usual: [f64; 2] = serde_json::from_value(page.run(LARGE, vec![]).await?)?;
                    page.press('p').await?;
                    projected(page, true).await?;
                    let large: [f64; 2] = serde_json::from_value(page.run(LARGE, vec![]).await?)?;
                    ensure!(
                        large[0] > usual[0] && large[1] > usual[1],
                        "{panel}: {usual:?} {large:?}"
                    );
                    page.press(Key::Escape.into()).await?;
                    projected(page, false).await?;
                }
                page.press('p').await?;
                projected(page, true).await?;
                let notes =
                    "return document.querySelector('.notes')?.getClientRects().length ?? 0;";
                ensure!(page.run(notes, vec![]).await? == 0, "notes are in sight");
                // What moves a picture is in sight with it; the tree, which is long, may scroll.
                let excess = "const root = document.documentElement;
                    const last = document.querySelector('.panel-stage .transport');
                    const isLong = document.querySelector('.lecture-tree');
                    const below = last && !isLong ? last.getBoundingClientRect().bottom : 0;
                    return [root.scrollWidth - root.clientWidth, below - innerHeight];";
                let mut out_of_sight = Vec::new();
                for panel in PANELS {
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
                projected(page, true).await?;
                page.click("leaf-vae").await?;
                page.find("vae-axes").await?;
                page.press(Key::Escape.into()).await?;
                projected(page, false).await?;
                page.click("projector").await?;
                page.click("leaf-pixelcnn").await?;
                projected(page, true).await
            },
        )?;
    }
    Ok(())
}
