//! The table of own controls, the objects that controls are asked of, and how each control stands.

use super::OWN_CONTROL;
use super::facts::{HEALTH_CARE, Held, PROTECTED};
use super::model::{ControlKey, ObjectKind, OwnControl, OwnControlId};
use super::subjects::{Subjects, Told, need, together};
use crate::args;
use crate::knowledge::library::LIBRARY;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::permission::Scope;
use crate::registers::systems::Hosting;
use chrono::NaiveDate;
use uuid::Uuid;

const COLUMNS: &str = "id, external_id, area, title, description, library_ref, version";

/// Every own control, in order of number and name. One statement.
pub async fn own_controls(tx: &mut Tx) -> sqlx::Result<Vec<OwnControl>> {
    let sql =
        format!("SELECT {COLUMNS} FROM own_controls WHERE tenant_id = $1 ORDER BY external_id, title, id");
    tx.all(&sql, args![]).await
}

/// The own control.
pub async fn find(tx: &mut Tx, id: OwnControlId) -> sqlx::Result<Option<OwnControl>> {
    tx.opt(&format!("SELECT {COLUMNS} FROM own_controls WHERE tenant_id = $1 AND id = $2"), args![id]).await
}

/// Adds own controls.
pub async fn insert_many(tx: &mut WriteTx, controls: &[OwnControl]) -> sqlx::Result<()> {
    let now = tx.now();
    let columns =
        ["id", "external_id", "area", "title", "description", "library_ref", "created_at", "version"];
    let rows = controls.iter().map(|c| {
        args![c.id, &c.external_id, &c.area, &c.title, &c.description, &c.library_ref, now, c.version]
    });
    tx.insert_many("own_controls", &columns, rows.collect()).await?;
    for control in controls {
        tx.revise(OWN_CONTROL, control.id, control);
    }
    Ok(())
}

/// Saves a changed own control; false when somebody else has changed it since `control.version`.
pub async fn update(tx: &mut WriteTx, control: &OwnControl) -> sqlx::Result<bool> {
    let c = control;
    let touched = tx
        .exec(
            "UPDATE own_controls SET external_id = $2, area = $3, title = $4, description = $5, library_ref = $6, \
             version = version + 1 WHERE tenant_id = $1 AND id = $7 AND version = $8",
            args![&c.external_id, &c.area, &c.title, &c.description, &c.library_ref, c.id, c.version],
        )
        .await?;
    tx.revise(OWN_CONTROL, c.id, &OwnControl { version: c.version + 1, ..c.clone() });
    Ok(touched == 1)
}

/// Removes those of the own controls that nobody has changed and nothing is judged or decided about.
pub async fn remove_unused(tx: &mut WriteTx, ids: &[OwnControlId]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().map(|id| ControlKey::from(*id)).collect::<Vec<_>>().iter());
    let sql = format!(
        "SELECT control FROM judgements WHERE tenant_id = $1 AND control IN {list} \
         UNION SELECT control FROM deviations WHERE tenant_id = $1 AND control IN {list}"
    );
    let used: Vec<(ControlKey,)> = tx.all(&sql, args).await?;
    let known = own_controls(tx).await?;
    let is_used = |control: &OwnControl| used.iter().any(|(key,)| *key == control.key());
    let unused = known.iter().filter(|own| ids.contains(&own.id) && own.version == 1 && !is_used(own));
    let unused: Vec<OwnControlId> = unused.map(|own| own.id).collect();
    let mut args = args![];
    let list = in_list(&mut args, unused.iter().copied());
    tx.exec(&format!("DELETE FROM own_controls WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    for id in unused {
        tx.revise_removed(OWN_CONTROL, id);
    }
    Ok(())
}

/// Whether anything is judged about a control anywhere.
pub async fn is_judged(tx: &mut Tx, control: &ControlKey) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM judgements WHERE tenant_id = $1 AND control = $2";
    let (count,): (i64,) = tx.one(sql, args![control]).await?;
    Ok(count > 0)
}

