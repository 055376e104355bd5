//! TLS as a client sees it, and what devices pin.

use agent::link::{Account, Heard, OUTBOX_MAX, run};
use agent::network::Network;
use agent::trust::Trust;
use office::id::DeviceId;
use office::wire::ToDevice;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ProtocolVersion, RootCertStore, SupportedProtocolVersion, version};
use server::clock::{Clock, SystemClock};
use server::tls::authority::Authority;
use std::net::SocketAddr;
use std::sync::Arc;
use tests::folder::Folder;
use tests::raw::{answer, heard, sent};
use tests::until::PATIENCE;
use tests::world::World;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Somebody who speaks TLS and trusts the authority of a world.
pub struct Client {
    pem: String,
    versions: Vec<&'static SupportedProtocolVersion>,
    protocols: Vec<&'static str>,
}

impl Client {
    /// One that speaks all versions.
    pub fn of(world: &World) -> Self {
        let pem = std::fs::read_to_string(Authority::file(world.folder().path())).unwrap();
        Self { pem, versions: vec![&version::TLS13, &version::TLS12], protocols: vec!["http/1.1"] }
    }

    /// Connects to `localhost` at this address.
    pub async fn connect(&self, address: SocketAddr) -> std::io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.pem.as_bytes()).unwrap()).unwrap();
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&self.versions)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = self.protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let name = ServerName::try_from("localhost").unwrap();
        TlsConnector::from(Arc::new(config)).connect(name, TcpStream::connect(address).await?).await
    }
}

