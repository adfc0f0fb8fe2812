//! Accounts, memberships, sign-in and sessions. An account belongs to the installation; a membership with its state
//! and roles belongs to one municipality. Nobody learns from an answer whether an account exists.
//! Readable by others (JOIN): none; `people.user_id` ties a person to an account.

mod model;
mod password;
pub mod store;
mod web;

pub use model::{Account, MembershipState, Purpose};
pub use password::{fits, hash, hash_with_salt};
pub use web::{confirm_page, not_signed_in, routes};
