//! The tables of imports: files on their way in, their rows, and how registers were read last time.

use super::model::{Import, ImportId, ImportRow, RowAction, Said, Trace};
use super::plan::Past;
use crate::args;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::permission::Scope;
use std::collections::HashMap;
use uuid::Uuid;
use varn_recognition::Mapping;

const COLUMNS: &str = "id, file_name, file_digest, kind, state, mapping, reading, unit_id, accepted_rows, created_count, \
     changed_count, left_count, also_created, imported_by, created_at, decided_at, version";

/// Remembered mappings that are tried on a file; more than any municipality has registers.
const REMEMBERED: i64 = 200;

/// Who sees an import: one who works for the whole municipality, or the one who loaded it.
fn mine(scope: &Scope, user: Option<Uuid>, args: &mut Vec<Arg>) -> String {
    match scope {
        Scope::All => String::new(),
        Scope::Units(_) => {
            args.push(user.unwrap_or_default().into());
            format!(" AND imported_by_id = ${}", args.len() + 1)
        }
    }
}

/// The latest imports.
pub async fn list(tx: &mut Tx, scope: &Scope, most: i64) -> sqlx::Result<Vec<Import>> {
    let user = tx.actor().map(|actor| actor.user);
    let mut args = args![most];
    let mine = mine(scope, user, &mut args);
    let sql = format!(
        "SELECT {COLUMNS} FROM imports WHERE tenant_id = $1{mine} ORDER BY created_at DESC, id LIMIT $2"
    );
    tx.all(&sql, args).await
}

/// An import, if the actor may see it.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ImportId) -> sqlx::Result<Option<Import>> {
    let user = tx.actor().map(|actor| actor.user);
    let mut args = args![id];
    let mine = mine(scope, user, &mut args);
    tx.opt(&format!("SELECT {COLUMNS} FROM imports WHERE tenant_id = $1 AND id = $2{mine}"), args).await
}

/// Adds an import.
pub async fn insert(tx: &mut WriteTx, import: &Import) -> sqlx::Result<()> {
    let user = tx.actor().map(|actor| actor.user);
    tx.exec(
        "INSERT INTO imports (tenant_id, id, file_name, file_digest, kind, state, mapping, reading, unit_id, \
         accepted_rows, imported_by, imported_by_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            import.id,
            &import.file_name,
            &import.file_digest,
            &import.kind,
            import.state,
            &import.mapping,
            &import.reading,
            import.unit_id,
            import.accepted_rows,
            &import.imported_by,
            user,
            import.created_at
        ],
    )
    .await?;
    Ok(())
}

/// Saves an import; false when it was decided by somebody else since `import.version`.
pub async fn update(tx: &mut WriteTx, import: &Import) -> sqlx::Result<bool> {
    let touched = tx
        .exec(
            "UPDATE imports SET kind = $2, state = $3, mapping = $4, reading = $5, unit_id = $6, accepted_rows = $7, \
             created_count = $8, changed_count = $9, left_count = $10, also_created = $11, decided_at = $12, \
             version = version + 1 WHERE tenant_id = $1 AND id = $13 AND version = $14",
            args![
                &import.kind,
                import.state,
                &import.mapping,
                &import.reading,
                import.unit_id,
                import.accepted_rows,
                import.created_count,
                import.changed_count,
                import.left_count,
                &import.also_created,
                import.decided_at,
                import.id,
                import.version
            ],
        )
        .await?;
    Ok(touched == 1)
}

#[derive(sqlx::FromRow)]
struct RowRow {
    row_number: i64,
    #[sqlx(rename = "values")]
    said: String,
    action: RowAction,
    row_key: String,
    record_id: Option<Uuid>,
    before: Option<String>,
    version_after: Option<i64>,
}

impl From<RowRow> for ImportRow {
    fn from(row: RowRow) -> Self {
        let said: Said = serde_json::from_str(&row.said).unwrap_or_default();
        let trace: Option<Trace> = row.before.and_then(|text| serde_json::from_str(&text).ok());
        Self {
            number: row.row_number,
            said,
            action: row.action,
            record: row.record_id,
            trace,
            version_after: row.version_after,
            key: row.row_key,
        }
    }
}

const ROW: &str = "row_number, \"values\", action, row_key, record_id, before, version_after";

