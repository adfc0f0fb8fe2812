//! Rules that make tasks and close them: after every write for the records it touched, and once a day for all, since
//! some reasons come by the calendar.

use super::store::{self, Task};
use super::{TaskId, store::close_gone};
use crate::args;
use crate::platform::app::App;
use crate::platform::arg::Arg;
use crate::platform::clock::swedish_day;
use crate::platform::db::{WriteTx, in_list};
use crate::platform::error::Result;
use crate::platform::event::{Event, EventKind};
use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;
use crate::platform::reaction::ReactFuture;
use crate::platform::tenant::TenantId;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::pin::Pin;
use uuid::Uuid;

/// Records looked at in one statement.
const RECORDS_AT_A_TIME: usize = 5000;

/// A record for which a rule's reason stands: who is to do something about it, and until when.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// The record.
    pub record: Uuid,
    /// The person.
    pub owner: Option<Uuid>,
    /// At the latest.
    pub due: Option<NaiveDate>,
}

/// What a rule's function gives.
pub type StandingFuture<'a> = Pin<Box<dyn Future<Output = Result<Vec<Standing>>> + Send + 'a>>;

/// For which of these records of a kind the reason stands; of all of them when none are named. Must cost a constant
/// number of statements, and none for a kind that the rule does not know.
pub type StandingFn =
    for<'a> fn(&'a App, &'a mut WriteTx, &'static KindInfo, Option<&'a [Uuid]>) -> StandingFuture<'a>;

/// A rule, registered in `crate::app`. Its tasks are worded by `task-reason-<reason>`.
#[derive(Clone, Copy)]
pub struct TaskRule {
    /// Its name, which tasks keep.
    pub reason: &'static str,
    /// The kinds of record that it is about; none for every kind that has an owner.
    pub on: &'static [RecordKind],
    /// When it stands.
    pub standing: StandingFn,
}

impl TaskRule {
    fn is_about(&self, info: &KindInfo) -> bool {
        if self.on.is_empty() { info.owner.is_some() } else { self.on.contains(&info.kind) }
    }
}

/// What is said about records in a table of its own: when that changes, the rules look at the records again.
#[derive(Clone, Copy, Debug)]
pub struct Followed {
    /// As it stands in history.
    pub kind: RecordKind,
    /// Its table, with the columns `object_kind` and `object_id`.
    pub table: &'static str,
    /// The column with the id that it has in history.
    pub id: &'static str,
}

/// Nobody answers for a record.
pub const OWNER_MISSING: TaskRule = TaskRule { reason: "owner_missing", on: &[], standing: owner_missing };
/// The day for the next review has passed.
pub const REVIEW_PASSED: TaskRule = TaskRule { reason: "review_passed", on: &[], standing: review_passed };

fn owner_missing<'a>(
    _app: &'a App,
    tx: &'a mut WriteTx,
    info: &'static KindInfo,
    records: Option<&'a [Uuid]>,
) -> StandingFuture<'a> {
    Box::pin(async move {
        let Some(owner) = info.owner else { return Ok(Vec::new()) };
        let mut args = args![];
        let only = only(info, records, &mut args);
        let sql = format!(
            "SELECT r.id AS record, r.{owner} AS owner, CAST(NULL AS DATE) AS due FROM {} r \
             WHERE r.tenant_id = $1 AND r.{owner} IS NULL{only}",
            info.table
        );
        Ok(tx.all(&sql, args).await?)
    })
}

fn review_passed<'a>(
    _app: &'a App,
    tx: &'a mut WriteTx,
    info: &'static KindInfo,
    records: Option<&'a [Uuid]>,
) -> StandingFuture<'a> {
    Box::pin(async move {
        let (Some(owner), Some(review)) = (info.owner, info.review) else { return Ok(Vec::new()) };
        let mut args = args![swedish_day(tx.now())];
        let only = only(info, records, &mut args);
        let sql = format!(
            "SELECT r.id AS record, r.{owner} AS owner, r.{review} AS due FROM {} r \
             WHERE r.tenant_id = $1 AND r.{review} < $2{only}",
            info.table
        );
        Ok(tx.all(&sql, args).await?)
    })
}

