//! What surrounds every page of the totem: clock, languages, controls, the time it has; the way into a
//! visit; and how pages are answered.

use crate::listen::{Ear, Spoken};
use crate::settings::Settings;
use crate::stand::{Asked, Place, Stand};
use crate::visit::{VALID, Visit};
use crate::visits::Stage;
use crate::{Shown, Totem};
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{Html, IntoResponse, Response};
use i18n_embed_fl::fl;
use office::language::{Language, Text};
use office::moment::Moment;
use screen::Page;
use screen::front::Front;
use screen::words;
use std::sync::Arc;
use std::time::Duration;

/// The page goes away so long before its key expires, so that no last tap comes too late.
const MARGIN: Duration = Duration::from_secs(5);

/// Seconds before a page goes away at which the visitor is asked whether more time is needed.
pub(crate) const ASK_S: u64 = 25;

/// Seconds that a notice of the first page is shown.
const NOTICE_S: u64 = 30;

/// The bars above and below every page.
pub(crate) struct Frame {
    /// The office's time, until the live script goes on with it.
    pub clock: String,
    /// Language and look.
    pub settings: Settings,
    /// One for each language, always in the same order and place.
    pub languages: Vec<LanguageLink>,
    /// The controls, always in the same order and place; without an address where they lead nowhere.
    pub back: Option<String>,
    /// Where everything begins again.
    pub again: Option<String>,
    /// The looks that can be had.
    pub looks: [LookLink; 3],
    /// When the page goes away by itself.
    pub countdown: Option<Countdown>,
    /// In which language this reader is shown the office's own texts.
    pub texts: Language,
    /// Where what the page says is heard, in this order, separated by spaces; empty where nobody speaks.
    pub listen: String,
    /// Where it is heard that the page asks whether more time is needed.
    pub question: Option<String>,
}

/// The same page in one language.
pub(crate) struct LanguageLink {
    /// Which language.
    pub language: Language,
    /// Where it is.
    pub href: String,
    /// Whether the page is in it.
    pub current: bool,
}

/// The same page in another look.
pub(crate) struct LookLink {
    /// Which.
    pub look: Look,
    /// Where it is.
    pub href: String,
    /// Whether it is on.
    pub is_on: bool,
}

/// What can be changed of a page's look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Larger letters.
    Larger,
    /// Light on dark.
    Contrast,
    /// Everything to be touched in the lower half.
    Low,
}

impl Look {
    /// The settings with this turned.
    fn turned(self, settings: Settings) -> Settings {
        match self {
            Look::Larger => Settings { larger: !settings.larger, ..settings },
            Look::Contrast => Settings { contrast: !settings.contrast, ..settings },
            Look::Low => Settings { low: !settings.low, ..settings },
        }
    }

    /// Whether it is on.
    fn is_on(self, settings: Settings) -> bool {
        match self {
            Look::Larger => settings.larger,
            Look::Contrast => settings.contrast,
            Look::Low => settings.low,
        }
    }
}

/// The time that a page has.
pub(crate) struct Countdown {
    /// Seconds.
    pub seconds: u64,
    /// Where the page goes then.
    pub to: String,
    /// Where the same page is with more time; absent where no more can be had.
    pub more: Option<String>,
    /// Whether the visitor is asked before the page goes away.
    pub asks: bool,
}

impl Frame {
    /// The frame of a page of a visit.
    pub fn of(entered: &Entered) -> Frame {
        let stand = &entered.stand;
        let seconds = VALID.saturating_sub(MARGIN).as_secs();
        let more = entered.more.clone().map(|key| Stand { key, ..stand.clone() }.address());
        let countdown = Countdown { seconds, to: stand.end(), more, asks: true };
        Frame {
            back: stand.before(),
            again: Some(stand.end()),
            countdown: Some(countdown),
            ..Frame::at(&entered.shown, stand, entered.now)
        }
    }

    /// The frame of the first page, where nothing leads back: languages and looks begin a visit.
    pub fn first(shown: &Shown, settings: Settings, has_notice: bool, now: Moment) -> Frame {
        let stand = Stand { settings, key: String::new(), place: Place::Needs };
        let countdown =
            has_notice.then(|| Countdown { seconds: NOTICE_S, to: "./".into(), more: None, asks: false });
        Frame { countdown, ..Frame::at(shown, &stand, now) }
    }

    fn at(shown: &Shown, stand: &Stand, now: Moment) -> Frame {
        let settings = stand.settings;
        let language_link = |language: Language| LanguageLink {
            language,
            href: stand.like(Settings { language, ..settings }).address(),
            current: language == settings.language,
        };
        let look_link = |look: Look| LookLink {
            look,
            href: stand.like(look.turned(settings)).address(),
            is_on: look.is_on(settings),
        };
        Frame {
            clock: words::clock(now, shown.zone()),
            settings,
            languages: Language::ALL.into_iter().map(language_link).collect(),
            back: None,
            again: None,
            looks: [Look::Larger, Look::Contrast, Look::Low].map(look_link),
            countdown: None,
            texts: texts_of(settings.language),
            listen: String::new(),
            question: None,
        }
    }

