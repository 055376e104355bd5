//! What makes a catalogue, and what is wrong in one.

use crate::world::{configuration, weekly_hours};
use office::catalogue::{CatalogueMistake, CatalogueWarning, Place, Wrong};
use office::configuration::{Configuration, Mistake};
use office::id::{NeedId, QuestionId, ServiceId};
use office::number::Series;
use serde_json::{Value, json};

/// A small town hall: `register` and `lost` at two desks, `card` by appointment, `moving` from home or at
/// desk 1, `pension` elsewhere.
pub fn catalogue() -> Value {
    let mut document = serde_json::to_value(configuration(weekly_hours())).unwrap();
    let desk = |id: &str, number: u32, skills: &[&str]| json!({"id": id, "number": number, "name": text(id), "skills": skills});
    document["series"] = json!([{"letter": "A", "title": text("A")}, {"letter": "R", "title": text("R")}]);
    document["desks"] =
        json!([desk("one", 1, &["register", "moving"]), desk("two", 2, &["register", "lost"])]);
    document["services"] = services();
    document["needs"] = needs();
    document["questions"] = questions();
    lists(&mut document);
    document
}

fn text(text: &str) -> Value {
    json!({"it": text, "en": text})
}

fn services() -> Value {
    let service = |id: &str, route: &str, series: &str, minutes: u32| {
        json!({
            "id": id, "title": text(id), "category": "anagrafe", "route": route, "series": series,
            "minutes": minutes, "competent": "registry", "steps": [text("Porti"), text("Venga")],
            "evidence": [{"id": "passport"}, {"id": "photo", "when": text("se")}],
            "costs": [{"amount": "16.00", "what": text("Bollo")}, {"what": text("Diritti")}],
            "times": {"processing": "P6D", "deadline": text("Subito")}, "life_events": [9],
            "source": ["x"], "confidence": "B", "unconfirmed": ["costs", "times.validity"]
        })
    };
    let mut services = json!([
        service("register", "quick", "A", 6),
        service("lost", "quick", "A", 10),
        service("card", "appointment", "A", 20),
        service("moving", "online", "R", 25),
        service("pension", "refer", "R", 5)
    ]);
    services[2]["online"] = json!("diary");
    services[3]["online"] = json!("portal");
    services[3]["also"] = json!(["register"]);
    services[4]["refer"] = json!("inps");
    services
}

fn needs() -> Value {
    let need = |id: &str, then: Value| json!({"id": id, "title": text(id), "words": {"it": [id]}, "life_events": [9], "weight": 5, "then": then});
    json!([
        need("papers", json!({"ask": "which"})),
        need("house", json!({"services": ["moving", "register"]})),
        need("pension", json!({"services": ["pension"]}))
    ])
}

fn questions() -> Value {
    let answer = |id: &str, then: Value| json!({"id": id, "text": text(id), "then": then});
    let no = json!({"services": ["lost"], "route": "refer", "missing": "report", "refer": "police"});
    json!([
        {"id": "which", "text": text("which"), "answers": [
            answer("new", json!({"services": ["card"]})),
            answer("lost", json!({"ask": "report"})),
            answer("other", json!({"services": ["register"]}))
        ]},
        {"id": "report", "text": text("report"), "answers": [
            answer("yes", json!({"services": ["lost", "card"]})),
            answer("home", json!({"services": ["lost"], "missing": "report"})),
            answer("no", no)
        ]}
    ])
}

fn lists(document: &mut Value) {
    document["evidence"] = json!([
        {"id": "passport", "title": text("Passaporto"), "hint": text("Valido")},
        {"id": "photo", "title": text("Foto")},
        {"id": "report", "title": text("Denuncia")}
    ]);
    document["bodies"] = json!([
        {"id": "registry", "name": text("Anagrafe"), "kind": "office"},
        {"id": "inps", "name": text("INPS"), "kind": "public", "url": "https://www.inps.it/"},
        {"id": "police", "name": text("Carabinieri"), "kind": "public"}
    ]);
    document["online"] = json!([
        {"id": "portal", "title": text("ANPR"), "url": "https://www.anagrafenazionale.interno.it/", "identity": ["spid", "cie"]},
        {"id": "diary", "title": text("Agenda"), "url": "https://www.prenotazionicie.interno.gov.it/"}
    ]);
    document["life_events"] = json!([{"code": 9, "title": text("Cambio casa")}]);
    document["consultancies"] = json!([{"id": "notary", "title": text("Notai"), "sensitive": false}]);
}

