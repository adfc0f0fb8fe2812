//! What forms and filters choose among, kept in memory until something is written in the municipality.

use super::store::{self, Choices};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::permission::Scope;
use crate::platform::tenant::TenantId;
use std::sync::{Arc, Mutex, PoisonError};

/// How many choices are kept; one of a large municipality takes some tens of kilobytes.
const KEPT: usize = 64;

struct Known {
    tenant: TenantId,
    scope: Scope,
    head: i64,
    choices: Arc<Choices>,
}

/// Those used last, the newest at the end.
#[derive(Default)]
struct Cache(Mutex<Vec<Known>>);

impl Cache {
    fn find(&self, tenant: TenantId, scope: &Scope, head: i64) -> Option<Arc<Choices>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |known: &&Known| known.tenant == tenant && known.head == head && known.scope == *scope;
        kept.iter().rev().find(of).map(|known| known.choices.clone())
    }

    fn keep(&self, known: Known) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|other| (other.tenant, &other.scope) != (known.tenant, &known.scope));
        kept.push(known);
        if kept.len() > KEPT {
            kept.remove(0);
        }
    }
}

/// What [`store::choices`] gives, for a transaction in which the chain of events has come to `head`. No statement while
/// nothing has been written since it was read, else one.
pub async fn known(ctx: &Ctx, tx: &mut Tx, head: i64) -> Result<Arc<Choices>> {
    let cache = ctx.app.shared::<Cache>();
    if let Some(choices) = cache.find(tx.tenant(), &ctx.scope, head) {
        return Ok(choices);
    }
    let choices = Arc::new(store::choices(tx, &ctx.scope).await?);
    cache.keep(Known { tenant: tx.tenant(), scope: ctx.scope.clone(), head, choices: choices.clone() });
    Ok(choices)
}
