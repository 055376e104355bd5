//! Slips: their layout, their bytes for a receipt printer and their picture on a page.
//!
//! Everything here is pure. A ticket is laid out once ([`layout::ticket`]) into a
//! [`office::slip::Slip`]; that same slip becomes ESC/POS bytes ([`escpos::encode`]) on the device and
//! a strip of HTML ([`paper::strip`]) on the paper page, with the same line breaks. Nothing here opens
//! a connection to a printer.
//!
//! ```text
//! TicketSlip --layout::ticket--> Slip --escpos::encode--> bytes
//!                                     --paper::strip----> HTML
//! ```

pub mod escpos;
pub mod layout;
pub mod paper;
pub mod profile;
mod qr;
pub mod raster;
pub mod spool;
pub mod text;
pub mod wrap;
