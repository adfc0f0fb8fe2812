//! Puts the application together: the only list of capabilities.

use crate::current_state::{classification, controls, gaps, picture, thread};
use crate::exchange::{first_start, imports, proposals, reports, search, start};
use crate::people::{accounts, organisation};
use crate::platform::app::{App, Parts};
use crate::platform::as_of::Said;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::erasure::{About, EraseFn};
use crate::platform::error::Error;
use crate::platform::history::RecordKind;
use crate::platform::jobs::JobHandler;
use crate::platform::kinds::KindInfo;
use crate::platform::page::NavItem;
use crate::platform::panel::Panel;
use crate::platform::reaction::Reaction;
use crate::platform::routes::Routes;
use crate::platform::tasks::{Followed, TaskRule};
use crate::platform::verify::{Reference, Verifier};
use crate::platform::{as_of, assets, daily, export, files, jobs, log, style, tasks};
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
        tasks::routes(),
        jobs::routes(),
        export::routes(),
        as_of::routes(),
        log::routes(),
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
    tasks::NAV,
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
    as_of::NAV,
    proposals::NAV,
    // steering
    plan::NAV,
    // settings
    organisation::NAV,
    organisation::NAV_PEOPLE,
    accounts::NAV,
    log::NAV,
    jobs::NAV,
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
    Reaction { on: WITH_TASKS, react: tasks::react },
];

/// What is wiped with a record that must leave no trace, in order.
const ERASURES: &[EraseFn] =
    &[files::erase, tasks::erase, links::erase, thread::erase, gaps::erase, imports::erase];

/// What is wiped beside a record's log when that is erased and the record stays.
const LOG_ERASURES: &[EraseFn] = &[files::erase_results, imports::erase];

/// What is logged about a record under an id of its own, or under the same with another kind.
const ABOUT: &[About] = &[
    About { kind: classification::KIND, fields: &[] },
    About { kind: classification::LOWERING, fields: &[] },
    About { kind: thread::RAISE, fields: &[] },
    About { kind: gaps::JUDGEMENT, fields: &["object_id"] },
    About { kind: gaps::deviations::DEVIATION, fields: &["object_id"] },
    About { kind: tasks::KIND, fields: &["record_id"] },
    About { kind: files::KIND, fields: &["record_id"] },
];

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

/// What the rules of tasks look at: every kind of record, and what is said about them.
const WITH_TASKS: &[RecordKind] = &with_tasks();

const fn with_tasks() -> [RecordKind; KINDS.len() + FOLLOWED.len()] {
    let mut kinds = [RecordKind(""); KINDS.len() + FOLLOWED.len()];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = if at < KINDS.len() { KINDS[at].kind } else { FOLLOWED[at - KINDS.len()].kind };
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
    Reference { table: "tasks", kind: "record_kind", id: "record_id", only: "x.closed_at IS NULL" },
    Reference { table: "files", kind: "record_kind", id: "record_id", only: "x.record_kind <> 'job'" },
];

/// What is said about records and can be shown as it was.
const SAID: &[Said] = &[
    classification::AS_IT_WAS,
    classification::LOWERED_AS_IT_WAS,
    gaps::JUDGED_AS_IT_WAS,
    gaps::DEVIATING_AS_IT_WAS,
];

/// Rules that make tasks and close them.
const TASK_RULES: &[TaskRule] = &[
    tasks::OWNER_MISSING,
    tasks::REVIEW_PASSED,
    classification::UNCONFIRMED,
    gaps::EXCEPTION_ENDING,
    plan::OVERDUE,
];

/// What is said about records and that those rules look at.
const FOLLOWED: &[Followed] = &[
    Followed { kind: classification::KIND, table: "classifications", id: "object_id" },
    Followed { kind: gaps::deviations::DEVIATION, table: "deviations", id: "id" },
];

/// What is done for jobs, by kind.
const JOBS: &[JobHandler] = &[export::HANDLER, imports::HANDLER, daily::HANDLER];

/// Checks of what is derived and stored.
const VERIFIERS: &[Verifier] = &[thread::VERIFIER, gaps::VERIFIER, files::VERIFIER];

/// The application and its router.
pub fn build(config: Config, db: Db, clock: Clock) -> Result<(App, Router), Error> {
    let parts = Parts {
        routes: routes(),
        nav: NAV.to_vec(),
        panels: PANELS.to_vec(),
        reactions: REACTIONS.to_vec(),
        kinds: KINDS,
        said: SAID,
        task_rules: TASK_RULES,
        followed: FOLLOWED,
        job_handlers: JOBS,
        references: REFERENCES,
        verifiers: VERIFIERS,
        erasures: ERASURES.to_vec(),
        log_erasures: LOG_ERASURES,
        about: ABOUT,
        not_signed_in: accounts::not_signed_in,
        confirm: accounts::confirm_page,
    };
    App::new(config, db, clock, parts)
}
