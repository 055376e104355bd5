//! What makes a totem ready for being alone, and tells the office afterwards what it has done.

use super::reserve::{LEFT_MIN, Reserve};
use crate::Shown;
use agent::front::{LinkFront, Standing, Station, Unreached};
use agent::pass::Pass;
use office::id::RequestKey;
use office::wire::{Ask, FromDevice, Given, Reply};
use screen::front::Front;
use std::convert::Infallible;
use std::future::pending;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::sleep;

/// Pause before the office is asked again that could not answer.
const REST: Duration = Duration::from_secs(2);
/// The same where nothing was the matter but that there is nothing to hand in or to be granted.
const LONG_REST: Duration = Duration::from_secs(60);

/// Keeps a totem ready from its first snapshot on: hands in what it has given, and asks for the blocks that it
/// lacks. Its key lies in `folder`.
pub async fn keep_ready(
    station: Arc<Station<Shown>>,
    up: mpsc::Sender<FromDevice>,
    reserve: Arc<Reserve>,
    folder: PathBuf,
) -> Infallible {
    let mut shown = station.shown();
    let first = shown.wait_for(Option::is_some).await.ok().and_then(|first| first.clone());
    if let Some(first) = first {
        keep(LinkFront::new(&station, first, up), &reserve, &folder).await;
    }
    pending().await
}

async fn keep(link: LinkFront<Shown>, reserve: &Reserve, folder: &Path) {
    let (mut screen, mut standing, mut changes) = (link.screen(), link.standing(), reserve.changes());
    loop {
        if standing.wait_for(|standing| *standing == Standing::Linked).await.is_err() {
            return;
        }
        screen.mark_unchanged();
        changes.mark_unchanged();
        let rest = match hand_in(&link, reserve).await {
            true => stock_up(&link, reserve, folder).await,
            false => REST,
        };
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            changed = wants_other(&mut screen) => if !changed { return },
            () = sleep(rest) => {}
        }
    }
}

/// Waits until blocks of other dates are wanted; false once nobody says so any more.
async fn wants_other(screen: &mut watch::Receiver<Arc<Shown>>) -> bool {
    let wanted = screen.borrow_and_update().screen.blocks.clone();
    screen.wait_for(|shown| shown.screen.blocks != wanted).await.is_ok()
}

/// Hands in what was given, in its order; whether all of it has come in.
async fn hand_in(link: &LinkFront<Shown>, reserve: &Reserve) -> bool {
    let mut is_all = true;
    for given in reserve.given() {
        let ended = match link.reach(name_of(&given), Ask::TakeIn { given: Box::new(given.clone()) }).await {
            Ok(_) => reserve.settle(&given).await,
            Err(Unreached::Refused(refusal)) => {
                tracing::error!(number = %given.number, code = refusal.code(), "a number was not taken in");
                reserve.put_aside(&given).await
            }
            Err(Unreached::Down | Unreached::Silent) => return false,
            Err(Unreached::Busy) => {
                is_all = false;
                continue;
            }
        };
        if let Err(error) = ended {
            tracing::error!(%error, "what was handed in cannot be written down");
            return false;
        }
    }
    is_all
}

/// The name under which a number is handed in, however often.
fn name_of(given: &Given) -> RequestKey {
    let name = format!("{}-{}-{}", given.date.format("%Y%m%d"), given.number, given.token.as_str());
    RequestKey::new(&name).expect("a date, a number and a token are short enough for a name")
}

/// Asks for the blocks that are lacking; how long to rest then.
async fn stock_up(link: &LinkFront<Shown>, reserve: &Reserve, folder: &Path) -> Duration {
    let pass = match Pass::read(folder) {
        Ok(pass) => pass,
        Err(error) => {
            tracing::error!(%error, "without its key a totem keeps no numbers");
            return LONG_REST;
        }
    };
    if let Err(error) = reserve.is_now(pass.as_ref()).await {
        tracing::error!(%error, "numbers cannot be written down");
        return LONG_REST;
    }
    let wanted = link.screen().borrow().screen.blocks.clone();
    for date in wanted.into_iter().filter(|date| reserve.left(*date) < LEFT_MIN) {
        let Some(request) = fresh_name() else { return LONG_REST };
        let kept = match link.reach(request, Ask::Block { date }).await {
            Ok(Reply::Block(block)) => reserve.granted(block, pass.as_ref()).await,
            Ok(_) | Err(Unreached::Busy | Unreached::Refused(_)) => continue,
            Err(Unreached::Down | Unreached::Silent) => return REST,
        };
        if let Err(error) = kept {
            tracing::error!(%error, "numbers cannot be written down");
            return LONG_REST;
        }
    }
    LONG_REST
}

/// A name of its own for each asking: a block whose answer is lost stays with this totem, and is not used.
fn fresh_name() -> Option<RequestKey> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    RequestKey::new(&format!("block-{:032x}", u128::from_le_bytes(bytes))).ok()
}
