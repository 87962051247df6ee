//! `serve`: the release build on 127.0.0.1.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, anyhow};
use xtask::paths;
use xtask::server::{Mount, Server};

use super::dist;

pub fn serve(port: u16, open: bool) -> Result<()> {
    // The port is taken before the build, so that a taken one is told at once.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| port_problem(port, &error))?;
    dist::build()?;

    let server = Server::start_on(listener, vec![Mount::new("/", paths::dist())])
        .context("cannot start the server")?;
    let address = format!("{}/", server.address());
    println!("Density Lab is at {address} (Ctrl+C stops it)");
    if open && let Err(error) = open_page(&address) {
        eprintln!("cannot open a browser ({error}): open the address above");
    }
    loop {
        thread::park();
    }
}

fn port_problem(port: u16, error: &io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!("port {port} is taken: choose another with --port")
        }
        _ => anyhow!("cannot use port {port} ({error}): choose another with --port"),
    }
}

fn open_page(address: &str) -> io::Result<()> {
    let mut command = if cfg!(windows) {
        let mut start = Command::new("cmd");
        start.args(["/c", "start", ""]);
        start
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(address).spawn().map(drop)
}
