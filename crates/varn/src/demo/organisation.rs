//! Units, people and logins of the demo.

use super::Story;
use super::data::Town;
use crate::people::accounts::{MembershipState, store as accounts};
use crate::people::organisation::store::{self as organisation, NewPerson, Unit};
use crate::people::organisation::{PersonId, UnitId, UnitKind};
use crate::platform::clock::Clock;
use crate::platform::db::ActorRef;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::tenant::TenantId;
use std::collections::HashMap;
use uuid::Uuid;

/// The municipality as the rest of the demo needs it.
pub(super) struct Place {
    pub(super) tenant: TenantId,
    pub(super) units: HashMap<&'static str, UnitId>,
    pub(super) committees: HashMap<&'static str, UnitId>,
    pub(super) people: HashMap<&'static str, PersonId>,
    /// The coordinator, who does most of what happens.
    pub(super) coordinator: Option<ActorRef>,
    /// Somebody who confirms what owners confirm.
    pub(super) owner: Option<ActorRef>,
}

/// The municipality appears, 380 days ago.
pub(super) async fn build(story: &mut Story<'_>, town: &Town, hash: &str) -> Result<Place> {
    let number = u64::from_str_radix(town.code, 16).unwrap_or(0);
    let tenant = TenantId(Clock::frozen(story.moment(380), number).new_id());
    let mut tx = story.write(tenant, 380, None).await?;
    let file = town.file;
    accounts::create_tenant(&mut tx, tenant, ("municipality", town.code, &file.municipality.name, ""))
        .await?;
    let mut units: HashMap<&'static str, Unit> = HashMap::new();
    for unit in &file.units {
        let kind: UnitKind = unit.kind.parse().map_err(Error::internal)?;
        let made =
            organisation::insert_unit(&mut tx, kind, &unit.name, units.get(unit.parent.as_str())).await?;
        units.insert(&unit.key, made);
    }
    let ids: HashMap<&'static str, UnitId> = units.iter().map(|(key, unit)| (*key, unit.id)).collect();
    let with_committee = file.units.iter().filter(|unit| !unit.committee.is_empty());
    let committees = with_committee.map(|unit| (unit.committee.as_str(), ids[unit.key.as_str()])).collect();
    let mut place =
        Place { tenant, committees, people: HashMap::new(), coordinator: None, owner: None, units: ids };
    for person in &file.people {
        let user =
            if person.roles.is_empty() { None } else { Some(account(&mut tx, person, &place, hash).await?) };
        let new = NewPerson {
            name: person.name.clone(),
            title: person.title_sv.clone(),
            email: person.email.clone(),
            unit_id: place.units.get(person.unit.as_str()).copied(),
            user_id: user,
        };
        let made = organisation::insert_person(&mut tx, new).await?;
        place.people.insert(&person.key, made.id);
        let Some(user) = user else { continue };
        if person.roles.iter().any(|role| role.role == Role::Coordinator.as_str()) {
            place.coordinator = Some(ActorRef { user, name: person.name.clone() });
        }
        if place.owner.is_none()
            && person.roles.iter().any(|role| role.role == Role::InformationOwner.as_str())
        {
            place.owner = Some(ActorRef { user, name: person.name.clone() });
        }
    }
    story.app.commit(tx, Event::new(EventKind::TenantCreated)).await?;
    Ok(place)
}

/// The account of a person with roles; one that exists already (the joint coordinator) becomes a member here too.
async fn account(
    tx: &mut crate::platform::db::WriteTx,
    person: &super::data::Person,
    place: &Place,
    hash: &str,
) -> Result<Uuid> {
    let user = match accounts::by_email(tx, &person.email).await? {
        Some(known) => known.id,
        None => {
            let user = accounts::create_user(tx, &person.email, &person.name).await?;
            accounts::set_password(tx, user, hash).await?;
            user
        }
    };
    let mut grants = Vec::new();
    for role in &person.roles {
        let kind: Role = role.role.parse().map_err(Error::internal)?;
        let whole = role.unit.is_empty() || role.unit == "kommun";
        grants.push((kind, place.units.get(role.unit.as_str()).filter(|_| !whole).map(|unit| unit.0)));
    }
    accounts::set_membership(tx, user, MembershipState::Active, &grants).await?;
    Ok(user)
}
