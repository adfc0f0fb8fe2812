//! Taking a record out of its register: the page that first tells what hangs on it.

use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::page::{self, PageFrame};
use crate::registers::store;
use askama::Template;
use uuid::Uuid;

/// A record about to be removed.
#[derive(Clone, Debug)]
pub struct Leaving<'a> {
    /// Its address: `/system/…`.
    pub address: String,
    /// Its name.
    pub name: &'a str,
    /// Why it cannot be removed yet, worded; "" when it can.
    pub hinder: String,
}

#[derive(Template)]
#[template(path = "registers/removal.html")]
struct RemovalPage<'a> {
    page: PageFrame,
    record: Leaving<'a>,
    hanging: Vec<String>,
}

/// The page that asks. One statement.
pub async fn page(ctx: &Ctx, mut tx: Tx, id: impl Into<Uuid>, record: Leaving<'_>) -> Result {
    let hanging = store::hanging(&mut tx, id.into()).await?;
    drop(tx);
    let page = ctx.page();
    let worded = |one: &store::Hanging| page.n(&format!("removal-{}", one.what), one.number).into_owned();
    let hanging = hanging.iter().filter(|one| one.number > 0).map(worded).collect();
    page::page(&RemovalPage { page, record, hanging })
}
