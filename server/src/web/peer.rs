//! Who is at the other end of a connection, and of the proxy in between.

use super::door::Door;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Once};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
/// Headers that only a proxy sets, whether it is believed or not.
const OF_PROXIES: [HeaderName; 5] = [
    FORWARDED_FOR,
    FORWARDED_PROTO,
    HeaderName::from_static("forwarded"),
    HeaderName::from_static("x-real-ip"),
    HeaderName::from_static("via"),
];

/// Said once: a program on this machine may forge it as often as it likes.
static UNNAMED: Once = Once::new();

/// Who sent a request: the other end of its connection, or whom a proxy named in the settings says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// Its address, as far as it can be believed.
    pub address: IpAddr,
    /// Whether nobody on the way can read along: TLS, here or at the proxy named in the settings.
    pub is_secure: bool,
    /// Whether something stands in between: what looks like this machine need not be.
    pub is_forwarded: bool,
}

impl Peer {
    /// The other end of a connection.
    pub fn direct(address: IpAddr, is_secure: bool) -> Self {
        Self { address: address.to_canonical(), is_secure, is_forwarded: false }
    }

    /// Whether it is a program on this machine, with nothing in between.
    pub fn is_loopback(&self) -> bool {
        !self.is_forwarded && self.address.is_loopback()
    }

    /// The peer of a request; one that came by no connection is a stranger.
    pub fn of(request: &Request) -> Self {
        let stranger = Self { is_forwarded: true, ..Self::direct(Ipv4Addr::UNSPECIFIED.into(), false) };
        request.extensions().get().copied().unwrap_or(stranger)
    }

    /// The peer that the headers of a proxy speak of. Only a proxy named in the settings is believed;
    /// from others they show at most that something stands in between.
    fn behind(self, door: &Door, headers: &HeaderMap) -> Self {
        let is_forwarded = OF_PROXIES.iter().any(|name| headers.contains_key(name));
        if !door.is_proxy(self.address) {
            return Self { is_forwarded, ..self };
        }
        Self {
            address: client(door, self.address, headers),
            is_secure: last(headers, &FORWARDED_PROTO).is_some_and(|proto| proto == "https"),
            is_forwarded: true,
        }
    }
}

/// Puts the believable peer with each request.
pub async fn find(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let direct = Peer::of(&request);
    let peer = direct.behind(&app.door, request.headers());
    if direct.is_loopback() && peer.is_forwarded && !app.door.is_proxy(direct.address) {
        UNNAMED.call_once(|| {
            tracing::warn!(
                address = %direct.address,
                "a proxy that sportello.toml does not name: all who come through it count as one address"
            );
        });
    }
    request.extensions_mut().insert(peer);
    next.run(request).await
}

/// The last hop that is no proxy of ours: each proxy has added on the right whom it heard.
fn client(door: &Door, proxy: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut nearest = proxy;
    let values = headers.get_all(FORWARDED_FOR).iter().map(|value| value.to_str().unwrap_or_default());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
    for hop in hops.into_iter().rev() {
        let Some(address) = address(hop.trim()) else { break };
        nearest = address;
        if !door.is_proxy(address) {
            break;
        }
    }
    nearest
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    bare.parse::<IpAddr>().or_else(|_| with_port()).ok().map(|address| address.to_canonical())
}

fn last<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get_all(name).iter().next_back()?.to_str().ok()?.rsplit(',').next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn seen(from: &str, headers: &[(HeaderName, &'static str)]) -> Peer {
        let door = Door {
            proxies: ["127.0.0.1", "10.0.0.0/24"].map(|text| text.parse().unwrap()).into(),
            ..Door::default()
        };
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        Peer::direct(from.parse().unwrap(), false).behind(&door, &map)
    }

    #[test]
    fn last_hop_that_is_no_proxy_of_ours_is_believed() {
        for (forwarded, expected) in [
            ("203.0.113.9", "203.0.113.9"),
            ("6.6.6.6, 203.0.113.9", "203.0.113.9"),
            ("6.6.6.6, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
            ("203.0.113.9:4711", "203.0.113.9"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("6.6.6.6, unknown", "127.0.0.1"),
            ("6.6.6.6, unknown, 10.0.0.7", "10.0.0.7"),
            ("", "127.0.0.1"),
        ] {
            let peer = seen("127.0.0.1", &[(FORWARDED_FOR, forwarded)]);
            assert_eq!(peer.address, expected.parse::<IpAddr>().unwrap(), "{forwarded}");
            assert!(!peer.is_loopback());
        }
        let twice = seen("127.0.0.1", &[(FORWARDED_FOR, "6.6.6.6"), (FORWARDED_FOR, "203.0.113.9")]);
        assert_eq!(twice.address, "203.0.113.9".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn only_the_nearest_proxy_says_whether_the_way_is_secure() {
        for (proto, expected) in [("https", true), ("http", false), ("https, http", false), ("", false)] {
            assert_eq!(seen("127.0.0.1", &[(FORWARDED_PROTO, proto)]).is_secure, expected, "{proto}");
        }
        assert!(!seen("127.0.0.1", &[]).is_secure);
    }

    #[test]
    fn whoever_is_not_named_is_not_believed() {
        let headers = [(FORWARDED_FOR, "127.0.0.1"), (FORWARDED_PROTO, "https")];
        let peer = seen("203.0.113.9", &headers);
        assert_eq!((peer.address, peer.is_secure), ("203.0.113.9".parse().unwrap(), false));
    }

    #[test]
    fn this_machine_is_only_who_comes_from_it_directly() {
        assert!(seen("::1", &[]).is_loopback());
        for name in OF_PROXIES {
            assert!(!seen("::1", &[(name.clone(), "127.0.0.1")]).is_loopback(), "{name}");
        }
        assert!(!seen("127.0.0.1", &[]).is_loopback(), "a proxy that names nobody is no program of ours");
        assert!(!seen("203.0.113.9", &[]).is_loopback());
    }
}
