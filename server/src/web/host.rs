//! Under which names this server answers.
//!
//! A page of another server can have its own name lead to this one, and its script then talks to it as
//! if to its own origin. Over TLS the browser finds out by the certificate; over plain HTTP the name in
//! the request tells. Addresses, `localhost` and names without a dot are nobody else's.

use super::peer::Peer;
use super::problem::Problem;
use crate::settings::PublicUrl;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::sync::Arc;

/// The host in what links that leave the building start with.
#[derive(Debug, Clone)]
pub struct Own(Arc<Option<String>>);

impl Own {
    /// The host of this address of the server.
    pub fn of(public_url: &str) -> Self {
        Self(Arc::new(public_url.parse().ok().and_then(|url: PublicUrl| url.host())))
    }

    /// Whether a request with these headers was meant for this server; without `Host` no browser sent it.
    fn is_meant(&self, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(header::HOST).iter();
        named.all(|host| host.to_str().is_ok_and(|host| self.is_ours(host)))
    }

    fn is_ours(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let name = authority.host().trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
        let is_own = self.0.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name));
        is_own || !name.contains('.') || name.parse::<IpAddr>().is_ok()
    }
}

/// Turns requests away that are meant for another server.
pub async fn check(State(own): State<Own>, request: Request, next: Next) -> Response {
    if Peer::of(&request).is_secure || own.is_meant(request.headers()) {
        return next.run(request).await;
    }
    let detail = "this server does not go by that name: use its address, or set public_url";
    Problem::new(StatusCode::MISDIRECTED_REQUEST, "other_host", detail).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn is_meant(public_url: &str, hosts: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_static(host));
        }
        Own::of(public_url).is_meant(&headers)
    }

    #[test]
    fn addresses_and_names_that_nobody_else_can_have_are_ours() {
        for host in
            ["127.0.0.1:7300", "10.1.2.3", "[::1]:7300", "localhost:7300", "LOCALHOST", "sportello-pc"]
        {
            assert!(is_meant("https://sportello.example.it", &[host]), "{host}");
        }
        for host in ["sportello.example.it", "Sportello.Example.IT:443", "sportello.example.it."] {
            assert!(is_meant("https://sportello.example.it", &[host]), "{host}");
            assert!(!is_meant("http://127.0.0.1:7300", &[host]), "{host}");
        }
        assert!(is_meant("http://127.0.0.1:7300", &[]), "no browser");
    }

    #[test]
    fn names_of_others_are_not_ours() {
        for host in [
            "evil.example",
            "evil.example:7300",
            "sportello.example.it.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1@evil.example",
            "a b",
            "",
        ] {
            assert!(!is_meant("https://sportello.example.it", &[host]), "{host:?}");
        }
        assert!(!is_meant("http://127.0.0.1:7300", &["127.0.0.1:7300", "evil.example"]));
    }
}
