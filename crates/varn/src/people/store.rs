//! The municipality's own words.

use crate::args;
use crate::platform::db::{Tx, WriteTx};

/// The municipality's own words: identifier, one, many.
pub(super) async fn own_words(tx: &mut Tx) -> sqlx::Result<Vec<(String, String, String)>> {
    tx.all("SELECT word, singular, plural FROM own_words WHERE tenant_id = $1 ORDER BY word", args![]).await
}

/// The own words are exactly these.
pub(super) async fn set_own_words(tx: &mut WriteTx, words: &[(String, String, String)]) -> sqlx::Result<()> {
    tx.exec("DELETE FROM own_words WHERE tenant_id = $1", args![]).await?;
    let rows = words.iter().map(|(word, one, many)| args![word, one, many]).collect();
    tx.insert_many("own_words", &["word", "singular", "plural"], rows).await
}
