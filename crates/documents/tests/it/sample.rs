//! A report as a municipality would make it, with every kind of block.

use chrono::NaiveDate;
use varn_documents::{
    Align, Bar, Bars, Block, Cell, Chart, ChartKind, Column, Document, Fact, KeyFigure, Kind, Labels,
    Language, Level, Line, ListKind, Run, Series, Sheet, SheetColumn, State, Strip, StripItem, Table, Theme,
    Tint, Trend, Value, Workbook,
};

/// Words for a Swedish document.
pub(crate) fn labels() -> Labels {
    let text = str::to_owned;
    Labels {
        contents: text("Innehåll"),
        page: text("Sida {page} ({pages})"),
        reference: text("Diarienummer"),
        date: text("Datum"),
        author: text("Framtagen av"),
        variant: text("Handlingen är"),
        source: text("Underlag"),
        table: text("Tabell"),
        chart: text("Diagram"),
        twin: text("{title} – siffrorna"),
    }
}

/// A document with the given blocks.
pub(crate) fn with(blocks: Vec<Block>) -> Document {
    Document {
        title: "Nulägesbild av informationssäkerheten".into(),
        subtitle: Some("Var vi står i oktober 2026, vad som brådskar och vad vi föreslår".into()),
        language: Language::Swedish,
        organisation: "Granköpings kommun".into(),
        reference: Some("KS 2026/412".into()),
        date: NaiveDate::from_ymd_opt(2026, 10, 12).expect("a date"),
        date_text: "12 oktober 2026".into(),
        variant: Some("Sekretess: OSL 18 kap. 8 §".into()),
        source: Some(format!(
            "Nulägesbild 7, fryst 12 oktober 2026 kl. 09.14. Kontrollsumma {}",
            "9f86d081884c7d65".repeat(4)
        )),
        author: Some("Maja Lind, informationssäkerhetssamordnare".into()),
        labels: labels(),
        theme: Theme::default(),
        blocks,
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.into() }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![text.into()])
}

fn column(title: &str, align: Align, width: u16) -> Column {
    Column { title: title.into(), align, width }
}

/// The whole report; `repeats` chapters of tables make it longer.
pub(crate) fn report(repeats: usize) -> Document {
    let mut blocks = summary();
    blocks.extend(situation());
    for number in 0..repeats {
        blocks.extend(chapter(number));
    }
    with(blocks)
}

fn summary() -> Vec<Block> {
    vec![
        heading(1, "Sammanfattning"),
        Block::Paragraph(vec![
            "Kommunen har kommit igång. ".into(),
            Run::Bold("Två av åtta delar är på plats.".into()),
            " Det som brådskar mest är att pröva att säkerhetskopiorna går att läsa tillbaka och att införa \
             flerfaktorsinloggning i de sex system som har känsliga uppgifter. Bakgrunden finns i "
                .into(),
            Run::Link { text: "MSB:s föreskrifter".into(), url: "https://www.msb.se/sv/regler/".into() },
            " och i ".into(),
            Run::Emphasis("riktlinjen för informationssäkerhet".into()),
            ".".into(),
        ]),
        Block::KeyFigures(vec![
            KeyFigure {
                figure: "246 av 412".into(),
                text: "informationsmängder är klassade. Elva av de mest kritiska återstår.".into(),
            },
            KeyFigure { figure: "6 system".into(), text: "saknar flerfaktorsinloggning. Ett stulet lösenord räcker för att läsa 2 300 personakter.".into() },
            KeyFigure { figure: "14 av 31".into(), text: "samhällsviktiga processer stannar samma dag om Granit Data AB får driftstopp.".into() },
        ]),
        Block::Note {
            state: State::Bad,
            title: Some("Beslut behövs före årsskiftet".into()),
            text: vec!["Återläsning har aldrig prövats i Journalsystem Vården. Utan den kan hemsjukvården stå utan läkemedelslistor i mer än ett dygn.".into()],
        },
        heading(2, "Vi föreslår att kommunstyrelsen"),
        Block::List {
            kind: ListKind::Numbered,
            items: vec![
                vec!["beslutar om handlingsplanen för 2027 med 24 åtgärder och 380 000 kronor,".into()],
                vec!["ger samordnaren en halvtidstjänst från och med januari, och".into()],
                vec![Run::Bold("prövar återläsning".into()), " i de fem mest kritiska systemen före den 31 mars.".into()],
            ],
        },
        heading(2, "De åtta delarna"),
        eight(),
    ]
}

