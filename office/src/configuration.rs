//! The configuration of one office: an immutable document, one per version.

use crate::agenda::{AgendaMistake, AgendaRules, PLANS_MAX, Plan};
use crate::catalogue::{
    Body, CatalogueMistake, Consultancy, Evidence, LifeEvent, Need, OnlineService, Place, Question,
    TriageRules,
};
use crate::hours::{Hours, HoursMistake};
use crate::id::{BodyId, DeskId, EvidenceId, ID_LEN_MAX, NeedId, OfficeId, OnlineId, QuestionId, ServiceId};
use crate::language::Text;
use crate::number::Series;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::time::Duration;

pub use crate::service::{RouteKind, Service};

/// Most desks of one office.
pub const DESKS_MAX: usize = 200;
/// Most services of one office.
pub const SERVICES_MAX: usize = 500;
/// Most series of one office: the readable letters without B and X.
pub const SERIES_MAX: usize = 21;
/// Longest time before opening from which numbers can be taken, minutes.
const TAKE_FROM_MAX_MIN: u32 = 240;
/// Longest wait that a class can be promised, minutes.
const TARGET_MAX_MIN: u32 = 240;
/// Longest expected time at the desk, minutes.
const SERVICE_MAX_MIN: u32 = 480;

/// The number of a configuration of one office, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version(pub u32);

/// The whole configuration of an office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The office itself.
    pub office: Office,
    /// When it is open.
    pub hours: Hours,
    /// Its letters.
    pub series: Vec<SeriesPlan>,
    /// What visitors come for.
    pub services: Vec<Service>,
    /// Where they are served.
    pub desks: Vec<Desk>,
    /// When a number is still given.
    #[serde(default)]
    pub triage: TriageRules,
    /// What holds for all appointments.
    #[serde(default)]
    pub agenda: AgendaRules,
    /// When desks take appointments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Plan>,
    /// What visitors say that they need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// What they are asked, to find the service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// The papers that services ask for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Who is competent, in the town hall and elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    /// What can be done from home.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub online: Vec<OnlineService>,
    /// What happens in a life, by which needs are found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub life_events: Vec<LifeEvent>,
    /// Free consultancies in the town hall.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consultancies: Vec<Consultancy>,
}

/// The office's own particulars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// Its name on screens and slips.
    pub title: Text,
    /// Its time zone.
    pub zone: Tz,
    /// How long before opening numbers can be taken, minutes.
    #[serde(default = "take_from_default")]
    pub take_from_min: u32,
    /// Where visitors wait.
    pub waiting_place: Text,
    /// Where the office is, as a letter would be addressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Text>,
    /// The promised waits behind the order of service.
    #[serde(default)]
    pub targets: Targets,
}

fn take_from_default() -> u32 {
    30
}

/// The waits that the order of service is scaled by, minutes.
///
/// Source: target-scaled accumulating priority, `queueing` study, section 8.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// For ordinary tickets.
    pub ordinary_min: u32,
    /// For priority tickets.
    pub priority_min: u32,
    /// For checked-in appointments, beyond their due time.
    pub appointment_min: u32,
}

impl Default for Targets {
    fn default() -> Self {
        Self { ordinary_min: 20, priority_min: 6, appointment_min: 2 }
    }
}

/// A letter that numbers are counted under.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesPlan {
    /// The letter.
    pub letter: Series,
    /// What boards call it: the only name under which sensitive services are counted in public.
    pub title: Text,
}

/// A numbered place where visitors are served.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    /// Its id.
    pub id: DeskId,
    /// The number over it.
    pub number: u32,
    /// Its name on screens.
    pub name: Text,
    /// The services it can take.
    pub skills: BTreeSet<ServiceId>,
}

