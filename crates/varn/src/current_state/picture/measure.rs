//! The state measured now: what the start page shows and what a picture freezes. A constant number of statements.

use super::model::{
    AreaState, AuthorityState, Classified, Controls, Measured, Open, Registers, Restricted, WorstGap,
};
use crate::args;
use crate::knowledge::library::{EIGHT, LIBRARY, PROPOSALS};
use crate::platform::db::{Tx, in_list};
use chrono::{DateTime, Duration, Utc};

/// How many gaps are named.
const WORST: i64 = 20;

/// Everything. Six statements.
pub async fn everything(tx: &mut Tx) -> sqlx::Result<Measured> {
    let authorities = authorities(tx).await?;
    let mut classified = Classified::default();
    authorities.iter().for_each(|part| classified.add(&part.classified));
    let open = Open {
        registers: registers(tx).await?,
        classified,
        controls: controls(tx).await?,
        areas: areas(tx).await?,
    };
    let restricted =
        Restricted { authorities, worst: worst(tx, WORST).await?, without_owner: without_owner(tx).await? };
    Ok(Measured { open, restricted })
}

/// Counts of the registers. One statement.
pub async fn registers(tx: &mut Tx) -> sqlx::Result<Registers> {
    tx.one(
        "SELECT (SELECT COUNT(*) FROM processes WHERE tenant_id = $1) AS processes, \
         (SELECT COUNT(*) FROM processes WHERE tenant_id = $1 AND vital) AS vital, \
         (SELECT COUNT(*) FROM processes WHERE tenant_id = $1 AND tolerated_outage_minutes IS NOT NULL) AS with_outage, \
         (SELECT COUNT(*) FROM systems WHERE tenant_id = $1) AS systems, \
         (SELECT COUNT(*) FROM systems WHERE tenant_id = $1 AND owner_id IS NULL) AS without_owner, \
         (SELECT COUNT(*) FROM needs WHERE tenant_id = $1 AND node_kind = 'system' AND highest >= 0) AS with_need, \
         (SELECT COUNT(*) FROM needs WHERE tenant_id = $1 AND node_kind = 'system' AND highest = 3) AS serious, \
         (SELECT COUNT(*) FROM suppliers WHERE tenant_id = $1) AS suppliers, \
         (SELECT COUNT(*) FROM processings WHERE tenant_id = $1) AS processings",
        args![],
    )
    .await
}

#[derive(sqlx::FromRow)]
struct AuthorityRow {
    name: String,
    total: i64,
    confirmed: i64,
    classified: i64,
    serious: i64,
    serious_confirmed: i64,
    rest_confirmed: i64,
    k0: i64,
    k1: i64,
    k2: i64,
    k3: i64,
    r0: i64,
    r1: i64,
    r2: i64,
    r3: i64,
    t0: i64,
    t1: i64,
    t2: i64,
    t3: i64,
    s0: i64,
    s1: i64,
    s2: i64,
    s3: i64,
}

/// The classification of each authority, in Swedish order. One statement.
pub async fn authorities(tx: &mut Tx) -> sqlx::Result<Vec<AuthorityState>> {
    let recent: DateTime<Utc> = tx.now() - Duration::days(EIGHT.limits.confirmed_days);
    let mut args = args![recent];
    let highest = |set: &&crate::knowledge::library::Information| {
        set.confidentiality.max(set.integrity).max(set.availability) == 3
    };
    let likely = in_list(&mut args, PROPOSALS.information.iter().filter(highest).map(|set| set.id.as_str()));
    let serious = format!(
        "(c.confidentiality = 3 OR c.integrity = 3 OR c.availability = 3 OR (c.id IS NULL AND i.library_ref IN {likely}))"
    );
    let mut levels = String::new();
    for (letter, column) in
        [("k", "confidentiality"), ("r", "integrity"), ("t", "availability"), ("s", "traceability")]
    {
        for level in 0..4 {
            levels += &format!(", COUNT(*) FILTER (WHERE c.{column} = {level}) AS {letter}{level}");
        }
    }
    let sql = format!(
        "SELECT a.name, COUNT(*) AS total, COUNT(*) FILTER (WHERE c.confirmed_at IS NOT NULL) AS confirmed, \
         COUNT(*) FILTER (WHERE c.id IS NOT NULL) AS classified, COUNT(*) FILTER (WHERE {serious}) AS serious, \
         COUNT(*) FILTER (WHERE {serious} AND c.confirmed_at >= $2) AS serious_confirmed, \
         COUNT(*) FILTER (WHERE c.confirmed_at >= $2 AND NOT COALESCE({serious}, FALSE)) AS rest_confirmed{levels} \
         FROM information_sets i JOIN units u ON u.tenant_id = i.tenant_id AND u.id = i.unit_id \
         JOIN units a ON a.tenant_id = u.tenant_id AND a.id = u.authority_id \
         LEFT JOIN classifications c ON c.tenant_id = i.tenant_id AND c.object_id = i.id AND c.superseded_at IS NULL \
         WHERE i.tenant_id = $1 GROUP BY a.id, a.name, a.name_sort ORDER BY a.name_sort, a.id"
    );
    let rows: Vec<AuthorityRow> = tx.all(&sql, args).await?;
    Ok(rows.into_iter().map(AuthorityRow::into_state).collect())
}

