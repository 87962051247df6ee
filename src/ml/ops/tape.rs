//! The backward pass of a chain of ops.
//!
//! candle's own goes over any graph; for each gradient it makes zeros and adds to them, which in a
//! chain, where every input has one user, is half of the memory that a step of a small net moves.
//! A tape keeps each op of a chain with what went in and came out, and goes back link by link.

use std::collections::HashMap;
use std::fmt;

use candle_core::{CustomOp1, CustomOp2, CustomOp3, Result, Shape, Tensor, TensorId, Var};

/// What has been done to a tensor, if it is kept.
#[derive(Default)]
pub struct Tape {
    links: Option<Vec<Box<dyn Link>>>,
}

impl fmt::Debug for Tape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_links = self.links.as_ref().map(Vec::len);
        f.debug_struct("Tape").field("n_links", &n_links).finish()
    }
}

/// Gradients of parameters.
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
    /// Adds a gradient of `parameter`, where there is one.
    fn add(&mut self, parameter: &Tensor, gradient: Option<Tensor>) -> Result<()> {
        let Some(gradient) = gradient else {
            return Ok(());
        };
        let sum = match self.0.remove(&parameter.id()) {
            Some(known) => (known + gradient)?,
            None => gradient,
        };
        self.0.insert(parameter.id(), sum);
        Ok(())
    }
}

/// An op with what went in and came out.
trait Link {
    /// The gradient of its input, from that of its output; none where nothing wants it.
    fn back(&self, d_out: &Tensor, gradients: &mut Gradients) -> Result<Option<Tensor>>;
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

    /// From the gradient of the last output to those of all parameters, added to `gradients`, and
    /// of the first input, where something wants it.
    ///
    /// # Errors
    /// Where an op's backward pass fails.
    pub fn backward(&self, d_out: Tensor, gradients: &mut Gradients) -> Result<Option<Tensor>> {
        let mut d_out = d_out;
        for link in self.links.iter().flatten().rev() {
            match link.back(&d_out, gradients)? {
                Some(d_x) => d_out = d_x,
                None => return Ok(None),
            }
        }
        Ok(Some(d_out))
    }

    fn keep(&mut self, link: impl Link + 'static) {
        if let Some(links) = &mut self.links {
            links.push(Box::new(link));
        }
    }

    /// `op` of `x`.
    ///
    /// # Errors
    /// Where `op` fails.
    pub(crate) fn apply1<O>(&mut self, op: O, x: &Tensor) -> Result<Tensor>
    where
        O: CustomOp1 + Clone + Send + Sync + 'static,
    {
        let out = x.apply_op1(op.clone())?;
        self.keep(One {
            op,
            x: x.clone(),
            out: out.clone(),
        });
        Ok(out)
    }

    /// `op` of `x` and a parameter.
    ///
    /// # Errors
    /// Where `op` fails.
    pub(crate) fn apply2<O>(&mut self, op: O, x: &Tensor, parameter: &Tensor) -> Result<Tensor>
    where
        O: CustomOp2 + Clone + Send + Sync + 'static,
    {
        let out = x.apply_op2(parameter, op.clone())?;
        self.keep(Two {
            op,
            x: x.clone(),
            parameter: parameter.clone(),
            out: out.clone(),
        });
        Ok(out)
    }

    /// `op` of `x` and two parameters.
    ///
    /// # Errors
    /// Where `op` fails.
    pub(crate) fn apply3<O>(
        &mut self,
        op: O,
        x: &Tensor,
        parameters: [&Tensor; 2],
    ) -> Result<Tensor>
    where
        O: CustomOp3 + Clone + Send + Sync + 'static,
    {
        let [a, b] = parameters;
        let out = x.apply_op3(a, b, op.clone())?;
        self.keep(Three {
            op,
            x: x.clone(),
            parameters: parameters.map(Tensor::clone),
            out: out.clone(),
        });
        Ok(out)
    }

    /// The same numbers in another shape.
    ///
    /// # Errors
    /// Where they do not fit.
    pub fn reshape(&mut self, x: &Tensor, shape: impl Into<Shape>) -> Result<Tensor> {
        let out = x.reshape(shape.into())?;
        self.keep(Reshaped(x.shape().clone()));
        Ok(out)
    }
}

struct One<O> {
    op: O,
    x: Tensor,
    out: Tensor,
}

impl<O: CustomOp1> Link for One<O> {
    fn back(&self, d_out: &Tensor, _: &mut Gradients) -> Result<Option<Tensor>> {
        self.op.bwd(&self.x, &self.out, d_out)
    }
}

struct Two<O> {
    op: O,
    x: Tensor,
    parameter: Tensor,
    out: Tensor,
}

impl<O: CustomOp2> Link for Two<O> {
    fn back(&self, d_out: &Tensor, gradients: &mut Gradients) -> Result<Option<Tensor>> {
        let (d_x, d) = (self.op).bwd(&self.x, &self.parameter, &self.out, d_out)?;
        gradients.add(&self.parameter, d)?;
        Ok(d_x)
    }
}

struct Three<O> {
    op: O,
    x: Tensor,
    parameters: [Tensor; 2],
    out: Tensor,
}

impl<O: CustomOp3> Link for Three<O> {
    fn back(&self, d_out: &Tensor, gradients: &mut Gradients) -> Result<Option<Tensor>> {
        let [a, b] = &self.parameters;
        let (d_x, d_a, d_b) = self.op.bwd(&self.x, a, b, &self.out, d_out)?;
        gradients.add(a, d_a)?;
        gradients.add(b, d_b)?;
        Ok(d_x)
    }
}

struct Reshaped(Shape);

impl Link for Reshaped {
    fn back(&self, d_out: &Tensor, _: &mut Gradients) -> Result<Option<Tensor>> {
        d_out.reshape(&self.0).map(Some)
    }
}
