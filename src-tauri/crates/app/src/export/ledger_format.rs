//! What the formats of other book-keepers have in common: which questions are asked of the books,
//! and in which order they are written.

use std::collections::BTreeSet;
use std::io::{self, Write};

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Currency, Money};
use bursar_ledger::policy::Kind;
use bursar_store::{UsageRow, Wallet};
use chrono::NaiveDate;

use super::accounts::Account;
use super::ledger_names::{Unique, WalletNames};
use super::merge::{Spool, write_by_date};
use super::transactions::{Amount, Bookkeeper, Transaction, closing_balances};
use crate::App;
use crate::wire::ApiError;

/// A format of double-entry books.
pub(super) trait LedgerFormat {
    /// What a wallet is called.
    fn names(&self, wallet: &str, taken: &mut Unique) -> WalletNames;
    /// What stands before the transactions.
    fn head(&self, out: &mut dyn Write, ledgers: &Ledgers<'_>) -> io::Result<()>;
    /// A transaction, for a usage with what it was and for whom.
    fn transaction(
        &self,
        text: &mut String,
        wallet: &WalletLedger,
        transaction: &Transaction,
        usage: Option<&UsageRow>,
        id: Option<&str>,
    );
    /// Assertions of what Bursar shows.
    fn close(
        &self,
        out: &mut dyn Write,
        date: NaiveDate,
        closing: &[Closing<'_>],
    ) -> io::Result<()>;
}

/// A wallet in the other program.
pub(super) struct WalletLedger {
    pub(super) wallet: Wallet,
    pub(super) names: WalletNames,
    pub(super) accounts: Vec<Account>,
}

/// All that the head of a file tells.
pub(super) struct Ledgers<'a> {
    pub(super) at: Instant,
    /// The day of the first transaction.
    pub(super) begin: NaiveDate,
    pub(super) currencies: &'a BTreeSet<Currency>,
    pub(super) wallets: &'a [WalletLedger],
}

/// What a wallet holds in the end.
pub(super) struct Closing<'a> {
    pub(super) wallet: &'a WalletLedger,
    pub(super) balances: Vec<(Account, Credits)>,
}

/// What a usage was and for whom, as tags.
pub(super) fn tags(usage: &UsageRow) -> Vec<(&'static str, &str)> {
    let tags = [
        ("feature", &usage.feature),
        ("action", &usage.action),
        ("model", &usage.model),
        ("member", &usage.member),
        ("project", &usage.project),
        ("key", &usage.external_id),
    ];
    tags.into_iter().filter_map(|(tag, text)| Some((tag, text.as_deref()?))).collect()
}

/// A price is never below zero; the sign stands before the credits.
pub(super) fn positive(money: Money) -> Money {
    Money { minor: money.minor.saturating_abs(), ..money }
}

impl App {
    pub(super) fn export_transactions(
        &self,
        format: &impl LedgerFormat,
        out: &mut dyn Write,
    ) -> Result<(), ApiError> {
        let at = self.clock.now();
        let mut taken = Unique::default();
        let mut currencies = BTreeSet::new();
        let (mut wallets, mut spools) = (Vec::new(), Vec::new());
        for wallet in self.books.wallets()? {
            let names = format.names(&wallet.name, &mut taken);
            let mut ledger = WalletLedger { wallet, names, accounts: Vec::new() };
            spools.push(self.spool(format, &ledger, at, &mut currencies)?);
            let state = self.books.state_at(&ledger.wallet, at, None)?;
            let kinds: BTreeSet<Kind> = state.lots().iter().map(|lot| lot.kind).collect();
            ledger.accounts = Account::all(kinds);
            wallets.push((ledger, closing_balances(&state)?));
        }
        let dates = spools.iter().filter_map(Spool::dates);
        let today = at.to_utc().map_or(NaiveDate::MIN, |utc| utc.date_naive());
        let (begin, end) = dates
            .fold((today, today), |(begin, end), (first, last)| (begin.min(first), end.max(last)));
        let (wallets, balances): (Vec<_>, Vec<_>) = wallets.into_iter().unzip();
        format.head(out, &Ledgers { at, begin, currencies: &currencies, wallets: &wallets })?;
        write_by_date(spools, out)?;
        let closing: Vec<Closing<'_>> = wallets
            .iter()
            .zip(balances)
            .map(|(wallet, balances)| Closing { wallet, balances })
            .collect();
        format.close(out, end, &closing)?;
        Ok(())
    }

    /// The transactions of a wallet, in a file of their own.
    fn spool(
        &self,
        format: &impl LedgerFormat,
        ledger: &WalletLedger,
        until: Instant,
        currencies: &mut BTreeSet<Currency>,
    ) -> Result<Spool, ApiError> {
        let mut spool = Spool::new()?;
        let mut bookkeeper = Bookkeeper::new(&ledger.wallet);
        let mut text = String::new();
        self.books.history_each(&ledger.wallet, until, |step| {
            for transaction in bookkeeper.book(step)? {
                for line in &transaction.lines {
                    if let Amount::Money(money) | Amount::Credits(_, Some(money)) = line.amount {
                        currencies.insert(money.currency);
                    }
                }
                let usage = match transaction.entry {
                    Some(seq) => self.books.usage_of(seq)?,
                    None => None,
                };
                let id = transaction.entry.map(|seq| self.books.id_of(seq)).transpose()?;
                let id = id.map(|id| id.to_string());
                text.clear();
                format.transaction(&mut text, ledger, &transaction, usage.as_ref(), id.as_deref());
                spool.add(transaction.date, &text)?;
            }
            Ok::<_, ApiError>(())
        })?;
        Ok(spool)
    }
}
