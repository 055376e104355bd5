//! The link to devices, message by message, as docs/protocol.md describes it.

use office::id::{DeviceId, FollowToken, RequestKey, ServiceId};
use office::language::Language;
use office::refusal::Refusal;
use office::ticket::Class;
use office::triage::Numbers;
use office::wire::{
    Ask, DisplayScreen, FromDevice, PROTOCOL, Paper, PrintJob, Reply, Snapshot, Taken, ToDevice, TotemScreen,
};
use serde_json::json;
use std::collections::BTreeMap;
use tests::device::{Link, hello};
use tests::world::{CARD, REGISTER, RESIDENCE, TAX, World};
use tokio_tungstenite::tungstenite::Message;

#[tokio::test(flavor = "multi_thread")]
async fn wrong_hello_ends_with_a_code_that_says_why() {
    let world = World::plan().with_elsewhere().begin().await;
    let key = world.device_key("display-1");
    let device = DeviceId::new("display-1").unwrap();
    let newer = FromDevice::Hello { device, key: key.clone(), protocol: PROTOCOL + 1, epoch: 0, seq: 0 };
    let text = |message: &FromDevice| serde_json::to_string(message).unwrap();
    for (first, code) in [
        (text(&hello("display-1", "wrong")), "wrong_key"),
        (text(&hello("display-1", &world.device_key("totem-1"))), "wrong_key"),
        (text(&hello("display-1", &world.device_key("clerk"))), "wrong_key"),
        (text(&hello("no-such", &key)), "unknown_device"),
        (text(&newer), "protocol"),
        (text(&FromDevice::Health { uptime_s: 1, version: "1".into(), memory_kib: None }), "malformed"),
        ("{}".to_owned(), "malformed"),
        ("hello".to_owned(), "malformed"),
        ("[".repeat(10_000), "malformed"),
        (r#"{"type":"hello","device":"a b","key":"x","protocol":1}"#.to_owned(), "malformed"),
    ] {
        let mut link = Link::connect(world.address()).await;
        link.say_text(&first).await;
        assert_eq!(link.bye().await, code, "{}", &first[..first.len().min(100)]);
    }
    let mut link = Link::connect(world.address()).await;
    link.send(Message::binary(vec![0_u8; 8])).await;
    assert_eq!(link.bye().await, "malformed");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_fields_of_a_hello_are_ignored() {
    let world = World::begin().await;
    let mut first = serde_json::to_value(hello("display-1", &world.device_key("display-1"))).unwrap();
    first["colour"] = json!("red");
    let mut link = Link::connect(world.address()).await;
    link.say_text(&first.to_string()).await;
    assert!(matches!(link.hear().await, ToDevice::Welcome { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn welcome_and_first_snapshot_are_of_the_same_epoch_and_whole() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    let mut link = Link::connect(world.address()).await;
    link.say(&hello("display-1", &world.device_key("display-1"))).await;
    let ToDevice::Welcome { epoch, seq } = link.hear().await else { panic!("no welcome") };
    assert_eq!((epoch, seq), (world.app().hub.epoch(), world.log_len()));
    let screen = display(link.snapshot(|_| true).await);
    assert_eq!(screen.board.epoch, epoch);
    assert!(screen.board.seq >= seq);
    let waiting: u32 = screen.board.waiting.iter().map(|line| line.count).sum();
    assert_eq!(waiting, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn call_appears_on_every_display_and_goes_when_service_starts() {
    let world = World::begin().await;
    let mut hall = linked(&world, "display-1").await;
    let mut sign = linked(&world, "sign-1").await;
    let taken = world.walk_in().take(RESIDENCE).await;
    world.clerk().call_next(REGISTER).await;
    for link in [&mut hall, &mut sign] {
        let screen = display(link.snapshot(|snapshot| calls(snapshot) == 1).await);
        assert_eq!(taken["number"], screen.board.calls[0].number.to_string());
        assert_eq!((screen.board.calls[0].desk.as_str(), screen.board.calls[0].nth), (REGISTER, 1));
    }
    world.clerk().step(&taken, "start", json!({})).await.is(200);
    hall.snapshot(|snapshot| calls(snapshot) == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_knows_its_desk_and_the_board_of_the_hall_has_none() {
    let world = World::begin().await;
    let sign = display(linked(&world, "sign-1").await.snapshot(|_| true).await);
    assert_eq!(sign.only.map(|only| only.desk.to_string()).as_deref(), Some(REGISTER));
    let hall = display(linked(&world, "display-1").await.snapshot(|_| true).await);
    assert_eq!(hall.only, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn display_that_comes_back_finds_the_newest_state_and_nothing_of_the_past() {
    let world = World::begin().await;
    let mut link = linked(&world, "display-1").await;
    let first = display(link.snapshot(|_| true).await);
    drop(link);
    for service in [RESIDENCE, CARD] {
        let taken = world.walk_in().take(service).await;
        let call = json!({ "desk": REGISTER, "reason": "other" });
        world.clerk().step(&taken, "call", call).await.is(200);
        world.clerk().step(&taken, "start", json!({})).await.is(200);
        world.clerk().step(&taken, "finish", json!({})).await.is(200);
    }
    let again = display(linked(&world, "display-1").await.snapshot(|_| true).await);
    assert_eq!(again.board.seq, world.log_len());
    assert_eq!(again.board.epoch, first.board.epoch);
    assert_eq!(again.board.calls, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn number_asked_for_twice_under_one_name_is_one_number() {
    let world = World::begin().await;
    let mut totem = linked(&world, "totem-1").await;
    let screen = totem_screen(totem.snapshot(|_| true).await);
    assert!(screen.outlook.numbers == Numbers::Given && screen.prints && !screen.services.is_empty());
    let first = take(&mut totem, "tap-1", RESIDENCE).await;
    let again = take(&mut totem, "tap-1", RESIDENCE).await;
    assert_eq!((first.number.to_string().as_str(), &first), ("A001", &again));

    // After a new connection and a restart it is still the same tap.
    drop(totem);
    let mut world = world;
    world.restart().await;
    let mut totem = linked(&world, "totem-1").await;
    assert_eq!(take(&mut totem, "tap-1", RESIDENCE).await, first);
    assert_eq!(take(&mut totem, "tap-2", RESIDENCE).await.number.to_string(), "A002");
}

#[tokio::test(flavor = "multi_thread")]
async fn visitor_leaves_at_the_totem_with_the_secret_of_the_slip() {
    let world = World::begin().await;
    let mut totem = linked(&world, "totem-1").await;
    let taken = take(&mut totem, "tap-1", RESIDENCE).await;
    let leave = Ask::Leave { token: taken.token };
    totem.say(&ask("leave-1", leave)).await;
    match totem.answer().await {
        ToDevice::Reply { request, reply: Reply::Left { number } } => {
            assert_eq!((request.as_str(), number), ("leave-1", taken.number));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_with_a_slip_of_another_day_is_refused_for_good() {
    let world = World::begin().await;
    let mut totem = linked(&world, "totem-1").await;
    let before = world.log_len();
    totem.say(&ask("leave-1", Ask::Leave { token: FollowToken::from_random(7) })).await;
    match totem.answer().await {
        ToDevice::Refused { request, refusal } => {
            assert_eq!((request.as_str(), refusal), ("leave-1", Refusal::UnknownSlip));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn office_says_no_to_a_totem_with_a_typed_reason() {
    let world = World::begin().await;
    let mut totem = linked(&world, "totem-1").await;
    totem.say(&ask("tap-1", take_of("no-such"))).await;
    let told = totem.answer().await;
    assert!(matches!(told, ToDevice::Refused { refusal: Refusal::UnknownService { .. }, .. }), "{told:?}");
    world.pass_until("2026-03-02T12:30:00+01:00").await;
    totem.say(&ask("tap-2", take_of(TAX))).await;
    let told = totem.answer().await;
    assert!(matches!(told, ToDevice::Refused { refusal: Refusal::OfficeClosed { .. }, .. }), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_totem_may_ask() {
    let world = World::begin().await;
    let before = world.log_len();
    for device in ["display-1", "printer-1"] {
        let mut link = linked(&world, device).await;
        link.say(&ask("tap-1", take_of(TAX))).await;
        assert_eq!(link.bye().await, "not_a_totem");
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn second_hello_and_other_malformed_messages_end_the_link() {
    let world = World::begin().await;
    let again = serde_json::to_string(&hello("totem-1", &world.device_key("totem-1"))).unwrap();
    for text in [again.as_str(), "{", r#"{"type":"no_such"}"#, r#"{"type":"ask","request":"a b","ask":{}}"#] {
        let mut totem = linked(&world, "totem-1").await;
        totem.say_text(text).await;
        assert_eq!(totem.bye().await, "malformed", "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slip_stays_in_the_printers_snapshot_until_it_is_on_paper() {
    let world = World::begin().await;
    let mut printer = linked(&world, "printer-1").await;
    printer.snapshot(|snapshot| jobs(snapshot).is_empty()).await;
    let mut totem = linked(&world, "totem-1").await;
    assert!(take(&mut totem, "tap-1", RESIDENCE).await.printed);
    let job = jobs(&printer.snapshot(|snapshot| jobs(snapshot).len() == 1).await)[0].clone();
    assert_eq!(job.copy, 0);

    // Not acknowledged, it is there again after a new connection.
    drop(printer);
    let mut printer = linked(&world, "printer-1").await;
    assert_eq!(jobs(&printer.snapshot(|_| true).await), std::slice::from_ref(&job));
    printer.say(&FromDevice::Paper { job: job.job, paper: Paper::Printed }).await;
    printer.snapshot(|snapshot| jobs(snapshot).is_empty()).await;
    // Said again, it is still done.
    printer.say(&FromDevice::Paper { job: job.job, paper: Paper::Printed }).await;
    take(&mut totem, "tap-2", RESIDENCE).await;
    let next = jobs(&printer.snapshot(|snapshot| !jobs(snapshot).is_empty()).await);
    assert_ne!(next[0].job, job.job);
}

#[tokio::test(flavor = "multi_thread")]
async fn number_without_a_slip_and_staff_without_a_printer_print_nothing() {
    let world = World::begin().await;
    let mut totem = linked(&world, "totem-1").await;
    let mut other = take_of(RESIDENCE);
    if let Ask::Take { print, .. } = &mut other {
        *print = false;
    }
    totem.say(&ask("tap-1", other)).await;
    assert!(matches!(totem.answer().await, ToDevice::Reply { .. }));
    world.clerk().take(RESIDENCE).await;
    let printer = linked(&world, "printer-1").await.snapshot(|_| true).await;
    assert_eq!(jobs(&printer), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn printer_cannot_end_the_jobs_of_others() {
    let world = World::begin().await;
    let mut totem = linked(&world, "totem-1").await;
    take(&mut totem, "tap-1", RESIDENCE).await;
    let mut printer = linked(&world, "printer-1").await;
    let job = jobs(&printer.snapshot(|snapshot| jobs(snapshot).len() == 1).await)[0].job;
    let mut display = linked(&world, "display-1").await;
    display.say(&FromDevice::Paper { job, paper: Paper::Printed }).await;
    display.say(&FromDevice::Health { uptime_s: 1, version: "1".into(), memory_kib: None }).await;
    // A later ask of the display is answered after its word about the paper was heard.
    display.say(&ask("tap-2", take_of(TAX))).await;
    assert_eq!(display.bye().await, "not_a_totem");
    let again = linked(&world, "printer-1").await.snapshot(|_| true).await;
    assert_eq!(jobs(&again).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn server_that_ends_says_bye_to_its_devices() {
    let mut world = World::begin().await;
    let mut link = linked(&world, "display-1").await;
    let (code, ()) = tokio::join!(link.bye(), world.end());
    assert_eq!(code, "closing");
}

#[tokio::test(flavor = "multi_thread")]
async fn device_with_a_new_key_is_not_linked_with_the_old_one_any_more() {
    use server::control::{Call, call};
    let world = World::begin().await;
    let mut link = linked(&world, "display-1").await;
    let renewed = || {
        let (id, office) = (DeviceId::new("display-1").unwrap(), "portico".parse().unwrap());
        let role = office::wire::DeviceRole::Display;
        let add = Call::DeviceAdd { id, office, role, title: "x".into(), desk: None, printer: None };
        call(world.folder().path(), add, world.clock.clone())
    };
    tests::until::until("the control socket", async || renewed().await.ok()).await;
    assert_eq!(link.bye().await, "unknown_device");
    let mut old = Link::connect(world.address()).await;
    old.say(&hello("display-1", &world.device_key("display-1"))).await;
    assert_eq!(old.bye().await, "wrong_key");
}

#[tokio::test(flavor = "multi_thread")]
async fn page_of_another_server_may_not_link() {
    use tokio_tungstenite::tungstenite::client::IntoClientRequest;
    let world = World::begin().await;
    let mut request = format!("ws://{}/link", world.address()).into_client_request().unwrap();
    request.headers_mut().insert("Origin", "https://evil.example".parse().unwrap());
    let refused = tokio_tungstenite::connect_async(request).await.unwrap_err().to_string();
    assert!(refused.contains("403"), "{refused}");
}

async fn linked(world: &World, device: &str) -> Link {
    Link::welcomed(world.address(), device, &world.device_key(device)).await
}

fn take_of(service: &str) -> Ask {
    let service = ServiceId::new(service).unwrap();
    Ask::Take {
        service,
        then: Vec::new(),
        need: None,
        answers: BTreeMap::new(),
        class: Class::Ordinary,
        language: Language::It,
        quote: None,
        print: true,
    }
}

fn ask(request: &str, ask: Ask) -> FromDevice {
    FromDevice::Ask { request: RequestKey::new(request).unwrap(), ask }
}

async fn take(totem: &mut Link, request: &str, service: &str) -> Taken {
    totem.say(&ask(request, take_of(service))).await;
    match totem.answer().await {
        ToDevice::Reply { request: answered, reply: Reply::Taken(taken) } => {
            assert_eq!(answered.as_str(), request);
            taken
        }
        other => panic!("{other:?}"),
    }
}

fn display(snapshot: Snapshot) -> DisplayScreen {
    match snapshot {
        Snapshot::Display(screen) => screen,
        other => panic!("not for a display: {other:?}"),
    }
}

fn totem_screen(snapshot: Snapshot) -> TotemScreen {
    match snapshot {
        Snapshot::Totem(screen) => screen,
        other => panic!("not for a totem: {other:?}"),
    }
}

fn calls(snapshot: &Snapshot) -> usize {
    display(snapshot.clone()).board.calls.len()
}

fn jobs(snapshot: &Snapshot) -> Vec<PrintJob> {
    match snapshot {
        Snapshot::Printer(screen) => screen.jobs.clone(),
        other => panic!("not for a printer: {other:?}"),
    }
}
