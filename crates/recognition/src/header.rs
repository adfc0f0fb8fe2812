//! Where the headings of a sheet are: below any title rows, in one row or two (groups, merged or not, over headings).
//! The row whose texts say the most fields of one kind is the one.

use std::collections::HashMap;

use varn_sheets::{Merge, Row, Sheet, Value as CellValue};

use crate::field::Field;
use crate::headings::{Headings, Target};
use crate::kind::Kind;
use crate::reading;
use crate::text;

/// The headings of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// 0-based rows, one or two; none where a mapping says so.
    pub(crate) rows: Vec<usize>,
    /// By column, up to the widest row.
    pub(crate) labels: Vec<Label>,
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Label {
    /// What stands above, where there are two rows.
    pub(crate) group: String,
    /// What stands nearest the data.
    pub(crate) text: String,
}

impl Label {
    /// What the column is called: the group where nothing stands below it.
    pub(crate) fn name(&self) -> &str {
        if self.text.is_empty() { &self.group } else { &self.text }
    }

    /// The group, where it adds something to the name.
    pub(crate) fn context(&self) -> &str {
        if self.text.is_empty() { "" } else { &self.group }
    }
}

impl Head {
    /// 0-based row where the data begin.
    pub(crate) fn first_below(&self) -> usize {
        self.rows.last().map_or(0, |row| row + 1)
    }

    /// As the reading shows it.
    pub(crate) fn shown(&self, column: usize) -> reading::Header {
        let label = self.labels.get(column).cloned().unwrap_or_default();
        if self.rows.len() == 2 {
            reading::Header::Two([label.group, label.text])
        } else {
            reading::Header::One(label.text)
        }
    }
}

/// Finds the headings of a sheet.
pub(crate) fn locate(sheet: &Sheet, headings: &mut Headings) -> Option<Head> {
    const ENOUGH: f32 = 1.5;
    const ENOUGH_ALONE: f32 = 0.9;
    let (best, score) = best_row(sheet, headings)?;
    let single = head_of(sheet, &[best]);
    let alone = single.labels.iter().filter(|label| !label.text.is_empty()).count() == 1;
    if score < if alone { ENOUGH_ALONE } else { ENOUGH } {
        return None;
    }
    if is_group_row(sheet, best, best + 1) {
        let pair = head_of(sheet, &[best, best + 1]);
        if score_of(&pair.labels, headings) > score + 0.5 {
            return Some(pair);
        }
    }
    match best.checked_sub(1) {
        Some(above) if is_group_row(sheet, above, best) => Some(head_of(sheet, &[above, best])),
        _ => Some(single),
    }
}

/// The headings in given rows.
pub(crate) fn head_of(sheet: &Sheet, rows: &[usize]) -> Head {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let labels = match rows {
        [] => vec![Label::default(); width],
        [row] => (0..width)
            .map(|column| Label { group: String::new(), text: cell_text(sheet, *row, column) })
            .collect(),
        [.., upper, lower] => {
            let groups = groups(sheet, *upper, width);
            let pair = |(column, group)| Label { group, text: cell_text(sheet, *lower, column) };
            groups.into_iter().enumerate().map(pair).collect()
        }
    };
    Head { rows: rows.to_vec(), labels }
}

fn cell_text(sheet: &Sheet, row: usize, column: usize) -> String {
    sheet.rows.get(row).map_or_else(String::new, |row| text::clean(&row.cell(column).text()))
}

fn best_row(sheet: &Sheet, headings: &mut Headings) -> Option<(usize, f32)> {
    const LOOKED_AT: usize = 40;
    const PLAIN: f32 = 3.0;
    const BEYOND: usize = 6;
    let mut best: Option<(usize, f32)> = None;
    let rows = sheet.rows.iter().enumerate().filter(|(_, row)| !row.is_blank());
    for (index, row) in rows.take(LOOKED_AT) {
        // Below plain headings come data.
        if best.is_some_and(|(at, score)| score >= PLAIN && index > at + BEYOND) {
            break;
        }
        let score = score_of(&head_of_row(row), headings) - doubt(row);
        if score > best.map_or(0.0, |(_, score)| score) {
            best = Some((index, score));
        }
    }
    best
}

