//! The result: what a workbook was understood as. As JSON it has the vocabulary of the import; in Rust the rows carry
//! typed values, and every doubt keeps the raw text.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::field::Field;
use crate::kind::Kind;
use crate::mapping::{MappedColumn, Mapping};
use crate::reason::{Rejection, Warning};
use crate::scale::Scale;
use crate::value::Values;

/// What a workbook was understood as. Without a `kind` nothing could be read, and `notes` says why.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reading {
    /// What it is a register of.
    pub kind: Option<Kind>,
    /// What the list is for.
    pub form: Option<Form>,
    /// How sure the recognition is, 0–1: the share of the columns with content that found a field, less if the name is a guess.
    pub confidence: f32,
    /// Name of the sheet read.
    pub sheet: Option<String>,
    /// Numbers of the heading rows.
    pub header_rows: Vec<u32>,
    /// Number of the first row of data.
    pub first_data_row: Option<u32>,
    /// Number of the last row of data.
    pub last_data_row: Option<u32>,
    /// The columns of the table, those that are not imported too.
    pub columns: Vec<Column>,
    /// The columns that together must not be the same in two rows.
    pub key_columns: Vec<String>,
    /// Columns where a blank takes the value above.
    pub fill_down_columns: Vec<String>,
    /// Values from the title instead of a column.
    pub constants: BTreeMap<&'static str, String>,
    /// Fields that come from the nearest section heading above.
    pub section_fields: Vec<Field>,
    /// The scale of levels, where the register has levels.
    pub scale: Option<Scale>,
    /// The municipality, where a cell names it.
    pub municipality: Option<String>,
    /// Every sheet and what it was taken for.
    pub sheets: Vec<SheetRole>,
    /// The rows around and between the data that are no data.
    pub ignored_rows: Vec<IgnoredRow>,
    /// How many rows.
    pub counts: Counts,
    /// The rows that are not read, each with its reason.
    pub rejected: Vec<Rejected>,
    /// What is doubtful in accepted rows, in the order of the rows.
    pub warnings: Vec<Warned>,
    /// What a person should know of the whole.
    pub notes: Vec<Note>,
    /// The accepted rows.
    pub rows: Vec<Row>,
}

/// What a list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A register.
    Register,
    /// A records plan (dokumenthanteringsplan): information by process, with retention.
    RecordsPlan,
    /// A classification: levels are what it is about.
    Classification,
}

/// A column of the table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Letters.
    pub column: String,
    /// Number, from 1.
    pub index: usize,
    /// The heading as it stands.
    pub header: Header,
    /// The fields it gives, joined by `+` in JSON; none when it is not imported.
    #[serde(rename = "field", serialize_with = "joined")]
    pub fields: Vec<Field>,
    /// Hidden in the spreadsheet; not imported unless a mapping says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

fn joined<S: Serializer>(fields: &[Field], serializer: S) -> Result<S::Ok, S::Error> {
    if fields.is_empty() {
        return serializer.serialize_none();
    }
    let keys: Vec<&str> = fields.iter().map(|field| field.key()).collect();
    serializer.serialize_str(&keys.join("+"))
}

/// A heading: one text, or one for each of two heading rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Header {
    /// One heading row.
    One(String),
    /// Group and heading.
    Two([String; 2]),
}

impl Header {
    /// The text nearest the data; the group where that is blank.
    pub fn label(&self) -> &str {
        match self {
            Self::Two([group, text]) if text.trim().is_empty() => group,
            Self::One(text) | Self::Two([_, text]) => text,
        }
    }
}

/// What a sheet was taken for.
#[derive(Debug, Clone, Serialize)]
pub struct SheetRole {
    /// Its name.
    pub name: String,
    /// Hidden in the spreadsheet.
    pub hidden: bool,
    /// What it was taken for.
    pub role: Role,
}

