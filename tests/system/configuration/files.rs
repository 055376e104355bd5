//! Catalogues as files: what is wrong is told with file and line, all of it at once.

use ::office::language::Language;
use server::catalogue::{DEFAULT, File, Finding, default_configuration, files_of, read, written};
use tests::folder::Folder;
use tests::program::binary;

/// A file, what stands in it once, what is written there instead, and what is said about it.
type Case = (&'static str, &'static str, &'static str, &'static str);

/// Each of the rules a person can break in a file; the mistake is on the line of the edit.
const CASES: [Case; 24] = [
    ("office.toml", "zone = \"Europe/Rome\"", "zone = \"Europe/Lecco\"", "does not fit"),
    ("office.toml", "zone = \"Europe/Rome\"", "zone = Europe/Rome", "not valid TOML"),
    ("office.toml", "zone = \"Europe/Rome\"", "zone = 12", "There is integer `12` here"),
    (
        "office.toml",
        "zone = \"Europe/Rome\"",
        "zone = \"Europe/Rome\"\ncolour = \"red\"",
        "no field “colour”",
    ),
    ("office.toml", "letter = \"T\"", "letter = \"O\"", "A series is a letter from A to Z"),
    ("office.toml", "letter = \"T\"", "letter = \"B\"", "Series B is kept"),
    ("desks.toml", "number = 2", "number = 1", "This id or number is taken"),
    ("desks.toml", "number = 2", "number = -2", "write a whole number, from 0"),
    ("desks.toml", "id = \"sportello-2\"", "id = \"sportello 2\"", "An id has 1 to 64"),
    ("desks.toml", "id = \"sportello-2\"", "id = \"sportello-1\"", "This id or number is taken"),
    ("services-taxes.toml", "id = \"imu\"\n", "id = \"imu\"\nsensitive = \"no\"\n", "write true or false"),
    (
        "services-taxes.toml",
        "id = \"imu\"\n",
        "id = \"imu\"\nalso = [\"ghost\"]\n",
        "no “ghost” in [[services]]",
    ),
    ("services-taxes.toml", "id = \"imu\"\n", "id = \"imu\"\nverified = \"last year\"\n", "does not fit"),
    (
        "services-taxes.toml",
        "id = \"imu\"\n",
        "id = \"imu\"\nsource = \"memory\"\n",
        "write a list between square brackets",
    ),
    (
        "services-taxes.toml",
        "id = \"imu\"\n",
        "id = \"imu\"\noutput = { it = \"Ricevuta\" }\n",
        "The field “en” is missing",
    ),
    (
        "services-taxes.toml",
        "id = \"imu\"\n",
        "id = \"imu\"\noutput = { it = \"Ricevuta\", en = \" \" }\n",
        "in every language",
    ),
    (
        "services-taxes.toml",
        "id = \"imu\"\n",
        "id = \"imu\"\nconfidence = \"Z\"\n",
        "not one of the possible values: A, B, C",
    ),
    ("services-taxes.toml", "id = \"imu\"\n", "id = \"imu\"\nid = \"tari\"\n", "not valid TOML"),
    (
        "evidence.toml",
        "id = \"documento-identita\"\n",
        "id = \"documento-identita\"\nsource = [\"\"]\n",
        "from 1 to 200 characters",
    ),
    ("bodies.toml", "kind = \"public\"", "kind = \"secret\"", "office, public, private"),
    ("bodies.toml", "url = \"https://", "url = \"ftp://", "starts with https://"),
    ("lists.toml", "[[life_events]]\ncode", "[[life_events]]\nkode", "no field “kode”"),
    ("questions.toml", "then = { services", "then = { ask = \"ghost\", services", "What follows is"),
    ("needs.toml", "weight = ", "weight = 11 # ", "The weight is from 0 to 10"),
];

