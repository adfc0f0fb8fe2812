//! Forms as pages: fields in groups, errors beside them, and the page of a stale edit with both versions.

use super::error::Result;
use super::form::Form;
use super::page::{self, PageFrame};
use askama::Template;

/// What kind of control a field is.
#[derive(Clone, Debug)]
pub enum Control {
    /// One line.
    Text,
    /// Several lines.
    Area,
    /// A day.
    Day,
    /// A whole number with its unit behind it ("" leaves it out).
    Number(String),
    /// A choice among pairs of value and word; the empty choice is worded here, "" leaves it out.
    Select(Vec<(String, String)>, String),
    /// A choice that is shown in full: value, word, help.
    Radios(Vec<(String, String, String)>),
    /// Any number of choices: value, word, help.
    Ticks(Vec<(String, String, String)>),
    /// Yes, or not.
    Tick,
}

/// A field of a form, worded.
#[derive(Clone, Debug)]
pub struct Field {
    /// In the form and as `id`.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// One sentence of help, or "".
    pub hint: String,
    /// Whether it must be filled in.
    pub must: bool,
    /// How it is filled in.
    pub control: Control,
}

impl Field {
    /// A field whose label is `field-<name>` and whose help is `field-<name>-hint` where there is such a text.
    pub fn new(page: &PageFrame, name: &'static str, control: Control) -> Self {
        let key = format!("field-{}", name.replace('_', "-"));
        let hint = format!("{key}-hint");
        Self {
            name,
            label: page.t(&key).into_owned(),
            hint: if page.words.has(&hint) { page.t(&hint).into_owned() } else { String::new() },
            must: false,
            control,
        }
    }

    /// The same, to be filled in.
    #[must_use]
    pub const fn must(mut self) -> Self {
        self.must = true;
        self
    }
}

/// A page with a form.
#[derive(Template)]
#[template(path = "platform/edit.html")]
pub struct EditPage {
    /// The frame.
    pub page: PageFrame,
    /// What is done here.
    pub heading: String,
    /// One sentence, or "".
    pub lead: String,
    /// Address and word of where it came from.
    pub back: (String, String),
    /// Where it is sent.
    pub action: String,
    /// The button's words.
    pub save: String,
    /// Fields in groups, each with its heading ("" for none).
    pub groups: Vec<(String, Vec<Field>)>,
    /// What was typed and what was wrong.
    pub form: Form,
}

impl EditPage {
    /// The page; 422 when something was wrong.
    pub fn response(&self) -> Result {
        if self.form.is_wrong() { page::invalid(self) } else { page::page(self) }
    }

    /// The page of a stale edit, 409: `saved` is the record as it is now, with its version.
    pub fn conflict(self, saved: &Form) -> Result {
        let fields = self.groups.iter().flat_map(|(_, fields)| fields);
        let rows = fields.map(|field| {
            let (mine, theirs) = (values(&self.form, field.name), values(saved, field.name));
            Compared {
                name: field.name,
                label: field.label.clone(),
                mine_words: worded(field, &mine, &self.page),
                saved_words: worded(field, &theirs, &self.page),
                differs: mine != theirs,
                mine,
                saved: theirs,
            }
        });
        let rows: Vec<_> = rows.collect();
        page::conflict(&ConflictPage {
            rows,
            version: saved.value("version").to_owned(),
            heading: self.heading,
            back: self.back,
            action: self.action,
            save: self.save,
            page: self.page,
        })
    }
}

fn values(form: &Form, name: &str) -> Vec<String> {
    form.all(name).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

fn worded(field: &Field, values: &[String], page: &PageFrame) -> String {
    let word = |one: &str| match &field.control {
        Control::Select(options, _) => {
            options.iter().find(|(key, _)| key == one).map(|(_, word)| word.clone())
        }
        Control::Radios(options) | Control::Ticks(options) => {
            options.iter().find(|(key, _, _)| key == one).map(|(_, word, _)| word.clone())
        }
        Control::Tick if !one.is_empty() => Some(page.t("word-yes").into_owned()),
        _ => None,
    };
    values.iter().map(|one| word(one).unwrap_or_else(|| one.to_owned())).collect::<Vec<_>>().join(", ")
}

struct Compared {
    name: &'static str,
    label: String,
    mine: Vec<String>,
    saved: Vec<String>,
    mine_words: String,
    saved_words: String,
    differs: bool,
}

#[derive(Template)]
#[template(path = "platform/conflict.html")]
struct ConflictPage {
    page: PageFrame,
    heading: String,
    back: (String, String),
    action: String,
    save: String,
    rows: Vec<Compared>,
    version: String,
}
