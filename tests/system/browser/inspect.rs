//! What every page has to stand: the rules of accessibility, no other host, and a picture of it.

use super::window::{Device, Window};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::LazyLock;

/// axe-core, brought by `make assets`.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../screen/assets/test/axe.min.js");
    std::fs::read_to_string(path).expect("axe-core is there after `make assets`")
});

/// WCAG 2.2 AA, and what is good beyond it.
const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/// Checks the page and keeps its picture as `NAME.png`.
///
/// # Panics
/// Where a rule is violated, or something came from another host.
pub async fn inspect(window: &Window, name: &str) {
    window.picture(name).await;
    let foreign = window
        .run(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)
               .filter((name) => !name.startsWith(location.origin + '/') && !name.startsWith('data:'))",
        )
        .await;
    assert_eq!(foreign, json!([]), "{name} loads from another host");
    let violations = axe(window).await;
    assert!(violations.is_empty(), "{name}:\n{}", violations.join("\n"));
}

/// The violations that axe finds, each in a line: rule, element, what is wrong.
async fn axe(window: &Window) -> Vec<String> {
    // Read from afar or in passing: 7:1 instead of 4.5:1.
    let is_hall = matches!(window.device, Device::Totem | Device::Display);
    let rules = json!({"color-contrast-enhanced": {"enabled": is_hall}});
    let options =
        json!({"runOnly": {"type": "tag", "values": RULES}, "rules": rules, "resultTypes": ["violations"]});
    window.run(&AXE).await;
    let found = window
        .run_async(&format!(
            "const done = arguments[0];
             axe.run(document, {options}).then(
               (result) => done(result.violations.flatMap((rule) => rule.nodes.map(
                 (node) => `${{rule.id}} | ${{node.target.join(' ')}} | ${{node.failureSummary}}`))),
               (error) => done([String(error)]))"
        ))
        .await;
    let Value::Array(found) = found else { panic!("axe gives a list, not {found}") };
    found.iter().map(|line| line.as_str().unwrap_or_default().replace('\n', " ")).collect()
}
