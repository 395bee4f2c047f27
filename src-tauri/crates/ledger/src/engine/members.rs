//! What members used in a month, as far as the wallet's policy limits them.

use std::sync::Arc;

use crate::credits::Credits;
use crate::fact::WalletRules;
use crate::instant::Instant;

use super::{LedgerError, State};

impl State {
    /// Counts usage towards a member's month, where the policy limits that member.
    pub(super) fn count_member(
        &mut self,
        rules: &WalletRules,
        member: Option<&Arc<str>>,
        at: Instant,
        credits: Credits,
    ) -> Result<(), LedgerError> {
        let Some(member) = member else { return Ok(()) };
        if !rules.policy.member_limits.contains_key(&**member) {
            return Ok(());
        }
        let (month, _) = rules.zone.month_of(at)?;
        let months = self.member_months.entry(member.clone()).or_default();
        let used = months.entry(month).or_default();
        *used = used.plus(credits)?;
        Ok(())
    }
}
