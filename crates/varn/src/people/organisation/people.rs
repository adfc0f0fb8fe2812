//! The people of the municipality: whoever is, or may become, the owner of something.

use super::store::{self, NewPerson, Person, PersonRow};
use super::units::HeldPanel;
use super::web::tree_options;
use super::{PERSON, PersonId};
use crate::people::accounts::{MembershipState, is_address};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::{
    Cell, Column, Filter, List, ListPage, ListQuery, ListRow, Nothing, export, grouped,
};
use crate::platform::page::{PageFrame, done};
use crate::platform::panel::PanelView;
use crate::platform::permission::Permission::{OrganisationWrite, PeopleWrite};
use crate::platform::record::RecordPage;
use askama::Template as _;
use chrono::NaiveDate;

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

static LIST: List = List {
    path: "/personer",
    columns: &[
        column("namn", "field-name", "p.name_sort", true),
        column("titel", "field-title", "p.title", true),
        column("epost", "field-email", "p.email", true),
        column("enhet", "field-unit", "u.name_sort", true),
        column("ansvar", "people-owns", "owns", true),
        column("konto", "people-account", "p.user_id", true),
        column("slutade", "field-left-on", "p.left_on", false),
    ],
    filters: &[
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "konto", label: "people-account" },
        Filter { name: "lage", label: "people-works" },
    ],
    order: "namn",
    tie: "p.id",
};

pub(super) async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list_people(&ctx.app, &mut tx, &query).await?;
    let total = store::count_people(&mut tx, &query).await?;
    let units = store::units(&mut tx).await?;
    drop(tx);
    let word = |value: &str, key: &str| (value.to_owned(), page.t(key).into_owned());
    let options = vec![
        tree_options(&units, &[]),
        vec![word("yes", "word-yes"), word("no", "word-no")],
        vec![word("left", "people-left"), word("all", "people-everybody")],
    ];
    let rows = rows.iter().map(|row| line(&page, &query, row)).collect();
    let view = query.view(&page, total, rows, options);
    let mut actions = vec![];
    if ctx.may(OrganisationWrite) {
        actions.push(("/personer/ny".to_owned(), page.t("people-new").into_owned(), "main", "plus"));
    }
    let nothing = Nothing {
        sign: "users",
        heading: page.t("people-nothing").into_owned(),
        why: page.t("people-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-people").into_owned(), page.t("people-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

fn line(page: &PageFrame, query: &ListQuery, row: &PersonRow) -> ListRow {
    let person = &row.person;
    let cells = query.keys().map(|key| match key {
        "namn" => Cell::link(format!("/personer/{}", person.id), &person.name),
        "titel" => Cell::text(&person.title),
        "epost" => Cell::text(&person.email),
        "enhet" => Cell::text(row.unit.clone().unwrap_or_default()),
        "ansvar" if row.owns == 0 => Cell::Empty,
        "ansvar" => Cell::Number(row.owns),
        "konto" if person.user_id.is_none() => Cell::Empty,
        "konto" => Cell::text(page.t("word-yes")),
        _ => person.left_on.map_or(Cell::Empty, |day| Cell::Short(day.to_string())),
    });
    // Who has left and still answers for something: nobody does.
    let attention = person.left_on.is_some() && row.owns > 0;
    ListRow { id: person.id.to_string(), name: person.name.clone(), cells: cells.collect(), attention }
}

pub(super) async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

pub(super) async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let page = ctx.page();
    let rows = store::list_people(&ctx.app, &mut ctx.read().await?, &query).await?;
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, row)).collect();
    let workbook = query.workbook(&page, &page.t("nav-people"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "personer", format)
}

/// The lines of what a person owns, with the rows behind where one may see them.
fn owned(ctx: &Ctx, page: &PageFrame, held: &[store::Held], id: PersonId) -> Vec<(String, String, String)> {
    let of = |held: &store::Held| {
        let address = format!("{}?agare={id}", held.info.path);
        let address = if ctx.may(held.info.read) { address } else { String::new() };
        (address, grouped(held.number), page.t(held.info.many).into_owned())
    };
    held.iter().map(of).collect()
}

