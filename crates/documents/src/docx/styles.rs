//! The styles of the document: names that word processors know, so that pasted text takes over the target's looks.

use super::body::NAMES;
use super::tables::TEXT_WIDTH;
use crate::Document;

/// The part with all styles.
pub(super) fn styles(document: &Document) -> String {
    let accent = document.theme.accent.hex();
    let soft = document.theme.accent.tint(0.22);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\" w:eastAsia=\"Calibri\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
         <w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"140\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>",
        language = document.language.tag()
    );
    for style in paragraph_styles(&accent, &soft).iter().chain(&character_styles(&accent)) {
        out.push_str(&style.xml());
    }
    out + &table_style(&accent) + "</w:styles>"
}

/// A style: id, name, what it is based on, and its properties as markup.
struct Style {
    kind: &'static str,
    id: String,
    name: String,
    next: &'static str,
    paragraph: String,
    run: String,
}

impl Style {
    fn xml(&self) -> String {
        let Self { kind, id, name, paragraph, run, .. } = self;
        let normal = id == "Normal";
        let default = if normal { " w:default=\"1\"" } else { "" };
        let based = if *kind == "paragraph" && !normal { "<w:basedOn w:val=\"Normal\"/>" } else { "" };
        let next =
            if self.next.is_empty() { String::new() } else { format!("<w:next w:val=\"{}\"/>", self.next) };
        let paragraph =
            if paragraph.is_empty() { String::new() } else { format!("<w:pPr>{paragraph}</w:pPr>") };
        format!(
            "<w:style w:type=\"{kind}\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based}{next}<w:qFormat/>{paragraph}<w:rPr>{run}</w:rPr></w:style>"
        )
    }
}

fn paragraph(id: &str, name: &str, next: &'static str, paragraph: &str, run: &str) -> Style {
    let (id, name) = (id.to_owned(), name.to_owned());
    Style { kind: "paragraph", id, name, next, paragraph: paragraph.to_owned(), run: run.to_owned() }
}

fn character(id: &str, name: &str, run: &str) -> Style {
    let (id, name) = (id.to_owned(), name.to_owned());
    Style { kind: "character", id, name, next: "", paragraph: String::new(), run: run.to_owned() }
}

fn spacing(before: u16, after: u16) -> String {
    format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>")
}

fn size(half_points: u16) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

fn bold(colour: &str, half_points: u16) -> String {
    format!("<w:b/><w:bCs/><w:color w:val=\"{colour}\"/>{}", size(half_points))
}

fn paragraph_styles(accent: &str, soft: &str) -> Vec<Style> {
    let mut styles = vec![paragraph("Normal", "Normal", "", "", "<w:color w:val=\"1D2321\"/>")];
    styles.extend(heading_styles(accent));
    styles.extend(cover_styles(accent));
    styles.extend(page_styles());
    styles.extend(content_styles());
    styles.extend(figure_styles(accent, soft));
    styles.extend(STATES.iter().map(|(state, colour, fill)| note(state, colour, fill)));
    styles
}

fn heading_styles(accent: &str) -> [Style; 3] {
    let looks = [(480, 160, bold(accent, 36)), (360, 120, bold("1D2321", 26)), (280, 80, bold("4A514E", 22))];
    let mut level = 0;
    looks.map(|(before, after, run)| {
        let rules =
            format!("<w:keepNext/><w:keepLines/>{}<w:outlineLvl w:val=\"{level}\"/>", spacing(before, after));
        level += 1;
        paragraph(&format!("Heading{level}"), &format!("heading {level}"), "Normal", &rules, &run)
    })
}

fn cover_styles(accent: &str) -> [Style; 4] {
    let title = format!(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"14\" w:color=\"{accent}\"/></w:pBdr>\
         <w:spacing w:before=\"3800\" w:after=\"280\" w:line=\"240\" w:lineRule=\"auto\"/>"
    );
    let subtitle = format!("<w:color w:val=\"4A514E\"/>{}", size(28));
    let fact = "<w:tabs><w:tab w:val=\"left\" w:pos=\"2552\"/></w:tabs><w:spacing w:after=\"60\"/>\
                <w:ind w:left=\"2552\" w:hanging=\"2552\"/>";
    [
        paragraph("CoverOrganisation", "Cover Organisation", "Title", "", &bold(accent, 26)),
        paragraph("Title", "Title", "Subtitle", &title, &bold("1D2321", 60)),
        paragraph("Subtitle", "Subtitle", "Normal", &spacing(0, 0), &subtitle),
        paragraph("Fact", "Fact", "", fact, ""),
    ]
}

fn page_styles() -> [Style; 3] {
    let tab = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{TEXT_WIDTH}\"/></w:tabs>{}", spacing(0, 0));
    let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"6\" w:color=\"D9D5CB\"/></w:pBdr>";
    let small = format!("<w:color w:val=\"656B66\"/>{}", size(17));
    [
        paragraph("Header", "header", "", &format!("{line}{tab}"), &small),
        paragraph("FirstHeader", "First Header", "", "", &small),
        paragraph("Footer", "footer", "", &tab, &small),
    ]
}

