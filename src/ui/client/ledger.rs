//! The jobs that the worker has been asked for and has not ended.

use std::mem::{Discriminant, discriminant};

use crate::protocol::{
    Asset, Candidate, Event, ExploreAct, GanAct, ImageSet, JobId, LatentModel, Request,
};

/// Unfinished jobs in the order of asking, each with a request that would bring the rest of it.
#[derive(Debug, Default)]
pub struct Ledger {
    jobs: Vec<Job>,
}

#[derive(Debug)]
struct Job {
    id: JobId,
    request: Request,
    /// Nobody waits for it any more; only the worker's last word on it is outstanding.
    given_up: bool,
}

impl Ledger {
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    pub fn contains(&self, id: JobId) -> bool {
        self.jobs.iter().any(|job| job.id == id)
    }

    /// Enters a request that starts a job; an older one of its kind is given up for it.
    pub fn open(&mut self, id: JobId, request: Request) {
        let kind = kind(&request);
        for job in &mut self.jobs {
            job.given_up |= self::kind(&job.request) == kind;
        }
        self.jobs.push(Job {
            id,
            request,
            given_up: false,
        });
    }

    pub fn give_up(&mut self, id: JobId) {
        for job in self.jobs.iter_mut().filter(|job| job.id == id) {
            job.given_up = true;
        }
    }

    /// Takes note of what the worker said: an ended job leaves, and a request for pixels of
    /// which some have come asks only for the others from now on.
    pub fn take_note(&mut self, event: &Event) {
        let Some(id) = event.job() else { return };
        if event.ends_job() {
            self.jobs.retain(|job| job.id != id);
            return;
        }
        let Event::Sampled { first, strips, .. } = event else {
            return;
        };
        for job in self.jobs.iter_mut().filter(|job| job.id == id) {
            let Request::Sample(sample) = &mut job.request else {
                continue;
            };
            for (pixels, strip) in sample.pixels.iter_mut().zip(strips) {
                if usize::from(*first) <= pixels.len() {
                    pixels.truncate(usize::from(*first));
                    pixels.extend_from_slice(&strip.pixels);
                }
            }
        }
    }

    /// Takes out what was given up, for a worker that never heard of it or is no more. Returns
    /// the word on each that the worker will not say.
    pub fn sweep(&mut self) -> Vec<Event> {
        let gone = self.jobs.extract_if(.., |job| job.given_up);
        gone.map(|job| Event::Cancelled { job: job.id }).collect()
    }

    /// What to ask of a new worker.
    pub fn requests(&self) -> impl Iterator<Item = &Request> {
        self.jobs.iter().map(|job| &job.request)
    }
}

/// Two requests of one kind are for one place on the screen.
fn kind(request: &Request) -> (Discriminant<Request>, Place) {
    let place = match request {
        Request::Load { asset, .. } => Place::Asset(*asset),
        Request::Images { set, .. } => Place::Asset(Asset::Images(*set)),
        Request::Decode(request) => Place::Picture(request.picture),
        Request::Codes(request) => Place::Codes(request.model, request.set),
        Request::Judge(request) => Place::Candidate(request.candidate),
        Request::Gan(request) => match &request.act {
            GanAct::Generate { picture, .. } => Place::Picture(*picture),
            act => Place::Act(discriminant(act)),
        },
        Request::Explore(request) => Place::Exploration(discriminant(&request.act)),
        _ => Place::Only,
    };
    (discriminant(request), place)
}

/// What tells requests apart that stand beside each other.
#[derive(PartialEq)]
enum Place {
    Only,
    Asset(Asset),
    Picture(u8),
    Codes(LatentModel, ImageSet),
    Candidate(Candidate),
    Act(Discriminant<GanAct>),
    Exploration(Discriminant<ExploreAct>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{GanNet, GanRequest, GanRun, GanStart};

    #[test]
    fn what_is_done_with_a_gan_stands_beside_each_other() {
        let request = |act| {
            Request::Gan(GanRequest {
                job: JobId(1),
                run: GanRun {
                    net: GanNet::Dense,
                    seed: 1,
                    start: GanStart::Fresh,
                    attempt: 0,
                    past: vec![],
                },
                act,
            })
        };
        let judge = |seed| request(GanAct::Judge { seed, n: 9 });
        assert!(kind(&judge(1)) == kind(&judge(2)));
        assert!(kind(&judge(1)) != kind(&request(GanAct::Save)));
    }
}
