//! What the office's typed answers say to people: refusals, why somebody is next, and states.
//!
//! Every match is exhaustive: a new reason or state has no text until somebody writes it, in every language.

mod appointments;

use crate::texts::texts;
use crate::words::{clock, date_long, minutes};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::configuration::{Configuration, RouteKind};
use office::event::{AgainstReason, Outcome, ReasonCode};
use office::floor::DeskState;
use office::language::Language;
use office::refusal::Refusal;
use office::ticket::{Class, LegState, Step};
use office::triage::RouteReason;
use office::why::Why;
use office::wire::Trouble;

/// A refusal in one or two sentences; times are those of the office's `zone`.
pub fn refusal(language: Language, refusal: &Refusal, zone: Tz) -> String {
    let l = texts(language);
    match refusal {
        Refusal::UnknownService { .. } => fl!(l, "refusal-unknown-service"),
        Refusal::UnknownDesk { .. } => fl!(l, "refusal-unknown-desk"),
        Refusal::UnknownTicket { .. } => fl!(l, "refusal-unknown-ticket"),
        Refusal::UnknownSlip => fl!(l, "refusal-unknown-slip"),
        Refusal::OfficeClosed { reopens: None } => fl!(l, "refusal-office-closed"),
        Refusal::OfficeClosed { reopens: Some(at) } => fl!(
            l,
            "refusal-office-closed-until",
            date = date_long(*at, zone, language),
            time = clock(*at, zone)
        ),
        Refusal::SeriesExhausted => fl!(l, "refusal-series-exhausted"),
        Refusal::DeskNotOpen { .. } => fl!(l, "refusal-desk-not-open"),
        Refusal::DeskBusy { number, .. } => fl!(l, "refusal-desk-busy", number = number.to_string()),
        Refusal::DeskCannotServe { .. } => fl!(l, "refusal-desk-cannot-serve"),
        Refusal::NobodyServes { .. } => fl!(l, "refusal-nobody-serves"),
        Refusal::IllegalStep { number, state, step } => fl!(
            l,
            "refusal-illegal-step",
            number = number.to_string(),
            state = state.code(),
            step = step_word(*step)
        ),
        Refusal::TooLateToWithdraw { limit_s: n } => fl!(l, "refusal-too-late-to-withdraw", n = n),
        Refusal::MoveToSamePlace => fl!(l, "refusal-move-to-same-place"),
        Refusal::UnknownConfiguration { version } => {
            fl!(l, "refusal-unknown-configuration", version = version.to_string())
        }
        Refusal::ServiceInUse { service, number } => {
            fl!(l, "refusal-service-in-use", service = service.as_str(), number = number.to_string())
        }
        Refusal::DeskInUse { desk } => fl!(l, "refusal-desk-in-use", desk = desk.as_str()),
        Refusal::DeskElsewhere { desk } => fl!(l, "refusal-desk-elsewhere", desk = desk.as_str()),
        Refusal::OtherOffice { office } => fl!(l, "refusal-other-office", office = office.as_str()),
        Refusal::ConfigurationMovedOn { version } => {
            fl!(l, "refusal-configuration-moved-on", version = version.to_string())
        }
        Refusal::UnknownNeed { .. } => fl!(l, "refusal-unknown-need"),
        Refusal::UnknownAnswer { .. } => fl!(l, "refusal-unknown-answer"),
        Refusal::TooManyLegs { max } => fl!(l, "refusal-too-many-legs", max = max),
        Refusal::LeadsNowhere => fl!(l, "refusal-leads-nowhere"),
        Refusal::ServiceBooked { .. }
        | Refusal::NotBookable { .. }
        | Refusal::NothingToBook
        | Refusal::TooManyPeople { .. }
        | Refusal::NoSuchPlace
        | Refusal::PlaceTaken
        | Refusal::ReservationOver
        | Refusal::ExtendedBefore
        | Refusal::UnknownBooking
        | Refusal::BookingStep { .. }
        | Refusal::TooEarly { .. }
        | Refusal::OtherDay { .. }
        | Refusal::AppointmentElsewhere { .. }
        | Refusal::UnknownWish
        | Refusal::TooManyWait
        | Refusal::DrawClosed { .. } => appointments::refusal(language, refusal, zone),
    }
}

