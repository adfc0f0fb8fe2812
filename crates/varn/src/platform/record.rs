//! The page of a record: what it is, owner, state, next review, facts, panels of what builds on it, history.

use super::ctx::Ctx;
use super::db::Tx;
use super::error::Result;
use super::history::{self, RecordKind};
use super::list::{Action, Cell};
use super::page::PageFrame;
use super::panel::{self, PanelView};
use super::permission::Permission;
use askama::Template;
use axum::response::{Html, IntoResponse as _};
use uuid::Uuid;

/// Lines of history on a record's page.
const HISTORY: i64 = 30;

/// One line of the history as shown.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    /// Machine-readable time.
    pub iso: String,
    /// Time in words.
    pub time: String,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// Why, where it was asked.
    pub why: String,
    /// Fields that changed: name as stored, before, after.
    pub changes: Vec<(String, String, String)>,
}

/// A record as shown. Fill the fields, then `respond`.
#[derive(Template)]
#[template(path = "platform/record.html")]
pub struct RecordPage {
    /// The frame.
    pub page: PageFrame,
    /// Its sign.
    pub sign: &'static str,
    /// The word for its kind.
    pub kind: String,
    /// Its name.
    pub heading: String,
    /// Its description.
    pub lead: String,
    /// Address and word of the list it stands in.
    pub list: (String, String),
    /// What can be done.
    pub actions: Vec<Action>,
    /// Acts of one button: address, word, kind, sign.
    pub acts: Vec<Action>,
    /// Labels and states beside the heading.
    pub tags: Vec<Cell>,
    /// Facts in groups: heading ("" for the first) and label–value pairs.
    pub facts: Vec<(String, Vec<(String, Cell)>)>,
    /// Sections of its own, and after them what builds on it.
    pub panels: Vec<PanelView>,
    /// What happened to it.
    pub history: Vec<HistoryLine>,
    /// Where it is shown as it was, and where the log tells of it; "" where it is not.
    pub past: (String, String),
}

impl RecordPage {
    /// A page with nothing on it but its name.
    pub fn new(ctx: &Ctx, sign: &'static str, kind_key: &str, heading: &str, list: (&str, &str)) -> Self {
        let page = ctx.page();
        Self {
            sign,
            kind: page.t(kind_key).into_owned(),
            heading: heading.to_owned(),
            lead: String::new(),
            list: (list.0.to_owned(), page.t(list.1).into_owned()),
            actions: Vec::new(),
            acts: Vec::new(),
            tags: Vec::new(),
            facts: Vec::new(),
            panels: Vec::new(),
            history: Vec::new(),
            past: (String::new(), String::new()),
            page,
        }
    }

    /// Adds the panels and the history, closes the transaction and gives the page. Two statements and those of the panels.
    pub async fn respond(mut self, ctx: &Ctx, mut tx: Tx, kind: RecordKind, id: impl Into<Uuid>) -> Result {
        let id = id.into();
        self.panels.extend(panel::of_record(ctx, &mut tx, kind, id).await?);
        self.history = lines(&self.page, history::of_record(&mut tx, kind, id, HISTORY).await?);
        drop(tx);
        if ctx.app.kind(kind.0).is_some() {
            self.past.0 = format!("/vid-datum?slag={}&post={id}", kind.0);
            if ctx.may(Permission::AuditRead) {
                self.past.1 = format!("/logg?slag={}&post={id}", kind.0);
            }
        }
        Ok(Html(self.render()?).into_response())
    }
}

/// Changes as they are shown, newest first: each with what differs from the one before.
pub fn lines(page: &PageFrame, changes: Vec<history::Change>) -> Vec<HistoryLine> {
    let fields = |data: Option<&String>| -> serde_json::Map<String, serde_json::Value> {
        data.and_then(|data| serde_json::from_str(data).ok()).unwrap_or_default()
    };
    let before: Vec<_> = changes.iter().skip(1).map(|change| fields(change.data.as_ref())).collect();
    let mut lines = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let body = fields(change.body.as_ref());
        let text =
            |name: &str| body.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let now = fields(change.data.as_ref());
        let old = before.get(at);
        let differing = now.iter().filter(|(name, value)| {
            old.is_some_and(|old| old.get(*name) != Some(value))
                && !["version", "updated_at"].contains(&name.as_str())
        });
        let who = text("actor");
        lines.push(HistoryLine {
            iso: change.at.to_rfc3339(),
            time: page.moment(&change.at),
            who: if who.is_empty() { page.t("history-program").into_owned() } else { who },
            what: page.word("event", &change.event).into_owned(),
            why: text("why"),
            changes: differing
                .filter(|(name, _)| page.words.has(&format!("field-{}", name.replace('_', "-"))))
                .map(|(name, value)| {
                    (
                        page.word("field", name).into_owned(),
                        worded(page, name, old.and_then(|old| old.get(name))),
                        worded(page, name, Some(value)),
                    )
                })
                .collect(),
        });
    }
    lines
}

/// A stored value as it is read: a word of a family that has the field's name, yes or no, a number in groups.
pub(super) fn worded(page: &PageFrame, field: &str, value: Option<&serde_json::Value>) -> String {
    match value {
        None | Some(serde_json::Value::Null) => "–".to_owned(),
        Some(serde_json::Value::Bool(yes)) => page.word("word", if *yes { "yes" } else { "no" }).into_owned(),
        Some(serde_json::Value::String(text)) => {
            let is_word = !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            // Some families are named for what all records have: the state of a record.
            let mut keys =
                ["", "record-"].map(|of| format!("{of}{field}-{text}").replace(['_', '.'], "-")).into_iter();
            match keys.find(|key| is_word && page.words.has(key)) {
                Some(key) => page.t(&key).into_owned(),
                None => text.clone(),
            }
        }
        Some(other) => other.as_i64().map_or_else(|| other.to_string(), super::list::grouped),
    }
}
