//! Tidy rules: what no compiler holds, read from the files of the repository.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Longest file, lines.
const FILE_LINES_MAX: usize = 500;
/// Longest function, lines.
const FUNCTION_LINES_MAX: usize = 60;

/// Files and functions that are longer, each with the reason.
const LONGER: [(&str, &str); 9] = [
    ("schema.sql", "the whole database in one place, with what each table is for"),
    ("screen/static/live.js", "the one script of all pages"),
    ("server/static/server.css", "one style sheet for all pages that have no other"),
    ("office/src/decide.rs decide", "one arm for each order"),
    ("office/src/evolve.rs apply", "one arm for each fact"),
    ("office/src/evolve/agenda.rs evolve", "one arm for each fact"),
    ("office/src/learned.rs observe", "one arm for each fact"),
    ("screen/src/reasons.rs refusal", "one arm for each refusal"),
    ("server/src/web/pages/bookings/deeds.rs carry_out", "one arm for each action of the page"),
];

/// What `office` may stand on: arithmetic, time zones, words for errors and documents.
const OFFICE_MAY_USE: [&str; 4] = ["chrono", "chrono-tz", "serde", "thiserror"];

#[test]
fn office_stands_on_nothing_impure() {
    let allowed: BTreeSet<_> = OFFICE_MAY_USE.map(str::to_owned).into();
    let used = dependencies("office", "dependencies");
    assert!(used.is_subset(&allowed), "{used:?}");
    let manifest = read("Cargo.toml");
    let chrono = manifest.lines().find(|line| line.starts_with("chrono = ")).unwrap();
    assert!(chrono.contains("default-features = false") && !chrono.contains("now"), "{chrono}");
}

#[test]
fn nobody_uses_the_server_but_these_tests() {
    let users: Vec<_> = MEMBERS
        .into_iter()
        .filter(|member| {
            ["dependencies", "dev-dependencies"].iter().any(|of| dependencies(member, of).contains("server"))
        })
        .collect();
    assert_eq!(users, ["tests"]);
}

#[test]
fn device_crates_stay_behind_their_walls() {
    for (member, may_not_use) in [
        ("screen", ["server", "agent", "kiosk", "display", "printer", "rusqlite"].as_slice()),
        ("agent", &["server", "kiosk", "display", "printer", "rusqlite"]),
        // The slips that a totem prints alone are laid out as the office lays them out.
        ("kiosk", &["server", "display", "rusqlite"]),
        ("display", &["server", "kiosk", "printer", "rusqlite"]),
        ("printer", &["server", "kiosk", "display", "rusqlite"]),
        ("voice", &["server", "agent", "kiosk", "display", "printer", "rusqlite"]),
    ] {
        let used = dependencies(member, "dependencies");
        let wrong: Vec<_> = may_not_use.iter().filter(|name| used.contains(**name)).collect();
        assert!(wrong.is_empty(), "{member} uses {wrong:?}");
    }
}

