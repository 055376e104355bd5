//! The yardstick: a bare axum + SQLite program that commits each request alone (WAL, FULL).
//!
//! One ticket row and one journal row a request, in one transaction, under one lock.

use crate::Failure;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

type Store = Arc<Mutex<Connection>>;

/// Serves on a free port, which is written to `DIR/port`, until killed.
pub async fn run(dir: &str) -> Result<(), Failure> {
    let dir = Path::new(dir);
    let connection = Connection::open(dir.join("bare.db"))?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.execute_batch(
        "create table ticket (id integer primary key, number text not null unique, service text not null);
         create table journal (id integer primary key, what text not null);",
    )?;
    let store: Store = Arc::new(Mutex::new(connection));
    let router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/api/v1/offices/{office}/tickets", post(issue))
        .with_state(store);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let fresh = dir.join("port.new");
    std::fs::write(&fresh, listener.local_addr()?.port().to_string())?;
    std::fs::rename(fresh, dir.join("port"))?;
    axum::serve(listener, router).await?;
    Ok(())
}

async fn issue(
    State(store): State<Store>,
    Json(asked): Json<Value>,
) -> Result<(StatusCode, Json<Value>), StatusCode> {
    let stored = tokio::task::spawn_blocking(move || commit(&store, &asked)).await;
    match stored {
        Ok(Ok(number)) => Ok((StatusCode::CREATED, Json(json!({ "number": number })))),
        Ok(Err(_)) | Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn commit(store: &Store, asked: &Value) -> Result<String, Failure> {
    let mut connection = store.lock().map_err(|_| "the store is poisoned")?;
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let last: i64 = transaction
        .prepare_cached("select coalesce(max(id), 0) from ticket")?
        .query_row([], |row| row.get(0))?;
    let number = format!("A{:03}", last + 1);
    transaction
        .prepare_cached("insert into ticket (id, number, service) values (?1, ?2, ?3)")?
        .execute(params![last + 1, number, asked["service"].as_str()])?;
    transaction
        .prepare_cached("insert into journal (what) values (?1)")?
        .execute(params![json!({ "issued": number, "asked": asked }).to_string()])?;
    transaction.commit()?;
    Ok(number)
}
