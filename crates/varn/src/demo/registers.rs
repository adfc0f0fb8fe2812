//! Systems, suppliers, information, processes and what ties them.

use super::Story;
use super::data::Town;
use super::organisation::Place;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::registers::systems::{self, SystemId, model::System};
use chrono::Duration;
use std::collections::HashMap;

/// The registers are filled 370 days ago.
pub(super) async fn build(story: &mut Story<'_>, town: &Town, place: &Place) -> Result<()> {
    let mut tx = story.write(place.tenant, 370, place.coordinator.clone()).await?;
    let mut ids: HashMap<&str, SystemId> = HashMap::new();
    let mut rows = Vec::new();
    for (at, system) in town.file.systems.iter().enumerate() {
        let mut row = System::new(tx.new_id());
        ids.insert(&system.key, row.id);
        row.name.clone_from(&system.name);
        row.description.clone_from(&system.description_sv);
        row.library_ref.clone_from(&system.kind);
        row.unit_id = *place.units.get(system.unit.as_str()).ok_or(Error::NotFound)?;
        row.owner_id = place.people.get(system.owner.as_str()).copied();
        row.manager_id = place.people.get(system.manager.as_str()).copied();
        row.hosting = system.hosting.parse().ok();
        row.lifecycle = system.lifecycle.parse().ok();
        row.criticality = Some(5 - system.criticality);
        row.personal_data = Some(system.personal_data);
        row.contract_end.clone_from(&system.contract_end);
        row.external_id = format!("S-{:03}", at + 1);
        let days = i64::try_from(at * 37 % 420).unwrap_or(0) - 60;
        row.next_review = Some(story.today + Duration::days(days));
        rows.push(row);
    }
    systems::store::insert_many(&mut tx, &rows).await?;
    story.app.commit(tx, Event::new(EventKind::SystemCreated).detail("records", rows.len())).await
}
