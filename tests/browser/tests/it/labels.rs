//! The same digits with labels and without: every way of looking, and every control.

use anyhow::{Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

const PANEL: &str = "labels-panel";

async fn settled(page: &Page, show: &str) -> Result<()> {
    page.wait_for_attribute(PANEL, "data-show", |now| now == show)
        .await?;
    page.wait_for_attribute(PANEL, "data-settled", |settled| settled == "true")
        .await?;
    Ok(())
}

/// The paths of one class on the plane, one after the other.
async fn paths(page: &Page, class: &str) -> Result<String> {
    let script = "return [...document.querySelectorAll(
        '[data-testid=plane] path.' + arguments[0])].map((path) => path.getAttribute('d')).join();";
    let paths = page.run(script, vec![class.into()]).await?;
    Ok(paths.as_str().unwrap_or_default().to_owned())
}

fn number(text: &str) -> Option<f64> {
    text.split_whitespace().find_map(|word| word.parse().ok())
}

#[test]
fn a_classifier_is_played_paused_stepped_and_reopened() -> Result<()> {
    on_page("#/overview/labels", async |page| {
        settled(page, "classes").await?;
        ensure!(page.text("labels-given").await?.contains("With labels"));
        let untaught = paths(page, "plane-region").await?;
        ensure!(untaught.len() > 100);
        for n in ["1", "2"] {
            page.click("transport-step").await?;
            page.wait_for_attribute(PANEL, "data-steps", |steps| steps == n)
                .await?;
        }
        page.click("transport-play").await?;
        let at_least = |least: u32| move |n: &str| n.parse().is_ok_and(|n: u32| n >= least);
        page.wait_for_attribute(PANEL, "data-steps", at_least(30))
            .await?;
        page.click("transport-play").await?;
        page.wait_for_attribute(PANEL, "data-playing", |playing| playing == "false")
            .await?;
        let n_steps = page.attribute(PANEL, "data-steps").await?;
        let found = page.text("found").await?;
        ensure!(found.contains(&n_steps), "{found}: {n_steps}");
        let taught = paths(page, "plane-region").await?;
        ensure!(taught != untaught);
        page.wait_for_address(&format!("steps={n_steps}")).await?;

        // A link leads to the same regions, and another net to others.
        let address = page.window.current_url().await?;
        page.go(&format!("#{}", address.fragment().unwrap_or_default()))
            .await?;
        settled(page, "classes").await?;
        ensure!(paths(page, "plane-region").await? == taught, "reopened");
        page.choose("net-0").await?;
        page.wait_for_address("net=linear").await?;
        page.wait_for_attribute(PANEL, "data-steps", |steps| steps == "0")
            .await?;
        page.click("transport-step").await?;
        page.wait_for_attribute(PANEL, "data-steps", |steps| steps == "1")
            .await?;
        page.click("transport-restart").await?;
        page.wait_for_attribute(PANEL, "data-steps", |steps| steps == "0")
            .await?;
        let first = paths(page, "plane-region").await?;
        page.click("seed-next").await?;
        page.wait_for_address("seed=2").await?;
        page.wait_for_text("found", |_| true).await?;
        settled(page, "classes").await?;
        ensure!(paths(page, "plane-region").await? != first, "another seed");
        Ok(())
    })
}

#[test]
fn k_means_goes_half_step_by_half_step_and_labels_are_shown_on_demand() -> Result<()> {
    on_page("#/overview/labels?show=clusters&k=4", async |page| {
        settled(page, "clusters").await?;
        ensure!(page.text("labels-given").await?.contains("Without labels"));
        ensure!(
            paths(page, "plane-spoke").await?.is_empty(),
            "no digit has a centre yet"
        );
        let first = paths(page, "plane-centre").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_attribute(PANEL, "data-half-step", |at| at == "1")
            .await?;
        ensure!(
            paths(page, "plane-centre").await? == first,
            "digits come first"
        );
        ensure!(!paths(page, "plane-spoke").await?.is_empty());
        page.click("transport-step").await?;
        page.wait_for_attribute(PANEL, "data-half-step", |at| at == "2")
            .await?;
        ensure!(paths(page, "plane-centre").await? != first, "centres move");
        page.click("transport-back").await?;
        page.wait_for_attribute(PANEL, "data-half-step", |at| at == "1")
            .await?;
        page.click("transport-play").await?;
        page.wait_for_attribute(PANEL, "data-half-step", |at| at == "3")
            .await?;
        page.click("transport-end").await?;
        let found = page
            .wait_for_text("found", |text| text.contains("stand still"))
            .await?;
        ensure!(!found.contains('%'), "no label had a part in it: {found}");
        page.choose("reveal-1").await?;
        page.wait_for_text("found", |text| text.contains('%'))
            .await?;
        page.wait_for_address("labels=on").await?;
        let k = page.find("k").await?;
        k.send_keys(Key::Right + "").await?;
        page.wait_for_address("k=5").await?;
        page.wait_for_attribute(PANEL, "data-half-step", |at| at == "0")
            .await?;
        let five = paths(page, "plane-centre").await?;
        ensure!(five.matches('M').count() == 5, "{five}");
        page.click("seed-next").await?;
        page.wait_for_address("seed=2").await?;
        settled(page, "clusters").await?;
        ensure!(paths(page, "plane-centre").await? != five);
        Ok(())
    })
}

