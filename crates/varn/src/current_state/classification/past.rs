//! Classifications and lowerings as they were on a day.

use super::{KIND, LOWERING};
use crate::platform::as_of::{Line, Said};
use crate::platform::list::Cell;
use crate::platform::permission::Permission::ClassificationRead;
use crate::registers::levels;

/// What was classified, and how far it had come.
pub const AS_IT_WAS: Said = Said {
    kind: KIND,
    many: "nav-classification",
    path: "/klassning",
    about: "object_id",
    read: ClassificationRead,
    names: &[],
    columns: &[
        "classification-levels",
        "classification-standing",
        "classification-motive",
        "classification-made-by",
        "classification-made-on",
        "classification-by-owner",
        "classification-confirmed-on",
    ],
    cells: classified,
};

/// Levels below a common one, and who had approved them.
pub const LOWERED_AS_IT_WAS: Said = Said {
    kind: LOWERING,
    many: "lowerings",
    path: "/klassning",
    about: "information_id",
    read: ClassificationRead,
    names: &[],
    columns: &[
        "classification-motive",
        "lowering-by",
        "lowering-on",
        "lowering-approver",
        "lowering-approved-on",
    ],
    cells: lowered,
};

fn classified(line: &Line<'_>) -> Vec<Cell> {
    let columns = ["confidentiality", "integrity", "availability", "traceability"];
    let is_confirmed = !line.text("confirmed_at").is_empty();
    let (sign, standing) = if is_confirmed { ("ok", "confirmed") } else { ("part", "proposed") };
    vec![
        levels::badges(line.page, columns.map(|column| line.number(column))),
        Cell::State(sign, line.page.word("classification-standing", standing).into_owned()),
        Cell::text(line.text("motive")),
        Cell::text(line.text("classified_by")),
        line.day("classified_on"),
        Cell::text(line.text("confirmed_name")),
        line.day("confirmed_at"),
    ]
}

fn lowered(line: &Line<'_>) -> Vec<Cell> {
    vec![
        Cell::text(line.text("motive")),
        Cell::text(line.text("proposed_by")),
        line.day("proposed_at"),
        Cell::text(line.text("approved_by")),
        line.day("approved_at"),
    ]
}
