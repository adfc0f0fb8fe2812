//! What the page of an import shows: the counts, the problems, the rows by what they do, and how the file was read.

use super::editor::{Editor, label};
use super::model::{Difference, Import, ImportRow, ImportState, RowAction, plain};
use super::summary::{Problem, Summary, heading};
use crate::platform::ctx::Ctx;
use crate::platform::form::Form;
use crate::platform::list::grouped;
use crate::platform::page::PageFrame;
use askama::Template;
use serde_json::Value as Json;
use varn_recognition::{Field, FieldType, Kind};

/// Rows and problems on one page.
const ROWS: i64 = 50;
/// Characters of a cell that are shown.
const CELL: usize = 120;

/// How many rows do what, and how many of them are written.
pub(super) type Counts = Vec<(RowAction, i64, i64)>;

fn count(counts: &Counts, action: RowAction) -> i64 {
    counts.iter().find(|(known, _, _)| *known == action).map_or(0, |(_, rows, _)| *rows)
}

/// What the address asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// Rows that do this.
    pub(super) action: RowAction,
    page: i64,
    problems: i64,
}

impl Asked {
    /// Reads the query; at first the rows that deserve to be looked at.
    pub(super) fn parse(query: &str, counts: &Counts) -> Self {
        let value = |name: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        let order = [RowAction::Kept, RowAction::Conflict, RowAction::Change, RowAction::Create];
        let first = order.into_iter().find(|action| count(counts, *action) > 0);
        let page = |name: &str| value(name).parse().unwrap_or(1).clamp(1, 100_000);
        Self {
            action: value("rader").parse().ok().or(first).unwrap_or(RowAction::Same),
            page: page("sida"),
            problems: page("problem"),
        }
    }

    /// Limit and offset.
    pub(super) const fn rows(self) -> (i64, i64) {
        (ROWS, (self.page - 1) * ROWS)
    }
}

/// What the page is made from.
pub(super) struct Shown {
    pub(super) import: Import,
    pub(super) counts: Counts,
    pub(super) asked: Asked,
    pub(super) rows: Vec<ImportRow>,
    pub(super) units: Vec<(String, String)>,
    pub(super) again: bool,
    pub(super) form: Form,
}

/// A row as shown.
struct RowLine {
    number: i64,
    name: String,
    href: String,
    facts: String,
    differences: Vec<(String, String, String)>,
}

/// A problem as shown.
struct ProblemLine {
    place: String,
    column: String,
    raw: String,
    message: String,
    rejected: bool,
}

/// Paging: address, number, current; then before and after.
type Paging = (Vec<(String, String, bool)>, String, String);

/// The page of an import.
#[derive(Template)]
#[template(path = "exchange/imports/show.html")]
pub(super) struct ShowPage {
    page: PageFrame,
    import: Import,
    kind: String,
    lead: String,
    figures: Vec<(String, String, String)>,
    notes: Vec<String>,
    problems: Vec<ProblemLine>,
    summary: Summary,
    problem_paging: Paging,
    tabs: Vec<(String, String, String, bool)>,
    rows: Vec<RowLine>,
    row_paging: Paging,
    accepts: Vec<(String, String, &'static str)>,
    units: Vec<(String, String)>,
    editor: Editor,
    again: bool,
    open: bool,
    accepted: bool,
    form: Form,
}

impl ShowPage {
    /// The page.
    pub(super) fn new(ctx: &Ctx, shown: Shown) -> Self {
        let page = ctx.page();
        let Shown { import, counts, asked, rows, units, again, mut form } = shown;
        let summary = Summary::stored(&import.reading);
        let open = import.state == ImportState::Read;
        form.set("unit", import.unit_id.to_string());
        let kind = import.kind().unwrap_or(Kind::System);
        let address = |rows: RowAction, sida: i64, problem: i64| {
            format!("/inlasning/{}?rader={rows}&sida={sida}&problem={problem}", import.id)
        };
        let total = count(&counts, asked.action);
        let problem_total =
            i64::try_from(summary.rejected.len() + summary.warnings.len()).unwrap_or(i64::MAX);
        let tabs = RowAction::ALL
            .iter()
            .filter(|action| count(&counts, **action) > 0 || **action == asked.action)
            .map(|action| {
                let family = if open { "imports-rows-will" } else { "imports-rows-did" };
                let number = grouped(count(&counts, *action));
                let word = page.word(family, action).into_owned();
                (address(*action, 1, asked.problems), word, number, *action == asked.action)
            })
            .collect();
        Self {
            kind: page.word("imports-kind", kind.as_str()).into_owned(),
            lead: lead(&page, &import, &summary),
            figures: figures(&page, &import, &summary, &counts),
            notes: notes(&page, &summary),
            problems: problems(&page, &summary, asked.problems),
            problem_paging: paging(problem_total, asked.problems, |n| address(asked.action, asked.page, n)),
            tabs,
            rows: rows.iter().map(|row| line(&page, kind, &import, row)).collect(),
            row_paging: paging(total, asked.page, |n| address(asked.action, n, asked.problems)),
            accepts: if open { accepts(&page, &counts) } else { Vec::new() },
            units: if open { units } else { Vec::new() },
            editor: Editor::of(&page, kind, &summary).typed(&form),
            again: again && open,
            open,
            accepted: import.state == ImportState::Accepted,
            form,
            summary,
            import,
            page,
        }
    }

