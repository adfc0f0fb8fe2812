//! Deriving anew what a write has touched, in its transaction.
//!
//! What the requirements of an object rest on has a digest, so whichever register was written, and whatever need along
//! the thread changed with it, the objects to derive anew are those whose digest is another; and those that were judged,
//! with those who inherit from them. A constant number of statements, however many objects there are.

pub(super) mod store;

use super::assess::{ByHand, Inputs, assess, basis, digest, object};
use super::deviations::{self, Deviation};
use super::model::State;
use super::store::{self as judged, Of};
use crate::current_state::controls::store::{Which, own_controls, subjects};
use crate::current_state::controls::{ControlKey, Controls, OWN_CONTROL, ObjectKind, Subject, Subjects};
use crate::current_state::{classification, thread};
use crate::people::organisation;
use crate::platform::app::App;
use crate::platform::clock::swedish_day;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::Result;
use crate::platform::history::RecordKind;
use crate::platform::permission::Scope;
use crate::platform::reaction::{ReactFuture, Reaction};
use crate::platform::verify::{Verifier, VerifyFuture};
use crate::registers::{information, links, processes, suppliers, systems};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap, HashSet};
use store::{Counts, Derived};
use uuid::Uuid;
use varn_engine::{ObjectResult, Standing};

/// Above this many objects all are derived anew, rather than listed one by one in a statement.
const FEW: usize = 200;

/// What follows a write to the registers, the classifications and the own controls. Stands after the thread's reaction,
/// which derives the needs that this rests on. Judgements and deviations are followed by `derive` where they are saved.
pub const REACTION: Reaction = Reaction {
    on: &[
        systems::KIND,
        suppliers::KIND,
        information::KIND,
        processes::KIND,
        links::LINK,
        classification::KIND,
        classification::LOWERING,
        classification::MODEL,
        thread::RAISE,
        organisation::UNIT,
        OWN_CONTROL,
    ],
    react,
};

fn react<'a>(_: &'a App, tx: &'a mut WriteTx, touched: Vec<(RecordKind, Uuid)>) -> ReactFuture<'a> {
    Box::pin(async move {
        let objects = touched.into_iter().filter(|(kind, _)| [systems::KIND, suppliers::KIND].contains(kind));
        forget_the_removed(tx, objects.map(|(_, id)| id).collect()).await?;
        derive(tx, &[]).await
    })
}

/// Removes what was judged and decided about objects that are in no register any longer.
async fn forget_the_removed(tx: &mut WriteTx, mut objects: Vec<Uuid>) -> Result<()> {
    if objects.is_empty() {
        return Ok(());
    }
    let existing: HashSet<Uuid> = store::existing(tx, &objects).await?.into_iter().map(|(id,)| id).collect();
    objects.retain(|id| !existing.contains(id));
    if !objects.is_empty() {
        judged::remove_of(tx, &objects).await?;
        deviations::store::remove_of(tx, &objects).await?;
    }
    Ok(())
}

/// Derives anew the objects in `judged`, those who inherit from them, and whatever else has changed.
pub(super) async fn derive(tx: &mut WriteTx, judged: &[Uuid]) -> Result<()> {
    let known = Known::read(tx).await?;
    let mut touched = known.changed();
    if !judged.is_empty() {
        touched.extend(judged);
        touched.extend(judged::inheritors(tx, judged).await?.into_iter().map(|(id,)| id));
    }
    known.forget_the_gone(tx).await?;
    if !touched.is_empty() {
        known.write(tx, (touched.len() <= FEW).then_some(touched)).await?;
    }
    Ok(())
}

/// Derives everything anew: after an import, for the demo, on a new day.
pub async fn recompute_all(tx: &mut WriteTx) -> Result<()> {
    let known = Known::read(tx).await?;
    known.forget_the_gone(tx).await?;
    known.write(tx, None).await
}

/// Whether the stored requirements and counts are what they should be.
pub const VERIFIER: Verifier = Verifier { what: "required controls", verify };

fn verify<'a>(_: &'a App, tx: &'a mut Tx) -> VerifyFuture<'a> {
    Box::pin(async move {
        let wrong = differing(tx).await?;
        Ok(wrong.into_iter().map(|id| format!("{id} is not what its need and its judgements give")).collect())
    })
}

