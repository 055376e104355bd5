//! The stored documents of offices: written once, never changed.

use super::{StoreError, log, moment, stored};
use office::configuration::{Configuration, Version};
use office::event::{Event, Fact};
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most versions, and most events about them, of one page of the history.
pub const PAGE_MAX: u32 = 200;

/// Who stored a document, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<'a> {
    /// As in the audit.
    pub by: &'a str,
    /// In their own words.
    pub note: &'a str,
    /// When.
    pub at: Moment,
}

/// A stored document, without the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its version.
    pub version: Version,
    /// When it was stored.
    pub created_at: Moment,
    /// By whom, as in the audit; empty where that is not known.
    pub created_by: String,
    /// Why.
    pub note: String,
}

/// Stores a document; it comes into force by an event.
pub fn add(
    sql: &Connection,
    version: Version,
    configuration: &Configuration,
    stored: &Stored<'_>,
) -> Result<(), StoreError> {
    let document = |source| StoreError::Document { what: "configuration".into(), source };
    let text = serde_json::to_string(configuration).map_err(document)?;
    sql.execute(
        "insert into configuration (office, version, document, created_at, created_by, note) \
         values (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            configuration.office.id.as_str(),
            version.0,
            text,
            stored.at.as_millis(),
            stored.by,
            stored.note
        ],
    )?;
    Ok(())
}

/// The version that the next document of an office bears.
pub fn next_version(sql: &Connection, office: &OfficeId) -> Result<Version, StoreError> {
    let last: u32 = sql.query_row(
        "select coalesce(max(version), 0) from configuration where office = ?1",
        params![office.as_str()],
        |row| row.get(0),
    )?;
    last.checked_add(1).map(Version).ok_or_else(|| StoreError::Value("no version is left".into()))
}

/// The documents of an office from a version on.
pub fn from(
    sql: &Connection,
    office: &OfficeId,
    first: Version,
) -> Result<BTreeMap<Version, Arc<Configuration>>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select version, document from configuration where office = ?1 and version >= ?2 order by version",
    )?;
    let rows = statement.query_map(params![office.as_str(), first.0], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut found = BTreeMap::new();
    for row in rows {
        let (version, text) = row?;
        found.insert(Version(version), Arc::new(parsed(version, &text)?));
    }
    Ok(found)
}

/// One document of an office.
pub fn document(
    sql: &Connection,
    office: &OfficeId,
    version: Version,
) -> Result<Option<Configuration>, StoreError> {
    let text: Option<String> = sql
        .prepare_cached("select document from configuration where office = ?1 and version = ?2")?
        .query_row(params![office.as_str(), version.0], |row| row.get(0))
        .optional()?;
    text.map(|text| parsed(version.0, &text)).transpose()
}

fn parsed(version: u32, text: &str) -> Result<Configuration, StoreError> {
    serde_json::from_str(text)
        .map_err(|source| StoreError::Document { what: format!("configuration {version}"), source })
}

/// The versions of an office before one, newest first, at most `limit` and [`PAGE_MAX`].
pub fn versions(
    sql: &Connection,
    office: &OfficeId,
    before: Option<Version>,
    limit: u32,
) -> Result<Vec<VersionRow>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select version, created_at, created_by, note from configuration \
         where office = ?1 and (?2 is null or version < ?2) order by version desc limit ?3",
    )?;
    let before = before.map(|version| version.0);
    let mut rows = statement.query(params![office.as_str(), before, limit.min(PAGE_MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(VersionRow {
            version: Version(row.get(0)?),
            created_at: moment(row.get(1)?)?,
            created_by: row.get(2)?,
            note: row.get(3)?,
        });
    }
    Ok(found)
}

/// When each version of an office came into force, newest first, at most [`PAGE_MAX`].
pub fn adoptions(sql: &Connection, office: &OfficeId) -> Result<Vec<(Version, Moment)>, StoreError> {
    let mut found = Vec::new();
    log::adoptions(sql, office, PAGE_MAX, |event: Event| {
        if let Fact::ConfigurationAdopted { version } = event.fact {
            found.push((version, event.at));
        }
        Ok(())
    })?;
    Ok(found)
}

/// The version under which the service day of this event opened, or the first one.
pub fn in_force_at(sql: &Connection, office: &OfficeId, day_seq: u64) -> Result<Version, StoreError> {
    let mut version = Version(1);
    log::read(sql, office, day_seq.saturating_sub(1), 1, |event| {
        if let Fact::DayOpened { configuration, .. } = event.fact {
            version = configuration;
        }
        Ok(())
    })?;
    stored("version", (version.0 > 0).then_some(version))
}
