//! Lists: search, filters, order, paging and columns in the address; the same rows as a page, as XLSX and as CSV.
//! A register says its columns and gives the rows; SQL stays in its store.

mod cell;

use super::ctx::Ctx;
use super::error::{Error, Result};
use super::page::PageFrame;
pub use super::swedish::grouped;
use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse as _};
pub use cell::{Cell, LevelBadge};
use chrono::NaiveDate;
use std::borrow::Cow;
use varn_documents::{Kind, Sheet, SheetColumn, Workbook};

/// Rows on one page.
pub const ROWS: i64 = 50;
/// Rows of one export: more than any register has.
const EXPORT_ROWS: i64 = 100_000;

/// A column of a list.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// In the address: `kolumn=agare`, `ordning=-agare`.
    pub key: &'static str,
    /// Key of its heading.
    pub label: &'static str,
    /// The SQL expression it is ordered by; empty when it cannot be.
    pub order: &'static str,
    /// Whether it is shown unless the person chooses.
    pub shown: bool,
}

/// A choice among words or records, beside the free-text search `q`; the one named `dag` is a day.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// In the address: `drift=cloud`.
    pub name: &'static str,
    /// Key of its label.
    pub label: &'static str,
}

/// What a list can show. The first column names the row and is always shown.
#[derive(Debug)]
pub struct List {
    /// Where it is found.
    pub path: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// Its filters.
    pub filters: &'static [Filter],
    /// Key of the column that orders it at first; with a hyphen before it, from the highest down.
    pub order: &'static str,
    /// What settles ties: a unique SQL expression.
    pub tie: &'static str,
}

/// How many rows a question has, and how far the municipality's chain of events has come, by which it is known whether
/// what is kept in memory still holds.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Counted {
    /// Rows.
    pub total: i64,
    /// Events.
    pub head: i64,
}

/// What a statement selects that gives [`Counted`].
pub const COUNTED: &str =
    "COUNT(*) AS total, COALESCE((SELECT h.seq FROM chain_heads h WHERE h.tenant_id = $1), 0) AS head";

/// What the address asks for. What it does not know it passes over.
#[derive(Clone, Debug)]
pub struct ListQuery {
    list: &'static List,
    /// What is searched for, as typed.
    pub q: String,
    filters: Vec<(&'static str, String)>,
    order: &'static Column,
    descending: bool,
    page: i64,
    columns: Vec<&'static str>,
    export: bool,
}

impl ListQuery {
    /// Reads the query of a request.
    pub fn parse(list: &'static List, query: &str) -> Self {
        let value = |name: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let orders = |wish: &str| {
            let (descending, key) = wish.strip_prefix('-').map_or((false, wish), |key| (true, key));
            let column = list.columns.iter().find(|column| column.key == key && !column.order.is_empty());
            column.map(|column| (descending, column))
        };
        let wish = orders(&value("ordning")).or_else(|| orders(list.order));
        let (descending, order) = wish.unwrap_or((false, &list.columns[0]));
        let chosen: Vec<String> = form_urlencoded::parse(query.as_bytes())
            .filter(|(key, _)| key == "kolumn")
            .map(|(_, value)| value.into_owned())
            .collect();
        let is_shown = |column: &&Column| {
            if chosen.is_empty() { column.shown } else { chosen.iter().any(|key| key == column.key) }
        };
        let columns = list.columns.iter().skip(1).filter(is_shown).map(|column| column.key).collect();
        let filters = list.filters.iter().map(|filter| (filter.name, value(filter.name)));
        Self {
            list,
            q: value("q").chars().take(200).collect(),
            filters: filters.filter(|(_, value)| !value.is_empty()).collect(),
            order,
            descending,
            page: value("sida").parse().unwrap_or(1).clamp(1, 100_000),
            columns,
            export: false,
        }
    }

    /// The same question with every row, for an export.
    #[must_use]
    pub fn for_export(mut self) -> Self {
        self.export = true;
        self
    }

