//! Configurations that come into force while appointments stand.

use super::*;
use office::decide::{displaced, obstacles, obstacles_later};
use office::refusal::Refusal;
use std::sync::Arc;

const NEW: Version = Version(2);

/// An office in which identity is booked for Tuesday at nine, and a configuration that is known beside.
fn with_another(change: impl FnOnce(&mut Configuration)) -> (World, BookingId) {
    let mut world =
        world_with(vec![plan("cards", ONE, &[IDENTITY], json!({})), plan("taxes", TWO, &[TAXES], json!({}))])
            .unchecked();
    let booking = world.booked(identity(), "2026-03-03 09:00:00");
    let mut document = world.floor.rules().unwrap().clone();
    change(&mut document);
    world.floor.configurations.insert(NEW, Arc::new(document));
    (world, booking)
}

fn without_service(document: &mut Configuration, name: &str) {
    for desk in &mut document.desks {
        desk.skills.remove(&service(name));
    }
    document.plans.retain(|plan| !plan.services.contains(&service(name)));
}

#[test]
fn service_that_somebody_has_an_appointment_for_stays_now_and_at_the_next_opening() {
    let (mut world, booking) = with_another(|document| without_service(document, IDENTITY));
    let refusal = Refusal::ServiceBooked { service: service(IDENTITY), start: at("2026-03-03 09:00:00") };
    assert_eq!(world.refuse(Order::AdoptConfiguration { version: NEW }), refusal);
    assert_eq!(world.refuse(Order::PlanAdoption { version: NEW }), refusal);
    world.accept(cancel(&booking));
    let document = world.floor.configurations[&NEW].clone();
    assert_eq!(
        (obstacles(&world.floor, &document), obstacles_later(&world.floor, &document)),
        (vec![], vec![])
    );
    world.accept(Order::AdoptConfiguration { version: NEW });
    assert_eq!(world.refuse(reserve(identity(), "2026-03-03 09:00:00")).code(), "not_bookable");
}

#[test]
fn appointment_outlives_its_plan_and_its_desk() {
    let (mut world, booking) = with_another(|document| {
        document.plans.remove(0);
        document.desks.remove(0);
    });
    world.accept(Order::AdoptConfiguration { version: NEW });
    world.until("2026-03-03 09:00:00");
    let ticket = world.checked_in(&booking);
    world.accept(Order::OpenDesk { desk: desk(TWO) });
    assert_eq!(world.call_next(TWO), Some(ticket), "any desk that takes it may call");
}

#[test]
fn nothing_is_booked_that_the_next_opening_would_strand() {
    let (mut world, _) = with_another(|document| without_service(document, TAXES));
    world.accept(Order::PlanAdoption { version: NEW });
    let taxes = wanted(&[TAXES], 1);
    assert_eq!(world.refuse(reserve(taxes.clone(), "2026-03-03 09:00:00")).code(), "not_bookable");
    world.accept(Order::DropAdoption);
    world.accept(reserve(taxes, "2026-03-03 09:00:00"));
}

#[test]
fn appointment_keeps_its_place_when_the_plan_moves_on() {
    let (mut world, booking) = with_another(|document| {
        document.plans[0].every_min = 20;
        document.plans[0].capacity = 2;
    });
    world.accept(Order::AdoptConfiguration { version: NEW });
    let place = &world.booking(&booking).place;
    assert_eq!((place.start, place.lane), (at("2026-03-03 09:00:00"), 0));
    let second = world.reserved(identity(), "2026-03-03 09:00:00");
    assert_eq!(world.booking(&second).place.lane, 1);
    assert_eq!(world.refuse(reserve(identity(), "2026-03-03 09:00:00")).code(), "place_taken");
}

#[test]
fn appointments_for_which_no_doors_would_open_are_told_and_stay() {
    let (mut world, booking) = with_another(|document| {
        let day = json!({"from": "2026-03-03", "title": {"it": "Trasloco", "en": "Moving"}});
        document.hours.closures.push(serde_json::from_value(day).unwrap());
    });
    let document = world.floor.configurations[&NEW].clone();
    let told: Vec<&BookingId> =
        displaced(&world.floor, &document).iter().map(|booking| &booking.id).collect();
    assert_eq!(told, [&booking]);
    assert!(displaced(&world.floor, world.floor.rules().unwrap()).is_empty(), "as things are nobody is");
    world.accept(Order::AdoptConfiguration { version: NEW });
    assert_eq!(world.booking(&booking).state, BookingState::Booked);
    world.accept(cancel(&booking));
    assert!(displaced(&world.floor, &document).is_empty(), "who has given back finds no closed doors");
}
