//! What a configuration that comes into force does to an office, and what it must not do.

use ::office::agenda::Plan;
use ::office::configuration::{Configuration, RouteKind};
use ::office::event::{Actor, ActorKind, Fact};
use ::office::id::{ActorId, OfficeId};
use ::office::refusal::Refusal;
use server::registrar::configuring::{Configuring, Reform, When};
use server::registrar::{Answer, Lane, Outcome, Work};
use server::store::audit::By;
use std::sync::Arc;
use tests::world::{
    ELSEWHERE, INFORMATION, OFFICE, REGISTER, RESIDENCE, TAX, TAXES, World, small_configuration,
};

#[tokio::test(flavor = "multi_thread")]
async fn service_that_somebody_waits_for_is_not_taken_from_them() {
    let world = World::begin().await;
    let taken = world.walk_in().take(TAX).await;
    let number = taken["number"].as_str().unwrap();
    let refused = adopt(&world, OFFICE, When::Now, |document| leave_to_no_desk(document, TAX)).await;
    let Outcome::Refused(Refusal::ServiceInUse { service, number: first }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!((service.as_str(), first.to_string().as_str()), (TAX, number));
    assert_eq!(versions(&world), 1, "what is refused is not stored");
    world.clerk().call_next(TAXES).await;
    let refused = adopt(&world, OFFICE, When::Now, |document| leave_to_no_desk(document, TAX)).await;
    assert!(matches!(refused, Outcome::Refused(_)), "{refused:?}");
    world.clerk().step(&taken, "start", serde_json::json!({})).await.is(200);
    world.clerk().step(&taken, "finish", serde_json::json!({})).await.is(200);
    assert_eq!(
        adopted(adopt(&world, OFFICE, When::Now, |document| leave_to_no_desk(document, TAX)).await),
        2
    );
    let refused = world.walk_in().post(tests::person::TICKETS, serde_json::json!({ "service": TAX })).await;
    refused.refused(409, "nobody_serves");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_moves_and_new_rules_count_at_once() {
    let world = World::begin().await;
    let first = world.walk_in().take(RESIDENCE).await;
    let second = world.walk_in().take(RESIDENCE).await;
    let rename = |document: &mut Configuration| {
        let skills = document.desks[0].skills.clone();
        document.desks[2].skills.extend(skills);
    };
    assert_eq!(adopted(adopt(&world, OFFICE, When::Now, rename).await), 2);
    for ticket in [&first, &second] {
        let now = world.clerk().ticket(ticket).await;
        assert_eq!((&now["number"], &now["state"]), (&ticket["number"], &serde_json::json!("waiting")));
    }
    // The desk for taxes takes residents now, in their order.
    assert_eq!(world.clerk().call_next(TAXES).await["number"], first["number"]);
    assert_eq!(world.clerk().call_next(REGISTER).await["number"], second["number"]);
    let line = &world.audited("configuration adopted")[0];
    assert_eq!((line.subject.as_str(), line.by.actor.as_str()), ("version 2", "staff p-admin"));
}

#[tokio::test(flavor = "multi_thread")]
async fn planned_configuration_survives_a_restart_and_opens_the_next_day() {
    let mut world = World::begin().await;
    let taken = world.walk_in().take(TAX).await;
    let planned = adopt(&world, OFFICE, When::NextOpening, |document| leave_to_no_desk(document, TAX)).await;
    assert_eq!(adopted(planned), 2);
    assert_eq!(world.clerk().call_next(TAXES).await["number"], taken["number"], "today nothing changes");
    world.restart().await;
    world.pass_until("2026-03-02T20:00:00+01:00").await;
    assert_eq!(in_force(&world), 1, "the night belongs to the old one");
    world.restart().await;
    world.pass_until("2026-03-03T09:00:00+01:00").await;
    assert_eq!(in_force(&world), 2);
    let refused = world.walk_in().post(tests::person::TICKETS, serde_json::json!({ "service": TAX })).await;
    refused.refused(409, "nobody_serves");
    let kinds: Vec<&str> = world.log(OFFICE).iter().filter_map(|event| kind(&event.fact)).collect();
    assert_eq!(kinds, ["adopted", "opened", "planned", "adopted", "opened"]);
    let line = &world.audited("configuration adopted")[0];
    assert_eq!((line.subject.as_str(), line.by.actor.as_str()), ("version 2", "clock"));
    assert_eq!(world.audited("configuration planned")[0].by.actor, "staff p-admin");
}

#[tokio::test(flavor = "multi_thread")]
async fn plan_is_replaced_by_a_later_one_and_dropped() {
    let world = World::begin().await;
    let longer = |minutes| move |document: &mut Configuration| document.services[0].minutes = minutes;
    adopted(adopt(&world, OFFICE, When::NextOpening, longer(11)).await);
    assert_eq!(adopted(adopt(&world, OFFICE, When::NextOpening, longer(12)).await), 3);
    assert!(matches!(adopt(&world, OFFICE, When::NextOpening, longer(12)).await, Outcome::Unchanged(_)));
    assert!(matches!(reform(&world, OFFICE, Reform::DropPlan).await, Outcome::Done(_)));
    assert!(matches!(reform(&world, OFFICE, Reform::DropPlan).await, Outcome::Unchanged(_)));
    world.pass_until("2026-03-03T09:00:00+01:00").await;
    assert_eq!(in_force(&world), 1);
    assert_eq!(world.audited("configuration plan dropped")[0].subject, "version 3");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_compared_with_what_is_no_longer_in_force_is_told_so() {
    let world = World::begin().await;
    let base = Some(::office::configuration::Version(1));
    let change = |minutes: u32| {
        let mut document = small_configuration();
        document.services[0].minutes = minutes;
        Reform::Adopt { document: Arc::new(document), note: String::new(), base, when: When::Now }
    };
    adopted(reform(&world, OFFICE, change(11)).await);
    let refused = reform(&world, OFFICE, change(12)).await;
    assert_eq!(refused, Outcome::Refused(Refusal::ConfigurationMovedOn { version: 2 }));
    assert_eq!(versions(&world), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_of_one_office_is_no_desk_of_another() {
    let world = World::plan().with_elsewhere().begin().await;
    let steal = |document: &mut Configuration| document.desks[0].id = "banco-1".parse().unwrap();
    world.clerk().at_desk(REGISTER, "close").await.is(200);
    for when in [When::Now, When::NextOpening] {
        let refused = adopt(&world, OFFICE, when, steal).await;
        let expected = Refusal::DeskElsewhere { desk: "banco-1".parse().unwrap() };
        assert_eq!(refused, Outcome::Refused(expected), "{when:?}");
    }
    let foreign = adopt(&world, ELSEWHERE, When::Now, |_| ()).await;
    assert!(matches!(foreign, Outcome::Refused(_)), "{foreign:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_that_is_open_stays_and_one_that_is_closed_can_go() {
    let world = World::begin().await;
    let without = |document: &mut Configuration| {
        let taken: Vec<_> = document.desks.remove(1).skills.into_iter().collect();
        document.desks[0].skills.extend(taken);
    };
    let refused = adopt(&world, OFFICE, When::Now, without).await;
    let expected = Refusal::DeskInUse { desk: INFORMATION.parse().unwrap() };
    assert_eq!(refused, Outcome::Refused(expected));
    world.clerk().at_desk(INFORMATION, "close").await.is(200);
    assert_eq!(adopted(adopt(&world, OFFICE, When::Now, without).await), 2);
    world.clerk().get(&format!("/api/v1/desks/{INFORMATION}")).await.refused(404, "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn stored_document_is_never_changed_and_old_ones_are_not_kept_in_memory() {
    let mut world = World::begin().await;
    for minutes in 11..14 {
        adopted(adopt(&world, OFFICE, When::Now, |document| document.services[0].minutes = minutes).await);
    }
    world.pass_until("2026-03-03T09:00:00+01:00").await;
    let known = |world: &World| {
        let floor = world.app().hub.floor(&office(OFFICE)).unwrap();
        floor.configurations.keys().map(|version| version.0).collect::<Vec<_>>()
    };
    assert_eq!(known(&world), [4]);
    world.restart().await;
    assert_eq!(known(&world), [4]);
    world.end().await;
    let sql = rusqlite::Connection::open(world.folder().database()).unwrap();
    for statement in
        ["update configuration set note = 'other'", "delete from configuration where version = 1"]
    {
        let refused = sql.execute(statement, []).unwrap_err().to_string();
        assert!(refused.contains("a stored configuration is never changed"), "{refused}");
    }
}

async fn adopt(world: &World, of: &str, when: When, change: impl FnOnce(&mut Configuration)) -> Outcome {
    let mut document = small_configuration();
    change(&mut document);
    // Appointments go with the desks that take them.
    let takes = |plan: &Plan| {
        let desk = document.desks.iter().find(|desk| desk.id == plan.desk);
        desk.is_some_and(|desk| plan.services.is_subset(&desk.skills))
    };
    document.plans = document.plans.iter().filter(|plan| takes(plan)).cloned().collect();
    assert_eq!(document.mistakes(), []);
    let note = "why not".to_owned();
    reform(world, of, Reform::Adopt { document: Arc::new(document), note, base: None, when }).await
}

async fn reform(world: &World, of: &str, what: Reform) -> Outcome {
    let office = office(of);
    let actor = Actor { kind: ActorKind::Staff, id: ActorId::new("p-admin").unwrap() };
    let by = By::staff("p-admin", Some(&office), None);
    let work = Configuring { office, actor, by, request: None, what };
    world.app().registry.ask(Lane::Hall, Work::Configuring(Box::new(work))).await.unwrap()
}

#[track_caller]
fn adopted(outcome: Outcome) -> u32 {
    match outcome {
        Outcome::Done(Answer::Configuration { version }) => version.0,
        other => panic!("{other:?}"),
    }
}

fn leave_to_no_desk(document: &mut Configuration, service: &str) {
    for desk in &mut document.desks {
        desk.skills.retain(|skill| skill.as_str() != service);
    }
    for other in document.services.iter_mut().filter(|other| other.id.as_str() == service) {
        other.route = RouteKind::Appointment;
        other.steps = vec![other.title.clone()];
    }
}

fn kind(fact: &Fact) -> Option<&'static str> {
    match fact {
        Fact::ConfigurationAdopted { .. } => Some("adopted"),
        Fact::AdoptionPlanned { .. } => Some("planned"),
        Fact::DayOpened { .. } => Some("opened"),
        _ => None,
    }
}

fn versions(world: &World) -> usize {
    world.app().reader.versions(&office(OFFICE), None, 100).unwrap().len()
}

fn in_force(world: &World) -> u32 {
    let floor = world.app().hub.floor(&office(OFFICE)).unwrap();
    floor.configuration.as_ref().unwrap().0.0
}

fn office(id: &str) -> OfficeId {
    OfficeId::new(id).unwrap()
}
