//! The two lanes to the registrar, seen from outside while the writer is held up.

use serde_json::json;
use server::registrar::inbox::PUBLIC_MAX;
use std::sync::{Arc, Mutex};
use tests::until::until;
use tests::world::{OFFICE, RESIDENCE, World};

/// Slips that leave at once: more than fit into the lane of the public, with some in work.
const SLIPS: usize = PUBLIC_MAX + 80;
/// Most pieces of work of the public in one batch.
const PUBLIC_BATCH_MAX: usize = 64;

#[tokio::test(flavor = "multi_thread")]
async fn full_lane_of_the_public_answers_busy_and_the_hall_goes_first() {
    let world = World::begin().await;
    let mut tokens = Vec::new();
    for _ in 0..SLIPS {
        tokens.push(world.welcome().take(RESIDENCE).await["token"].as_str().unwrap().to_owned());
    }
    let batches = watch_batches(&world);
    let raw = world.folder().raw();
    raw.execute_batch("begin immediate").unwrap();

    let leaving: Vec<_> = tokens
        .into_iter()
        .map(|token| {
            let stranger = world.stranger();
            tokio::spawn(async move {
                let told = stranger.post(&format!("/api/v1/follow/{token}/leave"), json!({})).await;
                if told.status == 503 {
                    told.refused(503, "busy");
                }
                told.status
            })
        })
        .collect();
    // Whoever finds the lane full is told so while all others still wait.
    until("the first refusal", async || leaving.iter().any(|task| task.is_finished()).then_some(())).await;
    let in_front = world.walk_in();
    let taking = tokio::spawn(async move { in_front.take(RESIDENCE).await });
    world.stranger().get("/api/v1/offices/portico/board").await.is(200);
    raw.execute_batch("rollback").unwrap();

    let mut statuses = Vec::new();
    for task in leaving {
        statuses.push(task.await.unwrap());
    }
    taking.await.unwrap();
    let busy = statuses.iter().filter(|status| **status == 503).count();
    assert!(busy > 0 && statuses.iter().all(|status| matches!(status, 200 | 503)), "{statuses:?}");
    let left = statuses.len() - busy;
    assert!(left >= PUBLIC_MAX, "{left} of at least {PUBLIC_MAX} that were taken in have left");

    let batches = batches.lock().unwrap();
    assert_eq!(batches.iter().map(|batch| batch.public).sum::<usize>(), left);
    assert!(batches.iter().all(|batch| batch.public <= PUBLIC_BATCH_MAX), "{batches:?}");
    assert!(batches.iter().any(|batch| batch.public == PUBLIC_BATCH_MAX), "{batches:?}");
    assert!(batches.iter().all(|batch| !batch.hall_after_public), "{batches:?}");
    drop(raw);
}

#[derive(Debug, Default)]
struct Seen {
    generation: u64,
    public: usize,
    hall_after_public: bool,
}

/// Counts the events of each batch by who caused them.
fn watch_batches(world: &World) -> Arc<Mutex<Vec<Seen>>> {
    let batches = Arc::new(Mutex::new(Vec::<Seen>::new()));
    let (seen, published) = (batches.clone(), world.app().hub.watch());
    world.app().hub.listen(move |event| {
        // The generation grows after the events of a batch have been told.
        let generation = published.borrow().generation;
        let mut seen = seen.lock().unwrap();
        if seen.last().is_none_or(|last| last.generation != generation) {
            seen.push(Seen { generation, ..Seen::default() });
        }
        let batch = seen.last_mut().unwrap();
        match event.by.id.as_str() {
            "visitor" => batch.public += 1,
            _ => batch.hall_after_public |= batch.public > 0,
        }
    });
    assert!(world.app().hub.floor(&OFFICE.parse().unwrap()).is_some());
    batches
}
