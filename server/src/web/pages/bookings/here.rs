//! Where the staff stands who asks for appointments, and what is looked for.

use super::drawn::Sought;
use super::form::Fields;
use crate::agenda::Asker;
use crate::app::App;
use crate::registrar::{Lane, Request as Named};
use crate::store::audit::By;
use crate::web::access::Caller;
use crate::web::body;
use axum::http::{HeaderMap, Uri};
use chrono::NaiveDate;
use office::agenda::Wanted;
use office::configuration::Configuration;
use office::hours::date_at;
use office::id::{DeskId, DeviceId, OfficeId};
use office::language::Language;
use office::wire::DeviceRole;
use std::sync::Arc;

/// At which office, from which desk, and how the page speaks.
pub(super) struct Here {
    pub(super) office: OfficeId,
    pub(super) rules: Arc<Configuration>,
    /// The clerk's desk; absent at the welcome desk.
    pub(super) desk: Option<DeskId>,
    pub(super) printers: Vec<DeviceId>,
    pub(super) language: Language,
    pub(super) sought: Sought,
    /// What was typed, where it was refused: it is shown again.
    pub(super) typed: Fields,
}

impl Here {
    /// The caller's own office, or that of the desk; `None` where it is not there for the caller.
    pub(super) fn of(
        app: &App,
        caller: &Caller,
        desk: Option<&str>,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Option<Self> {
        let (office, desk) = match desk {
            Some(desk) => {
                let desk = DeskId::new(desk).ok()?;
                (app.hub.office_of_desk(&desk).filter(|office| caller.may_see(office))?, Some(desk))
            }
            None => (app.hub.offices().find(|office| caller.may_see(office))?.clone(), None),
        };
        let (_, rules) = app.hub.configuration(&office)?;
        let entries = app.directory.now();
        let printers = entries
            .devices()
            .filter(|device| device.role == DeviceRole::Printer && device.office == office)
            .map(|device| device.id.clone())
            .collect();
        let language = body::staff_language(uri, headers);
        let sought = Sought::read(uri.query().unwrap_or_default());
        let sought =
            if sought.services.is_empty() { sought.of_desk(app, &office, desk.as_ref()) } else { sought };
        Some(Self { office, rules, desk, printers, language, sought, typed: Fields::default() })
    }

    /// The address that its forms and links begin with.
    pub(super) fn base(&self) -> String {
        match &self.desk {
            Some(desk) => format!("/desk/{desk}/appointments"),
            None => "/welcome/appointments".to_owned(),
        }
    }

    /// Who the audit names.
    pub(super) fn by(&self, caller: &Caller) -> By {
        By { office: Some(self.office.clone()), ..caller.by() }
    }

    /// The office's date.
    pub(super) fn today(&self, app: &App) -> NaiveDate {
        date_at(app.clock.now(), self.rules.office.zone)
    }

    /// Who asks, as the agenda wants to know it.
    pub(super) fn asker(&self, caller: &Caller, request: Named) -> Asker {
        let (office, actor) = (self.office.clone(), caller.actor.clone());
        Asker { office, actor, lane: Lane::Hall, request: Some(request) }
    }
}

impl Sought {
    /// What the clerk's desk is about, where that can be booked.
    fn of_desk(self, app: &App, office: &OfficeId, desk: Option<&DeskId>) -> Self {
        let at_hand = desk.and_then(|desk| {
            let floor = app.hub.floor(office)?;
            let ticket = floor.tickets.values().find(|ticket| {
                let leg = ticket.leg();
                leg.desk.as_ref() == Some(desk) && !leg.state.is_final()
            })?;
            let service = ticket.leg().service.clone();
            floor.rules()?.takes_bookings(&service).then_some(service)
        });
        Self { services: at_hand.into_iter().collect(), ..self }
    }

    /// What for and for how many, where anything was chosen.
    pub(super) fn wanted(&self) -> Option<Wanted> {
        let services = self.services.clone();
        (!services.is_empty()).then_some(Wanted { services, people: self.people })
    }
}
