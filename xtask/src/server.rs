//! A server of static files for `serve` and for the browser tests, which also let it break files.

mod answer;
mod content;
mod mount;

pub use answer::CONTENT_SECURITY_POLICY;
pub use mount::{Fault, Mount};

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use answer::{Answer, answer};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, server::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;

/// Serves on 127.0.0.1 until it is dropped.
pub struct Server {
    /// Gone, it ends the thread.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
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
        listener.set_nonblocking(true)?;
        let state = Arc::new(Mutex::new(State {
            mounts: Arc::new(mounts),
            requests: Vec::new(),
        }));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn({
            let state = state.clone();
            // Dropping the runtime closes every connection.
            move || {
                runtime.block_on(async {
                    tokio::select! {
                        () = listen(listener, state) => (),
                        _ = stopped => (),
                    }
                });
            }
        });
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
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
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// Answers whoever comes, each connection in a task of its own.
async fn listen(listener: tokio::net::TcpListener, state: Arc<Mutex<State>>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let state = state.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let response = respond(&request, &state);
            async move { Ok::<_, Infallible>(response) }
        });
        tokio::spawn(async move {
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            // A visitor who left before the end is no concern of the server's.
            connection.await.ok();
        });
    }
}

fn respond(request: &Request<Incoming>, state: &Mutex<State>) -> Response<Full<Bytes>> {
    let path = request.uri().path();
    let mounts = with(state, |state| {
        state.requests.push(path.to_owned());
        state.mounts.clone()
    });
    into_response(answer(&mounts, request.method().as_str(), path))
}

fn into_response(answer: Answer) -> Response<Full<Bytes>> {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    let body = Full::new(Bytes::from(answer.body));
    // The headers are our own and the status a number of HTTP: the builder finds no fault.
    response.body(body).unwrap_or_default()
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
        assert!(got.contains("content-length: 100000\r\n"));
        assert!(got.contains("content-type: text/javascript"));
        assert!(got.ends_with("xxx"));

        let head = ask(&server, "HEAD", "/lab/large.js");
        assert!(head.contains("content-length: 100000\r\n"));
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
