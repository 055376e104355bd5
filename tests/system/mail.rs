//! Messages to who has an appointment: what they say, when they go out, and that each goes out once.

mod judge;
mod kills;
mod said;
mod tried;

use server::app::App;
use tests::smtp::{Smtp, Taken};
use tests::until::until;
use tests::world::OFFICE;

/// The messages, once there are so many.
async fn messages(smtp: &Smtp, count: usize) -> Vec<Taken> {
    until(&format!("{count} messages"), async || Some(smtp.taken()).filter(|taken| taken.len() >= count))
        .await
}

/// How many messages wait to be taken, and how many were given up.
fn figures(app: &App) -> (u64, u64) {
    let office = OFFICE.parse().unwrap();
    let found = app.reader.mail_figures(Some(&office), app.clock.now()).unwrap();
    (found.waiting, found.failed)
}
