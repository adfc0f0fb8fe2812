//! The tables of information sets and of the provisions that may apply to them.

use super::KIND;
use super::model::{Classified, Information, InformationId};
use crate::args;
use crate::people::organisation::PersonId;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::list::{COUNTED, Counted, ListQuery};
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use crate::registers::RecordState;
use crate::registers::store::{Narrowed, confirm};
use chrono::{DateTime, NaiveDate, Utc};

const COLUMNS: &str = "i.id, i.name, i.external_id, i.description, i.process_code, i.process_name, i.unit_id, i.owner_id, \
     i.personal_data, i.retention_action, i.retention_years, i.retention_when, i.storage, i.common_id, i.is_common, \
     i.many_people, i.note, i.state, i.library_ref, i.next_review, i.version";

/// A row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct InformationRow {
    /// Its id.
    pub id: InformationId,
    /// Its name.
    pub name: String,
    /// The municipality's own number.
    pub external_id: String,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// Code of its process.
    pub process_code: String,
    /// A kind of personal data of the library.
    pub personal_data: Option<String>,
    /// Name of the common set it follows.
    pub follows: Option<String>,
    /// Whether it is classified once for all.
    pub is_common: bool,
    /// Whether somebody has confirmed it.
    pub state: RecordState,
    /// What it is in the library, or "".
    pub library_ref: String,
    /// When to look at it again.
    pub next_review: Option<NaiveDate>,
    /// How far its classification has come.
    pub classified: Classified,
    /// Derived need: K.
    pub confidentiality: Option<i64>,
    /// Derived need: R.
    pub integrity: Option<i64>,
    /// Derived need: T.
    pub availability: Option<i64>,
    /// Derived need: S.
    pub traceability: Option<i64>,
}

/// Its own classification counts; without one, that of the common set it follows.
const CLASSIFIED: &str = "CASE WHEN c.id IS NOT NULL AND c.confirmed_at IS NOT NULL THEN 'confirmed' \
     WHEN c.id IS NOT NULL THEN 'proposed' WHEN cc.confirmed_at IS NOT NULL THEN 'confirmed' \
     WHEN cc.id IS NOT NULL THEN 'proposed' ELSE 'none' END";

const NEED: &str = " LEFT JOIN needs n ON n.tenant_id = i.tenant_id AND n.node_id = i.id";
const CLASSIFICATIONS: &str = " LEFT JOIN classifications c ON c.tenant_id = i.tenant_id AND c.object_id = i.id AND c.superseded_at IS NULL \
     LEFT JOIN classifications cc ON cc.tenant_id = i.tenant_id AND cc.object_id = i.common_id AND cc.superseded_at IS NULL";

/// What rows show besides.
const SHOWN: &str = " JOIN units u ON u.tenant_id = i.tenant_id AND u.id = i.unit_id \
     LEFT JOIN people p ON p.tenant_id = i.tenant_id AND p.id = i.owner_id \
     LEFT JOIN information_sets f ON f.tenant_id = i.tenant_id AND f.id = i.common_id";

fn narrowed(scope: &Scope, query: &ListQuery) -> (String, Vec<Arg>) {
    let mut narrowed = Narrowed::new(scope, "i").usual(query);
    match query.filter("personuppgifter") {
        "okant" => narrowed.fixed("i.personal_data IS NULL"),
        _ => narrowed.word(query, "personuppgifter", "i.personal_data"),
    }
    let classified = match query.filter("klassning") {
        "ingen" => Some(Classified::None),
        "foreslagen" => Some(Classified::Proposed),
        "bekraftad" => Some(Classified::Confirmed),
        _ => None,
    };
    if let Some(word) = classified {
        narrowed.and(&format!("{CLASSIFIED} = ?"), word);
    }
    match query.filter("niva") {
        "okand" => narrowed.fixed("COALESCE(n.highest, -1) < 0"),
        level => {
            if let Ok(level) = level.parse::<i64>() {
                narrowed.and("n.highest = ?", level);
            }
        }
    }
    narrowed.done()
}

