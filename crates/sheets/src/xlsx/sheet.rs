//! The cells of one worksheet.
//! Source: ECMA-376 part 1, 18.3.1.4 (`c`), 18.3.1.73 (`row`), 18.3.1.13 (`col`), 18.3.1.55 (`mergeCell`).
//! Must hold: positions are optional in the format, so a cell without one follows the one before.

use std::borrow::Cow;

use crate::archive::corrupt;
use crate::draft::{Budget, Draft};
use crate::grid::{Cell, Merge, Value};
use crate::limits::Refusal;
use crate::number_format::{iso, number};
use crate::strings::Strings;
use crate::xlsx::strings::unescaped;
use crate::xlsx::styles::Styles;
use crate::xml::{Tag, Token, Xml, gather};

/// What the numbers in cells refer to.
#[derive(Clone, Copy)]
pub(super) struct Look<'w> {
    pub(super) styles: &'w Styles,
    pub(super) strings: &'w Strings,
    pub(super) from_1904: bool,
}

/// The kind of value, from the attribute `t`.
#[derive(Default, Clone, Copy, PartialEq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

struct Reader<'w> {
    draft: Draft,
    look: Look<'w>,
    /// Where the open cell stands, 0-based; `next_…` where the next one does if it does not say.
    row: usize,
    next_row: usize,
    column: usize,
    next_column: usize,
    kind: Kind,
    style: usize,
    in_cell: bool,
    /// What text belongs to now.
    inside: Inside,
    text: String,
    formula: Option<String>,
}

#[derive(PartialEq)]
enum Inside {
    Value,
    Formula,
    Nothing,
}

/// Fills a draft from the part.
pub(super) fn read(
    mut xml: Xml<'_, '_>,
    draft: Draft,
    look: Look<'_>,
    budget: &mut Budget<'_>,
) -> Result<Draft, Refusal> {
    let mut reader = Reader {
        draft,
        look,
        row: 0,
        next_row: 0,
        column: 0,
        next_column: 0,
        kind: Kind::default(),
        style: 0,
        in_cell: false,
        inside: Inside::Nothing,
        text: String::new(),
        formula: None,
    };
    loop {
        match xml.next()? {
            Token::Open(tag) if matches!(tag.name(), b"extLst" | b"rPh") => xml.skip()?,
            Token::Open(tag) => reader.open(&tag, budget)?,
            Token::Text(text) => reader.gather(&text, budget.limits.cell_chars),
            Token::Close(tag) => {
                reader.inside = Inside::Nothing;
                if tag.name() == b"c" {
                    reader.close_cell(budget)?;
                }
            }
            Token::End => return Ok(reader.draft),
            Token::Other => {}
        }
    }
}

