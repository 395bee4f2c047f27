//! What a balance chart shows of the time to come: what will be left, and the refills on the way.

use bursar_charts::{BalanceOverTime, DayAhead, Event, EventKind};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::Wallet;

use crate::App;
use crate::wire::ApiError;

/// As many days as the chart has of facts, but no fewer and no more than these.
const FEWEST_DAYS: i64 = 7;
const MOST_DAYS: i64 = 31;
const DAY_MICROS: i64 = 86_400_000_000;

impl App {
    /// Adds what will be left to a balance that is drawn up to now; nothing where no pace is known.
    pub(crate) fn look_ahead(
        &self,
        wallet: &Wallet,
        drawn: &mut BalanceOverTime,
    ) -> Result<(), ApiError> {
        let facts = (drawn.until - drawn.from) / DAY_MICROS;
        let days = usize::try_from(facts.clamp(FEWEST_DAYS, MOST_DAYS)).unwrap_or(0);
        let now = Instant::from_micros(drawn.until);
        let state = self.books.state_at(wallet, now, None)?;
        let ahead = self.days_ahead(wallet, &state, days)?;
        let Some(last) = ahead.last().map(|day| day.at) else { return Ok(()) };
        drawn.ahead = ahead
            .iter()
            .map(|day| DayAhead {
                at: day.at.micros(),
                low: day.low.micros(),
                middle: day.middle.micros(),
                high: day.high.micros(),
            })
            .collect();
        // The free credits of every day would hide everything else.
        let refills = state.upcoming_refills_of(last, |terms| terms.kind != Kind::Free)?;
        drawn.events.extend(refills.into_iter().map(|(at, credits)| Event {
            at: at.micros(),
            kind: EventKind::Refill,
            micros: credits.micros(),
        }));
        Ok(())
    }
}
