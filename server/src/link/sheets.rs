//! The sheets that a totem can have printed without a number, laid out.

use office::catalogue::Evidence;
use office::configuration::Configuration;
use office::id::{EvidenceId, ServiceId};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::slip::{Columns, Slip};
use office::triage::Procedure;
use office::wire::{Sheet, procedure_url};
use printer::layout::{self, BringFirstSlip, Imprint, OnlineSlip, ProcedureSlip, ReferralSlip};

/// Lays a sheet out for paper of that width.
///
/// # Errors
/// Where the catalogue does not have what the sheet is of.
pub(super) fn slip(
    rules: &Configuration,
    sheet: &Sheet,
    language: Language,
    public_url: &str,
    (at, columns): (Moment, Columns),
) -> Result<Slip, Refusal> {
    let imprint = Imprint { configuration: rules, at };
    match sheet {
        Sheet::Procedure { service, missing } => {
            let procedure = procedure(rules, service)?;
            let url = procedure_url(public_url, &rules.office.id, service, language);
            let url = Some(url.as_str());
            Ok(match paper(rules, service, missing.as_ref())? {
                None => layout::procedure(
                    &ProcedureSlip { imprint, procedure: &procedure, reason: None, url },
                    language,
                    columns,
                ),
                Some(missing) => {
                    let content =
                        BringFirstSlip { imprint, procedure: &procedure, missing, given_by: None, url };
                    layout::bring_first(&content, language, columns)
                }
            })
        }
        Sheet::Referral { body, service, missing } => {
            let body = rules.body(body).ok_or_else(|| unknown(service))?;
            let paper = paper(rules, service, missing.as_ref())?;
            let service = procedure(rules, service)?.service;
            let content = ReferralSlip { imprint, service, body, paper, url: body.url.as_deref() };
            Ok(layout::referral(&content, language, columns))
        }
        Sheet::Online { service } => {
            let procedure = procedure(rules, service)?;
            let online = procedure.online.ok_or_else(|| unknown(service))?;
            let content = OnlineSlip { imprint, service: procedure.service, online };
            Ok(layout::online(&content, language, columns))
        }
    }
}

fn procedure<'a>(rules: &'a Configuration, service: &ServiceId) -> Result<Procedure<'a>, Refusal> {
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
