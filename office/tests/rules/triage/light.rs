//! The light: what the moment makes of a number.

use crate::world::service;
use office::catalogue::TriageRules;
use office::forecast::Quantiles;
use office::id::ServiceId;
use office::triage::{AtDesk, Bar, Doubt, Light, Numbers, Outlook, Prospect, light};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One service that waits this long for sure, takes ten minutes for sure, and doors that close then.
fn certain(wait_s: u32, closes_in_s: u32) -> Outlook {
    let wait = Some(Quantiles { p20_s: wait_s, p50_s: wait_s, p90_s: wait_s });
    let prospect = Prospect { wait, time: AtDesk { mean_s: 600.0, log_variance: 0.0 } };
    let services = BTreeMap::from([(service("one"), prospect), (service("two"), prospect)]);
    Outlook { numbers: Numbers::Given, opens_in_s: 0, closes_in_s, services }
}

fn seen(outlook: &Outlook, legs: &[&str]) -> Light {
    let legs: Vec<ServiceId> = legs.iter().map(|leg| service(leg)).collect();
    light(&TriageRules::default(), outlook, &legs)
}

#[test]
fn overtime_counts_to_the_second() {
    // 30 minutes to the call and 10 at the desk fill 30 until closing and 10 of overtime.
    assert_eq!(seen(&certain(1800, 1800), &["one"]), Light::Green);
    assert_eq!(seen(&certain(1801, 1800), &["one"]), Light::Red(Bar::NotInTime));
}

#[test]
fn legs_follow_each_other() {
    assert_eq!(seen(&certain(1200, 1800), &["one", "two"]), Light::Green);
    assert_eq!(seen(&certain(1201, 1800), &["one", "two"]), Light::Red(Bar::NotInTime));
}

#[test]
fn patience_ends_after_three_quarters_of_an_hour() {
    assert_eq!(seen(&certain(2700, 20_000), &["one"]), Light::Green);
    assert_eq!(seen(&certain(2701, 20_000), &["one"]), Light::Amber(Doubt::LongWait));
}

#[test]
fn nothing_to_do_and_nobody_to_do_it_are_red() {
    assert_eq!(seen(&certain(0, 20_000), &[]), Light::Red(Bar::NoDesk));
    assert_eq!(seen(&certain(0, 20_000), &["ghost"]), Light::Red(Bar::NoDesk));
}

#[test]
fn shares_follow_the_lognormal_distribution() {
    // Nobody in front; ten minutes at the desk in the median. By hand: the 80 % point is
    // 600 s * exp(0.8 * 0.841621) = 1176.4 s.
    let deviation: f64 = 0.8;
    let mean_s = 600.0 * (deviation * deviation / 2.0).exp();
    let rules = TriageRules { overtime_min: 0, ..TriageRules::default() };
    let at = |closes_in_s| {
        let mut outlook = certain(0, closes_in_s);
        let time = AtDesk { mean_s, log_variance: deviation * deviation };
        outlook.services.values_mut().for_each(|prospect| prospect.time = time);
        light(&rules, &outlook, &[service("one")])
    };
    assert_eq!(at(1177), Light::Green);
    assert_eq!(at(1176), Light::Amber(Doubt::Tight));
    // The median ends amber; the mean, which is longer, must fit besides.
    assert_eq!(at(827), Light::Amber(Doubt::Tight));
    assert_eq!(at(826), Light::Red(Bar::NotInTime));
}

#[test]
fn wait_and_time_at_the_desk_are_uncertain_together() {
    // Median wait 20 min with a 90 % level of 40, median time at the desk 10 min with a deviation of 0.6. A
    // million draws of the sum by another program put 50 % at 32.0 min and 80 % at 45.7 min.
    let after = |left_min: f64| {
        let mut outlook = certain(0, (left_min * 60.0) as u32);
        let wait = Some(Quantiles { p20_s: 780, p50_s: 1200, p90_s: 2400 });
        let time = AtDesk { mean_s: 600.0 * 0.18_f64.exp(), log_variance: 0.36 };
        outlook.services.values_mut().for_each(|prospect| *prospect = Prospect { wait, time });
        let rules = TriageRules { overtime_min: 0, ..TriageRules::default() };
        light(&rules, &outlook, &[service("one")])
    };
    assert_eq!(after(31.8), Light::Red(Bar::NotInTime));
    assert_eq!(after(32.3), Light::Amber(Doubt::Tight));
    assert_eq!(after(45.4), Light::Amber(Doubt::Tight));
    assert_eq!(after(46.0), Light::Green);
}

/// From best to worst.
fn rank(light: &Light) -> u8 {
    match light {
        Light::Green => 0,
        Light::Amber(_) => 1,
        Light::Red(_) => 2,
    }
}

proptest! {
    #[test]
    fn longer_waits_longer_services_and_less_time_never_turn_the_light_greener(
        p50_s in 0_u32..20_000, spread in 1.0_f64..4.0, more_s in 0_u32..3_000,
        mean_s in 60.0_f64..6_000.0, log_variance in 0.0_f64..1.5, closes_in_s in 0_u32..30_000,
    ) {
        let wait = |p50_s: u32| {
            let p90_s = (f64::from(p50_s) * spread) as u32;
            Some(Quantiles { p20_s: p50_s / 2, p50_s, p90_s })
        };
        let outlook = |p50_s, mean_s, closes_in_s| {
            let mut outlook = certain(0, closes_in_s);
            let prospect = Prospect { wait: wait(p50_s), time: AtDesk { mean_s, log_variance } };
            outlook.services.values_mut().for_each(|it| *it = prospect);
            outlook
        };
        let now = rank(&seen(&outlook(p50_s, mean_s, closes_in_s), &["one"]));
        let busier = rank(&seen(&outlook(p50_s + more_s, mean_s, closes_in_s), &["one"]));
        let slower = rank(&seen(&outlook(p50_s, mean_s + f64::from(more_s), closes_in_s), &["one"]));
        let later = rank(&seen(&outlook(p50_s, mean_s, closes_in_s.saturating_sub(more_s)), &["one"]));
        prop_assert!(now <= busier, "a longer wait: {now} to {busier}");
        prop_assert!(now <= slower, "a longer service: {now} to {slower}");
        prop_assert!(now <= later, "less time: {now} to {later}");
    }
}
