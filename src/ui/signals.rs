//! Values that follow others.
//!
//! The reactive machinery is generic: it is compiled again for every type of value, and again for
//! every closure. So what widgets hand to each other is a [`Live`] value, behind which the
//! machinery is compiled once for all types; and what goes into the document is one of the few
//! types that it shows, made of a boxed closure. That keeps the page's wasm small.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::Words;
use crate::ui::settings::use_text;

/// A value without its type.
pub type Shared = Arc<dyn Any + Send + Sync>;
/// What makes a value, whichever closure does.
pub type Maker<T> = Box<dyn Make<T> + Send + Sync>;
type Source = Arc<dyn Make<Option<Shared>> + Send + Sync>;

/// `Fn() -> T` for trait objects: in the table of a `dyn Fn` the closure's body stands twice, since
/// it could also be called by value.
pub trait Make<T> {
    fn make(&self) -> T;
}

impl<T, F: Fn() -> T> Make<T> for F {
    fn make(&self) -> T {
        self()
    }
}

/// A value that follows others.
pub struct Live<T> {
    source: StoredValue<Source>,
    of: PhantomData<fn() -> T>,
}

// Not derived: that would ask it of `T` too.
impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T: Send + Sync + 'static> Live<T> {
    fn new(source: Source) -> Self {
        Self {
            source: StoredValue::new(source),
            of: PhantomData,
        }
    }

    /// The value now; whoever reads it in an effect or a view hears of its changes.
    pub fn read(&self) -> Arc<T> {
        match self.try_read() {
            Some(value) => value,
            None => unreachable!("what reads a value goes before the value does"),
        }
    }

    /// The same, for whoever may outlive the value: a frame or a timer.
    pub fn try_read(&self) -> Option<Arc<T>> {
        shared(self.source)?.downcast().ok()
    }

    /// The same without hearing of changes.
    pub fn read_untracked(&self) -> Arc<T> {
        untrack(|| self.read())
    }

    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.read())
    }

    pub fn get(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read())
    }

    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read_untracked())
    }
}

/// A value that stays as it is.
impl<T: Clone + Send + Sync + 'static> From<T> for Live<T> {
    fn from(value: T) -> Self {
        live(move || value.clone())
    }
}

#[inline(never)]
fn shared(source: StoredValue<Source>) -> Option<Shared> {
    source.try_get_value()?.make()
}

/// A value computed each time that it is read.
pub fn live<T>(value: impl Fn() -> T + Send + Sync + 'static) -> Live<T>
where
    T: Send + Sync + 'static,
{
    Live::new(Arc::new(move || -> Option<Shared> {
        Some(Arc::new(value()))
    }))
}

/// A value computed once a change, and told on only where it differs.
pub fn memo<T>(value: impl Fn() -> T + Send + Sync + 'static) -> Live<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    memo_shared(Box::new(move || -> Shared { Arc::new(value()) }))
}

/// The same of a value that is shared already, and of type `T`.
pub fn memo_shared<T>(of: Maker<Shared>) -> Live<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Live::new(remembered(Value {
        of,
        are_alike: |a, b| match (a.downcast_ref::<T>(), b.downcast_ref::<T>()) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        },
    }))
}

struct Value {
    of: Maker<Shared>,
    are_alike: fn(&(dyn Any + Send + Sync), &(dyn Any + Send + Sync)) -> bool,
}

/// What a memo holds.
struct Held(
    Shared,
    fn(&(dyn Any + Send + Sync), &(dyn Any + Send + Sync)) -> bool,
);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.1)(&*self.0, &*other.0)
    }
}

fn remembered(value: Value) -> Source {
    let memo = Memo::new(move |_| Held(value.of.make(), value.are_alike));
    Arc::new(move || memo.try_with(|held| Arc::clone(&held.0)))
}

/// A value for the document: a word, or whether something is so.
pub fn derived<T>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T>
where
    T: Send + Sync + 'static,
{
    derived_boxed(Box::new(value))
}

#[inline(never)]
fn derived_boxed<T: Send + Sync + 'static>(value: Maker<T>) -> Signal<T> {
    Signal::derive(move || value.make())
}

/// Words of an area in the language in force: `say(|words: &AppText| words.retry)`.
pub fn say<W: Words, S: Into<String>>(
    words: impl Fn(&'static W) -> S + Send + Sync + 'static,
) -> Signal<String> {
    let text = use_text();
    derived(move || words(text.of()).into())
}

/// A part of the page that is made anew when what it shows changes.
pub fn part(view: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    part_boxed(Box::new(view))
}

#[inline(never)]
fn part_boxed(view: Box<dyn Make<AnyView> + Send>) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(move || view.make())
}

/// An effect.
pub fn effect(act: impl Fn() + 'static) {
    effect_boxed(Box::new(act));
}

#[inline(never)]
fn effect_boxed(act: Box<dyn Make<()>>) {
    Effect::new(move |_| act.make());
}
