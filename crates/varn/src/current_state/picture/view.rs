//! The state in the words and numbers of a page: the live one, a frozen one, and the first page.

use super::model::{AreaState, Controls, Measured, WorstGap};
use crate::knowledge::library::{LIBRARY, either};
use crate::platform::list::grouped;
use crate::platform::page::PageFrame;

/// A bar: address, label, share done, share half, words. Shares are per cent.
pub type BarRow = (String, String, i64, i64, String);

/// The state in the words and numbers of the page.
#[derive(Debug)]
pub struct View {
    /// Number, what it counts, what it means, where its rows are.
    pub figures: Vec<(String, String, String, &'static str)>,
    /// Classification of each authority.
    pub authorities: Vec<BarRow>,
    /// Controls of each area.
    pub areas: Vec<BarRow>,
    /// Sets per aspect and level.
    pub levels: Vec<(String, [i64; 4])>,
    /// The gaps that weigh most: address, title, consequence, kind of state, word.
    pub worst: Vec<(String, String, String, &'static str, String)>,
}

/// Whole per cent, 0 of nothing.
pub const fn share(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { part * 100 / whole }
}

impl View {
    /// The state as the page shows it.
    pub fn new(page: &PageFrame, state: &Measured) -> Self {
        let aspects = ["confidentiality", "integrity", "availability", "traceability"];
        let levels = aspects.iter().zip(state.open.classified.levels);
        Self {
            figures: figures(page, state),
            authorities: authorities(page, state),
            areas: state.open.areas.iter().map(|area| area_row(page, area)).collect(),
            levels: levels
                .map(|(aspect, counts)| (page.word("aspect", aspect).into_owned(), counts))
                .collect(),
            worst: state.restricted.worst.iter().take(5).map(|gap| worst(page, gap)).collect(),
        }
    }
}

fn figures(page: &PageFrame, state: &Measured) -> Vec<(String, String, String, &'static str)> {
    let (registers, classified, controls) =
        (&state.open.registers, &state.open.classified, &state.open.controls);
    let text = |key: &str, n: i64| page.n(key, n).into_owned();
    vec![
        (
            grouped(classified.confirmed),
            page.t("picture-figure-confirmed").into_owned(),
            page.words
                .with(
                    "picture-figure-confirmed-why",
                    &[("total", &grouped(classified.total)), ("rest", &grouped(classified.unclassified()))],
                )
                .into_owned(),
            "/information?klassning=bekraftad",
        ),
        (
            grouped(classified.serious - classified.serious_confirmed),
            page.t("picture-figure-serious").into_owned(),
            text("picture-figure-serious-why", classified.serious),
            "/klassning",
        ),
        (
            grouped(registers.without_owner),
            page.t("picture-figure-owner").into_owned(),
            text("picture-figure-owner-why", registers.systems),
            "/system?agare=ingen",
        ),
        (
            grouped(controls.deficient + controls.missing),
            page.t("picture-figure-gaps").into_owned(),
            page.words
                .with(
                    "picture-figure-gaps-why",
                    &[("judged", &grouped(controls.judged())), ("required", &grouped(controls.required))],
                )
                .into_owned(),
            "/brister",
        ),
    ]
}

fn authorities(page: &PageFrame, state: &Measured) -> Vec<BarRow> {
    let rows = state.restricted.authorities.iter().map(|authority| {
        let part = &authority.classified;
        let done = share(part.confirmed, part.total);
        let half = share(part.confirmed + part.proposed, part.total) - done;
        let words = page
            .words
            .with("picture-of", &[("part", &part.confirmed.to_string()), ("total", &part.total.to_string())]);
        (String::new(), authority.name.clone(), done, half, words.into_owned())
    });
    rows.collect()
}

fn area_row(page: &PageFrame, area: &AreaState) -> BarRow {
    let name = LIBRARY
        .area(&area.area)
        .map_or(area.area.as_str(), |known| either(page.words, &known.name_sv, &known.name_en));
    let Controls { required, fulfilled, .. } = area.controls;
    let done = share(fulfilled, required);
    let half = share(fulfilled + area.controls.deficient, required) - done;
    let words =
        page.words.with("picture-of", &[("part", &fulfilled.to_string()), ("total", &required.to_string())]);
    (String::new(), name.to_owned(), done, half, words.into_owned())
}

/// A gap that weighs: address, title, consequence, kind of state and word.
pub fn worst(page: &PageFrame, gap: &WorstGap) -> (String, String, String, &'static str, String) {
    let control = LIBRARY.control(&gap.control);
    let name = control
        .map_or(gap.own_title.as_str(), |control| either(page.words, &control.name_sv, &control.name_en));
    let object =
        if gap.object.is_empty() { page.t("picture-whole").into_owned() } else { gap.object.clone() };
    let title = page.words.with("picture-worst", &[("control", name), ("object", &object)]).into_owned();
    let consequence = control.map(|control| control.consequence_sv.clone()).unwrap_or_default();
    let kind = if gap.deficiency == Some(3) { "miss" } else { "part" };
    let word = page.word("picture-deficiency", gap.deficiency.unwrap_or(0).to_string()).into_owned();
    let href = match gap.object_kind.as_str() {
        "system" => format!("/brister/system/{}", gap.object_id),
        "supplier" => format!("/brister/leverantor/{}", gap.object_id),
        _ => "/brister/organisation".to_owned(),
    };
    (href, title, consequence, kind, word)
}
