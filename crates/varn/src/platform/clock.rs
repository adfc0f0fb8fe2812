//! Time and ids, the only place that asks the machine for either. A request sees one moment; tests and the demo freeze it.

use chrono::{DateTime, Duration, NaiveDate, SubsecRound, Utc};
use chrono_tz::Europe::Stockholm;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Where time and ids come from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock plus an offset (zero outside exercises), ids from its random source.
    System(Duration),
    /// A fixed start; each moment drawn is one microsecond later, ids follow from the seed.
    Frozen {
        /// The first moment.
        start: DateTime<Utc>,
        /// Decides every id and salt.
        seed: u64,
        /// How many values have been drawn.
        drawn: Arc<AtomicU64>,
    },
}

impl Clock {
    /// A clock that stands still, for tests and the demo.
    pub fn frozen(start: DateTime<Utc>, seed: u64) -> Self {
        Self::Frozen { start, seed, drawn: Arc::default() }
    }

    /// The current time in UTC, cut to the microseconds that both databases keep.
    #[allow(clippy::disallowed_methods, reason = "the one place that may read the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System(offset) => (Utc::now() + *offset).trunc_subsecs(6),
            Self::Frozen { start, drawn, .. } => {
                *start
                    + Duration::microseconds(i64::try_from(drawn.load(Ordering::Relaxed)).unwrap_or(i64::MAX))
            }
        }
    }

    /// The current day in Sweden.
    pub fn today(&self) -> NaiveDate {
        swedish_day(self.now())
    }

    /// A new time-ordered id (UUIDv7).
    pub fn new_id(&self) -> Uuid {
        let random: [u8; 16] = self.random();
        let mut tail = [0; 10];
        tail.copy_from_slice(&random[..10]);
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or(0);
        if let Self::Frozen { drawn, .. } = self {
            // Keeps the ids of one frozen millisecond in the order they were drawn.
            tail[..2].copy_from_slice(
                &u16::try_from(drawn.load(Ordering::Relaxed) & 0x0fff).unwrap_or(0).to_be_bytes(),
            );
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    /// `N` bytes for salts and tokens: from the operating system, or from the seed where time is frozen.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System(_) => fill(&mut bytes),
            Self::Frozen { seed, drawn, .. } => {
                let draw = drawn.fetch_add(1, Ordering::Relaxed);
                for (block, chunk) in bytes.chunks_mut(32).enumerate() {
                    let digest = Sha256::new()
                        .chain_update(seed.to_be_bytes())
                        .chain_update(draw.to_be_bytes())
                        .chain_update(u64::try_from(block).unwrap_or(0).to_be_bytes())
                        .finalize();
                    chunk.copy_from_slice(&digest[..chunk.len()]);
                }
            }
        }
        bytes
    }
}

/// Secrets for sessions and one-time links: always from the operating system, also in the demo.
pub fn secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    fill(&mut bytes);
    bytes
}

fn fill(bytes: &mut [u8]) {
    // Without a random source nothing here is safe: better to stop than to go on with predictable secrets.
    assert!(getrandom::fill(bytes).is_ok(), "the operating system gives no random bytes");
}

/// The calendar day in Sweden at a point in time.
pub fn swedish_day(time: DateTime<Utc>) -> NaiveDate {
    time.with_timezone(&Stockholm).date_naive()
}
