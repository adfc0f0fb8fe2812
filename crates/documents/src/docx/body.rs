//! Cover, contents and blocks as `WordprocessingML`.

use super::parts::section;
use super::tables;
use super::xml::{Xml, escape};
use crate::model::{Block, Document, Fact, KeyFigure, ListKind, Run, State, with_levels};
use crate::pdf::{Picture, picture};
use crate::{Chart, Error, chart, text};

/// The name space declarations of the parts that hold text.
pub(super) const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// The text of the document, and what it refers to.
pub(super) struct Body<'a> {
    document: &'a Document,
    pub(super) xml: Xml,
    /// Addresses of links, in order of their relations.
    pub(super) links: Vec<String>,
    /// Drawn charts, in order of their relations.
    pub(super) pictures: Vec<Picture>,
    /// How many numbered lists there are; each counts from one.
    pub(super) numbered: usize,
    tables: usize,
    headings: usize,
}

impl<'a> Body<'a> {
    pub(super) fn write(document: &'a Document) -> Result<Self, Error> {
        let (links, pictures) = (Vec::new(), Vec::new());
        let mut body =
            Self { document, xml: Xml::default(), links, pictures, numbered: 0, tables: 0, headings: 0 };
        body.cover();
        body.contents();
        for (level, block) in with_levels(&document.blocks) {
            body.block(level, block)?;
        }
        Ok(body)
    }

