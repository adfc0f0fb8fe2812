//! Tables as people lay them out: groups over headings, merged cells, sections, sums, footnotes, several sheets.

use serde_json::json;
use varn_recognition::{Kind, Options, RowKind, read};
use varn_sheets::{Cell, Merge};

use crate::common::{fields, merge, reading, rejected, sheet, value, warned, workbook};

fn kinds(reading: &varn_recognition::Reading) -> Vec<(u32, RowKind)> {
    reading.ignored_rows.iter().map(|row| (row.row, row.kind)).collect()
}

#[test]
fn groups_over_general_headings() {
    let mut sheet = sheet(
        "Lista",
        "
System|  |Systemägare|      |Drift     |          |Klassning| | |
Namn  |Nr|Namn       |E-post|Leverantör|Driftform |K        |R|T|Datum
Platina|S1|Anna Berg |anna@sjovalla.example|CGI|Molntjänst|1|2|3|2024-01-02
Castor |S2|Bo Ek     |bo@sjovalla.example  |CGI|Egen drift|0|1|2|2023-05-06
",
    );
    let plain = read(&workbook(vec![sheet.clone()]), &Options::default());
    sheet.merges = vec![merge(0, 0, 0, 1), merge(0, 2, 0, 3), merge(0, 4, 0, 5), merge(0, 6, 0, 9)];
    let merged = read(&workbook(vec![sheet]), &Options::default());
    for reading in [plain, merged] {
        assert_eq!(reading.header_rows, [1, 2]);
        assert_eq!(
            fields(&reading),
            "A=name B=external_id C=owner D=owner_email E=supplier F=hosting G=confidentiality H=integrity \
             I=availability J=classified_at"
        );
        assert_eq!(reading.counts.accepted, 2);
    }
}

#[test]
fn headings_that_reach_over_both_rows() {
    let mut sheet = sheet(
        "Lista",
        "
Systemförteckning
Nr|Systemnamn|Leverantör|Ansvar||Informationsklass||
  |          |          |Ägare|Förvaltare|K|R|T
1|Platina|CGI|Anna Berg|Bo Ek|1|2|3
2|Castor|Tieto|Eva Lind|Bo Ek|2|2|2
",
    );
    sheet.merges = vec![
        merge(0, 0, 0, 7),
        merge(1, 0, 2, 0),
        merge(1, 1, 2, 1),
        merge(1, 2, 2, 2),
        merge(1, 3, 1, 4),
        merge(1, 5, 1, 7),
    ];
    let reading = read(&workbook(vec![sheet]), &Options::default());
    assert_eq!(reading.header_rows, [2, 3]);
    assert_eq!(
        fields(&reading),
        "A=external_id B=name C=supplier D=owner E=manager F=confidentiality G=integrity H=availability"
    );
    assert_eq!(reading.counts.accepted, 2);
    assert_eq!(kinds(&reading), [(1, RowKind::Title)]);
}

#[test]
fn one_heading_merged_over_the_levels() {
    let mut sheet = sheet(
        "Lista",
        "
Informationsmängd|Ägare|Klassning|||System
Protokoll|Anna Berg|1|2|3|Platina
Personakter|Bo Ek|3|3|2|Castor
",
    );
    sheet.merges = vec![merge(0, 2, 0, 4)];
    let reading = read(&workbook(vec![sheet]), &Options::default());
    assert_eq!(fields(&reading), "A=name B=owner C=confidentiality D=integrity E=availability F=systems[]");
    assert_eq!(value(&reading, 1, "information_set.confidentiality"), json!(3));
}

#[test]
fn stray_rows_and_columns() {
    let reading = reading(
        "
||
|Granköpings kommun|
||
||Nr|System||Ägare|Status
||1|Platina||Anna Berg|I drift
||2|Castor||Bo Ek|Avvecklas
||3|||
|||||
||Nr|System||Ägare|Status
||4|Lifecare||Eva Lind|I drift
||Totalt antal system|3
||* ska ersättas under året
",
    );
    assert_eq!(fields(&reading), "C=external_id D=name F=owner G=lifecycle");
    assert_eq!(reading.municipality.as_deref(), Some("Granköpings kommun"));
    assert_eq!((reading.first_data_row, reading.last_data_row), (Some(5), Some(10)));
    assert_eq!(
        kinds(&reading),
        [
            (1, RowKind::Blank),
            (2, RowKind::Title),
            (3, RowKind::Blank),
            (7, RowKind::Blank),
            (8, RowKind::Blank),
            (9, RowKind::RepeatedHeader),
            (11, RowKind::Totals),
            (12, RowKind::Footnote),
        ]
    );
    assert_eq!(reading.counts.accepted, 3);
}

