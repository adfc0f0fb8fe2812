//! The form of an information set: from a record to fields and back, with the rules between the fields.

use super::model::{Information, InformationId, RetentionAction, cited};
use crate::knowledge::library::{LIBRARY, either};
use crate::people::organisation::store::Options;
use crate::platform::edit::{Control, Field};
use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;
use crate::registers::pages::{id_text, words};
use crate::registers::{RecordState, read_yes_no, yes_no, yes_no_word};

/// Fields in groups, each with its heading.
pub(super) type Groups = Vec<(String, Vec<Field>)>;

/// The fields of the form. `common` are the sets to follow.
pub(super) fn fields(page: &PageFrame, options: Options, common: Vec<(InformationId, String)>) -> Groups {
    let (units, people) = options;
    let t = |key: &str| page.t(key).into_owned();
    let field = |name, control| Field::new(page, name, control);
    let common = common.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let what = vec![
        field("name", Control::Text).must(),
        field("description", Control::Area),
        field("external_id", Control::Text),
        field("process_code", Control::Text),
        field("process_name", Control::Text),
        field("storage", Control::Text),
    ];
    let who = vec![
        field("unit", Control::Select(units, t("choose-unit"))).must(),
        field("owner", Control::Select(people, t("choose-nobody"))),
        field("next_review", Control::Day),
    ];
    let content = vec![
        field("personal_data", Control::Select(personal_data(page), t("choose-unknown"))),
        field("many_people", Control::Select(yes_no(page), t("choose-unknown"))),
        field("provisions", Control::Ticks(provisions(page))),
    ];
    let actions = words(page, "retention-action", RetentionAction::ALL);
    let kept = vec![
        field("retention_action", Control::Select(actions, t("choose-unknown"))),
        field("retention_years", Control::Number(t("unit-years"))),
        field("retention_when", Control::Text),
    ];
    let shared = vec![
        field("is_common", Control::Tick),
        field("common", Control::Select(common, t("choose-no-common"))),
        field("note", Control::Area),
    ];
    vec![
        (String::new(), what),
        (t("facts-responsibility"), who),
        (t("facts-content"), content),
        (t("facts-retention"), kept),
        (t("facts-common"), shared),
    ]
}

/// The kinds of personal data of the library.
pub(super) fn personal_data(page: &PageFrame) -> Vec<(String, String)> {
    let kinds = LIBRARY.personal_data_kinds.iter();
    kinds.map(|kind| (kind.id.clone(), either(page.words, &kind.name_sv, &kind.name_en).to_owned())).collect()
}

/// The provisions of the library: id, where it stands, what it protects.
fn provisions(page: &PageFrame) -> Vec<(String, String, String)> {
    let worded = |one: &crate::knowledge::library::Provision| {
        let name = either(page.words, &one.name_sv, &one.name_en);
        let help = if one.verified {
            name.to_owned()
        } else {
            page.with("provision-unverified", "name", name).into_owned()
        };
        (one.id.clone(), cited(page.words, one), help)
    };
    LIBRARY.provisions.iter().map(worded).collect()
}

/// The form of a record, for the edit page.
pub(super) fn filled(information: &Information) -> Form {
    let i = information;
    let mut values = vec![
        ("version", i.version.to_string()),
        ("name", i.name.clone()),
        ("description", i.description.clone()),
        ("external_id", i.external_id.clone()),
        ("process_code", i.process_code.clone()),
        ("process_name", i.process_name.clone()),
        ("storage", i.storage.clone()),
        ("unit", i.unit_id.to_string()),
        ("owner", id_text(i.owner_id)),
        ("next_review", id_text(i.next_review)),
        ("personal_data", i.personal_data.clone().unwrap_or_default()),
        ("many_people", yes_no_word(i.many_people)),
        ("retention_action", id_text(i.retention_action)),
        ("retention_years", id_text(i.retention_years)),
        ("retention_when", i.retention_when.clone()),
        ("is_common", if i.is_common { "1" } else { "" }.to_owned()),
        ("common", id_text(i.common_id)),
        ("note", i.note.clone()),
    ];
    values.extend(i.provisions.iter().map(|one| ("provisions", one.clone())));
    Form::of(values)
}

