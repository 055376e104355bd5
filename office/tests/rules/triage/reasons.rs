//! What is offered in which case, and why.

use super::{no_answers, quiet, route, says, told};
use crate::catalogue::{catalogue, read};
use crate::world::{at, service};
use office::forecast::Quantiles;
use office::id::{EvidenceId, NeedId, QuestionId};
use office::refusal::Refusal;
use office::service::RouteKind;
use office::triage::{Asked, Numbers, Outlook, RouteReason, Start, Triaged, triage};
use serde_json::{Value, json};

const HOUSE: (&str, &[&str]) = ("house", &[]);
const NEW: (&str, &[&str]) = ("papers", &["which=new"]);
const REGISTER: (&str, &[&str]) = ("papers", &["which=other"]);
const LOST: (&str, &[&str]) = ("papers", &["which=lost", "report=yes"]);
const AT_HOME: (&str, &[&str]) = ("papers", &["which=lost", "report=home"]);
const NOT_REPORTED: (&str, &[&str]) = ("papers", &["which=lost", "report=no"]);
const PENSION: (&str, &[&str]) = ("pension", &[]);

fn at_a_quiet_hour((need, answers): (&str, &[&str])) -> String {
    told(&route(&says(need, answers), |_| {}, |_| {}).unwrap())
}

fn when((need, answers): (&str, &[&str]), moment: fn(&mut Outlook)) -> String {
    told(&route(&says(need, answers), |_| {}, moment).unwrap())
}

fn where_it_is((need, answers): (&str, &[&str]), change: fn(&mut Value)) -> String {
    told(&route(&says(need, answers), change, |_| {}).unwrap())
}

fn nobody_for(outlook: &mut Outlook, name: &str) {
    outlook.services.get_mut(&service(name)).unwrap().wait = None;
}

fn everybody_waits(outlook: &mut Outlook, wait: Quantiles) {
    outlook.services.values_mut().for_each(|prospect| prospect.wait = Some(wait));
}

fn a_tight_hour(outlook: &mut Outlook) {
    everybody_waits(outlook, Quantiles { p20_s: 600, p50_s: 900, p90_s: 1500 });
    outlook.closes_in_s = 900;
}

#[test]
fn what_is_done_at_once_gets_a_number() {
    assert_eq!(at_a_quiet_hour(REGISTER), "quick:in_time [register]");
}

#[test]
fn who_may_not_be_served_in_time_chooses() {
    let tight = "quick:tight | appointment:tight@registry? [register]";
    assert_eq!(when(REGISTER, a_tight_hour), tight);
}

#[test]
fn who_would_wait_long_chooses() {
    let long = Quantiles { p20_s: 2400, p50_s: 2701, p90_s: 3600 };
    let chosen =
        told(&route(&says("papers", &["which=other"]), |_| {}, |it| everybody_waits(it, long)).unwrap());
    assert_eq!(chosen, "quick:long_wait | appointment:long_wait@registry? [register]");
}

#[test]
fn what_cannot_be_finished_in_time_is_for_another_day() {
    let late = |outlook: &mut Outlook| outlook.closes_in_s = 0;
    assert_eq!(when(LOST, late), "appointment:not_in_time@registry []");
}

#[test]
fn what_no_desk_takes_any_more_is_for_another_day() {
    let gone = |outlook: &mut Outlook| nobody_for(outlook, "register");
    assert_eq!(when(REGISTER, gone), "appointment:no_desk@registry []");
}

#[test]
fn while_numbers_are_not_given_it_is_said_when_they_are_again() {
    let again_at = Some(at("2026-03-03 08:30:00"));
    let closed = route(&says("papers", &["which=other"]), |_| {}, |it| it.numbers = Numbers::Again(again_at));
    let closed = closed.unwrap();
    assert_eq!(closed.offer.reason, RouteReason::NotNow { again_at });
    assert_eq!(told(&closed), "appointment:not_now@registry []");
}

#[test]
fn what_wants_an_appointment_gets_one_with_its_booking_from_home() {
    assert_eq!(at_a_quiet_hour(NEW), "appointment:by_appointment@registry | online:from_home@diary []");
}

#[test]
fn what_can_be_done_from_home_can_be_done_here_too() {
    let both = "online:from_home@portal | quick:at_own_wish [moving register]";
    assert_eq!(at_a_quiet_hour(HOUSE), both);
}

