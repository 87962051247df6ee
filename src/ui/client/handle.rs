//! The desk at work: a handle that every component may hold.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use leptos::prelude::*;

use super::{
    JobIds, Phase, StopReason,
    desk::{Desk, Order},
    spawn::{Word, Worker},
};
use crate::protocol::{Event, Request, decode, encode};

const TICK_MS: u32 = 1_000;

/// The worker, as the page sees it.
#[derive(Clone, Copy)]
pub struct Client {
    inner: StoredValue<Inner, LocalStorage>,
    status: RwSignal<Status>,
}

/// What the screen says of the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub phase: Phase,
    pub n_restarts: u32,
    /// Why the worker before this one stopped.
    pub last_stop: Option<StopReason>,
}

/// Names a listener, to take it away again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListenerId(u32);

type Listener = Rc<dyn Fn(&Event)>;

struct Inner {
    desk: Desk,
    worker: Option<Worker>,
    listeners: Vec<(ListenerId, Listener)>,
    /// Of listeners and of blocks of job names alike.
    last_number: u32,
}

/// Starts the worker and gives its client to every component below.
pub fn provide_client() -> Client {
    let (desk, orders) = Desk::open();
    let client = Client {
        status: RwSignal::new(Status::of(&desk)),
        inner: StoredValue::new_local(Inner {
            desk,
            worker: None,
            listeners: vec![],
            last_number: 0,
        }),
    };
    client.carry_out(orders);
    // The client lives as long as the page does.
    Interval::new(TICK_MS, move || client.ask(Desk::tick)).forget();
    provide_context(client);
    client
}

/// The page's worker.
pub fn use_client() -> Client {
    use_context().unwrap_or_else(provide_client)
}

impl Client {
    pub fn status(&self) -> ReadSignal<Status> {
        self.status.read_only()
    }

    pub fn send(&self, request: Request) {
        self.ask(|desk| desk.send(request));
    }

    /// Starts a worker again after the page has given up on it.
    pub fn retry(&self) {
        self.ask(Desk::retry);
    }

    /// Names for the jobs of one panel.
    pub fn job_ids(&self) -> JobIds {
        JobIds::block(self.next_number())
    }

    pub fn listen(&self, on_event: impl Fn(&Event) + 'static) -> ListenerId {
        let id = ListenerId(self.next_number());
        self.inner.try_update_value(|inner| {
            inner.listeners.push((id, Rc::new(on_event)));
        });
        id
    }

    pub fn stop_listening(&self, id: ListenerId) {
        self.inner.try_update_value(|inner| {
            inner.listeners.retain(|(known, _)| *known != id);
        });
    }

    fn next_number(&self) -> u32 {
        let number = self.inner.try_update_value(|inner| {
            inner.last_number += 1;
            inner.last_number
        });
        number.unwrap_or_default()
    }

    /// Asks the desk, carries out what it orders, and shows where that leads.
    fn ask(&self, ask: impl FnOnce(&mut Desk) -> Vec<Order>) {
        let answer = self.inner.try_update_value(|inner| {
            let orders = ask(&mut inner.desk);
            (orders, Status::of(&inner.desk))
        });
        let Some((orders, status)) = answer else {
            return;
        };
        if self.status.with_untracked(|known| *known != status) {
            self.status.set(status);
        }
        self.carry_out(orders);
    }

    fn carry_out(&self, orders: Vec<Order>) {
        for order in orders {
            match order {
                Order::Spawn { generation } => self.spawn(generation),
                Order::Stop => self.replace_worker(None),
                Order::Post(request) => self.post(&request),
                Order::Deliver(event) => self.deliver(&event),
            }
        }
    }

    fn spawn(&self, generation: u64) {
        let client = *self;
        match Worker::spawn(move |word| client.hear(generation, word)) {
            Ok(worker) => self.replace_worker(Some(worker)),
            Err(message) => {
                self.replace_worker(None);
                let reason = StopReason::NotStarted { message };
                self.ask(|desk| desk.on_stop(generation, reason));
            }
        }
    }

    fn replace_worker(&self, worker: Option<Worker>) {
        let old = self
            .inner
            .try_update_value(|inner| std::mem::replace(&mut inner.worker, worker));
        if let Some(Some(old)) = old {
            old.end();
        }
    }

    fn post(&self, request: &Request) {
        self.inner.try_with_value(|inner| {
            if let Some(worker) = &inner.worker {
                worker.post(&encode(request));
            }
        });
    }

    fn deliver(&self, event: &Event) {
        let listeners: Option<Vec<Listener>> = self.inner.try_with_value(|inner| {
            let listeners = inner.listeners.iter();
            listeners.map(|(_, listener)| listener.clone()).collect()
        });
        for listener in listeners.unwrap_or_default() {
            listener(event);
        }
    }

    fn hear(&self, generation: u64, word: Word) {
        self.ask(|desk| match word {
            Word::Loading { received, total } => {
                desk.on_loading(generation, received, total);
                vec![]
            }
            Word::Message(bytes) => desk.on_message(generation, decode(&bytes)),
            Word::NotStarted { message } => {
                desk.on_stop(generation, StopReason::NotStarted { message })
            }
            Word::Crashed { message } => desk.on_stop(generation, StopReason::Crashed { message }),
            Word::Unreadable => {
                let detail = String::new();
                desk.on_stop(generation, StopReason::Unreadable { detail })
            }
        });
    }
}

impl Status {
    fn of(desk: &Desk) -> Self {
        Self {
            phase: desk.phase(),
            n_restarts: desk.n_restarts(),
            last_stop: desk.last_stop().cloned(),
        }
    }
}
