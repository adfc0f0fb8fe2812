//! The page of hits.

use crate::args;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::form::Form;
use crate::platform::kinds::KindInfo;
use crate::platform::page::{PageFrame, page};
use crate::platform::permission::Permission::SignedIn;
use crate::platform::routes::Routes;
use crate::registers::contains;
use askama::Template;
use uuid::Uuid;

/// Most hits that are shown.
const MOST: usize = 100;

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default().get("/sok", SignedIn, search)
}

#[derive(sqlx::FromRow)]
struct HitRow {
    kind: String,
    id: Uuid,
    name: String,
}

/// A hit: address, name, word of its kind.
type Hit = (String, String, String);

#[derive(Template)]
#[template(path = "exchange/search/search.html")]
struct SearchPage {
    page: PageFrame,
    q: String,
    count: String,
    hits: Vec<Hit>,
}

async fn search(ctx: Ctx) -> Result {
    let q: String = Form::decode(ctx.query.as_bytes()).value("q").trim().chars().take(200).collect();
    let rows = if q.is_empty() { Vec::new() } else { hits(&ctx, &mut ctx.read().await?, &q).await? };
    let frame = ctx.page();
    let shown = rows.iter().take(MOST).filter_map(|row| {
        let info = ctx.app.kind(&row.kind)?;
        Some((info.page(row.id), row.name.clone(), frame.t(&info.one()).into_owned()))
    });
    let hits: Vec<Hit> = shown.collect();
    let count = match rows.len() {
        0 => String::new(),
        n if n > MOST => frame.n("search-more", i64::try_from(MOST).unwrap_or(0)).into_owned(),
        n => frame.n("search-count", i64::try_from(n).unwrap_or(0)).into_owned(),
    };
    page(&SearchPage { q, count, hits, page: frame })
}

/// Every kind the person may read, each within her scope. One statement.
async fn hits(ctx: &Ctx, tx: &mut Tx, q: &str) -> Result<Vec<HitRow>> {
    let mut args = args![contains(q)];
    let part = |info: &KindInfo, args: &mut Vec<_>| {
        let scope = ctx.visitor.as_ref()?.scope(info.read)?;
        let within = scope.condition(&format!("x.{}", info.unit), args);
        Some(format!(
            "SELECT '{}' AS kind, x.id AS id, x.name AS name, x.name_sort AS name_sort FROM {} x \
             WHERE x.tenant_id = $1 AND x.name_fold LIKE $2 ESCAPE '\\'{within}",
            info.kind.0, info.table
        ))
    };
    let parts: Vec<String> = ctx.app.kinds().iter().filter_map(|info| part(info, &mut args)).collect();
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{} ORDER BY name_sort, id LIMIT {}", parts.join(" UNION ALL "), MOST + 1);
    Ok(tx.all(&sql, args).await?)
}
