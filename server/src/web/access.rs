//! Who may ask: the identity behind a request, and the guard in front of every route.

use super::problem::Problem;
use crate::app::App;
use crate::registrar::Lane;
use crate::store::keys::{DeviceRow, Role};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use office::event::{Actor, ActorKind, Channel};
use office::id::{ActorId, OfficeId};
use std::sync::Arc;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever knows the secret that is part of the address.
    Bearer,
    /// A device with its key, or staff with one of at least this role.
    DeviceOr(Role),
    /// Staff with a key of at least this role.
    Staff(Role),
    /// A page of the house: in a demo everybody, else a device or staff with a key.
    House,
    /// A page of the staff: in a demo everybody, else staff with a key of at least this role.
    StaffPage(Role),
    /// The link: the device says who it is in its first message.
    Link,
}

/// Who is behind a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// As written into the log.
    pub actor: Actor,
    /// The role of the key, for staff.
    pub role: Option<Role>,
    /// The office that the key is for; absent for the public and in a demo.
    pub office: Option<OfficeId>,
    /// The device, if it is one.
    pub device: Option<DeviceRow>,
}

impl Caller {
    /// Somebody without a name.
    pub fn nobody() -> Self {
        Self { actor: actor(ActorKind::Visitor, "visitor"), role: None, office: None, device: None }
    }

    /// Whoever stands at a desk of a demo.
    fn of_demo() -> Self {
        Self {
            actor: actor(ActorKind::Staff, "demo"),
            role: Some(Role::Supervisor),
            office: None,
            device: None,
        }
    }

    /// Whether the caller has to do with this office; others are told that it is not there.
    pub fn may_see(&self, office: &OfficeId) -> bool {
        self.office.as_ref().is_none_or(|own| own == office)
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
}

fn actor(kind: ActorKind, id: &str) -> Actor {
    // Names of keys and devices are identifiers already; nothing else is passed here.
    let id =
        ActorId::new(id).unwrap_or_else(|_| ActorId::new("unknown").expect("a plain word is an identifier"));
    Actor { kind, id }
}

/// The guard of a route: finds out who asks, and turns away who may not.
pub async fn guard(
    State((app, access)): State<(Arc<App>, Access)>,
    mut request: Request,
    next: Next,
) -> Response {
    if !is_allowed_origin(request.method(), request.headers()) {
        let detail = "a change may only be asked for from a page of this server";
        return Problem::new(StatusCode::FORBIDDEN, "other_origin", detail).into_response();
    }
    match identify(&app, request.headers(), access) {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            if request.method() != Method::POST {
                return next.run(request).await;
            }
            match super::body::whole(request, app.door.patience.body).await {
                Ok(request) => next.run(request).await,
                Err(problem) => problem.into_response(),
            }
        }
        // People get a page, programs a problem.
        Err(_) if matches!(access, Access::House | Access::StaffPage(_)) => {
            super::pages::reserved(super::body::language(request.uri(), request.headers()))
        }
        Err(problem) => problem.into_response(),
    }
}

fn identify(app: &App, headers: &HeaderMap, access: Access) -> Result<Caller, Problem> {
    let known = match bearer(headers) {
        Some(secret) => Some(lookup(app, secret).ok_or_else(Problem::no_identity)?),
        None => None,
    };
    match access {
        Access::Public | Access::Bearer | Access::Link => Ok(known.unwrap_or_else(Caller::nobody)),
        Access::House | Access::StaffPage(_) if app.is_demo() => Ok(known.unwrap_or_else(Caller::of_demo)),
        Access::House => known.ok_or_else(Problem::no_identity),
        Access::DeviceOr(role) => {
            let caller = known.ok_or_else(Problem::no_identity)?;
            if caller.device.is_some() { Ok(caller) } else { at_least(caller, role) }
        }
        Access::Staff(role) | Access::StaffPage(role) => {
            at_least(known.ok_or_else(Problem::no_identity)?, role)
        }
    }
}

fn at_least(caller: Caller, role: Role) -> Result<Caller, Problem> {
    match caller.role {
        Some(own) if own >= role => Ok(caller),
        _ => Err(Problem::not_yours()),
    }
}

fn lookup(app: &App, secret: &str) -> Option<Caller> {
    let entries = app.directory.now();
    if let Some(key) = entries.key(secret) {
        return Some(Caller {
            actor: actor(ActorKind::Key, &key.id),
            role: Some(key.role),
            office: Some(key.office.clone()),
            device: None,
        });
    }
    entries.device_by_key(secret).map(|device| Caller {
        actor: actor(ActorKind::Device, device.id.as_str()),
        role: None,
        office: Some(device.office.clone()),
        device: Some(device.clone()),
    })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// A change comes from a program with a key, or from a page of the same origin.
fn is_allowed_origin(method: &Method, headers: &HeaderMap) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || bearer(headers).is_some() {
        return true;
    }
    let cross_site =
        headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    !cross_site && (headers.get(header::ORIGIN).is_none() || screen::feed::is_same_origin(headers))
}
