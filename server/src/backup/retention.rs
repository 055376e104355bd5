//! Which backups are kept: dense for the last minutes, thin for the last weeks.

use super::Name;
use chrono::{DurationRound, TimeDelta};
use office::moment::Moment;
use std::collections::BTreeSet;

/// Minutes of which the last backup is kept.
pub const MINUTES_KEPT: usize = 10;
/// Hours of which the last backup is kept.
pub const HOURS_KEPT: usize = 48;
/// Days (UTC) of which the last backup is kept: also how long at most what the office has erased stays
/// in a backup, where the office works every day.
pub const DAYS_KEPT: usize = 30;
/// Doubtful copies that are kept, newest first.
pub const DOUBTFUL_KEPT: usize = 3;
/// Backups dated after now that are kept, newest first: the clock is wrong, or it was.
pub const AHEAD_KEPT: usize = 100;

/// The backups that are no longer needed.
///
/// Minutes, hours and days count where there is a backup in them: a quiet night takes nothing away.
/// Backups dated after now are counted apart, so that neither a clock that has lost the date throws away
/// the good ones nor one that was ahead keeps out the new ones.
pub fn superfluous(names: &[Name], now: Moment) -> Vec<Name> {
    let (mut doubtful, mut sound): (Vec<Name>, Vec<Name>) = names.iter().partition(|name| name.is_doubtful);
    doubtful.sort_unstable_by(|a, b| b.cmp(a));
    sound.sort_unstable_by(|a, b| b.cmp(a));
    let (ahead, past): (Vec<Name>, Vec<Name>) = sound.into_iter().partition(|name| name.at > now);
    let mut kept: BTreeSet<Name> = BTreeSet::new();
    kept.extend(doubtful.iter().take(DOUBTFUL_KEPT));
    kept.extend(ahead.iter().take(AHEAD_KEPT));
    for (span, count) in [
        (TimeDelta::minutes(1), MINUTES_KEPT),
        (TimeDelta::hours(1), HOURS_KEPT),
        (TimeDelta::days(1), DAYS_KEPT),
    ] {
        kept.extend(last_of_each(&past, span, count));
    }
    names.iter().copied().filter(|name| !kept.contains(name)).collect()
}

/// The last backup of each of the last `count` spans that have one; `names` are newest first.
fn last_of_each(names: &[Name], span: TimeDelta, count: usize) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut of = None;
    for name in names {
        // A date that cannot be rounded is one of its own.
        let begins = name.at.utc().duration_trunc(span).unwrap_or(name.at.utc());
        if of != Some(begins) {
            of = Some(begins);
            found.push(*name);
        }
    }
    found.truncate(count);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday 2 March 2026, 12:00 UTC.
    const NOON_S: i64 = 1_772_452_800;
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;

    fn at(s: i64) -> Moment {
        Moment::from_millis(s * 1000).unwrap()
    }

    fn before_noon(ages_s: impl IntoIterator<Item = i64>) -> Vec<Name> {
        ages_s.into_iter().map(|age| Name::new(at(NOON_S - age), 1, false)).collect()
    }

    fn kept(names: &[Name], now: Moment) -> Vec<i64> {
        let gone = superfluous(names, now);
        let kept = names.iter().filter(|name| !gone.contains(name));
        kept.map(|name| NOON_S - name.at.as_millis() / 1000).collect()
    }

    #[test]
    fn minutes_then_hours_then_days_are_kept() {
        let ten: Vec<i64> = (0..10).collect();
        let table: [(&str, Vec<i64>, Vec<i64>); 7] = [
            ("nothing", vec![], vec![]),
            ("one", vec![3 * DAY], vec![3 * DAY]),
            (
                "ten minutes",
                ten.iter().map(|n| n * MINUTE).collect(),
                ten.iter().map(|n| n * MINUTE).collect(),
            ),
            // 11:59 .. 11:50 stay as minutes beside 12:00; of the rest of the hour 11 nothing does.
            ("twenty minutes", (0..20).map(|n| n * MINUTE).collect(), (0..10).map(|n| n * MINUTE).collect()),
            ("two in a minute", vec![1, 2], vec![1]),
            ("fifty hours", (0..50).map(|n| n * HOUR).collect(), (0..48).map(|n| n * HOUR).collect()),
            ("eighty days of one", (0..80).map(|n| n * DAY).collect(), (0..48).map(|n| n * DAY).collect()),
        ];
        for (case, ages, expected) in table {
            assert_eq!(kept(&before_noon(ages), at(NOON_S)), expected, "{case}");
        }
    }

    #[test]
    fn a_year_of_minutes_keeps_at_most_the_sum_of_the_limits() {
        let mut names = Vec::new();
        for minute in 0..365 * 24 * 60 / 7 {
            names.push(Name::new(at(NOON_S - minute * 7 * MINUTE), 1, false));
        }
        let kept = names.len() - superfluous(&names, at(NOON_S)).len();
        assert!(kept <= MINUTES_KEPT + HOURS_KEPT + DAYS_KEPT, "{kept}");
        assert!(kept >= HOURS_KEPT + DAYS_KEPT - 3, "{kept}");
    }

    #[test]
    fn a_quiet_time_takes_nothing_away() {
        let names = before_noon([0, MINUTE, 2 * MINUTE]);
        assert_eq!(superfluous(&names, at(NOON_S + 90 * DAY)), Vec::new());
    }

    #[test]
    fn a_clock_that_lost_the_date_throws_no_backup_away() {
        let mut names = before_noon((0..88).map(|n| n * HOUR));
        names.extend((0..60).map(|n| Name::new(at(n * MINUTE), 2, false)));
        let gone = superfluous(&names, at(HOUR));
        assert!(gone.iter().all(|name| name.at < at(HOUR)), "{gone:?}");
    }

    #[test]
    fn a_clock_that_was_ahead_keeps_no_new_backup_out() {
        let ahead = (0..88).map(|n| Name::new(at(NOON_S + 1000 * DAY + n * HOUR), 1, false));
        let newest = Name::new(at(NOON_S), 2, false);
        let names: Vec<Name> = ahead.chain([newest]).collect();
        assert!(!superfluous(&names, at(NOON_S)).contains(&newest));
    }

    #[test]
    fn doubtful_copies_push_no_sound_one_out() {
        let mut names = before_noon([5 * DAY]);
        names.extend((0..20).map(|n| Name::new(at(NOON_S - n * MINUTE), 1, true)));
        assert_eq!(kept(&names, at(NOON_S)), [5 * DAY, 0, MINUTE, 2 * MINUTE]);
    }
}
