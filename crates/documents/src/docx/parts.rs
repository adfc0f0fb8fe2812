//! The small parts of the package: types, relations, properties, numbering, settings, header and footer.

use super::body::NAMES;
use super::tables::TEXT_WIDTH;
use super::xml::{Xml, escape};
use crate::Document;
use crate::pdf::PRODUCER;
use crate::text::{PagePart, one_line, page_parts};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Relations of the package.
pub(super) const PACKAGE_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
    </Relationships>";

/// Types of the parts.
pub(super) fn content_types(pictures: usize) -> String {
    let png = if pictures > 0 { "<Default Extension=\"png\" ContentType=\"image/png\"/>" } else { "" };
    let parts = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("header1", "header"),
        ("header2", "header"),
        ("footer1", "footer"),
    ];
    let mut overrides = Xml::default();
    for (part, kind) in parts {
        overrides
            .markup(&format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{MAIN}.{kind}+xml\"/>"));
    }
    let overrides = overrides.as_str();
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{png}{overrides}\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>"
    )
}

/// Relations of the main part.
pub(super) fn relations(links: &[String], pictures: usize) -> String {
    let parts = [
        ("Styles", "styles", "styles.xml"),
        ("Numbering", "numbering", "numbering.xml"),
        ("Settings", "settings", "settings.xml"),
        ("Header", "header", "header1.xml"),
        ("FirstHeader", "header", "header2.xml"),
        ("Footer", "footer", "footer1.xml"),
    ];
    let mut out = Xml::default();
    out.markup(DECLARATION);
    out.markup("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in parts {
        out.markup(&format!("<Relationship Id=\"rId{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>"));
    }
    for number in 1..=pictures {
        let (id, target) = (format!("rIdPicture{number}"), format!("media/image{number}.png"));
        out.markup(&format!("<Relationship Id=\"{id}\" Type=\"{RELATION}/image\" Target=\"{target}\"/>"));
    }
    for (number, link) in (1..).zip(links) {
        let (id, target) = (format!("rIdLink{number}"), escape(link));
        out.markup(&format!("<Relationship Id=\"{id}\" Type=\"{RELATION}/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>"));
    }
    out.markup("</Relationships>").as_str().to_owned()
}

/// Title, author, language and date.
pub(super) fn core(document: &Document) -> String {
    let time = format!("{}T00:00:00Z", document.date.format("%Y-%m-%d"));
    let author = escape(document.author.as_deref().unwrap_or_default());
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{author}</dc:creator><dc:language>{}</dc:language><cp:lastModifiedBy>{author}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:modified></cp:coreProperties>",
        escape(&one_line(&document.title)),
        document.language.tag(),
    )
}

/// The program and the organisation.
pub(super) fn app(document: &Document) -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{PRODUCER}</Application><Company>{}</Company></Properties>",
        escape(&document.organisation)
    )
}

/// Bullets are list 1; numbered lists follow, each counting from one.
pub(super) fn numbering(numbered: usize) -> String {
    let level = |format: &str, mark: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"397\" w:hanging=\"397\"/></w:pPr></w:lvl>"
        )
    };
    let mut out = Xml::default();
    out.markup(&format!("{DECLARATION}<w:numbering {NAMES}>"));
    for (number, level) in [level("bullet", "•"), level("decimal", "%1.")].iter().enumerate() {
        out.markup(&format!(
            "<w:abstractNum w:abstractNumId=\"{number}\"><w:multiLevelType w:val=\"singleLevel\"/>"
        ));
        out.markup(level).markup("</w:abstractNum>");
    }
    out.markup("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for number in 2..numbered + 2 {
        out.markup(&format!("<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"1\"/>"));
        out.markup("<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>");
    }
    out.markup("</w:numbering>").as_str().to_owned()
}

/// Hyphenation, language, and the layout rules of current word processors.
pub(super) fn settings(document: &Document) -> String {
    format!(
        "{DECLARATION}<w:settings {NAMES}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/><w:autoHyphenation/><w:hyphenationZone w:val=\"425\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{}\"/></w:settings>",
        document.language.tag()
    )
}

/// The header of all pages but the cover.
pub(super) fn header(document: &Document) -> String {
    let mut xml = Xml::default();
    xml.open("Header", "").run("<w:rStyle w:val=\"HeaderOrganisation\"/>", &one_line(&document.organisation));
    xml.run("", &format!("   {}", one_line(&document.title)));
    if let Some(reference) = &document.reference {
        xml.markup("<w:r><w:tab/></w:r>").run("", &one_line(reference));
    }
    xml.close();
    format!("{DECLARATION}<w:hdr {NAMES}>{}</w:hdr>", xml.as_str())
}

/// The cover names the organisation and the reference itself.
pub(super) fn first_header() -> String {
    format!("{DECLARATION}<w:hdr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"FirstHeader\"/></w:pPr></w:p></w:hdr>")
}

/// The footer of all pages: the variant, and page of pages.
pub(super) fn footer(document: &Document) -> String {
    let mut xml = Xml::default();
    xml.open("Footer", "");
    if let Some(variant) = &document.variant {
        xml.run("<w:rStyle w:val=\"Strong\"/>", &one_line(variant));
    }
    xml.markup("<w:r><w:tab/></w:r>");
    for part in page_parts(&document.labels.page) {
        match part {
            PagePart::Text(words) => xml.run("", &words),
            PagePart::Page => xml.field("PAGE", "1"),
            PagePart::Pages => xml.field("NUMPAGES", "1"),
        };
    }
    xml.close();
    format!("{DECLARATION}<w:ftr {NAMES}>{}</w:ftr>", xml.as_str())
}

/// A4 with margins, header and footer; ends the main part.
pub(super) fn section() -> String {
    let right = 11906 - 1531 - TEXT_WIDTH;
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:headerReference w:type=\"first\" r:id=\"rIdFirstHeader\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/><w:footerReference w:type=\"first\" r:id=\"rIdFooter\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1758\" w:right=\"{right}\" w:bottom=\"1531\" w:left=\"1531\" w:header=\"794\" w:footer=\"737\" w:gutter=\"0\"/>\
         <w:titlePg/></w:sectPr>"
    )
}
