//! No page reads a large table from end to end: every statement of every page is explained by SQLite.

use crate::testing::{Client, TestApp, embedded, moment};
use sqlx::Connection as _;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use varn::people::accounts::MembershipState;
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::permission::Role;
use varn::platform::tenant::TenantId;

/// Tables that grow with the municipality, its years or the number of municipalities.
const LARGE: [&str; 19] = [
    "information_sets",
    "information_provisions",
    "systems",
    "processes",
    "processings",
    "suppliers",
    "links",
    "classifications",
    "needs",
    "judgements",
    "required_controls",
    "object_progress",
    "events",
    "event_bodies",
    "revisions",
    "actions",
    "tasks",
    "files",
    "import_rows",
];

/// The statements that the database has run.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<BTreeSet<String>>>);

#[derive(Default)]
struct Statement {
    summary: String,
    whole: String,
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.trim().clone_into(&mut self.whole),
            _ => {}
        }
    }
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl<S: tracing::Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut statement = Statement::default();
            event.record(&mut statement);
            let text = if statement.whole.is_empty() { statement.summary } else { statement.whole };
            self.0.lock().unwrap().insert(text);
        }
    }
}

/// The table behind each name that a statement uses.
fn names(sql: &str) -> BTreeMap<&str, &str> {
    let words: Vec<&str> = sql.split([' ', '\n', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let mut names = BTreeMap::new();
    for at in 0..words.len().saturating_sub(1) {
        if ["FROM", "JOIN", "UPDATE"].contains(&words[at]) {
            let table = words[at + 1];
            names.insert(table, table);
            if let Some(alias) = words.get(at + 2) {
                names.entry(alias).or_insert(table);
            }
        }
    }
    names
}

/// Every page that links lead to, one of each kind.
async fn walk(client: &Client) -> usize {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec!["/".to_owned()]);
    let kind = |path: &str| {
        let path = path.split(['?', '#']).next().unwrap_or_default().to_owned();
        path.split('/').map(|part| if part.len() == 36 { "*" } else { part }).collect::<Vec<_>>().join("/")
    };
    while let Some(path) = waiting.pop() {
        let answer = client.get(&path).await;
        assert!(answer.status.as_u16() < 500, "{path}");
        for href in answer.text().split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
            // A list in another order is another statement.
            let of = kind(href) + href.split("ordning=").nth(1).unwrap_or_default();
            if !href.contains("lista.") && seen.insert(of) {
                waiting.push(format!("/{}", href.replace("&amp;", "&")));
            }
        }
    }
    seen.len()
}

#[tokio::test]
async fn no_page_reads_a_large_table_from_end_to_end() {
    let heard = Heard::default();
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(heard.clone())).unwrap();
    let clock = Clock::frozen(moment(), 1);
    let test = TestApp::start_on(embedded().await, Config::default(), clock).await;
    varn::demo::build(&test.app, 1, moment().date_naive()).await.unwrap();
    let mut tx = test.app.db().read(test.app.scene(TenantId::INSTALLATION)).await.unwrap();
    let tenants: Vec<(uuid::Uuid,)> =
        tx.all("SELECT id FROM tenants WHERE $1 = $1 AND code = '9901'", Vec::new()).await.unwrap();
    drop(tx);
    let town = crate::testing::Town { tenant: TenantId(tenants[0].0), ..test.town };
    let grants =
        [Role::Coordinator, Role::Administrator, Role::DataProtectionOfficer].map(|role| (role, None));
    let client = test.sign_in_at(town, &grants, MembershipState::Active).await;
    heard.0.lock().unwrap().clear();
    let pages = walk(&client).await;
    assert!(pages > 60, "only {pages} kinds of pages were found");
    let statements = heard.0.lock().unwrap().clone();
    let mut connection = sqlx::SqliteConnection::connect(&test.place.url()).await.unwrap();
    let (mut explained, mut wrong) = (0, Vec::new());
    for sql in statements.iter().filter(|sql| sql.starts_with("SELECT") || sql.starts_with("WITH")) {
        let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(explain).fetch_all(&mut connection).await.unwrap();
        explained += 1;
        let names = names(sql);
        for (.., step) in plan {
            let scanned = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            if let Some(table) =
                scanned.and_then(|name| names.get(name)).filter(|table| LARGE.contains(table))
            {
                wrong.push(format!("{table}: {step}\n    {sql}"));
            }
        }
    }
    assert!(explained > 100, "only {explained} statements were heard");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
