//! The registers: what the municipality does, holds and depends on.

pub mod information;
pub mod levels;
pub mod links;
pub mod pages;
pub mod processes;
pub mod processings;
pub mod removal;
pub mod review;
pub mod spans;
pub mod store;
pub mod suppliers;
pub mod systems;

use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;
use crate::platform::permission::Scope;
pub use crate::platform::swedish::contains;
use crate::word_type;
use uuid::Uuid;

word_type! {
    /// Whether a record is true yet.
    RecordState {
        /// From the library or an import; nobody has confirmed it.
        Proposed = "proposed",
        /// A named person has said that it is so.
        Confirmed = "confirmed",
    }
}

/// Refuses when `unit` lies outside what the actor may write.
pub async fn require_unit(tx: &mut Tx, scope: &Scope, unit: impl Into<Uuid>) -> Result<()> {
    let mut args = crate::args![unit.into()];
    let condition = scope.condition("u.id", &mut args);
    let sql = format!("SELECT u.id FROM units u WHERE u.tenant_id = $1 AND u.id = $2{condition}");
    let row: Option<(Uuid,)> = tx.opt(&sql, args).await?;
    row.map(|_| ()).ok_or(Error::Forbidden)
}

/// Yes and no as options of a choice.
pub fn yes_no(page: &PageFrame) -> Vec<(String, String)> {
    ["yes", "no"].map(|word| (word.to_owned(), page.word("word", word).into_owned())).to_vec()
}

/// A yes or no as its choice; not stated is empty.
pub fn yes_no_word(value: Option<bool>) -> String {
    value.map_or("", |yes| if yes { "yes" } else { "no" }).to_owned()
}

/// A yes or no as chosen.
pub fn read_yes_no(form: &mut Form, field: &str) -> Option<bool> {
    match form.value(field) {
        "yes" => Some(true),
        "no" => Some(false),
        "" => None,
        _ => {
            form.reject(field, "form-choose");
            None
        }
    }
}

/// A day, month or year, or an interval of them: `2026`, `2026-03`, `2026-03-05`, `2026-01-01/2026-03-31`.
pub fn loose_day(form: &mut Form, field: &str) -> String {
    let text = form.text(field, 21, Need::May);
    if !text.is_empty() && !text.split('/').all(is_loose_day) {
        form.reject(field, "form-loose-day");
    }
    text
}

fn is_loose_day(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.parse::<chrono::NaiveDate>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_partial_but_must_exist() {
        for good in ["2026", "2026-03", "2026-03-05", "2026-01-01/2026-03-31"] {
            assert!(good.split('/').all(is_loose_day), "{good}");
        }
        for bad in ["26", "2026-13", "2026-02-30", "mars"] {
            assert!(!is_loose_day(bad), "{bad}");
        }
    }

    #[test]
    fn a_search_is_taken_literally() {
        assert_eq!(contains("100 %_Åäö"), "%100 \\%\\_åäö%");
    }
}
