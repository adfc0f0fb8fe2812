//! The list of suppliers, as a page and as a file.

use super::country::{is_third_country, name};
use super::model::SupplierId;
use super::store::{self, SupplierRow};
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
    begin, column, day_cell, name_cell, owner_cell, owner_choice, owner_filter, word_cell, words,
    yes_no_cell, yes_no_filter,
};
use crate::registers::store::require_people;

static LIST: List = List {
    path: "/leverantorer",
    columns: &[
        column("namn", "field-name", "v.name_sort", true),
        column("nummer", "field-external-id", "v.external_id", false),
        column("orgnr", "field-organisation-number", "v.organisation_number", true),
        column("enhet", "field-unit", "u.name_sort", true),
        column("agare", "field-owner", "o.name_sort", true),
        column("system", "nav-systems", "systems", true),
        column("skyddsbehov", "field-need", "n.highest", true),
        column("land", "field-country", "v.country", false),
        column("kritisk", "field-critical", "v.critical", false),
        column("lage", "field-state", "v.state", false),
        column("oversyn", "field-next-review", "v.next_review", true),
    ],
    filters: &[
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "agare", label: "field-owner" },
        Filter { name: "land", label: "field-country" },
        Filter { name: "kritisk", label: "field-critical" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "namn",
    tie: "v.id",
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
        words(&page, "country-filter", &["eu", "utanfor", "okant"]),
        yes_no_filter(&page),
        words(&page, "record-state", RecordState::ALL),
    ];
    let rows = rows.iter().map(|row| line(&page, &query, row)).collect();
    let mut view = query.view(&page, counted.total, rows, options);
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        view.owners.clone_from(&choices.people);
        actions.push(("/leverantorer/ny".to_owned(), page.t("suppliers-new").into_owned(), "main", "plus"));
    }
    if counted.total == 0 && !query.is_narrowed() {
        begin(&ctx, &mut actions, ("/forslag/system", "suppliers-begin-systems"));
    }
    let nothing = Nothing {
        sign: "supplier",
        heading: page.t("suppliers-nothing").into_owned(),
        why: page.t("suppliers-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-suppliers").into_owned(), page.t("suppliers-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

/// The country; that it lies outside the area is said beside it.
pub(super) fn country_cell(page: &PageFrame, code: &str) -> Cell {
    if code.is_empty() {
        return Cell::Empty;
    }
    let country = Cell::text(name(page, code));
    if is_third_country(code) {
        let outside = Cell::Tag("part", page.t("country-outside").into_owned());
        return Cell::several(vec![country, outside]);
    }
    country
}

fn line(page: &PageFrame, query: &ListQuery, row: &SupplierRow) -> ListRow {
    let mut cells = vec![name_cell(page, format!("/leverantorer/{}", row.id), &row.name, row.state)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "nummer" => Cell::text(&row.external_id),
            "orgnr" => Cell::Short(row.organisation_number.clone()),
            "enhet" => Cell::text(&row.unit),
            "agare" => owner_cell(page, row.owner.as_deref()),
            "system" => Cell::Number(row.systems),
            "skyddsbehov" => {
                badges(page, [row.confidentiality, row.integrity, row.availability, row.traceability])
            }
            "land" => country_cell(page, &row.country),
            "kritisk" => yes_no_cell(page, row.critical),
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
    let workbook = query.workbook(&page, &page.t("nav-suppliers"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "leverantorer", format)
}

/// Another owner for the chosen rows.
pub(super) async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let (ids, owner) = owner_choice::<SupplierId>(&mut form)?;
    let mut tx = ctx.write().await?;
    require_people(&mut tx, &[Some(owner)]).await?;
    let count = store::set_owner(&mut tx, &ctx.scope, &ids, owner).await?;
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::OwnersSet).detail("records", count)).await?;
    done("/leverantorer", "owners-set")
}
