//! Requests whose end two programs would read differently: refused, or the last on their connection.

use serde_json::json;
use tests::raw::answer;
use tests::world::{RESIDENCE, World};

/// What is hidden behind a request that seems to have ended; carried out, it would be seen.
fn hidden(token: &str) -> String {
    format!("POST /api/v1/follow/{token}/leave HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn request_hidden_behind_another_is_never_carried_out() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    let token = taken["token"].as_str().unwrap();
    let before = world.log_len();
    let hidden = hidden(token);
    let len = hidden.len();
    for head in [
        // A length and chunks, in both orders and disguises.
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n".to_owned(),
        "Content-Length: 5\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n".to_owned(),
        "Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n".to_owned(),
        "Content-Length: 5\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n".to_owned(),
        "Content-Length: 5\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n".to_owned(),
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
        // Two lengths, and lengths that are none.
        format!("Content-Length: 0\r\nContent-Length: {len}\r\n\r\n"),
        format!("Content-Length: {len}\r\nContent-Length: 0\r\n\r\n"),
        format!("Content-Length: 0, {len}\r\n\r\n"),
        "Content-Length: -1\r\n\r\n".to_owned(),
        "Content-Length: +0\r\n\r\n".to_owned(),
        "Content-Length: 0x0\r\n\r\n".to_owned(),
        "Content-Length: 99999999999999999999\r\n\r\n".to_owned(),
        // Chunks that are none.
        "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\n\r\n0;x\ny\r\n\r\n".to_owned(),
        // Headers that are none.
        "X: y\r\n folded\r\nContent-Length: 0\r\n\r\n".to_owned(),
        "No colon here\r\n\r\n".to_owned(),
        "X\0: y\r\n\r\n".to_owned(),
    ] {
        let first = format!("POST /api/v1/follow/none/leave HTTP/1.1\r\nHost: x\r\n{head}{hidden}");
        let told = answer(world.address(), first.as_bytes()).await;
        let answers = told.matches("HTTP/1.1 ").count();
        assert!(answers <= 1, "{head:?}: {told}");
        assert!(answers == 0 || told.starts_with("HTTP/1.1 4"), "{head:?}: {told}");
        assert_eq!(world.log_len(), before, "{head:?}");
    }
    // It is the framing that was refused: by itself the same request is carried out.
    world.stranger().post(&format!("/api/v1/follow/{token}/leave"), json!({})).await.is(200);
    assert_eq!(world.log_len(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn body_in_chunks_alone_is_read_and_ends_the_connection() {
    let world = World::begin().await;
    let key = world.device_key("clerk");
    let body = format!("{{\"service\":\"{RESIDENCE}\"}}");
    let request = format!(
        "POST /api/v1/offices/portico/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let told = answer(world.address(), request.as_bytes()).await;
    assert!(told.starts_with("HTTP/1.1 201") && told.contains("connection: close"), "{told}");
}
