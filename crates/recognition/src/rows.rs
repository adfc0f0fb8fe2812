//! What each row is: data, or a title, blank, a section heading, the headings once more, sums, a legend, a footnote.
//! A row that could be data is data: it is better to ask about a row than to lose it.

use varn_sheets::{Cell, Row, Value as CellValue};

use crate::columns::Use;
use crate::field::FieldType;
use crate::legend::is_statement;
use crate::parse::codes::{looks_like_code, split_heading};
use crate::parse::persons::is_unit;
use crate::reading::RowKind;
use crate::table::{Table, WideMerges};
use crate::text;

/// A row and what it is; `None` is data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Classed {
    pub(crate) row: usize,
    pub(crate) kind: Option<RowKind>,
}

/// First thoughts about a row below the headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thought {
    Data,
    Sure(RowKind),
    /// Text across the table: a section heading if data follow, else a footnote.
    Across,
}

/// Classes all rows but the headings.
pub(crate) fn class(table: &Table) -> Vec<Classed> {
    let first_head = table.head.rows.first().copied().unwrap_or(0);
    let above = table
        .sheet
        .rows
        .iter()
        .take(first_head)
        .enumerate()
        .map(|(index, row)| Classed { row: index, kind: Some(above(row)) });
    let looker = Looker::new(table);
    let mut below: Vec<(usize, Thought)> =
        table.below().map(|(index, row)| (index, looker.look(index, row))).collect();
    looker.headings_by_name(&mut below);
    let last_data = below.iter().rposition(|(_, thought)| *thought == Thought::Data);
    let settle = |(place, (row, thought)): (usize, (usize, Thought))| {
        let kind = match thought {
            Thought::Data => None,
            Thought::Sure(kind) => Some(kind),
            Thought::Across if last_data.is_some_and(|last| place < last) => Some(RowKind::SectionHeading),
            Thought::Across => Some(RowKind::Footnote),
        };
        Classed { row, kind }
    };
    above.chain(below.into_iter().enumerate().map(settle)).collect()
}

fn above(row: &Row) -> RowKind {
    let explains = || {
        row.cells
            .iter()
            .any(|cell| matches!(&cell.value, CellValue::Text(raw) if is_statement(&text::clean(raw))))
    };
    match () {
        () if is_blank(row) => RowKind::Blank,
        () if explains() => RowKind::Legend,
        () => RowKind::Title,
    }
}

fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(Cell::is_empty)
}

/// What a row says, for the reading: all its texts.
pub(crate) fn text_of(row: &Row) -> String {
    let texts: Vec<String> = row
        .cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(|cell| text::one_spaced(&text::clean(&cell.text())))
        .collect();
    texts.join(" ")
}

struct Looker<'t, 'a> {
    table: &'t Table<'a>,
    wide: WideMerges,
    title: Option<usize>,
    ids: Vec<usize>,
    first: usize,
    labels: Vec<(usize, String)>,
    groups: Vec<(usize, String)>,
}

impl<'t, 'a> Looker<'t, 'a> {
    fn new(table: &'t Table<'a>) -> Self {
        let folded = |texts: &dyn Fn(usize) -> String| -> Vec<(usize, String)> {
            (0..table.head.labels.len())
                .map(|column| (column, text::fold(&texts(column))))
                .filter(|(_, text)| !text.is_empty())
                .collect()
        };
        let labels = folded(&|column| table.head.labels[column].text.clone());
        let groups = folded(&|column| table.head.labels[column].group.clone());
        let title = table.plan.title().map(|(column, _)| column);
        let ids = table
            .used()
            .filter(|(_, used)| used.fields().iter().any(|field| field.of() == FieldType::Id))
            .map(|(column, _)| column);
        let headed =
            (0..table.head.labels.len()).filter(|column| !table.head.labels[*column].name().is_empty());
        let first = headed.min().or(title).unwrap_or(0);
        Self {
            table,
            wide: WideMerges::of(table.sheet, &table.head),
            title,
            ids: ids.collect(),
            first,
            labels,
            groups,
        }
    }

