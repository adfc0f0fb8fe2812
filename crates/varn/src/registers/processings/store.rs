//! The table of processings.

use super::KIND;
use super::model::{Processing, ProcessingId};
use crate::args;
use crate::people::organisation::PersonId;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::list::{COUNTED, Counted, ListQuery};
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use crate::registers::contains;
use crate::registers::store::Narrowed;
use chrono::{DateTime, Utc};
use uuid::Uuid;

const COLUMNS: &str = "r.id, r.name, r.external_id, r.unit_id, r.owner_id, r.purpose, r.legal_basis, r.data_subjects, \
     r.data_categories, r.sensitive, r.recipients, r.third_country, r.third_country_detail, r.retention, \
     r.security_measures, r.processor, r.processor_agreement, r.updated_on, r.note, r.state, r.library_ref, \
     r.next_review, r.version";

/// A row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProcessingRow {
    /// The processing.
    #[sqlx(flatten)]
    pub processing: Processing,
    /// Name of its unit.
    pub unit: String,
    /// Name of its controller.
    pub controller: String,
    /// Name of its owner.
    pub owner: Option<String>,
}

const FROM: &str = " FROM processings r JOIN units u ON u.tenant_id = r.tenant_id AND u.id = r.unit_id \
     JOIN units a ON a.tenant_id = u.tenant_id AND a.id = u.authority_id \
     LEFT JOIN people p ON p.tenant_id = r.tenant_id AND p.id = r.owner_id";

/// What the list is narrowed to. Speaks of `r` and `u` only.
fn narrowed(scope: &Scope, query: &ListQuery) -> (String, Vec<Arg>) {
    let mut narrowed = Narrowed::new(scope, "r").usual(query);
    if let Ok(controller) = query.filter("ansvarig").parse::<Uuid>() {
        narrowed.and("u.authority_id = ?", controller);
    }
    match query.filter("grund") {
        "" => {}
        "ingen" => narrowed.fixed("r.legal_basis = ''"),
        point => narrowed.and("r.legal_basis LIKE ? ESCAPE '\\'", contains(point)),
    }
    narrowed.yes_no(query, "kansliga", "r.sensitive");
    narrowed.yes_no(query, "tredjeland", "r.third_country");
    narrowed.done()
}

/// The rows the query asks for.
pub async fn list(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Vec<ProcessingRow>> {
    let (condition, args) = narrowed(scope, query);
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, a.name AS controller, p.name AS owner{FROM}{condition}{}",
        query.tail()
    );
    tx.all(&sql, args).await
}

/// How many rows the query has.
pub async fn count(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Counted> {
    let (condition, args) = narrowed(scope, query);
    let from = "FROM processings r JOIN units u ON u.tenant_id = r.tenant_id AND u.id = r.unit_id";
    tx.one(&format!("SELECT {COUNTED} {from}{condition}"), args).await
}

/// The processing with its names, if the actor may see it. One statement.
pub async fn find_row(tx: &mut Tx, scope: &Scope, id: ProcessingId) -> sqlx::Result<Option<ProcessingRow>> {
    let mut args = args![id];
    let condition = scope.condition("r.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, a.name AS controller, p.name AS owner{FROM} \
         WHERE r.tenant_id = $1 AND r.id = $2{condition}"
    );
    tx.opt(&sql, args).await
}

/// The processing, if the actor may see it.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ProcessingId) -> sqlx::Result<Option<Processing>> {
    let mut args = args![id];
    let condition = scope.condition("r.unit_id", &mut args);
    let sql = format!("SELECT {COLUMNS} FROM processings r WHERE r.tenant_id = $1 AND r.id = $2{condition}");
    tx.opt(&sql, args).await
}

