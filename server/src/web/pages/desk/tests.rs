//! The desk's page, drawn from floors made by the office's own rules.

use super::drawn::{LINE_SHOWN_MAX, OTHERS_SHOWN_MAX, Wish};
use super::{DeskPage, Hidden, Said, live};
use crate::web::pages::tests::assert_plain;
use askama::Template;
use chrono_tz::Tz;
use office::command::Order;
use office::configuration::{Configuration, Version};
use office::decide::{Decision, decide};
use office::event::{Actor, ActorKind, Channel, Event, MoveTo, Outcome, ReasonCode};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::{ActorId, DeskId, OfficeId, TicketId};
use office::language::Language;
use office::moment::Moment;
use office::ticket::Class;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

#[test]
fn closed_desk_offers_nothing_but_to_open() {
    let hall = Hall::new();
    assert_eq!(hall.enabled("registry"), ["open"]);
    assert!(hall.html("registry").contains("Lo sportello è chiuso"));
}

#[test]
fn free_desk_shows_who_is_next_and_why() {
    let mut hall = Hall::open();
    hall.issue("identity");
    hall.wait(12 * 60);
    hall.issue("identity");
    assert_eq!(hall.enabled("registry"), ["pause", "close", "call-next", "call"]);
    let next = hall.region("registry", "next");
    assert!(
        next.contains("<b>A001</b>") && next.contains("Ordine di arrivo: attende da 12 minuti"),
        "{next}"
    );
    let queue = hall.region("registry", "queue");
    assert!(queue.contains("12 min") && queue.contains("0 min"), "{queue}");
}

#[test]
fn empty_desk_says_so_and_can_still_call() {
    let hall = Hall::open();
    let html = hall.html("registry");
    assert!(
        html.contains("Nessuno in attesa per questo sportello") && html.contains("Nessuno allo sportello")
    );
    assert_eq!(hall.enabled("registry"), ["pause", "close", "call-next"]);
}

#[test]
fn called_number_can_be_withdrawn_for_ten_seconds() {
    let mut hall = Hall::open();
    hall.issue("identity");
    hall.call_next("registry");
    assert_eq!(hall.enabled("registry"), ["recall", "withdraw", "start", "absent", "move"]);
    hall.wait(10);
    assert!(hall.enabled("registry").contains(&"withdraw".to_owned()));
    hall.wait(1);
    assert_eq!(hall.enabled("registry"), ["recall", "start", "absent", "move"]);
}

#[test]
fn served_number_can_be_finished_held_or_moved() {
    let mut hall = Hall::open();
    let ticket = hall.issue("identity");
    hall.call_next("registry");
    hall.accept(Order::Start { ticket: ticket.clone() });
    assert_eq!(hall.enabled("registry"), ["finish", "hold", "move"]);
    let html = hall.html("registry");
    assert!(html.contains(&format!("value=\"finish\" formaction=\"act?ticket={ticket}\"")), "{html}");
    assert!(html.contains("<p class=\"number\">A001</p>"));
}

#[test]
fn procedure_is_there_once_the_number_is_called_and_not_before() {
    let mut hall = Hall::open();
    hall.issue("identity");
    let before = hall.html("registry");
    assert!(!before.contains("desk-procedure") && !before.contains("Fototessera"), "{before}");
    hall.call_next("registry");
    let script = hall.region("registry", "script");
    assert!(script.contains("Fototessera") && script.contains("Controlli i dati"), "{script}");
    assert!(script.contains("type=\"checkbox\"") && script.contains("22,21 €"), "{script}");
    assert!(script.contains("Da confermare"), "{script}");
    assert_eq!(hall.region("taxes", "script").trim(), "");
}

#[test]
fn services_that_are_still_to_come_are_named_and_the_next_one_comes_up() {
    let mut hall = Hall::open();
    let ticket = hall.issue_for("identity", &["card", "taxes"]);
    hall.call_next("registry");
    let current = hall.region("registry", "current");
    assert!(
        current.contains("desk-then") && current.contains("card") && current.contains("taxes"),
        "{current}"
    );
    hall.accept(Order::Start { ticket: ticket.clone() });
    hall.accept(Order::Finish { ticket: ticket.clone(), outcome: Outcome::Settled, done: Vec::new() });
    let current = hall.region("registry", "current");
    assert!(
        current.contains("<p class=\"desk-service\">card</p>") && !current.contains("identity"),
        "{current}"
    );
    hall.accept(Order::Finish { ticket, outcome: Outcome::Settled, done: Vec::new() });
    assert!(hall.region("taxes", "queue").contains("A001"), "taxes are done at their own desk");
}

