//! Instants as the clock on the wall shows them where a wallet is kept.

use std::collections::BTreeMap;

use bursar_ledger::calendar::{Zone, wall_time};
use bursar_ledger::instant::Instant;
use chrono::Timelike;

use crate::App;
use crate::wire::ApiError;

/// The zones of the wallets.
#[derive(Clone, Debug, Default)]
pub struct LocalTimes(BTreeMap<String, Zone>);

impl App {
    /// The zones of the wallets.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn local_times(&self) -> Result<LocalTimes, ApiError> {
        let wallets = self.books.wallets()?.into_iter();
        Ok(LocalTimes(wallets.map(|wallet| (wallet.name, wallet.rules.zone)).collect()))
    }
}

impl LocalTimes {
    /// An instant on the wall of a wallet; in UTC for no wallet.
    pub fn show(&self, wallet: Option<&str>, at: Instant) -> String {
        let zone = wallet.and_then(|wallet| self.0.get(wallet));
        local_time(at, zone.copied().unwrap_or_default())
    }

    /// The IANA name of a wallet's zone.
    pub fn zone(&self, wallet: &str) -> &'static str {
        self.0.get(wallet).copied().unwrap_or_default().name()
    }
}

/// `2026-11-21 09:30` in UTC, `2026-11-21 10:30 +01:00` elsewhere; seconds only where there are some,
/// and never less than a second.
pub fn local_time(at: Instant, zone: Zone) -> String {
    let Some(utc) = at.to_utc() else { return at.to_string() };
    let wall = wall_time(at, zone);
    let form = if wall.second() != 0 { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M" };
    let shown = wall.format(form).to_string();
    if zone == Zone::UTC {
        return shown;
    }
    let minutes = (wall - utc.naive_utc()).num_minutes();
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{shown} {sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_as_the_wall_clock_shows_it_and_names_its_offset() {
        for (at, zone, shown) in [
            ("2026-11-21T09:30:00Z", "UTC", "2026-11-21 09:30"),
            ("2026-11-21T09:30:05.25Z", "UTC", "2026-11-21 09:30:05"),
            ("2026-11-21T09:30:00Z", "Europe/Paris", "2026-11-21 10:30 +01:00"),
            ("2026-07-21T23:30:00Z", "America/New_York", "2026-07-21 19:30 -04:00"),
            ("2026-07-21T23:30:00Z", "Asia/Kathmandu", "2026-07-22 05:15 +05:45"),
            ("2026-01-21T23:30:00Z", "Europe/London", "2026-01-21 23:30 +00:00"),
        ] {
            let zone: Zone = zone.parse().unwrap();
            assert_eq!(local_time(Instant::parse(at).unwrap(), zone), shown);
        }
    }
}
