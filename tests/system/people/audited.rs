//! Every change outside the log leaves its line in the audit: each form of the table is sent once, and
//! the line that it must leave is looked for.

use office::wire::{FromDevice, PROTOCOL, ToDevice};
use reqwest::Method;
use server::people::second_factor::code_at;
use server::people::sessions::{Found, IDLE_MAX};
use server::web::access::Access;
use server::web::routes::router;
use std::collections::BTreeSet;
use std::time::Duration;
use tests::device::Link;
use tests::form::hidden;
use tests::person::{Person, Told};
use tests::world::{OFFICE, World};

/// Ends of routes whose changes are events of the log.
const EVENTS: [&str; 10] = [
    "/api/v1/",
    "/t/{token}/leave",
    // What visitors do about their own appointments.
    "/book/",
    "/b/{token}/",
    "/totem/{device}/{*rest}",
    "/desk/{desk}/act",
    "/desk/{desk}/appointments/act",
    "/welcome/",
    // Changes nothing that is kept: what comes of it is in the audit when an admin types the code.
    "/enrol/",
    // In the log and in the audit: see the tests of the configuration.
    "/admin/configuration",
];
/// Longer than a step of the second factor.
const STEP: Duration = Duration::from_secs(31);
const ADMIN: &str = "giulia.ferrari";
const CLERK: &str = "mario.rossi";
const FIRST: &str = "quattro gatti sul tetto";
const SECOND: &str = "cinque oche nel cortile";
const PIN: &str = "271828";

