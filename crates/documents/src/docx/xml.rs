//! Writes XML: every text is escaped on its way in, and only what XML can carry is let through.

use crate::text;

/// XML under construction. Markup comes from our own constants, text only through [`Xml::text`] and [`escape`].
#[derive(Debug, Default)]
pub(super) struct Xml(String);

impl Xml {
    /// Appends markup of our own.
    pub(super) fn markup(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Appends text of a run: line breaks and tabs as elements, the rest escaped.
    pub(super) fn text(&mut self, value: &str) -> &mut Self {
        for (index, line) in text::unify_breaks(value).split('\n').enumerate() {
            if index > 0 {
                self.markup("<w:br/>");
            }
            for (index, piece) in line.split('\t').enumerate() {
                if index > 0 {
                    self.markup("<w:tab/>");
                }
                if !piece.is_empty() {
                    self.markup("<w:t xml:space=\"preserve\">").markup(&escape(piece)).markup("</w:t>");
                }
            }
        }
        self
    }

    /// A run with the given properties, already markup.
    pub(super) fn run(&mut self, properties: &str, value: &str) -> &mut Self {
        if value.is_empty() {
            return self;
        }
        self.markup("<w:r>");
        if !properties.is_empty() {
            self.markup("<w:rPr>").markup(properties).markup("</w:rPr>");
        }
        self.text(value).markup("</w:r>")
    }

    /// A field of the word processor with the result it shows until it is updated.
    pub(super) fn field(&mut self, instruction: &str, result: &str) -> &mut Self {
        self.markup(&format!("<w:fldSimple w:instr=\" {} \">", escape(instruction)));
        self.run("", result).markup("</w:fldSimple>")
    }

    /// Opens a paragraph in a style, with further properties as markup.
    pub(super) fn open(&mut self, style: &str, properties: &str) -> &mut Self {
        self.markup(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>"))
    }

    /// Closes the paragraph.
    pub(super) fn close(&mut self) -> &mut Self {
        self.markup("</w:p>")
    }

    /// A paragraph of plain text.
    pub(super) fn paragraph(&mut self, style: &str, value: &str) -> &mut Self {
        self.open(style, "").run("", value).close()
    }

    /// The markup.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text for an element or attribute.
pub(super) fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.chars().filter(|&character| text::in_xml(character)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let mut xml = Xml::default();
        xml.run("", "</w:t>&\"\u{0}\u{fffe}a\r\nb\tc");
        assert_eq!(
            xml.as_str(),
            "<w:r><w:t xml:space=\"preserve\">&lt;/w:t&gt;&amp;&quot;a</w:t><w:br/>\
             <w:t xml:space=\"preserve\">b</w:t><w:tab/><w:t xml:space=\"preserve\">c</w:t></w:r>"
        );
    }
}
