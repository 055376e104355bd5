//! The office as the pages of a totem see it that goes on without the dispatcher: over the link while there is
//! one, else from what the totem holds.

use super::Own;
use super::paper::Known;
use super::reserve::Reserve;
use crate::{Clock, Shown};
use agent::front::{LinkFront, Standing, Unreached};
use chrono::NaiveDate;
use office::id::{RequestKey, TicketId};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::slip::{Columns, Slip};
use office::ticket::LegState;
use office::wire::{Ask, Given, ReadyNumber, Reply, Sheet, Taken};
use printer::layout::{self, TicketSlip};
use screen::feed::Pulse;
use screen::front::{Errands, Front, Unserved};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

/// After so long without a link a totem is alone: a dispatcher that starts anew is back before.
pub const ALONE_AFTER: Duration = Duration::from_secs(4);
/// How often a totem that is alone looks at its clock.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// Most numbers and sheets given in [`PACE`]: children are faster.
const PACE_MAX: usize = 8;
/// See [`PACE_MAX`].
const PACE: Duration = Duration::from_secs(30);

/// The office, as far as the totem reaches it.
#[derive(Clone)]
pub struct TotemFront {
    link: LinkFront<Shown>,
    own: Own,
    screen: watch::Receiver<Arc<Shown>>,
    now: Clock,
    paces: Arc<Mutex<VecDeque<Instant>>>,
}

impl TotemFront {
    /// The front of a totem that gives numbers of its `own` while its link is down, and prints them.
    pub fn new(link: LinkFront<Shown>, own: Own, now: Clock) -> Self {
        let first = link.screen().borrow().clone();
        let (newest, screen) = watch::channel(first);
        tokio::spawn(draw(link.clone(), own.clone(), now.clone(), newest));
        Self { link, own, screen, now, paces: Arc::default() }
    }

    /// A number: from the office, else from the totem's own.
    async fn take(&self, visit: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        if let Some(given) = self.own.reserve.of_visit(&visit) {
            let is_alone = *self.link.standing().borrow() != Standing::Linked;
            let printed = self.own.paper.has(&visit);
            let taken = if is_alone { self.printed(&visit, given) } else { self.taken(given, printed) };
            return Ok(Reply::Taken(taken));
        }
        match self.reach(&visit, &ask).await {
            Err(Unreached::Down | Unreached::Silent) if !self.is_newcomer() => self.give(visit, ask).await,
            other => other.map_err(Unserved::from),
        }
    }

    /// Asks the office, and once more where the link may have gone down only a moment ago.
    async fn reach(&self, request: &RequestKey, ask: &Ask) -> Result<Reply, Unreached> {
        match self.link.reach(request.clone(), ask.clone()).await {
            Err(Unreached::Down) if self.is_back_soon().await => {
                self.link.reach(request.clone(), ask.clone()).await
            }
            asked => asked,
        }
    }

    /// Waits for a link that may have gone down only a moment ago.
    async fn is_back_soon(&self) -> bool {
        if self.screen.borrow().alone.is_some() {
            return false;
        }
        let mut standing = self.link.standing();
        let back = timeout(ALONE_AFTER, standing.wait_for(|standing| *standing == Standing::Linked)).await;
        matches!(back, Ok(Ok(_)))
    }

    /// Whether the dispatcher does not know this totem any more.
    fn is_newcomer(&self) -> bool {
        matches!(*self.link.standing().borrow(), Standing::Newcomer { .. })
    }

    async fn give(&self, visit: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        let shown = self.link.screen().borrow().clone();
        let now = (self.now)();
        let (hours, zone) = (&shown.configuration.hours, shown.zone());
        let lead = shown.configuration.take_from_lead();
        let plan = hours.plan_at(now, zone, lead).filter(|_| hours.takes_numbers(now, zone, lead));
        let Some(plan) = plan else {
            let reopens = hours.reopens(now, zone, lead);
            return Err(Unserved::Refused(Refusal::OfficeClosed { reopens }));
        };
        if !self.keeps_pace() {
            return Err(Unserved::Away);
        }
        let held = (shown.screen.epoch, shown.screen.seq);
        let to = |ready| given(plan.date, ready, &visit, &ask, (now, held));
        match self.own.reserve.give(plan.date, &visit, to).await {
            Ok(Some(given)) => {
                tracing::info!(number = %given.number, "a number was given without the dispatcher");
                Ok(Reply::Taken(self.printed(&visit, given)))
            }
            Ok(None) => Err(Unserved::Away),
            Err(error) => {
                tracing::error!(%error, "a number could not be written down, and was not given");
                Err(Unserved::Away)
            }
        }
    }

    /// Whether another number or sheet may be given already.
    fn keeps_pace(&self) -> bool {
        let mut paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        paces.retain(|at| at.elapsed() < PACE);
        let keeps = paces.len() < PACE_MAX;
        if keeps {
            paces.push_back(Instant::now());
        }
        keeps
    }

    /// A number as its visitor gets it, on paper where there is a printer.
    fn printed(&self, visit: &RequestKey, given: Given) -> Taken {
        let taken = self.taken(given.clone(), false);
        let shown = self.link.screen().borrow().clone();
        let lay_out = |columns| Some(slip(&shown, &taken, &given, columns));
        let printed = self.own.paper.print(visit, Some(taken.number.to_string()), lay_out);
        Taken { printed, ..taken }
    }

