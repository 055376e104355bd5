//! Whom a device takes for its dispatcher: a program on its own machine, or one whose certificate comes
//! from the authority that the device was given. The authorities of browsers count for nothing.

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme, version,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Whom a device trusts.
#[derive(Debug, Clone)]
pub enum Trust {
    /// Whatever runs on the same machine, unencrypted (`ws`).
    ThisMachine,
    /// Whoever has a certificate of one authority (`wss`).
    Authority(Arc<ClientConfig>),
}

/// What cannot be pinned.
#[derive(Debug, thiserror::Error)]
pub enum BadPin {
    /// No certificate of an authority.
    #[error("the authority is one certificate in PEM, as `sportello tls show` names it")]
    Pem,
    /// No fingerprint.
    #[error("a fingerprint is 64 hexadecimal digits, as `sportello tls show` prints them")]
    Fingerprint,
    /// The library refuses its own settings.
    #[error("TLS cannot be set up")]
    Library(#[from] Error),
}

impl Trust {
    /// Trusts the authority with this certificate, in PEM.
    pub fn authority(pem: &str) -> Result<Self, BadPin> {
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| BadPin::Pem)?;
        let mut roots = RootCertStore::empty();
        roots.add(certificate).map_err(|_| BadPin::Pem)?;
        let provider = Arc::new(ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
        Self::verified_by(verifier.map_err(|_| BadPin::Pem)?)
    }

    /// Trusts the authority whose certificate has this SHA-256: 64 hexadecimal digits, colons or not.
    pub fn fingerprint(text: &str) -> Result<Self, BadPin> {
        let digits: Vec<u8> = text.bytes().filter(|byte| !b": \n".contains(byte)).collect();
        let mut fingerprint = [0; 32];
        if digits.len() != 64 {
            return Err(BadPin::Fingerprint);
        }
        for (byte, pair) in fingerprint.iter_mut().zip(digits.chunks(2)) {
            let digit = |byte: u8| char::from(byte).to_digit(16).ok_or(BadPin::Fingerprint);
            *byte = (digit(pair[0])? << 4 | digit(pair[1])?) as u8;
        }
        let provider = Arc::new(ring::default_provider());
        Self::verified_by(Arc::new(Fingerprint { fingerprint, provider }))
    }

    fn verified_by(verifier: Arc<dyn ServerCertVerifier>) -> Result<Self, BadPin> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&version::TLS13, &version::TLS12])?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(Self::Authority(Arc::new(config)))
    }
}

/// Finds the pinned authority among the certificates that the server shows, and lets the library do the
/// rest as if it had been given the authority itself.
#[derive(Debug)]
struct Fingerprint {
    fingerprint: [u8; 32],
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Fingerprint {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let pinned = others.iter().find(|other| Sha256::digest(other)[..] == self.fingerprint);
        let pinned = pinned.ok_or(CertificateError::UnknownIssuer)?;
        let mut roots = RootCertStore::empty();
        roots.add(pinned.clone().into_owned())?;
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), self.provider.clone())
            .build()
            .map_err(|_| CertificateError::UnknownIssuer)?
            .verify_server_cert(own, others, name, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, own, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, own, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprint_is_read_with_and_without_colons() {
        let digits = "00ff".repeat(16);
        let colons = ["00:FF"; 16].join(":");
        for text in [&digits, &colons, &format!("{digits}\n")] {
            assert!(Trust::fingerprint(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_pin_is_refused() {
        for text in ["", "00", &"0g".repeat(32), &"00".repeat(33), "è"] {
            assert!(matches!(Trust::fingerprint(text), Err(BadPin::Fingerprint)), "{text}");
        }
        let garbage = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for pem in ["", "no certificate", garbage] {
            assert!(matches!(Trust::authority(pem), Err(BadPin::Pem)), "{pem}");
        }
    }
}
