//! Those who work here: the first administrator, the first login of a clerk, the PIN, the way out.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::window::{Device, Window};
use server::people::second_factor;
use std::time::Duration;
use tests::folder::Folder;
use tests::world::{SMALL_CATALOGUE, World};

const ADMIN: &str = "giulia.ferrari";
const ADMIN_PASSWORD: &str = "quattro gatti sul tetto";
const CLERK: &str = "mario.rossi";
const CLERK_PASSWORD: &str = "tre civette sul como";
const PIN: &str = "271828";
/// Longer than a session goes without a request.
const COFFEE: Duration = Duration::from_secs(16 * 60);

#[test]
fn first_administrator_is_made_by_the_code_of_the_start_and_once() {
    browse(async |browser| {
        let house = House::empty(browser).await;
        let window = &house.window;
        house.go("/setup").await;
        inspect(window, "staff-setup").await;
        for (code, password) in [("AAAAA-BBBBB", ADMIN_PASSWORD), (&house.code, "password1234")] {
            house.set_up(code, password).await;
            window.find(".alert-danger").await;
        }
        inspect(window, "staff-setup-wrong").await;
        house.set_up(&house.code, ADMIN_PASSWORD).await;
        window.see("h1", "Secondo fattore").await;
        inspect(window, "staff-factor").await;
        house.go("/admin/").await;
        window.see("h1", "Secondo fattore").await;
        house.confirm_factor().await;
        window.see("h1", "Panoramica").await;
        house.go("/setup").await;
        window.see("h1", "Pagina non trovata").await;
    });
}

#[test]
fn clerk_gets_in_by_a_code_and_no_further_than_the_role() {
    browse(async |browser| {
        let house = House::with_admin(browser).await;
        let window = &house.window;
        let code = house.add_clerk().await;
        inspect(window, "staff-person").await;
        house.go("/admin/people").await;
        assert!(!window.text("main").await.contains(&code), "a code is shown once");
        window.tap(".who-out").await;
        window.see(".said", "Ha chiuso la sessione").await;
        house.go("/desk/").await;
        window.see("h1", "Accesso del personale").await;
        house.first_login(&code).await;
        house.log_in(CLERK, "una password sbagliata").await;
        window.see(".alert-danger", "Nome o password non corretti").await;
        inspect(window, "staff-login-wrong").await;
        house.log_in(CLERK, CLERK_PASSWORD).await;
        window.see("h1", "Scelga lo sportello").await;
        house.go("/admin/people").await;
        window.find("a[href='/desk/']").await;
        assert_eq!(window.count(".admin-nav").await, 0, "the administration is not for clerks");
    });
}

#[test]
fn session_that_rests_is_taken_up_by_the_pin_at_its_own_browser() {
    browse(async |browser| {
        let house = House::with_admin(browser).await;
        let window = &house.window;
        let code = house.add_clerk().await;
        house.go("/admin/seats").await;
        fill(window, "#title", "PC dello sportello 1").await;
        window.tap(".panel .btn-primary").await;
        window.see(".list", "PC dello sportello 1").await;
        inspect(window, "staff-seats").await;
        window.tap(".who-out").await;
        window.find(".said").await;
        house.first_login(&code).await;
        house.log_in(CLERK, CLERK_PASSWORD).await;
        window.find(".who-name").await;
        house.go("/account").await;
        inspect(window, "staff-account").await;
        fill(window, "#pin", PIN).await;
        fill(window, "#pin-password", CLERK_PASSWORD).await;
        window.tap("form[action='/account/pin'] button").await;
        window.see(".said", "PIN impostato").await;
        house.go("/desk/sportello-1/").await;
        window.live().await;
        house.world.pass(COFFEE).await;
        window.see(".pin-who", CLERK).await;
        inspect(window, "staff-pin").await;
        fill(window, "#pin", "314159").await;
        window.tap(".entry-go").await;
        window.see(".alert-danger", "PIN non corretto").await;
        for digit in PIN.chars() {
            window.tap(&format!("[data-digit='{digit}']")).await;
        }
        window.tap(".entry-go").await;
        window.see(".desk-number", "1").await;
        window.live().await;
    });
}

#[test]
fn desk_of_a_session_that_was_ended_leads_to_the_login_by_itself() {
    browse(async |browser| {
        let house = House::with_admin(browser).await;
        house.go("/desk/sportello-1/").await;
        house.window.live().await;
        let people = &house.world.app().people;
        let sessions = people.sessions.all(house.world.app().clock.elapsed());
        let end = server::store::staffing::StaffChange::End {
            session: sessions[0].0.id.clone(),
            why: "session ended",
        };
        people.done(end, server::store::audit::By::command_line()).await.expect("the session ends");
        house.window.see("h1", "Accesso del personale").await;
    });
}

#[test]
fn administration_stands_inspection() {
    browse(async |browser| {
        let house = House::with_admin(browser).await;
        let window = &house.window;
        for page in ["", "people", "sessions", "seats", "keys", "devices", "audit"] {
            house.go(&format!("/admin/{page}")).await;
            window.find(".admin-nav").await;
            let name = if page.is_empty() { "overview" } else { page };
            inspect(window, &format!("admin-{name}")).await;
        }
        house.go("/admin/keys").await;
        fill(window, "#label", "Sito del Comune").await;
        window.tap("#add .btn-primary").await;
        window.find(".secret").await;
        inspect(window, "admin-keys-made").await;
        window.reload().await;
        window.see(".list", "Sito del Comune").await;
        assert_eq!(window.count(".secret").await, 0, "a key is shown once");
    });
}

