//! `/admin/configuration`: upload, difference in words, adopted now or at the next opening, and back.

use reqwest::Method;
use server::store::keys::Role;
use tests::person::{Person, Told};
use tests::world::{ELSEWHERE, OFFICE, SMALL_CATALOGUE, TAX, World};

const PAGE: &str = "/admin/configuration";
const BOUNDARY: &str = "end-of-part-4f2a";

#[tokio::test(flavor = "multi_thread")]
async fn document_is_uploaded_compared_and_adopted_once() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "sindaca").await;
    let draft = uploaded(&admin, &[("portico.toml", &longer("imu"))]).await;
    let page = admin.get(&draft).await;
    page.is_page();
    assert!(page.text.contains("1 differenza") && page.text.contains("(imu)"), "{}", page.text);
    assert!(page.text.contains("IMU più lunga"), "{}", page.text);
    assert_eq!(in_force(&world), 1, "looking changes nothing");
    let body = adopt_form(&page, "now", "Nome+nuovo");
    let told = form(&admin, &format!("{draft}/adopt"), &body).await;
    assert_eq!(told.status, 303, "{}", told.text);
    assert_eq!(in_force(&world), 2);
    // A second tap is the same request.
    let again = form(&admin, &format!("{draft}/adopt"), &body).await;
    let said = admin.get(again.header("location")).await;
    assert!(said.text.contains("La versione 2 è in vigore"), "{}", said.text);
    assert_eq!(in_force(&world), 2);
    assert!(said.text.contains("Nome nuovo") && said.text.contains("sindaca"), "{}", said.text);
    // Looked at again it is the same as what is in force.
    assert!(admin.get(&draft).await.text.contains("uguale a quello in vigore"));
    let line = &world.audited("configuration adopted")[0];
    assert!(line.by.actor.starts_with("staff p-") && line.by.address.is_some(), "{line:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_shown_with_file_and_line_and_nothing_is_kept() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "sindaca").await;
    let wrong = SMALL_CATALOGUE.replacen("number = 2", "number = 1", 1);
    let line = wrong[..wrong.find("id = \"sportello-2\"").unwrap()].matches('\n').count() + 2;
    let told = upload(&admin, &token(&admin).await, &[("<b>portico</b>.toml", &wrong)]).await;
    assert_eq!(told.status, 422, "{}", told.text);
    assert!(
        told.text.contains("C’è 1 errore") && told.text.contains(&format!("<b>{line}</b>")),
        "{}",
        told.text
    );
    assert!(!told.text.contains("<b>portico"), "names are shown as text");
    assert_eq!(in_force(&world), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_are_joined_and_others_are_refused() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "sindaca").await;
    let (front, desks) = SMALL_CATALOGUE.split_once("[[desks]]").unwrap();
    let desks = format!("[[desks]]{desks}");
    let draft = uploaded(&admin, &[("b.toml", &desks), ("a.toml", front)]).await;
    assert!(admin.get(&draft).await.text.contains("uguale a quello in vigore"));
    let token = token(&admin).await;
    let foreign = SMALL_CATALOGUE.replacen("id = \"portico\"", "id = \"biblioteca\"", 1);
    let long = format!("{SMALL_CATALOGUE}\n# {}", "x".repeat(1024 * 1024));
    for (files, words) in [
        (vec![("portico.toml", foreign.as_str())], "è di un’altra sede"),
        (vec![("portico.toml", long.as_str())], "troppo grandi"),
        (vec![("", "")], "Scelga prima un file"),
        (vec![], "Scelga prima un file"),
    ] {
        let told = upload(&admin, &token, &files).await;
        assert_eq!(told.status, 303, "{}", told.text);
        let page = admin.get(told.header("location")).await.text;
        assert!(page.contains(words), "{words}: {page}");
    }
    let told = upload(&admin, &"0".repeat(64), &[("portico.toml", SMALL_CATALOGUE)]).await;
    assert!(!told.header("location").contains("/draft/"), "a form of somebody else");
    let far_too_long = "x".repeat(server::web::UPLOAD_LEN_MAX);
    assert_eq!(upload(&admin, &token, &[("portico.toml", &far_too_long)]).await.status, 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn plan_waits_for_the_next_opening_and_can_be_cancelled() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "sindaca").await;
    let draft = uploaded(&admin, &[("portico.toml", &longer("imu"))]).await;
    let body = adopt_form(&admin.get(&draft).await, "next_opening", "");
    let told = form(&admin, &format!("{draft}/adopt"), &body).await;
    let page = admin.get(told.header("location")).await.text;
    assert!(
        page.contains("La versione 2 entra in vigore alla prossima apertura (03/03/2026 08:00)"),
        "{page}"
    );
    let drop = format!("token={}", hidden(&page, "token"));
    let told = form(&admin, &format!("{PAGE}/plan/drop"), &drop).await;
    assert!(admin.get(told.header("location")).await.text.contains("annullato"));
    let told = form(&admin, &format!("{PAGE}/plan/drop"), &drop).await;
    assert!(admin.get(told.header("location")).await.text.contains("Non è previsto nessun cambio"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_is_shown_and_the_next_opening_offered() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "sindaca").await;
    let taken = world.walk_in().take(TAX).await;
    let without = SMALL_CATALOGUE.replace("\"imu\", ", "").replace(", \"imu\"", "");
    assert!(!without.contains("skills = [\"imu\"") && without.len() < SMALL_CATALOGUE.len(), "{without}");
    let without = without.replacen(
        "id = \"imu\"\n",
        "id = \"imu\"\nroute = \"appointment\"\nsteps = [{ it = \"Prenoti\", en = \"Book\" }]\n",
        1,
    );
    let draft = uploaded(&admin, &[("portico.toml", &without)]).await;
    let page = admin.get(&draft).await;
    assert!(page.text.contains("Adesso non si può"), "{}", page.text);
    assert!(page.text.contains(taken["number"].as_str().unwrap()), "{}", page.text);
    let told = form(&admin, &format!("{draft}/adopt"), &adopt_form(&page, "now", "")).await;
    assert_eq!(told.header("location").split('?').next().unwrap(), draft);
    assert_eq!(in_force(&world), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn earlier_version_is_read_downloaded_and_taken_up_again() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "sindaca").await;
    let draft = uploaded(&admin, &[("portico.toml", &longer("imu"))]).await;
    form(&admin, &format!("{draft}/adopt"), &adopt_form(&admin.get(&draft).await, "now", "")).await;
    let file = admin.get(&format!("{PAGE}/1/file")).await;
    assert_eq!(file.status, 200);
    assert!(file.header("content-disposition").contains("portico-1.toml"));
    assert!(
        admin.get(&uploaded(&admin, &[("a.toml", &file.text)]).await).await.text.contains("1 differenza")
    );
    let page = admin.get(&format!("{PAGE}/1")).await;
    assert!(
        page.text.contains("prima versione") && page.text.contains("Ritorno alla versione 1"),
        "{}",
        page.text
    );
    let told = form(&admin, &format!("{PAGE}/1/revert"), &adopt_form(&page, "now", "Ritorno")).await;
    assert!(admin.get(told.header("location")).await.text.contains("La versione 3 è in vigore"));
    assert_eq!(in_force(&world), 3);
    let second = admin.get(&format!("{PAGE}/2")).await.text;
    assert!(second.contains("Che cosa ha cambiato rispetto alla versione 1"), "{second}");
    assert_eq!(admin.get(&format!("{PAGE}/9")).await.status, 404);
    assert_eq!(admin.get(&format!("{PAGE}/9/file")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn office_elsewhere_sees_and_changes_its_own_only() {
    let world = World::plan().with_elsewhere().begin().await;
    let admin = world.admin_at(OFFICE, "sindaca").await;
    let stranger = world.admin_at(ELSEWHERE, "direttrice").await;
    let draft = uploaded(&admin, &[("portico.toml", &longer("imu"))]).await;
    let page = admin.get(&draft).await;
    let theirs = stranger.get(&draft).await;
    assert_eq!(theirs.status, 404);
    // With a form of their own they get no further.
    let own = stranger.get(&format!("{PAGE}/1")).await.text;
    let body = adopt_form(&page, "now", "").replace(&hidden(&page.text, "token"), &hidden(&own, "token"));
    assert_eq!(form(&stranger, &format!("{draft}/adopt"), &body).await.status, 404);
    assert_eq!(in_force(&world), 1);
    form(&admin, &format!("{draft}/adopt"), &adopt_form(&page, "now", "")).await;
    assert_eq!(in_force(&world), 2);
    for path in ["/2", "/2/file"] {
        assert_eq!(stranger.get(&format!("{PAGE}{path}")).await.status, 404, "{path}");
    }
    assert_eq!(form(&stranger, &format!("{PAGE}/2/revert"), &body).await.status, 404);
    assert!(!stranger.get(PAGE).await.text.contains("Versione 2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn configuration_is_for_admins_with_a_second_factor() {
    let world = World::begin().await;
    let supervisor = world.at_work("responsabile", Role::Supervisor).await;
    let told = supervisor.get(PAGE).await;
    assert_eq!(told.status, 403, "{}", told.text);
    let one_factor = world.at_work("vicesindaco", Role::Admin).await;
    assert_eq!(one_factor.get(PAGE).await.header("location"), format!("/account/factor?to={PAGE}"));
    assert_eq!(upload(&one_factor, "", &[("portico.toml", SMALL_CATALOGUE)]).await.status, 303);
    assert_eq!(in_force(&world), 1);
}

/// The small office with a longer name of a service.
fn longer(service: &str) -> String {
    let from = format!("id = \"{service}\"\ntitle = {{ it = \"");
    assert!(SMALL_CATALOGUE.contains(&from));
    SMALL_CATALOGUE.replacen(&from, &format!("{from}IMU più lunga "), 1)
}

/// Where the draft of an upload is shown.
async fn uploaded(admin: &Person, files: &[(&str, &str)]) -> String {
    let told = upload(admin, &token(admin).await, files).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let draft = told.header("location");
    assert!(draft.starts_with(&format!("{PAGE}/draft/")), "{draft}");
    draft.to_owned()
}

async fn token(admin: &Person) -> String {
    hidden(&admin.get(PAGE).await.text, "token")
}

/// Sends files as a browser does.
async fn upload(admin: &Person, token: &str, files: &[(&str, &str)]) -> Told {
    let mut body =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n");
    for (name, text) in files {
        body += &format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/toml\r\n\r\n{text}\r\n"
        );
    }
    body += &format!("--{BOUNDARY}--\r\n");
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    admin.send(admin.ask(Method::POST, PAGE).header("Content-Type", kind).body(body)).await
}

fn adopt_form(page: &Told, when: &str, note: &str) -> String {
    let field = |name: &str| hidden(&page.text, name);
    format!("token={}&key={}&base={}&note={note}&when={when}", field("token"), field("key"), field("base"))
}

async fn form(admin: &Person, path: &str, body: &str) -> Told {
    let asked = admin.ask(Method::POST, path).header("Content-Type", "application/x-www-form-urlencoded");
    admin.send(asked.body(body.to_owned())).await
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field is there").1;
    after.split_once('"').expect("the value ends").0.to_owned()
}

fn in_force(world: &World) -> u32 {
    let floor = world.app().hub.floor(&OFFICE.parse().unwrap()).unwrap();
    floor.configuration.as_ref().unwrap().0.0
}
