//! Free words find needs of the default catalogue, however they are typed.

use crate::triage::default::default as whole_catalogue;
use office::configuration::Configuration;
use office::language::Language;
use office::search::{QUERY_LEN_MAX, search};
use proptest::prelude::*;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Configuration> = LazyLock::new(whole_catalogue);

/// The ids of what is found, best first.
fn found(query: &str, language: Language) -> Vec<&'static str> {
    search(&CATALOGUE, query, language, 8).iter().map(|found| found.need.id.as_str()).collect()
}

fn assert_first(language: Language, cases: &[(&str, &str)]) {
    let missed: Vec<_> = cases
        .iter()
        .filter(|(query, need)| found(query, language).first() != Some(need))
        .map(|(query, need)| format!("{query:?}: {need} expected, found {:?}", found(query, language)))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn everyday_words_find_what_is_meant_by_them() {
    assert_first(
        Language::It,
        &[
            ("carta", "carta-identita"),
            ("carta d'identità", "carta-identita"),
            ("documento scaduto", "carta-identita"),
            ("tassa rifiuti", "tassa-rifiuti"),
            ("spazzatura", "tassa-rifiuti"),
            ("bambino", "nascita"),
            ("casa", "casa"),
            ("cambio casa", "cambio-casa"),
            ("residenza", "cambio-casa"),
            ("certificato di residenza", "certificati"),
            ("certificato di nascita", "certificati-stato-civile"),
            ("pin", "cie-pin-puk"),
            ("asilo", "asilo-nido"),
            ("mensa", "scuola-mensa"),
            ("voto", "tessera-elettorale"),
            ("multa", "multa"),
            ("mi sposo", "matrimonio"),
            ("funerale", "lutto"),
            ("permesso di soggiorno", "cittadini-stranieri"),
            ("passaporto", "passaporto"),
            ("buca nella strada", "segnalazione"),
            ("ho perso il portafoglio", "smarrimento"),
            ("devo rifare la carta per mio figlio", "carta-identita"),
            ("firma", "firma-autenticata"),
            ("seconda casa", "imu"),
            ("car", "carta-identita"),
        ],
    );
    assert_first(
        Language::En,
        &[
            ("id card", "carta-identita"),
            ("waste tax", "tassa-rifiuti"),
            ("rubbish", "tassa-rifiuti"),
            ("birth certificate", "certificati-stato-civile"),
            ("moving house", "cambio-casa"),
            ("baby", "nascita"),
            ("wedding", "matrimonio"),
            ("i want to vote", "tessera-elettorale"),
            ("lost wallet", "smarrimento"),
            ("stay permit", "cittadini-stranieri"),
            ("school meals", "scuola-mensa"),
            ("car", "auto"),
        ],
    );
}

#[test]
fn slips_of_the_fingers_are_forgiven() {
    assert_first(
        Language::It,
        &[
            ("crata identita", "carta-identita"),
            ("carta identia", "carta-identita"),
            ("CARTA D IDENTITÀ", "carta-identita"),
            ("cartaa", "carta-identita"),
            ("certifcati", "certificati"),
            ("certtificati", "certificati"),
            ("tasa rifuti", "tassa-rifiuti"),
            ("rifiutti", "tassa-rifiuti"),
            ("pasaporto", "passaporto"),
            ("passaprto", "passaporto"),
            ("matrimnoio", "matrimonio"),
            ("resideza", "cambio-casa"),
            ("citadinanza", "cittadinanza"),
            ("tesera eletorale", "tessera-elettorale"),
            ("patnete", "patente"),
            ("autocertifcazione", "autocertificazione"),
        ],
    );
    assert_first(Language::En, &[("pasport", "passaporto"), ("certifictae", "certificati")]);
}

#[test]
fn word_is_found_while_it_is_still_being_typed() {
    for (whole, need) in [
        ("passaporto", "passaporto"),
        ("rifiuti", "tassa-rifiuti"),
        ("certificati", "certificati"),
        ("matrimonio", "matrimonio"),
    ] {
        for len in 3..=whole.len() {
            assert!(found(&whole[..len], Language::It).contains(&need), "{}", &whole[..len]);
        }
    }
    for len in 1..=5 {
        assert!(!found(&"carta"[..len], Language::It).is_empty());
    }
}

#[test]
fn words_of_neighbouring_languages_help_too() {
    assert_first(
        Language::Fr,
        &[("carte d'identité", "carta-identita"), ("passeport", "passaporto"), ("certificat", "certificati")],
    );
    assert_first(Language::Es, &[("certificado", "certificati"), ("pasaporte", "passaporto")]);
    assert_first(Language::Ro, &[("pașaport", "passaporto"), ("certificat", "certificati")]);
}

#[test]
fn words_that_mean_nothing_here_find_nothing() {
    for query in ["", "   ", "?!", "xyzzy", "qwrtzp", "جواز"] {
        assert_eq!(found(query, Language::It), Vec::<&str>::new(), "{query:?}");
    }
    assert_eq!(search(&CATALOGUE, "carta", Language::It, 0), []);
}

#[test]
fn small_words_do_not_change_what_is_found() {
    assert_eq!(found("la carta", Language::It), found("carta", Language::It));
    assert_eq!(found("vorrei fare il passaporto", Language::It), found("passaporto", Language::It));
}

#[test]
fn every_need_is_found_first_by_its_own_title() {
    for need in &CATALOGUE.needs {
        assert_eq!(found(&need.title.it, Language::It).first(), Some(&need.id.as_str()));
        assert_eq!(found(&need.title.en, Language::En).first(), Some(&need.id.as_str()));
    }
}

#[test]
fn every_everyday_word_finds_its_need() {
    for need in &CATALOGUE.needs {
        for (words, language) in [(&need.words.it, Language::It), (&need.words.en, Language::En)] {
            for word in words {
                let found = search(&CATALOGUE, word, language, usize::MAX);
                assert!(found.iter().any(|found| found.need.id == need.id), "{} by {word}", need.id);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_answered_with_at_most_so_many_needs_best_first(query in "\\PC*", max in 0_usize..6) {
        let found = search(&CATALOGUE, &query, Language::It, max);
        prop_assert!(found.len() <= max);
        prop_assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
        prop_assert_eq!(&found, &search(&CATALOGUE, &query, Language::It, max));
        let beginning: String = query.chars().take(QUERY_LEN_MAX).collect();
        prop_assert_eq!(&found, &search(&CATALOGUE, &beginning, Language::It, max));
    }
}
