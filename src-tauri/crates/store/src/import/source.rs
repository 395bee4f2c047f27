//! The text of a file or of the standard input, piece by piece, whatever its encoding.
//!
//! What comes out is UTF-8 without a byte order mark and without NUL. The bytes are counted and
//! hashed on their way. Nothing here knows what the text means.

use std::fmt;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::str::{self, FromStr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bursar_ledger::credits::shorten;
use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memchr_iter};
use xxhash_rust::xxh3::Xxh3;

use super::error::{ImportError, MOST_BYTES, MappingError};

/// What is wrong with a file in another encoding than it is read in.
pub(super) const NOT_UTF_8: &str = "a byte that is not UTF-8";

/// Bytes asked for at once.
const PIECE: usize = 256 << 10;

/// Where a log comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// The standard input, `-`.
    StandardInput,
}

impl Place {
    /// A path as people type it, where `-` is the standard input.
    pub fn named(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::StandardInput } else { Self::File(path.to_owned()) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::StandardInput => f.pad("the standard input"),
        }
    }
}

/// How the characters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, and ASCII with it.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Marked,
    /// UTF-16, the low byte first.
    Utf16LittleEndian,
    /// UTF-16, the high byte first.
    Utf16BigEndian,
    /// Windows-1252, and Latin-1 with it: never found, only told, since any bytes can be read so.
    Windows1252,
}

impl Encoding {
    /// Its name, as it is told.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Marked => "utf-8",
            Self::Utf16LittleEndian => "utf-16le",
            Self::Utf16BigEndian => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }
}

impl FromStr for Encoding {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        match text.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "ascii" => Ok(Self::Utf8),
            "utf-16" | "utf16" | "utf-16le" => Ok(Self::Utf16LittleEndian),
            "utf-16be" => Ok(Self::Utf16BigEndian),
            "windows-1252" | "cp1252" | "latin-1" | "latin1" | "iso-8859-1" => {
                Ok(Self::Windows1252)
            }
            _ => Err(MappingError::UnknownEncoding(shorten(text))),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Marked => "UTF-8 with a byte order mark",
            Self::Utf16LittleEndian => "UTF-16 (little-endian)",
            Self::Utf16BigEndian => "UTF-16 (big-endian)",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

/// How far reading has come; any thread may look while another reads.
#[derive(Clone, Debug)]
pub struct Progress {
    read: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Progress {
    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes of the file; unknown for the standard input.
    pub fn total_bytes(&self) -> Option<u64> {
        self.total
    }
}

/// A thing that text comes from.
pub(super) trait Text {
    /// Appends some text, and says how many bytes of it; 0 is the end.
    fn read_more(&mut self, into: &mut Vec<u8>) -> Result<usize, ImportError>;

    /// Whether the text goes on behind its end, so that its last record may not be whole.
    fn is_cut(&self) -> bool {
        false
    }
}

/// The text of a file or of the standard input.
pub(super) struct Source {
    name: String,
    encoding: Encoding,
    bytes: io::Chain<Cursor<Vec<u8>>, Counted>,
    decoder: Option<Decoder>,
    /// Bytes of a character that is not complete yet (UTF-8), or room for undecoded bytes.
    pending: Vec<u8>,
    /// The line that the next text belongs to.
    line: u64,
    ended: bool,
    progress: Progress,
}

impl Source {
    /// Opens a file or the standard input and finds out its encoding, unless it is told.
    pub(super) fn open(place: &Place, told: Option<Encoding>) -> Result<Self, ImportError> {
        let name = place.to_string();
        let unreadable = |why: io::Error| match why.kind() {
            io::ErrorKind::NotFound => ImportError::NotThere(place.to_string()),
            _ => ImportError::Unreadable { name: place.to_string(), why },
        };
        match place {
            Place::StandardInput => Self::new(name, Box::new(io::stdin()), None, told),
            Place::File(path) => {
                let about = fs::metadata(path).map_err(unreadable)?;
                if about.is_dir() {
                    return Err(ImportError::IsFolder(name));
                }
                let file = fs::File::open(path).map_err(unreadable)?;
                let size = about.is_file().then_some(about.len());
                Self::new(name, Box::new(file), size, told)
            }
        }
    }