/// What a sheet can be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The register.
    Data,
    /// It explains the scale.
    Legend,
    /// It lists the systems.
    KnownSystems,
    /// It looks like a register too, and is not read now.
    OtherData,
    /// Not used.
    Ignored,
}

/// A row that is no data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IgnoredRow {
    /// Number.
    pub row: u32,
    /// Why.
    pub kind: RowKind,
    /// What it says, for headings and totals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The field and value it gives the rows below.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub gives: BTreeMap<&'static str, String>,
}

/// What a row that is no data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// Above the headings.
    Title,
    /// Nothing, or only a number given in advance.
    Blank,
    /// A chapter of the rows below.
    SectionHeading,
    /// The headings once more.
    RepeatedHeader,
    /// Sums.
    Totals,
    /// Explains the scale.
    Legend,
    /// Remarks after the data.
    Footnote,
}

/// How many rows. `data_rows` = `accepted` + `rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All rows of data.
    pub data_rows: usize,
    /// Read.
    pub accepted: usize,
    /// Not read.
    pub rejected: usize,
    /// Read, with something doubtful.
    pub accepted_with_warning: usize,
    /// Not read, by reason.
    pub rejected_by_reason: BTreeMap<&'static str, usize>,
}

/// A row that is not read: a person has to decide.
#[derive(Debug, Clone, Serialize)]
pub struct Rejected {
    /// Number.
    pub row: u32,
    /// CSV: the physical line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Letters of the column.
    pub column: String,
    /// Its heading.
    pub header: Header,
    /// The field.
    pub field: Field,
    /// Why.
    pub reason: Rejection,
    /// What the cell says.
    pub raw: serde_json::Value,
    /// The same for a person, in the language asked for.
    pub message: String,
}

/// Something doubtful in an accepted row.
#[derive(Debug, Clone, Serialize)]
pub struct Warned {
    /// Number.
    pub row: u32,
    /// CSV: the physical line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Letters of the column.
    pub column: String,
    /// Its heading.
    pub header: Header,
    /// The field.
    pub field: Field,
    /// What is doubtful.
    pub reason: Warning,
    /// What the cell says.
    pub raw: serde_json::Value,
    /// What was taken, or for ranges, unknown systems and details what was not.
    pub value: serde_json::Value,
    /// The same for a person, in the language asked for.
    pub message: String,
}

/// Something a person should know of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// A stable word.
    pub code: &'static str,
    /// For a person, in the language asked for.
    pub message: String,
}

/// An accepted row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Number.
    pub row: u32,
    /// CSV: the physical line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The values by field.
    pub values: Values,
    /// What a yes or no carries more, by field, where that is no doubt: `Ja, support från USA`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<&'static str, String>,
}

impl Reading {
    /// The doubts about one accepted row.
    pub fn warnings_of(&self, row: u32) -> &[Warned] {
        let start = self.warnings.partition_point(|warned| warned.row < row);
        let end = self.warnings.partition_point(|warned| warned.row <= row);
        &self.warnings[start..end]
    }

    /// Whether some row has level 4: the application must ask what 4 means before it stores anything of this file.
    pub fn has_level_4(&self) -> bool {
        self.warnings.iter().any(|warned| warned.reason == Warning::Level4Check)
    }

    /// How the sheet was read, to be edited, stored and given back.
    pub fn mapping(&self) -> Mapping {
        let columns = self.columns.iter().map(|column| MappedColumn {
            column: column.column.clone(),
            header: Some(column.header.label().to_owned()).filter(|header| !header.trim().is_empty()),
            field: (!column.fields.is_empty()).then(|| {
                let keys: Vec<&str> = column.fields.iter().map(|field| field.key()).collect();
                keys.join("+")
            }),
        });
        Mapping {
            kind: self.kind,
            sheet: self.sheet.clone(),
            header_rows: Some(self.header_rows.clone()),
            columns: Some(columns.collect()),
            scale: self.scale.clone(),
            key_columns: Some(self.key_columns.clone()),
        }
    }
}
