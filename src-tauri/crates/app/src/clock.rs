//! The clock: the only place that asks what time it is.

use bursar_ledger::instant::Instant;
use chrono::Utc;

/// Where the present comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The system's clock.
    System,
    /// A fixed instant.
    At(Instant),
}

impl Clock {
    /// The present.
    pub fn now(self) -> Instant {
        match self {
            Self::System => Utc::now().into(),
            Self::At(instant) => instant,
        }
    }
}