    /// The text of any bytes.
    pub(super) fn new(
        name: String,
        inner: Box<dyn Read + Send>,
        total: Option<u64>,
        told: Option<Encoding>,
    ) -> Result<Self, ImportError> {
        let read = Arc::new(AtomicU64::new(0));
        let progress = Progress { read, total };
        let mut counted =
            Counted { inner, hash: Box::new(Xxh3::new()), progress: progress.clone() };
        let mut first = Vec::new();
        if let Err(why) = counted.by_ref().take(4).read_to_end(&mut first) {
            return Err(ImportError::Unreadable { name, why });
        }
        let (encoding, mark) = match (detect(&first), told) {
            (Ok((found, mark)), Some(told)) if found.name() == told.name() => (found, mark),
            (_, Some(told)) => (told, 0),
            (found, None) => found?,
        };
        first.drain(..mark);
        let decoder = match encoding {
            Encoding::Utf8 | Encoding::Utf8Marked => None,
            Encoding::Utf16LittleEndian => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16BigEndian => Some(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
        };
        Ok(Self {
            name,
            encoding,
            bytes: Cursor::new(first).chain(counted),
            decoder,
            pending: Vec::new(),
            line: 1,
            ended: false,
            progress,
        })
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// The hash of the bytes read so far: of the whole file, once its end is reached.
    pub(super) fn hash(&self) -> u128 {
        self.bytes.get_ref().1.hash.digest128()
    }

    /// Appends up to a piece of bytes as they stand in the file.
    fn read_bytes(&mut self, into: &mut Vec<u8>) -> Result<usize, ImportError> {
        let before = into.len();
        into.resize(before + PIECE, 0);
        let read = loop {
            match self.bytes.read(&mut into[before..]) {
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        into.truncate(before + read.as_ref().copied().unwrap_or(0));
        let read = read.map_err(|why| ImportError::Unreadable { name: self.name.clone(), why })?;
        if self.progress.bytes_read() > MOST_BYTES {
            return Err(ImportError::TooLarge);
        }
        self.ended = read == 0;
        Ok(read)
    }

    fn read_utf8(&mut self, into: &mut Vec<u8>) -> Result<(), ImportError> {
        let before = into.len();
        into.append(&mut self.pending);
        self.read_bytes(into)?;
        let Err(fault) = str::from_utf8(&into[before..]) else {
            return Ok(());
        };
        let valid = before + fault.valid_up_to();
        if fault.error_len().is_some() || self.ended {
            let line = self.line + count_lines(&into[before..valid]);
            return Err(ImportError::NotText { line, what: NOT_UTF_8 });
        }
        self.pending.extend(into.drain(valid..));
        Ok(())
    }

    fn read_decoded(&mut self, into: &mut Vec<u8>) -> Result<(), ImportError> {
        let mut bytes = std::mem::take(&mut self.pending);
        bytes.clear();
        self.read_bytes(&mut bytes)?;
        let before = into.len();
        if let Some(decoder) = &mut self.decoder {
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            into.resize(before + room.unwrap_or(bytes.len() * 3 + 16), 0);
            let (result, _, written) =
                decoder.decode_to_utf8_without_replacement(&bytes, &mut into[before..], self.ended);
            into.truncate(before + written);
            if !matches!(result, DecoderResult::InputEmpty) {
                let line = self.line + count_lines(&into[before..]);
                let what = "a character that is not UTF-16";
                return Err(ImportError::NotText { line, what });
            }
        }
        self.pending = bytes;
        Ok(())
    }
}

impl Text for Source {
    fn read_more(&mut self, into: &mut Vec<u8>) -> Result<usize, ImportError> {
        let before = into.len();
        // A piece may hold only part of a character, and is then no end.
        while !self.ended && into.len() == before {
            if self.decoder.is_some() {
                self.read_decoded(into)?;
            } else {
                self.read_utf8(into)?;
            }
        }
        let new = &into[before..];
        if let Some(nul) = memchr(0, new) {
            let line = self.line + count_lines(&new[..nul]);
            let what = "a NUL character";
            return Err(ImportError::NotText { line, what });
        }
        self.line += count_lines(new);
        Ok(new.len())
    }
}

/// The line ends in a text.
pub(super) fn count_lines(text: &[u8]) -> u64 {
    memchr_iter(b'\n', text).count() as u64
}

/// The encoding that the first four bytes tell, and the length of the mark that told it.
fn detect(first: &[u8]) -> Result<(Encoding, usize), ImportError> {
    Ok(match *first {
        [0xff, 0xfe, 0, 0] | [0, 0, 0xfe, 0xff] => {
            let what = "it is UTF-32";
            return Err(ImportError::NotText { line: 1, what });
        }
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8Marked, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16LittleEndian, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16BigEndian, 2),
        // The first two characters of a log are ASCII: every second byte of UTF-16 is then zero.
        [a, 0, b, 0] if a > 0 && b > 0 => (Encoding::Utf16LittleEndian, 0),
        [0, a, 0, b] if a > 0 && b > 0 => (Encoding::Utf16BigEndian, 0),
        _ => (Encoding::Utf8, 0),
    })
}

/// Counts and hashes the bytes that are read through it.
struct Counted {
    inner: Box<dyn Read + Send>,
    hash: Box<Xxh3>,
    progress: Progress,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.hash.update(&into[..read]);
        self.progress.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a slow pipe may.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let most = into.len().min(1);
            self.0.read(&mut into[..most])
        }
    }

    fn text_of(bytes: &[u8]) -> Result<(Encoding, String), String> {
        let mut seen = Vec::new();
        for slow in [false, true] {
            let cursor = Cursor::new(bytes.to_vec());
            let inner: Box<dyn Read + Send> =
                if slow { Box::new(Slow(cursor)) } else { Box::new(cursor) };
            let read = || -> Result<(Encoding, String), ImportError> {
                let mut source = Source::new("a log".to_owned(), inner, None, None)?;
                let mut text = Vec::new();
                while source.read_more(&mut text)? > 0 {}
                assert_eq!(source.progress().bytes_read(), bytes.len() as u64);
                assert_eq!(source.hash(), xxhash_rust::xxh3::xxh3_128(bytes));
                Ok((source.encoding(), String::from_utf8(text).unwrap()))
            };
            seen.push(read().map_err(|error| error.to_string()));
        }
        assert_eq!(seen[0], seen[1], "however the bytes arrive");
        seen.swap_remove(0)
    }

    fn utf16(text: &str, mark: bool, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let text: String = mark.into_iter().chain(text.chars()).collect();
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn text_comes_out_the_same_whatever_the_encoding() {
        use Encoding::*;
        let text = "at,member\n2026-11-21,Zoë 🎨\u{202e}\n";
        let marked: Vec<u8> = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Utf8),
            (marked, Utf8Marked),
            (utf16(text, true, u16::to_le_bytes), Utf16LittleEndian),
            (utf16(text, true, u16::to_be_bytes), Utf16BigEndian),
            (utf16(text, false, u16::to_le_bytes), Utf16LittleEndian),
            (utf16(text, false, u16::to_be_bytes), Utf16BigEndian),
        ] {
            assert_eq!(text_of(&bytes), Ok((encoding, text.to_owned())));
        }
        assert_eq!(text_of(b""), Ok((Utf8, String::new())));
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_line() {
        let half = utf16("at\n\n", true, u16::to_le_bytes);
        for (bytes, place) in [
            (b"a,b\n1,\xff\n".to_vec(), "line 2 is not text (a byte that is not UTF-8)"),
            (b"a,b\n1,2\n\xe2\x82".to_vec(), "line 3 is not text (a byte that is not UTF-8)"),
            (b"a,b\n1,\0\n".to_vec(), "line 2 is not text (a NUL character)"),
            (b"\x89PNG\r\n\x1a\n".to_vec(), "line 1 is not text (a byte that is not UTF-8)"),
            (
                [&half[..], b"\x00\xd8x\x00"].concat(),
                "line 3 is not text (a character that is not UTF-16)",
            ),
            ([&half[..], b"x"].concat(), "line 3 is not text (a character that is not UTF-16)"),
            (b"\xff\xfe\0\0a\0\0\0".to_vec(), "line 1 is not text (it is UTF-32)"),
        ] {
            let error = text_of(&bytes).unwrap_err();
            assert!(error.starts_with(place), "{error}");
        }
    }

    #[test]
    fn what_is_told_counts_and_only_it_reads_other_encodings() {
        let read = |bytes: &[u8], told: &str| -> Result<String, String> {
            let inner = Box::new(Cursor::new(bytes.to_vec()));
            let told = told.parse().map_err(|error: MappingError| error.to_string())?;
            let mut text = Vec::new();
            let read = || -> Result<Encoding, ImportError> {
                let mut source = Source::new("a log".to_owned(), inner, None, Some(told))?;
                while source.read_more(&mut text)? > 0 {}
                Ok(source.encoding())
            };
            let encoding = read().map_err(|error| error.to_string())?;
            Ok(format!("{encoding}: {}", String::from_utf8(text).unwrap()))
        };
        let latin = b"Zo\xeb, 5 \x80\n";
        for name in ["windows-1252", "Latin-1", "iso-8859-1"] {
            assert_eq!(read(latin, name), Ok("Windows-1252: Zoë, 5 €\n".to_owned()));
        }
        let marked = "\u{feff}Zoë";
        assert_eq!(
            read(marked.as_bytes(), "utf-8"),
            Ok("UTF-8 with a byte order mark: Zoë".to_owned())
        );
        let utf16 = utf16("Zoë", false, u16::to_be_bytes);
        assert_eq!(read(&utf16, "utf-16be"), Ok("UTF-16 (big-endian): Zoë".to_owned()));
        assert!(read(latin, "utf-8").unwrap_err().contains("not UTF-8"));
        assert!(read(b"a\0", "latin-1").unwrap_err().contains("a NUL character"));
        assert!(read(latin, "ebcdic").unwrap_err().contains("is no encoding that is read"));
    }

    #[test]
    fn a_path_that_holds_no_file_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        let open = |path: &Path| match Source::open(&Place::named(path), None) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        let missing = folder.path().join("missing.csv");
        assert!(open(&missing).ends_with("missing.csv”; check the path"));
        assert!(open(folder.path()).ends_with("is a folder; name a file in it"));
        assert_eq!(Place::named(Path::new("-")), Place::StandardInput);
    }
}
