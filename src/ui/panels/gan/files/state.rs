use std::sync::Arc;

use crate::protocol::{
    Event, Failure, FileProblem, GanAct, GanEvent, GanNet, GanRequest, GanRun, GanSettings,
    GanStart, JobId, Request, Stretch, Turn,
};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;

/// The largest file that is read: several times as many bytes as any pair has.
pub const MOST_BYTES: u64 = 16 << 20;

/// Pairs that go out to files and come from them.
#[derive(Debug, Clone, PartialEq)]
pub struct Files {
    /// The newest file that is ready for the visitor.
    pub download: Option<Arc<Download>>,
    /// How often the visitor has been asked to choose another file.
    pub n_wanted: u32,
    saving: Option<Saving>,
    loading: Option<Loading>,
    /// A pair that fits, until the run begins with it.
    loaded: Option<GanRun>,
    n_downloads: u32,
    trouble: Trouble,
    ids: JobIds,
}

/// A file for the visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Tells it from the one before.
    pub number: u32,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A pair on its way to a file. Without a job it has failed, and waits to be tried again.
#[derive(Debug, Clone, PartialEq)]
struct Saving {
    job: Option<JobId>,
    run: GanRun,
    name: String,
}

/// A file of which it is not known whether it is a pair; likewise.
#[derive(Debug, Clone, PartialEq)]
struct Loading {
    job: Option<JobId>,
    run: GanRun,
    settings: GanSettings,
    /// Why it does not fit the nets that were tried first.
    refused: Option<Failure>,
}

impl Files {
    pub fn new(ids: JobIds) -> Self {
        Self {
            download: None,
            n_wanted: 0,
            saving: None,
            loading: None,
            loaded: None,
            n_downloads: 0,
            trouble: Trouble::default(),
            ids,
        }
    }

    /// Brings the pair of a run that has made `n_steps` as a file.
    pub fn save(&mut self, run: GanRun, n_steps: u32) -> Vec<Request> {
        self.trouble.failure = None;
        let name = file_name(run.net, n_steps, "safetensors");
        self.ask_to_save(run, name)
    }

    /// Tries whether a file is a pair: of the kind that `run` has, or else of the other.
    pub fn load(
        &mut self,
        name: String,
        bytes: Vec<u8>,
        run: &GanRun,
        settings: GanSettings,
    ) -> Vec<Request> {
        self.trouble.failure = None;
        self.loaded = None;
        self.download = None;
        let run = GanRun {
            net: run.net,
            seed: run.seed,
            start: GanStart::Pair {
                name,
                bytes: Arc::new(bytes),
            },
            attempt: run.attempt.wrapping_add(1),
            past: vec![],
        };
        self.ask_to_load(Loading {
            job: None,
            run,
            settings,
            refused: None,
        })
    }

    /// The browser does not hand over a file, or does not take one.
    pub fn fail(&mut self, file: String, problem: FileProblem) -> Vec<Request> {
        self.trouble.failure = Some(Failure::File { file, problem });
        vec![]
    }

    /// The run to begin with the pair that has been loaded; told once.
    pub fn take_loaded(&mut self) -> Option<GanRun> {
        self.loaded.take()
    }

    /// The file that is being tried.
    pub fn trying(&self) -> Option<&str> {
        let loading = self
            .loading
            .as_ref()
            .filter(|loading| loading.job.is_some());
        loading.map(|loading| own_name(&loading.run))
    }

    pub fn is_saving(&self) -> bool {
        let saving = self.saving.as_ref();
        saving.is_some_and(|saving| saving.job.is_some())
    }

    /// The panel goes.
    pub fn close(&mut self) -> Vec<Request> {
        let saving = self.saving.take().and_then(|saving| saving.job);
        let loading = self.loading.take().and_then(|loading| loading.job);
        self.download = None;
        let jobs = saving.into_iter().chain(loading);
        jobs.map(|job| Request::Cancel { job }).collect()
    }

    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        let Some(job) = event.job() else {
            return vec![];
        };
        if let Some(saving) = &self.saving
            && saving.job == Some(job)
        {
            self.hear_of_saving(event);
        } else if let Some(loading) = &self.loading
            && loading.job == Some(job)
        {
            return self.hear_of_loading(event);
        }
        vec![]
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure; where it is the visitor's file that does not fit, for another
    /// one.
    pub fn retry(&mut self) -> Vec<Request> {
        let failure = self.trouble.failure.take();
        if let Some(saving) = self.saving.take_if(|saving| saving.job.is_none()) {
            return self.ask_to_save(saving.run, saving.name);
        }
        if let Some(loading) = self.loading.take_if(|loading| loading.job.is_none()) {
            return self.ask_to_load(loading);
        }
        if failure.is_some() {
            self.n_wanted = self.n_wanted.wrapping_add(1);
        }
        vec![]
    }

