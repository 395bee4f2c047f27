//! Sums that must hold whatever the engine did: the credits of each lot and of each usage are
//! accounted for.
//!
//! They are taken from the rows themselves, so that a fault that the replay repeats is found too.

use std::collections::{HashMap, HashSet};

use bursar_ledger::credits::Credits;
use bursar_ledger::policy::{DebtAtRefill, FailedUsage};
use rusqlite::{Connection, Row};

use super::findings::{Check, Findings};
use super::names::Names;
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::UsageStatus;
use crate::replay;
use crate::wallet;

pub(super) fn check(
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    check_lots(books, names, findings)?;
    check_usages(books, names, findings)
}

/// What movements and draws say of a lot, in micro-credits.
#[derive(Default)]
struct Moved {
    came_in: i128,
    held: i128,
    drawn: i128,
    refunded: i128,
    returned: i128,
    expired: i128,
    rolled_out: i128,
    voided: i128,
}

type ByLot = HashMap<(i64, i64), Moved>;

/// For each lot: granted + rolled in + corrected = available + held + drawn − refunded + expired +
/// rolled out + voided; and each of these is the sum of its movements. So it holds for each wallet.
fn check_lots(
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut moved = movements(books)?;
    add_draws(books, &mut moved)?;
    let sql = "SELECT wallet, place, amount, remaining, held, drawn, refunded, expired, \
                   rolled_out, voided, corrected FROM lot ORDER BY wallet, place";
    let mut statement = books.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let lot: (i64, i64) = (row.get(0)?, row.get(1)?);
        let figure = |column| row.get::<_, i64>(column).map(i128::from);
        let (amount, remaining, held, drawn) = (figure(2)?, figure(3)?, figure(4)?, figure(5)?);
        let (refunded, expired, rolled_out) = (figure(6)?, figure(7)?, figure(8)?);
        let (voided, corrected) = (figure(9)?, figure(10)?);
        let mut add = |what: String| {
            findings.add(Check::Sums, || {
                let lot = format!("{}, {}", names.wallet(lot.0)?, names.lot(lot.0, lot.1)?);
                Ok(format!("{lot}: {what}"))
            })
        };
        let came = amount + corrected + refunded;
        let went = remaining + held + drawn + expired + rolled_out + voided;
        if came != went {
            add(format!("{} came in and {} are accounted for", shown(came), shown(went)))?;
        }
        if remaining < 0 || remaining > amount {
            add(format!("{} of {} remain", shown(remaining), shown(amount)))?;
        }
        let moved = moved.remove(&lot).unwrap_or_default();
        // A lot that has not started has not moved yet.
        let is_waiting = moved.came_in == 0 && remaining == amount;
        let pairs = [
            ("came in", amount + corrected, if is_waiting { amount } else { moved.came_in }),
            ("are held", held, moved.held),
            ("were drawn", drawn, moved.drawn),
            ("were refunded", refunded, moved.refunded),
            ("were returned", refunded, moved.returned),
            ("expired", expired, moved.expired),
            ("were rolled out", rolled_out, moved.rolled_out),
            ("were voided", voided, moved.voided),
        ];
        for (what, of_lot, of_movements) in pairs {
            if of_lot != of_movements {
                let (of_lot, of_movements) = (shown(of_lot), shown(of_movements));
                add(format!("{of_lot} {what} by the lot, {of_movements} by its movements"))?;
            }
        }
    }
    for (wallet, lot) in moved.into_keys() {
        findings.add(Check::Sums, || {
            let (wallet, lot) = (names.wallet(wallet)?, names.lot(wallet, lot)?);
            Ok(format!("{wallet}: credits moved of {lot}"))
        })?;
    }
    Ok(())
}

fn movements(books: &Connection) -> Result<ByLot, StoreError> {
    let mut moved = ByLot::new();
    let sql = "SELECT wallet, lot, kind, credits FROM movement WHERE lot IS NOT NULL";
    let mut statement = books.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let of_lot = moved.entry((row.get(0)?, row.get(1)?)).or_default();
        let credits = i128::from(row.get::<_, i64>(3)?);
        match row.get_ref(2)?.as_str().unwrap_or_default() {
            "granted" | "rolled_in" | "corrected" => of_lot.came_in += credits,
            "held" => of_lot.held += credits,
            "released" => of_lot.held -= credits,
            "refunded" => of_lot.refunded += credits,
            "expired" => of_lot.expired += credits,
            "rolled_out" => of_lot.rolled_out += credits,
            "voided" => of_lot.voided += credits,
            // Every draw has a row of its own; only some have a movement beside it.
            _ => {}
        }
    }
    Ok(moved)
}

