//! stub
pub async fn show() -> &'static str {
    ""
}
pub async fn feed() -> &'static str {
    ""
}
pub async fn leave() -> &'static str {
    ""
}
