//! The calendar of an office as tables, and rules that hold for every calendar.

use super::*;
use chrono::TimeZone;
use proptest::prelude::*;
use std::time::Duration;

const ROME: Tz = chrono_tz::Europe::Rome;
const LEAD: Duration = Duration::from_secs(30 * 60);

#[test]
fn the_hours_of_a_date_follow_the_week_and_its_exceptions() {
    let table = [
        ("2026-11-23", "08:30-12:30", "an ordinary Monday"),
        ("2026-11-25", "08:30-12:30 14:00-17:00", "Wednesday has an afternoon"),
        ("2026-11-28", "", "Saturday"),
        ("2026-11-29", "", "Sunday"),
        ("2026-05-23", "09:00-12:00", "a special opening on a Saturday"),
        ("2026-08-07", "08:30-12:30", "the Friday before the closure"),
        ("2026-08-10", "", "the closure's first day"),
        ("2026-08-12", "09:00-11:00", "a special opening wins over a closure"),
        ("2026-08-14", "", "the closure's last day"),
        ("2026-08-17", "08:30-12:30", "the Monday after the closure"),
        ("2026-09-18", "", "a closure of one day"),
        ("2026-09-21", "08:30-12:30", "the day after it"),
        ("2026-04-06", "", "Easter Monday"),
        ("2026-04-07", "08:30-12:30", "the day after Easter Monday"),
        ("2026-12-08", "10:00-12:00", "a special opening wins over a national holiday"),
        ("2027-12-06", "", "San Nicolò"),
        ("2027-12-08", "", "a national holiday on a Wednesday"),
        ("2027-10-04", "", "St Francis on a Monday"),
        ("2024-02-29", "08:30-12:30", "the leap day"),
        ("2026-12-31", "08:30-12:30", "the last day of the year"),
        ("2027-01-01", "", "New Year's Day"),
    ];
    for (on, spans, what) in table {
        assert_eq!(written(lecco().spans_on(date(on))), spans, "{on}, {what}");
    }
}

#[test]
fn holidays_are_working_days_where_the_office_says_so() {
    let hours = Hours { national_holidays: false, local_holidays: BTreeSet::new(), ..lecco() };
    assert_eq!(written(hours.spans_on(date("2027-12-06"))), "08:30-12:30");
    assert_eq!(written(hours.spans_on(date("2026-01-06"))), "08:30-12:30");
}

#[test]
fn openings_are_right_on_days_of_23_and_25_hours() {
    let table = [
        // Night of 29 March 2026: 02:00 becomes 03:00 at 01:00Z.
        ("2026-03-29", "00:00-24:00", "03-28T23:00 03-29T22:00", "23 hours"),
        ("2026-03-29", "01:30-03:30", "03-29T00:30 03-29T01:30", "across the gap"),
        ("2026-03-29", "02:30-04:00", "03-29T01:00 03-29T02:00", "opens in the gap"),
        ("2026-03-29", "01:00-02:30", "03-29T00:00 03-29T01:00", "closes in the gap"),
        ("2026-03-29", "02:00-03:00", "", "swallowed by the gap"),
        ("2026-03-29", "02:15-02:45 08:30-12:30", "03-29T06:30 03-29T10:30", "one of two swallowed"),
        (
            "2026-03-29",
            "01:00-02:30 02:45-04:00",
            "03-29T00:00 03-29T01:00, 03-29T01:00 03-29T02:00",
            "touching",
        ),
        // Night of 25 October 2026: 03:00 becomes 02:00 at 01:00Z; 02:30 is 00:30Z and 01:30Z.
        ("2026-10-25", "00:00-24:00", "10-24T22:00 10-25T23:00", "25 hours"),
        ("2026-10-25", "01:30-03:30", "10-24T23:30 10-25T02:30", "across the repeated hour"),
        ("2026-10-25", "02:30-04:00", "10-25T00:30 10-25T03:00", "opens at the earlier 02:30"),
        ("2026-10-25", "01:00-02:30", "10-24T23:00 10-25T01:30", "closes at the later 02:30"),
        (
            "2026-10-25",
            "02:00-02:30 02:30-03:00",
            "10-25T00:00 10-25T01:30, 10-25T01:30 10-25T02:00",
            "no overlap",
        ),
        // Ordinary dates.
        ("2026-03-30", "08:30-12:30", "03-30T06:30 03-30T10:30", "summer time"),
        ("2026-10-26", "08:30-12:30", "10-26T07:30 10-26T11:30", "winter time"),
        ("2024-02-29", "20:00-24:00", "02-29T19:00 02-29T23:00", "until the midnight of a leap day"),
    ];
    for (on, spans, expected, what) in table {
        let hours = every_day(spans);
        let found: Vec<String> = hours.openings_on(date(on), ROME).iter().map(|o| utc_minutes(*o)).collect();
        assert_eq!(found.join(", "), expected, "{on} {spans}: {what}");
    }
}

