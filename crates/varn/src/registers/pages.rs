//! What the pages of the registers have in common, so that a list or a record looks alike whatever it holds.

use crate::people::organisation::PersonId;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::form::{Form, Need};
use crate::platform::list::{Cell, Column};
use crate::platform::page::PageFrame;
use crate::platform::permission::Permission::RegistersWrite;
use crate::platform::record::RecordPage;
use crate::registers::RecordState;
use chrono::NaiveDate;
use std::str::FromStr;

/// A column of a list.
pub const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

/// The words of a closed set as options.
pub fn words<T: Copy + AsRef<str>>(page: &PageFrame, family: &str, all: &[T]) -> Vec<(String, String)> {
    all.iter().map(|word| (word.as_ref().to_owned(), page.word(family, word).into_owned())).collect()
}

/// Yes, no and not stated as options of a filter.
pub fn yes_no_filter(page: &PageFrame) -> Vec<(String, String)> {
    let mut options = super::yes_no(page);
    options.push(("okant".to_owned(), page.t("choose-unknown").into_owned()));
    options
}

/// Owners as options of a filter; first those who lack one.
pub fn owner_filter(page: &PageFrame, people: &[(String, String)]) -> Vec<(String, String)> {
    let mut owners = vec![("ingen".to_owned(), page.t("filter-no-owner").into_owned())];
    owners.extend(people.iter().cloned());
    owners
}

/// The name of a row, with a line below while nobody has confirmed it.
pub fn name_cell(page: &PageFrame, address: String, name: &str, state: RecordState) -> Cell {
    let below = match state {
        RecordState::Proposed => page.t("record-state-proposed").into_owned(),
        RecordState::Confirmed => String::new(),
    };
    Cell::Link(address, name.to_owned(), below)
}

/// Who answers for it; that nobody does is a fault.
pub fn owner_cell(page: &PageFrame, owner: Option<&str>) -> Cell {
    owner.map_or_else(|| Cell::State("miss", page.t("owner-missing").into_owned()), Cell::text)
}

/// A day, or nothing.
pub fn day_cell(day: Option<NaiveDate>) -> Cell {
    day.map_or(Cell::Empty, |day| Cell::Short(day.to_string()))
}

/// A word of a family, or nothing.
pub fn word_cell(page: &PageFrame, family: &str, word: Option<&str>) -> Cell {
    word.map_or(Cell::Empty, |word| Cell::text(page.word(family, word)))
}

/// Yes or no, or nothing where it is not stated.
pub fn yes_no_cell(page: &PageFrame, value: Option<bool>) -> Cell {
    word_cell(page, "word", value.map(|yes| if yes { "yes" } else { "no" }))
}

/// An id as the value of a field.
pub fn id_text<T: ToString>(id: Option<T>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// Puts what can be done with a record on its page, and says so while nobody has confirmed it.
pub fn offer(ctx: &Ctx, record: &mut RecordPage, address: &str, state: RecordState) {
    let t = |key: &str| ctx.t(key).into_owned();
    let is_proposed = state == RecordState::Proposed;
    if is_proposed {
        record.tags.push(Cell::Tag("proposed", t("record-state-proposed")));
    }
    if !ctx.may(RegistersWrite) {
        return;
    }
    record.actions.push((format!("{address}/andra"), t("record-edit"), "", "edit"));
    record.actions.push((format!("{address}/ta-bort"), t("record-remove"), "quiet", "trash"));
    if is_proposed {
        record.acts.push((format!("{address}/bekrafta"), t("record-confirm"), "main", "check"));
    }
}

/// The rows that were chosen in a list and their new owner.
pub fn owner_choice<T: FromStr>(form: &mut Form) -> Result<(Vec<T>, PersonId)> {
    let ids: Vec<T> = form.choices("id");
    let owner = form.choice("owner", Need::Must).ok_or(Error::Refused("bulk-no-owner"))?;
    if ids.is_empty() { Err(Error::Refused("bulk-no-rows")) } else { Ok((ids, owner)) }
}