/// The set as typed; what the form does not hold is as in `old`. `followers` follow it today.
pub(super) fn read(form: &mut Form, old: Information, followers: i64) -> Option<Information> {
    let unit = form.choice("unit", Need::Must);
    let mut provisions: Vec<String> = form.choices("provisions");
    provisions.sort_unstable();
    provisions.dedup();
    let information = Information {
        name: form.text("name", 200, Need::Must),
        description: form.text("description", 4000, Need::May),
        external_id: form.text("external_id", 100, Need::May),
        process_code: form.text("process_code", 50, Need::May),
        process_name: form.text("process_name", 200, Need::May),
        storage: form.text("storage", 500, Need::May),
        unit_id: unit.unwrap_or(old.unit_id),
        owner_id: form.choice("owner", Need::May),
        next_review: form.day("next_review", Need::May),
        personal_data: form.choice("personal_data", Need::May),
        many_people: read_yes_no(form, "many_people"),
        provisions,
        retention_action: form.choice("retention_action", Need::May),
        retention_years: form.number("retention_years", 0, 1000, Need::May),
        retention_when: form.text("retention_when", 500, Need::May),
        is_common: form.ticked("is_common"),
        common_id: form.choice("common", Need::May),
        note: form.text("note", 4000, Need::May),
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        state: RecordState::Confirmed,
        ..old
    };
    judge(form, &information, followers);
    (!form.is_wrong()).then_some(information)
}

/// What must hold between the fields.
fn judge(form: &mut Form, information: &Information, followers: i64) {
    let known = |id: &String| LIBRARY.personal_data_kind(id).is_some();
    if !information.personal_data.as_ref().is_none_or(known) {
        form.reject("personal_data", "form-choose");
    }
    if information.provisions.iter().any(|id| LIBRARY.provision(id).is_none()) {
        form.reject("provisions", "form-choose");
    }
    let is_preserved = information.retention_action == Some(RetentionAction::Preserve);
    if is_preserved && information.retention_years.is_some() {
        form.reject("retention_years", "information-preserved-for-ever");
    }
    if information.common_id == Some(information.id) {
        form.reject("common", "information-follows-itself");
    } else if information.is_common && information.common_id.is_some() {
        form.reject("common", "information-common-follows-none");
    }
    if !information.is_common && followers > 0 {
        form.reject_with("is_common", "information-has-followers", &[("n", &followers.to_string())]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::organisation::UnitId;
    use uuid::Uuid;

    fn form(fields: &[(&'static str, &str)]) -> Form {
        let unit = UnitId(Uuid::from_u128(7)).to_string();
        let mut values = vec![("name", "Journaler".to_owned()), ("unit", unit)];
        values.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        Form::of(values)
    }

    fn read_with(fields: &[(&'static str, &str)], followers: i64) -> Option<Information> {
        read(&mut form(fields), Information::new(InformationId(Uuid::from_u128(1))), followers)
    }

    #[test]
    fn what_is_preserved_has_no_years() {
        assert!(read_with(&[("retention_action", "preserve"), ("retention_years", "5")], 0).is_none());
        assert!(read_with(&[("retention_action", "dispose"), ("retention_years", "5")], 0).is_some());
        assert!(read_with(&[("retention_action", "preserve")], 0).is_some());
    }

    #[test]
    fn a_common_set_follows_no_other_and_none_follows_itself() {
        let (own, other) = (Uuid::from_u128(1).to_string(), Uuid::from_u128(2).to_string());
        assert!(read_with(&[("common", &own)], 0).is_none());
        assert!(read_with(&[("common", &other), ("is_common", "1")], 0).is_none());
        assert!(read_with(&[("common", &other)], 0).is_some());
    }

    #[test]
    fn a_set_that_others_follow_stays_common() {
        assert!(read_with(&[], 2).is_none());
        assert!(read_with(&[("is_common", "1")], 2).is_some());
    }

    #[test]
    fn only_what_the_library_knows_can_be_chosen() {
        assert!(read_with(&[("provisions", "osl.99.99")], 0).is_none());
        assert!(read_with(&[("personal_data", "secret")], 0).is_none());
        let read = read_with(&[("provisions", "osl.26.1"), ("personal_data", "sensitive")], 0).unwrap();
        assert_eq!(read.provisions, ["osl.26.1"]);
    }

    #[test]
    fn what_is_not_stated_stays_unknown() {
        let read = read_with(&[], 0).unwrap();
        assert_eq!((read.personal_data, read.many_people, read.retention_action), (None, None, None));
        assert_eq!(read.retention_years, None);
    }
}