#[test]
fn what_no_desk_of_the_hall_takes_leaves_the_rest_for_now() {
    let elsewhere = where_it_is(HOUSE, |document| document["desks"][0]["skills"] = json!(["register"]));
    let expected =
        "online:from_home@portal | quick:rest_now | appointment:not_in_the_hall@registry [register]";
    assert_eq!(elsewhere, expected);
}

#[test]
fn what_needs_a_desk_that_is_gone_leaves_the_rest_for_now() {
    let gone = |outlook: &mut Outlook| nobody_for(outlook, "moving");
    let expected = "online:from_home@portal | quick:rest_now | appointment:no_desk@registry [register]";
    assert_eq!(when(HOUSE, gone), expected);
}

#[test]
fn leg_that_no_desk_takes_any_more_does_not_bar_the_others() {
    let gone = |outlook: &mut Outlook| nobody_for(outlook, "register");
    assert_eq!(when(HOUSE, gone), "online:from_home@portal | quick:at_own_wish [moving]");
}

#[test]
fn leg_that_does_not_fit_any_more_does_not_bar_the_others() {
    let close = |outlook: &mut Outlook| {
        outlook.services.get_mut(&service("register")).unwrap().time.mean_s = 5.0 * 3600.0;
    };
    assert_eq!(when(HOUSE, close), "online:from_home@portal | quick:at_own_wish [moving]");
}

#[test]
fn appointment_in_a_visit_is_no_leg_of_its_number() {
    assert_eq!(at_a_quiet_hour(LOST), "quick:in_time [lost]");
}

#[test]
fn appointment_first_leaves_the_rest_for_now() {
    let visit = |document: &mut Value| document["needs"][1]["then"]["services"] = json!(["card", "register"]);
    let expected = "appointment:by_appointment@registry | online:from_home@diary | quick:rest_now [register]";
    assert_eq!(where_it_is(HOUSE, visit), expected);
}

#[test]
fn missing_paper_turns_a_number_into_bring_this_first() {
    let found = route(&says(AT_HOME.0, AT_HOME.1), |_| {}, |_| {}).unwrap();
    let paper = EvidenceId::new("report").unwrap();
    assert_eq!(found.offer.reason, RouteReason::BringFirst { paper: paper.clone() });
    assert_eq!(found.missing, Some(paper));
    assert_eq!(told(&found), "appointment:bring_first@registry | quick:at_own_wish? [lost]");
    let late = |outlook: &mut Outlook| outlook.closes_in_s = 0;
    assert_eq!(when(AT_HOME, late), "appointment:bring_first@registry []");
}

#[test]
fn missing_paper_is_got_where_it_is_given() {
    let expected = "refer:gives_paper@police | appointment:bring_first@registry | quick:at_own_wish [lost]";
    assert_eq!(at_a_quiet_hour(NOT_REPORTED), expected);
}

#[test]
fn other_body_is_where_the_visitor_goes() {
    assert_eq!(at_a_quiet_hour(PENSION), "refer:other_body@inps []");
    let with_desk = |document: &mut Value| {
        document["desks"][0]["skills"] = json!(["register", "moving", "pension"]);
    };
    assert_eq!(where_it_is(PENSION, with_desk), "refer:other_body@inps | quick:at_own_wish [pension]");
}

#[test]
fn path_overrides_the_rule_of_its_first_service() {
    let to_appointment = |document: &mut Value| document["needs"][1]["then"]["route"] = json!("appointment");
    assert_eq!(
        where_it_is(HOUSE, to_appointment),
        "appointment:by_appointment@registry | online:from_home@portal | quick:rest_now [register]"
    );
    let to_quick = |document: &mut Value| document["needs"][1]["then"]["route"] = json!("quick");
    assert_eq!(where_it_is(HOUSE, to_quick), "quick:in_time | online:from_home@portal [moving register]");
    let to_police = |document: &mut Value| {
        document["needs"][1]["then"] = json!({"services": ["register"], "route": "refer", "refer": "police"});
    };
    assert_eq!(where_it_is(HOUSE, to_police), "refer:other_body@police | quick:at_own_wish [register]");
}

#[test]
fn service_with_an_appointment_gets_no_number_where_its_path_refers() {
    let refers = |document: &mut Value| {
        document["desks"][0]["skills"] = json!(["register", "moving", "card"]);
        document["needs"][1]["then"] = json!({"services": ["card"], "route": "refer", "refer": "police"});
    };
    assert_eq!(where_it_is(HOUSE, refers), "refer:other_body@police | online:from_home@diary []");
    let quick = |document: &mut Value| {
        document["desks"][0]["skills"] = json!(["register", "moving", "card"]);
        document["needs"][1]["then"] = json!({"services": ["card"], "route": "quick"});
    };
    assert_eq!(where_it_is(HOUSE, quick), "quick:in_time | online:from_home@diary [card]");
}

