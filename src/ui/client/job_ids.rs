use crate::protocol::JobId;

/// Names for the jobs of one panel, none of which any other panel uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobIds {
    next: u64,
}

impl JobIds {
    /// The block of names with this number; no two panels get the same.
    pub fn block(number: u32) -> Self {
        Self {
            next: u64::from(number) << 32,
        }
    }

    pub fn next_id(&mut self) -> JobId {
        self.next += 1;
        JobId(self.next)
    }

    /// Whether a job got its name here.
    pub fn gave(&self, JobId(job): JobId) -> bool {
        job >> 32 == self.next >> 32 && job <= self.next
    }
}
