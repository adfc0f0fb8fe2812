//! "Varför?": why a record has its need, hop by hop, as a panel on its page. Records that the actor may not see are told
//! of by what they are, never by name.

mod names;
mod panel;
pub(super) mod store;
mod words;

pub use panel::{ON_INFORMATION, ON_PROCESS, ON_SUPPLIER, ON_SYSTEM};

pub(super) use names::Known;
