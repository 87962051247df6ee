//! The beginning of a digit, completed in nine ways.

use anyhow::{Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

/// Waits until all completions are whole; the digest of all nine.
async fn whole(page: &Page) -> Result<String> {
    page.wait_for_attribute("complete", "data-position", |position| position == "784")
        .await?;
    page.attribute("complete", "data-digest").await
}

/// Completion `image` on the sheet of three by three.
fn tile(sheet: &[u8], image: usize) -> Vec<u8> {
    let width = 3 * 29 - 1;
    let (left, top) = (image % 3 * 29, image / 3 * 29);
    (0..28)
        .flat_map(|row| sheet[(top + row) * width + left..][..28].to_vec())
        .collect()
}

#[test]
fn nine_completions_share_the_kept_rows_and_nothing_else() -> Result<()> {
    on_page(
        "#/pixelcnn/complete?seed=7&at=784&of=digit.3&rows=10",
        async |page| {
            let first = whole(page).await?;
            let sheet = page.canvas("completions").await?;
            let kept = 10 * 28;
            for image in 1..9 {
                ensure!(
                    tile(&sheet, image)[..kept] == tile(&sheet, 0)[..kept],
                    "{image}"
                );
                ensure!(
                    tile(&sheet, image)[kept..] != tile(&sheet, 0)[kept..],
                    "{image}"
                );
            }
            ensure!(page.text("completion-bits-8").await?.contains("bits"));

            // More rows by keys; they grow again by themselves.
            let speed = page.find("transport-speed").await?;
            speed.send_keys(Key::End + "").await?;
            let rows = page.find("rows").await?;
            rows.send_keys(Key::Right + "").await?;
            page.wait_for_address("rows=11").await?;
            page.wait_for_attribute("complete", "data-digest", |digest| digest != first)
                .await?;
            let second = whole(page).await?;
            ensure!(second != first);

            // The link brings the same nine back.
            page.wait_for_address("at=784").await?;
            let address = page.window.current_url().await?;
            page.go(&format!("#{}", address.fragment().unwrap_or_default()))
                .await?;
            ensure!(whole(page).await? == second);
            Ok(())
        },
    )
}

#[test]
fn another_test_digit_is_chosen_on_the_sheet() -> Result<()> {
    on_page("#/pixelcnn/complete?seed=7&speed=max", async |page| {
        page.find("sheet").await?;
        page.focus("sheet").await?;
        page.press(Key::Down.into()).await?;
        page.wait_for_address("of=digit.20").await?;
        let first = whole(page).await?;
        page.click("try-another").await?;
        page.wait_for_address("seed=8").await?;
        page.wait_for_attribute("complete", "data-digest", |digest| digest != first)
            .await?;
        ensure!(whole(page).await? != first);
        page.click("try-few").await?;
        page.wait_for_address("rows=6").await?;
        page.click("try-many").await?;
        page.wait_for_address("rows=20").await?;
        whole(page).await?;
        Ok(())
    })
}

#[test]
fn a_drawing_is_completed_where_it_was_drawn() -> Result<()> {
    on_page(
        "#/pixelcnn/complete?seed=7&speed=max&rows=12",
        async |page| {
            page.choose("source-1").await?;
            page.find("drawing-board").await?;
            page.drag(
                "drawing-board",
                &[(0.3, 0.2), (0.5, 0.18), (0.68, 0.2), (0.6, 0.4)],
            )
            .await?;
            page.wait_for_address("of=ink.1").await?;
            let drawn = whole(page).await?;
            let board = page.canvas("drawing-board").await?;
            let sheet = page.canvas("completions").await?;
            // The kept rows of the board, in the shade that given pixels wear: ink where there is ink.
            let order = |a: u8, b: u8| a.cmp(&b);
            let middle = (5 * 28 + 14, 2 * 28 + 2);
            ensure!(board[middle.0] > 200 && board[middle.1] == 0, "{board:?}");
            ensure!(
                order(tile(&sheet, 0)[middle.0], tile(&sheet, 0)[middle.1])
                    == std::cmp::Ordering::Greater
            );

            page.wait_for_address("at=784").await?;
            let address = page.window.current_url().await?;
            page.go(&format!("#{}", address.fragment().unwrap_or_default()))
                .await?;
            ensure!(whole(page).await? == drawn, "the link draws something else");
            ensure!(page.canvas("drawing-board").await? == board);

            page.click("drawing-undo").await?;
            page.wait_for_attribute("drawing-undo", "aria-disabled", |is| is == "true")
                .await?;
            ensure!(
                page.canvas("drawing-board")
                    .await?
                    .iter()
                    .take(12 * 28)
                    .all(|ink| *ink == 0)
            );
            Ok(())
        },
    )
}

#[test]
fn keys_draw_too_and_do_not_play() -> Result<()> {
    on_page("#/pixelcnn/complete?seed=7&of=ink.&rows=20", async |page| {
        page.focus("drawing-board").await?;
        page.press(' ').await?;
        for _ in 0..6 {
            page.press(Key::Down.into()).await?;
        }
        ensure!(page.attribute("complete", "data-playing").await? == "false");
        page.press(' ').await?;
        // The pen is lifted: the completions grow.
        page.wait_for_address("of=ink.1M1M").await?;
        ensure!(
            page.canvas("drawing-board")
                .await?
                .iter()
                .any(|ink| *ink > 200)
        );
        page.wait_for_attribute("complete", "data-playing", |playing| playing == "true")
            .await?;
        page.click("drawing-clear").await?;
        page.wait_for_address("of=ink.&").await?;
        Ok(())
    })
}
