//! From a workbook to a reading: the steps in their order.

use std::collections::BTreeMap;

use varn_sheets::{Sheet, Workbook};

use crate::accept::{Basis, Reader};
use crate::cells::Context;
use crate::fill::Fill;
use crate::headings::Headings;
use crate::keys::{Seen, key_columns};
use crate::known::known_systems;
use crate::legend::Legend;
use crate::mapping::{column_index, column_letters};
use crate::message::Messages;
use crate::options::Options;
use crate::reading::{IgnoredRow, Note, Reading, Role, Row, RowKind, SheetRole};
use crate::report::Reporter;
use crate::rows::{self, Classed};
use crate::scale::Scale;
use crate::survey::{Found, survey};
use crate::table::Table;
use crate::titles::{self, Part, Section};
use crate::value::Values;
use crate::{scales, summary};

/// Reads a workbook as the register it is, or as the options say.
///
/// Without a kind in the reading nothing could be read, and its notes say why.
pub fn read(workbook: &Workbook, options: &Options) -> Reading {
    let mut headings = Headings::default();
    let survey = survey(workbook, options, &mut headings);
    let messages = Messages(options.language);
    match survey.chosen {
        Some(found) => Step::new(workbook, options, &found, &survey.others, &mut headings).reading(),
        None => Reading {
            sheets: workbook.sheets.iter().map(|sheet| role(sheet, Role::Ignored)).collect(),
            notes: vec![Note { code: "no_register", message: messages.note("no_register", "") }],
            ..Reading::default()
        },
    }
}

fn role(sheet: &Sheet, role: Role) -> SheetRole {
    SheetRole { name: sheet.name.clone(), hidden: sheet.hidden, role }
}

/// What the steps share: the table, what its rows are, and what the file as a whole says.
struct Step<'s> {
    options: &'s Options,
    found: &'s Found,
    table: Table<'s>,
    classed: Vec<Classed>,
    roles: Vec<SheetRole>,
    others: Vec<&'s str>,
    municipality: Option<String>,
    legend: Legend,
    scale: Scale,
    context: Context,
    sections: Vec<Section>,
    section_fields: Vec<(crate::field::Field, Part)>,
    constants: BTreeMap<&'static str, String>,
    fill: Fill,
}

impl<'s> Step<'s> {
    fn new(
        workbook: &'s Workbook,
        options: &'s Options,
        found: &'s Found,
        others: &[usize],
        headings: &mut Headings,
    ) -> Self {
        let table = found.table(workbook);
        let classed = rows::class(&table);
        let beside: Vec<usize> =
            (0..workbook.sheets.len()).filter(|at| *at != found.sheet && !others.contains(at)).collect();
        let sheets: Vec<&Sheet> = beside.iter().map(|at| &workbook.sheets[*at]).collect();
        let (systems, list) = known_systems(&table, &sheets, &options.known_systems, headings);
        let list = list.map(|place| beside[place]);
        let mut legend = Legend::default();
        let mut roles: Vec<SheetRole> =
            workbook.sheets.iter().map(|sheet| role(sheet, Role::Ignored)).collect();
        for at in beside {
            if Some(at) != list && legend.take_sheet(&workbook.sheets[at]) {
                roles[at].role = Role::Legend;
            }
        }
        roles[found.sheet].role = Role::Data;
        for at in others {
            roles[*at].role = Role::OtherData;
        }
        if let Some(at) = list {
            roles[at].role = Role::KnownSystems;
        }
        for row in classed.iter().filter(|row| is_around(row.kind)) {
            legend.take_row(&table.sheet.rows[row.row]);
        }
        scales::take_headings(&table, &mut legend);
        let around: Vec<usize> =
            classed.iter().filter(|row| is_around(row.kind)).map(|row| row.row).collect();
        let is_section = |row: &&Classed| row.kind == Some(RowKind::SectionHeading);
        let section = |row: &Classed| Section::new(row.row, &table.sheet.rows[row.row]);
        let sections: Vec<Section> = classed.iter().filter(is_section).map(section).collect();
        let given = options.mapping.as_ref().and_then(|mapping| mapping.scale.as_ref());
        Self {
            options,
            found,
            roles,
            others: others.iter().map(|at| workbook.sheets[*at].name.as_str()).collect(),
            municipality: titles::municipality_of(&table, &around, &sheets),
            scale: scales::scale_of(&table, &legend, &classed, given),
            context: Context {
                systems,
                codes: titles::codes(&sections),
                deficiencies: scales::deficiencies(&table, &legend, &classed),
            },
            section_fields: titles::section_fields(&table, &sections),
            constants: titles::constants(&table),
            fill: Fill::of(&table, &classed),
            legend,
            sections,
            classed,
            table,
        }
    }

