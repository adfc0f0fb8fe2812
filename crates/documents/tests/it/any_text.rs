//! Whatever people type, a document and a workbook come out.

use proptest::prelude::*;
use varn_documents::{
    Align, Bar, Bars, Block, Cell, Chart, ChartKind, Column, Document, Fact, KeyFigure, Kind, Level, Line,
    ListKind, Run, Series, Sheet, SheetColumn, State, Strip, StripItem, Table, Tint, Trend, csv, docx, pdf,
    xlsx,
};

use crate::sample;
use crate::tools::{names, part};

/// What has broken typesetters, word processors and spreadsheets.
const NASTY: &[&str] = &[
    "#read(\"/etc/passwd\") #eval(\"1\") #{while true {}}",
    "$x^2$ *b _e `r` <l> @l = H\n- i\n+ n\n/ t: d // c /* */ \\ \\u{1F600} ~ --- #",
    "👨‍👩‍👧‍👦 🇸🇪 👍🏽 e\u{301}\u{301}\u{301} ﷽ 𝔘𝔫𝔦 王 한국어 ไทย नमस्ते",
    "مرحبا بالعالم abc שלום \u{202e}txt.exe\u{202c} \u{2066}x\u{2069}",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1b}[31m\u{7f}\u{85}\u{9f}\u{ad}\u{feff}\u{fffe}\u{ffff}\u{e000}\u{10ffff}",
    "a\r\nb\rc\n\n\td\u{2028}e\u{2029}f",
    "]]></w:t></w:p><w:p>&amp;&#0;\"'<!--",
    "=cmd|' /C calc'!A0",
    "_x0041__x0000_",
    "",
    " ",
    "\u{301}",
    "\u{200d}\u{fe0f}\u{200b}",
    "ord-som-aldrig-tar-slut-och-aldrig-bryts-av-något-mellanslag-för-det-finns-inget-i-hela-ordet",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "{page}{pages}{title}{",
];

fn text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(NASTY).prop_map(str::to_owned);
    let mixed = (nasty.clone(), any::<String>(), nasty.clone()).prop_map(|(a, b, c)| a + &b + &c);
    prop_oneof![nasty, any::<String>(), mixed, "[a-zåäö ]{0,400}"]
}

/// A document with the texts in every place that takes text.
fn document(texts: &[String], number: f64) -> Document {
    let mut next = texts.iter().cloned().cycle();
    let mut text = move || next.next().unwrap_or_default();
    let mut document = sample::with(Vec::new());
    document.title = text();
    document.subtitle = Some(text());
    document.organisation = text();
    document.reference = Some(text());
    document.variant = Some(text());
    document.source = Some(text());
    document.author = Some(text());
    document.date_text = text();
    for label in [
        &mut document.labels.page,
        &mut document.labels.table,
        &mut document.labels.twin,
        &mut document.labels.chart,
    ] {
        *label = text();
    }
    let mut runs = || {
        vec![
            Run::Plain(text()),
            Run::Bold(text()),
            Run::Emphasis(text()),
            Run::Link { text: text(), url: text() },
        ]
    };
    let (first, second, third, fourth) = (runs(), runs(), runs(), runs());
    document.blocks = vec![
        Block::Heading { level: 0, text: first[0].text().to_owned() },
        Block::Paragraph(first.clone()),
        Block::Heading { level: 9, text: second[1].text().to_owned() },
        Block::List { kind: ListKind::Numbered, items: vec![second.clone(), vec![]] },
        Block::List { kind: ListKind::Bullet, items: vec![] },
        Block::Facts(vec![Fact { term: third[0].text().to_owned(), value: fourth.clone() }]),
        Block::KeyFigures(vec![KeyFigure {
            figure: third[1].text().to_owned(),
            text: third[2].text().to_owned(),
        }]),
        Block::Note { state: State::Partial, title: Some(third[3].text().to_owned()), text: third.clone() },
        table(&first, &second),
        bars(&first, number),
        trend(&second, number),
        strip(&third),
        Block::PageBreak,
    ];
    document
}

fn table(first: &[Run], second: &[Run]) -> Block {
    let column = |run: &Run, width| Column { title: run.text().to_owned(), align: Align::End, width };
    let level = |run: &Run, level| Level { text: run.text().to_owned(), level };
    let rows = vec![
        vec![Cell::Text(first.to_vec()), Cell::Levels(vec![level(&first[0], 0), level(&first[1], 200)])],
        vec![
            Cell::State(State::Unknown, second[0].text().to_owned()),
            Cell::Text(vec![]),
            Cell::from("för mycket"),
        ],
        vec![],
    ];
    let columns =
        vec![column(&first[2], 0), column(&first[3], u16::MAX / 4), column(&second[0], u16::MAX / 4)];
    Block::Table(Table { caption: second[2].text().to_owned(), columns, row_headers: true, rows })
}