#[tokio::test(flavor = "multi_thread")]
async fn every_change_outside_the_log_leaves_its_line_in_the_audit() {
    let mut desk = Desk::begin().await;
    let admin = desk.first_admin().await;
    let (admin, factor) = desk.second_factor(&admin).await;
    let person = desk.new_clerk(&admin).await;
    let clerk = desk.log_in(CLERK, FIRST).await;
    desk.own_account(&clerk).await;
    desk.keys_and_devices(&admin).await;
    desk.resting_clerk(&admin).await;
    let admin = desk.log_in_again(&factor).await;
    desk.manage(&admin, &person).await;
    desk.send(&admin, "/logout", "/logout", &[], "logged out").await;
    desk.has_sent_every_form();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_up_names_of_the_staff_is_in_the_audit() {
    let world = World::plan().always_open().begin().await;
    let person = world.hire("m.rossi", server::store::keys::Role::Clerk).await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let read = async |count: usize| {
        let lines = async || Some(world.audited("names read")).filter(|lines| lines.len() >= count);
        let lines = tests::until::until("the reading", lines).await;
        assert_eq!(lines.len(), count, "{lines:?}");
        lines
    };
    for page in ["/admin/people", "/admin/people", "/admin/sessions", "/admin/audit"] {
        admin.get(page).await.is_page();
    }
    assert_eq!(read(1).await[0].subject, "2026-03-02");
    admin.get(&format!("/admin/people/{person}")).await.is_page();
    assert_eq!(read(2).await[0].subject, person);
    let other = world.admin_at(OFFICE, "anna.galli").await;
    other.get("/admin/people").await.is_page();
    let lines = read(3).await;
    assert_ne!(lines[0].by.actor, lines[1].by.actor);
    assert!(lines.iter().all(|line| line.by.actor.starts_with("staff p-") && line.by.address.is_some()));
}

/// Somebody at a desk with every form of the house, and who counts the lines of the audit.
struct Desk {
    world: World,
    sent: BTreeSet<&'static str>,
    seen: u64,
}

impl Desk {
    async fn begin() -> Self {
        let world = World::plan().always_open().begin().await;
        let mut desk = Self { world, sent: BTreeSet::new(), seen: 0 };
        desk.look();
        desk
    }

    /// The actions in the audit since the last look.
    fn look(&mut self) -> Vec<String> {
        let lines = self.world.audit_of(OFFICE);
        let fresh = lines.iter().filter(|line| line.id > self.seen);
        let actions = fresh.map(|line| line.action.clone()).collect();
        self.seen = lines.first().map_or(0, |line| line.id);
        actions
    }

    /// Sends the form of a route, and finds the line of what it does, once.
    async fn send(
        &mut self,
        person: &Person,
        route: &'static str,
        path: &str,
        fields: &[(&str, &str)],
        action: &str,
    ) -> Told {
        let page = if person.session().is_some() { "/account" } else { "/login" };
        let token = person.token(page).await;
        self.look();
        let told = person.fill(path, &[fields, &[("token", token.as_str())]].concat()).await;
        let lines = self.look();
        let found = lines.iter().filter(|line| *line == action).count();
        assert_eq!(found, 1, "{action} after {path}: {lines:?} {} {}", told.status, told.text);
        // Nobody's name and no secret goes through an address, nor is a page about people kept.
        let address = told.header("location");
        let typed =
            fields.iter().filter(|(name, _)| ["name", "password", "pin", "code", "title"].contains(name));
        assert!(typed.clone().all(|(_, value)| !address.contains(value)), "{address}");
        assert_eq!(told.header("cache-control"), "no-store", "{path}");
        self.sent.insert(route);
        told
    }

    async fn first_admin(&mut self) -> Person {
        let code = self.world.people().set_up_code().await.unwrap().unwrap();
        let stranger = self.world.stranger();
        let route = "/setup";
        for (code, action) in [("AAAAA-AAAAA", "set-up failed"), (&code, "first admin set up")] {
            let fields = [("code", code), ("name", ADMIN), ("password", FIRST), ("again", FIRST)];
            self.send(&stranger, route, route, &fields, action).await;
        }
        let wrong = [("name", ADMIN), ("password", SECOND)];
        self.send(&stranger, "/login", "/login", &wrong, "login failed").await;
        self.log_in(ADMIN, FIRST).await
    }

    async fn log_in(&mut self, name: &str, password: &str) -> Person {
        let stranger = self.world.stranger();
        let fields = [("name", name), ("password", password)];
        let told = self.send(&stranger, "/login", "/login", &fields, "logged in").await;
        self.with_session(&told)
    }

    fn with_session(&self, told: &Told) -> Person {
        let secret = told.cookie("sportello").unwrap_or_else(|| panic!("no session: {}", told.text));
        self.world.stranger().with_session(&secret)
    }

    async fn second_factor(&mut self, admin: &Person) -> (Person, Vec<u8>) {
        let page = admin.get("/account/factor").await.text;
        let shown = page.split_once("factor-secret").unwrap().1.split_once('>').unwrap().1;
        let factor = base32(shown.split_once('<').unwrap().0);
        let code = code_at(&factor, self.world.app().clock.now()).unwrap();
        let route = "/account/factor";
        let told = self.send(admin, route, route, &[("code", &code)], "second factor set").await;
        (self.with_session(&told), factor)
    }

    /// Comes in with both factors, the second one wrong at first.
    async fn log_in_again(&mut self, factor: &[u8]) -> Person {
        self.world.pass(STEP).await;
        let stranger = self.world.stranger();
        let token = stranger.token("/login").await;
        let begun = stranger.fill("/login", &[("token", &token), ("name", ADMIN), ("password", FIRST)]).await;
        let pending = hidden(&begun.text, "pending");
        let route = "/login/step";
        let code = code_at(factor, self.world.app().clock.now()).unwrap();
        let wrong = if code == "000000" { "111111" } else { "000000" };
        let fields = |code| [("pending", pending.as_str()), ("code", code)];
        self.send(&stranger, route, route, &fields(wrong), "second factor failed").await;
        let told = self.send(&stranger, route, route, &fields(&code), "logged in").await;
        self.with_session(&told)
    }

    /// Adds a clerk, who sets a first password by the code shown; the clerk's id.
    async fn new_clerk(&mut self, admin: &Person) -> String {
        let route = "/admin/people";
        let fields = [("name", CLERK), ("role", "clerk")];
        let told = self.send(admin, route, route, &fields, "person added").await;
        let page = admin.get(told.header("location")).await.text;
        let code = page.split_once("<dd").unwrap().1.split_once('>').unwrap().1;
        let code = code.split_once('<').unwrap().0.trim().to_owned();
        let route = "/login/code";
        let stranger = self.world.stranger();
        for (code, action) in [("AAAAA-AAAAA", "code failed"), (&code, "password changed")] {
            let fields = [("name", CLERK), ("code", code), ("password", FIRST), ("again", FIRST)];
            self.send(&stranger, route, route, &fields, action).await;
        }
        let (_, id) = told.header("location").split_once("/admin/people/").unwrap();
        id.split('?').next().unwrap().to_owned()
    }

    async fn own_account(&mut self, clerk: &Person) {
        let pin = [("pin", PIN), ("password", FIRST)];
        self.send(clerk, "/account/pin", "/account/pin", &pin, "PIN changed").await;
        let route = "/account/sessions/end-others";
        self.log_in(CLERK, FIRST).await;
        self.send(clerk, route, route, &[], "sessions ended").await;
        self.log_in(CLERK, FIRST).await;
        let other = self.other_session(clerk);
        let path = format!("/account/sessions/{other}/end");
        self.send(clerk, "/account/sessions/{session}/end", &path, &[], "session ended").await;
        let route = "/account/password";
        let fields = [("old", FIRST), ("password", SECOND), ("again", SECOND)];
        self.send(clerk, route, route, &fields, "password changed").await;
    }

    async fn keys_and_devices(&mut self, admin: &Person) {
        let fields = [("label", "Sito"), ("role", "clerk"), ("days", "30")];
        self.send(admin, "/admin/keys", "/admin/keys", &fields, "key added").await;
        let path = "/admin/keys/clerk/revoke";
        self.send(admin, "/admin/keys/{key}/revoke", path, &[], "key revoked").await;
        let fields = [("title", "Totem"), ("kind", "totem")];
        self.send(admin, "/admin/devices", "/admin/devices", &fields, "device added").await;
        let mut newcomer = Link::connect(self.world.address()).await;
        newcomer.say(&FromDevice::Newcomer { protocol: PROTOCOL, role: None, version: String::new() }).await;
        let ToDevice::Code { code, .. } = newcomer.hear().await else { panic!("no code") };
        let fields = [("code", code.as_str()), ("title", "Tabellone"), ("kind", "display")];
        self.send(admin, "/admin/devices/enrol", "/admin/devices/enrol", &fields, "device added").await;
        let path = "/admin/devices/display-1/errand";
        let errand = [("errand", "chime")];
        self.send(admin, "/admin/devices/{device}/errand", path, &errand, "chime asked for").await;
        let path = "/admin/devices/sign-1/revoke";
        self.send(admin, "/admin/devices/{device}/revoke", path, &[], "device revoked").await;
    }

    /// A clerk at an enrolled browser goes for a coffee, and comes back by PIN.
    async fn resting_clerk(&mut self, admin: &Person) {
        let fields = [("title", "PC 1"), ("desk", "")];
        let told = self.send(admin, "/admin/seats", "/admin/seats", &fields, "seat enrolled").await;
        let seat = told.cookie("seat").expect("the browser is enrolled");
        let stranger = self.world.stranger();
        let token = stranger.token("/login").await;
        let fields = [("token", token.as_str()), ("name", CLERK), ("password", SECOND)];
        let at_seat = ("Cookie", format!("seat={seat}"));
        let headers = [(at_seat.0, at_seat.1.as_str()), ("Sec-Fetch-Site", "same-origin")];
        let told = stranger.fill_with("/login", &fields, &headers).await;
        let clerk = self.with_session(&told);
        self.world.pass(IDLE_MAX).await;
        for (pin, action) in [("314159", "PIN failed"), (PIN, "returned by PIN")] {
            self.look();
            let fields = [("token", token.as_str()), ("pin", pin)];
            let told = clerk.fill_with("/login/pin", &fields, &headers).await;
            let lines = self.look();
            assert!(lines.iter().any(|line| line == action), "{lines:?} {} {}", told.status, told.text);
        }
        self.sent.insert("/login/pin");
    }

    /// Everything that an admin does to somebody, and to what is theirs.
    async fn manage(&mut self, admin: &Person, person: &str) {
        let session = self.session_of(person, "");
        let path = format!("/admin/sessions/{session}/end");
        self.send(admin, "/admin/sessions/{session}/end", &path, &[], "session ended").await;
        self.log_in(CLERK, SECOND).await;
        let (route, path) = ("/admin/people/{person}/act", format!("/admin/people/{person}/act"));
        for (act, action) in [
            ("end-sessions", "sessions ended"),
            ("code", "code issued"),
            ("forget-factor", "second factor forgotten"),
            ("disable", "person disabled"),
            ("enable", "person enabled"),
        ] {
            self.send(admin, route, &path, &[("do", act)], action).await;
        }
        let role = [("do", "role"), ("role", "welcome")];
        self.send(admin, route, &path, &role, "role changed").await;
        self.send(admin, route, &path, &[("do", "remove")], "person removed").await;
        let office = OFFICE.parse().unwrap();
        let seat = self.world.people().seats(&office)[0].id.clone();
        let path = format!("/admin/seats/{seat}/revoke");
        self.send(admin, "/admin/seats/{seat}/revoke", &path, &[], "seat revoked").await;
    }

    /// The session that somebody has beside this one.
    fn other_session(&self, own: &Person) -> String {
        let Some(Found::Active(live)) = self.world.people().session(own.session().unwrap(), true) else {
            panic!("the session is in force")
        };
        self.session_of(&live.row.person, &live.row.id)
    }

    fn session_of(&self, person: &str, but: &str) -> String {
        let all = self.world.people().sessions.all(self.world.app().clock.elapsed());
        all.into_iter().find(|(row, _)| row.person == person && row.id != but).unwrap().0.id
    }

    /// A route that changes something is of the log, or its form has been sent.
    fn has_sent_every_form(&self) {
        let routes = router(self.world.app()).1.into_iter().filter(|route| route.method == Method::POST);
        let forms = routes.filter(|route| !EVENTS.iter().any(|start| route.path.starts_with(start)));
        let forms: BTreeSet<&str> = forms
            .inspect(|route| {
                assert!(
                    matches!(route.access, Access::Public | Access::Own | Access::AdminPage),
                    "{route:?}"
                );
            })
            .map(|route| route.path)
            .collect();
        assert_eq!(self.sent, forms, "a form without a line here: send it, and say what the audit says");
    }
}

/// The bytes of a text in base32, spaces left out.
fn base32(text: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let value = |c: char| LETTERS.find(c).unwrap_or_else(|| panic!("{c} is no letter of base32"));
    let bits: String =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| format!("{:05b}", value(c))).collect();
    let bytes = bits.as_bytes().chunks_exact(8).map(|eight| std::str::from_utf8(eight).unwrap());
    bytes.map(|eight| u8::from_str_radix(eight, 2).unwrap()).collect()
}
