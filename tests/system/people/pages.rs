//! The forms of login: tokens, cookies, and what another page cannot do.

use reqwest::Method;
use server::store::keys::Role;
use tests::person::{Person, Told};
use tests::staff::PASSWORD;
use tests::world::World;

const NAME: &str = "m.rossi";

#[tokio::test(flavor = "multi_thread")]
async fn cookie_of_a_session_is_for_this_server_and_its_pages_only() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let told = log_in(&world.stranger(), &token(&world.stranger()).await, &[]).await;
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
async fn login_without_the_form_of_this_server_lets_nobody_in() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let (stranger, good) = (world.stranger(), token(&world.stranger()).await);
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
    let page = clerk.get("/account").await.text;
    let token = hidden(&page, "token");
    let told = form(&clerk, "/logout", &format!("token={token}"), &[]).await;
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
        ("https%3A%2F%2Fevil.example%2F", "/desk/"),
        ("%2F%2Fevil.example%2F", "/desk/"),
        ("%2F%5Cevil.example", "/desk/"),
        ("%2Flogin", "/desk/"),
    ] {
        let token = token(&stranger).await;
        let password = PASSWORD.replace(' ', "+").replace('è', "%C3%A8");
        let told =
            form(&stranger, "/login", &format!("token={token}&to={to}&name={NAME}&password={password}"), &[])
                .await;
        assert_eq!(told.header("location"), leads_to, "{to}");
    }
}

async fn token(person: &Person) -> String {
    hidden(&person.get("/login").await.text, "token")
}

async fn log_in(person: &Person, token: &str, headers: &[(&'static str, &str)]) -> Told {
    let password = PASSWORD.replace(' ', "+").replace('è', "%C3%A8");
    form(person, "/login", &format!("token={token}&name={NAME}&password={password}"), headers).await
}

async fn form(person: &Person, path: &str, body: &str, headers: &[(&'static str, &str)]) -> Told {
    let asked = person
        .ask(Method::POST, path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body.to_owned());
    let is_told = headers.iter().any(|(name, _)| *name == "Sec-Fetch-Site");
    let asked = if is_told { asked } else { asked.header("Sec-Fetch-Site", "same-origin") };
    let asked = headers.iter().fold(asked, |asked, (name, value)| asked.header(*name, *value));
    person.send(asked).await
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field is there").1;
    after.split_once('"').expect("the value ends").0.to_owned()
}
