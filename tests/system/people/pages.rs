//! The forms of login: tokens, cookies, and what another page cannot do.

use server::store::keys::Role;
use tests::person::{Person, Told};
use tests::staff::PASSWORD;
use tests::world::World;

const NAME: &str = "m.rossi";

#[tokio::test(flavor = "multi_thread")]
async fn cookie_of_a_session_is_for_this_server_and_its_pages_only() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let told = log_in(&world.stranger(), &world.stranger().token("/login").await, &[]).await;
    assert_eq!((told.status, told.header("location")), (303, "/desk/"));
    let cookie = told.header("set-cookie");
    // Over plain HTTP on this very machine it has a plain name; `web/cookies.rs` tests that of TLS.
    let secret = cookie.strip_prefix("sportello=").unwrap_or_else(|| panic!("{cookie}"));
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Strict"] {
        assert!(secret.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let secret = secret.split(';').next().unwrap();
    let clerk = world.stranger().with_session(secret);
    clerk.get("/desk/").await.is_page();
}

#[tokio::test(flavor = "multi_thread")]
async fn cookie_that_came_over_tls_bears_the_prefix_of_the_host_and_a_plain_one_counts_for_nothing() {
    const TLS: [(&str, &str); 2] = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")];
    let world = World::plan().behind_proxy().begin().await;
    world.hire(NAME, Role::Clerk).await;
    let stranger = world.stranger();
    let over_tls = |path: &str, cookie: &str| {
        let asked = stranger.ask(reqwest::Method::GET, path).header("Cookie", cookie);
        stranger.send(TLS.iter().fold(asked, |asked, (name, value)| asked.header(*name, *value)))
    };
    let token = tests::form::hidden(&over_tls("/login", "").await.text, "token");
    let told = log_in(&stranger, &token, &TLS).await;
    let line = told.header("set-cookie");
    assert!(line.starts_with("__Host-sportello="), "{line}");
    for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
        assert!(line.contains(part), "{line}");
    }
    let secret = told.cookie("__Host-sportello").unwrap();
    over_tls("/desk/", &format!("__Host-sportello={secret}")).await.is_page();
    let plain = over_tls("/desk/", &format!("sportello={secret}")).await;
    assert_eq!(plain.header("location"), "/login?to=/desk/");
}

#[tokio::test(flavor = "multi_thread")]
async fn session_that_somebody_else_has_chosen_is_never_the_one_that_a_login_gives() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let (stranger, chosen) = (world.stranger(), "0123456789abcdef0123456789abcdef");
    let token = stranger.token("/login").await;
    let told = log_in(&stranger, &token, &[("Cookie", &format!("sportello={chosen}"))]).await;
    let given = told.cookie("sportello").unwrap();
    assert_ne!(given, chosen);
    // 128 bits in hexadecimal, and other ones each time.
    assert!(given.len() == 32 && given.bytes().all(|byte| byte.is_ascii_hexdigit()), "{given}");
    assert_ne!(log_in(&stranger, &token, &[]).await.cookie("sportello").unwrap(), given);
    assert_eq!(stranger.with_session(chosen).get("/desk/").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn login_without_the_form_of_this_server_lets_nobody_in() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let (stranger, good) = (world.stranger(), world.stranger().token("/login").await);
    let wrong = "0".repeat(64);
    for (token, headers) in [
        (wrong.as_str(), &[][..]),
        (&good, &[("Origin", "https://evil.example")]),
        (&good, &[("Sec-Fetch-Site", "cross-site")]),
    ] {
        let told = log_in(&stranger, token, headers).await;
        assert!(
            told.headers
                .get_all("set-cookie")
                .iter()
                .all(|value| { !value.to_str().unwrap().starts_with("sportello=") })
        );
        assert_ne!(told.header("location"), "/desk/");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn logout_is_the_end_of_a_cookie() {
    let world = World::begin().await;
    let clerk = world.at_work(NAME, Role::Clerk).await;
    let token = clerk.token("/account").await;
    let told = clerk.fill("/logout", &[("token", &token)]).await;
    assert_eq!(told.status, 303);
    assert!(told.header("set-cookie").contains("Max-Age=0"), "{}", told.header("set-cookie"));
    assert_eq!(clerk.get("/account").await.header("location"), "/login?to=/account");
}

#[tokio::test(flavor = "multi_thread")]
async fn login_leads_on_to_pages_of_this_server_only() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let stranger = world.stranger();
    for (to, leads_to) in [
        ("/account", "/account"),
        ("https://evil.example/", "/desk/"),
        ("//evil.example/", "/desk/"),
        ("/\\evil.example", "/desk/"),
        ("/login", "/desk/"),
    ] {
        let token = stranger.token("/login").await;
        let fields = [("token", token.as_str()), ("to", to), ("name", NAME), ("password", PASSWORD)];
        let told = stranger.fill("/login", &fields).await;
        assert_eq!(told.header("location"), leads_to, "{to}");
    }
}

async fn log_in(person: &Person, token: &str, headers: &[(&str, &str)]) -> Told {
    let fields = [("token", token), ("name", NAME), ("password", PASSWORD)];
    let is_told = headers.iter().any(|(name, _)| *name == "Sec-Fetch-Site");
    let own: &[(&str, &str)] = if is_told { &[] } else { &[("Sec-Fetch-Site", "same-origin")] };
    person.fill_with("/login", &fields, &[headers, own].concat()).await
}
