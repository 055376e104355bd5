//! Serves one board on port 7398 without an office behind it, to look at it and to hear it.
//!
//! Run with `cargo run -p display --example hall -- SITUATION`: `empty`, `one`, `six`, `closed`, `long`,
//! `sign`, `sign-free`, `sign-closed`, `far`, `near` or `stale`; `call` announces a next number every 5 s.

use axum::Router;
use chrono_tz::Europe::Rome;
use office::id::{DeskId, RequestKey};
use office::language::Text;
use office::moment::Moment;
use office::number::Series;
use office::wire::{Ask, Board, Call, DeskSign, DisplayScreen, Reply, Wait, WaitingLine};
use screen::feed::Pulse;
use screen::front::{Front, Unserved};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

#[derive(Clone)]
struct Hall {
    screen: watch::Receiver<Arc<DisplayScreen>>,
    stale: bool,
}

impl Front for Hall {
    type Screen = DisplayScreen;

    fn screen(&self) -> watch::Receiver<Arc<DisplayScreen>> {
        self.screen.clone()
    }

    fn pulse(&self) -> Pulse {
        let as_of = self.screen.borrow().board.as_of;
        Pulse { as_of: screen::words::clock(as_of, Rome), stale: self.stale }
    }

    async fn ask(&self, _request: RequestKey, _ask: Ask) -> Result<Reply, Unserved> {
        Err(Unserved::Away)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let situation = std::env::args().nth(1).unwrap_or_else(|| "six".into());
    let (sender, screen) = watch::channel(Arc::new(hall(&situation)?));
    let front = Hall { screen, stale: situation == "stale" };
    if situation == "call" {
        tokio::spawn(call_on(sender));
    } else {
        std::mem::forget(sender);
    }
    let router = Router::new()
        .merge(display::router(front, display::Speech::default()))
        .nest(display::STATIC_PATH, display::files())
        .nest(screen::assets::STATIC_PATH, screen::assets::router());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7398").await?;
    axum::serve(listener, router).await?;
    Ok(())
}

async fn call_on(sender: watch::Sender<Arc<DisplayScreen>>) {
    let mut every = tokio::time::interval(Duration::from_secs(5));
    for n in 1.. {
        every.tick().await;
        sender.send_modify(|screen| {
            let screen = Arc::make_mut(screen);
            let board = &mut screen.board;
            board.as_of = board.as_of.plus(Duration::from_secs(5));
            board.seq += 1;
            if let Ok(mut call) = call(&format!("A{n:03}"), n % 3 + 1, "Anagrafe", 0) {
                call.call_seq = u64::from(n);
                (call.called_at, call.announced_at) = (board.as_of, board.as_of);
                board.calls.insert(0, call);
                board.calls.truncate(5);
            }
        });
    }
}

fn hall(situation: &str) -> Result<DisplayScreen, Box<dyn Error>> {
    let mut screen = DisplayScreen {
        office: text("Comune di Lecco – Sede del Portico"),
        zone: Rome,
        board: board()?,
        only: None,
        viewing_distance_m: 5.0,
        panel_diagonal_in: 43.0,
    };
    let calls = &mut screen.board.calls;
    match situation {
        "empty" | "call" => calls.clear(),
        "one" => calls.truncate(1),
        "closed" => {
            calls.clear();
            screen.board.open = false;
            screen.board.opens_at = Some(Moment::new("2026-11-24T07:30:00Z".parse()?));
        }
        "long" => {
            for call in calls {
                call.desk_name = text("Sportello polifunzionale anagrafe e stato civile");
                call.desk_number += 9;
                call.number = format!("M1{}", &call.number.to_string()[1..]).parse()?;
            }
        }
        "far" => screen.viewing_distance_m = 8.0,
        "near" => screen.viewing_distance_m = 3.0,
        "sign" | "sign-free" | "sign-closed" => {
            let name = text("Sportello polifunzionale anagrafe e stato civile");
            let open = situation != "sign-closed";
            screen.only = Some(DeskSign { desk: DeskId::new("desk-2")?, number: 2, name, open });
            if situation != "sign" {
                calls.clear();
            }
        }
        _ => {}
    }
    Ok(screen)
}

fn board() -> Result<Board, Box<dyn Error>> {
    let line =
        |series, title: &str, count, wait: Option<(u32, u32)>| -> Result<WaitingLine, Box<dyn Error>> {
            let wait = wait.map(|(low_min, high_min)| Wait { low_min, high_min });
            Ok(WaitingLine { series: Series::new(series)?, service: None, title: text(title), count, wait })
        };
    Ok(Board {
        epoch: 1,
        seq: 40,
        as_of: now()?,
        open: true,
        opens_at: None,
        calls: vec![
            call("A042", 2, "Anagrafe", 2)?,
            call("T017", 3, "Tributi", 40)?,
            call("A041", 1, "Accoglienza e informazioni", 75)?,
            call("C008", 4, "Stato civile", 130)?,
            call("A040", 2, "Anagrafe", 200)?,
            call("T016", 3, "Tributi", 290)?,
        ],
        waiting: vec![
            line('A', "Carta d’identità elettronica", 6, Some((25, 40)))?,
            line('A', "Cambio di residenza", 3, Some((20, 35)))?,
            line('A', "Certificati anagrafici e di stato civile", 1, Some((10, 20)))?,
            line('C', "Pubblicazioni di matrimonio", 0, Some((0, 5)))?,
            line('C', "Dichiarazione di nascita", 1, Some((0, 10)))?,
            line('T', "TARI: iscrizione, variazione, cessazione", 4, Some((60, 90)))?,
            line('T', "IMU", 2, None)?,
            line('E', "Servizi sociali", 2, Some((15, 30)))?,
            line('F', "Informazioni", 0, Some((0, 5)))?,
            line('F', "SPID e CIE: aiuto", 0, Some((5, 10)))?,
            line('G', "Tessera elettorale", 0, Some((5, 10)))?,
            line('G', "Autentica di firma e di copia", 0, Some((5, 10)))?,
        ],
        notices: vec![text("Giovedì 26 novembre gli sportelli chiudono alle 12:00")],
    })
}

fn call(number: &str, desk: u32, name: &str, age_s: u64) -> Result<Call, Box<dyn Error>> {
    let announced_at = now()?.minus(Duration::from_secs(age_s));
    Ok(Call {
        number: number.parse()?,
        desk: DeskId::new(&format!("desk-{desk}"))?,
        desk_number: desk,
        desk_name: text(name),
        call_seq: 1_000 - age_s,
        nth: 1,
        called_at: announced_at,
        announced_at,
        language: None,
    })
}

fn now() -> Result<Moment, Box<dyn Error>> {
    Ok(Moment::new("2026-11-23T09:42:00Z".parse()?))
}

fn text(words: &str) -> Text {
    Text { it: words.into(), en: words.into() }
}
