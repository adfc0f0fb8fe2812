//! What each row does to the register: which record it is about, how they differ, and whether a person has written
//! what stands there. Pure. Must hold: a record is met by one row at the most, and what a person has written is never
//! changed by a plan without being told as a conflict.

use super::draft::{ASPECTS, Draft, Levels, Tie};
use super::model::{Difference, RowAction};
use crate::current_state::classification::ClassificationId;
use crate::people::organisation::UnitId;
use crate::platform::swedish::fold;
use serde_json::{Map, Value as Json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A record of the register, as far as rows are compared with it.
#[derive(Clone, Debug)]
pub(super) struct Existing {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i64,
    /// Its columns.
    pub record: Map<String, Json>,
    /// Name of its owner, or "".
    pub owner: String,
    /// Name of its manager, or "".
    pub manager: String,
    /// Name of the part of the organisation whose it is.
    pub unit: String,
    /// Names of what it is tied to.
    pub ties: Vec<(Tie, String)>,
    /// Its levels.
    pub levels: Levels,
    /// Whether a person judged or confirmed them.
    pub is_judged: bool,
    /// The classification that says so.
    pub classification: Option<ClassificationId>,
}

/// How a record came by an import last time.
#[derive(Clone, Debug)]
pub struct Past {
    /// The key of the row.
    pub key: String,
    /// The record's version then.
    pub version: i64,
}

/// What the rows are compared with.
#[derive(Clone, Debug, Default)]
pub(super) struct Register {
    /// Its records.
    pub records: Vec<Existing>,
    /// How they came by imports, by id.
    pub past: HashMap<Uuid, Past>,
    /// The record of each row, where the register itself says which.
    pub placed: Option<Vec<Option<Uuid>>>,
}

/// What one row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    /// What.
    pub action: RowAction,
    /// Place of the record in [`Register::records`].
    pub record: Option<usize>,
    /// How they differ.
    pub differences: Vec<Difference>,
}

/// What each of the rows does. `numbers_are_keys` says that another number is another record.
pub(super) fn plan(
    drafts: &[Draft],
    register: &Register,
    numbers_are_keys: bool,
    fallback: UnitId,
) -> Vec<Planned> {
    let matches = match &register.placed {
        Some(placed) => at_places(placed, &register.records),
        None => meet(drafts, register, numbers_are_keys, fallback),
    };
    drafts.iter().zip(matches).map(|(draft, at)| planned(draft, register, at)).collect()
}

fn at_places(placed: &[Option<Uuid>], records: &[Existing]) -> Vec<Option<usize>> {
    let places: HashMap<Uuid, usize> =
        records.iter().enumerate().map(|(at, record)| (record.id, at)).collect();
    placed.iter().map(|id| id.and_then(|id| places.get(&id)).copied()).collect()
}

fn planned(draft: &Draft, register: &Register, at: Option<usize>) -> Planned {
    let Some(at) = at else {
        return Planned { action: RowAction::Create, record: None, differences: Vec::new() };
    };
    let existing = &register.records[at];
    let differences = differences(draft, existing);
    let levels = differences.iter().any(|one| ASPECTS.contains(&one.field.as_str()));
    let past = register.past.get(&existing.id);
    let overwrites = match past {
        Some(past) => past.version != existing.version,
        // Written here by hand: what was empty may be filled in.
        None => differences.iter().any(|one| !one.now.is_empty()),
    };
    let action = if differences.is_empty() {
        RowAction::Same
    } else if overwrites || (levels && existing.is_judged) {
        RowAction::Conflict
    } else {
        RowAction::Change
    };
    Planned { action, record: Some(at), differences }
}

/// What a record is found by.
struct Places<'r> {
    by: HashMap<String, Vec<usize>>,
    records: &'r [Existing],
}

impl<'r> Places<'r> {
    fn new(records: &'r [Existing], key: impl Fn(&Existing) -> Option<String>) -> Self {
        let mut by: HashMap<String, Vec<usize>> = HashMap::with_capacity(records.len());
        for (at, record) in records.iter().enumerate() {
            if let Some(key) = key(record) {
                by.entry(key).or_default().push(at);
            }
        }
        Self { by, records }
    }

    fn first(&self, key: &str, claimed: &HashSet<usize>, fits: impl Fn(&Existing) -> bool) -> Option<usize> {
        let places = self.by.get(key)?;
        places.iter().copied().find(|at| !claimed.contains(at) && fits(&self.records[*at]))
    }
}

