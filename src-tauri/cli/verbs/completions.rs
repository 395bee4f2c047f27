//! `bursar completions`: words for the shell.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Prints the completions of a shell
///
/// bash, zsh, fish, elvish or powershell; put them where the shell looks for them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar completions bash > ~/.local/share/bash-completion/completions/bursar
  bursar completions zsh > ~/.zfunc/_bursar
  bursar completions fish > ~/.config/fish/completions/bursar.fish")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        let name = Arguments::command().get_name().to_owned();
        clap_complete::generate(self.shell, &mut Arguments::command(), name, &mut script);
        if session.json() {
            let shell = self.shell.to_possible_value().map(|shell| shell.get_name().to_owned());
            let script = String::from_utf8_lossy(&script);
            session.value(&serde_json::json!({ "shell": shell, "script": script }))?;
        } else {
            session.bytes(&script)?;
        }
        Ok(Exit::Done)
    }
}
