//! A mapping: proposed, stored, edited and given back.

use serde_json::json;
use varn_recognition::{Kind, Language, MappedColumn, Mapping, Options, Reading, Scale, read};
use varn_sheets::Workbook;

use crate::common::{fields, reading, rejected, sheet, value, workbook};

const REGISTER: &str = "
Systemnamn|Ägare|Förvaltare|K|R|T|Leverantör
Platina|Anna Berg|Bo Ek|1|2|3|CGI
Castor|Eva Lind|Bo Ek|2|2|2|Tieto
";

fn with(workbook: &Workbook, mapping: Mapping) -> Reading {
    read(workbook, &Options { mapping: Some(mapping), ..Options::default() })
}

fn column(column: &str, header: Option<&str>, field: Option<&str>) -> MappedColumn {
    MappedColumn {
        column: column.to_owned(),
        header: header.map(str::to_owned),
        field: field.map(str::to_owned),
    }
}

#[test]
fn the_proposed_mapping_gives_the_same_reading() {
    let book = workbook(vec![sheet("Blad1", REGISTER)]);
    let first = read(&book, &Options::default());
    let stored = serde_json::to_string(&first.mapping()).expect("a mapping is JSON");
    let again = with(&book, serde_json::from_str(&stored).expect("a stored mapping is read"));
    assert_eq!(fields(&first), fields(&again));
    assert_eq!(first.rows, again.rows);
    assert!(again.notes.iter().all(|note| note.code != "mapping_ignored"));
}

#[test]
fn what_a_person_says_overrides_the_guess() {
    let book = workbook(vec![sheet("Blad1", REGISTER)]);
    let mut mapping = read(&book, &Options::default()).mapping();
    for mapped in mapping.columns.iter_mut().flatten() {
        match mapped.column.as_str() {
            "B" => mapped.field = Some("system.manager".to_owned()),
            "C" => mapped.field = Some("system.owner".to_owned()),
            "G" => mapped.field = None,
            _ => {}
        }
    }
    let reading = with(&book, mapping);
    assert_eq!(fields(&reading), "A=name B=manager C=owner D=confidentiality E=integrity F=availability G=-");
    assert_eq!(value(&reading, 0, "system.owner")["name"], json!("Bo Ek"));
}

#[test]
fn columns_that_moved_are_found_by_their_headings() {
    let book = workbook(vec![sheet("Blad1", REGISTER)]);
    let mapping = read(&book, &Options::default()).mapping();
    let moved = "
Uppdaterad lista
Leverantör|Systemnamn|Ny kolumn|T|R|K|Förvaltare|Ägare
CGI|Platina|hej|3|2|1|Bo Ek|Anna Berg
";
    let reading = with(&workbook(vec![sheet("Blad1", moved)]), mapping);
    assert_eq!(reading.header_rows, [2]);
    assert_eq!(value(&reading, 0, "system.confidentiality"), json!(1));
    assert_eq!(value(&reading, 0, "system.owner")["name"], json!("Anna Berg"));
    assert!(reading.columns.iter().any(|column| column.column == "C" && column.fields.is_empty()));
}

#[test]
fn headings_that_nobody_knows() {
    let typed = "Pryl|Vem|Hur farligt\nPlatina|Anna Berg|2\nCastor|Bo Ek|3";
    assert_eq!(reading(typed).kind, None);
    let mapping = Mapping {
        columns: Some(vec![
            column("A", Some("Pryl"), Some("system.name")),
            column("B", Some("Vem"), Some("system.owner")),
            column("C", Some("Hur farligt"), Some("system.confidentiality")),
        ]),
        ..Mapping::default()
    };
    let reading = with(&workbook(vec![sheet("Blad1", typed)]), mapping);
    assert_eq!(reading.kind, Some(Kind::System));
    assert_eq!(value(&reading, 1, "system.confidentiality"), json!(3));
}

#[test]
fn a_table_without_headings() {
    let mapping = Mapping {
        header_rows: Some(Vec::new()),
        columns: Some(vec![
            column("A", None, Some("system.name")),
            column("C", None, Some("system.supplier")),
        ]),
        ..Mapping::default()
    };
    let reading = with(&workbook(vec![sheet("Blad1", "Platina|Anna Berg|CGI\nCastor|Bo Ek|Tieto")]), mapping);
    assert_eq!(reading.header_rows, [0_u32; 0]);
    assert_eq!(reading.counts.accepted, 2);
    assert_eq!(value(&reading, 1, "system.supplier"), json!("Tieto"));
}

