//! What was typed in the form of a classification.

use crate::current_state::classification::levels::{self, Levels, level, word};
use crate::current_state::classification::model::Judgement;
use crate::current_state::classification::rules::{Refusal, Said, decide};
use crate::current_state::classification::scale::Model;
use crate::current_state::classification::suggest::Suggested;
use crate::platform::form::{Form, Need};
use chrono::NaiveDate;
use varn_engine::{Aspect, Level, PerAspect};

/// The field of an aspect's level.
pub(super) fn level_field(aspect: Aspect) -> String {
    format!("level_{}", word(aspect))
}

/// The field of a category's judgement for an aspect.
pub(super) fn category_field(aspect: Aspect, category: &str) -> String {
    format!("{}.{category}", word(aspect))
}

/// Whether any level in the form is one that must not be stored. It is asked before anything else is read, and the form
/// is dropped when it is so.
pub(in crate::current_state::classification) fn asks_for_four(form: &Form) -> bool {
    let is_level = |name: &str| {
        let aspect = name.strip_prefix("level_").or_else(|| name.split_once('.').map(|(aspect, _)| aspect));
        aspect.is_some_and(|aspect| aspect.parse::<levels::AspectWord>().is_ok())
    };
    let is_beyond = |value: &str| value.trim().parse::<i64>().is_ok_and(|ordinal| ordinal > 3);
    form.values().iter().any(|(name, value)| is_level(name) && is_beyond(value))
}

/// Whether the form may be kept over an ended session.
pub(in crate::current_state::classification) fn may_keep(body: &str) -> bool {
    !asks_for_four(&Form::decode(body.as_bytes()))
}

/// A classification as it was typed.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) levels: Levels,
    pub(super) judgements: Vec<Judgement>,
    pub(super) motive: String,
    pub(super) review_on: NaiveDate,
}

/// What was typed; `None` when something was wrong. `common` is what the set follows.
pub(super) fn read(
    form: &mut Form,
    model: &Model,
    suggested: &PerAspect<Suggested>,
    common: Option<&Levels>,
    today: NaiveDate,
) -> Option<Typed> {
    let motive = form.text("motive", 2000, Need::May);
    let mut levels = Levels::default();
    let mut judgements = Vec::new();
    for aspect in model.in_use() {
        let judged = categories(form, model, aspect);
        let said = Said {
            chosen: ordinal(form, &level_field(aspect)),
            categories: judged.iter().filter_map(|one| level(one.ordinal)).collect(),
            firm_suggestion: suggested[aspect].firm(),
            is_motivated: !motive.is_empty(),
        };
        let is_optional = model.aspect(aspect).is_some_and(|one| one.optional);
        match decide(&said) {
            Ok(level) => levels[aspect] = Some(level),
            Err(Refusal::NothingSaid) if is_optional => {}
            Err(refusal) => refuse(form, aspect, refusal),
        }
        judgements.extend(judged);
    }
    let is_below = common.is_some_and(|common| !levels::lowered(&levels, common).is_empty());
    if is_below && motive.is_empty() {
        form.reject("motive", "classify-below-common");
    }
    let review_on = form.day("review_on", Need::Must);
    if review_on.is_some_and(|day| day <= today) {
        form.reject("review_on", "classify-review-ahead");
    }
    let review_on = review_on?;
    (!form.is_wrong()).then_some(Typed { levels, judgements, motive, review_on })
}

fn categories(form: &mut Form, model: &Model, aspect: Aspect) -> Vec<Judgement> {
    let mut judged = Vec::new();
    for category in model.categories_of(aspect) {
        if let Some(level) = ordinal(form, &category_field(aspect, &category.id)) {
            let aspect = word(aspect).to_owned();
            judged.push(Judgement { aspect, category: category.id.clone(), ordinal: levels::ordinal(level) });
        }
    }
    judged
}

fn ordinal(form: &mut Form, field: &str) -> Option<Level> {
    let typed = form.choice::<i64>(field, Need::May)?;
    let known = level(typed);
    if known.is_none() {
        form.reject(field, "form-choose");
    }
    known
}

fn refuse(form: &mut Form, aspect: Aspect, refusal: Refusal) {
    match refusal {
        Refusal::NothingSaid => form.reject(&level_field(aspect), "classify-choose"),
        Refusal::BelowCategories(level) => {
            let level = level.ordinal().to_string();
            form.reject_with(&level_field(aspect), "classify-below-categories", &[("level", &level)]);
        }
        Refusal::BelowSuggestion(level) => {
            let level = level.ordinal().to_string();
            form.reject_with(&level_field(aspect), "classify-below-suggestion", &[("level", &level)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(body: &str) -> Form {
        Form::decode(body.as_bytes())
    }

    #[test]
    fn a_four_anywhere_is_noticed() {
        assert!(asks_for_four(&form("level_confidentiality=4&motive=x")));
        assert!(asks_for_four(&form("level_confidentiality=1&integrity.life_health=4")));
        assert!(asks_for_four(&form("level_integrity=+7")));
        assert!(!asks_for_four(&form("level_confidentiality=3&motive=4&integrity.life_health=3")));
        assert!(!may_keep("motive=hemligt&level_availability=4"));
        assert!(may_keep("motive=hemligt&level_availability=3"));
    }
}