/// Where a visitor goes, in a few words for a heading: "Su appuntamento".
pub fn route_kind(language: Language, kind: RouteKind) -> String {
    let l = texts(language);
    match kind {
        RouteKind::Quick => fl!(l, "route-quick"),
        RouteKind::Appointment => fl!(l, "route-appointment"),
        RouteKind::Online => fl!(l, "route-online"),
        RouteKind::Refer => fl!(l, "route-refer"),
    }
}

/// Why a way is offered, in a sentence; papers are named as in the office's catalogue, by their id where
/// it has them no longer.
pub fn route_reason(language: Language, reason: &RouteReason, configuration: &Configuration) -> String {
    let l = texts(language);
    let zone = configuration.office.zone;
    let named = |id| match configuration.paper(id) {
        Some(paper) => paper.title.in_language(language).to_owned(),
        None => id.to_string(),
    };
    match reason {
        RouteReason::InTime => fl!(l, "route-in-time"),
        RouteReason::Tight => fl!(l, "route-tight"),
        RouteReason::LongWait => fl!(l, "route-long-wait"),
        RouteReason::AtOwnWish => fl!(l, "route-at-own-wish"),
        RouteReason::RestNow => fl!(l, "route-rest-now"),
        RouteReason::ByAppointment => fl!(l, "route-by-appointment"),
        RouteReason::NotInTime => fl!(l, "route-not-in-time"),
        RouteReason::NoDesk => fl!(l, "route-no-desk"),
        RouteReason::NotNow { again_at: None } => fl!(l, "route-not-now"),
        RouteReason::NotNow { again_at: Some(at) } => {
            let date = date_long(*at, zone, language);
            fl!(l, "route-not-now-until", date = date, time = clock(*at, zone))
        }
        RouteReason::NotInTheHall => fl!(l, "route-not-in-the-hall"),
        RouteReason::BringFirst { paper } => fl!(l, "route-bring-first", paper = named(paper)),
        RouteReason::FromHome => fl!(l, "route-from-home"),
        RouteReason::OtherBody => fl!(l, "route-other-body"),
        RouteReason::GivesPaper { paper } => fl!(l, "route-gives-paper", paper = named(paper)),
    }
}

/// Why a ticket is the one to call, in a few words for the clerk; times are those of the office's `zone`.
pub fn why(language: Language, why: &Why, zone: Tz) -> String {
    let l = texts(language);
    match why {
        Why::FirstCome { waited_min } => fl!(l, "why-first-come", waited = minutes(*waited_min, language)),
        Why::Priority { waited_min, target_min } => fl!(
            l,
            "why-priority",
            waited = minutes(*waited_min, language),
            target = minutes(*target_min, language)
        ),
        Why::Appointment { due } => fl!(l, "why-appointment", time = clock(*due, zone)),
        Why::SentHere { waited_min } => fl!(l, "why-sent-here", waited = minutes(*waited_min, language)),
        Why::Chosen { reason } => fl!(l, "why-chosen", reason = reason_code(language, *reason)),
    }
}

/// The reason that a clerk gives for calling a chosen number.
pub fn reason_code(language: Language, reason: ReasonCode) -> String {
    let l = texts(language);
    match reason {
        ReasonCode::Returned => fl!(l, "reason-returned"),
        ReasonCode::CannotWait => fl!(l, "reason-cannot-wait"),
        ReasonCode::Expertise => fl!(l, "reason-expertise"),
        ReasonCode::Correction => fl!(l, "reason-correction"),
        ReasonCode::Other => fl!(l, "reason-other"),
    }
}

/// The reason for a number given against the route.
pub fn against_reason(language: Language, reason: AgainstReason) -> String {
    let l = texts(language);
    match reason {
        AgainstReason::CannotReturn => fl!(l, "against-cannot-return"),
        AgainstReason::Urgent => fl!(l, "against-urgent"),
        AgainstReason::Simple => fl!(l, "against-simple"),
        AgainstReason::SentHere => fl!(l, "against-sent-here"),
        AgainstReason::Other => fl!(l, "against-other"),
    }
}

