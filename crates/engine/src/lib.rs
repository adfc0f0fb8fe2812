//! The calculations of the unbroken thread: protection need along dependencies, required controls,
//! gaps with priority, and what stops when something stops. Each answer can explain itself.
//!
//! What must hold: plain data in, plain data out (no SQL, no clock, no text for people); the order
//! of the input never matters; what is unknown stays unknown and is never counted as level 0;
//! what a change leaves equals a full recomputation.

mod assessment;
mod controls;
mod coverage;
mod explain;
mod gaps;
mod graph;
mod level;
mod link;
mod need;
mod node;
mod outage;
mod priority;
mod settle;

pub use assessment::{Assessment, AssessmentProblem, ObjectResult};
pub use controls::{
    Catalogue, Choice, Condition, Control, ControlIx, Day, Decision, Law, NeedLevel, Object, ObjectIx,
    Reason, Ref, Required, Requirement, Scope, ScopeSet, Standing, Undecided, Why,
};
pub use coverage::Coverage;
pub use explain::{Decider, Explanation, Hop};
pub use gaps::{Deficiency, Entry, Exists, Gap, Inheritance, Judged, Judgement, Progress, Status, Works};
pub use graph::{Graph, Problem};
pub use level::{Aspect, AspectSet, Level, PerAspect};
pub use link::{Link, LinkKind};
pub use need::{Change, Derived, Need, Shift, Source};
pub use node::{Key, Minutes, Node, NodeKind, OutageScale, Raise, RaiseCause, Settings};
pub use outage::{Affected, Band, Basis, Outage};
pub use priority::{Priority, Weights};