/// Which objects to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// The organisation, with the systems that its facts rest on.
    Organisation,
    /// A system.
    System(Uuid),
    /// A supplier, with its systems.
    Supplier(Uuid),
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: ObjectKind,
    id: Uuid,
    name: String,
    unit: String,
    in_scope: bool,
    traced: bool,
    hosting: Option<Hosting>,
    personal_data: Option<bool>,
    library_ref: String,
    confidentiality: Option<i64>,
    integrity: Option<i64>,
    availability: Option<i64>,
    traceability: Option<i64>,
    open_confidentiality: Option<bool>,
    open_integrity: Option<bool>,
    open_availability: Option<bool>,
    open_traceability: Option<bool>,
    suppliers: i64,
    sets: i64,
    personal: i64,
    impersonal: i64,
    protected: i64,
    secret: i64,
    health: i64,
}

impl From<Row> for Told {
    fn from(row: Row) -> Self {
        let open = row.open_confidentiality.unwrap_or(true);
        let held = Held {
            hosting: row.hosting,
            suppliers: row.suppliers,
            library_ref: row.library_ref,
            personal_data: row.personal_data,
            classified: row.confidentiality.is_some() && !open,
            sets: row.sets,
            personal: row.personal,
            impersonal: row.impersonal,
            protected: row.protected,
            secret: row.secret,
            health: row.health,
        };
        let levels = [row.confidentiality, row.integrity, row.availability, row.traceability];
        let open =
            [row.open_confidentiality, row.open_integrity, row.open_availability, row.open_traceability];
        Self {
            kind: row.kind,
            id: row.id,
            name: row.name,
            unit: row.unit,
            in_scope: row.in_scope,
            need: need(levels, open),
            held,
        }
    }
}

const NEEDS: &str = "n.confidentiality, n.integrity, n.availability, n.traceability, n.open_confidentiality, \
     n.open_integrity, n.open_availability, n.open_traceability";

/// An aspect that the model lacks is neither known nor open anywhere; before anything is derived all are taken for asked.
const TRACED: &str = "(NOT EXISTS (SELECT 1 FROM needs x WHERE x.tenant_id = $1) OR EXISTS (SELECT 1 FROM needs x \
     WHERE x.tenant_id = $1 AND (x.traceability IS NOT NULL OR x.open_traceability))) AS traced";

/// The information kept in each system.
fn contents(args: &mut Vec<Arg>, only: &str) -> String {
    let open = LIBRARY.provisions.iter().filter(|one| one.damage_test == "none");
    let open = in_list(args, open.map(|one| one.id.as_str()));
    let (health, protected) = (args.len() + 2, args.len() + 3);
    args.extend([HEALTH_CARE.into(), PROTECTED.into()]);
    format!(
        "(SELECT l.to_id AS system_id, COUNT(*) AS sets, COUNT(*) FILTER (WHERE i.personal_data <> 'none') AS personal, \
         COUNT(*) FILTER (WHERE i.personal_data = 'none') AS impersonal, \
         COUNT(*) FILTER (WHERE i.personal_data = ${protected}) AS protected, \
         COUNT(p.information_id) AS secret, COUNT(*) FILTER (WHERE p.health > 0) AS health \
         FROM links l JOIN information_sets i ON i.tenant_id = l.tenant_id AND i.id = l.from_id \
         LEFT JOIN (SELECT information_id, COUNT(*) FILTER (WHERE provision = ${health}) AS health \
         FROM information_provisions WHERE tenant_id = $1 AND provision NOT IN {open} GROUP BY information_id) p \
         ON p.information_id = i.id WHERE l.tenant_id = $1 AND l.kind = 'lives_in'{only} GROUP BY l.to_id)"
    )
}

