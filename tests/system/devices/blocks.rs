//! Numbers of totems that are alone, message by message: granted before, taken in afterwards.

use office::event::Fact;
use office::id::{FollowToken, RequestKey};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::ticket::Class;
use office::wire::{Ask, FromDevice, Given, NumberBlock, Reply, Snapshot, Taken, ToDevice, TotemScreen};
use serde_json::json;
use server::backup::restore::restore;
use server::clock::Clock;
use std::collections::BTreeMap;
use std::time::Duration;
use tests::device::Link;
use tests::folder::Folder;
use tests::world::{CARD, OFFICE, REGISTER, RESIDENCE, World, moment, serve};

#[tokio::test(flavor = "multi_thread")]
async fn totem_is_told_for_which_dates_it_should_hold_numbers_and_gets_them_once_each() {
    let world = World::begin().await;
    let mut totem = Totem::link(&world).await;
    let dates: Vec<String> = totem.screen.blocks.iter().map(ToString::to_string).collect();
    assert_eq!(dates, ["2026-03-02", "2026-03-03"]);
    let first = totem.block("block-1", "2026-03-02").await;
    assert_eq!(first.numbers.len(), 50);
    assert_eq!(
        (first.numbers[0].number.to_string(), first.numbers[49].number.to_string()),
        ("X001".into(), "X050".into())
    );
    assert_eq!(totem.block("block-1", "2026-03-02").await, first, "the same question, the same answer");
    let second = totem.block("block-2", "2026-03-02").await;
    assert_eq!(second.numbers[0].number.to_string(), "X051");
    let mut secrets: Vec<&str> =
        first.numbers.iter().chain(&second.numbers).map(|ready| ready.token.as_str()).collect();
    secrets.sort_unstable();
    secrets.dedup();
    assert_eq!(secrets.len(), 100);
    totem.say("block-3", Ask::Block { date: "2026-03-04".parse().unwrap() }).await;
    assert!(matches!(totem.link.answer().await, ToDevice::Busy { .. }), "none for a date that wants none");
}

#[tokio::test(flavor = "multi_thread")]
async fn number_that_comes_in_has_its_place_its_secret_and_what_the_visitor_said() {
    let mut world = World::begin().await;
    let mut totem = Totem::link(&world).await;
    let block = totem.block("block-1", "2026-03-02").await;
    totem.link.snapshot(|_| true).await;
    let held = world.log_len();
    let linked_at = world.clock.now();
    world.pass(Duration::from_secs(600)).await;
    world.walk_in().take(RESIDENCE).await;
    // Until then its page says that the place is kept.
    let token = block.numbers[0].token.as_str();
    let kept = world.stranger().get(&format!("/t/{token}")).await;
    assert!(kept.status == 200 && kept.text.contains("Il suo posto è tenuto: X001"), "{}", kept.text);
    // The totem's clock is wrong by hours: its number counts from when it was linked last.
    let early = given(&world, &block, 0, held, linked_at.minus(Duration::from_secs(7200)));
    assert_eq!(totem.take_in(&early).await, "X001");
    let right = given(&world, &block, 1, held, linked_at.plus(Duration::from_secs(60)));
    assert_eq!(totem.take_in(&right).await, "X002");
    let queue = world.clerk().get(&format!("/api/v1/offices/{OFFICE}/queue")).await.is(200);
    let waiting: Vec<(&str, &str)> = queue
        .as_array()
        .unwrap()
        .iter()
        .map(|ticket| (ticket["number"].as_str().unwrap(), ticket["joined_at"].as_str().unwrap()))
        .collect();
    let numbers: Vec<&str> = waiting.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, ["X001", "X002", "A001"]);
    assert_eq!(moment(waiting[0].1), linked_at);
    let followed = world.stranger().get(&format!("/api/v1/follow/{}", early.token.as_str())).await.is(200);
    assert_eq!((&followed["number"], &followed["ahead"]), (&json!("X001"), &json!(0)));
    world.stranger().get(&format!("/t/{}", right.token.as_str())).await.is_page();

    // However often, and whoever was killed meanwhile, it comes in once.
    assert_eq!(totem.take_in(&early).await, "X001");
    world.restart().await;
    let mut totem = Totem::link(&world).await;
    assert_eq!(totem.take_in(&early).await, "X001");
    assert_eq!(totem.take_in(&Given { service: CARD.parse().unwrap(), ..early.clone() }).await, "X001");
    let issued =
        world.log(OFFICE).iter().filter(|event| matches!(event.fact, Fact::TicketIssued { .. })).count();
    assert_eq!(issued, 3);
    let called = world.clerk().at_desk(REGISTER, "call-next").await.is(200);
    assert_eq!(called["ticket"]["number"], "X001");
}

