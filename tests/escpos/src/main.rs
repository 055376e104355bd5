//! Reads files of ESC/POS and tells, one line of JSON for each file, the commands that it finds in it.

use std::io::{BufWriter, Write};

fn main() -> std::io::Result<()> {
    let mut told = BufWriter::new(std::io::stdout().lock());
    for path in std::env::args_os().skip(1) {
        let commands = hardless_escpos::parse(&std::fs::read(path)?);
        serde_json::to_writer(&mut told, &commands)?;
        told.write_all(b"\n")?;
    }
    told.flush()
}
