//! Deciding how what is missing comes to the machine: by its package manager, by cargo, or by
//! the person. Pure, so that every system can be tested from any other.

use super::need::Need;
use super::system::System;
use super::version::Version;

/// A need that is not met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Missing {
    pub(super) need: Need,
    /// The version that is there and will not do.
    pub(super) too_old: Option<Version>,
}

/// What this program may do to the machine without asking for a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Rights {
    Root,
    Sudo,
    None,
}

/// What is going to be installed, and what the person has to do.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Plan {
    /// One line about each missing need, with its reason.
    pub(super) missing: Vec<String>,
    /// Commands that will be run, in order, each as its words.
    pub(super) commands: Vec<Vec<String>>,
    /// What this program may not or cannot do: commands and sentences for the person.
    pub(super) by_hand: Vec<String>,
}

impl Plan {
    /// The announcement, before anything is done.
    pub(super) fn says(&self) -> String {
        let mut text = format!("Missing: {}.", self.missing.join(", "));
        if self.by_hand.is_empty() {
            text.push_str("\nTo install it, this is going to be run:");
            for command in &self.commands {
                text.push_str("\n    ");
                text.push_str(&command.join(" "));
            }
        }
        text
    }
}

/// The missing needs in one line.
pub(super) fn list(missing: &[Missing]) -> String {
    let lines: Vec<_> = missing.iter().map(describe).collect();
    lines.join(", ")
}

fn describe(missing: &Missing) -> String {
    match missing.too_old {
        Some(version) => format!("{}; found {version}, which is too old", missing.need.reason()),
        None => missing.need.reason().to_owned(),
    }
}

/// Decides. `node_on_offer` is the Node.js that the package manager would install.
pub(super) fn plan(
    system: &System,
    missing: &[Missing],
    node_on_offer: Option<Version>,
    rights: Rights,
) -> Plan {
    let mut plan = Plan { missing: missing.iter().map(describe).collect(), ..Plan::default() };
    let mut packages: Vec<&str> = Vec::new();
    for gap in missing {
        match (gap.need, system.package(gap.need)) {
            (Need::Nextest, _) => {}
            (Need::Node | Need::Npm, _) if !node_can_be_installed(gap, node_on_offer) => {
                note(&mut plan.by_hand, node_by_hand());
            }
            (_, Some(package)) if packages.contains(&package) => {}
            (_, Some(package)) => packages.push(package),
            (need, None) => note(&mut plan.by_hand, by_hand(system, need)),
        }
    }
    add_packages(&mut plan, system, &packages, rights);
    if missing.iter().any(|gap| gap.need == Need::Nextest) {
        plan.commands.push(to_words(&["cargo", "install", "--locked", "cargo-nextest"]));
    }
    plan
}

/// A Node.js that is there already came from somewhere the package manager must not fight with.
fn node_can_be_installed(gap: &Missing, node_on_offer: Option<Version>) -> bool {
    gap.too_old.is_none() && node_on_offer.is_some_and(Version::node_will_do)
}

fn add_packages(plan: &mut Plan, system: &System, packages: &[&str], rights: Rights) {
    let Some(installer) = system.installer() else {
        return;
    };
    if packages.is_empty() {
        return;
    }
    let install: Vec<String> = to_words(&[installer, packages].concat());
    let refresh = system.refresher().map(to_words);
    let commands = refresh.into_iter().chain([install]);
    // Homebrew installs for its owner and refuses to be root.
    if *system == System::MacOs || rights == Rights::Root {
        plan.commands.extend(commands);
        return;
    }
    let with_sudo = commands.map(|words| [vec!["sudo".to_owned()], words].concat());
    if rights == Rights::Sudo {
        plan.commands.extend(with_sudo);
    } else {
        plan.by_hand.extend(with_sudo.map(|words| words.join(" ")));
    }
}

fn by_hand(system: &System, need: Need) -> String {
    match (system, need) {
        (System::MacOs, Need::Compiler) => "xcode-select --install".to_owned(),
        (System::Windows, _) => {
            format!("Install {}; on Windows this program installs nothing.", need.reason())
        }
        (System::Other(name), _) => format!(
            "Install {}, by {name}’s own package manager (on Debian it is {}).",
            need.reason(),
            System::Debian.package(need).unwrap_or("not packaged"),
        ),
        _ => format!("Install {}.", need.reason()),
    }
}

fn node_by_hand() -> String {
    "Install Node.js 22 or later, for example from https://nodejs.org (npm comes with it), and put \
     it first on your PATH."
        .to_owned()
}

fn note(notes: &mut Vec<String>, line: String) {
    if !notes.contains(&line) {
        notes.push(line);
    }
}

