//! Arbitrary grids: nothing panics, and every row of data is either accepted or refused.

use chrono::NaiveDate;
use proptest::prelude::*;
use varn_recognition::{Kind, Options, Reading, read};
use varn_sheets::{Cell, Merge, Sheet, Value};

use crate::common::{sheet_of, workbook};

const WORDS: [&str; 60] = [
    "System",
    "Systemnamn",
    "Informationsmängd",
    "Behandling",
    "Åtgärd",
    "Säkerhetsåtgärd",
    "K",
    "R",
    "T",
    "S",
    "K-R-T",
    "Klassning",
    "Färg",
    "Status",
    "Ägare",
    "Datum",
    "Finns",
    "Brist",
    "Kostnad",
    "Bevaras",
    "Gallras",
    "Sekretess",
    "Rättslig grund",
    "Processkod",
    "Område",
    "Nr",
    "Nivå",
    "Skala 1–4",
    "0 ingen, 1 måttlig, 2 betydande",
    "Färgen visar riktighet",
    "Röd = 4",
    "3-2-1",
    "K3 R2 T1",
    "7.2.1",
    "7.2 Barn",
    "Summa",
    "Totalt 4",
    "* not",
    "d:o",
    "\"",
    "-",
    "ja",
    "x",
    "✓",
    "=1+1",
    "@a",
    "OSL 26:1",
    "6.1 e",
    "ca 50 tkr",
    "maj 2024",
    "v 53 2024",
    "H1 24",
    "Röd",
    "Anna Berg (IT-enheten)",
    "Socialnämnden",
    "Sjövalla kommun",
    "hög",
    "allvarlig",
    "7",
    "\u{a0}",
];

fn arbitrary_cell() -> impl Strategy<Value = Cell> {
    let value = prop_oneof![
        3 => Just(Value::Empty),
        8 => prop::sample::select(WORDS.to_vec()).prop_map(|word| Value::Text(word.to_owned())),
        2 => "\\PC{0,12}".prop_map(Value::Text),
        1 => any::<f64>().prop_map(Value::Number),
        1 => (0..6_u8).prop_map(|level| Value::Number(f64::from(level))),
        1 => (0..60_000_i64).prop_map(date),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Error("#REF!".to_owned())),
    ];
    let fill = prop::option::weighted(0.2, any::<[u8; 3]>());
    (value, fill).prop_map(|(value, fill)| Cell { value, fill, format: None })
}

fn date(days: i64) -> Value {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date");
    let day = first + chrono::Duration::days(days);
    Value::Date(day.and_hms_opt(1, 2, 0).expect("a time"))
}

fn arbitrary_sheet() -> impl Strategy<Value = Sheet> {
    let rows = prop::collection::vec(prop::collection::vec(arbitrary_cell(), 0..8), 0..16);
    let merges = prop::collection::vec((0..16_usize, 0..8_usize, 0..4_usize, 0..8_usize), 0..4);
    (rows, merges, any::<bool>(), prop::sample::select(vec!["Blad1", "System", "Skala"])).prop_map(
        |(rows, merges, hidden, name)| {
            let mut sheet = sheet_of(name, rows);
            // As the reader promises: merges lie within the grid.
            let height = sheet.rows.len();
            let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
            let merge = |(row, column, down, right)| Merge {
                first_row: row,
                first_column: column,
                last_row: row + down,
                last_column: column + right,
            };
            let within = |merge: &Merge| merge.last_row < height && merge.last_column < width;
            sheet.merges = merges.into_iter().map(merge).filter(within).collect();
            sheet.hidden = hidden;
            sheet
        },
    )
}

fn holds(reading: &Reading) -> Result<(), TestCaseError> {
    let counts = &reading.counts;
    prop_assert_eq!(counts.data_rows, counts.accepted + counts.rejected);
    prop_assert_eq!(counts.accepted, reading.rows.len());
    prop_assert_eq!(counts.rejected, reading.rejected.len());
    prop_assert_eq!(counts.rejected_by_reason.values().sum::<usize>(), counts.rejected);
    prop_assert!((0.0..=1.0).contains(&reading.confidence));
    prop_assert!(reading.warnings.windows(2).all(|pair| pair[0].row <= pair[1].row));
    prop_assert!(
        reading.rejected.iter().all(|rejected| rejected.message.contains(&rejected.row.to_string()))
    );
    prop_assert!(serde_json::to_value(reading).is_ok());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_grid_is_read_without_panic(sheets in prop::collection::vec(arbitrary_sheet(), 0..4)) {
        let book = workbook(sheets);
        let reading = read(&book, &Options::default());
        holds(&reading)?;
        let mapping = Some(reading.mapping());
        holds(&read(&book, &Options { mapping, ..Options::default() }))?;
    }

    #[test]
    fn any_kind_can_be_wished_for(
        sheet in arbitrary_sheet(),
        kind in prop::sample::select(vec![
            Kind::System, Kind::InformationSet, Kind::Processing, Kind::Classification, Kind::Control, Kind::Action,
        ]),
    ) {
        let reading = read(&workbook(vec![sheet]), &Options { kind: Some(kind), ..Options::default() });
        holds(&reading)?;
    }
}
