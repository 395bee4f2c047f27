//! A ledger for beancount.

use std::fmt::Write as _;
use std::io::{self, Write};

use bursar_ledger::money::Currency;
use bursar_store::UsageRow;
use chrono::NaiveDate;

use super::accounts::{Account, Sort};
use super::ledger_format::{Closing, LedgerFormat, Ledgers, WalletLedger, positive, tags};
use super::ledger_names::{Unique, WalletNames, on_one_line};
use super::transactions::{Amount, Transaction};

/// The format of beancount's ledgers.
pub(super) struct Beancount;

/// Letters of a wallet's name in its commodity, of which beancount allows 24 in all.
const LETTERS_OF_A_COMMODITY: usize = 12;

impl LedgerFormat for Beancount {
    fn names(&self, wallet: &str, taken: &mut Unique) -> WalletNames {
        let ascii =
            wallet.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        let ascii: String = ascii.collect();
        let words = ascii.split('-').filter(|word| !word.is_empty());
        let part = words.map(capitalised).collect::<Vec<_>>().join("-");
        let part = if part.is_empty() { "Wallet".to_owned() } else { part };
        // Commodities are cut short, so they are what must differ.
        let short: String = part.chars().take(LETTERS_OF_A_COMMODITY).collect();
        let short = short.trim_end_matches('-');
        let letter =
            if short.starts_with(|letter: char| letter.is_ascii_digit()) { "W" } else { "" };
        let commodity = format!("{letter}{}-CREDITS", short.to_uppercase());
        let unique = taken.of(commodity.clone(), |name, number| format!("{name}{number}"));
        let number = unique.strip_prefix(&commodity).unwrap_or_default();
        let part = if number.is_empty() { part } else { format!("{part}-{number}") };
        let part = taken.of(part, |name, number| format!("{name}-{number}"));
        WalletNames { part, commodity: unique }
    }

    fn head(&self, out: &mut dyn Write, ledgers: &Ledgers<'_>) -> io::Result<()> {
        writeln!(out, ";; The books of Bursar as they were at {}.", ledgers.at)?;
        writeln!(
            out,
            ";; Credits of each wallet are a commodity; @@ is what they cost in money.\n"
        )?;
        writeln!(out, "option \"title\" \"Bursar\"")?;
        for currency in ledgers.currencies.iter().map(Currency::code) {
            writeln!(out, "option \"operating_currency\" \"{currency}\"")?;
        }
        writeln!(out)?;
        let begin = ledgers.begin;
        for wallet in ledgers.wallets {
            writeln!(out, "{begin} commodity {}", wallet.names.commodity)?;
            writeln!(out, "  name: {}", quoted(&wallet.wallet.name))?;
            for account in &wallet.accounts {
                writeln!(out, "{begin} open {}", name(wallet, *account))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn transaction(
        &self,
        text: &mut String,
        wallet: &WalletLedger,
        transaction: &Transaction,
        usage: Option<&UsageRow>,
        id: Option<&str>,
    ) {
        let action = usage.and_then(|usage| usage.action.as_deref());
        let note = match action {
            Some(action) => format!("{}: {action}", transaction.note),
            None => transaction.note.to_owned(),
        };
        let (date, payee) = (transaction.date, quoted(&wallet.wallet.name));
        let _ = writeln!(text, "{date} * {payee} {}", quoted(&note));
        if let Some(id) = id {
            let _ = writeln!(text, "  entry: {}", quoted(id));
        }
        for (tag, value) in usage.map(tags).unwrap_or_default() {
            let _ = writeln!(text, "  {tag}: {}", quoted(value));
        }
        for line in &transaction.lines {
            let account = name(wallet, line.account);
            let amount = match line.amount {
                Amount::Money(money) => money.to_string(),
                Amount::Credits(credits, None) => format!("{credits} {}", wallet.names.commodity),
                Amount::Credits(credits, Some(cost)) => {
                    format!("{credits} {} @@ {}", wallet.names.commodity, positive(cost))
                }
            };
            let _ = writeln!(text, "  {account}  {amount}");
        }
        text.push('\n');
    }

    fn close(
        &self,
        out: &mut dyn Write,
        date: NaiveDate,
        closing: &[Closing<'_>],
    ) -> io::Result<()> {
        // A balance is what an account holds when its day begins.
        let date = date.succ_opt().unwrap_or(date);
        for Closing { wallet, balances } in closing {
            for (account, credits) in balances {
                let account = name(wallet, *account);
                writeln!(out, "{date} balance {account}  {credits} {}", wallet.names.commodity)?;
            }
        }
        Ok(())
    }
}

fn name(wallet: &WalletLedger, account: Account) -> String {
    let sort = match account.sort() {
        Sort::Assets => "Assets",
        Sort::Liabilities => "Liabilities",
        Sort::Equity => "Equity",
        Sort::Income => "Income",
        Sort::Expenses => "Expenses",
    };
    format!("{sort}:{}:{}", wallet.names.part, capitalised(account.word()))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", on_one_line(text, &[]).replace('\\', "\\\\").replace('"', "\\\""))
}
