//! The form of a classification as it is shown.

use super::read::{category_field, level_field};
use crate::current_state::classification::levels::{self, word};
use crate::current_state::classification::model::{Classification, Judgement, Object, Stand};
use crate::current_state::classification::scale::Model;
use crate::current_state::classification::suggest::{Facts, Suggested, librarys_motive, stop_notes};
use crate::knowledge::library::either;
use crate::platform::form::Form;
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use crate::registers::information::cited;
use askama::Template;
use chrono::NaiveDate;
use varn_engine::{Aspect, PerAspect};

/// One choice: value, title, help.
type Choice = (String, String, String);

/// A consequence category of an aspect.
pub(super) struct CategoryView {
    pub(super) field: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) options: Vec<(String, String)>,
}

/// The question of an aspect.
pub(super) struct AspectView {
    pub(super) field: String,
    pub(super) heading: String,
    pub(super) question: String,
    pub(super) help: String,
    /// "Förslag: K 3", and why.
    pub(super) suggestion: Option<(String, Vec<String>)>,
    pub(super) levels: Vec<Choice>,
    /// The card that leads away from here.
    pub(super) stub: Option<Choice>,
    pub(super) categories: Vec<CategoryView>,
    /// Whether the categories are shown from the start.
    pub(super) open: bool,
    pub(super) optional: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "current_state/classification/judge/classify.html")]
pub(super) struct ClassifyPage {
    pub(super) page: PageFrame,
    pub(super) form: Form,
    pub(super) object: Object,
    pub(super) aspects: Vec<AspectView>,
    /// What may concern Sweden's security: provisions that say stop.
    pub(super) stops: Vec<String>,
    /// Why the library has a lower level than the rules.
    pub(super) librarys_motive: String,
    /// What the common classification says, as badges, when the set follows one.
    pub(super) common: Option<Cell>,
    /// What somebody else has saved meanwhile, as badges, and who.
    pub(super) stale: Option<(Cell, String)>,
}

/// What the page is made of.
pub(super) struct Known<'a> {
    pub(super) model: &'a Model,
    pub(super) facts: &'a Facts,
    pub(super) suggested: &'a PerAspect<Suggested>,
    pub(super) stand: &'a Stand,
}

impl ClassifyPage {
    pub(super) fn new(page: PageFrame, form: Form, object: Object, known: &Known<'_>) -> Self {
        let badges = |one: &Classification| crate::registers::levels::badges(&page, one.columns());
        let common = known.stand.common.as_ref().map(badges);
        let stops = stop_notes(known.facts).into_iter();
        Self {
            aspects: known
                .model
                .in_use()
                .into_iter()
                .map(|aspect| view(&page, &form, known, aspect))
                .collect(),
            stops: stops.map(|one| format!("{}: {}", cited(page.words, one), one.note_sv)).collect(),
            librarys_motive: librarys_motive(known.facts).unwrap_or_default().to_owned(),
            common,
            stale: None,
            page,
            form,
            object,
        }
    }
}

fn view(page: &PageFrame, form: &Form, known: &Known<'_>, aspect: Aspect) -> AspectView {
    let words = page.words;
    let text = |sv: &str, en: &str| either(words, sv, en).to_owned();
    let model = known.model;
    let own = model.aspect(aspect);
    let card = |level: &crate::knowledge::library::Level| {
        let criterion = model.criterion(aspect, level.ordinal).map(|one| text(&one.text_sv, &one.text_en));
        let help = criterion.unwrap_or_else(|| text(&level.short_sv, &level.short_en));
        (
            level.ordinal.to_string(),
            format!("{}: {}", level.label, text(&level.name_sv, &level.name_en)),
            help,
        )
    };
    let categories: Vec<_> =
        model.categories_of(aspect).map(|category| category_view(page, model, aspect, category)).collect();
    let open = categories.iter().any(|one| !form.value(&one.field).is_empty());
    AspectView {
        field: level_field(aspect),
        heading: format!(
            "{} – {}",
            page.word("aspect-letter", word(aspect)),
            page.word("aspect", word(aspect))
        ),
        question: own.map(|one| text(&one.question_sv, &one.question_en)).unwrap_or_default(),
        help: own.map(|one| text(&one.help_sv, &one.help_en)).unwrap_or_default(),
        suggestion: suggestion(page, &known.suggested[aspect], aspect),
        levels: model.storable().map(card).collect(),
        stub: model.levels.iter().find(|level| level.stub).map(card),
        categories,
        open,
        optional: own.is_some_and(|one| one.optional),
    }
}

/// "Förslag: K 3", with its reasons.
pub(super) fn suggestion(
    page: &PageFrame,
    suggested: &Suggested,
    aspect: Aspect,
) -> Option<(String, Vec<String>)> {
    let level = suggested.level()?;
    let letter = page.word("aspect-letter", word(aspect));
    let heading = page.with2("classify-suggestion", "letter", letter, "level", level.ordinal()).into_owned();
    let reason = |one: &crate::current_state::classification::suggest::Reason| {
        let text = one.text(page.words);
        one.provision.map_or_else(
            || text.to_owned(),
            |provision| {
                let name = either(page.words, &provision.name_sv, &provision.name_en);
                format!("{} ({name}): {text}", cited(page.words, provision))
            },
        )
    };
    Some((heading, suggested.0.iter().map(reason).collect()))
}

fn category_view(
    page: &PageFrame,
    model: &Model,
    aspect: Aspect,
    category: &crate::knowledge::library::Category,
) -> CategoryView {
    let text = |sv: &str, en: &str| either(page.words, sv, en).to_owned();
    let option = |level: &crate::knowledge::library::Level| {
        let meaning = model.category_criterion(&category.id, level.ordinal);
        let meaning = meaning.map_or_else(String::new, |one| text(&one.text_sv, &one.text_en));
        (level.ordinal.to_string(), format!("{}: {meaning}", level.label))
    };
    CategoryView {
        field: category_field(aspect, &category.id),
        label: text(&category.name_sv, &category.name_en),
        hint: text(&category.question_sv, &category.question_en),
        options: model.storable().map(option).collect(),
    }
}

/// The form of an object that is classified again: as it was judged last; the review a year ahead.
pub(super) fn filled(own: Option<&Classification>, judgements: &[Judgement], review_on: NaiveDate) -> Form {
    let mut form = Form::default();
    form.set("review_on", review_on.to_string());
    let Some(own) = own else { return form };
    form.set("base", own.id.to_string());
    form.set("motive", own.motive.as_str());
    for (aspect, level) in own.levels().iter() {
        if let Some(level) = level {
            form.set(&level_field(aspect), levels::ordinal(*level).to_string());
        }
    }
    for judgement in judgements {
        if let Ok(aspect) = judgement.aspect.parse::<levels::AspectWord>() {
            form.set(&category_field(aspect.into(), &judgement.category), judgement.ordinal.to_string());
        }
    }
    form
}
