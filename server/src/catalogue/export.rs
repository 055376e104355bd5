//! The catalogue as CPSV-AP 3.2.0, for other programs: JSON-LD with its context inline.
//!
//! A pure mapping; it reads and writes nothing. What the vocabulary has no term for (letters, minutes, rules
//! of triage, questions) stays here. What the office has still to confirm says so in its own words.
//!
//! | here | there |
//! |---|---|
//! | the office | `dcat:Dataset` of its services, and its publisher |
//! | `Service` | `cpsv:PublicService`, found by the everyday words of its needs (`dcat:keyword`) |
//! | `Service::evidence` | `cv:Evidence` and `cv:EvidenceType`; its case is a `cv:Requirement` |
//! | `Service::costs` | `cv:Cost` |
//! | `Service::channels`, `Service::online`, `Service::refer` | `cv:Channel` |
//! | `Service::output` | `cv:Output` |
//! | `Service::steps`, `Service::times`, `Service::notes` | `cpsv:Rule`; how long it takes also `cv:processingTime` |
//! | `Service::source` | a law is an `eli:LegalResource`, anything else `dct:source` |
//! | [`Body`] | `cv:PublicOrganisation` with `cv:ContactPoint` and `locn:Address`; a private party `org:Organization` |
//! | [`LifeEvent`] | `cv:LifeEvent`, with its code of the Italian vocabulary |

mod service;
mod words;

use office::catalogue::{Body, BodyKind, Evidence, LifeEvent, LifeEventCode, OnlineService};
use office::configuration::Configuration;
use office::id::{BodyId, OnlineId};
use office::language::{Language, Text};
use office::service::Channel;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What names of things start with where nobody knows the address of the office.
const NO_ADDRESS: &str = "urn:x-sportello:";
/// The Italian vocabularies of life events and of channels (AgID).
const ITALIAN: &str = "https://w3id.org/italia/controlled-vocabulary/classifications-for-public-services/";
/// The authority tables of the Union.
const UNION: &str = "http://publications.europa.eu/resource/authority/";

/// The catalogue of an office as a JSON-LD document; names of things start with `public_url`, where there is
/// one.
pub fn document(configuration: &Configuration, public_url: Option<&str>) -> Value {
    let office = &configuration.office.id;
    let here = match public_url {
        Some(url) => format!("{url}/#{office}/"),
        None => format!("{NO_ADDRESS}{office}:"),
    };
    let mut graph = Graph { configuration, nodes: Vec::new(), laws: BTreeSet::new() };
    graph.catalogue();
    for body in &configuration.bodies {
        graph.body(body);
    }
    for evidence in &configuration.evidence {
        graph.evidence_type(evidence);
    }
    for event in &configuration.life_events {
        graph.life_event(event);
    }
    for online in &configuration.online {
        graph.online(online);
    }
    for service in &configuration.services {
        graph.service(service);
    }
    graph.stubs();
    json!({ "@context": context(&here), "@graph": graph.nodes })
}

/// The nodes so far.
struct Graph<'a> {
    configuration: &'a Configuration,
    nodes: Vec<Value>,
    /// The laws that services rest on.
    laws: BTreeSet<String>,
}

