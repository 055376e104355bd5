//! Every page of the staff, drawn with long names and with nothing in it.

use super::admin::Section;
use super::admin::configuration::views::*;
use super::admin::views::*;
use super::notices::{Said, Shown};
use super::views::*;
use super::{Frame, Who};
use crate::store::keys::Role;
use askama::Template;
use office::language::Language;
use office::wire::DeviceRole;
use screen::Page;

/// A name that somebody has to have one day.
const LONG: &str = "massimiliano.della-roverebonaventura-degli-alessandri_ufficio.anagrafe";

#[test]
fn pages_hold_nothing_inline_and_show_names_as_text() {
    for language in Language::STAFF {
        for (name, html) in pages(language, "<b>mario</b>") {
            crate::web::pages::tests::assert_plain(&html);
            assert!(!html.contains("<b>mario</b>"), "{name}");
        }
    }
}

fn pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let kinds = [
        entry_pages,
        step_pages,
        setup_pages,
        account_pages,
        admin_pages,
        people_pages,
        session_pages,
        seat_pages,
        audit_pages,
        configuration_pages,
    ];
    kinds.iter().flat_map(|kind| kind(language, name)).collect()
}

fn entry_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    for wrong in [None, Some("Nome o password non corretti.".to_owned())] {
        let login = LoginPage {
            page: page(language),
            frame: plain(name, "Accesso del personale"),
            to: "/desk/".into(),
            with_to: "?to=%2Fdesk%2F".into(),
            name: if wrong.is_some() { name.into() } else { String::new() },
            wrong: wrong.clone(),
            rests: true,
            has_rested: wrong.is_none(),
        };
        drawn.push((if wrong.is_some() { "login-wrong" } else { "login" }, login.render().unwrap()));
        let code = LoginCodePage {
            page: page(language),
            frame: plain(name, "Entri con un codice monouso"),
            to: String::new(),
            with_to: String::new(),
            name: name.into(),
            code: String::new(),
            rules: rules(wrong.is_some()),
            wrong: wrong.clone(),
        };
        drawn.push((if wrong.is_some() { "code-wrong" } else { "code" }, code.render().unwrap()));
    }
    drawn
}

fn step_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    let factor = LoginFactorPage {
        page: page(language),
        frame: plain(name, "Codice di verifica"),
        to: String::new(),
        with_to: String::new(),
        pending: "0".repeat(32),
        office: Some("portico".into()),
        wrong: None,
    };
    drawn.push(("login-factor", factor.render().unwrap()));
    let offices = vec![
        OfficeChoice { id: "portico".into(), title: "Sede del Portico".into(), role: Role::Admin },
        OfficeChoice { id: "b".into(), title: format!("Biblioteca {LONG}"), role: Role::Clerk },
    ];
    let office = LoginOfficePage {
        page: page(language),
        frame: plain(name, "Scelga la sede"),
        to: String::new(),
        with_to: String::new(),
        pending: "0".repeat(32),
        offices,
    };
    drawn.push(("login-office", office.render().unwrap()));
    for (key, is_there) in [("pin-none", false), ("pin", true)] {
        let pin = LoginPinPage {
            page: page(language),
            frame: plain(name, "Rientri con il PIN"),
            to: String::new(),
            with_to: String::new(),
            wrong: None,
            resting: is_there.then(|| Resting { name: name.into(), began: "10:42".into() }),
        };
        drawn.push((key, pin.render().unwrap()));
    }
    drawn
}

fn setup_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    let setup = SetupPage {
        page: page(language),
        frame: plain(name, "Primo avvio"),
        code: String::new(),
        name: String::new(),
        wrong: None,
        rules: rules(false),
    };
    drawn.push(("setup", setup.render().unwrap()));
    let factor = FactorPage {
        page: page(language),
        frame: frame("Secondo fattore", Some(Role::Admin), None, name),
        wrong: None,
        is_setup: true,
        must: true,
        qr: screen::qr::svg("otpauth://totp/Sportello:mario?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "QR"),
        secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".into(),
    };
    drawn.push(("factor", factor.render().unwrap()));
    drawn
}

fn account_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    let account = AccountPage {
        page: page(language),
        frame: frame("Il mio accesso", Some(Role::Clerk), None, name),
        about: About {
            name: name.into(),
            role: Role::Clerk,
            seat: Some("PC dello sportello 2".into()),
            has_pin: true,
            has_factor: false,
        },
        password_wrong: None,
        pin_wrong: None,
        rules: rules(false),
        pin_len: 6,
        sessions: ["PC dello sportello 2", "Un browser non registrato"]
            .into_iter()
            .enumerate()
            .map(|(n, place)| OwnSession {
                id: n.to_string(),
                place: place.into(),
                began: "oggi, 08:12".into(),
                seen: "oggi, 10:42".into(),
                is_this: n == 0,
                rests: n == 1,
            })
            .collect(),
    };
    drawn.push(("account", account.render().unwrap()));
    drawn
}

