//! Carrying out a plan: the only place that changes the machine.

use super::plan::Plan;
use crate::Stop;
use crate::process::show;
use std::process::Command;

/// Runs the commands of a plan; stops before the first of them if the person has to act.
pub(super) fn carry_out(plan: &Plan) -> Result<(), Stop> {
    if !plan.by_hand.is_empty() {
        return Err(Stop::Missing(what_to_type(plan)));
    }
    for words in &plan.commands {
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
        if let Err(Stop::Failed(sentence)) = show("installation", &mut command) {
            return Err(Stop::Missing(format!("{sentence}\nRun it by hand, then try again.")));
        }
    }
    Ok(())
}

/// Everything that is to be done by hand, then what would have been run.
fn what_to_type(plan: &Plan) -> String {
    let mut text =
        String::from("This cannot be installed from here. Please do it, then try again:");
    for line in
        plan.by_hand.iter().cloned().chain(plan.commands.iter().map(|words| words.join(" ")))
    {
        text.push_str("\n    ");
        text.push_str(&line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Plan, Stop, carry_out};

    #[test]
    fn nothing_is_run_while_something_is_left_to_the_person() {
        let plan = Plan {
            commands: vec![vec!["no-such-program".to_owned()]],
            by_hand: vec!["sudo apt-get install --yes xvfb".to_owned()],
            ..Plan::default()
        };
        let Err(Stop::Missing(text)) = carry_out(&plan) else {
            panic!("the plan was carried out");
        };
        assert!(text.contains("sudo apt-get install --yes xvfb"), "{text}");
        assert!(text.contains("no-such-program"), "{text}");
    }
}