#[test]
fn midnight_that_comes_twice_ends_the_date_where_the_next_one_begins() {
    let havana = chrono_tz::America::Havana;
    let hours = every_day("00:00-24:00");
    let before = hours.openings_on(date("2026-10-31"), havana);
    let after = hours.openings_on(date("2026-11-01"), havana);
    assert_eq!(before[0].until, after[0].from);
    assert_eq!(after[0].until.since(after[0].from), Duration::from_secs(25 * 3600));
}

#[test]
fn a_date_that_a_zone_skipped_has_no_opening() {
    let apia = chrono_tz::Pacific::Apia;
    assert_eq!(every_day("08:00-12:00").openings_on(date("2011-12-30"), apia), []);
    assert_eq!(every_day("20:00-24:00").openings_on(date("2011-12-29"), apia).len(), 1);
}

#[test]
fn doors_are_open_from_the_first_instant_to_before_the_last() {
    let hours = lecco();
    let table = [
        ("2026-11-25T08:29:59.999", false),
        ("2026-11-25T08:30:00", true),
        ("2026-11-25T12:29:59.999", true),
        ("2026-11-25T12:30:00", false),
        ("2026-11-25T14:00:00", true),
        ("2026-11-25T17:00:00", false),
        ("2026-11-28T10:00:00", false),
    ];
    for (now, open) in table {
        assert_eq!(hours.is_open(rome(now), ROME), open, "{now}");
    }
}

#[test]
fn the_next_opening_skips_breaks_nights_weekends_and_holidays() {
    let hours = lecco();
    let table = [
        ("2026-11-25T08:00", Some("2026-11-25T08:30")),
        ("2026-11-25T08:30", Some("2026-11-25T14:00")),
        ("2026-11-25T13:00", Some("2026-11-25T14:00")),
        ("2026-11-25T18:00", Some("2026-11-26T08:30")),
        ("2026-11-27T13:00", Some("2026-11-30T08:30")),
        ("2026-12-31T13:00", Some("2027-01-04T08:30")),
        ("2026-08-07T13:00", Some("2026-08-12T09:00")),
        ("2026-03-27T13:00", Some("2026-03-30T08:30")),
    ];
    for (now, next) in table {
        assert_eq!(hours.next_opening(rome(now), ROME).map(|o| o.from), next.map(rome), "{now}");
    }
}

#[test]
fn a_summer_office_is_found_a_year_ahead_and_a_past_one_never() {
    let special = |on: &str| SpecialOpening { date: date(on), spans: spans("09:00-12:00") };
    let hours =
        Hours { special_openings: vec![special("2026-09-01"), special("2027-06-15")], ..Hours::default() };
    let next = hours.next_opening(rome("2026-09-01T13:00"), ROME).unwrap();
    assert_eq!(next.from, rome("2027-06-15T09:00"));
    assert_eq!(hours.next_opening(rome("2027-06-15T13:00"), ROME), None);
    assert_eq!(hours.reopens(rome("2027-06-15T13:00"), ROME, LEAD), None);
    assert_eq!(hours.next_plan_after(rome("2027-06-15T13:00"), ROME, LEAD), None);
}

