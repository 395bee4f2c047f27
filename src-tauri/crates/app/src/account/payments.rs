//! Payments: when a plan is paid, how often it was, and what that came to.

use bursar_ledger::calendar::{CalendarError, Every, Recurrence, Unit};
use bursar_ledger::catalog::Billing;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::policy::Kind;
use bursar_store::GrantFact;

/// When a plan is paid, and how much.
pub(crate) struct Payments {
    recurrence: Recurrence,
    first: i64,
    /// No payment at or after this instant.
    pub(super) ends: Option<Instant>,
    /// What one payment is, if known.
    pub(crate) price: Option<Money>,
}

/// How a plan is billed, by its label: `Pro, monthly`.
pub(crate) fn billing_of(label: Option<&str>) -> Option<Billing> {
    let (_, word) = label?.rsplit_once(", ")?;
    word.parse().ok()
}

/// The instants at which a plan is paid; where its billing is not known, at each refill.
pub(crate) fn billed_at(refills: &Recurrence, billing: Option<Billing>) -> Recurrence {
    let every = match billing {
        Some(Billing::Weekly) => Every { unit: Unit::Week, n: 1 },
        Some(Billing::Monthly) => Every::MONTH,
        Some(Billing::Quarterly) => Every { unit: Unit::Quarter, n: 1 },
        Some(Billing::Yearly) => Every { unit: Unit::Year, n: 1 },
        None => refills.every,
    };
    Recurrence { every, ..*refills }
}

impl Payments {
    /// The payments of a plan; none for credits that nobody pays for.
    pub(crate) fn of(grant: &GrantFact) -> Result<Option<Self>, CalendarError> {
        if grant.terms.kind != Kind::Subscription {
            return Ok(None);
        }
        let billing = billing_of(grant.plan.as_deref());
        let recurrence = billed_at(&grant.terms.recurrence, billing);
        let begins =
            recurrence.instant(0)?.max(grant.at).max(grant.terms.starts.unwrap_or(grant.at));
        let first = recurrence.first_index_from(begins)?;
        Ok(Some(Self { recurrence, first, ends: grant.ended(), price: price_of(grant, billing) }))
    }

    /// How many there were up to and including an instant.
    pub(super) fn count_by(&self, now: Instant) -> Result<u64, CalendarError> {
        let mut count = 0;
        let mut index = self.first;
        while self.happens(self.recurrence.instant(index)?)
            && self.recurrence.instant(index)? <= now
        {
            count += 1;
            index += 1;
        }
        Ok(count)
    }

    /// The last up to and including an instant, and whether it is the first of all.
    pub(super) fn last_by(&self, now: Instant) -> Result<Option<(Instant, bool)>, CalendarError> {
        let count = i64::try_from(self.count_by(now)?).unwrap_or(i64::MAX);
        if count == 0 {
            return Ok(None);
        }
        Ok(Some((self.recurrence.instant(self.first + count - 1)?, count == 1)))
    }

    /// The first after an instant, whether or not the plan still runs then.
    pub(super) fn next_after(&self, now: Instant) -> Result<Instant, CalendarError> {
        let after = now.plus_micros(1).unwrap_or(now);
        let index = self.recurrence.first_index_from(after)?.max(self.first);
        self.recurrence.instant(index)
    }

    /// Those after an instant and up to another, at most so many.
    pub(crate) fn coming(
        &self,
        now: Instant,
        until: Instant,
        most: usize,
    ) -> Result<Vec<Instant>, CalendarError> {
        let mut coming = Vec::new();
        let mut at = self.next_after(now)?;
        while coming.len() < most && at <= until && self.happens(at) {
            coming.push(at);
            at = self.next_after(at)?;
        }
        Ok(coming)
    }

    fn happens(&self, at: Instant) -> bool {
        self.ends.is_none_or(|ends| at < ends)
    }
}

/// What one payment is: as it was entered, or as the cost of its refills says.
fn price_of(grant: &GrantFact, billing: Option<Billing>) -> Option<Money> {
    if grant.price.is_some() {
        return grant.price;
    }
    let paid = grant.terms.paid?;
    let refills = match billing {
        Some(billing) => billing.refills(grant.terms.recurrence.every)?,
        None => 1,
    };
    Some(Money { minor: paid.minor.checked_mul(i64::from(refills))?, ..paid })
}
