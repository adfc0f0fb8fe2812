//! Registers of every kind with other headings, other orders of columns, other titles and stray rows: the fields are
//! found all the same, and the values are those of the plain register.

use proptest::prelude::*;
use serde_json::{Value, json};
use varn_recognition::{Options, read};
use varn_sheets::Cell;

use crate::common::{cell, sheet_of, workbook};

/// A column: its field, headings people give it, and cells with what they mean.
struct Column {
    field: &'static str,
    headings: &'static [&'static str],
    cells: Vec<(&'static str, Value)>,
}

fn column(
    field: &'static str,
    headings: &'static [&'static str],
    cells: Vec<(&'static str, Value)>,
) -> Column {
    Column { field, headings, cells }
}

fn texts(texts: &[&'static str]) -> Vec<(&'static str, Value)> {
    texts.iter().map(|text| (*text, json!(text))).collect()
}

fn persons(names: &[&'static str]) -> Vec<(&'static str, Value)> {
    names.iter().map(|name| (*name, json!({"name": name, "unit": null}))).collect()
}

fn levels(typed: &[(&'static str, u8)]) -> Vec<(&'static str, Value)> {
    typed.iter().map(|(text, level)| (*text, json!(level))).collect()
}

const UNITS: [&str; 4] =
    ["Socialförvaltningen", "Kommunledningskontoret", "Miljökontoret", "Barn- och utbildningsförvaltningen"];
const NAMES: [&str; 4] = ["Anna Berg", "Bo Ek", "Eva Lind", "Ekonomichef"];
const NOTES: [&str; 4] = ["Se pärm 3", "Ring innan ändring", "Delas med grannen", "Ses över"];

fn dates() -> Vec<(&'static str, Value)> {
    vec![
        ("2024-05-06", json!("2024-05-06")),
        ("6/5 2023", json!("2023-05-06")),
        ("2022.01.31", json!("2022-01-31")),
        ("210404", json!("2021-04-04")),
    ]
}

fn systems() -> Vec<Column> {
    vec![
        column(
            "system.name",
            &[
                "System",
                "Systemnamn",
                "Namn på systemet",
                "IT-system",
                "Applikation",
                "Benämning",
                "Verksamhetssystem",
                "Systemets namn",
            ],
            texts(&["Platina", "Lifecare", "Castor", "Raindance"]),
        ),
        column(
            "system.external_id",
            &["System-ID", "Id", "Objektid", "Systemnr"],
            texts(&["S-10", "S-27", "S-31", "S-44"]),
        ),
        column(
            "system.description",
            &[
                "Beskrivning",
                "Används till",
                "Användningsområde",
                "Description",
                "Vad används systemet till?",
            ],
            texts(&["Diarium och ärenden", "Journal för omsorgen", "Bygglov och tillsyn", "Ekonomi"]),
        ),
        column(
            "system.owner_unit",
            &["Förvaltning", "Ägande förvaltning", "Nämnd/förvaltning", "Department"],
            texts(&UNITS),
        ),
        column(
            "system.owner",
            &["Systemägare", "Ägare", "Objektägare", "System owner", "Systemäg.", "Förvaltningsobjektägare"],
            persons(&NAMES),
        ),
        column(
            "system.manager",
            &["Systemförvaltare", "Förvaltare", "Objektförvaltare", "Systemansvarig", "Systemförv."],
            persons(&["Siv Ask", "Ulf Hed", "Mia Strand", "Per Dahl"]),
        ),
        column(
            "system.supplier",
            &["Leverantör", "Systemleverantör", "Supplier", "Avtalspart", "Leverantör/tillverkare"],
            texts(&["Formpipe AB", "Tietoevry", "CGI", "Egen utveckling"]),
        ),
        column(
            "system.hosting",
            &["Driftform", "Driftsform", "Drift", "Hosting", "Var driftas systemet?"],
            vec![
                ("Molntjänst", json!("cloud")),
                ("Egen drift", json!("internal")),
                ("Hos leverantören", json!("supplier")),
                ("SaaS", json!("cloud")),
            ],
        ),
        column(
            "system.lifecycle",
            &["Status", "Livscykel", "Systemstatus", "Livscykelstatus"],
            vec![
                ("I drift", json!("in_use")),
                ("Avvecklas", json!("phasing_out")),
                ("Under införande", json!("planned")),
                ("Avvecklat", json!("retired")),
            ],
        ),
        column(
            "system.contract_end",
            &["Avtal t.o.m.", "Avtalsslut", "Avtalet går ut", "Avtal giltigt till"],
            dates(),
        ),
        column(
            "system.confidentiality",
            &["Konfidentialitet", "Konf.", "K", "Confidentiality", "Konfidentialitet (K)"],
            levels(&[("3", 3), ("2", 2), ("1", 1), ("0", 0)]),
        ),
        column(
            "system.integrity",
            &["Riktighet", "Rikt.", "R", "Integrity", "Krav på riktighet"],
            levels(&[("1", 1), ("2", 2), ("nivå 3", 3), ("2 (betydande)", 2)]),
        ),
        column(
            "system.availability",
            &["Tillgänglighet", "Tillg.", "T", "Availability", "Tillgänglighetsnivå"],
            levels(&[("0", 0), ("Måttlig", 1), ("allvarlig", 3), ("2", 2)]),
        ),
        column(
            "system.personal_data",
            &["Personuppgifter", "Behandlar personuppgifter?", "GDPR", "Innehåller personuppgifter (ja/nej)"],
            vec![("Ja", json!(true)), ("Nej", json!(false)), ("x", json!(true)), ("J", json!(true))],
        ),
        column("system.note", &["Anmärkning", "Kommentar", "Övrigt", "Noteringar"], texts(&NOTES)),
    ]
}

fn information_sets() -> Vec<Column> {
    vec![
        column(
            "information_set.name",
            &[
                "Informationsmängd",
                "Informationstillgång",
                "Handlingstyp",
                "Informationstyp",
                "Information asset",
                "Handlingsslag",
                "Informationsmängdens namn",
            ],
            texts(&["Personakter", "Protokoll", "Kartdata", "Fakturor"]),
        ),
        column(
            "information_set.external_id",
            &["Informations-id", "Id", "Ref.", "Nr"],
            texts(&["I-1", "I-20", "I-31", "I-33"]),
        ),
        column(
            "information_set.process_code",
            &["Processkod", "Process-kod", "Klassificeringskod", "KLASSA-kod", "Processnr"],
            texts(&["7.2.1", "1.1.3", "3.4.10", "2.2.5"]),
        ),
        column(
            "information_set.owner_unit",
            &["Förvaltning", "Ansvarig nämnd", "Nämnd", "Ägande enhet"],
            texts(&UNITS),
        ),
        column(
            "information_set.owner",
            &["Informationsägare", "Ägare", "Information owner", "Informationsansvarig"],
            persons(&NAMES),
        ),
        column(
            "information_set.retention",
            &[
                "Bevaras/gallras",
                "Gallringsfrist",
                "Bevarande / gallring",
                "Gallring",
                "Bevaras eller gallras",
            ],
            vec![
                ("Bevaras", json!({"action": "preserve"})),
                ("Gallras efter 5 år", json!({"action": "dispose", "years": 5})),
                ("2 år", json!({"action": "dispose", "years": 2})),
                ("Vid inaktualitet", json!({"action": "dispose", "when": "vid inaktualitet"})),
            ],
        ),
        column(
            "information_set.secrecy_provisions[]",
            &["Sekretess", "Sekretess enligt OSL", "Lagrum sekretess", "OSL", "Sekretessbestämmelse"],
            vec![
                ("OSL 26:1", json!(["OSL 26:1"])),
                ("Nej", json!([])),
                ("25 kap. 1 § OSL", json!(["OSL 25:1"])),
                ("OSL 21:3, 26:1", json!(["OSL 21:3", "OSL 26:1"])),
            ],
        ),
        column(
            "information_set.personal_data",
            &["Personuppgifter", "PuL/GDPR", "Person-\nuppgifter", "Förekommer personuppgifter?"],
            vec![("Ja", json!(true)), ("Nej", json!(false)), ("x", json!(true)), ("J", json!(true))],
        ),
        column(
            "information_set.systems[]",
            &["System", "Finns i system", "IT-system", "Verksamhetssystem", "Lagras i system"],
            vec![
                ("Platina", json!(["Platina"])),
                ("Lifecare, Platina", json!(["Lifecare", "Platina"])),
                ("Castor", json!(["Castor"])),
                ("Raindance\nPlatina", json!(["Raindance", "Platina"])),
            ],
        ),
        column(
            "information_set.confidentiality",
            &["K", "Konfidentialitet", "Konf", "C"],
            levels(&[("3", 3), ("2", 2), ("1", 1), ("0", 0)]),
        ),
        column(
            "information_set.integrity",
            &["R", "Riktighet", "Rikt", "I"],
            levels(&[("3", 3), ("2", 2), ("1", 1), ("0", 0)]),
        ),
        column(
            "information_set.availability",
            &["T", "Tillgänglighet", "Tillg", "A"],
            levels(&[("3", 3), ("2", 2), ("1", 1), ("0", 0)]),
        ),
        column(
            "information_set.traceability",
            &["S", "Spårbarhet", "Traceability"],
            levels(&[("1", 1), ("2", 2), ("1", 1), ("0", 0)]),
        ),
        column("information_set.note", &["Anmärkning", "Kommentar", "Anm.", "Notering"], texts(&NOTES)),
    ]
}

fn processings() -> Vec<Column> {
    vec![
        column(
            "processing.name",
            &[
                "Behandling",
                "Personuppgiftsbehandling",
                "Namn på behandlingen",
                "Behandlingens namn",
                "Processing activity",
            ],
            texts(&["Lön och arvoden", "Elevadministration", "Bygglov", "Skolskjuts"]),
        ),
        column(
            "processing.controller",
            &["Personuppgiftsansvarig", "Personuppgiftsansvarig nämnd", "PUA", "Ansvarig nämnd"],
            texts(&["Socialnämnden", "Kommunstyrelsen", "Byggnadsnämnden", "Miljönämnden"]),
        ),
        column(
            "processing.purpose",
            &["Ändamål", "Ändamål med behandlingen", "Syfte", "Purpose", "Ändamål och syfte"],
            texts(&["Betala ut lön", "Följa elever", "Pröva lov", "Köra barn"]),
        ),
        column(
            "processing.legal_basis[]",
            &["Rättslig grund", "Laglig grund", "Rättslig grund (art. 6)", "Legal basis"],
            vec![
                ("Art. 6.1 e", json!(["6.1.e"])),
                ("Rättslig förpliktelse", json!(["6.1.c"])),
                ("Samtycke", json!(["6.1.a"])),
                ("6.1 b", json!(["6.1.b"])),
            ],
        ),
        column(
            "processing.data_subjects[]",
            &["Registrerade", "Kategorier av registrerade", "Kategorier registrerade"],
            vec![
                ("Elever", json!(["Elever"])),
                ("Sökande, Anhöriga", json!(["Sökande", "Anhöriga"])),
                ("Anställda", json!(["Anställda"])),
                ("Brukare", json!(["Brukare"])),
            ],
        ),
        column(
            "processing.data_categories",
            &[
                "Kategorier av personuppgifter",
                "Personuppgifter",
                "Vilka personuppgifter?",
                "Personuppgifter som behandlas",
            ],
            texts(&["Namn, adress", "Namn, hälsa", "Inkomst", "Kontaktuppgifter"]),
        ),
        column(
            "processing.sensitive",
            &["Känsliga personuppgifter", "Känsliga uppgifter (art. 9)", "Särskilda kategorier"],
            vec![
                ("Ja", json!(true)),
                ("Nej", json!(false)),
                ("nej", json!(false)),
                ("Ja – hälsa", json!(true)),
            ],
        ),
        column(
            "processing.recipients",
            &["Mottagare", "Kategorier av mottagare", "Utlämnas till"],
            texts(&["Försäkringskassan", "Andra nämnder", "Skatteverket", "Regionen"]),
        ),
        column(
            "processing.third_country",
            &["Tredjeland", "Överföring till tredjeland", "Tredjelandsöverföring"],
            vec![
                ("Nej", json!(false)),
                ("nej", json!(false)),
                ("Ja, support från USA", json!(true)),
                ("N", json!(false)),
            ],
        ),
        column(
            "processing.retention",
            &["Gallring", "Lagringstid", "Tidsfrist för radering", "Gallringsfrist"],
            texts(&["Bevaras", "5 år efter avslut", "Enligt plan", "2 år"]),
        ),
        column(
            "processing.security_measures",
            &["Säkerhetsåtgärder", "Skyddsåtgärder", "Tekniska och organisatoriska åtgärder"],
            texts(&["Kryptering", "Behörighetsstyrning", "Loggning", "Utbildning"]),
        ),
        column(
            "processing.systems[]",
            &["System", "IT-system", "Systemstöd"],
            vec![
                ("Platina", json!(["Platina"])),
                ("Lifecare, Platina", json!(["Lifecare", "Platina"])),
                ("Castor", json!(["Castor"])),
                ("Raindance", json!(["Raindance"])),
            ],
        ),
        column(
            "processing.processor",
            &["Personuppgiftsbiträde", "Personuppgiftsbiträden", "Biträde"],
            texts(&["Formpipe AB", "Tietoevry", "CGI", "Visma"]),
        ),
        column(
            "processing.processor_agreement",
            &["PuB-avtal", "PUB-avtal finns?", "Personuppgiftsbiträdesavtal", "Biträdesavtal"],
            vec![
                ("Ja", json!(true)),
                ("Saknas", json!(false)),
                ("Finns", json!(true)),
                ("Nej", json!(false)),
            ],
        ),
        column("processing.updated_at", &["Uppdaterad", "Senast uppdaterad", "Senast ändrad"], dates()),
    ]
}

fn controls() -> Vec<Column> {
    vec![
        column(
            "control.title",
            &["Säkerhetsåtgärd", "Krav", "Kontroll", "Skyddsåtgärd", "Kontrollfråga"],
            texts(&["Policy finns beslutad", "Behörigheter ses över", "Kopior provas", "Loggar granskas"]),
        ),
        column(
            "control.external_id",
            &["Kravnr", "Krav-id", "Ref", "Kontroll-id"],
            texts(&["5.1", "5.2", "8.13", "8.15"]),
        ),
        column(
            "control.area",
            &["Område", "Kapitel", "Avsnitt", "Kontrollområde"],
            texts(&["Styrning", "Åtkomst", "Drift", "Drift"]),
        ),
        column(
            "control.exists",
            &["Finns?", "Uppfylls", "Uppfyllnad", "Finns (ja/nej/delvis)", "Infört"],
            vec![
                ("Ja", json!("yes")),
                ("Nej", json!("no")),
                ("Delvis", json!("partial")),
                ("JA", json!("yes")),
            ],
        ),
        column(
            "control.deficiency",
            &["Brist", "Bristnivå", "Grad av brist", "Deficiency"],
            vec![
                ("Försumbar", json!(0)),
                ("måttlig", json!(1)),
                ("Allvarlig", json!(3)),
                ("betydande", json!(2)),
            ],
        ),
        column(
            "control.comment",
            &["Kommentar", "Nuläge", "Nulägesbeskrivning", "Kommentar / nuläge"],
            texts(&NOTES),
        ),
        column("control.responsible", &["Ansvarig", "Åtgärdsansvarig", "Responsible"], persons(&NAMES)),
        column("control.due", &["Klart senast", "Åtgärdas senast", "Slutdatum", "Deadline"], dates()),
    ]
}

fn actions() -> Vec<Column> {
    vec![
        column(
            "action.title",
            &["Åtgärd", "Aktivitet", "Vad ska göras?", "Action", "Åtgärd/aktivitet"],
            texts(&["Uppdatera riktlinjer", "Utbilda chefer", "Stäng gamla konton", "Öva bortfall"]),
        ),
        column(
            "action.external_id",
            &["Åtgärdsnr", "Åtgärds-id", "Ref", "Id"],
            texts(&["A-1", "A-20", "A-30", "A-31"]),
        ),
        column(
            "action.description",
            &["Beskrivning", "Beskrivning av åtgärden", "Description"],
            texts(&["Enligt revisionen", "Kräver beslut", "Tillsammans med IT", "Hela natten"]),
        ),
        column("action.owner", &["Ansvarig", "Ansv.", "Åtgärdsägare", "Ansvarig person"], persons(&NAMES)),
        column(
            "action.status",
            &["Status", "Läge", "Genomförandestatus"],
            vec![
                ("Pågår", json!("in_progress")),
                ("Klart", json!("done")),
                ("Ej påbörjad", json!("not_started")),
                ("Försenad", json!("delayed")),
            ],
        ),
        column(
            "action.cost_sek",
            &["Kostnad", "Beräknad kostnad", "Kostnad (kr)", "Budget"],
            vec![
                ("50 tkr", json!(50_000)),
                ("1,5 mkr", json!(1_500_000)),
                ("25000", json!(25_000)),
                ("0", json!(0)),
            ],
        ),
        column("action.due", &["Klar senast", "Slutdatum", "Deadline", "Ska vara klar"], dates()),
        column(
            "action.priority",
            &["Prio", "Prioritet", "Prio (1=högst)"],
            vec![("1", json!(1)), ("2", json!(2)), ("3", json!(3)), ("1", json!(1))],
        ),
        column("action.note", &["Kommentar", "Anmärkning", "Övrigt"], texts(&NOTES)),
    ]
}

/// How a register is varied.
#[derive(Debug, Clone)]
struct Variation {
    /// Ranks that order the columns.
    order: Vec<u32>,
    headings: Vec<usize>,
    titles: usize,
    blank_columns: usize,
    blank_row: bool,
    repeated: bool,
    totals: bool,
    capitals: bool,
    /// Columns that the register lacks, never its name.
    dropped: Vec<bool>,
}

fn variation() -> impl Strategy<Value = Variation> {
    let ranks = prop::collection::vec(any::<u32>(), 20);
    let headings = prop::collection::vec(0..20_usize, 20);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let dropped = prop::collection::vec(prop::bool::weighted(0.3), 20);
    (ranks, headings, 0..4_usize, 0..3_usize, flags, dropped).prop_map(
        |(order, headings, titles, blank_columns, flags, dropped)| {
            let (blank_row, repeated, totals, capitals) = flags;
            Variation {
                order,
                headings,
                titles,
                blank_columns,
                blank_row,
                repeated,
                totals,
                capitals,
                dropped,
            }
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
        let headings = columns[*at].headings;
        let heading = headings[variation.headings[*at] % headings.len()];
        Cell::of_text(if variation.capitals { heading.to_uppercase() } else { heading.to_owned() })
    };
    let headings: Vec<Cell> = indented(order.iter().map(heading).collect());
    let mut rows: Vec<Vec<Cell>> =
        TITLES.iter().take(variation.titles).map(|title| vec![cell(title)]).collect();
    rows.push(headings.clone());
    for place in 0..4 {
        if place == 2 && variation.blank_row {
            rows.push(Vec::new());
        }
        if place == 3 && variation.repeated {
            rows.push(headings.clone());
        }
        rows.push(indented(order.iter().map(|at| cell(columns[*at].cells[place].0)).collect()));
    }
    if variation.totals {
        rows.push(Vec::new());
        rows.push(indented(vec![cell("Summa"), cell("4")]));
    }
    let fields = order.iter().enumerate().map(|(place, at)| (place + variation.blank_columns, *at));
    Made { fields: fields.collect(), rows }
}

fn check(kind: &str, columns: &[Column], variation: &Variation) -> Result<(), TestCaseError> {
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
        prop_assert_eq!(keys, vec![columns[*at].field], "{}", shown);
    }
    prop_assert_eq!(reading.counts.data_rows, 4, "{}", shown);
    prop_assert_eq!(reading.counts.accepted, 4, "{:?}\n{}", reading.rejected, shown);
    for (at, row) in reading.rows.iter().enumerate() {
        for column in made.fields.iter().map(|(_, at)| &columns[*at]) {
            let value = serde_json::to_value(row.values.of(column.field)).expect("a value is JSON");
            let same = match (value.as_f64(), column.cells[at].1.as_f64()) {
                (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-9,
                _ => value == column.cells[at].1,
            };
            prop_assert!(
                same,
                "{} in row {}: {} instead of {}\n{}",
                column.field,
                at,
                value,
                column.cells[at].1,
                shown
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn systems_in_any_order(variation in variation()) {
        check("system", &systems(), &variation)?;
    }

    #[test]
    fn information_sets_in_any_order(variation in variation()) {
        check("information_set", &information_sets(), &variation)?;
    }

    #[test]
    fn processings_in_any_order(variation in variation()) {
        check("processing", &processings(), &variation)?;
    }

    #[test]
    fn controls_in_any_order(variation in variation()) {
        check("control", &controls(), &variation)?;
    }

    #[test]
    fn actions_in_any_order(variation in variation()) {
        check("action", &actions(), &variation)?;
    }
}
