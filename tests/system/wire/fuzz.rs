//! A thousand requests that nobody in their right mind sends: each is answered, none breaks anything,
//! and no answer tells how the program is made.

use super::walk::{Walk, body_for};
use serde_json::json;
use std::time::Duration;
use tests::person::TICKETS;
use tests::raw::answer;
use tests::world::World;
use tokio::time::timeout;

const REQUESTS: usize = 1000;
/// What is absurd is refused within so long, on the slowest machine.
const SOON: Duration = Duration::from_secs(1);
/// The seed; a failure names the request itself.
const SEED: u64 = 0x5eed_0003;

/// What stands in no answer: how the program is made, and where it lies.
const INNER: [&str; 16] = [
    "panicked",
    "thread '",
    "RUST_BACKTRACE",
    "unwrap()",
    "rusqlite",
    "sqlite",
    "SQLITE",
    "no such table",
    "no such column",
    "constraint failed",
    "syntax error",
    "database is locked",
    ".rs:",
    "/src/",
    "/tmp/",
    "sportello.db",
];

#[tokio::test(flavor = "multi_thread")]
async fn thousand_absurd_requests_break_nothing_and_learn_nothing() {
    let world = World::plan().with_elsewhere().begin().await;
    let walk = Walk::of(&world).await;
    let mut dice = Dice(SEED);
    let mut statuses = std::collections::BTreeMap::new();
    for nth in 0..REQUESTS {
        let request = request(&world, &walk, &mut dice);
        let told = answer(world.address(), &request).await;
        let shown = || format!("{nth}: {}\n{told}", String::from_utf8_lossy(&request));
        let status: u16 = match told.strip_prefix("HTTP/1.1 ") {
            Some(rest) => rest[..3].parse().unwrap(),
            // What is no request is cut without a word.
            None => {
                assert!(told.is_empty(), "{}", shown());
                continue;
            }
        };
        assert!(status < 500, "{}", shown());
        for inner in INNER {
            // What was sent may come back in a refusal; it is not ours then.
            let is_echo = String::from_utf8_lossy(&request).contains(inner);
            assert!(is_echo || !told.contains(inner), "{inner} in {}", shown());
        }
        *statuses.entry(status).or_insert(0) += 1;
    }
    // The dice reach past the first wall.
    for status in [200, 400, 401, 403, 404, 405, 415, 422] {
        assert!(statuses.contains_key(&status), "none was answered {status}: {statuses:?}");
    }
    assert_eq!(world.stranger().get("/healthz").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn json_of_absurd_depth_width_and_size_is_refused() {
    let world = World::begin().await;
    let before = world.log_len();
    let clerk = world.clerk();
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let wide = |keys: usize| {
        let keys: Vec<String> = (0..keys).map(|nth| format!("\"{nth}\":0")).collect();
        format!("{{{}}}", keys.join(","))
    };
    for (body, status) in [
        (deep(100_000), 413),
        (deep(30_000), 422),
        (format!("{{\"service\":{}}}", deep(30_000)), 422),
        (wide(200_000), 413),
        (wide(5_000), 422),
        ("{\"service\":1e999}".to_owned(), 400),
        ("{\"service\":-1e999}".to_owned(), 400),
        (format!("{{\"service\":{}}}", "9".repeat(60_000)), 400),
        ("{\"service\":\"imu\",\"service\":\"imu\"}".to_owned(), 422),
        (format!("\"{}\"", "\\u0000".repeat(10_000)), 422),
    ] {
        let told = timeout(SOON, clerk.post_text(TICKETS, &body)).await.expect("it costs nothing to refuse");
        assert_eq!(told.status, status, "{}…: {}", &body[..body.len().min(60)], told.text);
    }
    assert_eq!(world.log_len(), before);
}

/// Numbers that look random and are always the same (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

fn request(world: &World, walk: &Walk, dice: &mut Dice) -> Vec<u8> {
    let route = dice.one(&walk.routes).clone();
    let own = walk.filled(route.path);
    let methods =
        [route.method.as_str(), route.method.as_str(), "POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "X"];
    let method = *dice.one(&methods);
    let path = match dice.roll(3) {
        0 => own.clone(),
        1 => walk.filled_with(route.path, |_| (*dice.one(&SEGMENTS)).to_owned()),
        _ => format!("{own}{}", dice.one(&SEGMENTS)),
    };
    let query = if dice.roll(2) == 0 { *dice.one(&QUERIES) } else { "" };
    let key = match dice.roll(4) {
        0 => None,
        1 => Some("clerk"),
        2 => Some("supervisor"),
        _ => Some("totem-1"),
    };
    let key =
        key.map(|key| format!("Authorization: Bearer {}\r\n", world.device_key(key))).unwrap_or_default();
    let odd = if dice.roll(3) == 0 { *dice.one(&HEADERS) } else { "" };
    let (kind, body) = body(dice, &own);
    let mut request = format!(
        "{method} {path}{query} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{key}{odd}{kind}Content-Length: {}\r\n\r\n",
        world.address(),
        body.len()
    )
    .into_bytes();
    request.extend(body);
    request
}

fn body(dice: &mut Dice, path: &str) -> (&'static str, Vec<u8>) {
    const JSON: &str = "Content-Type: application/json\r\n";
    const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";
    match dice.roll(7) {
        0 => ("", Vec::new()),
        1 => (JSON, body_for(path).to_string().into_bytes()),
        2 => {
            let text = *dice.one(&TEXTS);
            let field = *dice.one(&["service", "desk", "reason", "class", "note", "language", "print", "to"]);
            (JSON, json!({ field: text }).to_string().into_bytes())
        }
        3 => (JSON, (*dice.one(&BROKEN)).into()),
        4 => {
            let field = *dice.one(&["token", "request", "act", "ticket", "service", "password", "name"]);
            (FORM, format!("{field}={}&{field}=%00%ff", dice.one(&SEGMENTS)).into_bytes())
        }
        5 => ("Content-Type: text/plain\r\n", (*dice.one(&TEXTS)).into()),
        _ => {
            let garbage = (0..dice.roll(300)).map(|_| dice.roll(256) as u8).collect();
            (*dice.one(&[JSON, FORM, ""]), garbage)
        }
    }
}

const SEGMENTS: [&str; 18] = [
    "x",
    "..",
    ".",
    "%00",
    "%ff%fe",
    "%2e%2e%2fetc%2fpasswd",
    "%27%20or%201=1--",
    "'",
    "\"",
    ";drop",
    "%3Cscript%3E",
    "-1",
    "99999999999999999999",
    "%E2%80%AE",
    "/",
    "//",
    "{office}",
    "00112233445566778899aabbccddeeff",
];

const QUERIES: [&str; 12] = [
    "?",
    "?language=xx",
    "?language=en&language=it",
    "?after=-1",
    "?after=18446744073709551616",
    "?limit=0",
    "?limit=99999999",
    "?after=1&limit=1e9",
    "?q=%ff",
    "?%00=%00",
    "?to=//evil.example",
    "?a[]=1&a[b]=2",
];

const HEADERS: [&str; 14] = [
    "Accept: text/html\r\n",
    "Accept-Language: ,;q=,*-\r\n",
    "Idempotency-Key: x\r\n",
    "Idempotency-Key: '; select 1; --\r\n",
    "Idempotency-Key:\r\n",
    "Origin: null\r\n",
    "Sec-Fetch-Site: cross-site\r\n",
    "Cookie: sportello=x; seat=y; __Host-sportello=\"\r\n",
    "X-Forwarded-For: ' or 1=1\r\n",
    "Expect: 200-maybe\r\n",
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x\r\n",
    "Range: bytes=9-0\r\n",
    "If-None-Match: \"\r\n",
    "Content-Encoding: gzip\r\n",
];

const TEXTS: [&str; 10] = [
    "",
    "imu",
    "' or 1=1; --",
    "\u{0}",
    "\u{202e}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "{{7*7}}",
    "\u{1b}@",
    "ordinary",
];

const BROKEN: [&str; 12] = [
    "{",
    "[]",
    "null",
    "\"",
    "{\"service\":}",
    "{\"service\":null}",
    "{\"service\":[]}",
    "{\"service\":{\"a\":1}}",
    "{\"to\":{\"desk\":1,\"service\":2}}",
    "{\"done\":[[[[]]]]}",
    "\u{feff}{}",
    "{\"a\":1}{\"b\":2}",
];
