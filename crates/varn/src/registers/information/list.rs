//! The list of information sets, as a page and as a file.

use super::model::{Classified, InformationId};
use super::read::personal_data;
use super::store::{self, InformationRow};
use crate::knowledge::library::{LIBRARY, either};
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
    path: "/information",
    columns: &[
        column("namn", "field-name", "i.name_sort", true),
        column("nummer", "field-external-id", "i.external_id", false),
        column("enhet", "field-unit", "u.name_sort", true),
        column("agare", "field-owner", "p.name_sort", true),
        column("klassning", "field-classified", "classified", true),
        column("skyddsbehov", "field-need", "n.highest", true),
        column("personuppgifter", "field-personal-data", "", false),
        column("process", "field-process-code", "i.process_code", false),
        column("gemensam", "field-common", "", false),
        column("lage", "field-state", "i.state", false),
        column("oversyn", "field-next-review", "i.next_review", true),
    ],
    filters: &[
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "agare", label: "field-owner" },
        Filter { name: "klassning", label: "field-classified" },
        Filter { name: "niva", label: "filter-highest-need" },
        Filter { name: "personuppgifter", label: "field-personal-data" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "namn",
    tie: "i.id",
};

/// The choices of the filters after unit and owner.
fn filter_choices(page: &PageFrame) -> [Vec<(String, String)>; 4] {
    let pair = |value: &str, word: String| (value.to_owned(), word);
    let classified = [
        ("ingen", Classified::None),
        ("foreslagen", Classified::Proposed),
        ("bekraftad", Classified::Confirmed),
    ];
    let classified = classified.map(|(value, word)| pair(value, page.word("classified", word).into_owned()));
    let level = |n: i64| pair(&n.to_string(), format!("{n}: {}", page.word("level", n.to_string())));
    let mut levels: Vec<_> = [3, 2, 1, 0].map(level).to_vec();
    levels.push(pair("okand", page.t("level-unknown").into_owned()));
    let mut kinds = personal_data(page);
    kinds.push(pair("okant", page.t("choose-unknown").into_owned()));
    [classified.to_vec(), levels, kinds, words(page, "record-state", RecordState::ALL)]
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
    let mut options = vec![choices.units.clone(), owner_filter(&page, &choices.people)];
    options.extend(filter_choices(&page));
    let rows = rows.iter().map(|row| line(&page, &query, row)).collect();
    let mut view = query.view(&page, counted.total, rows, options);
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        view.owners.clone_from(&choices.people);
        actions.push(("/information/ny".to_owned(), page.t("information-new").into_owned(), "main", "plus"));
    }
    if counted.total == 0 && !query.is_narrowed() {
        begin(&ctx, &mut actions, ("/forslag/information", "registers-begin-proposals"));
    }
    let nothing = Nothing {
        sign: "information",
        heading: page.t("information-nothing").into_owned(),
        why: page.t("information-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-information").into_owned(), page.t("information-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

fn classified_cell(page: &PageFrame, word: Classified) -> Cell {
    let kind = match word {
        Classified::None => "none",
        Classified::Proposed => "part",
        Classified::Confirmed => "ok",
    };
    Cell::State(kind, page.word("classified", word).into_owned())
}

pub(super) fn personal_data_cell(page: &PageFrame, id: Option<&str>) -> Cell {
    let kind = id.and_then(|id| LIBRARY.personal_data_kind(id));
    kind.map_or(Cell::Empty, |kind| Cell::text(either(page.words, &kind.name_sv, &kind.name_en)))
}

fn line(page: &PageFrame, query: &ListQuery, row: &InformationRow) -> ListRow {
    let mut cells =
        vec![origin_cell(page, (format!("/information/{}", row.id), &row.name), row.state, &row.library_ref)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "nummer" => Cell::text(&row.external_id),
            "enhet" => Cell::text(&row.unit),
            "agare" => owner_cell(page, row.owner.as_deref()),
            "klassning" => classified_cell(page, row.classified),
            "skyddsbehov" => {
                badges(page, [row.confidentiality, row.integrity, row.availability, row.traceability])
            }
            "personuppgifter" => personal_data_cell(page, row.personal_data.as_deref()),
            "process" => Cell::text(&row.process_code),
            "gemensam" => common_cell(page, row.is_common, row.follows.as_deref()),
            "lage" => word_cell(page, "record-state", Some(row.state.as_str())),
            _ => day_cell(row.next_review),
        });
    }
    ListRow { id: row.id.to_string(), name: row.name.clone(), cells, attention: row.owner.is_none() }
}

fn common_cell(page: &PageFrame, is_common: bool, follows: Option<&str>) -> Cell {
    match follows {
        _ if is_common => Cell::Tag("accent", page.t("information-is-common").into_owned()),
        Some(name) => Cell::text(page.with("information-follows", "name", name)),
        None => Cell::Empty,
    }
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
    let workbook = query.workbook(&page, &page.t("nav-information"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "information", format)
}

/// Another owner for the chosen rows.
pub(super) async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let (ids, owner) = owner_choice::<InformationId>(&mut form)?;
    let mut tx = ctx.write().await?;
    require_people(&mut tx, &[Some(owner)]).await?;
    let count = store::set_owner(&mut tx, &ctx.scope, &ids, owner).await?;
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::OwnersSet).detail("records", count)).await?;
    done("/information", "owners-set")
}
