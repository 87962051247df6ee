//! The one place that touches a browser's worker.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, WorkerOptions, WorkerType};

/// The script that starts the worker's program, relative to the page.
const BOOT_SCRIPT: &str = "./worker_boot.js";

/// What comes from a worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// Bytes of its program; `total` 0 where it is not known.
    Loading { received: u64, total: u64 },
    /// Its program could not be fetched or started.
    NotStarted { message: String },
    /// An error that nothing caught.
    Crashed { message: String },
    /// A message in the words of the protocol.
    Message(Vec<u8>),
    /// A message that the browser could not carry over.
    Unreadable,
}

/// A running worker.
pub struct Worker {
    worker: web_sys::Worker,
    blob_url: String,
    // The browser does not keep the listeners alive.
    _listeners: Listeners,
}

struct Listeners {
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(web_sys::Event)>,
    _on_message_error: Closure<dyn Fn(MessageEvent)>,
}

impl Worker {
    /// Starts a worker and hands all that it says to `hear`.
    ///
    /// # Errors
    /// The browser's words, where it lets no worker start.
    pub fn spawn(hear: impl Fn(Word) + Clone + 'static) -> Result<Self, String> {
        let blob_url = boot_url().map_err(|error| in_words(&error))?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&blob_url, &options)
            .map_err(|error| in_words(&error))?;
        let listeners = Listeners::new(&worker, hear);
        Ok(Self {
            worker,
            blob_url,
            _listeners: listeners,
        })
    }

    pub fn post(&self, message: &[u8]) {
        // Bytes can always be cloned, so this fails for no message.
        self.worker.post_message(&Uint8Array::from(message)).ok();
    }

    /// Ends the worker, whatever it is doing.
    pub fn end(self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
        Url::revoke_object_url(&self.blob_url).ok();
        // One of the listeners may be what is running now: they go when it is done.
        wasm_bindgen_futures::spawn_local(async move { drop(self) });
    }
}

impl Listeners {
    fn new(worker: &web_sys::Worker, hear: impl Fn(Word) + Clone + 'static) -> Self {
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let hear = hear.clone();
            move |event: MessageEvent| hear(word_from(&event.data()))
        });
        // A script that cannot be fetched is a plain event, an error in one an `ErrorEvent`.
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new({
            let hear = hear.clone();
            move |event: web_sys::Event| {
                hear(match event.dyn_ref::<ErrorEvent>() {
                    Some(error) => Word::Crashed {
                        message: error.message(),
                    },
                    None => Word::NotStarted {
                        message: BOOT_SCRIPT.to_owned(),
                    },
                });
            }
        });
        let on_message_error =
            Closure::<dyn Fn(MessageEvent)>::new(move |_: MessageEvent| hear(Word::Unreadable));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_message_error.as_ref().unchecked_ref()));
        Self {
            _on_message: on_message,
            _on_error: on_error,
            _on_message_error: on_message_error,
        }
    }
}

/// The address of a module that imports the boot script. A worker started from it has the
/// page's security policy, whatever headers the server sends with the script.
fn boot_url() -> Result<String, JsValue> {
    let base = leptos::prelude::window().location().href()?;
    let script_url = Url::new_with_base(BOOT_SCRIPT, &base)?.href();
    let quoted = js_sys::JSON::stringify(&JsValue::from_str(&script_url))?;
    let source = Array::of1(&JsValue::from_str(&format!("import {quoted};")));
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&source, &options)?;
    Url::create_object_url_with_blob(&blob)
}

fn word_from(data: &JsValue) -> Word {
    if let Some(bytes) = data.dyn_ref::<Uint8Array>() {
        return Word::Message(bytes.to_vec());
    }
    let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).ok();
    let text = |name: &str| field(name).and_then(|value| value.as_string());
    let count = |name: &str| {
        let number = field(name).and_then(|value| value.as_f64());
        number.unwrap_or_default() as u64
    };
    let message = text("message").unwrap_or_default();
    match text("boot").as_deref() {
        Some("loading") => Word::Loading {
            received: count("received"),
            total: count("total"),
        },
        Some("failed") => Word::NotStarted { message },
        Some("crashed") => Word::Crashed { message },
        _ => Word::Unreadable,
    }
}

fn in_words(error: &JsValue) -> String {
    let error: Option<&js_sys::Error> = error.dyn_ref();
    error.map_or_else(String::new, |error| String::from(error.message()))
}
