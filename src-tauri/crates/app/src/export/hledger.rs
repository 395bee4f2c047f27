//! A journal for hledger, fit for its strict checks.

use std::fmt::Write as _;
use std::io::{self, Write};

use bursar_ledger::money::Currency;
use bursar_store::UsageRow;
use chrono::NaiveDate;

use super::accounts::{Account, Sort};
use super::ledger_format::{Closing, LedgerFormat, Ledgers, WalletLedger};
use super::ledger_names::{Unique, WalletNames, on_one_line};
use super::transactions::{Amount, Transaction};

/// The journal format of hledger.
pub(super) struct Hledger;

/// Signs that mean something in a name of hledger's.
const BANNED: [char; 16] =
    [':', ';', '"', '(', ')', '[', ']', '{', '}', '|', '*', '!', '=', '@', '%', '\''];

impl LedgerFormat for Hledger {
    fn names(&self, wallet: &str, taken: &mut Unique) -> WalletNames {
        let clean = on_one_line(wallet, &BANNED);
        let plain = clean.starts_with(char::is_alphanumeric);
        let clean = if plain { clean } else { format!("wallet {clean}").trim_end().to_owned() };
        let part = taken.of(clean, |name, number| format!("{name} {number}"));
        WalletNames { commodity: format!("\"{part} credits\""), part }
    }

    fn head(&self, out: &mut dyn Write, ledgers: &Ledgers<'_>) -> io::Result<()> {
        writeln!(out, "; The books of Bursar as they were at {}.", ledgers.at)?;
        writeln!(out, "; Credits of each wallet are a commodity; @@ is what they cost in money.")?;
        writeln!(out, "\ndecimal-mark .\n")?;
        let currencies = ledgers.currencies.iter().map(Currency::code);
        let commodities = ledgers.wallets.iter().map(|wallet| wallet.names.commodity.as_str());
        for commodity in currencies.chain(commodities) {
            writeln!(out, "commodity {commodity}")?;
        }
        writeln!(out)?;
        for wallet in ledgers.wallets {
            writeln!(out, "payee {}", wallet.names.part)?;
        }
        writeln!(out)?;
        for wallet in ledgers.wallets {
            for account in &wallet.accounts {
                writeln!(out, "account {}", name(wallet, *account))?;
            }
        }
        writeln!(out)
    }

    fn transaction(
        &self,
        text: &mut String,
        wallet: &WalletLedger,
        transaction: &Transaction,
        usage: Option<&UsageRow>,
        id: Option<&str>,
    ) {
        let note = match usage.and_then(|usage| usage.action.as_deref()) {
            Some(action) => format!("{}: {}", transaction.note, on_one_line(action, &[';', '|'])),
            None => transaction.note.to_owned(),
        };
        let _ = writeln!(text, "{} * {} | {note}", transaction.date, wallet.names.part);
        if let Some(id) = id {
            let _ = writeln!(text, "    ; entry:{id}");
        }
        for (tag, value) in usage.map(super::ledger_format::tags).unwrap_or_default() {
            let _ = writeln!(text, "    ; {tag}:{}", on_one_line(value, &[',']));
        }
        for line in &transaction.lines {
            let account = name(wallet, line.account);
            let amount = match line.amount {
                Amount::Money(money) => money.to_string(),
                Amount::Credits(credits, None) => format!("{credits} {}", wallet.names.commodity),
                Amount::Credits(credits, Some(cost)) => {
                    let cost = super::ledger_format::positive(cost);
                    format!("{credits} {} @@ {cost}", wallet.names.commodity)
                }
            };
            let _ = writeln!(text, "    {account}    {amount}");
        }
        text.push('\n');
    }

    fn close(
        &self,
        out: &mut dyn Write,
        date: NaiveDate,
        closing: &[Closing<'_>],
    ) -> io::Result<()> {
        for Closing { wallet, balances } in closing {
            writeln!(out, "{date} * {} | what Bursar shows", wallet.names.part)?;
            for (account, credits) in balances {
                let commodity = &wallet.names.commodity;
                let account = name(wallet, *account);
                writeln!(out, "    {account}    0 {commodity} = {credits} {commodity}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

fn name(wallet: &WalletLedger, account: Account) -> String {
    let sort = match account.sort() {
        Sort::Assets => "assets",
        Sort::Liabilities => "liabilities",
        Sort::Equity => "equity",
        Sort::Income => "income",
        Sort::Expenses => "expenses",
    };
    format!("{sort}:{}:{}", wallet.names.part, account.word())
}
