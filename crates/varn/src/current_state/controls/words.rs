//! Controls in words: what asks for them, whom they are for, how they stand.

use super::catalogue::Item;
use super::model::{ControlKey, ObjectKind};
use crate::knowledge::library::{Control, LIBRARY, Law, either};
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use uuid::Uuid;

/// Where an object's controls are judged.
pub fn assessment_path(kind: ObjectKind, id: Uuid) -> String {
    match kind {
        ObjectKind::Organisation => "/brister/organisation".to_owned(),
        ObjectKind::System => format!("/brister/system/{id}"),
        ObjectKind::Supplier => format!("/brister/leverantor/{id}"),
    }
}

/// Where the object itself is found, for what has a page of its own.
pub fn record_path(kind: ObjectKind, id: Uuid) -> String {
    match kind {
        ObjectKind::Organisation => "/organisation".to_owned(),
        ObjectKind::System => format!("/system/{id}"),
        ObjectKind::Supplier => format!("/leverantorer/{id}"),
    }
}

/// Where a control is described.
pub fn control_path(key: &ControlKey) -> String {
    format!("/sakerhetsatgarder/{key}")
}

/// The name of an area; those without one stand under a heading of their own.
pub fn area_name(page: &PageFrame, id: &str) -> String {
    LIBRARY.area(id).map_or_else(
        || page.t("controls-area-none").into_owned(),
        |area| either(page.words, &area.name_sv, &area.name_en).to_owned(),
    )
}

/// The name of a law.
pub fn law_name(page: &PageFrame, law: &Law) -> String {
    either(page.words, &law.name_sv, &law.name_en).to_owned()
}

/// The areas as options of a filter or a form.
pub fn area_options(page: &PageFrame) -> Vec<(String, String)> {
    LIBRARY.areas.iter().map(|area| (area.id.clone(), area_name(page, &area.id))).collect()
}

/// A state as it is shown.
pub fn state_cell(page: &PageFrame, state: &str) -> Cell {
    let kind = match state {
        "fulfilled" => "ok",
        "deficient" => "part",
        "missing" => "miss",
        _ => "none",
    };
    Cell::State(kind, page.word("control-state", state).into_owned())
}

/// What asks for a control, as labels.
pub fn asked_by(page: &PageFrame, item: &Item) -> Vec<Cell> {
    let Some(control) = item.library() else {
        return vec![Cell::Tag("", page.t("controls-own").into_owned())];
    };
    let mut cells = Vec::new();
    if control.baseline {
        cells.push(Cell::Tag("accent", page.t("controls-baseline").into_owned()));
    }
    cells.extend(levels(page, control).map(|(words, _)| Cell::Tag("", words)));
    let laws = LIBRARY.laws.iter().filter(|law| control.laws.contains(&law.id));
    cells.extend(laws.map(|law| Cell::Tag("", law_name(page, law))));
    cells
}

/// The levels from which a control is asked for, as "K 2" and in full.
pub fn levels<'a>(page: &'a PageFrame, control: &'a Control) -> impl Iterator<Item = (String, String)> + 'a {
    control.aspects.iter().filter(|one| one.level > 0).map(|one| {
        let letter = page.word("aspect-letter", &one.aspect);
        let level = page.word("level", one.level.to_string());
        let name = page.word("aspect", &one.aspect);
        let full = page.words.with(
            "controls-from-level",
            &[("aspect", &name), ("level", &one.level.to_string()), ("word", &level)],
        );
        (format!("{letter} {}", one.level), full.into_owned())
    })
}

/// Whom a control is for, in words.
pub fn scopes(page: &PageFrame, item: &Item) -> String {
    let Some(control) = item.library() else { return page.t("controls-scope-chosen").into_owned() };
    let words = control.scope.iter().map(|scope| page.word("controls-scope", scope).into_owned());
    words.collect::<Vec<_>>().join(", ")
}
