//! The schema of a file, compared with the one that this program makes.

use super::{Reader, SCHEMA, StoreError};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// How the schema of a file differs from `schema.sql`, in words; layout and comments do not count.
pub fn findings(reader: &Reader) -> Result<Vec<String>, StoreError> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(SCHEMA)?;
    Ok(differences(&described(&fresh)?, &described(&reader.sql())?))
}

/// The statements of everything in a schema but what SQLite keeps for itself, by kind and name.
fn described(sql: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let mut statement = sql.prepare(
        "select type || ' ' || name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\'",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| row.map(|(name, text)| (name, essence(&text))).map_err(StoreError::from)).collect()
}

/// A statement without its comments and its layout.
fn essence(statement: &str) -> String {
    let code = statement.lines().flat_map(|line| line.split("--").next());
    code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn differences(expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> Vec<String> {
    let lost = expected.iter().filter_map(|(name, statement)| match found.get(name) {
        Some(other) if other == statement => None,
        Some(_) => Some(format!("schema: {name} is not as this version makes it")),
        None => Some(format!("schema: {name} is missing")),
    });
    let strange = found
        .keys()
        .filter(|name| !expected.contains_key(*name))
        .map(|name| format!("schema: {name} is none of this version"));
    lost.chain(strange).collect()
}
