//! The cells of one sheet.
//! Source: [MS-XLS] 2.4 (`Blank`, `BoolErr`, `ColInfo`, `Formula`, `Label`, `LabelSst`, `MergeCells`, `MulBlank`,
//! `MulRk`, `Number`, `RK`, `String`) and 2.5.217 (`RkNumber`).

use crate::archive::corrupt;
use crate::compound::{f64_at, u16_at, u32_at};
use crate::draft::{Budget, Draft};
use crate::grid::{Cell, Merge, Value};
use crate::limits::Refusal;
use crate::number_format::number;
use crate::xls::globals::{Globals, Style};
use crate::xls::kind;
use crate::xls::records::{Record, Records};
use crate::xls::text::Pieces;

const FORMULA: u16 = 0x0006;
const COLINFO: u16 = 0x007D;
const MULRK: u16 = 0x00BD;
const MULBLANK: u16 = 0x00BE;
const RSTRING: u16 = 0x00D6;
const MERGECELLS: u16 = 0x00E5;
const LABELSST: u16 = 0x00FD;
const BLANK: u16 = 0x0201;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOLERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;

struct Reader<'w, 'b, 'l> {
    draft: Draft,
    globals: &'w Globals,
    budget: &'b mut Budget<'l>,
    /// Where the text of the last formula goes, and its style.
    awaited: Option<(usize, usize, u16)>,
}

/// Fills a draft from the records of the sheet.
pub(super) fn read(
    records: &mut Records<'_>,
    draft: Draft,
    globals: &Globals,
    budget: &mut Budget<'_>,
) -> Result<Draft, Refusal> {
    if records.next()?.is_none_or(|record| record.kind != kind::BOF) {
        return Err(corrupt("a sheet is not where it should be"));
    }
    let mut reader = Reader { draft, globals, budget, awaited: None };
    // Charts inside the sheet have their own begin and end, and cells that are not the sheet's.
    let mut inner = 0_u32;
    while let Some(record) = records.next()? {
        match record.kind {
            kind::BOF => inner += 1,
            kind::EOF if inner == 0 => break,
            kind::EOF => inner -= 1,
            STRING if inner == 0 => reader.formula_text(Pieces::new(records.continued(record.data)?))?,
            _ if inner == 0 => reader.record(&record)?,
            _ => {}
        }
    }
    Ok(reader.draft)
}

