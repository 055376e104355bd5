//! The sender: takes queued messages to the SMTP server, off the writer's thread.
//!
//! ```text
//! due? -> claim (committed) -> compose from what is known now -> SMTP -> how it ended (committed)
//! ```
//!
//! Nothing is said twice and nothing is forgotten, as far as mail allows it: a claim that was cut off by a
//! crash is sent again under its old message id, by which mailboxes know what comes twice. Names, addresses
//! and what an SMTP server says about them are never logged.

mod letter;
mod smtp;

pub use letter::{Letter, Wanted};
pub use smtp::Refused;

use crate::app::{App, end_of};
use crate::registrar::appointments::page_url;
use crate::registrar::{Chore, Lane, Outcome, Work};
use crate::settings::MailSettings;
use crate::store::StoreError;
use crate::store::mail::{Mail, MailEnd, MailKind};
use office::agenda::{Booking, BookingState};
use office::moment::Moment;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// How often the sender looks for what is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Most messages that are taken on at one look.
const LOOK_MAX: u32 = 20;
/// How long a message rests after the first attempt; twice as long after each further one.
const REST_FIRST: Duration = Duration::from_secs(60);
/// How long it rests at most.
const REST_MAX: Duration = Duration::from_secs(6 * 3600);
/// How long the sender rests where the SMTP server itself is the trouble, and not the message.
const PAUSE: Duration = Duration::from_secs(60);
/// How soon a registrar that is busy is told again how an attempt ended.
const TELL_AGAIN: Duration = Duration::from_secs(2);

/// Takes messages to the SMTP server.
pub struct Sender {
    app: Arc<App>,
    settings: Option<MailSettings>,
    paused_until: Option<Moment>,
    is_failing: bool,
}

/// Sends until the server ends.
pub async fn keep(mut sender: Sender) {
    let mut ending = sender.app.ending.clone();
    loop {
        tokio::select! {
            () = sender.look() => {}
            () = end_of(&mut ending) => return,
        }
        tokio::select! {
            () = sleep(LOOK_EVERY) => {}
            () = end_of(&mut ending) => return,
        }
    }
}

impl Sender {
    /// A sender of this server's messages; without settings it gives up what nobody takes in time.
    pub fn new(app: Arc<App>, settings: Option<MailSettings>) -> Self {
        Self { app, settings, paused_until: None, is_failing: false }
    }

