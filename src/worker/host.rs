//! The engine's host in a browser: messages, fetches, and the time between steps.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort,
    ReadableStreamDefaultReader, Response,
};

use super::clock::Clock;
use super::engine::{Effect, Engine, FetchError};
use crate::protocol::{self, Asset, Event, Request};

/// How long the engine works before it listens again: short against the 50 ms within which a
/// job must be cancelled.
const SLICE_MS: f64 = 8.0;

/// How often, at most, a download reports its bytes.
const REPORT_EVERY_BYTES: u64 = 16_384;

/// Runs the worker: listens from now on, and says hello.
///
/// # Errors
/// Where the browser has no message channels.
pub fn run() -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        send(&Event::Crashed { message });
    }));
    let channel = MessageChannel::new()?;
    let host = Rc::new(Host {
        engine: RefCell::new(Engine::new(Clock::new(now_ms))),
        wake: channel.port1(),
        is_awake: RefCell::new(false),
    });
    let pump = {
        let host = Rc::clone(&host);
        Closure::<dyn FnMut()>::new(move || host.pump())
    };
    channel
        .port2()
        .set_onmessage(Some(pump.as_ref().unchecked_ref()));
    let listen = {
        let host = Rc::clone(&host);
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            host.listen(&event.data());
        })
    };
    scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // The worker listens until it is terminated, so its listeners are never freed.
    pump.forget();
    listen.forget();
    send(&Event::Hello);
    Ok(())
}

struct Host {
    engine: RefCell<Engine>,
    /// A message to this port comes back as a task of its own, after the messages that wait
    /// already, and without the 4 ms that a timer would take.
    wake: MessagePort,
    is_awake: RefCell<bool>,
}

impl Host {
    fn listen(self: &Rc<Self>, data: &JsValue) {
        let bytes = Uint8Array::new(data).to_vec();
        match protocol::decode::<Request>(&bytes) {
            Ok(request) => {
                let effects = self.engine.borrow_mut().handle(request);
                self.perform(effects);
            }
            // Page and worker are of one build or refuse each other at the first word; what
            // cannot be read after that is a fault worth dying of, in words.
            Err(error) => send(&Event::Crashed {
                message: error.to_string(),
            }),
        }
    }

    fn pump(self: &Rc<Self>) {
        self.is_awake.replace(false);
        let until = now_ms() + SLICE_MS;
        loop {
            let effects = self.engine.borrow_mut().step();
            self.perform(effects);
            if self.engine.borrow().is_idle() || now_ms() >= until {
                break;
            }
        }
        self.wake_up();
    }

    fn perform(self: &Rc<Self>, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(event) => send(&event),
                Effect::Fetch(asset) => spawn_local(Rc::clone(self).fetch(asset)),
            }
        }
        self.wake_up();
    }

    /// Has [`Self::pump`] called soon, if there is work and it is not on its way already.
    fn wake_up(&self) {
        if !self.engine.borrow().is_idle()
            && !self.is_awake.replace(true)
            && self.wake.post_message(&JsValue::NULL).is_err()
        {
            self.is_awake.replace(false);
        }
    }

    async fn fetch(self: Rc<Self>, asset: Asset) {
        let report = |received, total| {
            let effects = self.engine.borrow_mut().received(asset, received, total);
            self.perform(effects);
        };
        let file = fetch_bytes(&asset.file(), report).await;
        let file = file.as_deref().map_err(|error| *error);
        let effects = self.engine.borrow_mut().fetched(asset, file);
        self.perform(effects);
    }
}

/// The bytes of a file of the site, with reports of how many have come.
async fn fetch_bytes(file: &str, report: impl Fn(u64, Option<u64>)) -> Result<Vec<u8>, FetchError> {
    let unreachable = |_: JsValue| FetchError::Unreachable;
    let url = format!("{}{file}", site_address());
    let response = JsFuture::from(scope().fetch_with_str(&url))
        .await
        .and_then(JsCast::dyn_into::<Response>)
        .map_err(unreachable)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let total = (response.headers().get("content-length").ok().flatten())
        .and_then(|length| length.parse().ok());
    let mut bytes = Vec::new();
    let Some(body) = response.body() else {
        return Ok(bytes);
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut reported = 0;
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(unreachable)?;
        let is_done = Reflect::get(&chunk, &"done".into()).map_err(unreachable)?;
        if is_done.is_truthy() {
            break;
        }
        let chunk = Reflect::get(&chunk, &"value".into()).map_err(unreachable)?;
        bytes.extend(Uint8Array::new(&chunk).to_vec());
        if bytes.len() as u64 - reported >= REPORT_EVERY_BYTES {
            reported = bytes.len() as u64;
            report(reported, total);
        }
    }
    report(bytes.len() as u64, total);
    Ok(bytes)
}

fn send(event: &Event) {
    let bytes = Uint8Array::from(protocol::encode(event).as_slice());
    let transfer = js_sys::Array::of1(&bytes.buffer());
    // A page that is gone needs no answer.
    scope().post_message_with_transfer(&bytes, &transfer).ok();
}

/// The address of the site's folder. The worker itself runs from a blob, which has none, so the
/// script that starts it leaves the address in the global scope.
fn site_address() -> String {
    Reflect::get(&js_sys::global(), &"siteAddress".into())
        .ok()
        .and_then(|address| address.as_string())
        .unwrap_or_default()
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

pub(crate) fn now_ms() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}
