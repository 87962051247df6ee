//! The worker's brain: requests in, events out, work in small steps. No web type in it.

use super::models::LoadedPixelCnn;
use super::task::{self, Progress, Task};
use crate::protocol::{
    Event, Failure, JobId, LookRequest, ModelId, Request, SampleRequest, WeightsProblem,
};

/// What the engine wants of its host.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Tell the page.
    Send(Event),
    /// Fetch the weights of a model, and call [`Engine::fetched`] in the end.
    Fetch(ModelId),
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

/// Where the one model that there is so far stands.
#[derive(Debug, Default)]
enum Slot {
    #[default]
    Absent,
    Fetching,
    Loaded(Box<LoadedPixelCnn>),
}

/// All models and unfinished jobs.
#[derive(Debug, Default)]
pub struct Engine {
    pixel_cnn: Slot,
    /// In order of arrival.
    jobs: Vec<Job>,
}

impl Engine {
    /// Takes a request in. Work that it starts waits for [`Self::step`].
    pub fn handle(&mut self, request: Request) -> Vec<Effect> {
        match request {
            Request::Ping { nonce } => vec![Effect::Send(Event::Pong { nonce })],
            Request::Load { job, model } => self.start(job, Task::Load(model)),
            Request::Sample(request) => self.start_sample(request),
            Request::Look(request) => self.start_look(request),
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
        let progress = match (&mut job.task, &mut self.pixel_cnn) {
            (Task::Look(look), Slot::Loaded(model)) => Ok(look.step(model)),
            (Task::Sample(sampling), Slot::Loaded(model)) => Ok(sampling.step(model)),
            (Task::Check(lines), _) => task::check_step(job.id, lines),
            (Task::Load(_), _) => Ok(Progress::Finished(None)),
            (Task::Look(_) | Task::Sample(_), _) => Ok(Progress::Working),
        };
        match progress {
            Ok(Progress::Working) => Vec::new(),
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

    /// Bytes of a model's weights have come.
    pub fn received(&mut self, model: ModelId, received: u64, total: Option<u64>) -> Vec<Effect> {
        vec![Effect::Send(Event::Loading {
            model,
            received,
            total,
        })]
    }

    /// A fetch has ended: the model is there, or every job that waits for it fails.
    pub fn fetched(&mut self, model: ModelId, file: Result<&[u8], FetchError>) -> Vec<Effect> {
        let loaded = match file {
            Ok(bytes) => LoadedPixelCnn::new(bytes),
            Err(error) => Err(Failure::Weights {
                file: model.weights_file(),
                problem: match error {
                    FetchError::Status(status) => WeightsProblem::Status { status },
                    FetchError::Unreachable => WeightsProblem::Unreachable,
                },
            }),
        };
        match loaded {
            Ok(loaded) => {
                let event = loaded.event();
                self.pixel_cnn = Slot::Loaded(Box::new(loaded));
                vec![Effect::Send(event)]
            }
            Err(failure) => {
                self.pixel_cnn = Slot::Absent;
                let waits = |job: &Job| job.task.model() == Some(model);
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

    fn start_sample(&mut self, request: SampleRequest) -> Vec<Effect> {
        let job = request.job;
        match task::sample(request) {
            Ok(task) => self.start(job, task),
            Err(problem) => vec![failed(job, Failure::Request(problem))],
        }
    }

    fn start_look(&mut self, request: LookRequest) -> Vec<Effect> {
        let job = request.job;
        match task::look(request) {
            Ok(task) => self.start(job, task),
            Err(problem) => vec![failed(job, Failure::Request(problem))],
        }
    }

    fn start(&mut self, id: JobId, task: Task) -> Vec<Effect> {
        let mut effects = self.cancel(|known| known.task.is_replaced_by(&task));
        if let (Some(model), Slot::Absent) = (task.model(), &self.pixel_cnn) {
            self.pixel_cnn = Slot::Fetching;
            effects.push(Effect::Fetch(model));
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
        let is_loaded = matches!(self.pixel_cnn, Slot::Loaded(_));
        let can_go_on = |job: &Job| !job.awaits_ack && (is_loaded || job.task.model().is_none());
        (self.jobs.iter().enumerate())
            .filter(|(_, job)| can_go_on(job))
            .min_by_key(|(_, job)| job.task.urgency())
            .map(|(index, _)| index)
    }
}

fn failed(job: JobId, failure: Failure) -> Effect {
    Effect::Send(Event::Failed { job, failure })
}
