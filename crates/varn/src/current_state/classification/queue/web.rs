//! The queue of what to classify, and how far each committee has come.

use super::store::{self, SetRow};
use super::urgency::{Urgency, Why, urgency};
use crate::current_state::classification::levels::{to_columns, word};
use crate::current_state::classification::model::{ObjectKind, Standing};
use crate::current_state::classification::scale::{Model, store as scales};
use crate::current_state::classification::store as classifications;
use crate::current_state::classification::suggest::{Facts, suggest, suggested_levels};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::list::{
    Action, Cell, Column, Filter, List, ListQuery, ListRow, ListView, Nothing, export,
};
use crate::platform::page::{PageFrame, page};
use crate::platform::permission::Permission::{ClassificationRead, ClassificationWrite, RegistersWrite};
use crate::platform::routes::Routes;
use crate::registers::levels::badges;
use crate::registers::pages::begin;
use crate::registers::spans;
use askama::Template;
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// The routes of the queue.
pub(in crate::current_state::classification) fn routes() -> Routes {
    Routes::default()
        .get("/klassning", ClassificationRead, list)
        .get("/klassning/lista.xlsx", ClassificationRead, xlsx)
        .get("/klassning/lista.csv", ClassificationRead, csv)
}

/// Ordered here and not by the database, so an order is only the name of a column.
static LIST: List = List {
    path: "/klassning",
    columns: &[
        Column { key: "namn", label: "field-name", order: "namn", shown: true },
        Column { key: "varfor", label: "queue-urgency", order: "varfor", shown: true },
        Column { key: "forslag", label: "queue-suggested", order: "", shown: true },
        Column { key: "klassning", label: "classification-levels", order: "", shown: false },
        Column { key: "namnd", label: "queue-authority", order: "namnd", shown: true },
        Column { key: "enhet", label: "field-unit", order: "enhet", shown: false },
        Column { key: "agare", label: "field-owner", order: "agare", shown: true },
        Column { key: "lage", label: "field-state", order: "lage", shown: true },
        Column { key: "oversyn", label: "classification-review-on", order: "oversyn", shown: false },
    ],
    filters: &[
        Filter { name: "namnd", label: "queue-authority" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "varfor",
    tie: "",
};

/// What is to be done with a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Todo {
    Unclassified,
    Due,
    Lowering,
    Proposed,
    Nothing,
}

impl Todo {
    const ALL: [Self; 5] = [Self::Unclassified, Self::Due, Self::Lowering, Self::Proposed, Self::Nothing];

    const fn word(self) -> &'static str {
        match self {
            Self::Unclassified => "unclassified",
            Self::Due => "due",
            Self::Lowering => "lowering",
            Self::Proposed => "proposed",
            Self::Nothing => "nothing",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Unclassified => "none",
            Self::Due => "miss",
            Self::Lowering | Self::Proposed => "part",
            Self::Nothing => "ok",
        }
    }

    /// What the queue is about unless something else is asked for.
    const fn is_queued(self) -> bool {
        matches!(self, Self::Unclassified | Self::Due)
    }

    fn of(row: &SetRow, today: NaiveDate) -> Self {
        match row.standing() {
            Standing::None => Self::Unclassified,
            _ if row.review_on.is_some_and(|day| day <= today) => Self::Due,
            _ if row.lowering_waits => Self::Lowering,
            Standing::Proposed => Self::Proposed,
            Standing::Confirmed => Self::Nothing,
        }
    }
}

/// A set with what the calculations say of it.
struct Entry {
    row: SetRow,
    todo: Todo,
    facts: Facts,
    urgency: Urgency,
}

/// How far an authority has come.
#[derive(Clone, Debug, Default)]
struct Progress {
    total: i64,
    confirmed: i64,
    proposed: i64,
}

#[derive(Template)]
#[template(path = "current_state/classification/queue/queue.html")]
struct QueuePage {
    page: PageFrame,
    heading: String,
    lead: String,
    actions: Vec<Action>,
    list: ListView,
    nothing: Nothing,
    /// Per authority: href, name, confirmed and proposed in per cent, words.
    bars: Vec<(String, String, i64, i64, String)>,
    /// How many records were referred to the säkerhetsskyddschef, in words, or "".
    stubs: String,
}

