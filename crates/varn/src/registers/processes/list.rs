//! The list of processes, as a page and as a file.

use super::model::ProcessId;
use super::store::{self, ProcessRow};
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
    begin_with_library, column, day_cell, origin_cell, owner_cell, owner_choice, owner_filter, word_cell,
    words, yes_no_cell, yes_no_filter,
};
use crate::registers::spans;
use crate::registers::store::require_people;

static LIST: List = List {
    path: "/process",
    columns: &[
        column("namn", "field-name", "p.name_sort", true),
        column("kod", "field-code", "p.code", true),
        column("nummer", "field-external-id", "p.external_id", false),
        column("enhet", "field-unit", "u.name_sort", true),
        column("agare", "field-owner", "o.name_sort", true),
        column("skyddsbehov", "field-need", "n.highest", true),
        column("avbrott", "field-outage", "p.tolerated_outage_minutes", true),
        column("reservrutin", "field-reserve-routine", "", false),
        column("samhallsviktig", "field-vital", "p.vital", false),
        column("lage", "field-state", "p.state", false),
        column("oversyn", "field-next-review", "p.next_review", true),
    ],
    filters: &[
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "agare", label: "field-owner" },
        Filter { name: "avbrott", label: "field-outage" },
        Filter { name: "reservrutin", label: "field-reserve-routine" },
        Filter { name: "samhallsviktig", label: "field-vital" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "namn",
    tie: "p.id",
};

/// The tolerated outages that a list is narrowed to: at most so long.
fn outages(page: &PageFrame) -> Vec<(String, String)> {
    let at_most = |minutes: i64| {
        let words = page.with("outage-at-most", "time", spans::words(page, minutes));
        (minutes.to_string(), words.into_owned())
    };
    let mut options: Vec<_> = [240, 1440, 4320, 10080].map(at_most).to_vec();
    options.push(("okant".to_owned(), page.t("not-judged").into_owned()));
    options
}

/// The list.
pub(super) async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query).await?;
    let counted = store::count(&mut tx, &ctx.scope, &query).await?;
    let choices = choices::known(&ctx, &mut tx, counted.head).await?;
    drop(tx);
    let reserve = ["finns", "ingen"];
    let options = vec![
        choices.units.clone(),
        owner_filter(&page, &choices.people),
        outages(&page),
        words(&page, "reserve", &reserve),
        yes_no_filter(&page),
        words(&page, "record-state", RecordState::ALL),
    ];
    let rows = rows.iter().map(|row| line(&page, &query, row)).collect();
    let mut view = query.view(&page, counted.total, rows, options);
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        view.owners.clone_from(&choices.people);
        actions.push(("/process/ny".to_owned(), page.t("processes-new").into_owned(), "main", "plus"));
    }
    if counted.total == 0 && !query.is_narrowed() {
        begin_with_library(&ctx, &mut actions, ("/forslag/process", "registers-begin-proposals"));
    }
    let nothing = Nothing {
        sign: "process",
        heading: page.t("processes-nothing").into_owned(),
        why: page.t("processes-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-processes").into_owned(), page.t("processes-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

pub(super) fn outage_cell(page: &PageFrame, minutes: Option<i64>) -> Cell {
    minutes.map_or(Cell::Empty, |minutes| Cell::Short(spans::words(page, minutes)))
}

fn line(page: &PageFrame, query: &ListQuery, row: &ProcessRow) -> ListRow {
    let mut cells =
        vec![origin_cell(page, (format!("/process/{}", row.id), &row.name), row.state, &row.library_ref)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "kod" => Cell::text(&row.code),
            "nummer" => Cell::text(&row.external_id),
            "enhet" => Cell::text(&row.unit),
            "agare" => owner_cell(page, row.owner.as_deref()),
            "skyddsbehov" => {
                badges(page, [row.confidentiality, row.integrity, row.availability, row.traceability])
            }
            "avbrott" => outage_cell(page, row.tolerated_outage_minutes),
            "reservrutin" => {
                word_cell(page, "reserve", Some(if row.has_reserve { "finns" } else { "ingen" }))
            }
            "samhallsviktig" => yes_no_cell(page, row.vital),
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
    let workbook = query.workbook(&page, &page.t("nav-processes"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "processer", format)
}

/// Another owner for the chosen rows.
pub(super) async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let (ids, owner) = owner_choice::<ProcessId>(&mut form)?;
    let mut tx = ctx.write().await?;
    require_people(&mut tx, &[Some(owner)]).await?;
    let count = store::set_owner(&mut tx, &ctx.scope, &ids, owner).await?;
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::OwnersSet).detail("records", count)).await?;
    done("/process", "owners-set")
}