#[test]
fn scale_key_and_sheet_are_taken_as_given() {
    let book = workbook(vec![
        sheet("Ny", "System|Ägare|K|R|T|Drift\nPlatina|Anna Berg|1|1|1|Molntjänst\nCastor|Bo Ek|1|1|1|SaaS"),
        sheet("Gammal", "System|Ägare|K|R|T\nPlatina|Anna Berg|1|2|3\nPlatina|Bo Ek|4|4|4"),
    ]);
    let scale: Scale = serde_json::from_value(json!({
        "id": "egen",
        "stated_in_file": true,
        "levels": [
            {"source": "1", "ordinal": 0, "label": "ingen"},
            {"source": "2", "ordinal": 1, "label": "måttlig"},
            {"source": "3", "ordinal": 2, "label": "betydande"},
            {"source": "4", "ordinal": 3, "label": "allvarlig"},
        ],
    }))
    .expect("a scale");
    let mapping = Mapping {
        sheet: Some("Gammal".to_owned()),
        scale: Some(scale),
        key_columns: Some(vec!["A".to_owned(), "B".to_owned()]),
        ..Mapping::default()
    };
    let reading = with(&book, mapping);
    assert_eq!(reading.sheet.as_deref(), Some("Gammal"));
    assert_eq!(reading.counts.accepted, 2);
    assert_eq!(value(&reading, 1, "system.confidentiality"), json!(3));
}

#[test]
fn what_does_not_fit_is_told() {
    let mapping = Mapping {
        kind: Some(Kind::System),
        columns: Some(vec![
            column("A", Some("Systemnamn"), Some("system.name")),
            column("B", Some("Finns inte"), Some("system.owner")),
            column("C", None, Some("system.shoe_size")),
            column("D", None, Some("action.title")),
            column("ZZZ", None, Some("system.note")),
        ]),
        ..Mapping::default()
    };
    let reading = with(&workbook(vec![sheet("Blad1", REGISTER)]), mapping);
    let ignored = reading.notes.iter().filter(|note| note.code == "mapping_ignored").count();
    assert_eq!((ignored, reading.counts.accepted), (4, 2));
}

#[test]
fn a_mapping_without_a_name_reads_no_rows() {
    let mapping =
        Mapping { columns: Some(vec![column("B", None, Some("system.owner"))]), ..Mapping::default() };
    let reading = with(&workbook(vec![sheet("Blad1", REGISTER)]), mapping);
    assert_eq!(reading.notes[0].code, "no_name");
    assert_eq!((reading.rows.len(), reading.counts.data_rows), (0, 0));
    assert_eq!(reading.columns.len(), 7);
}

#[test]
fn a_wish_for_a_kind() {
    let typed = "Namn|Beskrivning|Ansvarig\nPlatina|Diarium|Anna Berg\nCastor|Bygglov|Bo Ek";
    for (kind, key) in [
        (Kind::System, "system.name"),
        (Kind::InformationSet, "information_set.name"),
        (Kind::Action, "action.title"),
    ] {
        let options = Options { kind: Some(kind), ..Options::default() };
        let reading = read(&workbook(vec![sheet("Blad1", typed)]), &options);
        assert_eq!(reading.kind, Some(kind));
        assert_eq!(value(&reading, 0, key), json!("Platina"));
    }
    let systems = sheet("A", "System|Ägare|Leverantör|Driftform\nPlatina|Anna Berg|CGI|SaaS");
    let actions = sheet("B", "Åtgärd|Ansvarig|Status\nÖva|Bo Ek|Klart");
    let options = Options { kind: Some(Kind::Action), ..Options::default() };
    assert_eq!(read(&workbook(vec![systems, actions]), &options).sheet.as_deref(), Some("B"));
}

#[test]
fn names_the_municipality_has_help_to_part_systems() {
    let typed =
        "Informationsmängd|System|K|R|T\nProtokoll|E-post och kalender och Platina|1|1|1\nAvtal|Okänt|1|1|1";
    let known_systems = vec!["E-post och kalender".to_owned(), "Platina".to_owned()];
    let options = Options { known_systems, ..Options::default() };
    let reading = read(&workbook(vec![sheet("Blad1", typed)]), &options);
    assert_eq!(value(&reading, 0, "information_set.systems[]"), json!(["E-post och kalender", "Platina"]));
    assert_eq!(value(&reading, 1, "information_set.systems[]"), json!(["Okänt"]));
}

#[test]
fn limits_and_languages() {
    let typed = "Systemnamn|Beskrivning\nPlatina|En lång beskrivning\n=1+1|Kort\nCastor|Kort\ncastor|Igen";
    let options = Options { text_limit: 10, language: Language::English, ..Options::default() };
    let reading = read(&workbook(vec![sheet("Blad1", typed)]), &options);
    assert_eq!(rejected(&reading), ["2 overlong_text", "3 formula_text", "5 duplicate_key"]);
    assert_eq!(
        reading.rejected[2].message,
        "Row 5, column \"Systemnamn\": \"castor\" is the same as in row 4. The row was not read."
    );
}
