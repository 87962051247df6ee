//! A window on the site, and how to wait for what it shows.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::driver::{Driver, Window};

/// How long a condition may take before it counts as never.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at a condition.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// A window on the site.
pub struct Page {
    pub window: WebDriver,
    /// The address of the site's folder, with a slash at its end.
    pub site: String,
}

impl Page {
    /// A new window for `site` with nothing in it yet.
    ///
    /// # Errors
    /// Where the browser does not start.
    pub async fn new(driver: &Driver, window: &Window, site: &str) -> Result<Self> {
        Ok(Self {
            window: driver.window(window).await?,
            site: site.to_owned(),
        })
    }

    /// Loads the page at `fragment`, and waits for nothing.
    ///
    /// # Errors
    /// Where it is not there.
    pub async fn open(&self, fragment: &str) -> Result<()> {
        // From one fragment to another the browser would not load anything.
        self.window.goto("about:blank").await?;
        self.window.goto(format!("{}{fragment}", self.site)).await?;
        Ok(())
    }

    /// Loads the page anew at `fragment`, and waits until the worker is there.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn go(&self, fragment: &str) -> Result<()> {
        self.open(fragment).await?;
        self.wait_for_attribute("worker-status", "data-phase", |phase| phase == "ready")
            .await?;
        Ok(())
    }

    /// Changes the fragment in the page that is there, as a pasted link does.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn follow(&self, fragment: &str) -> Result<()> {
        self.run("location.hash = arguments[0];", vec![fragment.into()])
            .await?;
        Ok(())
    }

    /// The element with this `data-testid`, once it is there.
    ///
    /// # Errors
    /// Where it never comes.
    pub async fn find(&self, testid: &str) -> Result<WebElement> {
        let started = Instant::now();
        loop {
            let found = self.window.find(By::Css(selector(testid))).await;
            match found {
                Ok(element) => return Ok(element),
                Err(_) if started.elapsed() < PATIENCE => look_again().await,
                Err(_) => bail!("{testid} never comes"),
            }
        }
    }

    /// # Errors
    /// Where there is no such element.
    pub async fn is_there(&self, testid: &str) -> Result<bool> {
        Ok(!self
            .window
            .find_all(By::Css(selector(testid)))
            .await?
            .is_empty())
    }

    /// Waits until the element is gone.
    ///
    /// # Errors
    /// Where it stays.
    pub async fn wait_until_gone(&self, testid: &str) -> Result<()> {
        let started = Instant::now();
        while self.is_there(testid).await? {
            anyhow::ensure!(started.elapsed() < PATIENCE, "{testid} stays");
            look_again().await;
        }
        Ok(())
    }

    /// Clicks the element.
    ///
    /// # Errors
    /// Where it cannot be clicked.
    pub async fn click(&self, testid: &str) -> Result<()> {
        self.find(testid)
            .await?
            .click()
            .await
            .with_context(|| format!("cannot click {testid}"))
    }

    /// The element's text.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn text(&self, testid: &str) -> Result<String> {
        Ok(self.find(testid).await?.text().await?)
    }

    /// Gives the element the focus, as one who came to it by Tab.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn focus(&self, testid: &str) -> Result<()> {
        let element = self.find(testid).await?.to_json()?;
        self.run("arguments[0].focus();", vec![element]).await?;
        Ok(())
    }

    /// Chooses one of a group of radio buttons.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn choose(&self, testid: &str) -> Result<()> {
        let element = self.find(testid).await?.to_json()?;
        self.run("arguments[0].click();", vec![element]).await?;
        Ok(())
    }

    /// Moves the pointer over the element, places as shares of its width and height: down at the
    /// first, up at the last.
    ///
    /// # Errors
    /// Where there is no such element.
    pub async fn drag(&self, testid: &str, places: &[(f64, f64)]) -> Result<()> {
        let script = "const [element, places] = arguments;
            const { left, top, width, height } = element.getBoundingClientRect();
            const say = (type, [x, y]) => element.dispatchEvent(new PointerEvent(type, {
              bubbles: true, pointerType: 'mouse', button: 0, pointerId: 1,
              clientX: left + x * width, clientY: top + y * height,
            }));
            say('pointerdown', places[0]);
            for (const place of places) say('pointermove', place);
            say('pointerup', places.at(-1));";
        let element = self.find(testid).await?.to_json()?;
        self.run(script, vec![element, serde_json::json!(places)])
            .await?;
        Ok(())
    }

    /// Presses a key on whatever has the focus.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn press(&self, key: char) -> Result<()> {
        let focused = self.window.active_element().await?;
        focused.send_keys(key.to_string()).await?;
        Ok(())
    }

    /// The element's attribute, empty where it has none.
    ///
    /// # Errors
    /// Where there is no such element.
    pub async fn attribute(&self, testid: &str, name: &str) -> Result<String> {
        Ok(self
            .find(testid)
            .await?
            .attr(name)
            .await?
            .unwrap_or_default())
    }

    /// Waits until the attribute fits, and returns it.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn wait_for_attribute(
        &self,
        testid: &str,
        name: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Result<String> {
        let started = Instant::now();
        loop {
            // The element may be replaced between finding and asking it.
            let value = self.attribute(testid, name).await.unwrap_or_default();
            if fits(&value) {
                return Ok(value);
            }
            if started.elapsed() > PATIENCE {
                bail!("{testid} has {name}=\"{value}\" and does not change");
            }
            look_again().await;
        }
    }

    /// Waits until the element's text fits, and returns it.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn wait_for_text(&self, testid: &str, fits: impl Fn(&str) -> bool) -> Result<String> {
        let started = Instant::now();
        loop {
            let text = self.text(testid).await.unwrap_or_default();
            if fits(&text) {
                return Ok(text);
            }
            anyhow::ensure!(
                started.elapsed() < PATIENCE,
                "{testid} says \"{text}\" and no more"
            );
            look_again().await;
        }
    }

    /// Waits until the address contains `part`: it follows the page at most a few times a second.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn wait_for_address(&self, part: &str) -> Result<()> {
        (self.address_when(|address| address.contains(part)).await)
            .with_context(|| format!("it never has {part}"))
    }

    /// Waits until the address fits.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn address_when(&self, fits: impl Fn(&str) -> bool) -> Result<()> {
        let started = Instant::now();
        loop {
            let address = self.window.current_url().await?;
            if fits(address.as_str()) {
                return Ok(());
            }
            anyhow::ensure!(started.elapsed() < PATIENCE, "the address stays {address}");
            look_again().await;
        }
    }

    /// Waits until the worker has said its last word on every job: nothing of a run that was paused
    /// is on its way any more.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn until_idle(&self) -> Result<()> {
        self.wait_for_attribute("worker-status", "data-phase", |phase| phase == "ready")
            .await?;
        Ok(())
    }

    /// Clicks `start`, and `stop` at the first frame of the screen at which `is_reached` holds, a
    /// script's expression on `value`, the attribute of an element. In the page itself: a test that
    /// is told of it may be too late with its click.
    ///
    /// # Errors
    /// Where there are no such elements, or it never holds.
    pub async fn click_until(
        &self,
        start: &str,
        (testid, attribute): (&str, &str),
        is_reached: &str,
        stop: &str,
    ) -> Result<()> {
        let script = format!(
            "const [start, testid, attribute, stop, done] = arguments;
            const find = (id) => document.querySelector(`[data-testid=\"${{id}}\"]`);
            const look = () => {{
              const value = find(testid)?.getAttribute(attribute);
              if (!({is_reached})) return requestAnimationFrame(look);
              find(stop).click();
              done(true);
            }};
            find(start).click();
            requestAnimationFrame(look);"
        );
        for known in [start, testid, stop] {
            self.find(known).await?;
        }
        let arguments = [start, testid, attribute, stop].map(Value::from);
        self.run_async(&script, arguments.to_vec()).await?;
        Ok(())
    }

    /// Runs a script in the page; `arguments` are its arguments.
    ///
    /// # Errors
    /// Where it throws.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.window.execute(script, arguments).await?.json().clone())
    }

    /// The same for a script that calls its last argument when it is done.
    ///
    /// # Errors
    /// Where it throws or never calls.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self
            .window
            .execute_async(script, arguments)
            .await?
            .json()
            .clone())
    }

    /// Waits until `n` pixels are on the screen and returns the digest of them.
    ///
    /// # Errors
    /// Where they never are.
    pub async fn digest_at(&self, n: usize) -> Result<String> {
        let n = n.to_string();
        self.wait_for_attribute("pixelcnn", "data-position", |position| position == n)
            .await?;
        self.attribute("pixelcnn", "data-digest").await
    }

    /// Waits until at least `n` pixels are on the screen.
    ///
    /// # Errors
    /// Where they never are.
    pub async fn wait_for_pixels(&self, n: usize) -> Result<()> {
        let enough = |position: &str| position.parse().is_ok_and(|position: usize| position >= n);
        self.wait_for_attribute("pixelcnn", "data-position", enough)
            .await?;
        Ok(())
    }

    /// The red values of the stage's canvas, one a pixel.
    ///
    /// # Errors
    /// Where there is no canvas.
    pub async fn stage(&self) -> Result<Vec<u8>> {
        self.canvas("stage").await
    }

    /// The red values of the canvas in an element, one a pixel.
    ///
    /// # Errors
    /// Where there is no canvas.
    pub async fn canvas(&self, testid: &str) -> Result<Vec<u8>> {
        // A frame must pass before the newest pixels are on the canvas.
        let script = "const [stage, done] = arguments;
            const canvas = stage.querySelector('canvas');
            requestAnimationFrame(() => requestAnimationFrame(() => {
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              done(Array.from(data.data).filter((_, i) => i % 4 === 0));
            }));";
        let stage = self.find(testid).await?.to_json()?;
        Ok(serde_json::from_value(
            self.run_async(script, vec![stage]).await?,
        )?)
    }

    /// Waits until the picture fits, and returns it as [`Self::stage`] does.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn stage_when(&self, fits: impl Fn(&[u8]) -> bool) -> Result<Vec<u8>> {
        let started = Instant::now();
        loop {
            let stage = self.stage().await?;
            if fits(&stage) {
                return Ok(stage);
            }
            anyhow::ensure!(started.elapsed() < PATIENCE, "the picture never fits");
            look_again().await;
        }
    }
}

fn selector(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

async fn look_again() {
    tokio::time::sleep(BETWEEN_LOOKS).await;
}
