//! The name in an address of the API.

use super::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// The one name in an address; bytes that are no text name nothing that is there.
#[derive(Debug)]
pub struct Path(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Path {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let named = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        named.map(|axum::extract::Path(name)| Self(name)).map_err(|_| Problem::unknown("address"))
    }
}
