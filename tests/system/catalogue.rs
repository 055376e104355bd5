//! The exported catalogue, judged by the shapes of CPSV-AP 3.2.0.

use serde_json::{Value, json};
use server::catalogue::{default_configuration, export};
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::folder::Folder;
use tests::program::{Server, binary, done, free_address, run};
use tests::python::program;
use tests::shared::shared;

/// The shapes, below the folder that `SPORTELLO_SHARED` names (default: `shared` beside the project).
const SHAPES: &str = "data/cpsv-ap-3.2.0-shacl.ttl";

/// A property that the shapes ask for, of one node of each class.
const NEEDED: [(&str, &str); 10] = [
    ("cpsv:PublicService", "dct:identifier"),
    ("cpsv:PublicService", "cv:hasCompetentAuthority"),
    ("cv:PublicOrganisation", "skos:prefLabel"),
    ("cv:Evidence", "dct:title"),
    ("cv:EvidenceType", "dct:identifier"),
    ("cv:Cost", "dct:identifier"),
    ("cv:Channel", "dct:identifier"),
    ("cv:Output", "dct:title"),
    ("cpsv:Rule", "dct:description"),
    ("cv:LifeEvent", "dct:title"),
];

#[test]
fn exported_catalogue_conforms_to_cpsv_ap() {
    let Some(judge) = Judge::find() else { return };
    let verdict = judge.verdict(&exported());
    assert!(verdict.conforms, "{}", verdict.report);
}

#[test]
fn judge_sees_what_is_missing_in_every_class() {
    let Some(judge) = Judge::find() else { return };
    let mut document = exported();
    let mut spoilt = Vec::new();
    for (class, property) in NEEDED {
        let nodes = document["@graph"].as_array_mut().unwrap();
        let mut of_class = nodes.iter_mut().filter(|node| is_a(node, class));
        // One that has lost nothing yet.
        let node = of_class.find(|node| !spoilt.contains(&node["@id"])).unwrap();
        assert!(node.as_object_mut().unwrap().remove(property).is_some(), "{class} {property}");
        spoilt.push(node["@id"].clone());
    }
    let verdict = judge.verdict(&document);
    assert!(!verdict.conforms);
    for name in spoilt {
        let name = name.as_str().unwrap();
        let whole = name.replacen("here:", "urn:x-sportello:portico:", 1);
        let is_named = [name.to_owned(), format!("<{whole}>")]
            .iter()
            .any(|name| verdict.report.contains(&format!("Focus Node: {name}\n")));
        assert!(is_named, "{name} is not in {}", verdict.report);
    }
}

#[test]
fn every_service_is_exported_once_with_its_parts() {
    let configuration = default_configuration().unwrap();
    let document = exported();
    let count = |class: &str| nodes(&document).iter().filter(|node| is_a(node, class)).count();
    let of = |parts: fn(&office::service::Service) -> usize| {
        configuration.services.iter().map(parts).sum::<usize>()
    };
    assert!(configuration.services.len() >= 60);
    assert_eq!(count("cpsv:PublicService"), configuration.services.len());
    assert_eq!(count("cv:EvidenceType"), configuration.evidence.len());
    assert_eq!(count("cv:Evidence"), of(|service| service.evidence.len()));
    assert_eq!(count("cv:Cost"), of(|service| service.costs.len()));
    assert_eq!(count("cv:Output"), of(|service| usize::from(service.output.is_some())));
    assert_eq!(count("cv:LifeEvent"), configuration.life_events.len());
    // All bodies, and the office itself.
    assert_eq!(count("org:Organization"), configuration.bodies.len() + 1);
}

#[test]
fn every_reference_leads_to_a_node_and_no_node_comes_twice() {
    let document = exported();
    let names: Vec<&str> = nodes(&document).iter().map(|node| node["@id"].as_str().unwrap()).collect();
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "{name} comes twice");
    }
    let context = document["@context"].as_object().unwrap();
    let is_reference = |key: &str| context.get(key).is_some_and(|term| term["@type"] == "@id");
    for node in nodes(&document) {
        for (key, value) in node.as_object().unwrap().iter().filter(|(key, _)| !key.starts_with('@')) {
            assert!(context.contains_key(key) || context.contains_key(key.split(':').next().unwrap()));
            if is_reference(key) {
                let single = [value.clone()];
                for name in value.as_array().map_or(&single[..], Vec::as_slice) {
                    assert!(names.contains(&name.as_str().unwrap()), "{key} {name} of {}", node["@id"]);
                }
            }
        }
    }
}

