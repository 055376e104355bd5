//! Who is at the other end of a connection.

use std::net::IpAddr;

/// The other end of the connection that a request came by; the accept loop puts it with each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// Its address, as far as it can be believed.
    pub address: IpAddr,
    /// Whether nobody on the way can read along: TLS, here or at the proxy named in the settings.
    pub is_secure: bool,
}

impl Peer {
    /// Whether it is a program on this machine.
    pub fn is_loopback(&self) -> bool {
        self.address.to_canonical().is_loopback()
    }
}
