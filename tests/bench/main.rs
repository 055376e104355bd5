//! `make bench`: every figure that the project claims, measured in one run on one machine.
//!
//! The server is the release binary in a process of its own; the yardstick beside it is a bare
//! axum + SQLite program (`bare`) that commits each request alone. Compare ratios, not absolute
//! numbers: the load generator shares the cores.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "what measures reads the machine's clock, and prints its table"
)]

mod backups;
mod bare;
mod boards;
mod click_day;
mod herd;
mod history;
mod load;
mod paper;
mod process;
mod triage;

use process::Server;
use std::fmt::Write as _;
use std::process::ExitCode;

/// How long each throughput figure is measured, seconds.
const MEASURE_S: f64 = 4.0;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let ended = match asked.first().map(String::as_str) {
        Some("bare") => runtime.block_on(bare::run(asked.get(1).map_or("", String::as_str))),
        Some("triage") => runtime.block_on(async { triage().await.map(|row| print(&[row])) }),
        Some("click-day") => runtime.block_on(async { click_day().await.map(|rows| print(&rows)) }),
        Some("herd") => runtime.block_on(async { herds().await.map(|rows| print(&rows)) }),
        Some("devices") => runtime.block_on(async { devices().await.map(|rows| print(&rows)) }),
        Some("backups") => runtime.block_on(async { backups().await.map(|row| print(&[row])) }),
        _ => runtime.block_on(figures()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &Failure) -> ExitCode {
    eprintln!("bench: {error}");
    ExitCode::FAILURE
}

/// One line of the table.
struct Row {
    what: String,
    measured: String,
    reach: &'static str,
    is_reached: bool,
}

fn row(what: impl Into<String>, measured: impl Into<String>, reach: &'static str, is_reached: bool) -> Row {
    Row { what: what.into(), measured: measured.into(), reach, is_reached }
}

async fn figures() -> Result<(), Failure> {
    let mut rows = Vec::new();
    rows.extend(starts().await?);
    rows.extend(throughput().await?);
    rows.extend(history().await?);
    rows.push(backups().await?);
    rows.push(triage().await?);
    rows.extend(click_day().await?);
    rows.extend(fan_out().await?);
    rows.extend(herds().await?);
    rows.extend(devices().await?);
    rows.extend(kills().await?);
    print(&rows);
    Ok(())
}

async fn starts() -> Result<Vec<Row>, Failure> {
    let (server, first_ms) = Server::fresh().await?;
    let idle_mib = server.resident_mib()?;
    let dir = server.kill()?;
    let (server, again_ms) = Server::again(dir).await?;
    let binary_mib = process::binary_mib()?;
    server.end().await?;
    Ok(vec![
        row("first start to first answer", format!("{first_ms:.0} ms"), "< 100 ms", first_ms < 100.0),
        row(
            "restart after SIGKILL to first answer",
            format!("{again_ms:.0} ms"),
            "< 100 ms",
            again_ms < 100.0,
        ),
        row("idle memory", format!("{idle_mib:.1} MiB"), "< 30 MiB", idle_mib < 30.0),
        row("release binary", format!("{binary_mib:.1} MiB"), "< 40 MiB", binary_mib < 40.0),
    ])
}

async fn throughput() -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for connections in [1_usize, 8, 32] {
        let bare = process::Bare::start().await?;
        let yardstick = load::issue(&bare.target(), connections, MEASURE_S).await?;
        bare.end()?;
        let (server, _) = Server::fresh().await?;
        let before_s = server.cpu_s()?;
        let ours = load::issue(&server.target(), connections, MEASURE_S).await?;
        let cpu_ms = (server.cpu_s()? - before_s) * 1000.0 / ours.numbers.len().max(1) as f64;
        let ratio = ours.per_s / yardstick.per_s.max(1.0);
        let (reach, is_reached) = match connections {
            8 => (">= 50 % of bare", ratio >= 0.5),
            32 => ("> 100 % of bare", ratio > 1.0),
            _ => ("", true),
        };
        let told = format!(
            "{:.0}/s, bare {:.0}/s: {:.0} % (p50 {:.2} ms, p99 {:.2} ms)",
            ours.per_s,
            yardstick.per_s,
            ratio * 100.0,
            ours.p50_ms,
            ours.p99_ms
        );
        rows.push(row(format!("tickets per second, {connections} connections"), told, reach, is_reached));
        let told = format!("{cpu_ms:.3} ms");
        rows.push(row(
            format!("server CPU per ticket, {connections} connections"),
            told,
            "<= 0.3 ms",
            cpu_ms <= 0.3,
        ));
        if connections == 32 {
            let twice = ours.numbers.len() - ours.distinct();
            rows.push(row("duplicates, 32 totems at full speed", twice.to_string(), "0", twice == 0));
        }
        server.end().await?;
    }
    Ok(rows)
}