pub(super) async fn show(ctx: Ctx, Id(id): Id<PersonId>) -> Result {
    let mut tx = ctx.read().await?;
    let row = store::find_person_row(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let held = store::held_by(&ctx.app, &mut tx, id).await?;
    let person = &row.person;
    let mut record = RecordPage::new(&ctx, "user", "kind-person", &person.name, ("/personer", "nav-people"));
    record.lead.clone_from(&person.title);
    let page = &record.page;
    let word = |key: &str| page.t(key).into_owned();
    if ctx.may(OrganisationWrite) {
        record.actions.push((format!("/personer/{id}/andra"), word("record-edit"), "", "edit"));
        if person.left_on.is_none() {
            record.actions.push((format!("/personer/{id}/slutat"), word("people-leave"), "", "out"));
        } else {
            record.acts.push((format!("/personer/{id}/tillbaka"), word("people-return"), "", "undo"));
        }
    }
    if let Some(day) = person.left_on {
        record.tags.push(Cell::Tag("", page.with("people-left-on", "day", day).into_owned()));
    }
    let unit = match (person.unit_id, row.unit) {
        (Some(unit), Some(name)) => Cell::link(format!("/organisation/{unit}"), name),
        _ => Cell::Empty,
    };
    let state: Option<MembershipState> = row.membership.and_then(|state| state.parse().ok());
    let account = match (state, row.membership_id) {
        (Some(state), Some(membership)) if ctx.may(PeopleWrite) => {
            Cell::link(format!("/anvandare/{membership}"), page.word("membership-state", state))
        }
        (Some(state), _) => Cell::text(page.word("membership-state", state)),
        (None, _) => Cell::text(word("people-no-account")),
    };
    let facts = vec![
        (word("field-email"), Cell::text(&person.email)),
        (word("field-unit"), unit),
        (word("people-account"), account),
    ];
    record.facts = vec![(String::new(), facts)];
    let panel = HeldPanel { lines: owned(&ctx, page, &held, id), nothing: word("people-owns-nothing") };
    let (title, html) = (word("people-owns"), panel.render()?);
    record.panels.push(PanelView { anchor: "ansvar", title, html });
    record.respond(&ctx, tx, PERSON, id).await
}

/// What the form chooses among: units, and accounts for those who handle them.
struct Choices {
    units: Vec<(String, String)>,
    accounts: Option<Vec<(String, String)>>,
}

async fn choices(ctx: &Ctx, tx: &mut Tx) -> Result<Choices> {
    let units = tree_options(&store::units(tx).await?, &[]);
    let accounts = if ctx.may(PeopleWrite) { Some(store::account_choices(tx).await?) } else { None };
    Ok(Choices { units, accounts })
}

fn form_page(ctx: &Ctx, form: Form, person: Option<&Person>, choices: Choices) -> EditPage {
    let page = ctx.page();
    let title = |key: &str| page.t(key).into_owned();
    let mut fields = vec![
        Field::new(&page, "name", Control::Text).must(),
        Field::new(&page, "title", Control::Text),
        Field::new(&page, "email", Control::Text),
        Field::new(&page, "unit", Control::Select(choices.units, title("people-no-unit"))),
    ];
    if let Some(accounts) = choices.accounts {
        fields.push(Field::new(&page, "account", Control::Select(accounts, title("people-no-account"))));
    }
    let (heading, action, back) = match person {
        None => ("people-new", "/personer/ny".to_owned(), "/personer".to_owned()),
        Some(person) => {
            ("people-edit", format!("/personer/{}/andra", person.id), format!("/personer/{}", person.id))
        }
    };
    EditPage {
        heading: title(heading),
        lead: title("people-form-lead"),
        back: (back, title("nav-people")),
        action,
        save: title("people-save"),
        groups: vec![(String::new(), fields)],
        form,
        page,
    }
}

fn filled(person: &Person) -> Form {
    Form::filled([
        ("version", person.version.to_string()),
        ("name", person.name.clone()),
        ("title", person.title.clone()),
        ("email", person.email.clone()),
        ("unit", person.unit_id.map(|id| id.to_string()).unwrap_or_default()),
        ("account", person.user_id.map(|id| id.to_string()).unwrap_or_default()),
    ])
}

/// The person as typed; `but` is the one that is changed. The account is only theirs to choose who handle accounts.
async fn read(ctx: &Ctx, tx: &mut Tx, form: &mut Form, but: Option<&Person>) -> Result<NewPerson> {
    let mut new = NewPerson {
        name: form.text("name", 200, Need::Must),
        title: form.text("title", 200, Need::May),
        email: form.text("email", 200, Need::May).to_lowercase(),
        unit_id: form.choice("unit", Need::May),
        user_id: but.and_then(|person| person.user_id),
    };
    if !new.email.is_empty() {
        if !is_address(&new.email) {
            form.reject("email", "form-email");
        } else if store::has_person_with_email(tx, &new.email, but.map(|person| person.id)).await? {
            form.reject("email", "people-email-taken");
        }
    }
    if let Some(unit) = new.unit_id
        && !store::units(tx).await?.iter().any(|known| known.id == unit && known.closed_on.is_none())
    {
        form.reject("unit", "form-choose");
    }
    if ctx.may(PeopleWrite) {
        new.user_id = form.choice("account", Need::May);
        if let Some(user) = new.user_id {
            let known = store::account_choices(tx).await?;
            if known.iter().all(|(id, _)| *id != user.to_string()) {
                form.reject("account", "form-choose");
            } else if store::person_with_account(tx, user, but.map(|person| person.id)).await? {
                form.reject("account", "people-account-taken");
            }
        }
    }
    Ok(new)
}

pub(super) async fn new(ctx: Ctx) -> Result {
    let choices = choices(&ctx, &mut ctx.read().await?).await?;
    form_page(&ctx, Form::default(), None, choices).response()
}

pub(super) async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let new = read(&ctx, &mut tx, &mut form, None).await?;
    if form.is_wrong() {
        let choices = choices(&ctx, &mut tx).await?;
        return form_page(&ctx, form, None, choices).response();
    }
    let person = store::insert_person(&mut tx, new).await?;
    ctx.commit(tx, Event::new(EventKind::PersonCreated).on(PERSON, person.id)).await?;
    done(&format!("/personer/{}", person.id), "person-created")
}

