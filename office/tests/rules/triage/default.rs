//! The whole default catalogue: every way through it ends in a route.

use super::{quiet, told};
use office::catalogue::{CatalogueWarning, QUESTIONS_DEEP_MAX};
use office::configuration::Configuration;
use office::forecast::Quantiles;
use office::id::ServiceId;
use office::service::RouteKind;
use office::triage::{Asked, Numbers, Outlook, Route, RouteReason, Start, Triaged, triage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files of the default catalogue as one document: lists are joined.
pub fn default() -> Configuration {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/catalogue/lecco");
    let mut whole = toml::Table::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for (key, value) in text.parse::<toml::Table>().unwrap() {
            match (whole.get_mut(&key), value) {
                (Some(toml::Value::Array(list)), toml::Value::Array(more)) => list.extend(more),
                (None, value) => drop(whole.insert(key, value)),
                (Some(_), _) => panic!("{key} stands in two files"),
            }
        }
    }
    whole.try_into().unwrap()
}

/// Every way from every need, by the questions as they are asked; how many ended in a route.
fn walk(configuration: &Configuration, outlook: &Outlook, mut visit: impl FnMut(&str, &Route)) -> usize {
    let mut count = 0;
    for need in &configuration.needs {
        let mut ahead = vec![BTreeMap::new()];
        while let Some(answers) = ahead.pop() {
            assert!(answers.len() <= QUESTIONS_DEEP_MAX, "{} {answers:?}", need.id);
            let asked = Asked { start: Start::Need(need.id.clone()), answers };
            match triage(configuration, &asked, outlook).unwrap() {
                Triaged::Ask(question) => ahead.extend(question.answers.iter().map(|answer| {
                    let mut answers = asked.answers.clone();
                    answers.insert(question.id.clone(), answer.id.clone());
                    answers
                })),
                Triaged::Route(route) => {
                    count += 1;
                    visit(&format!("{} {:?}", need.id, asked.answers), &route);
                }
            }
        }
    }
    count
}

fn moments(configuration: &Configuration) -> [(&'static str, Outlook); 4] {
    let quiet = quiet(configuration);
    let mut late = quiet.clone();
    late.closes_in_s = 0;
    let queue = Some(Quantiles { p20_s: 900, p50_s: 1200, p90_s: 2400 });
    late.services.values_mut().for_each(|prospect| prospect.wait = queue);
    let mut deserted = quiet.clone();
    deserted.services.values_mut().for_each(|prospect| prospect.wait = None);
    let mut closed = quiet.clone();
    closed.numbers = Numbers::Again(None);
    [("quiet", quiet), ("late", late), ("deserted", deserted), ("closed", closed)]
}

#[test]
fn default_catalogue_has_no_mistakes_and_leads_to_every_service() {
    let configuration = default();
    assert_eq!(configuration.mistakes(), []);
    assert_eq!(configuration.services.len(), 64);
    let lost: Vec<_> = configuration
        .catalogue_warnings()
        .into_iter()
        .filter(|warning| !matches!(warning, CatalogueWarning::OutsideHours { .. }))
        .collect();
    assert_eq!(lost, []);
}

#[test]
fn fourteen_certificates_of_the_register_are_told_by_name() {
    let configuration = default();
    let register = configuration.online.iter().find(|it| it.id.as_str() == "anpr-certificati").unwrap();
    let names: BTreeSet<_> = register.items.iter().map(|item| &item.it).collect();
    assert_eq!(names.len(), 14);
}

#[test]
fn every_way_ends_in_a_route_that_says_all_it_must_at_any_hour() {
    let configuration = default();
    let by_paths: usize = configuration.needs.iter().map(|need| configuration.paths(&need.id).len()).sum();
    for (moment, outlook) in moments(&configuration) {
        let count = walk(&configuration, &outlook, |way, route| {
            let context = format!("{moment}: {way}: {}", told(route));
            check(&configuration, route, moment == "quiet", &context);
        });
        assert_eq!(count, by_paths, "{moment}");
        assert!(count >= configuration.needs.len(), "{moment}");
    }
}

/// What a visitor must be told on any route.
fn check(configuration: &Configuration, route: &Route, may_be_quick: bool, context: &str) {
    for offer in std::iter::once(&route.offer).chain(&route.alternatives) {
        match offer.kind {
            RouteKind::Quick => {
                assert!(may_be_quick && !route.legs.is_empty() && route.wait.is_some(), "{context}");
            }
            RouteKind::Appointment => {
                assert!(offer.body.as_ref().and_then(|id| configuration.body(id)).is_some(), "{context}");
            }
            RouteKind::Online => {
                let online = offer.online.as_ref().and_then(|id| configuration.online_service(id));
                assert!(online.is_some(), "{context}");
            }
            RouteKind::Refer => {
                assert!(offer.body.as_ref().and_then(|id| configuration.body(id)).is_some(), "{context}");
            }
        }
    }
    for leg in &route.legs {
        assert!(configuration.desks_for(leg).next().is_some(), "{context}");
    }
    for service in &route.services {
        let procedure = configuration.procedure(service).unwrap();
        assert!(!procedure.service.steps.is_empty(), "{context}");
        assert_eq!(procedure.papers.len(), procedure.service.evidence.len(), "{context}");
    }
}

#[test]
fn every_service_asked_for_by_name_has_a_route() {
    let configuration = default();
    for (_, outlook) in moments(&configuration) {
        for service in &configuration.services {
            let asked = Asked { start: Start::Service(service.id.clone()), answers: BTreeMap::new() };
            let triaged = triage(&configuration, &asked, &outlook);
            assert!(matches!(triaged, Ok(Triaged::Route(_))), "{}: {triaged:?}", service.id);
        }
    }
}

#[test]
fn at_a_quiet_hour_the_rules_of_the_catalogue_are_the_routes() {
    let configuration = default();
    let outlook = quiet(&configuration);
    for service in &configuration.services {
        let asked = Asked { start: Start::Service(service.id.clone()), answers: BTreeMap::new() };
        let Ok(Triaged::Route(route)) = triage(&configuration, &asked, &outlook) else { panic!() };
        assert_eq!(route.offer.kind, service.route, "{}", service.id);
    }
}

#[test]
fn lost_wallet_and_new_home_are_one_visit_with_several_legs() {
    let configuration = default();
    let mut several = BTreeSet::new();
    let mut paper_first = BTreeSet::new();
    walk(&configuration, &quiet(&configuration), |_, route| {
        if route.services.len() > 1 {
            several.insert(route.services[0].to_string());
        }
        if let RouteReason::BringFirst { paper } | RouteReason::GivesPaper { paper } = &route.offer.reason {
            paper_first.insert(paper.to_string());
        }
    });
    for first in ["cie-smarrimento", "cambio-indirizzo", "dichiarazione-nascita", "certificati-stato-civile"]
    {
        assert!(several.contains(first), "{first}: {several:?}");
    }
    assert!(paper_first.contains("denuncia-smarrimento"), "{paper_first:?}");
    let new_home = legs_of(&configuration, "cambio-indirizzo");
    assert_eq!(new_home, ["cambio-indirizzo", "tari-dichiarazione"].map(|id| ServiceId::new(id).unwrap()));
}

fn legs_of(configuration: &Configuration, first: &str) -> Vec<ServiceId> {
    let mut legs = Vec::new();
    walk(configuration, &quiet(configuration), |_, route| {
        if route.services.len() > 1 && route.services[0].as_str() == first {
            legs.clone_from(&route.legs);
        }
    });
    legs
}