/// What is wrong in a configuration; the edge puts it into words.
#[derive(Debug, Clone, PartialEq)]
pub enum Mistake {
    /// Two entries of one kind have the same id.
    Twice {
        /// The kind of entry.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// A list that must not be empty is.
    None {
        /// The kind of entry.
        what: &'static str,
    },
    /// A list is too long.
    TooMany {
        /// The kind of entry.
        what: &'static str,
        /// The limit.
        max: usize,
    },
    /// A skill names a service that is not there.
    UnknownSkill {
        /// The desk.
        desk: DeskId,
        /// The unknown service.
        service: ServiceId,
    },
    /// A service is counted under a letter that is not declared.
    UnknownSeries {
        /// The service.
        service: ServiceId,
        /// The letter.
        series: Series,
    },
    /// B and X are kept for booked visitors and offline numbers.
    ReservedSeries(Series),
    /// A service without appointment that no desk can take.
    NobodyTakes(ServiceId),
    /// An office whose id leaves no room for the rest of a ticket's id.
    LongOfficeId(OfficeId),
    /// A number of minutes that makes no sense.
    Minutes {
        /// Which value.
        at: Place,
        /// Least value allowed.
        min: u32,
        /// Largest value allowed.
        max: u32,
    },
    /// A text that is empty or longer than a screen can show.
    Text {
        /// Which text.
        at: Place,
        /// Largest length, characters.
        max: usize,
    },
    /// Something is wrong with the hours.
    Hours(HoursMistake),
    /// Something is wrong with the catalogue: services, needs, questions and the lists behind them.
    Catalogue(CatalogueMistake),
    /// Something is wrong with the appointments.
    Agenda(AgendaMistake),
}

/// The desks' numbers, which are no list of the document but must differ like ids.
const DESK_NUMBERS: &str = "desk numbers";

impl Mistake {
    /// Where it stands in the document that it was found in.
    pub fn place(&self, of: &Configuration) -> Place {
        match self {
            Mistake::Twice { what: DESK_NUMBERS, id } => {
                let mut same = of.desks.iter().filter(|desk| desk.number.to_string() == *id);
                let last = same.next_back().map_or_else(String::new, |desk| desk.id.to_string());
                Place::new("desks", last, "number")
            }
            Mistake::Twice { what, id } => Place::new(what, id, ""),
            Mistake::None { what } | Mistake::TooMany { what, .. } => {
                Place::new(if *what == DESK_NUMBERS { "desks" } else { what }, "", "")
            }
            Mistake::UnknownSkill { desk, service } => Place::new("desks", desk, format!("skills.{service}")),
            Mistake::UnknownSeries { service, .. } => Place::new("services", service, "series"),
            Mistake::ReservedSeries(letter) => Place::new("series", letter, "letter"),
            Mistake::NobodyTakes(service) => Place::new("services", service, "id"),
            Mistake::LongOfficeId(_) => Place::new("office", "", "id"),
            Mistake::Minutes { at, .. } | Mistake::Text { at, .. } => at.clone(),
            Mistake::Hours(mistake) => Place::new("hours", "", mistake.field(&of.hours)),
            Mistake::Catalogue(mistake) => mistake.at.clone(),
            Mistake::Agenda(mistake) => mistake.place().clone(),
        }
    }
}

/// Longest id of an office, bytes: a ticket's id joins it with the date and the number.
pub const OFFICE_ID_LEN_MAX: usize = ID_LEN_MAX - "-20260302-A4294967295".len();
/// Longest title, characters.
pub const TITLE_LEN_MAX: usize = 120;

impl Configuration {
    /// Everything that is wrong with the document; nothing where it can be adopted.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut found = Vec::new();
        self.check_lists(&mut found);
        self.check_references(&mut found);
        self.check_values(&mut found);
        found.extend(self.catalogue_mistakes().into_iter().map(Mistake::Catalogue));
        found.extend(self.agenda_mistakes().into_iter().map(Mistake::Agenda));
        found
    }

