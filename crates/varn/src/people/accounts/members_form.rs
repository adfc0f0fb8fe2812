//! The forms of an invitation and of a membership: state, the roles that are held, and room for some more.

use super::members::{role, roles};
use super::model::{MembershipState, refuses};
use super::store::{self, Member, RoleHeld};
use crate::people::words::Words;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;
use crate::platform::permission::Role;
use uuid::Uuid;

/// Room for this many roles at a time: the field of the role, and that of where it holds.
const ROOM: [(&str, &str); 3] = [("role_1", "unit_1"), ("role_2", "unit_2"), ("role_3", "unit_3")];

/// A membership as typed.
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) state: MembershipState,
    pub(super) grants: Vec<(Role, Option<Uuid>)>,
    pub(super) version: i64,
}

/// What the forms choose among.
pub(super) struct Choices {
    units: Vec<(Uuid, String)>,
    words: Words,
}

impl Choices {
    pub(super) async fn load(tx: &mut Tx) -> sqlx::Result<Self> {
        Ok(Self { units: store::units_to_scope(tx).await?, words: Words::load(tx).await? })
    }
}

fn role_fields(page: &PageFrame, choices: &Choices) -> Vec<Field> {
    let roles = roles(page, &choices.words);
    let units: Vec<_> = choices.units.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let field = |name: &'static str, key: &str, number: usize, control: Control| Field {
        name,
        label: page.n(key, number).into_owned(),
        hint: String::new(),
        must: false,
        control,
    };
    let rows = ROOM.iter().zip(1..).flat_map(|((of_role, of_unit), number)| {
        let role = Control::Select(roles.clone(), page.t("users-no-role").into_owned());
        let unit = Control::Select(units.clone(), page.t("users-whole").into_owned());
        [field(of_role, "users-role-number", number, role), field(of_unit, "users-unit-number", number, unit)]
    });
    rows.collect()
}

/// The page for inviting somebody.
pub(super) fn invitation(ctx: &Ctx, form: Form, choices: &Choices) -> EditPage {
    let page = ctx.page();
    let title = |key: &str| page.t(key).into_owned();
    let who = vec![
        Field::new(&page, "name", Control::Text).must(),
        Field::new(&page, "email", Control::Text).must(),
    ];
    EditPage {
        heading: title("users-new"),
        lead: title("users-new-lead"),
        back: ("/anvandare".to_owned(), title("nav-users")),
        action: "/anvandare/ny".to_owned(),
        save: title("users-invite"),
        groups: vec![(String::new(), who), (title("users-roles"), role_fields(&page, choices))],
        form,
        page,
    }
}

/// The page for changing a membership.
pub(super) fn membership(
    ctx: &Ctx,
    form: Form,
    member: &Member,
    held: &[RoleHeld],
    choices: &Choices,
) -> EditPage {
    let page = ctx.page();
    let title = |key: &str| page.t(key).into_owned();
    let states = member.state.may_become().iter().map(|state| {
        let help = page.word("membership-state-help", state).into_owned();
        (state.to_string(), page.word("membership-state", state).into_owned(), help)
    });
    let held = held.iter().map(|held| (value(held), role(&page, &choices.words, held), String::new()));
    let mut roles = vec![Field::new(&page, "grants", Control::Ticks(held.collect()))];
    roles.extend(role_fields(&page, choices));
    let state = Field::new(&page, "membership_state", Control::Radios(states.collect())).must();
    EditPage {
        heading: page.with("users-edit", "name", &member.name).into_owned(),
        lead: String::new(),
        back: (format!("/anvandare/{}", member.id), member.name.clone()),
        action: format!("/anvandare/{}/andra", member.id),
        save: title("users-save"),
        groups: vec![(String::new(), vec![state]), (title("users-roles"), roles)],
        form,
        page,
    }
}

/// A role that is held, as its checkbox names it.
fn value(held: &RoleHeld) -> String {
    held.unit_id.map_or_else(|| held.role.to_string(), |unit| format!("{}.{unit}", held.role))
}

/// The form as the membership is now.
pub(super) fn filled(member: &Member, held: &[RoleHeld]) -> Form {
    let mut form = Form::filled([
        ("version", member.version.to_string()),
        ("membership_state", member.state.to_string()),
    ]);
    let values: Vec<_> = held.iter().map(value).collect();
    form.set_all("grants", values.iter().map(String::as_str));
    form
}

/// What was typed; `now` is the membership that is changed, `None` for an invitation.
pub(super) fn read(form: &mut Form, choices: &Choices, now: Option<(&Member, &[RoleHeld])>) -> Option<Draft> {
    let mut grants: Vec<(Role, Option<Uuid>)> = Vec::new();
    let (mut name, mut email, mut state) = (String::new(), String::new(), MembershipState::Invited);
    if let Some((member, held)) = now {
        state = form.choice("membership_state", Need::Must).unwrap_or(member.state);
        if !member.state.may_become().contains(&state) {
            form.reject("membership_state", "form-choose");
        }
        let kept = held.iter().filter(|held| form.has("grants", value(held)));
        grants.extend(kept.map(|held| (held.role, held.unit_id)));
    } else {
        name = form.text("name", 200, Need::Must);
        email = form.text("email", 200, Need::Must).to_lowercase();
        if !email.is_empty() && !is_address(&email) {
            form.reject("email", "form-email");
        }
    }
    for (of_role, of_unit) in ROOM {
        let role: Option<Role> = form.choice(of_role, Need::May);
        let unit: Option<Uuid> = form.choice(of_unit, Need::May);
        match role {
            Some(_) if unit.is_some_and(|unit| choices.units.iter().all(|(id, _)| *id != unit)) => {
                form.reject(of_unit, "form-choose");
            }
            Some(role) => {
                if let Some(key) = refuses(&[(role, unit)]) {
                    form.reject(of_unit, key);
                }
                grants.push((role, unit));
            }
            None if unit.is_some() => form.reject(of_role, "users-choose-role"),
            None => {}
        }
    }
    grants.sort_unstable();
    grants.dedup();
    if now.is_none() && grants.is_empty() {
        form.reject("role_1", "users-choose-role");
    }
    let version = form.number("version", 0, i64::MAX, Need::May).unwrap_or(0);
    (!form.is_wrong()).then_some(Draft { name, email, state, grants, version })
}

/// Whether it looks like an e-mail address: one @ with something on either side, a point after it, no space.
pub fn is_address(text: &str) -> bool {
    let parts = text.split_once('@').filter(|(_, host)| !host.contains('@'));
    parts.is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\",;".contains(c))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_looks_like_one() {
        for good in ["anna.ek@kommun.example", "a+b@x.y.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in
            ["anna", "anna@", "@kommun.example", "a@b@c.example", "a b@c.example", "a@b", "a@.b", "<a@b.c>"]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
