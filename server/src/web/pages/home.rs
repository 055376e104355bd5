//! The start page: for citizens the offices and their waits; in a demo the list of every screen.

use super::page;
use crate::app::App;
use crate::screens::board_of;
use crate::store::keys::DeviceRow;
use crate::web::body::language;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use i18n_embed_fl::fl;
use office::configuration::Configuration;
use office::floor::Floor;
use office::id::OfficeId;
use office::language::Language;
use office::moment::Moment;
use office::wire::{DeviceRole, Wait};
use screen::Page;
use screen::words::{clock, date_long, wait};
use std::sync::Arc;

/// `GET /`
pub async fn home(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let language = language(&uri, &headers);
    if app.is_demo() { page(&DemoPage::of(&app, language)) } else { page(&HomePage::of(&app, language)) }
}

/// The name on the head of a page: that of the office, where there is but one.
pub(super) fn head(app: &App, language: Language) -> Page {
    let mut offices = app.hub.offices();
    let (first, more) = (offices.next(), offices.next());
    let only = first.filter(|_| more.is_none()).and_then(|office| {
        let floor = app.hub.floor(office)?;
        let rules = floor.rules()?;
        Some((rules.office.title.in_language(language).to_owned(), rules.office.zone))
    });
    let (title, zone) = only.unwrap_or_else(|| (super::NO_OFFICE.to_owned(), chrono_tz::UTC));
    Page::new(language, &title, zone.name())
}

/// What a screen is for, and so which picture it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    Totem,
    Display,
    Sign,
    Welcome,
    Appointments,
    Desk,
    Follow,
    Book,
    Paper,
    Api,
}

/// One screen of the demo: an address and a name, what it is for, and more addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Card {
    screen: Screen,
    title: String,
    /// The name of this very one, in the office's own words.
    name: Option<String>,
    text: String,
    /// How one gets there, where no address leads there.
    how: Option<String>,
    links: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "home-demo.html")]
struct DemoPage {
    page: Page,
    offices: Vec<Demonstrated>,
    api: Card,
}

/// The screens of one office.
struct Demonstrated {
    title: String,
    visitors: Vec<Card>,
    staff: Vec<Card>,
}

impl DemoPage {
    fn of(app: &App, language: Language) -> Self {
        let language = language.for_staff();
        let offices: Vec<OfficeId> = app.hub.offices().cloned().collect();
        let shown = offices.iter().filter_map(|office| Demonstrated::of(app, office, language)).collect();
        let page = Page { languages: &Language::STAFF, ..head(app, language) };
        Self { page, offices: shown, api: api_card(&offices, language) }
    }
}

impl Demonstrated {
    fn of(app: &App, office: &OfficeId, language: Language) -> Option<Self> {
        let floor = app.hub.floor(office)?;
        let rules = floor.rules()?;
        let entries = app.directory.now();
        let mut visitors = Vec::new();
        let mut staff = vec![welcome_card(language)];
        staff.extend(desk_cards(rules, language));
        for device in entries.devices().filter(|device| device.office == *office) {
            visitors.push(device_card(device, language));
        }
        visitors.push(follow_card(language));
        if !rules.plans.is_empty() {
            visitors.push(book_card(language));
            staff.push(appointments_card(language));
        }
        visitors.sort_by_key(|card| card.screen.place());
        Some(Self { title: rules.office.title.in_language(language).to_owned(), visitors, staff })
    }
}

impl Screen {
    /// Its place on the page: in the order of a visit.
    fn place(self) -> u8 {
        match self {
            Screen::Totem => 1,
            Screen::Paper => 2,
            Screen::Follow => 3,
            Screen::Display => 4,
            Screen::Sign => 5,
            Screen::Book => 6,
            Screen::Welcome => 7,
            Screen::Desk => 8,
            Screen::Appointments => 9,
            Screen::Api => 10,
        }
    }
}

fn device_card(device: &DeviceRow, language: Language) -> Card {
    let l = screen::texts(language);
    let (screen, title, text) = match (device.role, &device.desk) {
        (DeviceRole::Totem, _) => (Screen::Totem, fl!(l, "home-totem-title"), fl!(l, "home-totem")),
        (DeviceRole::Display, None) => {
            (Screen::Display, fl!(l, "home-display-title"), fl!(l, "home-display"))
        }
        (DeviceRole::Display, Some(_)) => (Screen::Sign, fl!(l, "home-sign-title"), fl!(l, "home-sign")),
        (DeviceRole::Printer, _) => (Screen::Paper, fl!(l, "home-paper-title"), fl!(l, "home-paper")),
    };
    let folder = if device.role == DeviceRole::Printer { "paper" } else { device.role.code() };
    let links = vec![(format!("/{folder}/{}/", device.id), fl!(l, "home-open"))];
    Card { screen, title, name: Some(device.title.clone()), text, how: None, links }
}

fn desk_cards(rules: &Configuration, language: Language) -> Vec<Card> {
    let l = screen::texts(language);
    let card = |desk: &office::configuration::Desk| Card {
        screen: Screen::Desk,
        title: fl!(l, "home-desk-title", n = desk.number.to_string()),
        name: Some(desk.name.in_language(language).to_owned()),
        text: fl!(l, "home-desk"),
        how: None,
        links: vec![(format!("/desk/{}/", desk.id), fl!(l, "home-open"))],
    };
    rules.desks.iter().map(card).collect()
}