/// Which records `r` a rule looks at; begins with ` AND`.
pub fn only(info: &KindInfo, records: Option<&[Uuid]>, args: &mut Vec<Arg>) -> String {
    let live = if info.live.is_empty() { String::new() } else { format!(" AND ({})", info.live) };
    let named = records.map(|records| format!(" AND r.id IN {}", in_list(args, records.iter().copied())));
    live + &named.unwrap_or_default()
}

/// The reaction: rules on the records that were touched, and the end of what is about removed ones.
pub fn react<'a>(app: &'a App, tx: &'a mut WriteTx, touched: Vec<(RecordKind, Uuid)>) -> ReactFuture<'a> {
    Box::pin(async move {
        let gone = tx.removed(&touched);
        let mut by_kind: BTreeMap<RecordKind, Vec<Uuid>> = followed(app, tx, &touched).await?;
        for (kind, id) in touched.into_iter().filter(|(_, id)| !gone.contains(id)) {
            by_kind.entry(kind).or_default().push(id);
        }
        if !gone.is_empty() {
            store::close_of(tx, &gone).await?;
        }
        for (kind, mut ids) in by_kind {
            ids.sort_unstable();
            ids.dedup();
            let Some(info) = app.kind(kind.0) else { continue };
            for some in ids.chunks(RECORDS_AT_A_TIME) {
                apply(app, tx, info, Some(some)).await?;
            }
        }
        Ok(())
    })
}

/// The records that something was said about anew. One statement for each kind of saying that was touched.
async fn followed(
    app: &App,
    tx: &mut WriteTx,
    touched: &[(RecordKind, Uuid)],
) -> Result<BTreeMap<RecordKind, Vec<Uuid>>> {
    let mut by_kind: BTreeMap<RecordKind, Vec<Uuid>> = BTreeMap::new();
    for followed in app.followed() {
        let ids = touched.iter().filter(|(kind, _)| *kind == followed.kind).map(|(_, id)| *id);
        let ids: Vec<_> = ids.collect();
        for some in ids.chunks(RECORDS_AT_A_TIME) {
            let mut args = args![];
            let list = in_list(&mut args, some.iter().copied());
            let sql = format!(
                "SELECT DISTINCT x.object_kind, x.object_id FROM {} x WHERE x.tenant_id = $1 AND x.{} IN {list}",
                followed.table, followed.id
            );
            let rows: Vec<(String, Uuid)> = tx.all(&sql, args).await?;
            for (kind, id) in rows {
                if let Some(info) = app.kind(&kind) {
                    by_kind.entry(info.kind).or_default().push(id);
                }
            }
        }
    }
    Ok(by_kind)
}

/// Every rule on every record of a municipality. Gives how many tasks were made and closed; writes an event when any were.
pub async fn sweep(app: &App, tenant: TenantId) -> Result<usize> {
    let mut tx = app.db().write(app.scene(tenant)).await?;
    let mut changed = 0;
    for info in app.kinds() {
        changed += apply(app, &mut tx, info, None).await?;
    }
    if changed > 0 {
        app.commit(tx, Event::new(EventKind::TasksSwept).detail("tasks", changed)).await?;
    }
    Ok(changed)
}

