//! Files that wait in memory: for the question of level 4, or to be read again with another mapping. Never in the
//! database, on disk or in a log. Must hold: bounded in size and time, and only whoever brought a file gets it back.

use super::level_four::LevelFour;
use super::model::ImportId;
use crate::platform::tenant::TenantId;
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;
use varn_recognition::{Kind, Mapping};

/// How long a file waits.
const MINUTES: Duration = Duration::minutes(20);
/// How many bytes wait altogether; the oldest files leave for a new one.
const BYTES: usize = 200 << 20;

static ROOM: LazyLock<Mutex<Room>> = LazyLock::new(Mutex::default);

/// A file that waits.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// Whose municipality.
    pub tenant: TenantId,
    /// Who brought it.
    pub user: Uuid,
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
    /// What it should be read as, where the person said so.
    pub kind: Option<Kind>,
    /// How it should be read, where the person said so.
    pub mapping: Option<Mapping>,
    /// What level 4 means in it, where the person said so.
    pub answer: Option<LevelFour>,
    /// The open import that it has become.
    pub import: Option<ImportId>,
    /// How many rows have level 4, or may have it.
    pub at_four: usize,
    /// When it came.
    pub since: DateTime<Utc>,
}

impl Waiting {
    /// Whether somebody has to say what level 4 means in it.
    pub(super) const fn asks(&self) -> bool {
        self.at_four > 0 && self.answer.is_none()
    }
}

#[derive(Default)]
struct Room {
    files: HashMap<String, Waiting>,
}

impl Room {
    fn tidy(&mut self, now: DateTime<Utc>) {
        self.files.retain(|_, file| now - file.since < MINUTES);
    }

    fn put(&mut self, token: String, file: Waiting, now: DateTime<Utc>) {
        self.tidy(now);
        self.files.remove(&token);
        while self.files.values().map(|file| file.bytes.len()).sum::<usize>() + file.bytes.len() > BYTES {
            let oldest = self.files.iter().min_by_key(|(_, file)| file.since).map(|(token, _)| token.clone());
            let Some(oldest) = oldest else { break };
            self.files.remove(&oldest);
        }
        self.files.insert(token, file);
    }

    fn find(&mut self, token: &str, (tenant, user): (TenantId, Uuid), now: DateTime<Utc>) -> Option<Waiting> {
        self.tidy(now);
        self.files.get(token).filter(|file| file.tenant == tenant && file.user == user).cloned()
    }
}

fn room() -> MutexGuard<'static, Room> {
    // A panic elsewhere leaves whole files behind at worst; they leave by their time.
    ROOM.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A new token, which nobody can guess.
pub(super) fn token() -> String {
    crate::platform::session::hex(&crate::platform::clock::secret())
}

/// Lets a file wait, to be found by its token.
pub(super) fn keep(token: String, file: Waiting, now: DateTime<Utc>) {
    room().put(token, file, now);
}

/// The file, for the person who brought it.
pub(super) fn find(token: &str, whose: (TenantId, Uuid), now: DateTime<Utc>) -> Option<Waiting> {
    room().find(token, whose, now)
}

/// The file that became an import, with its token.
pub(super) fn of_import(
    import: ImportId,
    whose: (TenantId, Uuid),
    now: DateTime<Utc>,
) -> Option<(String, Waiting)> {
    let mut room = room();
    room.tidy(now);
    let found =
        room.files.iter().find(|(_, file)| file.import == Some(import) && (file.tenant, file.user) == whose);
    found.map(|(token, file)| (token.clone(), file.clone()))
}

/// The file leaves.
pub(super) fn drop(token: &str) {
    room().files.remove(token);
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    fn file(user: u128, bytes: usize, since: DateTime<Utc>) -> Waiting {
        Waiting {
            tenant: TenantId(Uuid::from_u128(1)),
            user: Uuid::from_u128(user),
            name: "lista.xlsx".to_owned(),
            bytes: Bytes::from(vec![0; bytes]),
            kind: None,
            mapping: None,
            answer: None,
            import: None,
            at_four: 0,
            since,
        }
    }

    #[test]
    fn a_file_leaves_by_its_time_and_for_lack_of_room_and_is_nobody_elses() {
        let noon = Utc.with_ymd_and_hms(2026, 3, 5, 12, 0, 0).unwrap();
        let mut room = Room::default();
        let whose = |user| (TenantId(Uuid::from_u128(1)), Uuid::from_u128(user));
        room.put("a".to_owned(), file(1, 10, noon), noon);
        assert!(room.find("a", whose(1), noon).is_some());
        assert!(room.find("a", whose(2), noon).is_none());
        let later = noon + Duration::minutes(1);
        room.put("b".to_owned(), file(1, BYTES - 5, later), later);
        assert!(room.find("a", whose(1), later).is_none());
        assert!(room.find("b", whose(1), later + Duration::minutes(20)).is_none());
    }
}
