//! Weights: made from a seed, read from a file, written to one.
//!
//! Shipped files are safetensors with f16 numbers; in use everything is f32. A file must hold
//! exactly the tensors of its model: a missing, unknown or misshapen one is an error that says
//! which, before any model is built.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use candle_core::{DType, Device, Shape, Tensor, Var};
use candle_nn::var_builder::SimpleBackend;
use candle_nn::{Init, VarBuilder};
use half::f16;
use safetensors::tensor::{Metadata, TensorView};
use safetensors::{Dtype, SafeTensors};
use thiserror::Error;

use super::rng::{Draws, Purpose};

/// Names and shapes of a model's tensors.
pub type Spec = BTreeMap<String, Vec<usize>>;

/// Why a file is not a model's weights.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum WeightsError {
    #[error("not in the safetensors format")]
    NotSafetensors,
    #[error("cut short: {received} bytes of {expected}")]
    Truncated { received: u64, expected: u64 },
    #[error("tensor {tensor} is missing")]
    TensorMissing { tensor: String },
    #[error("tensor {tensor} belongs to no layer of this model")]
    TensorUnknown { tensor: String },
    #[error("tensor {tensor} has shape {found:?} in place of {expected:?}")]
    WrongShape {
        tensor: String,
        expected: Vec<usize>,
        found: Vec<usize>,
    },
    #[error("tensor {tensor} is neither f16 nor f32")]
    WrongType { tensor: String },
    #[error("tensor {tensor} holds a value that is no number")]
    NotFinite { tensor: String },
}

/// Fresh variables, each drawn from the seed and its own name.
#[derive(Debug, Clone)]
pub struct FreshVars {
    seed: u64,
    vars: Arc<Mutex<BTreeMap<String, Var>>>,
}

impl FreshVars {
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            vars: Arc::default(),
        }
    }

    /// Variables that are there already: none of them is drawn.
    pub fn holding(vars: BTreeMap<String, Var>) -> Self {
        Self {
            seed: 0,
            vars: Arc::new(Mutex::new(vars)),
        }
    }

    /// A builder that makes each variable on its first use.
    pub fn builder(&self) -> VarBuilder<'static> {
        VarBuilder::from_backend(Box::new(self.clone()), DType::F32, Device::Cpu)
    }

    /// The variables made so far, by name.
    pub fn vars(&self) -> BTreeMap<String, Var> {
        self.vars
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Names and shapes of the variables made so far.
    pub fn spec(&self) -> Spec {
        let vars = self.vars();
        vars.iter()
            .map(|(name, var)| (name.clone(), var.dims().to_vec()))
            .collect()
    }

    fn draw(&self, name: &str, shape: &Shape, init: Init) -> candle_core::Result<Tensor> {
        let draws = Draws::new(self.seed ^ fnv1a(name.as_bytes()), Purpose::Init);
        let n = shape.elem_count() as u64;
        let values: Vec<f32> = match init {
            Init::Const(value) => vec![value as f32; n as usize],
            Init::Uniform { lo, up } => (0..n)
                .map(|i| (lo + (up - lo) * draws.uniform(i)) as f32)
                .collect(),
            Init::Randn { mean, stdev } => (0..n)
                .map(|i| (mean + stdev * draws.normal(i)) as f32)
                .collect(),
            Init::Kaiming { .. } => candle_core::bail!("{name}: this init is not used here"),
        };
        Tensor::from_vec(values, shape, &Device::Cpu)
    }
}

impl SimpleBackend for FreshVars {
    fn get(
        &self,
        shape: Shape,
        name: &str,
        init: Init,
        _: DType,
        _: &Device,
    ) -> candle_core::Result<Tensor> {
        let mut vars = self.vars.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(var) = vars.get(name) {
            return Ok(var.as_tensor().clone());
        }
        let var = Var::from_tensor(&self.draw(name, &shape, init)?)?;
        let tensor = var.as_tensor().clone();
        vars.insert(name.to_owned(), var);
        Ok(tensor)
    }

    fn get_unchecked(&self, name: &str, _: DType, _: &Device) -> candle_core::Result<Tensor> {
        candle_core::bail!("{name}: its shape is not known")
    }

    fn contains_tensor(&self, name: &str) -> bool {
        self.vars
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(name)
    }
}

