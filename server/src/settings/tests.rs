use super::*;

fn of(text: &str) -> Result<Settings, (usize, String)> {
    parse(Path::new("/data"), text)
}

#[test]
fn example_sets_nothing_and_every_line_of_it_can_be_used() {
    let nothing = of(EXAMPLE).unwrap();
    assert!(nothing.listen.is_none() && nothing.public_url.is_none() && nothing.backup_to.is_none());
    assert!(nothing.mail.is_none());
    assert!(nothing.tls.is_none() && nothing.door.proxies.is_empty() && nothing.door.house.is_empty());
    let is_setting = |line: &str| line.starts_with("# ") && line.contains(" = ") && !line.contains('`');
    let settings: Vec<&str> = EXAMPLE.lines().filter(|line| is_setting(line)).collect();
    assert_eq!(settings.len(), 23, "{settings:?}");
    let uncommented = |without: &[&str]| -> String {
        let lines = EXAMPLE.lines().map(|line| {
            let is_without = without.iter().any(|name| line.starts_with(&format!("# {name} = ")));
            if is_setting(line) && !is_without { line.trim_start_matches("# ") } else { line }
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let files = of(&uncommented(&["authority", "names"])).unwrap();
    assert!(matches!(files.tls, Some(Source::Files { .. })));
    assert_eq!(files.listen, Some("0.0.0.0:443".parse().unwrap()));
    assert_eq!(files.public_url.unwrap().as_str(), "https://sportello.example.it");
    assert_eq!(files.backup_to, Some("/mnt/backup/sportello".into()));
    assert!(files.door.is_proxy([127, 0, 0, 1].into()) && files.door.is_house([10, 1, 2, 9].into()));
    assert_eq!(files.door.each_max, EACH_MAX);
    assert_eq!(files.relief_after, Some(crate::relief::AFTER));
    let mail = files.mail.unwrap();
    assert_eq!((mail.host.as_str(), mail.port, mail.tls), ("smtp.example.it", 587, MailTls::Starttls));
    assert_eq!(mail.login, Some(("sportello".to_owned(), "/data/smtp-password".into())));
    assert_eq!(mail.from.to_string(), "Comune di Esempio <sportello@example.it>");
    assert_eq!(mail.reply_to.unwrap().to_string(), "urp@example.it");
    let authority = of(&uncommented(&["certificate", "key"])).unwrap();
    let names = ["sportello.example.it", "10.1.2.3"].map(str::to_owned).into();
    assert_eq!(authority.tls, Some(Source::Authority { dir: "/data".into(), names }));
}

#[test]
fn files_are_named_from_the_data_folder_on() {
    let settings =
        of("backup_to = \"kept\"\n[tls]\ncertificate = \"own.pem\"\nkey = \"/etc/own.key\"").unwrap();
    let tls = Source::Files { certificate: "/data/own.pem".into(), key: "/etc/own.key".into() };
    assert_eq!((settings.backup_to, settings.tls), (Some("/data/kept".into()), Some(tls)));
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let folder = std::env::temp_dir().join(format!("sportello-settings-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (text, line, word) in [
        ("\nlisten = \"7300\"", 2, "address"),
        ("listen = 7300", 1, "socket address"),
        ("# è\n\nlisen = \"127.0.0.1:7300\"", 3, "unknown field `lisen`"),
        ("public_url = \"sportello.example.it\"", 1, "https://"),
        ("[proxy]\naddresses = [\n  \"127.0.0.1\",\n  \"proxy.example\",\n]", 4, "proxy.example"),
        ("[limits]\nhouse = [\"10.1.2.0/40\"]", 2, "10.1.2.0/40"),
        ("[limits]\nconnections_per_address = 0", 2, "zero"),
        ("[tls]\ncertificate = \"a.pem\"", 2, "`certificate` needs `key`"),
        ("[tls]\n\nkey = \"a.key\"", 3, "`key` needs `certificate`"),
        ("[tls]\nauthority = true", 2, "needs `names`"),
        ("[tls]\nauthority = true\nnames = [\"a b\"]", 3, "\"a b\""),
        ("[tls]\nkey = \"k\"\nauthority = true\nnames = [\"a\"]", 3, "leave it or the files out"),
        ("[tls]\n[tls]", 2, "duplicate"),
        ("[mail]\nhost = \"smtp.example.it\"", 2, "`host` needs `from`"),
        ("[mail]\nfrom = \"a@example.it\"", 2, "`from` needs `host`"),
        ("[mail]\nhost = \"smtp.example.it\"\nfrom = \"example.it\"", 3, "example.it"),
        (
            "[mail]\nhost = \"smtp.example.it\"\nfrom = \"a@example.it\"\ntls = \"none\"",
            4,
            "on this machine only",
        ),
        ("[mail]\nhost = \"h\"\nfrom = \"a@example.it\"\nuser = \"u\"", 4, "needs `password_file`"),
        ("[mail]\nhost = \"h\"\nfrom = \"a@example.it\"\npassword_file = \"f\"", 4, "needs `user`"),
        ("listen = \"127.0.0.1:7300", 1, "string"),
    ] {
        std::fs::write(folder.join(FILE), text).unwrap();
        let mistake = read(&folder).unwrap_err().to_string();
        let place = format!("{}, line {line}: ", folder.join(FILE).display());
        let rest = mistake.strip_prefix(&place).unwrap_or_else(|| panic!("{text:?}: {mistake}"));
        assert!(rest.contains(word) && !rest.contains('\n'), "{text:?}: {rest}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn public_url_is_a_scheme_and_a_host() {
    for (text, expected) in [
        ("https://sportello.example.it", Some("https://sportello.example.it")),
        ("http://10.1.2.3:7300/", Some("http://10.1.2.3:7300")),
        ("https://[2001:db8::1]:8443", Some("https://[2001:db8::1]:8443")),
        ("https://sportello.example.it/path", None),
        ("https://sportello.example.it/?q=1", None),
        ("https://sportello.example.it/#x", None),
        ("https://user@sportello.example.it", None),
        ("https://sportello.example.it:port", None),
        ("https://sportello.example.it:", None),
        ("ftp://sportello.example.it", None),
        ("sportello.example.it", None),
        ("//sportello.example.it", None),
        ("https://", None),
        ("https:// x", None),
        ("", None),
    ] {
        let url = text.parse::<PublicUrl>().ok();
        assert_eq!(url.as_ref().map(PublicUrl::as_str), expected, "{text}");
    }
    assert_eq!("https://[2001:db8::1]:8443".parse::<PublicUrl>().unwrap().host().unwrap(), "2001:db8::1");
}
