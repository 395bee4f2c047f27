//! One row of comma-separated cells, quoted where it must be, and never a formula.

use std::io::Write;

use bursar_store::import::guarded;

use crate::wire::ApiError;

/// A row that is being filled.
#[derive(Default)]
pub(crate) struct Row {
    line: String,
    cells: usize,
}

impl Row {
    /// A number, a word of ours or nothing.
    pub(crate) fn plain(&mut self, text: &str) {
        if self.cells > 0 {
            self.line.push(',');
        }
        self.cells += 1;
        let quoted = text.contains(['"', ',', '\n', '\r']) || text != text.trim();
        if quoted {
            self.line.push('"');
            self.line.push_str(&text.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(text);
        }
    }

    /// A text from a user or a provider.
    pub(crate) fn text(&mut self, text: Option<&str>) {
        self.plain(&guarded(text.unwrap_or_default()));
    }

    pub(crate) fn number(&mut self, number: Option<impl ToString>) {
        self.plain(&number.map(|number| number.to_string()).unwrap_or_default());
    }

    /// Ends the row and begins the next.
    pub(crate) fn write(&mut self, out: &mut dyn Write) -> Result<(), ApiError> {
        self.line.push('\n');
        out.write_all(self.line.as_bytes())?;
        self.line.clear();
        self.cells = 0;
        Ok(())
    }
}
