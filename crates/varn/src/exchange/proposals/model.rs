//! What is proposed, and how it stands with each proposal. Pure.

use super::sort::Sort;
use crate::knowledge::library::{ActivityArea, ORGANISATION};
use crate::platform::swedish::fold;
use crate::registers::RecordState;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What the library proposes, alike for every sort.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proposal {
    /// Id in the library.
    pub(super) id: &'static str,
    /// Swedish name, which is what the record is called.
    pub(super) name: &'static str,
    /// English name.
    pub(super) name_en: &'static str,
    /// What it is.
    pub(super) description: &'static str,
    /// Its area of activity.
    pub(super) area: &'static str,
    /// What registers call it.
    pub(super) synonyms: &'static [String],
}

/// A record of a register, as far as proposals are compared with it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Registered {
    /// Which register.
    pub(super) sort: Sort,
    /// The record.
    pub(super) id: Uuid,
    /// Its name.
    pub(super) name: String,
    /// Its name, folded.
    pub(super) name_fold: String,
    /// What it is in the library, or "".
    pub(super) library_ref: String,
    /// Whether somebody has confirmed it.
    pub(super) state: RecordState,
}

/// How it stands with a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody has said anything.
    Open,
    /// The municipality does not have it.
    Skipped,
    /// It is in the register, taken in from the library and not confirmed.
    Marked(Uuid),
    /// It is in the register.
    There(Uuid),
}

/// The registers as proposals see them.
#[derive(Debug)]
pub(super) struct Seen {
    rows: Vec<Registered>,
    by_ref: HashMap<(Sort, String), usize>,
    by_name: HashMap<(Sort, String), usize>,
    skipped: HashSet<String>,
}

impl Seen {
    pub(super) fn new(rows: Vec<Registered>, skipped: HashSet<String>) -> Self {
        let (mut by_ref, mut by_name) = (HashMap::new(), HashMap::new());
        for (at, row) in rows.iter().enumerate() {
            if !row.library_ref.is_empty() {
                by_ref.entry((row.sort, row.library_ref.clone())).or_insert(at);
            }
            by_name.entry((row.sort, row.name_fold.clone())).or_insert(at);
        }
        Self { rows, by_ref, by_name, skipped }
    }

    /// The record that a proposal has become, or one of the same name.
    pub(super) fn record(&self, sort: Sort, id: &str, name: &str) -> Option<&Registered> {
        let known = self.by_ref.get(&(sort, id.to_owned()));
        let known = known.or_else(|| self.by_name.get(&(sort, fold(name))));
        known.map(|&at| &self.rows[at])
    }

    /// How it stands with a proposal. One that goes by another of its names is there too.
    pub(super) fn standing(&self, sort: Sort, proposal: &Proposal) -> Standing {
        let by_synonym = || {
            let names = proposal.synonyms.iter().map(|name| (sort, fold(name)));
            names.filter_map(|key| self.by_name.get(&key)).map(|&at| &self.rows[at]).next()
        };
        match self.record(sort, proposal.id, proposal.name).or_else(by_synonym) {
            Some(row) if row.state == RecordState::Proposed && row.library_ref == proposal.id => {
                Standing::Marked(row.id)
            }
            Some(row) => Standing::There(row.id),
            None if self.skipped.contains(proposal.id) => Standing::Skipped,
            None => Standing::Open,
        }
    }

    /// Name of a record.
    pub(super) fn name(&self, id: Uuid) -> &str {
        self.rows.iter().find(|row| row.id == id).map_or("", |row| row.name.as_str())
    }
}

/// A unit that may answer for what is taken in.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// Whether it is an authority or legal person.
    pub(super) is_authority: bool,
    /// The municipality itself.
    pub(super) is_root: bool,
}

/// The unit that most likely answers for a committee's areas, and whether its name says so.
pub(super) fn place_of<'a>(places: &'a [Place], committee: &str) -> Option<(&'a Place, bool)> {
    let named = |committee: &str| {
        let fits = |place: &&Place| {
            !place.is_root && ORGANISATION.committee_of(&fold(&place.name)) == Some(committee)
        };
        places.iter().filter(fits).max_by_key(|place| place.is_authority)
    };
    let instead = || ORGANISATION.instead_of(committee).and_then(named);
    let known = named(committee).or_else(instead).map(|place| (place, true));
    known
        .or_else(|| named("executive_board").map(|place| (place, false)))
        .or_else(|| places.iter().find(|place| place.is_root).map(|place| (place, false)))
        .or_else(|| places.first().map(|place| (place, false)))
}