#[test]
fn mistake_is_told_with_file_and_line_and_what_to_do() {
    let mut untold = Vec::new();
    for (file, from, to, words) in CASES {
        let mut files = default_files();
        let edited = files.iter_mut().find(|other| other.name == file).unwrap();
        let at = edited.text.find(from).unwrap_or_else(|| panic!("{from:?} is not in {file}"));
        let (front, rest) = edited.text.split_at(at);
        let changed = to.lines().zip(from.lines()).take_while(|(new, old)| new == old).count();
        let line = 1 + front.matches('\n').count() + changed.min(to.lines().count() - 1);
        edited.text = format!("{front}{}", rest.replacen(from, to, 1));
        let reading = read(&files);
        assert_eq!(reading.configuration, None, "{to}");
        let found: Vec<String> = reading.mistakes.iter().map(english).collect();
        let is_told = reading.mistakes.iter().any(|mistake| {
            (mistake.file.as_str(), mistake.line) == (file, line) && english(mistake).contains(words)
        });
        if !is_told {
            untold.push(format!("{file}:{line}: {to:?}:\n{}", found.join("\n")));
        }
        let in_italian = reading.mistakes.iter().map(|mistake| mistake.words(Language::It));
        assert!(
            in_italian
                .zip(&reading.mistakes)
                .all(|(italian, mistake)| italian != mistake.words(Language::En))
        );
    }
    assert!(untold.is_empty(), "{}", untold.join("\n\n"));
}

#[test]
fn all_mistakes_of_all_files_are_told_at_once_and_none_that_only_follows() {
    let mut files = default_files();
    let mut edit = |file: &str, from: &str, to: &str| {
        let edited = files.iter_mut().find(|other| other.name == file).unwrap();
        assert!(edited.text.contains(from), "{from} is not in {file}");
        edited.text = edited.text.replacen(from, to, 1);
    };
    // A service that cannot be read is still one that desks, needs and questions may name.
    edit("services-taxes.toml", "id = \"imu\"\n", "id = \"imu\"\ncolour = 1\nshape = 2\n");
    edit("services-digital.toml", "minutes = ", "minutes = \"many\" # ");
    edit("bodies.toml", "kind = \"public\"", "kind = \"secret\"");
    edit("desks.toml", "number = 2", "number = 1");
    let reading = read(&files);
    let found: Vec<String> = reading.mistakes.iter().map(english).collect();
    let places: Vec<&str> = reading.mistakes.iter().map(|mistake| mistake.file.as_str()).collect();
    let expected =
        ["desks.toml", "services-taxes.toml", "services-taxes.toml", "services-digital.toml", "bodies.toml"];
    assert_eq!(places, expected, "{}", found.join("\n"));
}

#[test]
fn mistake_of_one_file_does_not_hide_those_of_another_nor_make_them_up() {
    let mut files = default_files();
    files[1].text = files[1].text.replacen("number = 2", "number = = 2", 1);
    let last = files.len() - 1;
    files[last].text = files[last].text.replacen("url = \"https://", "url = \"http://", 1);
    let reading = read(&files);
    let found: Vec<String> = reading.mistakes.iter().map(english).collect();
    let places: Vec<&str> = reading.mistakes.iter().map(|mistake| mistake.file.as_str()).collect();
    assert!(places.iter().all(|file| ["desks.toml", "lists.toml"].contains(file)), "{}", found.join("\n"));
    assert!(places.contains(&"desks.toml") && places.contains(&"lists.toml"), "{}", found.join("\n"));
}

#[test]
fn table_stands_in_one_file_and_the_other_is_named() {
    let mut files = default_files();
    files[2].text.push_str("\n[hours]\nnational_holidays = false\n");
    let line = files[2].text.lines().count() - 1;
    let reading = read(&files);
    let [mistake] = reading.mistakes.as_slice() else { panic!("{:?}", reading.mistakes) };
    assert_eq!((mistake.file.as_str(), mistake.line), ("needs.toml", line));
    assert!(english(mistake).contains("stands in office.toml, line "), "{}", english(mistake));
}

