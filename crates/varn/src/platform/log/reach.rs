//! What is logged of a record: under its own id, whatever kind stands there, and under the ids of what is about it
//! (`crate::app` says what that is). Decides what an erasure reaches, and what it leaves for a decision of its own.

use crate::args;
use crate::platform::app::App;
use crate::platform::audit;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::event::EventKind;
use crate::platform::history::RecordKind;
use crate::platform::kinds::{self, KindInfo};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Events that name the record beside others, as many as are told of.
const OTHERS: i64 = 20;
/// Former names that are looked for in the texts of other events.
const NAMES: usize = 50;

/// What an erasure reaches.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// The record, and what is about it.
    records: Vec<Uuid>,
    /// How many versions have content.
    pub(super) versions: usize,
    /// How many texts of events have content.
    pub(super) texts: usize,
    /// Events about nothing else, though they do not say which record they are about.
    alone: Vec<i64>,
    /// Whether the record stands in its register.
    pub(super) is_live: bool,
    /// What each record says now.
    newest: Vec<(RecordKind, Uuid, Value)>,
    /// Events about others whose text holds a name of the record.
    pub(super) others: Vec<i64>,
}

#[derive(sqlx::FromRow)]
struct Version {
    kind: String,
    record_id: Uuid,
    data: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Text {
    seq: i64,
    is_subject: bool,
}

impl Reach {
    /// Of a record. Five statements.
    pub(super) async fn of(app: &App, tx: &mut Tx, info: &KindInfo, id: Uuid) -> sqlx::Result<Self> {
        let is_live = kinds::stands(tx, info, id).await?;
        let mut reach = Self { records: records(app, tx, id).await?, is_live, ..Self::default() };
        let mut args = args![audit::ERASURE.0];
        let list = in_list(&mut args, reach.records.iter().copied());
        let sql = format!(
            "SELECT kind, record_id, data FROM revisions WHERE tenant_id = $1 AND kind <> $2 AND record_id IN {list} \
             AND salt IS NOT NULL ORDER BY seq"
        );
        let versions: Vec<Version> = tx.all(&sql, args).await?;
        reach.versions = versions.len();
        let names = reach.read(app, info.kind, id, versions);
        let texts = reach.texts(tx).await?;
        reach.texts = texts.len();
        reach.alone = texts.iter().filter(|text| !text.is_subject).map(|text| text.seq).collect();
        let reached: BTreeSet<i64> = texts.iter().map(|text| text.seq).collect();
        reach.others = others(tx, &names, &reached).await?;
        Ok(reach)
    }

    /// Takes what each record says last; gives the names that the record itself has had.
    fn read(&mut self, app: &App, kind: RecordKind, id: Uuid, versions: Vec<Version>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut last: BTreeMap<(String, Uuid), Option<Value>> = BTreeMap::new();
        for version in versions {
            let data: Option<Value> = version.data.and_then(|data| serde_json::from_str(&data).ok());
            if version.kind == kind.0
                && version.record_id == id
                && let Some(name) = data.as_ref().and_then(|data| data.get("name")).and_then(Value::as_str)
            {
                names.insert(name.to_owned());
            }
            last.insert((version.kind, version.record_id), data);
        }
        let known = |word: &str| {
            let about = app.about().iter().map(|about| about.kind);
            app.kinds().iter().map(|info| info.kind).chain(about).find(|kind| kind.0 == word)
        };
        self.newest =
            last.into_iter().filter_map(|((kind, id), data)| Some((known(&kind)?, id, data?))).collect();
        names
    }

    /// The texts of events about these records, and of those that changed nothing but them. One statement.
    async fn texts(&self, tx: &mut Tx) -> sqlx::Result<Vec<Text>> {
        let mut args = args![EventKind::ContentErased, audit::ERASURE.0];
        let list = in_list(&mut args, self.records.iter().copied());
        let sql = format!(
            "SELECT e.seq, e.subject_id IS NOT NULL AND e.subject_id IN {list} AS is_subject FROM events e \
             JOIN event_bodies b ON b.tenant_id = $1 AND b.seq = e.seq AND b.salt IS NOT NULL \
             WHERE e.tenant_id = $1 AND e.kind <> $2 AND (e.subject_id IN {list} \
             OR (e.seq IN (SELECT r.seq FROM revisions r WHERE r.tenant_id = $1 AND r.kind <> $3 AND r.record_id IN {list}) \
             AND NOT EXISTS (SELECT 1 FROM revisions o WHERE o.tenant_id = $1 AND o.seq = e.seq AND o.kind <> $3 \
             AND o.record_id NOT IN {list}))) ORDER BY e.seq"
        );
        tx.all(&sql, args).await
    }

