//! What the panel does with files.

use super::csv;
use super::file_name;
use crate::protocol::Request;
use crate::ui::panels::gan::State;

impl State {
    /// What a file of the run as it is is called.
    pub fn file_name(&self, ending: &str) -> String {
        file_name(self.run.plan.net, self.run.n_steps_in_all(), ending)
    }

    /// Brings the pair as a file.
    pub fn save_pair(&mut self) -> Vec<Request> {
        self.files
            .save(self.run.as_asked(), self.run.n_steps_in_all())
    }

    /// Tries a file. The run rests meanwhile, and stays as it is where the file is no pair.
    pub fn load_pair(&mut self, name: String, bytes: Vec<u8>) -> Vec<Request> {
        let mut requests = self.run.stop();
        let (run, settings) = self.asked();
        requests.extend(self.files.load(name, bytes, &run, settings));
        requests
    }

    /// Begins with the pair that has been loaded, if one has.
    pub(in crate::ui::panels::gan) fn begin_with_loaded(&mut self) -> Vec<Request> {
        match self.files.take_loaded() {
            Some(of) => self.act(|run| run.set_start(of.net, of.seed, of.start)),
            None => vec![],
        }
    }

    /// The curves as a table.
    pub fn table(&self) -> String {
        csv(&self.run.history, &self.run.plan.past)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{
        Event, Failure, FileProblem, GanAct, GanEvent, GanNet, GanRequest, GanStart, JobId, Verdict,
    };
    use crate::ui::client::JobIds;
    use crate::ui::panels::PanelState;
    use crate::ui::panels::gan::Link;

    fn trained(requests: &[Request]) -> &GanRequest {
        let mut asked = requests.iter().filter_map(|request| match request {
            Request::Gan(request) if matches!(request.act, GanAct::Train { .. }) => Some(request),
            _ => None,
        });
        asked.next_back().expect("steps, or none")
    }

    fn sketched(job: JobId) -> Event {
        let verdict = Verdict {
            n: 64,
            score: 1.0,
            shares: vec![0.1; 10],
            confidence: 1.0,
        };
        let event = GanEvent::Sketched {
            n_steps: 0,
            pixels: vec![],
            logits: vec![],
            classes: vec![],
            verdict,
        };
        Event::Gan { job, event }
    }

    /// A run that has shown what it makes, and now plays.
    fn playing() -> State {
        let mut number = 0;
        let mut state = State::new(&mut || {
            number += 1;
            JobIds::block(number)
        });
        let requests = state.open(Link::default());
        let job = trained(&requests).job;
        state.apply(&sketched(job));
        state.apply(&Event::Done { job });
        state.act(|run| run.play());
        assert!(state.run.is_running());
        state
    }

    #[test]
    fn the_run_begins_with_a_pair_once_it_is_known_to_fit() {
        let mut state = playing();
        let (before, attempt) = (state.run.plan.clone(), state.run.attempt());
        let requests = state.load_pair("mine".to_owned(), vec![1]);
        assert!(!state.run.is_running(), "it rests meanwhile");
        assert_eq!(state.run.plan, before);
        let tried = trained(&requests).clone();
        let requests = state.apply(&sketched(tried.job));
        let begun = trained(&requests);
        assert_eq!(begun.run, tried.run, "what the worker has already");
        assert_eq!(state.run.attempt(), attempt + 1);
        assert!(matches!(&state.run.plan.start, GanStart::Pair { name, .. } if name == "mine"));
        assert_eq!(state.file_name("png"), "gan-conv-0.png");
    }

    #[test]
    fn what_does_not_fit_leaves_the_run_alone() {
        let mut state = playing();
        let (before, attempt) = (state.run.plan.clone(), state.run.attempt());
        let requests = state.load_pair("mine".to_owned(), vec![1]);
        let tried = trained(&requests);
        assert_eq!(tried.run.net, GanNet::Convolutional);
        let failure = Failure::File {
            file: "mine".to_owned(),
            problem: FileProblem::NotSafetensors,
        };
        let job = tried.job;
        let told = failure.clone();
        assert_eq!(state.apply(&Event::Failed { job, failure }), []);
        assert_eq!(state.trouble().failure, Some(told));
        assert_eq!((&state.run.plan, state.run.attempt()), (&before, attempt));
        state.retry();
        assert_eq!(state.trouble().failure, None, "told once");
        assert_eq!(state.files.n_wanted, 1);
    }
}