    const fn problem_count(&self) -> usize {
        self.summary.rejected.len() + self.summary.warnings.len()
    }
}

fn lead(page: &PageFrame, import: &Import, summary: &Summary) -> String {
    let rows: Vec<String> = summary.header_rows.iter().map(u32::to_string).collect();
    let sheet = summary.sheet.clone().unwrap_or_default();
    let key = match import.state {
        ImportState::Read if sheet.is_empty() => "imports-lead-read-plain",
        ImportState::Read => "imports-lead-read",
        ImportState::Accepted => "imports-lead-accepted",
        ImportState::Undone => "imports-lead-undone",
        ImportState::Cancelled => "imports-lead-cancelled",
    };
    let when = import.decided_at.unwrap_or(import.created_at);
    let values = [
        ("sheet", sheet.as_str()),
        ("rows", &rows.join(", ")),
        ("who", &import.imported_by),
        ("when", &page.moment(&when)),
    ];
    page.words.with(key, &values).into_owned()
}

fn figures(
    page: &PageFrame,
    import: &Import,
    summary: &Summary,
    counts: &Counts,
) -> Vec<(String, String, String)> {
    let figure = |number: i64, key: &str| {
        (
            grouped(number),
            page.n(&format!("imports-figure-{key}"), number).into_owned(),
            page.t(&format!("imports-figure-{key}-why")).into_owned(),
        )
    };
    let rejected = i64::try_from(summary.counts.rejected).unwrap_or(i64::MAX);
    match import.state {
        ImportState::Cancelled => Vec::new(),
        ImportState::Read => {
            let mut all = vec![
                figure(count(counts, RowAction::Create), "create"),
                figure(count(counts, RowAction::Change), "change"),
                figure(count(counts, RowAction::Same), "same"),
            ];
            if count(counts, RowAction::Conflict) > 0 {
                all.push(figure(count(counts, RowAction::Conflict), "conflict"));
            }
            all.push(figure(rejected, "rejected"));
            all
        }
        ImportState::Accepted | ImportState::Undone => vec![
            figure(import.created_count, "created"),
            figure(import.changed_count, "changed"),
            figure(import.left_count, "left"),
            figure(rejected, "rejected"),
        ],
    }
}

fn notes(page: &PageFrame, summary: &Summary) -> Vec<String> {
    let mut notes: Vec<String> = summary.notes.iter().map(|note| note.message.clone()).collect();
    if summary.withheld > 0 {
        notes.insert(0, page.n("imports-withheld", summary.withheld).into_owned());
    }
    notes
}

fn problems(page: &PageFrame, summary: &Summary, number: i64) -> Vec<ProblemLine> {
    let skip = usize::try_from((number - 1) * ROWS).unwrap_or(usize::MAX);
    let rejected = summary.rejected.iter().map(|problem| (problem, true));
    let all = rejected.chain(summary.warnings.iter().map(|problem| (problem, false)));
    let line = |(problem, rejected): (&Problem, bool)| ProblemLine {
        place: match problem.line {
            Some(line) if line != problem.row => {
                page.with2("imports-row-and-line", "row", problem.row, "line", line).into_owned()
            }
            _ => problem.row.to_string(),
        },
        column: match heading(&problem.header) {
            text if text.is_empty() => problem.column.clone(),
            text => format!("{} ({text})", problem.column),
        },
        raw: short(&plain(&problem.raw)),
        message: problem.message.clone(),
        rejected,
    };
    all.skip(skip).take(usize::try_from(ROWS).unwrap_or(50)).map(line).collect()
}

fn short(text: &str) -> String {
    if text.chars().count() <= CELL {
        text.to_owned()
    } else {
        text.chars().take(CELL).chain(['…']).collect()
    }
}

fn line(page: &PageFrame, kind: Kind, import: &Import, row: &ImportRow) -> RowLine {
    let title = |field: &Field| field.of() == FieldType::Title;
    let name = Field::of_kind(kind).find(title).map(|field| row.said.text(field.key())).unwrap_or_default();
    let stands = match import.state {
        ImportState::Read => row.action != RowAction::Create,
        ImportState::Accepted => row.version_after.is_some() || row.action != RowAction::Create,
        ImportState::Undone => row.action == RowAction::Kept,
        ImportState::Cancelled => false,
    };
    let path = super::kinds::path(kind);
    let address = |id| if kind == Kind::Control { path.to_owned() } else { format!("{path}/{id}") };
    let href = row.record.filter(|_| stands).map(address);
    let fact = |(key, value): (&String, &Json)| {
        let field = Field::of_key(key)?;
        let text = said(page, value);
        (!text.is_empty() && field.of() != FieldType::Title)
            .then(|| format!("{}: {}", label(page, field), short(&worded(page, field.name(), &text))))
    };
    RowLine {
        number: row.number,
        name: name.to_owned(),
        href: href.unwrap_or_default(),
        facts: row.said.values.iter().filter_map(fact).collect::<Vec<_>>().join(" · "),
        differences: row.said.differences.iter().map(|one| difference(page, kind, one)).collect(),
    }
}

fn said(page: &PageFrame, value: &Json) -> String {
    match value {
        Json::Bool(yes) => page.word("word", if *yes { "yes" } else { "no" }).into_owned(),
        Json::Array(items) => items.iter().map(|item| said(page, item)).collect::<Vec<_>>().join(", "),
        Json::Object(parts) => {
            let parts: Vec<_> = parts.values().map(|part| worded(page, "retention", &plain(part))).collect();
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        other => plain(other),
    }
}

fn difference(page: &PageFrame, kind: Kind, one: &Difference) -> (String, String, String) {
    let value = |text: &str| short(&worded(page, &one.field, text));
    if kind == Kind::Control && one.field == "owner" {
        let label = page.t("imports-field-responsible").into_owned();
        return (label, value(&one.now), value(&one.file));
    }
    let keys = [format!("field-{}", one.field.replace('_', "-")), format!("aspect-{}", one.field)];
    let key = keys.iter().find(|key| page.words.has(key));
    let label = key.map_or_else(|| page.word("imports-field", &one.field), |key| page.t(key)).into_owned();
    (label, value(&one.now), value(&one.file))
}

/// A stored word as it is shown: `cloud` under `hosting` is Molntjänst.
fn worded(page: &PageFrame, field: &str, value: &str) -> String {
    if ["yes", "no"].contains(&value) {
        return page.word("word", value).into_owned();
    }
    let key = format!("{field}-{value}").replace(['_', '.'], "-");
    let plain = value.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if plain && page.words.has(&key) { page.t(&key).into_owned() } else { value.to_owned() }
}

fn accepts(page: &PageFrame, counts: &Counts) -> Vec<(String, String, &'static str)> {
    let [create, change, conflict] =
        [RowAction::Create, RowAction::Change, RowAction::Conflict].map(|action| count(counts, action));
    let mut all = Vec::new();
    let mut button = |which: &str, key: &str, rows: i64, kind: &'static str| {
        all.push((which.to_owned(), page.n(key, rows).into_owned(), kind));
    };
    if create + change > 0 {
        button("good", "imports-accept-good", create + change, "main");
    }
    if create > 0 && change > 0 {
        button("new", "imports-accept-new", create, "");
    }
    if conflict > 0 {
        button("all", "imports-accept-all", conflict, "");
    }
    all
}

fn paging(total: i64, now: i64, address: impl Fn(i64) -> String) -> Paging {
    let last = (total + ROWS - 1) / ROWS;
    let near = |page: &i64| *page == 1 || *page == last || (page - now).abs() <= 2;
    let mut pages: Vec<(String, String, bool)> = Vec::new();
    let mut before = 0;
    for page in (1..=last).filter(near) {
        if page > before + 1 {
            pages.push((String::new(), String::new(), false));
        }
        pages.push((address(page), page.to_string(), page == now));
        before = page;
    }
    let previous = if now > 1 { address(now - 1) } else { String::new() };
    let next = if now < last { address(now + 1) } else { String::new() };
    (pages, previous, next)
}
