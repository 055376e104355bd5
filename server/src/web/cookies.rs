//! The cookies: that of a session, that of a browser at a desk, and that of a browser that is a device.
//!
//! Over a secure connection they bear the prefix `__Host-`, so that no other host and no page without
//! TLS can set them; plain names only between programs of this machine.

use super::peer::Peer;
use axum::http::{HeaderMap, HeaderValue, header};

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// A login.
    Session,
    /// A browser at a desk.
    Seat,
    /// A browser that is a totem or a display.
    Device,
}

/// How long a browser keeps the cookie of what it is, seconds: 400 days, the most that browsers allow.
const SEAT_LASTS_S: u32 = 400 * 24 * 3600;
/// Longest value that is looked at, characters.
const VALUE_LEN_MAX: usize = 128;

impl Cookie {
    /// Its name towards this peer; none where it could be read on the way.
    fn name(self, peer: Peer) -> Option<&'static str> {
        match (self, peer.is_secure, peer.is_loopback()) {
            (Cookie::Session, true, _) => Some("__Host-sportello"),
            (Cookie::Seat, true, _) => Some("__Host-seat"),
            (Cookie::Device, true, _) => Some("__Host-device"),
            (Cookie::Session, false, true) => Some("sportello"),
            (Cookie::Seat, false, true) => Some("seat"),
            (Cookie::Device, false, true) => Some("device"),
            (Cookie::Session | Cookie::Seat | Cookie::Device, false, false) => None,
        }
    }

    /// The value that a request brings.
    pub fn of(self, peer: Peer, headers: &HeaderMap) -> Option<&str> {
        let name = self.name(peer)?;
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(known, value)| *known == name && value.len() <= VALUE_LEN_MAX)
            .map(|(_, value)| value)
    }

    /// The header that sets it; none where it could be read on the way.
    pub fn set(self, peer: Peer, secret: &str) -> Option<HeaderValue> {
        let name = self.name(peer)?;
        let secure = if peer.is_secure { "; Secure" } else { "" };
        let age = match self {
            Cookie::Session => String::new(),
            Cookie::Seat | Cookie::Device => format!("; Max-Age={SEAT_LASTS_S}"),
        };
        HeaderValue::from_str(&format!("{name}={secret}; Path=/{secure}; HttpOnly; SameSite=Strict{age}"))
            .ok()
    }

    /// The header that takes it away.
    pub fn clear(self, peer: Peer) -> Option<HeaderValue> {
        let name = self.name(peer)?;
        let secure = if peer.is_secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{name}=; Path=/{secure}; HttpOnly; SameSite=Strict; Max-Age=0")).ok()
    }
}

/// Whether cookies can be set towards this peer.
pub fn are_safe(peer: Peer) -> bool {
    Cookie::Session.name(peer).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookie_is_for_this_host_only_and_no_script_reads_it() {
        let secure = Peer::direct([192, 0, 2, 1].into(), true);
        let set = Cookie::Session.set(secure, "5ec2e7").unwrap();
        assert_eq!(set, "__Host-sportello=5ec2e7; Path=/; Secure; HttpOnly; SameSite=Strict");
        let here = Peer::direct([127, 0, 0, 1].into(), false);
        assert_eq!(
            Cookie::Session.set(here, "5ec2e7").unwrap(),
            "sportello=5ec2e7; Path=/; HttpOnly; SameSite=Strict"
        );
        let open = Peer::direct([192, 0, 2, 1].into(), false);
        assert!(Cookie::Session.set(open, "5ec2e7").is_none() && !are_safe(open));
    }

    #[test]
    fn plain_cookie_is_no_use_over_the_network() {
        let mut headers = HeaderMap::new();
        headers
            .append(header::COOKIE, HeaderValue::from_static("a=1; sportello=plain; __Host-sportello=host"));
        let of = |peer| Cookie::Session.of(peer, &headers);
        assert_eq!(of(Peer::direct([192, 0, 2, 1].into(), true)), Some("host"));
        assert_eq!(of(Peer::direct([127, 0, 0, 1].into(), false)), Some("plain"));
        assert_eq!(of(Peer::direct([192, 0, 2, 1].into(), false)), None);
        assert_eq!(Cookie::Seat.of(Peer::direct([127, 0, 0, 1].into(), false), &headers), None);
    }
}
