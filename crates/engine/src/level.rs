//! Levels and aspects of the classification model.
//!
//! Four levels, the ordinals 0–3 of the default model; the fourth ordinal (possible säkerhetsskydd) never
//! reaches the engine. Another model is mapped to these ordinals by the caller.

use std::ops::{Index, IndexMut};

/// How serious the consequence is (method §4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 0, ingen eller försumbar.
    Negligible,
    /// 1, måttlig.
    Moderate,
    /// 2, betydande.
    Significant,
    /// 3, allvarlig.
    Serious,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 4] = [Self::Negligible, Self::Moderate, Self::Significant, Self::Serious];

    /// The ordinal, 0–3.
    pub const fn ordinal(self) -> u8 {
        self as u8
    }

    /// The level with this ordinal, `None` above 3.
    pub fn from_ordinal(ordinal: u8) -> Option<Self> {
        Self::ALL.get(usize::from(ordinal)).copied()
    }
}

/// What is judged about a piece of information (method §2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// K, konfidentialitet.
    Confidentiality,
    /// R, riktighet.
    Integrity,
    /// T, tillgänglighet.
    Availability,
    /// S, spårbarhet; not in every model.
    Traceability,
}

impl Aspect {
    /// All aspects in the order K, R, T, S.
    pub const ALL: [Self; 4] =
        [Self::Confidentiality, Self::Integrity, Self::Availability, Self::Traceability];
}

/// A set of aspects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct AspectSet(u8);

impl AspectSet {
    /// No aspect.
    pub const NONE: Self = Self(0);
    /// K, R, T and S.
    pub const ALL: Self = Self(0b1111);
    /// K, R and T: a model without traceability.
    pub const WITHOUT_TRACEABILITY: Self = Self(0b0111);

    /// This set and one aspect more.
    #[must_use]
    pub const fn with(self, aspect: Aspect) -> Self {
        Self(self.0 | 1 << aspect as u8)
    }

    /// Whether the aspect is in the set.
    pub const fn contains(self, aspect: Aspect) -> bool {
        self.0 & 1 << aspect as u8 != 0
    }

    /// What is in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether no aspect is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The aspects in the order K, R, T, S.
    pub fn iter(self) -> impl Iterator<Item = Aspect> {
        Aspect::ALL.into_iter().filter(move |aspect| self.contains(*aspect))
    }
}

/// One value for each aspect, indexed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct PerAspect<T>(pub [T; 4]);

impl<T> PerAspect<T> {
    /// Asks for the value of each aspect in turn.
    pub fn from_fn(mut value: impl FnMut(Aspect) -> T) -> Self {
        Self(Aspect::ALL.map(&mut value))
    }

    /// Aspect and value, in the order K, R, T, S.
    pub fn iter(&self) -> impl Iterator<Item = (Aspect, &T)> {
        Aspect::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<Aspect> for PerAspect<T> {
    type Output = T;
    fn index(&self, aspect: Aspect) -> &T {
        &self.0[aspect as usize]
    }
}

impl<T> IndexMut<Aspect> for PerAspect<T> {
    fn index_mut(&mut self, aspect: Aspect) -> &mut T {
        &mut self.0[aspect as usize]
    }
}