    /// The same, of a page that can be heard: first the title, then what there is to choose.
    pub fn said(self, ear: Option<&Ear>, texts: &[Spoken]) -> Frame {
        let Some(ear) = ear else { return self };
        let language = self.settings.language;
        let question = Spoken::own(language, fl!(screen::texts(language), "totem-more-title"));
        let question = ear.addresses(language, &[question]).pop();
        Frame { listen: ear.addresses(language, texts).join(" "), question, ..self }
    }

    /// Whether the reader is shown the office's own texts in English.
    pub fn is_in_english(&self) -> bool {
        self.texts == Language::En
    }

    /// Whether the office's own texts are in another language than the page.
    pub fn falls_back(&self) -> bool {
        self.texts != self.settings.language
    }
}

/// In which language a reader is shown the office's own texts.
pub(crate) fn texts_of(language: Language) -> Language {
    Text { it: String::new(), en: String::new() }.language_of(language)
}

/// A visitor inside a visit.
pub(crate) struct Entered {
    /// What the totem shows.
    pub shown: Arc<Shown>,
    /// Where the visitor is; the key in it has the whole time again.
    pub stand: Stand,
    /// The visit.
    pub visit: Visit,
    /// The key with which this page has more time; absent where it has had enough.
    pub more: Option<String>,
    /// The present.
    pub now: Moment,
    /// What lets pages be heard, where somebody speaks.
    pub ear: Option<Ear>,
}

impl Entered {
    /// The page of the office in the visitor's language, for the base template.
    pub fn page(&self) -> Page {
        page(&self.shown, self.language())
    }

    /// The visitor's language.
    pub fn language(&self) -> Language {
        self.stand.settings.language
    }

    /// The frame of a page of this visit that can be heard.
    pub fn heard(&self, texts: &[Spoken]) -> Frame {
        Frame::of(self).said(self.ear.as_ref(), texts)
    }

    /// A text of the office for this visitor.
    pub fn said(&self, text: &Text) -> String {
        text.in_language(self.language()).to_owned()
    }
}

impl<F> Totem<F>
where
    F: Front<Screen = Shown>,
{
    /// Lets a visitor into a place; without a key a visit begins, and its key goes into the address. An
    /// error is where the visitor goes instead.
    #[expect(clippy::result_large_err, reason = "the error is the answer, made once and sent")]
    pub fn enter(&self, asked: &Asked, place: Place) -> Result<Entered, Response> {
        let now = self.now();
        let settings = asked.settings();
        let Some(key) = &asked.visit else {
            let key = self.visits.mint(now).key(self.visits.secret());
            return Err(go(&Stand { settings, key, place }.address()));
        };
        let visit = self.admit(key, settings, now)?;
        let more = visit.extended(now).map(|visit| visit.key(self.visits.secret()));
        let stand = Stand { settings, key: visit.renewed(now).key(self.visits.secret()), place };
        Ok(Entered { shown: self.shown(), stand, visit, more, now, ear: self.ear.clone() })
    }

    /// The visit of a key that is still going on; otherwise where the visitor goes instead.
    #[expect(clippy::result_large_err, reason = "the error is the answer, made once and sent")]
    fn admit(&self, key: &str, settings: Settings, now: Moment) -> Result<Visit, Response> {
        let Some(visit) = Visit::read(key, self.visits.secret()) else {
            return Err(Notice::Unknown.go_home(settings));
        };
        match self.visits.stage(visit.id(), now) {
            Stage::Over => Err(Notice::Ended.go_home(settings)),
            Stage::Taken(_) => {
                Err(go(&Stand { settings, key: key.to_owned(), place: Place::Number }.address()))
            }
            Stage::Booked(_) => {
                Err(go(&Stand { settings, key: key.to_owned(), place: Place::Booked }.address()))
            }
            Stage::New | Stage::Asked(_) | Stage::Kept(_) if visit.left(now).is_zero() => {
                Err(Notice::Expired.go_home(settings))
            }
            Stage::New | Stage::Asked(_) | Stage::Kept(_) => Ok(visit),
        }
    }
}

/// The page of the office in a language, for the base template.
pub(crate) fn page(shown: &Shown, language: Language) -> Page {
    Page::new(language, shown.configuration.office.title.in_language(language), shown.zone().name())
}

/// Answers with a page.
pub(crate) fn show(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a totem page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends the browser to a relative address with a GET.
pub(crate) fn go(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}

/// What the first page says to who was sent back there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The key's two minutes are over.
    Expired,
    /// The visit is over.
    Ended,
    /// The key is none of this totem's.
    Unknown,
    /// The need, the service or the answer is not offered.
    Service,
}

impl Notice {
    const ALL: [Notice; 4] = [Notice::Expired, Notice::Ended, Notice::Unknown, Notice::Service];

    fn code(self) -> &'static str {
        match self {
            Notice::Expired => "expired",
            Notice::Ended => "ended",
            Notice::Unknown => "unknown",
            Notice::Service => "service",
        }
    }

    /// The notice with this code.
    pub fn from_code(code: &str) -> Option<Notice> {
        Notice::ALL.into_iter().find(|notice| notice.code() == code)
    }

    /// Sends the visitor to the first page, where the notice is shown.
    pub fn go_home(self, settings: Settings) -> Response {
        go(&format!("./?language={}&notice={}", settings.language.code(), self.code()))
    }
}
