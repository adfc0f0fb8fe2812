//! The tables as the migrations make them: columns with their kinds, and an order in which what is referred to comes
//! first. Read from the migrations' text, since SQLite no longer knows a UUID from other bytes.

use super::migrate;

/// What a column holds, alike in both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// UUID.
    Id,
    /// Text.
    Text,
    /// 64-bit integer.
    Int,
    /// Boolean.
    Bool,
    /// A point in time.
    Time,
    /// A day.
    Day,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, without quotes.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The columns of its primary key; empty where it has none.
    pub key: Vec<String>,
    /// Other tables it refers to.
    pub refers_to: Vec<String>,
    /// The columns by which a row refers to another of the same table.
    pub within: Vec<String>,
}

impl Table {
    /// Whether each row belongs to a municipality.
    pub fn has_tenant(&self) -> bool {
        self.columns.first().is_some_and(|column| column.name == "tenant_id")
    }

    /// The columns but `tenant_id`, which the transaction binds.
    pub fn own_columns(&self) -> &[Column] {
        if self.has_tenant() { &self.columns[1..] } else { &self.columns }
    }
}

/// The tables of a schema version, each after those it refers to.
pub fn tables(version: i64) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for text in migrate::texts(version) {
        let text: String = text
            .lines()
            .map(|line| line.split("--").next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n");
        for statement in text.split(';') {
            apply(&mut tables, statement.trim());
        }
    }
    in_order(tables)
}

fn apply(tables: &mut Vec<Table>, statement: &str) {
    let words: Vec<&str> = statement.split_whitespace().collect();
    match words.as_slice() {
        ["CREATE", "TABLE", ..] => tables.extend(table(statement)),
        ["ALTER", "TABLE", name, "ADD", "COLUMN", column, kind, ..] => {
            if let Some(table) = tables.iter_mut().find(|table| table.name == *name) {
                table.columns.extend(column_of(column, kind));
            }
        }
        ["ALTER", "TABLE", name, "DROP", "COLUMN", column, ..] => {
            if let Some(table) = tables.iter_mut().find(|table| table.name == *name) {
                table.columns.retain(|known| known.name != *column);
            }
        }
        ["DROP", "TABLE", name, ..] => tables.retain(|table| table.name != *name),
        _ => {}
    }
}

fn table(statement: &str) -> Option<Table> {
    let (head, body) = statement.split_once('(')?;
    let name = head.split_whitespace().last()?.to_owned();
    let mut table =
        Table { columns: Vec::new(), key: Vec::new(), refers_to: Vec::new(), within: Vec::new(), name };
    for part in parts(body.trim_end().strip_suffix(')')?) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let (Some(first), Some(second)) = (words.first(), words.get(1)) else { continue };
        match *first {
            "PRIMARY" => table.key = listed(&part),
            "FOREIGN" => {
                let own = listed(&part).into_iter().find(|column| column != "tenant_id");
                refer(&mut table, &words, own);
            }
            "UNIQUE" | "CHECK" | "CONSTRAINT" => {}
            name => {
                table.columns.extend(column_of(name, second));
                let own = unquoted(name);
                if part.contains("PRIMARY KEY") {
                    table.key = vec![own.clone()];
                }
                refer(&mut table, &words, Some(own));
            }
        }
    }
    Some(table)
}

fn refer(table: &mut Table, words: &[&str], own: Option<String>) {
    let at = words.iter().position(|word| *word == "REFERENCES");
    let Some(target) = at.and_then(|at| words.get(at + 1)) else { return };
    if *target == table.name {
        table.within.extend(own);
    } else {
        table.refers_to.push((*target).to_owned());
    }
}

/// The first list in parentheses.
fn listed(part: &str) -> Vec<String> {
    let inner =
        part.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inner, _)| inner);
    inner.split(',').map(|name| unquoted(name.trim())).collect()
}

fn unquoted(name: &str) -> String {
    name.trim_matches('"').to_owned()
}

/// What stands between commas that are not in parentheses.
fn parts(body: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_i32);
    for c in body.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

fn column_of(name: &str, kind: &str) -> Option<Column> {
    let kind = match kind {
        "{uuid}" => ColumnKind::Id,
        "TEXT" => ColumnKind::Text,
        "BIGINT" => ColumnKind::Int,
        "BOOLEAN" => ColumnKind::Bool,
        "{timestamp}" => ColumnKind::Time,
        "{date}" => ColumnKind::Day,
        "{bytes}" => ColumnKind::Bytes,
        _ => return None,
    };
    Some(Column { name: unquoted(name), kind })
}

/// Each table after those it refers to, otherwise as they were made.
fn in_order(mut open: Vec<Table>) -> Vec<Table> {
    let mut done: Vec<Table> = Vec::new();
    while !open.is_empty() {
        let is_ready =
            |table: &Table| table.refers_to.iter().all(|to| done.iter().any(|table| table.name == *to));
        // Tables that refer to each other in a ring cannot be; the first one then keeps this from going on for ever.
        let next = open.iter().position(is_ready).unwrap_or(0);
        done.push(open.remove(next));
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestApp;

    #[tokio::test]
    async fn the_tables_read_from_the_migrations_are_those_of_the_database() {
        let test = TestApp::start().await;
        let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
        let mut found = tx.catalogue().await.unwrap();
        let read = tables(migrate::newest());
        let mut expected: Vec<_> = read
            .iter()
            .flat_map(|table| table.columns.iter().map(|column| (table.name.clone(), column.name.clone())))
            .collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
        assert!(read.iter().all(|table| {
            table
                .columns
                .iter()
                .all(|column| !table.has_tenant() || column.name != "id" || column.kind == ColumnKind::Id)
        }));
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        let tables = tables(migrate::newest());
        for (at, table) in tables.iter().enumerate() {
            for to in &table.refers_to {
                assert!(tables[..at].iter().any(|before| before.name == *to), "{} before {to}", table.name);
            }
        }
        let units = tables.iter().find(|table| table.name == "units").unwrap();
        assert_eq!(units.within, ["parent_id"]);
        assert_eq!(units.key, ["tenant_id", "id"]);
    }
}
