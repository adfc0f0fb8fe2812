//! Puts the application together: the only list of capabilities.

use crate::current_state::{classification, thread};
use crate::people::{accounts, organisation};
use crate::platform::app::{App, Parts};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::erasure::EraseFn;
use crate::platform::error::Error;
use crate::platform::page::NavItem;
use crate::platform::panel::Panel;
use crate::platform::reaction::Reaction;
use crate::platform::routes::Routes;
use crate::platform::{assets, style};
use crate::registers::{information, links, processes, suppliers, systems};
use axum::Router;

/// Every route of the application.
pub fn routes() -> Routes {
    [
        assets::routes(),
        style::routes(),
        accounts::routes(),
        organisation::routes(),
        processes::routes(),
        information::routes(),
        systems::routes(),
        classification::routes(),
        thread::routes(),
        suppliers::routes(),
        links::routes(),
    ]
    .into_iter()
    .fold(Routes::default(), Routes::merge)
}

/// The menu, in order within its groups.
const NAV: &[NavItem] =
    &[information::NAV, processes::NAV, systems::NAV, suppliers::NAV, classification::NAV, organisation::NAV];

/// What stands on records' pages beside their facts, in order.
const PANELS: &[Panel] = &[
    classification::ON_INFORMATION,
    classification::ON_SYSTEM,
    classification::ON_PROCESS,
    thread::ON_INFORMATION,
    thread::ON_PROCESS,
    thread::ON_SYSTEM,
    thread::ON_SUPPLIER,
    links::ON_PROCESS,
    links::ON_INFORMATION,
    links::ON_PROCESSING,
    links::ON_SYSTEM,
    links::ON_SUPPLIER,
    processes::REVIEW,
    information::REVIEW,
    systems::REVIEW,
    suppliers::REVIEW,
];

/// What follows a write in its transaction, in order.
const REACTIONS: &[Reaction] = &[links::REACTION, classification::REACTION, thread::REACTION];

/// What is wiped with a record that must leave no trace, in order.
const ERASURES: &[EraseFn] = &[thread::erase];

/// The application and its router.
pub fn build(config: Config, db: Db, clock: Clock) -> Result<(App, Router), Error> {
    let parts = Parts {
        routes: routes(),
        nav: NAV.to_vec(),
        panels: PANELS.to_vec(),
        reactions: REACTIONS.to_vec(),
        erasures: ERASURES.to_vec(),
        not_signed_in: accounts::not_signed_in,
        confirm: accounts::confirm_page,
    };
    App::new(config, db, clock, parts)
}