    /// The value of a filter, empty when it is not set.
    pub fn filter(&self, name: &str) -> &str {
        self.filters.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// Whether a column is shown.
    pub fn shows(&self, key: &str) -> bool {
        self.columns.contains(&key)
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.q.is_empty() || !self.filters.is_empty()
    }

    /// Which rows of the whole are asked for, where a list is put in order by a calculation: how many to pass over, and
    /// how many to take.
    pub fn window(&self) -> (usize, usize) {
        let (limit, offset) = if self.export { (EXPORT_ROWS, 0) } else { (ROWS, (self.page - 1) * ROWS) };
        (usize::try_from(offset).unwrap_or(usize::MAX), usize::try_from(limit).unwrap_or(usize::MAX))
    }

    /// The column it is ordered by, and whether downwards; where a list is put in order by a calculation.
    pub const fn order(&self) -> (&'static str, bool) {
        (self.order.key, self.descending)
    }

    /// ` ORDER BY … LIMIT … OFFSET …`.
    pub fn tail(&self) -> String {
        let way = if self.descending { "DESC" } else { "ASC" };
        let (limit, offset) = if self.export { (EXPORT_ROWS, 0) } else { (ROWS, (self.page - 1) * ROWS) };
        format!(" {} LIMIT {limit} OFFSET {offset}", self.ordering(way))
    }

    /// `ORDER BY …` alone, for rows of which the page was chosen before. The first column is never empty, and an index
    /// can serve it either way when ties go the same way.
    pub fn ordered(&self) -> String {
        self.ordering(if self.descending { "DESC" } else { "ASC" })
    }

    fn ordering(&self, way: &str) -> String {
        let (order, tie) = (self.order.order, self.list.tie);
        let is_first = self.list.columns.first().is_some_and(|first| first.key == self.order.key);
        let nulls = if is_first { "" } else { " NULLS LAST" };
        format!("ORDER BY {order} {way}{nulls}, {tie} {way}")
    }

    /// The address with some values replaced; `None` takes one away. The page starts over unless given.
    fn address(&self, path: &str, changes: &[(&str, Option<&str>)]) -> String {
        let mut pairs: Vec<(&str, Cow<'_, str>)> = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.as_str().into()));
        }
        pairs.extend(self.filters.iter().map(|(name, value)| (*name, value.as_str().into())));
        if self.order_word() != self.list.order {
            pairs.push(("ordning", self.order_word().into()));
        }
        if self.has_own_columns() {
            pairs.extend(self.columns.iter().map(|key| ("kolumn", (*key).into())));
        }
        for (name, value) in changes {
            pairs.retain(|(key, _)| key != name);
            pairs.extend(value.map(|value| (*name, value.to_owned().into())));
        }
        if pairs.is_empty() {
            return path.to_owned();
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        format!("{path}?{query}")
    }

    fn order_word(&self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.order.key)
    }

    fn has_own_columns(&self) -> bool {
        let usual = self.list.columns.iter().skip(1).filter(|column| column.shown).map(|column| column.key);
        !usual.eq(self.columns.iter().copied())
    }

    /// Keys of the columns that are shown, in order, the first included.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.shown().map(|column| column.key)
    }

    fn shown(&self) -> impl Iterator<Item = &'static Column> + '_ {
        let columns = self.list.columns.iter().enumerate();
        columns.filter(|(at, column)| *at == 0 || self.shows(column.key)).map(|(_, column)| column)
    }
}

/// One row: the record's id and name, and a cell per shown column, in order.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// For choosing it.
    pub id: String,
    /// For the label of its checkbox.
    pub name: String,
    /// One per shown column; the first is the row's heading.
    pub cells: Vec<Cell>,
    /// Whether it deserves attention before others.
    pub attention: bool,
}

/// A link in the head of a page: address, word, kind and sign.
pub type Action = (String, String, &'static str, &'static str);

/// What a list shows when the register is empty.
#[derive(Clone, Debug)]
pub struct Nothing {
    /// Its sign.
    pub sign: &'static str,
    /// What belongs here.
    pub heading: String,
    /// Why.
    pub why: String,
}