#[test]
fn an_office_knows_its_present_opening_and_in_the_break_the_next() {
    let hours = lecco();
    let morning = hours.opening_at(rome("2026-11-25T09:00"), ROME).unwrap();
    assert_eq!((morning.from, morning.until), (rome("2026-11-25T08:30"), rome("2026-11-25T12:30")));
    assert_eq!(hours.opening_at(rome("2026-11-25T13:00"), ROME), None);
    let afternoon = hours.next_opening(rome("2026-11-25T13:00"), ROME).unwrap();
    assert_eq!(afternoon.from, rome("2026-11-25T14:00"));
}

#[test]
fn numbers_are_taken_from_the_lead_until_closing_and_not_in_the_break() {
    let hours = lecco();
    let table = [
        ("2026-11-25T07:59:59", false, "2026-11-25T08:00"),
        ("2026-11-25T08:00:00", true, ""),
        ("2026-11-25T12:29:59", true, ""),
        ("2026-11-25T12:30:00", false, "2026-11-25T13:30"),
        ("2026-11-25T13:30:00", true, ""),
        ("2026-11-25T17:00:00", false, "2026-11-26T08:00"),
        ("2026-11-27T12:30:00", false, "2026-11-30T08:00"),
    ];
    for (now, taken, reopens) in table {
        assert_eq!(hours.takes_numbers(rome(now), ROME, LEAD), taken, "{now}");
        if !taken {
            assert_eq!(hours.reopens(rome(now), ROME, LEAD), Some(rome(reopens)), "{now}");
        }
    }
}

#[test]
fn a_service_day_runs_from_the_lead_to_three_hours_after_closing() {
    let plan = lecco().plan_on(date("2026-11-25"), ROME, LEAD).unwrap();
    let expected = ServiceDayPlan {
        date: date("2026-11-25"),
        take_from: rome("2026-11-25T08:00"),
        opens: rome("2026-11-25T08:30"),
        closes: rome("2026-11-25T17:00"),
        ends: rome("2026-11-25T20:00"),
    };
    assert_eq!(plan, expected);
    assert_eq!(lecco().plan_on(date("2026-11-28"), ROME, LEAD), None);
    assert_eq!(lecco().plan_at(rome("2026-11-25T07:59:59"), ROME, LEAD), None);
    for now in ["2026-11-25T08:00:00", "2026-11-25T13:00:00", "2026-11-25T19:59:59"] {
        assert_eq!(lecco().plan_at(rome(now), ROME, LEAD), Some(expected), "{now}");
    }
    assert_eq!(lecco().plan_at(rome("2026-11-25T20:00:00"), ROME, LEAD), None);
    let next = lecco().next_plan_after(rome("2026-11-27T20:00:00"), ROME, LEAD).unwrap();
    assert_eq!(next.date, date("2026-11-30"));
}

#[test]
fn a_service_day_outlives_midnight_but_not_the_next_one() {
    let until_late = every_day("20:00-24:00");
    let plan = until_late.plan_at(rome("2027-01-01T02:59:59"), ROME, LEAD).unwrap();
    assert_eq!(
        (plan.date, plan.closes, plan.ends),
        (date("2026-12-31"), rome("2027-01-01T00:00"), rome("2027-01-01T03:00"))
    );

    let night_and_early = every_day("01:00-03:00 22:00-24:00");
    let plan = night_and_early.plan_on(date("2026-11-25"), ROME, LEAD).unwrap();
    assert_eq!(plan.ends, rome("2026-11-26T00:30"));
    assert_eq!(night_and_early.plan_at(plan.ends, ROME, LEAD).unwrap().date, date("2026-11-26"));

    let round_the_clock = every_day("00:00-24:00");
    let plan = round_the_clock.plan_on(date("2026-11-25"), ROME, LEAD).unwrap();
    assert_eq!((plan.take_from, plan.ends), (rome("2026-11-25T00:00"), rome("2026-11-26T00:00")));
}

#[test]
fn the_lead_is_half_an_hour_also_across_a_change_of_the_clock() {
    let plan = every_day("03:00-08:00").plan_on(date("2026-03-29"), ROME, LEAD).unwrap();
    assert_eq!(plan.take_from, rome("2026-03-29T01:30"));
    let plan = every_day("20:00-24:00").plan_on(date("2026-10-24"), ROME, LEAD).unwrap();
    assert_eq!(plan.ends, Moment::new("2026-10-25T01:00:00Z".parse().unwrap()), "02:00 for the second time");
}

