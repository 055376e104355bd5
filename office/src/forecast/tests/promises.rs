//! What every forecast keeps to, on random floors.

use super::*;
use crate::queue::CALLED_AHEAD;

const SERVICES: [&str; 4] = ["a", "b", "c", "d"];

#[derive(Debug, Clone, Copy)]
enum DeskCase {
    Closed,
    Idle,
    Busy { service: usize, passed_min: f64 },
    Resting { back_in_min: Option<f64> },
}

/// A floor, told in plain numbers.
#[derive(Debug, Clone)]
struct Case {
    minutes: Vec<u32>,
    skills: Vec<Vec<usize>>,
    desks: Vec<DeskCase>,
    /// Service, class and minutes until the next visitor.
    waiting: Vec<(usize, Class, f64)>,
    /// Service, minutes until the appointment, and minutes since its visitor came, once here.
    appointments: Vec<(usize, f64, Option<f64>)>,
    opens_min: f64,
}

impl Case {
    fn hall(&self) -> Hall {
        let plans: Vec<(&str, u32)> = SERVICES.into_iter().zip(self.minutes.iter().copied()).collect();
        let skills: Vec<String> = self
            .skills
            .iter()
            .map(|skills| skills.iter().map(|at| SERVICES[*at]).collect::<Vec<_>>().join(" "))
            .collect();
        let mut hall = Hall::new(&plans, &skills.iter().map(String::as_str).collect::<Vec<_>>());
        hall.open_day(self.opens_min);
        for (at, desk) in self.desks.iter().enumerate() {
            match *desk {
                DeskCase::Closed => {}
                DeskCase::Idle => hall.open(at),
                DeskCase::Busy { service, passed_min } => {
                    hall.open(at);
                    hall.serve(at, SERVICES[service], passed_min);
                }
                DeskCase::Resting { back_in_min } => {
                    hall.open(at);
                    hall.pause(at, back_in_min);
                }
            }
        }
        for (service, due_min, here_min) in &self.appointments {
            match here_min {
                Some(here_min) => drop(hall.check_in(SERVICES[*service], *due_min, *here_min)),
                None => hall.book(SERVICES[*service], 1, *due_min),
            }
        }
        let mut age_min: f64 = self.waiting.iter().map(|(_, _, gap_min)| gap_min).sum();
        for (service, class, gap_min) in &self.waiting {
            hall.issue(SERVICES[*service], *class, age_min);
            age_min -= gap_min;
        }
        hall
    }

    fn all_ordinary(mut self) -> Case {
        self.waiting.iter_mut().for_each(|(_, class, _)| *class = Class::Ordinary);
        self.appointments.clear();
        self
    }
}

fn desk_case() -> impl Strategy<Value = DeskCase> {
    let busy = (0..SERVICES.len(), 0.0..60.0);
    prop_oneof![
        Just(DeskCase::Closed),
        Just(DeskCase::Idle),
        busy.prop_map(|(service, passed_min)| DeskCase::Busy { service, passed_min }),
        proptest::option::of(-10.0..40.0).prop_map(|back_in_min| DeskCase::Resting { back_in_min }),
    ]
}

fn any_case() -> impl Strategy<Value = Case> {
    let class = prop_oneof![3 => Just(Class::Ordinary), 1 => Just(Class::Priority)];
    let waiting = proptest::collection::vec((0..SERVICES.len(), class, 0.0..8.0), 0..40);
    let skills = proptest::collection::vec(0..SERVICES.len(), 1..=SERVICES.len());
    let desks = proptest::collection::vec((skills, desk_case()), 1..6);
    let opens_min = prop_oneof![3 => Just(-600.0), 1 => 0.0..30.0];
    let minutes = proptest::collection::vec(1_u32..40, SERVICES.len());
    let here_min = proptest::option::weighted(0.7, 0.0..45.0);
    let appointments = proptest::collection::vec((0..SERVICES.len(), -15.0..90.0, here_min), 0..8);
    (minutes, desks, waiting, appointments, opens_min).prop_map(
        |(minutes, desks, waiting, appointments, opens_min)| {
            let (skills, desks) = desks.into_iter().unzip();
            Case { minutes, skills, desks, waiting, appointments, opens_min }
        },
    )
}

