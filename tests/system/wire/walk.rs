//! The table of routes, walked with real names in its addresses.

use office::language::Language;
use reqwest::Method;
use serde_json::{Value, json};
use server::web::routes::{Route, router};
use tests::appointments::book;
use tests::world::{OFFICE, REGISTER, RESIDENCE, World};

/// The routes of a world, and what stands in for the names in them.
pub struct Walk {
    /// The table.
    pub routes: Vec<Route>,
    ticket: String,
    token: String,
    /// The secret in the address of an appointment's page, and its code.
    appointment: String,
    code: String,
}

impl Walk {
    /// The routes of a world, in which a number and an appointment are taken for them.
    pub async fn of(world: &World) -> Self {
        let taken = world.walk_in().take(RESIDENCE).await;
        let text = |field: &str| taken[field].as_str().unwrap().to_owned();
        let (_, routes) = router(world.app());
        assert!(routes.len() > 40, "the table has lost its routes");
        let booked = book(world.app(), "2026-03-03", None, Language::It).await;
        let (appointment, code) = (booked.token.as_str().to_owned(), booked.code.to_string());
        Self { routes, ticket: text("id"), token: text("token"), appointment, code }
    }

    /// Every method and path of the table.
    pub fn lines(&self) -> Vec<(Method, String)> {
        self.routes.iter().map(|route| (route.method.clone(), self.filled(route.path))).collect()
    }

    /// A path of the table with names in it that are there; what is not known here is called `x`.
    pub fn filled(&self, path: &str) -> String {
        self.filled_with(path, |name| match name {
            "office" => OFFICE.to_owned(),
            "ticket" => self.ticket.clone(),
            "token" if path.starts_with("/b/") => self.appointment.clone(),
            "token" => self.token.clone(),
            "code" => self.code.clone(),
            "desk" => REGISTER.to_owned(),
            "device" if path.starts_with("/totem") => "totem-1".to_owned(),
            "device" => "display-1".to_owned(),
            "printer" => "printer-1".to_owned(),
            "*rest" => "feed".to_owned(),
            _ => "x".to_owned(),
        })
    }

    /// A path of the table with whatever is said for each name in it.
    pub fn filled_with(&self, path: &str, mut named: impl FnMut(&str) -> String) -> String {
        let segments = path.split('/').map(|segment| match segment.strip_prefix('{') {
            Some(name) => named(name.trim_end_matches('}')),
            None => segment.to_owned(),
        });
        segments.collect::<Vec<_>>().join("/")
    }
}

/// A body that the API takes at this path.
pub fn body_for(path: &str) -> Value {
    match path.rsplit('/').next().unwrap_or_default() {
        "tickets" => json!({ "service": RESIDENCE }),
        "call" => json!({ "desk": REGISTER, "reason": "other" }),
        "resume" if path.contains("/tickets/") => json!({ "desk": REGISTER }),
        "move" => json!({ "to": { "welcome": true } }),
        _ => json!({}),
    }
}
