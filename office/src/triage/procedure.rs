//! The procedure of a service, with everything it refers to.

use crate::catalogue::{Body, Evidence, OnlineService};
use crate::configuration::Configuration;
use crate::id::ServiceId;
use crate::service::{Paper, Service};

/// What the steps, papers, costs and times of a service are, and who does it.
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure<'a> {
    /// The service: steps, costs, times, notes.
    pub service: &'a Service,
    /// The papers to bring, with what they are.
    pub papers: Vec<(&'a Paper, &'a Evidence)>,
    /// Who does it.
    pub competent: Option<&'a Body>,
    /// What of it can be done from home.
    pub online: Option<&'a OnlineService>,
}

impl Configuration {
    /// The procedure of a service; papers that are not in the catalogue are left out.
    pub fn procedure(&self, id: &ServiceId) -> Option<Procedure<'_>> {
        let service = self.service(id)?;
        Some(Procedure {
            service,
            papers: service
                .evidence
                .iter()
                .filter_map(|paper| Some((paper, self.paper(&paper.id)?)))
                .collect(),
            competent: service.competent.as_ref().and_then(|id| self.body(id)),
            online: service.online.as_ref().and_then(|id| self.online_service(id)),
        })
    }
}
