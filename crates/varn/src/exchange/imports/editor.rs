//! How a file was read, to be changed: kind, sheet, heading rows, and what each column gives.

use super::model::Import;
use super::reader::Understood;
use super::summary::{Summary, heading};
use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;
use serde_json::Value as Json;
use varn_recognition::{Field, FieldType, Kind, MappedColumn, Mapping};

/// The kinds of register that can be asked for.
const KINDS: [Kind; 6] =
    [Kind::System, Kind::InformationSet, Kind::Processing, Kind::Classification, Kind::Control, Kind::Action];

/// The kinds as options.
pub(super) fn kinds(page: &PageFrame) -> Vec<(String, String)> {
    KINDS
        .iter()
        .map(|kind| (kind.as_str().to_owned(), page.word("imports-kind", kind.as_str()).into_owned()))
        .collect()
}

/// The label of a field of the file.
pub(super) fn label(page: &PageFrame, field: Field) -> String {
    page.word("imports-field", field.name().trim_end_matches("[]")).into_owned()
}

/// How the file was read, to be changed.
#[derive(Default)]
pub(super) struct Editor {
    /// The kinds.
    pub(super) kinds: Vec<(String, String)>,
    /// The kind now.
    pub(super) kind: String,
    /// The sheets.
    pub(super) sheets: Vec<(String, String)>,
    /// The sheet now.
    pub(super) sheet: String,
    /// Heading rows as typed.
    pub(super) header_rows: String,
    /// Columns: letters, heading, field now.
    pub(super) columns: Vec<(String, String, String)>,
    /// What a column can give.
    pub(super) fields: Vec<(String, String)>,
}

impl Editor {
    pub(super) fn of(page: &PageFrame, kind: Kind, summary: &Summary) -> Self {
        let columns: Vec<_> = (summary.columns.iter())
            .map(|one| (one.column.clone(), heading(&one.header), one.field.clone().unwrap_or_default()))
            .collect();
        let mut fields: Vec<_> =
            Field::of_kind(kind).map(|field| (field.key().to_owned(), label(page, field))).collect();
        let aspects: Vec<Field> =
            Field::of_kind(kind).filter(|field| field.of() == FieldType::Level).collect();
        let mut together: Vec<String> = (3..=aspects.len())
            .map(|many| aspects[..many].iter().map(|field| field.key()).collect::<Vec<_>>().join("+"))
            .collect();
        together
            .extend(columns.iter().map(|(_, _, field)| field.clone()).filter(|field| field.contains('+')));
        together.sort_unstable();
        together.dedup();
        fields.extend(together.into_iter().map(|keys| {
            let labels: Vec<_> =
                keys.split('+').filter_map(Field::of_key).map(|one| label(page, one)).collect();
            (keys, labels.join(" + "))
        }));
        let rows: Vec<String> = summary.header_rows.iter().map(u32::to_string).collect();
        Self {
            kinds: kinds(page),
            kind: kind.as_str().to_owned(),
            sheets: summary.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.name.clone())).collect(),
            sheet: summary.sheet.clone().unwrap_or_default(),
            header_rows: rows.join(", "),
            columns,
            fields,
        }
    }

    /// The same with what was typed, where something in it was wrong.
    pub(super) fn typed(mut self, form: &Form) -> Self {
        if form.is_wrong() {
            form.value("kind").clone_into(&mut self.kind);
            form.value("sheet").clone_into(&mut self.sheet);
            form.value("header_rows").clone_into(&mut self.header_rows);
            for (letters, _, field) in &mut self.columns {
                form.value(&format!("column-{letters}")).clone_into(field);
            }
        }
        self
    }

    /// For a file of which nothing was understood.
    pub(super) fn of_waiting(page: &PageFrame, understood: &Understood) -> Self {
        let sheets = understood.workbook.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.name.clone()));
        Self {
            kinds: kinds(page),
            kind: String::new(),
            sheets: sheets.collect(),
            sheet: String::new(),
            header_rows: "1".to_owned(),
            columns: Vec::new(),
            fields: Vec::new(),
        }
    }
}

/// The mapping that was typed. Columns count only while kind, sheet and headings stay: otherwise they are guessed anew.
pub(super) fn mapping(form: &mut Form, import: Option<&Import>) -> Mapping {
    let kind = form.choice::<Kind>("kind", Need::Must);
    let sheet = form.value("sheet").to_owned();
    let typed: Vec<_> = form
        .value("header_rows")
        .split([',', ' ', '–', '-'])
        .filter(|part| !part.is_empty())
        .map(str::parse::<u32>)
        .collect();
    let header_rows: Vec<u32> =
        typed.iter().filter_map(|row| row.clone().ok()).filter(|row| *row > 0).collect();
    if header_rows.is_empty() || header_rows.len() < typed.len() || header_rows.len() > 2 {
        form.reject("header_rows", "imports-header-rows-wrong");
    }
    let summary = import.map(|import| Summary::stored(&import.reading)).unwrap_or_default();
    let same = import.is_some_and(|import| import.kind() == kind)
        && summary.sheet.as_deref() == Some(sheet.as_str())
        && summary.header_rows == header_rows;
    let columns = summary.columns.iter().map(|one| MappedColumn {
        column: one.column.clone(),
        header: Some(heading_now(&one.header)).filter(|header| !header.trim().is_empty()),
        field: Some(form.value(&format!("column-{}", one.column)).to_owned())
            .filter(|field| !field.is_empty()),
    });
    Mapping {
        kind,
        sheet: Some(sheet),
        header_rows: Some(header_rows),
        columns: same.then(|| columns.collect()),
        ..Mapping::default()
    }
}

/// The heading nearest the data, which is what a mapping compares.
fn heading_now(header: &Json) -> String {
    let texts: Vec<&str> = match header {
        Json::Array(texts) => texts.iter().filter_map(Json::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    let nearest = texts.iter().rev().find(|text| !text.trim().is_empty());
    nearest.map(|text| (*text).to_owned()).unwrap_or_default()
}
