//! The backward pass of our own ops.
//!
//! candle's own goes over any graph and knows the way back through each of its ops: a program that
//! calls it carries all of them, for numbers of every type. And for each gradient it makes zeros
//! and adds to them, which in a chain, where every input has one user, is half of the memory that a
//! step of a small net moves. A tape keeps each op with what went in and came out, and goes back
//! from the last one to the first.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use candle_core::{CustomOp1, CustomOp2, CustomOp3, Device, Result, Shape, Tensor, TensorId, Var};

/// What has been done, if it is kept.
#[derive(Default)]
pub struct Tape {
    links: Option<Vec<Link>>,
}

/// An op with what went in and came out.
struct Link {
    op: Op,
    out: Tensor,
}

enum Op {
    One(Arc<Box<dyn CustomOp1 + Send + Sync>>, Tensor),
    Two(Arc<Box<dyn CustomOp2 + Send + Sync>>, [Tensor; 2]),
    Three(Arc<Box<dyn CustomOp3 + Send + Sync>>, [Tensor; 3]),
    Reshaped(Tensor),
}

impl fmt::Debug for Tape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_links = self.links.as_ref().map(Vec::len);
        f.debug_struct("Tape").field("n_links", &n_links).finish()
    }
}

/// Gradients of parameters, and of whatever else wants one.
#[derive(Debug, Default)]
pub struct Gradients(HashMap<TensorId, Tensor>);

/// Whatever knows the gradient of a parameter.
pub trait GradientOf {
    fn gradient_of(&self, parameter: &Var) -> Option<&Tensor>;
}

impl GradientOf for Gradients {
    fn gradient_of(&self, parameter: &Var) -> Option<&Tensor> {
        self.0.get(&parameter.as_tensor().id())
    }
}

impl GradientOf for candle_core::backprop::GradStore {
    fn gradient_of(&self, parameter: &Var) -> Option<&Tensor> {
        self.get(parameter.as_tensor())
    }
}

impl Gradients {
    /// Adds a gradient of `tensor`, where there is one.
    fn add(&mut self, tensor: &Tensor, gradient: Option<Tensor>) -> Result<()> {
        let Some(gradient) = gradient else {
            return Ok(());
        };
        let sum = match self.0.remove(&tensor.id()) {
            Some(known) => (known + gradient)?,
            None => gradient,
        };
        self.0.insert(tensor.id(), sum);
        Ok(())
    }
}

impl Link {
    /// Adds the gradients of what went in, from that of what came out.
    fn back(&self, d_out: &Tensor, gradients: &mut Gradients) -> Result<()> {
        match &self.op {
            Op::One(op, x) => gradients.add(x, op.bwd(x, &self.out, d_out)?),
            Op::Two(op, [a, b]) => {
                let (d_a, d_b) = op.bwd(a, b, &self.out, d_out)?;
                gradients.add(a, d_a)?;
                gradients.add(b, d_b)
            }
            Op::Three(op, [a, b, c]) => {
                let (d_a, d_b, d_c) = op.bwd(a, b, c, &self.out, d_out)?;
                gradients.add(a, d_a)?;
                gradients.add(b, d_b)?;
                gradients.add(c, d_c)
            }
            Op::Reshaped(x) => gradients.add(x, Some(d_out.reshape(x.shape())?)),
        }
    }

    /// What the op is done to; the others beside it are parameters, or constants.
    fn input(&self) -> &Tensor {
        match &self.op {
            Op::One(_, x) | Op::Two(_, [x, _]) | Op::Three(_, [x, _, _]) | Op::Reshaped(x) => x,
        }
    }
}

impl Tape {
    /// Keeps what is done.
    pub fn on() -> Self {
        Self {
            links: Some(Vec::new()),
        }
    }

    /// Keeps nothing: for nets in use.
    pub const fn off() -> Self {
        Self { links: None }
    }