#[test]
fn an_office_always_open_rolls_at_its_hour_without_a_gap() {
    let hours = always("04:00");
    let hours_of = |on| {
        let plan = hours.plan_on(date(on), ROME, LEAD).unwrap();
        assert_eq!((plan.take_from, plan.closes), (plan.opens, plan.ends));
        plan.ends.since(plan.take_from).as_secs() / 3600
    };
    assert_eq!(["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"].map(hours_of), [23, 24, 25, 24]);
    for (now, day) in [
        ("2026-03-29T03:59:59", "2026-03-28"),
        ("2026-03-29T04:00:00", "2026-03-29"),
        ("2026-10-25T03:59:59", "2026-10-24"),
        ("2026-10-25T04:00:00", "2026-10-25"),
        ("2027-01-01T00:00:00", "2026-12-31"),
        ("2024-03-01T03:00:00", "2024-02-29"),
    ] {
        assert_eq!(hours.plan_at(rome(now), ROME, LEAD).unwrap().date, date(day), "{now}");
        assert!(hours.is_open(rome(now), ROME) && hours.takes_numbers(rome(now), ROME, LEAD), "{now}");
    }
    let opening = hours.opening_at(rome("2026-11-25T03:00"), ROME).unwrap();
    assert_eq!(opening.until, rome("2026-11-25T04:00"));
    assert_eq!(written(hours.spans_on(date("2026-12-25"))), "00:00-24:00");
}

#[test]
fn sound_hours_have_no_mistake() {
    for hours in [lecco(), every_day("00:00-24:00"), every_day("08:00-10:00 10:00-12:00"), always("04:00")] {
        assert_eq!(hours.check(), []);
    }
}

#[test]
fn every_mistake_in_the_hours_is_named() {
    let special = |on: &str, open: &str| SpecialOpening { date: date(on), spans: spans(open) };
    let day = || "Monday".to_owned();
    let from = date("2026-08-10");
    let on_monday =
        |open: &str| Hours { week: [(DayOfWeek::Monday, spans(open))].into(), ..Hours::default() };
    let with_closure = |closure| Hours { closures: vec![closure], ..lecco() };
    let with_special = |special_openings| Hours { special_openings, ..lecco() };
    let far_too_many = every_local_holiday().take(LOCAL_HOLIDAYS_MAX + 1).collect();
    let table = [
        (on_monday("12:00-08:00"), HoursMistake::Spans { day: day() }),
        (on_monday("08:00-08:00"), HoursMistake::Spans { day: day() }),
        (on_monday("08:00-12:00 11:59-14:00"), HoursMistake::Spans { day: day() }),
        (on_monday("14:00-17:00 08:00-12:00"), HoursMistake::Spans { day: day() }),
        (on_monday("1-2 3-4 5-6 7-8 9-10 11-12 13-14"), HoursMistake::TooManySpans { day: day() }),
        (on_monday(""), HoursMistake::NeverOpen),
        (with_closure(closure("2026-08-10", Some("2026-08-09"), "Ferie")), HoursMistake::Closure { from }),
        (with_closure(closure("2026-08-10", None, " ")), HoursMistake::ClosureTitle { from }),
        (with_closure(closure("2026-08-10", None, &"f".repeat(121))), HoursMistake::ClosureTitle { from }),
        (with_special(vec![special("2026-08-10", "")]), HoursMistake::SpecialOpeningEmpty(from)),
        (with_special(vec![special("2026-08-10", "8-9"); 2]), HoursMistake::TwoSpecialOpenings(from)),
        (
            Hours { closures: vec![closure("2026-08-10", None, "Ferie"); EXCEPTIONS_MAX + 1], ..lecco() },
            HoursMistake::TooMany { what: "closures", max: EXCEPTIONS_MAX },
        ),
        (
            Hours { local_holidays: far_too_many, ..lecco() },
            HoursMistake::TooMany { what: "local holidays", max: LOCAL_HOLIDAYS_MAX },
        ),
        (always("24:00"), HoursMistake::RollsAt),
    ];
    for (hours, mistake) in table {
        assert_eq!(hours.check(), [mistake]);
    }
}

