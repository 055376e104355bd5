//! stub
pub mod desk;
pub mod devices;
pub mod follow;
pub mod home;
pub mod paper;
pub fn files() -> axum::Router {
    axum::Router::new()
}
pub fn not_found(_: &axum::extract::Request) -> axum::response::Response {
    axum::response::IntoResponse::into_response(axum::http::StatusCode::NOT_FOUND)
}
