//! One question at a time, and the outcome where none is left.

use crate::appointment::wanted;
use crate::frame::{self, Entered, Frame, Notice};
use crate::listen::Spoken;
use crate::outcome::{OutcomePage, said};
use crate::stand::{Asked, Place, Trail};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::catalogue::Question;
use office::triage::{Triaged, triage};
use screen::front::Front;
use screen::{Page, texts};

/// From so many answers on they stand in two columns.
const COLUMNS_FROM: usize = 8;

#[derive(Template)]
#[template(path = "question.html")]
struct QuestionPage {
    page: Page,
    frame: Frame,
    said: Vec<String>,
    text: String,
    answers: Vec<AnswerView>,
}

struct AnswerView {
    href: String,
    text: String,
}

impl QuestionPage {
    fn new(entered: &Entered, trail: &Trail, question: &Question) -> Self {
        let answer = |answer: &office::catalogue::Answer| AnswerView {
            href: entered.stand.at(Place::Ask(trail.with(&question.id, &answer.id))).address(),
            text: entered.said(&answer.text),
        };
        let language = entered.language();
        let answers: Vec<AnswerView> = question.answers.iter().map(answer).collect();
        let asked = [
            Spoken::of_office(language, entered.said(&question.text)),
            Spoken::own(language, fl!(texts(language), "totem-answers")),
        ];
        let choices = answers.iter().map(|answer| Spoken::of_office(language, &answer.text));
        Self {
            page: entered.page(),
            frame: entered.heard(&asked.into_iter().chain(choices).collect::<Vec<_>>()),
            said: said(entered, trail),
            text: entered.said(&question.text),
            answers,
        }
    }

    /// The class of the list: the more answers, the denser.
    fn list(&self) -> &'static str {
        if self.answers.len() >= COLUMNS_FROM { "answers answers-many" } else { "answers" }
    }
}

/// Shows the next question, or the outcome.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let Some(trail) = asked.trail() else { return Notice::Service.go_home(asked.settings()) };
    let entered = match totem.enter(&asked, Place::Ask(trail.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let outlook = entered.shown.outlook(entered.now);
    match triage(&entered.shown.configuration, &trail.said(), &outlook) {
        Ok(Triaged::Ask(question)) => {
            frame::show(StatusCode::OK, &QuestionPage::new(&entered, &trail, question))
        }
        Ok(Triaged::Route(route)) => {
            let printed = asked.printed.as_deref().map(|printed| printed == "yes");
            match OutcomePage::new(&entered, &trail, &route, totem.visits.secret()) {
                Some(outcome) => {
                    let times = match wanted(&entered.shown.configuration, &route, 1) {
                        Some(wanted) => Some(totem.first_times(&entered, &trail, &wanted).await),
                        None => None,
                    };
                    frame::show(StatusCode::OK, &outcome.printing(printed).with_times(times))
                }
                None => Notice::Service.go_home(asked.settings()),
            }
        }
        Err(_) => Notice::Service.go_home(asked.settings()),
    }
}
