//! Serves one page of the base template on port 7399, to look at the tokens and to try the live script.
//!
//! Run with `cargo run -p screen --example sample`. `POST /next` calls the next number.

use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::{Router, routing};
use i18n_embed_fl::fl;
use office::language::Language;
use screen::feed::{self, Feed, Opening, Pulse};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

#[derive(Template)]
#[template(
    ext = "html",
    blocks = ["calls"],
    source = r#"{% extends "base.html" %}
{% block header %}<span class="clock" data-clock></span>{% endblock %}
{% block main %}
<h1>Sportello</h1>
<form action="next" method="post"><button class="btn btn-primary" data-key="n">Chiama <kbd>N</kbd></button></form>
<p class="alert alert-info">Fra <span data-countdown="30" data-countdown-to="./?end=1">30</span> s
<button class="btn btn-outline-primary btn-sm" data-countdown-extend>{{ fl!(self.page.l, "countdown-extend") }}</button></p>
<p class="visually-hidden" role="status" data-countdown-status></p>
<section data-region="calls">{% block calls %}{% for call in calls %}
<p class="number">A{{ call }}</p>{% endfor %}{% endblock %}</section>
<p><svg class="icon" aria-hidden="true"><use href="{{ screen::assets::url("sprite.svg") }}#it-print"></use></svg>
{{ screen::words::wait(15, 30, *page.language) }}</p>
<div class="w-25">{{ screen::qr::svg("https://example.org/t/0123456789abcdef0123456789abcdef", "QR")|safe }}</div>
{% endblock %}"#
)]
struct Sample {
    page: screen::Page,
    calls: Vec<u64>,
}

impl Sample {
    fn of(calls: &[u64]) -> Self {
        let page = screen::Page::new(Language::It, "Sede del Portico", "Europe/Rome").live();
        Self { page, calls: calls.to_vec() }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let (calls, source) = watch::channel(Arc::new(vec![1_u64]));
    let shown = feed::rendered(source.clone(), |calls| {
        let region = Sample::of(calls).as_calls().render().unwrap_or_default();
        Feed::new(calls.len() as u64, &BTreeMap::from([("calls", region)]), calls.last().copied())
    });
    let live = move |opening: Opening| async move {
        feed::serve(opening, shown, || Pulse { as_of: "10:42".into(), stale: false })
    };
    let show = move || async move {
        let whole = Sample::of(&source.borrow()).render().unwrap_or_default();
        ([(header::CONTENT_SECURITY_POLICY, screen::CONTENT_SECURITY_POLICY)], Html(whole)).into_response()
    };
    let next = move || async move {
        calls.send_modify(|calls| {
            let next = calls.len() as u64 + 1;
            Arc::make_mut(calls).push(next);
        });
        axum::response::Redirect::to("./")
    };
    let router = Router::new()
        .route("/", routing::get(show))
        .route("/feed", routing::get(live))
        .route("/next", routing::post(next))
        .nest(screen::assets::STATIC_PATH, screen::assets::router());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7399").await?;
    axum::serve(listener, router).await
}