fn admin_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    let overview = OverviewPage {
        page: page(language),
        frame: at(language, name, Section::Overview),
        warnings: vec![Warning {
            text: "1 amministratore non ha ancora il secondo fattore".into(),
            href: "/admin/people",
        }],
        tiles: Section::ALL[1..]
            .iter()
            .map(|section| Tile { section: *section, count: "3".into() })
            .collect(),
    };
    drawn.push(("overview", overview.render().unwrap()));
    drawn
}

fn people_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    let states = [PersonState::InForce, PersonState::Waiting, PersonState::Disabled];
    let line = |n: usize| PersonLine {
        id: format!("p-{n}"),
        name: [name, "anna.bianchi", LONG][n].into(),
        role: Role::ALL[3 - n],
        state: states[n],
        is_disabled: n == 2,
        has_factor: n == 0,
        is_me: n == 0,
    };
    for (key, wrong) in
        [("people", None), ("people-wrong", Some("Questo nome esiste già: ne scelga un altro.".to_owned()))]
    {
        let people = PeoplePage {
            page: page(language),
            frame: at(language, name, Section::People),
            people: (0..3).map(line).collect(),
            name: String::new(),
            chosen_role: None,
            roles: Role::ALL,
            wrong,
        };
        drawn.push((key, people.render().unwrap()));
    }
    for (key, n) in [("person-me", 0), ("person", 1), ("person-disabled", 2)] {
        let person = PersonPage {
            page: page(language),
            frame: Frame {
                said: Some(Said::done(format!("Nuovo codice monouso per {name}.")).with(Shown {
                    values: vec![("Codice monouso".into(), "K7QM-2XPD-9F".into())],
                    how: "Lo consegni ora alla persona: vale fino alle 10:52, una volta sola, e non verrà più mostrato. Si usa alla pagina http://127.0.0.1:7300/login/code.".into(),
                })),
                heading: line(n).name,
                ..at(language, name, Section::People)
            },
            person: line(n),
            since: "3 marzo 2026".into(),
            sessions: n,
            roles: Role::ALL,
        };
        drawn.push((key, person.render().unwrap()));
    }
    drawn
}

fn session_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    let session = |n: usize| SessionLine {
        id: n.to_string(),
        person: "p-1".into(),
        name: [name, "anna.bianchi", LONG][n].into(),
        role: Role::ALL[n],
        place: "PC dello sportello 2".into(),
        began: "oggi, 08:12".into(),
        seen: "oggi, 10:42".into(),
        is_this: n == 0,
        rests: n == 1,
    };
    let sessions = SessionsPage {
        page: page(language),
        frame: at(language, name, Section::Sessions),
        sessions: (0..3).map(session).collect(),
    };
    drawn.push(("sessions", sessions.render().unwrap()));
    for (key, n) in [("keys-empty", 0), ("keys", 4)] {
        let states = [KeyState::InForce, KeyState::ExpiresSoon, KeyState::Expired, KeyState::Revoked];
        let keys = KeysPage {
            page: page(language),
            frame: at(language, name, Section::Keys),
            keys: states[..n]
                .iter()
                .map(|state| KeyLine {
                    id: "k-0b1c2d3e".into(),
                    label: if n == 1 { LONG.into() } else { name.into() },
                    role: Role::Clerk,
                    expires: "3 marzo 2027".into(),
                    state: *state,
                })
                .collect(),
            label: String::new(),
            roles: Role::ALL,
            lives_days: &[30, 90, 365],
            wrong: None,
        };
        drawn.push((key, keys.render().unwrap()));
    }
    drawn
}

fn seat_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    for (key, n) in [("seats-empty", 0), ("seats", 2)] {
        let seats = SeatsPage {
            page: page(language),
            frame: at(language, name, Section::Seats),
            seats: (0..n)
                .map(|n| SeatLine {
                    id: n.to_string(),
                    title: name.into(),
                    desk: (n == 0).then(|| "Sportello 2 · Informazioni".into()),
                    since: "3 marzo 2026".into(),
                    is_this: n == 0,
                })
                .collect(),
            has_this: n > 0,
            desks: vec![("sportello-1".into(), "Sportello 1 · Anagrafe".into())],
            title: String::new(),
            wrong: None,
        };
        drawn.push((key, seats.render().unwrap()));
    }
    for (key, n) in [("devices-empty", 0), ("devices", 3)] {
        let roles = [DeviceRole::Totem, DeviceRole::Display, DeviceRole::Printer];
        let devices = DevicesPage {
            page: page(language),
            frame: at(language, name, Section::Devices),
            devices: roles[..n]
                .iter()
                .map(|role| DeviceLine {
                    id: format!("{}-1", role.code()),
                    title: name.into(),
                    role: *role,
                    beside: (*role == DeviceRole::Totem).then(|| "Stampa su printer-1".into()),
                    state: "Collegato".into(),
                    class: "is-good",
                    facts: vec!["0.1.0".into()],
                    errands: vec![("reload", "Ricarica".into())],
                })
                .collect(),
            desks: vec![("sportello-1".into(), "Sportello 1 · Anagrafe".into())],
            printers: vec![("printer-1".into(), "Stampante dell’ingresso".into())],
            newcomers: Vec::new(),
            typed: Typed::default(),
        };
        drawn.push((key, devices.render().unwrap()));
    }
    drawn
}

