//! "Vad stannar om … slutar fungera?": which processes stop with a system or a supplier, and when it hurts.

mod page;
pub(super) mod store;

pub(super) use page::routes;