impl Graph<'_> {
    /// Adds a node of these types with what is not null or empty; its name, for others to point at.
    fn add(&mut self, name: String, types: &[&str], mut properties: Value) -> String {
        if let Some(properties) = properties.as_object_mut() {
            properties.retain(|_, value| !is_nothing(value));
            properties.insert("@id".to_owned(), json!(name));
            properties.insert("@type".to_owned(), json!(types));
        }
        self.nodes.push(properties);
        name
    }

    fn catalogue(&mut self) {
        let office = &self.configuration.office;
        let services = self.configuration.services.iter().map(|service| named("service", &service.id));
        let dataset = json!({
            "dct:identifier": office.id,
            "dct:title": text(&words::catalogue_of(&office.title)),
            "dct:description": text(&words::about()),
            "dct:language": [language(Language::It), language(Language::En)],
            "dct:publisher": OFFICE,
            "dct:hasPart": services.collect::<Vec<_>>(),
        });
        self.add(CATALOGUE.to_owned(), &["dcat:Dataset"], dataset);
        let hours = words::hours(&self.configuration.hours);
        self.opening_hours("here:office/hours", &hours);
        let publisher = json!({
            "dct:identifier": office.id,
            "dct:title": text(&office.title),
            "skos:prefLabel": text(&office.title),
            "dct:spatial": country(),
        });
        self.add(OFFICE.to_owned(), &["foaf:Agent", "cv:PublicOrganisation", "org:Organization"], publisher);
    }

    fn body(&mut self, body: &Body) {
        let name = named("body", &body.id);
        let address = body.address.as_ref().map(|address| {
            let full = json!({ "locn:fullAddress": text(address) });
            self.add(format!("{name}/address"), &["locn:Address"], full)
        });
        let hours = body.hours.as_ref().map(|hours| self.opening_hours(&format!("{name}/hours"), hours));
        let page = body.url.as_ref().map(|url| self.page(url));
        let has_contact = body.phone.is_some() || body.email.is_some() || page.is_some() || hours.is_some();
        let contact = has_contact.then(|| {
            let point = json!({
                "cv:telephone": body.phone,
                "cv:email": body.email,
                "cv:contactPage": page,
                "cv:openingHours": hours,
            });
            self.add(contact_of(&body.id), &["cv:ContactPoint"], point)
        });
        let types: &[&str] = match body.kind {
            BodyKind::Office | BodyKind::Public => &["cv:PublicOrganisation", "org:Organization"],
            BodyKind::Private => &["org:Organization"],
        };
        let organisation = json!({
            "dct:identifier": body.id,
            "skos:prefLabel": text(&body.name),
            "dct:spatial": country(),
            "cv:contactPoint": contact,
            "locn:address": address,
            "dct:source": body.source,
        });
        self.add(name, types, organisation);
    }

    fn evidence_type(&mut self, evidence: &Evidence) {
        let kind = json!({
            "dct:identifier": evidence.id,
            "dct:title": text(&evidence.title),
            "dct:description": evidence.hint.as_ref().map(text),
            "dct:source": evidence.source,
        });
        self.add(named("evidence", &evidence.id), &["cv:EvidenceType"], kind);
    }

    fn life_event(&mut self, event: &LifeEvent) {
        let belongs = |services: &[LifeEventCode]| services.contains(&event.code);
        let services = self.configuration.services.iter().filter(|service| belongs(&service.life_events));
        let services: Vec<String> = services.map(|service| named("service", &service.id)).collect();
        let kind = format!("{ITALIAN}life-business-event/life-event/{}", event.code.0);
        self.concept(&kind, &event.code.0.to_string(), Some(&event.title));
        let node = json!({
            "dct:identifier": event.code.0.to_string(),
            "dct:title": text(&event.title),
            "dct:type": kind,
            "cv:hasRelatedService": services,
        });
        self.add(life_event(event.code), &["cv:Event", "cv:LifeEvent"], node);
    }

    /// An online service: one channel, whatever services it is for.
    fn online(&mut self, online: &OnlineService) {
        let page = self.page(&online.url);
        let channel = json!({
            "dct:identifier": online.id,
            "dct:title": text(&online.title),
            "dct:description": text(&words::online(online)),
            "dct:type": channel_kind(Channel::Online),
            "dct:source": online.source,
            "foaf:page": page,
        });
        self.add(online_channel(&online.id), &["cv:Channel"], channel);
    }

    fn opening_hours(&mut self, name: &str, hours: &Text) -> String {
        let entity = json!({ "dct:description": text(hours) });
        self.add(name.to_owned(), &["time:TemporalEntity"], entity)
    }

    /// A page of the web, by its address.
    fn page(&mut self, url: &str) -> String {
        if !self.nodes.iter().any(|node| node["@id"] == url) {
            self.add(url.to_owned(), &["foaf:Document"], json!({}));
        }
        url.to_owned()
    }

    fn concept(&mut self, name: &str, notation: &str, label: Option<&Text>) {
        let concept = json!({ "skos:notation": notation, "skos:prefLabel": label.map(text) });
        self.add(name.to_owned(), &["skos:Concept"], concept);
    }

    /// What the nodes point at outside of this document, each with its type: who reads it can check every
    /// reference without the network.
    fn stubs(&mut self) {
        let categories: BTreeSet<&String> =
            self.configuration.services.iter().map(|service| &service.category).collect();
        for category in categories {
            self.concept(&named("category", category), category, None);
        }
        for channel in words::CHANNELS {
            // An appointment is the same channel as a desk.
            if channel != Channel::Appointment {
                let kind = channel_kind(channel);
                self.concept(&kind, kind_code(channel), Some(&words::channel(channel)));
            }
        }
        for law in std::mem::take(&mut self.laws) {
            let node = json!({ "dct:title": { "it": law } });
            self.add(law_name(&law), &["eli:LegalResource"], node);
        }
        self.concept(&currency(), "EUR", None);
        self.add(country(), &["dct:Location"], json!({}));
        for spoken in Language::STAFF {
            self.add(language(spoken), &["dct:LinguisticSystem"], json!({}));
        }
    }
}

