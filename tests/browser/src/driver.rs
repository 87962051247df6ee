//! ChromeDriver, started on a free port and stopped in the end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use xtask::browser::{self, Browser};

/// What a window is to be.
#[derive(Debug, Clone)]
pub struct Window {
    /// Width and height in CSS pixels.
    pub size: (u32, u32),
    /// All that the browser asks the network for is written here when the window closes.
    pub network_log: Option<PathBuf>,
    /// Where what the page hands out is saved.
    pub downloads: Option<PathBuf>,
}

impl Window {
    /// A laptop's.
    pub const LAPTOP: Self = Self::sized(1280, 800);

    pub const fn sized(width: u32, height: u32) -> Self {
        Self {
            size: (width, height),
            network_log: None,
            downloads: None,
        }
    }
}

/// A running ChromeDriver.
pub struct Driver {
    process: Child,
    port: u16,
    browser: Browser,
}

/// How often a driver is started before the last reason counts.
const N_LAUNCHES: usize = 3;

/// A driver's process, and the port that it has chosen.
fn launch(driver: &Path) -> Result<(Child, u16)> {
    let mut process = Command::new(driver)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("chromedriver does not start")?;
    let output = process.stdout.take().context("chromedriver says nothing")?;
    for line in BufReader::new(output).lines() {
        if let Some((_, port)) = line?.split_once("successfully on port ") {
            return Ok((process, port.trim_end_matches('.').parse()?));
        }
    }
    // It has closed its output: it is gone, or soon will be.
    process.wait()?;
    bail!("chromedriver names no port")
}

impl Driver {
    /// Starts one.
    ///
    /// # Errors
    /// Where there is no browser or it does not start.
    pub fn start() -> Result<Self> {
        let browser = browser::find_or_install()?;
        // Drivers that start at one moment may choose one port, which only one of them gets.
        let mut attempt = launch(&browser.driver);
        for _ in 1..N_LAUNCHES {
            if attempt.is_ok() {
                break;
            }
            attempt = launch(&browser.driver);
        }
        let (process, port) = attempt?;
        Ok(Self {
            process,
            port,
            browser,
        })
    }

    /// A new window with an empty profile.
    ///
    /// # Errors
    /// Where the browser does not start.
    pub async fn window(&self, window: &Window) -> Result<WebDriver> {
        let mut wanted: ChromeCapabilities = DesiredCapabilities::chrome();
        wanted.set_binary(&self.browser.chrome.to_string_lossy())?;
        let size = format!("--window-size={},{}", window.size.0, window.size.1);
        let log = window.network_log.as_ref();
        let log = log.map(|file| format!("--log-net-log={}", file.display()));
        let fixed = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--lang=en-US",
        ];
        for argument in fixed
            .into_iter()
            .chain([size.as_str()])
            .chain(log.as_deref())
        {
            wanted.add_arg(argument)?;
        }
        if let Some(folder) = &window.downloads {
            let wanted_of_downloads = serde_json::json!({
                "download.default_directory": folder,
                "download.prompt_for_download": false,
                // Several files may follow one click.
                "profile.default_content_setting_values.automatic_downloads": 1,
            });
            wanted.add_experimental_option("prefs", wanted_of_downloads)?;
        }
        Ok(WebDriver::new(format!("http://127.0.0.1:{}", self.port), wanted).await?)
    }

    /// An empty folder for downloads that no other run has.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn downloads_folder(name: &str) -> Result<PathBuf> {
        let name = format!("density-lab-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// A file for a network log that no other run writes.
    pub fn log_file(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("density-lab-{}-{name}.json", std::process::id()))
    }
}

impl Drop for Driver {
    /// Asked to, it closes its browsers first; killed, it would leave them behind.
    fn drop(&mut self) {
        let asked = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))
            .and_then(|mut stream| {
                stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
                // Its answer, or the end of the connection: either way it has heard.
                stream.read(&mut [0; 64])
            })
            .is_ok();
        if !asked {
            self.process.kill().ok();
        }
        self.process.wait().ok();
    }
}
