//! The PDF, asked with poppler and qpdf.

use varn_documents::{Block, Document, pdf};

use crate::sample;
use crate::tools::ask;

fn written(document: &Document) -> Vec<u8> {
    pdf(document).expect("a PDF")
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::report(1);
    let first = written(&document);
    assert_eq!(first, written(&document));
    let mut other = document;
    other.title.push('!');
    assert_ne!(first, written(&other));
}

#[test]
fn it_is_tagged_titled_and_says_which_standards_it_keeps() {
    let bytes = written(&sample::report(1));
    let Some(info) = ask("pdfinfo", &[], &bytes, &[]) else { return };
    let field = |name: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap_or_else(|| panic!("no {name} in {info}")).trim().to_owned()
    };
    assert_eq!(field("Title"), "Nulägesbild av informationssäkerheten");
    assert_eq!(field("Author"), "Maja Lind, informationssäkerhetssamordnare");
    assert_eq!(field("Creator"), "Värn");
    assert_eq!(field("Tagged"), "yes");
    assert_eq!(field("Page size"), "595.276 x 841.89 pts (A4)");
    assert!(field("CreationDate").contains("2026"));
    let meta = ask("pdfinfo", &["-meta"], &bytes, &[]).expect("metadata");
    for mark in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<rdf:li>sv-SE</rdf:li>",
    ] {
        assert!(meta.contains(mark), "{mark} in {meta}");
    }
}

#[test]
fn headings_tables_lists_links_and_charts_have_their_tags() {
    let bytes = written(&sample::report(1));
    let Some(tags) = ask("pdfinfo", &["-struct-text"], &bytes, &[]) else { return };
    let count = |tag: &str| tags.lines().filter(|line| line.trim_start().starts_with(tag)).count();
    assert_eq!(count("H1"), 4, "contents and three chapters: {tags}");
    assert_eq!(count("H2"), 4);
    assert_eq!(count("H3"), 1);
    assert_eq!(count("Figure"), 3);
    assert_eq!(count("L (block)"), 2);
    assert_eq!(count("LI (block)"), 5);
    assert_eq!(count("Caption"), 7, "three charts and four tables");
    assert!(count("/Scope /Column") >= 15, "a header for every column");
    assert!(count("/Scope /Row") >= 30, "a header for every row");
    assert!(count("Link") >= 2 + 6);
}

#[test]
fn the_catalog_names_language_and_title_and_bookmarks_lead_to_headings() {
    let bytes = written(&sample::report(2));
    let Some(json) = ask("qpdf", &["--json"], &bytes, &[]) else { return };
    assert!(json.contains("\"/Lang\": \"u:sv-SE\""), "language of the document");
    assert!(json.contains("\"/DisplayDocTitle\": true"));
    assert!(json.contains("\"/Marked\": true"));
    for alt in [
        "Två av åtta delar är på plats",
        "Socialnämnden har klassat 92 procent",
        "De öppna bristerna har minskat",
    ] {
        assert!(json.contains(&format!("\"/Alt\": \"u:{alt}")), "{alt}");
    }
    for title in ["Sammanfattning", "Utvecklingen över tid", "Begränsningar"] {
        assert!(json.contains(&format!("\"title\": \"{title}\"")), "bookmark {title}");
    }
    ask("qpdf", &["--check"], &bytes, &[]);
}

#[test]
fn every_page_bears_reference_variant_and_page_of_pages() {
    let bytes = written(&sample::report(3));
    let Some(text) = ask("pdftotext", &["-layout"], &bytes, &["-"]) else { return };
    let pages: Vec<_> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() >= 6);
    for (index, page) in pages.iter().enumerate() {
        let number = format!("Sida {} ({})", index + 1, pages.len());
        for mark in ["KS 2026/412", "Sekretess: OSL 18 kap. 8 §", "Granköpings kommun", &number] {
            assert!(page.contains(mark), "{mark} is missing on page {}: {page}", index + 1);
        }
    }
    assert!(pages[0].contains("Kontrollsumma"), "the source on the cover");
    assert!(pages[0].contains(&"9f86d081884c7d65".repeat(4)), "the checksum in one piece");
}

#[test]
fn the_chart_stands_as_a_table_too() {
    let bytes = written(&sample::report(0));
    let Some(text) = ask("pdftotext", &["-layout"], &bytes, &["-"]) else { return };
    for mark in
        ["77,5 %", "kv 2 2025", "Rekommenderat är", "Klassad information per nämnd och bolag – siffrorna"]
    {
        assert!(text.contains(mark), "{mark} in {text}");
    }
}

#[test]
fn text_is_never_read_as_markup() {
    let code = "#read(\"/etc/passwd\") $x^2$ *b* _e_ @ref <label> = H // c \\ [x] https://a.se -- ~ 'q'";
    let mut document = sample::with(vec![Block::Paragraph(vec![code.into()])]);
    document.title = code.into();
    let Some(text) = ask("pdftotext", &["-layout"], &written(&document), &["-"]) else { return };
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.matches(code).count() >= 2, "in title and paragraph: {flat}");
}

#[test]
fn nothing_but_the_document_is_in_the_bytes() {
    let bytes = written(&sample::report(1));
    let Some(open) = ask("qpdf", &["--qdf", "--object-streams=disable", "--static-id"], &bytes, &["-"])
    else {
        return;
    };
    let written = open;
    let open = written.to_lowercase();
    for word in ["typst", "krilla", "varn-documents", env!("CARGO_MANIFEST_DIR")] {
        assert!(!open.contains(&word.to_lowercase()), "{word}");
    }
    let home = option_env!("HOME").unwrap_or_default();
    assert!(home.len() < 3 || !written.contains(home), "{home}");
}

#[test]
fn an_empty_document_is_a_document() {
    let mut document = sample::with(Vec::new());
    document.title = String::new();
    document.subtitle = None;
    document.reference = None;
    document.variant = Some(String::new());
    document.source = None;
    document.author = None;
    document.date_text = String::new();
    assert!(written(&document).starts_with(b"%PDF-1.7"));
    document.organisation = String::new();
    assert!(written(&document).starts_with(b"%PDF-1.7"));
}