fn welcome_card(language: Language) -> Card {
    let l = screen::texts(language);
    Card {
        screen: Screen::Welcome,
        title: fl!(l, "welcome-title"),
        name: None,
        text: fl!(l, "home-welcome"),
        how: None,
        links: vec![("/welcome/".to_owned(), fl!(l, "home-open"))],
    }
}

fn follow_card(language: Language) -> Card {
    let l = screen::texts(language);
    Card {
        screen: Screen::Follow,
        title: fl!(l, "home-follow-title"),
        name: None,
        text: fl!(l, "home-follow"),
        how: Some(fl!(l, "home-follow-how")),
        links: Vec::new(),
    }
}

fn book_card(language: Language) -> Card {
    let l = screen::texts(language);
    Card {
        screen: Screen::Book,
        title: fl!(l, "home-book-title"),
        name: None,
        text: fl!(l, "home-book"),
        how: None,
        links: vec![(super::book::PATH.to_owned(), fl!(l, "home-open"))],
    }
}

fn appointments_card(language: Language) -> Card {
    let l = screen::texts(language);
    Card {
        screen: Screen::Appointments,
        title: fl!(l, "bookings-title"),
        name: None,
        text: fl!(l, "home-appointments"),
        how: None,
        links: vec![("/welcome/appointments".to_owned(), fl!(l, "home-open"))],
    }
}

fn api_card(offices: &[OfficeId], language: Language) -> Card {
    let l = screen::texts(language);
    let mut links = vec![("/api/openapi.json".to_owned(), fl!(l, "home-api-description"))];
    links.extend(
        offices.iter().take(1).map(|id| (format!("/api/v1/offices/{id}/board"), fl!(l, "home-api-board"))),
    );
    Card {
        screen: Screen::Api,
        title: fl!(l, "home-api-title"),
        name: None,
        text: fl!(l, "home-api"),
        how: None,
        links,
    }
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    as_of: Option<String>,
    offices: Vec<Visited>,
}

/// An office as citizens see it; times are the office's own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Visited {
    title: String,
    place: String,
    /// The end of the present opening, while the doors are open; empty for an office that is always open.
    open: Option<String>,
    /// When the doors open again, while they are closed.
    reopens: Option<String>,
    /// The hours of the day: none where it is closed all day.
    hours: Vec<String>,
    notices: Vec<String>,
    /// Where appointments are booked, if they are.
    booking: Option<&'static str>,
    /// Services and the present wait for each, while numbers can be taken.
    waits: Vec<(String, String)>,
}

impl HomePage {
    fn of(app: &App, language: Language) -> Self {
        let now = app.clock.now();
        let page = head(app, language);
        let visited = |office: &OfficeId| {
            let floor = app.hub.floor(office)?;
            Visited::of(app, &floor, now, language)
        };
        let offices: Vec<Visited> = app.hub.offices().filter_map(visited).collect();
        let zone: Option<chrono_tz::Tz> = page.zone.parse().ok();
        // Offices in several zones have no clock in common.
        let as_of = zone.filter(|_| offices.len() == 1).map(|zone| clock(now, zone));
        Self { page, as_of, offices }
    }
}

impl Visited {
    fn of(app: &App, floor: &Floor, now: Moment, language: Language) -> Option<Self> {
        let rules = floor.rules()?;
        let zone = rules.office.zone;
        let board = board_of(floor, &app.quotes.borrow().clone(), app.hub.epoch(), now)?;
        let notices = board.notices.iter().map(|notice| notice.in_language(language).to_owned());
        let open = rules.hours.opening_at(now, zone).map(|opening| match rules.hours.always_rolls_at {
            Some(_) => String::new(),
            None => clock(opening.until, zone),
        });
        Some(Self {
            title: rules.office.title.in_language(language).to_owned(),
            place: rules.office.waiting_place.in_language(language).to_owned(),
            reopens: if open.is_some() { None } else { reopens(rules, now, language) },
            open,
            hours: hours(rules, now, language),
            notices: notices.collect(),
            booking: (!rules.plans.is_empty()).then_some(super::book::PATH),
            waits: if board.open { waits(app, floor, rules, language) } else { Vec::new() },
        })
    }
}

fn reopens(rules: &Configuration, now: Moment, language: Language) -> Option<String> {
    let (l, zone) = (screen::texts(language), rules.office.zone);
    let from = rules.hours.next_opening(now, zone)?.from;
    let date = |at: Moment| at.utc().with_timezone(&zone).date_naive();
    Some(match date(from) == date(now) {
        true => fl!(l, "home-reopens-today", time = clock(from, zone)),
        false => {
            fl!(l, "home-reopens-later", date = date_long(from, zone, language), time = clock(from, zone))
        }
    })
}

