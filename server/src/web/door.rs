//! How connections are let in: whom to believe, how many, and with how much patience.

use super::network::Network;
use super::places::Comer;
use std::net::IpAddr;
use std::time::Duration;

/// Most connections of one address of the public. The phones of a waiting hall often share one.
pub const EACH_MAX: usize = 256;

/// What the accept loop and the limits go by.
#[derive(Debug, Clone)]
pub struct Door {
    /// The proxies whose forwarded headers are believed.
    pub proxies: Vec<Network>,
    /// The networks of the house: no limits for each address, and places of their own.
    pub house: Vec<Network>,
    /// Most connections of one address of the public.
    pub each_max: usize,
    /// How long to wait for slow peers.
    pub patience: Patience,
}

/// How long to wait for slow peers. Handshake, headers and body together stay below 30 s.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Longest time until the handshake of TLS is complete.
    pub handshake: Duration,
    /// Longest time until the headers of a request are complete, which also ends idle connections.
    pub headers: Duration,
    /// Longest time until the body of a request is complete.
    pub body: Duration,
    /// Longest time in which a peer takes nothing of what it is sent.
    pub taken: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(7),
            headers: Duration::from_secs(10),
            body: Duration::from_secs(12),
            taken: Duration::from_secs(30),
        }
    }
}

impl Default for Door {
    fn default() -> Self {
        Self { proxies: Vec::new(), house: Vec::new(), each_max: EACH_MAX, patience: Patience::default() }
    }
}

impl Door {
    /// Whether this is a proxy that is believed.
    pub fn is_proxy(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|proxy| proxy.contains(address))
    }

    /// Whether this is an address of the house; that it was reached through a proxy changes nothing.
    pub fn is_house(&self, address: IpAddr) -> bool {
        self.house.iter().any(|network| network.contains(address))
    }

    /// Who a connection from this address is.
    pub fn comer(&self, address: IpAddr) -> Comer {
        let address = address.to_canonical();
        if self.is_proxy(address) {
            Comer::Proxy
        } else if address.is_loopback() || self.is_house(address) {
            Comer::House
        } else {
            Comer::Public(address)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_sent_request_is_cut_within_thirty_seconds() {
        let Patience { handshake, headers, body, taken } = Patience::default();
        assert!(handshake + headers + body < Duration::from_secs(30));
        assert!(taken <= Duration::from_secs(30));
    }

    #[test]
    fn proxy_on_this_machine_is_not_of_the_house() {
        let door = Door {
            proxies: vec!["127.0.0.1".parse().unwrap()],
            house: vec!["10.1.2.0/24".parse().unwrap()],
            ..Door::default()
        };
        let comer = |text: &str| door.comer(text.parse().unwrap());
        assert_eq!(comer("127.0.0.1"), Comer::Proxy);
        assert_eq!(comer("::ffff:127.0.0.1"), Comer::Proxy);
        assert_eq!(comer("::1"), Comer::House);
        assert_eq!(comer("10.1.2.9"), Comer::House);
        assert_eq!(comer("203.0.113.9"), Comer::Public("203.0.113.9".parse().unwrap()));
    }
}
