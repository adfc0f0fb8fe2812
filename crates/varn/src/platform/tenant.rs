//! A tenant is one legal owner of data: a municipality, or a kommunalförbund. Nothing joins across tenants.

use crate::id_type;

id_type! {
    /// Whose data it is.
    TenantId
}

impl TenantId {
    /// The installation itself: its accounts' events are chained here, and no municipality's data.
    pub const INSTALLATION: Self = Self(uuid::Uuid::nil());
}