fn systems(args: &mut Vec<Arg>, which: Which, scope: &str) -> String {
    let at = args.len() + 2;
    let (only, held) = match which {
        Which::All | Which::Organisation => (String::new(), String::new()),
        Which::System(id) => {
            args.push(id.into());
            (format!(" AND s.id = ${at}"), format!(" AND l.to_id = ${at}"))
        }
        Which::Supplier(id) => {
            args.push(id.into());
            let of = format!(
                "(SELECT v.from_id FROM links v WHERE v.tenant_id = $1 AND v.to_id = ${at} AND v.kind = 'delivered_by')"
            );
            (format!(" AND s.id IN {of}"), format!(" AND l.to_id IN {of}"))
        }
    };
    let contents = contents(args, &held);
    format!(
        "SELECT 'system' AS kind, s.id AS id, s.name AS name, s.name_sort AS name_sort, u.name AS unit, (TRUE{scope}) AS in_scope, {TRACED}, \
         s.hosting, s.personal_data, s.library_ref, {NEEDS}, \
         (SELECT COUNT(*) FROM links d WHERE d.tenant_id = $1 AND d.from_id = s.id AND d.kind = 'delivered_by') AS suppliers, \
         COALESCE(f.sets, 0) AS sets, COALESCE(f.personal, 0) AS personal, COALESCE(f.impersonal, 0) AS impersonal, \
         COALESCE(f.protected, 0) AS protected, COALESCE(f.secret, 0) AS secret, COALESCE(f.health, 0) AS health \
         FROM systems s JOIN units u ON u.tenant_id = s.tenant_id AND u.id = s.unit_id \
         LEFT JOIN needs n ON n.tenant_id = s.tenant_id AND n.node_id = s.id \
         LEFT JOIN {contents} f ON f.system_id = s.id \
         WHERE s.tenant_id = $1 AND (s.lifecycle IS NULL OR s.lifecycle <> 'retired'){only}"
    )
}

/// What suppliers and the organisation have instead of a system's facts.
const NO_FACTS: &str = "CAST(NULL AS TEXT), CAST(NULL AS BOOLEAN), ''";

fn suppliers(args: &mut Vec<Arg>, which: Which, scope: &str) -> String {
    let only = match which {
        Which::Supplier(id) => {
            args.push(id.into());
            format!(" AND s.id = ${}", args.len() + 1)
        }
        Which::All | Which::Organisation | Which::System(_) => String::new(),
    };
    format!(
        "SELECT 'supplier', s.id, s.name, s.name_sort, u.name, (TRUE{scope}), {TRACED}, {NO_FACTS}, {NEEDS}, \
         0, 0, 0, 0, 0, 0, 0 FROM suppliers s JOIN units u ON u.tenant_id = s.tenant_id AND u.id = s.unit_id \
         LEFT JOIN needs n ON n.tenant_id = s.tenant_id AND n.node_id = s.id WHERE s.tenant_id = $1{only}"
    )
}

/// The organisation needs what anything in it needs.
fn organisation(scope: &str) -> String {
    let highest = |aspect: &str| format!("(SELECT MAX(n.{aspect}) FROM needs n WHERE n.tenant_id = $1)");
    let open = |aspect: &str| {
        format!(
            "(SELECT MAX(CASE WHEN n.open_{aspect} THEN 1 ELSE 0 END) FROM needs n WHERE n.tenant_id = $1) = 1"
        )
    };
    let aspects = ["confidentiality", "integrity", "availability", "traceability"];
    let needs: Vec<_> = aspects.map(highest).into_iter().chain(aspects.map(open)).collect();
    format!(
        "SELECT 'organisation', u.tenant_id, u.name, u.name_sort, u.name, (TRUE{scope}), {TRACED}, {NO_FACTS}, {}, \
         0, 0, 0, 0, 0, 0, 0 FROM units u WHERE u.tenant_id = $1 AND u.parent_id IS NULL",
        needs.join(", ")
    )
}

