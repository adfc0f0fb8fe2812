//! States of a membership, purposes of a one-time link, and when an account is locked.

use crate::word_type;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

word_type! {
    /// Where a person's membership of a municipality stands.
    MembershipState {
        /// Has been invited and has not yet signed in.
        Invited = "invited",
        /// Works here.
        Active = "active",
        /// May not sign in for now.
        Suspended = "suspended",
        /// Has left.
        Left = "left",
    }
}

word_type! {
    /// What a one-time link is for.
    Purpose {
        /// Choose the first password.
        Invitation = "invitation",
        /// Choose a new password.
        NewPassword = "new_password",
    }
}

/// An account as sign-in needs it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Account {
    /// The account.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// Sign-in name.
    pub email: String,
    /// Argon2id, until chosen none.
    pub password_hash: Option<String>,
    /// Wrong passwords in a row.
    pub failed_attempts: i64,
    /// Not before then.
    pub locked_until: Option<DateTime<Utc>>,
}

/// After so many wrong passwords in a row an account is locked for a while.
pub(super) const ATTEMPTS: i64 = 5;

/// How long after the `n`th wrong password in a row: five minutes after the fifth, doubled with each, at most a day.
pub(super) fn lockout(failed: i64) -> Option<Duration> {
    let over = failed - ATTEMPTS;
    (over >= 0).then(|| Duration::minutes(5 << over.min(8)).min(Duration::days(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_locked_longer_the_more_one_tries() {
        assert_eq!(lockout(4), None);
        assert_eq!(lockout(5), Some(Duration::minutes(5)));
        assert_eq!(lockout(6), Some(Duration::minutes(10)));
        assert!(lockout(50) <= Some(Duration::days(1)));
    }
}
