//! What only those who may see vulnerabilities read: the open part, then what is weak and where.

use super::open;
use super::picture::{column, heading, paragraph};
use crate::current_state::picture::model::{Content, WorstGap};
use crate::knowledge::library::{LIBRARY, either};
use crate::platform::list::grouped;
use crate::platform::text::Language;
use varn_documents::{
    Align, Bar, Bars, Block, Cell, Chart, ChartKind, Kind, ListKind, Run, Series, Sheet, SheetColumn, State,
    Table, Tint, Value,
};

/// Most systems without owner that are named.
const NAMED: usize = 30;

/// The whole restricted report.
pub(super) fn blocks(content: &Content, words: Language) -> Vec<Block> {
    let mut blocks = open::summary(&content.municipality, &content.measured.open, words);
    blocks.extend(open::decisions(&content.measured.open, words));
    blocks.extend(worst(content, words));
    blocks.extend(authorities(content, words));
    blocks.extend(without_owner(content, words));
    // The summary and the decisions stand above; the rest of the open report follows.
    let rest = open::blocks(&content.municipality, &content.measured.open, words);
    let from = rest.iter().position(
        |block| matches!(block, Block::Heading { text, .. } if *text == words.t("report-classification")),
    );
    blocks.extend(rest.into_iter().skip(from.unwrap_or(0)));
    blocks
}

fn control_name(gap: &WorstGap, words: Language) -> String {
    let known = LIBRARY.control(&gap.control);
    known.map_or_else(
        || gap.own_title.clone(),
        |control| either(words, &control.name_sv, &control.name_en).to_owned(),
    )
}

fn object_name(gap: &WorstGap, words: Language) -> String {
    if gap.object.is_empty() { words.t("picture-whole").into_owned() } else { gap.object.clone() }
}

fn consequence(gap: &WorstGap) -> String {
    LIBRARY.control(&gap.control).map(|control| control.consequence_sv.clone()).unwrap_or_default()
}

fn worst(content: &Content, words: Language) -> Vec<Block> {
    let worst = &content.measured.restricted.worst;
    if worst.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        column(words.t("report-control"), Align::Start, 5),
        column(words.t("report-object"), Align::Start, 4),
        column(words.t("report-deficiency"), Align::Start, 3),
        column(words.t("report-consequence"), Align::Start, 7),
    ];
    let rows = worst.iter().map(|gap| {
        let state = if gap.deficiency == Some(3) { State::Bad } else { State::Partial };
        let word = words.t(&format!("picture-deficiency-{}", gap.deficiency.unwrap_or(0))).into_owned();
        let said = if gap.situation.is_empty() { consequence(gap) } else { gap.situation.clone() };
        vec![
            Cell::from(control_name(gap, words)),
            Cell::from(object_name(gap, words)),
            Cell::State(state, word),
            Cell::from(said),
        ]
    });
    let caption = words.t("picture-worst-heading").into_owned();
    let table = Table { caption, columns, row_headers: true, rows: rows.collect() };
    vec![
        heading(1, words, "picture-worst-heading"),
        paragraph(words.t("report-worst-text")),
        Block::Table(table),
    ]
}

fn authorities(content: &Content, words: Language) -> Vec<Block> {
    let series = [
        ("picture-bar-confirmed", Tint::Accent),
        ("picture-bar-proposed", Tint::AccentLight),
        ("picture-bar-rest", Tint::Rest),
    ];
    let bars = content.measured.restricted.authorities.iter().map(|authority| {
        let part = &authority.classified;
        let counts = [part.confirmed, part.proposed, part.unclassified()];
        Bar { label: authority.name.clone(), values: counts.map(to_f64).to_vec() }
    });
    let chart = Chart {
        title: words.t("picture-authorities").into_owned(),
        alt: words
            .with(
                "report-authorities-alt",
                &[
                    ("confirmed", &grouped(content.measured.open.classified.confirmed)),
                    ("total", &grouped(content.measured.open.classified.total)),
                ],
            )
            .into_owned(),
        kind: ChartKind::Bars(Bars {
            heading: words.t("picture-authority").into_owned(),
            series: series.map(|(key, tint)| Series { name: words.t(key).into_owned(), tint }).to_vec(),
            bars: bars.collect(),
            full: None,
            unit: String::new(),
            total: Some(words.t("picture-information").into_owned()),
        }),
    };
    vec![heading(1, words, "picture-authorities"), Block::Chart(chart)]
}

#[allow(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
const fn to_f64(count: i64) -> f64 {
    count as f64
}

fn without_owner(content: &Content, words: Language) -> Vec<Block> {
    let names = &content.measured.restricted.without_owner;
    if names.is_empty() {
        return Vec::new();
    }
    let items = names.iter().take(NAMED).map(|name| vec![Run::Plain(name.clone())]).collect();
    vec![
        heading(1, words, "picture-without-owner"),
        paragraph(words.t("report-without-owner-text")),
        Block::List { kind: ListKind::Bullet, items },
    ]
}

/// The gaps and the authorities as sheets.
pub(super) fn sheets(content: &Content, words: Language) -> Vec<Sheet> {
    let text = |key: &str, width| SheetColumn { title: words.t(key).into_owned(), kind: Kind::Text, width };
    let count = |key: &str| SheetColumn { title: words.t(key).into_owned(), kind: Kind::Integer, width: 14 };
    let worst = content.measured.restricted.worst.iter().map(|gap| {
        vec![
            Value::Text(control_name(gap, words)),
            Value::Text(object_name(gap, words)),
            Value::Integer(gap.points),
            Value::Text(words.t(&format!("picture-deficiency-{}", gap.deficiency.unwrap_or(0))).into_owned()),
            Value::Text(gap.situation.clone()),
            Value::Text(consequence(gap)),
        ]
    });
    let authorities = content.measured.restricted.authorities.iter().map(|authority| {
        let part = &authority.classified;
        vec![
            Value::Text(authority.name.clone()),
            Value::Integer(part.total),
            Value::Integer(part.confirmed),
            Value::Integer(part.proposed),
            Value::Integer(part.unclassified()),
        ]
    });
    vec![
        Sheet {
            name: words.t("report-sheet-gaps").into_owned(),
            columns: vec![
                text("report-control", 40),
                text("report-object", 30),
                count("report-points"),
                text("report-deficiency", 20),
                text("report-situation", 50),
                text("report-consequence", 50),
            ],
            rows: worst.collect(),
        },
        Sheet {
            name: words.t("report-sheet-authorities").into_owned(),
            columns: vec![
                text("picture-authority", 40),
                count("picture-information"),
                count("picture-bar-confirmed"),
                count("picture-bar-proposed"),
                count("picture-bar-rest"),
            ],
            rows: authorities.collect(),
        },
    ]
}
