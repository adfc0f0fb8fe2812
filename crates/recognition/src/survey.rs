//! Which sheet is the register, and of what kind: every sheet is tried as every kind, and the one that most speaks for
//! is taken. Titles, the sheet's name and the file's name speak a little; headings and content decide.

use varn_sheets::{Sheet, Workbook};

use crate::columns::{self, Plan, Use};
use crate::header::{self, Head};
use crate::headings::{Headings, kinds_in_title};
use crate::kind::Kind;
use crate::mapped;
use crate::mapping::Mapping;
use crate::options::Options;
use crate::table::{Table, candidates};

/// A sheet that can be read as a register.
#[derive(Debug)]
pub(crate) struct Found {
    /// Its place in the workbook.
    pub(crate) sheet: usize,
    pub(crate) head: Head,
    pub(crate) plan: Plan,
    /// How much speaks for reading this sheet.
    weight: f32,
    /// The parts of a given mapping that do not fit.
    pub(crate) misfits: Vec<String>,
}

/// The register, and the other sheets that look like one.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(crate) chosen: Option<Found>,
    pub(crate) others: Vec<usize>,
}

/// Looks at all sheets.
pub(crate) fn survey(workbook: &Workbook, options: &Options, headings: &mut Headings) -> Survey {
    let mapping = options.mapping.as_ref();
    let named = mapping.and_then(|mapping| mapping.sheet.as_ref());
    let asked = named.and_then(|name| workbook.sheets.iter().position(|sheet| sheet.name == *name));
    let looks = |place: &usize| asked.is_none_or(|asked| asked == *place);
    let mut found: Vec<Found> = (0..workbook.sheets.len())
        .filter_map(|place| {
            let sheet = &workbook.sheets[place];
            let given = mapping.filter(|_| looks(&place));
            look(place, sheet, given, options, headings)
        })
        .collect();
    let best = found
        .iter()
        .enumerate()
        .filter(|(_, found)| looks(&found.sheet))
        .max_by(|(one, first), (other, second)| first.weight.total_cmp(&second.weight).then(other.cmp(one)))
        .map(|(at, _)| at);
    let chosen = best.map(|at| found.remove(at));
    let others = found.iter().filter(|found| is_register(found) && !workbook.sheets[found.sheet].hidden);
    Survey { others: others.map(|found| found.sheet).collect(), chosen }
}

/// More than a list of names.
fn is_register(found: &Found) -> bool {
    const FIELDS: usize = 3;
    found.plan.uses.iter().flat_map(Use::fields).count() >= FIELDS && !found.plan.name_guessed
}

fn look(
    place: usize,
    sheet: &Sheet,
    mapping: Option<&Mapping>,
    options: &Options,
    headings: &mut Headings,
) -> Option<Found> {
    const HIDDEN: f32 = 5.0;
    const NOT_WISHED: f32 = 3.0;
    let head = match mapping.and_then(|mapping| mapped::head(mapping, sheet)) {
        Some(head) => head,
        None => header::locate(sheet, headings)
            .or_else(|| mapping.and_then(|mapping| mapped::first_row(mapping, sheet)))?,
    };
    let (plan, misfits) =
        match mapping.and_then(|mapping| mapped::plan(mapping, options.kind, sheet, &head, headings)) {
            Some(given) => given,
            None => (
                guess(
                    sheet,
                    &head,
                    mapping.and_then(|mapping| mapping.kind).or(options.kind),
                    options,
                    headings,
                )?,
                Vec::new(),
            ),
        };
    let below = sheet.rows.len().saturating_sub(head.first_below());
    let rows = f32::from(u8::try_from(below).unwrap_or(u8::MAX)) / f32::from(u8::MAX);
    let mut weight = plan.score + rows;
    if sheet.hidden {
        weight -= HIDDEN;
    }
    if let Some(wish) = options.kind
        && !guess(sheet, &head, None, options, headings).is_some_and(|own| wish.allows(own.kind))
    {
        weight -= NOT_WISHED;
    }
    Some(Found { sheet: place, head, plan, weight, misfits })
}

/// The kind that most speaks for.
fn guess(
    sheet: &Sheet,
    head: &Head,
    wish: Option<Kind>,
    options: &Options,
    headings: &mut Headings,
) -> Option<Plan> {
    const LEAST_FIELDS: usize = 2;
    let columns = candidates(sheet, head);
    let hinted = hints(sheet, head, options);
    let plans = Kind::READ.into_iter().filter(|kind| wish.is_none_or(|wish| wish.allows(*kind)));
    let mut best: Option<Plan> = None;
    for kind in plans {
        let mut plan = columns::plan(kind, head, &columns, headings);
        plan.score +=
            hinted.iter().filter(|(hinted, _)| *hinted == kind).map(|(_, weight)| weight).sum::<f32>();
        if best.as_ref().is_none_or(|best| plan.score > best.score) {
            best = Some(plan);
        }
    }
    let plan = best?;
    let fields = plan.uses.iter().flat_map(Use::fields).count();
    let filled = columns.iter().filter(|column| !column.sample.is_empty()).count();
    let enough = match plan.title() {
        Some(_) if plan.name_guessed => fields > LEAST_FIELDS + 1,
        Some(_) => fields >= LEAST_FIELDS || filled <= 1,
        None => fields > LEAST_FIELDS,
    };
    (enough || wish.is_some()).then_some(plan)
}

/// The kinds that the words around the table speak of.
fn hints(sheet: &Sheet, head: &Head, options: &Options) -> Vec<(Kind, f32)> {
    const TITLE: f32 = 1.0;
    const SHEET: f32 = 0.7;
    const FILE: f32 = 0.5;
    const LONGEST: usize = 200;
    let first = head.rows.first().copied().unwrap_or(0);
    let titles = sheet.rows.iter().take(first).flat_map(|row| &row.cells).map(|cell| cell.text());
    let mut out: Vec<(Kind, f32)> = Vec::new();
    for title in titles.filter(|title| !title.is_empty() && title.len() <= LONGEST) {
        for kind in kinds_in_title(&title) {
            if out.iter().all(|(known, _)| *known != kind) {
                out.push((kind, TITLE));
            }
        }
    }
    out.extend(kinds_in_title(&sheet.name).into_iter().map(|kind| (kind, SHEET)));
    let file = options.file_name.as_deref().unwrap_or_default().replace(['_', '-', '.'], " ");
    out.extend(kinds_in_title(&file).into_iter().map(|kind| (kind, FILE)));
    out
}

impl Found {
    pub(crate) fn table<'a>(&self, workbook: &'a Workbook) -> Table<'a> {
        Table { sheet: &workbook.sheets[self.sheet], head: self.head.clone(), plan: self.plan.clone() }
    }
}
