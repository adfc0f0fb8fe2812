//! Whether what is stored still holds together: the audit chain, rows that refer to each other, ends of ties that no
//! foreign key guards, files as they were digested, and derived values by those who derive them (`crate::app`).

use super::app::App;
use super::chain;
use super::db::Tx;
use super::error::Result;
use super::tenant::TenantId;
use crate::args;
use std::future::Future;
use std::pin::Pin;

/// What a verifier's function gives: what is wrong, in plain words.
pub type VerifyFuture<'a> = Pin<Box<dyn Future<Output = Result<Vec<String>>> + Send + 'a>>;

/// Recomputes what a capability derives and stores for the transaction's municipality, and compares.
pub type VerifyFn = for<'a> fn(&'a App, &'a mut Tx) -> VerifyFuture<'a>;

/// A capability's own check, registered in `crate::app`.
#[derive(Clone, Copy)]
pub struct Verifier {
    /// What is checked, as `varn verify` prints it: `protection needs`.
    pub what: &'static str,
    /// The check.
    pub verify: VerifyFn,
}

/// Columns that name a record of one of several kinds, so that no foreign key can guard them.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The table.
    pub table: &'static str,
    /// Its column with the kind.
    pub kind: &'static str,
    /// Its column with the id.
    pub id: &'static str,
    /// Which rows count: an SQL condition on `x`, or "" for all.
    pub only: &'static str,
}

/// What was found for one municipality.
#[derive(Debug)]
pub struct Report {
    /// How many events its chain has.
    pub events: i64,
    /// Whether the anchor is one of their hashes.
    pub anchored: bool,
    /// What is wrong, in plain words.
    pub findings: Vec<String>,
}

/// Checks everything of one municipality, in one consistent state.
pub async fn municipality(app: &App, tenant: TenantId, anchor: Option<&[u8]>) -> Result<Report> {
    let mut tx = app.db().read(app.scene(tenant)).await?;
    let chain = chain::check(&mut tx, anchor).await?;
    let mut findings = chain.findings;
    for reference in app.references() {
        findings.extend(loose_ends(app, &mut tx, reference).await?);
    }
    for verifier in app.verifiers() {
        let wrong = (verifier.verify)(app, &mut tx).await?;
        findings.extend(wrong.into_iter().map(|words| format!("{}: {words}", verifier.what)));
    }
    Ok(Report { events: chain.events, anchored: chain.anchored, findings })
}

#[derive(sqlx::FromRow)]
struct LooseRow {
    kind: String,
    id: uuid::Uuid,
}

/// Rows whose record does not exist, or is of a kind that nobody has. One statement.
async fn loose_ends(app: &App, tx: &mut Tx, reference: &Reference) -> Result<Vec<String>> {
    let Reference { table, kind, id, only } = *reference;
    let mut exists = String::new();
    for info in app.kinds() {
        exists += &format!(
            " AND NOT (x.{kind} = '{}' AND EXISTS (SELECT 1 FROM {} r WHERE r.tenant_id = $1 AND r.id = x.{id}))",
            info.kind.0, info.table
        );
    }
    let only = if only.is_empty() { String::new() } else { format!(" AND {only}") };
    let sql = format!(
        "SELECT x.{kind} AS kind, x.{id} AS id FROM {table} x WHERE x.tenant_id = $1 AND x.{id} IS NOT NULL{only}{exists} \
         ORDER BY x.{kind}, x.{id}"
    );
    let rows: Vec<LooseRow> = tx.all(&sql, args![]).await?;
    Ok(rows
        .into_iter()
        .map(|row| format!("a row of {table} names {} {}, which does not exist", row.kind, row.id))
        .collect())
}

#[cfg(test)]
mod tests;
