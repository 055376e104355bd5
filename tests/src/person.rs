//! Somebody who uses the API, with or without a key, or the pages with a session.

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// Numbers that were acknowledged: ticket and number.
pub type Acknowledged = Arc<Mutex<Vec<(String, String)>>>;

/// Somebody who asks.
#[derive(Debug, Clone)]
pub struct Person {
    http: Client,
    base: String,
    key: Option<String>,
    session: Option<String>,
    acknowledged: Acknowledged,
}

impl Person {
    /// Somebody who talks to the server at `base`, with this key if any.
    pub fn new(base: &str, key: Option<&str>, acknowledged: Acknowledged) -> Self {
        let http = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { http, base: base.to_owned(), key: key.map(str::to_owned), session: None, acknowledged }
    }

    /// The same connections with another key.
    pub fn with_key(&self, key: Option<&str>) -> Self {
        Self { key: key.map(str::to_owned), ..self.clone() }
    }

    /// The same connections at a browser that has a session.
    pub fn with_session(&self, secret: &str) -> Self {
        Self { key: None, session: Some(secret.to_owned()), ..self.clone() }
    }

    /// The secret of the session, if there is one.
    pub fn session(&self) -> Option<&str> {
        self.session.as_deref()
    }

    /// The header that says who asks.
    pub fn header(&self) -> (&'static str, String) {
        match (&self.key, &self.session) {
            (Some(key), _) => ("Authorization", format!("Bearer {key}")),
            (None, Some(secret)) => ("Cookie", format!("sportello={secret}")),
            (None, None) => ("Cookie", String::new()),
        }
    }

    /// The numbers that anybody of this world was told of.
    pub fn acknowledged(&self) -> Acknowledged {
        self.acknowledged.clone()
    }

    /// A request, to be completed.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match (&self.key, &self.session) {
            (Some(key), _) => request.header(AUTHORIZATION, format!("Bearer {key}")),
            // As a browser says of a page of this server.
            (None, Some(secret)) => {
                request.header(COOKIE, format!("sportello={secret}")).header("Sec-Fetch-Site", "same-origin")
            }
            (None, None) => request,
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Told {
        self.send(self.ask(Method::GET, path)).await
    }

    /// Asks for a change.
    pub async fn post(&self, path: &str, body: Value) -> Told {
        self.post_text(path, &body.to_string()).await
    }

    /// Asks for a change with whatever is taken for JSON.
    pub async fn post_text(&self, path: &str, body: &str) -> Told {
        let request = self.ask(Method::POST, path).header(CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_owned())).await
    }

    /// Asks for a change under a name.
    pub async fn post_named(&self, name: &str, path: &str, body: Value) -> Told {
        let request = self.ask(Method::POST, path).header(CONTENT_TYPE, "application/json");
        self.send(request.header("Idempotency-Key", name).body(body.to_string())).await
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, request: RequestBuilder) -> Told {
        self.try_send(request).await.unwrap_or_else(|error| panic!("no answer: {error:?}"))
    }

    /// The same, where there may be no answer.
    pub async fn try_send(&self, request: RequestBuilder) -> Result<Told, reqwest::Error> {
        let answer = request.send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let told = Told { status, headers, text: answer.text().await? };
        if status == 201 && told.json()["number"].is_string() {
            let taken = told.json();
            let text = |field: &str| taken[field].as_str().unwrap().to_owned();
            self.acknowledged.lock().unwrap().push((text("id"), text("number")));
        }
        Ok(told)
    }

    /// Takes a number at the default office.
    pub async fn take(&self, service: &str) -> Value {
        self.take_with(json!({ "service": service })).await
    }

    /// Takes a number at the default office, with particulars.
    pub async fn take_with(&self, body: Value) -> Value {
        self.post(TICKETS, body).await.is(201)
    }

    /// Does something with a ticket, as `{id}` of an earlier answer.
    pub async fn step(&self, ticket: &Value, step: &str, body: Value) -> Told {
        let id = ticket["id"].as_str().unwrap();
        self.post(&format!("/api/v1/tickets/{id}/{step}"), body).await
    }

    /// Does something with a desk.
    pub async fn at_desk(&self, desk: &str, what: &str) -> Told {
        self.post(&format!("/api/v1/desks/{desk}/{what}"), json!({})).await
    }

    /// Calls whoever is next; the called ticket.
    pub async fn call_next(&self, desk: &str) -> Value {
        self.at_desk(desk, "call-next").await.is(200)["ticket"].take()
    }

    /// A ticket, whole.
    pub async fn ticket(&self, ticket: &Value) -> Value {
        self.get(&format!("/api/v1/tickets/{}", ticket["id"].as_str().unwrap())).await.is(200)
    }
}

/// Where the default office gives numbers.
pub const TICKETS: &str = "/api/v1/offices/portico/tickets";
/// The board of the default office.
pub const BOARD: &str = "/api/v1/offices/portico/board";

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Told {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Told {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {:?}", self.status, self.text))
    }

    /// The body of an answer with this status; null where it is empty.
    #[track_caller]
    pub fn is(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// Holds an answer to be a page, and not the way to the login.
    #[track_caller]
    pub fn is_page(&self) {
        assert_eq!(self.status, 200, "{}", self.text);
        assert!(self.header("content-type").starts_with("text/html"), "{}", self.text);
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Holds a problem to its form, status and code; the problem.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        let problem = self.json();
        assert_eq!(problem["code"], code, "{}", self.text);
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], "about:blank");
        let words = |field: &str| problem[field].as_str().is_some_and(|text| !text.is_empty());
        assert!(words("title") && words("detail"), "{}", self.text);
        let is_temporary = matches!(status, 429 | 503);
        assert_eq!(self.headers.contains_key("retry-after"), is_temporary, "{}", self.text);
        problem
    }
}
