//! Chromium by WebDriver: one chromedriver for all tests that run at once, two sessions at a time.

use futures_util::FutureExt;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use tests::folder::Folder;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::{DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use super::window::{Device, Window};

const CHROMIUM: &str = "/usr/bin/chromium";
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";
/// Most sessions at once: each is a browser of its own, and wants a core.
const SESSIONS_MAX: usize = 2;
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--autoplay-policy=no-user-gesture-required",
    "--accept-lang=it",
];

/// What the console may say of an answer or a lost server that a test asked for.
const EXPECTED: [&str; 8] = [
    "status of 401",
    "status of 403",
    "status of 404",
    "status of 409",
    "status of 422",
    "HTTP Authentication failed",
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_CONNECTION_RESET",
];

static DRIVER: Mutex<Weak<Chromedriver>> = Mutex::new(Weak::new());
static SEATS: (Mutex<usize>, Condvar) = (Mutex::new(SESSIONS_MAX), Condvar::new());

/// Runs a test with a browser of its own; without a browser on the machine it is skipped, in CI it fails.
///
/// A page that the console complains of, such as a violated security policy, fails the test.
pub fn browse(test: impl AsyncFnOnce(&Browser)) {
    if !Path::new(CHROMIUM).exists() || !Path::new(CHROMEDRIVER).exists() {
        let reason = format!("{CHROMIUM} or {CHROMEDRIVER} is missing: install chromium and chromium-driver");
        assert!(!std::env::var("CI").is_ok_and(|ci| ci == "true"), "{reason}");
        #[expect(clippy::print_stderr, reason = "whoever runs the tests must see that this one did not run")]
        {
            eprintln!("skipped: {reason}");
        }
        return;
    }
    let _seat = Seat::take();
    let chromedriver = Chromedriver::shared();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let browser = Browser::start(&chromedriver).await;
        let result = AssertUnwindSafe(test(&browser)).catch_unwind().await;
        let complaints =
            if result.is_ok() { browser.complaints().await } else { browser.keep_pictures().await };
        let quit = browser.driver.clone().quit().await;
        if let Err(panic) = result {
            resume_unwind(panic);
        }
        assert_eq!(complaints, BTreeSet::new(), "the console complains");
        quit.expect("the browser ends");
    });
}

/// One browser, with a profile that nobody used before.
pub struct Browser {
    driver: WebDriver,
    /// Whether the window that a new browser has is taken.
    first_taken: Mutex<bool>,
    _profile: Folder,
}

impl Browser {
    async fn start(chromedriver: &Chromedriver) -> Self {
        let profile = Folder::empty();
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(CHROMIUM).unwrap();
        for flag in FLAGS {
            wanted.add_arg(flag).unwrap();
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.path().display())).unwrap();
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        let driver = WebDriver::new(&chromedriver.address, wanted).await.expect("a browser starts");
        Self { driver, first_taken: Mutex::new(false), _profile: profile }
    }

    /// A window on a device.
    pub async fn window(&self, device: Device) -> Window {
        let is_first_taken = std::mem::replace(&mut *self.first_taken.lock().unwrap(), true);
        let handle = match is_first_taken {
            false => self.driver.window().await,
            true => self.driver.new_window().await,
        };
        Window::new(self.driver.clone(), handle.expect("a window opens"), device).await
    }

    /// Errors and warnings of the console that no test asked for.
    async fn complaints(&self) -> BTreeSet<String> {
        let log = self.driver.browser_log().await.expect("the console can be read");
        let bad = log.into_iter().filter(|entry| matches!(entry.level.as_str(), "SEVERE" | "WARNING"));
        let unasked = bad.filter(|entry| !EXPECTED.iter().any(|expected| entry.message.contains(expected)));
        unasked.map(|entry| entry.message).collect()
    }

    /// Leaves a picture of every window of a failed test.
    async fn keep_pictures(&self) -> BTreeSet<String> {
        let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
        for (n, handle) in self.driver.windows().await.unwrap_or_default().into_iter().enumerate() {
            if self.driver.switch_to_window(handle).await.is_ok() {
                let _ = self.driver.screenshot(&pictures().join(format!("failed-{test}-{n}.png"))).await;
            }
        }
        BTreeSet::new()
    }
}

/// Where pictures go: `target/screens`.
pub fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("screens");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A running chromedriver; ends with its last session.
struct Chromedriver {
    process: Child,
    address: String,
}

impl Chromedriver {
    fn shared() -> Arc<Self> {
        let mut shared = DRIVER.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return running;
        }
        let started = Arc::new(Self::start());
        *shared = Arc::downgrade(&started);
        started
    }

    /// Port 0: the system chooses a free one, and chromedriver's greeting says which.
    fn start() -> Self {
        let mut process = Command::new(CHROMEDRIVER)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let greeting = BufReader::new(process.stdout.take().unwrap());
        let port = greeting.lines().map_while(Result::ok).find_map(|line| {
            let port = line.strip_prefix("ChromeDriver was started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.expect("chromedriver says its port");
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The right to one session.
struct Seat;

impl Seat {
    fn take() -> Self {
        let (free, freed) = &SEATS;
        let free = free.lock().unwrap_or_else(PoisonError::into_inner);
        *freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner) -= 1;
        Self
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let (free, freed) = &SEATS;
        *free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        freed.notify_one();
    }
}