#[test]
fn hours_are_read_as_they_are_written() {
    let text = serde_json::to_string(&lecco()).unwrap();
    assert_eq!(serde_json::from_str::<Hours>(&text).unwrap(), lecco());
    let refused = [
        r#"{"week": {"monday": [{"from": "8:30", "until": "12:30"}]}}"#,
        r#"{"week": {"monday": [{"from": "08:30", "until": "24:01"}]}}"#,
        r#"{"week": {"monday": [{"from": "08:30", "until": "12:60"}]}}"#,
        r#"{"week": {"monday": [{"from": "08:30"}]}}"#,
        r#"{"week": {"lunedì": []}}"#,
        r#"{"local_holidays": ["6-12"]}"#,
        r#"{"closures": [{"from": "2026-02-30", "title": {"it": "Ferie", "en": "Holidays"}}]}"#,
        r#"{"holidays": true}"#,
    ];
    for text in refused {
        assert!(serde_json::from_str::<Hours>(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn openings_are_ordered_and_never_empty(hours in any_hours(), day in any_day(), zone in any_zone()) {
        prop_assert_eq!(hours.check(), []);
        let openings: Vec<Opening> = day.iter_days().take(3).flat_map(|d| hours.openings_on(d, zone)).collect();
        prop_assert!(openings.iter().all(|opening| opening.from < opening.until));
        prop_assert!(openings.windows(2).all(|pair| pair[0].until <= pair[1].from), "{:?}", openings);
    }

    #[test]
    fn openings_lie_on_their_own_date(hours in any_week(), day in any_day(), zone in any_zone()) {
        for opening in hours.openings_on(day, zone) {
            prop_assert_eq!(date_at(opening.from, zone), day);
            prop_assert_eq!(date_at(opening.until.minus(Duration::from_millis(1)), zone), day);
        }
    }

    #[test]
    fn the_plan_now_and_the_next_one_follow_each_other(
        hours in any_hours(), day in any_day(), zone in any_zone(), minute in 0..3000_i64, lead_min in 0..900_u64,
    ) {
        let lead = Duration::from_secs(lead_min * 60);
        let now = Moment::new(zone.from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN)).to_utc()
            + chrono::TimeDelta::minutes(minute));
        let next = hours.next_plan_after(now, zone, lead);
        if let Some(plan) = hours.plan_at(now, zone, lead) {
            prop_assert!(plan.take_from <= plan.opens && plan.opens < plan.closes && plan.closes <= plan.ends);
            prop_assert!(plan.take_from <= now && now < plan.ends);
            prop_assert!(next.is_none_or(|next| plan.ends <= next.take_from && plan.date < next.date));
        }
        if let Some(next) = next {
            prop_assert!(next.take_from > now);
            prop_assert_eq!(hours.plan_at(next.take_from, zone, lead), Some(next));
            let just_before = next.take_from.minus(Duration::from_millis(1));
            prop_assert_eq!(hours.next_plan_after(just_before, zone, lead), Some(next));
        }
    }

    #[test]
    fn numbers_are_only_taken_within_a_service_day(
        hours in any_hours(), day in any_day(), zone in any_zone(), minute in 0..1440_i64,
    ) {
        let now = Moment::new(zone.from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN)).to_utc()
            + chrono::TimeDelta::minutes(minute));
        let taken = hours.takes_numbers(now, zone, LEAD);
        prop_assert!(!taken || hours.plan_at(now, zone, LEAD).is_some());
        prop_assert!(!hours.is_open(now, zone) || taken);
        if !taken && let Some(reopens) = hours.reopens(now, zone, LEAD) {
            prop_assert!(reopens > now && hours.takes_numbers(reopens, zone, LEAD));
        }
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let changes = ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-12-31", "2028-02-29"];
    let near_changes = (prop::sample::select(changes.to_vec()), -2..=2_i64)
        .prop_map(|(day, shift)| date(day) + chrono::TimeDelta::days(shift));
    let anywhere = (0..4000_i64).prop_map(|days| date("2024-01-01") + chrono::TimeDelta::days(days));
    prop_oneof![near_changes, anywhere]
}

