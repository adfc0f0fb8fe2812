//! Every classification an object has had, with its judgements.

use crate::current_state::classification::model::{Classification, Object, Source};
use crate::current_state::classification::scale::Model;
use crate::current_state::classification::store::JudgementRow;
use crate::knowledge::library::either;
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use crate::registers::levels::badges;
use askama::Template;

/// One classification as it is shown.
pub(super) struct PastView {
    pub(super) iso: String,
    pub(super) time: String,
    pub(super) who: String,
    pub(super) levels: Cell,
    pub(super) source: String,
    pub(super) confirmed: String,
    pub(super) motive: String,
    pub(super) model: String,
    /// Each judged category: aspect's letter, category, level.
    pub(super) judgements: Vec<String>,
    pub(super) counts: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "current_state/classification/judge/past.html")]
pub(super) struct PastPage {
    pub(super) page: PageFrame,
    pub(super) object: Object,
    pub(super) past: Vec<PastView>,
}

impl PastPage {
    pub(super) fn new(
        page: PageFrame,
        object: Object,
        model: &Model,
        rows: &[Classification],
        judgements: &[JudgementRow],
    ) -> Self {
        let view = |row: &Classification| {
            let own = judgements.iter().filter(|one| one.classification_id == row.id.0);
            PastView {
                iso: row.created_at.to_rfc3339(),
                time: page.moment(&row.created_at),
                who: row.classified_by.clone(),
                levels: badges(&page, row.columns()),
                source: source(&page, row.source),
                confirmed: confirmed(&page, row),
                motive: row.motive.clone(),
                model: page.with("classification-by-model", "version", &row.model_version).into_owned(),
                judgements: own.map(|one| judgement(&page, model, one)).collect(),
                counts: row.superseded_at.is_none(),
            }
        };
        Self { past: rows.iter().map(view).collect(), page, object }
    }
}

/// Where a classification comes from, in words.
pub(in crate::current_state::classification) fn source(page: &PageFrame, source: Source) -> String {
    page.word("classification-source", source).into_owned()
}

/// Who confirmed it and when, or that nobody has.
pub(in crate::current_state::classification) fn confirmed(page: &PageFrame, row: &Classification) -> String {
    row.confirmed_at.as_ref().map_or_else(
        || page.t("classification-not-confirmed").into_owned(),
        |at| {
            let day = crate::platform::clock::swedish_day(*at);
            page.with2("classification-confirmed-by", "who", &row.confirmed_name, "day", page.day(&day))
                .into_owned()
        },
    )
}

fn judgement(page: &PageFrame, model: &Model, row: &JudgementRow) -> String {
    let one = &row.judgement;
    let letter = page.word("aspect-letter", &one.aspect);
    let category = model.categories.iter().find(|category| category.id == one.category);
    let name =
        category.map_or(one.category.as_str(), |known| either(page.words, &known.name_sv, &known.name_en));
    format!("{letter} {name}: {}", one.ordinal)
}
