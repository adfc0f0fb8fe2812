//! The document as values for the templates: only data, no markup.

use typst::foundations::{Array, Dict, IntoValue, Value, dict};

use super::drawing;
use super::glyphs::Repertoire;
use crate::model::{Align, Block, Cell, Column, Document, Run, State, Table, with_levels};
use crate::text::PagePart;
use crate::{Chart, ListKind, chart, text};

/// A word longer than this may be broken anywhere in a cell, when it is no word that can be hyphenated.
const CELL_WORD: usize = 20;
/// The same for text over the whole width.
const LINE_WORD: usize = 70;

/// Inputs of the report template.
pub(super) fn document(document: &Document, repertoire: Repertoire) -> Dict {
    Writer { document, repertoire }.document()
}

/// Inputs of the picture template.
pub(super) fn picture(chart: &Chart, document: &Document, repertoire: Repertoire) -> Dict {
    let mut data = Writer { document, repertoire }.style();
    data.insert("chart".into(), drawing::drawing(chart, document.language, repertoire).into_value());
    data
}

struct Writer<'a> {
    document: &'a Document,
    repertoire: Repertoire,
}

impl Writer<'_> {
    fn line(&self, text: &str) -> String {
        breakable(&self.repertoire.line(text), LINE_WORD)
    }

    fn optional(&self, text: Option<&String>) -> Option<String> {
        text.map(|text| self.line(text)).filter(|text| !text.is_empty())
    }

    fn style(&self) -> Dict {
        let accent = self.document.theme.accent;
        dict! {
            "language" => self.document.language.code(),
            "region" => &self.document.language.tag()[3..],
            "accent" => accent.hex(),
            "accent-light" => accent.tint(0.45),
            "accent-line" => accent.tint(0.22),
            "accent-soft" => accent.tint(0.08),
        }
    }

    fn document(&self) -> Dict {
        let document = self.document;
        let mut data = self.style();
        // PDF/UA requires a title.
        let titles = [&document.title, &document.organisation].map(|title| self.repertoire.line(title));
        let title = titles.into_iter().find(|title| !title.is_empty()).unwrap_or_else(|| "–".to_owned());
        let author = document.author.as_ref().map(|author| self.repertoire.line(author));
        let fields = dict! {
            "title" => title,
            "subtitle" => self.optional(document.subtitle.as_ref()),
            "organisation" => self.line(&document.organisation),
            "reference" => self.optional(document.reference.as_ref()),
            "date" => self.line(&document.date_text),
            "variant" => self.optional(document.variant.as_ref()),
            "source" => self.optional(document.source.as_ref()),
            "author" => author.filter(|author| !author.is_empty()),
            "labels" => self.labels(),
            "contents" => document.blocks.iter().any(|block| matches!(block, Block::Heading { .. })),
            "blocks" => with_levels(&document.blocks).map(|(level, block)| self.block(level, block).into_value()).collect::<Array>(),
        };
        for (key, value) in fields {
            data.insert(key, value);
        }
        data
    }

    fn labels(&self) -> Dict {
        let labels = &self.document.labels;
        dict! {
            "contents" => self.optional(Some(&labels.contents)),
            "page" => self.page_pattern(),
            "reference" => self.line(&labels.reference),
            "date" => self.line(&labels.date),
            "author" => self.line(&labels.author),
            "variant" => self.line(&labels.variant),
            "source" => self.line(&labels.source),
            "table" => self.line(&labels.table),
            "chart" => self.line(&labels.chart),
        }
    }

    /// The page pattern in parts: text, and the numbers 1 (page) and 2 (pages).
    fn page_pattern(&self) -> Array {
        let parts = text::page_parts(&self.document.labels.page);
        let value = |part| match part {
            PagePart::Text(words) => self.repertoire.printable(&words).into_value(),
            PagePart::Page => 1.into_value(),
            PagePart::Pages => 2.into_value(),
        };
        parts.into_iter().map(value).collect()
    }

    fn block(&self, level: u8, block: &Block) -> Dict {
        match block {
            Block::Heading { text, .. } => dict! {
                "kind" => "heading",
                "level" => i64::from(level),
                // PDF/UA forbids headings without text.
                "text" => self.optional(Some(text)).unwrap_or_else(|| "–".to_owned()),
            },
            Block::Paragraph(runs) => dict! { "kind" => "paragraph", "runs" => self.runs(runs, LINE_WORD) },
            Block::List { kind, items } => dict! {
                "kind" => "list",
                "numbered" => *kind == ListKind::Numbered,
                "items" => items.iter().map(|item| self.runs(item, LINE_WORD).into_value()).collect::<Array>(),
            },
            Block::Table(table) => self.table(table),
            Block::KeyFigures(figures) => dict! {
                "kind" => "figures",
                "items" => figures
                    .iter()
                    .map(|item| dict! { "figure" => self.cell_line(&item.figure), "text" => self.cell_line(&item.text) })
                    .map(IntoValue::into_value)
                    .collect::<Array>(),
            },
            Block::Facts(facts) => dict! {
                "kind" => "facts",
                "items" => facts
                    .iter()
                    .map(|fact| dict! { "term" => self.cell_line(&fact.term), "runs" => self.runs(&fact.value, 40) })
                    .map(IntoValue::into_value)
                    .collect::<Array>(),
            },
            Block::Chart(chart) => self.chart(chart),
            Block::Note { state, title, text } => dict! {
                "kind" => "note",
                "state" => state.key(),
                "title" => self.optional(title.as_ref()),
                "runs" => self.runs(text, LINE_WORD),
            },
            Block::PageBreak => dict! { "kind" => "break" },
        }
    }

    fn chart(&self, chart: &Chart) -> Dict {
        let caption = text::fill(&self.document.labels.twin, &[("title", &chart.title)]);
        let twin = chart::twin(chart, caption, self.document.language);
        // PDF/UA forbids an empty description.
        let alts = [&chart.alt, &chart.title].map(|alt| self.repertoire.line(alt));
        let alt = alts.into_iter().find(|alt| !alt.is_empty()).unwrap_or_else(|| "–".to_owned());
        dict! {
            "kind" => "chart",
            "alt" => alt,
            "title" => self.line(&chart.title),
            "chart" => drawing::drawing(chart, self.document.language, self.repertoire),
            "twin" => self.table(&twin),
        }
    }

    fn table(&self, table: &Table) -> Dict {
        dict! {
            "kind" => "table",
            "caption" => self.line(&table.caption),
            "row-headers" => table.row_headers,
            "columns" => table.columns.iter().map(|column| self.column(column).into_value()).collect::<Array>(),
            "rows" => table.rows.iter().map(|row| self.row(row, table.columns.len())).collect::<Array>(),
        }
    }

    fn column(&self, column: &Column) -> Dict {
        dict! {
            "title" => self.cell_line(&column.title),
            "align" => match column.align { Align::Start => "start", Align::Center => "center", Align::End => "end" },
            "width" => i64::from(column.width.max(1)),
        }
    }

    fn row(&self, row: &[Cell], columns: usize) -> Value {
        let empty = Cell::Text(Vec::new());
        let cells = row.iter().chain(std::iter::repeat(&empty)).take(columns);
        cells.map(|cell| self.cell(cell).into_value()).collect::<Array>().into_value()
    }

    fn cell(&self, cell: &Cell) -> Dict {
        match cell {
            Cell::Text(runs) => dict! { "runs" => self.runs(runs, CELL_WORD) },
            Cell::Levels(levels) => dict! {
                "levels" => levels
                    .iter()
                    .map(|level| dict! {
                        "text" => self.cell_line(&level.text),
                        "level" => i64::from(level.level.min(4)),
                    })
                    .map(IntoValue::into_value)
                    .collect::<Array>(),
            },
            Cell::State(state, word) => self.state(*state, word),
        }
    }

    fn state(&self, state: State, word: &str) -> Dict {
        dict! { "state" => state.key(), "word" => self.cell_line(word) }
    }

    fn cell_line(&self, text: &str) -> String {
        breakable(&self.repertoire.line(text), CELL_WORD)
    }

    fn runs(&self, runs: &[Run], longest: usize) -> Array {
        runs.iter()
            .map(|run| {
                let (kind, url) = match run {
                    Run::Plain(_) => ("plain", None),
                    Run::Bold(_) => ("bold", None),
                    Run::Emphasis(_) => ("emphasis", None),
                    Run::Link { url, .. } => {
                        text::link_target(url).map_or(("plain", None), |url| ("link", Some(url)))
                    }
                };
                let text = breakable(&self.repertoire.lines(run.text()), longest);
                dict! { "kind" => kind, "text" => text, "url" => url }.into_value()
            })
            .collect()
    }
}

/// Lets long words break: after punctuation and every few signs, where hyphenation does not reach.
fn breakable(text: &str, longest: usize) -> String {
    let joint = |character: char| "/.@_-=&?%:\\,;".contains(character);
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', '\n']) {
        let length = word.chars().count();
        let technical = word.chars().any(|character| character.is_ascii_digit() || joint(character));
        if length < longest || (!technical && length < longest + 25) {
            out.push_str(word);
            continue;
        }
        let mut since = 0;
        for character in word.chars() {
            out.push(character);
            since += 1;
            if joint(character) || since == 6 {
                out.push('\u{200b}');
                since = 0;
            }
        }
    }
    out
}
