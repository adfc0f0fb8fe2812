//! What has happened since the registers were filled: classifications, judged controls, two frozen pictures, changes.

use super::Story;
use super::data::Town;
use super::organisation::Place;
use super::registers::{Registers, Set};
use crate::current_state::classification::{
    Classification, ClassificationId, Head, ObjectKind as Classified, Source, store as classification,
};
use crate::current_state::controls::{ControlKey, ObjectKind};
use crate::current_state::gaps::{self, Exists, Judgement, Works};
use crate::current_state::picture::{self, store as pictures};
use crate::knowledge::library::LIBRARY;
use crate::platform::clock::swedish_day;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::registers::systems::{self, model::System};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The year, in order.
pub(super) async fn build(
    story: &mut Story<'_>,
    town: &Town,
    place: &Place,
    registers: &Registers,
) -> Result<()> {
    let half = registers.sets.len() / 2;
    classify(story, town, place, &registers.sets[..half], 300).await?;
    judge(story, place, registers, 250, 0).await?;
    freeze(story, town, place, 200, "Nuläge i våras", "KS 2026/188").await?;
    classify(story, town, place, &registers.sets[half..], 120).await?;
    judge(story, place, registers, 90, 1).await?;
    freeze(story, town, place, 43, "Nuläge i höstas", "KS 2026/412").await?;
    change(story, place, registers, 12).await
}

/// Four of ten are confirmed by their owners, one waits for it, two are proposals of the library; three are not begun.
async fn classify(
    story: &mut Story<'_>,
    town: &Town,
    place: &Place,
    sets: &[Set],
    days_ago: i64,
) -> Result<()> {
    let mut tx = story.write(place.tenant, days_ago, place.coordinator.clone()).await?;
    let model = classification::model(&mut tx).await?;
    let (now, who) =
        (tx.now(), place.coordinator.as_ref().map(|actor| actor.name.clone()).unwrap_or_default());
    let name_of = |set: &Set| {
        let known = place.people.iter().find(|(_, id)| Some(**id) == set.owner).map(|(key, _)| *key);
        town.file
            .people
            .iter()
            .find(|person| Some(person.key.as_str()) == known)
            .map(|person| person.name.clone())
    };
    let mut judged = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let (source, owner) = match at % 10 {
            0..=3 => (Source::Judged, name_of(set)),
            4 => (Source::Judged, None),
            5 | 6 => (Source::Library, None),
            _ => continue,
        };
        let mut one = blank(tx.new_id(), set.id.0, &model.model, now);
        let known = set.known;
        let levels =
            [known.confidentiality, known.integrity, known.availability, known.traceability].map(Some);
        [one.confidentiality, one.integrity, one.availability, one.traceability] = levels;
        one.source = source;
        one.motive.clone_from(&known.reason_sv);
        if source == Source::Judged {
            one.classified_by.clone_from(&who);
            one.classified_on = swedish_day(now).to_string();
        }
        one.confirmed_by = owner.as_ref().and(place.owner.as_ref()).map(|owner| owner.user);
        one.confirmed_at = owner.as_ref().map(|_| now);
        one.review_on = owner.as_ref().map(|_| swedish_day(now) + Duration::days(365));
        one.confirmed_name = owner.unwrap_or_default();
        judged.push(classification::Judged { classification: one, judgements: Vec::new() });
    }
    classification::insert_many(&mut tx, &judged).await?;
    let event = Event::new(EventKind::ClassificationSaved).detail("records", judged.len());
    story.app.commit(tx, event).await
}

fn blank(id: ClassificationId, set: Uuid, model: &Head, now: DateTime<Utc>) -> Classification {
    Classification {
        id,
        object_kind: Classified::Information,
        object_id: set,
        model: model.id.clone(),
        model_version: model.version.clone(),
        confidentiality: None,
        integrity: None,
        availability: None,
        traceability: None,
        source: Source::Judged,
        motive: String::new(),
        classified_by: String::new(),
        classified_on: String::new(),
        confirmed_by: None,
        confirmed_name: String::new(),
        confirmed_at: None,
        review_on: None,
        superseded_at: None,
        created_at: now,
        version: 1,
    }
}

