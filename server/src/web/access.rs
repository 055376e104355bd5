//! Who may ask: the identity behind a request, and the guard in front of every route.

use super::cookies::Cookie;
use super::peer::Peer;
use super::problem::Problem;
use crate::app::App;
use crate::people::sessions::{Found, Live};
use crate::registrar::Lane;
use crate::store::audit::By;
use crate::store::keys::{self, DeviceRow, Role, SecretHash};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use office::event::{Actor, ActorKind, Channel};
use office::id::{ActorId, OfficeId};
use screen::feed::Permit;
use std::sync::Arc;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever knows the secret that is part of the address.
    Bearer,
    /// A device with its key, or staff of at least this role.
    DeviceOr(Role),
    /// Staff of at least this role, by session or key.
    Staff(Role),
    /// A page of the house: in a demo everybody, else a device, or staff by session or key.
    House,
    /// A page of the staff: in a demo everybody, else staff of at least this role by session or key.
    StaffPage(Role),
    /// A page about oneself: whoever has a session.
    Own,
    /// A page of an admin: a session with a second factor, which a demo does not ask for.
    AdminPage,
    /// The link: the device says who it is in its first message.
    Link,
}

impl Access {
    /// Whether people look at it: they are led to the login, where programs are told of a problem.
    pub fn is_page(self) -> bool {
        match self {
            Access::House | Access::StaffPage(_) | Access::Own | Access::AdminPage => true,
            Access::Public | Access::Bearer | Access::DeviceOr(_) | Access::Staff(_) | Access::Link => false,
        }
    }
}

/// Who is behind a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// As written into the log.
    pub actor: Actor,
    /// The role of the session or the key, for staff.
    pub role: Option<Role>,
    /// The office that session or key is for; absent for the public and in a demo without login.
    pub office: Option<OfficeId>,
    /// The device, if it is one.
    pub device: Option<DeviceRow>,
    /// The session, if there is one.
    pub session: Option<Arc<Live>>,
    /// The other end.
    pub peer: Peer,
}

impl Caller {
    /// Somebody without a name.
    pub fn nobody(peer: Peer) -> Self {
        let actor = actor(ActorKind::Visitor, "visitor");
        Self { actor, role: None, office: None, device: None, session: None, peer }
    }

    /// Whoever stands at a desk of a demo.
    fn of_demo(peer: Peer) -> Self {
        let actor = actor(ActorKind::Staff, "demo");
        Self { actor, role: Some(Role::Supervisor), ..Self::nobody(peer) }
    }

    fn of_session(live: Arc<Live>, peer: Peer) -> Self {
        Self {
            actor: actor(ActorKind::Staff, &live.row.person),
            role: Some(live.row.role),
            office: Some(live.row.office.clone()),
            device: None,
            session: Some(live),
            peer,
        }
    }

    /// Whether the caller has to do with this office; others are told that it is not there.
    pub fn may_see(&self, office: &OfficeId) -> bool {
        self.office.as_ref().is_none_or(|own| own == office)
    }

    /// Whether this is the same key or device with the same rights as before.
    fn is_still(&self, before: &Self) -> bool {
        (&self.actor, self.role, &self.office, &self.device)
            == (&before.actor, before.role, &before.office, &before.device)
    }

    /// The registrar's lane for what this caller asks.
    pub fn lane(&self) -> Lane {
        if self.role.is_some() || self.device.is_some() { Lane::Hall } else { Lane::Public }
    }

    /// Where a ticket issued for this caller was taken.
    pub fn channel(&self) -> Channel {
        match (&self.device, self.role) {
            (Some(_), _) => Channel::Totem,
            (None, Some(Role::Welcome)) => Channel::Welcome,
            (None, _) => Channel::Api,
        }
    }

    /// As the audit names whoever asks.
    pub fn by(&self) -> By {
        let actor = match self.actor.kind {
            ActorKind::Staff => format!("staff {}", self.actor.id),
            ActorKind::Key => format!("key {}", self.actor.id),
            ActorKind::Device => format!("device {}", self.actor.id),
            ActorKind::Visitor | ActorKind::Clock => "nobody".to_owned(),
        };
        By { actor, office: self.office.clone(), address: Some(self.peer.address) }
    }
}

