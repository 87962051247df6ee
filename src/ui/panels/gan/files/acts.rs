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
