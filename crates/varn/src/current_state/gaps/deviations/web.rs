//! The list of deviations, the record of one, and the decisions about it.

use super::DEVIATION;
use super::model::{Deviation, DeviationId, DeviationKind, DeviationState};
use super::store::{self, DeviationRow};
use crate::current_state::controls::words::assessment_path;
use crate::current_state::controls::{Controls, store as controls};
use crate::current_state::gaps::derived;
use crate::people::organisation::store as organisation;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::list::{Cell, Column, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{PageFrame, done};
use crate::platform::permission::Permission::{DeviationsApprove, GapsRead, GapsWrite};
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use chrono::NaiveDate;

/// The routes of deviations.
pub(in crate::current_state::gaps) fn routes() -> Routes {
    Routes::default()
        .get("/avvikelser", GapsRead, list)
        .get("/avvikelser/lista.xlsx", GapsRead, xlsx)
        .get("/avvikelser/lista.csv", GapsRead, csv)
        .get("/avvikelser/{id}", GapsRead, show)
        .post("/avvikelser/{id}/godkann", DeviationsApprove, approve)
        .post("/avvikelser/{id}/avsla", DeviationsApprove, refuse)
        .post("/avvikelser/{id}/ta-tillbaka", GapsWrite, take_back)
}

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

static LIST: List = List {
    path: "/avvikelser",
    columns: &[
        column("atgard", "controls-control", "d.control", true),
        column("objekt", "gaps-object", "o.name_sort", true),
        column("enhet", "field-unit", "u.name_sort", false),
        column("slag", "field-deviation-kind", "d.kind", true),
        column("lage", "field-state", "", true),
        column("motiv", "field-motive", "", true),
        column("till", "field-last-day", "d.until", true),
        column("foreslog", "deviations-proposed-by", "d.proposed_name", true),
        column("foreslogs", "deviations-proposed-on", "d.proposed_at", false),
        column("godkande", "deviations-approved-by", "d.approved_name", true),
    ],
    filters: &[
        Filter { name: "lage", label: "field-state" },
        Filter { name: "slag", label: "field-deviation-kind" },
        Filter { name: "enhet", label: "field-unit" },
    ],
    order: "-foreslogs",
    tie: "d.id",
};

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let (page, today) = (ctx.page(), ctx.app.clock().today());
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query, today).await?;
    let total = store::count(&mut tx, &ctx.scope, &query, today).await?;
    let named = Controls::new(controls::own_controls(&mut tx).await?);
    let (units, _) = organisation::options(&mut tx, &ctx.scope).await?;
    drop(tx);
    let words = |family: &str, words: Vec<&str>| -> Vec<(String, String)> {
        words.into_iter().map(|word| (word.to_owned(), page.word(family, word).into_owned())).collect()
    };
    let options = vec![
        words("deviation-state", DeviationState::ALL.iter().map(|state| state.as_str()).collect()),
        words("deviation-kind", DeviationKind::ALL.iter().map(|kind| kind.as_str()).collect()),
        units,
    ];
    let rows = rows.iter().map(|row| line(&page, &query, &named, row, today)).collect();
    ListPage {
        heading: page.t("deviations-heading").into_owned(),
        lead: page.t("deviations-lead").into_owned(),
        actions: Vec::new(),
        list: query.view(&page, total, rows, options),
        nothing: Nothing {
            sign: "gap",
            heading: page.t("deviations-nothing").into_owned(),
            why: page.t("deviations-nothing-why").into_owned(),
        },
        page,
    }
    .response()
}

fn control_name(page: &PageFrame, named: &Controls, deviation: &Deviation) -> String {
    let item = named.item(&deviation.control);
    item.map_or_else(|| deviation.control.to_string(), |item| item.name(page.words).to_owned())
}

fn state_cell(page: &PageFrame, state: DeviationState) -> Cell {
    let kind = match state {
        DeviationState::Proposed => "proposed",
        DeviationState::InForce => "ok",
        DeviationState::Ended | DeviationState::Withdrawn => "",
    };
    Cell::Tag(kind, page.word("deviation-state", state).into_owned())
}

fn line(
    page: &PageFrame,
    query: &ListQuery,
    named: &Controls,
    row: &DeviationRow,
    today: NaiveDate,
) -> ListRow {
    let deviation = &row.deviation;
    let state = deviation.state(today);
    let name = control_name(page, named, deviation);
    let mut cells = vec![Cell::link(format!("/avvikelser/{}", deviation.id), &name)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "objekt" => Cell::text(&row.object),
            "enhet" => Cell::text(&row.unit),
            "slag" => Cell::text(page.word("deviation-kind", deviation.kind)),
            "lage" => state_cell(page, state),
            "motiv" => Cell::text(&deviation.motive),
            "till" => deviation.until.map_or(Cell::Empty, |day| Cell::Short(day.to_string())),
            "foreslog" => Cell::text(&deviation.proposed_name),
            "foreslogs" => Cell::Short(page.moment(&deviation.proposed_at)),
            _ => Cell::text(&deviation.approved_name),
        });
    }
    ListRow { id: deviation.id.to_string(), name, cells, attention: state == DeviationState::Proposed }
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let (page, today) = (ctx.page(), ctx.app.clock().today());
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query, today).await?;
    let named = Controls::new(controls::own_controls(&mut tx).await?);
    drop(tx);
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, &named, row, today)).collect();
    let workbook = query.workbook(&page, &page.t("deviations-heading"), &rows, today);
    export(ctx, &workbook, "avvikelser", format)
}

