//! `bursar balance`: what is left.

use bursar_app::LocalTimes;
use bursar_app::report::WalletBalance;
use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::session::Session;
use crate::table::{Column, Table};

/// Tells what is left in each wallet, or in one
///
/// At any instant (--at), and as the books said it at another (--known-at), before what was
/// entered late.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar balance
  bursar balance main --at 2026-12-01
  bursar balance main --at 2026-11-10 --known-at 2026-11-10")]
pub(crate) struct Balance {
    /// The wallet; all if not said
    wallet: Option<String>,
    /// At this time; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
    /// By what had been entered at this time
    #[arg(long, value_name = "T")]
    known_at: Option<String>,
}

impl Balance {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let app = session.open()?;
        let (at, known_at) = (self.at.as_deref(), self.known_at.as_deref());
        let balances = app.balances(self.wallet.as_deref(), at, known_at)?;
        if session.json() {
            session.value(&balances)?;
            return Ok(Exit::Done);
        }
        let Some(first) = balances.wallets.first() else {
            session.line("There is no wallet yet; add one with “bursar wallet add”.")?;
            return Ok(Exit::Done);
        };
        let times = app.local_times()?;
        let at = times.show(Some(&first.name), balances.at);
        session.line(&format!("At {at}"))?;
        let table = table(&balances.wallets, &times);
        session.table(&table.without_empty(&OFTEN_EMPTY))?;
        Ok(Exit::Done)
    }
}

const OFTEN_EMPTY: [&str; 5] = ["held", "frozen", "uncovered", "unpriced", "expired"];

fn table(wallets: &[WalletBalance], times: &LocalTimes) -> Table {
    let mut table = Table::new([
        Column::Text("wallet"),
        Column::Number("available"),
        Column::Number("held"),
        Column::Number("frozen"),
        Column::Number("uncovered"),
        Column::Number("unpriced"),
        Column::Number("expired"),
        Column::Text("next expiry"),
        Column::Text("next refill"),
        Column::Text("by kind"),
    ]);
    for wallet in wallets {
        let show = |at| times.show(Some(&wallet.name), at);
        let expiry = wallet.next_expiry.as_ref();
        let refill = wallet.next_refill.as_ref();
        let kinds = wallet.by_kind.iter();
        let kinds: Vec<_> =
            kinds.map(|(kind, credits)| format!("{kind} {}", grouped(credits))).collect();
        table.row([
            wallet.name.clone(),
            grouped(wallet.available),
            grouped(wallet.held),
            grouped(wallet.frozen),
            grouped(wallet.uncovered),
            grouped(wallet.unpriced),
            grouped(wallet.expired),
            expiry
                .map_or("-".into(), |next| format!("{} {}", show(next.at), grouped(next.credits))),
            refill
                .map_or("-".into(), |next| format!("{} {}", show(next.at), grouped(next.credits))),
            kinds.join(", "),
        ]);
    }
    table
}