#[test]
fn known_service_is_routed_without_a_question() {
    let asked = Asked { start: Start::Service(service("register")), answers: no_answers() };
    assert_eq!(told(&route(&asked, |_| {}, |_| {}).unwrap()), "quick:in_time [register]");
}

#[test]
fn wait_that_is_told_is_that_of_the_first_leg() {
    let found = route(&says("papers", &["which=other"]), |_| {}, |_| {}).unwrap();
    assert_eq!(found.wait, Some(Quantiles { p20_s: 60, p50_s: 120, p90_s: 300 }));
    assert_eq!(route(&says("papers", &["which=new"]), |_| {}, |_| {}).unwrap().wait, None);
}

#[test]
fn questions_are_asked_one_after_the_other() {
    let configuration = read(catalogue());
    let outlook = quiet(&configuration);
    let next = |answers: &[&str]| match triage(&configuration, &says("papers", answers), &outlook).unwrap() {
        Triaged::Ask(question) => Some(question.id.to_string()),
        Triaged::Route(_) => None,
    };
    assert_eq!(next(&[]).as_deref(), Some("which"));
    assert_eq!(next(&["report=yes"]).as_deref(), Some("which"), "an answer off the way does no harm");
    assert_eq!(next(&["which=lost"]).as_deref(), Some("report"));
    assert_eq!(next(&["which=lost", "report=yes"]), None);
}

#[test]
fn what_the_catalogue_does_not_have_is_refused() {
    let refused = |asked: &Asked| route(asked, |_| {}, |_| {}).unwrap_err();
    let unknown_answer = |id| Refusal::UnknownAnswer { question: QuestionId::new(id).unwrap() };
    let need = NeedId::new("ghost").unwrap();
    assert_eq!(refused(&says("ghost", &[])), Refusal::UnknownNeed { need });
    assert_eq!(refused(&says("papers", &["which=ghost"])), unknown_answer("which"));
    assert_eq!(refused(&says("pension", &["ghost=yes"])), unknown_answer("ghost"));
    let asked = Asked { start: Start::Service(service("ghost")), answers: no_answers() };
    assert_eq!(refused(&asked), Refusal::UnknownService { service: service("ghost") });
}

#[test]
fn catalogue_that_leads_nowhere_is_refused() {
    let refused = |answers: &[&str], change: fn(&mut Value)| {
        assert_eq!(route(&says("papers", answers), change, |_| {}), Err(Refusal::LeadsNowhere));
    };
    refused(&[], |it| it["needs"][0]["then"] = json!({"ask": "ghost"}));
    refused(&[], |it| it["needs"][0]["then"] = json!({"services": []}));
    refused(LOST.1, |it| it["questions"][1]["answers"][0]["then"] = json!({"ask": "which"}));
}

#[test]
fn fourth_question_is_never_asked() {
    let deep = |document: &mut Value| {
        for (n, next) in [(1, "third"), (2, "fourth")] {
            document["questions"][n]["answers"][0]["then"] = json!({"ask": next});
            let mut question = document["questions"][1].clone();
            question["id"] = json!(next);
            question["answers"][0]["then"] = json!({"services": ["register"]});
            document["questions"].as_array_mut().unwrap().push(question);
        }
    };
    let asked = says("papers", &["which=lost", "report=yes", "third=yes"]);
    assert_eq!(route(&asked, deep, |_| {}), Err(Refusal::LeadsNowhere));
}

#[test]
fn procedure_holds_what_the_service_refers_to() {
    let configuration = read(catalogue());
    let procedure = configuration.procedure(&service("card")).unwrap();
    let papers: Vec<&str> = procedure.papers.iter().map(|(_, evidence)| evidence.title.it.as_str()).collect();
    assert_eq!(papers, ["Passaporto", "Foto"]);
    assert_eq!(procedure.competent.unwrap().name.it, "Anagrafe");
    assert_eq!(procedure.online.unwrap().title.it, "Agenda");
    assert_eq!(procedure.service.route, RouteKind::Appointment);
    assert_eq!(configuration.procedure(&service("ghost")), None);
}
