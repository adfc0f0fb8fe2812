//! States of a membership, purposes of a one-time link, and when an account is locked.

use crate::platform::permission::Role;
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

impl MembershipState {
    /// What an administrator may make of a membership that stands here. An invitation is accepted by the invited alone.
    pub const fn may_become(self) -> &'static [Self] {
        match self {
            Self::Invited => &[Self::Invited, Self::Left],
            Self::Active => &[Self::Active, Self::Suspended, Self::Left],
            Self::Suspended => &[Self::Suspended, Self::Active, Self::Left],
            Self::Left => &[Self::Left],
        }
    }
}

/// Why these roles cannot be given, as the key of a text.
pub(super) fn refuses(grants: &[(Role, Option<Uuid>)]) -> Option<&'static str> {
    // Whoever handles accounts could give herself any role, so a border around her would hold nothing.
    let bordered = grants.iter().any(|(role, unit)| *role == Role::Administrator && unit.is_some());
    bordered.then_some("users-administrator-whole")
}

word_type! {
    /// What a one-time link is for.
    Purpose {
        /// Join a municipality, and choose the first password where there is none.
        Invitation = "invitation",
        /// Choose a new password.
        NewPassword = "new_password",
    }
}

impl Purpose {
    /// How long a link lasts.
    pub const fn lasts(self) -> Duration {
        match self {
            Self::Invitation => Duration::days(7),
            Self::NewPassword => Duration::days(1),
        }
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
    fn an_administrator_is_one_for_the_whole_municipality() {
        let unit = Some(Uuid::from_u128(1));
        assert_eq!(refuses(&[(Role::Administrator, unit)]), Some("users-administrator-whole"));
        assert_eq!(refuses(&[(Role::Administrator, None), (Role::SystemOwner, unit)]), None);
    }

    #[test]
    fn nobody_accepts_an_invitation_for_somebody_else() {
        for state in MembershipState::ALL {
            assert!(state.may_become().contains(state), "staying is always possible");
        }
        assert!(!MembershipState::Invited.may_become().contains(&MembershipState::Active));
        assert!(!MembershipState::Left.may_become().contains(&MembershipState::Active));
        assert!(MembershipState::Suspended.may_become().contains(&MembershipState::Active));
    }

    #[test]
    fn an_account_is_locked_longer_the_more_one_tries() {
        assert_eq!(lockout(4), None);
        assert_eq!(lockout(5), Some(Duration::minutes(5)));
        assert_eq!(lockout(6), Some(Duration::minutes(10)));
        assert!(lockout(50) <= Some(Duration::days(1)));
    }
}
