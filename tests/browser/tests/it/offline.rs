//! The site without a network, and what becomes of it when there is another build.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_tests::{Driver, PATIENCE, Page, Window, block_on, sites};
use xtask::server::{Mount, Server};
use xtask::{offline, paths};

/// Opens a page of `mount` and runs `test` on it, which may stop the server.
fn on_mount(mount: Mount, test: impl AsyncFnOnce(&Page, Server) -> Result<()>) -> Result<()> {
    let server = Server::start(0, vec![mount])?;
    let site = format!("{}{}", server.address(), sites::PREFIX);
    let driver = Driver::start()?;
    block_on(async {
        let page = Page::new(&driver, &Window::LAPTOP, &site).await?;
        let outcome = test(&page, server).await;
        page.window.quit().await?;
        outcome
    })
}

/// Waits until the browser keeps all of the site. However slow it is, it goes on.
async fn until_kept(page: &Page) -> Result<()> {
    let kept = async || page.attribute("offline", "data-kept").await;
    loop {
        let before = kept().await?;
        if before == "whole" {
            return Ok(());
        }
        ensure!(!before.starts_with("failed"), "{before}");
        page.wait_for_attribute("offline", "data-kept", |now| now != before)
            .await?;
    }
}

/// Waits until the panel in sight has what it wanted of the worker.
async fn until_done(page: &Page, panel: &str) -> Result<()> {
    let started = Instant::now();
    let n_done = "return document.querySelectorAll('main canvas, main svg').length;";
    while page.run(n_done, vec![]).await? == 0 {
        ensure!(started.elapsed() < PATIENCE, "{panel} stays empty");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    page.until_idle().await?;
    for notice in ["boot-error", "weights-error", "worker-notice"] {
        let is_said = page.is_there(notice).await? && !page.text(notice).await?.is_empty();
        ensure!(!is_said, "{panel}: {}", page.text(notice).await?);
    }
    Ok(())
}

/// The panel at an address, without minutes of work for a slow machine.
fn short(panel: &str) -> &str {
    match panel {
        "#/compare" => "#/compare?n=16&models=gan,real",
        other => other,
    }
}

/// Waits until the build on the network is the one that is kept.
async fn until_in_force(page: &Page) -> Result<()> {
    let is_other = "const done = arguments[0];
        caches.keys().then(async (names) => {
          const caches_ = await Promise.all(names.map((name) => caches.open(name)));
          const files = await Promise.all(caches_.map((cache) => cache.keys()));
          done(files.flat().some(({ url }) => url.endsWith('?other-build')));
        });";
    let started = Instant::now();
    while page.run_async(is_other, vec![]).await? == true {
        ensure!(started.elapsed() < PATIENCE, "the old build stays");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// The addresses of all links of a kind that are on the page.
async fn links(page: &Page, kind: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .map((link) => link.getAttribute('href').split('?')[0]);";
    Ok(serde_json::from_value(
        page.run(script, vec![kind.into()]).await?,
    )?)
}

#[test]
fn once_it_is_kept_every_panel_works_without_a_network() -> Result<()> {
    on_mount(sites::mount(vec![]), async |page, server| {
        page.go("#/pixelcnn").await?;
        until_kept(page).await?;
        ensure!(page.text("offline").await? == "Works offline");
        drop(server);

        // In the page that was open, whose worker began before the site was kept.
        let mut panels = vec![];
        for model in links(page, ".leaves a[data-testid]").await? {
            page.follow(short(&model)).await?;
            until_done(page, &model).await?;
            panels.push(model);
            for panel in links(page, ".tabs a").await? {
                page.follow(&panel).await?;
                until_done(page, &panel).await?;
                panels.push(panel);
            }
        }
        ensure!(panels.len() > 12, "{panels:?}");
        // And each in a page that is opened without a network.
        for panel in &panels {
            page.go(short(panel)).await?;
            until_done(page, panel).await?;
        }
        page.wait_for_attribute("offline", "data-kept", |kept| kept == "whole")
            .await?;
        Ok(())
    })
}

#[test]
fn a_file_that_does_not_come_is_told_and_the_page_goes_on() -> Result<()> {
    let missing = xtask::server::Fault::Status {
        path: "weights/gan.safetensors".to_owned(),
        status: 503,
    };
    on_mount(sites::mount(vec![missing]), async |page, server| {
        page.go("#/pixelcnn?seed=3&at=100").await?;
        page.digest_at(100).await?;
        let said = page
            .wait_for_text("offline", |said| said.contains("could not"))
            .await?;
        ensure!(
            said.contains("gan.safetensors") && said.contains("503"),
            "{said}"
        );
        // What was kept by then need not come again.
        server.set_mounts(vec![sites::mount(vec![])]);
        server.clear_requests();
        page.go("#/pixelcnn?seed=3&at=100").await?;
        until_kept(page).await?;
        let asked = server.requests();
        let n_asked = |file: &str| asked.iter().filter(|path| path.ends_with(file)).count();
        ensure!(n_asked("gan.safetensors") == 1 && n_asked("autoencoder_2.safetensors") == 0);
        Ok(())
    })
}

#[test]
fn another_build_comes_as_a_whole_and_is_kept_in_the_old_ones_place() -> Result<()> {
    let (old, new) = (Build::of("old")?, Build::of("new")?);
    on_mount(old.mount(), async |page, server| {
        let build = "return document.documentElement.dataset.build;";
        page.go("#/pixelcnn").await?;
        until_kept(page).await?;
        // From what is kept, but for the page itself.
        server.clear_requests();
        page.go("#/pixelcnn?seed=2").await?;
        ensure!(page.run(build, vec![]).await? == "old");
        let asked = server.requests();
        let known = [sites::PREFIX, "/lectures/density/offline.js"];
        ensure!(
            asked.iter().all(|path| known.contains(&path.as_str())),
            "{asked:?}"
        );

        // Nothing of the old build is beside the new one.
        server.set_mounts(vec![new.mount()]);
        server.clear_requests();
        page.go("#/pixelcnn?seed=3").await?;
        ensure!(page.run(build, vec![]).await? == "new");
        let asked = server.requests();
        for file in [
            "boot.js",
            "page_pixelcnn_bg.wasm.bin",
            "worker_bg.wasm.bin",
            sites::WEIGHTS,
        ] {
            ensure!(
                asked.contains(&format!("{}{file}", sites::PREFIX)),
                "{file} is the old one's"
            );
        }
        until_in_force(page).await?;
        // What both builds have was there.
        let n_asked = |file: &str| {
            let asked = server.requests();
            asked.iter().filter(|path| path.ends_with(file)).count()
        };
        ensure!(n_asked("autoencoder_2.safetensors") == 0);
        drop(server);
        page.go("#/vae").await?;
        ensure!(page.run(build, vec![]).await? == "new");
        until_done(page, "vae").await?;
        Ok(())
    })
}

/// A build that says who it is, in a folder of its own.
struct Build(PathBuf);

impl Build {
    fn of(name: &str) -> Result<Self> {
        let folder = format!("density-lab-{}-{name}", std::process::id());
        let build = Self(std::env::temp_dir().join(folder));
        copy(&paths::dist(), &build.0)?;
        // As they are before a site is sealed.
        fs::copy(
            paths::root().join("public/offline.js"),
            build.0.join("offline.js"),
        )?;
        let page = fs::read_to_string(build.0.join("index.html"))?;
        let name_of_build = r#"<meta name="build" content=""#;
        let (before, rest) = page.split_once(name_of_build).context("no build")?;
        let (_, after) = rest.split_once('"').context("no build")?;
        let page = format!("{before}{name_of_build}\"{after}");
        fs::write(build.0.join("index.html"), page)?;
        let boot = fs::read_to_string(build.0.join("boot.js"))?;
        let says = format!("document.documentElement.dataset.build = \"{name}\";\n{boot}");
        fs::write(build.0.join("boot.js"), says)?;
        offline::seal(&build.0)?;
        Ok(build)
    }

    fn mount(&self) -> Mount {
        Mount::new(sites::PREFIX, &self.0)
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &to)?,
            false => drop(fs::copy(entry.path(), to)?),
        }
    }
    Ok(())
}
