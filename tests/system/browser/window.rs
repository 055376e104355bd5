//! A window of the browser, as a visitor or a clerk has it before them.

use super::driver::pictures;
use axum::http::Method;
use serde_json::{Value, json};
use tests::until::until;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{By, RequestData, SessionId, WebDriver, WebElement, WindowHandle};

/// Counts how often the chime and the voice were played, in which order, how many at once and how loud; and lets a
/// test move the page's sense of time, and do what its intervals do.
const HOOKS: &str = r#"(() => {
  const play = HTMLMediaElement.prototype.play;
  const add = (name, value) => sessionStorage.setItem(name, value);
  const sounding = new Set();
  HTMLMediaElement.prototype.play = function () {
    const kind = "chime" in this.dataset ? "rung" : "said";
    add(kind, Number(sessionStorage.getItem(kind)) + 1);
    add("order", `${sessionStorage.getItem("order") ?? ""} ${kind}`.trim());
    add("volume", this.volume);
    sounding.add(this);
    this.addEventListener("ended", () => sounding.delete(this), { once: true, capture: true });
    add("atOnce", Math.max(sounding.size, Number(sessionStorage.getItem("atOnce"))));
    return play.call(this);
  };
  const now = performance.now.bind(performance);
  performance.now = () => now() + (window.aheadMs ?? 0);
  const intervals = [];
  const set = window.setInterval.bind(window);
  window.setInterval = (work, every) => {
    intervals.push([work, every]);
    return set(work, every);
  };
  window.turnIntervals = (span) => {
    const slow = intervals.filter(([, every]) => every >= 5000);
    for (const [work, every] of slow) for (let at = every; at <= span; at += every) work();
  };
})();"#;

/// A key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A letter or digit.
    Plain(char),
    /// To the next control.
    Tab,
    /// To press the control that has the focus.
    Enter,
    /// To the next choice of a list.
    Down,
    /// Out of what is going on.
    Escape,
    /// One step back.
    Backspace,
    /// The second key of functions.
    F2,
}

impl Key {
    /// Its name, its place on the keyboard, its number, and what it types.
    fn named(self) -> (String, String, u32, Option<String>) {
        let named = |name: &str, number, text: Option<&str>| {
            (name.to_owned(), name.to_owned(), number, text.map(str::to_owned))
        };
        match self {
            Key::Plain(plain) => {
                let upper = plain.to_ascii_uppercase();
                let kind = if plain.is_ascii_digit() { "Digit" } else { "Key" };
                (plain.to_string(), format!("{kind}{upper}"), upper.into(), Some(plain.to_string()))
            }
            Key::Tab => named("Tab", 9, None),
            Key::Enter => named("Enter", 13, Some("\r")),
            Key::Down => named("ArrowDown", 40, None),
            Key::Escape => named("Escape", 27, None),
            Key::Backspace => named("Backspace", 8, None),
            Key::F2 => named("F2", 113, None),
        }
    }
}

/// What a page is looked at on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// The totem's upright touch screen.
    Totem,
    /// The screen of the hall.
    Display,
    /// A clerk's screen.
    Desk,
    /// A tablet that is held upright.
    Tablet,
    /// A visitor's phone.
    Phone,
    /// A window higher than wide, for what is long.
    Upright,
}

impl Device {
    /// Width and height, in CSS pixels.
    fn size(self) -> (u32, u32) {
        match self {
            Device::Totem => (1080, 1920),
            Device::Display => (1920, 1080),
            Device::Desk => (1366, 768),
            Device::Tablet => (768, 1024),
            Device::Phone => (390, 844),
            Device::Upright => (800, 1200),
        }
    }
}

/// A window of the browser.
pub struct Window {
    driver: WebDriver,
    handle: WindowHandle,
    /// What it is on.
    pub device: Device,
}