#[test]
fn what_the_visitor_said_is_told_in_words_and_in_the_order_in_which_it_was_asked() {
    let configuration = configuration();
    let answers = [("z-first", "yes"), ("a-second", "no")];
    let answers = answers.map(|(question, answer)| (question.parse().unwrap(), answer.parse().unwrap()));
    let need = "card".parse().unwrap();
    let wish = Wish::of(&configuration, &need, &answers.into(), Language::It).unwrap();
    assert_eq!(wish.need, "La carta");
    let told: Vec<&str> = wish.answers.iter().map(|reply| reply.answer.as_str()).collect();
    assert_eq!(told, ["Sì", "No"]);
    assert_eq!(Wish::of(&configuration, &"moon".parse().unwrap(), &BTreeMap::new(), Language::It), None);
    let mut hall = Hall::open();
    hall.issue("identity");
    hall.call_next("registry");
    let mut page = hall.page("registry");
    page.drawn.current.as_mut().unwrap().wish = Some(wish);
    let html = page.render().unwrap();
    assert!(html.contains("La carta") && html.contains("Prima domanda?"), "{html}");
}

#[test]
fn finishing_says_where_the_visit_goes_on() {
    let said =
        |waits| Said::Next { number: "A001".into(), service: "x".into(), waits }.naming(|_| "Tributi".into());
    let words = |said: Said| said.words(Language::It, Tz::Europe__Rome);
    assert_eq!(words(said(false)), "A001 resta qui: ora Tributi.");
    assert_eq!(words(said(true)), "A001 ha finito qui e ora attende per: Tributi.");
    assert!(!said(true).is_no());
}

#[test]
fn buttons_keep_their_places_whatever_the_state() {
    let mut hall = Hall::new();
    let places = |hall: &Hall| hall.buttons("registry").into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let closed = places(&hall);
    hall.accept(Order::OpenDesk { desk: desk("registry") });
    assert_eq!(places(&hall), closed);
    let ticket = hall.issue("identity");
    hall.call_next("registry");
    assert_eq!(places(&hall), closed);
    hall.accept(Order::Start { ticket });
    assert_eq!(places(&hall), closed);
}

#[test]
fn held_and_absent_numbers_wait_aside_with_their_own_buttons() {
    let mut hall = Hall::open();
    let (first, second) = (hall.issue("identity"), hall.issue("identity"));
    hall.call_next("registry");
    hall.accept(Order::Start { ticket: first.clone() });
    hall.accept(Order::Hold { ticket: first.clone() });
    hall.call_next("registry");
    hall.accept(Order::MarkAbsent { ticket: second.clone() });
    hall.wait(61);
    let held = hall.region("registry", "held");
    assert!(held.contains(&format!("value=\"resume\" formaction=\"act?ticket={first}\"")), "{held}");
    let absent = hall.region("registry", "missing");
    assert!(absent.contains(&format!("value=\"bring-back\" formaction=\"act?ticket={second}\"")), "{absent}");
    assert!(absent.contains("ancora 9 min"), "{absent}");
    assert!(!hall.region("taxes", "held").contains("A001"), "another desk cannot go on with it");
}

#[test]
fn desk_shows_first_whom_it_can_serve() {
    let mut hall = Hall::open();
    hall.issue("taxes");
    hall.issue("identity");
    let queue = hall.region("registry", "queue");
    assert!(queue.find("A001") < queue.find("T001"), "{queue}");
    assert!(queue.contains("Per altri sportelli"));
    let choose = hall.region("registry", "choose");
    assert!(choose.contains("A001") && !choose.contains("T001"), "{choose}");
}

#[test]
fn number_sent_to_the_welcome_desk_can_be_chosen_by_any_desk() {
    let mut hall = Hall::open();
    let ticket = hall.issue("taxes");
    hall.accept(Order::Move { ticket: ticket.clone(), to: MoveTo::Welcome });
    assert!(hall.region("registry", "choose").contains("T001"));
    hall.accept(Order::Call { ticket, desk: desk("registry"), reason: ReasonCode::Other });
    assert!(hall.region("registry", "current").contains("T001"));
}

#[test]
fn priority_number_is_next_as_soon_as_its_wait_weighs_more() {
    let mut hall = Hall::open();
    hall.issue("identity");
    hall.issue_as("identity", Class::Priority);
    hall.wait(5 * 60);
    let next = hall.region("registry", "next");
    assert!(next.contains("<b>A002</b>") && next.contains("Precedenza"), "{next}");
    let queue = hall.region("registry", "queue");
    assert!(queue.find("A002") < queue.find("A001"), "{queue}");
}