#[test]
fn configuration_is_changed_with_its_difference_before_the_eyes() {
    browse(async |browser| {
        let house = House::with_admin(browser).await;
        let window = &house.window;
        let folder = Folder::empty();
        let file = folder.path().join("portico.toml");
        let upload = async |text: String| {
            std::fs::write(&file, text).expect("the file can be written");
            house.go("/admin/configuration").await;
            let field = window.find("#files").await;
            field.send_keys(file.to_str().expect("the path is text")).await.expect("a file can be chosen");
            window.tap("#change .btn-primary").await;
        };
        house.go("/admin/configuration").await;
        window.see(".facts", "Versione 1").await;
        inspect(window, "configuration").await;
        upload(
            SMALL_CATALOGUE.replacen("number = 2", "number = 1", 1).replace("minutes = 10", "minutes = 999"),
        )
        .await;
        window.see("h1", "non si può usare").await;
        inspect(window, "configuration-mistakes").await;
        let changed = SMALL_CATALOGUE
            .replacen("minutes = 10", "minutes = 12", 1)
            .replacen("wednesday = [{ from = \"08:30\", until = \"12:30\" }, ", "wednesday = [", 1)
            .replace("\"imu\", ", "\"imu\", \"cambio-indirizzo\", ");
        assert_ne!(changed, SMALL_CATALOGUE);
        upload(changed).await;
        window.see("h1", "Confronto").await;
        window.see(".difference", "mercoledì").await;
        inspect(window, "configuration-draft").await;
        let phone = browser.window(Device::Phone).await;
        for (path, name) in [("", "configuration-phone"), ("/1", "configuration-version-phone")] {
            phone.go(&format!("http://{}/admin/configuration{path}", house.world.address())).await;
            inspect(&phone, name).await;
        }
        let draft = window.address().await;
        phone.go(&format!("http://{}{draft}", house.world.address())).await;
        inspect(&phone, "configuration-draft-phone").await;
        fill(window, "#note", "Orario estivo").await;
        window.tap(".adopt .btn-primary").await;
        window.see(".planned", "La versione 2 entra in vigore alla prossima apertura").await;
        inspect(window, "configuration-planned").await;
        upload(SMALL_CATALOGUE.replacen("minutes = 10", "minutes = 11", 1)).await;
        window.tap("#when-now").await;
        window.tap(".adopt .btn-primary").await;
        window.see(".said", "La versione 3 è in vigore").await;
        house.go("/admin/configuration/1").await;
        window.tap("#when-now").await;
        inspect(window, "configuration-version").await;
        window.tap(".adopt .btn-primary").await;
        window.see(".said", "La versione 4 è in vigore").await;
        inspect(window, "configuration-reverted").await;
    });
}

/// A house in which people log in, and a browser in it.
struct House {
    world: World,
    window: Window,
    code: String,
}

impl House {
    async fn empty(browser: &Browser) -> Self {
        let world = World::begin().await;
        let made = world.app().people.set_up_code().await;
        let code = made.expect("a code can be made").expect("there is no administrator yet");
        Self { world, window: browser.window(Device::Desk).await, code }
    }

    async fn with_admin(browser: &Browser) -> Self {
        let house = Self::empty(browser).await;
        house.go("/setup").await;
        house.set_up(&house.code, ADMIN_PASSWORD).await;
        house.confirm_factor().await;
        house.window.see("h1", "Panoramica").await;
        house
    }

    async fn go(&self, path: &str) {
        self.window.go(&format!("http://{}{path}", self.world.address())).await;
    }

    async fn set_up(&self, code: &str, password: &str) {
        for (css, typed) in [("#code", code), ("#name", ADMIN), ("#password", password), ("#again", password)]
        {
            fill(&self.window, css, typed).await;
        }
        self.window.tap(".entry-go").await;
    }

    /// Does what the authenticator does.
    async fn confirm_factor(&self) {
        let secret = base32(&self.window.text(".factor-secret").await);
        let now = self.world.app().clock.now();
        let code = second_factor::code_at(&secret, now).expect("the secret is long enough");
        fill(&self.window, "#code", &code).await;
        self.window.tap(".factor-steps .btn-primary").await;
    }

    /// The one-time code of a new clerk.
    async fn add_clerk(&self) -> String {
        self.go("/admin/people").await;
        fill(&self.window, "#name", CLERK).await;
        self.window.tap("#add .btn-primary").await;
        self.window.text(".secret dd").await
    }

    async fn first_login(&self, code: &str) {
        self.go("/login/code").await;
        for (css, typed) in
            [("#name", CLERK), ("#code", code), ("#password", CLERK_PASSWORD), ("#again", CLERK_PASSWORD)]
        {
            fill(&self.window, css, typed).await;
        }
        self.window.tap(".entry-go").await;
        self.window.see(".said", "Password salvata").await;
    }

    async fn log_in(&self, name: &str, password: &str) {
        fill(&self.window, "#name", name).await;
        fill(&self.window, "#password", password).await;
        self.window.tap(".entry-go").await;
    }
}

/// Types into a field, in place of what is there.
async fn fill(window: &Window, css: &str, typed: &str) {
    let field = window.find(css).await;
    field.clear().await.expect("the field can be emptied");
    field.send_keys(typed).await.expect("the field can be typed into");
}

/// The bytes of a text in base32, spaces left out.
fn base32(text: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let value = |c: char| LETTERS.find(c).unwrap_or_else(|| panic!("{c} is no letter of base32"));
    let bits: String =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| format!("{:05b}", value(c))).collect();
    let bytes = bits.as_bytes().chunks_exact(8).map(|eight| std::str::from_utf8(eight).unwrap());
    bytes.map(|eight| u8::from_str_radix(eight, 2).unwrap()).collect()
}
