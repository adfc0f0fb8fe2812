//! The third question: who does what. People get titles, by which the answers are known again; an administrator can make
//! herself the coordinator. Nobody gets an account here.

use super::model::{Begun, Question, TASKS};
use super::web::{Step, load, steps};
use crate::people::accounts::{MEMBERSHIP, MembershipState, is_address, store as accounts};
use crate::people::organisation::PersonId;
use crate::people::organisation::store::{self as organisation, Person};
use crate::platform::ctx::Ctx;
use crate::platform::db::WriteTx;
use crate::platform::error::Result;
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{PageFrame, done, go, invalid, page};
use crate::platform::permission::Permission::PeopleWrite;
use crate::platform::permission::{Role, Scope};
use crate::platform::swedish::fold;
use crate::platform::text::Language;
use askama::Template;
use uuid::Uuid;

/// A task with who has it, or the fields to say so.
struct Row {
    task: &'static str,
    /// Who has it already: id and name.
    has: Vec<(PersonId, String)>,
}

#[derive(Template)]
#[template(path = "exchange/first_start/people.html")]
struct PeoplePage {
    page: PageFrame,
    steps: Vec<Step>,
    form: Form,
    rows: Vec<Row>,
    /// Whether the person at the page can become the coordinator here.
    may_be_coordinator: bool,
    is_coordinator: bool,
    may_invite: bool,
}

/// The title of a task. It is stored, so it is Swedish whatever language the page is in.
fn title(task: &str, place: &str) -> String {
    let key = match (task, place) {
        ("director", "association" | "company") => format!("first-start-title-director-{place}"),
        _ => format!("first-start-title-{task}"),
    };
    Language::Swedish.t(&key).into_owned()
}

fn holders(people: &[Person], task: &str, place: &str) -> Vec<(PersonId, String)> {
    let title = fold(&title(task, place));
    let has = people.iter().filter(|person| person.title.split(',').any(|one| fold(one) == title));
    has.map(|person| (person.id, person.name.clone())).collect()
}

/// Whether the person at the page may hand out roles in the whole municipality.
fn may_set_roles(ctx: &Ctx) -> bool {
    ctx.visitor.as_ref().and_then(|actor| actor.scope(PeopleWrite)) == Some(Scope::All)
}

