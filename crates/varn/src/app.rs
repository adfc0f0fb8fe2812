//! Puts the application together: the only list of capabilities.

use crate::current_state::picture;
use crate::exchange::reports;
use crate::current_state::thread;
use crate::people::{accounts, organisation};
use crate::platform::app::{App, Parts};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::error::Error;
use crate::platform::page::NavItem;
use crate::platform::panel::Panel;
use crate::platform::reaction::Reaction;
use crate::platform::routes::Routes;
use crate::platform::{assets, style};
use crate::registers::{information, processings, systems};
use crate::steering::plan;
use axum::Router;

/// Every route of the application.
pub fn routes() -> Routes {
    let all = [
        // platform
        assets::routes(),
        style::routes(),
        // people
        accounts::routes(),
        organisation::routes(),
        // registers
        information::routes(),
        processings::routes(),
        systems::routes(),
        // current_state
        picture::routes(),
        // steering
        plan::routes(),
        // exchange
        reports::routes(),
    ];
    all.into_iter().fold(Routes::default(), Routes::merge)
}

/// The menu, in order within its groups.
const NAV: &[NavItem] = &[
    // current state
    picture::NAV,
    information::NAV,
    systems::NAV,
    processings::NAV,
    // steering
    plan::NAV,
    // settings
    organisation::NAV,
];

/// What stands on records' pages beside their facts, in order.
const PANELS: &[Panel] = &[
    // registers
    information::REVIEW,
];

/// What follows a write in its transaction, in order: what rests on another stands after it.
const REACTIONS: &[Reaction] = &[];
/// What follows a write in its transaction, in order.
const REACTIONS: &[Reaction] = &[thread::REACTION];

/// The application and its router.
pub fn build(config: Config, db: Db, clock: Clock) -> Result<(App, Router), Error> {
    let parts = Parts {
        routes: routes(),
        nav: NAV.to_vec(),
        panels: PANELS.to_vec(),
        reactions: REACTIONS.to_vec(),
        not_signed_in: accounts::not_signed_in,
        confirm: accounts::confirm_page,
    };
    App::new(config, db, clock, parts)
}
