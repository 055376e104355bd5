//! The welcome page as it is shown: needs, the question or the route, and what can be done.

use super::asked::Visit;
use crate::view::route::wait as wait_of;
use crate::web::api::triage::found;
use crate::web::pages::procedure::{self, Line, Online};
use i18n_embed_fl::fl;
use office::catalogue::LEGS_MAX;
use office::configuration::{Configuration, RouteKind};
use office::event::AgainstReason;
use office::floor::Floor;
use office::id::{ServiceId, TicketId};
use office::language::Language;
use office::refusal::Refusal;
use office::ticket::{Class, LegState};
use office::triage::{Light, Offer, Outlook, Route, Triaged, light, triage};
use screen::{reasons, words};

/// Most needs shown while nothing has been typed.
pub const NEEDS_SHOWN_MAX: usize = 100;

/// Where the officer stands with a visitor.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// Looking for the need.
    Seek,
    /// Asking.
    Ask(Question),
    /// At the route.
    Route(Box<Way>),
    /// Nothing leads on from here, and why.
    Stuck(String),
    /// Looking at a ticket.
    Ticket(TicketShown),
}

/// A need that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// What the visitor says.
    pub title: String,
    /// Whether it is the one at hand.
    pub is_chosen: bool,
}

/// The next question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What can be answered.
    pub answers: Vec<Answer>,
}

/// One answer, and the key that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The key: 1 to 9.
    pub key: usize,
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// A route, and what can be done with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// What is offered first.
    pub offer: OfferShown,
    /// Whether the visitor is to choose.
    pub is_choice: bool,
    /// The other ways, each with its key.
    pub others: Vec<OfferShown>,
    /// What the visitor comes for, the main service first.
    pub services: Vec<String>,
    /// The paper that is not at hand.
    pub missing: Option<String>,
    /// How long somebody waits who takes a number now.
    pub wait: Option<String>,
    /// The numbers of the desks that can take it.
    pub desks: String,
    /// The main service: its procedure can be printed.
    pub service: ServiceId,
    /// Its procedure.
    pub procedure: Option<procedure::Drawn>,
    /// The number that can be given now.
    pub number: Option<Number>,
    /// Why a number would be given against the route: the reasons with their keys.
    pub reasons: Vec<ReasonShown>,
    /// Where something else is added to the visit; absent where no more is taken.
    pub add: Option<String>,
    /// Where an appointment for it is made; absent where none is to be had here.
    pub book: Option<String>,
}

/// An offer in words.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferShown {
    /// Of which kind it is.
    pub kind: RouteKind,
    /// The key: 1 to 9; 0 for the first offer, which Enter takes.
    pub key: usize,
    /// Where the visitor goes.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Who does it.
    pub body: Option<Line>,
    /// What can be done from home.
    pub online: Option<Online>,
}

/// A number that can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What for, in this order.
    pub legs: Vec<ServiceId>,
    /// The same in words.
    pub titles: Vec<String>,
    /// What triage offers first, where it offers no number for this: a reason is asked then.
    pub against: Option<RouteKind>,
    /// Why it is doubtful for all these services together.
    pub doubt: Option<String>,
}

/// A reason for giving a number against the route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonShown {
    /// The key: 1 to 9.
    pub key: usize,
    /// The stable name.
    pub code: &'static str,
    /// The same in words.
    pub text: String,
}

/// A service that has been collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collected {
    /// Its name.
    pub title: String,
    /// Where it is taken out again.
    pub href: String,
}

/// A ticket that is looked at; nothing of what its visitor has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketShown {
    /// Its id.
    pub id: TicketId,
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub state: String,
    /// The services, the present one first.
    pub services: Vec<String>,
    /// Whether it has precedence.
    pub is_priority: bool,
    /// When it was taken, `HH:MM`.
    pub taken_at: String,
    /// How many wait in front, in words, while it waits.
    pub ahead: Option<String>,
    /// Where it is sorted anew, while it waits.
    pub sort: Option<String>,
    /// Whether it is absent and can be brought back.
    pub is_absent: bool,
    /// Whether a copy of its slip still makes sense.
    pub can_copy: bool,
    /// Whether its visitor can give up the place.
    pub can_leave: bool,
}

/// Everything that follows from the address.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Where the officer stands.
    pub stage: Stage,
    /// The needs that can be chosen.
    pub needs: Vec<Row>,
    /// The number that was typed, if it is one of today's.
    pub found: Option<Row>,
    /// What the visitor has said so far, and where it is taken back.
    pub trail: Vec<Said>,
    /// What has been collected for the same visit.
    pub collected: Vec<Collected>,
    /// The ticket that is sorted anew.
    pub moved: Option<String>,
}

/// A need, or a question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What was asked; empty for the need.
    pub question: String,
    /// What was said.
    pub answer: String,
}