    /// Whether nothing is left to erase.
    pub(super) const fn is_empty(&self) -> bool {
        self.versions + self.texts == 0
    }

    /// Erases all of it. What a record that stands in its register says now is logged anew, so that the register can be
    /// shown from here on. Gives how many rows lost their content.
    pub(super) async fn erase(self, tx: &mut WriteTx) -> sqlx::Result<u64> {
        let mut erased = audit::erase_records(tx, &self.records).await?;
        erased += audit::erase_bodies(tx, &self.alone).await?;
        for (kind, id, data) in self.newest.iter().filter(|_| self.is_live) {
            tx.revise(*kind, *id, data);
        }
        Ok(erased)
    }
}

/// The record, and what is logged as being about it. One statement.
async fn records(app: &App, tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Uuid>> {
    let mut args = args![];
    let mut about = String::new();
    for one in app.about() {
        for field in one.fields {
            args.push(one.kind.0.into());
            args.push(format!("%\"{field}\":\"{id}\"%").into());
            about += &format!(" OR (kind = ${} AND data LIKE ${})", args.len(), args.len() + 1);
        }
    }
    let sql = format!("SELECT DISTINCT record_id FROM revisions WHERE tenant_id = $1 AND (1 = 0{about})");
    let rows: Vec<(Uuid,)> = tx.all(&sql, args).await?;
    let found: BTreeSet<Uuid> = rows.into_iter().map(|(id,)| id).chain([id]).collect();
    Ok(found.into_iter().collect())
}

/// Other events whose text holds one of the names. One statement, or none.
async fn others(tx: &mut Tx, names: &BTreeSet<String>, reached: &BTreeSet<i64>) -> sqlx::Result<Vec<i64>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![EventKind::ContentErased];
    let mut holds = Vec::new();
    for name in names.iter().take(NAMES) {
        // As the name stands in JSON.
        let name = Value::from(name.as_str()).to_string();
        let name = name.trim_matches('"').replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        args.push(format!("%{name}%").into());
        holds.push(format!("b.body LIKE ${} ESCAPE '\\'", args.len() + 1));
    }
    args.push(OTHERS.saturating_add(i64::try_from(reached.len()).unwrap_or(0)).into());
    let sql = format!(
        "SELECT e.seq FROM events e JOIN event_bodies b ON b.tenant_id = $1 AND b.seq = e.seq \
         WHERE e.tenant_id = $1 AND e.kind <> $2 AND ({}) ORDER BY e.seq DESC LIMIT ${}",
        holds.join(" OR "),
        args.len() + 1
    );
    let rows: Vec<(i64,)> = tx.all(&sql, args).await?;
    let mut left: Vec<_> = rows.into_iter().map(|(seq,)| seq).filter(|seq| !reached.contains(seq)).collect();
    left.truncate(usize::try_from(OTHERS).unwrap_or(0));
    left.sort_unstable();
    Ok(left)
}

/// Records that say what this event made of them still: they are shown by it, and must be changed before it is erased.
/// One statement.
pub(super) async fn still_said(app: &App, tx: &mut Tx, seq: i64) -> sqlx::Result<i64> {
    let mut args = args![seq];
    let about = app.about().iter().map(|about| about.kind.0);
    let list = in_list(&mut args, app.kinds().iter().map(|info| info.kind.0).chain(about));
    let sql = format!(
        "SELECT COUNT(*) FROM revisions r WHERE r.tenant_id = $1 AND r.seq = $2 AND r.data IS NOT NULL \
         AND r.kind IN {list} AND NOT EXISTS (SELECT 1 FROM revisions n WHERE n.tenant_id = $1 AND n.kind = r.kind \
         AND n.record_id = r.record_id AND n.seq > r.seq)"
    );
    let (count,): (i64,) = tx.one(&sql, args).await?;
    Ok(count)
}