const CATALOGUE: &str = "here:catalogue";
const OFFICE: &str = "here:office";

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => false,
    }
}

fn named(kind: &str, id: &impl std::fmt::Display) -> String {
    format!("here:{kind}/{id}")
}

fn contact_of(body: &BodyId) -> String {
    format!("{}/contact", named("body", body))
}

fn online_channel(id: &OnlineId) -> String {
    named("online", id)
}

fn life_event(code: LifeEventCode) -> String {
    named("life-event", &code.0)
}

fn law_name(law: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let dashed: String = law.chars().map(plain).collect();
    named("law", &dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-"))
}

/// The code of the Italian vocabulary of channels.
fn kind_code(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter | Channel::Appointment => "0111",
        Channel::Online => "02",
        Channel::Post => "0121",
        Channel::Email => "042",
        Channel::Phone => "031",
    }
}

fn channel_kind(channel: Channel) -> String {
    format!("{ITALIAN}channel/{}", kind_code(channel))
}

fn country() -> String {
    format!("{UNION}country/ITA")
}

fn currency() -> String {
    format!("{UNION}currency/EUR")
}

fn language(language: Language) -> String {
    let code = match language {
        Language::It => "ITA",
        Language::En => "ENG",
        Language::Fr => "FRA",
        Language::Ro => "RON",
        Language::Sq => "SQI",
        Language::Es => "SPA",
        Language::Ar => "ARA",
    };
    format!("{UNION}language/{code}")
}

fn text(text: &Text) -> Value {
    json!({ "it": text.it, "en": text.en })
}

/// The prefixes, and which properties are texts in languages, names of other nodes, or of a type.
fn context(here: &str) -> Value {
    let mut terms = Map::new();
    for (prefix, namespace) in PREFIXES {
        terms.insert(prefix.to_owned(), json!(namespace));
    }
    terms.insert("here".to_owned(), json!({ "@id": here, "@prefix": true }));
    for term in TEXTS {
        terms.insert(term.to_owned(), json!({ "@id": term, "@container": "@language" }));
    }
    for term in REFERENCES {
        terms.insert(term.to_owned(), json!({ "@id": term, "@type": "@id" }));
    }
    for (term, of) in TYPED {
        terms.insert(term.to_owned(), json!({ "@id": term, "@type": of }));
    }
    Value::Object(terms)
}

const PREFIXES: [(&str, &str); 11] = [
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

const TEXTS: [&str; 5] =
    ["dct:title", "dct:description", "dcat:keyword", "skos:prefLabel", "locn:fullAddress"];

const REFERENCES: [&str; 28] = [
    "cpsv:follows",
    "cpsv:hasInput",
    "cpsv:implements",
    "cpsv:produces",
    "cv:contactPage",
    "cv:contactPoint",
    "cv:currency",
    "cv:hasChannel",
    "cv:hasCompetentAuthority",
    "cv:hasCost",
    "cv:hasInputType",
    "cv:hasLegalResource",
    "cv:hasRelatedService",
    "cv:hasSupportingEvidence",
    "cv:holdsRequirement",
    "cv:isGroupedBy",
    "cv:openingHours",
    "cv:ownedBy",
    "cv:relatedService",
    "cv:supportsRequirement",
    "cv:thematicArea",
    "dct:conformsTo",
    "dct:hasPart",
    "dct:isPartOf",
    "dct:language",
    "dct:publisher",
    "dct:spatial",
    "dct:type",
];

const TYPED: [(&str, &str); 4] = [
    ("cv:hasValue", "xsd:double"),
    ("cv:processingTime", "xsd:duration"),
    ("foaf:page", "@id"),
    ("locn:address", "@id"),
];
