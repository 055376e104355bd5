//! Which times are free: plans, hours, notice, releases, and the days on which clocks are changed.

use super::*;
use crate::world::THREE;
use chrono::NaiveDate;
use office::agenda::{Plan, place_at};
use office::hours::date_at;
use proptest::prelude::*;
use std::time::Duration;

#[test]
fn times_lie_within_the_plan_and_the_opening_hours() {
    let spans = every_day(&json!([{"from": "08:00", "until": "13:00"}]));
    let world = world_with(vec![plan("early", ONE, &[IDENTITY], json!({"week": spans}))]);
    let free = world.free_on(&identity(), "2026-03-03");
    assert_eq!((free.first().unwrap().as_str(), free.last().unwrap().as_str()), ("09:00", "12:15"));
    assert_eq!(free.len(), 14, "{free:?}");
    assert_eq!(world.free_on(&identity(), "2026-03-07"), [""; 0], "the office is closed on Saturdays");
}

#[test]
fn office_that_is_always_open_has_times_on_both_sides_of_the_hour_at_which_its_day_rolls() {
    let spans = every_day(&json!([{"from": "03:00", "until": "05:00"}]));
    let night = plan("night", ONE, &[IDENTITY], json!({"week": spans, "every_min": 30}));
    let world = opened(office_with(json!({"always_rolls_at": "04:05"}), vec![night]));
    assert_eq!(
        world.free_on(&identity(), "2026-03-03"),
        ["03:00", "03:30", "04:30"],
        "the ten minutes from four on run over the end of a day"
    );
}

#[test]
fn services_and_people_are_added_up() {
    let world = mornings();
    let slots = world.slots_on(&wanted(&[IDENTITY, RESIDENCE], 3), "2026-03-03", Reach::Public);
    let last = &slots.last().unwrap().place;
    assert_eq!((on_the_wall(last.start), on_the_wall(last.end)), ("11:00".into(), "12:00".into()));
    assert!(slots.iter().all(|slot| slot.place.end.since(slot.place.start) == Duration::from_secs(3600)));
    let none = world.free_on(&wanted(&[IDENTITY, RESIDENCE], 6), "2026-03-03");
    assert_eq!(none.len(), 5, "two hours fit into three at the quarters of one");
}

#[test]
fn what_nobody_can_want_is_refused() {
    let mut world = mornings();
    for (wanted, code) in [
        (wanted(&[], 1), "nothing_to_book"),
        (wanted(&[IDENTITY], 0), "too_many_people"),
        (wanted(&[IDENTITY], 7), "too_many_people"),
        (wanted(&["nothing"], 1), "unknown_service"),
        (wanted(&[TAXES], 1), "not_bookable"),
        (wanted(&[IDENTITY; 9], 1), "too_many_legs"),
    ] {
        assert_eq!(world.refuse(reserve(wanted, "2026-03-03 09:00:00")).code(), code);
    }
    for start in ["2026-03-03 09:05:00", "2026-03-03 08:45:00", "2026-03-03 12:00:00", "2026-03-07 09:00:00"]
    {
        assert_eq!(world.refuse(reserve(identity(), start)).code(), "no_such_place", "{start}");
    }
    assert_eq!(
        world.refuse(reserve(identity(), "2026-03-02 08:15:00")).code(),
        "no_such_place",
        "it is over"
    );
}

#[test]
fn several_services_need_one_plan_for_all_of_them() {
    let mut world =
        world_with(vec![plan("cards", ONE, &[IDENTITY], json!({})), plan("taxes", TWO, &[TAXES], json!({}))]);
    assert_eq!(world.free_on(&wanted(&[IDENTITY, TAXES], 1), "2026-03-03"), [""; 0]);
    let refusal = world.refuse(reserve(wanted(&[IDENTITY, TAXES], 1), "2026-03-03 09:00:00"));
    assert_eq!(refusal.code(), "no_such_place");
}

