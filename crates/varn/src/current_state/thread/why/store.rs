//! The names that an explanation needs.

use crate::args;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, in_list};
use crate::platform::permission::Scope;
use uuid::Uuid;

/// A node by name, with who classified it; or a raise. `name` is empty when the actor may not see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::current_state::thread) struct NameRow {
    pub(in crate::current_state::thread) id: Uuid,
    pub(in crate::current_state::thread) name: Option<String>,
    /// Its own classification: by whom, when; or of a raise: by whom, why.
    pub(in crate::current_state::thread) who: Option<String>,
    pub(in crate::current_state::thread) said: Option<String>,
    pub(in crate::current_state::thread) confidentiality: Option<i64>,
    pub(in crate::current_state::thread) integrity: Option<i64>,
    pub(in crate::current_state::thread) availability: Option<i64>,
    pub(in crate::current_state::thread) traceability: Option<i64>,
    /// Who classified the common set it follows.
    pub(in crate::current_state::thread) common_by: Option<String>,
    /// The version of the graph that the transaction sees.
    pub(in crate::current_state::thread) version: Option<i64>,
}

/// The nodes by name where the actor may see them, with who classified them; and the raises of one system. One statement.
pub(in crate::current_state::thread) async fn names(
    tx: &mut Tx,
    scope: &Scope,
    ids: &[Uuid],
    system: Uuid,
) -> sqlx::Result<Vec<NameRow>> {
    let mut args: Vec<Arg> = args![system];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("x.unit_id", &mut args);
    let levels = "c.confidentiality, c.integrity, c.availability, c.traceability";
    let nothing = "CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), \
         CAST(NULL AS TEXT)";
    let classified =
        "LEFT JOIN classifications c ON c.tenant_id = $1 AND c.object_id = x.id AND c.superseded_at IS NULL";
    let which = format!("WHERE x.tenant_id = $1 AND x.id IN {list}{condition}");
    // The names stand with the version, so that a page that has the graph in memory needs no statement of its own to
    // know that it is the right one.
    let sql = format!(
        "SELECT t.*, (SELECT version FROM graph_versions WHERE tenant_id = $1) AS version FROM (SELECT x.id, x.name, c.classified_by AS who, c.classified_on AS said, {levels}, g.classified_by AS common_by FROM information_sets x {classified} \
         LEFT JOIN classifications g ON g.tenant_id = $1 AND g.object_id = x.common_id AND g.superseded_at IS NULL {which} \
         UNION ALL SELECT x.id, x.name, c.classified_by, c.classified_on, {levels}, \
         CAST(NULL AS TEXT) FROM processes x {classified} {which} \
         UNION ALL SELECT x.id, x.name, c.classified_by, c.classified_on, {levels}, \
         CAST(NULL AS TEXT) FROM systems x {classified} {which} \
         UNION ALL SELECT x.id, x.name, CAST(NULL AS TEXT), CAST(NULL AS TEXT), {nothing} \
         FROM suppliers x {which} \
         UNION ALL SELECT r.id, CAST(NULL AS TEXT), r.raised_by, r.motive, {nothing} \
         FROM raises r WHERE r.tenant_id = $1 AND r.system_id = $2) t"
    );
    tx.all(&sql, args).await
}
