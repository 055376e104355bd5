//! stub
pub async fn home() -> &'static str {
    ""
}