    /// Something to read: printed by the office, else beside the totem.
    async fn print(&self, request: RequestKey, sheet: Sheet, language: Language) -> Result<Reply, Unserved> {
        if self.own.paper.has(&request) {
            return Ok(Reply::Printing);
        }
        let asked = self.reach(&request, &Ask::Print { sheet: sheet.clone(), language }).await;
        if asked != Err(Unreached::Down) || self.is_newcomer() {
            return asked.map_err(Unserved::from);
        }
        if !self.keeps_pace() {
            return Err(Unserved::Away);
        }
        let (shown, now) = (self.link.screen().borrow().clone(), (self.now)());
        let (rules, url) = (&shown.configuration, &shown.screen.public_url);
        let lay_out = |columns| layout::asked(rules, &sheet, language, url, (now, columns)).ok();
        match self.own.paper.print(&request, None, lay_out) {
            true => Ok(Reply::Printing),
            false => Err(Unserved::Away),
        }
    }

    /// A number as its visitor sees it.
    fn taken(&self, given: Given, printed: bool) -> Taken {
        let shown = self.link.screen().borrow().clone();
        let office = &shown.configuration.office.id;
        let id = format!("{office}-{}-{}", given.date.format("%Y%m%d"), given.number);
        Taken {
            id: TicketId::new(&id).expect("a configuration's office is short enough for its tickets"),
            number: given.number,
            service: given.service,
            then: given.then,
            state: LegState::Waiting,
            ahead: 0,
            wait: None,
            follow_url: format!("{}/t/{}", shown.screen.public_url, given.token.as_str()),
            token: given.token,
            printed,
            due: None,
            late: false,
            alone: true,
        }
    }
}

impl Front for TotemFront {
    type Screen = Shown;

    fn screen(&self) -> watch::Receiver<Arc<Shown>> {
        self.screen.clone()
    }

    fn pulse(&self) -> Pulse {
        self.link.pulse()
    }

    fn errands(&self) -> watch::Receiver<Errands> {
        self.link.errands()
    }

    async fn ask(&self, request: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        match ask {
            Ask::Take { .. } => self.take(request, ask).await,
            Ask::Print { sheet, language } => self.print(request, sheet, language).await,
            other => self.link.ask(request, other).await,
        }
    }
}

/// What is written down of a number that a visit is given.
fn given(
    date: NaiveDate,
    ready: ReadyNumber,
    visit: &RequestKey,
    ask: &Ask,
    (taken_at, (epoch, seq)): (Moment, (u64, u64)),
) -> Given {
    let Ask::Take { service, then, need, answers, class, language, .. } = ask.clone() else {
        unreachable!("numbers are given to who asks for one");
    };
    let ReadyNumber { number, token } = ready;
    let visit = visit.clone();
    Given { date, number, token, taken_at, epoch, seq, visit, service, then, need, answers, class, language }
}

/// The slip of a number that a totem has given alone.
fn slip(shown: &Shown, taken: &Taken, given: &Given, columns: Columns) -> Slip {
    let rules = &shown.configuration;
    let content = TicketSlip {
        office_title: rules.office.title.in_language(given.language).to_owned(),
        number: taken.number.to_string(),
        services: layout::named(rules, std::iter::once(&given.service).chain(&given.then)),
        issued_at: given.taken_at,
        zone: rules.office.zone,
        appointment: None,
        ahead: None,
        wait: None,
        estimate_is_rough: false,
        waiting_place: Some(rules.office.waiting_place.clone()),
        follow_url: Some(taken.follow_url.clone()),
        copy: 0,
    };
    layout::ticket(&content, given.language, columns)
}

/// Draws what the pages show, linked or alone, until nobody looks any more.
async fn draw(link: LinkFront<Shown>, own: Own, now: Clock, newest: watch::Sender<Arc<Shown>>) {
    let (mut screen, mut standing) = (link.screen(), link.standing());
    let (mut changes, mut paper) = (own.reserve.changes(), own.paper.known());
    let mut alone_at: Option<Instant> = None;
    loop {
        let is_linked = *standing.borrow_and_update() == Standing::Linked;
        alone_at = if is_linked { None } else { alone_at.or_else(|| Some(Instant::now() + ALONE_AFTER)) };
        let held = screen.borrow_and_update().clone();
        let is_alone = alone_at.is_some_and(|at| at <= Instant::now());
        let known = *paper.borrow_and_update();
        let shown = if is_alone { Arc::new(held_alone(&held, &own.reserve, known, now())) } else { held };
        newest.send_if_modified(|before| {
            let is_other = **before != *shown;
            *before = shown;
            is_other
        });
        let pending = alone_at.filter(|_| !is_alone);
        let look_at = pending.unwrap_or_else(|| Instant::now() + LOOK_EVERY);
        tokio::select! {
            () = newest.closed() => return,
            changed = standing.changed() => if changed.is_err() { return },
            changed = screen.changed() => if changed.is_err() { return },
            changed = changes.changed() => if changed.is_err() { return },
            changed = paper.changed() => if changed.is_err() { return },
            () = sleep_until(look_at), if alone_at.is_some() => {}
        }
    }
}

fn held_alone(held: &Shown, reserve: &Reserve, paper: Known, now: Moment) -> Shown {
    let rules = &held.configuration;
    let plan = rules.hours.plan_at(now, rules.office.zone, rules.take_from_lead());
    held.alone_at(now, plan.map_or(0, |plan| reserve.left(plan.date)), paper)
}
