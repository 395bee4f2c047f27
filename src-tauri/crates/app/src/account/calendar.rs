//! The refills, payments and lapses to come as a calendar file, each sort in a category of its own.
//!
//! An event has the same identity each time the file is written, so that a calendar that takes it
//! in again has it once. What lies before today is left out.

use std::path::Path;

use bursar_ledger::instant::Instant;
use bursar_store::Wallet;
use icalendar::{Calendar, Component, Event as Entry, EventLike};

use super::subscription::Event;
use crate::App;
use crate::export::{IfThere, write_file};
use crate::wire::{ApiError, CalendarParts, CalendarWritten, ComingSort, ErrorCode};

/// Events of each sort.
const EVENTS: usize = 24;
/// How far ahead they reach.
const WITHIN: i64 = 2 * 366 * 86_400;

/// What a calendar is to hold.
#[derive(Clone, Debug)]
pub struct CalendarOrder {
    /// The wallet.
    pub wallet: String,
    /// Which sorts of events.
    pub parts: CalendarParts,
    /// Its words.
    pub words: CalendarWords,
}

/// The words of a calendar, with `{wallet}` and `{amount}` in them.
#[derive(Clone, Debug)]
pub struct CalendarWords {
    /// Of a refill.
    pub refill: String,
    /// Of a payment whose price is known.
    pub payment: String,
    /// Of a payment whose price is not known.
    pub payment_unknown: String,
    /// Of a lapse.
    pub lapse: String,
    /// Of the end of a subscription.
    pub end: String,
}

impl Default for CalendarWords {
    fn default() -> Self {
        Self {
            refill: "{wallet}: refill of {amount} credits".to_owned(),
            payment: "{wallet}: renewal, {amount}".to_owned(),
            payment_unknown: "{wallet}: renewal".to_owned(),
            lapse: "{wallet}: {amount} credits lapse if they are not used".to_owned(),
            end: "{wallet}: the subscription ends".to_owned(),
        }
    }
}

impl App {
    /// Writes the refills, payments and lapses to come as a calendar file.
    ///
    /// # Errors
    /// An unknown wallet, nothing that comes, or a file that cannot be written.
    pub fn write_calendar(
        &self,
        order: &CalendarOrder,
        file: &Path,
    ) -> Result<CalendarWritten, ApiError> {
        let (text, events) = self.calendar(order)?;
        let books = self.books.path();
        write_file(file, IfThere::Replace, books, |out| Ok(out.write_all(text.as_bytes())?))?;
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        Ok(CalendarWritten { name, events })
    }

    /// The text of a calendar file, and how many events are in it.
    ///
    /// # Errors
    /// An unknown wallet, or nothing that comes.
    pub fn calendar(&self, order: &CalendarOrder) -> Result<(String, u64), ApiError> {
        let wallet = self.books.wallet(&order.wallet)?;
        let now = self.clock.now();
        let state = self.books.state_at(&wallet, now, None)?;
        let grants = self.books.grant_facts(&wallet)?;
        let until = now.plus_seconds(WITHIN).unwrap_or(now);
        let mut coming = self.coming(&wallet, &state, &grants, until, EVENTS)?;
        coming.retain(|event| match event.sort {
            ComingSort::Refill => order.parts.refills,
            ComingSort::Payment | ComingSort::End => order.parts.payments,
            ComingSort::Lapse => order.parts.lapses,
        });
        if coming.is_empty() {
            let message = format!("nothing of this comes in {}", wallet.name);
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("Take a plan first, or choose more to put in."));
        }
        let account = self.books.id_of(wallet.seq)?;
        let mut calendar = Calendar::new();
        calendar.name(&wallet.name);
        for event in &coming {
            calendar.push(entry(event, &wallet, &account.to_string(), &order.words, now));
        }
        Ok((calendar.to_string(), coming.len() as u64))
    }
}

fn entry(
    event: &Event,
    wallet: &Wallet,
    account: &str,
    words: &CalendarWords,
    now: Instant,
) -> Entry {
    let (sort, category, pattern, amount) = match event.sort {
        ComingSort::Refill => {
            ("refill", "Refills", &words.refill, event.credits.map(|sum| sum.to_string()))
        }
        ComingSort::Lapse => {
            ("lapse", "Lapses", &words.lapse, event.credits.map(|sum| sum.to_string()))
        }
        ComingSort::Payment => {
            let price = event.price.map(|price| price.to_string());
            let words = if price.is_some() { &words.payment } else { &words.payment_unknown };
            ("payment", "Payments", words, price)
        }
        ComingSort::End => ("end", "Payments", &words.end, None),
    };
    let summary =
        pattern.replace("{amount}", &amount.unwrap_or_default()).replace("{wallet}", &wallet.name);
    let mut entry = Entry::new();
    let at = event.at.micros();
    entry.uid(&format!("{account}-{}-{sort}-{at}@bursar", event.of)).summary(&summary);
    entry.add_multi_property("CATEGORIES", category);
    // A reminder of money or credits takes no time of the day.
    entry.add_property("TRANSP", "TRANSPARENT");
    if let (Some(at), Some(now)) = (event.at.to_utc(), now.to_utc()) {
        entry.starts(at).ends(at).timestamp(now);
    }
    entry.done()
}
