//! The agenda as pages, the API and the link reach it: free times, and the orders about appointments.
//!
//! Looking costs the writer nothing: free times come from the committed floor, and a place that is seen
//! there as taken is refused at once. Whether a place is given is decided by the registrar alone.
//!
//! ```text
//! free_slots -> reserve -> (extend) -> book        from home: a form is filled in between
//!               book_at                            at once
//! by_token, by_code -> Found -> move_booking, cancel, check_in
//! wish -> (an offer: a reservation like any other) -> book, or drop_wish
//! ```

mod applicant;
mod found;

pub use crate::web::guesses::Guesser;
pub use applicant::{DETAILS_LEN_MAX, EMAIL_LEN_MAX, NAME_LEN_MAX, PHONE_LEN_MAX, Unfit};
pub use found::{Found, Hidden, Proof, same_letters};

use crate::app::App;
use crate::registrar::inbox::NotTaken;
use crate::registrar::{Applicant, Aside, Command, Lane, Outcome, Party, Request, Secrets};
use crate::store::paper::Told;
use chrono::{Days, NaiveDate};
use office::agenda::{BookingCode, Reach, Slot, Wanted, WishFor, free_slots, length, place_at};
use office::command::{Order, PlaceAsked};
use office::event::{Actor, Channel};
use office::hours::date_at;
use office::id::{BookingId, DeskId, DeviceId, FollowToken, OfficeId, ServiceId, WishId};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::ticket::Class;

/// Furthest date from today of which anything is looked up, days: beyond it nothing is planned and nobody
/// remembers.
const NEAR_DAYS: u64 = 3660;

/// Whether a date is near enough to be looked at; calendars end somewhere, and zones before them.
pub fn is_near(date: NaiveDate, today: NaiveDate) -> bool {
    date.signed_duration_since(today).num_days().unsigned_abs() <= NEAR_DAYS
}

/// Who asks for something about an appointment, and under which name.
#[derive(Debug, Clone)]
pub struct Asker {
    /// Of which office.
    pub office: OfficeId,
    /// As the log names whoever it is.
    pub actor: Actor,
    /// How soon the registrar looks at it.
    pub lane: Lane,
    /// The request's own name: asked again, the answer is the same.
    pub request: Option<Request>,
}

/// What becomes of an order: as of [`App::command`]. Where the machine has no random bits for a secret,
/// the outcome is [`Outcome::Failed`].
pub type Asked = Result<Outcome, NotTaken>;

impl App {
    /// The free times of `days` dates from `from` on.
    ///
    /// # Errors
    /// As of [`office::agenda::free_slots`].
    pub fn free_slots(
        &self,
        office: &OfficeId,
        wanted: &Wanted,
        dates: (NaiveDate, u32),
        reach: Reach,
    ) -> Result<Vec<Slot>, Refusal> {
        let now = self.clock.now();
        let floor = self.hub.floor(office).ok_or(Refusal::NoSuchPlace)?;
        let rules = floor.rules().ok_or(Refusal::NoSuchPlace)?;
        if !is_near(dates.0, date_at(now, rules.office.zone)) {
            return length(rules, wanted).map(|_| Vec::new());
        }
        free_slots(rules, &floor.agenda, wanted, dates, (reach, now))
    }

    /// Keeps a place for a while; `told` is what is known of the visitor so far.
    pub async fn reserve(&self, asker: Asker, place: PlaceAsked, told: Told) -> Asked {
        let party = Party { told, ..Party::default() };
        self.take_place(asker, place, party, |place| Order::Reserve { place }).await
    }

    /// Makes an appointment at once.
    pub async fn book_at(&self, asker: Asker, place: PlaceAsked, party: Party) -> Asked {
        self.take_place(asker, place, party, |place| Order::BookAt { place }).await
    }

    /// The next `count` free times for one visitor, looked for a week at a time.
    pub fn next_slots(&self, office: &OfficeId, services: Vec<ServiceId>, count: usize) -> Vec<Slot> {
        const WEEKS_MAX: u64 = 13;
        let Some((_, rules)) = self.hub.configuration(office) else { return Vec::new() };
        let wanted = Wanted { services, people: 1 };
        let today = date_at(self.clock.now(), rules.office.zone);
        let mut slots = Vec::new();
        for from in (0..WEEKS_MAX).filter_map(|week| today.checked_add_days(Days::new(7 * week))) {
            match self.free_slots(office, &wanted, (from, 7), Reach::Public) {
                Ok(found) => slots.extend(found),
                // Not bookable today is not bookable in a month.
                Err(_) => break,
            }
            if slots.len() >= count {
                break;
            }
        }
        slots.truncate(count);
        slots
    }

    async fn take_place(
        &self,
        asker: Asker,
        place: PlaceAsked,
        party: Party,
        order: impl FnOnce(PlaceAsked) -> Order,
    ) -> Asked {
        if let Some(refusal) = self.seen_taken(&asker, &place) {
            return Ok(Outcome::Refused(refusal));
        }
        let _turn = match asker.lane {
            Lane::Hall => None,
            Lane::Public => Some(self.limits.turn().await?),
        };
        if let Some(refusal) = self.seen_taken(&asker, &place) {
            return Ok(Outcome::Refused(refusal));
        }
        let Ok(secrets) = self.new_secrets() else { return Ok(Outcome::Failed) };
        let applicant = self.without_reasons(&asker.office, party.applicant, &place.wanted.services);
        let party = Party { secrets: Some(secrets), applicant, ..party };
        self.order(asker, order(place), None, Some(party)).await
    }