/// The objects for which something else is stored than what is derived. One whose exception has ended since it was
/// derived is not compared: its counts are of their day (`as_of`), and pages count with today.
pub async fn differing(tx: &mut Tx) -> Result<Vec<Uuid>> {
    let known = Known::read(tx).await?;
    let (derived, counts) = known.derive(tx, None).await?;
    let of_its_day = |mut counts: Counts| {
        (counts.as_of, counts.basis) = (NaiveDate::MIN, 0);
        counts
    };
    let counts = counts.into_iter().map(|counts| (counts.object_id, of_its_day(counts)));
    let counts: HashMap<Uuid, Counts> = counts.collect();
    let (derived, stored) = (by_object(derived), by_object(store::derived(tx).await?));
    let ids: BTreeSet<&Uuid> = known.stored.keys().chain(counts.keys()).chain(stored.keys()).collect();
    let differs = |id: &&&Uuid| {
        let stored_counts = known.stored.get(**id).cloned();
        let is_of_another_day = stored_counts.as_ref().is_some_and(|counts| known.has_ended_since(counts));
        !is_of_another_day
            && (stored.get(**id) != derived.get(**id)
                || stored_counts.map(of_its_day).as_ref() != counts.get(**id))
    };
    Ok(ids.iter().filter(differs).map(|id| **id).collect())
}

fn by_object(rows: Vec<Derived>) -> HashMap<Uuid, Vec<Derived>> {
    let mut objects: HashMap<Uuid, Vec<Derived>> = HashMap::new();
    for row in rows {
        objects.entry(row.object_id).or_default().push(row);
    }
    for rows in objects.values_mut() {
        rows.sort_unstable_by(|a, b| a.control.cmp(&b.control));
    }
    objects
}

/// Everything that requirements rest on, and what was stored for each object.
struct Known {
    controls: Controls,
    subjects: Subjects,
    deviations: Vec<Deviation>,
    stored: HashMap<Uuid, Counts>,
    bases: HashMap<Uuid, i64>,
    today: NaiveDate,
}

impl Known {
    /// Six statements.
    async fn read(tx: &mut Tx) -> Result<Self> {
        let subjects = subjects(tx, &Scope::All, Which::All).await?;
        let controls = Controls::new(own_controls(tx).await?);
        let deviations = deviations::store::standing(tx, None).await?;
        let chosen = judged::chosen(tx).await?;
        let stored = store::counts(tx).await?;
        let today = swedish_day(tx.now());
        let bases = bases(&controls, &subjects, &deviations, &chosen, today);
        let stored = stored.into_iter().map(|counts| (counts.object_id, counts)).collect();
        Ok(Self { controls, subjects, deviations, stored, bases, today })
    }

    /// The objects whose requirements rest on something else than when they were derived.
    fn changed(&self) -> HashSet<Uuid> {
        let same = |id: &Uuid| self.stored.get(id).map(|stored| stored.basis) == self.bases.get(id).copied();
        self.subjects.list.iter().map(|subject| subject.id).filter(|id| !same(id)).collect()
    }

    /// Whether an exception of the object has ended since its counts were derived.
    fn has_ended_since(&self, counts: &Counts) -> bool {
        let of = self.deviations.iter().filter(|deviation| deviation.object_id == counts.object_id);
        let mut until =
            of.filter_map(|deviation| deviation.until.filter(|_| deviation.approved_at.is_some()));
        until.any(|until| counts.as_of <= until && until < self.today)
    }

    /// Removes what is derived for objects that ask for nothing any longer: removed ones, and retired systems, which
    /// keep their judgements.
    async fn forget_the_gone(&self, tx: &mut WriteTx) -> Result<()> {
        let is_gone = |id: &Uuid| !self.bases.contains_key(id);
        let gone: Vec<_> = self.stored.keys().copied().filter(is_gone).collect();
        if !gone.is_empty() {
            store::replace(tx, Some(&gone), &[], &[]).await?;
        }
        Ok(())
    }

    async fn write(&self, tx: &mut WriteTx, touched: Option<HashSet<Uuid>>) -> Result<()> {
        let (derived, counts) = self.derive(tx, touched.as_ref()).await?;
        let touched: Option<Vec<_>> = touched.map(|touched| touched.into_iter().collect());
        store::replace(tx, touched.as_deref(), &derived, &counts).await?;
        Ok(())
    }