/// The document as a configuration.
pub fn read(document: Value) -> Configuration {
    serde_json::from_value(document).unwrap()
}

#[test]
fn document_without_a_catalogue_still_reads_and_writes_back() {
    let plain = configuration(weekly_hours());
    assert_eq!(plain.mistakes(), []);
    assert_eq!(plain.catalogue_warnings(), []);
    let written = serde_json::to_string(&plain).unwrap();
    assert_eq!(serde_json::from_str::<Configuration>(&written).unwrap(), plain);
}

#[test]
fn whole_catalogue_has_no_mistakes_and_writes_back_as_it_was() {
    let whole = read(catalogue());
    assert_eq!(whole.mistakes(), []);
    assert_eq!(whole.catalogue_warnings(), []);
    let written = serde_json::to_string(&whole).unwrap();
    assert_eq!(serde_json::from_str::<Configuration>(&written).unwrap(), whole);
}

#[test]
fn outcome_asks_or_names_services_and_nothing_else() {
    for bad in [
        json!({}),
        json!({"ask": "which", "services": ["card"]}),
        json!({"ask": "which", "route": "quick"}),
        json!({"missing": "report"}),
        json!({"service": "card"}),
    ] {
        let mut document = catalogue();
        document["needs"][0]["then"] = bad.clone();
        assert!(serde_json::from_value::<Configuration>(document).is_err(), "{bad}");
    }
}

/// What stands at a place of [`catalogue`] instead, and what is found then.
const MISTAKES: &str = include_str!("catalogue/mistakes.txt");

#[test]
fn every_mistake_is_found_with_its_place() {
    let mut told = String::new();
    for line in MISTAKES.lines().filter(|line| line.starts_with('/')) {
        let (pointer, value) = line.split_once(" = ").unwrap();
        let mut document = catalogue();
        put(&mut document, pointer, serde_json::from_str(value).unwrap());
        let configuration = read(document);
        let found = configuration.mistakes();
        assert_ne!(found, [], "{pointer}");
        told += &format!("{line}\n");
        for mistake in &found {
            let place = mistake.place(&configuration);
            match mistake {
                Mistake::Catalogue(mistake) => told += &format!("  {place}: {:?}\n", mistake.wrong),
                other => told += &format!("  {place}: {other:?}\n"),
            }
        }
    }
    assert_eq!(told, MISTAKES, "{told}");
}