    /// Adds to `gradients` those of all parameters, from the gradient of each of `outputs`.
    ///
    /// # Errors
    /// Where an op's backward pass fails.
    pub fn backward_from<const N: usize>(
        &self,
        outputs: [(&Tensor, Tensor); N],
        gradients: &mut Gradients,
    ) -> Result<()> {
        for (output, d_output) in outputs {
            gradients.add(output, Some(d_output))?;
        }
        for link in self.links.iter().flatten().rev() {
            if let Some(d_out) = gradients.0.remove(&link.out.id()) {
                link.back(&d_out, gradients)?;
            }
        }
        Ok(())
    }

    /// The same from a loss, a scalar.
    ///
    /// # Errors
    /// As [`Self::backward_from`].
    pub fn backward_from_loss(&self, loss: &Tensor, gradients: &mut Gradients) -> Result<()> {
        self.backward_from([(loss, Tensor::new(1f32, &Device::Cpu)?)], gradients)
    }

    /// The same of a chain, from the gradient of its last output; the gradient of its first input,
    /// which is no parameter, where something wants it.
    ///
    /// # Errors
    /// As [`Self::backward_from`].
    pub fn backward(&self, d_out: Tensor, gradients: &mut Gradients) -> Result<Option<Tensor>> {
        let links = self.links.as_deref().unwrap_or_default();
        let (Some(first), Some(last)) = (links.first(), links.last()) else {
            return Ok(Some(d_out));
        };
        self.backward_from([(&last.out, d_out)], gradients)?;
        Ok(gradients.0.remove(&first.input().id()))
    }

    fn keep(&mut self, op: impl FnOnce() -> Op, out: &Tensor) {
        if let Some(links) = &mut self.links {
            let (op, out) = (op(), out.clone());
            links.push(Link { op, out });
        }
    }

    /// `op` of `x`.
    ///
    /// # Errors
    /// Where `op` fails.
    pub(crate) fn apply1(
        &mut self,
        op: impl CustomOp1 + Send + Sync + 'static,
        x: &Tensor,
    ) -> Result<Tensor> {
        let op: Arc<Box<dyn CustomOp1 + Send + Sync>> = Arc::new(Box::new(op));
        let out = x.apply_op1_arc(Arc::clone(&op))?;
        self.keep(|| Op::One(op, x.clone()), &out);
        Ok(out)
    }

    /// `op` of two tensors.
    ///
    /// # Errors
    /// Where `op` fails.
    pub(crate) fn apply2(
        &mut self,
        op: impl CustomOp2 + Send + Sync + 'static,
        a: &Tensor,
        b: &Tensor,
    ) -> Result<Tensor> {
        let op: Arc<Box<dyn CustomOp2 + Send + Sync>> = Arc::new(Box::new(op));
        let out = a.apply_op2_arc(b, Arc::clone(&op))?;
        self.keep(|| Op::Two(op, [a, b].map(Tensor::clone)), &out);
        Ok(out)
    }

    /// `op` of three tensors.
    ///
    /// # Errors
    /// Where `op` fails.
    pub(crate) fn apply3(
        &mut self,
        op: impl CustomOp3 + Send + Sync + 'static,
        a: &Tensor,
        [b, c]: [&Tensor; 2],
    ) -> Result<Tensor> {
        let op: Arc<Box<dyn CustomOp3 + Send + Sync>> = Arc::new(Box::new(op));
        let out = a.apply_op3_arc(b, c, Arc::clone(&op))?;
        self.keep(|| Op::Three(op, [a, b, c].map(Tensor::clone)), &out);
        Ok(out)
    }

    /// The same numbers in another shape.
    ///
    /// # Errors
    /// Where they do not fit.
    pub fn reshape(&mut self, x: &Tensor, shape: impl Into<Shape>) -> Result<Tensor> {
        let out = x.reshape(shape.into())?;
        self.keep(|| Op::Reshaped(x.clone()), &out);
        Ok(out)
    }
}