impl Reader<'_> {
    fn open(&mut self, tag: &Tag<'_>, budget: &mut Budget<'_>) -> Result<(), Refusal> {
        match tag.name() {
            b"c" => self.open_cell(tag),
            b"v" | b"t" if self.in_cell => self.inside = Inside::Value,
            b"f" if self.in_cell => {
                self.inside = Inside::Formula;
                self.formula = Some("=".to_owned());
            }
            b"row" => {
                self.row = tag.number("r").map_or(self.next_row, |row: usize| row.saturating_sub(1));
                self.next_row = self.row.saturating_add(1);
                self.next_column = 0;
            }
            b"col" if tag.flag("hidden") || tag.number("width") == Some(0.0) => {
                let end = |name| tag.number(name).map(|column: usize| column.saturating_sub(1));
                if let (Some(first), Some(last)) = (end("min"), end("max")) {
                    self.draft.hide_columns(budget.limits, first, last);
                }
            }
            b"mergeCell" => {
                if let Some(merge) = tag.attribute("ref").as_deref().and_then(range) {
                    self.draft.merge(budget, merge)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn gather(&mut self, text: &str, chars: usize) {
        match (&self.inside, &mut self.formula) {
            (Inside::Value, _) => gather(&mut self.text, text, chars),
            (Inside::Formula, Some(formula)) => gather(formula, text, chars),
            _ => {}
        }
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        self.in_cell = true;
        self.formula = None;
        self.kind = Kind::default();
        self.style = 0;
        self.column = self.next_column;
        self.text.clear();
        for (name, value) in tag.attributes() {
            match name {
                b"r" => {
                    if let Some((row, column)) = position(&value) {
                        (self.row, self.column) = (row, column);
                    }
                }
                b"s" => {
                    self.style = std::str::from_utf8(&value).ok().and_then(|s| s.parse().ok()).unwrap_or(0);
                }
                b"t" => self.kind = kind(&value),
                _ => {}
            }
        }
        self.next_column = self.column.saturating_add(1);
    }

    fn close_cell(&mut self, budget: &mut Budget<'_>) -> Result<(), Refusal> {
        self.in_cell = false;
        let style = self.look.styles.at(self.style);
        let mut value = self.value(style.is_some_and(|style| style.is_date))?;
        if let Some(formula) = self.formula.take().filter(|_| self.text.is_empty() && self.kind != Kind::Text)
        {
            self.draft.formula_without_value();
            // A formula shared with another cell is told only there.
            if formula.len() > 1 {
                value = Value::Text(formula);
            }
        }
        let fill = style.and_then(|style| style.fill);
        // Spares the empty cells, which are most cells of many sheets, a copy of the code.
        let format = style.filter(|_| value != Value::Empty).and_then(|style| style.format.clone());
        self.draft.put(budget, self.row, self.column, Cell { value, fill, format })
    }

    fn value(&self, is_date: bool) -> Result<Value, Refusal> {
        let text = self.text.as_str();
        if text.is_empty() {
            return Ok(Value::Empty);
        }
        let of_text = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
        Ok(match self.kind {
            Kind::Shared => {
                let shared = text.trim().parse().ok().and_then(|index| self.look.strings.at(index));
                of_text(shared.ok_or_else(|| corrupt("a shared text is missing"))?)
            }
            Kind::Text => match unescaped(text) {
                Cow::Borrowed(text) => of_text(text),
                Cow::Owned(text) => Value::Text(text),
            },
            Kind::Bool => Value::Bool(matches!(text.trim(), "1" | "true")),
            Kind::Error => Value::Error(text.to_owned()),
            Kind::Date => iso(text).map_or_else(|| of_text(text), Value::Date),
            Kind::Number => match text.trim().parse::<f64>() {
                Ok(value) if value.is_finite() => number(value, is_date, self.look.from_1904),
                _ => of_text(text),
            },
        })
    }
}

fn kind(name: &[u8]) -> Kind {
    match name {
        b"s" => Kind::Shared,
        b"str" | b"inlineStr" => Kind::Text,
        b"b" => Kind::Bool,
        b"e" => Kind::Error,
        b"d" => Kind::Date,
        _ => Kind::Number,
    }
}

/// Row and column, 0-based, of a reference such as `C7` or `$C$7`.
fn position(reference: &[u8]) -> Option<(usize, usize)> {
    let (mut row, mut column) = (0_usize, 0_usize);
    for byte in reference {
        match byte {
            b'$' => {}
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                let letter = usize::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(usize::from(byte - b'0'))?,
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn range(reference: &str) -> Option<Merge> {
    let (first, last) = reference.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) =
        (position(first.as_bytes())?, position(last.as_bytes())?);
    (first_row <= last_row && first_column <= last_column).then_some(Merge {
        first_row,
        first_column,
        last_row,
        last_column,
    })
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn references() {
        let cases: [(&str, Option<(usize, usize)>); 7] = [
            ("A1", Some((0, 0))),
            ("AA10", Some((9, 26))),
            ("$C$7", Some((6, 2))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("A0", None),
            ("7", None),
            ("ZZZZZZZZZZZZZZZZZZZZZZ1", None),
        ];
        for (reference, expected) in cases {
            assert_eq!(position(reference.as_bytes()), expected, "{reference}");
        }
    }
}
