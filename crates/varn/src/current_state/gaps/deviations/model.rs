//! A deviation: that a control does not apply, or that it may lack for a time. It counts when somebody else has approved it.

use crate::current_state::controls::{ControlKey, ObjectKind};
use crate::{id_type, word_type};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;

id_type! {
    /// A deviation.
    DeviationId
}

word_type! {
    /// What is decided.
    DeviationKind {
        /// The control does not apply here.
        NotApplicable = "not_applicable",
        /// It may lack until a day.
        Exception = "exception",
    }
}

word_type! {
    /// How far it has come.
    DeviationState {
        /// Nobody has approved it: it does not count.
        Proposed = "proposed",
        /// It counts.
        InForce = "in_force",
        /// Its last day has passed: the control is asked for again.
        Ended = "ended",
        /// It was refused or taken back.
        Withdrawn = "withdrawn",
    }
}

/// A deviation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Deviation {
    /// Its id.
    pub id: DeviationId,
    /// What it is about.
    pub object_kind: ObjectKind,
    /// Its id.
    pub object_id: Uuid,
    /// The control.
    pub control: ControlKey,
    /// What is decided.
    pub kind: DeviationKind,
    /// Why.
    pub motive: String,
    /// The last day of an exception.
    pub until: Option<NaiveDate>,
    /// The account of whoever proposed it.
    pub proposed_by: Option<Uuid>,
    /// Who proposed it.
    pub proposed_name: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// The account of whoever approved it.
    pub approved_by: Option<Uuid>,
    /// Who approved it.
    pub approved_name: String,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// When it was refused or taken back.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

impl Deviation {
    /// How far it has come on a day.
    pub fn state(&self, today: NaiveDate) -> DeviationState {
        match (self.withdrawn_at, self.approved_at, self.until) {
            (Some(_), _, _) => DeviationState::Withdrawn,
            (_, None, _) => DeviationState::Proposed,
            (_, _, Some(until)) if until < today => DeviationState::Ended,
            _ => DeviationState::InForce,
        }
    }

    /// Whether this account may approve it: never the one who proposed it.
    pub fn may_be_approved_by(&self, user: Uuid) -> bool {
        self.proposed_by != Some(user)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deviation() -> Deviation {
        Deviation {
            id: DeviationId(Uuid::nil()),
            object_kind: ObjectKind::Organisation,
            object_id: Uuid::nil(),
            control: ControlKey::of_library("control.infosec_policy"),
            kind: DeviationKind::Exception,
            motive: "Ny policy beslutas i juni.".to_owned(),
            until: NaiveDate::from_ymd_opt(2026, 6, 30),
            proposed_by: Some(Uuid::from_u128(1)),
            proposed_name: String::new(),
            proposed_at: DateTime::<Utc>::UNIX_EPOCH,
            approved_by: None,
            approved_name: String::new(),
            approved_at: None,
            withdrawn_at: None,
        }
    }

    #[test]
    fn an_exception_is_in_force_through_its_last_day() {
        let approved = Deviation { approved_at: Some(DateTime::<Utc>::UNIX_EPOCH), ..deviation() };
        let on = |day: u32, month: u32| {
            let day = NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
            (approved.state(day), deviation().state(day))
        };
        assert_eq!(on(30, 6), (DeviationState::InForce, DeviationState::Proposed));
        assert_eq!(on(1, 7), (DeviationState::Ended, DeviationState::Proposed));
    }

    #[test]
    fn whoever_proposed_it_cannot_approve_it() {
        assert!(!deviation().may_be_approved_by(Uuid::from_u128(1)));
        assert!(deviation().may_be_approved_by(Uuid::from_u128(2)));
    }
}