#[test]
fn long_queue_is_cut_and_says_how_many_are_left_out() {
    let mut hall = Hall::open();
    (0..LINE_SHOWN_MAX + 3).for_each(|_| drop(hall.issue("identity")));
    (0..OTHERS_SHOWN_MAX + 2).for_each(|_| drop(hall.issue("taxes")));
    let queue = hall.region("registry", "queue");
    assert_eq!(queue.matches("<th scope=\"row\">").count(), LINE_SHOWN_MAX + OTHERS_SHOWN_MAX);
    assert!(queue.contains("e altri 3") && queue.contains("e altri 2"));
    assert!(queue.contains("<b class=\"desk-count\">43</b>"));
}

#[test]
fn regions_of_the_feed_are_those_of_the_page() {
    let mut hall = Hall::open();
    hall.issue("identity");
    let html = hall.html("registry");
    for (name, region) in live::regions(&hall.page("registry")).unwrap() {
        assert!(html.contains(&format!("data-region=\"{name}\"")), "{name}");
        assert!(html.contains(region.trim()), "{name}");
        assert!(!region.contains("name=\"key\""), "the feed carries no key: {name}");
    }
}

#[test]
fn what_people_write_is_escaped() {
    let mut hall = Hall::open();
    hall.issue("identity");
    hall.call_next("registry");
    let mut page = hall.page("registry");
    let current = page.drawn.current.as_mut().unwrap();
    current.note = Some("<script>alert(1)</script> \"a\" & b".into());
    current.language = Some(Language::En);
    page.name = "Anagrafe <b>".into();
    let html = page.render().unwrap();
    assert_plain(&html);
    assert!(html.contains("&#60;script&#62;") && html.contains("Anagrafe &#60;b&#62;"), "{html}");
    assert!(html.contains("Lingua: English"));
}

#[test]
fn page_has_nothing_that_its_security_policy_forbids() {
    let hall = Hall::open();
    for language in Language::ALL {
        assert_plain(&hall.page_in("registry", language).render().unwrap());
    }
}

#[test]
fn every_form_has_a_key_of_its_own_and_the_token() {
    let hall = Hall::open();
    let form = Hidden { key: "0a".into(), token: "secret".into(), language: Some(Language::En) };
    let html = DeskPage { form, ..hall.page("registry") }.render().unwrap();
    for key in ["0a-act", "0a-move", "0a-choose"] {
        assert_eq!(html.matches(&format!("name=\"key\" value=\"{key}\"")).count(), 1, "{key}");
    }
    assert_eq!(html.matches("name=\"token\" value=\"secret\"").count(), 3);
    assert_eq!(html.matches("name=\"language\" value=\"en\"").count(), 3);
}

#[test]
fn message_stands_in_a_place_that_is_always_there() {
    let hall = Hall::open();
    assert!(hall.html("registry").contains("<div class=\"desk-said\" role=\"status\"></div>"));
    let page = hall.page("registry").with_message(Some(&Said::Nobody), Tz::Europe__Rome);
    let html = page.render().unwrap();
    assert!(html.contains("<div class=\"desk-said is-no\" role=\"status\">"), "{html}");
}