fn any_zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        ROME,
        chrono_tz::UTC,
        chrono_tz::America::Havana,
        chrono_tz::Asia::Beirut,
        chrono_tz::Australia::Lord_Howe,
    ])
}

fn any_spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::btree_set(0..=96_u16, 0..=2 * SPANS_MAX).prop_map(|quarters| {
        let ends: Vec<TimeOfDay> =
            quarters.into_iter().map(|q| TimeOfDay::from_minutes(q * 15).unwrap()).collect();
        ends.chunks_exact(2).map(|pair| Span { from: pair[0], until: pair[1] }).collect()
    })
}

fn any_week() -> impl Strategy<Value = Hours> {
    (prop::collection::vec(any_spans(), 7), any::<bool>()).prop_filter_map(
        "never open",
        |(days, national_holidays)| {
            let week = DayOfWeek::ALL.into_iter().zip(days).collect();
            let hours = Hours { week, national_holidays, ..Hours::default() };
            hours.check().is_empty().then_some(hours)
        },
    )
}

fn any_hours() -> impl Strategy<Value = Hours> {
    let rolling = (0..1440_u16).prop_map(|minutes| Hours {
        always_rolls_at: Some(TimeOfDay::from_minutes(minutes).unwrap()),
        ..Hours::default()
    });
    prop_oneof![4 => any_week(), 1 => rolling]
}

/// The hours of the office of the facts: mornings, Wednesday afternoon, and exceptions of each kind.
fn lecco() -> Hours {
    let special = |on: &str, open: &str| SpecialOpening { date: date(on), spans: spans(open) };
    let mut week: BTreeMap<_, _> =
        DayOfWeek::ALL.into_iter().take(5).map(|day| (day, spans("08:30-12:30"))).collect();
    week.insert(DayOfWeek::Wednesday, spans("08:30-12:30 14:00-17:00"));
    Hours {
        always_rolls_at: None,
        week,
        national_holidays: true,
        local_holidays: [DayOfYear::of(date("2026-12-06"))].into(),
        closures: vec![
            closure("2026-08-10", Some("2026-08-14"), "Ferie"),
            closure("2026-09-18", None, "Sciopero"),
        ],
        special_openings: vec![
            special("2026-05-23", "09:00-12:00"),
            special("2026-08-12", "09:00-11:00"),
            special("2026-12-08", "10:00-12:00"),
        ],
    }
}

fn every_day(open: &str) -> Hours {
    Hours { week: DayOfWeek::ALL.into_iter().map(|day| (day, spans(open))).collect(), ..Hours::default() }
}

fn always(rolls_at: &str) -> Hours {
    Hours { always_rolls_at: Some(time(rolls_at)), ..Hours::default() }
}

fn closure(from: &str, until: Option<&str>, title: &str) -> Closure {
    Closure { from: date(from), until: until.map(date), title: Text { it: title.into(), en: title.into() } }
}

fn every_local_holiday() -> impl Iterator<Item = DayOfYear> {
    date("2028-01-01").iter_days().map(DayOfYear::of)
}

/// Reads `08:30-12:30 14-17`.
fn spans(text: &str) -> Vec<Span> {
    let span = |part: &str| {
        let (from, until) = part.split_once('-').unwrap();
        Span { from: time(from), until: time(until) }
    };
    text.split_whitespace().map(span).collect()
}

fn time(text: &str) -> TimeOfDay {
    let full = if text.contains(':') { text.to_owned() } else { format!("{text:0>2}:00") };
    TimeOfDay::try_from(full).unwrap()
}

fn written(spans: &[Span]) -> String {
    let parts: Vec<String> = spans.iter().map(|span| format!("{}-{}", span.from, span.until)).collect();
    parts.join(" ")
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The moment of a wall-clock time in Rome that exists once.
fn rome(wall: &str) -> Moment {
    let full = if wall.len() == 16 { format!("{wall}:00") } else { wall.to_owned() };
    Moment::new(ROME.from_local_datetime(&full.parse().unwrap()).single().unwrap().to_utc())
}

fn utc_minutes(opening: Opening) -> String {
    let minute = |at: Moment| at.utc().format("%m-%dT%H:%M").to_string();
    format!("{} {}", minute(opening.from), minute(opening.until))
}