/// Every one in scope, for imports. One statement.
pub async fn all(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Vec<Processing>> {
    let mut args = args![];
    let condition = scope.condition("r.unit_id", &mut args);
    let sql = format!("SELECT {COLUMNS} FROM processings r WHERE r.tenant_id = $1{condition} ORDER BY r.id");
    tx.all(&sql, args).await
}

/// Adds a processing.
pub async fn insert(tx: &mut WriteTx, processing: &Processing) -> sqlx::Result<()> {
    insert_many(tx, std::slice::from_ref(processing)).await
}

const INSERTED: [&str; 27] = [
    "id",
    "name",
    "name_sort",
    "name_fold",
    "external_id",
    "unit_id",
    "owner_id",
    "purpose",
    "legal_basis",
    "data_subjects",
    "data_categories",
    "sensitive",
    "recipients",
    "third_country",
    "third_country_detail",
    "retention",
    "security_measures",
    "processor",
    "processor_agreement",
    "updated_on",
    "note",
    "state",
    "library_ref",
    "next_review",
    "version",
    "created_at",
    "updated_at",
];

fn row(processing: &Processing, now: DateTime<Utc>) -> Vec<Arg> {
    let mut row = args![processing.id];
    row.extend(values(processing));
    row.extend(args![processing.version, now, now]);
    row
}

/// Adds many processings, for imports and the demo.
pub async fn insert_many(tx: &mut WriteTx, processings: &[Processing]) -> sqlx::Result<()> {
    let now = tx.now();
    let rows = processings.iter().map(|processing| row(processing, now)).collect();
    tx.insert_many("processings", &INSERTED, rows).await?;
    for processing in processings {
        tx.revise(KIND, processing.id, processing);
    }
    Ok(())
}

/// Saves many changed processings, each with its next version; gives how many were saved.
pub async fn save_many(tx: &mut WriteTx, processings: &[Processing]) -> sqlx::Result<u64> {
    let now = tx.now();
    let rows = processings.iter().map(|processing| row(processing, now)).collect();
    let saved = tx.save_many("processings", &INSERTED, rows).await?;
    for processing in processings {
        tx.revise(KIND, processing.id, processing);
    }
    Ok(saved)
}

/// What may change, in the order of the statements here.
fn values(r: &Processing) -> Vec<Arg> {
    args![
        &r.name,
        sort_key(&r.name),
        fold(&r.name),
        &r.external_id,
        r.unit_id,
        r.owner_id,
        &r.purpose,
        &r.legal_basis,
        &r.data_subjects,
        &r.data_categories,
        r.sensitive,
        &r.recipients,
        r.third_country,
        &r.third_country_detail,
        &r.retention,
        &r.security_measures,
        &r.processor,
        r.processor_agreement,
        &r.updated_on,
        &r.note,
        r.state,
        &r.library_ref,
        r.next_review
    ]
}

/// Saves a changed processing; false when it was changed by somebody else since `processing.version`.
pub async fn update(tx: &mut WriteTx, processing: &Processing) -> sqlx::Result<bool> {
    let mut args = values(processing);
    args.extend(args![tx.now(), processing.id, processing.version]);
    let touched = tx
        .exec(
            "UPDATE processings SET name = $2, name_sort = $3, name_fold = $4, external_id = $5, unit_id = $6, \
             owner_id = $7, purpose = $8, legal_basis = $9, data_subjects = $10, data_categories = $11, \
             sensitive = $12, recipients = $13, third_country = $14, third_country_detail = $15, retention = $16, \
             security_measures = $17, processor = $18, processor_agreement = $19, updated_on = $20, note = $21, \
             state = $22, library_ref = $23, next_review = $24, updated_at = $25, version = version + 1 \
             WHERE tenant_id = $1 AND id = $26 AND version = $27",
            args,
        )
        .await?;
    tx.revise(KIND, processing.id, &Processing { version: processing.version + 1, ..processing.clone() });
    Ok(touched == 1)
}

/// Takes a processing out of the register.
pub async fn remove(tx: &mut WriteTx, id: ProcessingId) -> sqlx::Result<()> {
    remove_many(tx, &[id]).await
}

/// The same for many, for an import that is undone.
pub async fn remove_many(tx: &mut WriteTx, ids: &[ProcessingId]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    tx.exec(&format!("DELETE FROM processings WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    for id in ids {
        tx.revise_removed(KIND, *id);
    }
    Ok(())
}

/// Gives several processings in scope another owner; gives how many.
pub async fn set_owner(
    tx: &mut WriteTx,
    scope: &Scope,
    ids: &[ProcessingId],
    owner: PersonId,
) -> sqlx::Result<usize> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("r.unit_id", &mut args);
    let sql =
        format!("SELECT {COLUMNS} FROM processings r WHERE r.tenant_id = $1 AND r.id IN {list}{condition}");
    let processings: Vec<Processing> = tx.all(&sql, args).await?;
    let mut args = args![owner, tx.now()];
    let list = in_list(&mut args, processings.iter().map(|processing| processing.id));
    let sql = format!(
        "UPDATE processings SET owner_id = $2, updated_at = $3, version = version + 1 \
         WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    for old in &processings {
        let new = Processing { owner_id: Some(owner), version: old.version + 1, ..old.clone() };
        tx.revise(KIND, new.id, &new);
    }
    Ok(processings.len())
}
