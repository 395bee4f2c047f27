//! `bursar import`: a provider's log comes into the books.

use bursar_app::report::ImportReport;
use bursar_app::wire::{ApiError, ErrorCode};
use bursar_app::{DateOrder, ImportOrder};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::import_progress::{ProgressLine, cancelled_by_ctrl_c};
use crate::exit::Exit;
use crate::failure::{self, Failure};
use crate::figures::{counted, grouped};
use crate::session::Session;
use crate::table::{Column, Table};

/// Imports a provider's log: CSV, JSON or JSON Lines
///
/// Columns are guessed from their names; --map, --value and --set correct them. Importing the same
/// or an overlapping file again adds nothing. A bad row is reported with its line, its field and
/// the reason and never stops the rest. One import is one transaction and one undo.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar import main usage.csv --dry-run
  bursar import lab log.csv --map at=gmt_create --map model=checkpoint --map quantity=images
  bursar import lab log.csv --mapping lab       once kept, a mapping is used again by its name
  curl … | bursar import main -",
after_long_help = FIELDS)]
pub(crate) struct Import {
    /// The wallet
    wallet: String,
    /// The file; - is standard input
    file: String,
    /// Fills a field from a column
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// Translates a value of a field
    #[arg(long, value_name = "FIELD:FROM=TO")]
    value: Vec<String>,
    /// Gives a field one value in every row
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// Uses the mapping kept under this name, and keeps the one used
    #[arg(long, value_name = "NAME")]
    mapping: Option<String>,
    /// What comes first in dates such as 03/04/2026
    #[arg(long, value_name = "ORDER")]
    date_order: Option<FirstInDates>,
    /// The sign between two cells: , ; | or tab
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<String>,
    /// The sign before the decimals: . or ,
    #[arg(long, value_name = "SIGN", conflicts_with = "decimal_comma")]
    decimal: Option<String>,
    /// The same as --decimal ,
    #[arg(long, hide = true)]
    decimal_comma: bool,
    /// How the file is encoded: utf-8, utf-16le, utf-16be or windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Says what would be added and keeps nothing
    #[arg(long)]
    dry_run: bool,
}

const FIELDS: &str = "\
Examples:
  bursar import main usage.csv --dry-run
  bursar import lab log.csv --map at=gmt_create --map model=checkpoint --map quantity=images
  bursar import lab log.csv --mapping lab       once kept, a mapping is used again by its name
  curl … | bursar import main -

Fields:
  at          when it happened; the only one that must be there. RFC 3339, the common shapes of
              dates and times (in the wallet's zone), Unix seconds and milliseconds
  id          the provider's id: the same id again adds nothing; with other content it is a conflict
  action      what was done (image, upscale), and   model   with what
  set.<name>  one setting, from a column of its own; or   settings   all, as “a=1; b=2” or JSON
  feature     a label for reports; the rate's own if not filled
  quantity    how many results; 1 where no column fills it. An empty cell is unknown: the usage
              is kept without a price until it is settled
  member, project   who, and for what
  status      succeeded, failed, pending; SUCCEED, success, done, error, PROCESSING … are known
  credits     what the provider charged, in place of the rate card's price
  balance     the provider's running balance; the last one reconciles the wallet

Mapping:
  --map at=gmt_create             the column gmt_create fills the field at
  --map set.resolution=size       the column size is the setting resolution
  --value status:3=failed         3 in the column of status means failed
  --set project=Teaser            every row is for the project Teaser
  A column that fills no field is kept with the row, and is in the JSON of “bursar export”.

File:
  Delimiter, encoding, decimal sign and date order are found out; --delimiter, --encoding,
  --decimal and --date-order tell them. A number such as 1.000, where no other number of the file
  says whether that is one or a thousand, is asked about: nothing is imported without --decimal.

Without an id, rows are known by their content: a row that stands k times in a file is k usages.
What no lot covers is kept as uncovered until a purchase or a statement settles it; what no rate
matches is kept without a price until a rate is added with “bursar catalog add”.
Exit code 2 if not one row of the file could be taken.";

/// What comes first in a date of numbers.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FirstInDates {
    Day,
    Month,
}

