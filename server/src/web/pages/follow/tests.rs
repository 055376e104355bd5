use super::*;
use crate::web::pages::tests::assert_plain;

const TOKEN: &str = "00112233445566778899aabbccddeeff";

#[test]
fn waiting_visitor_reads_place_and_window_and_that_it_is_an_estimate() {
    let html = drawn_in(Language::It, waiting(4, window(Some("10:20"), "10:35")));
    for told in [
        "A012",
        "La chiamiamo fra le 10:20 e le 10:35",
        "Prima di lei: 4 persone",
        "Attesa stimata: 15–30 minuti",
        "Stima indicativa",
        "Sala d&#39;attesa",
    ] {
        assert!(html.contains(told), "{told} in {html}");
    }
    assert!(html.contains("<title>A012 · Portico</title>"), "{html}");
}

#[test]
fn window_that_has_begun_names_its_end_only() {
    let html = drawn_in(Language::It, waiting(1, window(None, "10:35")));
    assert!(
        html.contains("La chiamiamo entro le 10:35") && html.contains("Prima di lei: 1 persona"),
        "{html}"
    );
}

#[test]
fn visitor_who_is_soon_called_reads_no_minutes() {
    let html = drawn_in(Language::It, waiting(0, Expected::Soon));
    assert!(html.contains("Tocca a lei fra poco") && html.contains("Nessuno prima di lei"), "{html}");
    assert!(!html.contains("minuti"), "{html}");
}

#[test]
fn without_an_open_desk_no_number_is_promised() {
    let today = Expected::Opens { day: None, time: "08:30".into() };
    let later = Expected::Opens { day: Some("lunedì 23 novembre 2026".into()), time: "08:30".into() };
    for (expected, told) in [
        (today, "Sportelli aperti dalle 08:30"),
        (later, "Sportelli aperti da lunedì 23 novembre 2026 alle 08:30"),
        (Expected::NoDesk, "nessuno sportello è aperto per il suo servizio"),
    ] {
        let html = drawn_in(Language::It, waiting(3, expected));
        assert!(html.contains(told), "{told} in {html}");
        assert!(!html.contains("minuti") && !html.contains("Attesa stimata"), "{html}");
    }
}

#[test]
fn called_visitor_is_sent_to_the_desk_in_a_region_that_is_spoken_at_once() {
    let called =
        |again| Stands::Called { desk: "2".into(), name: "Tributi".into(), at: "10:42".into(), again };
    let page = page_of(Language::It, called(false));
    let region = page.as_call().render().expect("the region can be drawn");
    assert!(region.contains("Vada allo sportello</span> <b class=\"follow-desk\">2</b>"), "{region}");
    assert!(region.contains("Tributi") && region.contains("Chiamata delle 10:42"), "{region}");
    assert!(page.render().expect("a page").contains("data-region=\"call\" aria-live=\"assertive\""));
    let again = page_of(Language::It, called(true)).as_call().render().expect("the region can be drawn");
    assert_ne!(region, again, "a recall is spoken again");
    assert!(
        drawn_in(Language::En, called(false)).contains("Go to desk</span> <b class=\"follow-desk\">2</b>")
    );
}

#[test]
fn call_region_is_empty_until_the_call() {
    let page = page_of(Language::It, waiting(4, Expected::Soon));
    assert_eq!(page.as_call().render().expect("the region can be drawn").trim(), "");
}

#[test]
fn every_other_state_says_what_to_do() {
    let absent = Stands::Absent { desk: "2".into(), called_at: "10:42".into(), until: "10:55".into() };
    let cases = [
        (Stands::Welcome, "banco accoglienza"),
        (Stands::Serving { desk: "2".into(), name: "Tributi".into() }, "È il suo turno: sportello 2"),
        (Stands::Held { desk: "2".into() }, "torni allo sportello 2"),
        (absent.clone(), "L’abbiamo chiamata alle 10:42 allo sportello 2"),
        (absent, "Si presenti entro le 10:55 al banco accoglienza o allo sportello"),
        (Stands::Finished, "Servizio concluso"),
        (Stands::Left, "Ha lasciato la fila"),
        (Stands::Lapsed, "Questo numero è scaduto"),
    ];
    for (state, told) in cases {
        let html = drawn_in(Language::It, state);
        assert!(html.contains(told), "{told} in {html}");
    }
}

#[test]
fn place_can_be_given_up_only_while_there_is_one() {
    let waiting = drawn_in(Language::It, waiting(4, Expected::Soon));
    assert!(waiting.contains(&format!("action=\"{TOKEN}/leave?language=it\"")), "{waiting}");
    assert!(
        waiting.contains("name=\"form\" value=\"f\"") && waiting.contains("name=\"key\" value=\"k\""),
        "{waiting}"
    );
    for state in [
        Stands::Finished,
        Stands::Left,
        Stands::Lapsed,
        Stands::Serving { desk: "2".into(), name: String::new() },
    ] {
        let html = drawn_in(Language::It, state);
        assert!(!html.contains("<form"), "{html}");
    }
}

#[test]
fn sensitive_service_is_not_named() {
    let mut page = page_of(Language::It, Stands::Left);
    assert!(page.render().expect("a page").contains("Certificati"));
    page.ticket.service = None;
    assert!(!page.render().expect("a page").contains("Servizio</dt>"));
}

#[test]
fn feed_is_that_of_the_slip_and_carries_no_secret() {
    let page = page_of(Language::It, waiting(4, Expected::Soon));
    assert!(page.render().expect("a page").contains(&format!("data-feed=\"{TOKEN}/feed\"")));
    assert!(page.regions().values().all(|html| !html.contains(TOKEN)));
}

#[test]
fn names_of_the_office_are_escaped() {
    let html = drawn_in(Language::It, Stands::Serving { desk: "2".into(), name: "<b>Tributi & co".into() });
    assert!(html.contains("&#60;b&#62;Tributi &#38; co"), "{html}");
}

#[test]
fn unknown_slip_is_told_of_with_one_status() {
    assert_eq!(not_followed(Language::It, &Problem::unknown("slip")).status(), StatusCode::NOT_FOUND);
    assert_eq!(not_followed(Language::It, &Problem::later("busy")).status(), StatusCode::SERVICE_UNAVAILABLE);
}

fn waiting(ahead: u32, expected: Expected) -> Stands {
    Stands::Waiting { ahead, expected }
}

fn window(from: Option<&str>, until: &str) -> Expected {
    Expected::Window { from: from.map(str::to_owned), until: until.into(), wait: "15–30 minuti".into() }
}

fn drawn_in(language: Language, state: Stands) -> String {
    let html = page_of(language, state).render().expect("the page can be drawn");
    assert_plain(&html);
    html
}

fn page_of(language: Language, state: Stands) -> FollowPage {
    let ticket = Followed {
        office: "Portico".into(),
        zone: chrono_tz::Europe::Rome,
        seq: 7,
        number: "A012".into(),
        service: Some("Certificati".into()),
        place: "Sala d'attesa".into(),
        state,
    };
    FollowPage::new(ticket, language, TOKEN.into(), LeaveForm { form: "f".into(), key: "k".into() })
}
