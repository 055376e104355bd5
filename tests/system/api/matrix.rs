//! Every line of the one table of routes with every kind of caller: who gets in, and how everybody else
//! is turned away. The lines come from the table itself; the expectation has a case for each kind of
//! access, so that a new kind does not compile without one.

use super::access::body_for;
use office::event::{Actor, ActorKind};
use office::wire::DeviceRole;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use server::registrar::configuring::{Configuring, Reform, When};
use server::registrar::{Lane, Work};
use server::store::keys::Role;
use server::web::access::Access;
use server::web::routes::{Route, router};
use std::collections::BTreeSet;
use std::sync::Arc;
use tests::feed::Feed;
use tests::person::{Person, Told};
use tests::world::{ELSEWHERE, OFFICE, REGISTER, RESIDENCE, World, small_configuration};

/// Whoever may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nobody in particular.
    Nobody,
    /// Somebody with a key that is none.
    Impostor,
    /// A program with a key.
    Key(Role),
    /// Somebody who is logged in; an admin with both factors.
    Session(Role),
    /// An admin without a second factor.
    OneFactor,
    /// A device.
    Device(DeviceRole),
}

/// What becomes of a caller at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    Open,
    Refused(u16),
    LedTo(&'static str),
}

/// What the table's word says about a caller.
fn gate(access: Access, kind: Kind) -> Gate {
    let by_role = |wanted: Role, own: Role| if own >= wanted { Gate::Open } else { Gate::Refused(403) };
    match (access, kind) {
        (_, Kind::Impostor) => Gate::Refused(401),
        (Access::Public | Access::Bearer | Access::Link, _) => Gate::Open,
        (Access::DeviceOr(_) | Access::Staff(_), Kind::Nobody) => Gate::Refused(401),
        (Access::House | Access::StaffPage(_) | Access::Own | Access::AdminPage, Kind::Nobody) => {
            Gate::LedTo("/login")
        }
        (Access::House, _) | (Access::DeviceOr(_), Kind::Device(DeviceRole::Totem)) => Gate::Open,
        (Access::DeviceOr(_) | Access::Staff(_) | Access::StaffPage(_), Kind::Device(_)) => {
            Gate::Refused(403)
        }
        (Access::DeviceOr(role) | Access::Staff(role) | Access::StaffPage(role), Kind::Key(own)) => {
            by_role(role, own)
        }
        (Access::DeviceOr(role) | Access::Staff(role) | Access::StaffPage(role), Kind::Session(own)) => {
            by_role(role, own)
        }
        (Access::DeviceOr(role) | Access::Staff(role) | Access::StaffPage(role), Kind::OneFactor) => {
            by_role(role, Role::Admin)
        }
        (Access::Own, Kind::Session(_) | Kind::OneFactor) => Gate::Open,
        (Access::AdminPage, Kind::Session(own)) => by_role(Role::Admin, own),
        (Access::AdminPage, Kind::OneFactor) => Gate::LedTo("/account/factor"),
        (Access::Own | Access::AdminPage, Kind::Key(_) | Kind::Device(_)) => Gate::LedTo("/login"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_turns_away_everybody_whom_the_table_does_not_name_and_nobody_else() {
    let hall = Hall::begin().await;
    let guests = hall.guests(OFFICE).await;
    let (log_len, audit) = (hall.world.log_len(), hall.world.audit_of(OFFICE));
    let mut gates = BTreeSet::new();
    for route in hall.routes() {
        for (kind, person) in &guests {
            let expected = gate(route.access, *kind);
            gates.insert(format!("{expected:?}"));
            let told = match expected {
                Gate::Open => continue,
                Gate::Refused(_) | Gate::LedTo(_) => hall.ask(person, &route).await,
            };
            let what = format!("{route:?} by {kind:?}: {} {}", told.status, told.header("location"));
            match expected {
                Gate::Open => {}
                Gate::Refused(status) => assert_eq!(told.status, status, "{what}"),
                Gate::LedTo(page) => {
                    assert_eq!(told.status, 303, "{what}");
                    assert_eq!(told.header("location").split('?').next(), Some(page), "{what}");
                }
            }
        }
    }
    assert_eq!(hall.world.log_len(), log_len, "somebody who was turned away changed something");
    assert_eq!(hall.world.audit_of(OFFICE), audit);
    assert_eq!(gates.len(), 5, "the guests are of every kind: {gates:?}");
    for route in hall.routes() {
        for (kind, person) in guests.iter().filter(|(kind, _)| gate(route.access, *kind) == Gate::Open) {
            let told = hall.ask(person, &route).await;
            let location = told.header("location");
            let is_led_away = told.status == 303
                && (location == "/login" || location.contains("?to=") || location == "/account/factor");
            // A form without the token of its page is asked for once more, also where all may send it.
            let is_for_all = matches!(route.access, Access::Public | Access::Bearer);
            let is_refused = told.status == 401 || (told.status == 403 && !is_for_all);
            assert!(
                !is_refused && told.status < 500 && (route.access == Access::Public || !is_led_away),
                "{route:?} by {kind:?}: {} {location} {}",
                told.status,
                told.text
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_of_an_office_is_unknown_to_everybody_of_another() {
    let hall = Hall::begin().await;
    let guests = hall.guests(ELSEWHERE).await;
    let ours = |hall: &Hall| (hall.world.log_len(), hall.world.audit_of(OFFICE));
    let before = ours(&hall);
    let (mut kinds, mut asked) = (BTreeSet::new(), 0);
    for route in hall.routes().into_iter().filter(names_something) {
        kinds.extend(route.path.split('/').filter(|part| part.starts_with('{')));
        for (kind, person) in guests.iter().filter(|(kind, _)| gate(route.access, *kind) == Gate::Open) {
            let what = format!("{route:?} by {kind:?}");
            asked += 1;
            if route.path.ends_with("/feed") {
                let (name, value) = person.header();
                let opened = Feed::open(hall.world.address(), &hall.filled(route.path), (name, &value)).await;
                assert_eq!(opened.err(), Some(404), "{what}");
                continue;
            }
            let told = hall.send_form_or_body(person, &route).await;
            assert_eq!(told.status, 404, "{what}: {}", told.text);
            for secret in hall.words() {
                assert!(!told.text.contains(&secret), "{what}: {secret} in {}", told.text);
            }
        }
    }
    let all = [
        "{office}",
        "{ticket}",
        "{desk}",
        "{device}",
        "{printer}",
        "{person}",
        "{session}",
        "{seat}",
        "{key}",
        "{version}",
    ];
    assert_eq!(kinds.iter().filter(|kind| all.contains(kind)).count(), all.len(), "{kinds:?}");
    assert!(asked > 200, "only {asked} were asked");
    assert_eq!(ours(&hall), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_an_office_show_nothing_of_another() {
    let hall = Hall::begin().await;
    let admin = hall.world.admin_at(ELSEWHERE, "direttrice.biblioteca").await;
    hall.world.hire_at(ELSEWHERE, "b.libri", Role::Clerk).await;
    let mut pages = 0;
    for route in hall.routes().into_iter().filter(|route| {
        let is_list = !route.path.contains('{') && route.path != "/admin";
        route.access == Access::AdminPage && route.method == Method::GET && is_list
    }) {
        let told = admin.get(route.path).await;
        told.is_page();
        for word in hall.words() {
            assert!(!told.text.contains(&word), "{} shows {word}", route.path);
        }
        pages += 1;
    }
    assert!(pages >= 7, "the administration has lost its pages");
    assert!(admin.get("/admin/people").await.text.contains("b.libri"), "the own office is shown");
    assert!(!admin.get("/desk/").await.text.contains(REGISTER));
}

#[tokio::test(flavor = "multi_thread")]
async fn device_has_its_own_pages_and_no_other() {
    let hall = Hall::begin().await;
    let world = &hall.world;
    for (device, page, status) in [
        ("totem-1", "/totem/totem-1/", 200),
        ("display-1", "/display/display-1/", 200),
        ("sign-1", "/display/sign-1/", 200),
        ("display-1", "/display/sign-1/", 404),
        ("display-1", "/totem/totem-1/", 404),
        ("printer-1", "/totem/totem-1/", 404),
        ("totem-1", "/display/display-1/", 404),
    ] {
        assert_eq!(world.holder_of(device).get(page).await.status, status, "{page} by {device}");
    }
    world.clerk().get("/totem/totem-1/").await.is_page();
}

/// Whether a route names something that belongs to one office, and says so to those who may ask. Some
/// addresses lead to the same with a slash, whatever they name.
fn names_something(route: &Route) -> bool {
    let is_open = matches!(route.access, Access::Public | Access::Bearer | Access::Link);
    let is_detour =
        ["/desk/{desk}", "/totem/{device}", "/display/{device}", "/paper/{printer}"].contains(&route.path);
    route.path.contains('{') && !is_open && !is_detour
}

/// Gives the first office a second version of its configuration.
async fn adopt_another(world: &World) {
    let mut document = small_configuration();
    document.services[0].minutes += 1;
    let actor = Actor { kind: ActorKind::Staff, id: "p-admin".parse().unwrap() };
    let (document, note) = (Arc::new(document), String::new());
    let what = Reform::Adopt { document, note, base: None, when: When::Now };
    let (office, by) = (OFFICE.parse().unwrap(), server::store::audit::By::command_line());
    let work = Configuring { office, actor, by, request: None, what };
    world.app().registry.ask(Lane::Hall, Work::Configuring(Box::new(work))).await.unwrap();
}

/// A world of two offices, with something of every kind in the first.
struct Hall {
    world: World,
    ticket: String,
    token: String,
    person: String,
    session: String,
    seat: String,
}

impl Hall {
    async fn begin() -> Self {
        let world = World::plan().with_elsewhere().begin().await;
        let taken = world.walk_in().take(RESIDENCE).await;
        let text = |field: &str| taken[field].as_str().unwrap().to_owned();
        let (ticket, token) = (text("id"), text("token"));
        let person = world.hire("custode.segreta", Role::Clerk).await;
        world.log_in("custode.segreta").await;
        let office = OFFICE.parse().unwrap();
        let by = server::store::audit::By::command_line();
        world.people().enrol_seat(&office, None, "Postazione riservata", by).await.unwrap();
        let seat = world.people().seats(&office)[0].id.clone();
        let all = world.people().sessions.all(std::time::Duration::ZERO);
        let session = all.iter().find(|(row, _)| row.person == person).unwrap().0.id.clone();
        adopt_another(&world).await;
        Self { world, ticket, token, person, session, seat }
    }

    /// Somebody of every kind, all of one office.
    async fn guests(&self, office: &str) -> Vec<(Kind, Person)> {
        let (world, is_ours) = (&self.world, office == OFFICE);
        let own =
            |name: &str, ours: &str, theirs: &str| format!("{name}{}", if is_ours { ours } else { theirs });
        let mut guests = vec![(Kind::Impostor, world.stranger().with_key(Some("not-a-key")))];
        if is_ours {
            guests.push((Kind::Nobody, world.stranger()));
        }
        for role in Role::ALL {
            let key = world.holder_of(&own(role.code(), "", "-elsewhere"));
            guests.push((Kind::Key(role), key));
            let name = format!("sessione.{}", role.code());
            let session = match role {
                Role::Admin => world.admin_at(office, &name).await,
                Role::Clerk | Role::Welcome | Role::Supervisor => {
                    world.hire_at(office, &name, role).await;
                    world.logged_in(&name).await
                }
            };
            guests.push((Kind::Session(role), session));
        }
        world.hire_at(office, "un.fattore", Role::Admin).await;
        guests.push((Kind::OneFactor, world.logged_in("un.fattore").await));
        for role in [DeviceRole::Totem, DeviceRole::Display, DeviceRole::Printer] {
            let device = world.holder_of(&own(role.code(), "-1", "-elsewhere"));
            guests.push((Kind::Device(role), device));
        }
        guests
    }

    fn routes(&self) -> Vec<Route> {
        let (_, routes) = router(self.world.app());
        assert!(routes.len() > 80, "the table has lost its routes");
        routes
    }

    /// A path of the table with names in it that are there.
    fn filled(&self, path: &str) -> String {
        let device = if path.starts_with("/totem") { "totem-1" } else { "display-1" };
        let device = if path.starts_with("/admin") { "sign-1" } else { device };
        let names = [
            ("{office}", OFFICE),
            ("{service}", RESIDENCE),
            ("{ticket}", &self.ticket),
            ("{token}", &self.token),
            ("{code}", "K7F2-9QXM"),
            ("{desk}", REGISTER),
            ("{device}", device),
            ("{printer}", "printer-1"),
            ("{*rest}", "take"),
            ("{person}", &self.person),
            ("{session}", &self.session),
            ("{seat}", &self.seat),
            ("{key}", "welcome"),
            ("{version}", "2"),
            // A draft is its own admin's: see the tests of the configuration.
            ("{draft}", "00000000000000000000000000000000"),
        ];
        let filled = names.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
        assert!(!filled.contains('{'), "{filled} is new here: say what stands for it");
        filled
    }

    /// What only people of the first office may be shown.
    fn words(&self) -> Vec<String> {
        let own = [&self.person, &self.session, &self.seat, &self.ticket].map(String::clone);
        let mut words = own.to_vec();
        words
            .extend(["custode.segreta", "Postazione riservata", "display-1", "printer-1"].map(str::to_owned));
        words
    }

    async fn ask(&self, person: &Person, route: &Route) -> Told {
        let request = person.ask(route.method.clone(), &self.filled(route.path));
        let request = match route.method == Method::POST {
            true => request.header(CONTENT_TYPE, "application/json").body(body_for(route.path).to_string()),
            false => request,
        };
        person.send(request).await
    }

    /// Asks as whoever has the page of it would: a session sends its forms with their token.
    async fn send_form_or_body(&self, person: &Person, route: &Route) -> Told {
        let is_api = route.path.starts_with("/api/");
        if route.method != Method::POST || is_api || person.session().is_none() {
            return self.ask(person, route).await;
        }
        let token = person.token("/account").await;
        let fields: &[(&str, &str)] = match route.path.ends_with("/act") {
            true => &[("token", &token), ("do", "role"), ("role", "clerk")],
            false => &[("token", &token)],
        };
        person.fill(&self.filled(route.path), fields).await
    }
}
