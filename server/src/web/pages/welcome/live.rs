//! The live part of the welcome page: who waits, drawn anew when the floor changes and as time passes.

use super::asked::Visit;
use super::hall::{self, Hall};
use crate::app::App;
use crate::web::pages::printers;
use askama::Template;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::language::Language;
use screen::Page;
use screen::feed::Feed;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// Waits are told in minutes: nothing on the page is older than this.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// The hall alone.
#[derive(Template)]
#[template(path = "welcome-hall.html")]
struct HallPart {
    page: Page,
    hall: Hall,
}

/// The feed of an office's hall in one language, until nobody listens; `None` where there is no such
/// office. Its links lead to `page`'s own addresses.
pub fn watch_hall(
    app: Arc<App>,
    office: OfficeId,
    language: Language,
    page: Visit,
) -> Option<watch::Receiver<Arc<Feed>>> {
    let mut published = app.hub.watch();
    let mut seen = published.borrow_and_update().of_staff();
    let (sender, receiver) = watch::channel(Arc::new(look(&app, &office, language, &page)?));
    let mut ending = app.ending.clone();
    tokio::spawn(async move {
        loop {
            let changed = published.wait_for(|now| now.of_staff() != seen);
            tokio::select! {
                () = sender.closed() => return,
                _ = ending.wait_for(|ending| *ending) => return,
                changed = timeout(LOOK_AGAIN, changed) => match changed {
                    Ok(Ok(now)) => seen = now.of_staff(),
                    Ok(Err(_)) => return,
                    Err(_) => {}
                },
            }
            let Some(feed) = look(&app, &office, language, &page) else { return };
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

fn look(app: &App, office: &OfficeId, language: Language, page: &Visit) -> Option<Feed> {
    let hall = {
        let printers = printers::lines(app, office, language);
        let floor = app.hub.floor(office)?;
        Hall { printers, ..hall::draw(&floor, language, page, app.clock.now())? }
    };
    let seq = hall.seq;
    match part(hall, language) {
        Ok(html) => Some(Feed::new(seq, &BTreeMap::from([("hall", html)]), None)),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the hall could not be drawn");
            None
        }
    }
}

/// The region of the page.
pub(super) fn part(hall: Hall, language: Language) -> askama::Result<String> {
    HallPart { page: Page::of_staff(language, "", "UTC"), hall }.render()
}
