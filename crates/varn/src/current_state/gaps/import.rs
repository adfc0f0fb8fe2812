//! Taking in a municipality's own self-assessment: each row is placed at a control and judged for the organisation.
//!
//! A row is placed at the control of the same name, own or of the library; at one of the library whose name says the
//! same in other words, if exactly one does; and otherwise at a control of the municipality's own. Better one too many of
//! one's own than a judgement in the wrong place, so no two rows of a file share a control. What a row does not say is
//! left as it was, and what it is about is asked for from then on, since the municipality itself asks for it.

use super::derived;
use super::model::{Exists, Judgement};
use super::store;
use crate::current_state::controls::store::{insert_many, own_controls, remove_unused};
use crate::current_state::controls::{ControlKey, Controls, Item, ObjectKind, OwnControl, OwnControlId};
use crate::knowledge::library::LIBRARY;
use crate::people::organisation::PersonId;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::{Error, Result};
use crate::platform::swedish::fold;
use crate::platform::text::Language;
use std::collections::{HashMap, HashSet};

/// A row of a self-assessment.
#[derive(Clone, Debug, Default)]
pub struct ImportedJudgement {
    /// The source's own number.
    pub external_id: String,
    /// What the control is called there.
    pub title: String,
    /// What it asks.
    pub description: String,
    /// The chapter it stands in.
    pub area: String,
    /// Whether it exists.
    pub exists: Option<Exists>,
    /// How much is lacking, 0–3.
    pub deficiency: Option<i64>,
    /// What is said about it.
    pub comment: String,
    /// Who is to make it better.
    pub responsible_id: Option<PersonId>,
    /// By when, ISO, perhaps partial.
    pub due: String,
}

/// What became of a row.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The control it was placed at.
    pub control: ControlKey,
    /// The own control that was made for it, if one was.
    pub made: Option<OwnControlId>,
    /// What was recorded before.
    pub before: Option<Judgement>,
    /// What is recorded now; its version is the stored one.
    pub after: Judgement,
}

/// The known control for each row, as they would be placed; none where one of the municipality's own would be made.
pub async fn places(tx: &mut Tx, rows: &[ImportedJudgement]) -> Result<Vec<Option<ControlKey>>> {
    Ok(place(rows, &own_controls(tx).await?))
}

/// What is recorded for the organisation about each control, with the name of who is to make it better.
pub async fn recorded(tx: &mut Tx, controls: &[ControlKey]) -> Result<Vec<(Judgement, Option<String>)>> {
    let organisation = tx.tenant().0;
    let named = store::recorded(tx, organisation, controls).await?;
    Ok(named.into_iter().map(|named| (named.judgement, named.responsible)).collect())
}

/// Places the rows and derives what follows; gives what became of each, in their order. The caller commits.
pub async fn import_judgements(tx: &mut WriteTx, rows: &[ImportedJudgement]) -> Result<Vec<Placed>> {
    let places = places(tx, rows).await?;
    import_placed(tx, rows, places).await
}

/// The same with their places known, as `places` gives them.
pub async fn import_placed(
    tx: &mut WriteTx,
    rows: &[ImportedJudgement],
    places: Vec<Option<ControlKey>>,
) -> Result<Vec<Placed>> {
    let mut made = Vec::new();
    let keyed: Vec<_> = places
        .into_iter()
        .zip(rows)
        .map(|(place, row)| {
            let control = OwnControl { id: tx.new_id(), ..new_control(row) };
            match place {
                Some(key) => (key, None),
                None => {
                    let id = control.id;
                    made.push(control);
                    (id.into(), Some(id))
                }
            }
        })
        .collect();
    insert_many(tx, &made).await?;
    let organisation = tx.tenant().0;
    let keys: Vec<_> = keyed.iter().map(|(key, _)| key.clone()).collect();
    let recorded = store::recorded(tx, organisation, &keys).await?;
    let mut recorded: HashMap<_, _> =
        recorded.into_iter().map(|named| (named.judgement.control.clone(), named.judgement)).collect();
    let (judged_by, judged_at) = (tx.actor().map(|actor| actor.name.clone()).unwrap_or_default(), tx.now());
    let placed = rows.iter().zip(keyed).map(|(row, (control, made))| {
        let before = recorded.remove(&control);
        let known = before
            .clone()
            .unwrap_or_else(|| Judgement::new(ObjectKind::Organisation, organisation, control.clone()));
        let after = Judgement { judged_by: judged_by.clone(), judged_at, ..said(row, known) };
        Placed { control, made, before, after }
    });
    let mut placed: Vec<_> = placed.collect();
    let judgements: Vec<_> = placed.iter().map(|placed| placed.after.clone()).collect();
    if !store::save(tx, organisation, &judgements).await? {
        return Err(Error::internal("judgements changed while they were imported"));
    }
    for placed in &mut placed {
        placed.after.version += 1;
    }
    derived::derive(tx, &[organisation]).await?;
    Ok(placed)
}

