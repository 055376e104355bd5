//! Configurations: what is wrong in one, and what adopting one does to those who wait.

use crate::world::{
    IDENTITY, ONE, RESIDENCE, TAXES, THREE, World, configuration, desk, service, weekly_hours,
};
use office::catalogue::Place;
use office::command::Order;
use office::configuration::{Configuration, Mistake, TITLE_LEN_MAX, Version};
use office::decide::Decision;
use office::event::Fact;
use office::number::Series;
use office::refusal::Refusal;
use office::ticket::{Class, Ticket};

#[test]
fn adopting_a_configuration_moves_nobody() {
    let mut world = World::with_open_desks();
    for (name, class) in [(IDENTITY, Class::Ordinary), (TAXES, Class::Priority), (RESIDENCE, Class::Ordinary)]
    {
        world.issue_as(name, class);
        world.wait(60);
    }
    world.call_next(ONE);
    let before: Vec<Ticket> = world.floor.tickets.values().cloned().collect();
    let facts = world.accept(Order::AdoptConfiguration { version: Version(2) });
    assert_eq!(facts, [Fact::ConfigurationAdopted { version: Version(2) }]);
    assert_eq!(world.floor.tickets.values().cloned().collect::<Vec<_>>(), before);
    let first = world.call_next(THREE);
    assert_eq!(first.unwrap().as_str(), "hall-20260302-T001");
}

#[test]
fn tickets_carry_the_version_under_which_they_were_issued() {
    let mut world = World::new();
    let before = world.issue(IDENTITY);
    world.accept(Order::AdoptConfiguration { version: Version(2) });
    let after = world.issue(IDENTITY);
    assert_eq!(world.ticket(&before).configuration, Version(1));
    assert_eq!(world.ticket(&after).configuration, Version(2));
}

#[test]
fn skills_count_from_the_adoption() {
    let mut world = World::with_open_desks();
    world.issue(TAXES);
    assert_eq!(world.call_next(ONE), None);
    world.accept(Order::AdoptConfiguration { version: Version(2) });
    assert!(world.call_next(ONE).is_some());
}

#[test]
fn the_configuration_in_force_is_not_adopted_twice_and_an_unknown_one_never() {
    let mut world = World::new();
    assert_eq!(world.give(Order::AdoptConfiguration { version: Version(1) }), Decision::NothingToDo);
    let refusal = world.refuse(Order::AdoptConfiguration { version: Version(9) });
    assert_eq!(refusal, Refusal::UnknownConfiguration { version: 9 });
}

#[test]
fn an_office_without_a_configuration_refuses_and_waits_for_nothing() {
    let mut world = World::before_first_day();
    let refusal = world.refuse(crate::world::issue_order(IDENTITY, Class::Ordinary));
    assert_eq!(refusal, Refusal::UnknownService { service: service(IDENTITY) });
    assert_eq!(world.refuse(Order::OpenDesk { desk: desk(ONE) }), Refusal::UnknownDesk { desk: desk(ONE) });
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
    assert_eq!(office::due::next_due(&world.floor, world.now), None);
}

#[test]
fn a_configuration_as_it_should_be_has_no_mistakes() {
    assert_eq!(configuration(weekly_hours()).mistakes(), []);
}

#[test]
fn every_mistake_is_found() {
    let nobody = service("nobody");
    let cases: Vec<(Change, Mistake)> = vec![
        (|c| c.desks[1].id = c.desks[0].id.clone(), Mistake::Twice { what: "desks", id: "one".into() }),
        (|c| c.desks[1].number = 1, Mistake::Twice { what: "desk numbers", id: "1".into() }),
        (|c| c.services[1].id = service(IDENTITY), Mistake::Twice { what: "services", id: IDENTITY.into() }),
        (|c| c.series[1].letter = c.series[0].letter, Mistake::Twice { what: "series", id: "A".into() }),
        (|c| c.services.clear(), Mistake::None { what: "services" }),
        (
            |c| c.desks[0].skills.extend([service("nobody")]),
            Mistake::UnknownSkill { desk: desk(ONE), service: nobody.clone() },
        ),
        (
            |c| c.services[0].series = Series::new('Z').unwrap(),
            Mistake::UnknownSeries { service: service(IDENTITY), series: Series::new('Z').unwrap() },
        ),
        (|c| c.series[0].letter = Series::BOOKED, Mistake::ReservedSeries(Series::BOOKED)),
        (|c| c.services[0].id = service("nobody"), Mistake::NobodyTakes(nobody)),
        (
            |c| c.office.targets.priority_min = 0,
            Mistake::Minutes { at: Place::new("office", "", "targets.priority_min"), min: 1, max: 240 },
        ),
        (
            |c| c.office.title.en = " ".into(),
            Mistake::Text { at: Place::new("office", "", "title"), max: TITLE_LEN_MAX },
        ),
    ];
    for (change, mistake) in cases {
        let mut changed = configuration(weekly_hours());
        change(&mut changed);
        assert!(changed.mistakes().contains(&mistake), "{mistake:?}: found {:?}", changed.mistakes());
    }
}

type Change = fn(&mut Configuration);

#[test]
fn hours_that_never_open_are_a_mistake() {
    let found = configuration(serde_json::json!({})).mistakes();
    assert!(matches!(found.as_slice(), [Mistake::Hours(_)]), "{found:?}");
}