/// The areas of a sort: first those that some part of the organisation answers for, as its name tells. Whoever sees a
/// part of the organisation sees the areas of that part.
pub(super) fn areas(sort: Sort, places: &[Place]) -> Vec<&'static ActivityArea> {
    let proposals = sort.proposals();
    let has = |area: &&ActivityArea| proposals.iter().any(|one| one.area == area.id);
    let is_named =
        |area: &&ActivityArea| place_of(places, &area.committee).is_some_and(|(_, is_named)| is_named);
    let (mut named, others): (Vec<_>, Vec<_>) = ORGANISATION.areas.iter().filter(has).partition(is_named);
    if named.is_empty() || places.iter().any(|place| place.is_root) {
        named.extend(others);
    }
    named
}

#[cfg(test)]
mod model_tests {
    use super::*;

    fn row(name: &str, library_ref: &str, state: RecordState) -> Registered {
        Registered {
            sort: Sort::System,
            id: Uuid::from_u128(7),
            name: name.to_owned(),
            name_fold: fold(name),
            library_ref: library_ref.to_owned(),
            state,
        }
    }

    fn standing(rows: Vec<Registered>, skipped: &[&str]) -> Standing {
        let proposals = Sort::System.proposals();
        let directory = proposals.iter().find(|one| one.id == "system_type.katalogtjanst").unwrap();
        let skipped = skipped.iter().map(|id| (*id).to_owned()).collect();
        Seen::new(rows, skipped).standing(Sort::System, directory)
    }

    #[test]
    fn what_is_there_by_reference_name_or_synonym_is_not_proposed_again() {
        let there = Standing::There(Uuid::from_u128(7));
        let (proposed, confirmed) = (RecordState::Proposed, RecordState::Confirmed);
        assert_eq!(standing(vec![], &[]), Standing::Open);
        assert_eq!(standing(vec![row("Vårt AD", "system_type.katalogtjanst", confirmed)], &[]), there);
        assert_eq!(standing(vec![row("KATALOGTJÄNST och  konton", "", confirmed)], &[]), there);
        assert_eq!(standing(vec![row("active directory", "", proposed)], &[]), there);
        assert_eq!(standing(vec![row("Katalogen", "", confirmed)], &[]), Standing::Open);
    }

    #[test]
    fn it_is_marked_until_somebody_has_confirmed_it_and_skipped_until_it_is_there() {
        let taken = row("AD", "system_type.katalogtjanst", RecordState::Proposed);
        assert_eq!(standing(vec![taken.clone()], &[]), Standing::Marked(Uuid::from_u128(7)));
        assert_eq!(standing(vec![], &["system_type.katalogtjanst"]), Standing::Skipped);
        assert_eq!(
            standing(vec![taken], &["system_type.katalogtjanst"]),
            Standing::Marked(Uuid::from_u128(7))
        );
    }

    #[test]
    fn an_area_finds_its_committee_by_name_or_the_one_that_has_it_instead() {
        let place = |number, name: &str, is_authority, is_root| Place {
            id: Uuid::from_u128(number),
            name: name.to_owned(),
            is_authority,
            is_root,
        };
        let places = [
            place(1, "Sociala kommun", true, true),
            place(2, "Kommunstyrelsen", true, false),
            place(3, "Socialförvaltningen", false, false),
            place(4, "Socialnämnden", true, false),
        ];
        let found =
            |committee| place_of(&places, committee).map(|(place, named)| (place.id.as_u128(), named));
        assert_eq!(found("social"), Some((4, true)));
        assert_eq!(found("care"), Some((4, true)));
        assert_eq!(found("election"), Some((2, true)));
        assert_eq!(found("rescue"), Some((2, false)));
        assert_eq!(
            place_of(&places[..1], "social").map(|(place, named)| (place.id.as_u128(), named)),
            Some((1, false))
        );
        assert_eq!(areas(Sort::Process, &places).last().map(|area| area.id.as_str()), Some("water"));
    }
}