fn head_of_row(row: &Row) -> Vec<Label> {
    const LONGEST: usize = 120;
    let label = |cell: &varn_sheets::Cell| match &cell.value {
        CellValue::Text(text) if text.len() <= LONGEST => {
            Label { group: String::new(), text: text::clean(text) }
        }
        _ => Label::default(),
    };
    row.cells.iter().map(label).collect()
}

/// Numbers and dates do not stand among headings.
fn doubt(row: &Row) -> f32 {
    let others =
        row.cells.iter().filter(|cell| !matches!(cell.value, CellValue::Text(_) | CellValue::Empty)).count();
    0.5 * f32::from(u8::try_from(others).unwrap_or(u8::MAX))
}

/// How many fields of one kind some headings say, by how surely they say them.
fn score_of(labels: &[Label], headings: &mut Headings) -> f32 {
    const AT_LEAST: f32 = 0.4;
    let mut best: HashMap<Kind, Vec<(Target, f32)>> = HashMap::new();
    for label in labels.iter().filter(|label| !label.name().is_empty()) {
        let mut of_kind: HashMap<Kind, (Target, f32)> = HashMap::new();
        for (target, score) in headings.said(label.context(), label.name()) {
            let kinds = match target {
                Target::Field(field) => vec![field.kind()],
                Target::Together(kind) => vec![*kind],
                Target::Colour | Target::Ignored => Kind::READ.to_vec(),
            };
            for kind in kinds.into_iter().filter(|_| *score >= AT_LEAST) {
                let best = of_kind.entry(kind).or_insert((*target, *score));
                if *score > best.1 {
                    *best = (*target, *score);
                }
            }
        }
        for (kind, (target, score)) in of_kind {
            let taken = best.entry(kind).or_default();
            let unique = matches!(target, Target::Field(field) if !Field::takes_several(field));
            match taken.iter_mut().find(|(known, _)| unique && *known == target) {
                Some((_, known)) => *known = known.max(score),
                None => taken.push((target, score)),
            }
        }
    }
    let sum = |taken: &Vec<(Target, f32)>| taken.iter().map(|(_, score)| score).sum::<f32>();
    best.values().map(sum).fold(0.0, f32::max)
}

/// Whether a row holds groups over the headings in the row below.
fn is_group_row(sheet: &Sheet, upper: usize, lower: usize) -> bool {
    let (Some(above), Some(below)) = (sheet.rows.get(upper), sheet.rows.get(lower)) else {
        return false;
    };
    let filled: Vec<usize> = filled(above);
    let plain =
        |row: &Row| row.cells.iter().all(|cell| matches!(cell.value, CellValue::Text(_) | CellValue::Empty));
    if filled.is_empty() || !plain(above) || !plain(below) || below.is_blank() {
        return false;
    }
    let spans = merges_of(sheet, upper);
    let below_filled = self::filled(below);
    let wide = |merge: &&Merge| merge.last_column > merge.first_column && merge.first_row == merge.last_row;
    let covers = |merge: &Merge| {
        below_filled.iter().filter(|at| (merge.first_column..=merge.last_column).contains(at)).count()
    };
    let groups =
        spans.iter().filter(|merge| wide(merge) && covers(merge) >= 2 && covers(merge) < below_filled.len());
    if groups.count() > 0 {
        return below_filled.iter().all(|at| belongs(above, &spans, *at));
    }
    // Without merged cells: texts with room for the columns to their right, and headings under that room.
    let no_digits = filled.iter().all(|at| !above.cell(*at).text().bytes().any(|byte| byte.is_ascii_digit()));
    let roomy = |pair: &[usize]| pair[1] - pair[0] >= 2 || below.cell(pair[0]).is_empty();
    let roomy_last = filled.last() < below_filled.last();
    let under_room =
        below_filled.iter().all(|at| above.cell(*at).is_empty() || above.cell(at + 1).is_empty());
    filled.len() >= 2 && no_digits && filled.windows(2).all(roomy) && roomy_last && under_room
}