#[test]
fn a_place_that_is_pointed_at_shows_its_digit() -> Result<()> {
    on_page("#/overview/labels?show=axes", async |page| {
        settled(page, "axes").await?;
        page.drag("plane", &[(0.8, 0.5)]).await?;
        page.wait_for_attribute(PANEL, "data-digit", |digit| !digit.is_empty())
            .await?;
        page.wait_for_address("at=").await?;
        let first = page.canvas("looked-at").await?;
        ensure!(first.iter().any(|grey| *grey > 128));
        ensure!(
            page.text("looked-at-says").await?.is_empty(),
            "the label is hidden"
        );
        page.choose("reveal-1").await?;
        page.wait_for_text("looked-at-says", |text| number(text).is_some())
            .await?;
        // By keys, and on the plane of the images' axes.
        page.focus("plane").await?;
        let before = page.attribute("plane", "data-x").await?;
        page.press(Key::Left.into()).await?;
        page.wait_for_attribute("plane", "data-x", |x| x != before)
            .await?;
        let digit = page.attribute(PANEL, "data-digit").await?;
        page.drag("linear-plane", &[(0.3, 0.3)]).await?;
        page.wait_for_attribute(PANEL, "data-digit", |now| now != digit)
            .await?;
        let images = page.canvas("eigen-images").await?;
        ensure!(images.iter().any(|grey| *grey > 100));
        ensure!(paths(page, "plane-axis").await?.matches('M').count() == 2);
        Ok(())
    })
}

#[test]
fn features_follow_the_point() -> Result<()> {
    on_page("#/overview/labels?show=features", async |page| {
        settled(page, "features").await?;
        let first = page.canvas("way-0").await?;
        ensure!(first.iter().any(|grey| *grey > 128));
        page.drag("plane", &[(0.9, 0.2)]).await?;
        page.wait_for_address("at=").await?;
        settled(page, "features").await?;
        ensure!(page.canvas("way-0").await? != first);
        ensure!(page.canvas("plane").await?.len() > 28 * 28);
        Ok(())
    })
}

#[test]
fn a_width_is_chosen_by_hand_and_by_held_out_digits() -> Result<()> {
    on_page("#/overview/labels?show=density&width=3", async |page| {
        settled(page, "density").await?;
        let narrow = page.canvas("plane").await?;
        let said = page.text("found").await?;
        let width = page.find("width").await?;
        width.send_keys(Key::Right + "").await?;
        page.wait_for_address("width=4").await?;
        let wider = page.wait_for_text("found", |text| text != said).await?;
        page.click("best-width").await?;
        page.wait_for_text("found", |text| text != wider).await?;
        settled(page, "density").await?;
        ensure!(page.canvas("plane").await? != narrow);
        // At the best width both numbers of the sentence are the same.
        let said = page.text("found").await?;
        let tail = |text: &str, before: &str| {
            let rest = text.split(before).nth(1).unwrap_or_default().to_owned();
            let end = rest
                .trim_start()
                .split([',', ' '])
                .next()
                .map(str::to_owned);
            end.map(|end| end.trim_end_matches('.').to_owned())
        };
        ensure!(
            tail(&said, "at width") == tail(&said, "best width is"),
            "{said}"
        );
        page.choose("reveal-1").await?;
        page.wait_for_address("labels=on").await?;
        Ok(())
    })
}

#[test]
fn what_is_worth_trying_is_tried() -> Result<()> {
    on_page("#/overview/labels", async |page| {
        settled(page, "classes").await?;
        page.click("try-cluster").await?;
        settled(page, "clusters").await?;
        page.wait_for_attribute(PANEL, "data-half-step", |at| at != "0")
            .await?;
        page.click("try-reveal").await?;
        page.wait_for_address("labels=on").await?;
        page.click("try-best").await?;
        settled(page, "density").await?;
        page.click("try-learn").await?;
        page.wait_for_attribute(PANEL, "data-steps", |steps| !["", "0"].contains(&steps))
            .await?;
        page.choose("show-3").await?;
        settled(page, "features").await?;
        page.click("tab-overview").await?;
        page.find("overview").await?;
        page.click("tab-labels").await?;
        settled(page, "features").await?;
        Ok(())
    })
}
