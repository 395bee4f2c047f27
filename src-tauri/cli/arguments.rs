//! The words of the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;
use crate::verbs;

/// Books for the credits that a studio buys at AI services: what is left, why, what expires next
/// and what it all cost.
#[derive(Debug, Parser)]
#[command(
    name = "bursar",
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "\
Begin with:
  bursar sample                                     try it on the books of a made-up studio
  bursar wallet add lab --provider imagineart       begin books of your own
  bursar help import                                how to read a provider's log

Answers go to standard output, as JSON with --json; errors are a sentence on standard error.
Exit code: 0 done, 1 a check failed, 2 wrong usage or input, 3 refused by the rules.
Times are RFC 3339, or a date or local time in the wallet's zone: 2026-11-21, 2026-11-21T09:30."
)]
pub(crate) struct Arguments {
    /// The books; otherwise those in the platform's data folder
    #[arg(long, global = true, value_name = "FILE", env = "BURSAR_BOOKS", hide_env_values = true)]
    pub(crate) books: Option<PathBuf>,

    /// Answer as JSON; an error is then also {"error": {"code", "message", "hint"}}
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Book also what lies before the lock of a wallet's books
    #[arg(long, global = true)]
    pub(crate) behind_lock: bool,

    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    #[command(subcommand)]
    Wallet(verbs::wallet::Wallet),
    Subscribe(verbs::subscribe::Subscribe),
    Cancel(verbs::cancel::Cancel),
    Topup(verbs::topup::Topup),
    Balance(verbs::balance::Balance),
    Lots(verbs::lots::Lots),
    Journal(verbs::journal::Journal),
    Explain(verbs::explain::Explain),
    Price(verbs::price::Price),
    Record(verbs::record::Record),
    Refund(verbs::refund::Refund),
    Settle(verbs::settle::Settle),
    Void(verbs::void::Void),
    Undo(verbs::undo::Undo),
    Statement(verbs::statement::Statement),
    Import(verbs::import::Import),
    Usage(verbs::usage::Usage),
    Bill(verbs::bill::Bill),
    Estimate(verbs::estimate::Estimate),
    Plans(verbs::plans::Plans),
    Forecast(verbs::forecast::Forecast),
    Calendar(verbs::calendar::Calendar),
    Chart(verbs::chart::Chart),
    #[command(subcommand)]
    Member(verbs::member::Member),
    #[command(subcommand)]
    Project(verbs::project::Project),
    #[command(subcommand)]
    Catalog(verbs::catalog::Catalog),
    Open(verbs::open::Open),
    Export(verbs::export::Export),
    Backup(verbs::backup::Backup),
    Restore(verbs::restore::Restore),
    Verify(verbs::verify::Verify),
    Simulate(verbs::simulate::Simulate),
    Sample(verbs::sample::Sample),
    Completions(verbs::completions::Completions),
}

impl Verb {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        match self {
            Self::Wallet(verb) => verb.run(session),
            Self::Subscribe(verb) => verb.run(session),
            Self::Cancel(verb) => verb.run(session),
            Self::Topup(verb) => verb.run(session),
            Self::Balance(verb) => verb.run(session),
            Self::Lots(verb) => verb.run(session),
            Self::Journal(verb) => verb.run(session),
            Self::Explain(verb) => verb.run(session),
            Self::Price(verb) => verb.run(session),
            Self::Record(verb) => verb.run(session),
            Self::Refund(verb) => verb.run(session),
            Self::Settle(verb) => verb.run(session),
            Self::Void(verb) => verb.run(session),
            Self::Undo(verb) => verb.run(session),
            Self::Statement(verb) => verb.run(session),
            Self::Import(verb) => verb.run(session),
            Self::Usage(verb) => verb.run(session),
            Self::Bill(verb) => verb.run(session),
            Self::Estimate(verb) => verb.run(session),
            Self::Plans(verb) => verb.run(session),
            Self::Forecast(verb) => verb.run(session),
            Self::Calendar(verb) => verb.run(session),
            Self::Chart(verb) => verb.run(session),
            Self::Member(verb) => verb.run(session),
            Self::Project(verb) => verb.run(session),
            Self::Catalog(verb) => verb.run(session),
            Self::Open(verb) => verb.run(session),
            Self::Export(verb) => verb.run(session),
            Self::Backup(verb) => verb.run(session),
            Self::Restore(verb) => verb.run(session),
            Self::Verify(verb) => verb.run(session),
            Self::Simulate(verb) => verb.run(session),
            Self::Sample(verb) => verb.run(session),
            Self::Completions(verb) => verb.run(session),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_words_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_says_what_it_does_and_shows_an_example() {
        let command = Arguments::command();
        let with_verbs = command.get_subcommands().flat_map(|verb| {
            let own: Vec<_> = verb.get_subcommands().collect();
            if own.is_empty() { vec![verb] } else { own }
        });
        for verb in with_verbs {
            let name = verb.get_name();
            assert!(verb.get_about().is_some(), "{name} says what it does");
            assert!(verb.get_long_about().is_some(), "{name} says a second thing");
            let examples = verb.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(examples.contains("bursar "), "{name} shows an example");
            for argument in verb.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{name}: {} is explained",
                    argument.get_id()
                );
            }
        }
    }
}
