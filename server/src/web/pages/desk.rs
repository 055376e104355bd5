//! stub
pub async fn choose() -> &'static str {
    ""
}
pub async fn show() -> &'static str {
    ""
}
pub async fn feed() -> &'static str {
    ""
}
pub async fn act() -> &'static str {
    ""
}