fn bars(runs: &[Run], number: f64) -> Block {
    let series = runs
        .iter()
        .take(2)
        .map(|run| Series { name: run.text().to_owned(), tint: Tint::AccentLight })
        .collect();
    let bars =
        runs.iter().map(|run| Bar { label: run.text().to_owned(), values: vec![number, 2.0, 3.0] }).collect();
    let heading = runs[0].text().to_owned();
    let unit = runs[1].text().to_owned();
    chart(
        runs,
        ChartKind::Bars(Bars {
            heading: heading.clone(),
            series,
            bars,
            full: Some(number),
            unit,
            total: Some(heading),
        }),
    )
}

fn trend(runs: &[Run], number: f64) -> Block {
    let times = runs.iter().map(|run| run.text().to_owned()).collect();
    let line = Line {
        name: runs[0].text().to_owned(),
        tint: Tint::Rest,
        values: vec![Some(number), None, Some(1.0)],
    };
    let empty = Line { values: vec![], ..line.clone() };
    let (heading, unit) = (runs[2].text().to_owned(), runs[3].text().to_owned());
    chart(runs, ChartKind::Trend(Trend { heading, times, lines: vec![line, empty], full: None, unit }))
}

fn strip(runs: &[Run]) -> Block {
    let item = |run: &Run| StripItem {
        label: run.text().to_owned(),
        state: State::Good,
        word: run.text().to_owned(),
        note: Some(run.text().to_owned()),
    };
    let heading = runs[0].text().to_owned();
    let items = runs.iter().map(item).collect();
    let strip =
        Strip { heading: heading.clone(), state_heading: heading.clone(), note_heading: heading, items };
    chart(runs, ChartKind::Strip(strip))
}

fn chart(runs: &[Run], kind: ChartKind) -> Block {
    Block::Chart(Chart { title: runs[0].text().to_owned(), alt: runs[1].text().to_owned(), kind })
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), Just(0.0), Just(f64::NAN), Just(f64::INFINITY), 0.0..1e6]
}

/// Few cases, as each is a whole document; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if default.cases == 256 { 10 } else { default.cases };
    ProptestConfig { cases, failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_pdf_comes_out(texts in prop::collection::vec(text(), 1..12), number in number()) {
        let bytes = pdf(&document(&texts, number)).expect("a PDF");
        prop_assert!(bytes.starts_with(b"%PDF-1.7"));
    }

    #[test]
    fn a_docx_comes_out(texts in prop::collection::vec(text(), 1..12), number in number()) {
        let package = docx(&document(&texts, number)).expect("a DOCX");
        for name in names(&package).iter().filter(|name| !name.contains("media/")) {
            let xml = String::from_utf8(part(&package, name)).expect("UTF-8");
            roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    #[test]
    fn an_xlsx_comes_out(texts in prop::collection::vec(text(), 1..12), number in number()) {
        let column = |text: &String| SheetColumn { title: text.clone(), kind: Kind::Money, width: 0 };
        let rows = texts.iter().map(|text| vec![text.clone().into(), number.into()]).collect();
        let sheet = Sheet { name: texts[0].clone(), columns: texts.iter().map(column).collect(), rows };
        let again = sheet.clone();
        let mut workbook = sample::workbook(0);
        workbook.sheets = vec![sheet, again];
        let package = xlsx(&workbook).expect("a workbook");
        for name in names(&package) {
            let xml = String::from_utf8(part(&package, &name)).expect("UTF-8");
            roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
            prop_assert!(!xml.contains("<f>"));
        }
    }

    #[test]
    fn no_csv_field_begins_like_a_formula(text in text()) {
        let column = SheetColumn { title: "a".into(), kind: Kind::Text, width: 9 };
        let sheet = Sheet { name: "a".into(), columns: vec![column], rows: vec![vec![text.into()]] };
        let written = csv(&sheet);
        let field = written.strip_prefix("\u{feff}a\r\n").expect("heading").trim_start_matches('"');
        prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t']));
    }
}

#[test]
fn each_nasty_text_comes_out_everywhere() {
    for text in NASTY {
        let document = document(&[(*text).to_owned()], 1.0);
        if let Err(error) = pdf(&document) {
            panic!("{text:?}: {error}");
        }
        assert!(docx(&document).is_ok(), "{text:?}");
    }
}
