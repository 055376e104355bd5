//! Forms of pages, read and sent as a browser does.

use crate::person::{Person, Told};
use reqwest::Method;

impl Person {
    /// Sends a form; a page of this server says that it is one.
    pub async fn fill(&self, path: &str, fields: &[(&str, &str)]) -> Told {
        self.fill_with(path, fields, &[("Sec-Fetch-Site", "same-origin")]).await
    }

    /// Sends a form with other headers.
    pub async fn fill_with(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Told {
        let asked = self.ask(Method::POST, path).header("Content-Type", "application/x-www-form-urlencoded");
        let asked = headers.iter().fold(asked, |asked, (name, value)| asked.header(*name, *value));
        self.send(asked.body(encoded(fields))).await
    }

    /// The token of the forms on a page.
    pub async fn token(&self, page: &str) -> String {
        hidden(&self.get(page).await.text, "token")
    }
}

impl Told {
    /// Holds an answer to lead to a page, whatever is said there.
    #[track_caller]
    pub fn is_led_to(&self, page: &str) {
        let location = self.header("location").split('?').next();
        assert_eq!((self.status, location), (303, Some(page)), "{}", self.text);
    }

    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.headers.get_all("set-cookie").iter().find_map(|line| {
            let (known, value) = line.to_str().unwrap().split_once('=')?;
            (known == name).then(|| value.split(';').next().unwrap().to_owned())
        })
    }
}

/// The value of a hidden field of a page.
#[track_caller]
pub fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, after) = page.split_once(&mark).unwrap_or_else(|| panic!("no field {name}: {page}"));
    after.split_once('"').unwrap().0.to_owned()
}

/// Fields as the body of a form.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", percent(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn percent(value: &str) -> String {
    let written = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(written).collect()
}
