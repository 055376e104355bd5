//! Serves the totem of a paper office on port 7388, to look at its pages.
//!
//! Run with `cargo run -p kiosk --example totem -- [open|closed|busy|stale|refuses|away]`.

#[allow(dead_code, clippy::unwrap_used, reason = "the office of the tests, of which an example needs a part")]
#[path = "../tests/fake/mod.rs"]
mod fake;

use fake::{Mood, PaperOffice, morning, portico};
use office::refusal::Refusal;
use office::triage::Numbers;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let office = PaperOffice::new(portico());
    let reopens = Some(morning().plus(Duration::from_secs(5 * 3600)));
    match std::env::args().nth(1).as_deref() {
        Some("closed") => office.change(|screen| screen.outlook.numbers = Numbers::Again(reopens)),
        Some("busy") => office.change(|screen| {
            for prospect in screen.outlook.services.values_mut() {
                prospect.wait = prospect.wait.map(|_| fake::long());
            }
        }),
        Some("stale") => office.lose_touch(),
        Some("refuses") => office.set(Mood::Refuses(Refusal::OfficeClosed { reopens })),
        Some("away") => office.set(Mood::Away),
        _ => {}
    }
    // Keys of an example need not be secret.
    let next = AtomicU64::new(1);
    let random = move || u128::from(next.fetch_add(1, Ordering::Relaxed));
    let visits = kiosk::Visits::new(kiosk::Secret::new([7; 32]), random);
    let router = axum::Router::new()
        .nest("/totem/t1/", kiosk::router(office, visits, Arc::new(morning), None))
        .nest(screen::assets::STATIC_PATH, screen::assets::router());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7388").await?;
    axum::serve(listener, router).await
}
