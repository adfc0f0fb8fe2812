//! Passwords: Argon2id, and rules by length and against the common ones (NIST SP 800-63B: no forced mixture).

use crate::platform::error::{Error, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewest characters of a password.
pub(super) const LEAST: usize = 12;
/// Most characters: longer ones only cost time.
const MOST: usize = 200;

static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().filter(|line| !line.is_empty()).collect());

/// Whether a password may be chosen; otherwise the key of a text that says why not.
pub fn fits(password: &str, email: &str) -> std::result::Result<(), &'static str> {
    let length = password.chars().count();
    let folded = password.to_lowercase();
    let name = email.split('@').next().unwrap_or_default();
    let letters: HashSet<char> = folded.chars().collect();
    if length < LEAST {
        Err("password-short")
    } else if length > MOST {
        Err("password-long")
    } else if (name.len() > 3 && folded.contains(name)) || letters.len() < 5 || is_common(&folded) {
        Err("password-common")
    } else {
        Ok(())
    }
}

/// A common one, alone, repeated, or with figures and signs around it.
fn is_common(folded: &str) -> bool {
    let core = folded.trim_matches(|c: char| !c.is_alphabetic());
    let half = folded.len() / 2;
    COMMON.contains(folded)
        || (!core.is_empty() && COMMON.contains(core))
        || (folded.is_char_boundary(half)
            && folded[..half] == folded[half..]
            && COMMON.contains(&folded[..half]))
}

/// The hash that is stored. Slow on purpose: call it outside every transaction.
pub async fn hash(password: String) -> Result<String> {
    let work = move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string());
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(Error::internal)
}

/// The same with a salt that is given: only for the demo, whose password is printed and whose rows must not vary.
pub fn hash_with_salt(password: &str, salt: &[u8]) -> Result<String> {
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash| hash.to_string()).map_err(Error::internal)
}

/// Whether the password is the one behind the hash. Without a hash the same time is spent on one that fits nothing.
pub(super) async fn verify(password: String, stored: Option<String>) -> Result<bool> {
    static NOBODY: LazyLock<Option<String>> =
        LazyLock::new(|| Argon2::default().hash_password(b"nobody at all").map(|hash| hash.to_string()).ok());
    let work = move || {
        let known = stored.is_some();
        let Some(hash) = stored.or_else(|| NOBODY.clone()) else { return false };
        let fits = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        fits && known
    };
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_common_ones_are_refused() {
        assert_eq!(fits("kort", "a@b.example"), Err("password-short"));
        assert_eq!(fits("lösenord2026!!", "a@b.example"), Err("password-common"));
        assert_eq!(fits("sommarsommar", "a@b.example"), Err("password-common"));
        assert_eq!(fits("aaaaaaaaaaaaaa", "a@b.example"), Err("password-common"));
        assert_eq!(fits("maja.lind och jag", "maja.lind@b.example"), Err("password-common"));
        assert_eq!(fits("tre gröna cyklar i regn", "maja@b.example"), Ok(()));
    }
}