    fn ask_to_save(&mut self, run: GanRun, name: String) -> Vec<Request> {
        let job = self.ids.next_id();
        self.saving = Some(Saving {
            job: Some(job),
            run: run.clone(),
            name,
        });
        vec![Request::Gan(GanRequest {
            job,
            run,
            act: GanAct::Save,
        })]
    }

    /// Steps that are none: the run would begin.
    fn ask_to_load(&mut self, loading: Loading) -> Vec<Request> {
        let job = self.ids.next_id();
        let request = Request::Gan(GanRequest {
            job,
            run: loading.run.clone(),
            act: GanAct::Train {
                next: Stretch {
                    turn: Turn::Both,
                    n_steps: 0,
                    settings: loading.settings,
                },
                draw_every: 1,
            },
        });
        self.loading = Some(Loading {
            job: Some(job),
            ..loading
        });
        vec![request]
    }

    fn hear_of_saving(&mut self, event: &Event) {
        match event {
            Event::Gan {
                event: GanEvent::Saved { bytes },
                ..
            } => {
                let Some(saving) = self.saving.take() else {
                    return;
                };
                self.n_downloads = self.n_downloads.wrapping_add(1);
                self.download = Some(Arc::new(Download {
                    number: self.n_downloads,
                    name: saving.name,
                    bytes: bytes.clone(),
                }));
            }
            Event::Failed { failure, .. } => {
                self.trouble.failure = Some(failure.clone());
                if let Some(saving) = &mut self.saving {
                    saving.job = None;
                }
            }
            event if event.ends_job() => self.saving = None,
            _ => {}
        }
    }

    fn hear_of_loading(&mut self, event: &Event) -> Vec<Request> {
        match event {
            Event::Gan {
                event: GanEvent::Sketched { .. },
                ..
            } => {
                self.loaded = self.loading.take().map(|loading| loading.run);
                vec![]
            }
            Event::Failed { failure, .. } => match self.loading.take() {
                Some(loading) => self.refuse(loading, failure),
                None => vec![],
            },
            event if event.ends_job() => {
                self.loading = None;
                vec![]
            }
            _ => vec![],
        }
    }

    fn refuse(&mut self, mut loading: Loading, failure: &Failure) -> Vec<Request> {
        let is_own = |file: &str| file == own_name(&loading.run);
        match (failure, loading.refused.take()) {
            (Failure::File { file, problem }, None)
                if is_own(file) && is_of_other_nets(problem) =>
            {
                loading.refused = Some(failure.clone());
                loading.run.net = match loading.run.net {
                    GanNet::Convolutional => GanNet::Dense,
                    GanNet::Dense => GanNet::Convolutional,
                };
                self.ask_to_load(loading)
            }
            (Failure::File { file, problem }, refused) if is_own(file) => {
                // Of a file that is of no nets here, what counts is why not of those on the page.
                let refused = refused.filter(|_| is_of_other_nets(problem));
                self.trouble.failure = refused.or_else(|| Some(failure.clone()));
                vec![]
            }
            // It is not the file's fault.
            (failure, refused) => {
                self.trouble.failure = Some(failure.clone());
                loading.refused = refused;
                loading.job = None;
                self.loading = Some(loading);
                vec![]
            }
        }
    }
}

fn own_name(run: &GanRun) -> &str {
    match &run.start {
        GanStart::Pair { name, .. } => name,
        GanStart::Fresh | GanStart::Moment(_) => "",
    }
}

/// Whether it may be a file of other nets.
const fn is_of_other_nets(problem: &FileProblem) -> bool {
    matches!(
        problem,
        FileProblem::TensorMissing { .. }
            | FileProblem::TensorUnknown { .. }
            | FileProblem::WrongShape { .. }
    )
}

/// What a file of a run is called: `gan-conv-500.safetensors`.
pub fn file_name(net: GanNet, n_steps: u32, ending: &str) -> String {
    let net = match net {
        GanNet::Convolutional => "conv",
        GanNet::Dense => "dense",
    };
    format!("gan-{net}-{n_steps}.{ending}")
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
