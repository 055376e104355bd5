//! The live feed of one desk's page: a task for each page that is open, as a desk has one or two.

use super::DeskPage;
use super::drawn::withdraw_until;
use crate::app::App;
use crate::store::audit::By;
use askama::Template;
use office::id::{DeskId, OfficeId};
use office::language::Language;
use office::moment::Moment;
use screen::feed::Feed;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// Waits are told in minutes: nothing on the page is older than this.
const LOOK_AGAIN: Duration = Duration::from_secs(15);
/// After the last moment of the withdrawal, so that the look finds it over.
const JUST_AFTER: Duration = Duration::from_millis(20);

/// The feed of a desk in one language for one reader, drawn anew when the floor changes and as time
/// passes; it ends with its last listener or the server. `None` where there is no such desk.
pub fn watch_desk(
    app: Arc<App>,
    (office, desk): (OfficeId, DeskId),
    language: Language,
    reader: By,
) -> Option<watch::Receiver<Arc<Feed>>> {
    let mut published = app.hub.watch();
    let mut seen = published.borrow_and_update().of_staff();
    let (sender, receiver) = watch::channel(Arc::new(look(&app, &office, &desk, language, &reader)?));
    let mut ending = app.ending.clone();
    tokio::spawn(async move {
        loop {
            let nap = nap(&app, &office, &desk);
            tokio::select! {
                () = sender.closed() => return,
                _ = ending.wait_for(|ending| *ending) => return,
                changed = timeout(nap, published.wait_for(|now| now.of_staff() != seen)) => match changed {
                    Ok(Ok(now)) => seen = now.of_staff(),
                    Ok(Err(_)) => return,
                    Err(_) => {}
                },
            }
            let Some(feed) = look(&app, &office, &desk, language, &reader) else { return };
            sender.send_if_modified(|shown| {
                let differs = **shown != feed;
                if differs {
                    *shown = Arc::new(feed);
                }
                differs
            });
        }
    });
    Some(receiver)
}

/// How long the page stays true if nothing happens.
fn nap(app: &App, office: &OfficeId, desk: &DeskId) -> Duration {
    let now = app.clock.now();
    let until = app.hub.floor(office).and_then(|floor| withdraw_until(&floor, desk));
    match until.filter(|until| now <= *until) {
        Some(until) => until.since(now).saturating_add(JUST_AFTER).min(LOOK_AGAIN),
        None => LOOK_AGAIN,
    }
}

fn look(app: &App, office: &OfficeId, desk: &DeskId, language: Language, reader: &By) -> Option<Feed> {
    let now: Moment = app.clock.now();
    let page = {
        let floor = app.hub.floor(office)?;
        DeskPage::of(&floor, desk, language, now)?
    };
    let page = page.with_visitor(app, reader).with_printers(app, office);
    match regions(&page) {
        Ok(regions) => Some(Feed::new(page.drawn.seq, &regions, None)),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a desk could not be drawn");
            None
        }
    }
}

/// The regions of the page by name.
pub(super) fn regions(page: &DeskPage) -> askama::Result<BTreeMap<&'static str, String>> {
    Ok(BTreeMap::from([
        ("state", page.as_state().render()?),
        ("current", page.as_current().render()?),
        ("script", page.as_script().render()?),
        ("next", page.as_next().render()?),
        ("actions", page.as_actions().render()?),
        ("move", page.as_move().render()?),
        ("queue", page.as_queue().render()?),
        ("choose", page.as_choose().render()?),
        ("held", page.as_held().render()?),
        ("missing", page.as_missing().render()?),
        ("appointments", page.as_appointments().render()?),
        ("printers", page.as_printers().render()?),
    ]))
}