/// The tensors of a file as f32, exactly those of `spec`.
///
/// # Errors
/// [`WeightsError`], naming the first tensor that is wrong.
pub fn read(bytes: &[u8], spec: &Spec) -> Result<HashMap<String, Tensor>, WeightsError> {
    check_length(bytes)?;
    let file = SafeTensors::deserialize(bytes).map_err(|_| WeightsError::NotSafetensors)?;
    if let Some(tensor) = file
        .names()
        .into_iter()
        .find(|name| !spec.contains_key(*name))
    {
        return Err(WeightsError::TensorUnknown {
            tensor: tensor.to_owned(),
        });
    }
    let mut tensors = HashMap::new();
    for (name, shape) in spec {
        let view = file.tensor(name).map_err(|_| WeightsError::TensorMissing {
            tensor: name.clone(),
        })?;
        if view.shape() != shape {
            return Err(WeightsError::WrongShape {
                tensor: name.clone(),
                expected: shape.clone(),
                found: view.shape().to_vec(),
            });
        }
        let values = numbers(name, &view)?;
        // The shape fits the numbers: safetensors has checked the bytes against it.
        let tensor = Tensor::from_vec(values, shape.as_slice(), &Device::Cpu)
            .map_err(|_| WeightsError::NotSafetensors)?;
        tensors.insert(name.clone(), tensor);
    }
    Ok(tensors)
}

/// Bits of a number in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// As all that ships.
    Half,
    /// As it is in use.
    Single,
}

/// The numbers of `tensors` as a safetensors file, names in order.
///
/// # Errors
/// Where a tensor's numbers cannot be read.
pub fn write(
    tensors: &BTreeMap<String, Tensor>,
    precision: Precision,
) -> candle_core::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (name, tensor) in tensors {
        let values = tensor.flatten_all()?.to_vec1::<f32>()?;
        let data: Vec<u8> = match precision {
            Precision::Half => (values.iter())
                .flat_map(|&x| f16::from_f32(x).to_le_bytes())
                .collect(),
            Precision::Single => values.iter().flat_map(|x| x.to_le_bytes()).collect(),
        };
        bytes.push((name, tensor.dims().to_vec(), data));
    }
    let dtype = match precision {
        Precision::Half => Dtype::F16,
        Precision::Single => Dtype::F32,
    };
    let views = bytes
        .iter()
        .map(|(name, shape, data)| {
            let view = TensorView::new(dtype, shape.clone(), data)?;
            Ok((name.as_str(), view))
        })
        .collect::<Result<Vec<_>, safetensors::SafeTensorError>>()
        .map_err(candle_core::Error::wrap)?;
    safetensors::serialize(views, None).map_err(candle_core::Error::wrap)
}

/// A file's length is in its header: a short file is told apart from a wrong one.
fn check_length(bytes: &[u8]) -> Result<(), WeightsError> {
    let received = bytes.len() as u64;
    let Some((header_len, rest)) = bytes.split_first_chunk::<8>() else {
        return Err(WeightsError::NotSafetensors);
    };
    let header_len = u64::from_le_bytes(*header_len);
    // The format's own limit; a larger number means that these are other bytes altogether.
    if header_len > 100_000_000 || rest.first() != Some(&b'{') {
        return Err(WeightsError::NotSafetensors);
    }
    let header_end = 8 + header_len;
    if received < header_end {
        return Err(WeightsError::Truncated {
            received,
            expected: header_end,
        });
    }
    // The library reads the header of whole files only.
    let metadata: Metadata = serde_json::from_slice(&bytes[8..header_end as usize])
        .map_err(|_| WeightsError::NotSafetensors)?;
    let expected = header_end + metadata.data_len() as u64;
    if received < expected {
        return Err(WeightsError::Truncated { received, expected });
    }
    Ok(())
}

fn numbers(name: &str, view: &TensorView<'_>) -> Result<Vec<f32>, WeightsError> {
    let data = view.data();
    let values: Vec<f32> = match view.dtype() {
        Dtype::F16 => data
            .as_chunks::<2>()
            .0
            .iter()
            .map(|&bytes| f16::from_le_bytes(bytes).to_f32())
            .collect(),
        Dtype::F32 => data
            .as_chunks::<4>()
            .0
            .iter()
            .map(|&bytes| f32::from_le_bytes(bytes))
            .collect(),
        _ => {
            return Err(WeightsError::WrongType {
                tensor: name.to_owned(),
            });
        }
    };
    if values.iter().any(|x| !x.is_finite()) {
        return Err(WeightsError::NotFinite {
            tensor: name.to_owned(),
        });
    }
    Ok(values)
}

/// FNV-1a: a hash that is the same everywhere, for names and digests.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