fn new_control(row: &ImportedJudgement) -> OwnControl {
    let area = LIBRARY.areas.iter().find(|area| {
        let wanted = fold(&row.area);
        fold(&area.name_sv) == wanted || fold(&area.name_en) == wanted
    });
    OwnControl {
        external_id: row.external_id.clone(),
        area: area.map(|area| area.id.clone()).unwrap_or_default(),
        title: row.title.clone(),
        description: row.description.clone(),
        ..OwnControl::new(OwnControlId(uuid::Uuid::nil()))
    }
}

/// What is recorded, with what the row says.
fn said(row: &ImportedJudgement, known: Judgement) -> Judgement {
    let text = |new: &str, old: String| if new.is_empty() { old } else { new.to_owned() };
    Judgement {
        exists: row.exists.or(known.exists),
        deficiency: row.deficiency.or(known.deficiency),
        situation: text(&row.comment, known.situation.clone()),
        responsible_id: row.responsible_id.or(known.responsible_id),
        due: text(&row.due, known.due.clone()),
        chosen: true,
        ..known
    }
}

/// The known control for each row; none where a new one has to be made.
fn place(rows: &[ImportedJudgement], own: &[OwnControl]) -> Vec<Option<ControlKey>> {
    let controls = Controls::new(own.to_vec());
    let mut taken: HashSet<ControlKey> = HashSet::new();
    let mut places = vec![None; rows.len()];
    // Names that are the same go first, so that a likeness never takes the place of one.
    for find in [named, alike] {
        for (row, place) in rows.iter().zip(&mut places) {
            if place.is_none()
                && let Some(key) = find(row, &controls, own)
                && taken.insert(key.clone())
            {
                *place = Some(key);
            }
        }
    }
    places
}

/// The control with the row's own number and name, or with its name.
fn named(row: &ImportedJudgement, controls: &Controls, own: &[OwnControl]) -> Option<ControlKey> {
    let title = fold(&row.title);
    let same = |own: &&OwnControl| {
        fold(&own.title) == title && (row.external_id.is_empty() || own.external_id == row.external_id)
    };
    if let Some(own) = own.iter().find(same) {
        return Some(match LIBRARY.control(&own.library_ref) {
            Some(control) => ControlKey::of_library(&control.id),
            None => own.key(),
        });
    }
    let is = |item: &&Item| names(item).iter().any(|name| fold(name) == title);
    controls.items().iter().filter(|item| item.library().is_some()).find(is).map(Item::key)
}

fn names(item: &Item) -> [&str; 2] {
    [Language::Swedish, Language::English].map(|language| item.name(language))
}

/// How alike two names must be, of 1, to be the same in other words.
const ALIKE: f64 = 0.75;
/// How much more alike than the next one.
const CLEARLY: f64 = 0.15;

