//! Catalogues that nobody would write: whatever is made of the files of the default catalogue, the answer is
//! a document without mistakes, or mistakes on lines that there are.
//!
//! A minute in `make test`; `SPORTELLO_FUZZ_S=3600 cargo test -p tests catalogues_that_nobody` goes on for an
//! hour. What fails is cut down to the fewest edits and printed.

use office::language::Language;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use server::catalogue::{DEFAULT, File, read, written};
use server::clock::{Clock, SystemClock};
use std::time::Duration;

/// For how long files are made up, if nobody says otherwise.
const USUAL: Duration = Duration::from_secs(60);
/// Catalogues between two looks at the clock.
const AT_ONCE: u32 = 16;

/// Something done to one file; places are taken modulo what is there.
#[derive(Debug, Clone)]
enum Edit {
    /// Take lines out.
    TakeOut { at: usize, lines: usize },
    /// Repeat lines elsewhere, in this file or another.
    Repeat { at: usize, lines: usize, to_file: usize, to: usize },
    /// Write something into a line.
    Write { at: usize, column: usize, what: String },
    /// Put one value in the place of another.
    Exchange { at: usize, with: usize },
    /// End the file early.
    Cut { at: usize },
    /// Take a file out.
    Lose,
}

#[test]
fn catalogues_that_nobody_would_write_are_read_or_told_to_be_wrong() {
    let clock = SystemClock::start();
    let seconds = std::env::var("SPORTELLO_FUZZ_S").ok().and_then(|seconds| seconds.parse().ok());
    let limit = seconds.map_or(USUAL, Duration::from_secs);
    let config = ProptestConfig { cases: AT_ONCE, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(config);
    let (mut catalogues, begun) = (0, clock.elapsed());
    while clock.elapsed().saturating_sub(begun) < limit {
        let edits = vec((any::<prop::sample::Index>(), an_edit()), 1..6);
        let failed = runner.run(&edits, |edits| {
            let mut files = default_files();
            for (file, edit) in &edits {
                carry_out(&mut files, file, edit);
            }
            holds(&files)
        });
        if let Err(TestError::Fail(why, edits)) = failed {
            panic!("{why}\n{edits:#?}");
        }
        failed.expect("the edits can be made up");
        catalogues += AT_ONCE;
    }
    assert!(catalogues > 0);
}

fn an_edit() -> impl Strategy<Value = Edit> {
    let word = prop_oneof![
        Just("\"".to_owned()),
        Just("=".to_owned()),
        Just("[[".to_owned()),
        Just("]".to_owned()),
        Just("{ it = \"\", en = \"\" }".to_owned()),
        Just("id = \"x\"\n".to_owned()),
        Just("[hours]\n".to_owned()),
        Just("'''".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("nan".to_owned()),
        Just("\u{fffd}\u{0}\r\n".to_owned()),
        Just("[".repeat(200)),
        any::<String>(),
    ];
    prop_oneof![
        (any::<usize>(), 1..30_usize).prop_map(|(at, lines)| Edit::TakeOut { at, lines }),
        (any::<usize>(), 1..30_usize, any::<usize>(), any::<usize>())
            .prop_map(|(at, lines, to_file, to)| Edit::Repeat { at, lines, to_file, to }),
        (any::<usize>(), any::<usize>(), word).prop_map(|(at, column, what)| Edit::Write {
            at,
            column,
            what
        }),
        (any::<usize>(), any::<usize>()).prop_map(|(at, with)| Edit::Exchange { at, with }),
        any::<usize>().prop_map(|at| Edit::Cut { at }),
        Just(Edit::Lose),
    ]
}

fn carry_out(files: &mut Vec<File>, index: &prop::sample::Index, edit: &Edit) {
    if files.is_empty() {
        return;
    }
    let nth = index.index(files.len());
    let mut lines: Vec<String> = files[nth].text.split_inclusive('\n').map(str::to_owned).collect();
    let place = |at: usize| at % lines.len().max(1);
    match edit {
        Edit::TakeOut { at, lines: count } => {
            let at = place(*at);
            drop(lines.drain(at..(at + count).min(lines.len())));
        }
        Edit::Repeat { at, lines: count, to_file, to } => {
            let at = place(*at);
            let copied = lines[at..(at + count).min(lines.len())].concat();
            let other = to_file % files.len();
            let mut of_other: Vec<&str> = files[other].text.split_inclusive('\n').collect();
            of_other.insert(to % (of_other.len() + 1), &copied);
            files[other].text = of_other.concat();
            return;
        }
        Edit::Write { at, column, what } => {
            let at = place(*at);
            if let Some(line) = lines.get_mut(at) {
                let places: Vec<usize> = line.char_indices().map(|(place, _)| place).collect();
                line.insert_str(places[column % places.len()], what);
            }
        }
        Edit::Exchange { at, with } => {
            let (at, with) = (place(*at), place(*with));
            let value = |line: &String| line.split_once(" = ").map(|(_, value)| value.to_owned());
            let key = lines.get(at).and_then(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned());
            if let (Some(key), Some(value)) = (key, lines.get(with).and_then(value)) {
                lines[at] = format!("{key} = {value}");
            }
        }
        Edit::Cut { at } => lines.truncate(place(*at)),
        Edit::Lose => {
            files.remove(nth);
            return;
        }
    }
    files[nth].text = lines.concat();
}

fn holds(files: &[File]) -> Result<(), TestCaseError> {
    let reading = read(files);
    prop_assert_eq!(reading.configuration.is_some(), reading.mistakes.is_empty());
    for finding in reading.mistakes.iter().chain(&reading.warnings) {
        let file = files.iter().find(|file| file.name == finding.file);
        let lines = file.map_or(usize::from(files.is_empty()), |file| file.text.lines().count().max(1));
        prop_assert!((1..=lines).contains(&finding.line), "{:?} of {} lines", finding, lines);
        for language in Language::STAFF {
            prop_assert!(!finding.words(language).trim().is_empty(), "{:?}", finding);
        }
    }
    if let Some(document) = reading.configuration {
        prop_assert_eq!(document.mistakes(), []);
        let text = written(&document).expect("what was read can be written");
        let again = read(&[File { name: "again.toml".to_owned(), text }]);
        prop_assert_eq!(again.configuration, Some(document));
    }
    Ok(())
}

fn default_files() -> Vec<File> {
    DEFAULT.iter().map(|(name, text)| File { name: (*name).to_owned(), text: (*text).to_owned() }).collect()
}
