//! What a municipality usually does, holds and runs: proposals to confirm, read when somebody asks for them.

use super::parse;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A process a municipality usually has.
#[derive(Clone, Debug, Deserialize)]
pub struct Process {
    /// `process.hemtjanst_planering`.
    pub id: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// Its area of activity.
    pub area: String,
    /// In our numbering of a process structure.
    pub code: String,
    /// Which committee usually has it.
    pub committee: String,
    /// One sentence.
    pub description_sv: String,
    /// How long it usually manages without its information.
    pub tolerated_outage_hours: i64,
    /// How the work is done meanwhile.
    pub reserve_routine_sv: String,
    /// Whether it is usually a vital societal function.
    pub vital: bool,
    /// The information it uses.
    pub information: Vec<String>,
}

/// An information set a municipality usually has, with a proposed classification.
#[derive(Clone, Debug, Deserialize)]
pub struct Information {
    /// `info.elevregister`.
    pub id: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// Its area of activity.
    pub area: String,
    /// What it is.
    pub description_sv: String,
    /// Which committee usually has it.
    pub committee: String,
    /// The owner's usual role.
    pub owner_sv: String,
    /// Proposed K.
    pub confidentiality: i64,
    /// Proposed R.
    pub integrity: i64,
    /// Proposed T.
    pub availability: i64,
    /// Proposed S.
    pub traceability: i64,
    /// Why, in one sentence.
    pub reason_sv: String,
    /// Why a level is lower than the rules of the classification model say, or "".
    pub motive_sv: String,
    /// The consequence category that decides.
    pub category: String,
    /// Kind of personal data.
    pub personal_data: String,
    /// Provisions of secrecy.
    pub provisions: Vec<String>,
    /// Hint on retention, or "".
    pub retention_sv: String,
    /// Kinds of systems it usually lives in.
    pub system_types: Vec<String>,
    /// What registers call it.
    pub synonyms: Vec<String>,
}

/// A kind of system a municipality usually has.
#[derive(Clone, Debug, Deserialize)]
pub struct SystemType {
    /// `system_type.natverk`.
    pub id: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// Its area of activity.
    pub area: String,
    /// What registers call it.
    pub synonyms: Vec<String>,
    /// What it does.
    pub description_sv: String,
    /// `internal`, `cloud` or `supplier`.
    pub hosting: String,
    /// Kinds of systems it needs.
    pub needs: Vec<String>,
    /// What it usually holds.
    pub information: Vec<String>,
}

/// The proposals.
#[derive(Debug)]
pub struct Proposals {
    /// Processes.
    pub processes: Vec<Process>,
    /// Information sets.
    pub information: Vec<Information>,
    /// Kinds of systems.
    pub system_types: Vec<SystemType>,
    information_places: HashMap<String, usize>,
}

impl Proposals {
    /// An information set by id.
    pub fn information_set(&self, id: &str) -> Option<&Information> {
        self.information_places.get(id).map(|&at| &self.information[at])
    }
}

#[derive(Deserialize)]
struct ProcessesFile {
    processes: Vec<Process>,
}
#[derive(Deserialize)]
struct InformationFile {
    information: Vec<Information>,
}
#[derive(Deserialize)]
struct SystemTypesFile {
    system_types: Vec<SystemType>,
}

/// Read the first time somebody asks.
pub static PROPOSALS: LazyLock<Proposals> = LazyLock::new(|| {
    let processes: ProcessesFile = parse("processes.toml", content!("processes.toml"));
    let information: InformationFile = parse("information.toml", content!("information.toml"));
    let system_types: SystemTypesFile = parse("system_types.toml", content!("system_types.toml"));
    let places = information.information.iter().enumerate().map(|(at, set)| (set.id.clone(), at)).collect();
    Proposals {
        processes: processes.processes,
        information: information.information,
        system_types: system_types.system_types,
        information_places: places,
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library::LIBRARY;

    #[test]
    fn every_reference_of_a_proposal_resolves() {
        let proposals = &*PROPOSALS;
        assert!(
            proposals.processes.len() >= 120
                && proposals.information.len() >= 200
                && proposals.system_types.len() >= 60
        );
        assert_eq!(proposals.information_places.len(), proposals.information.len());
        let types: Vec<&str> = proposals.system_types.iter().map(|kind| kind.id.as_str()).collect();
        for set in &proposals.information {
            assert!(
                LIBRARY.personal_data_kind(&set.personal_data).is_some(),
                "{}: {}",
                set.id,
                set.personal_data
            );
            for provision in &set.provisions {
                assert!(LIBRARY.provision(provision).is_some(), "{}: {provision}", set.id);
            }
            assert!(set.system_types.iter().all(|kind| types.contains(&kind.as_str())), "{}", set.id);
            let levels = [set.confidentiality, set.integrity, set.availability, set.traceability];
            assert!(levels.iter().all(|level| (0..=3).contains(level)), "{}", set.id);
        }
        for process in &proposals.processes {
            assert!(!process.information.is_empty(), "{}", process.id);
            for set in &process.information {
                assert!(proposals.information_set(set).is_some(), "{}: {set}", process.id);
            }
        }
    }
}
