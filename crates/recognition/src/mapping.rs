//! How a sheet is to be read: which sheet, which rows are headings, which column gives which field. Proposed by the
//! recognition, editable by a person, stored as JSON, and given back to override the guess.

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::kind::Kind;
use crate::scale::Scale;

/// Everything in it is optional: what is left out is guessed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// What the register is a register of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Name of the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Numbers of the one or two heading rows, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<Vec<u32>>,
    /// The columns; those not listed are not imported. Guessed when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<MappedColumn>>,
    /// The scale of levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// The columns that together must not be the same in two rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_columns: Option<Vec<String>>,
}

/// A column and the field it gives.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MappedColumn {
    /// The column's letters, as `AB`.
    pub column: String,
    /// Its heading. When the heading in the file differs, a column with this heading is looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The field's key, as `system.owner`; several levels in one cell as `system.confidentiality+system.integrity`;
    /// `null` when the column is not imported.
    pub field: Option<String>,
}

/// The letters of a 0-based column: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The 0-based column of letters such as `AB`.
pub fn column_index(letters: &str) -> Option<usize> {
    const LONGEST: usize = 4;
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    let number = letters.bytes().try_fold(0_usize, |number, letter| {
        let upper = letter.to_ascii_uppercase();
        upper.is_ascii_uppercase().then(|| number * 26 + usize::from(upper - b'A') + 1)
    })?;
    Some(number - 1)
}

/// The fields of a key such as `system.confidentiality+system.integrity`; `None` if one of them does not exist.
pub(crate) fn fields_of(key: &str) -> Option<Vec<Field>> {
    key.split('+').map(|part| Field::of_key(part.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_back() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), letters);
            assert_eq!(column_index(letters), Some(column));
        }
        assert_eq!(column_index("A1"), None);
        assert_eq!(column_index(""), None);
        assert_eq!(fields_of("system.integrity+system.name").map(|fields| fields.len()), Some(2));
        assert_eq!(fields_of("system.shoe_size"), None);
    }
}
