//! The load: connections that ask for numbers as fast as they are answered.

use crate::Failure;
use crate::process::Target;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tests::line::Line;

const SERVICES: [&str; 6] =
    ["certificati-anagrafici", "imu", "tari-dichiarazione", "protocollo", "cie-pin-puk", "spid-cie-aiuto"];

/// What a load has brought.
pub struct Brought {
    /// Numbers per second.
    pub per_s: f64,
    /// The numbers, as they were answered.
    pub numbers: Vec<String>,
    /// Half of the answers came within.
    pub p50_ms: f64,
    /// Ninety-nine of a hundred answers came within.
    pub p99_ms: f64,
}

impl Brought {
    /// How many different numbers there were.
    pub fn distinct(&self) -> usize {
        self.numbers.iter().collect::<BTreeSet<_>>().len()
    }
}

/// A connection to a program under measurement.
pub async fn line_to(target: &Target) -> Result<Line, Failure> {
    Ok(Line::to(&target.address, &target.key).await?)
}

async fn number(line: &mut Line, nth: usize) -> Result<String, Failure> {
    let body = format!(r#"{{"service":"{}"}}"#, SERVICES[nth % SERVICES.len()]);
    let (status, answer) = line.ask("POST", "/api/v1/offices/portico/tickets", &body).await?;
    if status != 201 {
        return Err(format!("{status}: {answer}").into());
    }
    let answer: serde_json::Value = serde_json::from_str(&answer)?;
    Ok(answer["number"].as_str().unwrap_or_default().to_owned())
}

/// Asks for numbers on so many connections for so long.
pub async fn issue(target: &Target, connections: usize, seconds: f64) -> Result<Brought, Failure> {
    let started = Instant::now();
    let until = started + Duration::from_secs_f64(seconds);
    let mut loads = Vec::new();
    for offset in 0..connections {
        let target = target.clone();
        loads.push(tokio::spawn(async move {
            let mut line = line_to(&target).await?;
            let (mut numbers, mut taken_ms) = (Vec::new(), Vec::new());
            while Instant::now() < until {
                let asked = Instant::now();
                numbers.push(number(&mut line, offset + numbers.len()).await?);
                taken_ms.push(asked.elapsed().as_secs_f64() * 1000.0);
            }
            Ok::<_, Failure>((numbers, taken_ms))
        }));
    }
    let (mut numbers, mut taken_ms) = (Vec::new(), Vec::new());
    for load in loads {
        let (more, times) = load.await??;
        numbers.extend(more);
        taken_ms.extend(times);
    }
    let per_s = numbers.len() as f64 / started.elapsed().as_secs_f64();
    taken_ms.sort_by(f64::total_cmp);
    Ok(Brought { per_s, numbers, p50_ms: quantile(&taken_ms, 0.5), p99_ms: quantile(&taken_ms, 0.99) })
}

/// The value below which this share of sorted values lies.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let index = ((sorted.len() as f64) * share) as usize;
    sorted.get(index.min(sorted.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

/// Asks for numbers until the server is gone; the numbers that were answered.
pub async fn until_gone(target: Target, connections: usize) -> Vec<String> {
    let mut loads = Vec::new();
    for offset in 0..connections {
        let target = target.clone();
        loads.push(tokio::spawn(async move {
            let mut numbers = Vec::new();
            if let Ok(mut line) = line_to(&target).await {
                while let Ok(number) = number(&mut line, offset + numbers.len()).await {
                    numbers.push(number);
                }
            }
            numbers
        }));
    }
    let mut numbers = Vec::new();
    for load in loads {
        numbers.extend(load.await.unwrap_or_default());
    }
    numbers
}

/// Waits until so many more numbers are in the log.
pub async fn answered(target: &Target, more: usize) {
    let Ok(mut line) = line_to(target).await else { return };
    let mut first = None;
    while let Ok((200, board)) = line.ask("GET", "/api/v1/offices/portico/board", "").await {
        let seq =
            serde_json::from_str::<serde_json::Value>(&board).ok().and_then(|board| board["seq"].as_u64());
        let seq = seq.unwrap_or(0);
        if seq >= *first.get_or_insert(seq) + more as u64 {
            return;
        }
    }
}

/// The numbers that the log knows of.
pub async fn numbers_in_log(target: &Target) -> Result<BTreeSet<String>, Failure> {
    let mut line = line_to(target).await?;
    let (mut numbers, mut after) = (BTreeSet::new(), 0);
    loop {
        let path = format!("/api/v1/offices/portico/events?after={after}&limit=1000");
        let (_, page) = line.ask("GET", &path, "").await?;
        let page: Vec<serde_json::Value> = serde_json::from_str(&page)?;
        let Some(last) = page.last() else { return Ok(numbers) };
        after = last["seq"].as_u64().unwrap_or(u64::MAX);
        numbers.extend(page.iter().filter_map(|event| event["body"]["number"].as_str().map(str::to_owned)));
    }
}