async fn history() -> Result<Vec<Row>, Failure> {
    let mut cpu_ms = Vec::new();
    for days in [0_u32, 300] {
        let dir = history::office_with(days, 400)?;
        let (server, start_ms) = Server::again(dir).await?;
        let before_s = server.cpu_s()?;
        let ours = load::issue(&server.target(), 8, MEASURE_S).await?;
        cpu_ms.push((
            (server.cpu_s()? - before_s) * 1000.0 / ours.numbers.len().max(1) as f64,
            ours.per_s,
            start_ms,
        ));
        server.end().await?;
    }
    let (empty, full) = (cpu_ms[0], cpu_ms[1]);
    let cost = full.0 / empty.0 - 1.0;
    let told = format!(
        "{:+.0} % CPU per ticket ({:.3} -> {:.3} ms), {:.0}/s -> {:.0}/s, start {:.0} -> {:.0} ms",
        cost * 100.0,
        empty.0,
        full.0,
        empty.1,
        full.1,
        empty.2,
        full.2
    );
    Ok(vec![row("300 past days of 400 tickets", told, "within 20 %", cost <= 0.2)])
}

async fn backups() -> Result<Row, Failure> {
    let cost = backups::cost().await?;
    let ratio = cost.ratio();
    let told = format!(
        "{ratio:.2} times (p99 {:.2} -> {:.2} ms, {:.0}/s -> {:.0}/s, {} backups meanwhile)",
        cost.quiet.p99_ms, cost.busy.p99_ms, cost.quiet.per_s, cost.busy.per_s, cost.backups
    );
    Ok(row("p99 of a number while a backup runs", told, "<= 2 times", ratio <= 2.0))
}

async fn triage() -> Result<Row, Failure> {
    let (server, _) = Server::fresh().await?;
    let asked = triage::ask(&server.target()).await?;
    server.end().await?;
    let told = format!("p50 {:.2} ms, p99 {:.2} ms", asked.p50_ms, asked.p99_ms);
    Ok(row("POST /triage, 60 waiting", told, "p99 < 2 ms", asked.p99_ms < 2.0))
}

async fn click_day() -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for arrival in click_day::Arrival::ALL {
        let seen = click_day::come(arrival).await?;
        let told = format!(
            "{} places given, {} answers indefinite, p50 {:.0} ms, p99 {:.0} ms",
            seen.given, seen.indefinite, seen.p50_ms, seen.p99_ms
        );
        let what = format!("10,000 people for 200 places, {}", arrival.words());
        rows.push(row(what, told, "each once, p99 < 2 s", click_day::is_in_time(&seen)));
        let told = format!("p99 {:.1} ms of {}", seen.call_p99_ms, seen.calls);
        rows.push(row("call-next meanwhile", told, "p99 < 50 ms", seen.call_p99_ms < 50.0));
    }
    Ok(rows)
}

async fn fan_out() -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for (displays, reach, limit_ms) in [(50_usize, "p99 < 20 ms", 20.0), (1000, "p99 < 100 ms", 100.0)] {
        let (server, _) = Server::fresh().await?;
        let shown = boards::call_to_last(&server, displays).await?;
        let memory_mib = server.resident_mib()?;
        let told = format!("p50 {:.1} ms, p99 {:.1} ms ({memory_mib:.0} MiB)", shown.p50_ms, shown.p99_ms);
        rows.push(row(format!("call -> last of {displays} displays"), told, reach, shown.p99_ms < limit_ms));
        server.end().await?;
    }
    Ok(rows)
}

