//! Units and people, and what may be done with a unit. The keys that a rule gives are texts that say why not.

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

    /// Whether it may stand directly below one of another kind. Committees and companies belong to the municipality itself
    /// and departments to an authority; a unit may stand anywhere.
    pub const fn may_stand_below(self, parent: Self) -> bool {
        match self {
            Self::Municipality => false,
            Self::ExecutiveBoard | Self::Committee | Self::Company => matches!(parent, Self::Municipality),
            Self::Department => parent.is_authority(),
            Self::Unit => true,
        }
    }

    /// What its kind may be changed to: never across the border of an authority, which decides whose the records are.
    pub const fn may_become(self) -> &'static [Self] {
        match self {
            Self::Department | Self::Unit => &[Self::Department, Self::Unit],
            Self::Committee => &[Self::Committee],
            Self::Company => &[Self::Company],
            Self::ExecutiveBoard => &[Self::ExecutiveBoard],
            Self::Municipality => &[Self::Municipality],
        }
    }

    /// Whether every municipality has one, so that it can be neither closed nor merged into another.
    pub const fn must_remain(self) -> bool {
        matches!(self, Self::Municipality | Self::ExecutiveBoard)
    }
}

/// Ten digits, perhaps with a hyphen before the last four, whose last is the check digit.
pub fn is_organisation_number(text: &str) -> bool {
    let bare: String = match text.split_once('-') {
        Some((first, last)) if first.len() == 6 && last.len() == 4 => format!("{first}{last}"),
        Some(_) => return false,
        None => text.to_owned(),
    };
    let digits: Option<Vec<u32>> = bare.chars().map(|c| c.to_digit(10)).collect();
    digits.filter(|digits| digits.len() == 10).is_some_and(|digits| {
        let twice =
            |(at, digit): (usize, &u32)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit };
        digits.iter().enumerate().map(twice).sum::<u32>().is_multiple_of(10)
    })
}

/// A unit as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Which.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// What it stands below.
    pub parent: Option<UnitId>,
    /// Whether it is closed.
    pub closed: bool,
}

/// Why `unit` may not be moved below `to`; `below` are the units below it, itself included.
pub(super) fn refuses_move(unit: Standing, to: Standing, below: &[UnitId]) -> Option<&'static str> {
    if unit.kind == UnitKind::Municipality {
        Some("unit-root-stays")
    } else if unit.closed || to.closed {
        Some("unit-closed")
    } else if below.contains(&to.id) {
        Some("unit-below-itself")
    } else if unit.parent == Some(to.id) {
        Some("unit-there-already")
    } else if !unit.kind.may_stand_below(to.kind) {
        Some("unit-wrong-place")
    } else {
        None
    }
}

/// Why `unit` may not be merged into `into`; `children` are the kinds of the open units directly below it.
pub(super) fn refuses_merge(
    unit: Standing,
    into: Standing,
    below: &[UnitId],
    children: &[UnitKind],
) -> Option<&'static str> {
    let takes_over =
        !unit.kind.is_authority() || (into.kind.is_authority() && into.kind != UnitKind::Municipality);
    if unit.kind.must_remain() {
        Some("unit-must-remain")
    } else if unit.closed || into.closed {
        Some("unit-closed")
    } else if below.contains(&into.id) {
        Some("unit-below-itself")
    } else if !takes_over {
        Some("unit-authority-needed")
    } else if children.iter().any(|child| !child.may_stand_below(into.kind)) {
        Some("unit-children-wrong-place")
    } else {
        None
    }
}