#[test]
fn sections_give_the_area() {
    let reading = reading(
        "
Krav|Uppfylls|Brist|Ansvarig
Organisation:|||
Policy finns|Ja|Försumbar|Kommunchef
Roller är utsedda|Nej|Allvarlig|IT-chef
Teknik:|||
Kopior provas|Delvis|Måttlig|IT-chef
",
    );
    assert_eq!(reading.kind, Some(Kind::Control));
    assert_eq!(kinds(&reading), [(2, RowKind::SectionHeading), (5, RowKind::SectionHeading)]);
    let areas: Vec<_> = (0..3).map(|at| value(&reading, at, "control.area")).collect();
    assert_eq!(areas, [json!("Organisation"), json!("Organisation"), json!("Teknik")]);
}

#[test]
fn numbered_sections_over_numbered_rows() {
    let reading = reading(
        "
Nr|Säkerhetsåtgärd|Finns|Brist|Kommentar
A|Styrning|||
A.1|Policy finns|Ja|Försumbar|Se pärm
A.2|Roller är utsedda|Nej|Allvarlig|
B|Drift|||
B.1|Kopior provas|Delvis|Måttlig|Ses över
",
    );
    assert_eq!(reading.counts.data_rows, 3);
    assert_eq!(value(&reading, 2, "control.area"), json!("Drift"));
    assert_eq!(value(&reading, 2, "control.external_id"), json!("B.1"));
}

#[test]
fn sections_give_codes_and_processes() {
    let reading = reading(
        "
Dokumenthanteringsplan
Handlingstyp|Bevaras/gallras|Sekretess|Förvaring
2.1 Ledning|||
Protokoll|Bevaras|Nej|Närarkiv
Kallelser|Gallras 2 år|Nej|Mapp
2.2 Ekonomi|||
Fakturor|7 år||Ekonomisystem
",
    );
    assert_eq!(reading.kind, Some(Kind::InformationSet));
    assert_eq!(value(&reading, 1, "information_set.process_code"), json!("2.1"));
    assert_eq!(value(&reading, 2, "information_set.process_name"), json!("Ekonomi"));
    assert_eq!(reading.section_fields.len(), 2);
}

#[test]
fn sections_named_after_units() {
    let reading = reading(
        "
Systemnamn|Ägare|Leverantör|Status
Socialförvaltningen|||
Lifecare|Anna Berg|Tieto|I drift
Treserva|Bo Ek|CGI|Avvecklas
Kommunledningskontoret|||
Platina|Eva Lind|Formpipe|I drift
",
    );
    assert_eq!(reading.counts.accepted, 3);
    assert_eq!(value(&reading, 0, "system.owner_unit"), json!("Socialförvaltningen"));
    assert_eq!(value(&reading, 2, "system.owner_unit"), json!("Kommunledningskontoret"));
}

#[test]
fn a_record_with_nothing_but_a_name_is_a_record() {
    let reading = reading(
        "
Systemnamn|Ägare|Leverantör|Status
Lifecare|Anna Berg|Tieto|I drift
Treserva|||
Platina|Eva Lind|Formpipe|I drift
Castor|||
",
    );
    assert_eq!(reading.counts.accepted, 4);
}

#[test]
fn a_row_without_a_name_is_asked_about() {
    let reading = reading(
        "
Systemnamn|Ägare|Leverantör|Status
|Anna Berg|Tieto|I drift
-|Bo Ek|CGI|I drift
Platina|Eva Lind|Formpipe|I drift
",
    );
    assert_eq!(rejected(&reading), ["2 missing_name", "3 missing_name"]);
}

#[test]
fn merged_and_repeated_values() {
    let mut sheet = sheet(
        "Lista",
        "
System|Ägare|Leverantör|Status
Platina|Anna Berg|CGI|I drift
Castor||\"|I drift
Lifecare||d:o|I drift
Treserva|Bo Ek|Tieto|I drift
Raindance|||I drift
",
    );
    sheet.merges = vec![Merge { first_row: 1, first_column: 1, last_row: 3, last_column: 1 }];
    let reading = read(&workbook(vec![sheet]), &Options::default());
    let owners: Vec<_> = (0..5).map(|at| value(&reading, at, "system.owner")["name"].clone()).collect();
    assert_eq!(
        owners,
        [json!("Anna Berg"), json!("Anna Berg"), json!("Anna Berg"), json!("Bo Ek"), json!(null)]
    );
    let suppliers: Vec<_> = (0..5).map(|at| value(&reading, at, "system.supplier")).collect();
    assert_eq!(suppliers, [json!("CGI"), json!("CGI"), json!("CGI"), json!("Tieto"), json!(null)]);
}

#[test]
fn values_written_once_for_several_rows() {
    let reading = reading(
        "
Processkod|Process|Handlingstyp|Bevaras/gallras
1.1.1|Leda|Protokoll|Bevaras
||Kallelser|Gallras 2 år
||Tjänsteskrivelser|Bevaras
1.1.2|Stödja|Fakturor|7 år
||Avtal|Bevaras
",
    );
    assert_eq!(reading.fill_down_columns, ["A", "B"]);
    assert_eq!(value(&reading, 2, "information_set.process_code"), json!("1.1.1"));
    assert_eq!(value(&reading, 4, "information_set.process_name"), json!("Stödja"));
    assert_eq!(reading.key_columns, ["A", "C"]);
}

