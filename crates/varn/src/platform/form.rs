//! What a person typed, read field by field into types; errors stand beside their field and nothing typed is lost.
//! `let name = form.text("name", 200, Need::Must);` … `if form.is_wrong() { return the page with the form }`.

use super::app::App;
use super::error::{Error, Result};
use super::page::PageFrame;
use super::swedish::clean;
use super::text::Language;
use axum::extract::{FromRequest, Request};
use chrono::NaiveDate;
use std::str::FromStr;

/// Whether a field may be left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must be filled in.
    Must,
    /// It may be empty.
    May,
}

#[derive(Clone, Debug)]
struct Wrong {
    field: String,
    key: &'static str,
    values: Vec<(&'static str, String)>,
}

/// A form: the typed values as they came, and what was wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    wrong: Vec<Wrong>,
}

/// An error in the summary at the top of a form.
#[derive(Clone, Debug)]
pub struct FormError {
    /// The field, which is also the `id` of its control.
    pub field: String,
    /// The text.
    pub text: String,
}

impl FromRequest<App> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let bytes = axum::body::Bytes::from_request(request, app).await.map_err(|_| Error::TooLarge)?;
        Ok(Self::decode(&bytes))
    }
}

impl Form {
    /// From an urlencoded body.
    pub fn decode(bytes: &[u8]) -> Self {
        let mut form =
            Self { values: form_urlencoded::parse(bytes).into_owned().collect(), wrong: Vec::new() };
        form.keep_chosen();
        form
    }

    /// From the page of a stale edit: `keep-name` says whether `name` is `mine-name` or `saved-name`.
    fn keep_chosen(&mut self) {
        let chosen: Vec<(String, String)> = (self.values.iter())
            .filter_map(|(key, which)| Some((key.strip_prefix("keep-")?.to_owned(), which.clone())))
            .collect();
        for (name, which) in chosen {
            let source = format!("{which}-{name}");
            let kept: Vec<_> = self.all(&source).map(|value| (name.clone(), value.to_owned())).collect();
            self.values.retain(|(key, _)| *key != name);
            self.values.extend(kept);
        }
    }

    /// A form filled from a record, for the edit page.
    pub fn filled<const N: usize>(values: [(&str, String); N]) -> Self {
        Self {
            values: values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            wrong: Vec::new(),
        }
    }

    /// The same from a list, where a field may have several values.
    pub fn of(values: Vec<(&str, String)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { values, wrong: Vec::new() }
    }

    /// The first value of a field as it was typed, empty if it was not sent.
    pub fn value(&self, field: &str) -> &str {
        self.values.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// Every value of a field, for lists of checkboxes.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Whether a field has this value among its values (for `checked` and `selected`).
    pub fn has(&self, field: &str, value: impl AsRef<str>) -> bool {
        self.all(field).any(|typed| typed == value.as_ref())
    }

    /// The form as it is sent by a browser.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.values).finish()
    }

    /// Sets a value, for a page that proposes it.
    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        self.values.retain(|(name, _)| name != field);
        self.values.push((field.to_owned(), value.into()));
    }

    /// Sets every value of a field, for lists of checkboxes.
    pub fn set_all<'a>(&mut self, field: &str, values: impl IntoIterator<Item = &'a str>) {
        self.values.retain(|(name, _)| name != field);
        self.values.extend(values.into_iter().map(|value| (field.to_owned(), value.to_owned())));
    }

    /// Every field and value as typed, for carrying a form over a page.
    pub fn values(&self) -> &[(String, String)] {
        &self.values
    }

    /// Notes that a field is wrong; `key` is the text that says what and how to mend it.
    pub fn reject(&mut self, field: &str, key: &'static str) {
        self.reject_with(field, key, &[]);
    }

    /// The same with values for the text.
    pub fn reject_with(&mut self, field: &str, key: &'static str, values: &[(&'static str, &str)]) {
        let values = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.wrong.push(Wrong { field: field.to_owned(), key, values });
    }

    /// Whether anything was wrong.
    pub fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// The error beside a field.
    pub fn error(&self, page: &PageFrame, field: &str) -> Option<String> {
        self.wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.text(page.words))
    }

    /// The summary at the top, in the order in which the fields stand in the form (and were sent).
    pub fn errors(&self, page: &PageFrame) -> Vec<FormError> {
        let place = |wrong: &&Wrong| self.values.iter().position(|(name, _)| *name == wrong.field);
        let mut wrong: Vec<_> = self.wrong.iter().collect();
        wrong.sort_by_key(|wrong| place(wrong).unwrap_or(usize::MAX));
        let text = |wrong: &Wrong| FormError { field: wrong.field.clone(), text: wrong.text(page.words) };
        wrong.into_iter().map(text).collect()
    }

    /// A text of at most `most` characters.
    pub fn text(&mut self, field: &str, most: usize, need: Need) -> String {
        let text = clean(self.value(field));
        if text.is_empty() && need == Need::Must {
            self.reject(field, "form-missing");
        } else if text.chars().count() > most {
            let (most, now) = (most.to_string(), text.chars().count().to_string());
            self.reject_with(field, "form-too-long", &[("most", &most), ("now", &now)]);
        }
        text
    }

    /// A value that must be one of a type's words or ids; empty gives `None`.
    pub fn choice<T: FromStr>(&mut self, field: &str, need: Need) -> Option<T> {
        let typed = clean(self.value(field));
        if typed.is_empty() {
            if need == Need::Must {
                self.reject(field, "form-choose");
            }
            return None;
        }
        let parsed = typed.parse().ok();
        if parsed.is_none() {
            self.reject(field, "form-choose");
        }
        parsed
    }

    /// Several values of a type, for lists of checkboxes and repeated fields; empty ones are passed over.
    pub fn choices<T: FromStr>(&mut self, field: &str) -> Vec<T> {
        let typed: Vec<String> =
            self.all(field).filter(|value| !value.is_empty()).map(str::to_owned).collect();
        let parsed: Vec<T> = typed.iter().filter_map(|value| value.parse().ok()).collect();
        if parsed.len() < typed.len() {
            self.reject(field, "form-choose");
        }
        parsed
    }

    /// A whole number within bounds; empty gives `None`.
    pub fn number(&mut self, field: &str, least: i64, most: i64, need: Need) -> Option<i64> {
        let typed: String = clean(self.value(field)).chars().filter(|c| !c.is_whitespace()).collect();
        if typed.is_empty() {
            if need == Need::Must {
                self.reject(field, "form-missing");
            }
            return None;
        }
        match typed.parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => Some(number),
            _ => {
                let (least, most) = (least.to_string(), most.to_string());
                self.reject_with(field, "form-number", &[("least", &least), ("most", &most)]);
                None
            }
        }
    }

    /// A day as `2026-03-05`; empty gives `None`.
    pub fn day(&mut self, field: &str, need: Need) -> Option<NaiveDate> {
        let typed = clean(self.value(field));
        if typed.is_empty() {
            if need == Need::Must {
                self.reject(field, "form-missing");
            }
            return None;
        }
        let day = NaiveDate::parse_from_str(&typed, "%Y-%m-%d").ok();
        let day = day.filter(|day| (1900..2200).contains(&chrono::Datelike::year(day)));
        if day.is_none() {
            self.reject(field, "form-day");
        }
        day
    }

    /// Whether a checkbox is ticked.
    pub fn ticked(&self, field: &str) -> bool {
        !self.value(field).is_empty()
    }
}

impl Wrong {
    fn text(&self, language: Language) -> String {
        let values: Vec<_> = self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        language.with(self.key, &values).into_owned()
    }
}
