//! What can be wrong with the hours of an office.

use super::{EXCEPTIONS_MAX, Hours, SPANS_MAX, Span};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is wrong with the hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursMistake {
    /// A span ends before it starts, or starts before the one in front has ended.
    #[error("{day}: the spans must follow each other and end after they start")]
    Spans {
        /// Which day.
        day: String,
    },
    /// Too many spans in a day.
    #[error("{day}: more than {SPANS_MAX} spans")]
    TooManySpans {
        /// Which day.
        day: String,
    },
    /// Too many closures or special openings.
    #[error("more than {EXCEPTIONS_MAX} {what}")]
    TooManyExceptions {
        /// Which list.
        what: &'static str,
    },
    /// A closure that ends before it starts.
    #[error("the closure from {from} ends before it starts")]
    Closure {
        /// Its first day.
        from: NaiveDate,
    },
    /// A local holiday that is no month and day.
    #[error("{0:?} is no month and day (MM-DD)")]
    LocalHoliday(String),
    /// Two special openings of one day.
    #[error("two special openings on {0}")]
    TwoSpecialOpenings(NaiveDate),
    /// The office would never open.
    #[error("the office never opens: give it a week, special openings or always_rolls_at")]
    NeverOpen,
}

impl Hours {
    /// Everything that is wrong with the hours.
    pub fn check(&self) -> Vec<HoursMistake> {
        let mut found = Vec::new();
        if self.always_rolls_at.is_some() {
            return found;
        }
        for (day, spans) in &self.week {
            check_spans(&format!("{day:?}"), spans, &mut found);
        }
        let mut dates = BTreeSet::new();
        for special in &self.special_openings {
            check_spans(&special.date.to_string(), &special.spans, &mut found);
            if !dates.insert(special.date) {
                found.push(HoursMistake::TwoSpecialOpenings(special.date));
            }
        }
        for (what, count) in
            [("closures", self.closures.len()), ("special openings", self.special_openings.len())]
        {
            if count > EXCEPTIONS_MAX {
                found.push(HoursMistake::TooManyExceptions { what });
            }
        }
        found.extend(
            self.closures
                .iter()
                .filter(|closure| closure.until.is_some_and(|until| until < closure.from))
                .map(|closure| HoursMistake::Closure { from: closure.from }),
        );
        // 2028 is a leap year: 29 February is a month and day.
        let is_date = |text: &str| NaiveDate::parse_from_str(&format!("2028-{text}"), "%Y-%m-%d").is_ok();
        found.extend(
            self.local_holidays
                .iter()
                .filter(|text| text.len() != 5 || !is_date(text))
                .map(|text| HoursMistake::LocalHoliday(text.clone())),
        );
        if self.week.values().chain(self.special_openings.iter().map(|s| &s.spans)).all(Vec::is_empty) {
            found.push(HoursMistake::NeverOpen);
        }
        found
    }
}

fn check_spans(day: &str, spans: &[Span], found: &mut Vec<HoursMistake>) {
    if spans.len() > SPANS_MAX {
        found.push(HoursMistake::TooManySpans { day: day.to_owned() });
    }
    let each_ends_later = spans.iter().all(|span| span.from < span.until);
    let in_order = spans.windows(2).all(|pair| pair[0].until <= pair[1].from);
    if !each_ends_later || !in_order {
        found.push(HoursMistake::Spans { day: day.to_owned() });
    }
}