#[test]
fn no_two_controls_have_the_same_key() {
    let html = Hall::open().html("registry");
    let mut keys: Vec<&str> =
        html.split("data-key=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((keys.len(), count), (14, 14));
}

/// One office with two desks, in memory.
struct Hall {
    floor: Floor,
    now: Moment,
}

impl Hall {
    /// Monday at nine: the day is open, the desks are not.
    fn new() -> Self {
        let versions = BTreeMap::from([(Version(1), Arc::new(configuration()))]);
        let floor = Floor::new(OfficeId::new("hall").unwrap(), versions);
        let now = Moment::new("2026-03-02T09:00:00+01:00".parse().unwrap());
        let mut hall = Self { floor, now };
        hall.accept(Order::AdoptConfiguration { version: Version(1) });
        hall.accept(Order::Tick);
        hall
    }

    fn open() -> Self {
        let mut hall = Self::new();
        for name in ["registry", "taxes"] {
            hall.accept(Order::OpenDesk { desk: desk(name) });
        }
        hall
    }

    fn accept(&mut self, order: Order) -> Option<TicketId> {
        let Decision::Accepted(facts) = decide(&self.floor, &order, self.now) else { panic!("{order:?}") };
        let ticket = facts[0].ticket().cloned();
        for fact in facts {
            let by = Actor { kind: ActorKind::Staff, id: ActorId::new("clerk").unwrap() };
            let (office, seq) = (self.floor.office.clone(), self.floor.seq + 1);
            evolve(&mut self.floor, &Event { office, seq, day: None, at: self.now, by, cause: None, fact });
        }
        ticket
    }

    fn wait(&mut self, seconds: u64) {
        self.now = self.now.plus(Duration::from_secs(seconds));
    }

    fn issue(&mut self, service: &str) -> TicketId {
        self.issue_as(service, Class::Ordinary)
    }

    fn issue_as(&mut self, service: &str, class: Class) -> TicketId {
        let service = service.parse().unwrap();
        let (then, channel) = (Vec::new(), Channel::Totem);
        self.accept(Order::IssueTicket { service, then, class, channel, quote: None, against: None }).unwrap()
    }

    fn issue_for(&mut self, service: &str, then: &[&str]) -> TicketId {
        let (service, channel) = (service.parse().unwrap(), Channel::Welcome);
        let then = then.iter().map(|id| id.parse().unwrap()).collect();
        let class = Class::Ordinary;
        self.accept(Order::IssueTicket { service, then, class, channel, quote: None, against: None }).unwrap()
    }

    fn call_next(&mut self, name: &str) {
        self.accept(Order::CallNext { desk: desk(name) });
    }

    fn page(&self, name: &str) -> DeskPage {
        self.page_in(name, Language::It)
    }

    fn page_in(&self, name: &str, language: Language) -> DeskPage {
        DeskPage::of(&self.floor, &desk(name), language, self.now).unwrap()
    }

    fn html(&self, name: &str) -> String {
        self.page(name).render().unwrap()
    }

    fn region(&self, name: &str, region: &str) -> String {
        live::regions(&self.page(name)).unwrap().remove(region).unwrap()
    }

    /// The buttons with a key, by what they do, and whether they can be pressed; in the order of the page.
    fn buttons(&self, name: &str) -> Vec<(String, bool)> {
        let html = self.html(name);
        let tags = html.split("<button ").skip(1).filter_map(|rest| rest.split('>').next());
        tags.filter(|tag| tag.contains("data-key"))
            .map(|tag| {
                let part = |name: &str| tag.split(name).nth(1)?.split('"').next();
                let action = part(" value=\"").or(part("form=\"")).unwrap();
                (if action == "choose" { "call" } else { action }.to_owned(), !tag.ends_with(" disabled"))
            })
            .collect()
    }

    fn enabled(&self, name: &str) -> Vec<String> {
        let enabled = self.buttons(name).into_iter().filter(|(_, enabled)| *enabled);
        enabled.map(|(action, _)| action).collect()
    }
}

fn desk(name: &str) -> DeskId {
    DeskId::new(name).unwrap()
}

fn configuration() -> Configuration {
    let text = |text: &str| json!({"it": text, "en": text});
    let served = |id: &str, series: &str| json!({"id": id, "title": text(id), "category": "anagrafe", "series": series, "minutes": 10});
    let mut card = served("card", "A");
    let mut identity = served("identity", "A");
    identity["evidence"] = json!([{"id": "photo"}]);
    identity["costs"] = json!([{"amount": "22.21", "what": text("Rilascio")}]);
    identity["steps"] = json!([text("Controlli i dati.")]);
    identity["unconfirmed"] = json!(["costs"]);
    card["steps"] = json!([text("Stampi.")]);
    let ask = |id: &str, words: &str, answer: &str, said: &str, then: serde_json::Value| json!({"id": id, "text": text(words), "answers": [{"id": answer, "text": text(said), "then": then}]});
    let placed = |id: &str, number: u32, skills: &[&str]| json!({"id": id, "number": number, "name": text(id), "skills": skills});
    serde_json::from_value(json!({
        "office": {"id": "hall", "title": text("Sede"), "zone": "Europe/Rome", "waiting_place": text("Portico")},
        "hours": {"week": {"monday": [{"from": "09:00", "until": "17:00"}]}},
        "series": [{"letter": "A", "title": text("A")}, {"letter": "T", "title": text("T")}],
        "services": [identity, card, served("taxes", "T")],
        "evidence": [{"id": "photo", "title": text("Fototessera")}],
        "needs": [{"id": "card", "title": text("La carta"), "then": {"ask": "z-first"}}],
        "questions": [
            ask("z-first", "Prima domanda?", "yes", "Sì", json!({"ask": "a-second"})),
            ask("a-second", "Seconda domanda?", "no", "No", json!({"services": ["card"]}))
        ],
        "desks": [placed("registry", 1, &["identity", "card"]), placed("taxes", 2, &["taxes"])]
    }))
    .unwrap()
}
