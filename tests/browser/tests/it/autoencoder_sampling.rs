//! Samples from nothing, and what a classifier makes of them.

use anyhow::{Result, ensure};
use browser_tests::Page;

use crate::on_page;

const PANEL: &str = "autoencoder-sampling";
const CARDS: [&str; 4] = ["card-normal", "card-fitted", "card-vae", "card-real"];

async fn done(page: &Page) -> Result<()> {
    // Judging takes longer than a page's other answers: as long as it goes on, it is waited for.
    loop {
        let judged = page.attribute(PANEL, "data-judged").await?;
        let next = page
            .wait_for_attribute(PANEL, "data-judged", |now| now != judged || now == "2000")
            .await?;
        if next == "2000" {
            break;
        }
    }
    page.wait_for_attribute(PANEL, "data-done", |done| done == "true")
        .await?;
    Ok(())
}

async fn scores(page: &Page) -> Result<Vec<String>> {
    let mut scores = vec![];
    for card in CARDS {
        scores.push(page.attribute(card, "data-score").await?);
    }
    Ok(scores)
}

#[test]
fn four_kinds_are_judged_and_the_sentences_follow_the_scores() -> Result<()> {
    on_page("#/autoencoder/sampling?seed=3&size=2", async |page| {
        done(page).await?;
        let first = scores(page).await?;
        for (card, score) in CARDS.into_iter().zip(&first) {
            let score: f64 = score.parse()?;
            ensure!((1.0..=10.0).contains(&score), "{card}: {score}");
            ensure!(page.attribute(card, "data-shown").await? == "40");
            ensure!(page.text(card).await?.contains("500 images"));
        }
        let said = page.text("findings").await?;
        for score in &first {
            ensure!(said.contains(score), "{said}: {score}");
        }

        // Another code size: the others' scores stay.
        page.choose("size-2").await?;
        page.wait_for_address("size=32").await?;
        done(page).await?;
        let second = scores(page).await?;
        ensure!(first[2..] == second[2..] && first[0] != second[0] && first[1] != second[1]);

        // The same seed and size bring the same scores.
        page.choose("size-0").await?;
        done(page).await?;
        ensure!(scores(page).await? == first);
        Ok(())
    })
}

#[test]
fn judging_stops_and_starts_again() -> Result<()> {
    on_page("#/autoencoder/sampling", async |page| {
        page.click_until("count-2", (PANEL, "data-judged"), "value > 0", "play")
            .await?;
        page.wait_for_attribute(PANEL, "data-playing", |playing| playing == "false")
            .await?;
        let stopped_at = page.attribute(PANEL, "data-judged").await?;
        ensure!(page.attribute(PANEL, "data-done").await? == "false");
        ensure!(page.text("findings").await?.contains("once all images"));
        page.choose("play").await?;
        page.wait_for_attribute(PANEL, "data-playing", |playing| playing == "true")
            .await?;
        let further = |now: &str| now != "0" && now != stopped_at;
        page.wait_for_attribute(PANEL, "data-judged", further)
            .await?;
        // Fewer images and another seed, while it judges.
        page.choose("count-0").await?;
        page.click("seed-next").await?;
        page.wait_for_address("seed=2").await?;
        done(page).await?;
        Ok(())
    })
}