fn eight() -> Block {
    let item = |label: &str, state, word: &str, note: &str| StripItem {
        label: label.into(),
        state,
        word: word.into(),
        note: Some(note.into()),
    };
    Block::Chart(Chart {
        title: "Läget i de åtta delarna".into(),
        alt: "Två av åtta delar är på plats: nuläge och styrdokument. Fyra är delvis på plats, en är inaktuell och en är inte mätt.".into(),
        kind: ChartKind::Strip(Strip {
            heading: "Del".into(),
            state_heading: "Läge".into(),
            note_heading: "Varför".into(),
            items: vec![
                item("Funktion", State::Partial, "Delvis", "Utsedd, 30 % av tiden. Rekommenderat är minst 50 %."),
                item("Nuläge", State::Good, "På plats", "Nulägesbild fryst 12 oktober. 87 % av systemen bedömda."),
                item("Ledningen informerad", State::Bad, "Inaktuell", "Senaste genomgång är mer än ett år gammal."),
                item("Handlingsplan", State::Partial, "Väntar på beslut", "24 åtgärder, 380 000 kronor."),
                item("Klassning", State::Partial, "Delvis", "246 av 412 informationsmängder."),
                item("Styrdokument och medvetenhet", State::Good, "På plats", "Policy och fyra riktlinjer gäller."),
                item("Krav vid upphandling", State::Partial, "Delvis", "3 av 9 upphandlingar i år hade krav."),
                item("Uppföljning", State::Unknown, "Inte mätt ännu", "Mäts från 2027."),
            ],
        }),
    })
}

fn situation() -> Vec<Block> {
    vec![
        heading(1, "Läget i verksamheterna"),
        paragraph("Klassningen har kommit längst i socialnämnden. I bolagen har den knappt börjat, främst för att ingen har utsetts till informationsägare."),
        bars(),
        heading(2, "Utvecklingen över tid"),
        trend(),
        heading(2, "Om underlaget"),
        Block::Facts(vec![
            Fact { term: "Omfattning".into(), value: vec!["Kommunstyrelsen, nio nämnder och tre bolag".into()] },
            Fact { term: "Metod".into(), value: vec!["Klassning i fem nivåer efter ".into(), Run::Emphasis("konfidentialitet, riktighet och tillgänglighet".into())] },
            Fact { term: "Kontaktperson".into(), value: vec![Run::Link { text: "maja.lind@grankoping.se".into(), url: "mailto:maja.lind@grankoping.se".into() }] },
        ]),
        heading(3, "Begränsningar"),
        Block::List {
            kind: ListKind::Bullet,
            items: vec![
                vec!["Räddningstjänsten redovisas av kommunalförbundet.".into()],
                vec!["Bedömningarna av tre system bygger på leverantörens egna uppgifter och har inte prövats.".into()],
            ],
        },
    ]
}

fn bars() -> Block {
    let bar = |label: &str, values: [f64; 3]| Bar { label: label.into(), values: values.to_vec() };
    Block::Chart(Chart {
        title: "Klassad information per nämnd och bolag".into(),
        alt: "Socialnämnden har klassat 92 procent av sin information, de kommunala bolagen bara 4 procent."
            .into(),
        kind: ChartKind::Bars(Bars {
            heading: "Nämnd eller bolag".into(),
            series: vec![
                Series { name: "Klassad och beslutad".into(), tint: Tint::Accent },
                Series { name: "Påbörjad".into(), tint: Tint::AccentLight },
                Series { name: "Inte klassad".into(), tint: Tint::Rest },
            ],
            bars: vec![
                bar("Socialnämnden", [92.0, 5.0, 3.0]),
                bar("Omsorgsnämnden", [88.0, 9.0, 3.0]),
                bar("Utbildningsnämnden", [61.0, 12.0, 27.0]),
                bar("Samhällsbyggnadsnämnden", [34.0, 20.0, 46.0]),
                bar("Kultur- och fritidsnämnden", [22.5, 0.0, 77.5]),
                bar("Granköpings Energi och Vatten AB", [4.0, 2.0, 94.0]),
            ],
            full: Some(100.0),
            unit: " %".into(),
            total: None,
        }),
    })
}

