//! Who stands behind a page: the dispatcher itself, or the link of a device to it.

use crate::feed::Pulse;
use office::id::RequestKey;
use office::refusal::Refusal;
use office::wire::{Ask, Reply};
use std::future::Future;
use std::sync::Arc;
use tokio::sync::watch;

/// The office as the pages of one device see it: bound to that device's identity by its host.
///
/// In the server it is the registrar and the hub, on a device the link and the snapshot it holds; the
/// pages are the same.
pub trait Front: Clone + Send + Sync + 'static {
    /// What the device shows: a snapshot of [`office::wire`].
    type Screen: Send + Sync + 'static;

    /// The newest snapshot, and every newer one.
    fn screen(&self) -> watch::Receiver<Arc<Self::Screen>>;

    /// How fresh the snapshot is; stale while the link is down.
    fn pulse(&self) -> Pulse;

    /// What is asked of the page beside the office's work; its end says that nothing ever is.
    fn errands(&self) -> watch::Receiver<Errands> {
        watch::channel(Errands::default()).1
    }

    /// Asks something of the office; the same `request` and `ask` again get the same answer.
    fn ask(&self, request: RequestKey, ask: Ask) -> impl Future<Output = Result<Reply, Unserved>> + Send;
}

/// How often something was asked of a page by whoever looks after the devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Errands {
    /// To ring.
    pub chimes: u64,
    /// To load itself anew.
    pub reloads: u64,
}

/// Why an [`Ask`] got no [`Reply`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unserved {
    /// The office says no.
    Refused(Refusal),
    /// The office could not be reached or is too busy now: the same request may be asked again.
    Away,
}
