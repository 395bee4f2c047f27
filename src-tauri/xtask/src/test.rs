//! `cargo xtask test`: every check and every test, in named steps, as CI runs them.
//!
//! All cargo steps name the whole workspace, so that they share what is built: the features of a
//! dependency are the same in each of them.

use crate::machine::{self, Need, System};
use crate::process::{cargo, show};
use crate::{Stop, display, project, refuse_unknown, run, ui};
use std::time::{Duration, Instant};

const NOT_THE_WINDOW: &str = "not (package(bursar-desktop) and kind(test))";
const THE_WINDOW: &str = "package(bursar-desktop) and binary(desktop)";

/// Runs the steps and stops at the first that fails, naming it.
pub(crate) fn test(arguments: &[String]) -> Result<(), Stop> {
    const WITHOUT_WINDOW: &str = "--without-window";
    refuse_unknown(arguments, &[WITHOUT_WINDOW])?;
    let scope = Scope {
        system: System::here(),
        shell: !arguments.iter().any(|given| given == WITHOUT_WINDOW),
    };
    machine::ensure(&scope.needs())?;

    let mut timings = Vec::new();
    for step in steps(&scope) {
        println!("\n── {} ──", step.name);
        let start = Instant::now();
        (step.run)(&scope).inspect_err(|_| eprintln!("\n✗ {} failed", step.name))?;
        timings.push((step.name, start.elapsed()));
        println!("✓ {} ({})", step.name, seconds(start.elapsed()));
    }
    report(&timings);
    if let Some(sentence) = scope.why_no_window() {
        println!("{sentence}");
    }
    Ok(())
}

struct Step {
    name: &'static str,
    run: fn(&Scope) -> Result<(), Stop>,
}

fn steps(scope: &Scope) -> Vec<Step> {
    let mut steps = vec![
        Step { name: "formatting", run: formatting },
        Step { name: "packages of the UI", run: |_| ui::install() },
        Step { name: "types of the UI", run: |_| ui::script("check") },
        Step { name: "tests of the UI", run: |_| ui::script("test") },
        // The shell embeds what this makes, so it comes before the first cargo step.
        Step { name: "build of the UI", run: |_| ui::script("build") },
        Step { name: "lints", run: lints },
        Step { name: "build of the tests", run: |scope| nextest(scope, &["--no-run"]) },
        Step {
            name: "unit, scenario, property and command-line tests",
            run: |scope| nextest(scope, &["-E", NOT_THE_WINDOW]),
        },
        Step { name: "examples in the documentation", run: examples },
    ];
    if scope.why_no_window().is_none() {
        steps.push(Step { name: "window tests", run: window });
    }
    steps
}

/// How much of the house is tested.
struct Scope {
    system: System,
    /// Whether the shell is built at all.
    shell: bool,
}

impl Scope {
    fn needs(&self) -> Vec<Need> {
        let mut needs = if self.shell {
            run::needs(&self.system)
        } else {
            vec![Need::Compiler, Need::Node, Need::Npm]
        };
        if self.shell && self.system.has_webkitgtk() {
            needs.extend([Need::Driver, Need::Xvfb]);
        }
        // The other systems’ tests use hledger where it is installed.
        if self.system == System::Debian {
            needs.push(Need::Hledger);
        }
        needs.push(Need::Nextest);
        needs
    }

    /// The packages that the cargo steps name.
    fn packages(&self) -> &'static [&'static str] {
        if self.shell { &["--workspace"] } else { &["--workspace", "--exclude", "bursar-desktop"] }
    }

    /// Why the window is not driven here, if it is not.
    fn why_no_window(&self) -> Option<&'static str> {
        if !self.shell {
            Some("The window was neither built nor tested, as asked.")
        } else if !self.system.has_webkitgtk() {
            Some("The window was built but not driven: there is no WebKitWebDriver on this system.")
        } else if !machine::driver_can_click() {
            Some(
                "The window was built but not driven: this system builds its WebKitGTK 4.1 without \
                 the half of the driver that clicks (mended in WebKitGTK 2.54).",
            )
        } else {
            None
        }
    }
}

fn formatting(_: &Scope) -> Result<(), Stop> {
    cargo_step("formatting", &["fmt", "--all", "--check"])
}

fn lints(scope: &Scope) -> Result<(), Stop> {
    let command = [&["clippy"], scope.packages(), &["--all-targets", "--", "-D", "warnings"]];
    cargo_step("lints", &command.concat())
}

fn nextest(scope: &Scope, arguments: &[&str]) -> Result<(), Stop> {
    cargo_step("tests", &[&["nextest", "run"], scope.packages(), arguments].concat())
}

fn examples(scope: &Scope) -> Result<(), Stop> {
    cargo_step("examples", &[&["test", "--doc", "--quiet"], scope.packages()].concat())
}

fn window(scope: &Scope) -> Result<(), Stop> {
    let words = [&["nextest", "run"], scope.packages(), &["-E", THE_WINDOW]].concat();
    let mut command = cargo();
    command.args(words).current_dir(project::root());
    show("window tests", display::hide(&mut command))
}

fn cargo_step(what: &str, words: &[&str]) -> Result<(), Stop> {
    show(what, cargo().args(words).current_dir(project::root()))
}

fn report(timings: &[(&str, Duration)]) {
    println!("\nAll steps passed:");
    for (name, duration) in timings {
        println!("{:>10}  {name}", seconds(*duration));
    }
    println!("{:>10}  together", seconds(timings.iter().map(|(_, duration)| *duration).sum()));
}

fn seconds(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    match tenths / 600 {
        0 => format!("{}.{} s", tenths / 10, tenths % 10),
        minutes => format!("{minutes} min {:02} s", tenths / 10 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Need, Scope, System, seconds, steps};

    #[test]
    fn the_window_is_asked_for_only_where_it_is_tested() {
        let scope = |system, shell| Scope { system, shell };
        let names = |scope: &Scope| steps(scope).iter().map(|step| step.name).collect::<Vec<_>>();

        let without = scope(System::Debian, false);
        assert!(!names(&without).contains(&"window tests"), "{:?}", names(&without));
        assert!(!without.needs().contains(&Need::WebView), "{:?}", without.needs());
        assert!(without.packages().contains(&"--exclude"), "{:?}", without.packages());
        assert!(without.needs().contains(&Need::Hledger), "{:?}", without.needs());

        let mac = scope(System::MacOs, true);
        assert!(!names(&mac).contains(&"window tests"), "{:?}", names(&mac));
        assert!(!mac.needs().contains(&Need::Xvfb), "{:?}", mac.needs());
        assert_eq!(mac.packages(), ["--workspace"], "the window is built on a Mac all the same");

        let full = scope(System::Debian, true);
        assert!(full.needs().contains(&Need::Driver), "{:?}", full.needs());
    }

    #[test]
    fn durations_are_told_as_a_person_would() {
        assert_eq!(seconds(Duration::from_millis(940)), "0.9 s");
        assert_eq!(seconds(Duration::from_millis(59_960)), "59.9 s");
        assert_eq!(seconds(Duration::from_millis(125_400)), "2 min 05 s");
    }
}