    fn check_lists(&self, found: &mut Vec<Mistake>) {
        let lists: [(&'static str, Vec<String>, usize); 5] = [
            ("series", self.series.iter().map(|s| s.letter.to_string()).collect(), SERIES_MAX),
            ("services", self.services.iter().map(|s| s.id.to_string()).collect(), SERVICES_MAX),
            ("desks", self.desks.iter().map(|d| d.id.to_string()).collect(), DESKS_MAX),
            ("plans", self.plans.iter().map(|p| p.id.to_string()).collect(), PLANS_MAX),
            (DESK_NUMBERS, self.desks.iter().map(|d| d.number.to_string()).collect(), DESKS_MAX),
        ];
        for (what, ids, max) in lists {
            // An office may do without appointments.
            if ids.is_empty() && what != "plans" {
                found.push(Mistake::None { what });
            }
            if ids.len() > max {
                found.push(Mistake::TooMany { what, max });
            }
            let mut seen = BTreeSet::new();
            for id in ids {
                if !seen.insert(id.clone()) {
                    found.push(Mistake::Twice { what, id });
                }
            }
        }
    }

    fn check_references(&self, found: &mut Vec<Mistake>) {
        let letters: BTreeSet<Series> = self.series.iter().map(|s| s.letter).collect();
        found.extend(
            letters
                .iter()
                .filter(|letter| !letter.is_free_for_services())
                .map(|l| Mistake::ReservedSeries(*l)),
        );
        for service in &self.services {
            if !letters.contains(&service.series) {
                found.push(Mistake::UnknownSeries { service: service.id.clone(), series: service.series });
            }
            if service.route == RouteKind::Quick && self.desks_for(&service.id).next().is_none() {
                found.push(Mistake::NobodyTakes(service.id.clone()));
            }
        }
        for desk in &self.desks {
            for skill in desk.skills.iter().filter(|skill| self.service(skill).is_none()) {
                found.push(Mistake::UnknownSkill { desk: desk.id.clone(), service: skill.clone() });
            }
        }
    }

    fn check_values(&self, found: &mut Vec<Mistake>) {
        if self.office.id.as_str().len() > OFFICE_ID_LEN_MAX {
            found.push(Mistake::LongOfficeId(self.office.id.clone()));
        }
        let mut minutes = |at: Place, value: u32, min: u32, max: u32| {
            if !(min..=max).contains(&value) {
                found.push(Mistake::Minutes { at, min, max });
            }
        };
        let (office, targets) = (|field: &str| Place::new("office", "", field), self.office.targets);
        minutes(office("take_from_min"), self.office.take_from_min, 0, TAKE_FROM_MAX_MIN);
        minutes(office("targets.ordinary_min"), targets.ordinary_min, 1, TARGET_MAX_MIN);
        minutes(office("targets.priority_min"), targets.priority_min, 1, TARGET_MAX_MIN);
        minutes(office("targets.appointment_min"), targets.appointment_min, 1, TARGET_MAX_MIN);
        for service in &self.services {
            let at = Place::new("services", &service.id, "minutes");
            minutes(at, service.minutes, 1, SERVICE_MAX_MIN);
        }
        let titles = [(office("title"), &self.office.title)]
            .into_iter()
            .chain([(office("waiting_place"), &self.office.waiting_place)])
            .chain(self.office.address.iter().map(|address| (office("address"), address)))
            .chain(self.series.iter().map(|s| (Place::new("series", s.letter, "title"), &s.title)))
            .chain(self.services.iter().map(|s| (Place::new("services", &s.id, "title"), &s.title)))
            .chain(self.desks.iter().map(|d| (Place::new("desks", &d.id, "name"), &d.name)));
        for (at, text) in titles {
            let fits = |wording: &str| (1..=TITLE_LEN_MAX).contains(&wording.trim().chars().count());
            if !fits(&text.it) || !fits(&text.en) {
                found.push(Mistake::Text { at, max: TITLE_LEN_MAX });
            }
        }
        found.extend(self.hours.check().into_iter().map(Mistake::Hours));
    }

    /// The service with this id.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// The desk with this id.
    pub fn desk(&self, id: &DeskId) -> Option<&Desk> {
        self.desks.iter().find(|desk| desk.id == *id)
    }

    /// The desks that can take a service.
    pub fn desks_for<'a>(&'a self, service: &'a ServiceId) -> impl Iterator<Item = &'a Desk> {
        self.desks.iter().filter(move |desk| desk.skills.contains(service))
    }

    /// The need with this id.
    pub fn need(&self, id: &NeedId) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == *id)
    }

    /// The question with this id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The paper with this id.
    pub fn paper(&self, id: &EvidenceId) -> Option<&Evidence> {
        self.evidence.iter().find(|paper| paper.id == *id)
    }

    /// The body with this id.
    pub fn body(&self, id: &BodyId) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id == *id)
    }

    /// What can be done from home under this id.
    pub fn online_service(&self, id: &OnlineId) -> Option<&OnlineService> {
        self.online.iter().find(|online| online.id == *id)
    }

    /// The letter's own entry.
    pub fn series_plan(&self, letter: Series) -> Option<&SeriesPlan> {
        self.series.iter().find(|plan| plan.letter == letter)
    }

    /// How long before opening numbers can be taken.
    pub fn take_from_lead(&self) -> Duration {
        Duration::from_secs(u64::from(self.office.take_from_min) * 60)
    }
}
