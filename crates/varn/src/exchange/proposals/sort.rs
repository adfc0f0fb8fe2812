//! The three sorts of proposals: where each has its register, and what of a proposal the page tells.

use super::model::Proposal;
use crate::knowledge::library::{LIBRARY, PROPOSALS, either};
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use crate::registers::levels::badges;
use crate::registers::spans;
use crate::word_type;

word_type! {
    /// What is proposed; the word stands in the address.
    Sort {
        /// What the municipality does.
        Process = "process",
        /// What it holds.
        Information = "information",
        /// What it runs.
        System = "system",
    }
}

impl Sort {
    /// Its table.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Process => "processes",
            Self::Information => "information_sets",
            Self::System => "systems",
        }
    }

    /// Address of its register.
    pub(super) const fn register(self) -> &'static str {
        match self {
            Self::Process => "/process",
            Self::Information => "/information",
            Self::System => "/system",
        }
    }

    /// Key of what the register is called.
    pub(super) const fn many(self) -> &'static str {
        match self {
            Self::Process => "nav-processes",
            Self::Information => "nav-information",
            Self::System => "nav-systems",
        }
    }

    /// Everything the library proposes of it, in order.
    pub(super) fn proposals(self) -> Vec<Proposal> {
        match self {
            Self::Process => (PROPOSALS.processes.iter())
                .map(|one| Proposal {
                    id: &one.id,
                    name: &one.name_sv,
                    name_en: &one.name_en,
                    description: &one.description_sv,
                    area: &one.area,
                    synonyms: &[],
                })
                .collect(),
            Self::Information => (PROPOSALS.information.iter())
                .map(|one| Proposal {
                    id: &one.id,
                    name: &one.name_sv,
                    name_en: &one.name_en,
                    description: &one.description_sv,
                    area: &one.area,
                    synonyms: &one.synonyms,
                })
                .collect(),
            Self::System => (PROPOSALS.system_types.iter())
                .map(|one| Proposal {
                    id: &one.id,
                    name: &one.name_sv,
                    name_en: &one.name_en,
                    description: &one.description_sv,
                    area: &one.area,
                    synonyms: &one.synonyms,
                })
                .collect(),
        }
    }

    /// What else is proposed about it.
    pub(super) fn facts(self, page: &PageFrame, id: &str) -> Vec<Cell> {
        match self {
            Self::Process => of_process(page, id),
            Self::Information => of_information(page, id),
            Self::System => of_system(page, id),
        }
    }
}

fn of_process(page: &PageFrame, id: &str) -> Vec<Cell> {
    let Some(one) = PROPOSALS.processes.iter().find(|one| one.id == id) else { return Vec::new() };
    let time = spans::words(page, one.tolerated_outage_hours * 60);
    let mut facts = vec![Cell::text(page.with("proposals-outage", "time", time))];
    if one.vital {
        facts.insert(0, Cell::Tag("accent", page.t("process-is-vital").into_owned()));
    }
    facts
}

fn of_information(page: &PageFrame, id: &str) -> Vec<Cell> {
    let Some(one) = PROPOSALS.information_set(id) else { return Vec::new() };
    let levels = [one.confidentiality, one.integrity, one.availability, one.traceability].map(Some);
    let mut facts = vec![badges(page, levels)];
    if let Some(kind) = LIBRARY.personal_data_kind(&one.personal_data).filter(|kind| kind.id != "none") {
        facts.push(Cell::text(either(page.words, &kind.name_sv, &kind.name_en)));
    }
    facts
}

fn of_system(page: &PageFrame, id: &str) -> Vec<Cell> {
    let one = PROPOSALS.system_types.iter().find(|one| one.id == id);
    one.map(|one| Cell::text(page.word("hosting", &one.hosting))).into_iter().collect()
}
