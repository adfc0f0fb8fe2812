//! Which column gives which field: what the headings say and the content confirms, every field once.
//! Surest first; what nobody says by heading may be said by content; hidden columns give nothing.

use crate::content::{self, Sample};
use crate::field::{Field, FieldType};
use crate::header::Head;
use crate::headings::{Headings, Target};
use crate::kind::Kind;
use crate::parse::triples::aspect_of;
use crate::text;

/// What a column is used for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Use {
    #[default]
    Nothing,
    Field(Field),
    /// Levels of several aspects in one cell, in this order.
    Together(Vec<Field>),
    /// Its colour says a level.
    Colour,
}

impl Use {
    /// The fields it gives.
    pub(crate) fn fields(&self) -> &[Field] {
        match self {
            Self::Field(field) => std::slice::from_ref(field),
            Self::Together(fields) => fields,
            Self::Nothing | Self::Colour => &[],
        }
    }
}

/// The columns of a table as one kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    pub(crate) kind: Kind,
    /// By column.
    pub(crate) uses: Vec<Use>,
    /// How much speaks for it.
    pub(crate) score: f32,
    /// No heading says the name; the column was guessed by its content.
    pub(crate) name_guessed: bool,
}

impl Plan {
    /// The column that gives a field.
    pub(crate) fn column_of(&self, field: Field) -> Option<usize> {
        self.uses.iter().position(|used| used.fields().contains(&field))
    }

    /// The column with what a record is called.
    pub(crate) fn title(&self) -> Option<(usize, Field)> {
        self.uses.iter().enumerate().find_map(|(column, used)| match used {
            Use::Field(field) if field.of() == FieldType::Title => Some((column, *field)),
            _ => None,
        })
    }

    /// The column of the field with a short name.
    pub(crate) fn named(&self, name: &str) -> Option<(usize, Field)> {
        let field = Field::named(self.kind, name)?;
        Some((self.column_of(field)?, field))
    }

    pub(crate) fn has_levels(&self) -> bool {
        self.uses.iter().flat_map(Use::fields).any(|field| field.of() == FieldType::Level)
    }
}

/// A column as it is looked at.
#[derive(Debug)]
pub(crate) struct Candidate<'a> {
    pub(crate) sample: Sample<'a>,
    pub(crate) hidden: bool,
}

struct Proposal {
    column: usize,
    target: Target,
    score: f32,
}

/// Tries a table as a kind.
pub(crate) fn plan(kind: Kind, head: &Head, columns: &[Candidate], headings: &mut Headings) -> Plan {
    let mut proposals = proposals(kind, head, columns, headings);
    // Fields before what is no field, then from the left: equals are settled the same way every time.
    let rank = |target: Target| u8::from(!matches!(target, Target::Field(_) | Target::Together(_)));
    proposals.sort_by(|one, other| {
        let by_score = other.score.total_cmp(&one.score);
        by_score.then(rank(one.target).cmp(&rank(other.target))).then(one.column.cmp(&other.column))
    });
    let mut plan = Plan { kind, uses: vec![Use::Nothing; columns.len()], score: 0.0, name_guessed: false };
    let mut settled = vec![false; columns.len()];
    for proposal in proposals {
        if !settled[proposal.column] {
            settled[proposal.column] = settle(&mut plan, head, columns, &proposal);
        }
    }
    levels_under_one_heading(&mut plan, head, columns, headings);
    by_content(&mut plan, head, columns, &settled);
    if plan.title().is_none() {
        guess_name(&mut plan, columns, &settled);
    }
    plan
}

