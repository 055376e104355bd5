//! The one table of routes: each with who may use it. A route cannot be added without saying so.

use super::access::{Access, guard};
use super::host::{self, Own};
use super::limits::{Effect, limit};
use super::peer::Peer;
use super::{BODY_LEN_MAX, UPLOAD_LEN_MAX, api, pages, peer};
use crate::app::App;
use crate::store::keys::Role;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use std::sync::Arc;

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

struct Table {
    app: Arc<App>,
    router: Router<Arc<App>>,
    routes: Vec<Route>,
}

impl Table {
    fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::GET, MethodFilter::GET, (path, Effect::Reads), access, handler)
    }

    fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::POST, MethodFilter::POST, (path, Effect::Changes), access, handler)
    }

    /// A POST that changes nothing: it is counted as a reading.
    fn ask<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::POST, MethodFilter::POST, (path, Effect::Reads), access, handler)
    }

    /// A form that brings files.
    fn upload<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        let handlers = on(MethodFilter::POST, handler).layer(DefaultBodyLimit::max(UPLOAD_LEN_MAX));
        self.guarded(Method::POST, (path, Effect::Changes), access, UPLOAD_LEN_MAX, handlers)
    }

    fn delete<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::DELETE, MethodFilter::DELETE, (path, Effect::Changes), access, handler)
    }

    fn add<H, T>(
        self,
        method: Method,
        filter: MethodFilter,
        (path, effect): (&'static str, Effect),
        access: Access,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.guarded(method, (path, effect), access, BODY_LEN_MAX, on(filter, handler))
    }

    fn guarded(
        mut self,
        method: Method,
        (path, effect): (&'static str, Effect),
        access: Access,
        body_len_max: usize,
        handlers: MethodRouter<Arc<App>>,
    ) -> Self {
        let guarded = handlers
            .layer(from_fn_with_state((self.app.clone(), access, effect), limit))
            .layer(from_fn_with_state((self.app.clone(), access, path, body_len_max), guard));
        self.router = self.router.route(path, guarded);
        self.routes.push(Route { method, path, access });
        self
    }
}

/// The whole application, and the table it was made from.
pub fn router(app: &Arc<App>) -> (Router, Vec<Route>) {
    let table = Table { app: app.clone(), router: Router::new(), routes: Vec::new() };
    let table = desk_calls(booking_calls(office_calls(plumbing(table))));
    let table = admin_pages(own_pages(staff_pages(booking_pages(house_pages(table)))));
    let router = table
        .router
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .with_state(app.clone())
        .nest(screen::assets::STATIC_PATH, screen::assets::router())
        .nest("/static/display", display::files())
        .nest("/static/server", pages::files())
        .nest(agent::doorstep::STATIC_PATH, agent::doorstep::files())
        .layer(DefaultBodyLimit::max(BODY_LEN_MAX))
        .layer(from_fn(framed_once))
        .layer(from_fn_with_state(Own::of(&app.public_url), host::check))
        .layer(from_fn(safe_headers))
        .layer(from_fn_with_state(app.clone(), peer::find))
        .layer(from_fn(count));
    (router, table.routes)
}

fn plumbing(table: Table) -> Table {
    table
        .get("/healthz", Access::Public, api::health::healthz)
        .get("/readyz", Access::Public, api::health::readyz)
        .get("/metrics", Access::Staff(Role::Clerk), api::health::metrics)
        .get("/api/openapi.json", Access::Public, api::openapi)
        .get("/link", Access::Link, crate::link::connect)
}

fn office_calls(table: Table) -> Table {
    table
        .get("/api/v1/offices", Access::Public, api::offices::list)
        .get("/api/v1/offices/{office}/services", Access::Public, api::offices::services)
        .get("/api/v1/offices/{office}/board", Access::Public, api::offices::board)
        .get("/api/v1/offices/{office}/needs", Access::Public, api::triage::needs)
        .ask("/api/v1/offices/{office}/triage", Access::Public, api::triage::route)
        .get("/api/v1/offices/{office}/queue", Access::Staff(Role::Clerk), api::offices::queue)
        .get("/api/v1/offices/{office}/mail", Access::Staff(Role::Supervisor), api::mail::show)
        .get("/api/v1/offices/{office}/devices", Access::Staff(Role::Supervisor), api::devices::list)
        .get("/api/v1/offices/{office}/events", Access::Staff(Role::Supervisor), api::offices::events)
        .post("/api/v1/offices/{office}/tickets", Access::DeviceOr(Role::Clerk), api::tickets::issue)
        .get("/api/v1/tickets/{ticket}", Access::Staff(Role::Clerk), api::tickets::show)
        .post("/api/v1/tickets/{ticket}/call", Access::Staff(Role::Clerk), api::tickets::call)
        .post("/api/v1/tickets/{ticket}/recall", Access::Staff(Role::Clerk), api::tickets::recall)
        .post("/api/v1/tickets/{ticket}/withdraw", Access::Staff(Role::Clerk), api::tickets::withdraw)
        .post("/api/v1/tickets/{ticket}/start", Access::Staff(Role::Clerk), api::tickets::start)
        .post("/api/v1/tickets/{ticket}/finish", Access::Staff(Role::Clerk), api::tickets::finish)
        .post("/api/v1/tickets/{ticket}/absent", Access::Staff(Role::Clerk), api::tickets::absent)
        .post("/api/v1/tickets/{ticket}/bring-back", Access::Staff(Role::Clerk), api::tickets::bring_back)
        .post("/api/v1/tickets/{ticket}/hold", Access::Staff(Role::Clerk), api::tickets::hold)
        .post("/api/v1/tickets/{ticket}/resume", Access::Staff(Role::Clerk), api::tickets::resume)
        .post("/api/v1/tickets/{ticket}/move", Access::Staff(Role::Clerk), api::tickets::move_on)
        .post("/api/v1/tickets/{ticket}/leave", Access::Staff(Role::Clerk), api::tickets::leave)
        .get("/api/v1/follow/{token}", Access::Bearer, api::follow::show)
        .post("/api/v1/follow/{token}/leave", Access::Bearer, api::follow::leave)
}

fn booking_calls(table: Table) -> Table {
    table
        .get("/api/v1/offices/{office}/slots", Access::Public, api::bookings::slots)
        .post("/api/v1/offices/{office}/reservations", Access::Public, api::bookings::reserve)
        .get("/api/v1/offices/{office}/bookings", Access::Staff(Role::Clerk), api::bookings::list)
        .post("/api/v1/offices/{office}/bookings", Access::Public, api::bookings::book)
        .post("/api/v1/offices/{office}/check-in", Access::DeviceOr(Role::Clerk), api::bookings::check_in)
        .post("/api/v1/offices/{office}/wishes", Access::Public, api::bookings::wish)
        .get("/api/v1/bookings/{code}", Access::Bearer, api::bookings::show)
        .delete("/api/v1/bookings/{code}", Access::Bearer, api::bookings::cancel)
        .post("/api/v1/bookings/{code}/extend", Access::Bearer, api::bookings::extend)
        .post("/api/v1/bookings/{code}/move", Access::Bearer, api::bookings::move_on)
}

fn desk_calls(table: Table) -> Table {
    table
        .get("/api/v1/desks/{desk}", Access::Staff(Role::Clerk), api::desks::show)
        .post("/api/v1/desks/{desk}/open", Access::Staff(Role::Clerk), api::desks::open)
        .post("/api/v1/desks/{desk}/pause", Access::Staff(Role::Clerk), api::desks::pause)
        .post("/api/v1/desks/{desk}/resume", Access::Staff(Role::Clerk), api::desks::resume)
        .post("/api/v1/desks/{desk}/close", Access::Staff(Role::Clerk), api::desks::close)
        .post("/api/v1/desks/{desk}/call-next", Access::Staff(Role::Clerk), api::desks::call_next)
}

fn house_pages(table: Table) -> Table {
    table
        .get("/", Access::Public, pages::home::home)
        .get("/enrol", Access::Public, pages::devices::with_slash)
        .get("/enrol/", Access::Public, pages::enrol::show)
        .post("/enrol/", Access::Public, pages::enrol::come)
        .get("/enrol/feed", Access::Public, pages::enrol::feed)
        .get("/procedure/{office}/{service}", Access::Public, pages::service::show)
        .get("/t/{token}", Access::Bearer, pages::follow::show)
        .get("/t/{token}/feed", Access::Bearer, pages::follow::feed)
        .post("/t/{token}/leave", Access::Bearer, pages::follow::leave)
        .get("/totem/{device}", Access::House, pages::devices::with_slash)
        .get("/display/{device}", Access::House, pages::devices::with_slash)
        .get("/totem/{device}/", Access::House, pages::devices::totem)
        .get("/totem/{device}/{*rest}", Access::House, pages::devices::totem)
        .post("/totem/{device}/{*rest}", Access::House, pages::devices::totem)
        .get("/display/{device}/", Access::House, pages::devices::display)
        .get("/display/{device}/{*rest}", Access::House, pages::devices::display)
}

fn booking_pages(table: Table) -> Table {
    use pages::appointment::{self, change, own};
    use pages::book::{applicant, details, find, place, summary, time, wait};
    table
        .get("/book", Access::Public, pages::book::to_place)
        .get("/book/", Access::Public, place::show)
        .post("/book/", Access::Public, place::choose)
        .get("/book/find", Access::Public, find::show)
        .post("/book/find", Access::Public, find::find)
        .get("/book/{draft}/place", Access::Bearer, place::show_again)
        .post("/book/{draft}/place", Access::Bearer, place::choose_again)
        .get("/book/{draft}/time", Access::Bearer, time::show)
        .post("/book/{draft}/time", Access::Bearer, time::choose)
        .get("/book/{draft}/details", Access::Bearer, details::show)
        .post("/book/{draft}/details", Access::Bearer, details::save)
        .get("/book/{draft}/applicant", Access::Bearer, applicant::show)
        .post("/book/{draft}/applicant", Access::Bearer, applicant::save)
        .get("/book/{draft}/summary", Access::Bearer, summary::show)
        .post("/book/{draft}/summary", Access::Bearer, summary::send)
        .get("/book/{draft}/wait", Access::Bearer, wait::show)
        .post("/book/{draft}/wait", Access::Bearer, wait::send)
        .get("/b/{token}", Access::Bearer, appointment::show)
        .get("/b/{token}/feed", Access::Bearer, appointment::feed)
        .get("/b/{token}/move", Access::Bearer, change::show_move)
        .post("/b/{token}/move", Access::Bearer, change::move_it)
        .get("/b/{token}/cancel", Access::Bearer, change::show_cancel)
        .post("/b/{token}/cancel", Access::Bearer, change::cancel)
        .post("/b/{token}/accept", Access::Bearer, change::accept)
        .get("/b/{token}/calendar.ics", Access::Bearer, own::calendar_file)
        .get("/b/{token}/data", Access::Bearer, own::export)
        .get("/b/{token}/erase", Access::Bearer, own::show_erase)
        .post("/b/{token}/erase", Access::Bearer, own::erase)
        .get("/privacy", Access::Public, pages::privacy::show)
}

fn staff_pages(table: Table) -> Table {
    table
        .get("/desk", Access::StaffPage(Role::Clerk), pages::devices::with_slash)
        .get("/desk/{desk}", Access::StaffPage(Role::Clerk), pages::devices::with_slash)
        .get("/paper/{printer}", Access::StaffPage(Role::Clerk), pages::devices::with_slash)
        .get("/desk/", Access::StaffPage(Role::Clerk), pages::desk::choose)
        .get("/desk/{desk}/", Access::StaffPage(Role::Clerk), pages::desk::show)
        .get("/desk/{desk}/feed", Access::StaffPage(Role::Clerk), pages::desk::feed)
        .post("/desk/{desk}/act", Access::StaffPage(Role::Clerk), pages::desk::act)
        .get("/welcome", Access::StaffPage(Role::Welcome), pages::devices::with_slash)
        .get("/welcome/", Access::StaffPage(Role::Welcome), pages::welcome::show)
        .get("/welcome/feed", Access::StaffPage(Role::Welcome), pages::welcome::feed)
        .post("/welcome/act", Access::StaffPage(Role::Welcome), pages::welcome::act)
        .get("/office", Access::StaffPage(Role::Supervisor), pages::devices::with_slash)
        .get("/office/", Access::StaffPage(Role::Supervisor), pages::supervisor::show)
        .get("/welcome/appointments", Access::StaffPage(Role::Welcome), pages::bookings::show)
        .post("/welcome/appointments/act", Access::StaffPage(Role::Welcome), pages::bookings::act)
        .ask("/welcome/appointments/find", Access::StaffPage(Role::Welcome), pages::bookings::find)
        .get("/desk/{desk}/appointments", Access::StaffPage(Role::Clerk), pages::bookings::show_at_desk)
        .post("/desk/{desk}/appointments/act", Access::StaffPage(Role::Clerk), pages::bookings::act_at_desk)
        .get("/office/appointments", Access::StaffPage(Role::Welcome), pages::bookings::list)
        .get("/paper/{printer}/", Access::StaffPage(Role::Clerk), pages::paper::show)
        .get("/paper/{printer}/feed", Access::StaffPage(Role::Clerk), pages::paper::feed)
}

fn own_pages(table: Table) -> Table {
    use pages::staff::{account, login, setup};
    table
        .get("/login", Access::Public, login::show)
        .post("/login", Access::Public, login::enter)
        .post("/login/step", Access::Public, login::step)
        .get("/login/code", Access::Public, login::show_code)
        .post("/login/code", Access::Public, login::set_password)
        .get("/login/pin", Access::Public, login::show_pin)
        .post("/login/pin", Access::Public, login::return_by_pin)
        .get("/setup", Access::Public, setup::show)
        .post("/setup", Access::Public, setup::set_up)
        .post("/logout", Access::Own, login::log_out)
        .get("/account", Access::Own, account::show)
        .post("/account/password", Access::Own, account::change_password)
        .post("/account/pin", Access::Own, account::set_pin)
        .get("/account/factor", Access::Own, account::show_factor)
        .post("/account/factor", Access::Own, account::confirm_factor)
        .post("/account/sessions/end-others", Access::Own, account::end_others)
        .post("/account/sessions/{session}/end", Access::Own, account::end_session)
}

fn admin_pages(table: Table) -> Table {
    use pages::staff::admin::{audit, configuration, devices, keys, overview, people, seats, sessions};
    table
        .get("/admin", Access::AdminPage, pages::devices::with_slash)
        .get("/admin/", Access::AdminPage, overview::show)
        .get("/admin/people", Access::AdminPage, people::list)
        .post("/admin/people", Access::AdminPage, people::add)
        .get("/admin/people/{person}", Access::AdminPage, people::show)
        .post("/admin/people/{person}/act", Access::AdminPage, people::act)
        .get("/admin/sessions", Access::AdminPage, sessions::list)
        .post("/admin/sessions/{session}/end", Access::AdminPage, sessions::end)
        .get("/admin/seats", Access::AdminPage, seats::list)
        .post("/admin/seats", Access::AdminPage, seats::add)
        .post("/admin/seats/{seat}/revoke", Access::AdminPage, seats::revoke)
        .get("/admin/keys", Access::AdminPage, keys::list)
        .post("/admin/keys", Access::AdminPage, keys::add)
        .post("/admin/keys/{key}/revoke", Access::AdminPage, keys::revoke)
        .get("/admin/devices", Access::AdminPage, devices::list)
        .post("/admin/devices", Access::AdminPage, devices::add)
        .post("/admin/devices/enrol", Access::AdminPage, devices::enrol_newcomer)
        .post("/admin/devices/{device}/errand", Access::AdminPage, devices::errand)
        .post("/admin/devices/{device}/revoke", Access::AdminPage, devices::revoke)
        .get("/admin/configuration", Access::AdminPage, configuration::show)
        .upload("/admin/configuration", Access::AdminPage, configuration::upload)
        .get("/admin/configuration/draft/{draft}", Access::AdminPage, configuration::show_draft)
        .post("/admin/configuration/draft/{draft}/adopt", Access::AdminPage, configuration::adopt)
        .post("/admin/configuration/plan/drop", Access::AdminPage, configuration::drop_plan)
        .get("/admin/configuration/{version}", Access::AdminPage, configuration::show_version)
        .get("/admin/configuration/{version}/file", Access::AdminPage, configuration::file)
        .post("/admin/configuration/{version}/revert", Access::AdminPage, configuration::revert)
        .get("/admin/audit", Access::AdminPage, audit::show)
}

async fn not_found(request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return super::problem::Problem::unknown("address").into_response();
    }
    pages::not_found(&request)
}

async fn wrong_method() -> Response {
    let detail = "this address does not take that method";
    super::problem::Problem::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", detail).into_response()
}

/// A body in chunks is the last thing on its connection: had it said a length too, the library would
/// have dropped that, and a program in between may have believed it.
async fn framed_once(request: Request, next: Next) -> Response {
    let is_chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    let mut response = next.run(request).await;
    if is_chunked {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// How long a browser that came by TLS comes by nothing else.
const ONE_YEAR: &str = "max-age=31536000";

/// Security headers on every answer; pages and API answers are never kept by a browser.
async fn safe_headers(request: Request, next: Next) -> Response {
    const FIXED: [(HeaderName, &str); 5] = [
        (header::CONTENT_SECURITY_POLICY, screen::CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: browsers would then post forms with `Origin: null`.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    let is_secure = Peer::of(&request).is_secure;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if is_secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ONE_YEAR));
    }
    for (name, value) in FIXED {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn count(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let class = match response.status().as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    };
    metrics::counter!("sportello_responses_total", "class" => class).increment(1);
    response
}
