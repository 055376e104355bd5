//! A totem and its visitors: the real link client and front, and people who insist.

use super::Defect;
use super::chance::Chance;
use super::outside::{Answered, Outside, pass};
use agent::front::{LinkFront, Station};
use agent::link::{OUTBOX_MAX, run};
use kiosk::Shown;
use office::agenda::Wanted;
use office::id::{RequestKey, ServiceId};
use office::language::Language;
use office::moment::Moment;
use office::ticket::Class;
use office::wire::{Appointment, Ask, Reply};
use screen::front::{Front, Unserved};
use std::collections::BTreeMap;
use std::sync::Arc;
use tests::world::{CARD, DEATH, RESIDENCE, TAX, moment};
use tokio::sync::{mpsc, watch};

/// So often a visitor asks before giving up.
const PATIENCE: usize = 12;
const SERVICES: [&str; 4] = [CARD, DEATH, RESIDENCE, TAX];
/// The times that everybody wants.
const TIMES: [&str; 4] = [
    "2026-03-02T10:45:00+01:00",
    "2026-03-02T11:00:00+01:00",
    "2026-03-02T11:15:00+01:00",
    "2026-03-02T11:30:00+01:00",
];

/// Runs a totem until its machine fails.
pub async fn stand(outside: Arc<Outside>, nth: usize) -> turmoil::Result {
    let name = format!("totem-{nth}");
    let mut chance = outside.chance(&name);
    let kept = outside.state().kept[nth].clone();
    let station = Station::<Shown>::new(kept.map(|held| (*held).clone()));
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (_ending, is_ending) = watch::channel(false);
    let mut jitter = outside.chance("jitter");
    let heard = |heard| {
        station.hear(heard);
        outside.state().kept[nth] = station.held().borrow().clone();
    };
    let linked = run(outside.account(&name), outbox, heard, || jitter.share(), is_ending);
    let visitors = async {
        let mut shown = station.shown();
        let Ok(first) = shown.wait_for(Option::is_some).await.map(|first| first.clone()) else { return };
        let front = LinkFront::new(&station, first.expect("it was waited for"), up);
        let mut line = Line { outside: outside.clone(), name: name.clone(), front };
        loop {
            pass(chance.span_ms(600, 6000)).await;
            if outside.is_open() {
                line.next(&mut chance).await;
            } else {
                line.again(&mut chance).await;
            }
        }
    };
    tokio::select! {
        biased;
        () = linked => {}
        () = visitors => {}
    }
    Ok(())
}

/// Who stands before a totem, one after the other.
struct Line {
    outside: Arc<Outside>,
    name: String,
    front: LinkFront<Shown>,
}

impl Line {
    /// One visitor.
    async fn next(&mut self, chance: &mut Chance) {
        match chance.below(10) {
            0 | 1 => self.appointment(chance).await,
            wish => {
                let taken = self.insist(take(chance, wish != 2), chance).await;
                let Some(Reply::Taken(taken)) = taken else { return };
                if wish == 3 {
                    pass(chance.span_ms(500, 4000)).await;
                    self.insist(Ask::Leave { token: taken.token }, chance).await;
                }
            }
        }
    }

    /// A time is kept, and booked unless the visitor walks away.
    async fn appointment(&mut self, chance: &mut Chance) {
        let start = moment(chance.one::<&str>(&TIMES));
        let Some(Reply::Appointment(kept)) = self.insist(reserve(start), chance).await else { return };
        if chance.percent(70) {
            self.insist(book(&kept), chance).await;
        } else {
            self.insist(Ask::Release { booking: kept.booking.clone() }, chance).await;
        }
    }

    /// Asks until there is an answer; the same request each time.
    async fn insist(&mut self, ask: Ask, chance: &mut Chance) -> Option<Reply> {
        let mut name = self.outside.name(&self.name);
        let visit = self.outside.visit();
        for _ in 0..PATIENCE {
            self.outside.state().asked.insert(name.clone(), visit);
            match self.front.ask(RequestKey::new(&name).unwrap(), ask.clone()).await {
                Ok(reply) => {
                    self.outside.answered(&name, Answered::Totem(ask.clone(), reply.clone()));
                    return Some(reply);
                }
                Err(Unserved::Refused(_)) => return None,
                Err(Unserved::Away) => pass(chance.span_ms(300, 3000)).await,
            }
            if self.outside.defect == Some(Defect::AsksAnew) {
                name = self.outside.name(&self.name);
            }
        }
        None
    }

    /// Asks once more what was answered before: a second tap.
    async fn again(&mut self, chance: &mut Chance) {
        let before: Vec<(String, Ask)> = {
            let state = self.outside.state();
            let own = state.answers.iter().filter(|(name, _)| name.starts_with(&self.name));
            let asked = own.filter_map(|(name, answered)| match answered {
                Answered::Totem(ask, _) => Some((name.clone(), ask.clone())),
                Answered::Clerk { .. } => None,
            });
            asked.collect()
        };
        if before.is_empty() {
            return;
        }
        let (name, ask) = chance.one(&before).clone();
        if let Ok(reply) = self.front.ask(RequestKey::new(&name).unwrap(), ask.clone()).await {
            self.outside.answered(&name, Answered::Totem(ask, reply));
        }
    }
}

fn take(chance: &mut Chance, print: bool) -> Ask {
    Ask::Take {
        service: ServiceId::new(chance.one::<&str>(&SERVICES)).unwrap(),
        then: Vec::new(),
        need: None,
        answers: BTreeMap::new(),
        class: if chance.percent(15) { Class::Priority } else { Class::Ordinary },
        // The marks of copies are looked for in Italian.
        language: Language::It,
        quote: None,
        print,
    }
}

fn reserve(start: Moment) -> Ask {
    let wanted = Wanted { services: vec![ServiceId::new(CARD).unwrap()], people: 1 };
    Ask::Reserve { wanted, start, desk: None, language: Language::It }
}

fn book(kept: &Appointment) -> Ask {
    let booking = kept.booking.clone();
    Ask::Book { booking, need: None, answers: BTreeMap::new(), language: Language::It, print: true }
}
