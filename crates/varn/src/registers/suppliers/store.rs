//! The table of suppliers.

use super::KIND;
use super::country::EEA;
use super::model::{Supplier, SupplierId};
use crate::args;
use crate::people::organisation::PersonId;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::list::{COUNTED, Counted, ListQuery};
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use crate::registers::RecordState;
use crate::registers::store::Narrowed;
use chrono::NaiveDate;

const COLUMNS: &str = "v.id, v.name, v.external_id, v.description, v.unit_id, v.owner_id, v.organisation_number, \
     v.country, v.contact, v.critical, v.note, v.state, v.library_ref, v.next_review, v.version";

/// A row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SupplierRow {
    /// Its id.
    pub id: SupplierId,
    /// Its name.
    pub name: String,
    /// The municipality's own number.
    pub external_id: String,
    /// Organisation number.
    pub organisation_number: String,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// Country code.
    pub country: String,
    /// Whether the municipality cannot do without it.
    pub critical: Option<bool>,
    /// How many systems it delivers.
    pub systems: i64,
    /// Whether somebody has confirmed it.
    pub state: RecordState,
    /// When to look at it again.
    pub next_review: Option<NaiveDate>,
    /// Derived need: K.
    pub confidentiality: Option<i64>,
    /// Derived need: R.
    pub integrity: Option<i64>,
    /// Derived need: T.
    pub availability: Option<i64>,
    /// Derived need: S.
    pub traceability: Option<i64>,
}

fn narrowed(scope: &Scope, query: &ListQuery) -> (String, Vec<Arg>) {
    let mut narrowed = Narrowed::new(scope, "v").usual(query);
    narrowed.yes_no(query, "kritisk", "v.critical");
    match query.filter("land") {
        "okant" => narrowed.fixed("v.country = ''"),
        "eu" => narrowed.among("v.country", &EEA, true),
        "utanfor" => {
            narrowed.fixed("v.country <> ''");
            narrowed.among("v.country", &EEA, false);
        }
        _ => {}
    }
    narrowed.done()
}