/// The rows the query asks for. Those of the page are chosen first, by what they are narrowed and ordered by; what they
/// show is joined to those alone.
pub async fn list(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Vec<InformationRow>> {
    let (condition, args) = narrowed(scope, query);
    let joins = format!("{NEED}{CLASSIFICATIONS}{SHOWN}");
    let sql = format!(
        "SELECT i.id, i.name, i.external_id, u.name AS unit, p.name AS owner, i.process_code, i.personal_data, \
         f.name AS follows, i.is_common, i.state, i.library_ref, i.next_review, {CLASSIFIED} AS classified, \
         n.confidentiality, n.integrity, n.availability, n.traceability FROM (SELECT i.id AS page_id, \
         {CLASSIFIED} AS classified FROM information_sets i{joins}{condition}{}) page \
         JOIN information_sets i ON i.tenant_id = $1 AND i.id = page.page_id{joins} {}",
        query.tail(),
        query.ordered()
    );
    tx.all(&sql, args).await
}

/// How many rows the query has.
pub async fn count(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Counted> {
    let (condition, args) = narrowed(scope, query);
    // Only what a condition looks at: to join the rest for thousands of rows would cost more than the page.
    let need = if query.filter("niva").is_empty() { "" } else { NEED };
    let classified = if query.filter("klassning").is_empty() { "" } else { CLASSIFICATIONS };
    let sql = format!("SELECT {COUNTED} FROM information_sets i{need}{classified}{condition}");
    tx.one(&sql, args).await
}

#[derive(sqlx::FromRow)]
struct WithProvision {
    #[sqlx(flatten)]
    information: Information,
    provision: Option<String>,
}

/// Rows of one set after the other, folded into sets with their provisions.
fn gathered(rows: Vec<WithProvision>) -> Vec<Information> {
    let mut sets: Vec<Information> = Vec::new();
    for row in rows {
        if sets.last().is_none_or(|last| last.id != row.information.id) {
            sets.push(row.information);
        }
        if let Some(last) = sets.last_mut() {
            last.provisions.extend(row.provision);
        }
    }
    sets
}

const WITH_PROVISIONS: &str = " FROM information_sets i LEFT JOIN information_provisions v ON v.tenant_id = i.tenant_id \
     AND v.information_id = i.id";

/// The set, if the actor may see it. One statement.
pub async fn find(tx: &mut Tx, scope: &Scope, id: InformationId) -> sqlx::Result<Option<Information>> {
    Ok(find_many(tx, scope, &[id]).await?.into_iter().next())
}

/// Those of the sets that the actor may see. One statement.
pub async fn find_many(tx: &mut Tx, scope: &Scope, ids: &[InformationId]) -> sqlx::Result<Vec<Information>> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("i.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, v.provision{WITH_PROVISIONS} WHERE i.tenant_id = $1 AND i.id IN {list}{condition} \
         ORDER BY i.id, v.provision"
    );
    Ok(gathered(tx.all(&sql, args).await?))
}

/// An information set with the names its page shows.
#[derive(Clone, Debug)]
pub struct Named {
    /// The set.
    pub information: Information,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// The common set it follows.
    pub followed: Option<Followed>,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(flatten)]
    set: WithProvision,
    unit: String,
    owner: Option<String>,
    followed: Option<String>,
    is_seen: bool,
}

/// The set with names, if the actor may see it. One statement.
pub async fn find_named(tx: &mut Tx, scope: &Scope, id: InformationId) -> sqlx::Result<Option<Named>> {
    let mut args = args![id];
    let condition = scope.condition("i.unit_id", &mut args);
    let seen = scope.condition("f.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, v.provision, u.name AS unit, p.name AS owner, f.name AS followed, \
         CASE WHEN f.id IS NOT NULL{seen} THEN TRUE ELSE FALSE END AS is_seen{WITH_PROVISIONS}{SHOWN} \
         WHERE i.tenant_id = $1 AND i.id = $2{condition} ORDER BY v.provision"
    );
    let rows: Vec<NamedRow> = tx.all(&sql, args).await?;
    let names = rows.first().map(|row| {
        let followed = row.followed.clone().map(|name| Followed { name, is_seen: row.is_seen });
        (row.unit.clone(), row.owner.clone(), followed)
    });
    let sets = gathered(rows.into_iter().map(|row| row.set).collect());
    Ok(sets.into_iter().next().zip(names).map(|(information, (unit, owner, followed))| Named {
        information,
        unit,
        owner,
        followed,
    }))
}

