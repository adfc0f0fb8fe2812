//! What an action is, when it is late, and what a list of them adds up to.

use crate::people::organisation::{PersonId, UnitId};
use crate::registers::RecordState;
use crate::{id_type, word_type};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

id_type! {
    /// An action.
    ActionId
}

word_type! {
    /// How far an action has come.
    Status {
        /// Nobody has begun.
        NotStarted = "not_started",
        /// Under way.
        InProgress = "in_progress",
        /// Under way, later than planned.
        Delayed = "delayed",
        /// Done.
        Done = "done",
        /// Will not be done.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Whether something is left to do.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Cancelled)
    }

    /// How it is drawn: `ok`, `part`, `miss` or `none`.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Done => "ok",
            Self::InProgress => "part",
            Self::Delayed => "miss",
            Self::NotStarted | Self::Cancelled => "none",
        }
    }
}

/// An action as it stands in the register.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Action {
    /// Its id.
    pub id: ActionId,
    /// What is to be done, in a few words.
    pub name: String,
    /// The municipality's own number for it.
    pub external_id: String,
    /// What is to be done, at length.
    pub description: String,
    /// Whose it is.
    pub unit_id: UnitId,
    /// Who answers for it.
    pub owner_id: Option<PersonId>,
    /// How far it has come; `None` is not stated.
    pub status: Option<Status>,
    /// What it costs, in whole kronor; `None` is not estimated.
    pub cost_sek: Option<i64>,
    /// When it is to be done: an ISO date, perhaps partial, or an interval.
    pub due: String,
    /// 1 is done first; `None` is not stated.
    pub priority: Option<i64>,
    /// What else is known.
    pub note: String,
    /// Whether somebody has confirmed it.
    pub state: RecordState,
    /// What it is in the library, or "".
    pub library_ref: String,
    /// When to look at it again.
    pub next_review: Option<NaiveDate>,
    /// For stale edits.
    pub version: i64,
}

impl Action {
    /// An action about which nothing is known but its id; the unit has to be filled in.
    pub fn new(id: ActionId) -> Self {
        let text = String::new;
        Self {
            id,
            name: text(),
            external_id: text(),
            description: text(),
            unit_id: UnitId(uuid::Uuid::nil()),
            owner_id: None,
            status: None,
            cost_sek: None,
            due: text(),
            priority: None,
            note: text(),
            state: RecordState::Confirmed,
            library_ref: text(),
            next_review: None,
            version: 1,
        }
    }

    /// Whether something is left to do.
    pub fn is_open(&self) -> bool {
        self.status.is_none_or(Status::is_open)
    }

    /// Whether it should have been done by `today`. An unstated day is never late.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open() && last_day(&self.due).is_some_and(|last| last < today)
    }
}

/// The last day of `2026`, `2026-03`, `2026-03-05` or an interval of them.
pub(super) fn last_day(due: &str) -> Option<NaiveDate> {
    let end = due.rsplit('/').next()?;
    match end.len() {
        4 => NaiveDate::from_ymd_opt(end.parse().ok()?, 12, 31),
        7 => {
            let first: NaiveDate = format!("{end}-01").parse().ok()?;
            let (year, month) =
                if first.month() == 12 { (first.year() + 1, 1) } else { (first.year(), first.month() + 1) };
            NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
        }
        _ => end.parse().ok(),
    }
}

/// What the actions of a list add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Totals {
    /// How many.
    pub count: i64,
    /// How many of them are left to do.
    pub open: i64,
    /// What those cost, as far as it is estimated.
    pub open_cost: i64,
    /// How many of those have no estimate.
    pub open_unknown: i64,
    /// How many of those have no owner.
    pub open_without_owner: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_loose_day_lasts_as_long_as_it_may_mean() {
        for (due, last) in [
            ("2026", "2026-12-31"),
            ("2026-02", "2026-02-28"),
            ("2026-12", "2026-12-31"),
            ("2026-03-05", "2026-03-05"),
            ("2026-01/2026-03", "2026-03-31"),
            ("2026-01-01/2026-03-31", "2026-03-31"),
        ] {
            assert_eq!(last_day(due), Some(day(last)), "{due}");
        }
        assert_eq!(last_day(""), None);
    }

    #[test]
    fn an_action_is_late_when_its_time_has_passed_and_it_is_not_done() {
        let new = Action { due: "2026-03".to_owned(), ..Action::new(ActionId(uuid::Uuid::nil())) };
        assert!(!new.is_late(day("2026-03-31")));
        assert!(new.is_late(day("2026-04-01")));
        assert!(!Action { status: Some(Status::Done), ..new.clone() }.is_late(day("2026-04-01")));
        assert!(!Action { status: Some(Status::Cancelled), ..new.clone() }.is_late(day("2026-04-01")));
        assert!(Action { status: Some(Status::InProgress), ..new.clone() }.is_late(day("2026-04-01")));
        assert!(!Action { due: String::new(), ..new }.is_late(day("2030-01-01")));
    }
}
