//! Units and people.

use crate::{id_type, word_type};

id_type! {
    /// A unit of the organisation.
    UnitId
}
id_type! {
    /// A person, or a role that stands for one.
    PersonId
}

word_type! {
    /// What a unit is.
    UnitKind {
        /// The municipality or the association itself: the root.
        Municipality = "municipality",
        /// Kommunstyrelse.
        ExecutiveBoard = "executive_board",
        /// Nämnd: its own authority and controller.
        Committee = "committee",
        /// Förvaltning.
        Department = "department",
        /// Enhet.
        Unit = "unit",
        /// Bolag: its own legal person and controller.
        Company = "company",
    }
}

impl UnitKind {
    /// Whether it is an authority or legal person of its own: a controller, and a border of secrecy (8 kap. 1–2 §§ OSL).
    pub const fn is_authority(self) -> bool {
        matches!(self, Self::Municipality | Self::ExecutiveBoard | Self::Committee | Self::Company)
    }
}
