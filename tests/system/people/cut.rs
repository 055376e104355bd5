//! Whoever loses a right loses the open page too: within five seconds, and nothing new is shown before.

use office::id::DeviceId;
use server::people::NotManaged;
use server::people::sessions::{Found, IDLE_MAX, SESSION_MAX};
use server::registrar::{Chore, Lane, Work};
use server::store::audit::By;
use server::store::keys::Role;
use server::store::people::PostRow;
use server::store::staffing::{Declined, StaffChange};
use std::time::Duration;
use tests::device::Link;
use tests::feed::{CUT_MAX, Feed};
use tests::person::Person;
use tests::staff::{HERE, PASSWORD, whence};
use tests::until::until;
use tests::world::{OFFICE, REGISTER, RESIDENCE, World};
use tokio::time::timeout;

/// What a session of each role can look at.
const FEEDS: [&str; 4] =
    ["/desk/sportello-1/feed", "/paper/printer-1/feed", "/display/display-1/feed", "/totem/totem-1/feed"];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_ends_a_session_cuts_all_of_its_feeds() {
    let world = World::begin().await;
    let office = || OFFICE.parse().unwrap();
    let end_of = |person: &str, but| StaffChange::EndOf { person: person.into(), office: None, but };
    for (what, number) in
        ["ended", "disabled", "other role", "no role", "new password", "no factor"].into_iter().zip(1..)
    {
        let name = format!("impiegato-{number}");
        let id = world.hire(&name, Role::Clerk).await;
        let clerk = world.logged_in(&name).await;
        let feeds = open_all(&world, &clerk).await;
        let person = id.clone();
        world
            .manage(match what {
                "ended" => end_of(&id, None),
                "disabled" => StaffChange::SetDisabled { person, is_disabled: true },
                "other role" => {
                    StaffChange::SetRole(PostRow { person, office: office(), role: Role::Welcome })
                }
                "no role" => StaffChange::TakeRole { person, office: office() },
                "new password" => {
                    StaffChange::SetPassword { person, hash: "x".into(), code: None, keep: None }
                }
                _ => StaffChange::SetSecondFactor { person, factor: None, keep: None },
            })
            .await;
        are_cut(&world, feeds).await;
        assert_eq!(Feed::open(world.address(), FEEDS[0], as_header(&clerk.header())).await.err(), Some(401));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn logout_cuts_its_own_feeds_and_those_of_nobody_else() {
    let world = World::begin().await;
    let (leaves, stays) =
        (world.at_work("m.rossi", Role::Clerk).await, world.at_work("a.bianchi", Role::Clerk).await);
    let gone = open_all(&world, &leaves).await;
    let mut open = open(&world, FEEDS[0], &stays).await;
    let Some(Found::Active(live)) = world.people().session(leaves.session().unwrap(), true) else {
        panic!("no session")
    };
    world.people().log_out(&live.row.id, By::staff(&live.row.person, None, Some(HERE))).await.unwrap();
    are_cut(&world, gone).await;
    world.walk_in().take(RESIDENCE).await;
    open.state(|state| state["regions"]["queue"].as_str().unwrap().contains("A002")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn own_new_password_cuts_the_other_sessions_only() {
    let world = World::begin().await;
    world.hire("m.rossi", Role::Clerk).await;
    let (here, elsewhere) = (world.logged_in("m.rossi").await, world.logged_in("m.rossi").await);
    let gone = open_all(&world, &elsewhere).await;
    let mut stays = open(&world, FEEDS[0], &here).await;
    let Some(Found::Active(live)) = world.people().session(here.session().unwrap(), true) else {
        panic!("no session")
    };
    let wrong = world.people().change_password(&live, "not the password", "x", &whence(HERE)).await;
    assert!(matches!(wrong, Err(NotManaged::Wrong)), "{wrong:?}");
    let new = "quattro gatti sul tetto verde";
    world.people().change_password(&live, PASSWORD, new, &whence(HERE)).await.unwrap();
    are_cut(&world, gone).await;
    world.walk_in().take(RESIDENCE).await;
    stays.state(|state| state["regions"]["queue"].as_str().unwrap().contains("A002")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn session_that_rests_or_has_lasted_its_time_shows_nothing_any_more() {
    let world = World::plan().always_open().begin().await;
    let idle = world.at_work("m.rossi", Role::Clerk).await;
    let busy = world.at_work("a.bianchi", Role::Clerk).await;
    let feeds = open_all(&world, &idle).await;
    let mut stays = open(&world, FEEDS[0], &busy).await;
    world.pass(IDLE_MAX - Duration::from_secs(1)).await;
    busy.get("/desk/").await.is_page();
    world.pass(Duration::from_secs(1)).await;
    are_cut(&world, feeds).await;
    assert_eq!(idle.get("/desk/").await.status, 303);
    stays.state(|state| state["regions"]["queue"].as_str().unwrap().contains("A001")).await;
    // The other is used again and again, and ends all the same.
    let mut passed = IDLE_MAX;
    while passed + IDLE_MAX / 2 < SESSION_MAX {
        busy.get("/desk/").await.is_page();
        world.pass(IDLE_MAX / 2).await;
        passed += IDLE_MAX / 2;
    }
    busy.get("/desk/").await.is_page();
    world.pass(SESSION_MAX - passed).await;
    assert_eq!(busy.get("/desk/").await.status, 303);
    while stays.hear().await.is_some() {}
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_or_expired_key_cuts_its_feeds() {
    let world = World::plan().always_open().begin().await;
    let (clerk, welcome) = (world.clerk(), world.welcome());
    let (of_clerk, of_welcome) = (open_all(&world, &clerk).await, open_all(&world, &welcome).await);
    chore(&world, Chore::RevokeKey("clerk".into(), By::command_line())).await;
    until("the key is known to be revoked", async || (clerk.get("/desk/").await.status == 401).then_some(()))
        .await;
    are_cut(&world, of_clerk).await;
    world.welcome().get("/desk/").await.is_page();
    world.pass(Duration::from_secs(366 * 24 * 3600)).await;
    for feed in of_welcome {
        feed.is_cut(u64::MAX).await;
    }
    assert_eq!(world.welcome().get("/api/v1/offices/portico/queue").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_device_loses_its_link_and_its_pages() {
    let world = World::begin().await;
    for device in ["display-1", "totem-1", "printer-1"] {
        let key = world.device_key(device);
        let mut link = Link::welcomed(world.address(), device, &key).await;
        let page = match device.split_once('-').unwrap().0 {
            "printer" => None,
            role => Some(open(&world, &format!("/{role}/{device}/feed"), &world.holder_of(device)).await),
        };
        chore(&world, Chore::RevokeDevice(DeviceId::new(device).unwrap(), By::command_line())).await;
        assert_eq!(timeout(CUT_MAX, link.bye()).await.expect("cut in time"), "unknown_device", "{device}");
        if let Some(page) = page {
            page.is_cut(world.log_len()).await;
        }
        assert_eq!(world.holder_of(device).get("/display/display-1/").await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn page_that_never_stops_talking_is_cut_too() {
    let world = World::begin().await;
    let id = world.hire("m.rossi", Role::Clerk).await;
    let clerk = world.logged_in("m.rossi").await;
    let mut feed = open(&world, FEEDS[0], &clerk).await;
    world.manage(StaffChange::EndOf { person: id, office: None, but: None }).await;
    let talking = async { while feed.say("x").await {} };
    timeout(CUT_MAX, talking).await.expect("cut in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_everybody_may_see_goes_on() {
    let world = World::begin().await;
    let id = world.hire("m.rossi", Role::Clerk).await;
    let clerk = world.logged_in("m.rossi").await;
    let taken = world.walk_in().take(RESIDENCE).await;
    let path = format!("/t/{}/feed", taken["token"].as_str().unwrap());
    let mut follow = open(&world, &path, &clerk).await;
    world.manage(StaffChange::SetDisabled { person: id, is_disabled: true }).await;
    world.clerk().call_next(REGISTER).await;
    follow.state(|state| state.to_string().contains("follow-called")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn last_admin_stays_and_so_do_the_pages() {
    let world = World::begin().await;
    let id = world.hire("sindaca", Role::Admin).await;
    let admin = world.logged_in("sindaca").await;
    let office = OFFICE.parse().unwrap();
    let post = PostRow { person: id.clone(), office, role: Role::Clerk };
    for change in [
        StaffChange::SetDisabled { person: id.clone(), is_disabled: true },
        StaffChange::SetRole(post),
        StaffChange::TakeRole { person: id.clone(), office: OFFICE.parse().unwrap() },
    ] {
        let declined = world.people().done(change.clone(), By::command_line()).await;
        assert!(
            matches!(declined, Err(NotManaged::Declined(Declined::LastAdmin))),
            "{change:?}: {declined:?}"
        );
    }
    admin.get("/desk/").await.is_page();
    // With a second one, the first can go.
    world.hire("vicesindaco", Role::Admin).await;
    world.manage(StaffChange::SetDisabled { person: id, is_disabled: true }).await;
    assert_eq!(admin.get("/desk/").await.status, 303);
}

fn as_header<'a>((name, value): &'a (&'static str, String)) -> (&'a str, &'a str) {
    (name, value)
}

async fn open(world: &World, path: &str, person: &Person) -> Feed {
    let header = person.header();
    let mut feed = Feed::open(world.address(), path, as_header(&header)).await.expect(path);
    feed.state(|_| true).await;
    feed
}

async fn open_all(world: &World, person: &Person) -> Vec<Feed> {
    let mut feeds = Vec::new();
    for path in FEEDS {
        feeds.push(open(world, path, person).await);
    }
    feeds
}

/// All end in time, though there is news that they would show.
async fn are_cut(world: &World, feeds: Vec<Feed>) {
    let seq = world.log_len();
    world.walk_in().take(RESIDENCE).await;
    let cut = feeds.into_iter().map(|feed| tokio::spawn(feed.is_cut(seq)));
    for feed in cut.collect::<Vec<_>>() {
        feed.await.unwrap();
    }
}

async fn chore(world: &World, chore: Chore) {
    world.app().registry.ask(Lane::Hall, Work::Chore(chore)).await.unwrap();
}