    fn reading(self) -> Reading {
        let keys = self.key_columns();
        let letters =
            |columns: &[usize]| columns.iter().map(|column| column_letters(*column)).collect::<Vec<String>>();
        let data = || {
            self.classed
                .iter()
                .filter(|row| row.kind.is_none())
                .map(|row| self.table.sheet.rows[row.row].number)
        };
        let header_rows = self.table.head.rows.iter().filter_map(|row| u32::try_from(row + 1).ok());
        let coloured = !self.scale.colours.is_empty();
        let mut constants = self.constants.clone();
        constants.retain(|key, _| self.section_fields.iter().all(|(field, _)| field.key() != *key));
        let mut reading = Reading {
            kind: Some(self.table.plan.kind),
            form: Some(summary::form(&self.table, self.options.kind, &self.titles())),
            confidence: summary::confidence(&self.table),
            sheet: Some(self.table.sheet.name.clone()),
            header_rows: header_rows.collect(),
            first_data_row: data().next(),
            last_data_row: data().next_back(),
            columns: summary::columns(&self.table),
            key_columns: letters(&keys),
            fill_down_columns: letters(&self.fill.columns),
            constants,
            section_fields: self.section_fields.iter().map(|(field, _)| *field).collect(),
            scale: (self.table.plan.has_levels() || coloured).then(|| self.scale.clone()),
            municipality: self.municipality.clone(),
            sheets: self.roles.clone(),
            ignored_rows: self.ignored_rows(),
            ..Reading::default()
        };
        if self.table.plan.title().is_some() {
            self.read_rows(&keys, &mut reading);
        }
        reading.notes =
            summary::notes(&reading, self.found, &self.scale, &self.others, Messages(self.options.language));
        reading
    }

    /// What stands above the headings, and the sheet's name.
    fn titles(&self) -> Vec<String> {
        let titles = self.classed.iter().filter(|row| row.kind == Some(RowKind::Title));
        let texts = titles.map(|row| rows::text_of(&self.table.sheet.rows[row.row]));
        texts.chain([self.table.sheet.name.clone()]).collect()
    }

    fn key_columns(&self) -> Vec<usize> {
        let given = self.options.mapping.as_ref().and_then(|mapping| mapping.key_columns.as_ref());
        match given {
            Some(letters) => {
                let used = |column: &usize| *column < self.table.head.labels.len();
                letters.iter().filter_map(|letters| column_index(letters)).filter(used).collect()
            }
            None => key_columns(&self.table, &self.fill, &self.classed),
        }
    }

    fn ignored_rows(&self) -> Vec<IgnoredRow> {
        let ignored = |row: &Classed| {
            let kind = row.kind?;
            let cells = &self.table.sheet.rows[row.row];
            let text = match kind {
                RowKind::SectionHeading => Some(rows::text_of(cells)),
                RowKind::Totals => {
                    cells.cells.iter().find(|cell| !cell.is_empty()).map(|cell| cell.text().trim().to_owned())
                }
                _ => None,
            };
            let section = self
                .sections
                .binary_search_by_key(&row.row, |section| section.row)
                .ok()
                .map(|at| &self.sections[at]);
            let gives = section.map_or_else(BTreeMap::new, |section| {
                let given = |(field, part): &(crate::field::Field, Part)| {
                    Some((field.key(), titles::given(section, *part)?))
                };
                self.section_fields.iter().filter_map(given).collect()
            });
            Some(IgnoredRow { row: cells.number, kind, text, gives })
        };
        self.classed.iter().filter_map(ignored).collect()
    }

    fn read_rows(&self, keys: &[usize], reading: &mut Reading) {
        let colours = scales::colours_of(&self.table, &self.legend);
        let reader = Reader::new(Basis {
            table: &self.table,
            fill: &self.fill,
            scale: &self.scale,
            context: &self.context,
            colours: &colours,
            constants: &self.constants,
            sections: &self.sections,
            section_fields: &self.section_fields,
            key_columns: keys,
            text_limit: self.options.text_limit,
        });
        let reporter = Reporter {
            table: &self.table,
            fill: &self.fill,
            messages: Messages(self.options.language),
            scale: self.scale.span(),
            text_limit: self.options.text_limit,
        };
        let mut seen = Seen::default();
        for classed in self.classed.iter().filter(|row| row.kind.is_none()) {
            let row = &self.table.sheet.rows[classed.row];
            reading.counts.data_rows += 1;
            match reader.read(classed.row, &mut seen) {
                Ok(accepted) => {
                    reading.counts.accepted += 1;
                    reading.counts.accepted_with_warning += usize::from(!accepted.doubts.is_empty());
                    let warned = accepted.doubts.into_iter().map(|doubt| reporter.warned(classed.row, doubt));
                    reading.warnings.extend(warned);
                    reading.rows.push(Row {
                        row: row.number,
                        line: row.line,
                        values: Values(accepted.values),
                        details: accepted.details,
                    });
                }
                Err(refused) => {
                    reading.counts.rejected += 1;
                    *reading.counts.rejected_by_reason.entry(refused.reason.as_str()).or_default() += 1;
                    reading.rejected.push(reporter.rejected(classed.row, &refused));
                }
            }
        }
    }
}

/// Stands around the data and may explain them.
fn is_around(kind: Option<RowKind>) -> bool {
    matches!(kind, Some(RowKind::Title | RowKind::Legend | RowKind::Footnote))
}
