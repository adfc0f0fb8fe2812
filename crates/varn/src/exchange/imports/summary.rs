//! What was understood of a file as a whole, as it is stored: everything of the reading but its rows.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use varn_recognition::Reading;

/// A reading without its rows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Summary {
    /// What the list is for: `register`, `records_plan`, `classification`.
    pub form: Option<String>,
    /// Name of the sheet read.
    pub sheet: Option<String>,
    /// Numbers of the heading rows.
    pub header_rows: Vec<u32>,
    /// The columns.
    pub columns: Vec<SummaryColumn>,
    /// The columns that together name a row.
    pub key_columns: Vec<String>,
    /// The scale of levels.
    pub scale: Option<varn_recognition::Scale>,
    /// The municipality, where a cell names it.
    pub municipality: Option<String>,
    /// Every sheet.
    pub sheets: Vec<SummarySheet>,
    /// How many rows.
    pub counts: SummaryCounts,
    /// Rows that are not read.
    pub rejected: Vec<Problem>,
    /// What is doubtful in rows that are.
    pub warnings: Vec<Problem>,
    /// What a person should know of the whole.
    pub notes: Vec<SummaryNote>,
    /// Rows withheld as possible säkerhetsskydd.
    pub withheld: usize,
    /// Digest of the headings, by which the mapping is remembered.
    pub headings: Option<String>,
}

/// A column.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SummaryColumn {
    /// Letters.
    pub column: String,
    /// The heading: a text, or two.
    pub header: Json,
    /// Fields joined by `+`; none when it is not imported.
    pub field: Option<String>,
}

/// A sheet.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SummarySheet {
    /// Its name.
    pub name: String,
    /// What it was taken for.
    pub role: String,
}

/// How many rows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SummaryCounts {
    /// All rows of data.
    pub data_rows: usize,
    /// Read.
    pub accepted: usize,
    /// Not read.
    pub rejected: usize,
    /// Read, with something doubtful.
    pub accepted_with_warning: usize,
    /// Not read, by reason.
    pub rejected_by_reason: BTreeMap<String, usize>,
}

/// Something wrong or doubtful in a row.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Problem {
    /// Number of the row.
    pub row: u32,
    /// CSV: the physical line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Letters of the column.
    pub column: String,
    /// Its heading: a text, or two.
    pub header: Json,
    /// The field.
    pub field: String,
    /// What is wrong.
    pub reason: String,
    /// What the cell says.
    pub raw: Json,
    /// What was understood.
    pub value: Json,
    /// The same for a person.
    pub message: String,
}

/// Something about the whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SummaryNote {
    /// A stable word.
    pub code: String,
    /// For a person.
    pub message: String,
}

impl Summary {
    /// Everything of a reading whose rows have been taken out of it.
    pub(super) fn of(reading: &Reading, withheld: usize, headings: Option<String>) -> Self {
        let json = serde_json::to_value(reading).unwrap_or_default();
        Self { withheld, headings, ..serde_json::from_value(json).unwrap_or_default() }
    }

    /// As it was stored.
    pub(super) fn stored(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Takes away what was said of a row.
    pub(crate) fn forget(&mut self, row: i64) {
        self.warnings.retain(|problem| i64::from(problem.row) != row);
        self.rejected.retain(|problem| i64::from(problem.row) != row);
    }

    /// Whether the rows are named by the source's own numbers, so that another number is another record.
    pub(super) fn numbers_are_keys(&self) -> bool {
        let field = |letters: &String| {
            self.columns
                .iter()
                .find(|column| column.column == *letters)
                .and_then(|column| column.field.as_deref())
        };
        let keys: Vec<_> = self.key_columns.iter().filter_map(field).collect();
        !keys.is_empty() && keys.iter().all(|field| field.ends_with(".external_id"))
    }
}

/// A heading in one line: the text nearest the data, after its group.
pub(super) fn heading(header: &Json) -> String {
    let texts: Vec<&str> = match header {
        Json::Array(texts) => texts.iter().filter_map(Json::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    let words: Vec<_> =
        texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ")
}
