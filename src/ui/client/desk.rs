//! Everything about the worker's life that can be decided without a worker.
//!
//! The web part reports what happens and carries out the [`Order`]s that come back.

use super::ledger::Ledger;
use crate::protocol::{DecodeError, Event, JobId, Request};

/// Seconds in which an answer to a ping must come.
const TICKS_OF_SILENCE: u32 = 5;
/// Seconds without a byte after which loading is taken to have failed.
const TICKS_OF_STALLING: u32 = 30;
/// Deaths without a finished job in between after which the visitor decides.
const DEATHS_IN_A_ROW: u32 = 3;

/// What the web part is to do, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// End the worker, if there is one, and start one that is known by this number.
    Spawn { generation: u64 },
    /// End the worker.
    Stop,
    /// Send this to the worker.
    Post(Request),
    /// Hand this to the panels.
    Deliver(Event),
}

/// Why a worker came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopReason {
    /// A panic, an unhandled rejection, memory that ran out.
    Crashed { message: String },
    /// It no longer answers.
    Silent,
    /// Its files did not come, or would not start.
    NotStarted { message: String },
    /// Its files stopped coming.
    Stalled,
    /// It said something that is no message.
    Unreadable { detail: String },
    /// It speaks another version of the protocol than the page.
    OtherVersion,
}

/// What the worker is doing, for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Bytes of its program; `total` 0 where it is not known.
    Loading {
        received: u64,
        total: u64,
    },
    Ready,
    Working,
    Failed(StopReason),
}

#[derive(Debug)]
enum Life {
    Loading {
        received: u64,
        total: u64,
        quiet_ticks: u32,
    },
    Up {
        ping: Option<Ping>,
    },
    Down(StopReason),
}

#[derive(Debug)]
struct Ping {
    nonce: u64,
    ticks: u32,
}

/// The page's side of the conversation.
///
/// Every report names the generation of the worker that it comes from, so that the last words
/// of one that is no more change nothing. Time is counted in ticks of a second, not read from a
/// clock: a laptop that slept has not missed an answer.
#[derive(Debug)]
pub struct Desk {
    generation: u64,
    life: Life,
    ledger: Ledger,
    last_nonce: u64,
    deaths_in_a_row: u32,
    n_restarts: u32,
    last_stop: Option<StopReason>,
}

impl Desk {
    /// A desk, and the order for its first worker.
    pub fn open() -> (Self, Vec<Order>) {
        let mut desk = Self {
            generation: 0,
            life: Life::Down(StopReason::Silent),
            ledger: Ledger::default(),
            last_nonce: 0,
            deaths_in_a_row: 0,
            n_restarts: 0,
            last_stop: None,
        };
        let orders = desk.spawn();
        (desk, orders)
    }

    pub fn phase(&self) -> Phase {
        match &self.life {
            Life::Loading {
                received, total, ..
            } => Phase::Loading {
                received: *received,
                total: *total,
            },
            Life::Up { .. } if self.ledger.is_empty() => Phase::Ready,
            Life::Up { .. } => Phase::Working,
            Life::Down(reason) => Phase::Failed(reason.clone()),
        }
    }

    pub fn n_restarts(&self) -> u32 {
        self.n_restarts
    }

    /// Why the worker before this one stopped.
    pub fn last_stop(&self) -> Option<&StopReason> {
        self.last_stop.as_ref()
    }

    /// A panel asks for something. What the worker cannot hear yet is kept for it.
    pub fn send(&mut self, request: Request) -> Vec<Order> {
        let about = match &request {
            Request::Cancel { job } => {
                if !self.ledger.contains(*job) {
                    return vec![];
                }
                self.ledger.give_up(*job);
                Some(*job)
            }
            Request::Ack { job } => Some(*job),
            _ => None,
        };
        if let Some(id) = request.starts() {
            self.ledger.open(id, request.clone());
        }
        if !matches!(self.life, Life::Up { .. }) {
            return self.sweep();
        }
        let is_news = about.is_none_or(|job: JobId| self.ledger.contains(job));
        is_news
            .then_some(Order::Post(request))
            .into_iter()
            .collect()
    }

