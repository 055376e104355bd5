//! What a totem gets over its link: the configuration, numbers for several services, and paper without a number.

use office::id::{AnswerId, BodyId, EvidenceId, NeedId, QuestionId, RequestKey, ServiceId};
use office::language::Language;
use office::refusal::Refusal;
use office::slip::Line;
use office::ticket::Class;
use office::wire::{Ask, FromDevice, PrintJob, Reply, Sheet, Snapshot, ToDevice};
use std::collections::BTreeMap;
use std::time::Duration;
use tests::device::Link;
use tests::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn totem_gets_the_configuration_before_the_snapshots_that_refer_to_it() {
    let world = whole().await;
    let mut totem = linked(&world, "totem-1").await;
    let ToDevice::Configuration { version, configuration } = totem.hear().await else { panic!() };
    let Snapshot::Totem(screen) = totem.snapshot(|_| true).await else { panic!() };
    assert_eq!(screen.configuration, version);
    assert_eq!(configuration.needs.len(), server::catalogue::default_configuration().unwrap().needs.len());
    assert_eq!(screen.services.len(), configuration.services.len());
    assert_eq!(screen.outlook.services.len(), configuration.services.len());
    let mut display = linked(&world, "display-1").await;
    assert!(matches!(display.hear().await, ToDevice::Snapshot { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn most_asked_for_are_what_numbers_were_taken_for_at_this_hour() {
    let world = whole().await;
    let mut totem = linked(&world, "totem-1").await;
    let Snapshot::Totem(before) = totem.snapshot(|_| true).await else { panic!() };
    assert_eq!(before.popular[0].as_str(), "certificati");
    for _ in 0..25 {
        world.clerk().take("imu").await;
    }
    world.pass(Duration::from_secs(60)).await;
    let is_learned = |snapshot: &Snapshot| match snapshot {
        Snapshot::Totem(screen) => screen.popular[0].as_str() == "imu",
        other => panic!("{other:?}"),
    };
    totem.snapshot(is_learned).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn number_for_several_services_keeps_what_was_said_for_the_clerk() {
    let world = whole().await;
    let mut totem = linked(&world, "totem-1").await;
    let Ask::Take { class, language, quote, print, .. } = take(&["imu"]) else { unreachable!() };
    let answer =
        |question: &str, answer: &str| (QuestionId::new(question).unwrap(), AnswerId::new(answer).unwrap());
    let said = Ask::Take {
        service: id("cambio-indirizzo"),
        then: vec![id("tari-dichiarazione")],
        need: NeedId::new("cambio-casa").ok(),
        answers: BTreeMap::from([
            answer("residenza-dove", "dentro-lecco"),
            answer("tari-cosa", "niente"),
            answer("nessuna", "x"),
        ]),
        class,
        language,
        quote,
        print,
    };
    let taken = match reply(&mut totem, "tap-1", said).await {
        Ok(Reply::Taken(taken)) => taken,
        other => panic!("{other:?}"),
    };
    assert_eq!((taken.service.as_str(), taken.then), ("cambio-indirizzo", vec![id("tari-dichiarazione")]));
    let told = world.app().reader.told(&taken.id).unwrap().unwrap();
    assert_eq!(told.need, NeedId::new("cambio-casa").ok());
    assert_eq!(told.answers, BTreeMap::from([answer("residenza-dove", "dentro-lecco")]));
}

#[tokio::test(flavor = "multi_thread")]
async fn legs_that_are_not_there_are_refused() {
    let world = whole().await;
    let mut totem = linked(&world, "totem-1").await;
    let refused = reply(&mut totem, "tap-1", take(&["imu", "nessuno"])).await;
    assert_eq!(refused.unwrap_err(), Refusal::UnknownService { service: id("nessuno") });
}

#[tokio::test(flavor = "multi_thread")]
async fn sheet_is_printed_once_for_each_request_without_a_number() {
    let world = whole().await;
    let mut totem = linked(&world, "totem-1").await;
    let sheet = Sheet::Procedure { service: id("cie-rilascio"), missing: None };
    let print = |language| Ask::Print { sheet: sheet.clone(), language };
    for _ in 0..2 {
        assert_eq!(reply(&mut totem, "tap-1", print(Language::It)).await, Ok(Reply::Printing));
    }
    let jobs = jobs(&world).await;
    assert_eq!(jobs.len(), 1);
    assert!(words(&jobs[0]).contains("Carta d'identità"), "{}", words(&jobs[0]));
    assert_eq!(world.log_len(), world.log("portico").len() as u64);
    assert!(
        world
            .log("portico")
            .iter()
            .all(|event| event.cause.as_ref().is_none_or(|cause| cause.as_str() != "tap-1"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_of_each_kind_are_laid_out_and_unknown_ones_refused() {
    let world = whole().await;
    let mut totem = linked(&world, "totem-1").await;
    let paper = |id: &str| EvidenceId::new(id).ok();
    let body = |id: &str| BodyId::new(id).unwrap();
    let printed = [
        (
            Sheet::Procedure { service: id("cie-smarrimento"), missing: paper("denuncia-smarrimento") },
            "Denuncia",
        ),
        (
            Sheet::Referral { body: body("questura-lecco"), service: id("passaporto"), missing: None },
            "Questura",
        ),
        (Sheet::Online { service: id("certificati-anagrafici") }, "ANPR"),
    ];
    for (n, (sheet, word)) in printed.into_iter().enumerate() {
        let ask = Ask::Print { sheet, language: Language::It };
        assert_eq!(reply(&mut totem, &format!("tap-{n}"), ask).await, Ok(Reply::Printing));
        let jobs = jobs(&world).await;
        assert!(words(&jobs[n]).contains(word), "{}", words(&jobs[n]));
    }
    let refused = [
        Sheet::Procedure { service: id("nessuno"), missing: None },
        Sheet::Procedure { service: id("imu"), missing: paper("nessuno") },
        Sheet::Referral { body: body("nessuno"), service: id("imu"), missing: None },
        Sheet::Online { service: id("protocollo") },
    ];
    for (n, sheet) in refused.into_iter().enumerate() {
        let ask = Ask::Print { sheet, language: Language::It };
        let refused = reply(&mut totem, &format!("no-{n}"), ask).await;
        assert!(matches!(refused, Err(Refusal::UnknownService { .. })), "{refused:?}");
    }
    assert_eq!(jobs(&world).await.len(), 3);
}

async fn whole() -> World {
    World::plan().with_whole_catalogue().begin().await
}

async fn linked(world: &World, device: &str) -> Link {
    Link::welcomed(world.address(), device, &world.device_key(device)).await
}

fn id(service: &str) -> ServiceId {
    ServiceId::new(service).unwrap()
}

fn take(legs: &[&str]) -> Ask {
    Ask::Take {
        service: id(legs[0]),
        then: legs[1..].iter().map(|leg| id(leg)).collect(),
        need: None,
        answers: BTreeMap::new(),
        class: Class::Ordinary,
        language: Language::It,
        quote: None,
        print: true,
    }
}

async fn reply(totem: &mut Link, request: &str, ask: Ask) -> Result<Reply, Refusal> {
    totem.say(&FromDevice::Ask { request: RequestKey::new(request).unwrap(), ask }).await;
    match totem.answer().await {
        ToDevice::Reply { reply, .. } => Ok(reply),
        ToDevice::Refused { refusal, .. } => Err(refusal),
        other => panic!("{other:?}"),
    }
}

/// What the printer has to print.
async fn jobs(world: &World) -> Vec<PrintJob> {
    match linked(world, "printer-1").await.snapshot(|_| true).await {
        Snapshot::Printer(screen) => screen.jobs,
        other => panic!("{other:?}"),
    }
}

fn words(job: &PrintJob) -> String {
    let lines = job.slip.lines().iter().filter_map(|line| match line {
        Line::Text { text, .. } => Some(text.as_str()),
        Line::Rule | Line::Space { .. } | Line::Qr { .. } => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}
