use super::*;
use crate::cast::{at, board, call, hall, line, sign, text};

#[test]
fn without_calls_the_board_asks_for_patience() {
    let regions = View::of(&hall(board(&[])), None).regions();
    assert!(regions["newest"].contains("Attenda il suo numero"));
    assert!(regions["newest"].contains("Please wait for your number"));
    assert!(!regions["others"].contains("<li"));
}

#[test]
fn one_call_says_number_desk_and_name() {
    let regions = View::of(&hall(board(&[call("A012", 3, 7, 2)])), None).regions();
    for part in ["A012", ">3<", "Anagrafe", "Sportello", "Desk", "Chiamato ora"] {
        assert!(regions["newest"].contains(part), "{part}");
    }
    assert!(!regions["others"].contains("<li"));
}

#[test]
fn of_many_calls_the_newest_is_largest_and_those_of_the_next_page_are_still_named() {
    let calls: Vec<Call> =
        (1..=6).rev().map(|n| call(&format!("A{n:03}"), n, u64::from(n), u64::from(60 * (7 - n)))).collect();
    let regions = View::of(&hall(board(&calls)), None).regions();
    assert!(regions["newest"].contains("A006") && !regions["newest"].contains("A005"));
    let rows: Vec<&str> = regions["others"].split("<li").skip(1).collect();
    assert_eq!(rows.len(), 5);
    for (row, number, page) in [(0, "A005", "0"), (2, "A003", "0"), (3, "A002", "1"), (4, "A001", "1")] {
        assert!(
            rows[row].contains(number) && rows[row].contains(&format!("data-page=\"{page}\"")),
            "{number}"
        );
        assert_eq!(rows[row].contains(" hidden>"), page != "0", "{number}");
        assert_eq!(regions["side"].contains(number), page != "0", "{number}");
    }
}

#[test]
fn of_very_many_calls_the_pages_have_an_end() {
    let calls: Vec<Call> = (1..=60)
        .rev()
        .map(|n| call(&format!("A{n:03}"), n, u64::from(n), u64::from(60 * (61 - n))))
        .collect();
    let regions = View::of(&hall(board(&calls)), None).regions();
    assert_eq!(regions["others"].matches("<li").count(), 3 * PAGES_MAX);
}

#[test]
fn a_call_is_set_off_for_fifteen_seconds() {
    for (age_s, fresh) in [(0, true), (14, true), (15, false)] {
        let regions = View::of(&hall(board(&[call("A012", 3, 7, age_s)])), None).regions();
        assert_eq!(regions["newest"].contains("newest fresh"), fresh, "{age_s} s");
    }
}

#[test]
fn a_recalled_number_says_so_and_is_shown_anew() {
    let once = call("A012", 3, 7, 2);
    let again = Call { nth: 2, call_seq: 9, ..once.clone() };
    let [once, again] = [once, again].map(|call| View::of(&hall(board(&[call])), None).regions());
    assert!(again["newest"].contains("Chiamata ripetuta") && again["newest"].contains("data-call=\"9\""));
    assert_ne!(once["newest"], again["newest"]);
}

#[test]
fn hostile_names_are_only_text() {
    let hostile = "<script>alert(1)</script>\"'&\u{202e}\0";
    let mut screen = hall(board(&[Call { desk_name: text(hostile), ..call("A012", 3, 7, 2) }]));
    screen.office = text(hostile);
    screen.board.notices = vec![text(hostile)];
    screen.board.waiting = vec![line('A', hostile, 1, None)];
    let pulse = Pulse { as_of: "10:42".into(), stale: false };
    let page = View::of(&screen, Some(&pulse)).render().unwrap();
    assert!(!page.contains("<script>"));
    assert_eq!(page.matches("&#60;script&#62;").count(), 5, "title, office, desk, service and notice");
}

#[test]
fn a_closed_office_says_when_it_opens() {
    let cases = [
        (Some("2026-11-23T14:00:00Z"), "Apre alle 15:00", "Opens at 15:00"),
        (Some("2026-11-24T07:30:00Z"), "Apre martedì alle 08:30", "Opens on Tuesday at 08:30"),
        (Some("2026-12-09T07:30:00Z"), "Apre mercoledì 9 dicembre 2026 alle 08:30", "9 December 2026"),
        (None, "Chiuso", "Closed"),
    ];
    for (opens_at, it, en) in cases {
        let closed = Board { open: false, opens_at: opens_at.map(at), ..board(&[]) };
        let regions = View::of(&hall(closed), None).regions();
        assert!(regions["newest"].contains(it) && regions["newest"].contains(en), "{}", regions["newest"]);
        assert!(!regions["side"].contains("In attesa"));
    }
}