#[test]
fn nothing_at_all_lacks_everything_and_what_is_no_text_is_said_so() {
    let reading = read(&[File::new("empty.toml", b"")]);
    let told: Vec<String> = reading.mistakes.iter().map(english).collect();
    for field in ["office", "hours", "series", "services", "desks"] {
        let is_told = told.iter().any(|line| line.contains(&format!("The field “{field}” is missing")));
        assert!(is_told, "{field}: {told:?}");
    }
    let reading = read(&[File::new("picture.toml", b"[office]\n\xff\xd8\xff\xe0\0\x10JFIF\0")]);
    assert!(reading.mistakes.iter().any(|mistake| english(mistake).contains("no UTF-8 text")));
    assert!(reading.mistakes.iter().any(|mistake| mistake.line == 2));
}

#[test]
fn default_catalogue_is_written_as_one_file_and_read_again_as_it_was() {
    let document = default_configuration().unwrap();
    let reading = read(&[File::new("lecco.toml", written(&document).unwrap().as_bytes())]);
    assert_eq!(reading.mistakes.iter().map(english).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(reading.configuration, Some(document));
}

#[test]
fn warnings_are_told_with_their_lines_and_stop_nobody() {
    let mut files = default_files();
    let lonely = "\n[[questions]]\nid = \"lonely\"\ntext = { it = \"?\", en = \"?\" }\nanswers = [\n\
                  { id = \"yes\", text = { it = \"sì\", en = \"yes\" }, then = { services = [\"imu\"] } },\n\
                  { id = \"no\", text = { it = \"no\", en = \"no\" }, then = { services = [\"imu\"] } },\n]\n";
    files[3].text.push_str(lonely);
    let reading = read(&files);
    assert_eq!(reading.mistakes, []);
    let warning = reading.warnings.iter().find(|warning| english(warning).contains("leads to this question"));
    let warning = warning.expect("nothing leads to it");
    let line = files[3].text.lines().position(|line| line == "id = \"lonely\"").unwrap() + 1;
    assert_eq!((warning.file.as_str(), warning.line), ("questions.toml", line));
}

#[test]
fn folder_is_read_by_name_and_what_is_no_catalogue_is_left_alone() {
    let folder = Folder::empty();
    assert!(files_of(folder.path()).unwrap_err().to_string().contains("there is no file"));
    for (name, text) in DEFAULT {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("README.md"), "no catalogue").unwrap();
    std::fs::create_dir(folder.path().join("old.toml")).unwrap();
    let files = files_of(folder.path()).unwrap();
    assert_eq!(files.len(), DEFAULT.len());
    assert!(files.is_sorted_by_key(|file| &file.name));
    let document = read(&files).configuration.expect("it has no mistakes");
    assert_eq!(document.services.len(), default_configuration().unwrap().services.len());
    let long = folder.path().join("long.toml");
    std::fs::write(&long, vec![b'#'; server::catalogue::CATALOGUE_LEN_MAX + 1]).unwrap();
    assert!(files_of(&long).unwrap_err().to_string().contains("at most"));
    assert!(files_of(&folder.path().join("nowhere")).is_err());
}

#[test]
fn check_on_the_command_line_needs_no_office_and_fails_on_mistakes() {
    let folder = Folder::empty();
    for (name, text) in DEFAULT {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let check = || {
        let path = folder.path().to_str().unwrap();
        std::process::Command::new(binary()).args(["catalogue", "check", path]).output().unwrap()
    };
    let good = check();
    let told = String::from_utf8(good.stdout).unwrap();
    assert!(good.status.success() && told.contains("no mistakes: 64 services"), "{told}");
    let file = folder.path().join("desks.toml");
    std::fs::write(&file, DEFAULT[1].1.replacen("number = 2", "number = 1", 1)).unwrap();
    let bad = check();
    let told = String::from_utf8(bad.stdout).unwrap();
    assert_eq!(bad.status.code(), Some(1), "{told}");
    assert!(told.starts_with(&format!("{}:", file.display())), "{told}");
}

fn english(finding: &Finding) -> String {
    finding.line_of_text(Language::En)
}

fn default_files() -> Vec<File> {
    DEFAULT.iter().map(|(name, text)| File::new(*name, text.as_bytes())).collect()
}