    /// Keeps a reservation longer, once.
    pub async fn extend(&self, asker: Asker, booking: BookingId) -> Asked {
        self.order(asker, Order::ExtendReservation { booking }, None, None).await
    }

    /// Makes an appointment of a reservation; what is told takes the place of what was told before.
    pub async fn book(&self, asker: Asker, booking: BookingId, party: Party) -> Asked {
        let services = self.services_of(&asker.office, &booking);
        let applicant = self.without_reasons(&asker.office, party.applicant, &services);
        let party = Party { secrets: None, applicant, ..party };
        self.order(asker, Order::Book { booking }, None, Some(party)).await
    }

    /// Takes an appointment to another place, with its code and address.
    pub async fn move_booking(
        &self,
        asker: Asker,
        booking: BookingId,
        (start, desk): (Moment, Option<DeskId>),
        reach: Reach,
    ) -> Asked {
        self.order(asker, Order::MoveBooking { booking, start, desk, reach }, None, None).await
    }

    /// Gives an appointment or a reservation back.
    pub async fn cancel(&self, asker: Asker, booking: BookingId) -> Asked {
        self.order(asker, Order::CancelBooking { booking }, None, None).await
    }

    /// Gives the visitor of an appointment a number; the slip speaks the language asked for, else that of
    /// the appointment.
    pub async fn check_in(
        &self,
        asker: Asker,
        found: &Found,
        (channel, printer): (Channel, Option<DeviceId>),
        language: Option<Language>,
    ) -> Asked {
        let Some(booking) = &found.booking else { return Ok(Outcome::Refused(Refusal::UnknownBooking)) };
        if found.office != asker.office {
            let (office, start) = (found.office.clone(), booking.place.start);
            return Ok(Outcome::Refused(Refusal::AppointmentElsewhere { office, start }));
        }
        let Ok(bits) = self.random_bits() else { return Ok(Outcome::Failed) };
        let language = language.unwrap_or(found.told.language);
        let told = Told { language, ..found.told.clone() };
        let aside = Aside { token: FollowToken::from_random(bits), told, printer, visit: None };
        let quote = booking
            .services
            .first()
            .and_then(|service| self.quotes.borrow().quote(&asker.office, service, Class::Ordinary));
        let order = Order::CheckIn { booking: booking.id.clone(), channel, quote };
        self.order(asker, order, Some(aside), None).await
    }

    /// Lets somebody wait for a place.
    pub async fn wish(&self, asker: Asker, wanted: Wanted, wished: WishFor, party: Party) -> Asked {
        let Ok(secrets) = self.new_secrets() else { return Ok(Outcome::Failed) };
        let applicant = self.without_reasons(&asker.office, party.applicant, &wanted.services);
        let party = Party { secrets: Some(secrets), applicant, ..party };
        self.order(asker, Order::Wish { wanted, wished }, None, Some(party)).await
    }

    /// Lets somebody wait no longer.
    pub async fn drop_wish(&self, asker: Asker, wish: WishId) -> Asked {
        self.order(asker, Order::DropWish { wish }, None, None).await
    }

    /// Why the committed agenda has no such place. Whoever asks again for what they were given must be
    /// answered the same as then, by the registrar.
    fn seen_taken(&self, asker: &Asker, place: &PlaceAsked) -> Option<Refusal> {
        self.is_free(&asker.office, place).err().filter(|_| !self.was_answered(asker))
    }

    /// Whether the committed agenda has the place.
    fn is_free(&self, office: &OfficeId, asked: &PlaceAsked) -> Result<(), Refusal> {
        let now = self.clock.now();
        let floor = self.hub.floor(office).ok_or(Refusal::NoSuchPlace)?;
        let rules = floor.rules().ok_or(Refusal::NoSuchPlace)?;
        let place = (asked.start, asked.desk.as_ref());
        place_at(rules, &floor.agenda, &asked.wanted, place, (asked.reach, now)).map(drop)
    }

    fn was_answered(&self, asker: &Asker) -> bool {
        let Some(request) = &asker.request else { return false };
        self.reader.has_answered(&asker.actor.id, &request.key).unwrap_or_else(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "a request could not be looked up");
            true
        })
    }

    /// A code and a secret for an address that nobody knows yet.
    fn new_secrets(&self) -> Result<Secrets, getrandom::Error> {
        let code = BookingCode::from_random(self.random_bits()?);
        Ok(Secrets { code, token: FollowToken::from_random(self.random_bits()?) })
    }

    fn services_of(&self, office: &OfficeId, booking: &BookingId) -> Vec<ServiceId> {
        let floor = self.hub.floor(office);
        let booking = floor.as_ref().and_then(|floor| floor.agenda.bookings.get(booking));
        booking.map(|booking| booking.services.clone()).unwrap_or_default()
    }

    /// For a sensitive service nobody writes why they come.
    fn without_reasons(
        &self,
        office: &OfficeId,
        applicant: Option<Applicant>,
        services: &[ServiceId],
    ) -> Option<Applicant> {
        let rules = self.hub.configuration(office);
        let is_sensitive = |id: &ServiceId| {
            rules.as_ref().and_then(|(_, rules)| rules.service(id)).is_none_or(|service| service.sensitive)
        };
        let keeps_details = !services.is_empty() && !services.iter().any(is_sensitive);
        applicant
            .map(|applicant| Applicant { details: applicant.details.filter(|_| keeps_details), ..applicant })
    }

    async fn order(&self, asker: Asker, order: Order, aside: Option<Aside>, party: Option<Party>) -> Asked {
        let Asker { office, actor, lane, request } = asker;
        let party = party.map(Box::new);
        self.command(lane, Command { office, actor, request, order, aside, party }).await
    }
}