#[test]
fn those_still_called_are_shown_after_closing() {
    let closed =
        Board { open: false, opens_at: Some(at("2026-11-24T07:30:00Z")), ..board(&[call("A012", 3, 7, 2)]) };
    let regions = View::of(&hall(closed), None).regions();
    assert!(regions["newest"].contains("A012"));
    assert!(regions["foot"].contains("Apre martedì"));
}

#[test]
fn lines_without_anybody_waiting_give_way_first() {
    let mut crowded = board(&[]);
    crowded.waiting =
        (0..12).map(|n| line('A', &format!("Servizio {n}."), n % 2 * n, Some((5, 10)))).collect();
    let side = View::of(&hall(crowded), None).regions()["side"].clone();
    for n in [1, 3, 5, 7, 9, 11] {
        assert!(side.contains(&format!("Servizio {n}.")), "{n}");
    }
    assert!(side.contains("e altri 6 servizi"));
}

#[test]
fn waits_are_short_ranges() {
    let cases = [
        ((0, 5), "fino a 5 min"),
        ((15, 30), "15–30 min"),
        ((20, 20), "circa 20 min"),
        ((60, 90), "oltre 60 min"),
    ];
    for ((low_min, high_min), words) in cases {
        assert_eq!(wait_short(Some(Wait { low_min, high_min }), texts(Language::It)), words);
    }
    assert_eq!(wait_short(None, texts(Language::It)), "nessuno sportello aperto");
}

#[test]
fn a_sign_shows_its_own_desk_only() {
    let called = board(&[call("A003", 1, 9, 1), call("T001", 2, 8, 4)]);
    let busy = View::of(&sign(called, true), None).regions();
    assert!(busy["newest"].contains("T001") && !busy["newest"].contains("A003"));
    assert!(!busy["others"].contains("<li") && !busy["side"].contains("In attesa"));
    let free = View::of(&sign(board(&[]), true), None).regions();
    assert!(free["newest"].contains("Attenda la chiamata") && free["newest"].contains("Tributi"));
    let closed = View::of(&sign(board(&[]), false), None).regions();
    assert!(closed["newest"].contains("Chiuso"));
}

#[test]
fn a_panel_that_changes_its_place_gets_its_new_sizes_without_a_reload() {
    let mut screen = hall(board(&[]));
    let near = View::of(&screen, None).regions();
    screen.viewing_distance_m = 8.0;
    let far = View::of(&screen, None).regions();
    assert!(near["panel"].contains("sizes.css?distance_m=5&#38;diagonal_in=43"), "{}", near["panel"]);
    assert_ne!(near["panel"], far["panel"]);
}

#[test]
fn the_page_holds_the_very_regions_of_the_feed() {
    let view = View::of(&hall(board(&[call("A012", 3, 7, 2), call("A011", 1, 6, 40)])), None);
    let page = view.render().unwrap();
    for (name, html) in view.regions() {
        assert!(page.contains(&format!("data-region=\"{name}\"")), "{name}");
        assert!(page.contains(&html), "{name}");
    }
}

#[test]
fn nothing_is_inline_and_a_stale_page_says_so_without_script() {
    let view = |stale| {
        let pulse = Pulse { as_of: "10:40".into(), stale };
        View::of(&hall(board(&[call("A012", 3, 7, 2)])), Some(&pulse)).render().unwrap()
    };
    let (live, stale) = (view(false), view(true));
    for forbidden in ["style=", "<style", "onclick", "onload", "javascript:"] {
        assert!(!live.contains(forbidden), "{forbidden}");
    }
    assert_eq!(live.matches("<script").count(), live.matches("<script type=\"module\" src=").count());
    assert!(live.contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>"));
    assert!(live.contains("data-stale hidden") && !live.contains("display lost"));
    assert!(stale.contains("data-stale>") && stale.contains("display lost") && stale.contains("10:40"));
}

#[test]
fn notices_of_the_office_stand_at_the_foot_and_those_beyond_two_are_left_out() {
    let notices = ["Chiuso martedì 8 dicembre", "L’ascensore è fermo", "Una terza"].map(text).to_vec();
    let regions = View::of(&hall(Board { notices, ..board(&[]) }), None).regions();
    let foot = &regions["foot"];
    assert!(foot.contains("Chiuso martedì 8 dicembre") && foot.contains("L’ascensore è fermo"), "{foot}");
    assert!(!foot.contains("Una terza"), "{foot}");
    assert!(!View::of(&hall(board(&[])), None).regions()["foot"].contains("class=\"notice\""));
}