fn column<'e>(record: &'e Existing, name: &str) -> &'e str {
    record.record.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// The record each row is about: the one it was about last time; else by number and name; else by the stronger of them.
/// A running number says little, so there the name goes first.
fn meet(
    drafts: &[Draft],
    register: &Register,
    numbers_are_keys: bool,
    fallback: UnitId,
) -> Vec<Option<usize>> {
    let records = &register.records;
    let number = |record: &Existing| Some(fold(column(record, "external_id"))).filter(|one| !one.is_empty());
    let by_past = Places::new(records, |record| register.past.get(&record.id).map(|past| past.key.clone()));
    let by_number = Places::new(records, number);
    let by_name = Places::new(records, |record| Some(fold(column(record, "name"))));
    let same_place = |draft: &Draft, record: &Existing| {
        let unit = draft.unit.unwrap_or(fallback).to_string();
        let code = column(record, "process_code");
        (!has_places(record) || column(record, "unit_id") == unit)
            && (draft.code.is_empty() || code.is_empty() || draft.code == code)
    };
    let either_lacks = |draft: &Draft, record: &Existing| {
        draft.external_id.is_empty() || column(record, "external_id").is_empty()
    };
    let mut found = vec![None; drafts.len()];
    let mut claimed = HashSet::new();
    for step in 0..4 {
        for (draft, found) in drafts.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let name = fold(&draft.name);
            let at = match step {
                0 => by_past.first(&draft.key(), &claimed, |_| true),
                1 => by_number.first(&fold(&draft.external_id), &claimed, |record| {
                    fold(column(record, "name")) == name
                }),
                2 if numbers_are_keys => by_number.first(&fold(&draft.external_id), &claimed, |_| true),
                2 => by_name.first(&name, &claimed, |record| same_place(draft, record)),
                _ if numbers_are_keys => by_name.first(&name, &claimed, |record| {
                    same_place(draft, record) && either_lacks(draft, record)
                }),
                _ => by_number.first(&fold(&draft.external_id), &claimed, |_| true),
            };
            if let Some(at) = at {
                claimed.insert(at);
                *found = Some(at);
            }
        }
    }
    found
}

/// Whether records of this kind may have one name in several parts of the organisation.
fn has_places(record: &Existing) -> bool {
    record.record.contains_key("process_code") || record.record.contains_key("legal_basis")
}

/// How a record differs from what the row says; what the row says nothing of is no difference.
fn differences(draft: &Draft, existing: &Existing) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differ = |field: &str, now: String, file: String| {
        found.push(Difference { field: field.to_owned(), now, file });
    };
    for (name, value) in &draft.fields {
        let now = existing.record.get(name).unwrap_or(&Json::Null);
        if !alike(now, value) {
            differ(name, shown(now), shown(value));
        }
    }
    if draft.unit.is_some_and(|unit| column(existing, "unit_id") != unit.to_string()) {
        differ("unit", existing.unit.clone(), draft.unit_text.clone());
    }
    for (field, person, now) in
        [("owner", &draft.owner, &existing.owner), ("manager", &draft.manager, &existing.manager)]
    {
        if let Some(person) = person.as_ref().filter(|person| fold(&person.name) != fold(now)) {
            differ(field, now.clone(), person.name.clone());
        }
    }
    for (tie, field) in [(Tie::System, "systems"), (Tie::Supplier, "supplier")] {
        let names = |ties: &[(Tie, String)]| -> Vec<String> {
            ties.iter().filter(|(kind, _)| *kind == tie).map(|(_, name)| name.clone()).collect()
        };
        let (now, file) = (names(&existing.ties), names(&draft.ties));
        let known: HashSet<String> = now.iter().map(|name| fold(name)).collect();
        if file.iter().any(|name| !known.contains(&fold(name))) {
            differ(field, now.join(", "), file.join(", "));
        }
    }
    for ((aspect, now), file) in ASPECTS.iter().zip(existing.levels).zip(draft.levels) {
        if file.is_some() && file != now {
            let shown = |level: Option<i64>| level.map(|level| level.to_string()).unwrap_or_default();
            differ(aspect, shown(now), shown(file));
        }
    }
    found
}

/// Numbers are compared as numbers, and lists whatever their order.
fn alike(now: &Json, file: &Json) -> bool {
    match (now, file) {
        (Json::Number(now), Json::Number(file)) => now.as_f64() == file.as_f64(),
        (Json::Array(now), Json::Array(file)) => file.iter().all(|item| now.contains(item)),
        _ => now == file,
    }
}

fn shown(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Json::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