/// Where a leg stands, in a word or two for a label: "In attesa".
pub fn leg_state(language: Language, state: LegState) -> String {
    let l = texts(language);
    match state {
        LegState::Waiting => fl!(l, "leg-waiting"),
        LegState::Called => fl!(l, "leg-called"),
        LegState::Serving => fl!(l, "leg-serving"),
        LegState::Held => fl!(l, "leg-held"),
        LegState::Absent => fl!(l, "leg-absent"),
        LegState::Finished => fl!(l, "leg-finished"),
        LegState::Moved => fl!(l, "leg-moved"),
        LegState::Left => fl!(l, "leg-left"),
        LegState::Lapsed => fl!(l, "leg-lapsed"),
    }
}

/// Whether a desk takes visitors, in a word or two for a label: "In pausa".
pub fn desk_state(language: Language, state: DeskState) -> String {
    let l = texts(language);
    match state {
        DeskState::Closed => fl!(l, "desk-state-closed"),
        DeskState::Open => fl!(l, "desk-state-open"),
        DeskState::Paused => fl!(l, "desk-state-paused"),
    }
}

/// What came of a service, as a clerk chooses it.
pub fn outcome(language: Language, outcome: Outcome) -> String {
    let l = texts(language);
    match outcome {
        Outcome::Settled => fl!(l, "outcome-settled"),
        Outcome::Continues => fl!(l, "outcome-continues"),
        Outcome::Referred => fl!(l, "outcome-referred"),
        Outcome::NotPossible => fl!(l, "outcome-not-possible"),
    }
}

/// The class of a ticket, in one word for a label.
pub fn class(language: Language, class: Class) -> String {
    let l = texts(language);
    match class {
        Class::Ordinary => fl!(l, "class-ordinary"),
        Class::Priority => fl!(l, "class-priority"),
    }
}

/// The name by which the texts know a step; going on is one word, wherever it leads.
fn step_word(step: Step) -> &'static str {
    match step {
        Step::Call => "call",
        Step::Recall => "recall",
        Step::Withdraw => "withdraw",
        Step::Start => "start",
        Step::Finish => "finish",
        Step::MarkAbsent => "mark-absent",
        Step::BringBack => "bring-back",
        Step::Hold => "hold",
        Step::ResumeServing | Step::ResumeWaiting => "resume",
        Step::Move => "move",
        Step::Leave => "leave",
        Step::Lapse => "lapse",
    }
}

