//! Passwords: Argon2id, and rules by length and against the common ones (NIST SP 800-63B: no forced mixture).

use crate::knowledge::library::LIBRARY;
use crate::platform::error::{Error, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use std::collections::HashSet;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Fewest characters of a password.
pub(super) const LEAST: usize = 12;
/// Most characters: longer ones only cost time.
const MOST: usize = 200;

/// How many passwords are hashed at the same time: each takes 19 MiB and a processor.
static WORKERS: Semaphore = Semaphore::const_new(8);

/// Common passwords, Swedish and international, in lower case; and the names of the 290 municipalities.
static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let listed = include_str!("common_passwords.txt").lines().filter(|line| !line.is_empty());
    let places = LIBRARY.municipalities.iter().map(|place| place.short_name.to_lowercase());
    listed.map(str::to_owned).chain(places).collect()
});

/// Whether a password may be chosen; otherwise the key of a text that says why not.
pub fn fits(password: &str, name: &str, email: &str) -> std::result::Result<(), &'static str> {
    let length = password.chars().count();
    let folded = password.to_lowercase();
    let letters: HashSet<char> = folded.chars().collect();
    let is_weak =
        letters.len() < 5 || is_own(&folded, name, email) || is_common(&folded) || is_a_row(&folded);
    match length {
        _ if length < LEAST => Err("password-short"),
        _ if length > MOST => Err("password-long"),
        _ if is_weak => Err("password-common"),
        _ => Ok(()),
    }
}

/// The person's own name or address, with little else.
fn is_own(folded: &str, name: &str, email: &str) -> bool {
    let user = email.split('@').next().unwrap_or_default();
    let parts = name.split(|c: char| !c.is_alphabetic()).chain(user.split(|c: char| !c.is_alphanumeric()));
    let parts: Vec<_> = parts.map(str::to_lowercase).filter(|part| part.chars().count() > 2).collect();
    let rest = parts.iter().fold(folded.to_owned(), |rest, part| rest.replace(part, ""));
    (user.len() > 3 && folded.contains(&user.to_lowercase()))
        || rest.chars().filter(|c| c.is_alphabetic()).count() < 5 && rest != folded
}

/// A common one: alone, repeated, with figures for letters, with figures and signs around it, or two side by side.
fn is_common(folded: &str) -> bool {
    let core = |text: &str| text.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let half = folded.len() / 2;
    let halves = folded.is_char_boundary(half).then(|| folded.split_at(half));
    let repeated = halves.filter(|(first, second)| first == second).map(|(first, _)| first.to_owned());
    let candidates =
        [Some(folded.to_owned()), Some(core(folded)), Some(core(&spelled(&core_of_signs(folded)))), repeated];
    let words: HashSet<_> =
        folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    candidates.into_iter().flatten().any(|candidate| COMMON.contains(&candidate))
        || ((1..=2).contains(&words.len()) && words.iter().all(|word| COMMON.contains(*word)))
}

/// Without the figures and signs at its end, where a year or a ! is put.
fn core_of_signs(folded: &str) -> String {
    folded.trim_end_matches(|c: char| !c.is_alphabetic()).to_owned()
}

/// The figures and signs that stand for letters, as those letters.
fn spelled(text: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// Mostly a row in the alphabet or among the figures, up or down.
fn is_a_row(folded: &str) -> bool {
    let points: Vec<i64> = folded.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps = points.windows(2).filter(|pair| (pair[1] - pair[0]).abs() <= 1).count();
    steps * 4 >= points.len() * 3
}

/// The hash that is stored. Slow on purpose: call it outside every transaction.
pub async fn hash(password: String) -> Result<String> {
    let _turn = WORKERS.acquire().await.map_err(Error::internal)?;
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
    let _turn = WORKERS.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_no_mixture_is_asked_for() {
        let of = |password: &str| fits(password, "Maja Lind", "maja.lind@kommun.example");
        assert_eq!(of("kort"), Err("password-short"));
        assert_eq!(of(&"lång ".repeat(60)), Err("password-long"));
        assert_eq!(of("tre gröna cyklar i regn"), Ok(()));
        assert_eq!(of("ostmackor flyger sällan"), Ok(()));
    }

    #[test]
    fn what_is_easy_to_guess_is_refused() {
        let of = |password: &str| fits(password, "Maja Lind", "maja.lind@kommun.example");
        for common in [
            "lösenord2026!!",
            "L0senord2026!",
            "P@ssw0rd20262026",
            "sommarsommar",
            "sommar 2026 kommun",
            "Grästorp2026!!",
            "aaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "98765432109876",
            "maja.lind och jag",
            "majalind2026!!",
            "correcthorsebatterystaple",
        ] {
            assert_eq!(of(common), Err("password-common"), "{common}");
        }
    }

    #[test]
    fn the_list_is_long_and_in_lower_case() {
        let lines: Vec<_> = include_str!("common_passwords.txt").lines().collect();
        assert!(lines.len() >= 1000);
        assert!(lines.iter().all(|line| *line == line.to_lowercase() && !line.contains(' ')));
    }
}