fn template(ctx: &Ctx, begun: &Begun, people: &[Person], form: Form) -> Result {
    let frame = ctx.page();
    let is_coordinator = ctx.actor()?.is(Role::Coordinator);
    let row = |task: &'static str| Row { task, has: holders(people, task, &begun.kind) };
    let template = PeoplePage {
        steps: steps(&frame, begun, Some(Question::People)),
        rows: TASKS.into_iter().map(row).collect(),
        may_be_coordinator: may_set_roles(ctx) && !is_coordinator,
        is_coordinator,
        may_invite: ctx.may(PeopleWrite),
        page: frame,
        form,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

pub(super) async fn show(ctx: Ctx) -> Result {
    let mut tx = ctx.read().await?;
    let begun = load(&ctx, &mut tx).await?;
    let people = organisation::everybody(&mut tx).await?;
    drop(tx);
    let mut form = Form::default();
    if begun.coordinators == 0 {
        form.set("me", "1");
    }
    template(&ctx, &begun, &people, form)
}

/// Somebody with a task, as typed.
struct Named {
    title: String,
    name: String,
    email: String,
}

fn read(form: &mut Form, begun: &Begun, people: &[Person]) -> Vec<Named> {
    let mut named = Vec::new();
    for task in TASKS {
        let (of_name, of_email) = (format!("name-{task}"), format!("email-{task}"));
        let is_me = task == "coordinator" && form.ticked("me");
        if is_me || !holders(people, task, &begun.kind).is_empty() {
            continue;
        }
        let (name, email) = (form.text(&of_name, 200, Need::May), form.text(&of_email, 200, Need::May));
        let email = email.to_lowercase();
        if !email.is_empty() && !is_address(&email) {
            form.reject(&of_email, "form-email");
        }
        if name.is_empty() && !email.is_empty() {
            form.reject(&of_name, "form-missing");
        }
        if !name.is_empty() {
            named.push(Named { title: title(task, &begun.kind), name, email });
        }
    }
    named
}

/// Those who are here already get the title, by address or name; the others are added. One person may have two tasks.
async fn keep(tx: &mut WriteTx, people: &[Person], named: Vec<Named>) -> sqlx::Result<usize> {
    let count = named.len();
    let (mut added, mut changed): (Vec<Person>, Vec<Person>) = (Vec::new(), Vec::new());
    for one in named {
        let is_same = |person: &Person| {
            let by_email = !one.email.is_empty() && person.email == one.email;
            by_email
                || (fold(&person.name) == fold(&one.name)
                    && (one.email.is_empty() || person.email.is_empty()))
        };
        if let Some(person) = added.iter_mut().chain(&mut changed).find(|person| is_same(person)) {
            person.title = format!("{}, {}", person.title, one.title);
        } else if let Some(person) = people.iter().find(|person| is_same(person)) {
            let email = if person.email.is_empty() { one.email } else { person.email.clone() };
            let title =
                if person.title.is_empty() { one.title } else { format!("{}, {}", person.title, one.title) };
            changed.push(Person { title, email, version: person.version + 1, ..person.clone() });
        } else {
            let Named { title, name, email } = one;
            let id = tx.new_id();
            added.push(Person {
                id,
                name,
                title,
                email,
                unit_id: None,
                user_id: None,
                left_on: None,
                version: 1,
            });
        }
    }
    organisation::insert_people(tx, &added).await?;
    organisation::save_people(tx, &changed).await?;
    Ok(count)
}

/// Makes the person at the page the coordinator of the whole municipality, beside what she is.
async fn become_coordinator(ctx: &Ctx, tx: &mut WriteTx) -> Result<Uuid> {
    let user = ctx.actor()?.user;
    accounts::hold_members(tx).await?;
    let held = accounts::grants_of_user(tx, user).await?;
    let mut grants: Vec<_> = held.iter().map(|held| (held.role, held.unit_id)).collect();
    grants.push((Role::Coordinator, None));
    let membership = accounts::set_membership(tx, user, MembershipState::Active, &grants).await?;
    accounts::revise_member(tx, membership).await?;
    Ok(membership)
}

pub(super) async fn answer(ctx: Ctx, mut form: Form) -> Result {
    let wants_role = form.ticked("me") && may_set_roles(&ctx) && !ctx.actor()?.is(Role::Coordinator);
    if wants_role {
        ctx.confirmed_for(&form)?;
    }
    let mut tx = ctx.write().await?;
    let begun = load(&ctx, &mut tx).await?;
    let people = organisation::everybody(&mut tx).await?;
    let mut named = read(&mut form, &begun, &people);
    if form.is_wrong() {
        return template(&ctx, &begun, &people, form);
    }
    let user = ctx.actor()?.user;
    let me = people.iter().find(|person| person.user_id == Some(user));
    let is_titled = !holders(&people, "coordinator", &begun.kind).is_empty();
    if let Some(me) = me.filter(|_| form.ticked("me") && !is_titled) {
        let title = title("coordinator", &begun.kind);
        named.push(Named { title, name: me.name.clone(), email: me.email.clone() });
    }
    if named.is_empty() && !wants_role {
        return go(&Question::People.next());
    }
    let count = keep(&mut tx, &people, named).await?;
    let mut event = Event::new(EventKind::FirstStartAnswered).detail("people", count);
    if wants_role {
        event = event.on(MEMBERSHIP, become_coordinator(&ctx, &mut tx).await?);
    }
    ctx.commit(tx, event).await?;
    done(&Question::People.next(), "first-start-people")
}