    fn look(&self, index: usize, row: &Row) -> Thought {
        let said: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| says(cell)).collect();
        if self.is_blank(&said) {
            return Thought::Sure(RowKind::Blank);
        }
        if self.repeats_headings(&said) {
            return Thought::Sure(RowKind::RepeatedHeader);
        }
        if self.sums_up(&said) {
            return Thought::Sure(RowKind::Totals);
        }
        if explains_levels(&said) {
            return Thought::Sure(RowKind::Legend);
        }
        let is_wide =
            self.wide.has(index) && said.len() <= 2 && said[0].0 <= self.title.unwrap_or(0).max(self.first);
        match said.as_slice() {
            [(column, cell)] if is_wide || self.is_across(*column, cell) => across(cell),
            [(column, cell), (next, _)] if is_wide || self.is_code_and_name(*column, cell, *next) => {
                Thought::Across
            }
            _ => Thought::Data,
        }
    }

    /// Nothing, or only a number given in advance.
    fn is_blank(&self, said: &[(usize, &Cell)]) -> bool {
        match said {
            [] => true,
            [(column, cell)] if self.ids.contains(column) && self.title != Some(*column) => {
                let text = text::clean(&cell.text());
                !text.contains(char::is_whitespace) && text.bytes().any(|byte| byte.is_ascii_digit())
            }
            _ => false,
        }
    }

    fn repeats_headings(&self, said: &[(usize, &Cell)]) -> bool {
        let same = |labels: &[(usize, String)]| {
            let repeats = |(column, cell): &&(usize, &Cell)| {
                let text = text::fold(&cell.text());
                labels.iter().any(|(at, label)| at == column && *label == text)
            };
            said.iter().filter(repeats).count()
        };
        let most = same(&self.labels).max(same(&self.groups));
        most * 5 >= said.len() * 4 && (most >= 2 || self.labels.len() == 1 && most == 1)
    }

    /// Says a word for sums, figures, and little else.
    fn sums_up(&self, said: &[(usize, &Cell)]) -> bool {
        let few = said.len() <= 2.max(self.labels.len() / 3);
        few && said.iter().any(|(column, cell)| {
            let mut others = said.iter().filter(|(at, _)| at != column).map(|(_, other)| *other);
            let beside = said.len() > 1 && others.clone().all(is_figure);
            let named = said.iter().any(|(at, _)| Some(*at) == self.title);
            let alone = !named && *column == said[0].0;
            is_sum(cell, others.any(is_figure)) && (beside || alone || said.len() == 1)
        })
    }

    /// A lone text where no data would stand alone.
    fn is_across(&self, column: usize, cell: &Cell) -> bool {
        let CellValue::Text(raw) = &cell.value else {
            return false;
        };
        let cleaned = text::clean(raw);
        match self.title {
            Some(title) if title == column => is_remark(&cleaned),
            Some(_) => column == self.first || is_remark(&cleaned),
            None => false,
        }
    }

    /// `7.2 | Barn och unga`, where the name of a record would stand elsewhere.
    fn is_code_and_name(&self, column: usize, cell: &Cell, next: usize) -> bool {
        let code = text::clean(&cell.text());
        let is_code = looks_like_code(code.trim_end_matches(['.', ')'])) || code.chars().count() == 1;
        let is_named_by = |at: usize| matches!(&self.table.plan.uses[at], Use::Field(field) if matches!(field.name(), "process_name" | "area" | "process_code"));
        self.title
            .is_some_and(|title| title != column && title != next && (next < title || is_named_by(next)))
            && is_code
    }

    /// Rows with nothing but a name are headings where they are marked as such: by number, colour, or a unit's name.
    fn headings_by_name(&self, below: &mut [(usize, Thought)]) {
        let Some(title) = self.title else { return };
        let rows = &self.table.sheet.rows;
        for place in 0..below.len() {
            let (index, thought) = below[place];
            if thought != Thought::Data {
                continue;
            }
            let next =
                below[place + 1..].iter().find(|(_, thought)| *thought != Thought::Sure(RowKind::Blank));
            let Some((next, Thought::Data)) = next else { continue };
            let said: Vec<usize> = said_columns(&rows[index]);
            let fuller = said_columns(&rows[*next]).len() >= said.len() + 2;
            let only_name = said.last() == Some(&title) && said.len() <= 2;
            if fuller && only_name && self.is_marked(&rows[index], &rows[*next], &said) {
                below[place].1 = Thought::Across;
            }
        }
    }

    fn is_marked(&self, row: &Row, next: &Row, said: &[usize]) -> bool {
        let Some(title) = self.title else { return false };
        let name = text::clean(&row.cell(title).text());
        let coloured = row.cell(title).fill.is_some() && row.cell(title).fill != next.cell(title).fill;
        match said {
            [_] => {
                let (code, _) = split_heading(&name);
                coloured || code.is_some() || name.ends_with(':') || is_unit(&name)
            }
            [first, _] => {
                let (code, below) =
                    (text::clean(&row.cell(*first).text()), text::clean(&next.cell(*first).text()));
                let plain = code.trim_end_matches(['.', ')']);
                coloured || (!plain.is_empty() && below.len() > plain.len() && below.starts_with(plain))
            }
            _ => false,
        }
    }
}

