//! The pages for citizens and staff, and what they have in common: files, feeds and messages.
//!
//! ```text
//! handler -> view (plain values, drawn from floor and waits) -> template -> page
//!                                                            -> blocks   -> feed, on every change
//! ```

pub mod appointment;
pub mod book;
pub mod bookings;
pub mod desk;
pub mod devices;
pub mod enrol;
pub mod follow;
pub mod home;
pub mod messages;
pub mod paper;
pub mod printers;
pub mod privacy;
pub mod procedure;
pub mod service;
pub mod staff;
pub mod supervisor;
pub mod welcome;

use super::access::Caller;
use super::body::language;
use crate::app::App;
use crate::hub::Published;
use crate::store::keys::DeviceRow;
use askama::Template;
use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use i18n_embed_fl::fl;
use office::id::DeviceId;
use office::language::Language;
use office::wire::DeviceRole;
use screen::Page;
use screen::assets::Shelf;
use screen::feed::{Feed, Pulse};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// Shortest time between two drawings of one page's feed.
const REST: Duration = Duration::from_millis(100);
/// The name on the head of pages that belong to no single office.
const NO_OFFICE: &str = "Sportello";

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let files: [(&'static str, &'static [u8]); 17] = [
        ("admin.css", include_bytes!("../../static/admin.css")),
        ("staff.css", include_bytes!("../../static/staff.css")),
        ("server.css", include_bytes!("../../static/server.css")),
        ("desk.css", include_bytes!("../../static/desk.css")),
        ("desk-queue.css", include_bytes!("../../static/desk-queue.css")),
        ("procedure.css", include_bytes!("../../static/procedure.css")),
        ("welcome.css", include_bytes!("../../static/welcome.css")),
        ("welcome-visit.css", include_bytes!("../../static/welcome-visit.css")),
        ("welcome-hall.css", include_bytes!("../../static/welcome-hall.css")),
        ("welcome.js", include_bytes!("../../static/welcome.js")),
        ("follow.css", include_bytes!("../../static/follow.css")),
        ("bookings.css", include_bytes!("../../static/bookings.css")),
        ("appointment.css", include_bytes!("../../static/appointment.css")),
        ("book-times.css", include_bytes!("../../static/book-times.css")),
        ("book.css", include_bytes!("../../static/book.css")),
        ("service.css", include_bytes!("../../static/service.css")),
        ("paper.css", printer::paper::PAPER_CSS),
    ];
    Shelf::new("/static/server", &files)
});

/// The style sheets of these pages.
pub fn files() -> Router {
    SHELF.router()
}

/// The address of one of these pages' files, with its hash.
pub(crate) fn file(name: &str) -> &'static str {
    SHELF.url(name)
}

/// The page for an address that leads nowhere, in the visitor's language.
pub fn not_found(request: &Request) -> Response {
    unknown(language(request.uri(), request.headers()))
}

/// The answer to somebody without a key on a page of the house.
pub fn reserved(language: Language) -> Response {
    let l = screen::texts(language);
    let (title, why) = (fl!(l, "message-reserved"), fl!(l, "message-reserved-why"));
    message(StatusCode::UNAUTHORIZED, language, &title, &why, Some(("/", &fl!(l, "message-home"))))
}

/// The answer to somebody whose role does not go that far.
pub fn not_yours(language: Language) -> Response {
    let language = language.for_staff();
    let l = screen::texts(language);
    let (title, why) = (fl!(l, "people-not-yours"), fl!(l, "people-not-yours-why"));
    message(StatusCode::FORBIDDEN, language, &title, &why, Some(("/desk/", &fl!(l, "people-to-desks"))))
}

fn unknown(language: Language) -> Response {
    let l = screen::texts(language);
    let (title, why) = (fl!(l, "message-not-found"), fl!(l, "message-not-found-why"));
    message(StatusCode::NOT_FOUND, language, &title, &why, Some(("/", &fl!(l, "message-home"))))
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    page: Page,
    title: &'a str,
    text: &'a str,
    back: Option<(&'a str, &'a str)>,
}

/// A page that says one thing, with at most one way on: an address and its name.
pub fn message(
    status: StatusCode,
    language: Language,
    title: &str,
    text: &str,
    back: Option<(&str, &str)>,
) -> Response {
    let mut response = page(&MessagePage { page: Page::new(language, NO_OFFICE, "UTC"), title, text, back });
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}

