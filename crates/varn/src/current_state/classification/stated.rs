//! Levels that a register from outside states for its objects: they stand as the file has them until somebody judges,
//! and are taken back with the import that brought them.

use super::KIND;
use super::model::{Classification, ClassificationId, ObjectKind, Source};
use super::scale::store::kept_model;
use super::store::{Judged, insert_many, judgements_of, replace_with};
use crate::platform::db::WriteTx;
use crate::platform::error::Result;
use uuid::Uuid;

/// Levels of an object as a file has them.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The classification they become.
    pub id: ClassificationId,
    /// What is classified.
    pub object_kind: ObjectKind,
    /// Which.
    pub object_id: Uuid,
    /// K R T S, 0–3; `None` is not stated.
    pub levels: [Option<i64>; 4],
    /// Who judged, as the file has it.
    pub classified_by: String,
    /// When, ISO, perhaps partial.
    pub classified_on: String,
}

/// Records stated levels, each superseding what its object had.
pub async fn import_stated(tx: &mut WriteTx, stated: &[Stated]) -> Result<()> {
    if stated.is_empty() {
        return Ok(());
    }
    let model = kept_model(tx).await?;
    let now = tx.now();
    let judged = stated.iter().map(|s| {
        let [confidentiality, integrity, availability, traceability] = s.levels;
        let classification = Classification {
            id: s.id,
            object_kind: s.object_kind,
            object_id: s.object_id,
            model: model.model.id.clone(),
            model_version: model.model.version.clone(),
            confidentiality,
            integrity,
            availability,
            traceability,
            source: Source::Imported,
            motive: String::new(),
            classified_by: s.classified_by.clone(),
            classified_on: s.classified_on.clone(),
            confirmed_by: None,
            confirmed_name: String::new(),
            confirmed_at: None,
            review_on: None,
            superseded_at: None,
            created_at: now,
            version: 1,
        };
        Judged { classification, judgements: Vec::new() }
    });
    Ok(insert_many(tx, &judged.collect::<Vec<_>>()).await?)
}

/// A stated classification on its way out: what it is of, and which it superseded, if any.
#[derive(Clone, Copy, Debug)]
pub struct Withdrawn {
    /// The classification.
    pub id: ClassificationId,
    /// The object.
    pub object_id: Uuid,
    /// The one that counts again.
    pub before: Option<ClassificationId>,
}

/// Takes stated classifications back; what they superseded counts again.
pub async fn withdraw_stated(tx: &mut WriteTx, withdrawn: &[Withdrawn]) -> Result<()> {
    let gone: Vec<Uuid> = withdrawn.iter().map(|one| one.id.0).collect();
    let back: Vec<Uuid> = withdrawn.iter().filter_map(|one| Some(one.before?.0)).collect();
    let restored = replace_with(tx, &gone, &back).await?;
    let judgements = judgements_of(tx, &back).await?;
    for one in withdrawn {
        match restored.iter().find(|row| Some(row.id) == one.before) {
            Some(row) => {
                super::store::revise(tx, row, judgements.get(&row.id.0).map_or(&[][..], Vec::as_slice));
            }
            None => tx.revise_removed(KIND, one.object_id),
        }
    }
    Ok(())
}
