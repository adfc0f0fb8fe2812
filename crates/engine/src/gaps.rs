//! Gaps: what is judged about each required control, and what that means.
//!
//! Existence and deficiency are judged independently (method §3.5); what is not judged is "not judged",
//! never "missing". A judgement may be inherited from the organisation or a provider, once accepted.

use crate::controls::{ControlIx, ObjectIx, Requirement, Standing};
use crate::priority::Priority;

/// Whether the control exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exists {
    /// Ja.
    Yes,
    /// Delvis.
    Partly,
    /// Nej.
    No,
}

/// Whether it works satisfactorily.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Works {
    /// Ja.
    Yes,
    /// Delvis.
    Partly,
    /// Nej.
    No,
}

/// How much is lacking, whether or not the control exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deficiency {
    /// Försumbar.
    Negligible,
    /// Måttlig.
    Moderate,
    /// Betydande.
    Significant,
    /// Allvarlig.
    Serious,
}

/// What is judged about a control of an object; `None` is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Judgement {
    /// Whether it exists.
    pub exists: Option<Exists>,
    /// Whether it works.
    pub works: Option<Works>,
    /// How much is lacking.
    pub deficiency: Option<Deficiency>,
}

/// A judgement held by another object: the organisation or a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Inheritance {
    /// Who holds it.
    pub from: ObjectIx,
    /// Whether the object's owner has accepted it; until then it is only offered.
    pub accepted: bool,
}

/// What is recorded for one control of one object. An own judgement goes before an inherited one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Entry {
    /// The object's own judgement.
    pub own: Judgement,
    /// Where it may inherit one.
    pub inherits: Option<Inheritance>,
}

/// The judgement that counts, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Judged {
    /// Not judged.
    Not,
    /// Not judged; another object offers its judgement, not yet accepted.
    Offered(ObjectIx, Judgement),
    /// The object's own.
    Own(Judgement),
    /// That of the object named, where the chain of accepted inheritance ends.
    Inherited(ObjectIx, Judgement),
}

impl Judged {
    /// The judgement that counts; an offered one does not.
    pub fn judgement(self) -> Option<Judgement> {
        match self {
            Self::Own(judgement) | Self::Inherited(_, judgement) => Some(judgement),
            Self::Not | Self::Offered(..) => None,
        }
    }
}

/// What the judgement means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nothing is judged.
    NotJudged,
    /// Something is judged, but not enough to say more.
    Begun,
    /// It exists and nothing of weight is lacking.
    Fulfilled,
    /// It exists at least partly, and something is lacking.
    Deficient,
    /// It does not exist.
    Missing,
}

impl Judgement {
    /// Whether anything is judged.
    pub fn is_some(&self) -> bool {
        *self != Self::default()
    }

    /// What it means. Fulfilled takes a yes, and either that it works or that the deficiency is
    /// negligible, and nothing that says otherwise.
    pub fn status(&self) -> Status {
        let lacks = matches!(self.works, Some(Works::Partly | Works::No))
            || self.deficiency.is_some_and(|deficiency| deficiency > Deficiency::Negligible);
        match self.exists {
            _ if !self.is_some() => Status::NotJudged,
            Some(Exists::No) => Status::Missing,
            Some(Exists::Partly) => Status::Deficient,
            _ if lacks => Status::Deficient,
            Some(Exists::Yes) if self.works.is_some() || self.deficiency.is_some() => Status::Fulfilled,
            _ => Status::Begun,
        }
    }
}

/// One required control of one object, judged or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    /// The requirement, with its kinds of reason and any decision.
    pub requirement: Requirement,
    /// The judgement that counts.
    pub judged: Judged,
    /// What it means.
    pub status: Status,
    /// `None` as long as the deficiency is not judged: unknown, not 0.
    pub priority: Option<Priority>,
}

impl Gap {
    /// The control.
    pub fn control(&self) -> ControlIx {
        self.requirement.control
    }

    /// Points left to work off today: 0 for exceptions and what is not applicable.
    pub fn remaining(&self) -> u32 {
        let counts = self.requirement.standing.counts();
        self.priority.filter(|_| counts).map_or(0, |priority| priority.points)
    }
}

/// How far the judging has come and what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Progress {
    /// Asked for today: the sum of the five below.
    pub required: u32,
    /// Not judged.
    pub not_judged: u32,
    /// Begun, not enough to say more.
    pub begun: u32,
    /// Fulfilled.
    pub fulfilled: u32,
    /// Deficient.
    pub deficient: u32,
    /// Missing.
    pub missing: u32,
    /// Of those asked for: judged missing or deficient, with the deficiency still to be judged.
    pub without_deficiency: u32,
    /// Accepted to lack for now; not among the required.
    pub excepted: u32,
    /// Not applicable; not among the required.
    pub not_applicable: u32,
}

impl Progress {
    /// Judged so that it says something: fulfilled, deficient or missing.
    pub fn judged(&self) -> u32 {
        self.fulfilled + self.deficient + self.missing
    }

    pub(crate) fn count(&mut self, gap: &Gap) {
        match gap.requirement.standing {
            Standing::NotApplicable(_) => return self.not_applicable += 1,
            Standing::Excepted(..) => return self.excepted += 1,
            _ => self.required += 1,
        }
        match gap.status {
            Status::NotJudged => self.not_judged += 1,
            Status::Begun => self.begun += 1,
            Status::Fulfilled => self.fulfilled += 1,
            Status::Deficient => self.deficient += 1,
            Status::Missing => self.missing += 1,
        }
        let lacking = matches!(gap.status, Status::Deficient | Status::Missing);
        self.without_deficiency += u32::from(lacking && gap.priority.is_none());
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.required += other.required;
        self.not_judged += other.not_judged;
        self.begun += other.begun;
        self.fulfilled += other.fulfilled;
        self.deficient += other.deficient;
        self.missing += other.missing;
        self.without_deficiency += other.without_deficiency;
        self.excepted += other.excepted;
        self.not_applicable += other.not_applicable;
    }
}
