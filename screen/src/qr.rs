//! QR codes as pictures for pages.

use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;

/// Draws `text` as a QR code: an SVG element with `role="img"`, black on white with the quiet zone of
/// four modules, without inline style.
///
/// The element is named by `label` for who cannot see it. Empty where `text` does not fit a QR code
/// (more than about 2,900 bytes).
pub fn svg(text: &str, label: &str) -> String {
    let Ok(code) = QRBuilder::new(text).build() else { return String::new() };
    let drawn = SvgBuilder::default().margin(4).to_str(&code);
    let named = format!(r#"<svg role="img" aria-label="{}" class="qr" "#, escape(label));
    drawn.replacen("<svg ", &named, 1)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_named_and_has_no_inline_style() {
        let drawn = svg("https://example.org/t/0123456789abcdef0123456789abcdef", "Segui \"A12\" <qui>");
        assert!(drawn.starts_with("<svg role=\"img\" aria-label=\"Segui &quot;A12&quot; &lt;qui&gt;\""));
        assert!(!drawn.contains("style"), "{drawn}");
    }

    #[test]
    fn text_too_long_for_a_code_gives_none() {
        assert_eq!(svg(&"x".repeat(5_000), ""), "");
    }
}
