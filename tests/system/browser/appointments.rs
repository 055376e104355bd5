//! Appointments in the hall: two taps at the totem, check-in by code and by scanner, the welcome desk by
//! keyboard, the follow-up at a desk, and the day on paper.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::office::{Office, REGISTER, TOTEM, whole};
use super::window::{Device, Key, Window};
use office::agenda::{Booking, BookingChannel, BookingState};
use office::configuration::Configuration;
use office::hours::{DayOfWeek, Span, TimeOfDay};
use std::collections::BTreeMap;
use std::time::Duration;

/// What is settled by appointment: a card, for a first one or a new one.
const CARD: &str = "ask?need=carta-identita&answers=cie-motivo.rinnovo";
/// A time of the outcome.
const HOUR: &str = ".first-times .hour";

#[test]
fn appointment_is_two_taps_away_and_its_code_gives_the_number() {
    browse(async |browser| {
        let (office, totem) = at_totem(browser).await;
        totem.go(&office.at(&format!("{TOTEM}{CARD}"))).await;
        inspect(&totem, "appointment-outcome").await;
        totem.tap(HOUR).await;
        totem.find("#book").await;
        inspect(&totem, "appointment-confirm").await;
        totem.tap("#book button").await;
        let code = totem.text(".letters").await;
        inspect(&totem, "appointment-booked").await;
        assert_eq!(only(&office).state, BookingState::Booked);

        totem.tap(".act .primary").await;
        totem.tap(".arrived").await;
        inspect(&totem, "check-in").await;
        for letter in code.chars().filter(|letter| *letter != '-') {
            totem.tap(&format!(".key[value='{letter}']")).await;
        }
        totem.tap(".field .primary").await;
        totem.see(".digits", "B001").await;
        totem.find(".kept").await;
        inspect(&totem, "check-in-number").await;
        assert_eq!(only(&office).state, BookingState::CheckedIn);
    });
}

#[test]
fn scanner_checks_in_from_the_first_page_without_a_touch() {
    browse(async |browser| {
        let (office, totem) = at_totem(browser).await;
        totem.go(&office.at(&format!("{TOTEM}{CARD}"))).await;
        totem.tap(HOUR).await;
        totem.tap("#book button").await;
        let code = totem.text(".letters").await;
        totem.tap(".act .primary").await;
        totem.live().await;
        // Letters alone are nobody's scanner; the whole code with its Enter is.
        totem.press(&typed("abc\r")).await;
        totem.find(".attract .tiles").await;
        totem.press(&typed(&format!("{}\r", code.to_lowercase()))).await;
        totem.see(".digits", "B001").await;
        totem.tap(".act .primary").await;
        totem.live().await;
        totem.press(&typed(&format!("{code}\r"))).await;
        totem.see(".reason", "è già stato accettato").await;
    });
}

#[test]
fn totem_without_script_makes_an_appointment_and_checks_in() {
    browse(async |browser| {
        let office = all_day().await;
        let totem = browser.window(Device::Totem).await.without_script().await;
        totem.go(&office.at(&format!("{TOTEM}{CARD}"))).await;
        totem.tap(HOUR).await;
        totem.tap("#book button").await;
        let code = totem.text(".letters").await;
        totem.go(&office.at(&format!("{TOTEM}check-in"))).await;
        for letter in code.chars().filter(|letter| *letter != '-') {
            totem.tap(&format!(".key[value='{letter}']")).await;
        }
        assert!(!totem.address().await.contains("code"));
        totem.tap(".field .primary").await;
        totem.see(".digits", "B001").await;
    });
}

#[test]
fn pages_of_an_appointment_stand_inspection_in_every_look() {
    browse(async |browser| {
        let (office, totem) = at_totem(browser).await;
        for (name, language, look) in [
            ("ar", "ar", ""),
            ("larger", "fr", "larger"),
            ("low", "it", "low"),
            ("contrast", "ro", "contrast"),
        ] {
            let settings = format!("language={language}&look={look}");
            totem.go(&office.at(&format!("{TOTEM}{CARD}&{settings}"))).await;
            inspect(&totem, &format!("appointment-outcome-{name}")).await;
            totem.tap(".other-days").await;
            totem.find(".calendar").await;
            inspect(&totem, &format!("appointment-days-{name}")).await;
            totem.tap(".day-free").await;
            totem.find(".hours").await;
            inspect(&totem, &format!("appointment-times-{name}")).await;
            totem.tap(".hour").await;
            totem.find("#book").await;
            inspect(&totem, &format!("appointment-confirm-{name}")).await;
            totem.tap("#book button").await;
            totem.find(".letters").await;
            inspect(&totem, &format!("appointment-booked-{name}")).await;
            totem.go(&office.at(&format!("{TOTEM}check-in?{settings}"))).await;
            totem.press(&typed("K7F2-9QXM\r")).await;
            totem.find("p[role=alert]").await;
            inspect(&totem, &format!("check-in-unknown-{name}")).await;
        }
    });
}