impl Window {
    /// A window of this handle, with the size of a device.
    pub async fn new(driver: WebDriver, handle: WindowHandle, device: Device) -> Self {
        let window = Self { driver, handle, device };
        let (width, height) = device.size();
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": device == Device::Phone
        });
        window.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        if device == Device::Tablet {
            window.devtools("Emulation.setTouchEmulationEnabled", json!({"enabled": true})).await;
        }
        window.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": HOOKS})).await;
        window
    }

    /// The same window without JavaScript in its pages.
    pub async fn without_script(self) -> Self {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
        self
    }

    /// Brings the window to the front: commands go to it.
    async fn front(&self) -> &WebDriver {
        self.driver.switch_to_window(self.handle.clone()).await.expect("the window is there");
        &self.driver
    }

    async fn devtools(&self, command: &'static str, with: Value) {
        let asked = self.front().await.handle().cmd(Devtools(command, with)).await;
        asked.unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// Opens an address.
    pub async fn go(&self, address: &str) {
        self.front().await.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Presses the browser's back key.
    pub async fn back(&self) {
        self.front().await.back().await.expect("the back key works");
    }

    /// Presses the browser's forward key.
    pub async fn forward(&self) {
        self.front().await.forward().await.expect("the forward key works");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.front().await.refresh().await.expect("the page loads again");
    }

    /// Path and query of the page's address.
    pub async fn address(&self) -> String {
        let url = self.front().await.current_url().await.expect("the page has an address");
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// Waits for a visible element.
    pub async fn find(&self, css: &str) -> WebElement {
        let driver = self.front().await;
        until(css, async || {
            let element = driver.find(By::Css(css)).await.ok()?;
            element.is_displayed().await.ok()?.then_some(element)
        })
        .await
    }

    /// Waits until a visible element says `words`.
    pub async fn see(&self, css: &str, words: &str) {
        let driver = self.front().await;
        until(&format!("“{words}” in {css}"), async || {
            let text = driver.find(By::Css(css)).await.ok()?.text().await.ok()?;
            text.contains(words).then_some(())
        })
        .await;
    }

    /// Waits until no element is to be seen.
    pub async fn see_none(&self, css: &str) {
        let driver = self.front().await;
        until(&format!("no {css}"), async || {
            for element in driver.find_all(By::Css(css)).await.ok()? {
                if element.is_displayed().await.ok()? {
                    return None;
                }
            }
            Some(())
        })
        .await;
    }

    /// The text of an element, once it is there.
    pub async fn text(&self, css: &str) -> String {
        let driver = self.front().await;
        until(css, async || {
            let text = driver.find(By::Css(css)).await.ok()?.text().await.ok()?;
            (!text.trim().is_empty()).then(|| text.trim().to_owned())
        })
        .await
    }

    /// How many elements there are now.
    pub async fn count(&self, css: &str) -> usize {
        self.front().await.find_all(By::Css(css)).await.expect("the page can be searched").len()
    }

    /// Taps or clicks an element, once it is there and not covered.
    pub async fn tap(&self, css: &str) {
        let driver = self.front().await;
        until(&format!("a tap on {css}"), async || driver.find(By::Css(css)).await.ok()?.click().await.ok())
            .await;
    }

    /// Two taps in quick succession, as of an impatient finger.
    pub async fn double_tap(&self, element: &WebElement) {
        let chain = self.front().await.action_chain();
        chain.double_click_element(element).perform().await.expect("a double tap");
    }

    /// Whether an element can be seen now.
    pub async fn is_shown(&self, css: &str) -> bool {
        match self.front().await.find(By::Css(css)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// Presses keys one after the other, wherever the focus is.
    ///
    /// Not by WebDriver's own keys: where one leads to another page the driver presses it there again.
    pub async fn press(&self, keys: &[Key]) {
        for key in keys {
            let (name, code, number, text) = key.named();
            let event = json!({"key": name, "code": code, "windowsVirtualKeyCode": number});
            for kind in ["keyDown", "keyUp"] {
                let mut event = event.clone();
                event["type"] = kind.into();
                if let (Some(text), "keyDown") = (&text, kind) {
                    event["text"] = text.as_str().into();
                }
                self.devtools("Input.dispatchKeyEvent", event).await;
            }
        }
    }

    /// Moves the focus by Tab until it is on an element that matches; nothing else than the keyboard.
    pub async fn tab_to(&self, css: &str) {
        /// More than any page has controls.
        const STOPS_MAX: usize = 150;
        for _ in 0..STOPS_MAX {
            if self.run(&format!("return document.activeElement.matches({})", json!(css))).await == true {
                return;
            }
            self.press(&[Key::Tab]).await;
        }
        panic!("{css} cannot be reached by Tab on {}", self.address().await);
    }

    /// What a script gives back.
    pub async fn run(&self, script: &str) -> Value {
        let returned = self.front().await.execute(script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// What a script hands to the callback that is its last argument.
    pub async fn run_async(&self, script: &str) -> Value {
        let returned = self.front().await.execute_async(script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("{error}")).json().clone()
    }

    /// Waits until the page gets its live feed.
    pub async fn live(&self) {
        self.find("html[data-live=yes]").await;
    }

    /// How often the page has rung.
    pub async fn rung(&self) -> u64 {
        self.run("return Number(sessionStorage.getItem('rung'))").await.as_u64().expect("a count")
    }

    /// Waits until the page has rung so often, and no more.
    pub async fn hear(&self, times: u64) {
        until(&format!("{times} rings"), async || (self.rung().await >= times).then_some(())).await;
        assert_eq!(self.rung().await, times);
    }

    /// Lets time pass for the page's own countdown.
    pub async fn pass(&self, seconds: u32) {
        self.run(&format!("window.aheadMs = (window.aheadMs ?? 0) + {seconds} * 1000")).await;
    }

    /// Does at once what the page's intervals of some seconds and more do in so many seconds; its sense of time stays.
    pub async fn turn_intervals(&self, seconds: u32) {
        self.run(&format!("window.turnIntervals({seconds} * 1000)")).await;
    }

    /// Keeps a picture of the page as `target/screens/NAME.png`.
    pub async fn picture(&self, name: &str) {
        let fonts = "document.fonts.ready.then(() => requestAnimationFrame(() => arguments[0](1)))";
        self.run_async(fonts).await;
        let path = pictures().join(format!("{name}.png"));
        self.front().await.screenshot(&path).await.expect("a picture can be taken");
    }
}

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct Devtools(&'static str, Value);

impl FormatRequestData for Devtools {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/goog/cdp/execute"))
            .add_body(json!({"cmd": self.0, "params": self.1}))
    }
}