fn actor(kind: ActorKind, id: &str) -> Actor {
    // Names of keys, devices and people are identifiers already; nothing else is passed here.
    let id =
        ActorId::new(id).unwrap_or_else(|_| ActorId::new("unknown").expect("a plain word is an identifier"));
    Actor { kind, id }
}

/// Why somebody is turned away.
enum Turned {
    /// A program is told.
    Problem(Problem),
    /// There is no session: to the login.
    Stranger,
    /// The session rests at its own desk: to the PIN.
    Resting,
    /// The session may not do that.
    NotYours,
    /// An admin has yet to set a second factor.
    OneFactor,
}

/// The guard of a route: finds out who asks, and turns away who may not.
pub async fn guard(
    State((app, access, route, body_len_max)): State<(Arc<App>, Access, &'static str, usize)>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = Peer::of(&request);
    let has_session =
        [Cookie::Session, Cookie::Device].iter().any(|cookie| cookie.of(peer, request.headers()).is_some());
    if !is_allowed_origin(request.method(), request.headers(), has_session) {
        let detail = "a change may only be asked for from a page of this server";
        return Problem::new(StatusCode::FORBIDDEN, "other_origin", detail).into_response();
    }
    match identify(&app, &request, (access, route), peer) {
        Ok(caller) => {
            if request.headers().contains_key(header::UPGRADE) {
                let permit = permit(&app, access, &caller, request.headers());
                request.extensions_mut().insert(permit);
            }
            request.extensions_mut().insert(caller);
            if request.method() != Method::POST {
                return next.run(request).await;
            }
            match super::body::whole(request, body_len_max, app.door.patience.body).await {
                Ok(request) => next.run(request).await,
                Err(problem) => problem.into_response(),
            }
        }
        Err(turned) => turn_away(&turned, &request),
    }
}

/// How long a feed may be looked at: what everybody may see for ever, the rest for as long as the
/// session, key or device is what it was.
fn permit(app: &Arc<App>, access: Access, caller: &Caller, headers: &HeaderMap) -> Permit {
    let is_for_all = match access {
        Access::Public | Access::Bearer | Access::Link => true,
        Access::DeviceOr(_) | Access::Staff(_) | Access::House | Access::StaffPage(_) => false,
        Access::Own | Access::AdminPage => false,
    };
    let (app, caller) = (app.clone(), caller.clone());
    let by_cookie = || Cookie::Device.of(caller.peer, headers).filter(|_| caller.device.is_some());
    match (&caller.session, bearer(headers).or_else(by_cookie).map(keys::hash)) {
        _ if is_for_all => Permit::default(),
        (Some(session), _) => {
            let session = session.clone();
            Permit::while_true(move || app.people.is_active(&session))
        }
        (None, Some(hash)) => Permit::while_true(move || {
            lookup(&app, &hash, caller.peer).is_some_and(|now| now.is_still(&caller))
        }),
        // Whoever stands at a desk of a demo.
        (None, None) => Permit::default(),
    }
}

fn turn_away(turned: &Turned, request: &Request) -> Response {
    let language = super::body::language(request.uri(), request.headers());
    // A feed cannot be led anywhere; its page asks again and is.
    let is_feed = request.headers().contains_key(header::UPGRADE);
    let to = |page: &str| match (is_feed, request.method() == Method::GET) {
        (true, _) => StatusCode::UNAUTHORIZED.into_response(),
        (false, true) => Redirect::to(&format!("{page}?to={}", request.uri().path())).into_response(),
        (false, false) => Redirect::to(page).into_response(),
    };
    match turned {
        Turned::Problem(problem) => problem.clone().into_response(),
        Turned::Stranger => to("/login"),
        Turned::Resting => to("/login/pin"),
        Turned::OneFactor => to("/account/factor"),
        Turned::NotYours => super::pages::not_yours(language),
    }
}

fn identify(
    app: &App,
    request: &Request,
    (access, route): (Access, &'static str),
    peer: Peer,
) -> Result<Caller, Turned> {
    let headers = request.headers();
    let by_key = match bearer(headers) {
        Some(secret) => {
            let no_identity = || Turned::Problem(Problem::no_identity());
            Some(lookup(app, &keys::hash(secret), peer).ok_or_else(no_identity)?)
        }
        None => None,
    };
    let is_use = !headers.contains_key(header::UPGRADE);
    let found = match (&by_key, Cookie::Session.of(peer, headers)) {
        (None, Some(secret)) => app.people.session(secret, is_use),
        (Some(_), _) | (None, None) => None,
    };
    let nobody = || match &found {
        Some(Found::Resting(live)) if access.is_page() && is_at_its_seat(app, live, peer, headers) => {
            Turned::Resting
        }
        Some(Found::Resting(_) | Found::Active(_)) | None if access.is_page() => Turned::Stranger,
        Some(Found::Resting(_) | Found::Active(_)) | None => Turned::Problem(Problem::no_identity()),
    };
    let known = by_key.or_else(|| match &found {
        Some(Found::Active(live)) => Some(Caller::of_session(live.clone(), peer)),
        Some(Found::Resting(_)) | None => None,
    });
    let at_least = |caller: Caller, role: Role| match caller.role {
        Some(own) if own >= role => Ok(caller),
        Some(_) | None => {
            let (kind, id) = (caller.actor.kind.code(), &caller.actor.id);
            // The address may hold a secret; its route does not.
            tracing::info!(kind, %id, address = %peer.address, route, "turned away");
            Err(if access.is_page() { Turned::NotYours } else { Turned::Problem(Problem::not_yours()) })
        }
    };
    let known = known.or_else(|| device_by_cookie(app, access, peer, headers));
    match access {
        Access::Public | Access::Bearer | Access::Link => Ok(known.unwrap_or_else(|| Caller::nobody(peer))),
        Access::House | Access::StaffPage(_) if app.is_demo() => {
            Ok(known.unwrap_or_else(|| Caller::of_demo(peer)))
        }
        Access::House => known.ok_or_else(nobody),
        Access::DeviceOr(role) => {
            let caller = known.ok_or_else(nobody)?;
            if caller.device.is_some() { Ok(caller) } else { at_least(caller, role) }
        }
        Access::Staff(role) | Access::StaffPage(role) => at_least(known.ok_or_else(nobody)?, role),
        Access::Own => known.filter(|caller| caller.session.is_some()).ok_or_else(nobody),
        Access::AdminPage => {
            let caller = known.filter(|caller| caller.session.is_some()).ok_or_else(nobody)?;
            let caller = at_least(caller, Role::Admin)?;
            let has_second = caller.session.as_ref().is_some_and(|live| live.row.has_second_factor);
            if has_second || app.is_demo() { Ok(caller) } else { Err(Turned::OneFactor) }
        }
    }
}

/// A browser that is a device: it has its own pages, and nothing else that devices have.
fn device_by_cookie(app: &App, access: Access, peer: Peer, headers: &HeaderMap) -> Option<Caller> {
    let secret = Cookie::Device.of(peer, headers).filter(|_| access == Access::House)?;
    lookup(app, &keys::hash(secret), peer).filter(|caller| caller.device.is_some())
}

/// Whether a session that rests is asked for from the browser at which it began.
fn is_at_its_seat(app: &App, live: &Live, peer: Peer, headers: &HeaderMap) -> bool {
    let seat = Cookie::Seat.of(peer, headers).and_then(|secret| app.people.seat(secret));
    seat.is_some_and(|seat| live.row.seat.as_deref() == Some(seat.id.as_str()))
}

fn lookup(app: &App, hash: &SecretHash, peer: Peer) -> Option<Caller> {
    let entries = app.directory.now();
    if let Some(key) = entries.key(hash).filter(|key| key.expires_at > app.clock.now()) {
        return Some(Caller {
            actor: actor(ActorKind::Key, &key.id),
            role: Some(key.role),
            office: Some(key.office.clone()),
            ..Caller::nobody(peer)
        });
    }
    entries.device_by_key(hash).map(|device| Caller {
        actor: actor(ActorKind::Device, device.id.as_str()),
        office: Some(device.office.clone()),
        device: Some(device.clone()),
        ..Caller::nobody(peer)
    })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// A change comes from a program with a key, or from a page of the same origin. With a session the
/// browser must say so; without one nothing is at stake where it does not.
fn is_allowed_origin(method: &Method, headers: &HeaderMap, has_session: bool) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || bearer(headers).is_some() {
        return true;
    }
    let site = headers.get("sec-fetch-site");
    let is_cross_site = site.is_some_and(|site| site != "same-origin" && site != "none");
    let has_origin = headers.get(header::ORIGIN).is_some();
    let is_told = has_origin || site.is_some();
    !is_cross_site && (!has_origin || screen::feed::is_same_origin(headers)) && (is_told || !has_session)
}