    /// Sends what is due.
    async fn look(&mut self) {
        let now = self.app.clock.now();
        if self.paused_until.is_some_and(|until| now < until) {
            return;
        }
        let due = match self.app.reader.due_mail(now, LOOK_MAX) {
            Ok(due) => due,
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "messages could not be looked up");
                return;
            }
        };
        for mail in due {
            let now = self.app.clock.now();
            let is_too_late = now >= mail.give_up_at;
            if !is_too_late && self.settings.is_none() {
                continue;
            }
            if !self.claim(mail.id).await {
                continue;
            }
            let end = if is_too_late { too_late(&mail) } else { self.attempt(&mail, now).await };
            self.tell(mail.id, end).await;
            if self.paused_until.is_some() {
                return;
            }
        }
    }

    async fn claim(&self, id: u64) -> bool {
        let claimed = self.app.registry.ask(Lane::Hall, Work::Chore(Chore::ClaimMail(id))).await;
        matches!(claimed, Ok(Outcome::Done(_)))
    }

    /// Notes how an attempt ended, however busy the registrar is: otherwise it would be sent again.
    async fn tell(&self, id: u64, end: MailEnd) {
        loop {
            match self.app.registry.ask(Lane::Hall, Work::Chore(Chore::MailEnded(id, end))).await {
                Ok(Outcome::Done(_) | Outcome::Unchanged(_)) => return,
                Ok(
                    Outcome::Refused(_)
                    | Outcome::Declined(_)
                    | Outcome::KeyReused
                    | Outcome::NoRoom
                    | Outcome::Failed,
                )
                | Err(_) => sleep(TELL_AGAIN).await,
            }
        }
    }

    async fn attempt(&mut self, mail: &Mail, now: Moment) -> MailEnd {
        let Some(settings) = self.settings.clone() else { return MailEnd::Later(now) };
        self.paused_until = None;
        let letter = match self.compose(mail) {
            Ok(Some(letter)) => letter,
            Ok(None) => return MailEnd::Dropped,
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    mail = mail.id,
                    "a message could not be composed"
                );
                return later(mail, now);
            }
        };
        let domain = settings.from.email.domain();
        let id = format!("<{}@{domain}>", mail.message_id);
        let sent = match letter.message(&settings, (&id, now)) {
            Ok(message) => smtp::send(&settings, &self.app.public_url, message).await,
            // The address was checked when it was given; what cannot be written to now never can.
            Err(_) => Err(Refused::Message),
        };
        self.judge(mail, now, sent)
    }

    /// What becomes of a message; the first of a streak of failures is logged, and its end.
    fn judge(&mut self, mail: &Mail, now: Moment, sent: Result<(), Refused>) -> MailEnd {
        let Err(refused) = sent else {
            if std::mem::take(&mut self.is_failing) {
                tracing::info!("messages can be sent again");
            }
            return MailEnd::Sent;
        };
        let (id, kind, why) = (mail.id, mail.kind.code(), refused.code());
        match refused {
            Refused::Message => {
                tracing::warn!(mail = id, kind, "a message was refused for good");
                MailEnd::Failed
            }
            Refused::ForNow => {
                tracing::info!(mail = id, kind, "a message was refused for now");
                later(mail, now)
            }
            Refused::Unreachable | Refused::Login | Refused::Setup => {
                if !std::mem::replace(&mut self.is_failing, true) {
                    tracing::error!(why, "messages cannot be sent; they are kept and tried again");
                }
                self.paused_until = Some(now.plus(PAUSE));
                later(mail, now)
            }
        }
    }

    /// The message as things stand now; none where there is nothing to say, or nobody to say it to.
    fn compose(&self, mail: &Mail) -> Result<Option<Letter>, StoreError> {
        let Some(found) = self.app.reader.to_be_told(&mail.booking)? else { return Ok(None) };
        if !still_holds(mail.kind, &found.booking) {
            return Ok(None);
        }
        let Some((_, rules)) = self.app.hub.configuration(&mail.office) else { return Ok(None) };
        let page_url = page_url(&self.app.public_url, &found.kept);
        Ok(Some(Letter::new(&Wanted {
            kind: mail.kind,
            rules: &rules,
            booking: &found.booking,
            kept: &found.kept,
            applicant: &found.applicant,
            public_url: &self.app.public_url,
            page_url: &page_url,
        })))
    }
}

/// Whether what a message says is still so.
fn still_holds(kind: MailKind, booking: &Booking) -> bool {
    match kind {
        MailKind::Confirmation | MailKind::Change | MailKind::Reminder => {
            booking.state == BookingState::Booked
        }
        MailKind::Cancellation => booking.state == BookingState::Cancelled,
        MailKind::Offer => booking.state == BookingState::Reserved,
    }
}

fn too_late(mail: &Mail) -> MailEnd {
    tracing::warn!(mail = mail.id, kind = mail.kind.code(), "a message was given up: nobody took it in time");
    MailEnd::Failed
}

/// When a message is tried again: after a minute, two, four …, at most six hours; last when it is given up.
fn later(mail: &Mail, now: Moment) -> MailEnd {
    let rest = REST_FIRST.saturating_mul(1 << mail.attempts.min(16)).min(REST_MAX);
    MailEnd::Later(now.plus(rest).min(mail.give_up_at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::id::{BookingId, OfficeId};

    #[test]
    fn message_rests_twice_as_long_each_time_up_to_six_hours_and_never_beyond_its_end() {
        let now = Moment::from_millis(1_000_000).expect("a moment");
        let mail = |attempts, give_up_after_s| Mail {
            id: 1,
            office: OfficeId::new("portico").expect("an id"),
            booking: BookingId::new("portico-b1").expect("an id"),
            kind: MailKind::Confirmation,
            attempts,
            give_up_at: now.plus(Duration::from_secs(give_up_after_s)),
            message_id: "1f".to_owned(),
        };
        let table = [(0, 60), (1, 120), (4, 960), (9, 21_600), (4_000_000, 21_600)];
        for (attempts, rest_s) in table {
            let expected = MailEnd::Later(now.plus(Duration::from_secs(rest_s)));
            assert_eq!(later(&mail(attempts, 259_200), now), expected, "{attempts}");
        }
        assert_eq!(later(&mail(9, 30), now), MailEnd::Later(now.plus(Duration::from_secs(30))));
    }
}
