//! Through HTTP, on the current database; files are made here or lie among the shared registers.

mod again;
mod files;
mod flow;
mod information;
mod level_four;
mod undo;

use crate::testing::{Answer, Client, TestApp};

/// Four systems, one of them without a name.
const SYSTEMS: &str = "Nr;Systemnamn;Förvaltning;Systemägare;Leverantör;Drift;K;R;T;Kommentar\n\
    S-1;Omsorgssystem Linden;Socialnämnden;Ebba Norr;Granit Data AB;Molntjänst;3;2;3;Delas\n\
    S-2;Elevregister Pennan;Utbildningsnämnden;Tage Sund;Granit Data AB;Egen drift;2;2;1;\n\
    S-3;Passersystem Grinden;Räddningsförbundet;;;Leverantör;1;1;1;\n\
    S-4;;Socialnämnden;Ebba Norr;;;1;1;1;\n";

/// Brings a file and gives the page of its import.
async fn bring(client: &Client, name: &str, text: &str) -> String {
    let answer =
        client.upload("/inlasning", &[("kind", "")], ("file", name, text.as_bytes())).await.expect(303);
    let path = answer.location();
    assert!(!path.contains("/vantar/"), "{path}");
    path
}

/// Decides on an import as a person who has just looked at it.
async fn decide(client: &Client, path: &str, act: &str, which: &str) -> Answer {
    let page = client.get(path).await.expect(200).text();
    let version =
        page.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    client.post(&format!("{path}/{act}"), &[("version", version), ("which", which)]).await
}

/// Everything that stands in any table, as text.
async fn everything(test: &TestApp) -> String {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let mut all = String::new();
    for (table, columns) in TABLES {
        for column in columns {
            let sql = format!(
                "SELECT CAST({column} AS TEXT) FROM {table} WHERE tenant_id = $1 AND {column} IS NOT NULL"
            );
            let rows: Vec<(String,)> = tx.all(&sql, Vec::new()).await.unwrap();
            for (text,) in rows {
                all += &text;
                all.push('\n');
            }
        }
    }
    all
}

/// Where text of a file could come.
const TABLES: [(&str, &[&str]); 15] = [
    ("imports", &["file_name", "mapping", "reading", "also_created"]),
    ("import_rows", &["\"values\"", "row_key", "before"]),
    ("import_mappings", &["mapping"]),
    ("systems", &["name", "note", "description", "external_id"]),
    ("suppliers", &["name"]),
    ("people", &["name"]),
    ("information_sets", &["name", "note", "description"]),
    ("processings", &["name", "note"]),
    ("own_controls", &["title", "description"]),
    ("judgements", &["situation"]),
    ("actions", &["name", "note"]),
    ("classifications", &["motive", "classified_by"]),
    ("event_bodies", &["body"]),
    ("revisions", &["data"]),
    ("tasks", &["title"]),
];

/// How many rows of a table a condition holds for.
async fn count(test: &TestApp, table: &str, condition: &str) -> i64 {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE tenant_id = $1 AND {condition}");
    let (count,): (i64,) = tx.one(&sql, Vec::new()).await.unwrap();
    count
}