/// Why `unit` may not be closed; `holds` tells whether anything belongs to it.
pub(super) fn refuses_close(unit: Standing, holds: bool) -> Option<&'static str> {
    if unit.kind.must_remain() {
        Some("unit-must-remain")
    } else if unit.closed {
        Some("unit-closed")
    } else if holds {
        Some("unit-not-empty")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::UnitKind::{Committee, Company, Department, ExecutiveBoard, Municipality, Unit};
    use super::*;

    fn unit(number: u128, kind: UnitKind, parent: Option<u128>) -> Standing {
        let id = |number| UnitId(uuid::Uuid::from_u128(number));
        Standing { id: id(number), kind, parent: parent.map(id), closed: false }
    }

    #[test]
    fn every_kind_has_its_place() {
        assert!(Committee.may_stand_below(Municipality) && !Committee.may_stand_below(Committee));
        assert!(Department.may_stand_below(Committee) && Department.may_stand_below(Municipality));
        assert!(!Department.may_stand_below(Department) && !Department.may_stand_below(Unit));
        assert!(Unit.may_stand_below(Unit) && Unit.may_stand_below(Company));
        assert!(UnitKind::ALL.iter().all(|parent| !Municipality.may_stand_below(*parent)));
        for kind in UnitKind::ALL {
            assert!(kind.may_become().iter().all(|to| to.is_authority() == kind.is_authority()), "{kind}");
        }
    }

    #[test]
    fn a_unit_moves_to_where_its_kind_may_stand() {
        let root = unit(1, Municipality, None);
        let (social, school) = (unit(2, Committee, Some(1)), unit(3, Committee, Some(1)));
        let home_care = unit(4, Department, Some(2));
        let below = [home_care.id];
        assert_eq!(refuses_move(home_care, school, &below), None);
        assert_eq!(refuses_move(home_care, social, &below), Some("unit-there-already"));
        assert_eq!(refuses_move(home_care, home_care, &below), Some("unit-below-itself"));
        assert_eq!(refuses_move(root, social, &[root.id]), Some("unit-root-stays"));
        assert_eq!(refuses_move(social, school, &[social.id]), Some("unit-wrong-place"));
        let closed = Standing { closed: true, ..school };
        assert_eq!(refuses_move(home_care, closed, &below), Some("unit-closed"));
    }

    #[test]
    fn an_authority_is_only_taken_over_by_an_authority() {
        let root = unit(1, Municipality, None);
        let (social, school) = (unit(2, Committee, Some(1)), unit(3, Committee, Some(1)));
        let board = unit(5, ExecutiveBoard, Some(1));
        let home_care = unit(4, Department, Some(2));
        assert_eq!(refuses_merge(social, school, &[social.id], &[Department]), None);
        assert_eq!(refuses_merge(social, board, &[social.id], &[]), None);
        assert_eq!(refuses_merge(social, root, &[social.id], &[]), Some("unit-authority-needed"));
        assert_eq!(refuses_merge(school, home_care, &[school.id], &[]), Some("unit-authority-needed"));
        assert_eq!(refuses_merge(board, school, &[board.id], &[]), Some("unit-must-remain"));
        assert_eq!(refuses_merge(root, school, &[root.id], &[]), Some("unit-must-remain"));
        assert_eq!(refuses_merge(social, social, &[social.id], &[]), Some("unit-below-itself"));
        let clinic = unit(6, Unit, Some(4));
        assert_eq!(refuses_merge(clinic, home_care, &[clinic.id], &[Unit]), None);
        assert_eq!(refuses_merge(home_care, clinic, &[home_care.id], &[Unit]), None);
        assert_eq!(refuses_merge(school, board, &[school.id], &[Company]), Some("unit-children-wrong-place"));
        let closed = Standing { closed: true, ..clinic };
        assert_eq!(refuses_merge(closed, home_care, &[clinic.id], &[]), Some("unit-closed"));
    }

    #[test]
    fn only_what_is_empty_and_may_go_is_closed() {
        assert_eq!(refuses_close(unit(2, Committee, Some(1)), false), None);
        assert_eq!(refuses_close(unit(2, Committee, Some(1)), true), Some("unit-not-empty"));
        assert_eq!(refuses_close(unit(5, ExecutiveBoard, Some(1)), false), Some("unit-must-remain"));
        assert_eq!(refuses_close(unit(1, Municipality, None), false), Some("unit-must-remain"));
        let closed = Standing { closed: true, ..unit(6, Unit, Some(4)) };
        assert_eq!(refuses_close(closed, false), Some("unit-closed"));
    }

    #[test]
    fn an_organisation_number_has_its_check_digit() {
        assert!(is_organisation_number("212000-0142") && is_organisation_number("2120000142"));
        for bad in ["212000-0143", "21200-00142", "212000 0142", "0180", ""] {
            assert!(!is_organisation_number(bad), "{bad}");
        }
    }
}