    /// What is derived for the touched objects (`None` for all). One statement.
    async fn derive(
        &self,
        tx: &mut Tx,
        touched: Option<&HashSet<Uuid>>,
    ) -> Result<(Vec<Derived>, Vec<Counts>)> {
        let subjects = self.looked_at(touched);
        let ids: Vec<_> = subjects.list.iter().map(|subject| subject.id).collect();
        let of = if touched.is_some() { Of::Objects(&ids) } else { Of::All };
        let judgements = judged::judgements(tx, of).await?;
        let inputs = Inputs {
            controls: &self.controls,
            subjects: &subjects,
            judgements: &judgements,
            deviations: &self.deviations,
            today: self.today,
        };
        let assessed = assess(inputs, None)?;
        let (mut derived, mut counts) = (Vec::new(), Vec::new());
        for (subject, (_, result)) in subjects.list.iter().zip(assessed.results()) {
            if touched.is_none_or(|touched| touched.contains(&subject.id)) {
                let object = (subject.kind, subject.id);
                derived.extend(self.requirements(object, result));
                counts.push(self.counts(object, result));
            }
        }
        Ok((derived, counts))
    }

    /// The touched objects, and those who may hold a judgement for them.
    fn looked_at(&self, touched: Option<&HashSet<Uuid>>) -> Subjects {
        let Some(touched) = touched else { return self.subjects.clone() };
        let deliveries = self.subjects.deliveries.iter().filter(|(system, _)| touched.contains(system));
        let suppliers: HashSet<Uuid> = deliveries.map(|(_, supplier)| *supplier).collect();
        let list = self.subjects.list.iter().filter(|subject| {
            subject.kind == ObjectKind::Organisation
                || touched.contains(&subject.id)
                || suppliers.contains(&subject.id)
        });
        Subjects { list: list.cloned().collect(), ..self.subjects.clone() }
    }

    fn requirements(&self, (kind, id): (ObjectKind, Uuid), result: &ObjectResult) -> Vec<Derived> {
        let row = |control, state, standing: &str, until, duty, points| {
            let control = self.controls.at(control)?.key();
            let standing = standing.to_owned();
            Some(Derived { object_kind: kind, object_id: id, control, state, standing, until, duty, points })
        };
        let gaps = result.gaps.iter().filter_map(|gap| {
            let (standing, until) = match gap.requirement.standing {
                Standing::NotApplicable(_) => ("not_applicable", None),
                Standing::Excepted(_, until) => ("excepted", NaiveDate::from_num_days_from_ce_opt(until.0)),
                Standing::Required | Standing::ProposedNotApplicable(_) | Standing::ExceptionEnded(..) => {
                    ("required", None)
                }
            };
            let points = gap.priority.map(|priority| i64::from(priority.points));
            row(gap.control(), gap.status.into(), standing, until, gap.requirement.why.law, points)
        });
        let undecided = result.required.undecided.iter().filter_map(|undecided| {
            row(undecided.control, State::Undecided, "required", None, undecided.law, None)
        });
        gaps.chain(undecided).collect()
    }

    fn counts(&self, (kind, id): (ObjectKind, Uuid), result: &ObjectResult) -> Counts {
        let progress = result.progress;
        let points: u32 = result.gaps.iter().map(varn_engine::Gap::remaining).sum();
        let undecided = i64::try_from(result.required.undecided.len()).unwrap_or(i64::MAX);
        Counts {
            object_kind: kind,
            object_id: id,
            required: progress.required.into(),
            not_judged: progress.not_judged.into(),
            begun: progress.begun.into(),
            fulfilled: progress.fulfilled.into(),
            deficient: progress.deficient.into(),
            missing: progress.missing.into(),
            excepted: progress.excepted.into(),
            not_applicable: progress.not_applicable.into(),
            undecided,
            points: points.into(),
            as_of: self.today,
            basis: self.bases.get(&id).copied().unwrap_or(0),
        }
    }
}

/// What the requirements of each object rest on, as digests.
fn bases(
    controls: &Controls,
    subjects: &Subjects,
    deviations: &[Deviation],
    chosen: &[(Uuid, ControlKey)],
    today: NaiveDate,
) -> HashMap<Uuid, i64> {
    let catalogue = digest(&format!("{:?}", controls.engine(subjects.traced)));
    let by_hand = ByHand::new(chosen.iter().map(|(object, control)| (*object, control)), deviations);
    let of = |subject: &Subject| (subject.id, basis(&object(subject, controls, &by_hand), catalogue, today));
    subjects.list.iter().map(of).collect()
}
