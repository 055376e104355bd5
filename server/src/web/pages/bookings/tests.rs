//! What the page about appointments shows, and what it does not do.

use super::drawn::Sought;
use super::form::Fields;
use super::said::Said;
use crate::agenda::Unfit;
use office::language::Language;

#[test]
fn address_is_read_and_what_has_no_sense_is_left_out() {
    let sought =
        Sought::read("service=imu&service=%3Cb%3E&service=tari&people=3&from=2026-12-02&booking=hall-b7");
    let services: Vec<&str> = sought.services.iter().map(office::id::ServiceId::as_str).collect();
    assert_eq!((services, sought.people), (vec!["imu", "tari"], 3));
    assert_eq!(sought.first_day(), "2026-12-02");
    assert!(sought.booking.is_some() && sought.is_nth(1, "tari") && !sought.is_nth(2, "tari"));
    let odd = Sought::read("people=many&from=tomorrow&booking=..&language=xx&colour=red&=&&");
    assert_eq!((odd.services.len(), odd.people, odd.from, odd.booking), (0, 1, None, None));
}

#[test]
fn caller_has_to_be_named_with_a_way_to_be_reached() {
    let party = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Fields::of(pairs.collect()).unwrap().party(true, None).unwrap()
    };
    assert_eq!(party(&[("by_phone", "on")]), Err(Said::NeedsName));
    assert_eq!(party(&[("by_phone", "on"), ("last_name", "Rossi")]), Err(Said::NeedsName));
    assert!(party(&[("by_phone", "on"), ("last_name", "Rossi"), ("phone", "0341 481111")]).is_ok());
    assert!(party(&[]).unwrap().applicant.is_none(), "nobody need be named who stands here");
    assert_eq!(party(&[("email", "rossi")]), Err(Said::Unfit(Unfit::Email)));
}

#[test]
fn clerk_at_a_desk_names_nobody() {
    let pairs = vec![("last_name".to_owned(), "Rossi".to_owned())];
    let party = Fields::of(pairs).unwrap().party(false, None).unwrap().unwrap();
    assert!(party.applicant.is_none());
}

#[test]
fn what_is_unfit_is_said_by_its_field_in_both_languages() {
    for (language, word) in [(Language::It, "e-mail"), (Language::En, "e-mail")] {
        let said = Said::Unfit(Unfit::Email).words(language, chrono_tz::Europe::Rome);
        assert!(said.contains(word) && Said::Unfit(Unfit::Email).is_no(), "{said}");
    }
}
