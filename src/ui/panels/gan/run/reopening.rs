//! A run in an address, and on the way that an address says it went.

use std::sync::Arc;

use super::{MOST_STRETCHES, Past, Plan, Run};
use crate::protocol::{GanStart, Request};

impl Run {
    /// What an address says of it: while a link is being reopened, all that it leads to. Stretches
    /// beyond what a link may have are left out.
    pub fn link(&self) -> Plan {
        let ahead = match self.reopening {
            Some(_) => self.ahead.stretches(),
            None => &[],
        };
        let made = self.plan.past.stretches().iter();
        let past: Past = made.chain(ahead).copied().collect();
        Plan {
            net: self.plan.net,
            seed: self.plan.seed,
            start: match &self.plan.start {
                // No link holds a file.
                GanStart::Pair { .. } => GanStart::Pair {
                    name: String::new(),
                    bytes: Arc::default(),
                },
                start => start.clone(),
            },
            past: past.first_stretches(MOST_STRETCHES),
            settings: self.plan.settings,
        }
    }

    /// Steps that a link leads to, where it does not hold all.
    pub fn link_end(&self) -> Option<u32> {
        let stretches = self.plan.past.stretches();
        let held = stretches.get(..MOST_STRETCHES)?;
        let n_steps = held.iter().map(|stretch| stretch.n_steps).sum();
        (n_steps < self.n_steps()).then_some(n_steps)
    }

    pub fn open(&mut self, plan: Plan) -> Vec<Request> {
        let n_steps = plan.past.n_steps();
        let ahead = plan.past.clone();
        let mut requests = self.stop();
        self.forget(Plan {
            past: Past::default(),
            ..plan
        });
        self.ahead = ahead;
        self.reopening = (n_steps > 0).then_some(n_steps);
        requests.extend(self.ask());
        requests
    }

    /// How far it is on the way that a link has: steps made, and steps in all.
    pub fn reopening(&self) -> Option<(u32, u32)> {
        self.reopening.map(|n_steps| (self.n_steps(), n_steps))
    }
}