/// A list as it is shown.
#[derive(Clone, Debug)]
pub struct ListView {
    /// Where it is.
    pub path: &'static str,
    /// What is searched for.
    pub q: String,
    /// Filters: name, label, value, options.
    pub filters: Vec<(&'static str, String, String, Vec<(String, String)>)>,
    /// Filters in force: the address without it, words.
    pub chosen: Vec<(String, String)>,
    /// "Visar 1–50 av 412".
    pub count: String,
    /// Column choice: key, label, shown.
    pub columns: Vec<(&'static str, String, bool)>,
    /// What the column form carries along.
    pub keep: Vec<(&'static str, String)>,
    /// Addresses of the exports.
    pub exports: (String, String),
    /// Headings: address ("" cannot be ordered), word, `aria-sort`, class.
    pub headings: Vec<(String, String, &'static str, &'static str)>,
    /// The rows.
    pub rows: Vec<ListRow>,
    /// Paging: address, number, current.
    pub pages: Vec<(String, String, bool)>,
    /// Address of the page before, or "".
    pub previous: String,
    /// Address of the page after, or "".
    pub next: String,
    /// Whether a filter is in force.
    pub narrowed: bool,
    /// Owners to choose among when rows are changed together: id and name; empty leaves it out.
    pub owners: Vec<(String, String)>,
}

impl ListQuery {
    /// The list as it is shown. `options` gives each filter's choices, in the order of the list's filters.
    pub fn view(
        &self,
        page: &PageFrame,
        total: i64,
        rows: Vec<ListRow>,
        options: Vec<Vec<(String, String)>>,
    ) -> ListView {
        let path = self.list.path;
        let filters: Vec<_> = (self.list.filters.iter().zip(options))
            .map(|(filter, choices)| {
                (filter.name, page.t(filter.label).into_owned(), self.filter(filter.name).to_owned(), choices)
            })
            .collect();
        let first = (self.page - 1) * ROWS + 1;
        let last = (first + ROWS - 1).min(total);
        let count = page.words.with(
            if total == 0 { "list-count-none" } else { "list-count" },
            &[("first", &first.to_string()), ("last", &last.to_string()), ("total", &grouped(total))],
        );
        ListView {
            path,
            q: self.q.clone(),
            chosen: self.chosen(page, &filters),
            filters,
            count: count.into_owned(),
            columns: (self.list.columns.iter().skip(1))
                .map(|column| (column.key, page.t(column.label).into_owned(), self.shows(column.key)))
                .collect(),
            keep: self.keep(),
            exports: (
                self.address(&format!("{path}/lista.xlsx"), &[]),
                self.address(&format!("{path}/lista.csv"), &[]),
            ),
            headings: self.shown().map(|column| self.heading(page, column)).collect(),
            rows,
            pages: self.pages(total),
            previous: if self.page > 1 { self.page_address(self.page - 1) } else { String::new() },
            next: if last < total { self.page_address(self.page + 1) } else { String::new() },
            narrowed: self.is_narrowed(),
            owners: Vec::new(),
        }
    }

    fn chosen(
        &self,
        page: &PageFrame,
        filters: &[(&'static str, String, String, Vec<(String, String)>)],
    ) -> Vec<(String, String)> {
        let mut chosen = Vec::new();
        if !self.q.is_empty() {
            let words = page.with("list-searched", "q", &self.q).into_owned();
            chosen.push((self.address(self.list.path, &[("q", None)]), words));
        }
        for (name, label, value, choices) in filters.iter().filter(|(_, _, value, _)| !value.is_empty()) {
            let word = choices.iter().find(|(key, _)| key == value).map_or(value, |(_, word)| word);
            chosen.push((self.address(self.list.path, &[(name, None)]), format!("{label}: {word}")));
        }
        chosen
    }

    fn keep(&self) -> Vec<(&'static str, String)> {
        let mut keep: Vec<(&'static str, String)> = Vec::new();
        if !self.q.is_empty() {
            keep.push(("q", self.q.clone()));
        }
        keep.extend(self.filters.iter().cloned());
        if self.order_word() != self.list.order {
            keep.push(("ordning", self.order_word()));
        }
        keep
    }

    fn heading(
        &self,
        page: &PageFrame,
        column: &'static Column,
    ) -> (String, String, &'static str, &'static str) {
        let word = page.t(column.label).into_owned();
        if column.order.is_empty() {
            return (String::new(), word, "", "");
        }
        let is_now = column.key == self.order.key;
        let now = match (is_now, self.descending) {
            (false, _) => "",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        let turned =
            if is_now && !self.descending { format!("-{}", column.key) } else { column.key.to_owned() };
        (self.address(self.list.path, &[("ordning", Some(&turned))]), word, now, "")
    }

    fn page_address(&self, page: i64) -> String {
        self.address(self.list.path, &[("sida", Some(&page.to_string()))])
    }

    fn pages(&self, total: i64) -> Vec<(String, String, bool)> {
        let count = (total + ROWS - 1) / ROWS;
        let mut pages = Vec::new();
        let mut gap = false;
        for page in 1..=count {
            if page == 1 || page == count || (page - self.page).abs() <= 2 {
                pages.push((self.page_address(page), page.to_string(), page == self.page));
                gap = false;
            } else if !gap {
                pages.push((String::new(), String::new(), false));
                gap = true;
            }
        }
        pages
    }

    /// The rows as a workbook.
    pub fn workbook(&self, page: &PageFrame, title: &str, rows: &[ListRow], date: NaiveDate) -> Workbook {
        let columns = self.shown().enumerate().map(|(at, column)| SheetColumn {
            title: page.t(column.label).into_owned(),
            kind: Kind::Text,
            width: if at == 0 { 40 } else { 22 },
        });
        let rows = rows.iter().map(|row| row.cells.iter().map(Cell::value).collect());
        Workbook {
            title: title.to_owned(),
            author: None,
            date,
            sheets: vec![Sheet { name: title.to_owned(), columns: columns.collect(), rows: rows.collect() }],
        }
    }
}

/// A page with a list.
#[derive(Template)]
#[template(path = "platform/list.html")]
pub struct ListPage {
    /// The frame.
    pub page: PageFrame,
    /// Heading of the page and name of the table.
    pub heading: String,
    /// One sentence on what it is.
    pub lead: String,
    /// What can be done.
    pub actions: Vec<Action>,
    /// The list.
    pub list: ListView,
    /// When the register is empty.
    pub nothing: Nothing,
}

impl ListPage {
    /// The page.
    pub fn response(&self) -> Result {
        Ok(Html(self.render()?).into_response())
    }
}

/// The file of an export.
pub fn export(ctx: &Ctx, workbook: &Workbook, name: &str, format: &str) -> Result {
    let (bytes, kind) = match format {
        "csv" => {
            let sheet = workbook.sheets.first().ok_or(Error::NotFound)?;
            (varn_documents::csv(sheet).into_bytes(), "text/csv; charset=utf-8")
        }
        _ => (
            varn_documents::xlsx(workbook).map_err(Error::internal)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    };
    let day = ctx.app.clock().today();
    let disposition = format!("attachment; filename=\"{name}-{day}.{format}\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition.as_str())], bytes)
        .into_response())
}
