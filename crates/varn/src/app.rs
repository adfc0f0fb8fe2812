//! Puts the application together: the only list of capabilities.

use crate::current_state::{classification, controls, gaps, picture, thread};
use crate::exchange::{first_start, imports, proposals, reports, search, start};
use crate::people::{accounts, organisation};
use crate::platform::app::{App, Parts};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::erasure::EraseFn;
use crate::platform::error::Error;
use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;
use crate::platform::page::NavItem;
use crate::platform::panel::{CommonPanel, Panel};
use crate::platform::reaction::Reaction;
use crate::platform::routes::Routes;
use crate::platform::verify::{Reference, Verifier};
use crate::platform::{assets, files, style};
use crate::registers::{information, links, processes, processings, suppliers, systems};
use crate::steering::plan;
use axum::Router;

/// Every route of the application.
pub fn routes() -> Routes {
    let all = [
        // platform
        assets::routes(),
        style::routes(),
        files::routes(),
        // people
        accounts::routes(),
        organisation::routes(),
        // registers
        processes::routes(),
        information::routes(),
        processings::routes(),
        systems::routes(),
        suppliers::routes(),
        links::routes(),
        // current_state
        classification::routes(),
        thread::routes(),
        controls::routes(),
        gaps::routes(),
        picture::routes(),
        // steering
        plan::routes(),
        // exchange
        imports::routes(),
        proposals::routes(),
        first_start::routes(),
        reports::routes(),
        search::routes(),
        start::routes(),
    ];
    all.into_iter().fold(Routes::default(), Routes::merge)
}

/// The menu, in order within its groups.
const NAV: &[NavItem] = &[
    // current state
    start::NAV,
    picture::NAV,
    processes::NAV,
    information::NAV,
    classification::NAV,
    systems::NAV,
    processings::NAV,
    suppliers::NAV,
    controls::NAV,
    gaps::NAV,
    imports::NAV,
    proposals::NAV,
    // steering
    plan::NAV,
    // settings
    organisation::NAV,
    organisation::NAV_PEOPLE,
    accounts::NAV,
    organisation::NAV_PLACE,
    first_start::NAV,
];

/// What stands on records' pages beside their facts, in order.
const PANELS: &[Panel] = &[
    // current state
    classification::ON_INFORMATION,
    classification::ON_SYSTEM,
    classification::ON_PROCESS,
    thread::ON_INFORMATION,
    thread::ON_PROCESS,
    thread::ON_SYSTEM,
    thread::ON_SUPPLIER,
    gaps::ON_SYSTEM,
    gaps::ON_SUPPLIER,
    // registers
    links::ON_PROCESS,
    links::ON_INFORMATION,
    links::ON_PROCESSING,
    links::ON_SYSTEM,
    links::ON_SUPPLIER,
    processes::REVIEW,
    information::REVIEW,
    processings::REVIEW,
    systems::REVIEW,
    suppliers::REVIEW,
];

/// What stands on the page of every kind of record, in order.
const COMMON_PANELS: &[CommonPanel] = &[files::PANEL];

/// What follows a write in its transaction, in order: what rests on another stands after it.
const REACTIONS: &[Reaction] = &[
    // people
    organisation::REACTION,
    // registers
    links::REACTION,
    // current state
    classification::REACTION,
    thread::REACTION,
    gaps::REACTION,
    // platform
    files::reaction(RECORDS),
];

/// What is wiped with a record that must leave no trace, in order.
const ERASURES: &[EraseFn] = &[files::erase, links::erase, thread::erase, gaps::erase, imports::erase];

/// Every kind of record, in the order they are shown where several are.
const KINDS: &[KindInfo] = &[
    // registers
    processes::RECORD,
    information::RECORD,
    systems::RECORD,
    suppliers::RECORD,
    processings::RECORD,
    // steering
    plan::RECORD,
    // people
    organisation::UNIT_RECORD,
    organisation::PERSON_RECORD,
];

/// The kinds alone.
const RECORDS: &[RecordKind] = &kinds();

const fn kinds() -> [RecordKind; KINDS.len()] {
    let mut kinds = [RecordKind(""); KINDS.len()];
    let mut at = 0;
    while at < KINDS.len() {
        kinds[at] = KINDS[at].kind;
        at += 1;
    }
    kinds
}

/// Columns that name a record and that no foreign key guards.
const REFERENCES: &[Reference] = &[
    Reference { table: "links", kind: "from_kind", id: "from_id", only: "" },
    Reference { table: "links", kind: "to_kind", id: "to_id", only: "" },
    classification::CLASSIFIED,
    gaps::JUDGED,
    gaps::DEVIATING,
    Reference { table: "files", kind: "record_kind", id: "record_id", only: "x.record_kind <> 'job'" },
];

/// Checks of what is derived and stored.
const VERIFIERS: &[Verifier] = &[thread::VERIFIER, gaps::VERIFIER, files::VERIFIER];

/// The application and its router.
pub fn build(config: Config, db: Db, clock: Clock) -> Result<(App, Router), Error> {
    let parts = Parts {
        routes: routes(),
        nav: NAV.to_vec(),
        panels: PANELS.to_vec(),
        common_panels: COMMON_PANELS,
        reactions: REACTIONS.to_vec(),
        kinds: KINDS,
        references: REFERENCES,
        verifiers: VERIFIERS,
        erasures: ERASURES.to_vec(),
        not_signed_in: accounts::not_signed_in,
        confirm: accounts::confirm_page,
    };
    App::new(config, db, clock, parts)
}
