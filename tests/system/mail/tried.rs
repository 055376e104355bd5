//! A mail server that is not there, that refuses, or that there is none of.

use super::{figures, messages};
use office::language::Language;
use std::time::Duration;
use tests::appointments::{EMAIL, book, cancel, move_to};
use tests::program::free_address;
use tests::smtp::{Manner, Smtp};
use tests::until::until;
use tests::world::World;

const TUESDAY: &str = "2026-03-03";
const NEXT_WEEK: &str = "2026-03-11";
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn message_waits_for_a_server_that_is_down_and_goes_out_once() {
    let address = free_address();
    let mut world = World::plan().with_mail(address).begin().await;
    book(world.app(), NEXT_WEEK, Some(EMAIL), Language::It).await;
    was_tried(&world).await;
    world.pass(3 * MINUTE).await;
    assert_eq!(figures(world.app()), (1, 0));
    was_tried(&world).await;
    world.restart().await;
    let smtp = Smtp::start_at(address, Manner::Takes).await;
    world.pass(10 * MINUTE).await;
    messages(&smtp, 1).await;
    until("it is noted", async || (figures(world.app()) == (0, 0)).then_some(())).await;
    world.restart().await;
    world.pass(2 * 3600 * Duration::from_secs(1)).await;
    book(world.app(), NEXT_WEEK, Some(EMAIL), Language::En).await;
    let taken = messages(&smtp, 2).await;
    assert!(taken[1].text.contains("Subject: Appointment confirmed"), "the first one went out once");
    assert_ne!(taken[0].header("Message-ID"), taken[1].header("Message-ID"));
}

#[tokio::test(flavor = "multi_thread")]
async fn message_that_is_refused_for_good_is_counted_and_not_tried_again() {
    let smtp = Smtp::start(Manner::Refuses(550)).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    book(world.app(), NEXT_WEEK, Some(EMAIL), Language::It).await;
    until("it is refused", async || (figures(world.app()) == (0, 1)).then_some(())).await;
    smtp.behave(Manner::Takes);
    world.pass(24 * 60 * MINUTE).await;
    book(world.app(), NEXT_WEEK, Some(EMAIL), Language::En).await;
    let taken = messages(&smtp, 1).await;
    assert!(taken[0].text.contains("Subject: Appointment confirmed"));
    assert_eq!((smtp.refused(), figures(world.app()).1), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn message_that_is_refused_for_now_is_tried_later_under_the_same_id() {
    let smtp = Smtp::start(Manner::Refuses(451)).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    book(world.app(), NEXT_WEEK, Some(EMAIL), Language::It).await;
    was_tried(&world).await;
    assert_eq!(smtp.refused(), 1);
    world.pass(2 * MINUTE).await;
    until("it is tried again", async || (smtp.refused() == 2).then_some(())).await;
    was_tried(&world).await;
    smtp.behave(Manner::Takes);
    world.pass(5 * MINUTE).await;
    messages(&smtp, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn message_that_nobody_takes_is_given_up_after_three_days() {
    let smtp = Smtp::start(Manner::Refuses(451)).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    book(world.app(), NEXT_WEEK, Some(EMAIL), Language::It).await;
    was_tried(&world).await;
    world.pass(3 * 24 * 60 * MINUTE).await;
    until("it is given up", async || (figures(world.app()) == (0, 1)).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_been_overtaken_is_not_said() {
    let address = free_address();
    let world = World::plan().with_mail(address).begin().await;
    let first = book(world.app(), NEXT_WEEK, Some(EMAIL), Language::En).await;
    was_tried(&world).await;
    let second = move_to(world.app(), &first, "2026-03-12").await;
    cancel(world.app(), &second).await;
    let smtp = Smtp::start_at(address, Manner::Takes).await;
    world.pass(10 * MINUTE).await;
    let taken = messages(&smtp, 1).await;
    assert!(taken[0].text.contains("Subject: Appointment cancelled: Thursday 12 March 2026"));
    until("nothing waits", async || (figures(world.app()) == (0, 0)).then_some(())).await;
    assert_eq!(smtp.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn office_without_a_mail_server_books_all_the_same_and_says_what_was_not_sent() {
    let world = World::begin().await;
    assert!(!world.app().sends_mail);
    let appointment = book(world.app(), TUESDAY, Some(EMAIL), Language::It).await;
    assert_eq!(figures(world.app()), (1, 0));
    let told = world.supervisor().get("/metrics").await.text;
    assert!(told.contains("sportello_mail_waiting 1"), "{told}");
    // At the time of the appointment there is no sense in it any more.
    world.pass_until("2026-03-03T10:31:00+01:00").await;
    until("they are given up", async || (figures(world.app()) == (0, 2)).then_some(())).await;
    assert!(appointment.page_url.contains("/b/"));
}

/// An attempt has been made, and there will be another.
async fn was_tried(world: &World) {
    until("an attempt", async || {
        let due = world.app().reader.due_mail(world.app().clock.now(), 9).unwrap();
        due.is_empty().then_some(())
    })
    .await;
}
