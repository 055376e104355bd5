//! stub
pub async fn show() -> &'static str {
    ""
}
pub async fn feed() -> &'static str {
    ""
}