/// The one control of the library whose name says the same in other words.
fn alike(row: &ImportedJudgement, controls: &Controls, _: &[OwnControl]) -> Option<ControlKey> {
    let title = words(&row.title);
    let library = controls.items().iter().filter(|item| item.library().is_some());
    let likeness =
        |item: &Item| names(item).map(|name| likeness(&title, &words(name))).into_iter().fold(0.0, f64::max);
    let mut found: Vec<_> = library.map(|item| (likeness(item), item)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    match found.as_slice() {
        [(best, item), (next, _), ..] if *best >= ALIKE && best - next >= CLEARLY => Some(item.key()),
        _ => None,
    }
}

/// The words that carry meaning: four letters or more, folded.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let mut words: Vec<_> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// How much of two names is the same, 0–1: words that begin alike count as one. A single word in common is a likeness only
/// where neither says anything more.
fn likeness(a: &[String], b: &[String]) -> f64 {
    let mut left: Vec<&String> = b.iter().collect();
    let mut common = 0_u32;
    for word in a {
        if let Some(at) = left.iter().position(|other| begins_alike(word, other)) {
            left.swap_remove(at);
            common += 1;
        }
    }
    if common < 2 && a.len().max(b.len()) > 1 {
        return 0.0;
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(2 * common) / f64::from(all) }
}

/// Whether two words are forms of one: at least five letters and most of the longer one in common from the beginning.
fn begins_alike(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    common == longest || (common >= 5 && common * 3 >= longest * 2)
}

/// A judgement that an import recorded, on its way back.
#[derive(Clone, Debug)]
pub struct Recalled {
    /// The judgement as it is now.
    pub now: Judgement,
    /// What was recorded before, if anything.
    pub before: Option<Judgement>,
    /// The own control that was made for it, if one was.
    pub made: Option<OwnControlId>,
}

/// Takes imported judgements back, with the own controls that were made for them and that nothing else is judged about.
pub async fn recall_judgements(tx: &mut WriteTx, recalled: &[Recalled]) -> Result<()> {
    let organisation = tx.tenant().0;
    let gone = recalled.iter().filter(|one| one.before.is_none()).map(|one| one.now.control.clone());
    store::remove_many(tx, organisation, &gone.collect::<Vec<_>>()).await?;
    let back =
        recalled.iter().filter_map(|one| Some(Judgement { version: one.now.version, ..one.before.clone()? }));
    if !store::save(tx, organisation, &back.collect::<Vec<_>>()).await? {
        return Err(Error::internal("judgements changed while they were recalled"));
    }
    let made: Vec<_> = recalled.iter().filter_map(|one| one.made).collect();
    remove_unused(tx, &made).await?;
    derived::derive(tx, &[organisation]).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(title: &str) -> ImportedJudgement {
        ImportedJudgement { title: title.to_owned(), ..ImportedJudgement::default() }
    }

    fn placed(titles: &[&str], own: &[OwnControl]) -> Vec<Option<String>> {
        let rows: Vec<_> = titles.iter().map(|title| row(title)).collect();
        place(&rows, own).into_iter().map(|key| key.map(|key| key.to_string())).collect()
    }

    #[allow(clippy::unnecessary_wraps, reason = "the shape that `placed` gives")]
    fn of(id: &str) -> Option<String> {
        Some(format!("control.{id}"))
    }

    #[test]
    fn a_row_is_placed_by_its_name_in_any_form() {
        assert_eq!(placed(&["BESLUTAD POLICY FÖR INFORMATIONSSÄKERHET"], &[]), [of("infosec_policy")]);
        assert_eq!(placed(&["Policy för informationssäkerheten är beslutad"], &[]), [of("infosec_policy")]);
        assert_eq!(placed(&["Decided information security policy"], &[]), [of("infosec_policy")]);
    }

    #[test]
    fn what_only_resembles_becomes_an_own_control() {
        let titles = ["Säkerhetskopiering", "Policy", "Behörigheter", "Rutin för nycklar på skolorna", ""];
        assert_eq!(placed(&titles, &[]), vec![None; titles.len()]);
    }

    #[test]
    fn no_two_rows_share_a_control_and_the_same_name_goes_first() {
        let titles =
            ["Policy för informationssäkerheten är beslutad", "Beslutad policy för informationssäkerhet"];
        assert_eq!(placed(&titles, &[]), [None, of("infosec_policy")]);
    }

    #[test]
    fn an_own_control_is_found_again_and_another_name_leads_to_the_library() {
        let own = OwnControl {
            title: "Nyckelskåp".to_owned(),
            ..OwnControl::new(OwnControlId(uuid::Uuid::from_u128(1)))
        };
        let name = OwnControl {
            title: "IS-policyn".to_owned(),
            library_ref: "control.infosec_policy".to_owned(),
            ..OwnControl::new(OwnControlId(uuid::Uuid::from_u128(2)))
        };
        let key = own.key().to_string();
        assert_eq!(placed(&["nyckelskåp", "is-policyn"], &[own, name]), [Some(key), of("infosec_policy")]);
    }

    #[test]
    fn what_a_row_does_not_say_is_left_as_it_was() {
        let key = ControlKey::of_library("control.infosec_policy");
        let mut known = Judgement::new(ObjectKind::Organisation, uuid::Uuid::nil(), key);
        (known.exists, known.situation) = (Some(Exists::Partial), "Så här".to_owned());
        let kept = said(&row("x"), known.clone());
        assert_eq!(
            (kept.exists, kept.situation.as_str(), kept.chosen),
            (Some(Exists::Partial), "Så här", true)
        );
        let new = ImportedJudgement { exists: Some(Exists::No), deficiency: Some(3), ..row("x") };
        assert_eq!(
            (said(&new, known.clone()).exists, said(&new, known).deficiency),
            (Some(Exists::No), Some(3))
        );
    }

    proptest! {
        #[test]
        fn likeness_is_a_share_and_whole_for_itself(a in "[a-zåäö ]{0,40}", b in "[a-zåäö ]{0,40}") {
            let (a, b) = (words(&a), words(&b));
            let alike = likeness(&a, &b);
            prop_assert!((0.0..=1.0).contains(&alike));
            prop_assert!(a.is_empty() || (likeness(&a, &a) - 1.0).abs() < 1e-9);
        }
    }
}
