//! The ways from needs over questions to visits.

use super::{CatalogueMistake, Outcome, Place, QUESTIONS_DEEP_MAX, Question, Visit, Wrong};
use crate::configuration::Configuration;
use crate::id::{AnswerId, NeedId, QuestionId};
use std::collections::{BTreeMap, BTreeSet};

/// One way from a need to a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path<'a> {
    /// The answer to each question on it, in the order in which they are asked.
    pub answers: Vec<(&'a QuestionId, &'a AnswerId)>,
    /// Where it ends.
    pub visit: &'a Visit,
}

impl Configuration {
    /// Every way from a need to a visit, at most [`QUESTIONS_DEEP_MAX`] questions long; what leads nowhere
    /// or further is left out.
    pub fn paths(&self, need: &NeedId) -> Vec<Path<'_>> {
        let mut found = Vec::new();
        if let Some(need) = self.need(need) {
            self.follow(&need.then, &mut Vec::new(), &mut found);
        }
        found
    }

    fn follow<'a>(
        &'a self,
        outcome: &'a Outcome,
        answers: &mut Vec<(&'a QuestionId, &'a AnswerId)>,
        found: &mut Vec<Path<'a>>,
    ) {
        match outcome {
            Outcome::Visit(visit) => found.push(Path { answers: answers.clone(), visit }),
            Outcome::Ask(question) => {
                let Some(question) = self.question(question) else { return };
                if answers.len() == QUESTIONS_DEEP_MAX {
                    return;
                }
                for answer in &question.answers {
                    answers.push((&question.id, &answer.id));
                    self.follow(&answer.then, answers, found);
                    answers.pop();
                }
            }
        }
    }
}

/// What is wrong with the ways as a whole: loops, and needs behind which too much is asked.
pub(super) fn mistakes(configuration: &Configuration) -> Vec<CatalogueMistake> {
    let questions = configuration.questions.iter().map(|question| (&question.id, question)).collect();
    let mut depths =
        Depths { questions, known: BTreeMap::new(), on_the_way: BTreeSet::new(), loops: Vec::new() };
    for question in &configuration.questions {
        depths.of(&question.id);
    }
    let mut found = std::mem::take(&mut depths.loops);
    for need in &configuration.needs {
        let count = match &need.then {
            Outcome::Ask(question) => depths.of(question),
            Outcome::Visit(_) => 0,
        };
        if count > QUESTIONS_DEEP_MAX {
            found.push(CatalogueMistake {
                at: Place::new("needs", &need.id, "then"),
                wrong: Wrong::TooDeep { count },
            });
        }
    }
    found
}

/// Every question that some need leads to.
pub(super) fn asked(configuration: &Configuration) -> BTreeSet<&QuestionId> {
    let mut asked = BTreeSet::new();
    let mut ahead: Vec<&Outcome> = configuration.needs.iter().map(|need| &need.then).collect();
    while let Some(outcome) = ahead.pop() {
        let Outcome::Ask(id) = outcome else { continue };
        if let Some(question) = configuration.question(id)
            && asked.insert(&question.id)
        {
            ahead.extend(question.answers.iter().map(|answer| &answer.then));
        }
    }
    asked
}

struct Depths<'a> {
    questions: BTreeMap<&'a QuestionId, &'a Question>,
    known: BTreeMap<&'a QuestionId, usize>,
    on_the_way: BTreeSet<&'a QuestionId>,
    loops: Vec<CatalogueMistake>,
}

impl<'a> Depths<'a> {
    /// How many questions can be asked from this one on, itself included; ways that lead back are recorded
    /// and count as ended.
    fn of(&mut self, id: &QuestionId) -> usize {
        let Some(question) = self.questions.get(id).copied() else { return 0 };
        if let Some(depth) = self.known.get(id) {
            return *depth;
        }
        self.on_the_way.insert(&question.id);
        let mut deepest = 0;
        for (n, answer) in question.answers.iter().enumerate() {
            let Outcome::Ask(next) = &answer.then else { continue };
            if self.on_the_way.contains(next) {
                let at = Place::new("questions", &question.id, format!("answers.{n}.then"));
                self.loops.push(CatalogueMistake { at, wrong: Wrong::Loop { back_to: next.clone() } });
            } else {
                deepest = deepest.max(self.of(next));
            }
        }
        self.on_the_way.remove(&question.id);
        self.known.insert(&question.id, deepest + 1);
        deepest + 1
    }
}
