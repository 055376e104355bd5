//! What can be wrong with the hours of an office.

use super::{EXCEPTIONS_MAX, Hours, LOCAL_HOLIDAYS_MAX, SPANS_MAX, Span, TimeOfDay};
use crate::configuration::TITLE_LEN_MAX;
use crate::language::Text;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is wrong with the hours; the edge puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursMistake {
    /// A span ends before it starts, or starts before the one in front has ended.
    Spans {
        /// Which day.
        day: String,
    },
    /// Too many spans in a day.
    TooManySpans {
        /// Which day.
        day: String,
    },
    /// Too many closures, special openings or local holidays.
    TooMany {
        /// Which list.
        what: &'static str,
        /// The limit.
        max: usize,
    },
    /// A closure that ends before it starts.
    Closure {
        /// Its first day.
        from: NaiveDate,
    },
    /// A closure without a title, or with one longer than a screen can show.
    ClosureTitle {
        /// Its first day.
        from: NaiveDate,
    },
    /// A special opening without hours.
    SpecialOpeningEmpty(NaiveDate),
    /// Two special openings of one day.
    TwoSpecialOpenings(NaiveDate),
    /// A service day that would roll at 24:00, and bear the date of the day in front.
    RollsAt,
    /// The office would never open.
    NeverOpen,
}

impl HoursMistake {
    /// The way to it from the hours that it was found in, keys and places from 0 joined by dots.
    pub fn field(&self, of: &Hours) -> String {
        let closure = |from: &NaiveDate| of.closures.iter().position(|closure| closure.from == *from);
        let special = |date: &NaiveDate| of.special_openings.iter().rposition(|other| other.date == *date);
        let nth = |list: &str, nth: Option<usize>, field: &str| match nth {
            Some(nth) if field.is_empty() => format!("{list}.{nth}"),
            Some(nth) => format!("{list}.{nth}.{field}"),
            None => list.to_owned(),
        };
        match self {
            HoursMistake::Spans { day } | HoursMistake::TooManySpans { day } => match day.parse() {
                Ok(date) => nth("special_openings", special(&date), "spans"),
                Err(_) => format!("week.{}", day.to_lowercase()),
            },
            HoursMistake::TooMany { what, .. } => what.replace(' ', "_"),
            HoursMistake::Closure { from } => nth("closures", closure(from), "until"),
            HoursMistake::ClosureTitle { from } => nth("closures", closure(from), "title"),
            HoursMistake::SpecialOpeningEmpty(date) => nth("special_openings", special(date), "spans"),
            HoursMistake::TwoSpecialOpenings(date) => nth("special_openings", special(date), "date"),
            HoursMistake::RollsAt => "always_rolls_at".to_owned(),
            HoursMistake::NeverOpen => String::new(),
        }
    }
}

impl Hours {
    /// Everything that is wrong with the hours; nothing where they can be used.
    pub fn check(&self) -> Vec<HoursMistake> {
        let mut found = Vec::new();
        if let Some(rolls_at) = self.always_rolls_at {
            found.extend((rolls_at == TimeOfDay::END_OF_DAY).then_some(HoursMistake::RollsAt));
            return found;
        }
        for (day, spans) in &self.week {
            check_spans(&format!("{day:?}"), spans, &mut found);
        }
        self.check_special_openings(&mut found);
        self.check_closures(&mut found);
        for (what, count, max) in [
            ("closures", self.closures.len(), EXCEPTIONS_MAX),
            ("special openings", self.special_openings.len(), EXCEPTIONS_MAX),
            ("local holidays", self.local_holidays.len(), LOCAL_HOLIDAYS_MAX),
        ] {
            if count > max {
                found.push(HoursMistake::TooMany { what, max });
            }
        }
        if self.week.values().chain(self.special_openings.iter().map(|s| &s.spans)).all(Vec::is_empty) {
            found.push(HoursMistake::NeverOpen);
        }
        found
    }

    fn check_special_openings(&self, found: &mut Vec<HoursMistake>) {
        let mut dates = BTreeSet::new();
        for special in &self.special_openings {
            check_spans(&special.date.to_string(), &special.spans, found);
            if special.spans.is_empty() {
                found.push(HoursMistake::SpecialOpeningEmpty(special.date));
            }
            if !dates.insert(special.date) {
                found.push(HoursMistake::TwoSpecialOpenings(special.date));
            }
        }
    }

    fn check_closures(&self, found: &mut Vec<HoursMistake>) {
        for closure in &self.closures {
            let from = closure.from;
            if closure.until.is_some_and(|until| until < from) {
                found.push(HoursMistake::Closure { from });
            }
            if !fits(&closure.title) {
                found.push(HoursMistake::ClosureTitle { from });
            }
        }
    }
}

fn fits(title: &Text) -> bool {
    [&title.it, &title.en].iter().all(|wording| (1..=TITLE_LEN_MAX).contains(&wording.trim().chars().count()))
}

fn check_spans(day: &str, spans: &[Span], found: &mut Vec<HoursMistake>) {
    if spans.len() > SPANS_MAX {
        found.push(HoursMistake::TooManySpans { day: day.to_owned() });
    }
    if !follow_each_other(spans) {
        found.push(HoursMistake::Spans { day: day.to_owned() });
    }
}

/// Whether these can be the spans of one day.
pub(crate) fn spans_fit(spans: &[Span]) -> bool {
    spans.len() <= SPANS_MAX && follow_each_other(spans)
}

fn follow_each_other(spans: &[Span]) -> bool {
    let each_ends_later = spans.iter().all(|span| span.from < span.until);
    each_ends_later && spans.windows(2).all(|pair| pair[0].until <= pair[1].from)
}
