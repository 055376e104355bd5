//! The office's machine: the real server over the simulated network, its registrar one turn at a time.

use super::outside::{Fate, OFFICE_HOST, Outside, PORT, key};
use super::{BOARDS, DESKS, HOSTS, PRINTERS, TOTEMS};
use office::command::Order;
use office::event::{Actor, ActorKind};
use office::id::{ActorId, DeskId, DeviceId, OfficeId};
use office::wire::DeviceRole;
use server::assembly::{Assembly, Opened};
use server::clock::{Clock, HandClock};
use server::control::device;
use server::hub::Hub;
use server::init::init;
use server::registrar::{Chore, Command, Registrar, Work};
use server::run::Settings;
use server::store::audit::By;
use server::store::keys::{KeyRow, Role, hash};
use server::store::setup::Mode;
use server::store::{FILE_NAME, Writer};
use server::web::accept::{Listen, serve as accept};
use server::web::routes::router;
use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tests::folder::Folder;
use tests::world::{OFFICE, REGISTER, small_configuration};
use tokio::time::{Instant, interval};
use turmoil::net::{TcpListener, TcpStream};

/// How often the registrar takes a turn.
const TURN_EVERY: Duration = Duration::from_millis(40);
/// Shortest time between two looks of the forecaster, which are a thread's work elsewhere.
const LOOK_EVERY: Duration = Duration::from_secs(15);

/// Who comes in looks like a program of this machine: the simulation has no certificates.
struct Door(TcpListener);

impl Listen for Door {
    type Stream = TcpStream;

    async fn accept(&self) -> std::io::Result<(TcpStream, SocketAddr)> {
        let (stream, address) = self.0.accept().await?;
        Ok((stream, SocketAddr::from((Ipv4Addr::LOCALHOST, address.port()))))
    }
}

/// Runs a server on the disk of the office, until its machine fails or it is asked to end.
pub async fn serve(outside: Arc<Outside>) -> turmoil::Result {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
    let settings = Settings::plain(outside.folder.path(), address, Mode::Serve);
    let opened = Opened::open(&settings, outside.clock.clone())?;
    let Assembly { app, mut turns, forecaster, ending } = opened.assemble(&settings, address, None)?;
    let listener = Door(TcpListener::bind((Ipv4Addr::UNSPECIFIED, PORT)).await?);
    let (routes, _) = router(&app);
    let web = tokio::spawn(accept(listener, None, routes, app.door.clone(), app.ending.clone()));
    app.ready.store(true, Ordering::SeqCst);
    outside.state().app = Some(app.clone());
    let mut turn = interval(TURN_EVERY);
    let mut looked_at = Instant::now();
    while !web.is_finished() {
        turn.tick().await;
        let before = *app.hub.watch().borrow();
        turns.take()?;
        let has_committed = *app.hub.watch().borrow() != before;
        let fate = outside.state().fate;
        match fate {
            Fate::LostAtCommit if has_committed => {
                HOSTS.iter().for_each(|host| turmoil::partition(OFFICE_HOST, host.as_str()));
                outside.state().fate = Fate::Lost;
                pending::<()>().await;
            }
            Fate::Ends => drop(ending.send(true)),
            Fate::None | Fate::LostAtCommit | Fate::Lost => {}
        }
        if looked_at.elapsed() > LOOK_EVERY {
            looked_at = Instant::now();
            // Where windows have moved, only the statistics would know.
            forecaster.look();
        }
    }
    Ok(())
}

/// A folder with an office that has its devices and an open desk for each clerk; copied for each seed.
pub fn furnished(clock: &Arc<HandClock>) -> Folder {
    let folder = Folder::light();
    let office = OfficeId::new(OFFICE).unwrap();
    init(folder.path(), Mode::Serve, vec![small_configuration()], clock.as_ref()).unwrap();
    let store = Writer::open(folder.path(), clock.now()).unwrap();
    let floors = vec![store.reader().unwrap().floor(&office).unwrap()];
    let epoch = store.reader().unwrap().server().unwrap().epoch;
    let mut registrar = Registrar::new(store, clock.clone(), Hub::new(epoch, floors), String::new());
    registrar.load().unwrap();
    registrar.step(&registrar.due_ticks()).unwrap();
    let mut works = vec![Work::Chore(Chore::AddKey(clerk(&office, clock.as_ref()), By::command_line()))];
    works.extend(devices(&office));
    works.extend(DESKS.map(|desk| {
        let order = Order::OpenDesk { desk: DeskId::new(desk).unwrap() };
        let actor = Actor { kind: ActorKind::Key, id: ActorId::new("clerk").unwrap() };
        Work::Command(Command {
            office: office.clone(),
            actor,
            request: None,
            order,
            aside: None,
            party: None,
        })
    }));
    registrar.step(&works).unwrap();
    folder
}

/// The same office once more.
pub fn copied(from: &Path) -> Folder {
    let folder = Folder::light();
    std::fs::copy(from.join(FILE_NAME), folder.database()).unwrap();
    folder
}

fn clerk(office: &OfficeId, clock: &HandClock) -> KeyRow {
    KeyRow {
        id: "clerk".into(),
        hash: hash(&key("clerk")),
        role: Role::Clerk,
        office: office.clone(),
        label: String::new(),
        expires_at: clock.now().plus(Duration::from_secs(365 * 24 * 3600)),
        revoked: false,
    }
}

/// Printers, a totem beside each of them, boards, and the sign of a desk among them.
fn devices(office: &OfficeId) -> impl Iterator<Item = Work> {
    let office = office.clone();
    let made = move |kind: &str, nth: usize, role, desk: Option<&str>, printer: Option<usize>| {
        let id = format!("{kind}-{nth}");
        let (secret, title) = (key(&id), id.clone());
        let desk = desk.map(|desk| DeskId::new(desk).unwrap());
        let printer = printer.map(|nth| DeviceId::new(&format!("printer-{nth}")).unwrap());
        let row = device(DeviceId::new(&id).unwrap(), office.clone(), role, title, desk, printer, &secret);
        Work::Chore(Chore::AddDevice(row, By::command_line()))
    };
    let again = made.clone();
    let board = made.clone();
    (0..PRINTERS)
        .map(move |nth| made("printer", nth, DeviceRole::Printer, None, None))
        .chain((0..TOTEMS).map(move |nth| again("totem", nth, DeviceRole::Totem, None, Some(nth))))
        .chain((0..BOARDS).map(move |nth| {
            let desk = super::boards::is_sign(nth).then_some(REGISTER);
            board("board", nth, DeviceRole::Display, desk, None)
        }))
}