fn audit_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    for (key, n) in [("audit-empty", 0), ("audit", 12)] {
        let audit = AuditPage {
            page: page(language),
            frame: at(language, name, Section::Audit),
            people: vec![("p-1".into(), name.into())],
            actions: vec![("login".into(), "Accesso".into())],
            person: None,
            action: None,
            lines: (0..n)
                .map(|_| AuditLine {
                    when: "24 novembre 2026, 10:42:07".into(),
                    who: name.into(),
                    what: "Ruolo cambiato".into(),
                    about: LONG.into(),
                    address: "192.0.2.17".into(),
                })
                .collect(),
            newest: None,
            older: Some("/admin/audit?before=12".into()),
        };
        drawn.push((key, audit.render().unwrap()));
    }
    drawn
}

fn configuration_pages(language: Language, name: &str) -> Vec<(&'static str, String)> {
    let mut drawn = Vec::new();
    for (key, states) in [
        ("configuration-empty", &[][..]),
        ("configuration", &[State::Planned, State::InForce, State::Past, State::Never][..]),
    ] {
        let lines = || states.iter().enumerate().map(|(n, state)| version_line(n as u32 + 1, name, *state));
        let configuration = ConfigurationPage {
            page: page(language),
            frame: at(language, name, Section::Configuration),
            in_force: lines().nth(1),
            planned: lines().next().map(|line| Planned { version: line.version, at: None }),
            lines: lines().collect(),
            newest: true,
            older: Some(4),
            size_kb: 1024,
        };
        drawn.push((key, configuration.render().unwrap()));
        let version = VersionPage {
            page: page(language),
            frame: at(language, name, Section::Configuration),
            version: 3,
            line: lines().nth(2),
            is_first: states.is_empty(),
            brought: groups(name),
            back_count: 2,
            back_groups: groups(name),
            adopt: Some(adopt_form(name, states.len())),
        };
        drawn.push((key, version.render().unwrap()));
        let draft = DraftPage {
            page: page(language),
            frame: at(language, name, Section::Configuration),
            base: 3,
            count: 2,
            groups: groups(name),
            untold: states.len(),
            orphans: states.iter().map(|_| name.to_owned()).collect(),
            warnings: states.iter().map(|_| found(name)).collect(),
            adopt: adopt_form(name, states.len()),
        };
        drawn.push((key, draft.render().unwrap()));
    }
    let mistakes = MistakesPage {
        page: page(language),
        frame: at(language, name, Section::Configuration),
        count: 3,
        lines: vec![found(name), found(LONG)],
        untold: 1,
        size_kb: 1024,
    };
    drawn.push(("configuration-mistakes", mistakes.render().unwrap()));
    drawn
}

fn version_line(version: u32, name: &str, state: State) -> VersionLine {
    let adopted = (state == State::InForce).then(|| "24/11/2026 10:42".to_owned());
    let (stored, by) = ("23/11/2026 18:00".to_owned(), name.to_owned());
    VersionLine { version, stored, by, note: name.to_owned(), adopted, state }
}

fn groups(name: &str) -> Vec<Group> {
    vec![Group { title: "Servizi".into(), lines: vec![name.to_owned(), LONG.to_owned()] }]
}

fn found(name: &str) -> FoundLine {
    FoundLine { file: name.into(), line: 12, place: name.into(), words: name.into() }
}

fn adopt_form(name: &str, obstacles: usize) -> AdoptForm {
    AdoptForm {
        action: "/admin/configuration/3/revert".into(),
        key: "0".repeat(32),
        base: 2,
        note: name.into(),
        not_now: (0..obstacles).map(|_| name.to_owned()).collect(),
        not_next: Vec::new(),
        next_opening: Some("25/11/2026 08:00".into()),
        replaces: Some(4),
        has_differences: true,
    }
}

fn rules(is_broken: bool) -> Vec<Rule> {
    vec![
        Rule { text: "Almeno 12 caratteri; va bene anche una frase".into(), is_broken },
        Rule {
            text: "Non una password comune, come quelle che tutti provano per prime".into(),
            is_broken: false,
        },
        Rule {
            text: "Senza il suo nome utente, né il nome della città o della sede".into(),
            is_broken: false,
        },
    ]
}

fn page(language: Language) -> Page {
    Page::of_staff(language, "Sede del Portico", "Europe/Rome")
}

fn plain(name: &str, heading: &str) -> Frame {
    frame(heading, None, None, name)
}

fn at(language: Language, name: &str, section: Section) -> Frame {
    Frame { section: Some(section), ..frame(&section.title(language), Some(Role::Admin), None, name) }
}

fn frame(heading: &str, role: Option<Role>, said: Option<Said>, name: &str) -> Frame {
    Frame {
        heading: heading.into(),
        who: role.map(|role| Who { name: name.into(), role, token: "0".repeat(64) }),
        said,
        token: "0".repeat(64),
        section: None,
        query: String::new(),
    }
}
