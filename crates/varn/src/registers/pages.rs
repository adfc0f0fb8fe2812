//! What the pages of the registers have in common, so that a list or a record looks alike whatever it holds.

use crate::people::organisation::PersonId;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::form::{Form, Need};
use crate::platform::list::{Action, Cell, Column};
use crate::platform::page::PageFrame;
use crate::platform::permission::Permission::{ImportsWrite, RegistersWrite};
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

/// What is said of a record that nobody has confirmed: that it comes from the library, or only that it is proposed.
fn origin(page: &PageFrame, library_ref: &str) -> String {
    let key = if library_ref.is_empty() { "record-state-proposed" } else { "record-state-library" };
    page.t(key).into_owned()
}

/// The name of a row, with a line below while nobody has confirmed it.
pub fn name_cell(page: &PageFrame, address: String, name: &str, state: RecordState) -> Cell {
    origin_cell(page, (address, name), state, "")
}

/// The same where the record may come from the library.
pub fn origin_cell(
    page: &PageFrame,
    (address, name): (String, &str),
    state: RecordState,
    library_ref: &str,
) -> Cell {
    let below = match state {
        RecordState::Proposed => origin(page, library_ref),
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

/// Puts the two ways into an empty register before what else can be done there: where to begin with the library (address
/// and key of its words), and the municipality's own list.
pub fn begin(ctx: &Ctx, actions: &mut Vec<Action>, library: (&str, &str)) {
    let mut ways = library_way(ctx, library);
    if ctx.may(ImportsWrite) {
        ways.push(("/inlasning".to_owned(), ctx.t("registers-begin-import").into_owned(), "", "import"));
    }
    put_first(actions, ways);
}

/// The same where a list of one's own cannot be loaded.
pub fn begin_with_library(ctx: &Ctx, actions: &mut Vec<Action>, library: (&str, &str)) {
    put_first(actions, library_way(ctx, library));
}

fn library_way(ctx: &Ctx, (address, key): (&str, &str)) -> Vec<Action> {
    let way = (address.to_owned(), ctx.t(key).into_owned(), "main", "check");
    if ctx.may(RegistersWrite) { vec![way] } else { Vec::new() }
}

fn put_first(actions: &mut Vec<Action>, mut ways: Vec<Action>) {
    if !ways.is_empty() {
        for (_, _, kind, _) in actions.iter_mut() {
            *kind = "";
        }
    }
    ways.append(actions);
    *actions = ways;
}

/// Puts what can be done with a record on its page, and says so while nobody has confirmed it.
pub fn offer(ctx: &Ctx, record: &mut RecordPage, address: &str, state: RecordState) {
    offer_origin(ctx, record, address, (state, ""));
}

/// The same where the record may come from the library.
pub fn offer_origin(
    ctx: &Ctx,
    record: &mut RecordPage,
    address: &str,
    (state, library_ref): (RecordState, &str),
) {
    let t = |key: &str| ctx.t(key).into_owned();
    let is_proposed = state == RecordState::Proposed;
    if is_proposed {
        let mark = origin(&record.page, library_ref);
        record.tags.push(Cell::Tag("proposed", mark));
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