#[test]
fn unconfirmed_fact_says_so() {
    let document = exported();
    let cost = node(&document, "here:service/cie-rilascio/cost/1");
    assert_eq!(cost["cv:hasValue"], "22.21");
    assert_eq!(cost["dct:description"]["it"], "Rilascio della carta (da confermare)");
    let steps = node(&document, "here:service/cie-rilascio/rule/steps");
    let told = steps["dct:description"]["en"].as_str().unwrap();
    assert!(told.starts_with("1. Book an appointment") && !told.contains("to be confirmed"), "{told}");
}

#[test]
fn service_is_found_by_the_words_of_its_needs_and_no_others() {
    let document = exported();
    let card = node(&document, "here:service/cie-rilascio");
    let words = card["dcat:keyword"]["it"].as_array().unwrap();
    assert!(words.contains(&json!("carta")), "{words:?}");
    // The need of whoever has received a letter leads to cards as well.
    assert!(!words.contains(&json!("accertamento")), "{words:?}");
}

#[test]
fn catalogue_needs_no_office_to_be_exported() {
    let told = done(&command(&["catalogue", "export"]).output().unwrap());
    assert_eq!(serde_json::from_str::<Value>(&told).unwrap(), exported());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/catalogue/lecco");
    let path = folder.to_str().unwrap();
    let from_files = command(&["catalogue", "export", "--catalogue", path]).output().unwrap();
    let from_files: Value = serde_json::from_str(&done(&from_files)).unwrap();
    assert_eq!(nodes(&from_files).len(), nodes(&exported()).len());
    let nowhere = command(&["catalogue", "export", "--catalogue", "nowhere.toml"]).output().unwrap();
    assert!(!nowhere.status.success() && nowhere.stdout.is_empty());
    assert!(String::from_utf8(nowhere.stderr).unwrap().contains("nowhere.toml"));
}

#[tokio::test(flavor = "multi_thread")]
async fn catalogue_of_an_office_is_exported_beside_a_running_server() {
    let folder = Folder::empty();
    done(&run(&["init"], folder.path()));
    let alone = done(&run(&["catalogue", "export"], folder.path()));
    let document: Value = serde_json::from_str(&alone).unwrap();
    assert_eq!(nodes(&document).len(), nodes(&exported()).len());
    let _server = Server::start(folder.path(), free_address()).await;
    assert_eq!(done(&run(&["catalogue", "export"], folder.path())), alone);
    let public = ["catalogue", "export", "--public-url", "https://sportello.example.it"];
    let public: Value = serde_json::from_str(&done(&run(&public, folder.path()))).unwrap();
    let office = document["@context"]["here"]["@id"].as_str().unwrap();
    assert_eq!(office, "urn:x-sportello:portico:");
    assert_eq!(public["@context"]["here"]["@id"], "https://sportello.example.it/#portico/");
    let stranger = run(&["catalogue", "export", "--office", "nessuno"], folder.path());
    assert!(!stranger.status.success());
}

fn exported() -> Value {
    export::document(&default_configuration().unwrap(), None)
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).env_remove("SPORTELLO_DATA");
    command
}

fn nodes(document: &Value) -> &[Value] {
    document["@graph"].as_array().unwrap()
}

fn node<'a>(document: &'a Value, name: &str) -> &'a Value {
    nodes(document).iter().find(|node| node["@id"] == name).unwrap()
}

fn is_a(node: &Value, class: &str) -> bool {
    node["@type"].as_array().unwrap().contains(&json!(class))
}

/// `pyshacl` with the shapes.
struct Judge {
    program: PathBuf,
    shapes: PathBuf,
}

struct Verdict {
    conforms: bool,
    report: String,
}

impl Judge {
    /// Both of them; `None`, with the reason on stderr, where one is absent.
    fn find() -> Option<Self> {
        let program = program("shacl", "pyshacl")?;
        Some(Self { program, shapes: shared(SHAPES)? })
    }

    fn verdict(&self, document: &Value) -> Verdict {
        let folder = Folder::empty();
        let file = folder.path().join("catalogue.jsonld");
        std::fs::write(&file, document.to_string()).unwrap();
        let mut command = Command::new(&self.program);
        command.arg("--shacl").arg(&self.shapes).args(["--data-file-format", "json-ld"]).arg(&file);
        let told = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let report = text(&told.stdout);
        // 0: conforms; 1: does not; anything else: it could not be judged.
        assert!(matches!(told.status.code(), Some(0 | 1)), "{report} {}", text(&told.stderr));
        let conforms = told.status.success();
        assert_eq!(report.contains("Conforms: True"), conforms, "{report}");
        Verdict { conforms, report }
    }
}
