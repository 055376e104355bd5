//! From the database of an older version to that of this one: forward only, step by step.
//!
//! ```text
//! version 1 --safety copy--> version 1 --step--> version 2 --step--> ... --> VERSION
//! ```
//!
//! A step and its `user_version` are one transaction: after a power cut the file is wholly of the one
//! version or wholly of the other, and the next start goes on. A released step is never edited.

pub mod safety;
mod version_2;

use super::{OpenError, StoreError, VERSION, audit};
use office::moment::Moment;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// A step from the version before.
struct Step {
    /// The version that it leads to.
    to: i64,
    /// Changes everything but the number of the version.
    carry_out: fn(&Connection, Moment) -> Result<(), StoreError>,
}

/// Every step, in order.
const STEPS: [Step; 1] = [Step { to: 2, carry_out: version_2::carry_out }];

/// The first version that was ever released.
pub const OLDEST: i64 = 1;

/// Brings a database up to this version.
pub fn bring_up(connection: &mut Connection, now: Moment) -> Result<(), OpenError> {
    // Rows move from table to table; whether they hold together is looked at before the commit.
    connection.pragma_update(None, "foreign_keys", false)?;
    let brought = STEPS.iter().try_for_each(|step| {
        let failed = |source| OpenError::Step { from: step.to - 1, to: step.to, source };
        carry_out(connection, step, now).map_err(failed)
    });
    connection.pragma_update(None, "foreign_keys", true)?;
    brought
}

fn carry_out(connection: &mut Connection, step: &Step, now: Moment) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.query_row("pragma user_version", [], |row| row.get(0))?;
    if found != step.to - 1 {
        return Ok(());
    }
    (step.carry_out)(&transaction, now)?;
    let torn: Option<String> =
        transaction.query_row("pragma foreign_key_check", [], |row| row.get(0)).optional()?;
    if let Some(table) = torn {
        return Err(StoreError::Value(format!("a row of {table} names a row that is not there")));
    }
    transaction.pragma_update(None, "user_version", step.to)?;
    if step.to == VERSION {
        let subject = format!("database to version {VERSION}");
        audit::write(&transaction, &audit::By::command_line(), "migrated", &subject, now)?;
    }
    transaction.commit()?;
    Ok(())
}
