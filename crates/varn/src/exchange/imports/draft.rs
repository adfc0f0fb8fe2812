//! A row as the record it describes: fields by their column, people and other records by name. Pure; the names are
//! turned into ids when it is written.

use super::model::Said;
use crate::people::organisation::UnitId;
use crate::platform::swedish::{clean, fold};
use crate::platform::text::Language;
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// The language of what is put into notes: the register's own, whoever reads the file.
const NOTES: Language = Language::Swedish;

/// What every row of an import is drafted with.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Parts of the organisation by folded name.
    pub units: HashMap<String, UnitId>,
    /// Whose rows become that name no known part.
    pub fallback: UnitId,
}

/// A person as a row names her.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Named {
    /// The name, or a role.
    pub name: String,
    /// The unit, where the row names it.
    pub unit: Option<String>,
    /// E-mail, where the row has it.
    #[serde(default)]
    pub email: String,
}

/// What a row ties its record to by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Tie {
    /// It stands in, or uses, a system.
    System,
    /// A supplier delivers it, or processes for it.
    Supplier,
}

/// Levels as the row states them, K R T S.
pub(super) type Levels = [Option<i64>; 4];

/// The aspects in the order of [`Levels`].
pub(super) const ASPECTS: [&str; 4] = ["confidentiality", "integrity", "availability", "traceability"];

/// A record as a row describes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The source's own number, or "".
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// The part of the organisation as the row writes it.
    pub unit_text: String,
    /// That part, where it is known.
    pub unit: Option<UnitId>,
    /// What tells records of one name apart, such as the code of a process.
    pub code: String,
    /// What it is about at length, where that is no column of the record.
    pub description: String,
    /// Columns that the row has a value for.
    pub fields: Map<String, Json>,
    /// Who answers for it.
    pub owner: Option<Named>,
    /// Who looks after it.
    pub manager: Option<Named>,
    /// What it is tied to; systems and suppliers by name.
    pub ties: Vec<(Tie, String)>,
    /// Stated levels.
    pub levels: Levels,
    /// Who classified, as the row writes it.
    pub classified_by: String,
    /// When, perhaps partial.
    pub classified_on: String,
}

impl Draft {
    /// What every kind has: number, name, unit, owner. `kind` is the first part of the keys.
    pub(super) fn begin(said: &Said, kind: &str, title: &str, unit: &str, place: &Place) -> Self {
        let key = |name: &str| format!("{kind}.{name}");
        let mut draft = Self {
            external_id: said.text(&key("external_id")).to_owned(),
            name: said.text(&key(title)).to_owned(),
            unit_text: said.text(&key(unit)).to_owned(),
            ..Self::default()
        };
        draft.unit = place.units.get(&fold(&draft.unit_text)).copied();
        draft.owner = named(said, &key("owner"));
        draft.field("name", draft.name.clone());
        draft.field("external_id", draft.external_id.clone());
        draft
    }

    /// Sets a column, unless the text is empty.
    pub(super) fn field(&mut self, column: &str, text: impl Into<String>) {
        let text = clean(&text.into());
        if !text.is_empty() {
            self.fields.insert(column.to_owned(), text.into());
        }
    }

    /// Sets columns of the same name as the row's fields.
    pub(super) fn copy(&mut self, said: &Said, kind: &str, columns: &[&str]) {
        for column in columns {
            match said.value(&format!("{kind}.{column}")) {
                Some(Json::String(text)) => self.field(column, text.as_str()),
                Some(value) => {
                    self.fields.insert((*column).to_owned(), value.clone());
                }
                None => {}
            }
        }
    }

    /// Sets the levels and who judged them.
    pub(super) fn classify(&mut self, said: &Said, kind: &str) {
        for (level, aspect) in self.levels.iter_mut().zip(ASPECTS) {
            *level = said.value(&format!("{kind}.{aspect}")).and_then(Json::as_i64);
        }
        self.classified_by =
            named(said, &format!("{kind}.classified_by")).map(|person| person.name).unwrap_or_default();
        self.classified_on = said.text(&format!("{kind}.classified_at")).to_owned();
    }

    /// Ties it to each of the names.
    pub(super) fn tie(&mut self, to: Tie, names: impl IntoIterator<Item = String>) {
        for name in names {
            let is_new = !self.ties.iter().any(|(tie, known)| *tie == to && fold(known) == fold(&name));
            if is_new && !name.is_empty() {
                self.ties.push((to, name));
            }
        }
    }

    /// Puts into a column of free text what the row says and no field could take.
    pub(super) fn keep(&mut self, column: &str, text: &str, said: &Said) {
        let mut lines = Vec::new();
        if !text.is_empty() {
            lines.push(text.to_owned());
        }
        if self.unit.is_none() && !self.unit_text.is_empty() {
            lines.push(NOTES.with("imports-kept-unit", &[("unit", &self.unit_text)]).into_owned());
        }
        lines.extend(said.kept.iter().cloned());
        self.field(column, lines.join("\n"));
    }

    /// Names the row: the same row of the next file has the same key.
    pub(super) fn key(&self) -> String {
        [&self.external_id, &self.name, &self.unit_text, &self.code].map(|part| fold(part)).join("\u{1f}")
    }
}

/// The person of a field.
pub(super) fn named(said: &Said, key: &str) -> Option<Named> {
    let person: Named = serde_json::from_value(said.value(key)?.clone()).ok()?;
    (!person.name.is_empty()).then_some(person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(values: Json) -> Said {
        Said { values: values.as_object().cloned().unwrap_or_default(), ..Said::default() }
    }

    #[test]
    fn a_part_that_is_not_known_is_kept_as_text() {
        let social = UnitId(uuid::Uuid::from_u128(1));
        let place = Place { units: [("socialnämnden".to_owned(), social)].into(), fallback: social };
        let known = json!({ "system.name": "Linden", "system.owner_unit": " SOCIALNÄMNDEN" });
        let known = Draft::begin(&said(known), "system", "name", "owner_unit", &place);
        assert_eq!(known.unit, Some(social));
        let row = said(json!({ "system.name": "Linden", "system.owner_unit": "Räddningen" }));
        let mut unknown = Draft::begin(&row, "system", "name", "owner_unit", &place);
        unknown.keep("note", "Delas", &row);
        assert_eq!(unknown.unit, None);
        assert_eq!(unknown.fields["note"], "Delas\nHör i förteckningen till: Räddningen");
    }

    #[test]
    fn what_is_not_stated_is_no_field() {
        let row = said(json!({ "system.name": "Linden", "system.hosting": null, "system.owner": null }));
        let place = Place { units: HashMap::new(), fallback: UnitId(uuid::Uuid::nil()) };
        let mut draft = Draft::begin(&row, "system", "name", "owner_unit", &place);
        draft.copy(&row, "system", &["hosting"]);
        draft.classify(&row, "system");
        assert!(!draft.fields.contains_key("hosting") && draft.owner.is_none());
        assert_eq!(draft.levels, [None; 4]);
    }
}