fn trend() -> Block {
    let line = |name: &str, tint, values: [Option<f64>; 6]| Line {
        name: name.into(),
        tint,
        values: values.to_vec(),
    };
    let times = ["kv 2 2025", "kv 3 2025", "kv 4 2025", "kv 1 2026", "kv 2 2026", "kv 3 2026"];
    Block::Chart(Chart {
        title: "Öppna brister och åtgärdade brister".into(),
        alt: "De öppna bristerna har minskat från 41 till 29 på ett och ett halvt år. De åtgärdade har ökat till 63.".into(),
        kind: ChartKind::Trend(Trend {
            heading: "Kvartal".into(),
            times: times.iter().map(|&time| time.to_owned()).collect(),
            lines: vec![
                line("Öppna brister", Tint::Bad, [Some(41.0), Some(44.0), Some(40.0), None, Some(33.0), Some(29.0)]),
                line("Åtgärdade brister", Tint::Accent, [Some(3.0), Some(8.0), Some(21.0), Some(38.0), Some(52.0), Some(63.0)]),
                line("Undantag", Tint::Partial, [None, None, Some(4.0), Some(5.0), Some(28.0), Some(27.0)]),
            ],
            full: None,
            unit: String::new(),
        }),
    })
}

fn chapter(number: usize) -> Vec<Block> {
    let names = [
        "Journalsystem Vården",
        "Hemtjänstplanering",
        "Elevregister Unikum",
        "Lönesystem",
        "Ärendehantering",
        "Passersystem",
    ];
    let states = [
        (State::Bad, "Saknas"),
        (State::Partial, "Delvis"),
        (State::Good, "Finns"),
        (State::Unknown, "Inte bedömd"),
    ];
    let rows = (0..18).map(|row| {
        let level = |letter: &str, value: usize| Level {
            text: format!("{letter} {}", value % 5),
            level: u8::try_from(value % 5).unwrap_or(0),
        };
        let (state, word) = states[(row + number) % 4];
        vec![
            Cell::from(format!("{} {}", names[row % 6], row + 1)),
            Cell::from(
                ["Socialförvaltningen", "Utbildningsförvaltningen", "Kommunledningskontoret"][row % 3],
            ),
            Cell::Levels(vec![level("K", row + 1), level("R", row * 2), level("T", row * 3 + number)]),
            Cell::from(format!("{}", 12 + row * 7)),
            Cell::State(state, word.to_owned()),
        ]
    });
    vec![
        heading(1, &format!("System som hanterar kritisk information, del {}", number + 1)),
        paragraph(
            "Tabellen visar de system där behovet av skydd är störst. Behovet följer av den information som systemet hanterar.",
        ),
        Block::Table(Table {
            caption: "System, skyddsbehov och hur många krav som återstår".into(),
            columns: vec![
                column("System", Align::Start, 4),
                column("Systemägare", Align::Start, 5),
                column("Skyddsbehov", Align::Start, 3),
                column("Krav kvar", Align::End, 2),
                column("Återläsning prövad", Align::Start, 3),
            ],
            row_headers: true,
            rows: rows.collect(),
        }),
    ]
}

/// A workbook with twelve columns of every kind.
pub(crate) fn workbook(rows: usize) -> Workbook {
    let column = |title: &str, kind, width| SheetColumn { title: title.into(), kind, width };
    let date = NaiveDate::from_ymd_opt(2026, 10, 12).expect("a date");
    let row = |index: usize| -> Vec<Value> {
        let number = i64::try_from(index).unwrap_or(0);
        vec![
            Value::Integer(number),
            format!("System {index}").into(),
            "Socialförvaltningen".into(),
            ["I drift", "Avvecklas", "Planerat"][index % 3].into(),
            format!("Beskrivning av system {index}, med å, ä och ö").into(),
            Value::Integer(number % 5),
            Value::Decimal(f64::from(u16::try_from(index).unwrap_or(0)) / 7.0),
            Value::Date(date),
            Value::Integer(number * 1000),
            if index.is_multiple_of(4) { Value::Empty } else { "=HYPERLINK(\"http://x\")".into() },
            "Granit Data AB".into(),
            format!("KS 2026/{index}").into(),
        ]
    };
    Workbook {
        title: "Systemregister".into(),
        author: Some("Maja Lind".into()),
        date,
        sheets: vec![Sheet {
            name: "System".into(),
            columns: vec![
                column("Nr", Kind::Integer, 8),
                column("System", Kind::Text, 30),
                column("Förvaltning", Kind::Text, 25),
                column("Läge", Kind::Text, 14),
                column("Beskrivning", Kind::Text, 40),
                column("Nivå", Kind::Integer, 8),
                column("Andel", Kind::Decimal, 10),
                column("Nästa översyn", Kind::Date, 12),
                column("Kostnad", Kind::Money, 14),
                column("Anteckning", Kind::Text, 30),
                column("Leverantör", Kind::Text, 20),
                column("Diarienummer", Kind::Text, 16),
            ],
            rows: (0..rows).map(row).collect(),
        }],
    }
}
