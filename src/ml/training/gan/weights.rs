//! The pair as one file, and what its optimisers remember.

use std::collections::BTreeMap;

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::VarBuilder;

use super::{Counts, GanTraining, Player};
use crate::ml::models::gan::Config;
use crate::ml::models::{Discriminator, Generator, Model};
use crate::ml::ops::adam::Moments;
use crate::ml::weights::{self, Precision, Spec, WeightsError, fnv1a};

const GENERATOR: &str = "generator";
const DISCRIMINATOR: &str = "discriminator";

/// Names and shapes of the tensors of both nets, running statistics too.
///
/// # Errors
/// Where `config` describes no nets.
pub fn pair_spec(config: &Config) -> Result<Spec> {
    let named = |net: &str, spec: Spec| {
        let name = |(name, shape): (String, Vec<usize>)| (format!("{net}.{name}"), shape);
        spec.into_iter().map(name).collect::<Spec>()
    };
    let mut spec = named(GENERATOR, Generator::spec(config)?);
    spec.extend(named(DISCRIMINATOR, Discriminator::spec(config)?));
    Ok(spec)
}

/// What the optimisers of both nets remember, the generator's first, and after how many rounds.
#[derive(Debug, Clone)]
pub struct Memory {
    pub n_rounds: u64,
    pub moments: [Vec<Moments>; 2],
}

impl GanTraining {
    /// For a run that is to be gone on with another day.
    pub fn memory(&self) -> Memory {
        Memory {
            n_rounds: self.counts.rounds,
            moments: [self.generator.moments(), self.discriminator.moments()],
        }
    }

    /// Goes on from what was remembered, of rounds of both nets with one step each.
    pub fn remember(&mut self, memory: Memory, batch_size: usize) {
        let n_rounds = memory.n_rounds;
        self.counts = Counts {
            rounds: n_rounds,
            real: n_rounds * batch_size as u64,
        };
        let [generator, discriminator] = memory.moments;
        self.generator.resume(n_rounds, generator);
        self.discriminator.resume(n_rounds, discriminator);
    }

    /// Both nets as a safetensors file. The optimisers' moments are not in it.
    ///
    /// # Errors
    /// Where a tensor cannot be read.
    pub fn to_bytes(&self, precision: Precision) -> Result<Vec<u8>> {
        weights::write(&self.tensors(), precision)
    }

    /// A number of all weights that is another where one of their bits is.
    ///
    /// # Errors
    /// Where a tensor cannot be read.
    pub fn digest(&self) -> Result<u64> {
        let mut digest = 0;
        for tensor in self.tensors().values() {
            let values: Vec<f32> = tensor.flatten_all()?.to_vec1()?;
            let bytes: Vec<u8> = values.iter().flat_map(|x| x.to_le_bytes()).collect();
            digest = fnv1a(&bytes) ^ u64::rotate_left(digest, 1);
        }
        Ok(digest)
    }

    /// Both nets' tensors, by name.
    pub fn tensors(&self) -> BTreeMap<String, Tensor> {
        let generator = self.generator.vars().iter();
        let discriminator = self.discriminator.vars().iter();
        (generator.map(|(name, var)| (format!("{GENERATOR}.{name}"), var)))
            .chain(discriminator.map(|(name, var)| (format!("{DISCRIMINATOR}.{name}"), var)))
            .map(|(name, var)| (name, var.as_tensor().clone()))
            .collect()
    }

    /// A run that begins with the nets of a file, and optimisers without a memory.
    ///
    /// # Errors
    /// The outer one where candle fails; the inner one where `bytes` are not a pair's weights.
    pub fn from_bytes(
        config: &Config,
        bytes: &[u8],
        seed: u64,
        n_images: usize,
    ) -> Result<std::result::Result<Self, WeightsError>> {
        let tensors = match weights::read(bytes, &pair_spec(config)?) {
            Ok(tensors) => tensors,
            Err(error) => return Ok(Err(error)),
        };
        let mut run = Self::new(config, seed, n_images)?;
        set(&run.generator, GENERATOR, &tensors)?;
        set(&run.discriminator, DISCRIMINATOR, &tensors)?;
        run.good = run.state()?;
        Ok(Ok(run))
    }
}

/// The generator alone of a pair's file.
///
/// # Errors
/// The outer one where candle fails; the inner one where `bytes` are not a pair's weights.
pub fn generator_from_bytes(
    config: &Config,
    bytes: &[u8],
) -> Result<std::result::Result<Generator, WeightsError>> {
    match weights::read(bytes, &pair_spec(config)?) {
        Ok(tensors) => {
            let vb = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
            Generator::new(config, vb.pp(GENERATOR)).map(Ok)
        }
        Err(error) => Ok(Err(error)),
    }
}

fn set<M: Model<Config = Config>>(
    player: &Player<M>,
    net: &str,
    tensors: &std::collections::HashMap<String, Tensor>,
) -> Result<()> {
    for (name, var) in player.vars() {
        if let Some(value) = tensors.get(&format!("{net}.{name}")) {
            var.set(value)?;
        }
    }
    Ok(())
}