fn proposals(kind: Kind, head: &Head, columns: &[Candidate], headings: &mut Headings) -> Vec<Proposal> {
    const AT_LEAST: f32 = 0.3;
    const OF_BEST: f32 = 0.8;
    let mut out = Vec::new();
    for (column, candidate) in columns.iter().enumerate().filter(|(_, candidate)| !candidate.hidden) {
        let Some(label) = head.labels.get(column).filter(|label| !label.name().is_empty()) else {
            continue;
        };
        let (mut of_column, mut best) = (Vec::new(), 0.0_f32);
        for (target, said) in headings.said(label.context(), label.name()) {
            let fit = match target {
                Target::Field(field) if field.kind() == kind => {
                    content::fit(*field, label.name(), &candidate.sample)
                }
                Target::Together(of) if *of == kind => together_fit(&candidate.sample),
                Target::Colour if matches!(kind, Kind::System | Kind::InformationSet) => 1.0,
                Target::Ignored => 1.0,
                _ => continue,
            };
            let score = said * fit;
            best = best.max(score);
            of_column.push(Proposal { column, target: *target, score });
        }
        // A heading that plainly says one thing does not half say another.
        out.extend(
            of_column.into_iter().filter(|said| said.score >= AT_LEAST && said.score >= best * OF_BEST),
        );
    }
    out
}

/// Cells with several levels say by themselves what they are, under whatever word for classification.
fn together_fit(sample: &Sample) -> f32 {
    let share = sample.levels_together();
    if share < 0.5 { 0.0 } else { 1.0 + share * 0.4 }
}

/// Gives a column its use, unless another column has the field.
fn settle(plan: &mut Plan, head: &Head, columns: &[Candidate], proposal: &Proposal) -> bool {
    let column = proposal.column;
    match proposal.target {
        Target::Field(field) => {
            let taken = plan.column_of(field).is_some();
            if taken && !(field.takes_several() && proposal.score >= 0.6) {
                return false;
            }
            let weight = if field.of() == FieldType::Title { 1.5 } else { 1.0 };
            plan.score += if taken { 0.2 } else { proposal.score * weight };
            plan.uses[column] = Use::Field(field);
        }
        Target::Together(kind) => {
            let aspects = aspects(head.labels[column].name(), columns[column].sample.aspects());
            let fields: Vec<Field> = aspects.iter().filter_map(|aspect| level_field(kind, *aspect)).collect();
            if fields.iter().any(|field| plan.column_of(*field).is_some()) {
                return false;
            }
            plan.score += proposal.score + 1.0;
            plan.uses[column] = Use::Together(fields);
        }
        Target::Colour => plan.uses[column] = Use::Colour,
        Target::Ignored => {}
    }
    true
}

/// The aspects a heading names, in its order; else confidentiality, integrity, availability and so on.
fn aspects(label: &str, count: usize) -> Vec<char> {
    const ORDER: [char; 4] = ['k', 'r', 't', 's'];
    let folded = text::fold(label);
    let words = text::words(&folded);
    let mut named: Vec<char> = words.iter().filter_map(|word| aspect_of(word)).collect();
    if named.len() < 3 {
        let letters = words.iter().find(|word| {
            (3..=4).contains(&word.len())
                && word.chars().all(|letter| aspect_of(&letter.to_string()).is_some())
        });
        named = letters.map_or_else(Vec::new, |word| {
            word.chars().filter_map(|letter| aspect_of(&letter.to_string())).collect()
        });
    }
    let unique = named.iter().enumerate().all(|(at, aspect)| !named[..at].contains(aspect));
    if named.len() >= 3 && unique { named } else { ORDER[..count.clamp(3, 4)].to_vec() }
}

/// The field of an aspect's letter.
pub(crate) fn level_field(kind: Kind, aspect: char) -> Option<Field> {
    let name = match aspect {
        'k' => "confidentiality",
        'r' => "integrity",
        't' => "availability",
        _ => "traceability",
    };
    Field::named(kind, name)
}