#[test]
fn desk_with_fewest_appointments_that_day_is_next() {
    let mut world = world_with(vec![
        plan("one", ONE, &[IDENTITY], json!({})),
        plan("three", THREE, &[IDENTITY, TAXES], json!({})),
    ]);
    let first = world.booked(identity(), "2026-03-03 09:00:00");
    let second = world.booked(identity(), "2026-03-03 10:00:00");
    let third = world.booked(identity(), "2026-03-03 10:00:00");
    let other_day = world.booked(identity(), "2026-03-04 09:00:00");
    let desks: Vec<_> =
        [&first, &second, &third, &other_day].map(|id| world.booking(id).place.desk.to_string()).into();
    assert_eq!(desks, [ONE, THREE, ONE, ONE]);
}

#[test]
fn desk_takes_as_many_side_by_side_as_its_plan_says() {
    let mut world = world_with(vec![plan("wide", ONE, &[IDENTITY], json!({"capacity": 3}))]);
    let ids = [0; 3].map(|_| world.reserved(identity(), "2026-03-03 09:00:00"));
    let lanes = ids.map(|id| world.booking(&id).place.lane);
    assert_eq!(lanes, [0, 1, 2]);
    assert_eq!(world.refuse(reserve(identity(), "2026-03-03 09:00:00")).code(), "place_taken");
    assert!(!world.free_on(&identity(), "2026-03-03").contains(&"09:00".to_owned()));
}

#[test]
fn plans_of_one_desk_share_its_lanes() {
    let mut world = world_with(vec![
        plan("cards", ONE, &[IDENTITY], json!({})),
        plan("homes", ONE, &[RESIDENCE], json!({})),
    ]);
    world.reserved(identity(), "2026-03-03 09:00:00");
    let home = wanted(&[RESIDENCE], 1);
    assert_eq!(world.refuse(reserve(home.clone(), "2026-03-03 09:00:00")).code(), "place_taken");
    world.reserved(home, "2026-03-03 09:15:00");
}

#[test]
fn notice_holds_for_the_public_and_not_for_the_office() {
    let mut world = world_with(vec![plan("mornings", ONE, &[IDENTITY], json!({"lead_min": 120}))]);
    world.now = at("2026-03-03 09:00:00");
    assert_eq!(world.free_on(&identity(), "2026-03-03")[0], "11:00");
    world.wait(1);
    assert_eq!(world.free_on(&identity(), "2026-03-03")[0], "11:15");
    assert_eq!(on_the_wall(world.slots_on(&identity(), "2026-03-03", Reach::Staff)[0].place.start), "09:15");
}

#[test]
fn saturday_can_be_booked_until_thursday_at_six() {
    let morning = json!([{"from": "09:00", "until": "12:00"}]);
    let hours = json!({"week": {"monday": morning, "saturday": morning}});
    let until = json!({"book_until": {"day": "thursday", "at": "18:00"}});
    let mut world = opened(office_with(hours, vec![plan("saturday", ONE, &[IDENTITY], until)]));
    world.now = at("2026-03-05 18:00:00");
    assert_eq!(world.free_on(&identity(), "2026-03-07").len(), 12);
    world.now = world.now.plus(Duration::from_millis(1));
    assert_eq!(world.free_on(&identity(), "2026-03-07"), [""; 0]);
    assert_eq!(world.free_on(&identity(), "2026-03-14").len(), 12, "the next one is still to be had");
    assert_eq!(world.slots_on(&identity(), "2026-03-07", Reach::Staff).len(), 12, "the office itself may");
    assert_eq!(world.refuse(reserve(identity(), "2026-03-07 09:00:00")).code(), "no_such_place");
}

#[test]
fn last_moment_can_be_some_days_before() {
    let until = json!({"book_until": {"days_before": 1, "at": "12:00"}});
    let mut world = world_with(vec![plan("mornings", ONE, &[IDENTITY], until)]);
    world.now = at("2026-03-02 12:00:00");
    assert_eq!(world.free_on(&identity(), "2026-03-03").len(), 12);
    world.wait(1);
    assert_eq!(world.free_on(&identity(), "2026-03-03"), [""; 0]);
}

#[test]
fn dates_are_released_at_their_hour() {
    let release = json!({"horizon_days": 14, "release_at": "07:30"});
    let mut world = world_with(vec![plan("mornings", ONE, &[IDENTITY], release)]);
    world.now = at("2026-03-03 07:29:59");
    assert_eq!(world.free_on(&identity(), "2026-03-17"), [""; 0]);
    assert_eq!(world.refuse(reserve(identity(), "2026-03-17 09:00:00")).code(), "no_such_place");
    world.wait(1);
    assert_eq!(world.free_on(&identity(), "2026-03-17").len(), 12);
    assert_eq!(world.slots_on(&identity(), "2026-03-18", Reach::Staff), [], "nor for the office");
}

