//! Triage with the whole catalogue while the hall is full.

use crate::Failure;
use crate::load::{line_to, quantile};
use crate::process::Target;
use std::time::Instant;

/// Visitors who wait meanwhile.
const WAITING: usize = 60;
/// Questions that are measured, after as many again to warm up.
const ASKED: usize = 4_000;

const OFFICE: &str = "/api/v1/offices/portico";
/// What the visitors came for.
const SERVICES: [&str; 5] = ["imu", "informazioni", "protocollo", "cie-pin-puk", "autocertificazione"];
/// One question, and a route of each kind; the search ends at the last need of the catalogue too.
const BODIES: [&str; 6] = [
    r#"{"need":"certificati"}"#,
    r#"{"need":"tassa-rifiuti","answers":{"tari-cosa":"dichiarazione"}}"#,
    r#"{"need":"certificati","answers":{"certificato-uso":"privato"}}"#,
    r#"{"need":"carta-identita","answers":{"cie-motivo":"persa","denuncia-carta":"no"}}"#,
    r#"{"need":"cambio-casa","answers":{"residenza-dove":"dentro-lecco"},"language":"ar"}"#,
    r#"{"need":"informazioni"}"#,
];

/// Milliseconds to an answer.
pub struct Asked {
    /// Half of the questions.
    pub p50_ms: f64,
    /// Ninety-nine of a hundred questions.
    pub p99_ms: f64,
}

/// Fills the hall, then asks on one connection.
pub async fn ask(target: &Target) -> Result<Asked, Failure> {
    let mut line = line_to(target).await?;
    for n in 0..WAITING {
        let body = format!(r#"{{"service":"{}"}}"#, SERVICES[n % SERVICES.len()]);
        let (status, answer) = line.ask("POST", &format!("{OFFICE}/tickets"), &body).await?;
        if status != 201 {
            return Err(format!("a number: {status} {answer}").into());
        }
    }
    let path = format!("{OFFICE}/triage");
    let mut taken_ms = Vec::with_capacity(ASKED);
    for n in 0..2 * ASKED {
        let started = Instant::now();
        let (status, answer) = line.ask("POST", &path, BODIES[n % BODIES.len()]).await?;
        if status != 200 {
            return Err(format!("triage: {status} {answer}").into());
        }
        if n >= ASKED {
            taken_ms.push(started.elapsed().as_secs_f64() * 1000.0);
        }
    }
    taken_ms.sort_by(f64::total_cmp);
    Ok(Asked { p50_ms: quantile(&taken_ms, 0.5), p99_ms: quantile(&taken_ms, 0.99) })
}