#[test]
fn only_the_store_writes_sql() {
    const STATEMENTS: [&str; 8] = [
        "select ",
        "insert into ",
        "insert or ",
        "delete from ",
        "create table ",
        "begin immediate",
        "pragma ",
        "drop table ",
    ];
    let is_elsewhere = |path: &str| !path.starts_with("server/src/store") && !path.starts_with("tests/");
    let mut found = Vec::new();
    for (path, text) in files(&["rs"]).into_iter().filter(|(path, _)| is_elsewhere(path)) {
        for text in strings(&text) {
            let lower = text.trim_start().to_lowercase();
            let is_update = lower.starts_with("update ") && lower.contains(" set ");
            if is_update || STATEMENTS.iter().any(|statement| lower.starts_with(statement)) {
                found.push(format!("{path}: {text}"));
            }
        }
        if text.contains("rusqlite::") {
            found.push(format!("{path}: rusqlite"));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn sql_is_lower_case_and_names_its_columns() {
    let mut found = Vec::new();
    for (path, text) in files(&["rs"]).into_iter().filter(|(path, _)| path.starts_with("server/src/store")) {
        for text in strings(&text) {
            let has_word = |word: &str| text.split_whitespace().any(|other| other == word);
            if ["SELECT", "INSERT", "UPDATE", "DELETE", "FROM", "WHERE"].into_iter().any(has_word)
                || text.contains("select *")
            {
                found.push(format!("{path}: {text}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_statement_is_put_together_from_what_somebody_has_typed() {
    // Only names that stand in the program itself may be put into a statement: constants and pragmas.
    const MAY_STAND: [&str; 4] = ["{NAMED}", "{PAST}", "{PERSON}", "{VERSION}"];
    let mut found = Vec::new();
    for (path, text) in files(&["rs"]).into_iter().filter(|(path, _)| path.starts_with("server/src/store")) {
        for text in strings(&text) {
            let words =
                ["select ", "insert ", "update ", "delete ", "pragma ", "create ", "drop ", "vacuum "];
            let start = text.trim_start();
            let is_sql = words.iter().any(|word| start.starts_with(word)) || text.contains(" where ");
            let left = MAY_STAND.iter().fold(text.clone(), |text, known| text.replace(known, ""));
            if is_sql && left.contains('{') {
                found.push(format!("{path}: {text}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_file_and_no_function_is_too_long() {
    let mut found = Vec::new();
    let longer = |name: &str| LONGER.iter().any(|(excused, _)| *excused == name);
    for (path, text) in files(&["rs", "js", "css", "html", "sql", "mjs"]) {
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX && !longer(&path) {
            found.push(format!("{path}: {lines} lines"));
        }
        if path.ends_with(".rs") {
            for (name, lines) in functions(&text) {
                if lines > FUNCTION_LINES_MAX && !longer(&format!("{path} {name}")) {
                    found.push(format!("{path} {name}: {lines} lines"));
                }
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_excuse_for_length_is_still_needed() {
    for (name, reason) in LONGER {
        assert!(!reason.is_empty());
        let (path, function) = name.split_once(' ').unwrap_or((name, ""));
        let text = read(path);
        let lines = match function {
            "" => text.lines().count().saturating_sub(FILE_LINES_MAX),
            _ => functions(&text)
                .find(|(other, _)| other == function)
                .unwrap()
                .1
                .saturating_sub(FUNCTION_LINES_MAX),
        };
        assert!(lines > 0, "{name} is short enough by now");
    }
}

#[test]
fn every_message_of_the_link_is_described() {
    let protocol = read("docs/protocol.md");
    let wire =
        ["office/src/wire.rs", "office/src/wire/link.rs", "office/src/wire/paper.rs"].map(read).concat();
    let mut missing = Vec::new();
    let enums =
        ["FromDevice", "ToDevice", "Snapshot", "Ask", "Reply", "Paper", "Trouble", "Errand", "DeviceRole"];
    for name in enums {
        let variants = variants(&wire, name);
        assert!(!variants.is_empty(), "{name} is gone");
        missing.extend(variants.into_iter().map(|variant| snake(&variant)).filter(|code| {
            !protocol.contains(&format!("`{code}`")) && !protocol.contains(&format!("\"{code}\""))
        }));
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn pages_hold_no_style_script_or_address_of_others() {
    let mut found = Vec::new();
    // Mailboxes know no style sheets: what messages look like stands in them.
    let is_page = |path: &str| !path.starts_with("server/templates/mail/");
    for (path, text) in files(&["html"]).into_iter().filter(|(path, _)| is_page(path)) {
        for (nth, line) in text.lines().enumerate() {
            let inline_script = line.contains("<script") && !line.contains("src=");
            let handler = [" onclick=", " onload=", " onsubmit=", " onchange=", " onerror=", "javascript:"];
            if line.contains("style=")
                || line.contains("<style")
                || inline_script
                || handler.iter().any(|on| line.contains(on))
            {
                found.push(format!("{path}:{}: {}", nth + 1, line.trim()));
            }
            let loads =
                line.contains("src=\"http") || (line.contains("<link") && line.contains("href=\"http"));
            if loads {
                found.push(format!("{path}:{}: loads from another host", nth + 1));
            }
        }
    }
    for (path, text) in files(&["css"]) {
        if text.contains("url(http") || text.contains("url(\"http") || text.contains("@import") {
            found.push(format!("{path}: loads from another host"));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn nothing_is_left_for_later_and_no_place_of_one_machine_is_named() {
    // Put together here, so that this file does not hold them.
    let words = [["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["todo", "!("], ["/wo", "rk/"], ["/ro", "ot/"]]
        .map(|word| word.concat());
    let mut found = Vec::new();
    for (path, text) in files(&["rs", "js", "mjs", "css", "html", "sql", "toml", "md", "ftl", "yml", "json"])
    {
        for (nth, line) in text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word.as_str())) {
                found.push(format!("{path}:{}: {}", nth + 1, line.trim()));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_secret_lies_in_the_repository() {
    // Put together here, so that this file does not hold them.
    let marks = [
        ["-----BEGIN ", "PRIVATE KEY"],
        ["-----BEGIN RSA ", "PRIVATE KEY"],
        ["-----BEGIN EC ", "PRIVATE KEY"],
        ["-----BEGIN OPENSSH ", "PRIVATE KEY"],
        ["AK", "IA"],
        ["gh", "p_"],
        ["github", "_pat_"],
        ["gl", "pat-"],
        ["xox", "b-"],
        ["eyJhbGci", "Oi"],
        ["$argon2id$v=19$m=19456,t=2,p=1$", ""],
    ]
    .map(|mark| mark.concat());
    const NAMES: [&str; 7] = [".pem", ".key", ".p12", ".pfx", ".db", ".env", "id_rsa"];
    let (mut found, mut read) = (Vec::new(), 0);
    for path in everything() {
        let name = path.to_str().unwrap();
        if NAMES.iter().any(|ending| name.ends_with(ending)) {
            found.push(name.to_owned());
        }
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else { continue };
        read += 1;
        // A hash whose parameters alone are written holds no password.
        let is_told = |mark: &&String| {
            text.match_indices(mark.as_str()).any(|(at, _)| is_secret(&text[at + mark.len()..]))
        };
        found.extend(marks.iter().filter(is_told).map(|mark| format!("{name}: {mark}")));
    }
    assert!(read > 300, "only {read} files were read");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_line_of_the_log_and_every_figure_is_explained_to_the_operator() {
    let handbook = read("docs/operations.md").replace('\n', " ");
    let mut missing = Vec::new();
    let programs = ["server/src", "agent/src", "kiosk/src", "display/src", "printer/src", "voice/src"];
    let ours = |path: &str| programs.iter().any(|of| path.starts_with(of)) && !path.contains("/tests");
    for (path, text) in files(&["rs"]).into_iter().filter(|(path, _)| ours(path)) {
        for start in ["tracing::info!(", "tracing::warn!(", "tracing::error!("] {
            for (at, _) in text.match_indices(start) {
                // What is between the last quotes is the line; particulars come before it.
                let quoted: Vec<&str> = within_parentheses(&text[at..]).split('"').collect();
                let line = quoted[quoted.len() - 2].split([':', ';']).next().unwrap();
                if !handbook.contains(line) {
                    missing.push(format!("{path}: {line}"));
                }
            }
        }
        missing.extend(
            strings(&text)
                .into_iter()
                .filter(|text| text.starts_with("sportello_") && !handbook.contains(text.as_str()))
                .map(|figure| format!("{path}: {figure}")),
        );
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn nothing_in_the_tests_sleeps() {
    let sleeps = ["::sle", "ep("].concat();
    for (path, text) in
        files(&["rs"]).into_iter().filter(|(path, _)| path.starts_with("tests/s") || path.contains("/tests/"))
    {
        assert!(!text.contains(&sleeps), "{path} sleeps");
    }
}

#[test]
fn every_manifest_names_the_licence() {
    assert!(read("Cargo.toml").contains("license = \"EUPL-1.2\""));
    for member in MEMBERS {
        assert!(read(&format!("{member}/Cargo.toml")).contains("license.workspace = true"), "{member}");
    }
    assert!(read("package.json").contains("\"license\": \"EUPL-1.2\""));
}

const MEMBERS: [&str; 9] =
    ["office", "screen", "agent", "server", "kiosk", "display", "printer", "voice", "tests"];

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Our own files with these endings, by path; what others wrote and what is made by programs is left out.
fn files(endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let is_ours =
                !name.starts_with('.') && !["target", "node_modules", "assets"].contains(&name.as_str());
            if path.is_dir() && is_ours {
                folders.push(path);
            } else if path.is_file() && endings.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
                let within = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                if within != "package-lock.json" {
                    found.push((within, std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    assert!(!found.is_empty());
    found.sort();
    found
}

/// The text up to the parenthesis that closes the first one.
fn within_parentheses(text: &str) -> &str {
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 1 => return &text[..at],
            ')' => open -= 1,
            _ => {}
        }
    }
    text
}

/// Everything that is ours, of any kind, by its path.
fn everything() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && ![".git", "target", "node_modules", "assets"].contains(&name.as_str()) {
                folders.push(path);
            } else if path.is_file() {
                found.push(path.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    found
}

/// Whether what follows a mark goes on as a secret does: more than a few letters without a space.
fn is_secret(rest: &str) -> bool {
    const LEN_MIN: usize = 12;
    rest.starts_with("-----")
        || rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "+/=_-$".contains(*c)).count() >= LEN_MIN
}

fn dependencies(member: &str, table: &str) -> BTreeSet<String> {
    let manifest = read(&format!("{member}/Cargo.toml"));
    let lines = manifest.lines().skip_while(|line| *line != format!("[{table}]")).skip(1);
    let own = lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.trim().is_empty());
    own.map(|line| line.split(['.', ' ', '=']).next().unwrap().to_owned()).collect()
}

/// The texts between quotes of a file of Rust, roughly: line by line, without comments.
fn strings(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Every function with its number of lines, by the indentation that rustfmt gives.
fn functions(text: &str) -> impl Iterator<Item = (String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_start = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().take(5).collect();
        let at = words.iter().position(|word| *word == "fn")?;
        let only_qualifiers = words[..at]
            .iter()
            .all(|word| word.starts_with("pub") || ["async", "const", "unsafe"].contains(word));
        let name = words.get(at + 1)?.split(['(', '<']).next()?.to_owned();
        only_qualifiers.then_some((line.len() - line.trim_start().len(), name))
    };
    let mut found = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let Some((indentation, name)) = is_start(line) else { continue };
        let end = format!("{}}}", " ".repeat(indentation));
        let last = lines[first..].iter().position(|line| *line == end).unwrap_or(0);
        found.push((name, last + 1));
    }
    found.into_iter()
}

/// The variants of an enum, by the indentation that rustfmt gives.
fn variants(text: &str, name: &str) -> Vec<String> {
    let body = text.lines().skip_while(|line| *line != format!("pub enum {name} {{")).skip(1);
    body.take_while(|line| *line != "}")
        .filter(|line| {
            line.starts_with("    ")
                && line.trim_start().starts_with(char::is_uppercase)
                && line[4..5] != *" "
        })
        .map(|line| line.trim().chars().take_while(char::is_ascii_alphanumeric).collect())
        .collect()
}

fn snake(name: &str) -> String {
    let mut code = String::new();
    for (nth, c) in name.chars().enumerate() {
        if c.is_uppercase() && nth > 0 {
            code.push('_');
        }
        code.extend(c.to_lowercase());
    }
    code
}
