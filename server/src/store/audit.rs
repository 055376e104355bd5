//! The audit: a line for every change outside the log.

use super::StoreError;
use office::moment::Moment;
use rusqlite::{Connection, params};

/// Writes a line: who did what to which row; never a name, a token or a key.
pub fn write(
    sql: &Connection,
    actor: &str,
    action: &str,
    subject: &str,
    now: Moment,
) -> Result<(), StoreError> {
    sql.prepare_cached("insert into audit (at, actor, action, subject) values (?1, ?2, ?3, ?4)")?
        .execute(params![now.as_millis(), actor, action, subject])?;
    Ok(())
}