fn put(document: &mut Value, pointer: &str, value: Value) {
    let (above, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(above).unwrap() {
        Value::Object(object) => drop(object.insert(key.to_owned(), value)),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        other => panic!("{pointer} is in {other}"),
    }
}

#[test]
fn wording_that_no_slip_could_hold_is_too_long() {
    let mut document = catalogue();
    document["services"][0]["steps"][0]["it"] = json!("x".repeat(600));
    assert_eq!(read(document.clone()).mistakes(), []);
    document["services"][0]["steps"][0]["it"] = json!("x".repeat(601));
    let at = Place::new("services", "register", "steps.0");
    let mistake = CatalogueMistake { at, wrong: Wrong::Text { max: 600 } };
    assert_eq!(read(document).mistakes(), [Mistake::Catalogue(mistake)]);
}

#[test]
fn bounds_of_triage_and_bodies_are_held() {
    let mut document = catalogue();
    document["triage"] =
        json!({"green_share": 0.4, "red_share": 0.5, "patience_min": 0, "overtime_min": 481});
    document["bodies"][0]["week"] = json!({"monday": [{"from": "10:00", "until": "09:00"}]});
    let found = read(document).mistakes();
    let wrong: Vec<_> = found
        .iter()
        .map(|mistake| match mistake {
            Mistake::Catalogue(mistake) => mistake.wrong.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    let minutes = |min| Wrong::Minutes { min, max: 480 };
    assert_eq!(wrong, [Wrong::Shares, minutes(1), minutes(0), Wrong::Spans]);
}

#[test]
fn more_than_three_questions_are_too_many() {
    let mut document = catalogue();
    let ask = |next: Value| json!({"id": "a", "text": {"it": "a", "en": "a"}, "then": next});
    let end = json!({"services": ["register"]});
    for n in 0..4 {
        let next = if n == 3 { end.clone() } else { json!({"ask": format!("q{}", n + 1)}) };
        let mut other = ask(end.clone());
        other["id"] = json!("b");
        let question =
            json!({"id": format!("q{n}"), "text": {"it": "q", "en": "q"}, "answers": [ask(next), other]});
        document["questions"].as_array_mut().unwrap().push(question);
    }
    document["needs"][2]["then"] = json!({"ask": "q1"});
    assert_eq!(read(document.clone()).mistakes(), []);
    document["needs"][2]["then"] = json!({"ask": "q0"});
    let at = Place::new("needs", "pension", "then");
    let too_deep = CatalogueMistake { at, wrong: Wrong::TooDeep { count: 4 } };
    assert_eq!(read(document).mistakes(), [Mistake::Catalogue(too_deep)]);
}

#[test]
fn letter_over_two_groups_of_desks_is_a_mistake() {
    let mut document = catalogue();
    document["desks"][0]["skills"] = json!(["register", "moving", "pension"]);
    assert_eq!(read(document.clone()).mistakes(), []);
    document["desks"][1]["skills"] = json!(["register", "lost", "pension"]);
    document["desks"][0]["skills"] = json!(["register", "moving"]);
    let service = |id| ServiceId::new(id).unwrap();
    let wrong = Wrong::SplitSeries {
        letter: Series::new('R').unwrap(),
        one: service("moving"),
        other: service("pension"),
    };
    let at = Place::new("services", "pension", "series");
    assert_eq!(read(document).mistakes(), [Mistake::Catalogue(CatalogueMistake { at, wrong })]);
}

#[test]
fn only_what_is_done_at_once_needs_a_desk() {
    let mut document = catalogue();
    document["desks"][0]["skills"] = json!(["register"]);
    assert_eq!(read(document.clone()).mistakes(), []);
    document["desks"][1]["skills"] = json!(["register"]);
    let found = read(document).mistakes();
    assert_eq!(found, [Mistake::NobodyTakes(ServiceId::new("lost").unwrap())]);
}

#[test]
fn warnings_name_what_wants_a_look() {
    let mut document = catalogue();
    document["bodies"][0]["week"] = json!({"monday": [{"from": "09:00", "until": "12:30"}]});
    document["needs"][0]["then"] = json!({"services": ["register"]});
    let service = |id: &str| ServiceId::new(id).unwrap();
    let body = office::id::BodyId::new("registry").unwrap();
    let outside = |id| CatalogueWarning::OutsideHours { service: service(id), body: body.clone() };
    let question = |id| CatalogueWarning::NeverAsked(QuestionId::new(id).unwrap());
    let expected = [
        outside("card"),
        question("which"),
        question("report"),
        CatalogueWarning::NeverFound(service("lost")),
        CatalogueWarning::NeverFound(service("card")),
    ];
    assert_eq!(read(document).catalogue_warnings(), expected);
}

#[test]
fn paths_are_every_way_from_a_need_to_a_visit() {
    let whole = read(catalogue());
    let paths = whole.paths(&NeedId::new("papers").unwrap());
    let answers: Vec<String> = paths
        .iter()
        .map(|path| path.answers.iter().map(|(_, answer)| answer.to_string()).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(answers, ["new", "lost yes", "lost home", "lost no", "other"]);
    assert_eq!(whole.paths(&NeedId::new("ghost").unwrap()), []);
}