/// The objects, each with whether it lies in `scope`. Two statements for all of them, otherwise one.
pub async fn subjects(tx: &mut Tx, scope: &Scope, which: Which) -> sqlx::Result<Subjects> {
    let mut args = args![];
    let scope = scope.condition("u.id", &mut args);
    let mut parts = vec![systems(&mut args, which, &scope)];
    match which {
        Which::All => parts.extend([suppliers(&mut args, which, &scope), organisation(&scope)]),
        Which::Organisation => parts.push(organisation(&scope)),
        Which::Supplier(_) => parts.push(suppliers(&mut args, which, &scope)),
        Which::System(_) => {}
    }
    let sql = format!("{} ORDER BY kind, name_sort, id", parts.join(" UNION ALL "));
    let rows: Vec<Row> = tx.all(&sql, args).await?;
    let traced = rows.first().is_none_or(|row| row.traced);
    let deliveries = match which {
        Which::Organisation | Which::System(_) => Vec::new(),
        Which::Supplier(supplier) => {
            let systems = rows.iter().filter(|row| row.kind == ObjectKind::System);
            systems.map(|row| (row.id, supplier)).collect()
        }
        Which::All => {
            let sql = "SELECT from_id, to_id FROM links WHERE tenant_id = $1 AND kind = 'delivered_by' \
                       ORDER BY from_id, to_id";
            tx.all(sql, args![]).await?
        }
    };
    Ok(together(rows.into_iter().map(Told::from).collect(), deliveries, traced))
}

/// An object as a row of `o`: its kind, id, name and unit, for joins on `object_id`.
pub const OBJECTS: &str = "(SELECT 'system' AS kind, id, name, name_sort, name_fold, unit_id FROM systems \
     WHERE tenant_id = $1 UNION ALL SELECT 'supplier', id, name, name_sort, name_fold, unit_id FROM suppliers \
     WHERE tenant_id = $1 UNION ALL SELECT 'organisation', tenant_id, name, name_sort, name_fold, id FROM units \
     WHERE tenant_id = $1 AND parent_id IS NULL) o";

/// How a row `r` of `required_controls` stands on the day in `$day`: its state, or the deviation that goes before it.
pub fn state_on(day: usize) -> String {
    format!(
        "CASE WHEN r.standing = 'not_applicable' THEN 'not_applicable' \
         WHEN r.standing = 'excepted' AND r.until >= ${day} THEN 'excepted' ELSE r.state END"
    )
}

/// How many objects have a control in a state.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Tally {
    /// The control.
    pub control: ControlKey,
    /// `missing` and so on, as `state_on` tells.
    pub state: String,
    /// How many.
    pub number: i64,
}

/// How every control stands among the objects in scope. One statement.
pub async fn tallies(tx: &mut Tx, scope: &Scope, today: NaiveDate) -> sqlx::Result<Vec<Tally>> {
    let mut args = args![today];
    let condition = scope.condition("o.unit_id", &mut args);
    // Whoever may see everything needs no join to know what is in scope.
    let objects = match scope {
        Scope::All => String::new(),
        Scope::Units(_) => format!(" JOIN {OBJECTS} ON o.id = r.object_id"),
    };
    let state = state_on(2);
    let sql = format!(
        "SELECT r.control, {state} AS state, COUNT(*) AS number FROM required_controls r{objects} \
         WHERE r.tenant_id = $1{condition} GROUP BY r.control, {state}"
    );
    tx.all(&sql, args).await
}

/// An object that must have a control, or may come to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Holder {
    /// What it is.
    pub kind: ObjectKind,
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Name of its unit.
    pub unit: String,
    /// How it stands.
    pub state: String,
    /// What is left, where it is judged.
    pub points: Option<i64>,
}

/// The objects in scope that must have a control or may come to, worst first. One statement.
pub async fn holders(
    tx: &mut Tx,
    scope: &Scope,
    control: &ControlKey,
    today: NaiveDate,
) -> sqlx::Result<Vec<Holder>> {
    let mut args = args![today, control];
    let condition = scope.condition("o.unit_id", &mut args);
    let sql = format!(
        "SELECT o.kind, o.id, o.name, u.name AS unit, {} AS state, r.points FROM required_controls r \
         JOIN {OBJECTS} ON o.id = r.object_id JOIN units u ON u.tenant_id = r.tenant_id AND u.id = o.unit_id \
         WHERE r.tenant_id = $1 AND r.control = $3{condition} ORDER BY r.points DESC NULLS LAST, o.kind, o.name_sort, o.id",
        state_on(2)
    );
    tx.all(&sql, args).await
}
