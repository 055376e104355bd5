//! What becomes of a command: facts, nothing, or a refusal. Pure; changes nothing itself.
//!
//! One file for what is decided about configurations, one for days, one for desks, one for tickets, one
//! for appointments, one for those who wait for one, one for numbers that a totem gives while it is alone.

mod adoption;
mod alone;
mod booking;
mod day;
mod desk;
mod ticket;
mod waiting;

pub use adoption::{displaced, obstacles, obstacles_later};
pub(crate) use booking::next_due;
pub use ticket::{ABSENT_LIMIT, DONE_MAX, WITHDRAW_LIMIT};
pub(crate) use waiting::draw_at;

use crate::command::Order;
use crate::event::Fact;
use crate::floor::Floor;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// What a command comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is carried out: these facts, in this order, at least one.
    Accepted(Vec<Fact>),
    /// Things already stand as asked, or there is nobody to call.
    NothingToDo,
    /// It is not carried out.
    Refused(Refusal),
}

/// Decides `order` on `floor` at `now`.
pub fn decide(floor: &Floor, order: &Order, now: Moment) -> Decision {
    let decided = match order {
        Order::Tick => {
            let day = day::tick(floor, now);
            let is_new = day.iter().any(|fact| matches!(fact, Fact::DayOpened { .. }));
            let mut facts = if is_new { waiting::outlived(floor, now) } else { Vec::new() };
            // Ids of new bookings are counted from the first fact.
            booking::tick(floor, &mut facts, now);
            facts.extend(day);
            Ok(facts)
        }
        Order::OpenAgain { given } => Ok(day::open_again(floor, given, now)),
        Order::AdoptConfiguration { version } => adoption::adopt(floor, *version),
        Order::PlanAdoption { version } => adoption::plan(floor, *version),
        Order::DropAdoption => Ok(adoption::drop_plan(floor)),
        Order::IssueTicket { service, then, class, channel, quote, against } => {
            let wanted = ticket::Wanted {
                service,
                then,
                class: *class,
                channel: *channel,
                quote: *quote,
                against: *against,
                appointment: None,
            };
            ticket::issue(floor, &wanted, now)
        }
        Order::GrantBlock { device, date } => Ok(alone::grant(floor, device, *date, now)),
        Order::TakeIn { given } => alone::take_in(floor, given, now),
        Order::OpenDesk { desk } => desk::open(floor, desk, now),
        Order::PauseDesk { desk, back_at } => desk::pause(floor, desk, *back_at),
        Order::ResumeDesk { desk } => desk::resume(floor, desk),
        Order::CloseDesk { desk } => desk::close(floor, desk),
        Order::CallNext { desk } => desk::call_next(floor, desk, now),
        Order::Call { ticket, desk, reason } => ticket::call(floor, ticket, desk, *reason, now),
        Order::Recall { ticket } => ticket::recall(floor, ticket),
        Order::Withdraw { ticket } => ticket::withdraw(floor, ticket, now),
        Order::Start { ticket } => ticket::start(floor, ticket),
        Order::Finish { ticket, outcome, done } => ticket::finish(floor, ticket, *outcome, done),
        Order::MarkAbsent { ticket } => ticket::mark_absent(floor, ticket),
        Order::BringBack { ticket } => ticket::bring_back(floor, ticket),
        Order::Hold { ticket } => ticket::hold(floor, ticket),
        Order::Resume { ticket, desk } => ticket::resume(floor, ticket, desk),
        Order::Move { ticket, to } => ticket::move_on(floor, ticket, to),
        Order::Leave { ticket } => ticket::leave(floor, ticket),
        Order::Reserve { place } => booking::reserve(floor, place, now),
        Order::ExtendReservation { booking } => booking::extend(floor, booking, now),
        Order::Book { booking } => booking::book(floor, booking, now),
        Order::BookAt { place } => booking::book_at(floor, place, now),
        Order::MoveBooking { booking, start, desk, reach } => {
            booking::move_to(floor, booking, (*start, desk.as_ref()), (*reach, now))
        }
        Order::CancelBooking { booking } => booking::cancel(floor, booking, now),
        Order::CheckIn { booking, channel, quote } => {
            booking::check_in(floor, booking, (*channel, *quote), now)
        }
        Order::Wish { wanted, wished } => waiting::wish(floor, wanted, wished, now),
        Order::DropWish { wish } => waiting::drop_wish(floor, wish, now),
        Order::HoldDraw { plan, date, seed } => Ok(waiting::hold_draw(floor, (plan, *date), *seed, now)),
    };
    match decided {
        Ok(facts) if facts.is_empty() => Decision::NothingToDo,
        Ok(facts) => Decision::Accepted(facts),
        Err(refusal) => Decision::Refused(refusal),
    }
}
