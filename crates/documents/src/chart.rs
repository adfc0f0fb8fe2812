//! Charts: what they show, and the table twin with the same figures.
//!
//! No figure may stand in a chart without standing in its twin.

use crate::{Align, Cell, Column, Language, Run, State, Table, text};

/// A chart with its title, its description and its figures.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What the chart shows.
    pub title: String,
    /// What a reader who cannot see the chart should know: its message, not its looks.
    pub alt: String,
    /// The figures and how they are drawn.
    pub kind: ChartKind,
}

/// Kinds of charts.
#[derive(Debug, Clone)]
pub enum ChartKind {
    /// Horizontal bars, stacked when there is more than one series.
    Bars(Bars),
    /// Lines over time.
    Trend(Trend),
    /// A strip of fields, each with a state.
    Strip(Strip),
}

/// Horizontal stacked bars.
#[derive(Debug, Clone)]
pub struct Bars {
    /// Heading of the labels in the twin.
    pub heading: String,
    /// The parts of each bar.
    pub series: Vec<Series>,
    /// The bars, from the top.
    pub bars: Vec<Bar>,
    /// Length of the axis; the longest bar when not given. Set it to 100 for shares.
    pub full: Option<f64>,
    /// Written after each number, for instance ` %` or ` h`.
    pub unit: String,
    /// Heading of the sum column; no sums are written when not given.
    pub total: Option<String>,
}

/// One part of stacked bars.
#[derive(Debug, Clone)]
pub struct Series {
    /// Name, in the legend and as heading in the twin.
    pub name: String,
    /// Colour.
    pub tint: Tint,
}

/// Colours of series, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// The accent colour.
    Accent,
    /// A lighter accent.
    AccentLight,
    /// As it should be.
    Good,
    /// Partly.
    Partial,
    /// Not as it should be.
    Bad,
    /// What is left, not known.
    Rest,
}

impl Tint {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Accent => "accent",
            Self::AccentLight => "accent-light",
            Self::Good => "good",
            Self::Partial => "partial",
            Self::Bad => "bad",
            Self::Rest => "rest",
        }
    }
}

/// A bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Its label.
    pub label: String,
    /// One value per series, 0 or more (what is not finite or below 0 is drawn as 0).
    pub values: Vec<f64>,
}

/// Lines over time.
#[derive(Debug, Clone)]
pub struct Trend {
    /// Heading of the times in the twin.
    pub heading: String,
    /// The times, in order, as they are written.
    pub times: Vec<String>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Top of the axis; rounded up from the largest value when not given.
    pub full: Option<f64>,
    /// Written after each number.
    pub unit: String,
}

/// A line of a trend.
#[derive(Debug, Clone)]
pub struct Line {
    /// Name, in the legend and as heading in the twin.
    pub name: String,
    /// Colour.
    pub tint: Tint,
    /// One value per time; none where nothing was measured.
    pub values: Vec<Option<f64>>,
}

/// A strip of states.
#[derive(Debug, Clone)]
pub struct Strip {
    /// Heading of the labels in the twin.
    pub heading: String,
    /// Heading of the states in the twin.
    pub state_heading: String,
    /// Heading of the notes in the twin; the column is left out when no item has a note.
    pub note_heading: String,
    /// The fields.
    pub items: Vec<StripItem>,
}

/// A field of a strip.
#[derive(Debug, Clone)]
pub struct StripItem {
    /// What it is about.
    pub label: String,
    /// Its state.
    pub state: State,
    /// The state in words.
    pub word: String,
    /// A sentence, shown in the twin.
    pub note: Option<String>,
}

/// A value as it can be drawn: finite, not negative.
pub(crate) fn drawable(value: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, 1e12) } else { 0.0 }
}

/// The same figures as a table. `caption` is the finished caption.
pub(crate) fn twin(chart: &Chart, caption: String, language: Language) -> Table {
    let (columns, rows) = match &chart.kind {
        ChartKind::Bars(bars) => bars_twin(bars, language),
        ChartKind::Trend(trend) => trend_twin(trend, language),
        ChartKind::Strip(strip) => strip_twin(strip),
    };
    Table { caption, columns, row_headers: true, rows }
}

type Parts = (Vec<Column>, Vec<Vec<Cell>>);

fn column(title: &str, align: Align, width: u16) -> Column {
    Column { title: title.to_owned(), align, width }
}

fn bars_twin(bars: &Bars, language: Language) -> Parts {
    let mut columns = vec![column(&bars.heading, Align::Start, 3)];
    columns.extend(bars.series.iter().map(|series| column(&series.name, Align::End, 1)));
    columns.extend(bars.total.iter().map(|title| column(title, Align::End, 1)));
    let number = |value: f64| Cell::from(text::number(value, language) + &bars.unit);
    let rows = bars.bars.iter().map(|bar| {
        let mut row = vec![Cell::from(bar.label.as_str())];
        let value = |index: usize| drawable(bar.values.get(index).copied().unwrap_or(0.0));
        row.extend((0..bars.series.len()).map(|index| number(value(index))));
        if bars.total.is_some() {
            row.push(number((0..bars.series.len()).map(value).sum()));
        }
        row
    });
    (columns, rows.collect())
}

fn trend_twin(trend: &Trend, language: Language) -> Parts {
    let mut columns = vec![column(&trend.heading, Align::Start, 2)];
    columns.extend(trend.lines.iter().map(|line| column(&line.name, Align::End, 1)));
    let rows = trend.times.iter().enumerate().map(|(index, time)| {
        let mut row = vec![Cell::from(time.as_str())];
        row.extend(trend.lines.iter().map(|line| match line.values.get(index).copied().flatten() {
            Some(value) => Cell::from(text::number(drawable(value), language) + &trend.unit),
            None => Cell::from("–"),
        }));
        row
    });
    (columns, rows.collect())
}

fn strip_twin(strip: &Strip) -> Parts {
    let notes = strip.items.iter().any(|item| item.note.is_some());
    let mut columns =
        vec![column(&strip.heading, Align::Start, 7), column(&strip.state_heading, Align::Start, 5)];
    if notes {
        columns.push(column(&strip.note_heading, Align::Start, 10));
    }
    let rows = strip.items.iter().map(|item| {
        let mut row = vec![Cell::from(item.label.as_str()), Cell::State(item.state, item.word.clone())];
        if notes {
            row.push(Cell::Text(vec![Run::Plain(item.note.clone().unwrap_or_default())]));
        }
        row
    });
    (columns, rows.collect())
}
