//! The facts of what stops.

use crate::args;
use crate::platform::db::{Tx, in_list};
use crate::platform::permission::Scope;
use uuid::Uuid;

/// A record that stops. `name`, `unit` and `reserve_routine` are empty when the actor may not see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::current_state::thread) struct StopRow {
    pub(in crate::current_state::thread) id: Uuid,
    pub(in crate::current_state::thread) name: Option<String>,
    pub(in crate::current_state::thread) unit: Option<String>,
    pub(in crate::current_state::thread) reserve_routine: Option<String>,
    pub(in crate::current_state::thread) vital: Option<bool>,
}

/// Those that stop, by name where the actor may see them. One statement.
pub(in crate::current_state::thread) async fn stopped(
    tx: &mut Tx,
    scope: &Scope,
    ids: &[Uuid],
) -> sqlx::Result<Vec<StopRow>> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("x.unit_id", &mut args);
    let seen = |column: &str| format!("CASE WHEN 1 = 1{condition} THEN {column} ELSE NULL END");
    let (name, unit, routine) = (seen("x.name"), seen("u.name"), seen("x.reserve_routine"));
    let from = |table: &str| {
        format!(
            "FROM {table} x JOIN units u ON u.tenant_id = $1 AND u.id = x.unit_id WHERE x.tenant_id = $1 AND x.id IN {list}"
        )
    };
    let nothing = "CAST(NULL AS TEXT), CAST(NULL AS BOOLEAN)";
    let sql = format!(
        "SELECT x.id, {name} AS name, {unit} AS unit, {routine} AS reserve_routine, x.vital {} \
         UNION ALL SELECT x.id, {name}, {unit}, {nothing} {} UNION ALL SELECT x.id, {name}, {unit}, {nothing} {} \
         UNION ALL SELECT x.id, {name}, {unit}, {nothing} {}",
        from("processes"),
        from("information_sets"),
        from("systems"),
        from("suppliers")
    );
    tx.all(&sql, args).await
}