#[test]
fn blanks_in_an_unsorted_column_stay_blank() {
    let reading = reading(
        "
Informationsmängd|Förvaltning|K|R|T
Protokoll|Miljökontoret|1|1|1
Avtal||1|2|1
Personakter|Socialförvaltningen|3|3|2
Kartor|Miljökontoret|1|2|2
",
    );
    assert_eq!(value(&reading, 1, "information_set.owner_unit"), json!(null));
    assert!(reading.fill_down_columns.is_empty());
}

#[test]
fn two_columns_for_retention_and_for_secrecy() {
    let reading = reading(
        "
Handlingstyp|Bevaras|Gallras|Sekretess|Lagrum
Protokoll|x||Nej|
Fakturor||7 år||
Personakter|x||Ja|OSL 26:1
Kladd||x||
Akt|x|5 år||
",
    );
    assert_eq!(
        fields(&reading),
        "A=name B=retention C=retention D=secrecy_provisions[] E=secrecy_provisions[]"
    );
    let retention: Vec<_> = (0..5).map(|at| value(&reading, at, "information_set.retention")).collect();
    assert_eq!(retention[0], json!({"action": "preserve"}));
    assert_eq!(retention[1], json!({"action": "dispose", "years": 7}));
    assert_eq!(retention[4], json!(null));
    assert_eq!(value(&reading, 0, "information_set.secrecy_provisions[]"), json!([]));
    assert_eq!(value(&reading, 2, "information_set.secrecy_provisions[]"), json!(["OSL 26:1"]));
    assert_eq!(warned(&reading), ["5 C retention_incomplete", "6 B retention_contradiction"]);
}

#[test]
fn hidden_columns_give_nothing() {
    let mut sheet = sheet(
        "Lista",
        "Systemnamn|Ägare|Leverantör|Systemnamn gammalt\nPlatina|Anna Berg|CGI|Pl\nCastor|Bo Ek|CGI|Ca",
    );
    sheet.hidden_columns = vec![2];
    let reading = read(&workbook(vec![sheet]), &Options::default());
    assert!(reading.columns[2].hidden && reading.columns[2].fields.is_empty());
    assert_eq!(value(&reading, 0, "system.name"), json!("Platina"));
}

#[test]
fn a_unit_in_the_title_is_for_all_rows() {
    let reading = reading(
        "
Registerförteckning för Barn- och utbildningsnämnden
Behandling|Ändamål|Rättslig grund
Elevadministration|Följa elever|6.1 e
Skolskjuts|Köra barn|6.1 c
",
    );
    assert_eq!(value(&reading, 1, "processing.controller"), json!("Barn- och utbildningsnämnden"));
    assert_eq!(reading.constants.len(), 1);
}

#[test]
fn footnotes_and_legends_below_the_data() {
    let reading = reading(
        "
Informationsmängd|Ägare|K|R|T
Protokoll*|Anna Berg|2|1|1
Personakter|Bo Ek|4|4|2

1 = försumbar, 2 = måttlig, 3 = betydande, 4 = allvarlig
* gallras inom kort
Anm: fylls i av verksamheten
",
    );
    assert_eq!(reading.counts.data_rows, 2);
    assert_eq!(value(&reading, 0, "information_set.name"), json!("Protokoll"));
    assert_eq!(value(&reading, 1, "information_set.confidentiality"), json!(3));
    assert_eq!(kinds(&reading)[1].1, RowKind::Legend);
}

#[test]
fn a_coloured_row_with_a_name_is_a_section() {
    let mut sheet = sheet(
        "Plan",
        "
Handlingstyp|Bevaras/gallras|Sekretess
Ledning||
Protokoll|Bevaras|Nej
Kallelser|2 år|Nej
",
    );
    sheet.rows[1].cells[0] = Cell { fill: Some([0xdd; 3]), ..Cell::of_text("Ledning") };
    let reading = read(&workbook(vec![sheet]), &Options::default());
    assert_eq!(kinds(&reading), [(2, RowKind::SectionHeading)]);
}

#[test]
fn numbers_that_count_rows_are_no_key() {
    for (numbers, wanted) in [
        (["1", "2", "3", "4", "5", "6"], "B"),
        (["2", "4", "1", "7", "6", "9"], "B"),
        (["1", "2", "3", "1", "2", "3"], "B"),
        (["1", "2", "3", "4", "5", "3"], "A"),
        (["10023", "10456", "22222", "31415", "40000", "50001"], "A"),
        (["S1", "S2", "S3", "S4", "S5", "S6"], "A"),
    ] {
        let mut typed = "Nr|Systemnamn|Ägare".to_owned();
        for (number, name) in
            numbers.iter().zip(["Platina", "Castor", "Lifecare", "Treserva", "Agresso", "Visma"])
        {
            typed.extend(["\n", *number, "|", name, "|Anna Berg"]);
        }
        assert_eq!(reading(&typed).key_columns, [wanted], "{numbers:?}");
    }
}
