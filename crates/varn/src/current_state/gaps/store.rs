//! The table of judgements.

use super::JUDGEMENT;
use super::model::{Judgement, record_id};
use crate::args;
use crate::current_state::controls::store::OBJECTS;
use crate::current_state::controls::{ControlKey, ObjectKind};
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::permission::Scope;
use std::collections::HashSet;
use uuid::Uuid;

const COLUMNS: &str = "j.object_kind, j.object_id, j.control, j.\"exists\", j.works, j.deficiency, j.situation, \
     j.evidence, j.improvement, j.responsible_id, j.due, j.inherits_from, j.inherits_accepted, j.chosen, j.judged_by, \
     j.judged_at, j.version";

/// Whose judgements to read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of<'a> {
    /// Everything.
    All,
    /// Those of these objects.
    Objects(&'a [Uuid]),
    /// Those of an object and of whoever may hold a judgement for it: its suppliers and the organisation.
    WithHolders(Uuid),
}

impl Of<'_> {
    fn condition(self, args: &mut Vec<Arg>) -> String {
        match self {
            Self::All => String::new(),
            Self::Objects(objects) => {
                format!(" AND j.object_id IN {}", in_list(args, objects.iter().copied()))
            }
            Self::WithHolders(object) => {
                args.push(object.into());
                let at = args.len() + 1;
                format!(
                    " AND (j.object_id = ${at} OR j.object_id = $1 OR j.object_id IN (SELECT l.to_id FROM links l \
                     WHERE l.tenant_id = $1 AND l.from_id = ${at} AND l.kind = 'delivered_by'))"
                )
            }
        }
    }
}

/// Judgements, in no particular order. One statement.
pub(super) async fn judgements(tx: &mut Tx, of: Of<'_>) -> sqlx::Result<Vec<Judgement>> {
    let mut args = args![];
    let condition = of.condition(&mut args);
    let sql = format!("SELECT {COLUMNS} FROM judgements j WHERE j.tenant_id = $1{condition}");
    tx.all(&sql, args).await
}

/// A judgement with the names that stand on its page.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct NamedJudgement {
    #[sqlx(flatten)]
    pub(super) judgement: Judgement,
    /// Who is to make it better.
    pub(super) responsible: Option<String>,
    /// Name of the supplier, where it is one's.
    pub(super) supplier: Option<String>,
}

/// The judgements for an object's page. One statement.
pub(super) async fn named_judgements(tx: &mut Tx, object: Uuid) -> sqlx::Result<Vec<NamedJudgement>> {
    let mut args = args![];
    let condition = Of::WithHolders(object).condition(&mut args);
    let sql = format!(
        "SELECT {COLUMNS}, p.name AS responsible, s.name AS supplier FROM judgements j \
         LEFT JOIN people p ON p.tenant_id = j.tenant_id AND p.id = j.responsible_id \
         LEFT JOIN suppliers s ON s.tenant_id = j.tenant_id AND s.id = j.object_id \
         WHERE j.tenant_id = $1{condition} ORDER BY s.name_sort, j.object_id, j.control"
    );
    tx.all(&sql, args).await
}

/// What is recorded about some controls of an object, with names.
pub(super) async fn recorded(
    tx: &mut Tx,
    object: Uuid,
    controls: &[ControlKey],
) -> sqlx::Result<Vec<NamedJudgement>> {
    let mut args = args![object];
    let list = in_list(&mut args, controls);
    let sql = format!(
        "SELECT {COLUMNS}, p.name AS responsible, CAST(NULL AS TEXT) AS supplier FROM judgements j \
         LEFT JOIN people p ON p.tenant_id = j.tenant_id AND p.id = j.responsible_id \
         WHERE j.tenant_id = $1 AND j.object_id = $2 AND j.control IN {list}"
    );
    tx.all(&sql, args).await
}

/// The name of an object in scope.
pub(super) async fn object_name(
    tx: &mut Tx,
    scope: &Scope,
    kind: ObjectKind,
    id: Uuid,
) -> sqlx::Result<Option<String>> {
    let mut args = args![kind, id];
    let condition = scope.condition("o.unit_id", &mut args);
    let sql = format!("SELECT o.name FROM {OBJECTS} WHERE o.kind = $2 AND o.id = $3{condition}");
    let row: Option<(String,)> = tx.opt(&sql, args).await?;
    Ok(row.map(|(name,)| name))
}