/// Every rule about a kind, on some of its records or all. Gives how many tasks were made, closed and changed. One
/// statement for each rule, one for the tasks there are, and at most four for what is to be changed.
async fn apply(
    app: &App,
    tx: &mut WriteTx,
    info: &'static KindInfo,
    records: Option<&[Uuid]>,
) -> Result<usize> {
    let rules: Vec<_> = app.task_rules().iter().filter(|rule| rule.is_about(info)).collect();
    if rules.is_empty() {
        return Ok(0);
    }
    let mut known: HashMap<String, Vec<Task>> = HashMap::new();
    for task in store::of_rules(tx, info.kind.0, records).await? {
        known.entry(task.reason.clone()).or_default().push(task);
    }
    let (mut gone, mut written, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for rule in rules {
        let standing = (rule.standing)(app, tx, info, records).await?;
        let change = difference(standing, known.remove(rule.reason).unwrap_or_default());
        gone.extend(change.gone);
        other.extend(change.other.iter().map(|task| task.id));
        written.extend(change.other);
        written.extend(change.made.into_iter().map(|standing| made(tx, info, rule, standing)));
    }
    // Tasks of a rule that is no more.
    gone.extend(known.into_values().flatten().map(|task| task.id));
    if !gone.is_empty() {
        close_gone(tx, &gone).await?;
    }
    if !other.is_empty() {
        store::take_away(tx, &other).await?;
    }
    let count = gone.len() + written.len();
    store::insert_many(tx, &written).await?;
    Ok(count)
}

fn made(tx: &WriteTx, info: &KindInfo, rule: &TaskRule, standing: Standing) -> Task {
    Task {
        id: tx.new_id(),
        reason: rule.reason.to_owned(),
        record_kind: Some(info.kind.0.to_owned()),
        record_id: Some(standing.record),
        title: String::new(),
        owner_id: standing.owner,
        delegated: false,
        due: standing.due,
        created_at: tx.now(),
        closed_at: None,
        closed_why: String::new(),
        version: 1,
    }
}

/// What is to be done so that there is one task for each standing reason and none for others.
#[derive(Debug, Default)]
struct Difference {
    made: Vec<Standing>,
    gone: Vec<TaskId>,
    other: Vec<Task>,
}

/// A dropped task stands for its reason until that is gone.
fn difference(standing: Vec<Standing>, known: Vec<Task>) -> Difference {
    let mut open: HashMap<Uuid, Standing> = standing.into_iter().map(|one| (one.record, one)).collect();
    let mut change = Difference::default();
    for task in known {
        match task.record_id.and_then(|record| open.remove(&record)) {
            None => change.gone.push(task.id),
            Some(now) => {
                // Who was given it by hand keeps it.
                let owner = if task.delegated { task.owner_id } else { now.owner };
                if task.closed_at.is_none() && (task.owner_id, task.due) != (owner, now.due) {
                    let version = task.version + 1;
                    change.other.push(Task { owner_id: owner, due: now.due, version, ..task });
                }
            }
        }
    }
    change.made = open.into_values().collect();
    change.made.sort_by_key(|standing| standing.record);
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn standing(record: u128, owner: Option<u128>) -> Standing {
        Standing { record: Uuid::from_u128(record), owner: owner.map(Uuid::from_u128), due: None }
    }

    fn task(id: u128, record: u128, closed_why: &str) -> Task {
        Task {
            id: TaskId(Uuid::from_u128(id)),
            reason: "owner_missing".to_owned(),
            record_kind: Some("system".to_owned()),
            record_id: Some(Uuid::from_u128(record)),
            title: String::new(),
            owner_id: None,
            delegated: false,
            due: None,
            created_at: DateTime::default(),
            closed_at: (!closed_why.is_empty()).then(DateTime::default),
            closed_why: closed_why.to_owned(),
            version: 1,
        }
    }

    #[test]
    fn there_is_one_task_for_each_standing_reason_and_none_for_others() {
        let change =
            difference(vec![standing(1, None), standing(2, None)], vec![task(11, 1, ""), task(13, 3, "")]);
        assert_eq!(change.made, [standing(2, None)]);
        assert_eq!(change.gone, [TaskId(Uuid::from_u128(13))]);
        assert!(change.other.is_empty());
    }

    #[test]
    fn a_dropped_task_is_not_made_again_until_its_reason_has_been_gone() {
        let change = difference(vec![standing(1, None)], vec![task(11, 1, "dropped")]);
        assert!(change.made.is_empty() && change.gone.is_empty());
        let change = difference(Vec::new(), vec![task(11, 1, "dropped")]);
        assert_eq!(change.gone.len(), 1);
    }

    #[test]
    fn a_task_follows_the_owner_of_its_record() {
        let change = difference(vec![standing(1, Some(7))], vec![task(11, 1, "")]);
        assert_eq!(change.other[0].owner_id, Some(Uuid::from_u128(7)));
        assert_eq!((change.other[0].id, change.other[0].version), (TaskId(Uuid::from_u128(11)), 2));
        let given = Task { owner_id: Some(Uuid::from_u128(8)), delegated: true, ..task(11, 1, "") };
        let change = difference(vec![standing(1, Some(7))], vec![given]);
        assert!(change.other.is_empty(), "who was given it by hand keeps it");
    }
}
