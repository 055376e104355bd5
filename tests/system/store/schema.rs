//! The database itself: what a fresh one is, and the second wall behind the rules.

use rusqlite::Connection;
use server::store::{APPLICATION_ID, SCHEMA, VERSION};
use tests::folder::Folder;
use tests::world::{CARD, REGISTER, RESIDENCE, World};

#[tokio::test(flavor = "multi_thread")]
async fn fresh_database_is_exactly_the_schema() {
    let world = World::begin().await;
    let expected = Connection::open_in_memory().unwrap();
    expected.execute_batch(SCHEMA).unwrap();
    let made = world.folder().raw();
    assert_eq!(described(&made), described(&expected));
    let pragma =
        |name: &str| made.query_row(&format!("pragma {name}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(pragma("application_id"), APPLICATION_ID);
    assert_eq!(pragma("user_version"), VERSION);
    let journal: String = made.query_row("pragma journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(journal, "wal");
}

#[test]
fn schema_in_the_repository_is_the_one_in_the_program() {
    let file = super::super::tidy::root().join("schema.sql");
    assert_eq!(std::fs::read_to_string(file).unwrap(), SCHEMA);
}

#[test]
fn every_table_is_strict_and_every_constraint_has_a_name() {
    let sql = Connection::open_in_memory().unwrap();
    sql.execute_batch(SCHEMA).unwrap();
    let mut statement = sql
        .prepare(
            "select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite_%'",
        )
        .unwrap();
    let tables =
        statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))).unwrap();
    let lax: Vec<_> =
        tables.map(Result::unwrap).filter(|(_, strict)| !strict).map(|(name, _)| name).collect();
    assert_eq!(lax, Vec::<String>::new());
    // Without its comments and its named constraints, the schema holds no further one.
    let text: String =
        SCHEMA.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let is_constraint = ["check", "primary", "foreign", "unique", "references"].contains(word);
        let of_index = at > 0 && words[at - 1] == "create";
        let named = words[at.saturating_sub(2)] == "constraint"
            || words[at.saturating_sub(1)] == "constraint"
            || (*word == "references" && words[..at].iter().rev().take(8).any(|word| *word == "foreign"));
        assert!(
            !is_constraint || of_index || named,
            "unnamed: {}",
            words[at.saturating_sub(4)..=at].join(" ")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn log_refuses_change_deletion_and_gap() {
    let copy = busy_day().await;
    let sql = copy.raw();
    refuses(&sql, "update event set body = '{}' where seq = 3", "the log is never changed");
    refuses(&sql, "update event set at = at + 1", "the log is never changed");
    refuses(&sql, "delete from event where seq = 1", "the log is never changed");
    let append = |seq: &str| {
        format!(
            "insert into event (office, seq, at, by_kind, by_id, kind, body, hash) \
             values ('portico', {seq}, 0, 'clock', 'clock', 'DayClosed', '{{}}', x'00')"
        )
    };
    let after_last = "(select seq + 2 from office where id = 'portico')";
    refuses(&sql, &append(after_last), "the log has no gap");
    refuses(&sql, &append("1"), "the log has no gap");
    refuses(&sql, &append("0"), "");
    refuses(&sql, &append("1").replace("portico", "nowhere"), "");
    refuses(&sql, &append("(select seq + 1 from office)").replace("'{}'", "'no json'"), "event_json");
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_refuse_what_no_rule_would_let_through() {
    let copy = busy_day().await;
    let sql = copy.raw();
    let number_twice = "insert into ticket select 'other', office, day, series, count, 99, joined_at, class, channel, \
                        configuration from ticket where count = 1 and series = 'A'";
    refuses(&sql, number_twice, "ticket.office, ticket.day, ticket.series, ticket.count");
    let second_leg = "insert into leg (ticket, no, service, state, target, announced, changed_at) \
                      select ticket, 2, service, 'waiting', 'skill', 0, 0 from leg where state = 'waiting' limit 1";
    refuses(&sql, second_leg, "leg.ticket");
    let second_visitor =
        format!("update leg set state = 'called', desk = '{REGISTER}' where state = 'waiting'");
    refuses(&sql, &second_visitor, "leg.desk");
    refuses(
        &sql,
        "update leg set state = 'called', desk = null where state = 'called'",
        "leg_at_desk_has_one",
    );
    refuses(&sql, "update leg set state = 'lost'", "leg_state");
    refuses(&sql, "update ticket set series = 'O'", "ticket_series");
    refuses(&sql, "update ticket set series = 'aa'", "ticket_series");
    refuses(&sql, "update ticket set count = 0", "ticket_count");
    refuses(&sql, "update ticket set count = 'one'", "cannot store TEXT");
    refuses(&sql, "update desk set state = 'burning'", "desk_state");
    refuses(&sql, "update api_key set role = 'king'", "api_key_role");
    refuses(
        &sql,
        "insert into server select 2, mode, epoch, secret, created_at from server",
        "server_is_one_row",
    );
    let second_day = "insert into service_day (office, date, opened_at, opens, closes, ends) \
                      values ('portico', '2026-03-03', 0, 0, 0, 0)";
    refuses(&sql, second_day, "service_day.office");
    sql.execute_batch("pragma foreign_keys = on").unwrap();
    refuses(&sql, "delete from ticket", "FOREIGN KEY");
    refuses(&sql, "delete from office", "FOREIGN KEY");
}

/// A copy of the folder of a day with one number called and one waiting.
async fn busy_day() -> Folder {
    let mut world = World::begin().await;
    for service in [RESIDENCE, RESIDENCE, CARD] {
        world.walk_in().take(service).await;
    }
    world.clerk().call_next(REGISTER).await;
    world.end().await;
    Folder::with_database_of(world.folder().path())
}

/// Holds that a statement fails for a reason, and that nothing has changed.
#[track_caller]
fn refuses(sql: &Connection, statement: &str, reason: &str) {
    let told = sql.execute(statement, []).expect_err(statement).to_string();
    assert!(told.contains(reason), "{statement}: {told}");
}

/// Everything that is in a schema.
fn described(sql: &Connection) -> Vec<(String, String, Option<String>)> {
    let mut statement = sql.prepare("select type, name, sql from sqlite_schema order by type, name").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}
