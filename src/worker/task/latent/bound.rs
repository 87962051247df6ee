//! The bound on log p(x) of one digit, term by term, and what tightens it.

use candle_core::{Device, Result, Tensor};

use super::{check_count, check_image};
use crate::ml::dataset::unit_pixels;
use crate::ml::metrics::integral::{GridIntegral, Integrated, N_SIDE};
use crate::ml::metrics::vae::{log_likelihoods, log_mean_exp, log_weights, normals};
use crate::ml::models::Vae;
use crate::ml::models::vae::Posterior;
use crate::ml::rng::{Draws, Purpose};
use crate::protocol::{
    BoundRequest, Event, Integral, LatentModel, MOST_LATENTS, MOST_REPEATS, Proposal,
    RequestProblem, VaeId,
};
use crate::worker::store::Store;
use crate::worker::task::{Progress, Task};

/// Latents decoded in one step.
const CHUNK: usize = 64;

/// Latents of the bound's reconstruction term.
const N_TERM: usize = 256;

/// What is known of one digit so far.
#[derive(Debug)]
pub struct Bounding {
    request: BoundRequest,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Terms,
    Grid(Box<GridIntegral>),
    Estimates(Estimates),
    Done,
}

/// Estimates by one proposal, each with twice the latents of the one before.
#[derive(Debug)]
struct Estimates {
    proposal: Proposal,
    /// Log weights so far, by repeat.
    weights: Vec<Vec<f64>>,
    /// Latents of the next estimate.
    goal: usize,
}

/// The bound of a whole binary image.
///
/// # Errors
/// Where it is none, or the counts are not what there may be.
pub fn bound(request: BoundRequest) -> std::result::Result<Task, RequestProblem> {
    check_image(&request.pixels)?;
    check_count(usize::from(request.n_samples), MOST_LATENTS)?;
    check_count(usize::from(request.n_repeats), MOST_REPEATS)?;
    if let Some(&value) = request.pixels.iter().find(|&&value| value > 1) {
        return Err(RequestProblem::Count {
            given: u64::from(value),
            most: 1,
        });
    }
    Ok(Task::Bound(Box::new(Bounding {
        request,
        stage: Stage::Terms,
    })))
}

impl Bounding {
    pub const fn model(&self) -> LatentModel {
        LatentModel::Vae(self.request.model)
    }

    /// The terms, a row of the grid, or some latents of an estimate.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, store: &Store) -> Result<Progress> {
        let Some(vae) = store.latent(self.model()).and_then(|model| model.vae()) else {
            return Ok(Progress::Working);
        };
        let job = self.request.job;
        let posterior = vae.encode(&unit_pixels(&self.request.pixels, 1)?)?;
        match &mut self.stage {
            Stage::Terms => {
                let (log_likelihood, kl) = terms(vae, &posterior, &self.request)?;
                self.stage = match self.request.model {
                    VaeId::Plane => {
                        Stage::Grid(Box::new(GridIntegral::new(self.request.pixels.clone())))
                    }
                    VaeId::Good | VaeId::Readable => self.estimates(Proposal::Posterior),
                };
                Ok(Progress::Frame(Event::Bounded {
                    job,
                    log_likelihood,
                    n_samples: N_TERM as u32,
                    kl,
                }))
            }
            Stage::Grid(grid) => {
                let Some(integrated) = grid.step(vae)? else {
                    return Ok(Progress::Working);
                };
                self.stage = self.estimates(Proposal::Posterior);
                Ok(Progress::Frame(Event::Integrated {
                    job,
                    integral: integral(&integrated),
                }))
            }
            Stage::Estimates(estimates) => {
                let Some(event) = estimates.step(vae, &posterior, &self.request)? else {
                    return Ok(Progress::Working);
                };
                let is_last = estimates.goal >= usize::from(self.request.n_samples);
                if !is_last {
                    estimates.goal = (2 * estimates.goal).min(usize::from(self.request.n_samples));
                    return Ok(Progress::Frame(event));
                }
                self.stage = match estimates.proposal {
                    Proposal::Posterior => self.estimates(Proposal::Prior),
                    Proposal::Prior => Stage::Done,
                };
                Ok(Progress::Frame(event))
            }
            Stage::Done => Ok(Progress::Finished(None)),
        }
    }

    fn estimates(&self, proposal: Proposal) -> Stage {
        Stage::Estimates(Estimates {
            proposal,
            weights: vec![Vec::new(); usize::from(self.request.n_repeats)],
            goal: 1,
        })
    }
}

impl Estimates {
    /// Some more latents of the first repeat that lacks them; the estimates once none does.
    fn step(
        &mut self,
        vae: &Vae,
        posterior: &Posterior,
        request: &BoundRequest,
    ) -> Result<Option<Event>> {
        let goal = self.goal;
        let short = (self.weights.iter_mut().enumerate()).find(|(_, w)| w.len() < goal);
        if let Some((repeat, weights)) = short {
            let n = CHUNK.min(goal - weights.len());
            let first = ((repeat * MOST_LATENTS + weights.len()) * vae.n_axes()) as u64;
            let draws = Draws::new(request.seed, Purpose::Latent);
            let noise = normals(&draws, first, n, vae.n_axes())?;
            match self.proposal {
                Proposal::Posterior => {
                    weights.extend(log_weights(vae, posterior, &request.pixels, &noise)?);
                }
                Proposal::Prior => {
                    let likelihoods = log_likelihoods(vae, &noise, &request.pixels)?;
                    weights.extend(likelihoods.into_iter().map(f64::from));
                }
            }
            return Ok(None);
        }
        let estimate = |weights: &Vec<f64>| log_mean_exp(&weights[..goal]) as f32;
        Ok(Some(Event::Estimated {
            job: request.job,
            proposal: self.proposal,
            n_samples: goal as u16,
            estimates: self.weights.iter().map(estimate).collect(),
        }))
    }
}

/// `E_q[log p(x | z)]` and the KL by axis.
fn terms(vae: &Vae, posterior: &Posterior, request: &BoundRequest) -> Result<(f32, Vec<f32>)> {
    // From the far end of the seed's numbers, where no estimate comes.
    let first = (MOST_REPEATS * MOST_LATENTS * vae.n_axes()) as u64;
    let draws = Draws::new(request.seed, Purpose::Latent);
    let noise = draws.normals(first, N_TERM * vae.n_axes());
    let noise = Tensor::from_vec(noise, (N_TERM, vae.n_axes()), &Device::Cpu)?;
    let likelihoods = log_likelihoods(vae, &posterior.sample_many(&noise)?, &request.pixels)?;
    let mean = likelihoods.iter().sum::<f32>() / N_TERM as f32;
    Ok((mean, posterior.kl()?.flatten_all()?.to_vec1()?))
}

fn integral(integrated: &Integrated) -> Integral {
    let largest = (integrated.log_joint.iter().copied()).fold(f64::NEG_INFINITY, f64::max);
    let part = |value: &f64| libm::exp(value - largest) as f32;
    Integral {
        log_likelihood: integrated.log_likelihood as f32,
        posterior: integrated.log_joint.iter().map(part).collect(),
        side: N_SIDE as u16,
        middle: integrated.square.middle.map(|at| at as f32),
        half_width: integrated.square.half_width as f32,
    }
}