/// One heading merged over three or four columns of levels.
fn levels_under_one_heading(plan: &mut Plan, head: &Head, columns: &[Candidate], headings: &mut Headings) {
    const ASPECTS: [char; 4] = ['k', 'r', 't', 's'];
    if plan.has_levels() {
        return;
    }
    let kind = plan.kind;
    for start in 0..columns.len() {
        let Some(label) = head.labels.get(start).filter(|label| !label.name().is_empty()) else {
            continue;
        };
        let says =
            headings.said("", label.name()).iter().any(|(target, _)| *target == Target::Together(kind));
        let unlabelled = |column: usize| {
            head.labels.get(column).is_none_or(|other| {
                other.text.is_empty() && (other.group.is_empty() || other.group == label.group)
            })
        };
        let is_levels = |column: usize| {
            let sample = &columns[column].sample;
            !sample.is_empty()
                && level_field(kind, 'k').is_some_and(|field| content::fit(field, "", sample) > 0.8)
        };
        let free = |column: &usize| {
            plan.uses[*column] == Use::Nothing
                && is_levels(*column)
                && (*column == start || unlabelled(*column))
        };
        let span: Vec<usize> = (start..columns.len().min(start + 4)).take_while(free).collect();
        if says && span.len() >= 3 {
            for (column, aspect) in span.iter().zip(ASPECTS) {
                if let Some(field) = level_field(kind, aspect) {
                    plan.uses[*column] = Use::Field(field);
                    plan.score += 0.8;
                }
            }
            return;
        }
    }
}

/// Columns whose content says what no heading says.
fn by_content(plan: &mut Plan, head: &Head, columns: &[Candidate], settled: &[bool]) {
    const SURE: f32 = 0.6;
    const CELLS: usize = 3;
    let free = |plan: &Plan, column: usize| {
        !settled[column]
            && plan.uses[column] == Use::Nothing
            && !columns[column].hidden
            && columns[column].sample.len() >= CELLS
    };
    for field in Field::of_kind(plan.kind) {
        if plan.column_of(field).is_some() {
            continue;
        }
        let telling = (0..columns.len())
            .find(|column| free(plan, *column) && content::telling(field, &columns[*column].sample) >= SURE);
        if let Some(column) = telling {
            plan.uses[column] = Use::Field(field);
            plan.score += 0.5;
        }
    }
    let first_level = level_field(plan.kind, 'k');
    if plan.has_levels() || first_level.is_none() {
        return;
    }
    let together = (0..columns.len())
        .find(|column| free(plan, *column) && columns[*column].sample.levels_together() >= 0.8);
    if let Some(column) = together {
        let aspects = aspects(head.labels[column].name(), columns[column].sample.aspects());
        plan.uses[column] =
            Use::Together(aspects.iter().filter_map(|aspect| level_field(plan.kind, *aspect)).collect());
        plan.score += 1.0;
    }
}

/// The leftmost free column of different texts.
fn guess_name(plan: &mut Plan, columns: &[Candidate], settled: &[bool]) {
    let Some(field) = Field::of_kind(plan.kind).find(|field| field.of() == FieldType::Title) else {
        return;
    };
    let fits = |column: &usize| {
        let candidate = &columns[*column];
        let free = !settled[*column] && plan.uses[*column] == Use::Nothing && !candidate.hidden;
        free && candidate.sample.len() >= 2
            && candidate.sample.distinct() >= 0.6
            && content::fit(field, "", &candidate.sample) >= 0.7
    };
    if let Some(column) = (0..columns.len()).find(fits) {
        plan.uses[column] = Use::Field(field);
        plan.name_guessed = true;
        plan.score += 0.3;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aspects_of_headings() {
        for (label, count, wanted) in [
            ("K-R-T", 3, "krt"),
            ("T/R/K", 3, "trk"),
            ("KRTS", 4, "krts"),
            ("Klassning (RKT)", 3, "rkt"),
            ("Konf/Rikt/Tillg", 3, "krt"),
            ("C-I-A", 3, "krt"),
            ("Informationsklass", 3, "krt"),
            ("Informationsklass", 4, "krts"),
        ] {
            assert_eq!(aspects(label, count).iter().collect::<String>(), wanted, "{label}");
        }
    }
}
