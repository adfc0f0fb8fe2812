//! The form of the model: its texts and hours as fields, and what was typed as a new version.

use super::{DEFAULT, Model};
use crate::knowledge::library;
use crate::platform::form::{Form, Need};
use varn_engine::{Aspect, Level};

/// The field of an aspect's question.
pub(super) fn question(aspect: &str) -> String {
    format!("question_{aspect}")
}
/// The field of what a level means for an aspect.
pub(super) fn criterion(aspect: &str, level: u8) -> String {
    format!("criterion_{aspect}_{level}")
}
/// The field of a level's name.
pub(super) fn level_name(level: u8) -> String {
    format!("level_name_{level}")
}
/// The field of a category's question.
pub(super) fn category_question(category: &str) -> String {
    format!("category_{category}")
}
/// The field of what a level means for a category.
pub(super) fn category_criterion(category: &str, level: u8) -> String {
    format!("category_{category}_{level}")
}
/// The field of the longest outage of a level.
pub(super) fn hours(level: u8) -> String {
    format!("hours_{level}")
}

/// The levels of T that have a longest outage, the shortest first.
pub(super) const TIMED: [Level; 3] = [Level::Serious, Level::Significant, Level::Moderate];

/// The model as a form.
pub(in crate::current_state::classification) fn filled(model: &Model) -> Form {
    let mut form = Form::default();
    form.set("version", model.model.version.as_str());
    form.set("name", model.model.name_sv.as_str());
    form.set("note", model.model.note_sv.as_str());
    if model.aspect(Aspect::Traceability).is_some() {
        form.set("traceability", "1");
    }
    for aspect in &model.aspects {
        form.set(&question(&aspect.id), aspect.question_sv.as_str());
    }
    for level in model.storable() {
        form.set(&level_name(level.ordinal), level.name_sv.as_str());
    }
    for one in &model.criteria {
        form.set(&criterion(&one.aspect, one.level), one.text_sv.as_str());
        if one.outage_hours >= 0 {
            form.set(&hours(one.level), one.outage_hours.to_string());
        }
    }
    for one in &model.categories {
        form.set(&category_question(&one.id), one.question_sv.as_str());
    }
    for one in &model.category_criteria {
        form.set(&category_criterion(&one.category, one.level), one.text_sv.as_str());
    }
    form
}

/// Takes a typed Swedish text; the English one no longer says the same when the Swedish has changed.
fn take(form: &mut Form, field: &str, most: usize, sv: &mut String, en: &mut String) {
    let typed = form.text(field, most, Need::Must);
    if typed != *sv {
        *sv = typed;
        en.clear();
    }
}

/// The new version as it was typed; `None` when something was wrong.
pub(super) fn read(form: &mut Form, old: &Model) -> Option<Model> {
    let mut model = old.clone();
    take(form, "name", 100, &mut model.model.name_sv, &mut model.model.name_en);
    take(form, "note", 1000, &mut model.model.note_sv, &mut model.model.note_en);
    aspects(form, &mut model);
    for level in model.levels.iter_mut().filter(|level| !level.stub) {
        take(form, &level_name(level.ordinal), 60, &mut level.name_sv, &mut level.name_en);
    }
    for one in &mut model.criteria {
        if old.aspects.iter().any(|aspect| aspect.id == one.aspect) {
            take(form, &criterion(&one.aspect, one.level), 400, &mut one.text_sv, &mut one.text_en);
        }
    }
    for one in &mut model.categories {
        take(form, &category_question(&one.id), 200, &mut one.question_sv, &mut one.question_en);
    }
    for one in &mut model.category_criteria {
        let field = category_criterion(&one.category, one.level);
        take(form, &field, 400, &mut one.text_sv, &mut one.text_en);
    }
    outage(form, &mut model);
    model.model.version = next(&old.model.version);
    // Whoever has gone through the times and amounts has made them the municipality's own.
    (model.model.verified, model.model.why) = (true, String::new());
    (!form.is_wrong()).then_some(model)
}

/// Whether traceability is judged, and the questions.
fn aspects(form: &mut Form, model: &mut Model) {
    let wanted = form.ticked("traceability");
    let has = model.aspect(Aspect::Traceability).is_some();
    for aspect in &mut model.aspects {
        take(form, &question(&aspect.id), 200, &mut aspect.question_sv, &mut aspect.question_en);
    }
    if has && !wanted {
        model.aspects.retain(|aspect| aspect.id != "traceability");
    }
    if wanted && !has {
        model.aspects.extend(DEFAULT.aspect(Aspect::Traceability).cloned());
    }
}

/// The longest outages: shorter for a higher level.
fn outage(form: &mut Form, model: &mut Model) {
    let mut shortest = 0;
    for level in TIMED {
        let field = hours(level.ordinal());
        let Some(typed) = form.number(&field, 0, 8_760, Need::Must) else { continue };
        if level != Level::Serious && typed <= shortest {
            form.reject(&field, "model-hours-order");
        }
        shortest = typed;
        let is_it =
            |one: &&mut library::Criterion| one.aspect == "availability" && one.level == level.ordinal();
        if let Some(one) = model.criteria.iter_mut().find(is_it) {
            one.outage_hours = typed;
        }
    }
}

/// The version after this one.
fn next(version: &str) -> String {
    version.parse::<u32>().map_or_else(|_| format!("{version}.1"), |number| (number + 1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_changed_stays_as_it_was() {
        let model = read(&mut filled(&DEFAULT), &DEFAULT).unwrap();
        assert_eq!(model.model.version, "2");
        assert_eq!(model.settings(), DEFAULT.settings());
        assert_eq!(model.criteria[3].text_en, DEFAULT.criteria[3].text_en);
    }

    #[test]
    fn a_changed_text_takes_its_translation_along() {
        let mut form = filled(&DEFAULT);
        form.set("criterion_confidentiality_3", "Bara några få får läsa.");
        let model = read(&mut form, &DEFAULT).unwrap();
        let changed = model.criterion(Aspect::Confidentiality, 3).unwrap();
        assert_eq!((changed.text_sv.as_str(), changed.text_en.as_str()), ("Bara några få får läsa.", ""));
    }

    #[test]
    fn traceability_can_be_left_out_and_taken_back() {
        let mut form = filled(&DEFAULT);
        form.set("traceability", "");
        let without = read(&mut form, &DEFAULT).unwrap();
        assert_eq!(without.in_use().len(), 3);
        let mut form = filled(&without);
        form.set("traceability", "1");
        assert_eq!(read(&mut form, &without).unwrap().in_use().len(), 4);
    }

    #[test]
    fn a_higher_level_cannot_wait_longer_than_a_lower_one() {
        let mut form = filled(&DEFAULT);
        form.set("hours_3", "24");
        assert!(read(&mut form, &DEFAULT).is_none());
        form = filled(&DEFAULT);
        form.set("hours_3", "2");
        let hours = read(&mut form, &DEFAULT).unwrap().settings().outage_scale;
        assert_eq!(hours.serious.0, 120);
    }
}
