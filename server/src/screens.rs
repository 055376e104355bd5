//! What devices show, drawn from the committed floor and the newest waits.

use crate::app::App;
use crate::forecaster::Quotes;
use crate::store::StoreError;
use crate::store::keys::DeviceRow;
use kiosk::Shown;
use office::configuration::{Configuration, Service};
use office::floor::{DeskState, Floor};
use office::id::{DeviceId, OfficeId, TicketId};
use office::language::Text;
use office::moment::Moment;
use office::number::{Number, Series};
use office::ticket::{Class, Ticket};
use office::triage::{Numbers, Outlook};
use office::wire::{Board, Call, DeskSign, DisplayScreen, Offered, PrinterScreen, TotemScreen, WaitingLine};
use std::collections::BTreeMap;

/// Whether numbers can be taken now.
pub fn takes_numbers(floor: &Floor, now: Moment) -> bool {
    let Some(rules) = floor.rules() else { return false };
    floor.day.is_some() && rules.hours.takes_numbers(now, rules.office.zone, rules.take_from_lead())
}

/// The board of an office.
pub fn board(app: &App, office: &OfficeId) -> Option<Board> {
    let quotes = app.quotes.borrow().clone();
    let floor = app.hub.floor(office)?;
    board_of(&floor, &quotes, app.hub.epoch(), app.clock.now())
}

/// The board of a floor.
pub fn board_of(floor: &Floor, quotes: &Quotes, epoch: u64, now: Moment) -> Option<Board> {
    let rules = floor.rules()?;
    let mut calls: Vec<Call> =
        floor.called.iter().filter_map(|id| call(rules, floor.tickets.get(id)?)).collect();
    calls.sort_by_key(|call| std::cmp::Reverse(call.call_seq));
    let is_open = takes_numbers(floor, now);
    let opening = rules.hours.opening_at(now, rules.office.zone);
    let opens_at = match opening {
        Some(_) => None,
        None => rules.hours.next_opening(now, rules.office.zone).map(|opening| opening.from),
    };
    Some(Board {
        epoch,
        seq: floor.seq,
        as_of: now,
        open: is_open,
        opens_at,
        calls,
        waiting: waiting(floor, rules, quotes),
        notices: rules
            .hours
            .closure_on(today(rules, now))
            .map(|closure| closure.title.clone())
            .into_iter()
            .collect(),
    })
}

fn today(rules: &Configuration, now: Moment) -> chrono::NaiveDate {
    now.utc().with_timezone(&rules.office.zone).date_naive()
}

fn call(rules: &Configuration, ticket: &Ticket) -> Option<Call> {
    let leg = ticket.leg();
    let desk = rules.desk(leg.desk.as_ref()?)?;
    Some(Call {
        number: ticket.number,
        desk: desk.id.clone(),
        desk_number: desk.number,
        desk_name: desk.name.clone(),
        call_seq: leg.call_seq?,
        nth: leg.announced,
        called_at: leg.called_at?,
        announced_at: leg.changed_at,
        language: None,
    })
}

/// One line per service with somebody waiting; sensitive ones are counted under their series.
fn waiting(floor: &Floor, rules: &Configuration, quotes: &Quotes) -> Vec<WaitingLine> {
    let mut sensitive: BTreeMap<Series, u32> = BTreeMap::new();
    let mut lines = Vec::new();
    for service in &rules.services {
        let count = floor.waiting_for(&service.id);
        if service.sensitive {
            *sensitive.entry(service.series).or_insert(0) += count;
        } else if count > 0 {
            lines.push(line(floor, quotes, service, count));
        }
    }
    let hidden = sensitive.into_iter().filter(|(_, count)| *count > 0).map(|(series, count)| WaitingLine {
        series,
        service: None,
        title: rules.series_plan(series).map_or_else(|| letter(series), |plan| plan.title.clone()),
        count,
        wait: None,
    });
    lines.extend(hidden);
    lines
}

fn letter(series: Series) -> Text {
    Text { it: format!("Serie {series}"), en: format!("Series {series}") }
}

fn line(floor: &Floor, quotes: &Quotes, service: &Service, count: u32) -> WaitingLine {
    WaitingLine {
        series: service.series,
        service: Some(service.id.clone()),
        title: service.title.clone(),
        count,
        wait: quotes.wait(&floor.office, &service.id),
    }
}

/// The tickets that are called, and their numbers.
fn called(floor: &Floor) -> BTreeMap<TicketId, Number> {
    floor.called.iter().filter_map(|id| Some((id.clone(), floor.tickets.get(id)?.number))).collect()
}

/// What a display shows.
pub fn display(app: &App, device: &DeviceRow) -> Option<DisplayScreen> {
    let mut board = board(app, &device.office)?;
    let called = called(&*app.hub.floor(&device.office)?);
    let languages = app.tongues.of(app, &device.office, &called);
    for call in &mut board.calls {
        call.language = languages.get(&call.number).copied();
    }
    let floor = app.hub.floor(&device.office)?;
    let rules = floor.rules()?;
    let only = device.desk.as_ref().and_then(|id| rules.desk(id)).map(|desk| DeskSign {
        desk: desk.id.clone(),
        number: desk.number,
        name: desk.name.clone(),
        open: floor.desk_state(&desk.id) == DeskState::Open,
    });
    Some(DisplayScreen {
        office: rules.office.title.clone(),
        zone: rules.office.zone,
        board,
        only,
        viewing_distance_m: device.viewing_distance_m,
        panel_diagonal_in: device.panel_diagonal_in,
    })
}

/// What a totem shows, with the configuration that it belongs to.
pub fn totem(app: &App, device: &DeviceRow) -> Option<Shown> {
    let quotes = app.quotes.borrow().clone();
    let now = app.clock.now();
    let floor = app.hub.floor(&device.office)?;
    let (version, configuration) = floor.configuration.clone()?;
    // The forecaster may not have looked yet since the doors opened or closed.
    let numbers = match takes_numbers(&floor, now) {
        true => Numbers::Given,
        false => {
            let (zone, lead) = (configuration.office.zone, configuration.take_from_lead());
            Numbers::Again(configuration.hours.reopens(now, zone, lead))
        }
    };
    let outlook = Outlook { numbers, ..(*quotes.outlook(&floor.office)?).clone() };
    let popular = quotes.popular(&floor.office)?;
    let screen = TotemScreen {
        epoch: app.hub.epoch(),
        seq: floor.seq,
        as_of: now,
        configuration: version,
        outlook,
        services: configuration.services.iter().map(|service| offered(&floor, &quotes, service)).collect(),
        popular: popular.to_vec(),
        notices: Vec::new(),
        prints: device.printer.is_some(),
        paper: device.printer.as_ref().and_then(|printer| app.printers.trouble(printer)),
        public_url: app.public_url.clone(),
        blocks: office::alone::wanted(&floor, now),
    };
    Some(Shown { screen, configuration, alone: None })
}

fn offered(floor: &Floor, quotes: &Quotes, service: &Service) -> Offered {
    Offered {
        service: service.id.clone(),
        ahead: floor.waiting_near(&service.id),
        quote: quotes.quote(&floor.office, &service.id, Class::Ordinary),
    }
}

/// What a printer has to print, as far as it may be told of it.
pub fn printer(app: &App, office: &OfficeId, printer: &DeviceId) -> Result<PrinterScreen, StoreError> {
    let jobs = app.reader.shown_jobs(printer)?;
    let seq = app.hub.floor(office).map_or(0, |floor| floor.seq);
    Ok(PrinterScreen { epoch: app.hub.epoch(), seq, as_of: app.clock.now(), jobs })
}