fn across(cell: &Cell) -> Thought {
    const LONGEST_HEADING: usize = 120;
    let cleaned = text::clean(&cell.text());
    if is_remark(&cleaned) || cleaned.len() > LONGEST_HEADING {
        Thought::Sure(RowKind::Footnote)
    } else {
        Thought::Across
    }
}

/// `0 | Ingen`, `Skala: 0 ingen, 1 måttlig …`
fn explains_levels(said: &[(usize, &Cell)]) -> bool {
    let texts: Vec<String> = said.iter().map(|(_, cell)| text::clean(&cell.text())).collect();
    match texts.as_slice() {
        [one] => is_statement(one),
        [digit, name] => {
            let is_digit = digit.parse::<u8>().is_ok_and(|digit| digit <= 5);
            is_digit && crate::vocabulary::vocabulary("levels").exact(name).is_some()
        }
        _ => false,
    }
}

fn says(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Empty => false,
        CellValue::Text(raw) => !text::is_missing(raw),
        _ => true,
    }
}

fn said_columns(row: &Row) -> Vec<usize> {
    row.cells.iter().enumerate().filter(|(_, cell)| says(cell)).map(|(column, _)| column).collect()
}

fn is_figure(cell: &Cell) -> bool {
    let text = cell.text();
    matches!(cell.value, CellValue::Number(_))
        || text.starts_with('=')
        || text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Begins with a word for sums; `Antal system` only with a figure.
fn is_sum(cell: &Cell, with_figure: bool) -> bool {
    const WORDS: [&str; 8] =
        ["summa", "totalt", "total", "totalsumma", "delsumma", "sum", "totals", "subtotal"];
    const MOST_WORDS: usize = 7;
    let CellValue::Text(raw) = &cell.value else {
        return false;
    };
    let folded = text::fold(raw);
    let words = text::words(&folded);
    let figure = with_figure || words.last().is_some_and(|word| word.parse::<u32>().is_ok());
    words.len() <= MOST_WORDS
        && words.first().is_some_and(|word| WORDS.contains(word) || (*word == "antal" && figure))
}

/// Begins as remarks below a table do.
fn is_remark(cleaned: &str) -> bool {
    const STARTS: [&str; 10] = [
        "anm",
        "not",
        "kalla",
        "obs",
        "forklaring",
        "fotnot",
        "source",
        "uppdaterad",
        "senast uppdaterad",
        "kommentar",
    ];
    let folded = text::fold(cleaned);
    cleaned.starts_with(['*', '†', '¹', '²'])
        || STARTS.iter().any(|start| {
            folded
                .strip_prefix(start)
                .is_some_and(|rest| rest.starts_with([':', '.', ' ']) && rest.len() > 2 && rest.contains(' '))
        })
}
