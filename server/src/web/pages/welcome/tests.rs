//! The welcome desk drawn from floors and outlooks made by the office's own rules.

use super::asked::Visit;
use super::drawn::{Drawn, Look, Stage, Way};
use crate::catalogue::default_configuration;
use office::configuration::{Configuration, RouteKind};
use office::floor::Floor;
use office::forecast::Quantiles;
use office::id::OfficeId;
use office::language::Language;
use office::triage::{AtDesk, Numbers, Outlook, Prospect};
use std::collections::BTreeMap;

#[test]
fn needs_are_the_most_asked_first_and_then_what_was_typed() {
    let office = Office::new();
    let all = office.draw("");
    assert_eq!((all.stage, all.needs[0].title.as_str()), (Stage::Seek, "Certificati"));
    assert!(all.needs.len() > 30);
    assert_eq!(office.draw("q=tassa+rifiuti").needs[0].href, "./?need=tassa-rifiuti");
    assert!(office.draw("q=zzzz").needs.is_empty());
}

#[test]
fn question_is_answered_by_digits_and_its_answers_lead_on() {
    let drawn = Office::new().draw("need=certificati&with=imu&language=en");
    let Stage::Ask(question) = drawn.stage else { panic!("a question") };
    let keys: Vec<usize> = question.answers.iter().map(|answer| answer.key).collect();
    assert_eq!(keys, [1, 2, 3, 4, 5]);
    let expected = "./?need=certificati&a=certificato-uso.pubblico&with=imu&language=en";
    assert_eq!(question.answers[0].href, expected);
    assert_eq!(drawn.collected[0].href, "./?need=certificati&language=en");
}

#[test]
fn every_path_of_the_default_catalogue_can_be_shown_at_any_light() {
    for office in [Office::new(), Office::full(), Office::closed()] {
        let needs: Vec<_> = office.rules.needs.iter().map(|need| need.id.clone()).collect();
        for need in needs {
            for path in office.rules.paths(&need) {
                let answers: String =
                    path.answers.iter().map(|(question, answer)| format!("&a={question}.{answer}")).collect();
                let way = office.way(&format!("need={need}{answers}"));
                let keys = way.others.len() + way.reasons.len();
                assert!(keys <= 9, "{need}{answers}: {keys} keys");
                let is_against = way.number.as_ref().is_some_and(|number| number.against.is_some());
                assert_eq!(!way.reasons.is_empty(), is_against, "{need}{answers}");
            }
        }
    }
}

#[test]
fn number_is_plain_where_triage_offers_one_and_wants_a_reason_where_it_does_not() {
    let office = Office::new();
    let plain = office.way("need=imu").number.unwrap();
    assert_eq!((plain.against, plain.doubt), (None, None));
    let online = office.way("need=certificati&a=certificato-uso.privato");
    assert_eq!((online.offer.kind, online.number.unwrap().against), (RouteKind::Online, None));
    let booked = office.way("need=firma-autenticata&a=firma-cosa.molte-copie");
    assert_eq!(booked.number.unwrap().against, Some(RouteKind::Appointment));
    assert_eq!(booked.reasons[0].key, booked.others.len() + 1);
    let card = office.way("need=carta-identita&a=cie-motivo.rinnovo").number.unwrap();
    assert_eq!(card.against, Some(RouteKind::Appointment), "a desk takes it by appointment");
    assert_eq!(office.way("need=passaporto").number, None, "no desk takes it");
}

#[test]
fn full_hall_offers_both_and_closed_office_says_when() {
    let tired = Office::full().way("need=imu");
    assert!(tired.is_choice && tired.offer.kind == RouteKind::Quick, "{tired:?}");
    assert_eq!(tired.others[0].kind, RouteKind::Appointment);
    let closed = Office::closed().way("need=imu");
    assert_eq!(closed.offer.kind, RouteKind::Appointment);
    assert_eq!(closed.number.unwrap().against, Some(RouteKind::Appointment));
}

#[test]
fn collected_services_come_first_and_no_more_than_four_are_taken() {
    let office = Office::new();
    let way = office.way("need=imu&with=informazioni&with=protocollo");
    let legs: Vec<String> = way.number.unwrap().legs.iter().map(ToString::to_string).collect();
    assert_eq!(legs, ["informazioni", "protocollo", "imu"]);
    assert_eq!(way.add.unwrap(), "./?with=informazioni&with=protocollo&with=imu");
    let full = office.way("need=imu&with=informazioni&with=protocollo&with=tessera-elettorale");
    assert_eq!(full.add, None);
    let twice = office.way("need=imu&with=imu").number.unwrap();
    assert_eq!(twice.legs.len(), 1);
}

#[test]
fn what_the_catalogue_does_not_have_leads_nowhere_and_says_so() {
    let office = Office::new();
    for query in ["need=moon", "need=certificati&a=certificato-uso.moon", "ticket=hall-20260302-A001"] {
        let Stage::Stuck(why) = office.draw(query).stage else { panic!("{query}") };
        assert!(!why.is_empty());
    }
}

/// The office of the default catalogue at one moment.
struct Office {
    rules: Configuration,
    floor: Floor,
    outlook: Outlook,
}

impl Office {
    /// An hour before the doors close, five minutes to wait everywhere.
    fn new() -> Self {
        Self::waiting(300, Numbers::Given)
    }

    /// Nearly an hour and a half to wait, with hours left.
    fn full() -> Self {
        Self::waiting(5_000, Numbers::Given)
    }

    fn closed() -> Self {
        Self::waiting(300, Numbers::Again(None))
    }

    fn waiting(wait_s: u32, numbers: Numbers) -> Self {
        let rules = default_configuration().unwrap();
        let wait = Quantiles { p20_s: wait_s / 2, p50_s: wait_s, p90_s: wait_s * 2 };
        let prospect = Prospect { wait: Some(wait), time: AtDesk { mean_s: 600.0, log_variance: 0.4 } };
        let services = rules.services.iter().map(|service| (service.id.clone(), prospect)).collect();
        let outlook = Outlook { numbers, opens_in_s: 0, closes_in_s: 20_000, services };
        Self { rules, floor: Floor::new(OfficeId::new("hall").unwrap(), BTreeMap::new()), outlook }
    }

    fn draw(&self, query: &str) -> Drawn {
        let visit = Visit::read(query);
        let language = visit.language.unwrap_or(Language::It);
        let look = Look { floor: &self.floor, rules: &self.rules, outlook: Some(&self.outlook), language };
        look.draw(&visit)
    }

    fn way(&self, query: &str) -> Way {
        match self.draw(query).stage {
            Stage::Route(way) => *way,
            other => panic!("{query}: {other:?}"),
        }
    }
}
