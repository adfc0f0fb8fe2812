//! The DOCX, read as XML.

use roxmltree::{Document as Xml, Node};
use varn_documents::{Block, docx};

use crate::sample;
use crate::tools::{names, part};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn text_of(package: &[u8], name: &str) -> String {
    String::from_utf8(part(package, name)).expect("UTF-8")
}

fn styles_used<'a>(document: &'a Xml<'_>) -> Vec<&'a str> {
    let style = |node: Node<'a, '_>| node.attribute((W, "val"));
    document.descendants().filter(|node| node.has_tag_name((W, "pStyle"))).filter_map(style).collect()
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::report(1);
    assert_eq!(docx(&document).expect("a DOCX"), docx(&document).expect("a DOCX"));
}

#[test]
fn every_part_is_well_formed_and_every_reference_leads_somewhere() {
    let package = docx(&sample::report(1)).expect("a DOCX");
    for name in names(&package).iter().filter(|name| !name.contains("media/")) {
        let text = text_of(&package, name);
        Xml::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let main = text_of(&package, "word/document.xml");
    let relations = text_of(&package, "word/_rels/document.xml.rels");
    for id in main
        .split("r:id=\"")
        .chain(main.split("r:embed=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        if id.starts_with("rId") {
            assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
        }
    }
    let styles = text_of(&package, "word/styles.xml");
    let document = Xml::parse(&main).expect("XML");
    for style in styles_used(&document) {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn styles_language_and_properties_are_real() {
    let package = docx(&sample::report(1)).expect("a DOCX");
    let main = text_of(&package, "word/document.xml");
    let document = Xml::parse(&main).expect("XML");
    let used = styles_used(&document);
    let count = |style: &str| used.iter().filter(|used| **used == style).count();
    assert_eq!((count("Heading1"), count("Heading2"), count("Heading3")), (3, 4, 1));
    assert_eq!((count("Title"), count("Subtitle"), count("Caption")), (1, 1, 7));
    assert_eq!((count("ListBullet"), count("ListNumber")), (2, 3));
    assert!(text_of(&package, "word/styles.xml").contains("<w:lang w:val=\"sv-SE\""));
    let core = text_of(&package, "docProps/core.xml");
    for property in [
        "<dc:title>Nulägesbild av informationssäkerheten</dc:title>",
        "<dc:language>sv-SE</dc:language>",
        "<dc:creator>Maja Lind, informationssäkerhetssamordnare</dc:creator>",
        "2026-10-12T00:00:00Z",
    ] {
        assert!(core.contains(property), "{property} in {core}");
    }
}

#[test]
fn tables_repeat_their_headings_and_pictures_are_described() {
    let package = docx(&sample::report(2)).expect("a DOCX");
    let main = text_of(&package, "word/document.xml");
    let document = Xml::parse(&main).expect("XML");
    let tables: Vec<_> = document.descendants().filter(|node| node.has_tag_name((W, "tbl"))).collect();
    assert_eq!(tables.len(), 5);
    for table in tables {
        let first = table.children().find(|node| node.has_tag_name((W, "tr"))).expect("a row");
        assert!(first.descendants().any(|node| node.has_tag_name((W, "tblHeader"))));
        assert!(table.descendants().any(|node| node.has_tag_name((W, "tblCaption"))));
    }
    let described = document.descendants().filter(|node| node.tag_name().name() == "docPr");
    let alts: Vec<_> = described.filter_map(|node| node.attribute("descr")).collect();
    assert_eq!(alts.len(), 3);
    assert!(alts[1].starts_with("Socialnämnden har klassat 92 procent"));
    assert!(part(&package, "word/media/image3.png").starts_with(b"\x89PNG"));
    assert!(main.contains("77,5 %"), "the figures of the chart as a table");
}

#[test]
fn every_page_bears_reference_variant_and_page_of_pages() {
    let package = docx(&sample::report(0)).expect("a DOCX");
    let header = text_of(&package, "word/header1.xml");
    assert!(header.contains("KS 2026/412") && header.contains("Granköpings kommun"));
    let footer = text_of(&package, "word/footer1.xml");
    for mark in ["Sekretess: OSL 18 kap. 8 §", " PAGE ", " NUMPAGES ", "Sida "] {
        assert!(footer.contains(mark), "{mark} in {footer}");
    }
    let main = text_of(&package, "word/document.xml");
    assert!(main.contains("w:type=\"first\" r:id=\"rIdFooter\""), "the cover has the footer too");
    assert!(main.contains(&"9f86d081884c7d65".repeat(4)), "the checksum");
}

#[test]
fn what_is_no_web_address_is_no_link() {
    let run = |url: &str| varn_documents::Run::Link { text: "här".into(), url: url.into() };
    let runs = vec![run("javascript:alert(1)"), run("https://example.se/?a=1&b=2")];
    let package = docx(&sample::with(vec![Block::Paragraph(runs)])).expect("a DOCX");
    let relations = text_of(&package, "word/_rels/document.xml.rels");
    assert!(!relations.contains("javascript"));
    assert!(relations.contains("https://example.se/?a=1&amp;b=2"));
    assert_eq!(text_of(&package, "word/document.xml").matches("här").count(), 2);
}