/// Every set in scope, for imports. One statement.
pub async fn all(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Vec<Information>> {
    let mut args = args![];
    let condition = scope.condition("i.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, v.provision{WITH_PROVISIONS} WHERE i.tenant_id = $1{condition} ORDER BY i.id, v.provision"
    );
    Ok(gathered(tx.all(&sql, args).await?))
}

/// The organisation-common sets to choose among, in Swedish order.
pub async fn common(tx: &mut Tx) -> sqlx::Result<Vec<(InformationId, String)>> {
    let sql =
        "SELECT id, name FROM information_sets WHERE tenant_id = $1 AND is_common ORDER BY name_sort, id";
    tx.all(sql, args![]).await
}

/// Name of the common set it follows, and whether the actor may see that one.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Its name.
    pub name: String,
    /// Whether its page may be opened.
    pub is_seen: bool,
}

/// How many sets follow a common one, in the whole municipality.
pub async fn followers(tx: &mut Tx, id: InformationId) -> sqlx::Result<i64> {
    let sql = "SELECT COUNT(*) FROM information_sets WHERE tenant_id = $1 AND common_id = $2";
    let (count,): (i64,) = tx.one(sql, args![id]).await?;
    Ok(count)
}

/// Adds an information set.
pub async fn insert(tx: &mut WriteTx, information: &Information) -> sqlx::Result<()> {
    insert_many(tx, std::slice::from_ref(information)).await
}

/// Sets named in one statement; SQLite takes 32 766 values.
const SETS_PER_STATEMENT: usize = 10_000;

const INSERTED: [&str; 25] = [
    "id",
    "name",
    "name_sort",
    "name_fold",
    "external_id",
    "description",
    "process_code",
    "process_name",
    "unit_id",
    "owner_id",
    "personal_data",
    "retention_action",
    "retention_years",
    "retention_when",
    "storage",
    "common_id",
    "is_common",
    "many_people",
    "note",
    "state",
    "library_ref",
    "next_review",
    "created_at",
    "updated_at",
    "version",
];

fn row(i: &Information, now: DateTime<Utc>) -> Vec<Arg> {
    args![
        i.id,
        &i.name,
        sort_key(&i.name),
        fold(&i.name),
        &i.external_id,
        &i.description,
        &i.process_code,
        &i.process_name,
        i.unit_id,
        i.owner_id,
        &i.personal_data,
        i.retention_action,
        i.retention_years,
        &i.retention_when,
        &i.storage,
        i.common_id,
        i.is_common,
        i.many_people,
        &i.note,
        i.state,
        &i.library_ref,
        i.next_review,
        now,
        now,
        i.version
    ]
}

/// Adds many information sets, for imports and the demo. A set comes after the common one it follows.
pub async fn insert_many(tx: &mut WriteTx, sets: &[Information]) -> sqlx::Result<()> {
    let now = tx.now();
    tx.insert_many("information_sets", &INSERTED, sets.iter().map(|set| row(set, now)).collect()).await?;
    insert_provisions(tx, sets).await?;
    for information in sets {
        tx.revise(KIND, information.id, information);
    }
    Ok(())
}

/// Saves many changed sets with their provisions, each with its next version; gives how many were saved.
pub async fn save_many(tx: &mut WriteTx, sets: &[Information]) -> sqlx::Result<u64> {
    let now = tx.now();
    let rows = sets.iter().map(|set| row(set, now)).collect();
    let saved = tx.save_many("information_sets", &INSERTED, rows).await?;
    for part in sets.chunks(SETS_PER_STATEMENT) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().map(|set| set.id));
        let sql =
            format!("DELETE FROM information_provisions WHERE tenant_id = $1 AND information_id IN {list}");
        tx.exec(&sql, args).await?;
    }
    insert_provisions(tx, sets).await?;
    for information in sets {
        tx.revise(KIND, information.id, information);
    }
    Ok(saved)
}

async fn insert_provisions(tx: &mut WriteTx, sets: &[Information]) -> sqlx::Result<()> {
    let rows = sets.iter().flat_map(|set| set.provisions.iter().map(|one| args![set.id, one])).collect();
    tx.insert_many("information_provisions", &["information_id", "provision"], rows).await
}

