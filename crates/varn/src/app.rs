//! Puts the application together: the only list of capabilities.

use crate::current_state::{controls, gaps};
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
use crate::registers::systems;
use axum::Router;

/// Every route of the application.
pub fn routes() -> Routes {
    [
        assets::routes(),
        style::routes(),
        accounts::routes(),
        organisation::routes(),
        systems::routes(),
        controls::routes(),
        gaps::routes(),
    ]
    .into_iter()
    .fold(Routes::default(), Routes::merge)
}

/// The menu, in order within its groups.
const NAV: &[NavItem] = &[systems::NAV, controls::NAV, gaps::NAV, organisation::NAV];

/// What stands on records' pages beside their facts, in order.
const PANELS: &[Panel] = &[gaps::SYSTEM_PANEL, gaps::SUPPLIER_PANEL];

/// What follows a write in its transaction, in order.
const REACTIONS: &[Reaction] = &[gaps::REACTION];

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