/// A heading below stands under a group, or under nothing.
fn belongs(above: &Row, spans: &[&Merge], column: usize) -> bool {
    let grouped = spans.iter().any(|merge| (merge.first_column..=merge.last_column).contains(&column));
    grouped || above.cell(column).is_empty() || above.cell(column + 1).is_empty()
}

fn filled(row: &Row) -> Vec<usize> {
    row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(at, _)| at).collect()
}

fn merges_of(sheet: &Sheet, row: usize) -> Vec<&Merge> {
    sheet.merges.iter().filter(|merge| merge.first_row == row).collect()
}

/// The group over each column.
fn groups(sheet: &Sheet, upper: usize, width: usize) -> Vec<String> {
    let spans = merges_of(sheet, upper);
    let merged = spans.iter().any(|merge| merge.last_column > merge.first_column);
    let mut latest = String::new();
    (0..width)
        .map(|column| {
            let own = cell_text(sheet, upper, column);
            let span = spans.iter().find(|merge| (merge.first_column..=merge.last_column).contains(&column));
            match span {
                Some(merge) => cell_text(sheet, upper, merge.first_column),
                None if merged || !own.is_empty() => {
                    latest.clone_from(&own);
                    own
                }
                None if cell_text(sheet, upper + 1, column).is_empty() => String::new(),
                None => latest.clone(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use varn_sheets::Cell;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            line: None,
            cells: cells
                .iter()
                .map(|text| if text.is_empty() { Cell::default() } else { Cell::of_text(*text) })
                .collect(),
        };
        Sheet { rows: (1..).zip(rows).map(row).collect(), ..Sheet::default() }
    }

    fn rows(sheet: &Sheet) -> Vec<usize> {
        locate(sheet, &mut Headings::default()).map_or_else(Vec::new, |head| head.rows)
    }

    #[test]
    fn one_row_below_titles() {
        let found = sheet(&[
            &["Systemförteckning"],
            &["Utskriven av:", "Anna Berg"],
            &["Systemnamn", "Ägare", "Leverantör"],
            &["Platina", "Bo Ek", "Formpipe"],
        ]);
        assert_eq!(rows(&found), [2]);
    }

    #[test]
    fn groups_without_merged_cells() {
        let found = sheet(&[
            &["Systemet", "", "Ansvar", "", "Klassning", "", ""],
            &["Namn", "Beskrivning", "Ägare", "Förvaltare", "K", "R", "T"],
            &["Platina", "Diarium", "Bo Ek", "Eva Ask", "1", "2", "3"],
        ]);
        assert_eq!(rows(&found), [0, 1]);
        let head = locate(&found, &mut Headings::default()).expect("headings");
        assert_eq!(head.labels[5], Label { group: "Klassning".into(), text: "R".into() });
    }

    #[test]
    fn headings_in_the_upper_row_where_nothing_is_grouped() {
        let mut found = sheet(&[
            &["Nr", "Systemnamn", "Leverantör", "Ansvar", "", "Klassning", "", ""],
            &["", "", "", "Ägare", "Förvaltare", "K", "R", "T"],
            &["1", "Platina", "Formpipe", "Bo Ek", "Eva Ask", "1", "2", "3"],
        ]);
        assert_eq!(rows(&found), [0, 1]);
        for (first, last) in [(3, 4), (5, 7)] {
            found.merges.push(Merge { first_row: 0, last_row: 0, first_column: first, last_column: last });
        }
        assert_eq!(rows(&found), [0, 1]);
        let head = locate(&found, &mut Headings::default()).expect("headings");
        assert_eq!((head.labels[1].name(), head.labels[3].name()), ("Systemnamn", "Ägare"));
    }

    #[test]
    fn no_headings() {
        assert!(rows(&sheet(&[&["Hej"], &["1", "2"]])).is_empty());
        assert!(rows(&sheet(&[])).is_empty());
    }
}
