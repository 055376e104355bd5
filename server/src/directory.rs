//! Who may come in: API keys and devices, held in memory and read again after every change.

use crate::store::keys::{DeviceRow, KeyRow, SecretHash};
use crate::store::{Reader, StoreError};
use office::id::DeviceId;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

/// The keys and devices in force.
#[derive(Debug, Default)]
pub struct Directory {
    entries: watch::Sender<Arc<Entries>>,
}

/// One reading of the keys and devices.
#[derive(Debug, Default)]
pub struct Entries {
    keys: BTreeMap<SecretHash, KeyRow>,
    devices: BTreeMap<DeviceId, DeviceRow>,
}

impl Directory {
    /// Reads keys and devices.
    pub fn read(reader: &Reader) -> Result<Self, StoreError> {
        let directory = Self::default();
        directory.refresh(reader)?;
        Ok(directory)
    }

    /// Reads them again.
    pub fn refresh(&self, reader: &Reader) -> Result<(), StoreError> {
        let keys = reader.keys()?.into_iter().filter(|key| !key.revoked).map(|key| (key.hash, key)).collect();
        let devices = reader.devices()?.into_iter().map(|device| (device.id.clone(), device)).collect();
        self.entries.send_replace(Arc::new(Entries { keys, devices }));
        Ok(())
    }

    /// The keys and devices in force now.
    pub fn now(&self) -> Arc<Entries> {
        self.entries.borrow().clone()
    }

    /// Comes back once the device with this key and these particulars is no more.
    pub async fn end_of(&self, device: &DeviceRow) {
        let is_gone = |entries: &Arc<Entries>| entries.device(&device.id) != Some(device);
        // An error says that the directory is gone, and with it the server.
        let _ = self.entries.subscribe().wait_for(is_gone).await;
    }

    /// Comes back once there is a device whose key has this hash.
    pub async fn until_known(&self, hash: &SecretHash) {
        let is_known = |entries: &Arc<Entries>| entries.device_by_key(hash).is_some();
        let _ = self.entries.subscribe().wait_for(is_known).await;
    }
}

impl Entries {
    /// The API key whose secret has this hash: how long the look-up takes tells nothing about the secret.
    pub fn key(&self, hash: &SecretHash) -> Option<&KeyRow> {
        self.keys.get(hash)
    }

    /// The device whose key has this hash.
    pub fn device_by_key(&self, hash: &SecretHash) -> Option<&DeviceRow> {
        self.devices.values().find(|device| device.hash == *hash)
    }

    /// The device with this id.
    pub fn device(&self, id: &DeviceId) -> Option<&DeviceRow> {
        self.devices.get(id)
    }

    /// Every device.
    pub fn devices(&self) -> impl Iterator<Item = &DeviceRow> {
        self.devices.values()
    }
}
