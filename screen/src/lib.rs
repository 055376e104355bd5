//! What all pages share: base templates, tokens, fonts, texts and the one small live script.
//!
//! It knows no totem, display or desk: those crates bring their own pages and use what is here.
//!
//! # A page in another crate
//!
//! `Cargo.toml` (both lines beside `screen` are needed, the macros name these crates):
//!
//! ```toml
//! askama.workspace = true
//! i18n-embed-fl.workspace = true
//! screen.workspace = true
//! ```
//!
//! `askama.toml` beside it, so that `{% extends "base.html" %}` finds the templates of this crate
//! (a change there rebuilds the page, askama tracks every file it reads):
//!
//! ```toml
//! [general]
//! dirs = ["templates", "../screen/templates"]
//! ```
//!
//! `i18n.toml` beside it, so that `fl!` checks keys and arguments while compiling:
//!
//! ```toml
//! fallback_language = "it"
//!
//! [fluent]
//! assets_dir = "../screen/texts"
//! domain = "sportello"
//! ```
//!
//! The page; `fl` must be in scope where the template is derived:
//!
//! ```ignore
//! use askama::Template;
//! use i18n_embed_fl::fl;
//!
//! #[derive(Template)]
//! #[template(path = "desk.html", blocks = ["queue"])]
//! struct DeskPage { page: screen::Page, ahead: u32, low_min: u32, high_min: u32 }
//!
//! let page = screen::Page::new(language, "Sede del Portico", "Europe/Rome").live();
//! let desk_page = DeskPage { page, ahead: 3, low_min: 15, high_min: 30 };
//! let whole = desk_page.render()?;
//! let region = desk_page.as_queue().render()?;   // the same block, for the live feed
//! ```
//!
//! `templates/desk.html`; inside a macro call variables are passed raw, hence `self.`; to a function they
//! are passed by reference, hence the `*`:
//!
//! ```html
//! {% extends "base.html" %}
//! {% block title %}{{ fl!(self.page.l, "desk-title") }}{% endblock %}
//! {% block main %}
//! <h1>{{ fl!(self.page.l, "desk-title") }}</h1>
//! <section data-region="queue">{% block queue %}
//!   <p>{{ fl!(self.page.l, "desk-ahead", n = self.ahead) }}</p>
//!   <p>{{ screen::words::wait(*low_min, *high_min, *page.language) }}</p>
//! {% endblock %}</section>
//! <svg class="icon" aria-hidden="true"><use href="{{ screen::assets::url("sprite.svg") }}#it-print"></use></svg>
//! {% endblock %}
//! ```
//!
//! Blocks of `base.html` (staff and citizens): `title`, `head`, `body_class`, `feed` (its address), `header`,
//! `no_script` (what a live page says without script), `main`, `footer`.
//! Blocks of `bare.html` (totem, display): `title`, `css`, `body_class`, `body`.
//!
//! New classes of Bootstrap Italia and new icons (`it-…`) come with the next `make assets`, which reads
//! the templates, Rust sources and catalogues of all crates.
//!
//! A page must not send `Referrer-Policy: no-referrer`: browsers then post forms with `Origin: null`.
//!
//! # Files of its own
//!
//! ```ignore
//! static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
//!     Shelf::new("/static/totem", &[("totem.css", include_bytes!("../static/totem.css"))])
//! });
//! pub fn files() -> axum::Router { SHELF.router() }      // the host nests it at /static/totem
//! SHELF.url("totem.css")                                 // in a template, with the file's hash
//! ```
//!
//! # What `live.js` understands
//!
//! | attribute | meaning |
//! |---|---|
//! | `<body data-feed="feed" data-zone="Europe/Rome">` | live page; set by the base templates |
//! | `data-region="name"` | its content is replaced by the feed's region of that name |
//! | `data-stale` (with `hidden`) | shown while the page is not live |
//! | `data-lost` of the root | `yes` after 30 s without the office |
//! | `data-as-of` | filled with the time of what is shown |
//! | `data-clock` | filled with the office's time, or that of its own `data-zone` |
//! | `<audio data-chime>` | played once for a new call; then `data-sound` of the root says `yes`, or `no` where the browser forbids it |
//! | `<audio data-volume="0.8">` | how loud chime and voice are |
//! | `data-pages` around rows with `data-page="0"` | pages of rows that take turns; such a page is also moved by some pixels now and then (`data-shift` of the root) |
//! | `data-ring` | a button that plays the chime, and so allows it |
//! | `data-countdown="30" data-countdown-to="./"` | counts down, then goes there |
//! | `data-countdown-minutes` | the countdown is shown as minutes and seconds |
//! | `data-countdown-press="#id"` | in place of `data-countdown-to`: at the end that button is pressed |
//! | `data-countdown-status` | a `role="status"` that is told the countdown's paragraph when ten seconds are left |
//! | `data-countdown-extend` | a button that starts the countdown again, up to ten times |
//! | `<dialog data-countdown-ask="25">` around a countdown | opened when so many seconds are left |
//! | `data-type="a"`, `data-type-erase` | a key that writes its letter into the field with `data-typed`, or takes the last one away; `data-typed="9"` takes so many letters from keys |
//! | `<form data-scan>` | what a scanner types anywhere on the page is put into its field `code`, and the form is sent |
//! | `<form data-search="name">` | while its fields are written in, its page is asked for and the region of that name shown |
//! | `data-scroll`, `data-scroll-by` | a text that may not fit, and the buttons that turn it on (`1`) and back to its beginning (`-1`); `data-scroll-buttons` (with `hidden`) is shown where they are needed |
//! | `data-key="n"` | clicked when that key is pressed outside fields |
//! | `data-print` | a button that prints the page; hidden without script |
//! | `data-who` | somebody is logged in: a live page whose feed is refused asks whether that is still so, and loads itself anew if not |
//! | `data-digit="7"` | a button that types its digit into the field with `data-digits`; without a digit it empties it |
//! | `data-script` of the root | `yes` where script runs, for what is of no use without |

// Templates name this crate as `screen`, in every crate that extends them and in this one's tests.
extern crate self as screen;

pub mod assets;
pub mod feed;
pub mod front;
mod page;
pub mod procedure;
pub mod qr;
pub mod reasons;
mod texts;
pub mod words;

pub use page::{CONTENT_SECURITY_POLICY, Page};
pub use texts::{preferred, texts};
