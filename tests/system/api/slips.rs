//! What a printer is given.

use office::command::Order;
use office::event::{Actor, ActorKind, Channel};
use office::id::{ActorId, DeviceId, FollowToken, OfficeId, ServiceId};
use office::slip::{Line, Slip};
use office::ticket::Class;
use office::wire::Snapshot;
use server::registrar::{Aside, Command, Lane};
use server::store::paper::Told;
use tests::device::Link;
use tests::world::{OFFICE, RESIDENCE, TAX, World};

#[tokio::test(flavor = "multi_thread")]
async fn slip_of_a_visit_lists_its_services_in_their_order() {
    let world = World::begin().await;
    let service = |id: &str| ServiceId::new(id).unwrap();
    let app = world.app();
    let order = Order::IssueTicket {
        service: service(TAX),
        then: vec![service(RESIDENCE)],
        class: Class::Ordinary,
        channel: Channel::Welcome,
        quote: None,
        against: None,
    };
    let aside = Aside {
        token: FollowToken::from_random(app.random_bits().unwrap()),
        told: Told::default(),
        printer: Some(DeviceId::new("printer-1").unwrap()),
        visit: None,
    };
    let actor = Actor { kind: ActorKind::Staff, id: ActorId::new("welcome").unwrap() };
    let office = OfficeId::new(OFFICE).unwrap();
    let command = Command { office, actor, request: None, order, aside: Some(aside), party: None };
    app.command(Lane::Hall, command).await.unwrap();

    let title = |id: &str| {
        let floor = app.hub.floor(&OfficeId::new(OFFICE).unwrap()).unwrap();
        floor.rules().unwrap().service(&service(id)).unwrap().title.it.clone()
    };
    let mut printer = Link::welcomed(world.address(), "printer-1", &world.device_key("printer-1")).await;
    let snapshot = printer.snapshot(|snapshot| !slips(snapshot).is_empty()).await;
    let words = words(&slips(&snapshot)[0]);
    let (first, second) = (format!("1. {}", title(TAX)), format!("2. {}", title(RESIDENCE)));
    assert!(words.contains(&first) && words.find(&first) < words.find(&second), "{words}");
}

fn slips(snapshot: &Snapshot) -> Vec<Slip> {
    match snapshot {
        Snapshot::Printer(screen) => screen.jobs.iter().map(|job| job.slip.clone()).collect(),
        Snapshot::Totem(_) | Snapshot::Display(_) => panic!("not a printer's snapshot"),
    }
}

fn words(slip: &Slip) -> String {
    let lines = slip.lines().iter();
    let texts = lines.filter_map(|line| match line {
        Line::Text { text, .. } => Some(text.as_str()),
        Line::Rule | Line::Space { .. } | Line::Qr { .. } => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}