/// Every row of an import, in the order of the file.
pub async fn rows(tx: &mut Tx, id: ImportId) -> sqlx::Result<Vec<ImportRow>> {
    let sql =
        format!("SELECT {ROW} FROM import_rows WHERE tenant_id = $1 AND import_id = $2 ORDER BY row_number");
    let rows: Vec<RowRow> = tx.all(&sql, args![id]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A page of rows with one action.
pub async fn rows_page(
    tx: &mut Tx,
    id: ImportId,
    action: RowAction,
    (limit, offset): (i64, i64),
) -> sqlx::Result<Vec<ImportRow>> {
    let sql = format!(
        "SELECT {ROW} FROM import_rows WHERE tenant_id = $1 AND import_id = $2 AND action = $3 \
         ORDER BY row_number LIMIT $4 OFFSET $5"
    );
    let rows: Vec<RowRow> = tx.all(&sql, args![id, action, limit, offset]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many rows do what: action, rows, and those of them that are written.
pub async fn actions(tx: &mut Tx, id: ImportId) -> sqlx::Result<Vec<(RowAction, i64, i64)>> {
    tx.all(
        "SELECT action, COUNT(*), COUNT(version_after) FROM import_rows WHERE tenant_id = $1 AND import_id = $2 \
         GROUP BY action ORDER BY action",
        args![id],
    )
    .await
}

/// Writes the rows of an import anew.
pub async fn replace_rows(tx: &mut WriteTx, id: ImportId, rows: &[ImportRow]) -> sqlx::Result<()> {
    remove_rows(tx, id).await?;
    let columns = [
        "import_id",
        "row_number",
        "\"values\"",
        "action",
        "row_key",
        "record_id",
        "before",
        "version_after",
    ];
    let json = |value: &Trace| serde_json::to_string(value).unwrap_or_default();
    let rows = rows.iter().map(|row| {
        args![
            id,
            row.number,
            serde_json::to_string(&row.said).unwrap_or_default(),
            row.action,
            &row.key,
            row.record,
            row.trace.as_ref().map(json),
            row.version_after
        ]
    });
    tx.insert_many("import_rows", &columns, rows.collect()).await
}

/// Takes the rows of an import away.
pub async fn remove_rows(tx: &mut WriteTx, id: ImportId) -> sqlx::Result<()> {
    tx.exec("DELETE FROM import_rows WHERE tenant_id = $1 AND import_id = $2", args![id]).await?;
    Ok(())
}

/// What imports understood of the rows that became a record: import, its reading, number of the row.
pub(super) async fn readings_of(tx: &mut Tx, record: Uuid) -> sqlx::Result<Vec<(ImportId, String, i64)>> {
    tx.all(
        "SELECT i.id, i.reading, r.row_number FROM import_rows r JOIN imports i ON i.tenant_id = r.tenant_id \
         AND i.id = r.import_id WHERE r.tenant_id = $1 AND r.record_id = $2 ORDER BY i.id, r.row_number",
        args![record],
    )
    .await
}

/// Takes away what imports hold of a record: their rows of it. Gives how many.
pub(super) async fn forget(tx: &mut WriteTx, record: Uuid) -> sqlx::Result<u64> {
    tx.exec("DELETE FROM import_rows WHERE tenant_id = $1 AND record_id = $2", args![record]).await
}

/// Writes what was understood anew, without what must be gone.
pub(super) async fn set_reading(tx: &mut WriteTx, id: ImportId, reading: &str) -> sqlx::Result<()> {
    tx.exec("UPDATE imports SET reading = $2 WHERE tenant_id = $1 AND id = $3", args![reading, id]).await?;
    Ok(())
}

/// How records of a kind came by imports: the last time each was written by one.
pub async fn past(tx: &mut Tx, kind: &str) -> sqlx::Result<HashMap<Uuid, Past>> {
    let rows: Vec<(Uuid, String, i64)> = tx
        .all(
            "SELECT r.record_id, r.row_key, r.version_after FROM import_rows r JOIN imports i \
             ON i.tenant_id = r.tenant_id AND i.id = r.import_id WHERE r.tenant_id = $1 AND i.kind = $2 \
             AND i.state = 'accepted' AND r.record_id IS NOT NULL AND r.version_after IS NOT NULL ORDER BY i.decided_at",
            args![kind],
        )
        .await?;
    Ok(rows.into_iter().map(|(id, key, version)| (id, Past { key, version })).collect())
}

/// Mappings that were used before, by the digest of their headings, the latest first.
pub async fn mappings(tx: &mut Tx) -> sqlx::Result<Vec<(String, Mapping)>> {
    let rows: Vec<(String, String)> = tx
        .all(
            "SELECT headings, mapping FROM import_mappings WHERE tenant_id = $1 ORDER BY updated_at DESC, headings LIMIT $2",
            args![REMEMBERED],
        )
        .await?;
    let read = |(headings, text): (String, String)| Some((headings, serde_json::from_str(&text).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Remembers how a register with these headings is read.
pub async fn remember(tx: &mut WriteTx, headings: &str, mapping: &str) -> sqlx::Result<()> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO import_mappings (tenant_id, headings, mapping, updated_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (tenant_id, headings) DO UPDATE SET mapping = excluded.mapping, updated_at = excluded.updated_at",
        args![headings, mapping, now],
    )
    .await?;
    Ok(())
}

/// Whether a file was read before, in any import but this.
pub async fn was_read(tx: &mut Tx, digest: &str) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM imports WHERE tenant_id = $1 AND file_digest = $2";
    let (count,): (i64,) = tx.one(sql, args![digest]).await?;
    Ok(count > 0)
}