/// Everything the queue is made of. Three statements.
async fn entries(ctx: &Ctx) -> Result<(std::sync::Arc<Model>, Vec<Entry>)> {
    let mut tx = ctx.read().await?;
    let model = scales::model(&mut tx).await?;
    let rows = store::sets(&mut tx, &ctx.scope).await?;
    let facts = classifications::fact_rows(&mut tx, None).await?;
    drop(tx);
    let today = ctx.app.clock().today();
    let mut known: HashMap<Uuid, Facts> = rows.iter().map(|row| (row.id, row.facts())).collect();
    classifications::add_facts(&mut known, facts);
    let entry = |row: SetRow| {
        let facts = known.remove(&row.id).unwrap_or_default();
        Entry { todo: Todo::of(&row, today), urgency: urgency(&model, &facts), facts, row }
    };
    let entries = rows.into_iter().map(entry).collect();
    Ok((model, entries))
}

/// Those that are asked for, in the order asked for.
fn chosen(query: &ListQuery, entries: &[Entry]) -> Vec<usize> {
    let wanted = crate::platform::swedish::fold(&query.q);
    let fits = |entry: &Entry| {
        let state = match query.filter("lage") {
            "" => entry.todo.is_queued(),
            state => entry.todo.word() == state,
        };
        let authority = query.filter("namnd");
        state
            && (authority.is_empty() || entry.row.authority_id.to_string() == authority)
            && (wanted.is_empty() || crate::platform::swedish::fold(&entry.row.name).contains(&wanted))
    };
    let mut chosen: Vec<usize> = (0..entries.len()).filter(|at| fits(&entries[*at])).collect();
    let (order, descending) = query.order();
    // They come in Swedish order of name, which settles ties.
    chosen.sort_by(|one, other| {
        let (one, other) = (&entries[*one], &entries[*other]);
        let way = match order {
            "namnd" => one.row.authority.cmp(&other.row.authority),
            "enhet" => one.row.unit.cmp(&other.row.unit),
            "agare" => {
                (one.row.owner.is_none(), &one.row.owner).cmp(&(other.row.owner.is_none(), &other.row.owner))
            }
            "lage" => one.todo.cmp(&other.todo),
            "oversyn" => (one.row.review_on.is_none(), one.row.review_on)
                .cmp(&(other.row.review_on.is_none(), other.row.review_on)),
            "namn" => one.row.name_sort.cmp(&other.row.name_sort),
            _ => other.urgency.points.cmp(&one.urgency.points),
        };
        if descending { way.reverse() } else { way }
    });
    chosen
}

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let (model, entries) = entries(&ctx).await?;
    let frame = ctx.page();
    let chosen = chosen(&query, &entries);
    let (skip, take) = query.window();
    let shown = chosen.iter().skip(skip).take(take);
    let rows = shown.map(|at| line(&ctx, &frame, &query, &model, &entries[*at])).collect();
    let total = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
    let states = Todo::ALL.map(|todo| (todo.word().to_owned(), frame.word("todo", todo.word()).into_owned()));
    let list = query.view(&frame, total, rows, vec![authorities(&entries), states.to_vec()]);
    let mut actions =
        vec![("/klassningsmodell".to_owned(), frame.t("model-heading").into_owned(), "quiet", "settings")];
    if ctx.may(RegistersWrite) {
        actions.push((
            "/information".to_owned(),
            frame.t("queue-to-information").into_owned(),
            "",
            "information",
        ));
    }
    if entries.is_empty() {
        begin(&ctx, &mut actions, ("/forslag/information", "registers-begin-proposals"));
    }
    let stubs = entries.first().map_or(0, |entry| entry.row.stubs);
    page(&QueuePage {
        heading: frame.t("queue-heading").into_owned(),
        lead: frame.t("queue-lead").into_owned(),
        actions,
        list,
        nothing: nothing(&frame, entries.is_empty()),
        bars: bars(&frame, &entries),
        stubs: if stubs > 0 { frame.n("queue-stubs", stubs).into_owned() } else { String::new() },
        page: frame,
    })
}

/// What stands there when nothing is left to do, or nothing is there yet.
fn nothing(frame: &PageFrame, is_empty: bool) -> Nothing {
    let (heading, why) =
        if is_empty { ("queue-empty", "queue-empty-why") } else { ("queue-done", "queue-done-why") };
    Nothing { sign: "information", heading: frame.t(heading).into_owned(), why: frame.t(why).into_owned() }
}

