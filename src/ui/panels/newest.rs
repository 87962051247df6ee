use crate::protocol::{Event, JobId, Request};
use crate::ui::client::JobIds;

/// One question at a time. What a fast hand asks while an answer is on its way is asked once it
/// has come, as it is by then: so every answer is seen, none waits behind older ones, and none is
/// cut off by the next question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Newest {
    job: Option<JobId>,
    is_due: bool,
}

impl Newest {
    /// The name of the job to start now; none while another is on its way.
    pub fn ask(&mut self, ids: &mut JobIds) -> Option<JobId> {
        self.is_due = self.job.is_some();
        if self.is_due {
            return None;
        }
        self.job = Some(ids.next_id());
        self.job
    }

    /// Whether an answer is on its way.
    pub const fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    pub fn is(&self, job: JobId) -> bool {
        self.job == Some(job)
    }

    /// Hears of the job's end; whether it is time to ask again.
    pub fn has_ended(&mut self, event: &Event) -> bool {
        if !event.ends_job() || self.job.is_none() || self.job != event.job() {
            return false;
        }
        self.job = None;
        // What failed would fail again; the visitor is asked first.
        std::mem::take(&mut self.is_due) && !matches!(event, Event::Failed { .. })
    }

    /// The answer no longer counts.
    pub fn stop(&mut self) -> Option<Request> {
        self.is_due = false;
        self.job.take().map(|job| Request::Cancel { job })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_often_it_is_asked_meanwhile_it_asks_once_more() {
        let (mut newest, mut ids) = (Newest::default(), JobIds::block(1));
        let Some(job) = newest.ask(&mut ids) else {
            panic!("a job");
        };
        assert_eq!(newest.ask(&mut ids), None);
        assert_eq!(newest.ask(&mut ids), None);
        assert!(!newest.has_ended(&Event::Done { job: JobId(3) }));
        assert!(newest.has_ended(&Event::Done { job }));
        assert!(newest.ask(&mut ids).is_some_and(|next| next != job));
    }

    #[test]
    fn a_failure_is_not_asked_again_and_what_is_stopped_is_forgotten() {
        let (mut newest, mut ids) = (Newest::default(), JobIds::block(1));
        let job = newest.ask(&mut ids).unwrap_or(JobId(0));
        newest.ask(&mut ids);
        let failure =
            crate::protocol::Failure::Request(crate::protocol::RequestProblem::Codes { given: 1 });
        assert!(!newest.has_ended(&Event::Failed { job, failure }));
        let job = newest.ask(&mut ids).unwrap_or(JobId(0));
        assert_eq!(newest.stop(), Some(Request::Cancel { job }));
        assert!(!newest.is(job) && !newest.is_waiting());
        assert!(!newest.has_ended(&Event::Cancelled { job }));
    }
}
