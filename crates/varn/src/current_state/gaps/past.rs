//! Judgements and deviations as they were on a day.

use super::JUDGEMENT;
use super::deviations::DEVIATION;
use crate::current_state::controls::{ControlKey, OWN_CONTROL};
use crate::knowledge::library::{LIBRARY, either};
use crate::platform::as_of::{Line, Said};
use crate::platform::list::Cell;
use crate::platform::permission::Permission::GapsRead;

/// What was judged.
pub const JUDGED_AS_IT_WAS: Said = Said {
    kind: JUDGEMENT,
    many: "gaps-judgements",
    path: "/brister",
    about: "object_id",
    read: GapsRead,
    names: &[OWN_CONTROL],
    columns: &[
        "controls-control",
        "field-exists",
        "field-works",
        "field-deficiency",
        "field-situation",
        "field-improvement",
        "field-responsible",
        "field-due-by",
        "gaps-judged-by",
        "gaps-judged-on",
    ],
    cells: judged,
};

/// What was excepted, or said not to apply, and whether it counted.
pub const DEVIATING_AS_IT_WAS: Said = Said {
    kind: DEVIATION,
    many: "gaps-deviations",
    path: "/brister",
    about: "object_id",
    read: GapsRead,
    names: &[OWN_CONTROL],
    columns: &[
        "controls-control",
        "field-deviation-kind",
        "gaps-deviation-state",
        "field-last-day",
        "field-motive",
        "gaps-proposed-by",
        "gaps-approved-by",
        "gaps-approved-on",
    ],
    cells: deviating,
};

/// The name of the control; one that is no longer known by its key.
fn control(line: &Line<'_>) -> Cell {
    let key = line.text("control");
    let own = ControlKey::of_library(key).own().and_then(|id| line.named(id.0));
    let library = LIBRARY.control(key).map(|one| either(line.page.words, &one.name_sv, &one.name_en));
    Cell::text(own.or(library).unwrap_or(key))
}

fn judged(line: &Line<'_>) -> Vec<Cell> {
    let deficiency = line
        .number("deficiency")
        .map_or(Cell::Empty, |ordinal| Cell::text(line.page.word("deficiency", ordinal.to_string())));
    let text = |field| Cell::text(line.text(field));
    vec![
        control(line),
        line.word("exists"),
        line.word("works"),
        deficiency,
        text("situation"),
        text("improvement"),
        line.name("responsible_id"),
        text("due"),
        text("judged_by"),
        line.day("judged_at"),
    ]
}

fn deviating(line: &Line<'_>) -> Vec<Cell> {
    let is_set = |field| !line.text(field).is_empty();
    let has_passed = line.text("until").parse().is_ok_and(|until: chrono::NaiveDate| until < line.day);
    let state = match (is_set("withdrawn_at"), is_set("approved_at"), has_passed) {
        (true, ..) => "withdrawn",
        (_, false, _) => "proposed",
        (.., true) => "ended",
        _ => "in_force",
    };
    let sign = if state == "in_force" { "ok" } else { "none" };
    vec![
        control(line),
        Cell::text(line.page.word("deviation-kind", line.text("kind"))),
        Cell::State(sign, line.page.word("deviation-state", state).into_owned()),
        line.day("until"),
        Cell::text(line.text("motive")),
        Cell::text(line.text("proposed_name")),
        Cell::text(line.text("approved_name")),
        line.day("approved_at"),
    ]
}