/// What a world that speaks TLS answers.
pub async fn ask(world: &World, path: &str) -> String {
    let mut stream = Client::of(world).connect(world.address()).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    String::from_utf8(heard(&mut stream).await).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_versions_are_spoken_and_http_one() {
    let world = World::plan().with_tls().begin().await;
    for (version, expected) in
        [(&version::TLS13, ProtocolVersion::TLSv1_3), (&version::TLS12, ProtocolVersion::TLSv1_2)]
    {
        let client =
            Client { versions: vec![version], protocols: vec!["h2", "http/1.1"], ..Client::of(&world) };
        let stream = client.connect(world.address()).await.unwrap();
        let (_, session) = stream.get_ref();
        assert_eq!(session.protocol_version(), Some(expected));
        assert_eq!(session.alpn_protocol(), Some(b"http/1.1".as_slice()));
    }
    let only_newer = Client { protocols: vec!["h2"], ..Client::of(&world) };
    assert!(only_newer.connect(world.address()).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn old_versions_are_turned_away() {
    let world = World::plan().with_tls().begin().await;
    for minor in [1, 2] {
        // A hello of TLS 1.0 or 1.1, in which nothing but the version is too old.
        let mut hello = vec![3, minor];
        hello.extend([7; 32]);
        // No session; ECDHE_ECDSA with AES-128-GCM; no compression; signatures by P-256 and SHA-256.
        hello.extend([0, 0, 2, 0xc0, 0x2b, 1, 0, 0, 8, 0, 13, 0, 4, 0, 2, 4, 3]);
        let mut bytes = vec![22, 3, 1, 0, hello.len() as u8 + 4, 1, 0, 0, hello.len() as u8];
        bytes.extend(&hello);
        let told = heard(&mut sent(world.address(), &bytes).await).await;
        // Alert, of any version, of 2 bytes, fatal: protocol_version.
        assert!(matches!(told[..], [21, 3, _, 0, 2, 2, 70]), "{minor}: {told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_held_to_tls_and_plain_requests_get_none() {
    let world = World::plan().with_tls().begin().await;
    let told = ask(&world, "/api/v1/offices").await;
    assert!(told.starts_with("HTTP/1.1 200"), "{told}");
    assert!(told.contains("strict-transport-security: max-age=31536000"), "{told}");
    let missing = ask(&world, "/nothing").await;
    assert!(
        missing.starts_with("HTTP/1.1 404") && missing.contains("strict-transport-security"),
        "{missing}"
    );
    let plain = answer(world.address(), b"GET /api/v1/offices HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(!plain.contains("HTTP") && !plain.contains("portico"), "{plain}");
}

#[tokio::test(flavor = "multi_thread")]
async fn new_certificate_is_shown_without_a_restart_and_open_connections_stay() {
    let world = World::plan().with_tls().begin().await;
    let now = SystemClock::start().now();
    let client = Client::of(&world);
    let mut open = client.connect(world.address()).await.unwrap();
    let first = own(&open);
    let authority = Authority::open(world.folder().path(), now).unwrap();
    authority.make_server(&["localhost".to_owned()], now).unwrap();
    assert_eq!(own(&client.connect(world.address()).await.unwrap()), first, "nobody has looked yet");
    world.app().certificates.as_ref().unwrap().look(now);
    assert_ne!(own(&client.connect(world.address()).await.unwrap()), first);

    let (certificate, _) = authority.server_files();
    std::fs::write(certificate, "half a fi").unwrap();
    world.app().certificates.as_ref().unwrap().look(now);
    assert!(client.connect(world.address()).await.is_ok(), "the last good one stays in use");
    open.write_all(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(heard(&mut open).await.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn device_links_to_whom_it_pins_and_to_nobody_else() {
    let world = World::plan().with_tls().begin().await;
    let elsewhere = Folder::empty();
    let now = SystemClock::start().now();
    let (own, other) = (world.folder().path(), elsewhere.path());
    let pem = |dir| std::fs::read_to_string(Authority::file(dir)).unwrap();
    let fingerprint = |dir| Authority::open(dir, now).unwrap().fingerprint();
    let other_fingerprint = fingerprint(other);
    let address = world.address();
    let named = format!("wss://localhost:{}/link", address.port());
    for (url, trust, links) in [
        (named.clone(), Trust::authority(&pem(own)).unwrap(), true),
        (named.clone(), Trust::fingerprint(&fingerprint(own)).unwrap(), true),
        (format!("wss://{address}/link"), Trust::fingerprint(&fingerprint(own)).unwrap(), true),
        (named.clone(), Trust::authority(&pem(other)).unwrap(), false),
        (named.clone(), Trust::fingerprint(&other_fingerprint).unwrap(), false),
        // The authority is right, but the certificate is not for this name.
        (format!("wss://127.1:{}/link", address.port()), Trust::authority(&pem(own)).unwrap(), false),
        (named.clone(), Trust::ThisMachine, false),
        (format!("ws://{address}/link"), Trust::authority(&pem(own)).unwrap(), false),
    ] {
        let pinned = matches!(trust, Trust::Authority(_));
        assert_eq!(is_linked(&world, &url, trust).await, links, "{url}, pinned: {pinned}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn device_on_the_same_machine_links_without_tls() {
    let world = World::begin().await;
    let url = format!("ws://{}/link", world.address());
    assert!(is_linked(&world, &url, Trust::ThisMachine).await);
}

/// Whether the first thing that a display hears over its link is a welcome.
async fn is_linked(world: &World, url: &str, trust: Trust) -> bool {
    let device = DeviceId::new("display-1").unwrap();
    let (key, network) = (world.device_key("display-1"), Network::default());
    let account = Account { url: url.to_owned(), trust, device, key, network };
    let (_up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (told, mut hearing) = mpsc::unbounded_channel();
    let (ending, is_ending) = watch::channel(false);
    let link = tokio::spawn(run(account, outbox, move |heard| drop(told.send(heard)), || 1.0, is_ending));
    let first = timeout(PATIENCE, hearing.recv()).await.expect("the device hears something");
    ending.send(true).unwrap();
    link.await.unwrap();
    match first.unwrap() {
        Heard::Message(message) => matches!(*message, ToDevice::Welcome { .. }),
        Heard::Down => false,
    }
}

/// The server's own certificate.
fn own(stream: &TlsStream<TcpStream>) -> CertificateDer<'static> {
    let (_, session) = stream.get_ref();
    session.peer_certificates().unwrap()[0].clone().into_owned()
}
