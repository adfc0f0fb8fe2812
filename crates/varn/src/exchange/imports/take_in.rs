//! The dry run: what was understood is kept with what each row would do. Nothing in the registers is changed.

use super::draft::{Draft, Place};
use super::kinds::{self, controls};
use super::model::{Import, ImportId, ImportRow, ImportState, RowAction, Said};
use super::names::Names;
use super::plan::{Planned, Register, plan};
use super::reader::Wish;
use super::store;
use super::summary::Summary;
use crate::current_state::classification;
use crate::people::organisation::UnitId;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::{Error, Result};
use crate::platform::permission::Scope;
use serde::Serialize;
use varn_recognition::{Kind, Mapping, Reading};

/// Written rows after which the planner's statistics are refreshed.
pub(super) const MANY: i64 = 1000;

/// A file that was read, and settled as to level 4.
#[derive(Debug)]
pub struct Incoming {
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, hexadecimal.
    pub file_digest: String,
    /// What it was understood as.
    pub reading: Reading,
    /// Digest of the headings, by which the mapping is remembered.
    pub headings: Option<String>,
    /// Rows withheld as possible säkerhetsskydd.
    pub withheld: usize,
    /// Whose the rows become that name no known part of the organisation; the whole when left out.
    pub unit: Option<UnitId>,
}

/// Rows compared with the register.
#[derive(Debug)]
pub(super) struct Compared {
    /// Who and what there is.
    pub names: Names,
    /// Where rows are placed.
    pub place: Place,
    /// The register.
    pub register: Register,
    /// The rows as records.
    pub drafts: Vec<Draft>,
    /// What each does.
    pub planned: Vec<Planned>,
}

/// Compares rows with the register as it is now. A constant number of statements.
pub(super) async fn compare(
    tx: &mut Tx,
    scope: &Scope,
    (kind, unit): (Kind, UnitId),
    numbers_are_keys: bool,
    rows: &[ImportRow],
) -> Result<Compared> {
    let names = Names::load(tx, scope).await?;
    let place = names.place(unit);
    let drafts: Vec<Draft> = rows.iter().map(|row| kinds::draft(kind, &row.said, &place)).collect();
    let mut register = Register {
        records: kinds::load(tx, scope, kind, &names).await?,
        past: store::past(tx, kind.as_str()).await?,
        placed: None,
    };
    if kind == Kind::Control {
        controls::place(tx, &drafts, &mut register).await?;
    }
    let planned = plan(&drafts, &register, numbers_are_keys, unit);
    Ok(Compared { names, place, register, drafts, planned })
}

impl Compared {
    /// Notes on the rows what they do.
    pub(super) fn note(&self, rows: &mut [ImportRow]) {
        for ((row, draft), planned) in rows.iter_mut().zip(&self.drafts).zip(&self.planned) {
            row.key = draft.key();
            row.action = planned.action;
            row.record = planned.record.map(|at| self.register.records[at].id);
            row.said.differences.clone_from(&planned.differences);
        }
    }
}

/// The rows of a reading, taken out of it.
pub(super) fn rows_of(reading: &mut Reading) -> Vec<ImportRow> {
    let rows = std::mem::take(&mut reading.rows);
    rows.iter().map(|row| row_of(reading, row)).collect()
}

fn row_of(reading: &Reading, row: &varn_recognition::Row) -> ImportRow {
    ImportRow {
        number: i64::from(row.row),
        said: Said::of(reading, row),
        action: RowAction::Create,
        record: None,
        trace: None,
        version_after: None,
        key: String::new(),
    }
}

/// How many rows would do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dry {
    /// Records added.
    pub create: usize,
    /// Records changed.
    pub change: usize,
    /// Rows that say what the register says.
    pub same: usize,
    /// Rows that say otherwise than what a person has written.
    pub conflict: usize,
}

/// What a reading would do to the register, with nothing kept of it.
pub async fn dry(tx: &mut Tx, scope: &Scope, reading: &Reading) -> Result<Option<Dry>> {
    let Some(kind) = reading.kind else { return Ok(None) };
    let unit = fallback(tx, scope, None).await?;
    let rows: Vec<ImportRow> = reading.rows.iter().map(|row| row_of(reading, row)).collect();
    let shown = Reading { rows: Vec::new(), ..reading.clone() };
    let numbers = Summary::of(&shown, 0, None).numbers_are_keys();
    let compared = compare(tx, scope, (kind, unit), numbers, &rows).await?;
    let count = |action| compared.planned.iter().filter(|planned| planned.action == action).count();
    Ok(Some(Dry {
        create: count(RowAction::Create),
        change: count(RowAction::Change),
        same: count(RowAction::Same),
        conflict: count(RowAction::Conflict),
    }))
}

/// What the register knows that helps to read a file.
pub async fn known(tx: &mut Tx) -> Result<Wish> {
    let known_systems = super::names::store::systems(tx).await?.into_iter().map(|(_, name)| name).collect();
    Ok(Wish { remembered: store::mappings(tx).await?, known_systems, ..Wish::default() })
}

