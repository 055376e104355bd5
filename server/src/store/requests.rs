//! Stored answers of requests that carried a key: asked again, the answer is the same.

use super::StoreError;
use office::id::{ActorId, RequestKey};
use office::moment::Moment;
use rusqlite::{Connection, OptionalExtension, params};
use std::time::Duration;

/// How long an answer is kept.
pub const KEPT: Duration = Duration::from_secs(24 * 3600);
/// Most answers erased in one go, so that nobody waits for the broom.
const FORGET_MAX: u32 = 20_000;

/// What is known of a request key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Nothing.
    Never,
    /// The same request: this was the answer, as JSON.
    Same(String),
    /// The key came with another body.
    OtherBody,
}

/// Looks a request up.
pub fn find(
    sql: &Connection,
    actor: &ActorId,
    key: &RequestKey,
    body_hash: &[u8; 32],
) -> Result<Seen, StoreError> {
    let found: Option<(Vec<u8>, String)> = sql
        .prepare_cached("select body_hash, answer from request where actor = ?1 and key = ?2")?
        .query_row(params![actor.as_str(), key.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match found {
        None => Seen::Never,
        Some((hash, answer)) if hash == body_hash => Seen::Same(answer),
        Some(_) => Seen::OtherBody,
    })
}

/// The answer that is kept for a request, whatever was asked under its name; as JSON.
pub fn answer(sql: &Connection, actor: &ActorId, key: &RequestKey) -> Result<Option<String>, StoreError> {
    Ok(sql
        .prepare_cached("select answer from request where actor = ?1 and key = ?2")?
        .query_row(params![actor.as_str(), key.as_str()], |row| row.get(0))
        .optional()?)
}

/// Whether an answer is kept for a request.
pub fn has(sql: &Connection, actor: &ActorId, key: &RequestKey) -> Result<bool, StoreError> {
    Ok(sql
        .prepare_cached("select 1 from request where actor = ?1 and key = ?2")?
        .exists(params![actor.as_str(), key.as_str()])?)
}

/// Keeps an answer.
pub fn keep(
    sql: &Connection,
    actor: &ActorId,
    key: &RequestKey,
    body_hash: &[u8; 32],
    answer: &str,
    now: Moment,
) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into request (actor, key, body_hash, answer, answered_at) values (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![actor.as_str(), key.as_str(), body_hash, answer, now.as_millis()])?;
    Ok(())
}

/// Erases answers kept for longer than [`KEPT`]; whether there were any.
pub fn forget(sql: &Connection, now: Moment) -> Result<bool, StoreError> {
    let erased = sql
        .prepare_cached(
            "delete from request where (actor, key) in \
             (select actor, key from request where answered_at < ?1 order by answered_at limit ?2)",
        )?
        .execute(params![now.minus(KEPT).as_millis(), FORGET_MAX])?;
    Ok(erased > 0)
}
