//! Places for connections: so many in all, some of them for the house, so many for each address.

use super::network::household;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most connections at once.
pub const CONNECTIONS_MAX: usize = 4096;
/// How many of them only the house can have: this machine, and the networks named in the settings.
const HOUSE_PLACES: usize = 512;

/// Who is at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comer {
    /// This machine, or a network of the house.
    House,
    /// A proxy: everybody comes from its address.
    Proxy,
    /// Anybody else, from this address.
    Public(IpAddr),
}

/// The places.
#[derive(Debug)]
pub struct Places {
    all: Arc<Semaphore>,
    public: Arc<Semaphore>,
    taken: Arc<Taken>,
    each_max: usize,
}

type Taken = Mutex<BTreeMap<IpAddr, usize>>;

/// The place of one connection, free again when it is dropped.
#[derive(Debug)]
pub struct Place {
    _one_of_all: OwnedSemaphorePermit,
    _public: Option<OwnedSemaphorePermit>,
    _counted: Option<Counted>,
}

/// A connection counted for its address.
#[derive(Debug)]
struct Counted {
    taken: Arc<Taken>,
    address: IpAddr,
}

impl Places {
    /// Free places, `each_max` of them for one address of the public.
    pub fn new(each_max: usize) -> Self {
        Self::with(CONNECTIONS_MAX, HOUSE_PLACES, each_max)
    }

    fn with(all: usize, house: usize, each_max: usize) -> Self {
        Self {
            all: Arc::new(Semaphore::new(all)),
            public: Arc::new(Semaphore::new(all - house)),
            taken: Arc::default(),
            each_max,
        }
    }

    /// Waits until there is a place for whoever comes next; nothing if there never is one again.
    pub async fn next(&self) -> Option<OwnedSemaphorePermit> {
        self.all.clone().acquire_owned().await.ok()
    }

    /// Gives a waited-for place to a comer; nothing where the comer has had enough, or only the places
    /// of the house are left.
    pub fn give(&self, one_of_all: OwnedSemaphorePermit, comer: Comer) -> Option<Place> {
        let (public, counted) = match comer {
            Comer::House => (None, None),
            Comer::Proxy => (Some(self.public.clone().try_acquire_owned().ok()?), None),
            Comer::Public(address) => {
                let counted = self.count(household(address))?;
                (Some(self.public.clone().try_acquire_owned().ok()?), Some(counted))
            }
        };
        Some(Place { _one_of_all: one_of_all, _public: public, _counted: counted })
    }

    fn count(&self, address: IpAddr) -> Option<Counted> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.entry(address).or_insert(0);
        if *own >= self.each_max {
            return None;
        }
        *own += 1;
        Some(Counted { taken: self.taken.clone(), address })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn come(places: &Places, comer: Comer) -> Option<Place> {
        let next = places.next().await.expect("the places are there");
        places.give(next, comer)
    }

    fn visitor(last: u8) -> Comer {
        Comer::Public([203, 0, 113, last].into())
    }

    #[tokio::test]
    async fn address_that_has_enough_places_gets_no_more_until_one_is_free() {
        let places = Places::with(10, 2, 2);
        let first = come(&places, visitor(1)).await.expect("a place");
        let _second = come(&places, visitor(1)).await.expect("a place");
        assert!(come(&places, visitor(1)).await.is_none());
        let _other = come(&places, visitor(2)).await.expect("a place for another address");
        drop(first);
        let _third = come(&places, visitor(1)).await.expect("the place of the first");
    }

    #[tokio::test]
    async fn public_and_proxies_leave_the_places_of_the_house() {
        let places = Places::with(10, 2, 3);
        let mut held = Vec::new();
        for nth in 0..4 {
            held.push(come(&places, visitor(nth)).await.expect("a place"));
            held.push(come(&places, Comer::Proxy).await.expect("a place"));
        }
        assert!(come(&places, visitor(9)).await.is_none());
        assert!(come(&places, Comer::Proxy).await.is_none());
        for _ in 0..2 {
            held.push(come(&places, Comer::House).await.expect("a place of the house"));
        }
        assert_eq!(places.all.available_permits(), 0);
    }

    #[tokio::test]
    async fn nothing_is_remembered_of_who_has_gone() {
        let places = Places::with(10, 2, 3);
        drop(come(&places, visitor(1)).await);
        assert!(places.taken.lock().unwrap().is_empty());
        assert_eq!((places.all.available_permits(), places.public.available_permits()), (10, 8));
    }
}
