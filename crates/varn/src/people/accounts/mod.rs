//! Accounts, memberships, sign-in and sessions. An account belongs to the installation; a membership with its state
//! and roles belongs to one municipality. Nobody learns from an answer whether an account exists, and nobody comes into
//! one municipality by what was done in another.
//! Readable by others (JOIN): none; `people.user_id` ties a person to an account.

mod carry;
mod members;
mod members_form;
mod model;
mod own;
mod password;
pub mod store;
mod web;
mod welcome;

#[cfg(test)]
mod tests;

pub use members_form::is_address;
pub use model::{Account, MembershipState, Purpose};
pub use own::confirm_page;
pub use password::{fits, hash, hash_with_salt};
pub use web::{NAV, not_signed_in, routes};

use crate::platform::history::RecordKind;

/// A membership in its history.
pub const MEMBERSHIP: RecordKind = RecordKind("membership");
