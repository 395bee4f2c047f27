//! `bursar lots`: where a balance lies.

use bursar_app::report::LotLine;
use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::{counted, grouped, or_dash};
use crate::session::Session;
use crate::table::{Column, Table};

/// Lists the lots of a wallet, those that are drawn first on top
///
/// A lot is what a grant left: an amount, a kind, a start, an end, a cost. Lots that ended are
/// counted below; --all lists them too.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar lots main
  bursar lots main --at 2026-12-01 --all")]
pub(crate) struct Lots {
    /// The wallet
    wallet: String,
    /// At this time; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
    /// Also the lots that ended (JSON always has them)
    #[arg(long)]
    all: bool,
}

impl Lots {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let app = session.open()?;
        let lots = app.lots(&self.wallet, self.at.as_deref())?;
        if session.json() {
            session.value(&lots)?;
            return Ok(Exit::Done);
        }
        let times = app.local_times()?;
        let wallet = Some(lots.wallet.as_str());
        let zone = times.zone(&lots.wallet);
        session.line(&format!("{} at {} ({zone})", lots.wallet, times.show(wallet, lots.at)))?;
        let shown = lots.lots.iter().filter(|lot| self.all || is_there(lot));
        let mut table = Table::new(COLUMNS);
        for lot in shown.clone() {
            let show = |at| times.show(wallet, at);
            table.row([
                lot.id.clone(),
                lot.kind.word().to_owned(),
                lot.state.to_owned(),
                grouped(lot.remaining),
                grouped(lot.amount),
                grouped(lot.held),
                grouped(lot.drawn),
                grouped(lot.expired),
                grouped(lot.rolled_out),
                grouped(lot.voided),
                show(lot.starts),
                lot.expires.map_or("never".into(), show),
                or_dash(lot.paid),
            ]);
        }
        if !table.is_empty() {
            session.table(&table.without_empty(&OFTEN_EMPTY))?;
        }
        let hidden = lots.lots.len() - shown.count();
        if hidden > 0 {
            let counted = counted(hidden as u64, "lot");
            session.line(&format!("{counted} ended before; --all lists them."))?;
        } else if lots.lots.is_empty() {
            session.line("No lots.")?;
        }
        Ok(Exit::Done)
    }
}

const COLUMNS: [Column; 13] = [
    Column::Text("lot"),
    Column::Text("kind"),
    Column::Text("state"),
    Column::Number("left"),
    Column::Number("of"),
    Column::Number("held"),
    Column::Number("drawn"),
    Column::Number("expired"),
    Column::Number("rolled out"),
    Column::Number("voided"),
    Column::Text("starts"),
    Column::Text("ends"),
    Column::Number("paid"),
];

const OFTEN_EMPTY: [&str; 5] = ["held", "expired", "rolled out", "voided", "paid"];

fn is_there(lot: &LotLine) -> bool {
    !matches!(lot.state, "ended" | "voided")
}
