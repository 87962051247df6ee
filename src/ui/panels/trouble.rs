use crate::protocol::{Asset, Event, Failure};
use crate::ui::client::JobIds;

/// What keeps a panel waiting: a file on its way, or what came between.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trouble {
    /// The file whose bytes are coming, how many have come, and of how many.
    pub loading: Option<(Asset, u64, Option<u64>)>,
    /// Why the last request failed.
    pub failure: Option<Failure>,
}

impl Trouble {
    /// Takes in an event; a failure counts where `ids` gave the job.
    pub fn hear(&mut self, event: &Event, ids: &JobIds) {
        match event {
            Event::Loading {
                asset,
                received,
                total,
            } => self.loading = Some((*asset, *received, *total)),
            Event::Fetched { asset } => {
                self.loading.take_if(|(loading, ..)| loading == asset);
            }
            Event::Failed { job, failure } if ids.gave(*job) => {
                self.loading = None;
                self.failure = Some(failure.clone());
            }
            _ => {}
        }
    }

    /// Both troubles as one; where there are two of a kind, the first.
    pub fn or(&self, other: &Self) -> Self {
        Self {
            loading: self.loading.or(other.loading),
            failure: self.failure.clone().or_else(|| other.failure.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{FileProblem, JobId, PixelNet};

    const WEIGHTS: Asset = Asset::Weights(PixelNet::Cnn.id());

    #[test]
    fn a_file_is_loading_until_it_is_there_or_a_job_of_the_panel_fails() {
        let mut ids = JobIds::block(1);
        let job = ids.next_id();
        let loading = Event::Loading {
            asset: WEIGHTS,
            received: 5,
            total: Some(10),
        };
        let failure = Failure::File {
            file: WEIGHTS.file(),
            problem: FileProblem::Unreachable,
        };
        let mut trouble = Trouble::default();
        trouble.hear(&loading, &ids);
        let other = Asset::GreyCounts;
        trouble.hear(&Event::Fetched { asset: other }, &ids);
        assert_eq!(trouble.loading, Some((WEIGHTS, 5, Some(10))));
        trouble.hear(&Event::Fetched { asset: WEIGHTS }, &ids);
        assert_eq!(trouble, Trouble::default());

        let failed = |job| Event::Failed {
            job,
            failure: failure.clone(),
        };
        trouble.hear(&loading, &ids);
        trouble.hear(&failed(JobId(0)), &ids);
        assert_eq!(trouble.failure, None, "another panel's");
        trouble.hear(&failed(job), &ids);
        assert_eq!((trouble.loading, trouble.failure), (None, Some(failure)));
    }
}