/// What a drawing is made of.
pub struct Look<'a> {
    /// The office's open day.
    pub floor: &'a Floor,
    /// Its rules.
    pub rules: &'a Configuration,
    /// The moment as triage sees it; absent until the forecaster has looked.
    pub outlook: Option<&'a Outlook>,
    /// The language of the page.
    pub language: Language,
}

impl Look<'_> {
    /// Draws what the address asks for.
    pub fn draw(&self, visit: &Visit) -> Drawn {
        Drawn {
            stage: self.stage(visit),
            needs: self.needs(visit),
            found: self.found(visit),
            trail: self.trail(visit),
            collected: visit
                .with
                .iter()
                .map(|id| Collected { title: self.title(id), href: visit.without(id).href() })
                .collect(),
            moved: visit
                .moved
                .as_ref()
                .and_then(|id| self.floor.tickets.get(id))
                .map(|ticket| ticket.number.to_string()),
        }
    }

    fn stage(&self, visit: &Visit) -> Stage {
        if let Some(ticket) = &visit.ticket {
            return match self.ticket(visit, ticket) {
                Some(shown) => Stage::Ticket(shown),
                None => self.stuck(&Refusal::UnknownTicket { ticket: ticket.clone() }),
            };
        }
        let (Some(asked), Some(outlook)) = (visit.asked(), self.outlook) else { return Stage::Seek };
        match triage(self.rules, &asked, outlook) {
            Err(refusal) => self.stuck(&refusal),
            Ok(Triaged::Ask(question)) => Stage::Ask(self.question(visit, question)),
            Ok(Triaged::Route(route)) => match self.way(visit, &route, outlook) {
                Some(way) => Stage::Route(Box::new(way)),
                None => self.stuck(&Refusal::LeadsNowhere),
            },
        }
    }

    fn stuck(&self, refusal: &Refusal) -> Stage {
        Stage::Stuck(reasons::refusal(self.language, refusal, self.rules.office.zone))
    }

    fn needs(&self, visit: &Visit) -> Vec<Row> {
        let needs = found(self.rules, &visit.words, self.language).into_iter().take(NEEDS_SHOWN_MAX);
        needs
            .map(|need| Row {
                href: visit.needing(&need.id).href(),
                title: need.title.in_language(self.language).to_owned(),
                is_chosen: visit.need.as_ref() == Some(&need.id),
            })
            .collect()
    }

    /// The ticket whose number was typed: `a12` for A012.
    fn found(&self, visit: &Visit) -> Option<Row> {
        let typed = visit.words.trim().to_uppercase();
        let (letter, count) = (typed.chars().next()?, typed.get(1..)?.parse::<u32>().ok()?);
        let is_typed = |number: office::number::Number| {
            number.series().letter() == letter && number.count().get() == count
        };
        let ticket = self.floor.tickets.values().find(|ticket| is_typed(ticket.number))?;
        Some(Row {
            href: visit.looking_at(&ticket.id).href(),
            title: ticket.number.to_string(),
            is_chosen: false,
        })
    }

    fn trail(&self, visit: &Visit) -> Vec<Said> {
        let text = |text: &office::language::Text| text.in_language(self.language).to_owned();
        let need = visit.need.as_ref().and_then(|need| self.rules.need(need));
        let first = need.map(|need| Said { question: String::new(), answer: text(&need.title) });
        let rest = visit.answers.iter().filter_map(|(question, answer)| {
            let question = self.rules.question(question)?;
            Some(Said { question: text(&question.text), answer: text(&question.answer(answer)?.text) })
        });
        first.into_iter().chain(rest).collect()
    }

    fn question(&self, visit: &Visit, question: &office::catalogue::Question) -> Question {
        let answers = question.answers.iter().zip(1..).map(|(answer, key)| Answer {
            key,
            href: visit.answering(&question.id, &answer.id).href(),
            text: answer.text.in_language(self.language).to_owned(),
        });
        Question { text: question.text.in_language(self.language).to_owned(), answers: answers.collect() }
    }

    fn way(&self, visit: &Visit, route: &Route, outlook: &Outlook) -> Option<Way> {
        let service = route.services.first()?;
        let number = self.number(visit, route, outlook);
        let others: Vec<OfferShown> =
            route.alternatives.iter().zip(1..).map(|(offer, key)| self.offer(offer, key)).collect();
        let is_against = number.as_ref().is_some_and(|number| number.against.is_some());
        let first_key = others.len() + 1;
        let reason_shown = |(reason, key): (AgainstReason, usize)| ReasonShown {
            key,
            code: reason.code(),
            text: reasons::against_reason(self.language, reason),
        };
        let desks: Vec<String> = self.rules.desks_for(service).map(|desk| desk.number.to_string()).collect();
        let legs = number.as_ref().map(|number| number.legs.as_slice()).unwrap_or_default();
        let has_room = visit.moved.is_none() && !is_against && (1..LEGS_MAX).contains(&legs.len());
        Some(Way {
            offer: self.offer(&route.offer, 0),
            is_choice: route.choice,
            services: route.services.iter().map(|id| self.title(id)).collect(),
            missing: route
                .missing
                .as_ref()
                .and_then(|paper| self.rules.paper(paper))
                .map(|paper| paper.title.in_language(self.language).to_owned()),
            wait: wait_of(route, outlook).map(|wait| words::wait(wait.low_min, wait.high_min, self.language)),
            desks: desks.join(", "),
            service: service.clone(),
            procedure: self
                .rules
                .procedure(service)
                .map(|procedure| procedure::draw(&procedure, self.language)),
            reasons: if is_against {
                AgainstReason::ALL.into_iter().zip(first_key..).map(reason_shown).collect()
            } else {
                Vec::new()
            },
            add: has_room.then(|| visit.collecting(legs).href()),
            book: self.book(visit, route),
            others,
            number,
        })
    }

    /// Where an appointment is made for what a route is for, as far as it is booked here.
    fn book(&self, visit: &Visit, route: &Route) -> Option<String> {
        let bookable = route.services.iter().filter(|id| self.rules.takes_bookings(id));
        let services: Vec<String> = bookable.map(|id| format!("service={id}")).collect();
        let is_new = visit.moved.is_none() && !services.is_empty();
        is_new.then(|| format!("/welcome/appointments?{}", services.join("&")))
    }

    /// What a number would be for: what was collected before, and what the route allows or, where it allows
    /// none, whatever some desk takes of what the visitor comes for.
    fn number(&self, visit: &Visit, route: &Route, outlook: &Outlook) -> Option<Number> {
        let is_taken = |id: &&ServiceId| self.rules.desks_for(id).next().is_some();
        let is_offered = !route.legs.is_empty();
        let own: Vec<&ServiceId> = if is_offered {
            route.legs.iter().collect()
        } else {
            route.services.iter().filter(is_taken).collect()
        };
        let mut legs = visit.with.clone();
        for leg in own {
            if !legs.contains(leg) && legs.len() < LEGS_MAX {
                legs.push(leg.clone());
            }
        }
        let is_new = legs.len() > visit.with.len();
        if legs.is_empty() {
            return None;
        }
        let together =
            if visit.with.is_empty() { Light::Green } else { light(&self.rules.triage, outlook, &legs) };
        let reason = |reason| reasons::route_reason(self.language, &reason, self.rules);
        let (doubt, is_barred) = match together {
            Light::Green => (None, false),
            Light::Amber(doubt) => (Some(reason(doubt.reason())), false),
            Light::Red(bar) => (Some(reason(bar.reason())), true),
        };
        let against = match (is_offered, is_barred) {
            (false, _) if is_new => Some(route.offer.kind),
            (_, true) => Some(RouteKind::Appointment),
            (_, false) => None,
        };
        let titles = legs.iter().map(|id| self.title(id)).collect();
        Some(Number { legs, titles, against, doubt })
    }

    fn offer(&self, offer: &Offer, key: usize) -> OfferShown {
        let body = offer.body.as_ref().and_then(|id| self.rules.body(id));
        let online = offer.online.as_ref().and_then(|id| self.rules.online_service(id));
        OfferShown {
            kind: offer.kind,
            key,
            title: reasons::route_kind(self.language, offer.kind),
            reason: reasons::route_reason(self.language, &offer.reason, self.rules),
            body: body.map(|body| procedure::named(body, self.language)),
            online: online.map(|online| procedure::from_home(online, self.language)),
        }
    }

    fn ticket(&self, visit: &Visit, id: &TicketId) -> Option<TicketShown> {
        let ticket = self.floor.tickets.get(id)?;
        let leg = ticket.leg();
        let services = std::iter::once(&leg.service).chain(&ticket.then).map(|id| self.title(id));
        let is_waiting = leg.state == LegState::Waiting;
        Some(TicketShown {
            id: id.clone(),
            number: ticket.number.to_string(),
            state: reasons::leg_state(self.language, leg.state),
            services: services.collect(),
            is_priority: ticket.class == Class::Priority,
            taken_at: words::clock(ticket.joined_at, self.rules.office.zone),
            ahead: is_waiting
                .then(|| fl!(screen::texts(self.language), "welcome-ahead", n = self.floor.ahead_of(ticket))),
            sort: is_waiting.then(|| visit.moving(id).href()),
            is_absent: leg.state == LegState::Absent,
            can_copy: !leg.state.is_final(),
            can_leave: matches!(leg.state, LegState::Waiting | LegState::Absent | LegState::Held),
        })
    }

    fn title(&self, id: &ServiceId) -> String {
        let title = self.rules.service(id).map(|service| service.title.in_language(self.language));
        title.unwrap_or(id.as_str()).to_owned()
    }
}