/// The rows the query asks for.
pub async fn list(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Vec<SupplierRow>> {
    let (condition, args) = narrowed(scope, query);
    let sql = format!(
        "SELECT v.id, v.name, v.external_id, v.organisation_number, u.name AS unit, o.name AS owner, v.country, \
         v.critical, (SELECT COUNT(*) FROM links l WHERE l.tenant_id = $1 AND l.to_id = v.id \
         AND l.kind = 'delivered_by') AS systems, v.state, v.next_review, n.confidentiality, n.integrity, \
         n.availability, n.traceability FROM suppliers v \
         JOIN units u ON u.tenant_id = v.tenant_id AND u.id = v.unit_id \
         LEFT JOIN people o ON o.tenant_id = v.tenant_id AND o.id = v.owner_id \
         LEFT JOIN needs n ON n.tenant_id = v.tenant_id AND n.node_id = v.id{condition}{}",
        query.tail()
    );
    tx.all(&sql, args).await
}

/// How many rows the query has.
pub async fn count(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Counted> {
    let (condition, args) = narrowed(scope, query);
    tx.one(&format!("SELECT {COUNTED} FROM suppliers v{condition}"), args).await
}

/// The supplier, if the actor may see it.
pub async fn find(tx: &mut Tx, scope: &Scope, id: SupplierId) -> sqlx::Result<Option<Supplier>> {
    let mut args = args![id];
    let condition = scope.condition("v.unit_id", &mut args);
    tx.opt(
        &format!("SELECT {COLUMNS} FROM suppliers v WHERE v.tenant_id = $1 AND v.id = $2{condition}"),
        args,
    )
    .await
}

/// A supplier with the names its page shows.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Named {
    /// The supplier.
    #[sqlx(flatten)]
    pub supplier: Supplier,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
}

/// The supplier with names, if the actor may see it. One statement.
pub async fn find_named(tx: &mut Tx, scope: &Scope, id: SupplierId) -> sqlx::Result<Option<Named>> {
    let mut args = args![id];
    let condition = scope.condition("v.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, p.name AS owner FROM suppliers v \
         JOIN units u ON u.tenant_id = v.tenant_id AND u.id = v.unit_id \
         LEFT JOIN people p ON p.tenant_id = v.tenant_id AND p.id = v.owner_id \
         WHERE v.tenant_id = $1 AND v.id = $2{condition}"
    );
    tx.opt(&sql, args).await
}

/// Adds a supplier.
pub async fn insert(tx: &mut WriteTx, supplier: &Supplier) -> sqlx::Result<()> {
    insert_many(tx, std::slice::from_ref(supplier)).await
}

/// Adds many suppliers, for imports and the demo.
pub async fn insert_many(tx: &mut WriteTx, suppliers: &[Supplier]) -> sqlx::Result<()> {
    let now = tx.now();
    let columns = [
        "id",
        "name",
        "name_sort",
        "name_fold",
        "external_id",
        "description",
        "unit_id",
        "owner_id",
        "organisation_number",
        "country",
        "contact",
        "critical",
        "note",
        "state",
        "library_ref",
        "next_review",
        "created_at",
        "updated_at",
        "version",
    ];
    let rows = suppliers.iter().map(|v| {
        args![
            v.id,
            &v.name,
            sort_key(&v.name),
            fold(&v.name),
            &v.external_id,
            &v.description,
            v.unit_id,
            v.owner_id,
            &v.organisation_number,
            &v.country,
            &v.contact,
            v.critical,
            &v.note,
            v.state,
            &v.library_ref,
            v.next_review,
            now,
            now,
            v.version
        ]
    });
    tx.insert_many("suppliers", &columns, rows.collect()).await?;
    for supplier in suppliers {
        tx.revise(KIND, supplier.id, supplier);
    }
    Ok(())
}

/// Saves a changed supplier; false when it was changed by somebody else since `supplier.version`.
pub async fn update(tx: &mut WriteTx, supplier: &Supplier) -> sqlx::Result<bool> {
    let now = tx.now();
    let v = supplier;
    let touched = tx
        .exec(
            "UPDATE suppliers SET name = $2, name_sort = $3, name_fold = $4, external_id = $5, description = $6, \
             unit_id = $7, owner_id = $8, organisation_number = $9, country = $10, contact = $11, critical = $12, \
             note = $13, state = $14, library_ref = $15, next_review = $16, updated_at = $17, version = version + 1 \
             WHERE tenant_id = $1 AND id = $18 AND version = $19",
            args![
                &v.name,
                sort_key(&v.name),
                fold(&v.name),
                &v.external_id,
                &v.description,
                v.unit_id,
                v.owner_id,
                &v.organisation_number,
                &v.country,
                &v.contact,
                v.critical,
                &v.note,
                v.state,
                &v.library_ref,
                v.next_review,
                now,
                v.id,
                v.version
            ],
        )
        .await?;
    tx.revise(KIND, v.id, &Supplier { version: v.version + 1, ..v.clone() });
    Ok(touched == 1)
}

/// Takes a supplier out of the register.
pub async fn remove(tx: &mut WriteTx, id: SupplierId) -> sqlx::Result<()> {
    remove_many(tx, &[id]).await
}

/// The same for many, for an import that is undone.
pub async fn remove_many(tx: &mut WriteTx, ids: &[SupplierId]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    tx.exec(&format!("DELETE FROM suppliers WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    for id in ids {
        tx.revise_removed(KIND, *id);
    }
    Ok(())
}

/// Gives several suppliers in scope another owner; gives how many.
pub async fn set_owner(
    tx: &mut WriteTx,
    scope: &Scope,
    ids: &[SupplierId],
    owner: PersonId,
) -> sqlx::Result<usize> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("v.unit_id", &mut args);
    let sql =
        format!("SELECT {COLUMNS} FROM suppliers v WHERE v.tenant_id = $1 AND v.id IN {list}{condition}");
    let suppliers: Vec<Supplier> = tx.all(&sql, args).await?;
    let now = tx.now();
    let mut args = args![owner, now];
    let list = in_list(&mut args, suppliers.iter().map(|supplier| supplier.id));
    let sql = format!(
        "UPDATE suppliers SET owner_id = $2, updated_at = $3, version = version + 1 \
         WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    for supplier in &suppliers {
        let changed = Supplier { owner_id: Some(owner), version: supplier.version + 1, ..supplier.clone() };
        tx.revise(KIND, supplier.id, &changed);
    }
    Ok(suppliers.len())
}