/// Whose rows become that name no known part: the whole organisation, or what the actor has of it.
pub(super) async fn fallback(tx: &mut Tx, scope: &Scope, wished: Option<UnitId>) -> Result<UnitId> {
    let unit = match (wished, scope) {
        (Some(unit), _) => Some(unit),
        (None, Scope::All) => crate::people::organisation::store::root(tx).await?,
        (None, Scope::Units(units)) => units.first().map(|id| UnitId(*id)),
    };
    let unit = unit.ok_or(Error::Refused("imports-no-organisation"))?;
    crate::registers::require_unit(tx, scope, unit).await?;
    Ok(unit)
}

/// Keeps a dry run, as a new import or in place of what an open one had.
pub async fn keep(
    tx: &mut WriteTx,
    scope: &Scope,
    mut incoming: Incoming,
    open: Option<Import>,
) -> Result<Import> {
    let kind = incoming.reading.kind.ok_or(Error::Refused("imports-nothing-understood"))?;
    if kind == Kind::Control && *scope != Scope::All {
        return Err(Error::Refused("imports-whole-only"));
    }
    let unit = fallback(tx, scope, incoming.unit.or(open.as_ref().map(|open| open.unit_id))).await?;
    let mut rows = rows_of(&mut incoming.reading);
    let summary = Summary::of(&incoming.reading, incoming.withheld, incoming.headings);
    compare(tx, scope, (kind, unit), summary.numbers_are_keys(), &rows).await?.note(&mut rows);
    if incoming.withheld > 0 && !store::was_read(tx, &incoming.file_digest).await? {
        classification::store::insert_stubs(tx, unit.0, incoming.withheld).await?;
    }
    let read = Import {
        id: open.as_ref().map_or_else(|| tx.new_id::<ImportId>(), |open| open.id),
        file_name: incoming.file_name,
        file_digest: incoming.file_digest,
        kind: kind.as_str().to_owned(),
        state: ImportState::Read,
        mapping: serde_json::to_string(&incoming.reading.mapping()).map_err(Error::internal)?,
        reading: serde_json::to_string(&summary).map_err(Error::internal)?,
        unit_id: unit,
        accepted_rows: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        created_count: 0,
        changed_count: 0,
        left_count: 0,
        also_created: "[]".to_owned(),
        imported_by: tx.actor().map(|actor| actor.name.clone()).unwrap_or_default(),
        created_at: tx.now(),
        decided_at: None,
        version: open.as_ref().map_or(1, |open| open.version),
    };
    if open.is_some() {
        if !store::update(tx, &read).await? {
            return Err(Error::Refused("imports-stale"));
        }
    } else {
        store::insert(tx, &read).await?;
    }
    store::replace_rows(tx, read.id, &rows).await?;
    Ok(read)
}

/// Compares the rows of an open import anew, with another part for those that name none.
pub(super) async fn replan(
    tx: &mut WriteTx,
    scope: &Scope,
    mut import: Import,
    unit: UnitId,
) -> Result<Import> {
    let kind = import.kind().ok_or(Error::Refused("imports-nothing-understood"))?;
    crate::registers::require_unit(tx, scope, unit).await?;
    let summary = Summary::stored(&import.reading);
    let mut rows = store::rows(tx, import.id).await?;
    compare(tx, scope, (kind, unit), summary.numbers_are_keys(), &rows).await?.note(&mut rows);
    store::replace_rows(tx, import.id, &rows).await?;
    import.unit_id = unit;
    if !store::update(tx, &import).await? {
        return Err(Error::Refused("imports-stale"));
    }
    Ok(import)
}

/// An open import is thrown away, with everything that was kept of it but that it was.
pub(super) async fn cancel(tx: &mut WriteTx, import: Import) -> Result<Import> {
    let thrown = Import {
        state: ImportState::Cancelled,
        mapping: "{}".to_owned(),
        reading: "{}".to_owned(),
        decided_at: Some(tx.now()),
        ..import
    };
    store::remove_rows(tx, thrown.id).await?;
    if !store::update(tx, &thrown).await? {
        return Err(Error::Refused("imports-stale"));
    }
    Ok(thrown)
}

/// Remembers how a register with these headings is read. Its scale is found anew in each file: it may have changed.
pub(super) async fn remember(tx: &mut WriteTx, headings: &str, mapping: &Mapping) -> Result<()> {
    let kept = Mapping { scale: None, key_columns: None, ..mapping.clone() };
    let text = serde_json::to_string(&kept).map_err(Error::internal)?;
    Ok(store::remember(tx, headings, &text).await?)
}

/// Remembers how an accepted import was read.
pub(super) async fn remember_of(tx: &mut WriteTx, import: &Import) -> Result<()> {
    let headings = Summary::stored(&import.reading).headings;
    let mapping = serde_json::from_str::<Mapping>(&import.mapping).ok();
    match headings.zip(mapping) {
        Some((headings, mapping)) => remember(tx, &headings, &mapping).await,
        None => Ok(()),
    }
}
