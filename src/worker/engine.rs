//! The worker's brain: requests in, events out, work in small steps. No web type in it.

use super::clock::Clock;
use super::store::{Standing, Store};
use super::task::{self, Progress, Task};
use crate::protocol::{Asset, Event, Failure, FileProblem, JobId, Request, RequestProblem};

/// What the engine wants of its host.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Tell the page.
    Send(Event),
    /// Fetch a file, and call [`Engine::fetched`] in the end.
    Fetch(Asset),
}

/// Why a file did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchError {
    /// The server answered with this status.
    Status(u16),
    /// No answer, or half of one.
    Unreachable,
}

#[derive(Debug)]
struct Job {
    id: JobId,
    task: Task,
    /// A frame is out that the page has not acknowledged.
    awaits_ack: bool,
}

/// All files and unfinished jobs.
#[derive(Debug, Default)]
pub struct Engine {
    store: Store,
    /// In order of arrival.
    jobs: Vec<Job>,
}

impl Engine {
    /// An engine that measures by `clock`. The default one knows no time.
    pub fn new(clock: Clock) -> Self {
        Self {
            store: Store::new(clock),
            jobs: Vec::new(),
        }
    }

    /// Takes a request in. Work that it starts waits for [`Self::step`].
    pub fn handle(&mut self, request: Request) -> Vec<Effect> {
        match request {
            Request::Ping { nonce } => vec![Effect::Send(Event::Pong { nonce })],
            Request::Load { job, asset } => self.start(job, Task::Load(asset)),
            Request::Sample(request) => self.start_if(request.job, task::sample(request)),
            Request::Look(request) => self.start_if(request.job, task::look(request)),
            Request::States(request) => self.start_if(request.job, task::states(request)),
            Request::Score(request) => self.start_if(request.job, task::score(request)),
            Request::Images { job, set } => self.start(job, Task::Images(set)),
            Request::Noise { job, seed } => self.start(job, Task::Noise(seed)),
            Request::Nearest(request) => self.start_if(request.job, task::nearest(request)),
            Request::Race(request) => self.start_if(request.job, task::race(request)),
            Request::Train(request) => self.start_if(request.job, task::train(request)),
            Request::Encode(request) => self.start_if(request.job, task::encode(request)),
            Request::Decode(request) => self.start_if(request.job, task::decode(request)),
            Request::Codes(request) => self.start(request.job, Task::Codes(request)),
            Request::Judge(request) => self.start_if(request.job, task::judge(request)),
            Request::Bound(request) => self.start_if(request.job, task::bound(request)),
            Request::TrainLatent(request) => {
                self.start_if(request.job, task::train_latent(request))
            }
            Request::FewLabels(request) => self.start_if(request.job, task::few_labels(request)),
            Request::Gan(request) => self.start_if(request.job, task::gan(request)),
            Request::Compare(request) => self.start_if(request.job, task::compare(request)),
            Request::Explore(request) => self.start_if(request.job, task::explore(request)),
            Request::Check { job } => self.start(job, Task::Check(Vec::new())),
            Request::Ack { job } => {
                for known in self.jobs.iter_mut().filter(|known| known.id == job) {
                    known.awaits_ack = false;
                }
                Vec::new()
            }
            Request::Cancel { job } => self.cancel(|known| known.id == job),
        }
    }

    /// Whether [`Self::step`] would do nothing.
    pub fn is_idle(&self) -> bool {
        self.next_job().is_none()
    }

    /// Does the most urgent piece of work: one pixel, one line; a few milliseconds at most.
    pub fn step(&mut self) -> Vec<Effect> {
        let Some(index) = self.next_job() else {
            return Vec::new();
        };
        let job = &mut self.jobs[index];
        let progress = job.task.step(job.id, &mut self.store);
        match progress {
            Ok(Progress::Working) => Vec::new(),
            Ok(Progress::Told(event)) => vec![Effect::Send(event)],
            Ok(Progress::Frame(event)) => {
                job.awaits_ack = true;
                vec![Effect::Send(event)]
            }
            Ok(Progress::Finished(last)) => {
                let job = self.jobs.remove(index).id;
                let done = Event::Done { job };
                last.into_iter().chain([done]).map(Effect::Send).collect()
            }
            Err(failure) => {
                let job = self.jobs.remove(index).id;
                vec![Effect::Send(Event::Failed { job, failure })]
            }
        }
    }

    /// Bytes of a file have come.
    pub fn received(&mut self, asset: Asset, received: u64, total: Option<u64>) -> Vec<Effect> {
        vec![Effect::Send(Event::Loading {
            asset,
            received,
            total,
        })]
    }

    /// A fetch has ended: the file is there, or every job that waits for it fails.
    pub fn fetched(&mut self, asset: Asset, file: Result<&[u8], FetchError>) -> Vec<Effect> {
        let loaded = match file {
            Ok(bytes) => self.store.load(asset, bytes),
            Err(error) => Err(Failure::File {
                file: asset.file(),
                problem: match error {
                    FetchError::Status(status) => FileProblem::Status { status },
                    FetchError::Unreachable => FileProblem::Unreachable,
                },
            }),
        };
        match loaded {
            Ok(event) => (event.into_iter())
                .chain([Event::Fetched { asset }])
                .map(Effect::Send)
                .collect(),
            Err(failure) => {
                self.store.set_fetching(asset, false);
                let waits = |job: &Job| job.task.needs().contains(&asset);
                (self.jobs.extract_if(.., |job| waits(job)))
                    .map(|job| Event::Failed {
                        job: job.id,
                        failure: failure.clone(),
                    })
                    .map(Effect::Send)
                    .collect()
            }
        }
    }

    fn start_if(&mut self, job: JobId, task: Result<Task, RequestProblem>) -> Vec<Effect> {
        match task {
            Ok(task) => self.start(job, task),
            Err(problem) => {
                let failure = Failure::Request(problem);
                vec![Effect::Send(Event::Failed { job, failure })]
            }
        }
    }

    fn start(&mut self, id: JobId, task: Task) -> Vec<Effect> {
        let mut effects = self.cancel(|known| known.task.is_replaced_by(&task));
        for asset in task.needs() {
            if self.store.standing(asset) == Standing::Absent {
                self.store.set_fetching(asset, true);
                effects.push(Effect::Fetch(asset));
            }
        }
        self.jobs.push(Job {
            id,
            task,
            awaits_ack: false,
        });
        effects
    }

    fn cancel(&mut self, which: impl Fn(&Job) -> bool) -> Vec<Effect> {
        (self.jobs.extract_if(.., |job| which(job)))
            .map(|job| Effect::Send(Event::Cancelled { job: job.id }))
            .collect()
    }

    /// The most urgent job that can go on, the oldest first among equals.
    fn next_job(&self) -> Option<usize> {
        let is_there = |asset: Asset| self.store.standing(asset) == Standing::Loaded;
        let can_go_on = |job: &Job| !job.awaits_ack && job.task.needs().into_iter().all(is_there);
        (self.jobs.iter().enumerate())
            .filter(|(_, job)| can_go_on(job))
            .min_by_key(|(_, job)| job.task.urgency())
            .map(|(index, _)| index)
    }
}
