//! The pages of totems and displays: their own crates' routers, each bound to its device.

use crate::app::{App, end_of};
use crate::hub::Published;
use crate::link::{Unanswered, answer};
use crate::screens;
use crate::store::keys::DeviceRow;
use crate::web::access::Caller;
use axum::Extension;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use kiosk::Shown;
use office::id::{DeviceId, RequestKey};
use office::wire::{Ask, DeviceRole, DisplayScreen, Reply};
use screen::feed::Pulse;
use screen::front::{Errands, Front, Unserved};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use tower::ServiceExt;

/// Shortest time between two drawings of one device's screen.
const REST: Duration = Duration::from_millis(10);

/// The routers of the devices whose pages have been asked for.
#[derive(Default)]
pub struct Mounts {
    routers: Mutex<BTreeMap<DeviceId, (DeviceRow, Router)>>,
}

impl Mounts {
    fn router(&self, app: &Arc<App>, device: &DeviceRow) -> Option<Router> {
        let mut routers = self.routers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((row, router)) = routers.get(&device.id)
            && row == device
        {
            return Some(router.clone());
        }
        let router = mount(app, device)?;
        routers.insert(device.id.clone(), (device.clone(), router.clone()));
        Some(router)
    }

    /// Lets go of all pages.
    pub fn clear(&self) {
        self.routers.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn mount(app: &Arc<App>, device: &DeviceRow) -> Option<Router> {
    match device.role {
        DeviceRole::Totem => {
            let random = || {
                let mut bytes = [0_u8; 16];
                getrandom::fill(&mut bytes).expect("the kernel's random source works once the machine is up");
                u128::from_le_bytes(bytes)
            };
            let secret = kiosk::Secret::new(app.secret);
            let ear = app.reading.clone().map(|voices| kiosk::Ear::new(secret.clone(), voices));
            let visits = kiosk::Visits::new(secret, random);
            let clock = app.clock.clone();
            let now: kiosk::Clock = Arc::new(move || clock.now());
            Some(kiosk::router(PageFront::new(app, device, screens::totem)?, visits, now, ear))
        }
        DeviceRole::Display => {
            Some(display::router(PageFront::new(app, device, screens::display)?, app.speech.clone()))
        }
        DeviceRole::Printer => None,
    }
}

/// The office as the pages of one device see it, here inside the server.
struct PageFront<S> {
    app: Arc<App>,
    device: Arc<DeviceRow>,
    screen: watch::Receiver<Arc<S>>,
}

impl<S> Clone for PageFront<S> {
    fn clone(&self) -> Self {
        Self { app: self.app.clone(), device: self.device.clone(), screen: self.screen.clone() }
    }
}

impl<S: Send + Sync + 'static> PageFront<S> {
    fn new(app: &Arc<App>, device: &DeviceRow, draw: fn(&App, &DeviceRow) -> Option<S>) -> Option<Self> {
        let device = Arc::new(device.clone());
        let published = app.hub.watch();
        let (drawn, screen) = watch::channel(Arc::new(draw(app, &device)?));
        tokio::spawn(keep_drawing(app.clone(), device.clone(), draw, published, drawn));
        Some(Self { app: app.clone(), device, screen })
    }
}

async fn keep_drawing<S>(
    app: Arc<App>,
    device: Arc<DeviceRow>,
    draw: fn(&App, &DeviceRow) -> Option<S>,
    mut published: watch::Receiver<Published>,
    drawn: watch::Sender<Arc<S>>,
) {
    let mut ending = app.ending.clone();
    let mut shown = *published.borrow();
    loop {
        tokio::select! {
            changed = published.wait_for(|state| *state != shown) => match changed {
                Ok(state) => shown = *state,
                Err(_) => return,
            },
            () = drawn.closed() => return,
            () = app.directory.end_of(&device) => return,
            () = end_of(&mut ending) => return,
        }
        if let Some(screen) = draw(&app, &device) {
            drawn.send_replace(Arc::new(screen));
        }
        sleep_until(Instant::now() + REST).await;
    }
}

impl<S: Send + Sync + 'static> PageFront<S> {
    fn pulse_now(&self) -> Pulse {
        // Each open page asks for it every two seconds: a browser without a program is present by that.
        self.app.fleet.page_open(&self.device.id, self.app.clock.elapsed());
        let as_of = crate::web::api::offices::as_of(&self.app, &self.device.office, self.app.clock.now());
        Pulse { as_of, stale: false }
    }

    async fn ask_now(&self, request: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        answer(&self.app, &self.device, request, ask).await.map_err(|reason| match reason {
            Unanswered::Refused(refusal) => Unserved::Refused(refusal),
            Unanswered::Busy => Unserved::Away,
        })
    }
}

impl Front for PageFront<Shown> {
    type Screen = Shown;

    fn screen(&self) -> watch::Receiver<Arc<Shown>> {
        self.screen.clone()
    }

    fn pulse(&self) -> Pulse {
        self.pulse_now()
    }

    fn errands(&self) -> watch::Receiver<Errands> {
        self.app.fleet.errands(&self.device.id)
    }

    async fn ask(&self, request: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        self.ask_now(request, ask).await
    }
}

impl Front for PageFront<DisplayScreen> {
    type Screen = DisplayScreen;

    fn screen(&self) -> watch::Receiver<Arc<DisplayScreen>> {
        self.screen.clone()
    }

    fn pulse(&self) -> Pulse {
        self.pulse_now()
    }

    fn errands(&self) -> watch::Receiver<Errands> {
        self.app.fleet.errands(&self.device.id)
    }

    async fn ask(&self, request: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        self.ask_now(request, ask).await
    }
}

/// The pages of a totem.
pub async fn totem(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(path): Path<BTreeMap<String, String>>,
    request: Request,
) -> Response {
    page(&app, &caller, DeviceRole::Totem, &path, request).await
}

/// The pages of a display.
pub async fn display(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(path): Path<BTreeMap<String, String>>,
    request: Request,
) -> Response {
    page(&app, &caller, DeviceRole::Display, &path, request).await
}

/// An address of a device without its last slash leads to the one with it.
pub async fn with_slash(uri: Uri) -> Redirect {
    Redirect::permanent(&format!("{}/", uri.path()))
}

async fn page(
    app: &Arc<App>,
    caller: &Caller,
    role: DeviceRole,
    path: &BTreeMap<String, String>,
    mut request: Request,
) -> Response {
    // A device has pages of its own only: the key of a display gives no numbers at a totem.
    let may_see = |device: &DeviceRow| match &caller.device {
        Some(own) => own.id == device.id,
        None => caller.may_see(&device.office),
    };
    let device = path.get("device").and_then(|id| DeviceId::new(id).ok()).and_then(|id| {
        let entries = app.directory.now();
        entries.device(&id).filter(|device| device.role == role && may_see(device)).cloned()
    });
    let Some(device) = device else { return super::not_found(&request) };
    let Some(router) = app.mounts.router(app, &device) else { return super::not_found(&request) };
    let within = relative(request.uri(), role, &device.id);
    *request.uri_mut() = within;
    router.oneshot(request).await.into_response()
}

/// The address as the device's own router knows it.
fn relative(uri: &Uri, role: DeviceRole, device: &DeviceId) -> Uri {
    let prefix = format!("/{}/{device}", role.code());
    let path = uri.path().strip_prefix(&prefix).unwrap_or("/");
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{path}{query}").parse().unwrap_or_else(|_| Uri::from_static("/"))
}
