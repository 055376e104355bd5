//! What is wrong with the printers of an office, on the pages of its staff.

use crate::app::App;
use crate::relief;
use i18n_embed_fl::fl;
use office::id::{DeviceId, OfficeId};
use office::language::Language;
use office::wire::DeviceRole;
use screen::reasons::printer_trouble;

/// Most printers that are told of at once.
const LINES_MAX: usize = 4;

/// A line for each printer that is in trouble, with what to do and where its slips come out meanwhile; those that
/// have stopped first.
pub fn lines(app: &App, office: &OfficeId, language: Language) -> Vec<String> {
    let (entries, reliefs) = (app.directory.now(), relief::now(app));
    let title = |id: &DeviceId| entries.device(id).map(|device| device.title.as_str());
    let printers =
        entries.devices().filter(|device| device.role == DeviceRole::Printer && device.office == *office);
    let mut troubled: Vec<_> =
        printers.filter_map(|device| Some((app.printers.trouble(&device.id)?, device))).collect();
    troubled.sort_by_key(|(trouble, _)| !trouble.stops());
    troubled.truncate(LINES_MAX);
    let l = screen::texts(language);
    let mut lines = Vec::new();
    for (trouble, device) in troubled {
        let trouble = printer_trouble(language, trouble);
        let line = fl!(l, "printer-line", printer = device.title.as_str(), trouble = trouble);
        let relief = reliefs.iter().find(|relief| relief.from == device.id);
        lines.push(match relief.and_then(|relief| title(&relief.to)) {
            Some(other) => format!("{line} {}", fl!(l, "printer-relieved", printer = other)),
            None => line,
        });
    }
    lines
}
