//! Every way through the default catalogue ends in a page with a route; and what the kinds of routes show.

use crate::fake::{self, CATALOGUE, portico};
use crate::visitor::{Hall, links};
use office::triage::Numbers;
use std::collections::BTreeMap;

/// Follows every answer from a need; how many outcomes there were, by the kind of their route.
async fn walk(hall: &Hall, need: &str, language: &str) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    let mut ahead = vec![format!("ask?need={need}&language={language}")];
    while let Some(address) = ahead.pop() {
        let page = hall.page(&address).await;
        let answers = links(&page, "answer");
        if answers.is_empty() {
            let kind =
                page.split("outcome to-").nth(1).unwrap_or_else(|| panic!("{address} leads to {page}"));
            let kind = kind.split(['"', ' ']).next().unwrap();
            assert!(page.contains("class=\"way-kind\"") && page.contains("class=\"reason\""), "{address}");
            *kinds.entry(kind.to_owned()).or_insert(0) += 1;
        }
        ahead.extend(answers);
    }
    kinds
}

async fn assert_every_path_ends_in_a_route(hall: &Hall, language: &str) {
    for need in &CATALOGUE.needs {
        let kinds = walk(hall, need.id.as_str(), language).await;
        let paths = CATALOGUE.paths(&need.id).len();
        assert_eq!(kinds.values().sum::<usize>(), paths, "{} in {language}: {kinds:?}", need.id);
    }
}

#[tokio::test]
async fn every_path_of_the_catalogue_ends_in_a_route_in_italian() {
    assert_every_path_ends_in_a_route(&Hall::new(portico()), "it").await;
}

#[tokio::test]
async fn every_path_of_the_catalogue_ends_in_a_route_in_arabic_while_closed() {
    let hall = Hall::new(portico());
    hall.office.change(|screen| screen.outlook.numbers = Numbers::Again(None));
    assert_every_path_ends_in_a_route(&hall, "ar").await;
}

#[tokio::test]
async fn every_service_has_its_procedure_in_both_languages_of_the_catalogue() {
    let hall = Hall::new(portico());
    for service in &CATALOGUE.services {
        for language in ["it", "en"] {
            let page = hall.page(&format!("ask?service={}&language={language}", service.id)).await;
            assert!(page.contains("class=\"procedure\""), "{}", service.id);
            let steps = page
                .split("class=\"steps\"")
                .nth(1)
                .map_or(0, |rest| rest.split("</section>").next().unwrap().matches("<li>").count());
            assert_eq!(steps, service.steps.len(), "{}", service.id);
        }
    }
}

#[tokio::test]
async fn online_route_shows_where_with_what_and_still_the_desk() {
    let page = Hall::new(portico()).page("ask?need=certificati&answers=certificato-uso.privato").await;
    for words in
        ["Online, da casa", "www.anagrafenazionale.interno.it", "SPID, CIE", "Preferisco lo sportello"]
    {
        assert!(page.contains(words), "{words} is missing");
    }
}

#[tokio::test]
async fn appointment_route_shows_the_procedure_and_gives_no_number() {
    let page = Hall::new(portico()).page("ask?need=carta-identita&answers=cie-motivo.rinnovo").await;
    for words in ["Su appuntamento", "22,21 €", "da confermare", "Fototessera a colori", "prenotazionicie"]
    {
        assert!(page.contains(words), "{words} is missing");
    }
    assert!(!page.contains("action=\"take\""));
}

#[tokio::test]
async fn missing_paper_is_what_to_bring_first() {
    let hall = Hall::new(portico());
    let page = hall.page("ask?need=auto&answers=auto-cosa.vendita~veicolo-certificato.a-casa").await;
    assert!(page.contains("Prima serve un documento") && page.contains("class=\"missing\""));
    assert!(page.contains("Stampa che cosa portare"));
    hall.print(&page).await.to();
    let office::wire::Ask::Print { sheet, .. } = hall.office.only_ask() else { panic!() };
    let office::wire::Sheet::Procedure { missing: Some(paper), .. } = sheet else { panic!("{sheet:?}") };
    assert_eq!(paper.as_str(), "certificato-proprieta-cartaceo");
}

#[tokio::test]
async fn referral_says_who_does_it() {
    let page = Hall::new(portico()).page("ask?need=passaporto").await;
    assert!(page.contains("Presso un altro ente") && page.contains("Questura di Lecco"));
    assert!(page.contains("Stampa l’indirizzo") && !page.contains("action=\"take\""));
}

#[tokio::test]
async fn long_wait_is_the_visitors_choice() {
    let hall = Hall::new(portico());
    hall.office.change(|screen| {
        for prospect in screen.outlook.services.values_mut() {
            prospect.wait = prospect.wait.map(|_| fake::long());
        }
    });
    let page = hall.page("ask?need=imu").await;
    for words in ["Oggi l’attesa è lunga", "Scelga lei", "Aspetto: prendi il numero", "Torno un altro giorno"]
    {
        assert!(page.contains(words), "{words} is missing");
    }
}
