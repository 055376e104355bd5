//! What the bearer of an address sees.

use super::{Bearer, Said, Stands};
use crate::web::pages::book::OfficeView;
use askama::Template;
use i18n_embed_fl::fl;
use office::agenda::{Booking, BookingState, WishFor};
use office::id::ServiceId;
use office::moment::Moment;
use screen::Page;
use screen::procedure::ProcedureView;
use screen::words::{clock, date_long, date_of};

/// Everything about an appointment or a wish.
#[derive(Template)]
#[template(path = "appointment/show.html")]
pub(super) struct ShownPage {
    page: Page,
    /// The address of its pages, up to the last part.
    base: String,
    /// What the form's token is.
    form: String,
    stands: Stands,
    said: Option<Said>,
    office: OfficeView,
    services: Vec<String>,
    people: Option<String>,
    appointment: Option<AppointmentView>,
    wish: Option<WishView>,
    /// With which its page is found again.
    code: String,
    /// Where the same is booked once more.
    again: String,
    procedure: Option<ProcedureView>,
    /// In which language this reader is shown the office's own texts.
    texts: office::language::Language,
    who: Option<WhoView>,
    /// Where a summary is on its way to.
    mailed_to: Option<String>,
}

/// An appointment in words.
pub(super) struct AppointmentView {
    pub state: BookingState,
    pub date: String,
    pub from: String,
    pub until: String,
    pub desk_number: Option<u32>,
    pub desk_name: Option<String>,
    pub code: String,
    /// The page's address as a code to be held before the totem's scanner.
    pub qr: String,
    /// Until when an offer is kept: date and time.
    pub kept_until: Option<(String, String)>,
    pub early_min: u32,
    pub late_min: u32,
}

/// What is waited for.
pub(super) enum WishView {
    /// A freed place, up to a date.
    Freed {
        /// The date in words.
        until: String,
    },
    /// A draw.
    Draw {
        /// The date of the times.
        date: String,
        /// When it is drawn.
        time: String,
    },
}

/// Who comes, as it was given.
pub(super) struct WhoView {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub details: Option<String>,
}

impl ShownPage {
    pub(super) fn new(bearer: &Bearer, said: Option<Said>) -> Self {
        let (rules, language) = (&bearer.rules, bearer.language());
        let (services, people) = wanted(bearer);
        let titles = services.iter().filter_map(|id| rules.service(id));
        let stands = bearer.stands();
        let booking = bearer.found.booking.as_ref();
        let is_to_come = match (stands, booking.map(|booking| booking.state)) {
            (Stands::Offered, _) | (Stands::Appointment, Some(BookingState::Booked)) => true,
            (Stands::Appointment | Stands::Waiting | Stands::Ended, _) => false,
        };
        let page = bearer.page();
        let first = services.first().and_then(|id| rules.service(id));
        Self {
            page: if stands == Stands::Waiting { page.live() } else { page },
            base: format!("/b/{}", bearer.token.as_str()),
            form: bearer.form(),
            stands,
            said,
            office: OfficeView::new(rules, language),
            services: titles.map(|service| service.title.in_language(language).to_owned()).collect(),
            people: (people > 1).then(|| fl!(screen::texts(language), "book-people-n", n = people)),
            appointment: booking.map(|booking| AppointmentView::new(bearer, booking)),
            wish: wish(bearer),
            code: bearer.found.secrets.code.to_string(),
            again: again(bearer, &services),
            procedure: ProcedureView::new(rules, &services, None, language).filter(|_| is_to_come),
            texts: first.map_or(language, |service| service.title.language_of(language)),
            who: WhoView::of(bearer),
            mailed_to: mailed_to(bearer),
        }
    }

    /// Whether it can still be moved.
    fn can_change(&self) -> bool {
        self.appointment.as_ref().is_some_and(|appointment| appointment.state == BookingState::Booked)
    }

    /// The name of its state, for texts.
    fn state(&self) -> &'static str {
        self.appointment.as_ref().map_or("lapsed", |appointment| appointment.state.code())
    }
}

/// Where the same services can be booked once more.
fn again(bearer: &Bearer, services: &[ServiceId]) -> String {
    let named = services.iter().enumerate().map(|(n, id)| match n {
        0 => format!("&service={id}"),
        _ => format!("&also{n}={id}"),
    });
    let (office, named) = (&bearer.found.office, named.collect::<String>());
    format!("/book/?language={}&office={office}{named}", bearer.language().code())
}

/// Where a summary is on its way to, where mail is sent at all.
fn mailed_to(bearer: &Bearer) -> Option<String> {
    bearer.found.applicant.as_ref()?.email.clone().filter(|_| bearer.asked.app.sends_mail)
}

/// What the bearer wants, and for how many people.
fn wanted(bearer: &Bearer) -> (Vec<ServiceId>, u32) {
    match (&bearer.found.booking, &bearer.found.wish) {
        (Some(booking), _) => (booking.services.clone(), booking.people),
        (None, Some(wish)) => (wish.services.clone(), wish.people),
        (None, None) => (Vec::new(), 1),
    }
}

fn wish(bearer: &Bearer) -> Option<WishView> {
    let (zone, language) = (bearer.zone(), bearer.language());
    Some(match &bearer.found.wish.as_ref()?.wished {
        WishFor::FreedPlace { until } => WishView::Freed { until: date_of(*until, language) },
        WishFor::Draw { plan, date } => {
            let released = bearer.rules.plan(plan).and_then(|plan| plan.released_at(*date, zone));
            let time = released.map(|at| clock(at, zone)).unwrap_or_default();
            WishView::Draw { date: date_of(*date, language), time }
        }
    })
}

impl AppointmentView {
    fn new(bearer: &Bearer, booking: &Booking) -> Self {
        let (rules, language, zone) = (&bearer.rules, bearer.language(), bearer.zone());
        let desk = rules.desk(&booking.place.desk);
        let in_words = |at: Moment| (date_long(at, zone, language), clock(at, zone));
        let address = format!("{}/b/{}", bearer.asked.app.public_url, bearer.token.as_str());
        Self {
            state: booking.state,
            date: date_long(booking.place.start, zone, language),
            from: clock(booking.place.start, zone),
            until: clock(booking.place.end, zone),
            desk_number: desk.map(|desk| desk.number),
            desk_name: desk.map(|desk| desk.name.in_language(language).to_owned()),
            code: bearer.found.secrets.code.to_string(),
            qr: screen::qr::svg(&address, &fl!(screen::texts(language), "appointment-qr")),
            kept_until: booking.until.map(in_words),
            early_min: rules.agenda.early_min,
            late_min: rules.agenda.late_min,
        }
    }
}

impl WhoView {
    fn of(bearer: &Bearer) -> Option<Self> {
        let applicant = bearer.found.applicant.as_ref()?;
        Some(Self {
            name: format!("{} {}", applicant.first_name, applicant.last_name).trim().to_owned(),
            email: applicant.email.clone(),
            phone: applicant.phone.clone(),
            details: applicant.details.clone(),
        })
    }
}
