//! A server of static files for `serve` and for the browser tests, which also let it break files.

mod answer;
mod content;
mod mount;

pub use answer::CONTENT_SECURITY_POLICY;
pub use mount::{Fault, Mount};

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use answer::{Answer, answer};

/// A browser opens six connections to a host at most.
const N_WORKERS: usize = 6;

/// Serves on 127.0.0.1 until it is dropped.
pub struct Server {
    http: Arc<tiny_http::Server>,
    workers: Vec<JoinHandle<()>>,
    state: Arc<Mutex<State>>,
    port: u16,
}

struct State {
    /// Behind a pointer of its own, so that no request waits for another's file.
    mounts: Arc<Vec<Mount>>,
    requests: Vec<String>,
}

impl Server {
    /// Serves on a port, or on a free one for 0. Of the mounts that fit a path, the one with the
    /// longest prefix answers.
    pub fn start(port: u16, mounts: Vec<Mount>) -> io::Result<Self> {
        Self::start_on(TcpListener::bind((Ipv4Addr::LOCALHOST, port))?, mounts)
    }

    /// The same on a port that is already taken for it.
    pub fn start_on(listener: TcpListener, mounts: Vec<Mount>) -> io::Result<Self> {
        let port = listener.local_addr()?.port();
        let http = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
        let http = Arc::new(http);
        let state = Arc::new(Mutex::new(State {
            mounts: Arc::new(mounts),
            requests: Vec::new(),
        }));

        let workers = (0..N_WORKERS)
            .map(|_| {
                let (http, state) = (http.clone(), state.clone());
                thread::spawn(move || work(&http, &state))
            })
            .collect();
        Ok(Self {
            http,
            workers,
            state,
            port,
        })
    }

    /// The address without a slash at its end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Serves these from the next request on: a fault comes and goes while a page is open.
    pub fn set_mounts(&self, mounts: Vec<Mount>) {
        with(&self.state, |state| state.mounts = Arc::new(mounts));
    }

    /// The paths asked for so far, in order, without their queries.
    pub fn requests(&self) -> Vec<String> {
        with(&self.state, |state| state.requests.clone())
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        with(&self.state, |state| state.requests.clear());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.http.unblock();
        }
        for worker in self.workers.drain(..) {
            worker.join().ok();
        }
    }
}

/// Answers requests until the server is unblocked, which ends one worker each time.
fn work(http: &tiny_http::Server, state: &Mutex<State>) {
    while let Ok(request) = http.recv() {
        let path = request.url().split(['?', '#']).next().unwrap_or("/");
        let mounts = with(state, |state| {
            state.requests.push(path.to_owned());
            state.mounts.clone()
        });
        let response = into_response(answer(&mounts, request.method().as_str(), path));
        // A visitor who left before the end is no concern of the server's.
        request.respond(response).ok();
    }
}

fn into_response(answer: Answer) -> tiny_http::Response<io::Cursor<Vec<u8>>> {
    // Without the threshold a large body would go in chunks, and its length would not be known.
    let mut response = tiny_http::Response::from_data(answer.body)
        .with_chunked_threshold(usize::MAX)
        .with_status_code(answer.status);
    for (name, value) in &answer.headers {
        if let Ok(header) = tiny_http::Header::from_bytes(name.as_bytes(), value.as_bytes()) {
            response.add_header(header);
        }
    }
    response
}

fn with<T>(state: &Mutex<State>, act: impl FnOnce(&mut State) -> T) -> T {
    act(&mut state.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::{Duration, Instant};

    fn ask(server: &Server, method: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        let request = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn it_serves_on_a_free_port_logs_and_stops() {
        let folder = env::temp_dir().join(format!("density-lab-server-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("large.js"), "x".repeat(100_000)).unwrap();
        let server = Server::start(0, vec![Mount::new("/lab/", &folder)]).unwrap();

        let got = ask(&server, "GET", "/lab/large.js?v=1");
        assert!(got.starts_with("HTTP/1.1 200"), "{got}");
        assert!(got.contains("Content-Length: 100000\r\n"));
        assert!(got.contains("Content-Type: text/javascript"));
        assert!(got.ends_with("xxx"));

        let head = ask(&server, "HEAD", "/lab/large.js");
        assert!(head.contains("Content-Length: 100000\r\n"));
        assert!(head.ends_with("\r\n\r\n"));

        assert!(ask(&server, "POST", "/lab/large.js").starts_with("HTTP/1.1 405"));
        assert!(ask(&server, "GET", "/large.js").starts_with("HTTP/1.1 404"));
        assert_eq!(server.requests().len(), 4);
        assert_eq!(server.requests()[0], "/lab/large.js");
        server.clear_requests();
        assert!(server.requests().is_empty());

        server.set_mounts(vec![Mount::new("/", &folder)]);
        assert!(ask(&server, "GET", "/large.js").starts_with("HTTP/1.1 200"));

        let port = server.port;
        assert!(
            Server::start(port, Vec::new()).is_err(),
            "the port is taken"
        );
        drop(server);
        // The thread that listens closes the port in its own time.
        let deadline = Instant::now() + Duration::from_secs(10);
        while Server::start(port, Vec::new()).is_err() {
            assert!(Instant::now() < deadline, "the port is not free again");
            thread::yield_now();
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
