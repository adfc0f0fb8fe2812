//! Values on their way into a statement, typed alike for both databases.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// One bound value. `None` is a typed NULL, since PostgreSQL wants to know the type.
#[derive(Clone, Debug)]
pub enum Arg {
    /// UUID (BLOB of 16 bytes on SQLite).
    Id(Option<Uuid>),
    /// Text.
    Text(Option<String>),
    /// 64-bit integer; every integer column is BIGINT.
    Int(Option<i64>),
    /// Floating-point number.
    Real(Option<f64>),
    /// Boolean.
    Bool(Option<bool>),
    /// A point in time, UTC, microseconds.
    Time(Option<DateTime<Utc>>),
    /// A calendar day.
    Day(Option<NaiveDate>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

macro_rules! from {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl From<$type> for Arg { fn from(value: $type) -> Self { Self::$variant(Some(value)) } }
        impl From<Option<$type>> for Arg { fn from(value: Option<$type>) -> Self { Self::$variant(value) } }
        impl From<&$type> for Arg { fn from(value: &$type) -> Self { Self::$variant(Some(value.clone())) } }
        impl From<&Option<$type>> for Arg { fn from(value: &Option<$type>) -> Self { Self::$variant(value.clone()) } }
    )*};
}
from!(Uuid => Id, String => Text, i64 => Int, f64 => Real, bool => Bool, DateTime<Utc> => Time, NaiveDate => Day, Vec<u8> => Bytes);

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<Option<&str>> for Arg {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}

/// Builds the list of values for a statement: `args![id, name, day]` are `$2`, `$3`, `$4`; `$1` is the tenant.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::platform::arg::Arg::from($value)),*] };
}

/// Declares an identifier of its own type around a UUID, so that a system's id is never taken for a unit's.
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> ::std::result::Result<Self, uuid::Error> { uuid::Uuid::parse_str(text).map(Self) }
        }
        impl From<uuid::Uuid> for $name { fn from(id: uuid::Uuid) -> Self { Self(id) } }
        impl From<$name> for uuid::Uuid { fn from(id: $name) -> Self { id.0 } }
        impl From<$name> for $crate::platform::arg::Arg { fn from(id: $name) -> Self { Self::Id(Some(id.0)) } }
        impl From<Option<$name>> for $crate::platform::arg::Arg { fn from(id: Option<$name>) -> Self { Self::Id(id.map(|id| id.0)) } }
    };
}

/// Declares a closed set of words that is stored as text and read back strictly: `Hosting::Cloud` ↔ `"cloud"`.
/// `ALL` lists them in order; `as_str` is what stands in the database, in URLs and in text keys.
#[macro_export]
macro_rules! word_type {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum $name { $($(#[$vdoc])* $variant),* }
        impl $name {
            /// Every word, in the order it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The stored word.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $word),* } }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> ::std::result::Result<Self, String> {
                match text { $($word => Ok(Self::$variant),)* other => Err(format!("{other:?} is no {}", stringify!($name))) }
            }
        }
        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> ::std::result::Result<Self, String> { text.parse() }
        }
        impl From<$name> for String { fn from(word: $name) -> Self { word.as_str().to_owned() } }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl AsRef<str> for $name { fn as_ref(&self) -> &str { self.as_str() } }
        impl From<$name> for $crate::platform::arg::Arg { fn from(word: $name) -> Self { Self::Text(Some(word.as_str().to_owned())) } }
        impl From<Option<$name>> for $crate::platform::arg::Arg {
            fn from(word: Option<$name>) -> Self { Self::Text(word.map(|word| word.as_str().to_owned())) }
        }
        impl<DB: sqlx::Database> sqlx::Type<DB> for $name where String: sqlx::Type<DB> {
            fn type_info() -> DB::TypeInfo { <String as sqlx::Type<DB>>::type_info() }
            fn compatible(info: &DB::TypeInfo) -> bool { <String as sqlx::Type<DB>>::compatible(info) }
        }
        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name where String: sqlx::Decode<'r, DB> {
            fn decode(value: DB::ValueRef<'r>) -> ::std::result::Result<Self, sqlx::error::BoxDynError> {
                Ok(<String as sqlx::Decode<'r, DB>>::decode(value)?.parse()?)
            }
        }
    };
}
