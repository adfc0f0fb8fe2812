//! What anybody may read: built from `Open` and the municipality's name alone, so that nothing typed can slip in.

use super::picture::{heading, paragraph};
use crate::current_state::picture::model::{AreaState, Open};
use crate::knowledge::library::{LIBRARY, either};
use crate::platform::list::grouped;
use crate::platform::text::Language;
use varn_documents::{
    Bar, Bars, Block, Chart, ChartKind, KeyFigure, Kind, ListKind, Run, Series, Sheet, SheetColumn, Tint,
    Value,
};

const ASPECTS: [&str; 4] = ["confidentiality", "integrity", "availability", "traceability"];

/// The whole open report.
pub(super) fn blocks(municipality: &str, open: &Open, words: Language) -> Vec<Block> {
    let mut blocks = summary(municipality, open, words);
    blocks.extend(decisions(open, words));
    blocks.extend(classification(open, words));
    blocks.extend(controls(open, words));
    blocks.push(heading(1, words, "report-how"));
    blocks.push(paragraph(words.t("report-how-text")));
    blocks
}

/// One page in the words of management.
pub(super) fn summary(municipality: &str, open: &Open, words: Language) -> Vec<Block> {
    let (registers, classified, controls) = (&open.registers, &open.classified, &open.controls);
    let number = |key: &'static str, n: i64| (key, grouped(n));
    let with = |key: &str, values: &[(&'static str, String)]| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words.with(key, &values).into_owned()
    };
    let figure = |value: String, key: &str, values: &[(&'static str, String)]| KeyFigure {
        figure: value,
        text: with(key, values),
    };
    let of = |part: i64, whole: i64| with("picture-of", &[number("part", part), number("total", whole)]);
    let mut blocks = vec![
        heading(1, words, "report-summary"),
        paragraph(with(
            "report-summary-text",
            &[
                ("municipality", municipality.to_owned()),
                number("processes", registers.processes),
                number("information", classified.total),
                number("systems", registers.systems),
            ],
        )),
        Block::KeyFigures(vec![
            figure(
                of(classified.confirmed, classified.total),
                "report-figure-confirmed",
                &[number("rest", classified.unclassified())],
            ),
            figure(of(classified.serious_confirmed, classified.serious), "report-figure-serious", &[]),
            figure(
                grouped(registers.without_owner),
                "report-figure-owner",
                &[number("systems", registers.systems)],
            ),
            figure(
                grouped(controls.deficient + controls.missing),
                "report-figure-gaps",
                &[number("judged", controls.judged()), number("required", controls.required)],
            ),
        ]),
    ];
    if controls.not_judged > 0 {
        blocks.push(Block::Note {
            state: varn_documents::State::Unknown,
            title: Some(words.t("report-unknown").into_owned()),
            text: vec![Run::Plain(with("report-unknown-text", &[number("n", controls.not_judged)]))],
        });
    }
    blocks
}

/// What management is asked for, from the numbers.
pub(super) fn decisions(open: &Open, words: Language) -> Vec<Block> {
    let (registers, classified, controls) = (&open.registers, &open.classified, &open.controls);
    let wishes = [
        ("report-decide-serious", classified.serious - classified.serious_confirmed),
        ("report-decide-owner", registers.without_owner),
        ("report-decide-gaps", controls.deficient + controls.missing),
        ("report-decide-judge", controls.not_judged),
        ("report-decide-outage", registers.vital - registers.with_outage.min(registers.vital)),
    ];
    let wishes = wishes.into_iter().filter(|(_, n)| *n > 0);
    let items: Vec<Vec<Run>> =
        wishes.map(|(key, n)| vec![Run::Plain(words.n(key, n).into_owned())]).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![heading(2, words, "report-decide"), Block::List { kind: ListKind::Numbered, items }]
}

fn classification(open: &Open, words: Language) -> Vec<Block> {
    let tints = [Tint::Rest, Tint::AccentLight, Tint::Partial, Tint::Bad];
    let series = tints.iter().enumerate().map(|(level, tint)| Series {
        name: words.t(&format!("level-head-{level}")).into_owned(),
        tint: *tint,
    });
    let bars = ASPECTS.iter().zip(open.classified.levels).map(|(aspect, counts)| Bar {
        label: words.t(&format!("aspect-{aspect}")).into_owned(),
        values: counts.iter().map(|count| to_f64(*count)).collect(),
    });
    let chart = Chart {
        title: words.t("report-levels").into_owned(),
        alt: words
            .with(
                "report-levels-alt",
                &[
                    ("k", &grouped(open.classified.levels[0][3])),
                    ("r", &grouped(open.classified.levels[1][3])),
                    ("t", &grouped(open.classified.levels[2][3])),
                ],
            )
            .into_owned(),
        kind: ChartKind::Bars(Bars {
            heading: words.t("picture-aspect").into_owned(),
            series: series.collect(),
            bars: bars.collect(),
            full: None,
            unit: String::new(),
            total: None,
        }),
    };
    vec![
        heading(1, words, "report-classification"),
        paragraph(words.t("report-classification-text")),
        Block::Chart(chart),
    ]
}

fn controls(open: &Open, words: Language) -> Vec<Block> {
    if open.areas.is_empty() {
        return Vec::new();
    }
    let series = [
        ("picture-fulfilled", Tint::Good),
        ("report-partly", Tint::Partial),
        ("report-missing", Tint::Bad),
        ("picture-not-judged", Tint::Rest),
    ];
    let series = series.map(|(key, tint)| Series { name: words.t(key).into_owned(), tint });
    let bars = open.areas.iter().map(|area| Bar {
        label: area_name(area, words),
        values: numbers(area).iter().skip(1).map(|count| to_f64(*count)).collect(),
    });
    let chart = Chart {
        title: words.t("picture-areas").into_owned(),
        alt: words
            .with(
                "report-areas-alt",
                &[
                    ("fulfilled", &grouped(open.controls.fulfilled)),
                    ("required", &grouped(open.controls.required)),
                ],
            )
            .into_owned(),
        kind: ChartKind::Bars(Bars {
            heading: words.t("picture-area").into_owned(),
            series: series.to_vec(),
            bars: bars.collect(),
            full: None,
            unit: String::new(),
            total: Some(words.t("picture-required").into_owned()),
        }),
    };
    vec![
        heading(1, words, "report-controls"),
        paragraph(words.t("report-controls-text")),
        Block::Chart(chart),
    ]
}

fn area_name(area: &AreaState, words: Language) -> String {
    LIBRARY
        .area(&area.area)
        .map_or_else(String::new, |known| either(words, &known.name_sv, &known.name_en).to_owned())
}

/// Required, fulfilled, deficient, missing, not judged.
const fn numbers(area: &AreaState) -> [i64; 5] {
    let controls = &area.controls;
    [controls.required, controls.fulfilled, controls.deficient, controls.missing, controls.not_judged]
}

#[allow(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
const fn to_f64(count: i64) -> f64 {
    count as f64
}

/// The levels as a sheet.
pub(super) fn levels_sheet(open: &Open, words: Language) -> Sheet {
    let rows = ASPECTS.iter().zip(open.classified.levels).map(|(aspect, counts)| {
        let mut row = vec![Value::Text(words.t(&format!("aspect-{aspect}")).into_owned())];
        row.extend(counts.map(Value::Integer));
        row
    });
    let heads = (0..4).map(|level| words.t(&format!("level-head-{level}")).into_owned());
    sheet(words, "report-sheet-levels", "picture-aspect", heads, rows.collect())
}

/// The areas as a sheet.
pub(super) fn areas_sheet(open: &Open, words: Language) -> Sheet {
    let rows = open.areas.iter().map(|area| {
        let mut row = vec![Value::Text(area_name(area, words))];
        row.extend(numbers(area).map(Value::Integer));
        row
    });
    let heads =
        ["picture-required", "picture-fulfilled", "report-partly", "report-missing", "picture-not-judged"];
    sheet(
        words,
        "report-sheet-areas",
        "picture-area",
        heads.iter().map(|key| words.t(key).into_owned()),
        rows.collect(),
    )
}

fn sheet(
    words: Language,
    name: &str,
    first: &str,
    heads: impl Iterator<Item = String>,
    rows: Vec<Vec<Value>>,
) -> Sheet {
    let mut columns = vec![SheetColumn { title: words.t(first).into_owned(), kind: Kind::Text, width: 40 }];
    columns.extend(heads.map(|title| SheetColumn { title, kind: Kind::Integer, width: 16 }));
    Sheet { name: words.t(name).into_owned(), columns, rows }
}
