//! What is wrong with the printers of an office, on the pages of its staff.

use crate::app::App;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::language::Language;
use office::wire::DeviceRole;
use screen::reasons::printer_trouble;

/// Most printers that are told of at once.
const LINES_MAX: usize = 4;

/// A line for each printer that is in trouble, with what to do; those that have stopped first.
pub fn lines(app: &App, office: &OfficeId, language: Language) -> Vec<String> {
    let entries = app.directory.now();
    let printers =
        entries.devices().filter(|device| device.role == DeviceRole::Printer && device.office == *office);
    let mut troubled: Vec<_> =
        printers.filter_map(|device| Some((app.printers.trouble(&device.id)?, &device.title))).collect();
    troubled.sort_by_key(|(trouble, _)| !trouble.stops());
    let line = |(trouble, title): (_, &String)| {
        let l = screen::texts(language);
        fl!(l, "printer-line", printer = title.as_str(), trouble = printer_trouble(language, trouble))
    };
    troubled.into_iter().take(LINES_MAX).map(line).collect()
}
