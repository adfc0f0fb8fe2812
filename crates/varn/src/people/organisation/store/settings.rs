//! What the municipality is called and looks like, and the members of an association.

use super::{rename, units};
use crate::args;
use crate::people::organisation::UnitKind;
use crate::platform::db::{Tx, WriteTx};
use serde::Serialize;

/// The municipality or association itself.
#[derive(Clone, Debug, sqlx::FromRow, Serialize)]
pub struct Place {
    /// `municipality`, `association` or `company`.
    pub kind: String,
    /// Official code, or organisation number; "" until it is chosen.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Two digits, "" for an association or a company.
    pub county_code: String,
    /// `#rrggbb`, "" for ours.
    pub accent: String,
}

/// The transaction's municipality.
pub async fn place(tx: &mut Tx) -> sqlx::Result<Option<Place>> {
    tx.opt("SELECT kind, code, name, county_code, accent FROM tenants WHERE id = $1", args![]).await
}

/// Saves its name and accent colour.
pub async fn set_place(tx: &mut WriteTx, name: &str, accent: &str) -> sqlx::Result<u64> {
    tx.exec("UPDATE tenants SET name = $2, accent = $3 WHERE id = $1", args![name, accent]).await
}

/// Says which municipality, association or company it is.
pub async fn set_identity(tx: &mut WriteTx, place: &Place) -> sqlx::Result<u64> {
    let sql = "UPDATE tenants SET kind = $2, code = $3, name = $4, county_code = $5 WHERE id = $1";
    tx.exec(sql, args![&place.kind, &place.code, &place.name, &place.county_code]).await
}

/// The root of the organisation is the municipality, so it follows its name as long as it has the same.
pub async fn rename_root(tx: &mut WriteTx, from: &str, to: &str) -> sqlx::Result<()> {
    let units = units(tx).await?;
    let root = units.into_iter().find(|unit| unit.kind == UnitKind::Municipality && unit.name == from);
    if let Some(mut root) = root.filter(|_| from != to) {
        to.clone_into(&mut root.name);
        rename(tx, &root).await?;
    }
    Ok(())
}

/// Codes of the municipalities that are members of the association.
pub async fn members_of_association(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    let sql =
        "SELECT municipality_code FROM association_members WHERE tenant_id = $1 ORDER BY municipality_code";
    let rows: Vec<(String,)> = tx.all(sql, args![]).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// The members of the association are exactly these.
pub async fn set_association_members(tx: &mut WriteTx, codes: &[String]) -> sqlx::Result<()> {
    tx.exec("DELETE FROM association_members WHERE tenant_id = $1", args![]).await?;
    let rows = codes.iter().map(|code| args![code]).collect();
    tx.insert_many("association_members", &["municipality_code"], rows).await
}
