//! The information sets with what stands about their classification.

use crate::args;
use crate::current_state::classification::levels::{Levels, effective, from_columns};
use crate::current_state::classification::model::Standing;
use crate::current_state::classification::suggest::Facts;
use crate::platform::db::Tx;
use crate::platform::permission::Scope;
use chrono::NaiveDate;
use uuid::Uuid;

/// An information set in the queue.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct SetRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) name_sort: Vec<u8>,
    pub(super) unit: String,
    pub(super) authority_id: Uuid,
    pub(super) authority: String,
    pub(super) owner: Option<String>,
    pub(super) personal_data: Option<String>,
    pub(super) many_people: Option<bool>,
    pub(super) library_ref: String,
    pub(super) own: bool,
    pub(super) own_confirmed: bool,
    pub(super) common: bool,
    pub(super) common_confirmed: bool,
    pub(super) lowering_waits: bool,
    pub(super) review_on: Option<NaiveDate>,
    pub(super) confidentiality: Option<i64>,
    pub(super) integrity: Option<i64>,
    pub(super) availability: Option<i64>,
    pub(super) traceability: Option<i64>,
    pub(super) common_confidentiality: Option<i64>,
    pub(super) common_integrity: Option<i64>,
    pub(super) common_availability: Option<i64>,
    pub(super) common_traceability: Option<i64>,
    pub(super) lowering_approved: bool,
    pub(super) stubs: i64,
}

impl SetRow {
    /// How far its classification has come; one that only follows has come as far as the common one.
    pub(super) const fn standing(&self) -> Standing {
        match (self.own, self.own_confirmed, self.common, self.common_confirmed) {
            (true, true, ..) | (false, _, true, true) => Standing::Confirmed,
            (true, ..) | (_, _, true, _) => Standing::Proposed,
            _ => Standing::None,
        }
    }

    /// The levels that count.
    pub(super) fn levels(&self) -> Levels {
        let own = from_columns([self.confidentiality, self.integrity, self.availability, self.traceability]);
        let common = from_columns([
            self.common_confidentiality,
            self.common_integrity,
            self.common_availability,
            self.common_traceability,
        ]);
        effective(&own, &common, self.lowering_approved)
    }

    /// What its own columns say of it.
    pub(super) fn facts(&self) -> Facts {
        Facts {
            personal_data: self.personal_data.clone(),
            many_people: self.many_people == Some(true),
            library_ref: self.library_ref.clone(),
            ..Facts::default()
        }
    }
}

/// Every set in scope. One statement.
pub(super) async fn sets(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Vec<SetRow>> {
    let mut args = args![];
    let condition = scope.condition("i.unit_id", &mut args);
    let stubs = scope.condition("s.unit_id", &mut args);
    let sql = format!(
        "SELECT i.id, i.name, i.name_sort, u.name AS unit, a.id AS authority_id, a.name AS authority, p.name AS owner, \
         i.personal_data, i.many_people, i.library_ref, c.id IS NOT NULL AS own, \
         c.confirmed_at IS NOT NULL AS own_confirmed, g.id IS NOT NULL AS common, \
         g.confirmed_at IS NOT NULL AS common_confirmed, \
         (l.id IS NOT NULL AND l.approved_at IS NULL) AS lowering_waits, c.review_on, \
         c.confidentiality, c.integrity, c.availability, c.traceability, \
         g.confidentiality AS common_confidentiality, g.integrity AS common_integrity, \
         g.availability AS common_availability, g.traceability AS common_traceability, \
         l.approved_at IS NOT NULL AS lowering_approved, \
         (SELECT COUNT(*) FROM protective_security_stubs s WHERE s.tenant_id = $1{stubs}) AS stubs \
         FROM information_sets i JOIN units u ON u.tenant_id = $1 AND u.id = i.unit_id \
         JOIN units a ON a.tenant_id = $1 AND a.id = u.authority_id \
         LEFT JOIN people p ON p.tenant_id = $1 AND p.id = i.owner_id \
         LEFT JOIN classifications c ON c.tenant_id = $1 AND c.object_id = i.id AND c.superseded_at IS NULL \
         LEFT JOIN classifications g ON g.tenant_id = $1 AND g.object_id = i.common_id AND g.superseded_at IS NULL \
         LEFT JOIN lowerings l ON l.tenant_id = $1 AND l.classification_id = c.id \
         WHERE i.tenant_id = $1{condition} ORDER BY i.name_sort, i.id"
    );
    tx.all(&sql, args).await
}
