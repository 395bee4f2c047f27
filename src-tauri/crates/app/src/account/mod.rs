//! A wallet as an account that is kept in order: statements and locks, the subscription and its
//! calendar, what each figure follows from, and what can be changed about the wallet itself.

mod calendar;
mod causes;
mod change;
mod figures;
mod payments;
mod plan_change;
mod rules;
mod statement;
mod subscription;

pub use calendar::{CalendarOrder, CalendarWords};
pub(crate) use payments::{Payments, billed_at, billing_of};
pub(crate) use rules::unit_word;

use bursar_store::{BatchSummary, Wallet};

use crate::App;
use crate::wire::{ApiError, Batch, Booked};

impl App {
    /// What was booked, with the way back and the balance after it.
    fn booked(&self, batch: Option<BatchSummary>, wallet: &Wallet) -> Result<Booked, ApiError> {
        let state = self.books.state_at(wallet, self.clock.now(), None)?;
        Ok(Booked {
            batch: batch.map(|batch| Batch {
                id: batch.id.to_string(),
                title: batch.title,
                recorded_at: batch.recorded_at.to_string(),
            }),
            wallet: wallet.name.clone(),
            available: state.balance(&wallet.rules)?.to_string(),
        })
    }
}