/// Saves a changed set with its provisions; false when it was changed by somebody else since `information.version`.
pub async fn update(tx: &mut WriteTx, information: &Information) -> sqlx::Result<bool> {
    let now = tx.now();
    let i = information;
    let touched = tx
        .exec(
            "UPDATE information_sets SET name = $2, name_sort = $3, name_fold = $4, external_id = $5, \
             description = $6, process_code = $7, process_name = $8, unit_id = $9, owner_id = $10, \
             personal_data = $11, retention_action = $12, retention_years = $13, retention_when = $14, \
             storage = $15, common_id = $16, is_common = $17, many_people = $18, note = $19, state = $20, \
             library_ref = $21, next_review = $22, updated_at = $23, version = version + 1 \
             WHERE tenant_id = $1 AND id = $24 AND version = $25",
            args![
                &i.name,
                sort_key(&i.name),
                fold(&i.name),
                &i.external_id,
                &i.description,
                &i.process_code,
                &i.process_name,
                i.unit_id,
                i.owner_id,
                &i.personal_data,
                i.retention_action,
                i.retention_years,
                &i.retention_when,
                &i.storage,
                i.common_id,
                i.is_common,
                i.many_people,
                &i.note,
                i.state,
                &i.library_ref,
                i.next_review,
                now,
                i.id,
                i.version
            ],
        )
        .await?;
    if touched != 1 {
        return Ok(false);
    }
    let sql = "DELETE FROM information_provisions WHERE tenant_id = $1 AND information_id = $2";
    tx.exec(sql, args![i.id]).await?;
    insert_provisions(tx, std::slice::from_ref(information)).await?;
    tx.revise(KIND, i.id, &Information { version: i.version + 1, ..i.clone() });
    Ok(true)
}

/// Takes a set out of the register. Nothing may follow it any more.
pub async fn remove(tx: &mut WriteTx, id: InformationId) -> sqlx::Result<()> {
    remove_many(tx, &[id]).await
}

/// The same for many, for an import that is undone.
pub async fn remove_many(tx: &mut WriteTx, ids: &[InformationId]) -> sqlx::Result<()> {
    for part in ids.chunks(SETS_PER_STATEMENT) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        tx.exec(&format!("DELETE FROM information_sets WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    }
    for id in ids {
        tx.revise_removed(KIND, *id);
    }
    Ok(())
}

/// The sets that follow it do so no longer: for a set that has to go whatever follows it.
pub async fn unfollow(tx: &mut WriteTx, id: InformationId) -> sqlx::Result<()> {
    let sql = format!(
        "SELECT {COLUMNS}, v.provision{WITH_PROVISIONS} WHERE i.tenant_id = $1 AND i.common_id = $2 \
         ORDER BY i.id, v.provision"
    );
    let followers = gathered(tx.all(&sql, args![id]).await?);
    let now = tx.now();
    let sql = "UPDATE information_sets SET common_id = NULL, updated_at = $3, version = version + 1 \
         WHERE tenant_id = $1 AND common_id = $2";
    tx.exec(sql, args![id, now]).await?;
    for set in followers {
        tx.revise(KIND, set.id, &Information { common_id: None, version: set.version + 1, ..set });
    }
    Ok(())
}

/// Gives several sets in scope another owner; gives how many.
pub async fn set_owner(
    tx: &mut WriteTx,
    scope: &Scope,
    ids: &[InformationId],
    owner: PersonId,
) -> sqlx::Result<usize> {
    let sets = find_many(tx, scope, ids).await?;
    let now = tx.now();
    let mut args = args![owner, now];
    let list = in_list(&mut args, sets.iter().map(|set| set.id));
    let sql = format!(
        "UPDATE information_sets SET owner_id = $2, updated_at = $3, version = version + 1 \
         WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    for set in &sets {
        let changed = Information { owner_id: Some(owner), version: set.version + 1, ..set.clone() };
        tx.revise(KIND, set.id, &changed);
    }
    Ok(sets.len())
}

/// Confirms several sets in scope; gives how many of them there are.
pub async fn confirm_many(tx: &mut WriteTx, scope: &Scope, ids: &[InformationId]) -> sqlx::Result<usize> {
    let sets = find_many(tx, scope, ids).await?;
    confirm(tx, "information_sets", sets.iter().map(|set| set.id)).await?;
    for set in &sets {
        let confirmed =
            Information { state: RecordState::Confirmed, version: set.version + 1, ..set.clone() };
        tx.revise(KIND, set.id, &confirmed);
    }
    Ok(sets.len())
}