    /// Bytes of the worker's program have come.
    pub fn on_loading(&mut self, generation: u64, now_received: u64, now_total: u64) {
        if generation != self.generation {
            return;
        }
        if let Life::Loading {
            received,
            total,
            quiet_ticks,
        } = &mut self.life
        {
            if now_received > *received {
                *quiet_ticks = 0;
            }
            (*received, *total) = (now_received, now_total);
        }
    }

    /// The worker said something.
    pub fn on_message(
        &mut self,
        generation: u64,
        message: Result<Event, DecodeError>,
    ) -> Vec<Order> {
        if generation != self.generation {
            return vec![];
        }
        match message {
            Ok(event) => self.on_event(event),
            Err(DecodeError::Version { .. }) => self.give_up(StopReason::OtherVersion),
            Err(DecodeError::Malformed { detail }) => self.die(StopReason::Unreadable { detail }),
        }
    }

    /// The worker has come to its end, or its messages have.
    pub fn on_stop(&mut self, generation: u64, reason: StopReason) -> Vec<Order> {
        if generation != self.generation {
            return vec![];
        }
        self.die(reason)
    }

    /// A second has passed.
    pub fn tick(&mut self) -> Vec<Order> {
        match &mut self.life {
            Life::Down(_) => vec![],
            Life::Loading { quiet_ticks, .. } => {
                *quiet_ticks += 1;
                if *quiet_ticks < TICKS_OF_STALLING {
                    return vec![];
                }
                self.die(StopReason::Stalled)
            }
            Life::Up { ping: Some(ping) } => {
                ping.ticks += 1;
                if ping.ticks < TICKS_OF_SILENCE {
                    return vec![];
                }
                self.die(StopReason::Silent)
            }
            Life::Up { ping } => {
                self.last_nonce += 1;
                let nonce = self.last_nonce;
                *ping = Some(Ping { nonce, ticks: 0 });
                vec![Order::Post(Request::Ping { nonce })]
            }
        }
    }

    /// The visitor wants another worker after all.
    pub fn retry(&mut self) -> Vec<Order> {
        if !matches!(self.life, Life::Down(_)) {
            return vec![];
        }
        self.deaths_in_a_row = 0;
        self.n_restarts += 1;
        self.spawn()
    }

    fn on_event(&mut self, event: Event) -> Vec<Order> {
        match event {
            Event::Hello => {
                if !matches!(self.life, Life::Loading { .. }) {
                    return vec![];
                }
                self.life = Life::Up { ping: None };
                self.ledger.requests().cloned().map(Order::Post).collect()
            }
            Event::Pong { nonce } => {
                if let Life::Up { ping } = &mut self.life {
                    ping.take_if(|ping| ping.nonce == nonce);
                }
                vec![]
            }
            Event::Crashed { message } => self.die(StopReason::Crashed { message }),
            event => {
                self.ledger.take_note(&event);
                if event.ends_job() {
                    self.deaths_in_a_row = 0;
                }
                vec![Order::Deliver(event)]
            }
        }
    }

    fn die(&mut self, reason: StopReason) -> Vec<Order> {
        self.deaths_in_a_row += 1;
        if self.deaths_in_a_row >= DEATHS_IN_A_ROW {
            return self.give_up(reason);
        }
        self.n_restarts += 1;
        self.last_stop = Some(reason);
        let mut orders = self.spawn();
        orders.extend(self.sweep());
        orders
    }

    fn give_up(&mut self, reason: StopReason) -> Vec<Order> {
        self.generation += 1;
        self.life = Life::Down(reason);
        let mut orders = vec![Order::Stop];
        orders.extend(self.sweep());
        orders
    }

    fn spawn(&mut self) -> Vec<Order> {
        self.generation += 1;
        self.life = Life::Loading {
            received: 0,
            total: 0,
            quiet_ticks: 0,
        };
        vec![Order::Spawn {
            generation: self.generation,
        }]
    }

    fn sweep(&mut self) -> Vec<Order> {
        self.ledger
            .sweep()
            .into_iter()
            .map(Order::Deliver)
            .collect()
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