async fn show(ctx: Ctx, Id(id): Id<DeviationId>) -> Result {
    let mut tx = ctx.read().await?;
    let row = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let named = Controls::new(controls::own_controls(&mut tx).await?);
    let deviation = &row.deviation;
    let (page, today) = (ctx.page(), ctx.app.clock().today());
    let kind_key = match deviation.kind {
        DeviationKind::NotApplicable => "deviation-kind-not-applicable",
        DeviationKind::Exception => "deviation-kind-exception",
    };
    let heading = control_name(&page, &named, deviation);
    let list = ("/avvikelser", "deviations-heading");
    let mut record = RecordPage::new(&ctx, "gap", kind_key, &heading, list);
    record.lead.clone_from(&deviation.motive);
    record.tags.push(state_cell(&page, deviation.state(today)));
    offer(&ctx, &mut record, deviation, today);
    record.facts = vec![(String::new(), facts(&page, &row))];
    record.respond(&ctx, tx, DEVIATION, id).await
}

/// The decisions that can be taken by the one who looks.
fn offer(ctx: &Ctx, record: &mut RecordPage, deviation: &Deviation, today: NaiveDate) {
    let act = |word: &str, key: &str, kind, sign| {
        (format!("/avvikelser/{}/{word}", deviation.id), ctx.t(key).into_owned(), kind, sign)
    };
    let user = ctx.visitor.as_ref().map(|actor| actor.user);
    let is_own = user.is_some_and(|user| !deviation.may_be_approved_by(user));
    match deviation.state(today) {
        DeviationState::Proposed => {
            if ctx.may(DeviationsApprove) && !is_own {
                record.acts.push(act("godkann", "deviations-approve", "main", "check"));
                record.acts.push(act("avsla", "deviations-refuse", "", "cross"));
            }
            if ctx.may(GapsWrite) {
                record.acts.push(act("ta-tillbaka", "deviations-take-back", "quiet", "undo"));
            }
        }
        DeviationState::InForce => {
            if ctx.may(DeviationsApprove) {
                record.acts.push(act("avsla", "deviations-end", "", "cross"));
            } else if ctx.may(GapsWrite) {
                record.acts.push(act("ta-tillbaka", "deviations-end", "quiet", "undo"));
            }
        }
        DeviationState::Ended | DeviationState::Withdrawn => {}
    }
}

fn facts(page: &PageFrame, row: &DeviationRow) -> Vec<(String, Cell)> {
    let deviation = &row.deviation;
    let label = |key: &str| page.t(key).into_owned();
    let object =
        format!("{}#{}", assessment_path(deviation.object_kind, deviation.object_id), deviation.control);
    let moment = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or(Cell::Empty, |at| Cell::Short(page.moment(&at)))
    };
    vec![
        (label("gaps-object"), Cell::link(object, &row.object)),
        (label("field-unit"), Cell::text(&row.unit)),
        (label("field-last-day"), deviation.until.map_or(Cell::Empty, |day| Cell::Short(day.to_string()))),
        (label("deviations-proposed-by"), Cell::text(&deviation.proposed_name)),
        (label("deviations-proposed-on"), moment(Some(deviation.proposed_at))),
        (label("deviations-approved-by"), Cell::text(&deviation.approved_name)),
        (label("deviations-approved-on"), moment(deviation.approved_at)),
        (label("deviations-withdrawn-on"), moment(deviation.withdrawn_at)),
    ]
}

/// Changes a deviation in the route's scope, derives what it is about, and comes back to it.
async fn decide(
    ctx: &Ctx,
    id: DeviationId,
    kind: EventKind,
    done_key: &str,
    decision: impl FnOnce(&mut Deviation) -> Result<()>,
) -> Result {
    let mut tx = ctx.write().await?;
    let row = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let mut deviation = row.deviation;
    if deviation.withdrawn_at.is_some() {
        return Err(Error::Refused("deviations-withdrawn"));
    }
    decision(&mut deviation)?;
    store::decide(&mut tx, &deviation).await?;
    derived::derive(&mut tx, &[deviation.object_id]).await?;
    ctx.commit(tx, Event::new(kind).on(DEVIATION, id).detail("object", row.object)).await?;
    done(&format!("/avvikelser/{id}"), done_key)
}

async fn approve(ctx: Ctx, Id(id): Id<DeviationId>) -> Result {
    let (actor, now) = (ctx.actor()?.clone(), ctx.app.clock().now());
    decide(&ctx, id, EventKind::DeviationApproved, "deviation-approved", |deviation| {
        if !deviation.may_be_approved_by(actor.user) {
            return Err(Error::Refused("deviations-own-proposal"));
        }
        if deviation.approved_at.is_none() {
            deviation.approved_by = Some(actor.user);
            deviation.approved_name = actor.name;
            deviation.approved_at = Some(now);
        }
        Ok(())
    })
    .await
}

async fn withdraw(ctx: Ctx, id: DeviationId) -> Result {
    let now = ctx.app.clock().now();
    decide(&ctx, id, EventKind::DeviationWithdrawn, "deviation-withdrawn", |deviation| {
        deviation.withdrawn_at = Some(now);
        Ok(())
    })
    .await
}

async fn refuse(ctx: Ctx, Id(id): Id<DeviationId>) -> Result {
    withdraw(ctx, id).await
}

async fn take_back(ctx: Ctx, Id(id): Id<DeviationId>) -> Result {
    withdraw(ctx, id).await
}