pub(super) async fn edit(ctx: Ctx, Id(id): Id<PersonId>) -> Result {
    let mut tx = ctx.read().await?;
    let person = store::find_person(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let choices = choices(&ctx, &mut tx).await?;
    form_page(&ctx, filled(&person), Some(&person), choices).response()
}

pub(super) async fn update(ctx: Ctx, Id(id): Id<PersonId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find_person(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let NewPerson { name, title, email, unit_id, user_id } =
        read(&ctx, &mut tx, &mut form, Some(&old)).await?;
    let version = form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version);
    if form.is_wrong() || version != old.version {
        let choices = choices(&ctx, &mut tx).await?;
        let is_wrong = form.is_wrong();
        let page = form_page(&ctx, form, Some(&old), choices);
        return if is_wrong { page.response() } else { page.conflict(&filled(&old)) };
    }
    store::update_person(&mut tx, &Person { name, title, email, unit_id, user_id, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::PersonUpdated).on(PERSON, id)).await?;
    done(&format!("/personer/{id}"), "person-updated")
}

fn leaving(
    ctx: &Ctx,
    form: Form,
    person: &Person,
    held: &[store::Held],
    people: Vec<(String, String)>,
) -> EditPage {
    let page = ctx.page();
    let title = |key: &str| page.t(key).into_owned();
    let own = person.id.to_string();
    let others = people.into_iter().filter(|(id, _)| *id != own).collect();
    let lines = held.iter().map(|held| format!("{} {}", grouped(held.number), page.t(held.info.many)));
    let lines = lines.collect::<Vec<_>>().join(", ");
    let lead = match lines.is_empty() {
        true => title("people-owns-nothing"),
        false => page.with("people-leave-owns", "what", lines).into_owned(),
    };
    EditPage {
        heading: page.with("people-leave-heading", "name", &person.name).into_owned(),
        lead,
        back: (format!("/personer/{}", person.id), person.name.clone()),
        action: format!("/personer/{}/slutat", person.id),
        save: title("people-leave-save"),
        groups: vec![(
            String::new(),
            vec![
                Field::new(&page, "left_on", Control::Day).must(),
                Field::new(&page, "successor", Control::Select(others, title("choose-nobody"))),
            ],
        )],
        form,
        page,
    }
}

pub(super) async fn leave_page(ctx: Ctx, Id(id): Id<PersonId>) -> Result {
    let mut tx = ctx.read().await?;
    let person = store::find_person(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let held = store::held_by(&ctx.app, &mut tx, id).await?;
    let (_, people) = store::options(&mut tx, &ctx.scope).await?;
    let today = tx.clock().today().to_string();
    let form = Form::filled([("version", person.version.to_string()), ("left_on", today)]);
    leaving(&ctx, form, &person, &held, people).response()
}

pub(super) async fn leave(ctx: Ctx, Id(id): Id<PersonId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let person = store::find_person(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let today = tx.clock().today();
    let on: Option<NaiveDate> = form.day("left_on", Need::Must);
    let successor: Option<PersonId> = form.choice("successor", Need::May);
    let version = form.number("version", 0, i64::MAX, Need::May);
    let (_, people) = store::options(&mut tx, &ctx.scope).await?;
    if on.is_some_and(|day| day > today) {
        form.reject("left_on", "people-not-yet");
    }
    if successor.is_some_and(|to| to == id || people.iter().all(|(known, _)| *known != to.to_string())) {
        form.reject("successor", "form-choose");
    }
    if version.is_some_and(|version| version != person.version) || person.left_on.is_some() {
        form.reject("left_on", "people-changed");
    }
    let (Some(on), false) = (on, form.is_wrong()) else {
        let held = store::held_by(&ctx.app, &mut tx, id).await?;
        return leaving(&ctx, form, &person, &held, people).response();
    };
    let records = store::leave(&ctx.app, &mut tx, &person, on, successor).await?;
    ctx.commit(tx, Event::new(EventKind::PersonLeft).on(PERSON, id).detail("records", records)).await?;
    done(&format!("/personer/{id}"), "person-left")
}

pub(super) async fn return_to_work(ctx: Ctx, Id(id): Id<PersonId>) -> Result {
    let mut tx = ctx.write().await?;
    let person = store::find_person(&mut tx, id).await?.ok_or(Error::NotFound)?;
    store::return_to_work(&mut tx, &person).await?;
    ctx.commit(tx, Event::new(EventKind::PersonUpdated).on(PERSON, id)).await?;
    done(&format!("/personer/{id}"), "person-updated")
}