    /// The main part.
    pub(super) fn document(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document {NAMES}><w:body>{}{}</w:body></w:document>",
            self.xml.as_str(),
            section()
        )
    }

    fn cover(&mut self) {
        let document = self.document;
        let labels = &document.labels;
        self.xml.paragraph("CoverOrganisation", &document.organisation);
        self.xml.paragraph("Title", &text::one_line(&document.title));
        if let Some(subtitle) = &document.subtitle {
            self.xml.paragraph("Subtitle", subtitle);
        }
        let rows = [
            (&labels.reference, document.reference.as_ref()),
            (&labels.date, Some(&document.date_text)),
            (&labels.author, document.author.as_ref()),
            (&labels.variant, document.variant.as_ref()),
            (&labels.source, document.source.as_ref()),
        ];
        let rows = rows
            .into_iter()
            .filter_map(|(term, value)| Some((term, value?)))
            .filter(|(_, value)| !value.is_empty());
        for (index, (term, value)) in rows.enumerate() {
            let before = if index == 0 { "<w:spacing w:before=\"3600\"/>" } else { "" };
            self.xml
                .open("Fact", before)
                .run("<w:rStyle w:val=\"Term\"/>", term)
                .markup("<w:r><w:tab/></w:r>");
            self.xml.run("", &text::one_line(value)).close();
        }
    }

    /// A contents field without page numbers: they are not known before a word processor has laid out the text,
    /// and wrong numbers are worse than none.
    fn contents(&mut self) {
        let all = with_levels(&self.document.blocks).filter_map(|(level, block)| match block {
            Block::Heading { text, .. } => Some((level, text)),
            _ => None,
        });
        let headings: Vec<_> = (1_usize..).zip(all).filter(|(_, (level, _))| *level <= 2).collect();
        if headings.is_empty() {
            self.xml.markup("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
            return;
        }
        self.xml.paragraph("TOCHeading", &self.document.labels.contents);
        for (index, (number, (level, heading))) in headings.iter().enumerate() {
            self.xml.open(&format!("TOC{level}"), "");
            if index == 0 {
                self.xml.markup(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\n \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                );
            }
            self.xml.markup(&format!("<w:hyperlink w:anchor=\"_Toc{number}\" w:history=\"1\">"));
            self.xml.run("", &text::one_line(heading)).markup("</w:hyperlink>");
            if index + 1 == headings.len() {
                self.xml.markup("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
            self.xml.close();
        }
        self.xml.markup("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    }

    fn block(&mut self, level: u8, block: &Block) -> Result<(), Error> {
        match block {
            Block::Heading { text, .. } => self.heading(level, text),
            Block::Paragraph(runs) => self.runs_in("Normal", "", runs),
            Block::List { kind, items } => self.list(*kind, items),
            Block::Table(table) => {
                self.caption(true, &table.caption);
                tables::write(self, table);
            }
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Facts(facts) => self.facts(facts),
            Block::Chart(chart) => self.chart(chart)?,
            Block::Note { state, title, text } => self.note(*state, title.as_deref(), text),
            Block::PageBreak => {
                self.xml.markup("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
            }
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, heading: &str) {
        self.headings += 1;
        let number = self.headings;
        self.xml.open(&format!("Heading{level}"), "");
        self.xml.markup(&format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"_Toc{number}\"/>"));
        self.xml.run("", &text::one_line(heading));
        self.xml.markup(&format!("<w:bookmarkEnd w:id=\"{number}\"/>")).close();
    }

    fn list(&mut self, kind: ListKind, items: &[Vec<Run>]) {
        let (style, number) = match kind {
            ListKind::Bullet => ("ListBullet", 1),
            ListKind::Numbered => {
                self.numbered += 1;
                ("ListNumber", self.numbered + 1)
            }
        };
        let properties = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>");
        for item in items {
            self.runs_in(style, &properties, item);
        }
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        for item in figures {
            self.xml.paragraph("KeyFigure", &item.figure).paragraph("KeyFigureText", &item.text);
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.xml.open("Fact", "").run("<w:rStyle w:val=\"Term\"/>", &text::one_line(&fact.term));
            self.xml.markup("<w:r><w:tab/></w:r>");
            self.runs(&fact.value);
            self.xml.close();
        }
    }

    fn note(&mut self, state: State, title: Option<&str>, content: &[Run]) {
        let style = format!("Note{}", state_style(state));
        if let Some(title) = title {
            let properties = format!("<w:rStyle w:val=\"{}\"/>", state_style(state));
            self.xml.open(&style, "<w:keepNext/>").run(&properties, title).close();
        }
        self.runs_in(&style, "", content);
    }

    fn chart(&mut self, chart: &Chart) -> Result<(), Error> {
        self.caption(false, &chart.title);
        let drawn = picture(chart, self.document)?;
        self.pictures.push(drawn);
        self.drawing(chart);
        let caption = text::fill(&self.document.labels.twin, &[("title", &chart.title)]);
        let twin = chart::twin(chart, caption, self.document.language);
        self.caption(true, &twin.caption);
        tables::write(self, &twin);
        Ok(())
    }

    fn drawing(&mut self, chart: &Chart) {
        let number = self.pictures.len();
        let Some(picture) = self.pictures.last() else { return };
        let (width, height) = (emu(picture.width), emu(picture.height));
        let alt = if chart.alt.trim().is_empty() { &chart.title } else { &chart.alt };
        let (alt, title) = (escape(alt), escape(&chart.title));
        self.xml.open("Figure", "").markup(&format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"{title}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{title}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"rIdPicture{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
             </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ));
        self.xml.close();
    }

    /// A caption with a number that the word processor keeps up.
    fn caption(&mut self, table: bool, caption: &str) {
        let labels = &self.document.labels;
        let (label, number) = if table {
            self.tables += 1;
            (&labels.table, self.tables)
        } else {
            (&labels.chart, self.pictures.len() + 1)
        };
        let label = text::one_line(label);
        let word: String = label.chars().filter(|character| character.is_alphanumeric()).collect();
        let sequence = if word.is_empty() { if table { "Table" } else { "Figure" } } else { &word };
        self.xml
            .open("Caption", "<w:keepNext/>")
            .run("<w:rStyle w:val=\"CaptionLabel\"/>", &format!("{label} "));
        self.xml.field(&format!("SEQ {sequence} \\* ARABIC"), &number.to_string());
        self.xml.run("", &format!("  {}", text::one_line(caption))).close();
    }

    /// A paragraph of runs.
    pub(super) fn runs_in(&mut self, style: &str, properties: &str, runs: &[Run]) {
        self.xml.open(style, properties);
        self.runs(runs);
        self.xml.close();
    }

    pub(super) fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Plain(text) => self.xml.run("", text),
                Run::Bold(text) => self.xml.run("<w:rStyle w:val=\"Strong\"/>", text),
                Run::Emphasis(text) => self.xml.run("<w:rStyle w:val=\"Emphasis\"/>", text),
                Run::Link { text, url } => self.link(text, url),
            };
        }
    }

    fn link(&mut self, content: &str, url: &str) -> &mut Xml {
        let Some(target) = text::link_target(url) else { return self.xml.run("", content) };
        self.links.push(target.to_owned());
        self.xml.markup(&format!("<w:hyperlink r:id=\"rIdLink{}\" w:history=\"1\">", self.links.len()));
        self.xml.run("<w:rStyle w:val=\"Hyperlink\"/>", content).markup("</w:hyperlink>")
    }
}

/// Name of the character style of a state.
pub(super) fn state_style(state: State) -> &'static str {
    match state {
        State::Good => "Good",
        State::Partial => "Partial",
        State::Bad => "Bad",
        State::Unknown => "Unknown",
    }
}

/// Points as English metric units.
fn emu(points: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a page is far below the limit")]
    let units = (points * 12_700.0).round() as i64;
    units
}