/// Saves judgements of one object, each as it is to be but for the version, which is the one it was read with (0 for a
/// new one); false when one has been changed since. Four statements at most.
pub async fn save(tx: &mut WriteTx, object: Uuid, judgements: &[Judgement]) -> sqlx::Result<bool> {
    let controls: Vec<_> = judgements.iter().map(|judgement| judgement.control.clone()).collect();
    let mut args = args![object];
    let list = in_list(&mut args, &controls);
    let sql = format!(
        "DELETE FROM judgements WHERE tenant_id = $1 AND object_id = $2 AND control IN {list} RETURNING control, version"
    );
    let known: Vec<(ControlKey, i64)> = tx.all(&sql, args).await?;
    let read = |judgement: &Judgement| (judgement.control.clone(), judgement.version);
    let before: HashSet<_> = judgements.iter().filter(|judgement| judgement.version > 0).map(read).collect();
    if before != known.into_iter().collect() {
        return Ok(false);
    }
    insert(tx, judgements).await?;
    for judgement in judgements {
        let saved = Judgement { version: judgement.version + 1, ..judgement.clone() };
        tx.revise(JUDGEMENT, saved.record_id(), &saved);
    }
    Ok(true)
}

async fn insert(tx: &mut WriteTx, judgements: &[Judgement]) -> sqlx::Result<()> {
    let columns = [
        "object_kind",
        "object_id",
        "control",
        "\"exists\"",
        "works",
        "deficiency",
        "situation",
        "evidence",
        "improvement",
        "responsible_id",
        "due",
        "inherits_from",
        "inherits_accepted",
        "chosen",
        "judged_by",
        "judged_at",
        "version",
    ];
    let rows = judgements.iter().map(|j| {
        args![
            j.object_kind,
            j.object_id,
            &j.control,
            j.exists,
            j.works,
            j.deficiency,
            &j.situation,
            &j.evidence,
            &j.improvement,
            j.responsible_id,
            &j.due,
            j.inherits_from,
            j.inherits_accepted,
            j.chosen,
            &j.judged_by,
            j.judged_at,
            j.version + 1
        ]
    });
    tx.insert_many("judgements", &columns, rows.collect()).await
}

/// Removes what was judged about controls of an object.
pub(super) async fn remove_many(tx: &mut WriteTx, object: Uuid, controls: &[ControlKey]) -> sqlx::Result<()> {
    let mut args = args![object];
    let list = in_list(&mut args, controls);
    let sql = format!("DELETE FROM judgements WHERE tenant_id = $1 AND object_id = $2 AND control IN {list}");
    tx.exec(&sql, args).await?;
    for control in controls {
        tx.revise_removed(JUDGEMENT, record_id(object, control));
    }
    Ok(())
}

/// Removes what was judged about objects that are no more; gives the ids that it had in history.
pub(super) async fn remove_of(tx: &mut WriteTx, objects: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    let mut args = args![];
    let list = in_list(&mut args, objects.iter().copied());
    let sql = format!(
        "DELETE FROM judgements WHERE tenant_id = $1 AND object_id IN {list} RETURNING object_id, control"
    );
    let removed: Vec<(Uuid, ControlKey)> = tx.all(&sql, args).await?;
    let ids: Vec<_> = removed.iter().map(|(object, control)| record_id(*object, control)).collect();
    for id in &ids {
        tx.revise_removed(JUDGEMENT, *id);
    }
    Ok(ids)
}

/// Which controls are chosen by hand, for which objects.
pub(super) async fn chosen(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, ControlKey)>> {
    tx.all("SELECT object_id, control FROM judgements WHERE tenant_id = $1 AND chosen", args![]).await
}

/// The objects whose judgements follow those of others, in one or two steps.
pub(super) async fn inheritors(tx: &mut Tx, of: &[Uuid]) -> sqlx::Result<Vec<(Uuid,)>> {
    let mut args = args![];
    let list = in_list(&mut args, of.iter().copied());
    let sql = format!(
        "SELECT DISTINCT j.object_id FROM judgements j WHERE j.tenant_id = $1 AND j.inherits_accepted AND (j.inherits_from IN {list} \
         OR j.inherits_from IN (SELECT k.object_id FROM judgements k WHERE k.tenant_id = $1 AND k.inherits_accepted \
         AND k.inherits_from IN {list}))"
    );
    tx.all(&sql, args).await
}