impl Reader<'_, '_, '_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        let data = record.data;
        match record.kind {
            MERGECELLS => self.merges(data),
            COLINFO => {
                self.columns(data);
                Ok(())
            }
            MULRK => self.many(data, 6, |globals, entry| {
                let value = u32_at(entry, 2)
                    .map_or(Value::Empty, |rk| numeric(globals, u16_at(entry, 0), rk_number(rk)));
                (u16_at(entry, 0), value)
            }),
            MULBLANK => self.many(data, 2, |_, entry| (u16_at(entry, 0), Value::Empty)),
            FORMULA | LABELSST | BLANK | NUMBER | LABEL | RSTRING | BOOLERR | RK => {
                self.single(record.kind, data)
            }
            _ => Ok(()),
        }
    }

    fn single(&mut self, kind: u16, data: &[u8]) -> Result<(), Refusal> {
        let short = || corrupt("a cell is cut off");
        let at = |at| u16_at(data, at).ok_or_else(short);
        let (row, column, style) = (usize::from(at(0)?), usize::from(at(2)?), at(4)?);
        let rest = data.get(6..).unwrap_or_default();
        let float = |number| numeric(self.globals, Some(style), number);
        let value = match kind {
            LABELSST => {
                let index = u32_at(rest, 0).ok_or_else(short)? as usize;
                text_value(self.globals.strings.at(index).ok_or_else(|| corrupt("a shared text is missing"))?)
            }
            NUMBER => float(f64_at(rest, 0).ok_or_else(short)?),
            RK => float(rk_number(u32_at(rest, 0).ok_or_else(short)?)),
            LABEL | RSTRING => text_value(&Pieces::of(rest).long(self.globals.storage).ok_or_else(short)?),
            BOOLERR => bool_or_error(*rest.first().ok_or_else(short)?, rest.get(1) == Some(&1)),
            FORMULA => match formula_result(rest).ok_or_else(short)? {
                Saved::Number(number) => float(number),
                Saved::Value(value) => value,
                Saved::TextFollows => {
                    self.awaited = Some((row, column, style));
                    Value::Empty
                }
            },
            _ => Value::Empty,
        };
        self.put(row, column, Some(style), value)
    }

    fn many(
        &mut self,
        data: &[u8],
        size: usize,
        entry: impl Fn(&Globals, &[u8]) -> (Option<u16>, Value),
    ) -> Result<(), Refusal> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(()) };
        // The last column stands after the entries.
        let entries = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (index, bytes) in entries.chunks_exact(size).enumerate() {
            let (style, value) = entry(self.globals, bytes);
            self.put(usize::from(row), usize::from(first) + index, style, value)?;
        }
        Ok(())
    }

    fn formula_text(&mut self, mut pieces: Pieces<'_>) -> Result<(), Refusal> {
        let Some((row, column, style)) = self.awaited.take() else { return Ok(()) };
        let text =
            pieces.long(self.globals.storage).ok_or_else(|| corrupt("the text of a formula is cut off"))?;
        self.put(row, column, Some(style), text_value(&text))
    }

    fn put(&mut self, row: usize, column: usize, style: Option<u16>, value: Value) -> Result<(), Refusal> {
        let style = style_of(self.globals, style);
        let fill = style.and_then(|style| style.fill);
        let format = style.filter(|_| value != Value::Empty).and_then(|style| style.format.clone());
        self.draft.put(self.budget, row, column, Cell { value, fill, format })
    }

    fn merges(&mut self, data: &[u8]) -> Result<(), Refusal> {
        for range in data.get(2..).unwrap_or_default().chunks_exact(8) {
            let at = |at| u16_at(range, at).map_or(0, usize::from);
            let merge = Merge { first_row: at(0), last_row: at(2), first_column: at(4), last_column: at(6) };
            if merge.first_row <= merge.last_row && merge.first_column <= merge.last_column {
                self.draft.merge(self.budget, merge)?;
            }
        }
        Ok(())
    }

    fn columns(&mut self, data: &[u8]) {
        let at = |at| u16_at(data, at).map(usize::from);
        if let (Some(first), Some(last), Some(width), Some(flags)) = (at(0), at(2), at(4), at(8))
            && (flags & 1 == 1 || width == 0)
        {
            self.draft.hide_columns(self.budget.limits, first, last);
        }
    }
}

fn style_of(globals: &Globals, style: Option<u16>) -> Option<&Style> {
    globals.styles.get(usize::from(style?))
}

fn numeric(globals: &Globals, style: Option<u16>, value: f64) -> Value {
    if !value.is_finite() {
        return Value::Empty;
    }
    number(value, style_of(globals, style).is_some_and(|style| style.is_date), globals.from_1904)
}

fn text_value(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

/// A number in four bytes: a whole number or the upper half of a float, either in hundredths or not.
fn rk_number(rk: u32) -> f64 {
    let number =
        if rk & 2 == 2 { f64::from(rk.cast_signed() >> 2) } else { f64::from_bits(u64::from(rk & !3) << 32) };
    if rk & 1 == 1 { number / 100.0 } else { number }
}

fn bool_or_error(byte: u8, is_error: bool) -> Value {
    if !is_error {
        return Value::Bool(byte != 0);
    }
    let name = match byte {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Value::Error(name.to_owned())
}

/// The saved result of a formula.
enum Saved {
    Number(f64),
    Value(Value),
    TextFollows,
}

fn formula_result(data: &[u8]) -> Option<Saved> {
    const NOT_A_NUMBER: u16 = 0xFFFF;
    if u16_at(data, 6)? != NOT_A_NUMBER {
        return f64_at(data, 0).map(Saved::Number);
    }
    Some(match data[0] {
        0 => Saved::TextFollows,
        1 => Saved::Value(bool_or_error(data[2], false)),
        2 => Saved::Value(bool_or_error(data[2], true)),
        _ => Saved::Value(Value::Empty),
    })
}

#[cfg(test)]
mod tests {
    use super::rk_number;

    #[test]
    fn numbers_in_four_bytes() {
        let cases: [(u32, f64); 5] = [
            (0x3FF0_0000, 1.0),
            (0x3FF0_0001, 0.01),
            (0x004B_5646, 1_234_321.0),
            (0x004B_5647, 12_343.21),
            (0xFFFF_FFFE, -1.0),
        ];
        for (stored, expected) in cases {
            assert!((rk_number(stored) - expected).abs() < 1e-9, "{stored:x}");
        }
    }
}