/// How a control was found: whether it exists, whether it works, what is lacking, and in words.
type Found = (Exists, Works, i64, &'static str);

const FOUND: [Found; 6] = [
    (Exists::Yes, Works::Yes, 0, "Finns och följs upp varje år."),
    (Exists::Partial, Works::Partial, 1, "Gäller bara en del av verksamheten. Resten är inte genomgånget."),
    (Exists::Yes, Works::Yes, 0, "På plats sedan förra året."),
    (Exists::No, Works::No, 3, "Finns inte i dag. Har tagits upp med leverantören utan svar."),
    (Exists::Partial, Works::Partial, 2, "Görs ibland, men ingen har ansvaret och det finns ingen rutin."),
    (Exists::Yes, Works::Partial, 1, "Finns, men fungerar inte för vikarier och timanställda."),
];

/// The organisation is judged in the first round, every fourth system in either.
async fn judge(
    story: &mut Story<'_>,
    place: &Place,
    registers: &Registers,
    days_ago: i64,
    round: usize,
) -> Result<()> {
    let mut tx = story.write(place.tenant, days_ago, place.coordinator.clone()).await?;
    let mut count = 0;
    let systems = registers
        .systems
        .iter()
        .skip(round * 2)
        .step_by(4)
        .take(14)
        .map(|system| (ObjectKind::System, system.id.0));
    let organisation = (round == 0).then_some((ObjectKind::Organisation, place.tenant.0));
    for (at, (kind, id)) in organisation.into_iter().chain(systems).enumerate() {
        let controls = LIBRARY
            .controls
            .iter()
            .filter(|control| control.scope.iter().any(|scope| scope == kind.as_str()));
        let some = controls
            .enumerate()
            .filter(|(number, _)| kind == ObjectKind::Organisation || (number + at) % 3 != 0);
        let judgements: Vec<_> = some
            .map(|(number, control)| found(&tx, place, kind, id, &control.id, at * 5 + number * 7))
            .collect();
        count += judgements.len();
        if !gaps::store::save(&mut tx, id, &judgements).await? {
            return Err(Error::internal("a judgement of the demo was there already"));
        }
    }
    gaps::recompute_all(&mut tx).await?;
    story.app.commit(tx, Event::new(EventKind::GapJudged).detail("records", count)).await
}

fn found(
    tx: &crate::platform::db::Tx,
    place: &Place,
    kind: ObjectKind,
    id: Uuid,
    control: &str,
    chance: usize,
) -> Judgement {
    let (exists, works, deficiency, situation) = FOUND[chance % FOUND.len()];
    let mut judgement = Judgement::new(kind, id, ControlKey::of_library(control));
    judgement.exists = Some(exists);
    judgement.works = Some(works);
    judgement.deficiency = Some(deficiency);
    situation.clone_into(&mut judgement.situation);
    judgement.judged_by = place.coordinator.as_ref().map(|actor| actor.name.clone()).unwrap_or_default();
    judgement.judged_at = tx.now();
    judgement
}

async fn freeze(
    story: &mut Story<'_>,
    town: &Town,
    place: &Place,
    days_ago: i64,
    name: &str,
    number: &str,
) -> Result<()> {
    let mut tx = story.write(place.tenant, days_ago, place.coordinator.clone()).await?;
    let id = pictures::freeze(&mut tx, &town.file.municipality.name, name, number).await?;
    story.app.commit(tx, Event::new(EventKind::PictureFrozen).on(picture::KIND, id)).await
}

/// A few systems were looked at again lately.
async fn change(story: &mut Story<'_>, place: &Place, registers: &Registers, days_ago: i64) -> Result<()> {
    for (at, system) in registers.systems.iter().skip(3).step_by(11).enumerate() {
        let days_ago = days_ago - i64::try_from(at).unwrap_or(0) % 10;
        let mut tx = story.write(place.tenant, days_ago, place.coordinator.clone()).await?;
        let next_review = Some(story.today + Duration::days(365));
        let note = "Genomgången med systemförvaltaren.".to_owned();
        systems::store::update(&mut tx, &System { note, next_review, ..system.clone() }).await?;
        let event = Event::new(EventKind::SystemUpdated).on(systems::KIND, system.id.0);
        story.app.commit(tx, event).await?;
    }
    Ok(())
}
