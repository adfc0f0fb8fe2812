//! Records for tests of this wing, put straight into their tables, with the revisions that reactions follow.

use crate::args;
use crate::people::organisation::UnitId;
use crate::platform::db::WriteTx;
use crate::platform::event::{Event, EventKind};
use crate::platform::history::RecordKind;
use crate::platform::swedish::{fold, sort_key};
use crate::testing::{TestApp, Town};
use uuid::Uuid;

/// A write in the town that is followed by its reactions.
pub(crate) struct Write<'a> {
    test: &'a TestApp,
    pub(crate) tx: WriteTx,
}

impl TestApp {
    pub(crate) async fn begin(&self, town: Town) -> Write<'_> {
        Write { test: self, tx: self.app.db().write(self.app.scene(town.tenant)).await.unwrap() }
    }
}

impl Write<'_> {
    async fn record(&mut self, kind: &'static str, table: &str, unit: UnitId, name: &str) -> Uuid {
        let (id, now) = (self.tx.new_id::<Uuid>(), self.tx.now());
        let sql = format!(
            "INSERT INTO {table} (tenant_id, id, name, name_sort, name_fold, unit_id, state, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, 'confirmed', $7, $7)"
        );
        self.tx.exec(&sql, args![id, name, sort_key(name), fold(name), unit, now]).await.unwrap();
        self.tx.revise(RecordKind(kind), id, &serde_json::json!({ "name": name }));
        id
    }

    pub(crate) async fn information(&mut self, unit: UnitId, name: &str) -> Uuid {
        self.record("information_set", "information_sets", unit, name).await
    }

    pub(crate) async fn process(&mut self, unit: UnitId, name: &str, tolerated: Option<i64>) -> Uuid {
        let id = self.record("process", "processes", unit, name).await;
        let sql = "UPDATE processes SET tolerated_outage_minutes = $3 WHERE tenant_id = $1 AND id = $2";
        self.tx.exec(sql, args![id, tolerated]).await.unwrap();
        id
    }

    pub(crate) async fn system(&mut self, unit: UnitId, name: &str) -> Uuid {
        self.record("system", "systems", unit, name).await
    }

    pub(crate) async fn supplier(&mut self, unit: UnitId, name: &str) -> Uuid {
        self.record("supplier", "suppliers", unit, name).await
    }

    pub(crate) async fn link(&mut self, from: (&str, Uuid), kind: &str, to: (&str, Uuid)) {
        let id = self.tx.new_id::<Uuid>();
        self.tx
            .exec(
                "INSERT INTO links (tenant_id, kind, from_kind, from_id, to_kind, to_id) VALUES ($1, $2, $3, $4, $5, $6)",
                args![kind, from.0, from.1, to.0, to.1],
            )
            .await
            .unwrap();
        self.tx.revise(RecordKind("link"), id, &kind);
    }

    pub(crate) async fn levels(&mut self, kind: &str, id: Uuid, levels: [Option<i64>; 4]) {
        let now = self.tx.now();
        let [k, r, t, s] = levels;
        let old = "UPDATE classifications SET superseded_at = $3 WHERE tenant_id = $1 AND object_id = $2 \
             AND superseded_at IS NULL";
        self.tx.exec(old, args![id, now]).await.unwrap();
        let new = "INSERT INTO classifications (tenant_id, id, object_kind, object_id, model, model_version, \
             confidentiality, integrity, availability, traceability, source, classified_by, created_at) \
             VALUES ($1, $2, $3, $4, 'model.default', '1', $5, $6, $7, $8, 'judged', 'Maja Lind', $9)";
        let own = self.tx.new_id::<Uuid>();
        self.tx.exec(new, args![own, kind, id, k, r, t, s, now]).await.unwrap();
        self.tx.revise(RecordKind("classification"), id, &levels);
    }

    pub(crate) async fn done(self) {
        self.test.app.commit(self.tx, Event::new(EventKind::SystemUpdated)).await.unwrap();
    }
}