#[test]
fn same_day_is_released_in_the_morning() {
    let release = json!({"horizon_days": 0, "release_at": "08:45"});
    let mut world = world_with(vec![plan("today", ONE, &[IDENTITY], release)]);
    assert_eq!(world.free_on(&identity(), "2026-03-02"), [""; 0]);
    world.now = at("2026-03-02 08:45:00");
    assert_eq!(world.free_on(&identity(), "2026-03-02")[0], "09:00");
    assert_eq!(world.free_on(&identity(), "2026-03-03"), [""; 0]);
}

#[test]
fn holidays_closures_and_exceptions_of_plans_are_kept() {
    let mut hours = weekly_hours();
    hours["national_holidays"] = json!(true);
    hours["local_holidays"] = json!(["12-06"]);
    hours["closures"] = json!([{"from": "2026-03-10", "title": {"it": "Ponte", "en": "Closed"}}]);
    hours["special_openings"] =
        json!([{"date": "2026-12-06", "spans": [{"from": "10:00", "until": "11:00"}]}]);
    let exceptions = json!({
        "horizon_days": 365, "closed": ["2026-03-11"], "until": "2027-01-31",
        "special": [{"date": "2026-03-12", "spans": [{"from": "09:00", "until": "09:30"}]}],
    });
    let world = opened(office_with(hours, vec![plan("mornings", ONE, &[IDENTITY], exceptions)]));
    for (date, count) in [
        ("2026-04-06", 0), // Easter Monday
        ("2026-04-07", 12),
        ("2026-12-07", 12),
        ("2026-12-08", 0),  // the Immaculate Conception
        ("2026-12-06", 4),  // San Nicolò, a Sunday, and open all the same
        ("2027-01-01", 0),  // New Year
        ("2027-01-29", 12), // the last Friday of the plan
        ("2027-02-01", 0),  // after it
        ("2026-03-10", 0),  // the office is closed
        ("2026-03-11", 0),  // the plan rests
        ("2026-03-12", 2),  // the plan's own hours
    ] {
        assert_eq!(world.free_on(&identity(), date).len(), count, "{date}");
    }
}

#[test]
fn days_of_23_and_25_hours_have_as_many_times() {
    let whole = json!([{"from": "00:00", "until": "24:00"}]);
    let hours = json!({"week": every_day(&whole)});
    let always = json!({"week": every_day(&whole), "every_min": 60, "horizon_days": 365});
    let world = opened(office_with(hours, vec![plan("always", ONE, &[IDENTITY], always)]));
    for (date, count) in [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)] {
        let slots = world.slots_on(&identity(), date, Reach::Public);
        assert_eq!(slots.len(), count, "{date}");
        let hour = Duration::from_secs(3600);
        assert!(
            slots.windows(2).all(|pair| pair[1].place.start.since(pair[0].place.start) == hour),
            "{date}"
        );
        assert!(slots.iter().all(|slot| slot.date == date.parse().unwrap()), "{date}");
    }
    let free = world.free_on(&identity(), "2026-03-29");
    assert!(!free.contains(&"02:00".to_owned()), "{free:?}");
    let free = world.free_on(&identity(), "2026-10-25");
    assert_eq!(free.iter().filter(|time| *time == "02:00").count(), 2, "{free:?}");
}

#[test]
fn leap_day_and_the_end_of_the_year_are_days_like_others() {
    let mut world = world_with(vec![plan("mornings", ONE, &[IDENTITY], json!({"horizon_days": 10}))]);
    world.now = at("2028-02-20 10:00:00");
    assert_eq!(world.free_on(&identity(), "2028-02-29").len(), 12);
    world.now = at("2026-12-28 10:00:00");
    let dates = (NaiveDate::from_ymd_opt(2026, 12, 30).unwrap(), 4);
    let rules = world.floor.rules().unwrap();
    let slots =
        free_slots(rules, &world.floor.agenda, &identity(), dates, (Reach::Public, world.now)).unwrap();
    let mut found: Vec<String> = slots.iter().map(|slot| slot.date.to_string()).collect();
    found.dedup();
    assert_eq!(found, ["2026-12-30", "2026-12-31", "2027-01-01"], "Saturday is closed");
}