fn content_styles() -> [Style; 6] {
    let table = "<w:spacing w:before=\"50\" w:after=\"50\" w:line=\"245\" w:lineRule=\"auto\"/>";
    let after = "<w:spacing w:after=\"120\" w:line=\"120\" w:lineRule=\"exact\"/>";
    let indented = "<w:spacing w:after=\"40\"/><w:ind w:left=\"284\"/>";
    [
        paragraph("TOC1", "toc 1", "Normal", &spacing(120, 40), "<w:b/><w:bCs/>"),
        paragraph("TOC2", "toc 2", "Normal", indented, ""),
        paragraph("ListBullet", "List Bullet", "", "<w:spacing w:after=\"80\"/>", ""),
        paragraph("ListNumber", "List Number", "", "<w:spacing w:after=\"80\"/>", ""),
        paragraph("TableText", "Table Text", "", table, &size(18)),
        paragraph("AfterTable", "After Table", "Normal", after, &size(8)),
    ]
}

fn figure_styles(accent: &str, soft: &str) -> [Style; 5] {
    let contents = format!("<w:keepNext/><w:pageBreakBefore/>{}", spacing(0, 200));
    let caption = format!("<w:keepNext/>{}", spacing(240, 80));
    let figure = format!(
        "<w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"5\" w:color=\"{soft}\"/></w:pBdr>{}",
        spacing(160, 0)
    );
    [
        paragraph("TOCHeading", "TOC Heading", "Normal", &contents, &bold(accent, 36)),
        paragraph("Caption", "caption", "Normal", &caption, &format!("<w:b/><w:bCs/>{}", size(19))),
        paragraph("Figure", "Figure", "Caption", &spacing(60, 160), ""),
        paragraph("KeyFigure", "Key Figure", "KeyFigureText", &figure, &bold(accent, 40)),
        paragraph(
            "KeyFigureText",
            "Key Figure Text",
            "Normal",
            &spacing(0, 200),
            "<w:color w:val=\"4A514E\"/>",
        ),
    ]
}

/// Name, colour and soft colour of each state.
const STATES: [(&str, &str, &str); 4] = [
    ("Good", "2A6B3F", "E3F0E5"),
    ("Partial", "855600", "FBEFD5"),
    ("Bad", "A3271F", "FAE5E1"),
    ("Unknown", "5F6568", "ECEEEE"),
];

fn note(state: &str, colour: &str, fill: &str) -> Style {
    let edge =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"6\" w:color=\"{fill}\"/>");
    let rules = format!(
        "<w:pBdr>{}<w:left w:val=\"single\" w:sz=\"24\" w:space=\"9\" w:color=\"{colour}\"/>{}{}</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>\
         {}<w:ind w:left=\"227\" w:right=\"170\"/><w:contextualSpacing/>",
        edge("top"),
        edge("bottom"),
        edge("right"),
        spacing(200, 240)
    );
    paragraph(&format!("Note{state}"), &format!("Note {state}"), "Normal", &rules, "")
}

fn character_styles(accent: &str) -> Vec<Style> {
    let mut styles = vec![
        character("Strong", "Strong", "<w:b/><w:bCs/>"),
        character("Emphasis", "Emphasis", "<w:i/><w:iCs/>"),
        character("Hyperlink", "Hyperlink", "<w:color w:val=\"174F77\"/><w:u w:val=\"single\"/>"),
        character("Term", "Term", "<w:color w:val=\"656B66\"/>"),
        character("CaptionLabel", "Caption Label", &format!("<w:color w:val=\"{accent}\"/>")),
        character(
            "HeaderOrganisation",
            "Header Organisation",
            &format!("<w:b/><w:bCs/><w:color w:val=\"{accent}\"/>"),
        ),
    ];
    let coloured = |name: String, colour: &str, fill: &str| {
        let run = format!(
            "<w:b/><w:bCs/><w:color w:val=\"{colour}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"
        );
        character(&name.replace(' ', ""), &name, &run)
    };
    let word = |(state, colour, _): &(&str, &str, &str)| {
        character(state, state, &format!("<w:b/><w:bCs/><w:color w:val=\"{colour}\"/>"))
    };
    styles.extend(STATES.iter().map(word));
    let levels = [
        ("4A514E", "ECEEEE"),
        ("4A514E", "ECEEEE"),
        ("855600", "FBEFD5"),
        ("A3271F", "FAE5E1"),
        ("FFFFFF", "A3271F"),
    ];
    styles.extend(
        (0..)
            .zip(levels)
            .map(|(level, (colour, fill)): (u8, _)| coloured(format!("Level {level}"), colour, fill)),
    );
    styles
}

fn table_style(accent: &str) -> String {
    let line = |side: &str, size: u8, colour: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>")
    };
    format!(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblCellMar>\
         <w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTable\"><w:name w:val=\"Report Table\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>\
         <w:tblPr><w:tblBorders>{}{}</w:tblBorders><w:tblCellMar><w:top w:w=\"28\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"28\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/><w:color w:val=\"4A514E\"/></w:rPr><w:tcPr><w:tcBorders>{}</w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>",
        line("bottom", 6, "8A8679"),
        line("insideH", 4, "D9D5CB"),
        line("bottom", 10, accent)
    )
}
