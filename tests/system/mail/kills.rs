//! SIGKILL in the middle of a message: it goes out afterwards, and nobody gets it as two.

use super::messages;
use chrono::TimeDelta;
use office::language::Language;
use server::clock::{Clock, SystemClock};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tests::appointments::{EMAIL, FIRST_NAME, LAST_NAME, book, free_on, wanted};
use tests::folder::Folder;
use tests::program::{Server, always_open_office, binary, free_address};
use tests::smtp::{Manner, Smtp, Taken};
use tests::until::until;
use tests::world::serve;

#[tokio::test(flavor = "multi_thread")]
async fn message_that_was_cut_off_before_it_was_taken_goes_out_once() {
    let folder = office_with_an_appointment().await;
    let smtp = Smtp::start(Manner::IsSilent).await;
    let log = folder.path().join("log");
    let server = start(folder.path(), &smtp, &log).await;
    until("the message is on its way", async || (smtp.greeted() > 0).then_some(())).await;
    server.kill();
    smtp.behave(Manner::Takes);
    let server = start(folder.path(), &smtp, &log).await;
    messages(&smtp, 1).await;
    assert!(server.terminate().await);
    is_over(folder.path(), &smtp, &log).await;
    assert_eq!(smtp.taken().len(), 1);
    says_nothing_of_anybody(&log);
}

#[tokio::test(flavor = "multi_thread")]
async fn message_that_was_taken_before_the_kill_comes_again_under_the_same_id() {
    let folder = office_with_an_appointment().await;
    let smtp = Smtp::start(Manner::TakesAndIsSilent).await;
    let log = folder.path().join("log");
    for kills in 1..=3 {
        let server = start(folder.path(), &smtp, &log).await;
        messages(&smtp, kills).await;
        server.kill();
    }
    smtp.behave(Manner::Takes);
    let server = start(folder.path(), &smtp, &log).await;
    let taken = messages(&smtp, 4).await;
    assert!(server.terminate().await);
    is_over(folder.path(), &smtp, &log).await;
    let ids: BTreeSet<&str> = taken.iter().map(|taken| taken.header("Message-ID")).collect();
    assert_eq!((ids.len(), smtp.taken().len()), (1, 4), "{ids:?}");
    says_nothing_of_anybody(&log);
}

/// After another start nothing more comes: a second message would come before the end of a new one.
async fn is_over(dir: &Path, smtp: &Smtp, log: &Path) {
    let before = smtp.taken().len();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    let running = serve(dir, clock).await.unwrap();
    book_tomorrow(&running.app).await;
    running.end().await.unwrap();
    let server = start(dir, smtp, log).await;
    let taken: Vec<Taken> = messages(smtp, before + 1).await;
    assert!(server.terminate().await);
    assert_eq!(taken.len(), before + 1);
    // The new one was only to show that nothing came before it.
    smtp.forget_last();
}

/// A folder of the program's own with one appointment, of which nobody has been told.
async fn office_with_an_appointment() -> Folder {
    let (folder, _) = always_open_office();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    let running = serve(folder.path(), clock).await.unwrap();
    book_tomorrow(&running.app).await;
    running.end().await.unwrap();
    folder
}

/// Books the first free time that is at least a day away.
async fn book_tomorrow(app: &server::app::App) {
    let today = app.clock.now().utc().date_naive();
    let dates = (2..10).map(|days| (today + TimeDelta::days(days)).to_string());
    let date = dates.into_iter().find(|date| !free_on(app, &wanted(), date).is_empty()).expect("a free day");
    book(app, &date, Some(EMAIL), Language::It).await;
}

/// The program on a folder, with its mail server in its settings and its log in a file.
async fn start(dir: &Path, smtp: &Smtp, log: &Path) -> Server {
    let settings = format!(
        "[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"sportello@example.it\"\n",
        smtp.address().port()
    );
    std::fs::write(dir.join("sportello.toml"), settings).unwrap();
    let mut command = Command::new(binary());
    command.env("RUST_LOG", "trace").stderr(File::options().append(true).create(true).open(log).unwrap());
    Server::start_by(command, dir, free_address()).await
}

fn says_nothing_of_anybody(log: &Path) {
    let text = String::from_utf8_lossy(&std::fs::read(log).unwrap()).into_owned();
    assert!(text.contains("ready"), "the log is there");
    for word in [FIRST_NAME, LAST_NAME, EMAIL] {
        let line = text.lines().find(|line| line.to_lowercase().contains(&word.to_lowercase()));
        assert_eq!(line, None);
    }
}
