//! The form of an action.

use super::model::{Action, ActionId, Status};
use crate::people::organisation::store::Options;
use crate::platform::ctx::Ctx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;
use crate::registers::{RecordState, loose_day};

/// The dearest action that is not a slip of the finger, in kronor.
const MOST_SEK: i64 = 1_000_000_000;

/// Every status with its word.
pub(super) fn statuses(page: &PageFrame) -> Vec<(String, String)> {
    let word = |status: &Status| (status.to_string(), page.word("status", status).into_owned());
    Status::ALL.iter().map(word).collect()
}

/// The page with the form; `id` is `None` for a new one.
pub(super) fn page(ctx: &Ctx, form: Form, id: Option<ActionId>, options: Options) -> EditPage {
    let page = ctx.page();
    let (units, people) = options;
    let title = |key: &str| page.t(key).into_owned();
    let field = |name, control| Field::new(&page, name, control);
    let what = vec![field("name", Control::Text).must(), field("description", Control::Area)];
    let who = vec![
        field("unit", Control::Select(units, title("choose-unit"))).must(),
        field("owner", Control::Select(people, title("choose-nobody"))),
        field("next_review", Control::Day),
    ];
    let how = vec![
        field("status", Control::Select(statuses(&page), title("choose-unknown"))),
        field("due", Control::Text),
        field("cost_sek", Control::Number(title("word-sek"))),
        field("priority", Control::Number(String::new())),
        field("external_id", Control::Text),
        field("note", Control::Area),
    ];
    let (heading, action, back) = match id {
        None => ("actions-new", "/atgarder/ny".to_owned(), "/atgarder".to_owned()),
        Some(id) => ("actions-edit", format!("/atgarder/{id}/andra"), format!("/atgarder/{id}")),
    };
    EditPage {
        heading: title(heading),
        lead: String::new(),
        back: (back, title("nav-actions")),
        action,
        save: title("actions-save"),
        groups: vec![
            (String::new(), what),
            (title("facts-responsibility"), who),
            (title("actions-how"), how),
        ],
        form,
        page,
    }
}

/// The form as the record is now.
pub(super) fn filled(action: &Action) -> Form {
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    Form::filled([
        ("version", action.version.to_string()),
        ("name", action.name.clone()),
        ("description", action.description.clone()),
        ("unit", action.unit_id.to_string()),
        ("owner", action.owner_id.map(|id| id.to_string()).unwrap_or_default()),
        ("next_review", action.next_review.map(|day| day.to_string()).unwrap_or_default()),
        ("status", action.status.map(|status| status.to_string()).unwrap_or_default()),
        ("due", action.due.clone()),
        ("cost_sek", number(action.cost_sek)),
        ("priority", number(action.priority)),
        ("external_id", action.external_id.clone()),
        ("note", action.note.clone()),
    ])
}

/// The action as typed; what the form does not hold is as in `old`.
pub(super) fn read(form: &mut Form, old: Action) -> Option<Action> {
    let unit = form.choice("unit", Need::Must);
    let action = Action {
        name: form.text("name", 200, Need::Must),
        description: form.text("description", 4000, Need::May),
        unit_id: unit.unwrap_or(old.unit_id),
        owner_id: form.choice("owner", Need::May),
        next_review: form.day("next_review", Need::May),
        status: form.choice("status", Need::May),
        due: loose_day(form, "due"),
        cost_sek: form.number("cost_sek", 0, MOST_SEK, Need::May),
        priority: form.number("priority", 1, 255, Need::May),
        external_id: form.text("external_id", 100, Need::May),
        note: form.text("note", 4000, Need::May),
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        state: RecordState::Confirmed,
        ..old
    };
    (!form.is_wrong()).then_some(action)
}