fn add_draws(books: &Connection, moved: &mut ByLot) -> Result<(), StoreError> {
    let sql = "SELECT COALESCE(u.wallet, e.wallet, 0), d.lot, d.credits, d.returned FROM draw d \
               LEFT JOIN usage u ON u.seq = d.usage LEFT JOIN event e ON e.seq = d.usage";
    let mut statement = books.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let of_lot = moved.entry((row.get(0)?, row.get(1)?)).or_default();
        of_lot.drawn += i128::from(row.get::<_, i64>(2)?);
        of_lot.returned += i128::from(row.get::<_, i64>(3)?);
    }
    Ok(())
}

/// What no lot has paid, and what policies make of usages.
struct Unpaid {
    missing: HashMap<i64, i128>,
    /// Wallets whose failed usages are charged (and refunded at once).
    charge_failed: HashSet<i64>,
    /// Wallets that forgive debt, of which nothing remains to be seen.
    forgive: HashSet<i64>,
}

impl Unpaid {
    fn read(books: &Connection) -> Result<Self, StoreError> {
        let mut unpaid = Self {
            missing: HashMap::new(),
            charge_failed: HashSet::new(),
            forgive: HashSet::new(),
        };
        for wallet in wallet::all(books)? {
            let policy = &wallet.rules.policy;
            if policy.failed_usage == FailedUsage::ChargedAndRefunded {
                unpaid.charge_failed.insert(wallet.id.0);
            }
            if policy.debt_at_refill == DebtAtRefill::Forgive {
                unpaid.forgive.insert(wallet.id.0);
            }
            for shortfall in replay::load_head(books, wallet.id)?.state.shortfalls() {
                let usage = i64::try_from(shortfall.usage.0).unwrap_or(i64::MAX);
                *unpaid.missing.entry(usage).or_default() += i128::from(shortfall.credits.micros());
            }
        }
        Ok(unpaid)
    }
}

/// For each usage: its draws and what no lot has paid of it are what was charged.
fn check_usages(
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let unpaid = Unpaid::read(books)?;
    let voided = Voided::read(books, Span::ALL.known)?;
    let sql = "SELECT u.seq, u.wallet, u.status, COALESCE(c.status, u.status), \
                   COALESCE(c.credits, u.credits), \
                   (SELECT SUM(credits) FROM draw d WHERE d.usage = u.seq) \
               FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq ORDER BY u.seq";
    let mut statement = books.prepare(sql)?;
    let to_nobody = "SELECT COALESCE(SUM(credits), 0) FROM movement \
                     WHERE usage = ?1 AND kind = 'refunded_unpaid'";
    let mut to_nobody = books.prepare(to_nobody)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: u64 = row.get(0)?;
        let charged =
            if voided.covers(bursar_ledger::fact::Seq(seq)) { 0 } else { charged(row, &unpaid)? };
        let drawn = i128::from(row.get::<_, Option<i64>>(5)?.unwrap_or_default());
        if charged == drawn {
            continue;
        }
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let given_up: i64 = to_nobody.query_row([seq], |row| row.get(0))?;
        let missing = unpaid.missing.get(&seq).copied().unwrap_or_default() + i128::from(given_up);
        let forgiven = charged - drawn - missing;
        if forgiven == 0 || (forgiven > 0 && unpaid.forgive.contains(&row.get(1)?)) {
            continue;
        }
        findings.add(Check::Sums, || {
            let entry = names.entry(seq)?;
            let (charged, drawn, missing) = (shown(charged), shown(drawn), shown(missing));
            Ok(format!("{entry}: {charged} were charged, {drawn} drawn and {missing} are unpaid"))
        })?;
    }
    Ok(())
}

/// What a usage that counts was charged.
fn charged(row: &Row<'_>, unpaid: &Unpaid) -> Result<i128, StoreError> {
    let entered = UsageStatus::from_code(row.get(2)?);
    let settled = UsageStatus::from_code(row.get(3)?);
    let credits = i128::from(row.get::<_, Option<i64>>(4)?.unwrap_or_default());
    let failed_and_charged =
        entered == UsageStatus::Failed && unpaid.charge_failed.contains(&row.get(1)?);
    Ok(if settled == UsageStatus::Succeeded || failed_and_charged { credits } else { 0 })
}

fn shown(micros: i128) -> String {
    match i64::try_from(micros) {
        Ok(micros) => format!("{} credits", Credits::from_micros(micros)),
        Err(_) => format!("{micros} millionths of a credit"),
    }
}
