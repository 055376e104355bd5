//! The printing of something to read, without a number. The office lays it out and prints it; each visit
//! has each sheet once.

use crate::forms::posted;
use crate::frame::{self, Notice};
use crate::stand::{Asked, Place};
use crate::{Shown, Totem};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::Response;
use office::id::{BodyId, EvidenceId, ServiceId};
use office::wire::{Ask, Reply, Sheet};
use screen::front::Front;

/// Prints a sheet, and shows the same page again, which says so.
pub(crate) async fn print<F>(
    State(totem): State<Totem<F>>,
    headers: HeaderMap,
    form: Result<Form<Asked>, FormRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let asked = match posted(&headers, form) {
        Ok(asked) => asked,
        Err(elsewhere) => return elsewhere,
    };
    let settings = asked.settings();
    let Some(trail) = asked.trail() else { return Notice::Service.go_home(settings) };
    let entered = match totem.enter(&asked, Place::Ask(trail)) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let wanted = asked.sheet.as_deref().unwrap_or_default();
    let Some(sheet) = read(wanted) else { return Notice::Service.go_home(settings) };
    let request = entered.visit.request_for(wanted, totem.visits.secret());
    let answer = totem.front.ask(request, Ask::Print { sheet, language: entered.language() }).await;
    let printed = if matches!(answer, Ok(Reply::Printing)) { "yes" } else { "no" };
    frame::go(&format!("{}&printed={printed}", entered.stand.address()))
}

/// The sheet that a form names: `procedure.service`, `procedure.service.paper`, `online.service`,
/// `referral.service.body` or `referral.service.body.paper`.
fn read(text: &str) -> Option<Sheet> {
    let parts: Vec<&str> = text.split('.').collect();
    let (kind, rest) = parts.split_first()?;
    let (service, rest) = rest.split_first()?;
    let service = ServiceId::new(service).ok()?;
    let paper = |paper: &str| EvidenceId::new(paper).ok();
    match (*kind, rest) {
        ("procedure", []) => Some(Sheet::Procedure { service, missing: None }),
        ("procedure", [missing]) => Some(Sheet::Procedure { service, missing: Some(paper(missing)?) }),
        ("online", []) => Some(Sheet::Online { service }),
        ("referral", [body]) => {
            Some(Sheet::Referral { body: BodyId::new(body).ok()?, service, missing: None })
        }
        ("referral", [body, missing]) => {
            let body = BodyId::new(body).ok()?;
            Some(Sheet::Referral { body, service, missing: Some(paper(missing)?) })
        }
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sheets_that_there_are_can_be_named() {
        for good in ["procedure.a", "procedure.a.b", "online.a", "referral.a.b", "referral.a.b.c"] {
            assert!(read(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "procedure",
            "procedure.",
            "online.a.b",
            "referral.a",
            "poster.a",
            "procedure.a.b.c",
            "online.è",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