prop_compose! {
    fn any_plan()(
        from in 0..92_u32, quarters in 1..48_u32, every in prop::sample::select(vec![5_u32, 10, 15, 20, 45]),
        capacity in 1..4_u32, lead in 0..600_u32, horizon in 0..90_u32,
    ) -> Value {
        let wall = |quarter: u32| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
        let span = json!([{"from": wall(from), "until": wall((from + quarters).min(96))}]);
        plan("any", ONE, &[IDENTITY, RESIDENCE], json!({
            "week": every_day(&span), "every_min": every, "capacity": capacity,
            "lead_min": lead, "horizon_days": horizon,
        }))
    }
}

prop_compose! {
    /// Any date around the days on which clocks are changed, the leap day and the end of a year.
    fn any_date()(near in prop::sample::select(vec!["2026-03-29", "2026-10-25", "2028-02-29", "2026-12-31"]),
        off in -3..4_i64) -> NaiveDate {
        near.parse::<NaiveDate>().unwrap() + chrono::TimeDelta::days(off)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_free_time_fits_hours_plan_notice_and_length(
        any in any_plan(), date in any_date(), ahead in 0..100_i64, people in 1..4_u32,
        taken in prop::collection::vec(0..60_usize, 0..12),
    ) {
        let mut hours = json!({"week": every_day(&json!([
            {"from": "00:30", "until": "03:15"}, {"from": "08:00", "until": "12:30"}, {"from": "14:00", "until": "24:00"},
        ]))});
        hours["national_holidays"] = json!(true);
        let mut world = opened(office_with(hours, vec![any])).unchecked();
        world.now = at(&format!("{} 08:10:00", date - chrono::TimeDelta::days(ahead)));
        let wanted = wanted(&[IDENTITY, RESIDENCE], people);
        let text = date.to_string();
        for n in taken {
            let slots = world.slots_on(&wanted, &text, Reach::Public);
            let Some(slot) = slots.get(n % slots.len().max(1)) else { break };
            world.accept(Order::Reserve { place: PlaceAsked {
                wanted: wanted.clone(), start: slot.place.start, desk: None,
                channel: BookingChannel::Home, reach: Reach::Public,
            }});
        }
        crate::world::check_agenda(&world.floor.agenda);
        let rules = world.floor.rules().unwrap();
        let (zone, any): (_, &Plan) = (rules.office.zone, &rules.plans[0]);
        let mut last = None;
        for slot in world.slots_on(&wanted, &text, Reach::Public) {
            let place = &slot.place;
            prop_assert_eq!(place.end.since(place.start).as_secs(), u64::from(20 * 60 * people));
            prop_assert!(rules.hours.openings_on(date, zone).iter().any(|o| o.from <= place.start && place.end <= o.until));
            let is_of_plan = any.stretches_on(date, &rules.hours, zone).iter().any(|(first, stretch)| {
                let counted = place.start.since(*first).as_secs() % (u64::from(any.every_min) * 60) == 0;
                stretch.from <= place.start && place.end <= stretch.until && counted
            });
            prop_assert!(is_of_plan);
            prop_assert!(world.now.plus(Duration::from_secs(u64::from(any.lead_min) * 60)) <= place.start);
            prop_assert!(ahead <= i64::from(any.horizon_days));
            prop_assert_eq!(date_at(place.start, zone), date);
            prop_assert!(place.lane < any.capacity);
            prop_assert!(last.is_none_or(|last| last < place.start), "in order, each once");
            last = Some(place.start);
            // What is listed can be had, and by nobody else.
            let found = place_at(rules, &world.floor.agenda, &wanted, (place.start, None), (Reach::Public, world.now));
            prop_assert_eq!(found.as_ref(), Ok(&slot));
            prop_assert!(world.floor.agenda.occupying(place.start, place.end).all(|other| !other.place.overlaps(place)));
        }
    }
}
