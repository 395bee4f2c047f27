//! Starting other programs: one way to run a step in sight, one way to ask a program something.
//!
//! It deliberately knows nothing about which programs those are.

use crate::{Stop, project};
use std::path::Path;
use std::process::{Command, Stdio};

/// The cargo that started this program, so that every step uses the same toolchain.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm, which on Windows is a batch file that must be named in full.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs `command` with its output in sight; `what` names the step should it fail.
pub(crate) fn show(what: &str, command: &mut Command) -> Result<(), Stop> {
    let line = words(command);
    println!("$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Stop::Failed(format!("The step “{what}” failed ({status}): {line}"))),
        Err(error) => {
            Err(Stop::Failed(format!("The step “{what}” could not be started: {line}: {error}")))
        }
    }
}

/// What `command` prints when asked in silence; `None` if it is not there or fails.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program of this name lies on the search path.
pub(crate) fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| {
            folder.join(program).is_file() || folder.join(format!("{program}.exe")).is_file()
        })
    })
}

/// The command as a person would type it at the root of the checkout.
pub(crate) fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let root = format!("{}{}", project::root().display(), std::path::MAIN_SEPARATOR);
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|word| {
            let word = word.to_string_lossy().replace(&root, "");
            if word.contains(' ') { format!("'{word}'") } else { word }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::project;
    use std::process::Command;

    #[test]
    fn a_command_is_told_as_it_would_be_typed_at_the_root() {
        let mut command = Command::new(project::root().join("target/debug/bursar"));
        command.arg("--books").arg(project::root().join("books")).args(["usage", "two words"]);
        assert_eq!(words(&command), "bursar --books books usage 'two words'");
    }
}