#[test]
fn welcome_desk_books_by_keyboard_finds_by_name_moves_and_checks_in() {
    browse(async |browser| {
        let office = all_day().await;
        let desk = browser.window(Device::Desk).await;
        desk.go(&office.at("/welcome/appointments?service=cie-rilascio")).await;
        desk.find(".bookings-hours").await;
        // The second time, on the phone, whose name is asked for first.
        desk.press(&typed("2t")).await;
        desk.tap(".bookings-last .btn").await;
        desk.see(".bookings-said.is-no", "Servono il cognome").await;
        // What was chosen before stays chosen.
        desk.press(&typed("n")).await;
        desk.press(&typed("Rossi\t\t0341481111\r")).await;
        desk.find(".bookings-code").await;
        inspect(&desk, "bookings-booked").await;
        let booked = only(&office);
        assert_eq!((booked.state, booked.channel), (BookingState::Booked, BookingChannel::Phone));

        desk.press(&typed("/rossi\r")).await;
        desk.see(".bookings-rows", "Rossi").await;
        inspect(&desk, "bookings-found").await;
        desk.tap(".bookings-rows a").await;
        desk.see(".bookings-moving", "Rossi").await;
        desk.press(&typed("1\r")).await;
        desk.find(".bookings-code").await;

        desk.go(&office.at("/office/appointments")).await;
        desk.see(".bookings-desk", "Rossi").await;
        inspect(&desk, "bookings-list").await;
        desk.go(&office.desk(REGISTER)).await;
        desk.live().await;
        inspect(&desk, "desk-appointments").await;
        desk.go(&office.at("/welcome/appointments")).await;
        desk.press(&typed("/rossi\r")).await;
        desk.find(".bookings-rows").await;
        desk.press(&typed("c")).await;
        desk.see(".bookings-said", "B001").await;
    });
}

#[test]
fn clerk_makes_the_follow_up_of_the_matter_at_hand() {
    browse(async |browser| {
        let office = all_day().await;
        office.give("cambio-indirizzo").await;
        let desk = browser.window(Device::Desk).await;
        desk.go(&office.desk(REGISTER)).await;
        desk.live().await;
        desk.press(&typed("n")).await;
        desk.find(".desk-current .number").await;
        desk.press(&typed("f")).await;
        desk.find(".bookings-hours").await;
        inspect(&desk, "bookings-follow-up").await;
        desk.press(&typed("1\r")).await;
        desk.find(".bookings-code").await;
        let booked = only(&office);
        assert_eq!(booked.services[0].as_str(), "cambio-indirizzo");
        assert_eq!(booked.channel, BookingChannel::Desk);
    });
}

async fn at_totem(browser: &Browser) -> (Office, Window) {
    let office = all_day().await;
    let totem = browser.window(Device::Totem).await;
    (office, totem)
}

/// An office that takes appointments at every hour, from the next five minutes on.
async fn all_day() -> Office {
    Office::open_with(Duration::ZERO, |configuration: &mut Configuration| {
        whole(configuration);
        let span = |from: u16, until: u16| Span {
            from: TimeOfDay::from_minutes(from).unwrap(),
            until: TimeOfDay::from_minutes(until).unwrap(),
        };
        let week: BTreeMap<_, _> = DayOfWeek::ALL.map(|day| (day, vec![span(0, 24 * 60)])).into();
        for plan in &mut configuration.plans {
            plan.week = week.clone();
            (plan.every_min, plan.lead_min, plan.book_until) = (5, 0, None);
        }
    })
    .await
}

/// The one booking that stands.
fn only(office: &Office) -> Booking {
    let floor = office.floor();
    let mut standing = floor.agenda.bookings.values().filter(|booking| booking.state.occupies());
    let one = standing.next().expect("a booking").clone();
    assert!(standing.next().is_none(), "more than one booking");
    one
}

/// Keys as they are typed; `\r` is the Enter key, `\t` the Tab key.
fn typed(text: &str) -> Vec<Key> {
    let key = |letter| match letter {
        '\r' => Key::Enter,
        '\t' => Key::Tab,
        letter => Key::Plain(letter),
    };
    text.chars().map(key).collect()
}
