//! How the agenda changes by what has happened.

use crate::agenda::{Agenda, Booking, BookingState, Wish, WishState};
use crate::configuration::Version;
use crate::event::{Event, Fact};
use crate::id::{BookingId, WishId};

/// Folds an event into the agenda; what is not about it changes nothing.
pub(super) fn evolve(agenda: &mut Agenda, event: &Event, version: Version) {
    match &event.fact {
        Fact::SlotReserved { .. } => reserved(agenda, event, version),
        Fact::ReservationExtended { booking, until } => change(agenda, booking, |booking| {
            booking.until = Some(*until);
            booking.extended = true;
        }),
        Fact::ReservationLapsed { booking } => end(agenda, booking, BookingState::Lapsed),
        Fact::BookingCancelled { booking } => end(agenda, booking, BookingState::Cancelled),
        Fact::BookingMissed { booking, .. } => end(agenda, booking, BookingState::Missed),
        Fact::Booked { booking } => {
            change(agenda, booking, |booking| {
                booking.state = BookingState::Booked;
                booking.until = None;
            });
            let wish = agenda.bookings.get(booking).and_then(|booking| booking.wish.clone());
            set_wish(agenda, wish.as_ref(), WishState::Met);
        }
        Fact::BookingMoved { booking, to, .. } => moved(agenda, event, booking, to),
        Fact::CheckedIn { booking, ticket } => change(agenda, booking, |booking| {
            // Who comes too late has a ticket, but the place was given up.
            if booking.state.occupies() {
                booking.state = BookingState::CheckedIn;
            }
            booking.ticket = Some(ticket.clone());
        }),
        Fact::WishMade { wish, services, people, wished } => {
            let wish = Wish {
                id: wish.clone(),
                services: services.clone(),
                people: *people,
                wished: wished.clone(),
                state: WishState::Waiting,
                seq: event.seq,
                made_at: event.at,
            };
            agenda.put_wish(wish);
        }
        Fact::WishDropped { wish } => set_wish(agenda, Some(wish), WishState::Ended),
        Fact::DrawHeld { plan, date, order, .. } => {
            agenda.drawn.insert((plan.clone(), *date));
            // Whoever gets a place is offered it by what follows.
            order.iter().for_each(|wish| set_wish(agenda, Some(wish), WishState::Ended));
        }
        Fact::DayOpened { opens, .. } => agenda.let_go(event.at.min(*opens)),
        Fact::DayClosed { .. }
        | Fact::ConfigurationAdopted { .. }
        | Fact::AdoptionPlanned { .. }
        | Fact::AdoptionDropped { .. }
        | Fact::BlockGranted { .. }
        | Fact::NumberUnserved { .. }
        | Fact::TicketIssued { .. }
        | Fact::LegCalled { .. }
        | Fact::Recalled { .. }
        | Fact::CallWithdrawn { .. }
        | Fact::LegStarted { .. }
        | Fact::LegFinished { .. }
        | Fact::Absent { .. }
        | Fact::BroughtBack { .. }
        | Fact::LegHeld { .. }
        | Fact::Resumed { .. }
        | Fact::LegAdded { .. }
        | Fact::LegMoved { .. }
        | Fact::TicketLeft { .. }
        | Fact::TicketLapsed { .. }
        | Fact::DeskOpened { .. }
        | Fact::DeskPaused { .. }
        | Fact::DeskResumed { .. }
        | Fact::DeskClosed { .. } => {}
    }
}

fn reserved(agenda: &mut Agenda, event: &Event, version: Version) {
    let Fact::SlotReserved { booking, place, services, people, channel, until, wish } = &event.fact else {
        return;
    };
    agenda.put(Booking {
        id: booking.clone(),
        state: BookingState::Reserved,
        place: place.clone(),
        services: services.clone(),
        people: *people,
        channel: *channel,
        until: Some(*until),
        extended: false,
        made_at: event.at,
        configuration: version,
        origin: booking.clone(),
        moves: 0,
        moved_to: None,
        ticket: None,
        wish: wish.clone(),
    });
    set_wish(agenda, wish.as_ref(), WishState::Offered { booking: booking.clone() });
}

fn moved(agenda: &mut Agenda, event: &Event, from: &BookingId, to: &BookingId) {
    let Fact::BookingMoved { place, .. } = &event.fact else { return };
    let Some(old) = agenda.bookings.get(from).cloned() else { return };
    change(agenda, from, |booking| {
        booking.state = BookingState::Moved;
        booking.moved_to = Some(to.clone());
    });
    agenda.put(Booking {
        id: to.clone(),
        state: BookingState::Booked,
        place: place.clone(),
        moves: old.moves.saturating_add(1),
        moved_to: None,
        ..old
    });
}

/// Ends a booking; an offer that comes to nothing ends its wish too.
fn end(agenda: &mut Agenda, id: &BookingId, state: BookingState) {
    let wish = agenda
        .bookings
        .get(id)
        .filter(|booking| booking.state == BookingState::Reserved)
        .and_then(|booking| booking.wish.clone());
    set_wish(agenda, wish.as_ref(), WishState::Ended);
    change(agenda, id, |booking| {
        booking.state = state;
        booking.until = None;
    });
}

fn change(agenda: &mut Agenda, id: &BookingId, change: impl FnOnce(&mut Booking)) {
    if let Some(mut booking) = agenda.bookings.get(id).cloned() {
        change(&mut booking);
        agenda.put(booking);
    }
}

fn set_wish(agenda: &mut Agenda, id: Option<&WishId>, state: WishState) {
    if let Some(wish) = id.and_then(|id| agenda.wishes.get(id)).cloned() {
        agenda.put_wish(Wish { state, ..wish });
    }
}
