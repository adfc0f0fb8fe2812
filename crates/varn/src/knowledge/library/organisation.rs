//! What a municipality is usually made of, and the areas of activity by which processes, information and systems are
//! proposed. `committee` ties a part of the organisation to the areas it usually answers for.

use super::parse;
use serde::Deserialize;
use std::sync::LazyLock;

/// An area of activity.
#[derive(Clone, Debug, Deserialize)]
pub struct ActivityArea {
    /// `preschool`.
    pub id: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// Which committee usually has it.
    pub committee: String,
}

/// A part of the organisation that is usual.
#[derive(Clone, Debug, Deserialize)]
pub struct UsualPart {
    /// `social`: what ties it to its areas.
    pub committee: String,
    /// The committee that has its areas where there is no such part, or "".
    pub instead: String,
    /// Who has it: `municipality`, `association` or `company`.
    pub place: String,
    /// Its kind of unit.
    pub kind: String,
    /// Its usual name.
    pub name_sv: String,
    /// The staff organisation below it, or "".
    pub department_sv: String,
    /// Whether most have it.
    pub usual: bool,
    /// Parts of names by which it is recognised, in lower case.
    pub words: Vec<String>,
}

/// The file.
#[derive(Debug, Deserialize)]
pub struct Organisation {
    /// The areas, in order.
    pub areas: Vec<ActivityArea>,
    /// The parts, in order.
    pub parts: Vec<UsualPart>,
}

impl Organisation {
    /// An area by id.
    pub fn area(&self, id: &str) -> Option<&ActivityArea> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The committee that has another's areas where that one is missing, if any usually does.
    pub fn instead_of(&self, committee: &str) -> Option<&str> {
        let part = self.parts.iter().find(|part| part.committee == committee)?;
        Some(part.instead.as_str()).filter(|instead| !instead.is_empty())
    }

    /// Which committee a unit is, by its folded name.
    pub fn committee_of(&self, name_fold: &str) -> Option<&str> {
        let fits = |part: &&UsualPart| part.words.iter().any(|word| name_fold.contains(word.as_str()));
        self.parts.iter().find(fits).map(|part| part.committee.as_str())
    }
}

/// Read the first time somebody asks.
pub static ORGANISATION: LazyLock<Organisation> =
    LazyLock::new(|| parse("organisation.toml", content!("organisation.toml")));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library::PROPOSALS;
    use crate::platform::swedish::fold;

    #[test]
    fn every_proposal_has_an_area_and_every_area_somebody_who_answers_for_it() {
        let areas = (PROPOSALS.processes.iter().map(|one| (&one.area, &one.committee)))
            .chain(PROPOSALS.information.iter().map(|one| (&one.area, &one.committee)));
        for (area, committee) in areas {
            assert_eq!(ORGANISATION.area(area).map(|area| &area.committee), Some(committee), "{area}");
        }
        assert!(PROPOSALS.system_types.iter().all(|one| ORGANISATION.area(&one.area).is_some()));
        for area in &ORGANISATION.areas {
            let is_had = |part: &UsualPart| part.place == "municipality" && part.committee == area.committee;
            assert!(ORGANISATION.parts.iter().any(is_had), "{}", area.id);
        }
    }

    #[test]
    fn a_part_is_recognised_by_its_usual_name_and_by_others() {
        for part in ORGANISATION.parts.iter().filter(|part| part.place == "municipality") {
            assert_eq!(
                ORGANISATION.committee_of(&fold(&part.name_sv)),
                Some(&*part.committee),
                "{}",
                part.name_sv
            );
        }
        for (name, committee) in [
            ("Barn- och ungdomsnämnden", Some("education")),
            ("Individ- och familjenämnden", Some("social")),
            ("Äldrenämnden", Some("care")),
            ("Samhällsbyggnadsnämnden", Some("environment_building")),
            ("Granbostäder AB", Some("housing_company")),
            ("Revisionen", None),
        ] {
            assert_eq!(ORGANISATION.committee_of(&fold(name)), committee, "{name}");
        }
    }
}
