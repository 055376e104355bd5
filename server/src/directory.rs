//! Who may come in: API keys and devices, held in memory and read again after every change.

use crate::store::keys::{self, DeviceRow, KeyRow};
use crate::store::{Reader, StoreError};
use office::id::DeviceId;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The keys and devices in force.
#[derive(Debug, Default)]
pub struct Directory {
    entries: RwLock<Arc<Entries>>,
}

/// One reading of the keys and devices.
#[derive(Debug, Default)]
pub struct Entries {
    keys: BTreeMap<keys::SecretHash, KeyRow>,
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
        *self.entries.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Entries { keys, devices });
        Ok(())
    }

    /// The keys and devices in force now.
    pub fn now(&self) -> Arc<Entries> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Entries {
    /// The API key with this secret.
    ///
    /// It is looked up by its SHA-256: how long that takes tells nothing about the secret.
    pub fn key(&self, secret: &str) -> Option<&KeyRow> {
        self.keys.get(&keys::hash(secret))
    }

    /// The device with this key.
    pub fn device_by_key(&self, secret: &str) -> Option<&DeviceRow> {
        let hash = keys::hash(secret);
        self.devices.values().find(|device| device.hash == hash)
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
