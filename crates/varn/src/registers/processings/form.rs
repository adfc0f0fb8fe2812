//! The form of a processing.

use super::model::{Processing, ProcessingId, spoken};
use crate::knowledge::library::{LIBRARY, either};
use crate::people::organisation::store::Options;
use crate::platform::ctx::Ctx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;
use crate::registers::{RecordState, loose_day, read_yes_no, yes_no, yes_no_word};

/// The page with the form; `id` is `None` for a new one.
pub(super) fn page(ctx: &Ctx, form: Form, id: Option<ProcessingId>, options: Options) -> EditPage {
    let page = ctx.page();
    let groups = groups(&page, options);
    let title = |key: &str| page.t(key).into_owned();
    let (heading, action, back) = match id {
        None => ("processings-new", "/behandlingar/ny".to_owned(), "/behandlingar".to_owned()),
        Some(id) => ("processings-edit", format!("/behandlingar/{id}/andra"), format!("/behandlingar/{id}")),
    };
    EditPage {
        heading: title(heading),
        lead: title("processings-form-lead"),
        back: (back, title("nav-processings")),
        action,
        save: title("processings-save"),
        groups,
        form,
        page,
    }
}

fn groups(page: &PageFrame, (units, people): Options) -> Vec<(String, Vec<Field>)> {
    let title = |key: &str| page.t(key).into_owned();
    let field = |name, control| Field::new(page, name, control);
    let yes_no = || Control::Select(yes_no(page), title("choose-unknown"));
    let bases = LIBRARY.legal_bases.iter().map(|basis| {
        let name = either(page.words, &basis.name_sv, &basis.name_en);
        let help = either(page.words, &basis.text_sv, &basis.text_en);
        (basis.id.clone(), format!("{} {name}", spoken(&basis.id)), help.to_owned())
    });
    let what = vec![
        field("name", Control::Text).must(),
        field("purpose", Control::Area),
        field("legal_basis", Control::Ticks(bases.collect())),
    ];
    let who = vec![
        field("unit", Control::Select(units, title("choose-unit"))).must(),
        field("owner", Control::Select(people, title("choose-nobody"))),
        field("next_review", Control::Day),
    ];
    let data = vec![
        field("data_subjects", Control::Area),
        field("data_categories", Control::Area),
        field("sensitive", yes_no()),
        field("retention", Control::Area),
    ];
    let others = vec![
        field("recipients", Control::Area),
        field("third_country", yes_no()),
        field("third_country_detail", Control::Area),
        field("processor", Control::Text),
        field("processor_agreement", yes_no()),
    ];
    let more = vec![
        field("security_measures", Control::Area),
        field("external_id", Control::Text),
        field("updated_on", Control::Text),
        field("note", Control::Area),
    ];
    vec![
        (String::new(), what),
        (title("facts-responsibility"), who),
        (title("processings-data"), data),
        (title("processings-others"), others),
        (title("facts-about"), more),
    ]
}

/// The form as the record is now.
pub(super) fn filled(one: &Processing) -> Form {
    let day = one.next_review.map(|day| day.to_string()).unwrap_or_default();
    let mut form = Form::filled([
        ("version", one.version.to_string()),
        ("name", one.name.clone()),
        ("purpose", one.purpose.clone()),
        ("unit", one.unit_id.to_string()),
        ("owner", one.owner_id.map(|id| id.to_string()).unwrap_or_default()),
        ("next_review", day),
        ("data_subjects", one.data_subjects.clone()),
        ("data_categories", one.data_categories.clone()),
        ("sensitive", yes_no_word(one.sensitive)),
        ("retention", one.retention.clone()),
        ("recipients", one.recipients.clone()),
        ("third_country", yes_no_word(one.third_country)),
        ("third_country_detail", one.third_country_detail.clone()),
        ("processor", one.processor.clone()),
        ("processor_agreement", yes_no_word(one.processor_agreement)),
        ("security_measures", one.security_measures.clone()),
        ("external_id", one.external_id.clone()),
        ("updated_on", one.updated_on.clone()),
        ("note", one.note.clone()),
    ]);
    form.set_all("legal_basis", one.legal_basis.split_whitespace());
    form
}

/// The processing as typed; what the form does not hold is as in `old`.
pub(super) fn read(form: &mut Form, old: Processing) -> Option<Processing> {
    let unit = form.choice("unit", Need::Must);
    let mut points: Vec<String> = form.choices("legal_basis");
    if points.iter().any(|point| LIBRARY.legal_bases.iter().all(|basis| basis.id != *point)) {
        form.reject("legal_basis", "form-choose");
    }
    points.sort_unstable();
    points.dedup();
    let processing = Processing {
        name: form.text("name", 200, Need::Must),
        purpose: form.text("purpose", 4000, Need::May),
        legal_basis: points.join(" "),
        unit_id: unit.unwrap_or(old.unit_id),
        owner_id: form.choice("owner", Need::May),
        next_review: form.day("next_review", Need::May),
        data_subjects: form.text("data_subjects", 4000, Need::May),
        data_categories: form.text("data_categories", 4000, Need::May),
        sensitive: read_yes_no(form, "sensitive"),
        retention: form.text("retention", 4000, Need::May),
        recipients: form.text("recipients", 4000, Need::May),
        third_country: read_yes_no(form, "third_country"),
        third_country_detail: form.text("third_country_detail", 4000, Need::May),
        processor: form.text("processor", 200, Need::May),
        processor_agreement: read_yes_no(form, "processor_agreement"),
        security_measures: form.text("security_measures", 4000, Need::May),
        external_id: form.text("external_id", 100, Need::May),
        updated_on: loose_day(form, "updated_on"),
        note: form.text("note", 4000, Need::May),
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        state: RecordState::Confirmed,
        ..old
    };
    (!form.is_wrong()).then_some(processing)
}
