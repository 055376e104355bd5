//! Databases of versions that this program writes no more.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::{Value, ValueRef};
use serde_json::json;
use server::store::APPLICATION_ID;
use std::collections::BTreeMap;
use std::path::Path;
use tests::folder::Folder;
use tests::world::{CARD, REGISTER, RESIDENCE, World};

/// The schema of version 1.
const VERSION_1: &str = include_str!("../../../server/src/store/migrations/version-1.sql");

/// A database of version 1 with nothing but its server's row.
pub fn empty() -> Folder {
    let folder = Folder::empty();
    let sql = fresh(&folder);
    sql.execute_batch(
        "insert into server (id, mode, epoch, secret, created_at) values (1, 'serve', 1, x'00', 0)",
    )
    .unwrap();
    folder
}

/// A database of version 1 with two offices in the middle of a day; and the same as this version would
/// have written it.
pub async fn office() -> (Folder, Folder) {
    let mut world = World::plan().with_elsewhere().begin().await;
    world.holder_of("clerk-elsewhere").at_desk("banco-1", "open").await.is(200);
    world.walk_in().take(CARD).await;
    for _ in 0..3 {
        world.walk_in().take(RESIDENCE).await;
    }
    let called = world.clerk().call_next(REGISTER).await;
    world.clerk().step(&called, "start", json!({})).await.is(200);
    world.clerk().step(&called, "finish", json!({ "outcome": "settled" })).await.is(200);
    world.clerk().call_next(REGISTER).await;
    world.end().await;
    let original = Folder::with_database_of(world.folder().path());
    let folder = Folder::empty();
    let sql = fresh(&folder);
    sql.execute("attach ?1 as original", [original.database().to_str().unwrap()]).unwrap();
    let mut tables = sql.prepare("select name from main.sqlite_schema where type = 'table'").unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for table in tables.map(Result::unwrap).filter(|table| !table.starts_with("sqlite_")) {
        let columns: String = sql
            .query_row(
                "select group_concat(name, ', ') from pragma_table_info(?1, 'main')",
                [&table],
                |row| row.get(0),
            )
            .unwrap();
        sql.execute_batch(&format!(
            "insert into main.{table} ({columns}) select {columns} from original.{table}"
        ))
        .unwrap();
    }
    for table in ["event", "ticket", "leg", "print_job", "device", "api_key", "audit", "request", "follow"] {
        let rows: u64 =
            sql.query_row(&format!("select count(*) from main.{table}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0 || table == "request", "nothing in {table}");
    }
    (folder, original)
}

/// A connection to an empty database of version 1, for which it has no rules.
fn fresh(folder: &Folder) -> Connection {
    let sql = folder.raw();
    sql.pragma_update(None, "journal_mode", "wal").unwrap();
    sql.execute_batch(VERSION_1).unwrap();
    sql.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    sql.pragma_update(None, "user_version", 1).unwrap();
    without_rules(sql)
}

/// A connection for which the database has no rules.
pub fn past_the_rules(folder: &Folder) -> Connection {
    without_rules(folder.raw())
}

fn without_rules(sql: Connection) -> Connection {
    sql.execute_batch("pragma foreign_keys = off; pragma ignore_check_constraints = on").unwrap();
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    sql
}

/// Everything that is in a database.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// Its version.
    pub version: i64,
    /// Its schema, as it was written.
    pub schema: Vec<(String, Option<String>)>,
    /// The rows of each table.
    pub rows: BTreeMap<String, Vec<Vec<Value>>>,
}

impl Contents {
    /// Reads them.
    pub fn of(database: &Path) -> Self {
        let sql = Connection::open(database).unwrap();
        let version = sql.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
        let mut statement =
            sql.prepare("select type || ' ' || name, sql from sqlite_schema order by type, name").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let schema: Vec<(String, Option<String>)> = rows.map(Result::unwrap).collect();
        let tables = schema.iter().filter_map(|(name, _)| name.strip_prefix("table "));
        let rows: BTreeMap<_, _> = tables.map(|name| (name.to_owned(), rows_of(&sql, name))).collect();
        assert!(!rows["event"].is_empty());
        Self { version, schema, rows }
    }
}

fn rows_of(sql: &Connection, table: &str) -> Vec<Vec<Value>> {
    let mut statement = sql.prepare(&format!("select * from {table}")).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        found.push((0..columns).map(|nth| value(row.get_ref(nth).unwrap())).collect());
    }
    found
}

/// A value; a text that is none as its bytes.
fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Text(text) => {
            String::from_utf8(text.to_vec()).map_or_else(|text| Value::Blob(text.into_bytes()), Value::Text)
        }
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}