/// Rejected rows that are shown as text.
const REJECTED_SHOWN: usize = 20;

impl Import {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let order = ImportOrder {
            wallet: self.wallet,
            file: self.file,
            map: self.map,
            value: self.value,
            set: self.set,
            mapping: self.mapping,
            date_order: self.date_order.map(|first| match first {
                FirstInDates::Day => DateOrder::DayFirst,
                FirstInDates::Month => DateOrder::MonthFirst,
            }),
            decimal: self.decimal.or(self.decimal_comma.then(|| ",".to_owned())),
            delimiter: self.delimiter,
            encoding: self.encoding,
            dry_run: self.dry_run,
        };
        let cancelled = cancelled_by_ctrl_c(order.file == "-")?;
        let mut progress = ProgressLine::on_a_terminal();
        let imported = app.import_file(&order, &mut |step| progress.show(step), &cancelled);
        progress.clear();
        let report = imported?;
        if report.read > 0 && report.rejected == report.read {
            return tell_none(session, &order, &report);
        }
        if session.json() {
            session.value(&report)?;
        } else {
            tell(session, &order, &report)?;
        }
        Ok(Exit::Done)
    }
}

/// A report in which not one row was taken, and the error that this is.
#[derive(Serialize)]
struct NoneTaken<'a> {
    #[serde(flatten)]
    report: &'a ImportReport,
    error: &'a ApiError,
}

fn tell_none(
    session: &mut Session,
    order: &ImportOrder,
    report: &ImportReport,
) -> Result<Exit, Failure> {
    let all = counted(report.rejected, "row");
    let message = format!("none of the {all} of “{}” could be taken", order.file);
    let error = ApiError::new(ErrorCode::Input, message).with_hint(
        "The report names the reasons; correct the columns with --map, or mend the file",
    );
    if session.json() {
        session.value(&NoneTaken { report, error: &error })?;
    } else {
        tell(session, order, report)?;
    }
    session.finish()?;
    failure::tell(&error, false);
    Ok(Exit::Input)
}

fn tell(session: &mut Session, order: &ImportOrder, report: &ImportReport) -> Result<(), Failure> {
    let tense = if report.dry_run { "Would add" } else { "Added" };
    let (added, read) = (grouped(report.added), counted(report.read, "row"));
    session.line(&format!("{tense} {added} of {read} to {}.", order.wallet))?;
    let columns = report.columns.iter().map(|(field, column)| format!("{field} = {column}"));
    session.line(&format!("Columns: {}", columns.collect::<Vec<_>>().join(", ")))?;

    let mut table =
        Table::new([Column::Text(""), Column::Number("rows"), Column::Number("credits")]);
    let mut row = |what: &str, rows: u64, credits: String| {
        table.row([what.to_owned(), grouped(rows), credits]);
    };
    row("charged", report.charged, grouped(report.credits));
    row("held", report.held, grouped(report.held_credits));
    row("failed", report.failed, String::new());
    row("unpriced", report.unpriced, String::new());
    row("already there", report.already_there, String::new());
    row("rejected", report.rejected, String::new());
    if report.left_out > 0 {
        row("left out for ever", report.left_out, String::new());
    }
    session.table(&table)?;
    if report.uncovered.is_positive() {
        let uncovered = grouped(report.uncovered);
        session.line(&format!(
            "{uncovered} credits are covered by no lot: enter the missing purchase with its own \
             time (bursar topup … --at), or a statement."
        ))?;
    }
    for error in report.errors.iter().take(REJECTED_SHOWN) {
        let field = error.field.as_deref().map(|field| format!(", {field}")).unwrap_or_default();
        let value = match error.value.as_str() {
            "" => String::new(),
            value => format!(" “{value}”"),
        };
        session.line(&format!("line {}{field}{value}: {}", error.line, error.message))?;
    }
    let more = report.rejected.saturating_sub(REJECTED_SHOWN as u64);
    if more > 0 {
        session.line(&format!("… and {} more; --json names them.", counted(more, "row")))?;
    }
    Ok(())
}