/// The authorities that own sets, in the order they are met.
fn authorities(entries: &[Entry]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for entry in entries {
        let id = entry.row.authority_id.to_string();
        if found.iter().all(|(known, _)| *known != id) {
            found.push((id, entry.row.authority.clone()));
        }
    }
    found.sort_by_key(|(_, name)| crate::platform::swedish::sort_key(name));
    found
}

fn bars(frame: &PageFrame, entries: &[Entry]) -> Vec<(String, String, i64, i64, String)> {
    let mut progress: HashMap<String, Progress> = HashMap::new();
    for entry in entries {
        let one = progress.entry(entry.row.authority_id.to_string()).or_default();
        one.total += 1;
        match entry.row.standing() {
            Standing::Confirmed => one.confirmed += 1,
            Standing::Proposed => one.proposed += 1,
            Standing::None => {}
        }
    }
    let bar = |(id, name): (String, String)| {
        let Progress { total, confirmed, proposed } = progress.get(&id).cloned().unwrap_or_default();
        let share = |part: i64| part * 100 / total.max(1);
        let values = [
            ("confirmed", confirmed.to_string()),
            ("proposed", proposed.to_string()),
            ("total", total.to_string()),
        ];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let words = frame.words.with("queue-progress", &values).into_owned();
        (format!("/klassning?namnd={id}"), name, share(confirmed), share(proposed), words)
    };
    authorities(entries).into_iter().map(bar).collect()
}

/// A reason in words.
fn why(frame: &PageFrame, why: Why) -> String {
    match why {
        Why::Life => frame.t("urgency-life").into_owned(),
        Why::ProtectedIdentity => frame.t("urgency-protected").into_owned(),
        Why::Vital => frame.t("urgency-vital").into_owned(),
        Why::Outage(minutes) => {
            frame.with("urgency-outage", "span", spans::words(frame, minutes)).into_owned()
        }
        Why::Likely(aspect, level) => {
            let aspect = frame.word("aspect", word(aspect)).to_lowercase();
            frame.with2("urgency-likely", "aspect", aspect, "level", level.ordinal()).into_owned()
        }
        Why::ManyPeople => frame.t("urgency-many").into_owned(),
        Why::Dependants(count) => frame.n("urgency-dependants", count).into_owned(),
        Why::Presumed => frame.t("urgency-presumed").into_owned(),
    }
}

fn line(ctx: &Ctx, frame: &PageFrame, query: &ListQuery, model: &Model, entry: &Entry) -> ListRow {
    let row = &entry.row;
    let kind = ObjectKind::Information;
    let href = if ctx.may(ClassificationWrite) && entry.todo.is_queued() {
        format!("/klassning/{}/{}", kind.slug(), row.id)
    } else {
        format!("{}/{}", kind.path(), row.id)
    };
    let mut cells = vec![Cell::link(href, &row.name)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "varfor" => {
                let reasons = entry.urgency.reasons.iter().map(|(reason, _)| why(frame, *reason));
                Cell::text(reasons.collect::<Vec<_>>().join(" · "))
            }
            "forslag" => {
                let levels = to_columns(&suggested_levels(&suggest(model, &entry.facts)));
                if levels.iter().any(Option::is_some) { badges(frame, levels) } else { Cell::Empty }
            }
            "klassning" => badges(frame, to_columns(&row.levels())),
            "namnd" => Cell::text(&row.authority),
            "enhet" => Cell::text(&row.unit),
            "agare" => match &row.owner {
                Some(owner) => Cell::text(owner),
                None => Cell::State("miss", frame.t("owner-missing").into_owned()),
            },
            "lage" => Cell::State(entry.todo.kind(), frame.word("todo", entry.todo.word()).into_owned()),
            _ => row.review_on.map_or(Cell::Empty, |day| Cell::Short(day.to_string())),
        });
    }
    ListRow { id: row.id.to_string(), name: row.name.clone(), cells, attention: false }
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let (model, entries) = entries(ctx).await?;
    let frame = ctx.page();
    let rows: Vec<_> = chosen(&query, &entries)
        .into_iter()
        .map(|at| line(ctx, &frame, &query, &model, &entries[at]))
        .collect();
    let workbook = query.workbook(&frame, &frame.t("nav-classification"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "klassning", format)
}
