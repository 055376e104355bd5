//! Trouble with paper, in words: on the totem, where the number keeps its code, and on the pages of staff.

use super::driver::browse;
use super::inspect::inspect;
use super::office::{Office, REGISTER, TOTEM};
use super::window::Device;
use office::wire::Trouble;
use std::time::Duration;
use tests::until::within;

/// How soon everybody reads of it.
const KNOWN_WITHIN: Duration = Duration::from_secs(2);

/// What staff reads, and what a visitor does; nothing where the slip comes all the same.
const WORDS: [(Trouble, &str, Option<&str>); 8] = [
    (Trouble::PaperOut, "Metta un rotolo nuovo", Some("La carta è finita")),
    (Trouble::CoverOpen, "Lo chiuda fino allo scatto", Some("La stampante è ferma")),
    (Trouble::Jam, "tolga la carta e richiuda", Some("La stampante è ferma")),
    (Trouble::Unplugged, "La accenda e controlli i cavi", Some("La stampante è ferma")),
    (Trouble::Silent, "La spenga, aspetti dieci secondi", Some("La stampante è ferma")),
    (Trouble::WrongAnswers, "il modello impostato", Some("La stampante è ferma")),
    (Trouble::Away, "computer accanto", Some("La stampante è ferma")),
    (Trouble::PaperLow, "Tenga pronto un rotolo nuovo", None),
];

#[test]
fn every_trouble_of_the_printer_is_in_words_on_totem_desk_and_welcome_within_two_seconds() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap("a.tile[href*='need=consegna-documenti']").await;
        totem.tap(".take-number").await;
        totem.see(".paper", "Ritiri il foglietto").await;
        totem.live().await;
        let desk = browser.window(Device::Desk).await;
        desk.go(&office.desk(REGISTER)).await;
        desk.live().await;
        let welcome = browser.window(Device::Desk).await;
        welcome.go(&office.at("/welcome/")).await;
        welcome.live().await;
        for (trouble, to_staff, to_visitor) in WORDS {
            office.printer_is(Some(trouble)).await;
            within(KNOWN_WITHIN, &format!("{trouble:?} on three pages"), async || {
                totem.see(".paper", to_visitor.unwrap_or("Ritiri il foglietto")).await;
                desk.see(".printer-trouble", to_staff).await;
                welcome.see(".printer-trouble", to_staff).await;
                Some(())
            })
            .await;
            assert!(
                totem.is_shown(".digits").await && totem.is_shown(".follow .code svg").await,
                "{trouble:?}"
            );
            assert_eq!(totem.is_shown(".paper .wrong").await, to_visitor.is_some(), "{trouble:?}");
            let name = trouble.code().replace('_', "-");
            inspect(&totem, &format!("trouble-totem-{name}")).await;
            inspect(&desk, &format!("trouble-desk-{name}")).await;
            inspect(&welcome, &format!("trouble-welcome-{name}")).await;
        }
        office.printer_is(None).await;
        totem.see(".paper", "Ritiri il foglietto").await;
        desk.see_none(".printer-trouble").await;
        welcome.see_none(".printer-trouble").await;
    });
}

#[test]
fn number_that_is_taken_while_the_printer_is_stopped_says_at_once_to_photograph_it_in_every_language() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        office.printer_is(Some(Trouble::PaperOut)).await;
        for (language, words) in
            [("it", "La carta è finita"), ("ar", "نفد الورق"), ("fr", "Il n’y a plus de papier")]
        {
            let totem = browser.window(Device::Totem).await;
            totem.go(&office.at(&format!("{TOTEM}?language={language}"))).await;
            totem.tap("a.tile[href*='need=consegna-documenti']").await;
            totem.tap(".take-number").await;
            totem.see(".paper .wrong", words).await;
            assert!(totem.is_shown(".follow .code svg").await, "{language}");
            inspect(&totem, &format!("trouble-totem-{language}")).await;
        }
    });
}
