//! Calls about the configuration of an office.

use super::{ControlError, Prepared, Told};
use crate::clock::Clock;
use crate::difference::{self, DIFFERENCES_MAX, Difference};
use crate::proposal::{Orphan, Proposal};
use crate::registrar::Work;
use crate::registrar::configuring::{Configuring, NOTE_LEN_MAX, Reform, When, is_note};
use crate::store::audit::By;
use crate::store::{Reader, StoreError};
use office::configuration::{Configuration, Version};
use office::event::{Actor, ActorKind};
use office::id::{ActorId, OfficeId};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Most versions that the history tells.
const HISTORY_MAX: u32 = 100;
/// The language of the command line.
const SPOKEN: Language = Language::En;

/// What is to be done with a configuration. The office may be left out where there is only one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum ConfigurationCall {
    /// Tell what a document would change.
    Compare {
        /// The document.
        document: Box<Configuration>,
        /// Where.
        office: Option<OfficeId>,
    },
    /// Put a document into force.
    Apply {
        /// The document.
        document: Box<Configuration>,
        /// Where.
        office: Option<OfficeId>,
        /// Why.
        note: String,
        /// When.
        when: When,
    },
    /// Tell the versions, newest first.
    History {
        /// Where.
        office: Option<OfficeId>,
    },
    /// Tell what is different between two versions.
    Diff {
        /// Where.
        office: Option<OfficeId>,
        /// The one.
        before: u32,
        /// The other.
        after: u32,
    },
    /// Tell a version as a file; that in force where none is named.
    Show {
        /// Where.
        office: Option<OfficeId>,
        /// Which one.
        version: Option<u32>,
        /// As JSON instead of TOML.
        json: bool,
    },
    /// Put the document of an earlier version into force, as a new version.
    Revert {
        /// Where.
        office: Option<OfficeId>,
        /// Which one.
        version: u32,
        /// Why.
        note: String,
        /// When.
        when: When,
    },
    /// Put nothing into force at the next opening.
    Cancel {
        /// Where.
        office: Option<OfficeId>,
    },
}

pub(super) fn prepare(
    reader: &Reader,
    clock: &dyn Clock,
    call: ConfigurationCall,
) -> Result<Prepared, ControlError> {
    let now = clock.now();
    let asked = match &call {
        ConfigurationCall::Compare { document, office }
        | ConfigurationCall::Apply { document, office, .. } => {
            Some(office.as_ref().unwrap_or(&document.office.id))
        }
        ConfigurationCall::History { office }
        | ConfigurationCall::Diff { office, .. }
        | ConfigurationCall::Show { office, .. }
        | ConfigurationCall::Revert { office, .. }
        | ConfigurationCall::Cancel { office } => office.as_ref(),
    };
    let office = match which(&reader.offices()?, asked) {
        Ok(office) => office,
        Err(why) => return bad(why),
    };
    match call {
        ConfigurationCall::Compare { document, .. } => {
            let proposal = Proposal::look(reader, &office, &document, now)?;
            done(proposal_lines(&proposal, &document))
        }
        ConfigurationCall::Apply { document, note, when, .. } => {
            adopt(reader, office, *document, note, when, now)
        }
        ConfigurationCall::History { .. } => done(history(reader, &office)?),
        ConfigurationCall::Diff { before, after, .. } => diff(reader, &office, [before, after]),
        ConfigurationCall::Show { version, json, .. } => show(reader, &office, version, json),
        ConfigurationCall::Revert { version, note, when, .. } => {
            let Some(document) = reader.document(&office, Version(version))? else {
                return bad(no_version(version));
            };
            let note = if note.is_empty() { format!("back to version {version}") } else { note };
            adopt(reader, office, document, note, when, now)
        }
        ConfigurationCall::Cancel { .. } if reader.floor(&office)?.planned.is_none() => {
            bad("no configuration is planned for the next opening".into())
        }
        ConfigurationCall::Cancel { .. } => {
            Ok(work(office, Reform::DropPlan, vec!["cancelled: the version in force stays".into()]))
        }
    }
}

fn done(lines: Vec<String>) -> Result<Prepared, ControlError> {
    Ok(Prepared::Told(Told::Done(lines)))
}

fn bad(line: String) -> Result<Prepared, ControlError> {
    Ok(Prepared::Told(Told::Bad(vec![line])))
}

fn no_version(version: u32) -> String {
    format!("there is no version {version}")
}

/// The office that is meant.
fn which(offices: &[OfficeId], asked: Option<&OfficeId>) -> Result<OfficeId, String> {
    match (asked, offices) {
        (Some(asked), _) if offices.contains(asked) => Ok(asked.clone()),
        (Some(asked), _) => Err(format!("there is no office {asked} here")),
        (None, [only]) => Ok(only.clone()),
        (None, _) => Err("there are several offices here: name one with --office".into()),
    }
}

/// A refusal as the command line says it.
pub(super) fn refused(refusal: &Refusal) -> String {
    screen::reasons::refusal(SPOKEN, refusal, chrono_tz::UTC)
}

