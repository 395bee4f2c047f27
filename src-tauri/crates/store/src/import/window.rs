//! The stretch of a text that is in memory: what is not read yet, from the next record on.

use super::error::ImportError;
use super::source::Text;

/// A stretch of text that can be lengthened at its end and is shortened at its beginning.
pub(super) struct Window<T> {
    text: T,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
}

impl<T: Text> Window<T> {
    /// A window on `head` and on what `text` gives after it.
    pub(super) fn new(head: Vec<u8>, text: T) -> Self {
        Self { text, buffer: head, start: 0, ended: false }
    }

    /// What is in memory and not passed yet.
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Passes so many bytes.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.buffer.len());
    }

    /// The last so many bytes that were passed; they stay until the next lengthening.
    pub(super) fn passed(&self, bytes: usize) -> &[u8] {
        &self.buffer[self.start.saturating_sub(bytes)..self.start]
    }

    /// Whether no more text comes after `rest`.
    pub(super) fn is_at_end(&self) -> bool {
        self.ended
    }

    /// Whether the text was cut where it ends, so that its last record may not be whole.
    pub(super) fn is_cut(&self) -> bool {
        self.text.is_cut()
    }

    /// Lengthens `rest`, or finds that the text ends with it.
    pub(super) fn lengthen(&mut self) -> Result<(), ImportError> {
        self.buffer.drain(..self.start);
        self.start = 0;
        self.ended = self.text.read_more(&mut self.buffer)? == 0;
        Ok(())
    }

    /// The text itself, once it is read.
    pub(super) fn into_text(self) -> T {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Endless;

    impl Text for Endless {
        fn read_more(&mut self, into: &mut Vec<u8>) -> Result<usize, ImportError> {
            into.extend_from_slice(&[b'x'; 1000]);
            Ok(1000)
        }
    }

    #[test]
    fn what_was_passed_takes_no_memory() {
        let mut window = Window::new(vec![b'x'; 1000], Endless);
        for _ in 0..1000 {
            window.pass(900);
            window.lengthen().unwrap();
            let rest = window.rest().len();
            window.pass(rest - 100);
            assert_eq!(window.passed(5), b"xxxxx");
        }
        assert!(window.buffer.capacity() < 10_000);
    }
}
