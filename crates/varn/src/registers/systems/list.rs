//! The list of systems, as a page and as a file.

use super::model::{Hosting, Lifecycle, SystemId};
use super::store::{self, SystemRow};
use crate::people::organisation::choices;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::list::{Cell, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{PageFrame, done};
use crate::platform::permission::Permission::RegistersWrite;
use crate::registers::RecordState;
use crate::registers::levels::badges;
use crate::registers::pages::{
    begin, column, day_cell, origin_cell, owner_cell, owner_choice, owner_filter, word_cell, words,
};
use crate::registers::store::require_people;

static LIST: List = List {
    path: "/system",
    columns: &[
        column("namn", "field-name", "s.name_sort", true),
        column("nummer", "field-external-id", "s.external_id", false),
        column("enhet", "field-unit", "u.name_sort", true),
        column("agare", "field-owner", "p.name_sort", true),
        column("skyddsbehov", "field-need", "n.highest", true),
        column("drift", "field-hosting", "s.hosting", true),
        column("livscykel", "field-lifecycle", "s.lifecycle", false),
        column("avtal", "field-contract-end", "s.contract_end", false),
        column("lage", "field-state", "s.state", false),
        column("oversyn", "field-next-review", "s.next_review", true),
    ],
    filters: &[
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "agare", label: "field-owner" },
        Filter { name: "drift", label: "field-hosting" },
        Filter { name: "livscykel", label: "field-lifecycle" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "namn",
    tie: "s.id",
};

/// The list.
pub(super) async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query).await?;
    let counted = store::count(&mut tx, &ctx.scope, &query).await?;
    let choices = choices::known(&ctx, &mut tx, counted.head).await?;
    drop(tx);
    let options = vec![
        choices.units.clone(),
        owner_filter(&page, &choices.people),
        words(&page, "hosting", Hosting::ALL),
        words(&page, "lifecycle", Lifecycle::ALL),
        words(&page, "record-state", RecordState::ALL),
    ];
    let rows = rows.iter().map(|row| line(&page, &query, row)).collect();
    let mut view = query.view(&page, counted.total, rows, options);
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        view.owners.clone_from(&choices.people);
        actions.push(("/system/nytt".to_owned(), page.t("systems-new").into_owned(), "main", "plus"));
    }
    if counted.total == 0 && !query.is_narrowed() {
        begin(&ctx, &mut actions, ("/forslag/system", "registers-begin-proposals"));
    }
    let nothing = Nothing {
        sign: "system",
        heading: page.t("systems-nothing").into_owned(),
        why: page.t("systems-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-systems").into_owned(), page.t("systems-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

fn line(page: &PageFrame, query: &ListQuery, row: &SystemRow) -> ListRow {
    let mut cells =
        vec![origin_cell(page, (format!("/system/{}", row.id), &row.name), row.state, &row.library_ref)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "nummer" => Cell::text(&row.external_id),
            "enhet" => Cell::text(&row.unit),
            "agare" => owner_cell(page, row.owner.as_deref()),
            "skyddsbehov" => {
                badges(page, [row.confidentiality, row.integrity, row.availability, row.traceability])
            }
            "drift" => word_cell(page, "hosting", row.hosting.map(Hosting::as_str)),
            "livscykel" => word_cell(page, "lifecycle", row.lifecycle.map(Lifecycle::as_str)),
            "avtal" => Cell::Short(row.contract_end.clone()),
            "lage" => word_cell(page, "record-state", Some(row.state.as_str())),
            _ => day_cell(row.next_review),
        });
    }
    ListRow { id: row.id.to_string(), name: row.name.clone(), cells, attention: row.owner.is_none() }
}

/// The list as a workbook.
pub(super) async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

/// The list as text.
pub(super) async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let page = ctx.page();
    let rows = store::list(&mut ctx.read().await?, &ctx.scope, &query).await?;
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, row)).collect();
    let workbook = query.workbook(&page, &page.t("nav-systems"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "system", format)
}

/// Another owner for the chosen rows.
pub(super) async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let (ids, owner) = owner_choice::<SystemId>(&mut form)?;
    let mut tx = ctx.write().await?;
    require_people(&mut tx, &[Some(owner)]).await?;
    let count = store::set_owner(&mut tx, &ctx.scope, &ids, owner).await?;
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::OwnersSet).detail("records", count)).await?;
    done("/system", "owners-set")
}
