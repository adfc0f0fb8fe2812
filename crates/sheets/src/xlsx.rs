//! Office Open XML: which parts the workbook has and how they hang together.
//! The cells are in `sheet`, their looks in `styles`, the shared texts in `strings`.
//! Must hold: parts are found through the relationships, as the standard has it, never by their usual names.

mod parts;
mod sheet;
mod strings;
mod styles;

use crate::archive::{Archive, corrupt};
use crate::draft::{Budget, Draft};
use crate::grid::{Format, Workbook};
use crate::limits::{Limits, Refusal};
use crate::strings::Strings;
use crate::xml::{Token, Xml};

pub(crate) use parts::workbook_part;
use parts::{Relation, relations};
use sheet::Look;
use styles::Styles;

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// Reads the workbook whose main part has this name.
pub(crate) fn read(archive: &mut Archive<'_>, main: &str, limits: &Limits) -> Result<Workbook, Refusal> {
    let mut budget = Budget::new(limits);
    let (listed, from_1904) = workbook(archive, main, &mut budget)?;
    let relations = relations(archive, main)?;
    let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
    let theme = match of_kind("theme") {
        Some(relation) => styles::theme(archive, &relation.target)?,
        None => Vec::new(),
    };
    let styles = match of_kind("styles") {
        Some(relation) => styles::read(archive, &relation.target, &theme)?,
        None => Styles::default(),
    };
    let strings = match of_kind("sharedStrings") {
        Some(relation) => strings::read(archive, &relation.target, &mut budget)?,
        None => Strings::default(),
    };
    let look = Look { styles: &styles, strings: &strings, from_1904 };
    let mut workbook = Workbook { format: Format::Xlsx, sheets: Vec::new(), notes: Vec::new() };
    for listed in listed {
        let is_it = |relation: &&Relation| relation.id == listed.relation && relation.kind == "worksheet";
        let Some(relation) = relations.iter().find(is_it) else { continue };
        let draft = Draft::new(listed.name, listed.hidden);
        let filled = worksheet(archive, &relation.target, draft, look, &mut budget)?;
        workbook.sheets.push(filled.finish(&mut budget, &mut workbook.notes)?);
    }
    if workbook.sheets.is_empty() { Err(corrupt("no sheet")) } else { Ok(workbook) }
}

fn worksheet(
    archive: &mut Archive<'_>,
    target: &str,
    draft: Draft,
    look: Look<'_>,
    budget: &mut Budget<'_>,
) -> Result<Draft, Refusal> {
    let part = archive.part(target)?.ok_or_else(|| corrupt("a sheet is missing"))?;
    sheet::read(Xml::new(part), draft, look, budget)
}

/// The sheets and whether dates count from 1904.
fn workbook(
    archive: &mut Archive<'_>,
    main: &str,
    budget: &mut Budget<'_>,
) -> Result<(Vec<Listed>, bool), Refusal> {
    let part = archive.part(main)?.ok_or_else(|| corrupt("no workbook"))?;
    let mut xml = Xml::new(part);
    let (mut listed, mut from_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == b"workbookPr" => from_1904 |= tag.flag("date1904"),
            Token::Open(tag) if tag.name() == b"sheet" => {
                budget.sheet()?;
                listed.push(Listed {
                    name: tag.attribute("name").unwrap_or_default(),
                    hidden: tag.attribute("state").is_some_and(|state| state != "visible"),
                    relation: tag.attribute("id").unwrap_or_default(),
                });
            }
            Token::End => return Ok((listed, from_1904)),
            _ => {}
        }
    }
}
