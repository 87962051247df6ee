//! Bad weights and dying workers: the page says what happened and goes on.

use anyhow::{Result, ensure};
use browser_tests::{Page, Window, sites};
use xtask::server::Fault;

use crate::{in_window, on_page, on_site};

fn weights_fault(change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Result<Fault> {
    let bytes = std::fs::read(xtask::paths::dist().join(sites::WEIGHTS))?;
    Ok(Fault::Replace {
        path: sites::WEIGHTS.to_owned(),
        bytes: change(bytes),
    })
}

#[test]
fn bad_weights_are_named_and_a_retry_mends_them() -> Result<()> {
    let status = Fault::Status {
        path: sites::WEIGHTS.to_owned(),
        status: 404,
    };
    let short = Fault::Truncate {
        path: sites::WEIGHTS.to_owned(),
        keep: 200_000,
    };
    let not_weights = weights_fault(|_| b"<!doctype html><title>Not found</title>".to_vec())?;
    let other_shape = weights_fault(|bytes| {
        // A tensor of the header under another shape of as many numbers.
        let header_len = u64::from_le_bytes(bytes[..8].try_into().unwrap_or_default()) as usize;
        let header = String::from_utf8_lossy(&bytes[8..8 + header_len]);
        let turned = header.replacen("\"shape\":[33,64]", "\"shape\":[64,33]", 1);
        assert_ne!(
            turned, header,
            "the shipped net has another shape: mend this test"
        );
        let mut changed = bytes.clone();
        changed[8..8 + header_len].copy_from_slice(turned.as_bytes());
        changed
    })?;
    let cases = [
        (status, "404"),
        (short, "200"),
        (not_weights, "safetensors"),
        (other_shape, "33"),
    ];
    for (fault, words) in cases {
        on_site(vec![fault], "#/pixelcnn?seed=3", async |page, server| {
            let sentence = page
                .wait_for_text("weights-error", |text| !text.is_empty())
                .await?;
            ensure!(sentence.contains(sites::WEIGHTS), "{sentence}");
            ensure!(sentence.contains(words), "{sentence}");
            // The rest of the page goes on.
            page.click("language").await?;
            page.wait_for_text("weights-error", |text| text != sentence)
                .await?;
            server.set_mounts(vec![sites::mount(Vec::new())]);
            page.click("weights-retry").await?;
            page.wait_until_gone("weights-error").await?;
            page.click("transport-end").await?;
            page.digest_at(784).await?;
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn missing_digits_are_named_and_a_retry_mends_them() -> Result<()> {
    for (panel, file, is_there) in [
        ("#/pixelcnn/complete", "data/digits-test.idx.gz", "sheet"),
        (
            "#/pixelcnn/surprise?of=shoe.1",
            "data/fashion-test.idx.gz",
            "sheet",
        ),
        (
            "#/pixelcnn/training",
            "data/digits-training.idx.gz",
            "samples",
        ),
    ] {
        let missing = Fault::Status {
            path: file.to_owned(),
            status: 404,
        };
        on_site(vec![missing], panel, async |page, server| {
            let sentence = page
                .wait_for_text("weights-error", |text| !text.is_empty())
                .await?;
            ensure!(sentence.contains(file), "{sentence}");
            server.set_mounts(vec![sites::mount(Vec::new())]);
            page.click("weights-retry").await?;
            page.wait_until_gone("weights-error").await?;
            page.find(is_there).await?;
            Ok(())
        })?;
    }
    Ok(())
}

async fn hurt(page: &Page, how: &str) -> Result<()> {
    let script = "new BroadcastChannel('faults').postMessage(arguments[0]);";
    page.run(script, vec![how.into()]).await?;
    Ok(())
}

#[test]
fn a_worker_that_dies_is_replaced_and_the_image_goes_on() -> Result<()> {
    let mut whole = String::new();
    on_page("#/pixelcnn?seed=8", async |page| {
        page.click("transport-end").await?;
        whole = page.digest_at(784).await?;
        Ok(())
    })?;
    for how in ["throw", "reject", "hang"] {
        let faults = vec![sites::worker_with_a_channel()];
        on_site(
            faults,
            "#/pixelcnn?seed=8&at=100&speed=60",
            async |page, _| {
                page.digest_at(100).await?;
                page.click("transport-play").await?;
                page.wait_for_pixels(130).await?;
                hurt(page, how).await?;
                page.wait_for_attribute("worker-status", "data-restarts", |n| n == "1")
                    .await?;
                page.wait_for_text("worker-notice", |text| text.len() > 20)
                    .await?;
                page.click("transport-end").await?;
                ensure!(
                    page.digest_at(784).await? == whole,
                    "after {how} the image is another"
                );
                Ok(())
            },
        )?;
    }
    Ok(())
}

#[test]
fn a_worker_that_cannot_start_is_given_up_with_a_retry() -> Result<()> {
    let path = || "worker_bg.wasm.bin".to_owned();
    let missing = Fault::Status {
        path: path(),
        status: 503,
    };
    let short = Fault::Truncate {
        path: path(),
        keep: 100_000,
    };
    for (fault, words) in [(missing, "503"), (short, "Error")] {
        in_window(Window::LAPTOP, vec![fault], async |page, server| {
            let address = format!("{}#/pixelcnn", page.site);
            page.window.goto(address).await?;
            page.wait_for_attribute("worker-status", "data-phase", |phase| phase == "failed")
                .await?;
            let notice = page.text("worker-notice").await?;
            ensure!(notice.contains(words), "{notice}");
            server.set_mounts(vec![sites::mount(Vec::new())]);
            page.click("worker-retry").await?;
            page.click("transport-end").await?;
            page.digest_at(784).await?;
            Ok(())
        })?;
    }
    Ok(())
}