/// Whether no quantile of the first is above the second's.
fn is_no_later(first: Quantiles, second: Quantiles) -> bool {
    first.p20_s <= second.p20_s && first.p50_s <= second.p50_s && first.p90_s <= second.p90_s
}

/// Somebody with an appointment waits beside numbers that are far beyond their promise: for a while it passes
/// them, and later they would grow faster.
#[test]
fn appointment_gains_by_one_more_desk_also_among_those_who_wait_far_too_long() {
    let (ordinary, priority) = (Class::Ordinary, Class::Priority);
    let waiting = vec![
        (2, priority, 0.0),
        (3, ordinary, 1.62),
        (3, priority, 19.57),
        (2, priority, 2.44),
        (0, ordinary, 21.23),
        (3, priority, 7.76),
    ];
    let case = Case {
        minutes: vec![1, 1, 13, 34],
        skills: vec![vec![0], vec![3], vec![2, 3]],
        desks: vec![DeskCase::Closed, DeskCase::Idle, DeskCase::Closed],
        waiting,
        appointments: vec![(3, -3.397, Some(34.229))],
        opens_min: -600.0,
    };
    let mut more = case.clone();
    more.desks[2] = DeskCase::Idle;
    let (before, after) = (case.hall().forecast(), more.hall().forecast());
    for (ticket, wait) in &before.by_ticket {
        assert!(
            is_no_later(after.by_ticket[ticket], *wait),
            "{ticket}: {wait:?} {:?}",
            after.by_ticket[ticket]
        );
    }
}

