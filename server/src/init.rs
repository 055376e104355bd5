//! Making an office in a fresh folder.

use crate::clock::Clock;
use crate::store::audit::By;
use crate::store::configurations::{self, Stored};
use crate::store::setup::{self, Mode, ServerRow};
use crate::store::{OpenError, StoreError, Writer};
use office::command::Order;
use office::configuration::{Configuration, Version};
use office::decide::{Decision, decide};
use office::event::{Actor, ActorKind, Event};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::ActorId;
use std::path::Path;
use std::sync::Arc;

/// Why an office could not be made.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// The folder cannot be made or written.
    #[error("the data folder cannot be made or written")]
    Folder(#[source] std::io::Error),
    /// The database cannot be made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database cannot be written.
    #[error("the database could not be written")]
    Store(#[from] StoreError),
    /// The catalogue has mistakes.
    #[error("the catalogue has mistakes:\n{}", .0.join("\n"))]
    Mistakes(Vec<String>),
    /// The machine gives no random bits.
    #[error("the machine gives no random bits")]
    NoRandom,
}

/// Makes an office in `dir`: all of it or nothing.
pub fn init(
    dir: &Path,
    mode: Mode,
    configurations: Vec<Configuration>,
    clock: &dyn Clock,
) -> Result<(), InitError> {
    crate::folder::make(dir).map_err(InitError::Folder)?;
    let now = clock.now();
    let mut bits = [0_u8; 40];
    getrandom::fill(&mut bits).map_err(|_| InitError::NoRandom)?;
    let (secret, epoch) = bits.split_at(32);
    let mut row = ServerRow { mode, epoch: 0, secret: [0; 32] };
    row.secret.copy_from_slice(secret);
    // 53 bits: an epoch is a number in JSON, also for programs that keep numbers as doubles.
    row.epoch = epoch.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)) >> 11;
    let mut store = Writer::create(dir)?;
    let batch = store.begin()?;
    setup::write_server(batch.sql(), &row, now)?;
    for configuration in configurations {
        let office = configuration.office.id.clone();
        let version = Version(1);
        setup::add_office(batch.sql(), &office)?;
        let stored = Stored { by: &By::command_line().actor, note: "", at: now };
        configurations::add(batch.sql(), version, &configuration, &stored)?;
        let mut floor = Floor::new(office.clone(), [(version, Arc::new(configuration))].into());
        let by = Actor {
            kind: ActorKind::Staff,
            id: ActorId::new("init").expect("a plain word is an identifier"),
        };
        if let Decision::Accepted(facts) = decide(&floor, &Order::AdoptConfiguration { version }, now) {
            for fact in facts {
                let (office, by) = (office.clone(), by.clone());
                let event = Event { office, seq: floor.seq + 1, day: None, at: now, by, cause: None, fact };
                evolve(&mut floor, &event);
                batch.append(&floor, &event)?;
            }
        }
    }
    batch.commit()?;
    Ok(())
}
