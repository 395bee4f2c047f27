//! `bursar statement`: what the provider shows.

use bursar_app::wire::{Kind, KindShown, StatementOrder};
use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::{Failure, input};
use crate::figures::grouped;
use crate::session::Session;

/// Books the balance that the provider shows; the difference becomes a correction
///
/// Where the provider shows less, the missing credits are drawn; where it shows more, they are a
/// lot of kind correction. With --kind they are taken from that kind, or added to it. Reported usage
/// that nothing covered is settled by it. With --lock, whatever would change the books before it is
/// refused from then on, unless --behind-lock is said.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar statement main --shows 12345.5 --at 2026-11-20T18:00
  bursar statement main --kind subscription=1200 --kind topup=300 --lock")]
pub(crate) struct Statement {
    /// The wallet
    wallet: String,
    /// What the provider shows in all
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        required_unless_present = "kinds"
    )]
    shows: Option<String>,
    /// What it shows of one kind; once for each kind that it shows
    #[arg(long = "kind", id = "kinds", value_name = "KIND=N", conflicts_with = "shows")]
    kinds: Vec<String>,
    /// When it showed that; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
    /// Lock the books of the wallet up to there
    #[arg(long)]
    lock: bool,
}

impl Statement {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let kinds = self.kinds.iter().map(|text| read_kind(text)).collect::<Result<_, _>>()?;
        let (wallet, at, shows, lock) = (self.wallet, self.at, self.shows, self.lock);
        let statement = app.statement(&StatementOrder { wallet, at, shows, kinds, lock })?;
        if session.json() {
            session.value(&statement)?;
            return Ok(Exit::Done);
        }
        entered::lines(session, &app, &statement.entered)?;
        let (books, shows) = (grouped(statement.books), grouped(statement.shows));
        let difference = grouped(statement.difference);
        session.line(&format!("books {books}, provider {shows}, difference {difference}"))?;
        Ok(Exit::Done)
    }
}

fn read_kind(text: &str) -> Result<KindShown, Failure> {
    let hint = "Write --kind subscription=1200; the kinds are free, promo, courtesy, rollover, \
                subscription, topup and correction.";
    let wrong = || input(format!("“{text}” is not a kind with its credits"), hint);
    let (word, credits) = text.split_once('=').ok_or_else(wrong)?;
    let kind: Kind = serde_json::from_value(word.trim().into()).map_err(|_| wrong())?;
    Ok(KindShown { kind, credits: credits.to_owned() })
}