proptest! {
    #[test]
    fn quantiles_are_ordered_and_bounded(case in any_case()) {
        let waits = case.hall().forecast();
        let newcomers = waits.by_service.values().flatten();
        for wait in waits.by_ticket.values().chain(newcomers) {
            prop_assert!(waits.opens_in_s <= wait.p20_s);
            prop_assert!(wait.p20_s <= wait.p50_s && wait.p50_s <= wait.p90_s);
            prop_assert!(wait.p90_s <= waits.opens_in_s + WAIT_MAX_S);
            let (low, high) = range(*wait);
            prop_assert!(low < high && low % 5 == 0 && high % 5 == 0);
        }
    }

    #[test]
    fn who_is_behind_is_never_forecast_earlier(case in any_case()) {
        let hall = case.hall();
        let waits = hall.forecast();
        let mut last: BTreeMap<(ServiceId, Class), Quantiles> = BTreeMap::new();
        for ticket in hall.floor.waiting_tickets().filter(|ticket| ticket.due.is_none()) {
            let Some(wait) = waits.by_ticket.get(&ticket.id) else { continue };
            let key = (ticket.leg().service.clone(), ticket.class);
            if let Some(before) = last.insert(key, *wait) {
                prop_assert!(is_no_later(before, *wait), "{before:?} then {wait:?}");
            }
        }
        for (key, before) in last {
            let newcomer = waits.by_service[&key];
            prop_assert!(newcomer.is_some_and(|wait| is_no_later(before, wait)), "{before:?} {newcomer:?}");
        }
    }

    #[test]
    fn later_appointment_is_never_forecast_earlier(case in any_case()) {
        let hall = case.hall();
        let waits = hall.forecast();
        let mut booked: Vec<_> = hall.floor.waiting_tickets().filter(|ticket| ticket.due.is_some()).collect();
        booked.sort_by_key(|ticket| (ticket.due.max(Some(ticket.joined_at)), ticket.seq));
        let mut last: BTreeMap<ServiceId, Quantiles> = BTreeMap::new();
        for ticket in booked {
            let Some(wait) = waits.by_ticket.get(&ticket.id) else { continue };
            let callable_s = ticket.due.unwrap().minus(CALLED_AHEAD).since(moment(0.0)).as_secs();
            // The doors open within a second.
            prop_assert!(u64::from(wait.p50_s) + 1 >= callable_s);
            if let Some(before) = last.insert(ticket.leg().service.clone(), *wait) {
                prop_assert!(before.p50_s <= wait.p50_s, "{before:?} then {wait:?}");
            }
        }
    }

    #[test]
    fn one_more_open_desk_never_worsens_a_wait(case in any_case(), which in 0_usize..6) {
        let (mut case, at) = (case.clone(), which % case.desks.len());
        if matches!(case.desks[at], DeskCase::Idle | DeskCase::Busy { .. }) {
            case.desks[at] = DeskCase::Closed;
        }
        let mut more = case.clone();
        more.desks[at] = DeskCase::Idle;
        let (before, after) = (case.hall().forecast(), more.hall().forecast());
        for (key, wait) in &before.by_service {
            if let Some(wait) = wait {
                let other = after.by_service[key];
                prop_assert!(other.is_some_and(|other| is_no_later(other, *wait)), "{wait:?} {other:?}");
            }
        }
        for (ticket, wait) in &before.by_ticket {
            let other = after.by_ticket.get(ticket);
            prop_assert!(other.is_some_and(|other| is_no_later(*other, *wait)), "{wait:?} {other:?}");
        }
    }

    #[test]
    fn longer_services_make_waits_longer_in_proportion(
        case in any_case(),
        minutes in proptest::collection::vec(1_u32..=10, SERVICES.len()),
        factor in 2_u32..=3,
    ) {
        let mut case = Case { minutes, opens_min: -600.0, ..case }.all_ordinary();
        case.waiting.truncate(8);
        case.desks.iter_mut().for_each(|desk| *desk = DeskCase::Idle);
        let mut slower = case.clone();
        slower.minutes.iter_mut().for_each(|minutes| *minutes *= factor);
        let (waits, slower) = (case.hall().forecast(), slower.hall().forecast());
        // The ordinary class only: how many a newcomer with priority passes depends on their ages too.
        for ((service, class), wait) in &waits.by_service {
            let other = slower.by_service[&(service.clone(), *class)];
            let (Some(wait), Some(other), Class::Ordinary) = (wait, other, class) else { continue };
            for (short, long) in [(wait.p20_s, other.p20_s), (wait.p50_s, other.p50_s), (wait.p90_s, other.p90_s)] {
                prop_assert!((short * factor).abs_diff(long) <= 4 * factor, "{short} x {factor} is not {long}");
            }
        }
    }

    #[test]
    fn names_of_desks_change_nothing(case in any_case()) {
        let hall = case.hall();
        let renamed = |id: &DeskId| desk(&format!("z{}", 9 - id.as_str()[1..].parse::<u32>().unwrap()));
        let mut other = hall.clone();
        for plan in &mut other.configuration.desks {
            plan.id = renamed(&plan.id);
        }
        other.floor.desks = hall.floor.desks.iter().map(|(id, desk)| (renamed(id), desk.clone())).collect();
        prop_assert_eq!(hall.forecast(), other.forecast());
    }

    #[test]
    fn the_same_log_gives_the_same_forecast_whatever_the_seed(case in any_case(), seed in any::<u64>()) {
        let (hall, again) = (case.hall(), case.hall());
        let forecast_of = |hall: &Hall, seed| {
            let mut learned = Learned::default();
            hall.events.iter().for_each(|event| learned.observe(event));
            forecast(&hall.floor, &hall.configuration, &learned, moment(0.0), seed)
        };
        prop_assert_eq!(forecast_of(&hall, 1), forecast_of(&again, seed));
    }

    #[test]
    fn whoever_comes_last_in_an_ordinary_queue_changes_nothing_ahead(
        case in any_case(),
        of in 0..SERVICES.len(),
    ) {
        let mut hall = case.all_ordinary().hall();
        let before = hall.forecast();
        hall.issue(SERVICES[of], Class::Ordinary, 0.0);
        let after = hall.forecast();
        for (ticket, wait) in &before.by_ticket {
            prop_assert_eq!(after.by_ticket.get(ticket), Some(wait));
        }
    }

    #[test]
    fn a_clock_that_goes_back_leaves_every_wait_bounded(case in any_case(), back_min in 0.0..600.0_f64) {
        let hall = case.hall();
        let now = moment(-back_min);
        let waits = forecast(&hall.floor, &hall.configuration, &Learned::default(), now, 1);
        for wait in waits.by_ticket.values().chain(waits.by_service.values().flatten()) {
            prop_assert!(wait.p20_s <= wait.p90_s && wait.p90_s <= waits.opens_in_s + WAIT_MAX_S);
        }
    }
}
