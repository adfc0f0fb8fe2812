//! Registers of every kind with other headings, other orders of columns, other titles and stray rows: the fields are
//! found all the same, and the values are those of the plain register.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use varn_recognition::{Options, read};
use varn_sheets::Cell;

use crate::common::{cell, sheet_of, workbook};

/// A column: its field, headings people give it, and cells with what they mean.
#[derive(Deserialize)]
struct Column {
    field: String,
    headings: Vec<String>,
    cells: Vec<Typed>,
}

/// A cell as typed, and what it means where that is not just its text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Typed {
    Text(String),
    Meaning(String, Value),
}

impl Typed {
    fn typed(&self) -> &str {
        match self {
            Self::Text(typed) | Self::Meaning(typed, _) => typed,
        }
    }

    fn meaning(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            // A person without a unit.
            Self::Meaning(_, Value::Object(person)) if person.contains_key("name") => {
                json!({"name": person["name"], "unit": null})
            }
            Self::Meaning(_, meaning) => meaning.clone(),
        }
    }
}

static KINDS: LazyLock<BTreeMap<String, Vec<Column>>> =
    LazyLock::new(|| toml::from_str(include_str!("kinds.toml")).expect("the columns are TOML"));

/// How a register is varied.
#[derive(Debug, Clone)]
struct Variation {
    /// Ranks that order the columns.
    order: Vec<u32>,
    headings: Vec<usize>,
    /// Columns that the register lacks, never its name.
    dropped: Vec<bool>,
    titles: usize,
    blank_columns: usize,
    extras: BTreeSet<Extra>,
}

/// What a register may have besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Extra {
    BlankRow,
    RepeatedHeadings,
    Totals,
    Capitals,
}

fn variation() -> impl Strategy<Value = Variation> {
    const EXTRAS: [Extra; 4] = [Extra::BlankRow, Extra::RepeatedHeadings, Extra::Totals, Extra::Capitals];
    let ranks = prop::collection::vec(any::<u32>(), 20);
    let headings = prop::collection::vec(0..20_usize, 20);
    let dropped = prop::collection::vec(prop::bool::weighted(0.3), 20);
    let extras = prop::sample::subsequence(EXTRAS.to_vec(), 0..=EXTRAS.len());
    (ranks, headings, dropped, 0..4_usize, 0..3_usize, extras).prop_map(
        |(order, headings, dropped, titles, blank_columns, extras)| {
            let extras = extras.into_iter().collect();
            Variation { order, headings, dropped, titles, blank_columns, extras }
        },
    )
}

struct Made {
    rows: Vec<Vec<Cell>>,
    /// The fields by column.
    fields: Vec<(usize, usize)>,
}

fn make(columns: &[Column], variation: &Variation) -> Made {
    const TITLES: [&str; 3] = ["Granköpings kommun", "Reviderad 5/3 2024", ""];
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.retain(|at| *at == 0 || !variation.dropped[*at]);
    order.sort_by_key(|at| variation.order[*at]);
    let indented = |cells: Vec<Cell>| -> Vec<Cell> {
        std::iter::repeat_n(Cell::default(), variation.blank_columns).chain(cells).collect()
    };
    let heading = |at: &usize| {
        let headings = &columns[*at].headings;
        let heading = &headings[variation.headings[*at] % headings.len()];
        Cell::of_text(if variation.extras.contains(&Extra::Capitals) {
            heading.to_uppercase()
        } else {
            heading.clone()
        })
    };
    let headings: Vec<Cell> = indented(order.iter().map(heading).collect());
    let mut rows: Vec<Vec<Cell>> =
        TITLES.iter().take(variation.titles).map(|title| vec![cell(title)]).collect();
    rows.push(headings.clone());
    for place in 0..4 {
        if place == 2 && variation.extras.contains(&Extra::BlankRow) {
            rows.push(Vec::new());
        }
        if place == 3 && variation.extras.contains(&Extra::RepeatedHeadings) {
            rows.push(headings.clone());
        }
        rows.push(indented(order.iter().map(|at| cell(columns[*at].cells[place].typed())).collect()));
    }
    if variation.extras.contains(&Extra::Totals) {
        rows.push(Vec::new());
        rows.push(indented(vec![cell("Summa"), cell("4")]));
    }
    let fields = order.iter().enumerate().map(|(place, at)| (place + variation.blank_columns, *at));
    Made { fields: fields.collect(), rows }
}

fn check(kind: &str, variation: &Variation) -> Result<(), TestCaseError> {
    let columns = &KINDS[kind];
    let made = make(columns, variation);
    let shown: Vec<String> = made
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>().join(" | "))
        .collect();
    let shown = shown.join("\n");
    let reading = read(&workbook(vec![sheet_of("Blad1", made.rows)]), &Options::default());
    prop_assert_eq!(reading.kind.map(varn_recognition::Kind::as_str), Some(kind), "{}", shown);
    for (place, at) in &made.fields {
        let found =
            reading.columns.iter().find(|column| column.index == place + 1).map(|column| &column.fields);
        let keys: Vec<&str> = found.into_iter().flatten().map(|field| field.key()).collect();
        prop_assert_eq!(keys, vec![columns[*at].field.as_str()], "{}", shown);
    }
    prop_assert_eq!(reading.counts.data_rows, 4, "{}", shown);
    prop_assert_eq!(reading.counts.accepted, 4, "{:?}\n{}", reading.rejected, shown);
    for (at, row) in reading.rows.iter().enumerate() {
        for column in made.fields.iter().map(|(_, at)| &columns[*at]) {
            let meaning = column.cells[at].meaning();
            let value = serde_json::to_value(row.values.of(&column.field)).expect("a value is JSON");
            let same = match (value.as_f64(), meaning.as_f64()) {
                (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-9,
                _ => value == meaning,
            };
            prop_assert!(same, "{} in row {}: {} instead of {}\n{}", column.field, at, value, meaning, shown);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn systems_in_any_order(variation in variation()) {
        check("system", &variation)?;
    }

    #[test]
    fn information_sets_in_any_order(variation in variation()) {
        check("information_set", &variation)?;
    }

    #[test]
    fn processings_in_any_order(variation in variation()) {
        check("processing", &variation)?;
    }

    #[test]
    fn controls_in_any_order(variation in variation()) {
        check("control", &variation)?;
    }

    #[test]
    fn actions_in_any_order(variation in variation()) {
        check("action", &variation)?;
    }
}
