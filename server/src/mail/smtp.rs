//! One message to the SMTP server, and what became of it.
//!
//! Password and authority are read each time: they may be exchanged while the server runs.

use crate::settings::{MailSettings, MailTls};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransport, Error};
use lettre::{AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// How long the SMTP server may take for each answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a message was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The SMTP server will never take it.
    Message,
    /// The SMTP server does not take it now.
    ForNow,
    /// The SMTP server is not there, or not whom it should be.
    Unreachable,
    /// The SMTP server does not know us.
    Login,
    /// The file of the password or of the authority cannot be used.
    Setup,
}

impl Refused {
    /// A word for the log.
    pub fn code(self) -> &'static str {
        match self {
            Refused::Message => "message refused",
            Refused::ForNow => "refused for now",
            Refused::Unreachable => "server not reached",
            Refused::Login => "login refused",
            Refused::Setup => "password or authority not readable",
        }
    }
}

/// Hands a message over; once this says yes, the SMTP server answers for it.
pub(super) async fn send(settings: &MailSettings, public_url: &str, message: Message) -> Result<(), Refused> {
    let transport = transport(settings, public_url)?;
    transport.send(message).await.map(drop).map_err(|error| judge(&error))
}

fn transport(
    settings: &MailSettings,
    public_url: &str,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, Refused> {
    let host = settings.host.as_str();
    let tls = match settings.tls {
        MailTls::None => Tls::None,
        MailTls::Starttls => Tls::Required(parameters(settings)?),
        MailTls::Tls => Tls::Wrapper(parameters(settings)?),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(settings.port)
        .tls(tls)
        .timeout(Some(PATIENCE))
        .hello_name(ClientId::Domain(crate::calendar::host(public_url).to_owned()));
    if let Some((user, file)) = &settings.login {
        let password = std::fs::read_to_string(file).map_err(|_| Refused::Setup)?;
        let password = password.trim_end_matches(['\n', '\r']).to_owned();
        builder = builder.credentials(Credentials::new(user.clone(), password));
    }
    Ok(builder.build())
}

fn parameters(settings: &MailSettings) -> Result<TlsParameters, Refused> {
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(file) = &settings.authority {
        let pem = std::fs::read(file).map_err(|_| Refused::Setup)?;
        parameters =
            parameters.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| Refused::Setup)?);
    }
    parameters.build_rustls().map_err(|_| Refused::Setup)
}

/// What an error means for the message. Codes of RFC 5321, 4.2, and RFC 4954, 6: a login that was refused
/// is no fault of the message.
fn judge(error: &Error) -> Refused {
    match error.status().map(u16::from) {
        Some(421) => Refused::Unreachable,
        Some(432 | 454 | 530 | 534 | 535 | 538) => Refused::Login,
        Some(500..=599) => Refused::Message,
        Some(_) => Refused::ForNow,
        None => Refused::Unreachable,
    }
}
