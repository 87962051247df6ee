//! A training run on disk: parameters, moments, average and step, as f32 safetensors.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use candle_core::{Device, Tensor, Var};

use crate::ml::ops::adam::Moments;
use crate::native::{Error, Result, read_file, write_file};

/// All that a run needs to go on as if it had never stopped.
pub struct Checkpoint {
    pub n_steps: u64,
    /// By parameter, in the order of their names.
    pub moments: Vec<Moments>,
    pub average: Vec<Vec<f32>>,
}

const STEPS: &str = "n_steps";

/// Saves a run over `vars`.
pub fn save(path: &Path, vars: &BTreeMap<String, Var>, state: &Checkpoint) -> Result<()> {
    let mut tensors: HashMap<String, Tensor> = HashMap::new();
    for (i, (name, var)) in vars.iter().enumerate() {
        let like = |values: &[f32]| Tensor::from_slice(values, var.shape(), &Device::Cpu);
        tensors.insert(format!("parameter.{name}"), var.as_tensor().clone());
        tensors.insert(format!("first.{name}"), like(&state.moments[i].first)?);
        if !state.moments[i].second.is_empty() {
            tensors.insert(format!("second.{name}"), like(&state.moments[i].second)?);
        }
        tensors.insert(format!("average.{name}"), like(&state.average[i])?);
    }
    let metadata = HashMap::from([(STEPS.to_owned(), state.n_steps.to_string())]);
    let bytes = safetensors::serialize(&tensors, Some(metadata)).map_err(|e| damaged(path, e))?;
    write_file(path, &bytes)
}

/// Loads a run into `vars`, which must be of the model that was saved.
pub fn load(path: &Path, vars: &BTreeMap<String, Var>) -> Result<Checkpoint> {
    let bytes = read_file(path)?;
    let (_, metadata) =
        safetensors::SafeTensors::read_metadata(&bytes).map_err(|e| damaged(path, e))?;
    let n_steps = metadata
        .metadata()
        .as_ref()
        .and_then(|metadata| metadata.get(STEPS)?.parse().ok())
        .ok_or_else(|| damaged(path, "it does not say its step"))?;
    let tensors = candle_core::safetensors::load_buffer(&bytes, &Device::Cpu)?;
    let values = |kind: &str, name: &str| -> Result<Vec<f32>> {
        let tensor = tensors
            .get(&format!("{kind}.{name}"))
            .ok_or_else(|| damaged(path, format!("{kind}.{name} is missing")))?;
        Ok(tensor.flatten_all()?.to_vec1()?)
    };
    let mut state = Checkpoint {
        n_steps,
        moments: Vec::new(),
        average: Vec::new(),
    };
    for (name, var) in vars {
        let parameter = Tensor::from_vec(values("parameter", name)?, var.shape(), &Device::Cpu)?;
        var.set(&parameter)?;
        state.moments.push(Moments {
            first: values("first", name)?,
            second: match tensors.contains_key(&format!("second.{name}")) {
                true => values("second", name)?,
                false => Vec::new(),
            },
        });
        state.average.push(values("average", name)?);
    }
    Ok(state)
}

fn damaged(path: &Path, detail: impl ToString) -> Error {
    Error::Checkpoint {
        path: path.to_owned(),
        detail: detail.to_string(),
    }
}
