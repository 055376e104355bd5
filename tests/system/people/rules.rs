//! What the forms of pages do not let anybody type is refused by the server too, when it is sent all the
//! same: fields that are wanted, longest texts, choices, and the token of the form.

use server::store::keys::Role;
use server::web::access::Access;
use server::web::routes::router;
use std::collections::BTreeSet;
use tests::person::{Person, Told};
use tests::staff::PASSWORD;
use tests::world::{OFFICE, World};

/// A form of a page.
#[derive(Debug)]
struct Form {
    action: String,
    fields: Vec<Field>,
}

/// A field of it, with what the page says of it.
#[derive(Debug, Clone)]
struct Field {
    name: String,
    value: String,
    is_wanted: bool,
    longest: Option<usize>,
    is_choice: bool,
    is_hidden: bool,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_form_does_not_let_anybody_type_is_refused_when_it_is_sent_all_the_same() {
    let world = World::begin().await;
    let person = world.hire("m.rossi", Role::Clerk).await;
    let office = OFFICE.parse().unwrap();
    let by = server::store::audit::By::command_line();
    world.people().enrol_seat(&office, None, "PC 1", by).await.unwrap();
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let (mut sent, mut tried) = (BTreeSet::new(), 0);
    for page in pages(&world, &person) {
        let asker = if page.starts_with("/login") { world.stranger() } else { admin.clone() };
        let shown = asker.get(&page).await;
        shown.is_page();
        assert_eq!(shown.header("cache-control"), "no-store", "{page}");
        for form in forms(&shown.text, &page) {
            for (what, fields) in violations(&form) {
                let before = changes(&world);
                let fields: Vec<(&str, &str)> =
                    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let told = asker.fill(&form.action, &fields).await;
                let shown = format!("{} on {page}: {what}: {} {}", form.action, told.status, told.text);
                assert!(is_refused(&asker, &told).await, "{shown}");
                assert_eq!(changes(&world), before, "{shown}");
                tried += 1;
            }
            sent.insert(form.action.split('?').next().unwrap().to_owned());
        }
    }
    assert!(tried > 80, "only {tried} were tried");
    for action in ["/login", "/login/code", "/account/password", "/account/pin", "/account/factor"] {
        assert!(sent.contains(action), "{action}: {sent:?}");
    }
    for action in ["/admin/people", "/admin/seats", "/admin/keys", "/admin/devices"] {
        assert!(sent.contains(action), "{action}: {sent:?}");
    }
    assert!(sent.contains(&format!("/admin/people/{person}/act")), "{sent:?}");
}

/// Every page of the staff that can be opened by its address.
fn pages(world: &World, person: &str) -> Vec<String> {
    let routes = router(world.app()).1.into_iter().filter(|route| {
        let is_of_staff = matches!(route.access, Access::Own | Access::AdminPage);
        route.method == reqwest::Method::GET
            && (is_of_staff || route.path == "/login" || route.path == "/login/code")
    });
    let pages = routes.map(|route| route.path.replace("{person}", person));
    pages.filter(|path| !path.contains('{') && path != "/admin").collect()
}

/// Changes of people and of what is theirs, however they came; guesses that failed are none.
fn changes(world: &World) -> usize {
    let is_change = |action: &str| !action.ends_with("failed") && action != "names read";
    world.audit_of(OFFICE).iter().filter(|line| is_change(&line.action)).count()
}

/// Whether the answer, or the page that it leads to, says that nothing was done.
async fn is_refused(asker: &Person, told: &Told) -> bool {
    match told.status {
        400..500 => true,
        303 => asker.get(told.header("location")).await.text.contains("alert-danger"),
        _ => false,
    }
}

/// Each rule of the page broken once, with everything else as it should be.
fn violations(form: &Form) -> Vec<(String, Vec<(String, String)>)> {
    let whole = |form: &Form| -> Vec<(String, String)> {
        form.fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect()
    };
    let with = |name: &str, value: Option<String>| {
        let mut fields = whole(form);
        fields.retain(|(known, _)| known != name);
        fields.extend(value.map(|value| (name.to_owned(), value)));
        fields
    };
    let mut broken = vec![("a field that is none".to_owned(), with("no-such-field", Some("x".into())))];
    for field in &form.fields {
        let name = &field.name;
        if name == "token" {
            broken.push(("no token".into(), with(name, None)));
            broken.push(("another token".into(), with(name, Some("0".repeat(64)))));
        }
        if field.is_wanted {
            broken.push((format!("{name} empty"), with(name, Some(String::new()))));
            broken.push((format!("{name} missing"), with(name, None)));
        }
        if let Some(longest) = field.longest.filter(|_| !field.is_hidden) {
            broken.push((format!("{name} too long"), with(name, Some("x".repeat(longest + 1)))));
        }
        if field.is_choice || name == "do" {
            broken.push((format!("{name} not offered"), with(name, Some("no-such-choice".into()))));
        }
    }
    broken
}

/// What somebody would type into a field of this name.
fn typed(name: &str) -> String {
    match name {
        "name" => "luisa.verdi",
        "password" | "again" => "quattro gatti sul tetto",
        "old" => PASSWORD,
        "pin" => "271828",
        "code" => "ABCDE-FGHJK",
        "title" | "label" => "Qualcosa",
        _ => "",
    }
    .to_owned()
}

/// The forms of a page that send something.
fn forms(page: &str, own: &str) -> Vec<Form> {
    let parts = page.split("<form ").skip(1).map(|part| part.split("</form>").next().unwrap());
    parts
        .filter(|part| part.split('>').next().unwrap().contains("method=\"post\""))
        .filter(|part| attribute(part, "action").as_deref() != Some("/logout"))
        .map(|part| Form {
            action: attribute(part.split('>').next().unwrap(), "action").unwrap_or_else(|| own.to_owned()),
            fields: fields(part),
        })
        .collect()
}

fn fields(form: &str) -> Vec<Field> {
    let tags = form
        .split('<')
        .filter(|tag| ["input ", "select ", "button "].iter().any(|kind| tag.starts_with(kind)));
    let mut found: Vec<Field> = Vec::new();
    for tag in tags {
        let Some(name) = attribute(tag, "name").filter(|name| found.iter().all(|field| field.name != *name))
        else {
            continue;
        };
        let is_choice = tag.starts_with("select ");
        let choice = is_choice.then(|| {
            let options = form.split(&format!("name=\"{name}\"")).nth(1).unwrap();
            attribute(options.split("<option ").nth(1).unwrap_or_default(), "value").unwrap_or_default()
        });
        let value = choice.or_else(|| attribute(tag, "value").filter(|value| !value.is_empty()));
        found.push(Field {
            value: value.unwrap_or_else(|| typed(&name)),
            is_wanted: tag.contains(" required"),
            longest: attribute(tag, "maxlength").map(|longest| longest.parse().unwrap()),
            is_hidden: tag.contains("type=\"hidden\"") || tag.starts_with("button "),
            is_choice,
            name,
        });
    }
    found
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next().unwrap();
    let (_, after) = tag.split_once(&format!(" {name}=\"")).or_else(|| {
        let start = format!("{name}=\"");
        tag.starts_with(&start).then(|| ("", &tag[start.len()..]))
    })?;
    Some(after.split('"').next().unwrap().to_owned())
}
