//! What the pages say aloud, to whoever touches "listen".

use crate::fake::portico;
use crate::visitor::{ASKED, Answer, Hall, QUICK, in_language, key_of, listened};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use kiosk::{Ear, Secret};
use voice::{Speaker, Voices};

#[tokio::test]
async fn page_says_its_title_first_and_then_what_can_be_touched() {
    let hall = heard(1);
    for (address, said) in [
        ("./", ["it Di che cosa ha bisogno?", "it Certificati"].as_slice()),
        ("needs", ["it Di che cosa ha bisogno?", "it Certificati"].as_slice()),
        (
            ASKED.split("&answers").next().unwrap(),
            ["it Che cosa Le serve per i rifiuti?", "it Tocchi la risposta"].as_slice(),
        ),
        (QUICK, ["it IMU", "it Subito"].as_slice()),
        ("hours", ["it Orari"].as_slice()),
        ("search", ["it Cerchi con parole sue"].as_slice()),
        ("check-in", ["it Digiti il codice"].as_slice()),
    ] {
        let addresses = listened(&hall.page(address).await);
        assert!(addresses.len() >= said.len(), "{address}: {addresses:?}");
        for (sound, said) in addresses.iter().zip(said) {
            let sound = hall.get(sound).await;
            assert_eq!(
                (sound.status, &sound.headers[CONTENT_TYPE]),
                (StatusCode::OK, &"audio/wav".parse().unwrap())
            );
            assert!(sound.body.contains(said), "{address}: {:?} is not {said}", sound.body);
        }
    }
}

#[tokio::test]
async fn number_is_said_letter_and_figures() {
    let hall = heard(1);
    let number = hall.take(QUICK).await;
    let addresses = listened(&hall.get(&number).await.ok());
    assert!(hall.get(&addresses[0]).await.ok().contains("Il suo numero: T 12."), "{addresses:?}");
}

#[tokio::test]
async fn nothing_is_spoken_but_what_a_page_of_this_totem_has_sealed() {
    let hall = heard(1);
    let address = listened(&hall.page("needs").await).remove(0);
    let other = listened(&heard(2).page("needs").await).remove(0);
    let changed = address.replace("cosa", "casa");
    let foreign = address.replace("language=it", "language=en");
    for forged in [&changed, &foreign, &other, "listen", "listen?language=it&words=ciao&seal="] {
        assert_ne!(*forged, address);
        assert_eq!(hall.get(forged).await.status, StatusCode::NOT_FOUND, "{forged}");
    }
    assert_eq!(hall.get(&address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn reader_of_a_language_that_nobody_speaks_is_offered_nothing() {
    let hall = heard(1);
    let needs = hall.page("needs").await;
    let arabic = hall.page(&in_language(&needs, "ar")).await;
    assert!(arabic.contains("dir=\"rtl\"") && !arabic.contains("data-listen"));
    // The office's own texts are in Italian there, and said so.
    let french = listened(&hall.page(&in_language(&needs, "fr")).await);
    let [asked, tile] = [&french[0], &french[1]].map(|address| hall.get(address));
    let (asked, tile): (Answer, Answer) = (asked.await, tile.await);
    assert!(asked.body.starts_with("RIFF fr ") && tile.body.starts_with("RIFF it "), "{}", tile.body);
    let silent = Hall::new(portico());
    assert!(!silent.page("needs").await.contains("data-listen"));
    assert_eq!(silent.get(&french[0]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn voice_that_fails_is_said_to_the_browser_and_takes_nothing_else_with_it() {
    let folder = std::env::temp_dir();
    let speaker = Speaker { program: folder.join("no-such-program"), other: None };
    let hall = Hall::with_ear(portico(), 1, Ear::new(Secret::new([1; 32]), Voices::reading(speaker)));
    let page = hall.page("needs").await;
    assert_eq!(hall.get(&listened(&page)[0]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!key_of(&hall.enter("needs").await).is_empty());
}

/// A totem whose voice says in which language, and what.
fn heard(secret: u8) -> Hall {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/listening/speaker.sh").into();
    let voices = Voices::reading(Speaker { program, other: None });
    Hall::with_ear(portico(), secret, Ear::new(Secret::new([secret; 32]), voices))
}