async fn herds() -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for (boards, reach, limit_s) in [(30_usize, "< 5 s", 5.0), (1000, "< 15 s", 15.0)] {
        let healed = herd::heal(boards).await?;
        let told = format!("{:.1} s", healed.seconds);
        let what = format!("server killed and started again -> last of {boards} boards shows a new call");
        rows.push(row(what, told, reach, healed.seconds < limit_s));
        let told = format!("p99 {:.1} ms of {}", healed.p99_ms, healed.numbers);
        let what = format!("numbers while {boards} boards come back");
        rows.push(row(what, told, "p99 < 500 ms", healed.p99_ms < 500.0));
    }
    let [begun, middle, end] = herd::memory(500).await?;
    let told = format!("{begun:.1} -> {middle:.1} -> {end:.1} MiB");
    rows.push(row(
        "memory over a day of 1,500 visits, 500 boards",
        told,
        "end < 1.2 times",
        end < begun * 1.2,
    ));
    let spoken_ms = herd::spoken().await?;
    let (p50_ms, p99_ms) = (load::quantile(&spoken_ms, 0.5), load::quantile(&spoken_ms, 0.99));
    let told = format!("p50 {p50_ms:.0} ms, worst {p99_ms:.0} ms");
    rows.push(row("call -> voice of new words at the display", told, "< 500 ms", p99_ms < 500.0));
    Ok(rows)
}

/// Paper, and the programs beside totem, display and printer.
async fn devices() -> Result<Vec<Row>, Failure> {
    const REACH_MIB: f64 = 25.0;
    let (server, _) = Server::fresh().await?;
    let printed = paper::tap_to_bytes(&server).await?;
    let told = format!("p50 {:.1} ms, p95 {:.1} ms", printed.p50_ms, printed.p95_ms);
    let mut rows = vec![row("tap to bytes at the printer", told, "p95 < 100 ms", printed.p95_ms < 100.0)];
    let mut memory = vec![("printer", printed.program_mib)];
    for role in ["totem", "display"] {
        memory.push((role, paper::memory_of(&server, role).await?));
    }
    for (role, mib) in memory {
        let what = format!("memory of the program of a {role}");
        rows.push(row(what, format!("{mib:.1} MiB"), "< 25 MiB", mib < REACH_MIB));
    }
    server.end().await?;
    Ok(rows)
}

async fn kills() -> Result<Vec<Row>, Failure> {
    const ROUNDS: usize = 10;
    let (mut server, _) = Server::fresh().await?;
    let mut acknowledged = Vec::new();
    for round in 0..ROUNDS {
        let target = server.target();
        let loading = tokio::spawn(load::until_gone(target, 8));
        load::answered(&server.target(), 20 + round * 37).await;
        let dir = server.kill()?;
        acknowledged.extend(loading.await?);
        server = Server::again(dir).await?.0;
    }
    let kept = load::numbers_in_log(&server.target()).await?;
    let lost = acknowledged.iter().filter(|number| !kept.contains(number.as_str())).count();
    let told = format!("{lost} of {} in {ROUNDS} kills", acknowledged.len());
    server.end().await?;
    Ok(vec![row("acknowledged tickets lost by SIGKILL", told, "0", lost == 0)])
}

fn print(rows: &[Row]) {
    let mut table = String::new();
    let _ = writeln!(table, "Machine: {}\n", process::machine());
    let _ = writeln!(table, "| what | measured | reach | |\n|---|---|---|---|");
    for Row { what, measured, reach, is_reached } in rows {
        let mark = if *is_reached { "yes" } else { "NO" };
        let _ = writeln!(table, "| {what} | {measured} | {reach} | {mark} |");
    }
    println!("{table}");
}
