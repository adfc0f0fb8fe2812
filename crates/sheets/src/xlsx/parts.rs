//! Relationships between the parts of a package, and where the workbook is.
//! Source: ECMA-376 part 2, 8.5 (relationships) and 6.2.2 (part names).

use crate::archive::{Archive, corrupt};
use crate::limits::Refusal;
use crate::xml::{Token, Xml};

const MOST_RELATIONS: usize = 10_000;

/// A relationship to a part of the package.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last segment of the type: `worksheet`, `styles`, `sharedStrings`, `theme`.
    pub(super) kind: String,
    /// Name of the part, without leading slash.
    pub(super) target: String,
}

/// Name of the main part, if the package is an Excel workbook of the XML kind.
pub(crate) fn workbook_part(archive: &mut Archive<'_>) -> Result<Option<String>, Refusal> {
    let relations = relations(archive, "")?;
    let main = relations
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.target);
    // Word and binary Excel files have the same relationship; the main part tells them apart by its root.
    let Some(main) = main else { return Ok(None) };
    let Some(part) = archive.part(&main)? else { return Ok(None) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next() {
            Ok(Token::Open(tag)) => {
                let is_workbook = tag.name() == b"workbook";
                return Ok(is_workbook.then_some(main));
            }
            Ok(Token::End) => return Ok(None),
            Ok(_) => {}
            Err(_) if !main.to_ascii_lowercase().ends_with(".xml") => return Ok(None),
            Err(error) => return Err(error),
        }
    }
}

/// The relationships of a part (of the package itself where `of` is empty); none where it has no such list.
pub(super) fn relations(archive: &mut Archive<'_>, of: &str) -> Result<Vec<Relation>, Refusal> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let list =
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut found = Vec::new();
    let Some(part) = archive.part(&list)? else { return Ok(found) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == b"Relationship" => {
                if found.len() == MOST_RELATIONS {
                    return Err(corrupt("too many relationships"));
                }
                let kind = tag.attribute("Type").unwrap_or_default();
                found.push(Relation {
                    id: tag.attribute("Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolved(folder, &tag.attribute("Target").unwrap_or_default()),
                });
            }
            Token::End => return Ok(found),
            _ => {}
        }
    }
}

/// A target seen from a folder, with `.` and `..` worked out; it never leads out of the package.
fn resolved(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut segments: Vec<&str> = Vec::new();
    for segment in from.split('/').chain(target.split(['/', '\\'])) {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            name => segments.push(name),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_stay_inside_the_package() {
        let cases = [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../xl/./styles.xml", "xl/styles.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
        ];
        for (folder, target, expected) in cases {
            assert_eq!(resolved(folder, target), expected, "{target} from {folder:?}");
        }
    }
}