/// The page for something that went wrong on our side, logged under a code that the visitor sees.
pub fn failed(language: Language, error: &(dyn std::error::Error + 'static)) -> Response {
    let code = error_code();
    tracing::error!(%code, error, "a page could not be made");
    let l = screen::texts(language);
    let (title, why) = (fl!(l, "message-failed"), fl!(l, "message-failed-why", code = code));
    message(StatusCode::INTERNAL_SERVER_ERROR, language, &title, &why, None)
}

/// A drawn template as an answer; one that cannot be drawn is logged under a code that the visitor sees.
pub fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            let code = error_code();
            tracing::error!(%code, error = &error as &dyn std::error::Error, "a page could not be drawn");
            (StatusCode::INTERNAL_SERVER_ERROR, format!("Errore / Error {code}")).into_response()
        }
    }
}

/// Eight hexadecimal digits by which a failure is found in the log.
fn error_code() -> String {
    let mut bytes = [0_u8; 4];
    // Without random bits the code is 0, which is still a code to look for.
    let _ = getrandom::fill(&mut bytes);
    format!("{:08x}", u32::from_le_bytes(bytes))
}

/// A feed that is drawn again whenever `part` of what is published changes, until nobody listens.
fn drawn<P, D>(app: &App, part: P, draw: D) -> watch::Receiver<Arc<Feed>>
where
    P: Fn(&Published) -> Published + Send + Sync + 'static,
    D: Fn() -> Feed + Send + 'static,
{
    let mut published = app.hub.watch();
    let mut ending = app.ending.clone();
    let mut shown = part(&published.borrow_and_update());
    let (sender, receiver) = watch::channel(Arc::new(draw()));
    tokio::spawn(async move {
        loop {
            tokio::select! {
                changed = published.wait_for(|state| part(state) != shown) => match changed {
                    Ok(state) => shown = part(&state),
                    Err(_) => return,
                },
                () = sender.closed() => return,
                _ = ending.wait_for(|ending| *ending) => return,
            }
            let feed = draw();
            sender.send_if_modified(|present| {
                let differs = **present != feed;
                if differs {
                    *present = Arc::new(feed);
                }
                differs
            });
            sleep_until(Instant::now() + REST).await;
        }
    });
    receiver
}

/// How fresh the pages of an office are: always, here beside the registrar.
fn pulse(app: &Arc<App>, zone: chrono_tz::Tz) -> impl Fn() -> Pulse + Send + 'static {
    let app = app.clone();
    move || Pulse { as_of: screen::words::clock(app.clock.now(), zone), stale: false }
}

/// The device with this id and role, if the caller has to do with its office.
fn device_for(app: &App, caller: &Caller, id: &str, role: DeviceRole) -> Option<DeviceRow> {
    let id = DeviceId::new(id).ok()?;
    let entries = app.directory.now();
    entries.device(&id).filter(|device| device.role == role && caller.may_see(&device.office)).cloned()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn message_is_escaped_and_keeps_its_status() {
        let response = message(StatusCode::CONFLICT, Language::It, "<b>", "a & b", None);
        assert_eq!(response.status(), StatusCode::CONFLICT);
        let page = Page::new(Language::It, NO_OFFICE, "UTC");
        let drawn = MessagePage { page, title: "<script>", text: "a & b", back: Some(("/", "Torna")) };
        let html = drawn.render().expect("the page can be drawn");
        assert!(html.contains("&#60;script&#62;") && html.contains("a &#38; b"), "{html}");
        assert_plain(&html);
    }

    #[test]
    fn address_that_leads_nowhere_is_not_found_in_every_language() {
        for language in Language::ALL {
            let request = Request::builder().uri("/nowhere").header("accept-language", language.code());
            let response = not_found(&request.body(Body::empty()).expect("a request"));
            assert_eq!(response.status(), StatusCode::NOT_FOUND);
        }
    }

    #[test]
    fn failure_is_told_of_under_a_code() {
        let response = failed(Language::It, &std::io::Error::other("the disk"));
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(error_code().len(), 8);
    }

    /// The page has nothing that its Content-Security-Policy forbids.
    pub(crate) fn assert_plain(html: &str) {
        assert!(!html.contains(" style="), "an inline style in {html}");
        assert!(!html.contains("<style"), "a style element in {html}");
        let scripts = html.matches("<script").count();
        assert_eq!(
            scripts,
            html.matches("<script type=\"module\" src=").count(),
            "an inline script in {html}"
        );
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "a handler in {html}");
    }
}