fn adopt(
    reader: &Reader,
    office: OfficeId,
    document: Configuration,
    note: String,
    when: When,
    now: Moment,
) -> Result<Prepared, ControlError> {
    // What comes over the socket may have been checked by another version of this program.
    if !document.mistakes().is_empty() {
        return bad("the document has mistakes: `sportello catalogue check` names them".into());
    }
    if !is_note(&note) {
        return bad(format!("a note has at most {NOTE_LEN_MAX} characters, on one line"));
    }
    let proposal = Proposal::look(reader, &office, &document, now)?;
    let objections = proposal.objections(when);
    if !objections.is_empty() {
        let mut lines: Vec<String> = objections.iter().map(refused).collect();
        if when == When::Now && proposal.not_next.is_empty() {
            lines.push("with --at-next-opening it comes into force when nobody waits any more".into());
        }
        return Ok(Prepared::Told(Told::Bad(lines)));
    }
    let mut lines =
        difference_lines(&proposal.differences, proposal.base.as_ref().map(|(_, base)| &**base), &document);
    lines.push(match (when, proposal.next_opening) {
        (When::Now, _) => "in force from now on:".into(),
        (When::NextOpening, Some(at)) => {
            format!("in force from the next opening, {}:", local(at, &document))
        }
        (When::NextOpening, None) => "in force from the next opening:".into(),
    });
    let base = proposal.base.as_ref().map(|(version, _)| *version);
    let reform = Reform::Adopt { document: Arc::new(document), note, base, when };
    Ok(work(office, reform, lines))
}

fn work(office: OfficeId, what: Reform, lines: Vec<String>) -> Prepared {
    let by = By { office: Some(office.clone()), ..By::command_line() };
    let id = ActorId::new("command-line").expect("a plain word is an identifier");
    let actor = Actor { kind: ActorKind::Staff, id };
    let configuring = Configuring { office, actor, by, request: None, what };
    Prepared::Work(Box::new(Work::Configuring(Box::new(configuring))), lines)
}

fn proposal_lines(proposal: &Proposal, document: &Configuration) -> Vec<String> {
    let base = proposal.base.as_ref().map(|(_, base)| &**base);
    let mut lines = difference_lines(&proposal.differences, base, document);
    if let Some((version, _)) = &proposal.base {
        lines.push(format!(
            "{} differences from version {}, in force",
            proposal.differences.len(),
            version.0
        ));
    }
    lines.extend(proposal.not_now.iter().map(|refusal| format!("not now: {}", refused(refusal))));
    lines.extend(
        proposal.not_next.iter().map(|refusal| format!("not at the next opening: {}", refused(refusal))),
    );
    lines.extend(proposal.orphans.iter().map(orphan_line));
    lines
}

fn orphan_line(orphan: &Orphan) -> String {
    match orphan {
        Orphan::Sign { device, desk } => format!("device {device} is the sign of desk {desk}, which goes"),
        Orphan::Seat { title, desk } => format!("seat {title} is enrolled for desk {desk}, which goes"),
        Orphan::Appointments { date, count } => {
            format!(
                "{count} appointments of {date} would find the doors closed; they stay until they are moved"
            )
        }
    }
}

fn difference_lines(
    differences: &[Difference],
    before: Option<&Configuration>,
    after: &Configuration,
) -> Vec<String> {
    let documents = [before.unwrap_or(after), after];
    let told = differences.iter().take(DIFFERENCES_MAX).map(|difference| difference.words(SPOKEN, documents));
    let untold = differences.len().saturating_sub(DIFFERENCES_MAX);
    told.chain((untold > 0).then(|| format!("and {untold} more differences"))).collect()
}

fn diff(reader: &Reader, office: &OfficeId, versions: [u32; 2]) -> Result<Prepared, ControlError> {
    let mut documents = Vec::new();
    for version in versions {
        let Some(document) = reader.document(office, Version(version))? else {
            return bad(no_version(version));
        };
        documents.push(document);
    }
    let [before, after] = documents.as_slice() else { return bad("two versions are compared".into()) };
    let differences = difference::between(before, after)?;
    if differences.is_empty() {
        return done(vec!["no difference".into()]);
    }
    done(difference_lines(&differences, Some(before), after))
}

fn history(reader: &Reader, office: &OfficeId) -> Result<Vec<String>, StoreError> {
    let floor = reader.floor(office)?;
    let in_force = floor.configuration.as_ref();
    let adoptions = reader.adoptions(office)?;
    let time = |at: Moment| match in_force {
        Some((_, document)) => local(at, document),
        None => local_in(at, chrono_tz::UTC),
    };
    let line = |row: crate::store::configurations::VersionRow| {
        let adopted = adoptions.iter().find(|(version, _)| *version == row.version).map(|(_, at)| *at);
        let is_in_force = in_force.is_some_and(|(version, _)| *version == row.version);
        let state = match (is_in_force, floor.planned == Some(row.version), adopted) {
            (true, _, Some(at)) => format!("in force since {}", time(at)),
            (true, _, None) => "in force".to_owned(),
            (false, true, _) => "planned for the next opening".to_owned(),
            (false, false, Some(at)) => format!("came into force {}", time(at)),
            (false, false, None) => "never came into force".to_owned(),
        };
        format!("{}\t{}\t{}\t{state}\t{}", row.version.0, time(row.created_at), row.created_by, row.note)
    };
    Ok(reader.versions(office, None, HISTORY_MAX)?.into_iter().map(line).collect())
}

fn show(
    reader: &Reader,
    office: &OfficeId,
    version: Option<u32>,
    json: bool,
) -> Result<Prepared, ControlError> {
    let in_force =
        || reader.floor(office).map(|floor| floor.configuration.map_or(1, |(version, _)| version.0));
    let version = version.map_or_else(in_force, Ok)?;
    let Some(document) = reader.document(office, Version(version))? else { return bad(no_version(version)) };
    let text = if json {
        serde_json::to_string_pretty(&document).ok()
    } else {
        crate::catalogue::written(&document)
    };
    match text {
        Some(text) => done(text.lines().map(str::to_owned).collect()),
        None => bad("the document cannot be written as a file".into()),
    }
}

fn local(at: Moment, document: &Configuration) -> String {
    local_in(at, document.office.zone)
}

fn local_in(at: Moment, zone: chrono_tz::Tz) -> String {
    at.utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}