fn to_words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Missing, Need, Plan, Rights, System, Version, plan};

    const WINDOW: [Need; 4] = [Need::PkgConfig, Need::WebView, Need::Driver, Need::Xvfb];
    const NEW: Option<Version> = Some(Version(22, 22, 0));
    const OLD: Option<Version> = Some(Version(18, 19, 0));

    fn decide(system: &System, needs: &[Need], on_offer: Option<Version>, rights: Rights) -> Plan {
        let missing: Vec<_> = needs.iter().map(|&need| Missing { need, too_old: None }).collect();
        plan(system, &missing, on_offer, rights)
    }

    #[test]
    fn the_package_manager_is_called_with_its_own_names() {
        let check = |system: System, expect: &[&str]| {
            let found = decide(&system, &WINDOW, NEW, Rights::Root);
            let commands: Vec<_> = found.commands.iter().map(|words| words.join(" ")).collect();
            assert_eq!(commands, expect, "{system:?}");
            assert!(found.by_hand.is_empty(), "{system:?} needs no hand: {:?}", found.by_hand);
        };
        check(
            System::Debian,
            &[
                "apt-get update",
                "apt-get install --yes --no-install-recommends pkg-config \
                 libwebkit2gtk-4.1-dev webkit2gtk-driver xvfb",
            ],
        );
        check(
            System::Fedora,
            &["dnf install --assumeyes pkgconf-pkg-config webkit2gtk4.1-devel webkitgtk6.0 \
               xorg-x11-server-Xvfb"],
        );
        check(
            System::Arch,
            &["pacman --sync --needed --noconfirm pkgconf webkit2gtk-4.1 webkitgtk-6.0 \
               xorg-server-xvfb"],
        );
    }

    #[test]
    fn without_root_sudo_is_used_where_it_needs_no_password_and_printed_where_it_does() {
        let needs = [Need::Xvfb];
        let may = decide(&System::Fedora, &needs, NEW, Rights::Sudo);
        assert_eq!(may.commands[0].join(" "), "sudo dnf install --assumeyes xorg-x11-server-Xvfb");
        assert!(may.by_hand.is_empty(), "nothing is left to the person");

        let may_not = decide(&System::Debian, &needs, NEW, Rights::None);
        assert!(may_not.commands.is_empty(), "nothing is run: {:?}", may_not.commands);
        assert_eq!(
            may_not.by_hand,
            ["sudo apt-get update", "sudo apt-get install --yes --no-install-recommends xvfb",]
        );
    }

    #[test]
    fn a_mac_gets_node_from_homebrew_and_its_compiler_from_apple() {
        let needs = [Need::Compiler, Need::Node, Need::Npm];
        let found = decide(&System::MacOs, &needs, NEW, Rights::None);
        assert_eq!(found.commands, [["brew", "install", "node"].map(str::to_owned).to_vec()]);
        assert_eq!(found.by_hand, ["xcode-select --install"]);
    }

    #[test]
    fn an_old_node_is_named_with_its_version_and_left_to_the_person() {
        let old = Missing { need: Need::Node, too_old: OLD };
        for system in [System::Debian, System::Fedora, System::Arch, System::MacOs] {
            let found = plan(&system, &[old], NEW, Rights::Root);
            assert!(found.says().contains("found 18.19.0, which is too old"), "{}", found.says());
            assert!(found.commands.is_empty(), "{system:?} runs {:?}", found.commands);
            assert!(found.by_hand[0].contains("nodejs.org"), "{:?}", found.by_hand);
        }
    }

    #[test]
    fn node_is_installed_only_where_the_release_carries_a_new_one() {
        let needs = [Need::Node, Need::Npm];
        let new = decide(&System::Debian, &needs, NEW, Rights::Root);
        assert!(new.commands[1].ends_with(&["nodejs".to_owned(), "npm".to_owned()]));
        let old = decide(&System::Debian, &needs, OLD, Rights::Root);
        assert!(old.commands.is_empty(), "{:?}", old.commands);
        assert_eq!(old.by_hand.len(), 1, "one sentence serves for both: {:?}", old.by_hand);
    }

    #[test]
    fn nextest_comes_by_cargo_on_every_system() {
        for system in [System::Debian, System::MacOs, System::Windows, System::Other("X".into())] {
            let found = decide(&system, &[Need::Nextest], None, Rights::None);
            assert_eq!(found.commands[0].join(" "), "cargo install --locked cargo-nextest");
            assert!(found.by_hand.is_empty(), "{system:?}");
        }
    }

    #[test]
    fn an_unknown_system_is_told_what_to_look_for() {
        let system = System::Other("openSUSE Tumbleweed".to_owned());
        let found = decide(&system, &[Need::WebView], None, Rights::Root);
        assert!(found.commands.is_empty(), "nothing is run");
        let line = &found.by_hand[0];
        assert!(line.contains("openSUSE Tumbleweed"), "{line}");
        assert!(line.contains("libwebkit2gtk-4.1-dev"), "{line}");
    }

    #[test]
    fn what_will_be_run_is_announced() {
        let says = decide(&System::Arch, &[Need::Xvfb], NEW, Rights::Sudo).says();
        assert!(says.contains("Missing: Xvfb"), "{says}");
        assert!(
            says.contains("sudo pacman --sync --needed --noconfirm xorg-server-xvfb"),
            "{says}"
        );
    }
}
