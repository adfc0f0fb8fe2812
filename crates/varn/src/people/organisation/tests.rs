//! Through HTTP, on the current database.

mod people;
mod settings;
mod units;

use crate::testing::{Client, TestApp};

/// Adds a unit; gives its id.
async fn unit(client: &Client, name: &str, kind: &str, parent: &str) -> String {
    let form = [("name", name), ("parent", parent), ("unit_kind", kind)];
    let path = client.post("/organisation/ny", &form).await.expect(303).location();
    path.rsplit('/').next().unwrap().to_owned()
}

/// Adds a system that belongs to a unit; gives its path.
async fn system(client: &Client, name: &str, unit: &str, owner: &str) -> String {
    let form = [("name", name), ("unit", unit), ("owner", owner)];
    client.post("/system/nytt", &form).await.expect(303).location()
}

/// The closure must be what the parents say, whatever has happened.
async fn closure_is_right(test: &TestApp) {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let units = super::store::units(&mut tx).await.unwrap();
    let sql = "SELECT above_id, unit_id FROM unit_below WHERE tenant_id = $1";
    let mut stored: Vec<(uuid::Uuid, uuid::Uuid)> = tx.all(sql, crate::args![]).await.unwrap();
    let mut walked = Vec::new();
    for unit in &units {
        let mut above = Some(unit.id);
        let mut authority = None;
        while let Some(id) = above {
            walked.push((id.0, unit.id.0));
            let found = units.iter().find(|unit| unit.id == id).unwrap();
            authority = authority.or_else(|| found.kind.is_authority().then_some(found.id));
            above = found.parent_id;
        }
        if unit.closed_on.is_none() {
            assert_eq!(Some(unit.authority_id), authority, "{}", unit.name);
        }
    }
    stored.sort_unstable();
    walked.sort_unstable();
    assert_eq!(stored, walked);
}