fn hours(rules: &Configuration, now: Moment, language: Language) -> Vec<String> {
    if rules.hours.always_rolls_at.is_some() {
        return vec![fl!(screen::texts(language), "home-hours-always")];
    }
    let today = now.utc().with_timezone(&rules.office.zone).date_naive();
    rules.hours.spans_on(today).iter().map(|span| format!("{}–{}", span.from, span.until)).collect()
}

fn waits(app: &App, floor: &Floor, rules: &Configuration, language: Language) -> Vec<(String, String)> {
    let quotes = app.quotes.borrow().clone();
    let named = rules.services.iter().filter(|service| !service.sensitive);
    let line = named.map(|service| {
        let quoted = quotes.wait(&floor.office, &service.id);
        let title = service.title.in_language(language).to_owned();
        (title, wait_in_words(quoted, floor.waiting_near(&service.id), language))
    });
    line.collect()
}

fn wait_in_words(quoted: Option<Wait>, ahead: u32, language: Language) -> String {
    let l = screen::texts(language);
    match quoted {
        None => fl!(l, "home-no-desk"),
        Some(quoted) if ahead == 0 && quoted.low_min == 0 => fl!(l, "home-nobody-waits"),
        Some(quoted) => wait(quoted.low_min, quoted.high_min, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pages::tests::assert_plain;

    #[test]
    fn demo_lists_every_screen_with_its_picture_and_address() {
        let l = Language::It;
        let card = |screen, href: &str| Card {
            screen,
            title: "Titolo <b>".into(),
            name: Some("Nome & co".into()),
            text: "Testo".into(),
            how: None,
            links: vec![(href.into(), "Apri".into())],
        };
        let visitors =
            vec![card(Screen::Totem, "/totem/t/"), card(Screen::Display, "/display/d/"), follow_card(l)];
        let staff = vec![
            card(Screen::Desk, "/desk/1/"),
            card(Screen::Sign, "/display/s/"),
            card(Screen::Paper, "/p/"),
        ];
        let office = Demonstrated { title: "Portico".into(), visitors, staff };
        let page = Page::new(l, "Portico", "Europe/Rome");
        let portico = OfficeId::new("portico").expect("an id");
        let demo = DemoPage { page, offices: vec![office], api: api_card(&[portico], l) };
        let html = demo.render().expect("the page can be drawn");
        for href in ["/totem/t/", "/display/d/", "/desk/1/", "/display/s/", "/p/", "/api/openapi.json"] {
            assert!(html.contains(&format!("href=\"{href}\"")), "{href} in {html}");
        }
        assert_eq!(html.matches("<svg class=\"picture\"").count(), 7, "{html}");
        assert!(
            html.contains("Titolo &#60;b&#62;") && html.contains("/api/v1/offices/portico/board"),
            "{html}"
        );
        assert_plain(&html);
    }

    #[test]
    fn citizens_read_hours_and_waits_and_no_address_of_staff() {
        let mut office = Visited {
            title: "Portico".into(),
            place: "Atrio".into(),
            open: Some("12:30".into()),
            reopens: None,
            hours: vec!["08:30–12:30".into()],
            notices: vec!["Chiuso <lunedì>".into()],
            booking: Some("/book/"),
            waits: vec![("Certificati".into(), "15–30 minuti".into())],
        };
        let html = citizens(&office);
        for told in [
            "Aperto ora",
            "Fino alle 12:30",
            "08:30–12:30",
            "Certificati",
            "15–30 minuti",
            "Stima indicativa",
        ] {
            assert!(html.contains(told), "{told} in {html}");
        }
        assert!(html.contains("Chiuso &#60;lunedì&#62;"), "{html}");
        assert!(html.contains("href=\"/book/?language=it\">Prenota appuntamento"), "{html}");
        assert!(
            html.contains("data-element=\"appointment-booking\">Prenotazione appuntamento</a>"),
            "{html}"
        );
        for staff in ["/desk", "/paper", "/totem", "/display", "/api"] {
            assert!(!html.contains(&format!("href=\"{staff}")), "{staff} in {html}");
        }
        office =
            Visited { open: None, reopens: Some("Apre oggi alle 14:00".into()), waits: Vec::new(), ..office };
        let html = citizens(&office);
        assert!(html.contains("Chiuso ora") && html.contains("Apre oggi alle 14:00"), "{html}");
        assert!(!html.contains("minuti"), "{html}");
    }

    #[test]
    fn waits_are_told_from_no_desk_to_minutes() {
        let range = |low_min, high_min| Some(Wait { low_min, high_min });
        let cases = [
            (None, 3, "Nessuno sportello aperto ora"),
            (range(0, 5), 0, "Nessuna attesa"),
            (range(0, 5), 2, "Meno di 5 minuti"),
            (range(15, 30), 4, "15–30 minuti"),
        ];
        for (quoted, ahead, expected) in cases {
            assert_eq!(wait_in_words(quoted, ahead, Language::It), expected);
        }
    }

    fn citizens(office: &Visited) -> String {
        let page = Page::new(Language::It, "Portico", "Europe/Rome");
        let home = HomePage { page, as_of: Some("10:42".into()), offices: vec![office.clone()] };
        let html = home.render().expect("the page can be drawn");
        assert_plain(&html);
        html
    }
}
