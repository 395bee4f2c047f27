//! `bursar wallet`: the studio's accounts at providers.

use bursar_app::report::{WalletLine, WalletTerms};
use clap::{Args, Subcommand};

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::or_dash;
use crate::read;
use crate::session::Session;
use crate::table::{Column, Table};

/// Wallets: the studio's accounts at providers
#[derive(Debug, Subcommand)]
pub(crate) enum Wallet {
    Add(Add),
    List(List),
    Show(Show),
}

/// Adds a wallet, with the free credits that its provider gives
///
/// The rules come from the provider's file; where its pages allow several readings, --reading
/// chooses one. Makes the books where there are none.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar wallet add main --provider imagineart --timezone Europe/Paris --opening 500")]
pub(crate) struct Add {
    /// A name of your own
    name: String,
    /// The provider, as “bursar catalog list” names it
    #[arg(long, value_name = "P")]
    provider: String,
    /// The IANA zone of its days; the provider's, else UTC
    #[arg(long, value_name = "TZ")]
    timezone: Option<String>,
    /// Credits that are in it already and belong to no plan
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    opening: Option<String>,
    /// Since when it is kept; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
    /// An answer to a question that the provider's pages leave open
    #[arg(long = "reading", value_name = "QUESTION=ANSWER")]
    readings: Vec<String>,
}

/// Lists the wallets
///
/// Name, provider, zone and the plan that runs, in the order in which they were added.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar wallet list --json")]
pub(crate) struct List {}

/// Shows a wallet: its plan, its zone, its draw order
///
/// Also which reading of the provider's pages was chosen where they allow several.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar wallet show main")]
pub(crate) struct Show {
    /// The wallet
    name: String,
}

impl Wallet {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        match self {
            Self::Add(add) => add.run(session),
            Self::List(_) => list(session),
            Self::Show(show) => show.run(session),
        }
    }
}

impl Add {
    fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let terms = WalletTerms {
            name: self.name,
            provider: self.provider,
            timezone: self.timezone,
            opening: self.opening,
            at: self.at,
            readings: read::readings(&self.readings)?,
        };
        let mut app = session.open_or_make()?;
        let entered = app.wallet_add(&terms)?;
        entered::tell(session, &app, &entered)
    }
}

fn list(session: &mut Session) -> Result<Exit, Failure> {
    let wallets = session.open()?.wallet_list()?;
    if session.json() {
        session.value(&wallets)?;
        return Ok(Exit::Done);
    }
    if wallets.is_empty() {
        session.line("There is no wallet yet; add one with “bursar wallet add”.")?;
        return Ok(Exit::Done);
    }
    let columns = ["wallet", "provider", "zone", "plan"].map(Column::Text);
    let mut table = Table::new(columns);
    for wallet in wallets {
        let plan = or_dash(wallet.plan);
        table.row([wallet.name, wallet.provider, wallet.timezone, plan]);
    }
    session.table(&table)?;
    Ok(Exit::Done)
}

impl Show {
    fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let wallet = session.open()?.wallet_show(&self.name)?;
        if session.json() {
            session.value(&wallet)?;
        } else {
            for line in lines(&wallet) {
                session.line(&line)?;
            }
        }
        Ok(Exit::Done)
    }
}

fn lines(wallet: &WalletLine) -> Vec<String> {
    let mut lines = vec![
        format!("wallet      {}", wallet.name),
        format!("provider    {}", wallet.provider),
        format!("zone        {}", wallet.timezone),
        format!("plan        {}", or_dash(wallet.plan.as_ref())),
        format!("draw order  {}", wallet.order.join(", ")),
    ];
    if let Some(per_day) = wallet.per_day {
        lines.push(format!("pace        {per_day} a day"));
        let out = wallet.runs_out.map(|out| format!("runs out    {out}"));
        lines.push(out.unwrap_or_else(|| "runs out    not within half a year".to_owned()));
    }
    let readings = wallet.readings.iter();
    lines.extend(readings.map(|(asked, answer)| format!("reading     {asked} = {answer}")));
    lines
}