/// What is wrong with a printer, for staff, with what to do.
pub fn printer_trouble(language: Language, trouble: Trouble) -> String {
    let l = texts(language);
    match trouble {
        Trouble::PaperLow => fl!(l, "printer-paper-low"),
        Trouble::PaperOut => fl!(l, "printer-paper-out"),
        Trouble::CoverOpen => fl!(l, "printer-cover-open"),
        Trouble::Jam => fl!(l, "printer-jam"),
        Trouble::Unplugged => fl!(l, "printer-unplugged"),
        Trouble::Silent => fl!(l, "printer-silent"),
        Trouble::WrongAnswers => fl!(l, "printer-wrong-answers"),
        Trouble::Away => fl!(l, "printer-away"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::id::ServiceId;
    use office::moment::Moment;
    use std::collections::BTreeSet;

    #[test]
    fn closed_office_says_when_numbers_can_be_taken_again() {
        let reopens = Moment::from_millis(1_795_505_400_000);
        let said = refusal(Language::It, &Refusal::OfficeClosed { reopens }, Tz::Europe__Rome);
        assert_eq!(
            said,
            "Ora non si possono prendere numeri: si ricomincia martedì 24 novembre 2026 alle 08:30."
        );
    }

    #[test]
    fn every_illegal_step_is_said_in_words_of_its_own() {
        for language in Language::ALL {
            let said = |state, step| {
                let number = "A012".parse().unwrap();
                refusal(language, &Refusal::IllegalStep { number, state, step }, Tz::Europe__Rome)
            };
            let mut sentences = BTreeSet::new();
            for state in LegState::ALL {
                for step in Step::ALL {
                    let sentence = said(state, step);
                    assert!(sentence.contains("A012") && !sentence.contains('_'), "{sentence}");
                    sentences.insert(sentence);
                }
            }
            // The two ways to go on are the same word for people.
            assert_eq!(sentences.len(), LegState::ALL.len() * (Step::ALL.len() - 1));
        }
    }

    #[test]
    fn reasons_of_a_call_are_short_and_say_the_wait() {
        let priority = Why::Priority { waited_min: 9, target_min: 6 };
        assert_eq!(
            why(Language::It, &priority, Tz::Europe__Rome),
            "Precedenza: attende da 9 minuti (obiettivo 6 minuti)"
        );
        let first = Why::FirstCome { waited_min: 1 };
        assert_eq!(why(Language::En, &first, Tz::Europe__Rome), "First come: waiting for 1 minute");
        assert_eq!(
            why(Language::It, &Why::Chosen { reason: ReasonCode::Returned }, Tz::Europe__Rome),
            "Scelta dell’operatore: torna con il documento mancante"
        );
    }

    #[test]
    fn no_two_states_are_called_alike() {
        for language in Language::ALL {
            let legs: BTreeSet<_> = LegState::ALL.map(|state| leg_state(language, state)).into();
            assert_eq!(legs.len(), LegState::ALL.len());
            let outcomes: BTreeSet<_> = Outcome::ALL.map(|of| outcome(language, of)).into();
            assert_eq!(outcomes.len(), Outcome::ALL.len());
        }
        assert_eq!(leg_state(Language::It, LegState::Serving), "Allo sportello");
        assert_eq!(desk_state(Language::It, DeskState::Paused), "In pausa");
        assert_eq!(class(Language::En, Class::Priority), "Priority");
    }

    #[test]
    fn every_reason_of_a_route_is_said_in_words_of_its_own() {
        let again_at = Some(Moment::from_millis(1_795_505_400_000).unwrap());
        let paper: office::id::EvidenceId = "permesso".parse().unwrap();
        let reasons = [
            RouteReason::InTime,
            RouteReason::Tight,
            RouteReason::LongWait,
            RouteReason::AtOwnWish,
            RouteReason::RestNow,
            RouteReason::ByAppointment,
            RouteReason::NotInTime,
            RouteReason::NoDesk,
            RouteReason::NotNow { again_at: None },
            RouteReason::NotNow { again_at },
            RouteReason::NotInTheHall,
            RouteReason::BringFirst { paper: paper.clone() },
            RouteReason::FromHome,
            RouteReason::OtherBody,
            RouteReason::GivesPaper { paper },
        ];
        let configuration = office();
        for language in Language::ALL {
            let said: BTreeSet<_> =
                reasons.iter().map(|reason| route_reason(language, reason, &configuration)).collect();
            assert_eq!(said.len(), reasons.len(), "{language:?}");
            let kinds = [RouteKind::Quick, RouteKind::Appointment, RouteKind::Online, RouteKind::Refer]
                .map(|kind| route_kind(language, kind));
            assert_eq!(BTreeSet::from(kinds).len(), 4, "{language:?}");
        }
        let said = |reason| route_reason(Language::It, reason, &configuration);
        assert_eq!(said(&reasons[11]), "Prima serve un documento: Permesso di soggiorno.");
        assert!(said(&reasons[9]).ends_with("martedì 24 novembre 2026 alle 08:30."), "{}", said(&reasons[9]));
    }

    #[test]
    fn no_refusal_shows_an_identifier_to_a_visitor() {
        let service = ServiceId::new("cie-rilascio").unwrap();
        for reason in
            [Refusal::UnknownService { service: service.clone() }, Refusal::NobodyServes { service }]
        {
            for language in Language::ALL {
                assert!(!refusal(language, &reason, Tz::Europe__Rome).contains("cie"));
            }
        }
    }

    fn office() -> Configuration {
        let text = |text: &str| serde_json::json!({"it": text, "en": text});
        serde_json::from_value(serde_json::json!({
            "office": {"id": "hall", "title": text("Sede"), "zone": "Europe/Rome", "waiting_place": text("Portico")},
            "hours": {"week": {}},
            "series": [],
            "services": [],
            "desks": [],
            "evidence": [{"id": "permesso", "title": text("Permesso di soggiorno")}]
        }))
        .unwrap()
    }
}
