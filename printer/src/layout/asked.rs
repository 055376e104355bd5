//! The sheets that a totem can have printed without a number.

use super::{
    BringFirstSlip, Imprint, OnlineSlip, ProcedureSlip, ReferralSlip, bring_first, online, procedure,
    referral,
};
use office::catalogue::Evidence;
use office::configuration::Configuration;
use office::id::{EvidenceId, ServiceId};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::slip::{Columns, Slip};
use office::triage::Procedure;
use office::wire::{Sheet, procedure_url};

/// Lays out a sheet that is asked for at the moment, for paper of that width; the links on it begin with `public_url`.
///
/// # Errors
/// Where the catalogue does not have what the sheet is of.
pub fn asked(
    rules: &Configuration,
    sheet: &Sheet,
    language: Language,
    public_url: &str,
    (at, columns): (Moment, Columns),
) -> Result<Slip, Refusal> {
    let imprint = Imprint { configuration: rules, at };
    match sheet {
        Sheet::Procedure { service, missing } => {
            let of_service = known(rules, service)?;
            let url = procedure_url(public_url, &rules.office.id, service, language);
            let url = Some(url.as_str());
            Ok(match paper(rules, service, missing.as_ref())? {
                None => {
                    let content = ProcedureSlip { imprint, procedure: &of_service, reason: None, url };
                    procedure(&content, language, columns)
                }
                Some(missing) => {
                    let content =
                        BringFirstSlip { imprint, procedure: &of_service, missing, given_by: None, url };
                    bring_first(&content, language, columns)
                }
            })
        }
        Sheet::Referral { body, service, missing } => {
            let body = rules.body(body).ok_or_else(|| unknown(service))?;
            let paper = paper(rules, service, missing.as_ref())?;
            let service = known(rules, service)?.service;
            let content = ReferralSlip { imprint, service, body, paper, url: body.url.as_deref() };
            Ok(referral(&content, language, columns))
        }
        Sheet::Online { service } => {
            let procedure = known(rules, service)?;
            let online_service = procedure.online.ok_or_else(|| unknown(service))?;
            let content = OnlineSlip { imprint, service: procedure.service, online: online_service };
            Ok(online(&content, language, columns))
        }
    }
}

fn known<'a>(rules: &'a Configuration, service: &ServiceId) -> Result<Procedure<'a>, Refusal> {
    rules.procedure(service).ok_or_else(|| unknown(service))
}

fn paper<'a>(
    rules: &'a Configuration,
    service: &ServiceId,
    paper: Option<&EvidenceId>,
) -> Result<Option<&'a Evidence>, Refusal> {
    paper.map(|id| rules.paper(id).ok_or_else(|| unknown(service))).transpose()
}

fn unknown(service: &ServiceId) -> Refusal {
    Refusal::UnknownService { service: service.clone() }
}