impl AuthorityRow {
    fn into_state(self) -> AuthorityState {
        let classified = Classified {
            total: self.total,
            confirmed: self.confirmed,
            proposed: self.classified - self.confirmed,
            serious: self.serious,
            serious_confirmed: self.serious_confirmed,
            rest_confirmed: self.rest_confirmed,
            levels: [
                [self.k0, self.k1, self.k2, self.k3],
                [self.r0, self.r1, self.r2, self.r3],
                [self.t0, self.t1, self.t2, self.t3],
                [self.s0, self.s1, self.s2, self.s3],
            ],
        };
        AuthorityState { name: self.name, classified }
    }
}

/// The controls of the whole, from the stored counts. One statement.
pub async fn controls(tx: &mut Tx) -> sqlx::Result<Controls> {
    tx.one(
        "SELECT CAST(COALESCE(SUM(required), 0) AS BIGINT) AS required, \
         CAST(COALESCE(SUM(fulfilled), 0) AS BIGINT) AS fulfilled, \
         CAST(COALESCE(SUM(deficient), 0) AS BIGINT) AS deficient, \
         CAST(COALESCE(SUM(missing), 0) AS BIGINT) AS missing, \
         CAST(COALESCE(SUM(not_judged + begun), 0) AS BIGINT) AS not_judged, \
         CAST(COALESCE(SUM(points), 0) AS BIGINT) AS points FROM object_progress WHERE tenant_id = $1",
        args![],
    )
    .await
}

/// The gaps with most points, most first. One statement.
pub async fn worst(tx: &mut Tx, most: i64) -> sqlx::Result<Vec<WorstGap>> {
    tx.all(
        "SELECT r.object_kind, r.object_id, COALESCE(s.name, l.name, '') AS object, r.control, \
         COALESCE(o.title, '') AS own_title, r.points, j.deficiency, COALESCE(j.situation, '') AS situation \
         FROM required_controls r \
         LEFT JOIN judgements j ON j.tenant_id = r.tenant_id AND j.object_id = r.object_id AND j.control = r.control \
         LEFT JOIN systems s ON s.tenant_id = r.tenant_id AND s.id = r.object_id \
         LEFT JOIN suppliers l ON l.tenant_id = r.tenant_id AND l.id = r.object_id \
         LEFT JOIN own_controls o ON o.tenant_id = r.tenant_id AND r.control = 'own:' || CAST(o.id AS TEXT) \
         WHERE r.tenant_id = $1 AND r.points > 0 AND r.standing = 'required' \
         ORDER BY r.points DESC, r.object_id, r.control LIMIT $2",
        args![most],
    )
    .await
}

#[derive(sqlx::FromRow)]
struct ControlRow {
    control: String,
    #[sqlx(flatten)]
    counts: Controls,
}

/// The controls by area, in the order of the library. One statement; the municipality's own are counted in the whole only.
pub async fn areas(tx: &mut Tx) -> sqlx::Result<Vec<AreaState>> {
    let rows: Vec<ControlRow> = tx
        .all(
            "SELECT control, COUNT(*) AS required, COUNT(*) FILTER (WHERE state = 'fulfilled') AS fulfilled, \
             COUNT(*) FILTER (WHERE state = 'deficient') AS deficient, \
             COUNT(*) FILTER (WHERE state = 'missing') AS missing, \
             COUNT(*) FILTER (WHERE state IN ('not_judged', 'begun')) AS not_judged, \
             CAST(COALESCE(SUM(points), 0) AS BIGINT) AS points FROM required_controls \
             WHERE tenant_id = $1 AND standing = 'required' AND state <> 'undecided' GROUP BY control",
            args![],
        )
        .await?;
    let of = |area: &str| {
        let within =
            rows.iter().filter(|row| LIBRARY.control(&row.control).is_some_and(|known| known.area == area));
        within.fold(Controls::default(), |mut sum, row| {
            sum.add(&row.counts);
            sum
        })
    };
    let states = LIBRARY.areas.iter().map(|area| AreaState { controls: of(&area.id), area: area.id.clone() });
    Ok(states.filter(|state| state.controls.required > 0).collect())
}

/// Names of the systems without an owner. One statement.
async fn without_owner(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    let sql = "SELECT name FROM systems WHERE tenant_id = $1 AND owner_id IS NULL ORDER BY name_sort, id";
    let rows: Vec<(String,)> = tx.all(sql, args![]).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
