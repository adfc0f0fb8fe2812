//! Tables as people lay them out: groups over headings, merged cells, sections, sums, footnotes, several sheets.

use serde_json::json;
use varn_recognition::{Kind, Options, Role, RowKind, read};
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
fn the_register_among_other_sheets() {
    let about =
        sheet("Om listan", "Sjövalla kommun\nSkala 0–3: 0 ingen, 1 måttlig, 2 betydande, 3 allvarlig");
    let old = sheet("2021", "Systemnamn|Ägare|K|R|T|Leverantör\nPlatina|Anna Berg|1|1|1|CGI");
    let now = sheet(
        "2024",
        "
Systemnamn|Ägare|K|R|T|Leverantör
Platina|Anna Berg|1|1|4|CGI
Castor|Bo Ek|2|2|2|CGI
Lifecare|Eva Lind|3|2|2|Tieto
",
    );
    let mut hidden = now.clone();
    hidden.hidden = true;
    hidden.name = "Kopia".to_owned();
    let reading = read(&workbook(vec![hidden, about, old, now]), &Options::default());
    assert_eq!(reading.sheet.as_deref(), Some("2024"));
    let roles: Vec<Role> = reading.sheets.iter().map(|sheet| sheet.role).collect();
    assert_eq!(roles, [Role::Ignored, Role::Legend, Role::OtherData, Role::Data]);
    assert_eq!(reading.municipality.as_deref(), Some("Sjövalla kommun"));
    assert_eq!(rejected(&reading), ["2 unknown_level"]);
    assert!(reading.notes.iter().any(|note| note.code == "other_data" && note.message.contains("2021")));
}

#[test]
fn a_list_of_systems_binds_wherever_it_stands() {
    let register = "
Informationsmängd|Finns i system|K|R|T
Protokoll|Platina|1|1|1
Personakter|Lifecare / Platina|3|3|2
Kartor|Stordatorn|1|2|2
Avtal|Platina, papper|1|2|2
";
    for (name, list) in
        [("System", "Systemnamn\nPlatina\nLifecare\nCastor"), ("Listor", "Platina\nLifecare\nCastor")]
    {
        for hidden in [false, true] {
            let mut known = sheet(name, list);
            known.hidden = hidden;
            let reading = read(&workbook(vec![sheet("Blad1", register), known]), &Options::default());
            assert_eq!(reading.sheets[1].role, Role::KnownSystems, "{name}");
            assert_eq!(rejected(&reading), ["4 unknown_system"], "{name}");
            assert_eq!(value(&reading, 2, "information_set.systems[]"), json!(["Platina"]));
        }
    }
}

#[test]
fn a_name_without_a_known_heading_is_guessed_and_said_so() {
    let reading = reading(
        "
Nr|Prylen|Systemägare|Leverantör|Driftform
1|Platina|Anna Berg|CGI|Molntjänst
2|Castor|Bo Ek|Tieto|Egen drift
3|Lifecare|Eva Lind|CGI|Molntjänst
",
    );
    assert_eq!(reading.kind, Some(Kind::System));
    assert_eq!(value(&reading, 0, "system.name"), json!("Platina"));
    assert!(reading.notes.iter().any(|note| note.code == "name_guessed"));
    assert!(reading.confidence < 0.8);
}

#[test]
fn nothing_to_recognise() {
    for typed in ["", "Hej", "Datum|Temperatur\n2024-01-01|12\n2024-01-02|14", "a|b|c\n1|2|3"] {
        let reading = reading(typed);
        assert_eq!(reading.kind, None, "{typed:?}");
        assert!(reading.rows.is_empty());
        assert_eq!(reading.notes[0].code, "no_register");
    }
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

#[test]
fn english_registers() {
    for (kind, typed, wanted) in [
        (
            Kind::System,
            "ID|System name|Purpose|Owner|Vendor|Hosting|Confidentiality|Integrity|Availability|Last classified|Notes
S1|Platina|Records|Anna Berg|CGI|Cloud|1|2|3|2024-01-02|see file
S2|Castor|Permits|Bo Ek|Tieto|On-prem|0|1|2|May 2023|",
            "A=external_id B=name C=description D=owner E=supplier F=hosting G=confidentiality H=integrity \
             I=availability J=classified_at K=note",
        ),
        (
            Kind::Processing,
            "Processing activity|Controller|Purpose|Legal basis|Data subjects|Third country|Retention period
Payroll|Executive board|Pay salaries|Legal obligation|Employees|No|7 years
Schools|Education committee|Teach|Public task|Pupils|Yes|5 years",
            "A=name B=controller C=purpose D=legal_basis[] E=data_subjects[] F=third_country G=retention",
        ),
        (
            Kind::Control,
            "Control id|Control|Implemented|Deficiency|Comment|Responsible|Due date
5.1|Policy is decided|Yes|Negligible|ok|CISO|2024-01-02
5.2|Roles are set|Partly|Serious|to do|CISO|2024-05",
            "A=external_id B=title C=exists D=deficiency E=comment F=responsible G=due",
        ),
        (
            Kind::Action,
            "Action|Description|Responsible|Status|Cost|Due date|Priority
Train managers|All of them|HR|In progress|50 000|2024-01-02|High
Close accounts|Old ones|IT|Done|0|2024-05-06|Low",
            "A=title B=description C=owner D=status E=cost_sek F=due G=priority",
        ),
        (
            Kind::InformationSet,
            "Information asset|Owner|Personal data|Systems|C|I|A
Minutes|Anna Berg|No|Platina|1|2|1
Records|Bo Ek|Yes|Castor|3|3|2",
            "A=name B=owner C=personal_data D=systems[] E=confidentiality F=integrity G=availability",
        ),
    ] {
        let reading = reading(typed);
        assert_eq!(reading.kind, Some(kind));
        assert_eq!(fields(&reading), wanted);
        assert_eq!(reading.counts.accepted, 2, "{:?}", reading.rejected);
    }
}
