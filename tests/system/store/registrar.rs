//! The registrar without its thread: batches, failures and a second process.

use office::command::Order;
use office::event::{Actor, ActorKind, Channel};
use office::id::{ActorId, DeskId, FollowToken, OfficeId, ServiceId};
use office::number::Number;
use office::ticket::Class;
use server::clock::{Clock, HandClock};
use server::hub::Hub;
use server::init::init;
use server::registrar::{Answer, Aside, Command, Outcome, Registrar, Work};
use server::store::paper::Told;
use server::store::setup::Mode;
use server::store::{Reader, Writer};
use std::sync::Arc;
use tests::folder::Folder;
use tests::world::{MONDAY_NINE, OFFICE, REGISTER, RESIDENCE, check, moment, small_configuration};

#[test]
fn one_bad_command_does_not_take_the_others_down() {
    let hall = Hall::new();
    let mut registrar = hall.registrar();
    // The same secret on two slips breaks a constraint: a failure of the store, not a refusal.
    let batch = [take(1), take(2), take(1), call_next(), take(3)];
    let outcomes = registrar.step(&batch).unwrap();
    assert_eq!(number(&outcomes[0]).to_string(), "A001");
    assert_eq!(number(&outcomes[1]).to_string(), "A002");
    assert_eq!(outcomes[2], Outcome::Failed);
    assert!(matches!(outcomes[3], Outcome::Refused(_)), "{:?}", outcomes[3]);
    assert_eq!(number(&outcomes[4]).to_string(), "A003");
    hall.check();
}

#[test]
fn failed_command_leaves_nothing_behind_and_the_floor_is_folded_anew() {
    let hall = Hall::new();
    let mut registrar = hall.registrar();
    registrar.step(&[take(1)]).unwrap();
    assert_eq!(registrar.step(&[take(1)]).unwrap(), [Outcome::Failed]);
    assert_eq!(registrar.floors().map(|floor| floor.tickets.len()).collect::<Vec<_>>(), [1]);
    assert!(registrar.next_due().is_some(), "time goes on");
    assert_eq!(number(&registrar.step(&[take(2)]).unwrap()[0]).to_string(), "A002");
    hall.check();
}

#[test]
fn whole_batch_is_one_step_in_the_order_in_which_it_came() {
    let hall = Hall::new();
    let mut registrar = hall.registrar();
    let desk = DeskId::new(REGISTER).unwrap();
    let open = command(Order::OpenDesk { desk }, None);
    let outcomes = registrar.step(&[open, take(1), call_next(), take(2)]).unwrap();
    match &outcomes[2] {
        Outcome::Done(Answer::Called(called)) => assert_eq!(called.ticket.number, "A001"),
        other => panic!("{other:?}"),
    }
    hall.check();
}

#[test]
fn two_registrars_on_one_database_fold_each_others_events() {
    let hall = Hall::new();
    let (mut one, mut other) = (hall.registrar(), hall.registrar());
    for nth in 0..20_u128 {
        let registrar = if nth % 2 == 0 { &mut one } else { &mut other };
        let taken = number(&registrar.step(&[take(nth + 1)]).unwrap()[0]);
        assert_eq!(u128::from(taken.count().get()), nth + 1);
    }
    let desk = DeskId::new(REGISTER).unwrap();
    one.step(&[command(Order::OpenDesk { desk }, None)]).unwrap();
    assert!(matches!(&other.step(&[call_next()]).unwrap()[0], Outcome::Done(Answer::Called(_))));
    assert!(matches!(&one.step(&[call_next()]).unwrap()[0], Outcome::Refused(_)), "the desk is busy");
    hall.check();
}

#[test]
fn tick_that_has_nothing_to_do_writes_nothing() {
    let hall = Hall::new();
    let mut registrar = hall.registrar();
    assert!(registrar.due_ticks().is_empty());
    let office = OfficeId::new(OFFICE).unwrap();
    let before = hall.reader().floor(&office).unwrap().seq;
    registrar.step(&[Work::Command(server::registrar::tick(office.clone()))]).unwrap();
    assert_eq!(hall.reader().floor(&office).unwrap().seq, before);
}

/// A folder with the default office on a Monday at nine, and nobody serving it.
struct Hall {
    folder: Folder,
    clock: Arc<HandClock>,
}

impl Hall {
    fn new() -> Self {
        let folder = Folder::empty();
        let clock = Arc::new(HandClock::at(moment(MONDAY_NINE)));
        init(folder.path(), Mode::Serve, vec![small_configuration()], clock.as_ref()).unwrap();
        Self { folder, clock }
    }

    /// A registrar whose office has its day open.
    fn registrar(&self) -> Registrar {
        let store = Writer::open(self.folder.path(), self.clock.now()).unwrap();
        let hub = Hub::new(0, Vec::new());
        let mut registrar = Registrar::new(store, self.clock.clone(), hub, "http://localhost".into());
        registrar.load().unwrap();
        let due = registrar.due_ticks();
        registrar.step(&due).unwrap();
        registrar
    }

    fn reader(&self) -> Reader {
        Reader::open(&self.folder.database()).unwrap()
    }

    fn check(&self) {
        check(self.folder.path(), &[]);
    }
}

fn take(secret: u128) -> Work {
    let token = FollowToken::from_random(secret);
    let aside = Aside { token, told: Told::default(), printer: None, visit: None };
    let service = ServiceId::new(RESIDENCE).unwrap();
    let order = Order::IssueTicket {
        service,
        then: Vec::new(),
        class: Class::Ordinary,
        channel: Channel::Api,
        quote: None,
        against: None,
    };
    command(order, Some(aside))
}

fn call_next() -> Work {
    command(Order::CallNext { desk: DeskId::new(REGISTER).unwrap() }, None)
}

fn command(order: Order, aside: Option<Aside>) -> Work {
    let actor = Actor { kind: ActorKind::Key, id: ActorId::new("clerk").unwrap() };
    Work::Command(Command {
        office: OfficeId::new(OFFICE).unwrap(),
        actor,
        request: None,
        order,
        aside,
        party: None,
    })
}

fn number(outcome: &Outcome) -> Number {
    match outcome {
        Outcome::Done(Answer::Taken(taken)) => taken.number,
        other => panic!("no number: {other:?}"),
    }
}
