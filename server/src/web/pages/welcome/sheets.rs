//! What an officer prints without a number: the procedure of a service, or another way to go.

use super::asked::Visit;
use super::form::Sheet;
use office::configuration::{Configuration, RouteKind};
use office::language::Language;
use office::moment::Moment;
use office::slip::{Columns, Slip};
use office::triage::{Offer, Outlook, Procedure, Route, Triaged, triage};
use printer::layout::{
    BringFirstSlip, Imprint, OnlineSlip, ProcedureSlip, ReferralSlip, bring_first, online, procedure,
    referral,
};

/// Lays a sheet out for a visitor who reads `language`; `None` where the address leads to no route, or
/// there is nothing to print.
pub fn lay_out(
    configuration: &Configuration,
    visit: &Visit,
    sheet: Sheet,
    outlook: &Outlook,
    (language, at, columns): (Language, Moment, Columns),
) -> Option<Slip> {
    let Triaged::Route(route) = triage(configuration, &visit.asked()?, outlook).ok()? else { return None };
    let press =
        Press { configuration, route: &route, imprint: Imprint { configuration, at }, language, columns };
    match sheet {
        Sheet::Procedure => press.procedure(&route.offer),
        Sheet::Offered => press.offer(&route.offer),
        Sheet::Other(nth) => press.offer(route.alternatives.get(nth.checked_sub(1)?)?),
    }
}

/// What the sheets of one route are made of.
struct Press<'a> {
    configuration: &'a Configuration,
    route: &'a Route,
    imprint: Imprint<'a>,
    language: Language,
    columns: Columns,
}

impl Press<'_> {
    fn offer(&self, offer: &Offer) -> Option<Slip> {
        match offer.kind {
            RouteKind::Quick => self.procedure(offer),
            RouteKind::Appointment => self.bring_first(offer).or_else(|| self.procedure(offer)),
            RouteKind::Online => {
                let service = self.main()?.service;
                let online_service = self.configuration.online_service(offer.online.as_ref()?)?;
                let content = OnlineSlip { imprint: self.imprint, service, online: online_service };
                Some(online(&content, self.language, self.columns))
            }
            RouteKind::Refer => {
                let paper = self.route.missing.as_ref().and_then(|id| self.configuration.paper(id));
                let body = self.configuration.body(offer.body.as_ref()?)?;
                let service = self.main()?.service;
                let content = ReferralSlip { imprint: self.imprint, service, body, paper, url: None };
                Some(referral(&content, self.language, self.columns))
            }
        }
    }

    fn procedure(&self, offer: &Offer) -> Option<Slip> {
        let reason = screen::reasons::route_reason(self.language, &offer.reason, self.configuration);
        let content = ProcedureSlip {
            imprint: self.imprint,
            procedure: &self.main()?,
            reason: Some(&reason),
            url: None,
        };
        Some(procedure(&content, self.language, self.columns))
    }

    /// The sheet of a paper that is not at hand, where one is.
    fn bring_first(&self, offer: &Offer) -> Option<Slip> {
        let missing = self.configuration.paper(self.route.missing.as_ref()?)?;
        let gives = self.route.offer_of(RouteKind::Refer).unwrap_or(offer);
        let content = BringFirstSlip {
            imprint: self.imprint,
            procedure: &self.main()?,
            missing,
            given_by: gives
                .body
                .as_ref()
                .filter(|_| gives.kind == RouteKind::Refer)
                .and_then(|id| self.configuration.body(id)),
            url: None,
        };
        Some(bring_first(&content, self.language, self.columns))
    }

    fn main(&self) -> Option<Procedure<'_>> {
        self.configuration.procedure(self.route.services.first()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::default_configuration;
    use office::triage::Numbers;
    use std::collections::BTreeMap;

    #[test]
    fn every_way_of_the_default_catalogue_can_be_printed_in_every_language() {
        let configuration = default_configuration().unwrap();
        let at = Moment::new("2026-03-02T09:00:00+01:00".parse().unwrap());
        let outlook = Outlook {
            numbers: Numbers::Again(None),
            opens_in_s: 0,
            closes_in_s: 0,
            services: BTreeMap::new(),
        };
        let mut printed = 0;
        for need in &configuration.needs {
            for path in configuration.paths(&need.id) {
                let visit = Visit {
                    need: Some(need.id.clone()),
                    answers: path.answers.iter().map(|(q, a)| ((*q).clone(), (*a).clone())).collect(),
                    ..Visit::default()
                };
                for language in Language::ALL {
                    for sheet in [Sheet::Offered, Sheet::Procedure] {
                        let slip =
                            lay_out(&configuration, &visit, sheet, &outlook, (language, at, Columns::MM_80));
                        assert!(slip.is_some(), "{need:?} {sheet:?} {language:?}");
                        printed += 1;
                    }
                }
            }
        }
        assert!(printed > 1000, "{printed}");
    }

    #[test]
    fn what_leads_to_no_route_is_not_printed() {
        let configuration = default_configuration().unwrap();
        let at = Moment::new("2026-03-02T09:00:00+01:00".parse().unwrap());
        let outlook =
            Outlook { numbers: Numbers::Given, opens_in_s: 0, closes_in_s: 0, services: BTreeMap::new() };
        for (query, sheet) in [
            ("", Sheet::Offered),
            ("need=moon", Sheet::Offered),
            ("need=certificati", Sheet::Procedure),
            ("need=imu", Sheet::Other(0)),
            ("need=imu", Sheet::Other(9)),
        ] {
            let slip = lay_out(
                &configuration,
                &Visit::read(query),
                sheet,
                &outlook,
                (Language::It, at, Columns::MM_80),
            );
            assert_eq!(slip, None, "{query}");
        }
    }
}