#[tokio::test(flavor = "multi_thread")]
async fn visit_whose_answer_was_lost_has_one_number() {
    let world = World::begin().await;
    let mut totem = Totem::link(&world).await;
    let block = totem.block("block-1", "2026-03-02").await;
    let unseen = totem.take("visit-1").await;
    let alone = Given { visit: "visit-1".parse().unwrap(), ..given(&world, &block, 0, 0, world.clock.now()) };
    assert_eq!(totem.take_in(&alone).await, "X001");
    let queue = world.clerk().get(&format!("/api/v1/offices/{OFFICE}/queue")).await.is(200);
    let waiting: Vec<&str> =
        queue.as_array().unwrap().iter().map(|ticket| ticket["number"].as_str().unwrap()).collect();
    assert_eq!(waiting, ["X001"], "{} was given up", unseen.number);
    // The other way round: the question was on its way longer than the number that took its place.
    let alone = Given { visit: "visit-2".parse().unwrap(), ..given(&world, &block, 1, 0, world.clock.now()) };
    assert_eq!(totem.take_in(&alone).await, "X002");
    totem.say("visit-2", take_of(RESIDENCE)).await;
    assert!(matches!(totem.link.answer().await, ToDevice::Busy { .. }));
    assert_eq!(world.app().hub.floor(&OFFICE.parse().unwrap()).unwrap().waiting.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn number_of_yesterday_is_acknowledged_and_noted() {
    let world = World::begin().await;
    let mut totem = Totem::link(&world).await;
    let block = totem.block("block-1", "2026-03-02").await;
    let late = given(&world, &block, 0, 0, world.clock.now());
    world.pass_until("2026-03-03T09:00:00+01:00").await;
    let mut totem = Totem::link(&world).await;
    assert_eq!(totem.take_in(&late).await, "X001");
    assert_eq!(totem.take_in(&late).await, "X001");
    let noted =
        world.log(OFFICE).into_iter().filter(|event| matches!(event.fact, Fact::NumberUnserved { .. }));
    assert_eq!(noted.count(), 1);
    // Its secret opens nothing, and the secrets of the others of that date are gone.
    world.stranger().get(&format!("/api/v1/follow/{}", late.token.as_str())).await.is(404);
    let left: i64 = world
        .folder()
        .raw()
        .query_row("select count(*) from block_number where token is not null", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn restored_office_grants_nothing_that_it_may_have_forgotten_and_takes_in_what_it_does_not_know() {
    let mut world = World::begin().await;
    let copy = Folder::with_database_of(world.folder().path());
    let mut totem = Totem::link(&world).await;
    let block = totem.block("block-1", "2026-03-02").await;
    let alone = given(&world, &block, 6, 0, world.clock.now());
    world.end().await;

    let elsewhere = Folder::empty();
    restore(&copy.database(), elsewhere.path(), false, world.clock.now()).unwrap();
    let running = serve(elsewhere.path(), world.clock.clone()).await.unwrap();
    let key = world.device_key("totem-1");
    let mut totem =
        Totem { screen: totem.screen, link: Link::welcomed(running.address, "totem-1", &key).await };
    for date in ["2026-03-02", "2026-03-03"] {
        totem.say(&format!("block-of-{date}"), Ask::Block { date: date.parse().unwrap() }).await;
        assert!(matches!(totem.link.answer().await, ToDevice::Busy { .. }), "{date}");
    }
    assert_eq!(totem.take_in(&alone).await, "X007");
    drop(totem);
    running.end().await.unwrap();
    tests::world::check(elsewhere.path(), &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn number_of_another_totem_is_refused() {
    let world = World::plan().with_elsewhere().begin().await;
    let mut totem = Totem::link(&world).await;
    let block = totem.block("block-1", "2026-03-02").await;
    let thief = Given { number: "A001".parse().unwrap(), ..given(&world, &block, 0, 0, world.clock.now()) };
    totem.say("stolen-1", Ask::TakeIn { given: Box::new(thief) }).await;
    match totem.link.answer().await {
        ToDevice::Refused { refusal, .. } => assert_eq!(refusal, Refusal::UnknownSlip),
        other => panic!("{other:?}"),
    }
}

/// A totem on its link.
struct Totem {
    link: Link,
    screen: TotemScreen,
}

impl Totem {
    async fn link(world: &World) -> Self {
        let mut link = Link::welcomed(world.address(), "totem-1", &world.device_key("totem-1")).await;
        let Snapshot::Totem(screen) = link.snapshot(|_| true).await else { panic!("not for a totem") };
        Self { link, screen }
    }

    async fn say(&mut self, request: &str, ask: Ask) {
        self.link.say(&FromDevice::Ask { request: RequestKey::new(request).unwrap(), ask }).await;
    }

    async fn block(&mut self, request: &str, date: &str) -> NumberBlock {
        self.say(request, Ask::Block { date: date.parse().unwrap() }).await;
        match self.link.answer().await {
            ToDevice::Reply { reply: Reply::Block(block), .. } => block,
            other => panic!("{other:?}"),
        }
    }

    async fn take(&mut self, request: &str) -> Taken {
        self.say(request, take_of(RESIDENCE)).await;
        match self.link.answer().await {
            ToDevice::Reply { reply: Reply::Taken(taken), .. } => taken,
            other => panic!("{other:?}"),
        }
    }

    /// The number that is acknowledged.
    async fn take_in(&mut self, given: &Given) -> String {
        let request = format!("{}-{}-{}", given.number, given.token.as_str(), given.service);
        self.say(&request, Ask::TakeIn { given: Box::new(given.clone()) }).await;
        match self.link.answer().await {
            ToDevice::Reply { reply: Reply::TakenIn { number }, .. } => number.to_string(),
            other => panic!("{other:?}"),
        }
    }
}

/// A number of a block as the totem has given it, which held the snapshot of an event.
fn given(world: &World, block: &NumberBlock, nth: usize, seq: u64, taken_at: Moment) -> Given {
    let ready = block.numbers[nth].clone();
    Given {
        date: block.date,
        number: ready.number,
        token: FollowToken::try_from(ready.token.as_str().to_owned()).unwrap(),
        taken_at,
        epoch: world.app().hub.epoch(),
        seq,
        visit: format!("visit-of-{}", ready.number).parse().unwrap(),
        service: RESIDENCE.parse().unwrap(),
        then: Vec::new(),
        need: None,
        answers: BTreeMap::new(),
        class: Class::Ordinary,
        language: Language::It,
    }
}

fn take_of(service: &str) -> Ask {
    Ask::Take {
        service: service.parse().unwrap(),
        then: Vec::new(),
        need: None,
        answers: BTreeMap::new(),
        class: Class::Ordinary,
        language: Language::It,
        quote: None,
        print: false,
    }
}
